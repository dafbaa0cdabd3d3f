"""Pages about the business as a whole: baseline, concentration, pyramid, segments, grid, structure, movement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from segkit.facts import Move, Movement, SegmentFigures, Structure
from segkit.report.charts.bars import butterfly, pyramid
from segkit.report.charts.change import flow, structure_area
from segkit.report.charts.heat import recency_frequency
from segkit.report.charts.months import monthly_measure, monthly_revenue
from segkit.report.charts.pareto import pareto
from segkit.report.money import Money
from segkit.report.pages.frame import Frame, room
from segkit.report.story.company import has_short_start
from segkit.report.story.lookup import by_money, pyramid_scheme, undrawn_customers
from segkit.report.view import Cell, Figure, Page, Point, Points, Prose, Table, Tone

Printer = Callable[[Money | None], str]
TwoPrinters = tuple[Printer, Printer]  # one per column of money


def baseline(frame: Frame) -> Page:
    """Twenty-four months: new and returning customers, average order, repeat rate."""
    facts, brand, words = frame.report.baseline, frame.brand, frame.words
    as_of = frame.report.meta.as_of
    is_whole = (as_of + timedelta(days=1)).day == 1
    notes = () if is_whole else (frame.say("baseline.note", day=as_of, revenue=facts.revenue_12m),)
    notes = (*notes, *_start(frame), *_unseen_months(frame))
    if not any(month.revenue_new or month.revenue_returning for month in facts.months):
        return frame.page("baseline", Prose(_unseen_months(frame), frame.say("gap.role")))
    revenue = frame.figure("baseline", monthly_revenue(facts, brand, words), notes=notes)
    small = tuple(_measure(frame, at, name) for at, name in ((2, "average_order"), (3, "repeat_share")))
    return frame.page("baseline", revenue, small)


def _measure(frame: Frame, at: int, name: str) -> Figure:
    chart = monthly_measure(frame.report.baseline, frame.brand, frame.words, measure=name)
    return frame.figure("baseline", chart, at, source=frame.source(brief=True))


def _unseen_months(frame: Frame) -> tuple[str, ...]:
    """That some months are not drawn for want of customers."""
    is_told = all(None not in (one.revenue_new, one.revenue_returning) for one in frame.report.baseline.months)
    return () if is_told else (frame.say("baseline.note_few", n=frame.report.meta.smallest_group),)


def _start(frame: Frame) -> tuple[str, ...]:
    """That earlier customers count as new in the first month, where that month is on the page."""
    first, months = frame.report.meta.first_day, frame.report.baseline.months
    begins_here = bool(months) and (months[0].month.year, months[0].month.month) == (first.year, first.month)
    return (frame.say("baseline.note_start", first=first),) if begins_here else ()


def concentration(frame: Frame) -> Page:
    """What the largest customers bring."""
    chart = pareto(frame.report.concentration, frame.brand, frame.words)
    return frame.page("concentration", frame.figure("concentration", chart))


def pyramid_page(frame: Frame) -> Page:
    """Heads, revenue and money per head by grade."""
    scheme = pyramid_scheme(frame.report)
    rows = list(frame.figures(scheme))
    drawn = pyramid(rows, frame.brand, frame.words, room(112, len(rows)))
    chart = frame.figure("pyramid", drawn, notes=frame.by_scheme(scheme))
    return frame.page("pyramid", chart, _figures_table(frame, "pyramid", rows))


def segments(frame: Frame) -> Page:
    """All segments of the main scheme: share of customers against share of revenue."""
    rows = sorted(frame.figures(), key=lambda row: (-float(row.revenue or 0), row.segment))
    is_whole = all(isinstance(row.n, int) for row in rows)
    chart = butterfly(rows, frame.brand, frame.words, room(104, len(rows)), is_whole=is_whole)
    return frame.page("segments", frame.figure("segments", chart), _figures_table(frame, "segments", rows))


def _figures_table(frame: Frame, page: str, rows: list[SegmentFigures]) -> Table:
    """Each segment in figures, with a total over what is shown."""
    heads = "segment:22 n>:11 revenue>:15 revenue_12m>:16 average_order>:13 recency>:12 repeat>:11"
    money = frame.money(row.revenue for row in rows), frame.money(row.revenue_12m for row in rows)
    lines = tuple(_figure_cells(frame, row, money) for row in rows)
    total = _total_cells(frame, rows, money)
    shape = {"dense": len(rows) > 4, "notes": (frame.say("note.rounding"),), "total": total}
    return frame.table(page, heads, lines, 2, **shape)


def _total_cells(frame: Frame, rows: list[SegmentFigures], money: TwoPrinters) -> tuple[Cell, ...]:
    """All customers together."""
    meta, last = frame.report.meta, [row.revenue_12m for row in rows]
    is_whole = all(isinstance(value, Decimal) for value in last)
    of_year = sum(value or 0 for value in last) if is_whole else frame.report.baseline.revenue_12m
    return (
        Cell(frame.words("charts.butterfly.total")),
        Cell(frame.show(meta.n_customers, "count")),
        Cell(money[0](meta.revenue)),
        Cell(money[1](of_year)),
        Cell(frame.show(meta.revenue / meta.n_orders, "price") if meta.n_orders else "–"),
        Cell("–"),
        Cell("–"),
    )


def _figure_cells(frame: Frame, row: SegmentFigures, money: TwoPrinters) -> tuple[Cell, ...]:
    if row.n == 0:  # nobody has no average
        return (Cell(frame.name(row.segment)), Cell(frame.show(0, "count")), *(Cell("–"),) * 5)
    return (
        Cell(frame.name(row.segment)),
        Cell(frame.show(row.n, "count")),
        Cell(money[0](row.revenue)),
        Cell(money[1](row.revenue_12m)),
        Cell(frame.show(row.average_order, "price")),
        Cell(frame.show(row.recency_median, "days")),
        Cell(frame.show(row.repeat_share, "percent")),
    )


def grid(frame: Frame) -> Page:
    """Where the money sleeps."""
    chart = recency_frequency(frame.report.grid, frame.brand, frame.words, height=168)
    return frame.page("grid", frame.figure("grid", chart, notes=(frame.say("grid.note"),)))


def structure(frame: Frame) -> Page:
    """The main scheme over eight quarters, cut points frozen."""
    facts = frame.report.structure
    if facts is None:
        return frame.page("structure", frame.gap("structure"), *_history(frame, "structure", "keep", "what", "when"))
    chart = structure_area(facts, frame.brand, frame.words)
    return frame.page("structure", frame.figure("structure", chart, notes=_structure_notes(frame, facts)))


def _history(frame: Frame, block: str, title: str, *parts: str) -> tuple[Points, ...]:
    """How to come by a history, where only today's values are on file; nothing where something else is lacking."""
    if not any(gap.block == block and gap.reason == "no_history" for gap in frame.report.gaps):
        return ()
    items = tuple(Point(frame.say(f"history.keep.{part}"), frame.say(f"history.keep.{part}.text")) for part in parts)
    return (Points(frame.say(f"history.{title}"), items),)


