"""Pages of the chapters that a study chose: the standard, a page per scheme, lifetime value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from math import ceil

from segkit.facts import Action, Lifetime, Scheme, SegmentFigures, StandardFacts
from segkit.report.charts.bars import butterfly
from segkit.report.charts.sheet import text_width
from segkit.report.charts.tracking import tracked
from segkit.report.exhibits import kind_of
from segkit.report.pages.annex import lifetime_terms, sheet_table
from segkit.report.pages.crossing import crossing_page
from segkit.report.pages.frame import Frame
from segkit.report.pages.grades import grades_page
from segkit.report.pages.persona import persona_page
from segkit.report.sheets.chapters import APART, chapter_sheets
from segkit.report.sheets.grid import Sheet
from segkit.report.view import Block, Cell, Definitions, Kpi, Page, Strip, Table
from segkit.report.workbook import worded
from segkit.strategy.playbook import action_text

MOST_SCHEMES, MOST_LEFT, MOST_DUTIES = 16, 6, 6  # lines of the standard's page; the workbook has all
MOST_SEGMENTS = 12  # of a scheme's page, by revenue
BODY_HEIGHT = 162.0  # millimetres for chart and rows of a page that holds one of each
RULES, ACTS = 45.0, 66.0  # millimetres of the two columns of text
HEAD, ROW = 24.0, 5.6  # millimetres of what stands around a third exhibit's rows, and of each
DENSE, LINE = 7.6, 3.8  # points of a dense table, millimetres of its line


def chapter_pages(frame: Frame) -> tuple[Page, ...]:
    """Every chosen page, in order."""
    return tuple(MAKERS[kind_of(page)](frame, page) for page in frame.report.chapters.pages)


def sheets_of(frame: Frame, page: str) -> dict[int, Sheet]:
    """The sheets behind a page's exhibits, those with rows, by their place on it."""
    return {one.at: one for one in chapter_sheets(frame.report) if one.page == page and one.rows}


def standard(frame: Frame, page: str) -> Page:
    """The document itself: goal, owner, review date, state; the schemes in force; duties; what was left out."""
    facts = frame.report.chapters.standard
    assert facts is not None
    limits = {1: MOST_SCHEMES, 2: MOST_DUTIES, 3: MOST_LEFT}
    tables = [_cut(frame, sheet_table(frame, sheet), limits[at]) for at, sheet in sheets_of(frame, page).items()]
    return frame.page(page, _document(frame, facts), *tables)


def _cut(frame: Frame, table: Table, most: int) -> Table:
    """The first lines of a table, and how many more the workbook has."""
    if len(table.rows) <= most:
        return table
    return replace(table, rows=table.rows[:most], notes=(*table.notes, frame.more(len(table.rows) - most)))


def _document(frame: Frame, facts: StandardFacts) -> Definitions:
    state = {"who": facts.approved_by, "day": facts.approved_on} if facts.state == "approved" else {}
    told = frame.say(f"standard.state.{facts.state}", version=facts.version, **state)
    items = {
        "goal": frame.words.pick(facts.goal),
        "owner": frame.say("standard.nobody") if facts.is_ready_made else frame.show(facts.owner, "value"),
        "review": frame.show(facts.review_date, "date"),
        "state": frame.say("standard.ready_made") if facts.is_ready_made else told,
    }
    return Definitions(
        frame.say("standard.document"), tuple((frame.say(f"standard.{name}"), text) for name, text in items.items())
    )


def scheme(frame: Frame, page: str) -> Page:
    """One scheme: customers against revenue, then every segment's rule and what to do with it."""
    name = page.partition("-")[2]
    found = next(one for one in frame.report.schemes if one.id == name)
    told = _told(frame, found)
    if not frame.figures(name):
        return frame.page(page, frame.gap(page))
    beside = _beside(frame, page)
    room = BODY_HEIGHT - sum(HEAD + ROW * len(table.rows) for table in beside)
    rows = _fitting(sorted(frame.figures(name), key=_by_money), told, room)
    is_whole = len(rows) == len(found.segments)
    chart = butterfly(rows, frame.brand, frame.words, _chart_height(rows, told, room), is_whole=is_whole)
    figure = frame.figure(page, chart, notes=_purpose(frame, found, len(rows)))
    return frame.page(page, figure, _what_to_do(frame, page, told, rows), *beside)


def _beside(frame: Frame, page: str) -> tuple[Table, ...]:
    """The funnel beside purchase stages, the cohorts beside a life cycle."""
    found = (one for one in sheets_of(frame, page).values() if one.part and one.part != APART)
    return tuple(replace(sheet_table(frame, one), title=frame.say(f"scheme.{one.part}.title")) for one in found)


