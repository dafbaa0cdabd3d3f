"""`segkit inspect` tells before a run what the run would stop at, with the line that settles it."""

import json

import pytest

from segkit.cli import run_command

ROWS = {
    "day-or-month.csv": "id,order,date,amount\nA1,O1,03/04/2025,100\nA2,O2,05/06/2025,200\nA3,O3,07/08/2025,80\n",
    "comma.csv": "会员号;订单号;日期;金额\nA1;O1;2025-03-04;1.234,50\nA2;O2;2025-03-05;2.345,10\nA3;O3;2025-03-06;9\n",
    "rounded.csv": "会员号,订单号,日期,金额\n" + "".join(f"1.10101E+17,O{n},2025-03-04,9\n" for n in range(5)),
    "fine.csv": "会员号,订单号,日期,金额\nA1,O1,2025-03-04,100\nA2,O2,2025-03-05,200\n",
}
CODES = {"day-or-month.csv": ["E-DAT-02"], "comma.csv": ["E-NUM-02"], "rounded.csv": ["E-XLS-15"], "fine.csv": []}
ANSWERS = {"day-or-month.csv": "{date_order: mdy}", "comma.csv": "{decimal_mark: ','}"}


@pytest.fixture
def inspected(tmp_path, monkeypatch, capsys):
    """What `segkit inspect` prints of a file of that name."""
    monkeypatch.chdir(tmp_path)

    def look(name, *more):
        (tmp_path / name).write_text(ROWS.get(name) or EXTRA[name], encoding="utf-8")
        assert run_command(["inspect", name, *more]) == 0
        return capsys.readouterr().out

    return look


EXTRA = {
    "twice.csv": "会员号,金额,日期,金额\nA1,100,2025-03-04,90\nA2,200,2025-03-05,80\n",
    "numbered.csv": "会员号,金额_1,日期,金额_2\nA1,100,2025-03-04,90\nA2,200,2025-03-05,80\n",
}


@pytest.mark.parametrize("name", ROWS)
def test_what_a_run_would_ask_is_asked_by_an_inspection(inspected, name):
    found = json.loads(inspected(name, "--json"))
    assert [one["code"] for one in found["problems"] if one["code"].startswith("E-")] == CODES[name]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(("name", "answer"), ANSWERS.items())
def test_the_line_to_paste_settles_the_question(inspected, name, answer, language):
    text = inspected(name, "--language", language)
    assert f'segkit inspect … --read "{answer}"' in text
    settled = inspected(name, "--language", language, "--read", answer)
    assert CODES[name][0] not in settled


def test_columns_of_one_name_are_numbered_and_told(inspected):
    assert "金额_1、金额_2" in inspected("twice.csv", "--language", "zh-CN")
    assert "重名" not in inspected("numbered.csv", "--language", "zh-CN")
