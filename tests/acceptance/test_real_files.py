"""Five real companies' files: two commands and no edit give a report, and every row and cent is accounted for."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest

from tests.acceptance.conftest import Once
from tests.acceptance.kit import LANGUAGES, Published, run, segkit

pytestmark = pytest.mark.slow
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Recount:
    """A file counted without the kit: rows, customers, and money as written and rounded half up to the cent."""

    rows: int
    customers: int
    exact: Decimal
    amount: Decimal


def recount(lines: Iterable[tuple[str, str]]) -> Recount:
    """Count lines of customer and amount."""
    who, money = zip(*lines, strict=True)
    amounts = [Decimal(text) for text in money]
    cents = [amount.quantize(CENT, ROUND_HALF_UP) for amount in amounts]
    return Recount(len(amounts), len(set(who)), sum(amounts, Decimal(0)), sum(cents, Decimal(0)))


def from_csv(path: Path, encoding: str, customer: str, amount: str) -> Iterator[tuple[str, str]]:
    with path.open(encoding=encoding, newline=None) as file:
        yield from ((row[customer], row[amount]) for row in csv.DictReader(file))


def superstore_cn(data: Path) -> tuple[Path, Recount]:
    path = data / "superstore-cn" / "superstore_cn_orders_gb18030.csv"
    return path, recount(from_csv(path, "gb18030", "客户 ID", "销售额"))


def superstore_xls(data: Path) -> tuple[Path, Recount]:
    from python_calamine import CalamineWorkbook

    path = data / "superstore-cn" / "示例 - 超市.xls"
    head, *rows = CalamineWorkbook.from_path(path).get_sheet_by_name("订单").to_python()
    who, amount = head.index("客户 ID"), head.index("销售额")
    return path, recount((row[who], repr(row[amount])) for row in rows)


def r_rfm(data: Path) -> tuple[Path, Recount]:
    path = data / "r-rfm" / "rfm_data_orders.csv"
    return path, recount(from_csv(path, "utf-8", "customer_id", "revenue"))


def cdnow(data: Path) -> tuple[Path, Recount]:
    path = data / "cdnow" / "CDNOW_sample.txt"
    lines = [line.split() for line in path.read_text(encoding="ascii").splitlines()]
    return path, recount((line[0], line[4]) for line in lines)


def superstore_en(data: Path) -> tuple[Path, Recount]:
    path = data / "superstore-en" / "sample-orders.csv"
    return path, recount(from_csv(path, "mac_roman", "customer", "grand_total"))


FILES: dict[str, Callable[[Path], tuple[Path, Recount]]] = {
    "superstore_cn": superstore_cn,
    "superstore_xls": superstore_xls,
    "r_rfm": r_rfm,
    "cdnow": cdnow,
    "superstore_en": superstore_en,
}


def written(once: Once, data: Path, name: str, *options: str) -> Published:
    """The report of a file as `init` and `run` give it."""

    def make(folder: Path) -> Path:
        segkit("init", name, "--data", FILES[name](data)[0], cwd=folder)
        return run(name, *options, cwd=folder).folder

    return Published(once("-".join([name, *options]).replace("--", ""), make))


@pytest.fixture(params=FILES)
def company(request, shared_data, once) -> tuple[Published, Recount]:
    return written(once, shared_data, request.param, "--direct"), FILES[request.param](shared_data)[1]


def test_rows_in_are_rows_kept_quarantined_outside_and_non_data(company):
    account, counted = company[0].account(), company[1]
    assert account["rows"] == counted.rows
    assert account["rows"] == sum(account[name] for name in ("kept", "quarantined", "outside", "non_data"))


def test_money_in_is_money_kept_quarantined_outside_and_non_data(company):
    account, counted = company[0].account(), company[1]
    parts = ("amount_kept", "amount_quarantined", "amount_outside", "amount_non_data")
    assert Decimal(account["amount"]) == counted.amount
    assert Decimal(account["amount"]) == sum(Decimal(account[name]) for name in parts)


def test_the_ledger_leads_from_the_first_row_to_the_last_kept_one(company):
    account, ledger = company[0].account(), company[0].facts["quality"]["ledger"]
    assert all(one["rows_after"] == two["rows_before"] for one, two in pairwise(ledger))
    gone = [line for line in ledger if line["effect"] not in ("changed", "kept")]
    assert sum(line["rows"] for line in gone) == account["rows"] - account["kept"]


def test_both_reports_have_all_their_pages(company, language):
    assert 20 <= len(pypdf.PdfReader(company[0].file(language, "pdf")).pages) <= 28


def test_every_line_of_these_files_counts(company):
    assert company[0].account()["kept"] == company[1].rows
    assert company[0].facts["meta"]["n_customers"] == company[1].customers


def test_notebooks_and_the_direct_way_say_the_same_of_a_real_file(once, shared_data):
    told = written(once, shared_data, "r_rfm")
    assert (told.folder / "report.json").read_bytes() == (
        written(once, shared_data, "r_rfm", "--direct").folder / "report.json"
    ).read_bytes()
    assert all(told.file(one, "pdf").is_file() for one in LANGUAGES)


def test_amounts_of_fifteen_decimals_are_rounded_half_up_by_a_counted_rule(once, shared_data):
    published, counted = written(once, shared_data, "superstore_cn", "--direct"), superstore_cn(shared_data)[1]
    rule = next(line for line in published.facts["quality"]["ledger"] if line["rule"] == "rounded_amount")
    assert counted.exact != counted.amount
    assert rule["rows"] == sum(
        Decimal(text) != Decimal(text).quantize(CENT) for _, text in from_csv(
            superstore_cn(shared_data)[0], "gb18030", "客户 ID", "销售额"
        )
    )  # fmt: skip


def test_the_eight_zero_dollar_rows_of_cdnow_are_kept_and_counted(once, shared_data):
    ledger = written(once, shared_data, "cdnow", "--direct").facts["quality"]["ledger"]
    assert [line["rows"] for line in ledger if "zero" in line["rule"]] == [8]


def test_no_row_of_superstore_en_is_lost_to_its_two_digit_years(once, shared_data):
    facts = written(once, shared_data, "superstore_en", "--direct").facts
    assert not {reason for reason in facts["quality"]["quarantine_reasons"] if "date" in reason}
    assert (facts["meta"]["first_day"], facts["meta"]["last_day"]) == ("2011-01-04", "2014-12-31")
