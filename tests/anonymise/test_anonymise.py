"""A whole company anonymised: nobody is found in any byte, and its run says what the original's said."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.anonymise.account import AnonymiseReport
from segkit.anonymise.beside import hidden_tree
from segkit.anonymise.cells import NOTHING, Calendar, kept_mark
from segkit.anonymise.groups import names_in
from segkit.anonymise.hiding import Hiding, Vocabulary, hidden_columns, record_marks
from segkit.anonymise.masking import Masker
from segkit.anonymise.records import Records
from segkit.anonymise.secret import Secret
from segkit.anonymise.telling import page_of
from segkit.anonymise.write import anonymise_study, cleaned
from segkit.courseware.companies import plan_of, segmented, write_files
from segkit.errors import FolderInUse
from segkit.study import read_study
from segkit.wording import Wording

KEY = "a key of the tests, long enough for all\n"
PEOPLE = ("张伟", "王秀英", "李娜", "陈大文", "赵一鸣")
ORDERS = """\
订单号,会员号,姓名,手机号,下单时间,商品,实付金额,门店,业务员,备注
D20250105001,M100001,张伟,13800138001,2025-01-05 10:00:00,铸铁锅,329.00,西湖店,陈大文,送到家
D20250105001,M100001,张伟,13800138001,2025-01-05 10:00:00,锅铲,29.00,西湖店,陈大文,
D20250212002, M100002,王秀英,138 0013 8002,2025/2/12,茶杯,"1,049.00",西湖店,陈大文,
D20250212002, M100002,王秀英,138 0013 8002,2025/2/12,茶杯,"1,049.00",西湖店,陈大文,
D20250301003,M100003,李娜,13800138001,2025-03-01 18:30:00,张伟定制杯,¥88.00,孤山店,赵一鸣,
D20250302004,,李娜,,2025-03-02 09:00:00,茶杯,49.00,西湖店,陈大文,
D20250230005,M100003,李娜,13800138001,2025-02-30,茶杯,49.00,西湖店,陈大文,
D20250305006,M100001,张伟,13800138001,2025-03-05 12:00:00,茶杯,问王秀英,,陈大文,
D20250306007,M100001,张伟,13800138001,2025-03-06 12:00:00,测试商品,0.01,西湖店,陈大文,
"""
for day in (2, 6, 8, 9):
    for who, name in ((1, "张伟"), (2, "王秀英")):
        number, phone = f"D2025010{day}01{who},M10000{who}", f"1380013800{who}"
        ORDERS += f"{number},{name},{phone},2025-01-0{day} 10:00:00,茶杯,4{day}.00,西湖店,陈大文,\n"
ORDERS += "合计,,,,,,3041.01,,,\n"
CUSTOMERS = """\
会员号,姓名,性别,生日,手机号,城市,业务员
M100001,张伟,男,1990-06-01,13800138001,杭州,陈大文
M100002,王秀英,女,1985-03-20,13800138002,杭州,陈大文
M100003,李娜,女,,13800138001,开化,赵一鸣
"""
MESSAGES = """\
会员号,时间,内容
M100001,2025-01-06 09:00:00,我是张伟，订单D20250105001没到，打13800138001
M100002,2025-02-13 10:00:00,茶杯什么时候有货
"""
STUDY = """\
study: lake
company: {zh-CN: 湖畔小店, en: Lakeside}
languages: [zh-CN, en]
as_of: 2025-03-31
sources:
  orders:
    file: 订单.csv
    columns: {order_id: 订单号, customer_id: 会员号, customer_name: 姓名, mobile: 手机号, order_date: 下单时间,
              product: 商品, amount: 实付金额, store: 门店, owner: 业务员}
  customers:
    file: 客户.csv
    columns: {customer_id: 会员号, customer_name: 姓名, gender: 性别, birth_date: 生日, mobile: 手机号, city: 城市,
              owner: 业务员}
  messages: {file: 私信.csv, columns: {customer_id: 会员号, sent_at: 时间, text: 内容}}
cleaning: {merge: mobile}
standard: 标准.yml
words: 词.yml
report: {prepared: 赵一鸣}
privacy: {smallest_group: 2}
"""
STANDARD = """\
goal: {zh-CN: 留住老客, en: Keep customers}
owner: 陈大文
review_date: 2025-06-30
overrides:
  - {customer: M100002, scheme: rfm_8, segment: key_value, reason: 王秀英是老客, who: 陈大文, until: 2025-12-31}
