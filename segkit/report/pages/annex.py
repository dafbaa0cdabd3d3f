"""The annex: everything the body rests on, table by table as in the workbook, with two charts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from segkit.facts import Lifetime
from segkit.report.charts.heat import matrix
from segkit.report.charts.proof import cluster_choice
from segkit.report.charts.tracking import tracked
from segkit.report.exhibits import ANNEX, OPTIONAL
from segkit.report.money import Money
from segkit.report.pages.annex_files import files_total, named_by_file
from segkit.report.pages.annex_glossary import glossary
from segkit.report.pages.annex_labels import counts_notes, matching_notes
from segkit.report.pages.annex_schemes import unseen_together
from segkit.report.pages.frame import Frame
from segkit.report.sheets.annex import annex_sheets
from segkit.report.sheets.grid import Column as SheetColumn
from segkit.report.sheets.grid import Sheet
from segkit.report.sources import source_line
from segkit.report.view import Block, Cell, Column, Figure, Page, Prose, Table
from segkit.report.workbook import exhibit_title, head_of, worded
from segkit.slot_formats import FORMATS
from segkit.wording import COVERED

# What a page is wide enough for; the workbook has every column.
KEPT = {
    "annex_ledger.1": ("source", "rows", "kept", "quarantined", "outside", "non_data", "amount", "amount_kept"),
    "annex_ledger.2": ("rule", "effect", "rows", "amount", "rows_after", "customers_after", "amount_after"),
    "annex_definitions.1": ("scheme", "segment", "rule_text"),
    "annex_definitions.4": ("segment", "goal", "action", "script", "service", "owner"),
    "standard.1": ("scheme", "purpose", "segments", "decided"),
    "schemes": ("segment", "n", "share_n", "revenue", "share_revenue", "average_order", "recency_median"),
}
WIDTHS = {
    "rule_text": 58.0,
    "condition": 46.0,
    "setting": 36.0,
    "rule": 26.0,
    "action": 28.0,
    "script": 28.0,
    "reason": 60.0,
    "check": 40.0,
    "tag_rule": 26.0,
    "tag_note": 24.0,
    "purpose": 56.0,
}
Printers = dict[str, Callable[[Money | None], str]]  # by column
LONGEST = 60  # rows of a printed table; the workbook goes on


def annex(frame: Frame) -> tuple[Page, ...]:
    """The annex in order; a part without content is left out."""
    tables: dict[str, list[Block]] = {page: [] for page in (*ANNEX, *OPTIONAL)}
    for sheet in annex_sheets(frame.report):
        if sheet.rows:
            tables[sheet.page].append(_exhibit(frame, sheet))
    tables["annex_glossary"].append(glossary(frame))
    if frame.words.stale:
        tables["annex_quarantine"].append(_stale(frame))
    if frame.lost:
        tables["annex_quarantine"].append(_lost(frame))
    return tuple(_page(frame, page, blocks) for page, blocks in tables.items() if blocks)


def _page(frame: Frame, page: str, blocks: list[Block]) -> Page:
    kicker = frame.say("annex.kicker", number=frame.number(page).partition(".")[0], name=frame.say(f"{page}.name"))
    return Page(page, kicker, frame.title(page), tuple((block,) for block in blocks), level=2)


def _exhibit(frame: Frame, sheet: Sheet) -> Block:
    """A sheet of the workbook as a table; how k was chosen as curves, counts against counts as a matrix."""
    if (sheet.page, sheet.at) == ("annex_clusters", 1):
        return _choice(frame)
    if (sheet.page, sheet.at) == ("annex_lifetime", 1):
        return _tracked(frame)
    is_walk = sheet.page == "annex_schemes" and any(column.label for column in sheet.columns)
    is_confusion = sheet.page == "annex_evaluation" and any(column.label for column in sheet.columns)
    if is_walk or is_confusion:
        return _matrix(frame, sheet)
    return _cuts(frame, sheet) if (sheet.page, sheet.at) == ("annex_definitions", 2) else sheet_table(frame, sheet)


def _source(frame: Frame, sheet: Sheet) -> str:
    return source_line(frame.report, frame.words, sheet.page, sheet.at, about=sheet.about, part=sheet.part)


def _cuts(frame: Frame, sheet: Sheet) -> Table:
    """Cut points with a line per measure and a column per edge."""
    measures = tuple(dict.fromkeys(row[0] for row in sheet.rows))
    edges = tuple(dict.fromkeys(row[1] for row in sheet.rows))
    found = {(row[0], row[1]): _edge(frame, row[2]) for row in sheet.rows}
    first = Column(head_of(sheet.columns[0], frame.words))
    heads = (first, *(Column(frame.say("annex.edge", edge=edge), "right") for edge in edges))
    rows = tuple(
        (Cell(worded("cut", measure, frame.words)), *(Cell(found.get((measure, edge), "–")) for edge in edges))
        for measure in measures
    )
    title = exhibit_title(sheet, frame.report, frame.words)
    return Table(frame.number(sheet.page, sheet.at), title, heads, rows, _source(frame, sheet), dense=True)


def _edge(frame: Frame, value: float) -> str:
    """A cut point without decimals that say nothing."""
    return frame.show(value, "whole" if float(value).is_integer() else "one")


def _total(frame: Frame, key: str, columns: list[SheetColumn], money: Printers) -> tuple[Cell, ...] | None:
    """The last line of a scheme's table: all customers, all revenue."""
    if key == "annex_ledger.1":
        return files_total(frame, columns)
    if key != "schemes":
        return None
    meta = frame.report.meta
    known = {
        "segment": frame.words("charts.butterfly.total"),
        "n": frame.show(meta.n_customers, "count"),
        "revenue": money["revenue"](meta.revenue),
        "share_n": frame.show(1, "percent"),
        "share_revenue": frame.show(1, "percent"),
    }
    return tuple(Cell(known.get(column.name, "–")) for column in columns)


