"""Sheets about the company as a whole: decisions to movement."""

from collections.abc import Iterator

from segkit.evaluation.shown import shown
from segkit.facts import Decision, Move, Report, SegmentFigures
from segkit.report.marks import marked, marked_shares
from segkit.report.sheets.grid import Column, Sheet, sheet
from segkit.report.story.lookup import by_money, figures_of, main_figures, pyramid_scheme, unit_cost

_FIGURES = (
    "segment:segment n:count share_n:percent revenue:cents share_revenue:percent revenue_12m:cents orders:count "
    "average_order:cents per_head:cents recency_median:whole frequency_mean:two repeat_share:percent"
)


def company_sheets(report: Report) -> Iterator[Sheet]:
    """The sheets of these pages, in order."""
    heads = "decision:key:report.decision segment:segment n:count treated:count unit_cost:cents cost:cents "
    heads += "effect_low:cents effect_high:cents uplift_low:percent uplift_high:percent owner:pick due:date"
    yield sheet("decisions", 1, heads, (_decision(report, ask) for ask in report.decisions))
    heads = "decision:key:report.decision segment:segment wait_days:whole observed:percent at_stake:cents "
    heads += "treated:count control:count cost:cents break_even:percent buyers:count detectable:percent "
    heads += "n:count full_cost:cents"
    yield sheet("decisions", 2, heads, (_options(report, ask) for ask in report.decisions))
    yield from _months(report)
    yield sheet("concentration", 1, "share_n:percent share_revenue:percent", report.concentration.curve)
    yield from _segment_figures("pyramid", figures_of(report, pyramid_scheme(report)))
    yield from _segment_figures("segments", main_figures(report))
    seen = (cell for cell in report.grid.cells if not cell.is_covered)
    cells = ((cell.r_score, cell.f_score, cell.n, cell.revenue, cell.share_revenue) for cell in seen)
    yield sheet("grid", 1, "r_score:whole f_score:whole n:count revenue:cents share_revenue:percent", cells)
    yield from _structure(report)
    yield from _movement(report)


def _decision(report: Report, ask: Decision) -> tuple[object, ...]:
    costs = unit_cost(report, ask.segment), ask.cost
    effort = (ask.n, ask.treated_n, *costs, ask.effect_low, ask.effect_high, ask.uplift_low, ask.uplift_high)
    return (ask.id, ask.segment, *effort, ask.owner, ask.due)


def _options(report: Report, ask: Decision) -> tuple[object, ...]:
    """What doing nothing, a pilot and doing all at once mean."""
    stake = next((line.at_stake for line in report.actions if line.segment == ask.segment), None)
    test = next((line for line in report.economics if line.segment == ask.segment), None)
    nothing = (test.days if test else None, test.observed_rate if test else None, stake)
    pilot = (ask.treated_n, test.control_n if test else None, ask.cost, test.break_even_rate if test else None)
    seen = (ask.buyers_to_break_even, test.detectable if test else None)
    return (ask.id, ask.segment, *nothing, *pilot, *seen, ask.n, ask.full_cost)


def _months(report: Report) -> Iterator[Sheet]:
    months = report.baseline.months
    revenue = ((m.month, m.revenue_new, m.revenue_returning, m.orders) for m in months)
    yield sheet("baseline", 1, "month:month revenue_new:cents revenue_returning:cents orders:count", revenue)
    yield sheet("baseline", 2, "month:month average_order:cents", ((m.month, m.average_order) for m in months))
    repeat = ((m.month, m.n_new, m.n_returning, m.repeat_share) for m in months)
    yield sheet("baseline", 3, "month:month n_new:count n_returning:count month_repeat:percent", repeat)


def _segment_figures(page: str, figures: tuple[SegmentFigures, ...]) -> Iterator[Sheet]:
    """The chart's figures, then the table with all of them and, where nothing is hidden, its total."""
    short = ((f.segment, f.n, f.share_n, f.revenue, f.share_revenue, f.per_head) for f in map(marked, figures))
    heads = "segment:segment n:count share_n:percent revenue:cents share_revenue:percent per_head:cents"
    yield sheet(page, 1, heads, short)
    yield sheet(page, 2, _FIGURES, (figure_row(figure) for figure in figures))


def figure_row(figure: SegmentFigures) -> tuple[object, ...]:
    """All figures of a segment, in the order of `figure_heads`."""
    return tuple(getattr(marked(figure), head.split(":")[0]) for head in _FIGURES.split())


def figure_heads() -> str:
    """The columns of `figure_row`."""
    return _FIGURES


def _structure(report: Report) -> Iterator[Sheet]:
    facts = report.structure
    if facts is None:
        return
    columns = [Column("quarter", "date"), Column("n", "count")]
    columns += [Column(segment, "percent", label=segment) for segment in facts.segments]
    heads = (shown(n, n, report.meta.smallest_group) for n in facts.n_customers)
    rows = zip(facts.quarters, heads, marked_shares(facts), strict=True)
    yield Sheet("structure", 1, tuple(columns), tuple((quarter, n, *shares) for quarter, n, shares in rows))


def _movement(report: Report) -> Iterator[Sheet]:
    if report.movement is None:
        return
    heads = (
        "before:segment after:segment direction:key:exhibits.direction n:count revenue_before:cents revenue_after:cents"
    )
    moves = report.movement.moves
    yield sheet("movement", 1, heads, map(_move, moves))
    yield sheet("movement", 2, heads, map(_move, by_money(one for one in moves if one.direction in ("up", "down"))))


def _move(move: Move) -> tuple[object, ...]:
    told = marked(move)
    return (told.before or None, told.after, told.direction, told.n, told.revenue_before, told.revenue_after)
