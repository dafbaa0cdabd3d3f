"""Sentences about the company as a whole: baseline, concentration, pyramid, segments, grid, structure, movement."""

from collections.abc import Iterator
from datetime import date
from math import log

from segkit.facts import Baseline, Finding, Move, Movement, Report, SegmentFigures, Structure
from segkit.facts.types import Slot
from segkit.report.story import lookup
from segkit.report.story.lookup import (
    figures_of,
    finding,
    gap_points,
    growth,
    main_figures,
    rounded,
    so_what,
    title,
    total,
)

NOTICEABLE = 0.03  # a year's change in revenue below this is "about the same"
SAME = 0.01  # a year's change of what each buyer spent below this is none
STEEP, EVEN = 0.7, 0.45  # the top 20 % bring at least / less than this share of revenue
ABOUT_HALF = 0.015  # a top grade cut at half of revenue brings half by definition: the news is how few it takes
STABLE = 0.02  # share points below which a structure is called stable


def company_findings(report: Report) -> Iterator[Finding]:
    """Titles, so-whats and findings of the seven pages."""
    yield from _baseline(report.baseline)
    yield from _concentration(report)
    yield from _pyramid(report)
    yield from _segments(report)
    yield from _grid(report)
    undated = {gap.block for gap in report.gaps if gap.reason == "no_history"}
    yield from _structure(report.structure, report.meta.first_day, is_undated="structure" in undated)
    yield from _movement(report.movement, is_undated="movement" in undated)


def _baseline(facts: Baseline) -> Iterator[Finding]:
    change = growth(facts.revenue_12m, facts.revenue_before)
    buyers = growth(facts.customers_12m, facts.customers_before)
    if change is None or buyers is None or facts.revenue_before is None:
        yield title("baseline", "plain", revenue=facts.revenue_12m, repeat=facts.repeat_share_12m)
    elif abs(change) < NOTICEABLE:
        yield title("baseline", "flat", revenue=facts.revenue_12m)
    else:
        yield _driven(change, buyers)
        rest = facts.revenue_12m - facts.revenue_before
        name = "revenue_rose" if change > 0 else "revenue_fell"
        yield finding(name, "baseline", abs(rest), change=abs(change), revenue=facts.revenue_12m)
    yield _loyal(facts, change, buyers)


def _loyal(facts: Baseline, change: float | None, buyers: float | None) -> Finding:
    """How many of the buyers before bought again, and whether each buyer spent more or less than then."""
    if facts.customers_stayed is None or not facts.customers_before or change is None or buyers is None:
        return so_what("baseline", repeat=facts.repeat_share_12m, price=facts.average_order_12m)
    spend = rounded((1 + change) / (1 + buyers) - 1)
    slots: dict[str, Slot] = {"before": facts.customers_before, "stayed": facts.customers_stayed}
    slots["share"] = rounded(facts.customers_stayed / facts.customers_before)
    if abs(spend) < SAME:
        return so_what("baseline", "same", **slots)
    return so_what("baseline", "less" if spend < 0 else "more", **slots, change=abs(spend))


def _driven(change: float, buyers: float) -> Finding:
    """Whether the number of buyers or what each spent moved revenue more, on the logarithmic scale."""
    spend = rounded((1 + change) / (1 + buyers) - 1)
    is_buyers = abs(log(1 + buyers)) >= abs(log(1 + spend)) and (buyers > 0) == (change > 0)
    by = "buyers" if is_buyers else "spend"
    cause = abs(buyers if is_buyers else spend)
    return title("baseline", f"{'rose' if change > 0 else 'fell'}_{by}", change=abs(change), cause=cause)


def _concentration(report: Report) -> Iterator[Finding]:
    facts = report.concentration
    top = facts.top_20_share
    if top is None:
        yield title("concentration", "none")
        return
    yield title("concentration", "steep" if top >= STEEP else "even" if top < EVEN else "usual", top=top)
    if facts.share_for_80 is not None:
        yield so_what("concentration", "even" if top < EVEN else "", share=facts.share_for_80)


