"""Inputs 56 to 61: late faults, cells that run or do not fit, and companies of one customer, of equals, of a whale."""

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from segkit.pipeline import run_stages
from segkit.wording import LANGUAGES, Wording
from tests.acceptance.bad_inputs.company import (
    Cleaned,
    Shop,
    as_text,
    clean_rows,
    column_of,
    explained,
    spoiled,
    write_study,
)

FORMULAS = ("=1+1", "+A1", "-A1+2", "@SUM(A1:A9)", "\t=1", "＝1+1", '=HYPERLINK("http://x.invalid","x")')


def through(cleaned: Cleaned, *stages: str) -> Cleaned:
    """The same run, some steps further."""
    run_stages(cleaned.run, stages)
    return cleaned


def test_a_fault_in_row_60_002_costs_that_row(shop: Shop):
    """#56"""
    lines = as_text(clean_rows(60_100)).splitlines(keepends=True)
    lines[60_001] = "HY1,x\n"
    shop.write("".join(lines))
    found = shop.inspected()
    assert (found["kept"], found["quarantined"]) == (60_099, 1)
    assert found["problems"][0] == {"code": "too_few_fields", "line": 60_002, "column": None}


def test_no_cell_of_the_rows_that_go_back_runs_in_a_spreadsheet(shop: Shop):
    """#57"""
    rows = column_of(
        clean_rows(), "姓名", lambda at, _: f'"{FORMULAS[at % 7]}"'.replace('"h', '""h').replace('x"', 'x""')
    )
    rows = [[*row[:1], FORMULAS[at % 6], *row[2:]] for at, row in enumerate(rows)]
    shop.write(
        as_text(spoiled(column_of(rows, "下单时间", lambda at, text: "待定" if at < 6 else text), "金额", r1="-5.00"))
    )
    cleaned = shop.cleaned(customer_name="姓名")
    head, *returned = cleaned.returned
    assert len(returned) == 6
    cells = [cell for row in [head, *returned] for cell in row]
    assert [cell for cell in cells if cell[:1] in "=+-@＝\t\r" and cell and cell != "-5.00"] == []
    assert {row[7] for row in returned} == {"'=1+1", "'+A1", "'-A1+2", "'@SUM(A1:A9)", "'\\u0009=1", "'＝1+1"}
    assert "-5.00" in cells  # a number stays one


def test_control_characters_go_out_as_codes_and_lone_surrogates_never_come_in(shop: Shop):
    """#58"""
    shop.write(
        as_text(spoiled(spoiled(clean_rows(), "姓名", r0="张\x07三丰", r1="李\x1b秀兰"), "下单时间", r0="?", r1="?"))
    )
    cleaned = shop.cleaned(customer_name="姓名")
    assert [row[7] for row in cleaned.returned[1:]] == ["张\\u0007三丰", "李\\u001b秀兰"]
    lines = as_text(clean_rows()).encode().splitlines(keepends=True)
    lines[3] = lines[3].replace("欧".encode(), b"\xed\xa0\x80")
    shop.write(b"".join(lines))
    aside = shop.cleaned().aside
    assert aside == {4: "undecodable"}
    explained(aside)


def notices(cleaned: Cleaned) -> list[tuple[str, str]]:
    """What was not computed, and why; the report's annex says so in both languages."""
    gaps = json.loads(cleaned.run.facts("gaps_clustering").read_text("utf-8"))
    found = [(gap["block"], gap["reason"]) for gap in gaps]
    assert all(Wording(language).has(f"gaps.{reason}") for language in LANGUAGES for _, reason in found)
    return found


def one_by_one(n_customers: int, amount: str = "50.00") -> str:
    """Everybody bought the same on the same days."""
    rows = [
        [f"HY{2000 + who}", "张三丰", "13800138000", f"D{who:03}{at}", f"2025-0{3 + 3 * at}-01", amount]
        for who in range(n_customers)
        for at in range(3)
    ]
    return as_text(rows)


@pytest.mark.parametrize("n", [1, 2])
def test_a_company_of_one_or_two_customers_has_its_table_and_a_notice_instead_of_clusters(shop: Shop, n):
    """#59"""
    shop.write(one_by_one(n))
    cleaned = through(shop.cleaned(more="cleaning: {duplicates: keep}"), "rfm", "clustering")
    customers = cleaned.table("segments")
    assert [(row["frequency"], row["monetary"]) for row in customers] == [(3, Decimal("150.00"))] * n
    assert all(row["rfm_8"] for row in customers)
    assert notices(cleaned) == [("clusters", "few_customers")]


def test_equal_customers_get_equal_scores_and_no_clusters(shop: Shop):
    """#60"""
    shop.write(one_by_one(60))
    cleaned = through(shop.cleaned(), "rfm", "clustering")
    customers = cleaned.table("segments")
    assert len({(row["r_score"], row["f_score"], row["m_score"], row["rfm_8"]) for row in customers}) == 1
    assert notices(cleaned) == [("clusters", "few_customers")]


@pytest.mark.slow
def test_a_whale_s_share_is_stated_and_no_export_holds_what_runs_or_is_cut_unsaid(shop: Shop):
    """#61, with #57 and #58 in every export, and #54: a customer who got back more than he paid."""
    rows = [
        [f"HY{30_000 + at}", FORMULAS[at % 6], "", f"D{at:04}", row[4], row[5]]
        for at, row in enumerate(clean_rows(1300))
    ]
    rows.append(["鲸", "名" * 33_000, "", "D9000", "2025-06-01", "1000000000000.00"])
    rows += [["退", "", "", "D9001", "2025-06-02", "5.00"], ["退", "", "", "D9002", "2025-06-03", "-70.00"]]
    shop.write(as_text(rows))
    more = "cleaning: {amount_limit: 2000000000000}"
    study = write_study(shop.folder, more=more, customer_name="姓名")
    told = shop.say("run", str(study), "--direct", "--json")
    assert told.exit_code == 0, told.err
    folder = Path(shop.folder, json.loads(told.out)["folder"])
    facts = json.loads((folder / "report.json").read_text("utf-8"))
    assert facts["concentration"]["top_1_share"] > 0.99
    assert facts["meta"]["n_customers"] == 1302
    check_exports(folder)
    assert len(pypdf.PdfReader(folder / "report.zh-CN.pdf").pages) >= 18


def leads_out(cell: Any) -> bool:
    """Whether a cell links to anything but another sheet of its workbook."""
    return bool(cell.hyperlink and cell.hyperlink.target)


def check_exports(folder: Path) -> None:
    """No formula, link or text too long in any file for a spreadsheet."""
    for path in folder.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
            assert [cell.value for cell in cells if cell.data_type == "f" or leads_out(cell)] == []
            assert max(len(str(cell.value)) for cell in cells) <= 32_767
            if any(str(cell.value).endswith("名…") for cell in cells):
                assert any("已截断" in str(cell.value) for cell in cells)
    for path in folder.rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            csv.field_size_limit(1 << 20)
            texts = [cell for row in csv.reader(file) for cell in row]
        assert [text for text in texts if text[:1] in "=+@＝\t\r" and text] == [], path