def sheet_table(frame: Frame, sheet: Sheet) -> Table:
    """A sheet of the workbook as the page prints it: the columns it has room for, at most sixty rows."""
    key = "schemes" if sheet.page == "annex_schemes" and not sheet.part else f"{sheet.page}.{sheet.at}"
    wanted = KEPT.get(key) or tuple(column.name for column in sheet.columns)
    wanted = named_by_file(sheet, wanted) if key == "annex_ledger.1" else wanted
    places = [at for at, column in enumerate(sheet.columns) if column.name in wanted]
    printed = _printed(key, sheet)
    heads = tuple(_head(frame, sheet.columns[at], is_first=at == places[0]) for at in places)
    money = _money_columns(frame, sheet)
    rows = tuple(_row(frame, sheet, values, places, money) for values in printed[:LONGEST])
    more = len(sheet.rows) - len(rows)
    cut = (frame.more(more),) if more > 0 else ()
    notes = (*cut, *(_purpose(frame) if key == "annex_definitions.1" else ()), *matching_notes(frame, sheet))
    title = exhibit_title(sheet, frame.report, frame.words)
    number = frame.number(sheet.page, sheet.at)
    kept = [sheet.columns[at] for at in places]
    total = _total(frame, key, kept, money)
    rest = unseen_together(frame, sheet, kept, money["revenue"]) if key == "schemes" else ()
    return Table(number, title, heads, (*rows, *rest), _source(frame, sheet), total, notes=notes, dense=True)


def _money_columns(frame: Frame, sheet: Sheet) -> Printers:
    """A printer for each column of money, so that it keeps to one unit; the ledger shows every amount as it is."""
    if sheet.page == "annex_ledger":
        return {}
    money = [(at, column.name) for at, column in enumerate(sheet.columns) if column.kind == "cents"]
    return {name: frame.money([row[at] for row in sheet.rows]) for at, name in money}


def _purpose(frame: Frame) -> tuple[str, ...]:
    """What the main scheme is for and by what it judges."""
    pick, main = frame.words.pick, frame.report.meta.primary
    main_only = (one for one in frame.report.schemes if one.id == main)
    return tuple(frame.say("annex.purpose", name=pick(one.name), purpose=pick(one.purpose)) for one in main_only)


def _printed(key: str, sheet: Sheet) -> list[tuple[Any, ...]]:
    """The rows worth a line: checks that found something, segments that somebody is in."""
    if key == "annex_ledger.3":
        return [row for row in sheet.rows if row[1] or row[4] != "ok"] or list(sheet.rows)
    return [row for row in sheet.rows if key != "schemes" or row[1] != 0]