def _pyramid(report: Report) -> Iterator[Finding]:
    tiers = figures_of(report, lookup.pyramid_scheme(report))
    top = tiers[0] if tiers else None
    if top is None or top.n is None or top.share_n is None or top.share_revenue is None:
        yield title("pyramid", "plain", levels=len(tiers))
        return
    is_steep = top.share_revenue > 1.2 * top.share_n
    if is_steep and abs(top.share_revenue - 0.5) < ABOUT_HALF:
        yield title("pyramid", "half", n=top.n, share=top.share_n)
    else:
        slots: dict[str, Slot] = {"segment": top.segment, "share": top.share_n, "revenue": top.share_revenue}
        yield title("pyramid", "top" if is_steep else "even", **slots)
    times = _times_the_rest(report, top)
    if is_steep and times is not None:
        yield so_what("pyramid", segment=top.segment, times=times)


def _times_the_rest(report: Report, top: SegmentFigures) -> float | None:
    """One top customer's revenue against the mean of all others."""
    rest = report.meta.n_customers - (top.n or 0)
    others = report.meta.revenue - (top.revenue or 0)
    if not top.n or top.revenue is None or rest <= 0 or others <= 0:
        return None
    return rounded(float(top.revenue) / top.n / (float(others) / rest))


def _segments(report: Report) -> Iterator[Finding]:
    known = [figure for figure in main_figures(report) if figure.share_n and figure.share_revenue is not None]
    if not known:
        yield title("segments", "plain", levels=len(main_figures(report)))
        return
    first = max(known, key=lambda figure: figure.share_revenue or 0)
    slots: dict[str, Slot] = {"segment": first.segment, "share": first.share_n, "revenue": first.share_revenue}
    yield title("segments", _lead(first), **slots)
    crowd = max(known, key=lambda figure: (figure.share_n or 0) - (figure.share_revenue or 0))
    if (crowd.share_n or 0) > (crowd.share_revenue or 0):
        yield so_what("segments", segment=crowd.segment, share=crowd.share_n, revenue=crowd.share_revenue)


def _lead(first: SegmentFigures) -> str:
    share, revenue = first.share_n or 0, first.share_revenue or 0
    if revenue < share:
        return "wide"
    return "half" if revenue >= 0.5 else "first"


def _grid(report: Report) -> Iterator[Finding]:
    facts = report.grid
    if facts.sleeping_n == 0:
        yield title("grid", "none")
        return
    if facts.sleeping_n is None or facts.sleeping_revenue is None:
        yield title("grid", "few", group=report.meta.smallest_group)
        return
    share = rounded(float(facts.sleeping_revenue) / float(report.meta.revenue)) if report.meta.revenue > 0 else 0.0
    yield title("grid", "sleeping", n=facts.sleeping_n, revenue=facts.sleeping_revenue)
    slots: dict[str, Slot] = {"n": facts.sleeping_n, "share": share}
    if facts.sleeping_segment in [ask.segment for ask in report.decisions] and facts.sleeping_segment_n:
        if facts.sleeping_segment_n == facts.sleeping_n:
            yield so_what("grid", "asked_all", **slots, segment=facts.sleeping_segment)
        else:
            own: dict[str, Slot] = {"segment": facts.sleeping_segment, "own": facts.sleeping_segment_n}
            yield so_what("grid", "asked", **slots, **own)
    else:
        yield so_what("grid", **slots)
    yield finding("sleeping", "grid", facts.sleeping_revenue, n=facts.sleeping_n, year=facts.sleeping_revenue_12m)


def _structure(facts: Structure | None, first_day: date, *, is_undated: bool) -> Iterator[Finding]:
    if facts is None or len(facts.quarters) < 2:
        yield title("structure", "no_history" if is_undated else "none")
        return
    since, changes = facts.quarters[_a_year_before(facts)], _changes(facts)
    segment, before, after = max(changes, key=_distance, default=("", 0.0, 0.0))
    change, unseen = gap_points(before, after), _unseen_change(facts)
    if change < STABLE and unseen > change:
        yield title("structure", "untold", since=since, unseen=len(facts.segments) - len(changes))
        return
    if change < STABLE:
        yield title("structure", "stable", since=since, change=change)
        return
    variant = f"{'up' if after > before else 'down'}{'_shown' if unseen > change else ''}"
    yield title("structure", variant, since=since, segment=segment, before=rounded(before), after=rounded(after))
    yield so_what("structure", "" if has_short_start(facts, first_day) else "steady")