def _structure_notes(frame: Frame, facts: Structure) -> tuple[str, ...]:
    is_short = has_short_start(facts, frame.report.meta.first_day)
    return (frame.say("structure.note"), _longer(frame), *((frame.say("structure.note_short"),) if is_short else ()))


def _longer(frame: Frame) -> str:
    """That a longer history lifts scores."""
    return frame.say("note.longer", first=frame.report.meta.first_day)


def _movement_notes(frame: Frame, facts: Movement) -> tuple[str, ...]:
    """How far the flows agree with a count over equally many days."""
    if facts.window_days is None:
        return (_longer(frame),)
    counts = {"up": facts.n_up, "down": facts.n_down, "window_up": facts.window_up, "window_down": facts.window_down}
    return (_longer(frame), frame.say("movement.note", days=facts.window_days, **counts))


def movement(frame: Frame) -> Page:
    """Who moved up, who moved down: the largest moves with their money."""
    facts = frame.report.movement
    if facts is None:
        return frame.page(
            "movement", frame.gap("movement"), *_history(frame, "movement", "compare", "use", "meanwhile")
        )
    order = [
        segment.id for item in frame.report.schemes if item.id == frame.report.meta.primary for segment in item.segments
    ]
    undrawn = undrawn_customers(facts)
    notes = _movement_notes(frame, facts)
    notes += (frame.say("movement.1.note_covered" if undrawn is None else "movement.1.note", n=undrawn),)
    if not any(facts.sizes_before.values()) and not any(move.n for move in facts.moves):
        return frame.page("movement", Prose(notes, frame.say("gap.role")))
    chart = frame.figure("movement", flow(facts, order, frame.brand, frame.words, height=102), notes=notes)
    moves = by_money([*_largest(facts.moves, "down"), *_largest(facts.moves, "up")])
    if not moves:
        return frame.page("movement", chart)
    heads = "move:40 direction:12 n>:12 before>:18 after>:18"
    money = frame.money(move.revenue_before for move in moves), frame.money(move.revenue_after for move in moves)
    table = frame.table("movement", heads, (_move(frame, item, money) for item in moves), 2, dense=True)
    return frame.page("movement", chart, table)


def _largest(moves: tuple[Move, ...], direction: str, at_most: int = 4) -> list[Move]:
    """The moves of one direction with most money at either end."""
    return by_money(move for move in moves if move.direction == direction and move.n is not None)[:at_most]


def _move(frame: Frame, move: Move, money: TwoPrinters) -> tuple[Cell, ...]:
    tone: Tone = "accent" if move.direction == "down" else "strong"
    return (
        Cell(f"{frame.name(move.before)} → {frame.name(move.after)}"),
        Cell(frame.say(f"movement.{move.direction}"), tone),
        Cell(frame.show(move.n, "count")),
        Cell(money[0](move.revenue_before)),
        Cell(money[1](move.revenue_after)),
    )