schemes: [rfm_8]
"""
WORDS = """\
values:
  陈大文: {en: Chen Dawen}
  杭州: {en: Hangzhou}
"""


def write_lake(folder: Path) -> Path:
    """A company of three customers with every kind of trace of them."""
    folder.mkdir()
    texts = {"订单.csv": ORDERS, "客户.csv": CUSTOMERS, "私信.csv": MESSAGES, "标准.yml": STANDARD, "词.yml": WORDS}
    for name, text in (texts | {"study.yml": STUDY}).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "study.yml"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, AnonymiseReport]:
    """The small company's new folder, and what was told of it."""
    base = tmp_path_factory.mktemp("lake")
    (base / "key.txt").write_text(KEY)
    return base, anonymise_study(write_lake(base / "orig"), base / "new", base / "key.txt")


def test_a_small_company_is_written_as_agreed(golden, lake):
    base, _ = lake
    files = sorted(path for path in (base / "new").rglob("*") if path.is_file())
    golden("anonymised.txt", "\n".join(f"=== {path.name}\n{path.read_text('utf-8-sig')}" for path in files))


def test_no_id_phone_or_name_is_found_in_any_byte(lake):
    written = b"\n".join(path.read_bytes() for path in (lake[0] / "new").rglob("*") if path.is_file())
    ids = re.findall(r"D2025\d+|M10000\d|1380013800\d|138 0013 800\d", ORDERS + CUSTOMERS)
    for trace in {*ids, *PEOPLE, "Chen Dawen", "送到家", "2025-", "D2025"}:
        assert trace.encode() not in written, trace


def test_the_new_study_is_read_without_faults(lake):
    study = read_study(lake[0] / "new")
    assert (study.standard, study.words, study.report.prepared) == ("standard.yml", "words.yml", "")
    assert (read_study(lake[0] / "orig").as_of - study.as_of).days % 7 == 0


@pytest.mark.slow
def test_cleaning_finds_the_same_in_the_new_files(lake):
    ledgers = [ledger(lake[0] / name / "study.yml") for name in ("orig", "new")]
    assert ledgers[0] == ledgers[1]
    found = {line["rule"]: line for line in ledgers[0]}
    assert {"total_row", "test_order", "missing_id", "unreadable_date", "exact_duplicate", "merged_member"} <= set(
        found
    )


def ledger(study_file: Path) -> list[dict[str, object]]:
    with cleaned(study_file) as stage:
        return json.loads(stage.run.facts("quality").read_text(encoding="utf-8"))["ledger"]


def test_the_report_counts_what_was_done(lake):
    report = lake[1]
    assert report.merged == {"store": 1, "owner": 1, "city": 1}
    assert report.dropped == {"orders": 2, "customers": 1}
    assert (report.tables["orders"].read, report.tables["orders"].written) == (18, 18)
    assert report.masked["name"] >= 2
    told = json.loads((lake[0] / "new" / "anonymised.json").read_text(encoding="utf-8"))
    assert told["key_check"] == report.key_check


def test_the_page_beside_the_data_speaks_both_languages(lake):
    chinese, english = (page_of(lake[1], Wording(language)) for language in ("zh-CN", "en"))
    assert "个人信息" in chinese
    assert "personal data" in english
    assert not re.search("[\u4e00-\u9fff]", english)


@pytest.mark.slow
def test_the_same_key_gives_the_same_files_and_another_key_others(lake):
    base, _ = lake
    anonymise_study(base / "orig" / "study.yml", base / "again", base / "key.txt")
    anonymise_study(base / "orig" / "study.yml", base / "other", base / "other.txt")
    assert written(base / "again") == written(base / "new")
    assert written(base / "other")["orders.csv"] != written(base / "new")["orders.csv"]


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    study_file = write_lake(tmp_path / "orig")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    for folder in (tmp_path / "full", tmp_path / "orig", tmp_path):
        with pytest.raises(FolderInUse):
            anonymise_study(study_file, folder, tmp_path / "key.txt")
    assert (tmp_path / "full" / "letter.txt").read_text() == "mine"


# --- columns of any company -------------------------------------------------------------------------

IDS = st.text("ABCDEFGHKLM0123456789", min_size=6, max_size=12)
# A word that programs write where no name is known (匿名) is nobody's name and stays.
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)
NAMES = HAN.filter(lambda name: name not in NOTHING and not kept_mark(name) and name not in SAID)
SAID = "我是，电话，会员号，茶杯，定制杯"
PHONES = st.integers(13_000_000_000, 19_999_999_999).map(str)
ROWS = st.lists(st.tuples(IDS, NAMES, PHONES, st.sampled_from(["", " ", "-"])), min_size=1, max_size=8)