def has_short_start(facts: Structure, first_day: date) -> bool:
    """Whether the first quarter-end rests on less than a year of orders, so that its customers look newer than now."""
    return (facts.quarters[0] - first_day).days < 365


def _a_year_before(facts: Structure) -> int:
    """The quarter-end four before the last, or the first: earlier ones rest on too short a history to be compared."""
    return max(0, len(facts.quarters) - 5)


def _changes(facts: Structure) -> list[tuple[str, float, float]]:
    """Each segment's share a year ago and at the last quarter-end, where both may be shown."""
    ends = zip(facts.segments, facts.shares[_a_year_before(facts)], facts.shares[-1], strict=True)
    return [(segment, before, after) for segment, before, after in ends if before is not None and after is not None]


def _unseen_change(facts: Structure) -> float:
    """How far a share that is hidden at either end may have moved at most; 0 where none is hidden."""
    ends = facts.shares[_a_year_before(facts)], facts.shares[-1]
    room = [1.0 - sum(share or 0.0 for share in shares) for shares in ends]  # what the hidden hold together
    moved = (_furthest(told, room) for told in zip(*ends, strict=True) if None in told)
    return max(moved, default=0.0)


def _furthest(told: tuple[float | None, float | None], room: list[float]) -> float:
    """The largest change between two shares, where one that is hidden is anything from nothing to its room."""
    (low, high), (least, most) = (
        (0.0, whole) if share is None else (share, share) for share, whole in zip(told, room, strict=True)
    )
    return max(most - low, high - least)


def _distance(change: tuple[str, float, float]) -> tuple[float, str]:
    return gap_points(change[1], change[2]), change[0]


def _movement(facts: Movement | None, *, is_undated: bool) -> Iterator[Finding]:
    if facts is None:
        yield title("movement", "no_history" if is_undated else "none")
        return
    up, down = facts.window_up, facts.window_down
    if up is None or down is None:
        yield title("movement", "few", since=facts.since)
    else:
        slots: dict[str, Slot] = {} if _is_turned(facts) else {"since": facts.since}
        yield title("movement", _direction(facts, up, down), up=up, down=down, **slots)
    yield from _largest_fall(facts)
    if facts.window_revenue_down and down:
        yield finding("moved_down", "movement", facts.window_revenue_down, n=down, since=facts.since)
    if facts.window_revenue_up and up:
        yield finding("moved_up", "movement", facts.window_revenue_up, n=up, since=facts.since)


def _direction(facts: Movement, up: int, down: int) -> str:
    """What outweighs, counted over equally many days; and whether a growing history makes it look the other way."""
    if up == down:
        return "even"
    way = "up" if up > down else "down"
    return f"{way}_turned" if _is_turned(facts) else way


def _is_turned(facts: Movement) -> bool:
    counts = (facts.n_up, facts.n_down, facts.window_up, facts.window_down)
    if None in counts:
        return False
    whole_up, whole_down, up, down = (n or 0 for n in counts)
    return (whole_up - whole_down) * (up - down) < 0


def _largest_fall(facts: Movement) -> Iterator[Finding]:
    """The stream down with most money; none where most of that money went in streams that are not shown."""
    falls = [move for move in facts.moves if move.direction == "down"]
    told = [move for move in falls if move.n and move.revenue_before is not None]
    if facts.n_down and facts.revenue_down and 2 * total(move.revenue_before for move in told) < facts.revenue_down:
        yield so_what("movement", "scattered", n=facts.n_down, revenue=facts.revenue_down)
    elif told:
        worst = max(told, key=_money_before)
        slots = {"before": worst.before, "after": worst.after, "n": worst.n, "revenue": worst.revenue_before}
        is_ahead = worst.revenue_after is not None and worst.revenue_after >= (worst.revenue_before or 0)
        parts = ("ahead" if is_ahead else "", "shown" if len(told) < len(falls) else "")
        yield so_what("movement", "_".join(filter(None, parts)), **slots)


def _money_before(move: Move) -> tuple[float, str, str]:
    return float(move.revenue_before or 0), move.before, move.after
