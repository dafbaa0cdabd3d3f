"""The sample company: made again byte for byte, dirty where its list says so and nowhere else, in both languages."""

import csv
import io
import zipfile
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from ruamel.yaml import YAML

from segkit.house import kit_folder
from segkit.source.sample.companions import english_names
from segkit.source.sample.people import make_members, make_people
from segkit.source.sample.plan import SamplePlan
from segkit.source.sample.planted import planted
from segkit.source.sample.profiles import check_letter
from segkit.source.sample.shop import write_sample
from segkit.source.sample.words import WORDS
from segkit.study import read_study

COMMITTED = kit_folder("data") / "sample"
SMALL = SamplePlan(customers=400, seed=7)


@dataclass(frozen=True)
class Shop:
    """A written shop: its order lines with the header on line 1, and what was planted."""

    folder: Path
    orders: list[list[str]]
    dirt: list[dict[str, str]]

    def cell(self, line: int, column: str) -> str:
        return self.orders[line - 1][self.orders[0].index(column)]

    def planted(self, *rules: str) -> list[dict[str, str]]:
        return [item for item in self.dirt if item["规则"] in rules]


def read_csv(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding=encoding), newline="")))


def as_dicts(path: Path) -> list[dict[str, str]]:
    header, *rows = read_csv(path)
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def shop() -> Shop:
    """The committed sample."""
    orders = read_csv(COMMITTED / "订单.csv", "gb18030")
    return Shop(COMMITTED, orders, as_dicts(COMMITTED / "truth/脏数据清单.csv"))


