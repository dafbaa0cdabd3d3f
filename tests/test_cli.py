"""The command line: pages and mistakes in the user's language, what each command prints, how fast it starts."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from segkit.cli import app, run_command
from segkit.commands.pages import cells, coded, wrap
from segkit.commands.session import open_session, user_language
from segkit.errors import BadChoice, MissingWord
from segkit.source.sample.plan import SamplePlan

ROOT = Path(__file__).parent.parent
LANGUAGES = ("zh-CN", "en")
ENGLISH = re.compile(r"[A-Za-z]{2,}")
# What stands in Latin letters in Chinese pages too: names, file names, formats, languages, options and commands.
LATIN = {
    *("segkit", "run", "init", "inspect", "render", "words", "doctor", "sample", "pack", "standard", "brand"),
    *("notebooks", "build", "check", "show", "lint", "test", "diff", "export", "study", "yml", "studies", "runs"),
    *(
        "course",
        "stamp",
        "board",
        "certificates",
        "gain",
        "marks",
        "quiz",
        "survey",
        "verify",
        "anonymise",
        "trainer",
        "forms",
    ),
    *("run", "fill", "write", "class", "self", "exam", "half", "liwan", "reaction", "follow", "up", "hand", "in"),
    *("CSV", "PDF", "Excel", "Parquet", "zh", "CN", "en", "_brand", "read", "LANG", "JSON", "json"),
    *("grade", "graded", "XLSX", "lab", "JupyterLab"),
    *("QXA", "TD"),  # of an example of a check code
    *("follow_up", "out"),
}


def pages(command=None, path=()):
    """Every command's place below `segkit`, the root first."""
    command = command or typer.main.get_command(app)
    yield path
    for name, child in getattr(command, "commands", {}).items():
        yield from pages(child, (*path, name))


