"""The generator is honest with itself: what it says of a file is what stands in the file."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest

from tests.messy.counter import Counted, Record, count_records
from tests.messy.dirt import KINDS, drawn_kinds
from tests.messy.dirt_encoding import NOT_IN_BIG5
from tests.messy.exports import MessyExport, Planted, messy_export
from tests.messy.platforms import LANGUAGES, PLATFORMS
from tests.messy.truth import OrderLine

SEEDS = range(300)
STRUCTURAL = {
    "too_many_fields", "too_few_fields", "stray_quote", "unclosed_quote", "undecodable", "nul_byte",
    "preamble", "blank_row", "repeated_header", "footer",
}  # fmt: skip
HARMLESS = (
    "utf8_bom", "gb18030", "utf16", "big5", "tab_delimiter", "semicolon_delimiter", "pipe_delimiter", "crlf_line_ends",
    "cr_line_ends", "mixed_line_ends", "no_final_line_end", "all_quoted", "quoted_delimiter", "doubled_quotes",
    "quoted_newline", "very_long_cell", "leading_zeros", "like_no_id", "formula_cell", "at_limit", "on_as_of",
    "control_characters", "other_line_separators", "not_a_total", "odd_file_name",
)  # fmt: skip
INVISIBLE = re.compile("[\u200b\u200e\u2060\ufeff]")
PLAIN_MONEY = re.compile(r"-?\d+(\.\d\d?)?")
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@cache
def export_of(seed: int) -> MessyExport:
    """The export of a seed, made once for all tests."""
    return messy_export(seed)


@cache
def counted(seed: int) -> Counted:
    """What the independent counter finds in the export of a seed."""
    return count(export_of(seed))


def count(export: MessyExport) -> Counted:
    """What the independent counter finds in an export."""
    return count_records(export.text, delimiter=export.delimiter, header=export.header)


def readable() -> list[int]:
    """The seeds whose files can be read."""
    return [seed for seed in SEEDS if export_of(seed).expected]


def by_csv(export: MessyExport) -> list[dict[str, str]]:
    """The cells by role as Python's own csv module reads them."""
    lines = csv.reader(io.StringIO(export.text, newline=""), delimiter=export.delimiter, strict=True)
    header, *rows = lines
    places = {role: header.index(name) for role, name in export.columns.items()}
    return [{role: row[place] for role, place in places.items()} for row in rows]


def day_of(text: str) -> date:
    """The day that a year-first text names."""
    return date(*(int(number) for number in re.findall(r"\d+", text)[:3]))


def as_true(cells: dict[str, str]) -> tuple[str, str, date, Decimal, str]:
    """Customer, order, day, amount and product of cells that only a platform's habits have touched."""
    amount = Decimal(cells["amount"].removeprefix("￥"))
    return cells["customer_id"], cells["order_id"], day_of(cells["order_date"]), amount, cells["product"]


def truths(lines: Sequence[OrderLine]) -> list[tuple[str, str, date, Decimal, str]]:
    """The same of order lines."""
    return [(line.customer_id, line.order_id, line.order_date, line.amount, line.product) for line in lines]


def test_the_same_seed_gives_the_same_bytes():
    again = [messy_export(seed).content for seed in SEEDS[:20]]
    assert again == [export_of(seed).content for seed in SEEDS[:20]]


def test_another_seed_gives_another_file():
    assert len({export_of(seed).content for seed in readable()}) == len(readable())


def test_the_counter_finds_exactly_the_planted_structural_defects():
    for seed in readable():
        expected = sorted((p.line, p.code) for p in export_of(seed).planted if p.code in STRUCTURAL)
        assert sorted((r.line, r.code) for r in counted(seed).records if r.code) == expected, seed


def test_the_counter_finds_the_expected_number_of_records():
    for seed in readable():
        assert len(counted(seed).records) == export_of(seed).expected.records, seed


def test_every_record_is_kept_set_aside_outside_or_no_data():
    for seed in readable():
        said = export_of(seed).expected
        parts = said.kept + said.outside + sum(said.quarantined.values()) + sum(said.non_data.values())
        assert parts == said.records, seed


def test_money_in_is_the_money_of_the_parts():
    for seed in readable():
        money = export_of(seed).expected.money
        assert money.amount_in == money.kept + money.quarantined + money.outside + money.non_data, seed


def test_kept_money_is_the_sum_of_the_kept_order_lines():
    for seed in readable():
        export = export_of(seed)
        assert export.expected.money.kept == sum(line.amount for line in export.kept), seed
        assert export.expected.kept == len(export.kept), seed


def test_every_removed_row_is_a_planted_one_with_its_code():
    for seed in readable():
        export = export_of(seed)
        for outcome, said in (("quarantine", export.expected.quarantined), ("non_data", export.expected.non_data)):
            assert Counter(p.code for p in export.planted if p.outcome == outcome) == said, seed


def test_what_the_file_says_of_kept_rows_is_the_truth():
    for seed in readable():
        export = export_of(seed)
        rows = kept_records(export, counted(seed))
        assert len(rows) == len(export.kept), seed
        for row, line in zip(rows, export.kept, strict=True):
            assert_says(cells_of(export, row), line)