def test_a_customer_called_like_a_segment_or_a_place_spoils_nothing():
    texts = {"customer_id": ["M100001", "M100002"], "customer_name": ["gold", "华东"], "region": ["华东", "华东"]}
    records = Records({role: role for role in texts}, texts, {}, {}, list(zip(*texts.values(), strict=True)))
    hiding = hiding_for(records)
    assert hidden_columns(records, hiding)["region"] == ["华东", "华东"]
    tree = {"schemes": [{"id": "gold", "when": "city = 'gold'", "description": {"en": "gold asked"}}]}
    assert hidden_tree(tree, hiding)["schemes"] == [
        {"id": "gold", "when": "city = 'gold'", "description": {"en": "*** asked"}}
    ]


@settings(max_examples=60)
@given(ROWS, st.booleans())
def test_no_column_of_any_company_holds_a_trace(rows, is_in_text):
    texts = {
        "customer_id": [who for who, *_ in rows],
        "order_id": [f"D{who}X" for who, *_ in rows],
        "customer_name": [name for _, name, *_ in rows],
        "mobile": [f"{phone[:3]}{gap}{phone[3:7]}{gap}{phone[7:]}" for *_, phone, gap in rows],
        "product": [f"{name}定制杯" if is_in_text else "茶杯" for _, name, *_ in rows],
        "comment": [f"我是{name}，电话{phone}，会员号{who}" for who, name, phone, _ in rows],
    }
    records = Records({role: role for role in texts}, texts, {}, {}, list(zip(*texts.values(), strict=True)))
    hiding = hiding_for(records)
    columns = hidden_columns(records, hiding)
    told = "\n".join(str(cell) for cells in columns.values() for cell in cells) + "\n".join(
        record_marks(records, hiding)
    )
    for who, name, phone, _ in rows:
        assert who not in told
        assert name not in told
        assert phone not in told.replace(" ", "").replace("-", "")


def hiding_for(records: Records) -> Hiding:
    return Hiding(
        secret=Secret(KEY.encode()),
        calendar=Calendar(date(2025, 12, 31), 100),
        masker=Masker(names_in(records)),
        small={},
        words=Vocabulary("其他", "业务员", "待定", "行标记"),
        least=11,
    )


@given(ROWS)
def test_equal_records_have_equal_marks_and_others_other_ones(rows):
    doubled = [*rows, *rows]
    records = Records({}, {}, {}, {}, doubled)
    marks = record_marks(records, hiding_for(records))
    assert Counter(Counter(marks).values()) == Counter(Counter(doubled).values())


# --- the run of the new study against the original's ------------------------------------------------

BY_RULE = ("rfm_8", "rfm_11", "value_tier", "abcd", "grade_today")


@pytest.mark.slow
@pytest.mark.parametrize("plan", [plan_of("liwan", customers=300)], ids=lambda p: p.id)
def test_the_run_says_what_the_originals_said(plan, tmp_path):
    original = write_files(plan, tmp_path / "orig")
    anonymise_study(original, tmp_path / "new", tmp_path / "key.txt")
    before, after = (figures(folder / "study.yml", tmp_path) for folder in (tmp_path / "orig", tmp_path / "new"))
    assert before == after


@pytest.mark.slow
@pytest.mark.parametrize("pack", ["finance", "service"])
def test_a_pack_runs_anonymised_with_groups_of_the_same_size(pack, tmp_path):
    original = write_files(plan_of(pack, customers=200), tmp_path / "orig")
    anonymise_study(original, tmp_path / "new", tmp_path / "key.txt")
    before, after = (figures(folder / "study.yml", tmp_path) for folder in (tmp_path / "orig", tmp_path / "new"))
    assert before == after


def figures(study_file: Path, runs: Path) -> dict[str, object]:
    """Ledger, money and the sizes of all groups that are made by rule."""
    stage = segmented(study_file, runs / "runs" / study_file.parent.name)
    segments = pq.read_table(stage.run.table("segments"))
    names = {"clusters", "customer_name", "owner", "city", "region", "store"}
    groups = [name for name in segments.column_names if name in BY_RULE or name == stage.study.primary]
    stage.finish()
    assert not set(groups) & names
    return {
        "ledger": json.loads(stage.run.facts("quality").read_text(encoding="utf-8"))["ledger"],
        "money": sum(segments["monetary"].to_pylist()),
        **{name: Counter(segments[name].to_pylist()) for name in groups},
    }