@pytest.fixture
def said(capsys, monkeypatch):
    """`said(words)`: exit code, stdout and stderr of a command run in this process at a width of 80 cells."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words):
        code = run_command(words)
        return code, *capsys.readouterr()

    return run


def shell(*words, **environment):
    """The command line as a process of its own."""
    own = {**os.environ, "COLUMNS": "80", **environment}
    return subprocess.run(
        [sys.executable, "-m", "segkit.cli", *map(str, words)], cwd=ROOT, env=own, capture_output=True, check=False
    )


# --- pages ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 100])
def test_every_page_is_as_it_was_agreed(golden, said, monkeypatch, language, width):
    monkeypatch.setenv("COLUMNS", str(width))
    told = [said(*path, "--help", "--language", language) for path in pages()]
    assert {code for code, _, _ in told} == {0}
    rule = "\n" + "-" * width + "\n"
    golden(f"help.{language}.{width}.txt", rule.join(out for _, out, _ in told))


@pytest.mark.parametrize("path", list(pages()), ids=" ".join)
def test_a_chinese_page_holds_no_english(said, path):
    _, page, _ = said(*path, "--help", "--language", "zh-CN")
    text = re.sub(r"--[a-z-]+", "", page)
    assert set(ENGLISH.findall(text)) - LATIN == set()


@pytest.mark.parametrize("path", list(pages()), ids=" ".join)
def test_an_english_page_holds_no_chinese(said, path):
    _, page, _ = said(*path, "--help", "--language", "en")
    assert re.findall(r"[\u4e00-\u9fff]", page) == []


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_a_page_is_wider_than_the_terminal(said, monkeypatch, width, language):
    monkeypatch.setenv("COLUMNS", str(width))
    lines = [line for path in pages() for line in said(*path, "--help", "--language", language)[1].splitlines()]
    assert [line for line in lines if cells(line) > width] == []


def test_no_line_begins_with_a_sign_that_closes():
    lines = wrap("检查分类标准：每位客户是否恰好归入一个客群，（第二句）也要折行。", 12)
    assert [line for line in lines if line[0] in "，。：）"] == []
    assert "".join(lines) == "检查分类标准：每位客户是否恰好归入一个客群，（第二句）也要折行。"


@pytest.mark.parametrize("words", [(), ("notebooks",), ("standard",), ("brand",)])
def test_without_a_command_the_page_is_shown_and_nothing_is_done(said, words):
    code, out, err = said(*words, "--language", "zh-CN")
    assert (code, out) == (2, "")
    assert "命令\n" in err


def test_the_version_is_the_installed_one(said):
    from importlib.metadata import version

    assert said("--version")[:2] == (0, f"segkit {version('segkit')}\n")


# --- the language -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-CN"),
        ({"LANG": "C.UTF-8"}, "zh-CN"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh-CN"),
        ({"LANG": "de_DE.UTF-8"}, "zh-CN"),
    ],
)
def test_the_environment_says_the_language_and_chinese_is_the_default(monkeypatch, environment, language):
    for name in ("LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert user_language() == language


@pytest.mark.parametrize("words", [("--language", "en", "run", "x"), ("run", "--language=en", "x")])
def test_the_common_options_stand_anywhere(words):
    session = open_session((*words, "--debug"))
    assert (session.words, session.asked, session.is_debugging) == (("run", "x"), "en", True)


def test_what_stands_after_two_dashes_is_no_option():
    assert open_session(("run", "--", "--debug")).words == ("run", "--", "--debug")


def test_a_language_that_is_not_spoken_is_refused():
    with pytest.raises(BadChoice):
        open_session(("run", "--language", "fr"))
    with pytest.raises(MissingWord):
        open_session(("run", "--language"))


def test_output_is_utf_8_whatever_the_console_says():
    told = shell("--help", "--language", "zh-CN", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert "客户分型" in told.stdout.decode("utf-8")


# --- mistakes ---------------------------------------------------------------------------------------

MISTAKES = {
    ("sampl",): "E-CMD-01",
    ("zzz",): "E-CMD-01",
    ("run", "x", "--jsn"): "E-CMD-02",
    ("run", "x", "--zzz"): "E-CMD-02",
    ("run", "x", "-q"): "E-CMD-02",
    ("run",): "E-CMD-03",
    ("run", "x", "--runs"): "E-CMD-03",
    ("init", "x"): "E-CMD-03",
    ("sample", "--customers", "many"): "E-CMD-04",
    ("sample", "--customers", "0"): "E-CMD-04",
    ("sample", "--customers", "1.5"): "E-CMD-04",
    ("sample", "--seed", "-1"): "E-CMD-04",
    ("sample", "--lines-per-customer", "0.5"): "E-CMD-05",
    ("sample", "--lines-per-customer", "few"): "E-CMD-05",
    ("run", "x", "--language", "fr"): "E-CMD-06",
    ("run", "x", "y", "z"): "E-CMD-07",
    ("run", "x", "--json=yes"): "E-CMD-08",
    ("run", "nowhere"): "E-CFG-01",
    ("render", "nowhere"): "E-RUN-06",
    ("inspect", "nowhere.csv"): "E-SRC-01",
    ("brand", "check", "nowhere"): "E-CFG-01",
    ("standard", "lint", "nowhere.yml"): "E-CFG-01",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("words", "code"), MISTAKES.items(), ids=lambda value: "" if value is None else str(value))
def test_a_mistake_is_told_with_its_code_in_the_users_language(said, monkeypatch, tmp_path, words, code, language):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8" if language == "zh-CN" else "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    exit_code, out, err = said(*words)
    assert (exit_code, out, err.split()[0]) == (2, "", code)
    assert "Traceback" not in err
    assert bool(re.search(r"[\u4e00-\u9fff]", err)) == (language == "zh-CN")


def test_a_mistake_names_the_nearest_that_exists(said):
    assert "“sample”" in said("sampl", "--language", "zh-CN")[2]
    assert "--json" in said("run", "x", "--jsn", "--language", "en")[2]


def test_what_nobody_planned_for_is_told_in_words_and_fails(said, tmp_path):
    (tmp_path / "report.json").write_text("{}", encoding="utf-8")  # and nothing of what a run has besides
    code, out, err = said("render", str(tmp_path), "--language", "en")
    assert (code, out) == (1, "")
    assert err.startswith("Something failed inside (FileNotFoundError")


def test_a_traceback_is_shown_with_debug_only(said):
    assert "Traceback" in said("run", "nowhere", "--debug")[2]


def test_an_unknown_mistake_of_typer_falls_back_to_the_page():
    assert coded(typer.BadParameter.__base__("Missing command."), ()) is None


# --- commands ---------------------------------------------------------------------------------------


def test_inspect_says_what_a_file_is(golden, said):
    for language in LANGUAGES:
        code, out, _ = said("inspect", str(ROOT / "data" / "sample" / "订单.csv"), "--language", language)
        assert code == 0
        golden(f"inspect.{language}.txt", out)


def test_inspect_in_json_has_every_column(said):
    found = json.loads(said("inspect", str(ROOT / "data" / "sample" / "满意度.csv"), "--json")[1])
    assert found["records"] == found["kept"] + found["quarantined"] + found["non_data"] > 0
    assert len(found["columns"]) == 9


def test_inspect_in_json_names_each_row_that_is_not_kept_and_writes_those_that_are(said, tmp_path):
    import pyarrow.parquet as pq

    file, kept = tmp_path / "a.csv", tmp_path / "kept.parquet"
    rows = [f"A{n},2025-01-0{n % 9 + 1},{n}.00" for n in range(20)]
    file.write_text("\n".join(["会员号,日期,金额", *rows, "A21,2025-01-02,1,000.00", "", "A22,2025-01-03,3.00"]))
    found = json.loads(said("inspect", str(file), "--json", "--out", str(kept))[1])
    assert (found["records"], found["kept"], found["quarantined"], found["non_data"]) == (23, 21, 1, 1)
    assert found["problems"][:2] == [
        {"code": "too_many_fields", "line": 22, "column": None},
        {"code": "blank_row", "line": 23, "column": None},
    ]
    assert (found["encoding"], found["dialect"]["delimiter"], found["table"]) == ("utf-8", ",", str(kept))
    assert pq.read_table(kept)["会员号"].to_pylist()[-1] == "A22"


def test_inspect_shows_a_folder_as_one_table_and_heads_with_lines_side_by_side(said, tmp_path):
    months, heads, lines = tmp_path / "months", tmp_path / "头.csv", tmp_path / "行.csv"
    months.mkdir()
    for at in (1, 2, 10):
        text = f"会员号,订单号,日期,金额\nL1,A{at},2025-{at:02}-01,5\n"
        (months / f"2025-{at}.csv").write_text(text, encoding="gb18030")
    heads.write_text("订单号,会员号,下单日期\nA1,L1,2025-01-01\nA2,L2,2025-01-02\n", encoding="utf-8")
    lines.write_text("订单编号,商品名称,实付金额\nA1,茶,5\nA1,杯,6\nA9,壶,7\n", encoding="utf-8")
    found = json.loads(said("inspect", str(months), "--json")[1])
    assert [one["file"] for one in found["files"]] == ["2025-1.csv", "2025-2.csv", "2025-10.csv"]
    assert (found["records"], found["encoding"]) == (3, "gb18030")
    match = json.loads(said("inspect", str(heads), str(lines), "--json")[1])["match"]
    assert (match["lines_matched"], match["lines_without_head"], match["heads_without_lines"]) == (2, 1, 1)
    code, out, _ = said("inspect", str(heads), str(lines), "--language", "zh-CN")
    assert (code, "3 行明细中 2 行找到订单头" in out) == (0, True)


def test_init_takes_the_files_that_a_shell_puts_in_place_of_a_pattern(said, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for at in (1, 2):
        text = f"会员号,订单号,日期,金额\nL1,A{at},2025-{at:02}-01,5\n"
        (tmp_path / f"2025-{at}.csv").write_text(text, encoding="utf-8")
    code, out, _ = said("init", "x", "--data", "2025-1.csv", "2025-2.csv", "--json")
    assert (code, json.loads(out)["tables"][0]["files"]) == (0, ["2025-1.csv", "2025-2.csv"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_init_prints_which_schemes_the_tables_suffice_for(golden, said, monkeypatch, tmp_path, language):
    """The sample's orders and its master without the trade; nothing wider than 80 cells."""
    monkeypatch.chdir(tmp_path)
    files = [str(ROOT / "data" / "sample" / name) for name in ("订单.csv", "客户.xlsx")]
    code, out, _ = said("init", "x", "--data", *files, "--language", language)
    grid = out[out.index("\n\n", out.index("客户.xlsx")) + 2 : out.index("\n\n", out.index("✓ "))]
    assert code == 0
    assert max(cells(line) for line in grid.splitlines()) <= 80
    golden(f"init.grid.{language}.txt", grid + "\n")