def contents(folder: Path) -> dict[str, object]:
    """All files of a shop; a workbook as its members, since compression differs between zlib builds."""
    return {str(path.relative_to(folder)): content(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def content(path: Path) -> object:
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_the_committed_sample_is_what_the_code_makes(tmp_path):
    write_sample(tmp_path, SamplePlan())
    assert contents(tmp_path) == contents(COMMITTED)


def test_the_committed_sample_is_under_5_mb():
    assert sum(path.stat().st_size for path in COMMITTED.rglob("*") if path.is_file()) < 5_000_000


def test_equal_plans_give_equal_bytes(tmp_path):
    for place in ("one", "two"):
        write_sample(tmp_path / place, SMALL)
    names = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in names)


def test_another_seed_gives_another_shop(tmp_path):
    for seed in (1, 2):
        write_sample(tmp_path / str(seed), replace(SMALL, seed=seed))
    assert content(tmp_path / "1" / "订单.csv") != content(tmp_path / "2" / "订单.csv")


def test_a_second_call_replaces_the_first(tmp_path):
    write_sample(tmp_path, replace(SMALL, seed=1))
    write_sample(tmp_path, SMALL)
    write_sample(tmp_path / "fresh", SMALL)
    fresh = contents(tmp_path / "fresh")
    assert fresh == {name: each for name, each in contents(tmp_path).items() if not name.startswith("fresh")}


def test_every_planted_record_stands_on_its_listed_line(shop):
    in_orders = [item for item in shop.dirt if item["文件"] == "订单.csv"]
    assert len(in_orders) == len(shop.dirt) > 500
    assert [item for item in in_orders if shop.cell(int(item["行号"]), item["列"]) != item["植入内容"]] == []


def test_every_kind_of_dirt_occurs(shop):
    rates = YAML(typ="safe").load(WORDS / "dirt.yml")["rates"]
    assert {item["规则"] for item in shop.dirt} == {*rates, "total_row", "merged_member"}


def test_lines_that_are_not_listed_are_clean(shop):
    listed = {int(item["行号"]) for item in shop.dirt}
    header, *rows = shop.orders
    clean = [dict(zip(header, row, strict=True)) for line, row in enumerate(rows, start=2) if line not in listed]
    assert len({tuple(row.values()) for row in clean}) == len(clean)
    for row in clean:
        assert "2024-01-01" <= row["下单时间"][:10] <= "2025-12-31"
        assert len(row["下单时间"]) == 19
        assert 0 < Decimal(row["实付金额"]) < 100_000
        assert row["会员号"][0] == "L"
        assert len(row["会员号"]) == 9
        assert row["大区"]


def test_amounts_in_odd_forms_have_their_true_value(shop):
    def plain(text: str) -> Decimal:
        bare = normalize("NFKC", text).replace(",", "").strip("¥元")
        times = 10_000 if bare.endswith("万") else 1
        return Decimal(bare.removesuffix("万")) * times

    found = shop.planted("full_width", "unit_word", "currency_sign", "thousands")
    assert [item for item in found if plain(item["植入内容"]) != Decimal(item["真实值"])] == []


def test_amounts_with_more_decimals_round_half_up_to_their_true_value(shop):
    found = shop.planted("rounded_amount")
    assert all(len(item["植入内容"].partition(".")[2]) > 2 for item in found)
    rounded = [Decimal(item["植入内容"]).quantize(Decimal("0.01"), ROUND_HALF_UP) for item in found]
    assert rounded == [Decimal(item["真实值"]) for item in found]


def test_ids_in_odd_forms_have_their_true_value(shop):
    found = shop.planted("normalised_id")
    plain = [normalize("NFKC", item["植入内容"]).replace("\u200b", "").strip() for item in found]
    assert plain == [item["真实值"] for item in found]
    assert not set(plain) & {item["植入内容"] for item in found}


def test_a_duplicate_equals_the_line_it_names_in_every_cell(shop):
    for item in shop.planted("exact_duplicate"):
        assert shop.orders[int(item["行号"]) - 1] == shop.orders[int(item["真实值"][1:]) - 1]


def test_a_refund_takes_back_the_line_it_names(shop):
    for item in shop.planted("refund"):
        line, source = int(item["行号"]), int(item["真实值"][1:])
        assert shop.cell(line, "订单编号") == shop.cell(source, "订单编号")
        assert Decimal(item["植入内容"]) < 0
        if source not in {int(other["行号"]) for other in shop.planted("thousands")}:
            assert -Decimal(item["植入内容"]) == Decimal(shop.cell(source, "实付金额"))


def test_the_total_rows_hold_the_sums_of_what_is_readable(tmp_path):
    write_sample(tmp_path, SamplePlan(customers=60, is_dirty=True, seed=3))
    rows = read_csv(tmp_path / "订单.csv", "gb18030")
    quantity = rows[0].index("数量")
    pieces = sum(int(row[quantity]) for row in rows[1:] if row[0] not in ("小计", "合计"))
    assert rows[-1][0] == "合计"
    assert int(rows[-1][quantity]) == pieces


def test_two_numbers_of_one_person_share_the_mobile(shop):
    truth = as_dicts(COMMITTED / "truth/客户真值.csv")
    rows = CalamineWorkbook.from_path(COMMITTED / "客户.xlsx").get_sheet_by_name("会员").to_python()
    mobile = {row[0]: row[rows[0].index("手机号")] for row in rows[1:]}
    pairs = [(row["会员号"], row["同一人主会员号"]) for row in truth if row["同一人主会员号"]]
    assert len(pairs) > 20
    assert all(mobile[second] == mobile[first] != "" for second, first in pairs)
    known = [number for number in mobile.values() if number]
    assert len(known) - len(set(known)) == len(pairs)
    assert {item["真实值"] for item in shop.planted("merged_member")} <= {first for _, first in pairs}


def test_no_mobile_could_be_a_real_one(shop):
    numbers = {shop.cell(line, "手机号") for line in range(2, len(shop.orders) + 1)} - {""}
    assert {number[:2] for number in numbers} == {"12"}


def test_the_check_letter_of_a_credit_code_is_that_of_the_standard():
    assert check_letter("91350100M000100Y4") == "3"  # the example of GB 32100-2015


def test_a_clean_shop_has_no_dirt(tmp_path):
    receipt = write_sample(tmp_path, replace(SMALL, is_dirty=False))
    rows = read_csv(tmp_path / "订单.csv", "gb18030")
    amount = rows[0].index("实付金额")
    assert receipt.planted == {}
    assert len(read_csv(tmp_path / "truth/脏数据清单.csv")) == 1
    assert all(Decimal(row[amount]) > 0 for row in rows[1:])
    assert len({tuple(row) for row in rows}) == len(rows)


def test_the_receipt_counts_the_rows_of_each_file(tmp_path):
    receipt = write_sample(tmp_path, SMALL)
    texts = {name: n for name, n in receipt.rows.items() if name.endswith(".csv") and name != "订单.csv"}
    assert {name: len(read_csv(tmp_path / name)) - 1 for name in texts} == texts
    assert len(read_csv(tmp_path / "订单.csv", "gb18030")) - 1 == receipt.rows["订单.csv"]


def test_the_english_shop_is_the_same_shop_in_english(tmp_path):
    write_sample(tmp_path / "zh", SMALL)
    write_sample(tmp_path / "en", replace(SMALL, language="en"))
    chinese = read_csv(tmp_path / "zh" / "订单.csv", "gb18030")
    english = read_csv(tmp_path / "en" / "orders.csv")
    assert [row[1] for row in chinese[1:]] == [row[1] for row in english[1:]]
    text = "".join(path.read_text(encoding="utf-8-sig") for path in (tmp_path / "en").rglob("*.csv"))
    assert {letter for letter in text if "\u4e00" <= letter <= "\u9fff"} <= {"万"}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_study_beside_the_data_can_be_read_and_its_files_are_there(tmp_path, language):
    write_sample(tmp_path, replace(SMALL, language=language))
    study = read_study(tmp_path)
    assert study.fictional
    assert all(study.path(str(source.file)).is_file() for source in study.sources.given().values())


def test_every_word_of_the_data_has_an_english_name(shop):
    names = YAML(typ="safe").load(english_names())["values"]
    listed = {int(item["行号"]) for item in shop.dirt}
    for column in ("品类", "渠道", "门店", "大区", "商品名称"):
        place = shop.orders[0].index(column)
        found = {row[place] for line, row in enumerate(shop.orders[1:], start=2) if line not in listed}
        assert all(names[word]["en"] for word in found)


def test_both_sides_of_every_vocabulary_are_there():
    def check(node: object) -> None:
        if isinstance(node, dict) and {"zh-CN", "en"} & set(node):
            assert {"zh-CN", "en"} <= set(node)
            assert isinstance(node["zh-CN"], str) or len(node["zh-CN"]) == len(node["en"])
        for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            check(child)

    for path in sorted(WORDS.glob("*.yml")):
        if not path.name.startswith("study."):
            check(YAML(typ="safe").load(path))


def test_segments_have_their_planted_shares():
    people = make_people(SamplePlan(), 0, 3000)
    share = planted().column("share")
    found = [(people.segment == place).sum() / 3000 for place in range(len(share))]
    assert found == pytest.approx(list(share / share.sum()), abs=0.001)


def test_the_top_fifth_bring_two_thirds_of_the_money_or_somewhat_more(shop):
    listed = {int(item["行号"]) for item in shop.dirt}
    spend: dict[str, Decimal] = {}
    for line, row in enumerate(shop.orders[1:], start=2):
        if line not in listed:
            spend[row[1]] = spend.get(row[1], Decimal(0)) + Decimal(row[8])
    ranked = sorted(spend.values(), reverse=True)
    assert 0.62 < sum(ranked[: len(ranked) // 5]) / sum(ranked) < 0.74


def test_big_customers_of_the_slow_region_wait_longest():
    truth = {row["会员号"]: row["客群代号"] for row in as_dicts(COMMITTED / "truth/客户真值.csv")}
    rows = CalamineWorkbook.from_path(COMMITTED / "客户.xlsx").get_sheet_by_name("会员").to_python()
    region = {row[0]: row[rows[0].index("大区")] for row in rows[1:]}
    marks: dict[bool, list[int]] = {True: [], False: []}
    for answer in as_dicts(COMMITTED / "满意度.csv"):
        if truth[answer["会员号"]] in ("loyal_core", "lapsed_big") and answer["物流速度"]:
            marks[region[answer["会员号"]] == "华南"].append(int(answer["物流速度"]))
    slow, others = (sum(marks[key]) / len(marks[key]) for key in (True, False))
    assert slow < others - 0.7


def test_experts_are_right_for_about_nine_in_ten():
    truth = {row["会员号"]: row["植入客群"] for row in as_dicts(COMMITTED / "truth/客户真值.csv")}
    labels = as_dicts(COMMITTED / "专家标注.csv")
    right = sum(truth[row["会员号"]] == row["专家判定"] for row in labels)
    assert len(labels) == 300
    assert 0.86 < right / 300 < 0.94


def test_order_numbers_stay_apart_beyond_one_chunk(tmp_path):
    write_sample(tmp_path, SamplePlan(customers=25_600, lines_per_customer=1.5, is_dirty=False, only_orders=True))
    rows = read_csv(tmp_path / "订单.csv", "gb18030")[1:]
    member = {row[0]: row[1] for row in rows}
    assert all(member[row[0]] == row[1] for row in rows)
    assert len(rows) == pytest.approx(25_600 * 1.5, rel=0.1)


def test_a_large_shop_keeps_its_customers_as_text(tmp_path):
    receipt = write_sample(tmp_path, SamplePlan(customers=25_100, lines_per_customer=1.5))
    ids = [row[0] for row in read_csv(tmp_path / "客户.csv")[1:]]
    assert len(set(ids)) == len(ids) == receipt.rows["客户.csv"] > 25_100


@settings(max_examples=12, deadline=None)
@given(size=st.integers(1, 300), seed=st.integers(0, 2**32))
def test_every_person_has_a_first_number_and_at_most_a_higher_second(size, seed):
    plan = SamplePlan(customers=size, seed=seed)
    people = make_people(plan, 0, size)
    members = make_members(plan, 0, people)
    has_second = members.second >= 0
    assert set(members.person.tolist()) == set(range(size))
    assert len(members) == size + has_second.sum()
    assert (members.second[has_second] > members.first[has_second]).all()
    assert (members.person[members.first] == range(size)).all()


@pytest.mark.parametrize("customers", [1, 2, 30])
def test_a_tiny_shop_can_be_written(tmp_path, customers):
    assert write_sample(tmp_path, SamplePlan(customers=customers)).persons == customers
