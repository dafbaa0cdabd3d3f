"""Sheets about who to keep, win back and grow, their satisfaction, and what is done for them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from segkit.facts import Action, Economics, PlaceFigures, ProfileCard, Report
from segkit.report.marks import marked
from segkit.report.sheets.grid import Sheet, sheet
from segkit.report.story.lookup import ROLES, actions_by_rank, card_of, duty_of, main_figures, unit_cost
from segkit.wording import COVERED

_TEXTS = ("goal", "action", "channel", "script", "reply")
_ROLE_COLUMNS = ("management", "marketing", "sales", "service_role", "data")


def people_sheets(report: Report) -> Iterator[Sheet]:
    """The sheets of these pages, in order."""
    for role in ("keep", "win_back", "grow"):
        card = card_of(report, role)
        if card is not None:
            yield from _card(card)
        elif role == "win_back":
            yield from away_sheets(report)
    yield from _satisfaction(report)
    yield from _strategy(report)
    yield from _economics(report)
    yield from _plan(report)
    yield from _trust(report)


def away_sheets(report: Report) -> Iterator[Sheet]:
    """Where no segment is to be won back: every segment by the days since its customers last bought, longest first."""
    rows = [marked(one) for one in main_figures(report) if one.n != 0]
    rows.sort(key=lambda one: one.recency_median if isinstance(one.recency_median, int | float) else -1, reverse=True)
    heads = "segment:segment n:count recency_median:whole revenue:cents revenue_12m:cents"
    told = ((one.segment, one.n, one.recency_median, one.revenue, one.revenue_12m) for one in rows)
    if rows:
        yield replace(sheet("win_back", 1, heads, told), part="away")


def _card(card: ProfileCard) -> Iterator[Sheet]:
    bars = ((bar.measure, bar.value, bar.overall, bar.index) for bar in card.indices)
    yield sheet(card.role, 1, "measure:key:charts.measure value:two overall:two index:one", bars)
    shares = [("category", bar.name, bar.share, bar.lift) for bar in card.categories]
    shares += [("channel", bar.name, bar.share, bar.lift) for bar in card.channels]
    yield sheet(card.role, 2, "basis:key:exhibits.basis name:value share:percent lift:two", shares)
    yield sheet(card.role, 3, "days:whole share_returned:percent", card.cycle_curve)


def _satisfaction(report: Report) -> Iterator[Sheet]:
    facts = report.satisfaction
    if facts.has_feedback:
        counts = ((name, COVERED if name in facts.covered else n) for name, n in facts.quadrants.items())
        yield sheet("satisfaction", 1, "quadrant:key:charts.quadrant n:count", counts)
        drivers = ((driver.dimension, driver.mean, driver.importance, driver.n) for driver in facts.drivers)
        yield sheet("satisfaction", 2, "dimension:key:exhibits.dimension mean:two importance:two n:count", drivers)
    if facts.places:
        heads = f"place_{facts.place_kind}:value n:count revenue_12m:cents satisfied_share:percent "
        heads += "dissatisfied_valued:count repeat_share:percent"
        rows = ((p.name, p.n, p.revenue_12m, p.satisfied_share, _unmet(p), p.repeat_share) for p in facts.places)
        yield replace(sheet("satisfaction", 3, heads, rows), part=facts.place_kind or "region")


def _unmet(place: PlaceFigures) -> int | None:
    return COVERED if place.is_covered else place.dissatisfied_valued_n


def _strategy(report: Report) -> Iterator[Sheet]:
    yield strategy_sheet("strategy", 1, actions_by_rank(report))


def strategy_sheet(page: str, at: int, actions: Iterable[Action]) -> Sheet:
    """The playbook's lines with all their texts."""
    heads = "rank:whole segment:segment objective:key:strategy.objective n:count at_stake:cents goal:own action:own "
    heads += "channel:own script:own reply:own service:pick response:pick rhythm:pick rights:pick "
    heads += "cost_per_customer:cents owner:own measure:own"
    return sheet(page, at, heads, (_line(action) for action in actions))


def _line(action: Action) -> tuple[object, ...]:
    known = (action.rank, action.segment, action.objective, action.n, action.at_stake)
    texts = tuple((action, name) if getattr(action, name) else None for name in _TEXTS)
    levels = tuple(action.service_level.get(level) for level in ("response", "rhythm", "rights"))
    owned = ((action, "owner"), (action, "measure"))
    return (*known, *texts, action.service, *levels, action.cost_per_customer, *owned)


def _economics(report: Report) -> Iterator[Sheet]:
    rates = (
        (e.segment, e.break_even_rate, e.days, e.observed_rate, e.observed_low, e.observed_high)
        for e in report.economics
    )
    heads = "segment:segment break_even:percent wait_days:whole observed:percent low:percent high:percent"
    yield sheet("economics", 1, heads, rates)
    heads = "segment:segment n:count unit_cost:cents cost:cents average_order:cents margin:percent "
    heads += "treated:count control:count detectable:percent"
    yield sheet("economics", 2, heads, (_pilot(report, entry) for entry in report.economics))


def _pilot(report: Report, entry: Economics) -> tuple[object, ...]:
    costs = unit_cost(report, entry.segment), entry.cost
    sizes = (entry.treated_n, entry.control_n, entry.detectable)
    return (entry.segment, entry.n, *costs, entry.average_order, entry.margin, *sizes)


def _plan(report: Report) -> Iterator[Sheet]:
    weeks = ((task, task.start_week, task.end_week) for task in report.plan)
    yield sheet("plan", 1, "task:task start_week:whole end_week:whole", weeks)
    heads = " ".join(("task:task", *(f"{column}:key:report.duty" for column in _ROLE_COLUMNS)))
    yield sheet("plan", 2, heads, ((task, *(duty_of(task, role) for role in ROLES)) for task in report.plan))


def _trust(report: Report) -> Iterator[Sheet]:
    facts, holdout = report.evaluation, report.evaluation.holdout
    tests: dict[str, float | None] = {"stability_ari": facts.stability_ari, "seed_ari": facts.seed_ari}
    if holdout is not None:
        heads = "segment:segment n:count rate:percent low:percent high:percent spend_per_head:cents naive_rate:percent"
        rows = ((r.segment, r.n, r.repeat_rate, r.low, r.high, r.spend_per_head, r.naive_rate) for r in holdout.rows)
        yield sheet("trust", 1, heads, rows)
        tests |= {"auc_scheme": holdout.auc_scheme, "auc_naive": holdout.auc_naive}
        tests |= {"overall_rate": holdout.overall_rate, "spend_top_share": holdout.spend_top_share}
        tests |= {"heads_top_share": holdout.heads_top_share}
    yield sheet("trust", 2, "test:key:exhibits.test value:three", tests.items())