def test_init_in_json_names_the_state_of_every_ready_scheme(said, monkeypatch, tmp_path):
    from segkit.segments.standard import library_names

    monkeypatch.chdir(tmp_path)
    found = json.loads(said("init", "x", "--data", str(ROOT / "data" / "sample" / "订单.csv"), "--json")[1])["schemes"]
    assert len(found) == len(library_names())
    need = next(one for one in found if one["scheme"] == "need")
    assert need == {
        "scheme": "need",
        "state": "source",
        "sources": ["orders", "messages"],
        "absent": ["messages"],
        "columns": [],
    }


def test_inspect_in_json_tells_what_stopped_it(said, tmp_path):
    (tmp_path / "a.csv").write_bytes(b"")
    code, out, _ = said("inspect", str(tmp_path / "a.csv"), "--json")
    assert (code, json.loads(out)["problems"][0]["code"]) == (2, "E-SRC-02")


@pytest.mark.parametrize("code", ["too_many_fields", "missing_id", "E-TXT-02", "e-src-04"])
def test_a_code_is_explained_in_both_languages(said, code):
    exit_code, out, _ = said("inspect", "--explain", code)
    assert (exit_code, "{" in out) == (0, False)
    assert re.search("[\u4e00-\u9fff]", out)
    assert "What to do: " in out