def kept_records(export: MessyExport, found: Counted) -> list[Record]:
    """The good records at whose lines nothing was planted that removes them."""
    removed = {p.line for p in export.planted if p.outcome in ("quarantine", "non_data", "outside")}
    return [record for record in found.records if not record.code and record.line not in removed]


def cells_of(export: MessyExport, record: Record) -> dict[str, str]:
    """The record's cells by role."""
    return {role: record.fields[export.header.index(name)] for role, name in export.columns.items()}


def assert_says(cells: dict[str, str], line: OrderLine) -> None:
    """The cells say what is true; dates and amounts are looked at where they are plainly written."""
    assert repaired(cells["customer_id"]) == line.customer_id
    assert repaired(cells["order_id"]) == line.order_id
    assert cells["product"] == line.product
    if PLAIN_MONEY.fullmatch(cells["amount"]):
        assert Decimal(cells["amount"]) == line.amount
    if ISO_DAY.match(cells["order_date"]):
        assert cells["order_date"].startswith(line.order_date.isoformat()) or "２" in cells["order_date"]


def repaired(text: str) -> str:
    """An id in its normal form, without blanks round it and invisible marks."""
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pythons_csv_module_reads_the_truth_from_a_clean_export(platform, language):
    export = messy_export(7, language=language, platform=platform, kinds=())
    assert [as_true(cells) for cells in by_csv(export)] == truths(export.kept)
    assert (export.planted, export.expected.records) == ((), len(export.kept))


@pytest.mark.parametrize("kind", HARMLESS)
def test_pythons_csv_module_reads_the_truth_through_harmless_dirt(kind):
    for platform in PLATFORMS:
        export = messy_export(11, language="zh", platform=platform, kinds=(kind,))
        assert [as_true(cells) for cells in by_csv(export)] == truths(export.kept), platform


def test_clean_rows_are_different_orders_or_products_on_days_that_count():
    export = messy_export(5, kinds=())
    assert len(set(truths(export.kept))) == len(export.kept)
    assert all(line.order_date <= export.as_of and line.amount <= export.limit for line in export.kept)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_kind_can_be_asked_for_by_name(kind):
    for language in kind.languages:
        export = messy_export(3, language=language, kinds=(kind.id,))
        assert {(p.kind, p.outcome, p.code) for p in export.planted} == {(kind.id, kind.outcome, kind.code)}


def test_there_are_forty_kinds_and_more_with_different_ids():
    assert len({kind.id for kind in KINDS}) == len(KINDS) >= 40


def test_every_kind_is_drawn():
    rng = Random(0)
    drawn = {kind.id for _ in range(1000) for language in LANGUAGES for kind in drawn_kinds(rng, language)}
    assert drawn == {kind.id for kind in KINDS}


def test_every_platform_is_drawn_in_both_languages():
    drawn = {(export_of(seed).platform, export_of(seed).language) for seed in SEEDS}
    assert drawn == {(platform, language) for platform in PLATFORMS for language in LANGUAGES}


def test_a_file_is_given_one_to_six_kinds():
    sizes = {len({p.kind for p in export_of(seed).planted}) for seed in SEEDS}
    assert sizes == {1, 2, 3, 4, 5, 6}


def test_kinds_that_cannot_stand_together_are_refused():
    with pytest.raises(ValueError, match="unclosed_quote"):
        messy_export(1, kinds=("quoted_newline", "unclosed_quote"))


def test_a_kind_of_another_language_is_refused():
    with pytest.raises(ValueError, match="big5"):
        messy_export(1, language="en", kinds=("big5",))


def test_big5_holds_whatever_may_stand_with_it():
    big5 = next(kind for kind in KINDS if kind.id == "big5")
    for kind in KINDS:
        if big5.stands_with(kind):
            export = messy_export(2, language="zh", platform="youzan", kinds=("big5", kind.id))
            assert (export.encoding, export.read["encoding"]) == ("big5", "big5")


def test_what_stands_apart_from_big5_is_a_kind():
    assert {kind.id for kind in KINDS} >= NOT_IN_BIG5


def test_pasted_gbk_rows_are_no_utf_8():
    export = messy_export(4, language="zh", kinds=("gbk_rows",))
    lines = export.content.splitlines()
    for planted in export.planted:
        with pytest.raises(UnicodeDecodeError):
            lines[planted.line - 1].decode("utf-8")


def test_few_rows_are_dirty_so_that_no_threshold_is_met():
    for seed in readable():
        dirty = [p for p in export_of(seed).planted if p.outcome in ("quarantine", "outside")]
        assert len(dirty) <= 0.2 * export_of(seed).expected.records, seed


def test_a_file_that_stops_the_reading_keeps_nothing():
    stopped = [export_of(seed) for seed in SEEDS if not export_of(seed).expected]
    assert stopped
    assert all(export.kept == () and only_stops(export.planted) for export in stopped)


def only_stops(planted: tuple[Planted, ...]) -> bool:
    """Whether the only defect is one that stops the reading."""
    return [p.outcome for p in planted] == ["stop"]


def test_nothing_here_imports_the_kit():
    here = Path(__file__).parent
    sources = [path.read_text(encoding="utf-8") for path in here.glob("*.py")]
    assert not [
        line for source in sources for line in source.splitlines() if re.match(r"\s*(from|import) segkit", line)
    ]