def _told(frame: Frame, found: Scheme) -> dict[str, tuple[str, str]]:
    """Each segment's rule and action, in words."""
    lines = {line.segment: line for line in frame.report.chapters.lines.get(found.id, ())}
    rules = {one.id: {} if one.rule == one.name else one.rule for one in found.segments}
    return {name: (worded("rule", rule, frame.words), _action(frame, lines.get(name))) for name, rule in rules.items()}


def _fitting(rows: list[SegmentFigures], told: dict[str, tuple[str, str]], room: float) -> list[SegmentFigures]:
    """As many of the rows as the page has room for, chart and texts together."""
    kept = rows[:MOST_SEGMENTS]
    while len(kept) > 1 and _height(kept, told) + _least_chart(kept) > room:
        kept = kept[:-1]
    return kept


def _height(rows: list[SegmentFigures], told: dict[str, tuple[str, str]]) -> float:
    """Millimetres that the table's rows take: as many lines as the longer text needs in its column."""
    return sum(
        1.9 + LINE * max(_lines(told[row.segment][0], RULES), _lines(told[row.segment][1], ACTS)) for row in rows
    )


def _lines(text: str, width: float) -> int:
    return ceil(text_width(text, DENSE) / (width - 3.0)) or 1


def _least_chart(rows: list[SegmentFigures]) -> float:
    return 22.0 + 5.4 * len(rows)


def _chart_height(rows: list[SegmentFigures], told: dict[str, tuple[str, str]], room: float) -> float:
    """What the table leaves, within reason."""
    return max(_least_chart(rows), min(30.0 + 12.0 * len(rows), room - _height(rows, told)))


def _by_money(row: SegmentFigures) -> tuple[float, str]:
    return -float(row.revenue or 0), row.segment


def _purpose(frame: Frame, found: Scheme, shown: int) -> tuple[str, ...]:
    """What the scheme is for; that its names are proposals; how many segments the page leaves to the workbook."""
    notes = [frame.words.pick(found.purpose)]
    if not found.is_confirmed:
        notes.append(frame.say("scheme.unconfirmed"))
    if len(found.segments) > shown:
        notes.append(frame.more(len(found.segments) - shown))
    return tuple(notes)


def _what_to_do(frame: Frame, page: str, told: dict[str, tuple[str, str]], rows: list[SegmentFigures]) -> Table:
    money = frame.money(row.revenue for row in rows)
    cells = (
        (
            Cell(frame.name(row.segment)),
            Cell(told[row.segment][0]),
            Cell(frame.show(row.n, "count")),
            Cell(money(row.revenue)),
            Cell(told[row.segment][1]),
        )
        for row in rows
    )
    return frame.table(page, "segment:15 rule_text:26 n>:9 revenue>:12 todo:38", cells, 2, dense=True)


def _action(frame: Frame, line: Action | None) -> str:
    return action_text(line, "action", frame.words) if line else "–"


def lifetime(frame: Frame, page: str) -> Page:
    """What customers are expected to bring, whether forecasts held on trial, and what speaks against them."""
    facts = frame.report.lifetime
    assert facts is not None
    rows: list[Block] = [_expected(frame, facts)] if facts.models else []
    sheets = sheets_of(frame, page)
    if facts.tracking is not None:
        chart = tracked(facts.tracking, frame.brand, frame.words)
        rows.append(frame.figure(page, chart, notes=(lifetime_terms(frame, facts),)))
    rows += [sheet_table(frame, sheets[at]) for at in (2, 3) if at in sheets]
    return frame.page(page, *rows)


def _expected(frame: Frame, facts: Lifetime) -> Strip:
    n = frame.report.meta.n_customers
    items = [Kpi(frame.show(round(facts.orders or 0), "count"), frame.say("lifetime.orders", months=facts.months))]
    if facts.value is not None:
        items.append(Kpi(frame.show(facts.value, "money"), frame.say("lifetime.value"), tone="accent"))
        items.append(Kpi(frame.show(facts.value / Decimal(max(n, 1)), "price"), frame.say("lifetime.head")))
    items.append(Kpi(frame.show(facts.alive, "percent"), frame.say("lifetime.alive"), tone="quiet"))
    return Strip(tuple(items))


MAKERS: dict[str, Callable[[Frame, str], Page]] = {
    "standard": standard,
    "grades": grades_page,
    "scheme": scheme,
    "crossing": crossing_page,
    "persona": persona_page,
    "lifetime": lifetime,
}