def test_an_unknown_code_names_the_nearest(said):
    code, _, told = said("inspect", "--explain", "E-TXT-99", "--language", "en")
    assert (code, "E-TXT-0" in told) == (2, True)


def test_a_new_study_can_be_read_and_is_not_written_over(said, monkeypatch, tmp_path):
    from segkit.study import read_study

    monkeypatch.chdir(tmp_path)
    words = ("init", "liwan", "--data", str(ROOT / "data" / "sample" / "订单.csv"), "--language", "zh-CN")
    code, out, _ = said(*words)
    assert (code, "segkit run liwan" in out, "13800" in out) == (0, True, False)
    assert read_study(tmp_path / "studies" / "liwan").study == "liwan"
    assert said(*words)[0] == 2
    assert said(*words, "--force")[0] == 0


def test_no_customer_is_named_by_init(said, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    sample = ROOT / "data" / "sample"
    _, out, _ = said("init", "x", "--data", str(sample / "订单.csv"), "--data", str(sample / "客户.xlsx"), "--json")
    assert json.loads(out)["tables"][1]["kind"] == "customers"
    _, out, _ = said("init", "x", "--force", "--data", str(sample / "客户.xlsx"), "--data", str(sample / "订单.csv"))
    assert re.findall(r"L\d{7,}|1\d{10}|9\d{17}", out) == []


def test_the_sample_is_made_as_its_readme_says(said, tmp_path):
    command = next(
        line.split() for line in (ROOT / "data" / "sample" / "README.md").read_text("utf-8").splitlines()
        if line.strip().startswith("segkit sample")
    )  # fmt: skip
    code, _, _ = said(*[str(tmp_path) if word == "data/sample" else word for word in command[1:]])
    assert code == 0
    for name in ("订单.csv", "客户.xlsx", "study.yml", "README.md"):
        assert (tmp_path / name).read_bytes() == (ROOT / "data" / "sample" / name).read_bytes()


def test_the_sample_is_by_default_what_the_plan_says():
    options = {option.name: option.default for option in typer.main.get_command(app).commands["sample"].params}
    plan = SamplePlan()
    assert [options[name] for name in ("customers", "lines_per_customer", "seed", "dirty", "only_orders")] == [
        *(plan.customers, plan.lines_per_customer, plan.seed, plan.is_dirty, plan.only_orders)
    ]


def test_the_sample_speaks_english_only_when_asked_to(said, monkeypatch, tmp_path):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    words = ("--customers", "50", "--only-orders", "--clean")
    said("sample", str(tmp_path / "zh"), *words)
    said("sample", str(tmp_path / "en"), *words, "--language", "en")
    assert (tmp_path / "zh" / "订单.csv").is_file()
    assert [file.name for file in (tmp_path / "en").glob("*.csv")] != ["订单.csv"]


def test_a_sound_standard_passes_and_one_with_a_gap_stops(said, tmp_path):
    assert said("standard", "lint")[0] == 0
    gap = tmp_path / "standard.yml"
    gap.write_text(GAP, encoding="utf-8")
    code, out, _ = said("standard", "lint", str(gap), "--language", "en")
    assert (code, out.startswith("Error")) == (2, True)
    found = json.loads(said("standard", "lint", str(gap), "--json")[1])
    assert [(one["code"], len(one["cells"])) for one in found] == [("gap", 124)]


def test_a_standard_is_listed_in_the_users_language(said):
    assert "重要价值客户" in said("standard", "show", "--language", "zh-CN")[1]
    assert re.findall(r"[\u4e00-\u9fff]", said("standard", "show", "--language", "en")[1]) == []


def test_a_brand_says_which_colours_were_repaired(said):
    code, out, _ = said("brand", "check", str(ROOT / "templates" / "brands" / "harbour"), "--language", "zh-CN")
    assert code == 0
    assert out.strip()
    found = json.loads(said("brand", "check", str(ROOT / "templates" / "brands" / "harbour"), "--json")[1])
    assert all(one["measured"] < one["needed"] for one in found)


def test_every_reason_and_role_of_a_colour_has_its_words():
    from segkit.report.colour import SIGHTS
    from segkit.wording import Wording

    for language in LANGUAGES:
        wording = Wording(language)
        assert all(wording.has(f"cli.brand.reason.{name}") for name in ("text", "graphics", "grey", *SIGHTS))


def test_the_doctor_says_the_same_to_programs(said):
    code, out, _ = said("doctor", "--json")
    findings = json.loads(out)
    assert (code == 0) == all(finding["status"] != "stop" for finding in findings)


# --- how fast it starts -----------------------------------------------------------------------------


GAP = """\
goal: &text {zh-CN: 两类, en: Two}
owner: 王
review_date: 2026-12-31
schemes:
  - id: two
    kind: grid
    name: *text
    purpose: *text
    segments:
      - {id: best, name: *text, public_name: *text, rule: *text, cells: ['555']}
"""


# --- answers given at once ----------------------------------------------------------------------------


@pytest.fixture
def ambiguous(tmp_path, monkeypatch):
    """Order dates that may be day first or month first, in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    rows = ("A,03/04/2025,10.50", "B,05/06/2025,11.20", "C,07/08/2025,12.30")
    Path("orders.csv").write_text("\n".join(("customer id,order date,amount", *rows, "")), encoding="utf-8")


@pytest.mark.usefixtures("ambiguous")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_told_with_the_command_that_answers_it(said, language):
    code, _, told = said("init", "shop", "--data", "orders.csv", "--language", language)
    assert code == 2
    assert 'segkit init … --read "{date_order: ' in told


@pytest.mark.usefixtures("ambiguous")
def test_an_answer_is_taken_and_written_into_the_study(said):
    assert said("init", "shop", "--data", "orders.csv", "--read", "read: {date_order: dmy}")[0] == 0
    written = Path("studies/shop/study.yml").read_text(encoding="utf-8")
    assert "read: {date_order: dmy}" in written
    assert "as_of: 2025-08-07" in written


@pytest.mark.usefixtures("ambiguous")
def test_inspect_takes_an_answer_as_init_does(said):
    _, told, _ = said("inspect", "orders.csv", "--read", "{date_order: mdy}", "--language", "en")
    assert "2025-03-04 – 2025-07-08" in told


@pytest.mark.usefixtures("ambiguous")
def test_a_misspelt_answer_is_named_with_the_nearest_key(said):
    code, _, told = said("inspect", "orders.csv", "--read", "{date_ordr: dmy}", "--language", "en")
    assert code == 2
    assert "date_ordr" in told
    assert "date_order" in told
    assert "--read" in told