def _head(frame: Frame, column: SheetColumn, *, is_first: bool) -> Column:
    is_figure = not is_first and (column.kind in FORMATS or column.kind in PRINTED)
    return Column(head_of(column, frame.words), "right" if is_figure else "left", WIDTHS.get(column.name, 0))


PRINTED = {"cents": "money", "money": "money", "price": "price", "count": "count", "whole": "whole"}


def _row(frame: Frame, sheet: Sheet, values: tuple[Any, ...], places: list[int], money: Printers) -> tuple[Cell, ...]:
    is_hidden = any(c.kind == "count" and v is None for c, v in zip(sheet.columns, values, strict=True))
    columns = [_as_printed(sheet, column) for column in sheet.columns]
    return tuple(Cell(_text(frame, columns[at], values[at], money, is_hidden=is_hidden)) for at in places)


def _as_printed(sheet: Sheet, column: SheetColumn) -> SheetColumn:
    """A column as the page prints it: where every row's money is accounted for, in full."""
    return replace(column, kind="price") if (sheet.page, column.kind) == ("annex_ledger", "cents") else column


def _text(frame: Frame, column: SheetColumn, value: Any, money: Printers, *, is_hidden: bool) -> str:
    """A value of the workbook as the page prints it; money in short form."""
    words, kind = frame.words, column.kind
    if value is None:
        return words.show(None, kind) if is_hidden and kind in FORMATS else "–"
    if value is COVERED:
        return words.show(value, kind)
    if column.name in money:
        return money[column.name](value)
    if isinstance(value, Decimal):
        return words.show(value, PRINTED.get(kind, kind))
    return words.show(value, kind) if kind in FORMATS - {"segment", "value"} else worded(kind, value, words)


def _matrix(frame: Frame, sheet: Sheet) -> Figure:
    words = frame.words
    rows = [words.show(words.show(values[0], "segment"), "value") for values in sheet.rows]
    columns = [head_of(column, words) for column in sheet.columns[1:]]
    counts = [values[1:] for values in sheet.rows]
    chart = matrix((rows, columns), counts, frame.brand, words, height=12 + 5.8 * len(rows))
    title = exhibit_title(sheet, frame.report, words)
    alt = frame.say("annex.matrix.alt", title=title)
    notes = tuple(counts_notes(frame, sheet))
    return Figure(frame.number(sheet.page, sheet.at), title, chart, alt, _source(frame, sheet), notes=notes)


def _choice(frame: Frame) -> Figure:
    clusters = frame.report.clusters
    assert clusters is not None
    chart = cluster_choice(clusters, frame.brand, frame.words)
    return frame.figure("annex_clusters", chart, 1, notes=(frame.words.pick(clusters.reason),))


def _tracked(frame: Frame) -> Figure:
    lifetime = frame.report.lifetime
    assert lifetime is not None
    assert lifetime.tracking is not None
    chart = tracked(lifetime.tracking, frame.brand, frame.words)
    return frame.figure("annex_lifetime", chart, 1, notes=(lifetime_terms(frame, lifetime),))


def lifetime_terms(frame: Frame, facts: Lifetime) -> str:
    """What a value rests on."""
    shares = {"margin": facts.margin, "discount": facts.discount, "kept": facts.kept}
    return frame.say("annex_lifetime.terms", months=facts.months, **shares)


def _stale(frame: Frame) -> Prose:
    """The consultant's texts that were written for older figures, each with the old and the new."""
    lines = (line for text in frame.words.stale.values() for line in text.splitlines())
    return Prose((frame.words("findings.stale.intro"), *lines), frame.words("findings.stale.title"))


def _lost(frame: Frame) -> Prose:
    """Which fields hold characters that the faces lack, and how many."""
    named = (frame.say("lost.field", field=_field(frame, key), n=n) for key, n in frame.lost.items())
    return Prose((frame.say("lost.text", fields=tuple(named)),), frame.say("lost.title"))


def _field(frame: Frame, key: str) -> str:
    return frame.say(f"lost.{key}") if frame.words.has(f"report.lost.{key}") else key
