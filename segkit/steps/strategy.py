"""Step 6, strategy and movement: who moved, who they are, what to do with each segment, and what it must bring."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from segkit.engine import exact_medians
from segkit.evaluation.days import YEAR
from segkit.evaluation.foresight import within
from segkit.evaluation.migration import Alike, movement, quarter_days, structure_over_time
from segkit.evaluation.places import choose_places
from segkit.evaluation.profile import blank_card, profile_cards
from segkit.evaluation.risk import revenue_at_risk
from segkit.evaluation.satisfaction import satisfaction
from segkit.facts import Action, Evaluation, Foresight, Gap, Movement, ProfileCard, Satisfaction, SegmentFigures
from segkit.steps import grouping as groups
from segkit.steps.earlier import history_gap
from segkit.steps.gaps import Gaps
from segkit.steps.personas import answers_of
from segkit.steps.stage import Stage
from segkit.steps.voices import voices
from segkit.strategy.allocation import Assumptions, decisions, economics
from segkit.strategy.plan import ninety_day_plan
from segkit.strategy.playbook import PLAN_DAYS, SegmentFacts, choose_roles, fill_playbook

if TYPE_CHECKING:
    from ibis.expr.types import Table

VALUE = "value_tier"  # the scheme that says who is valued, where it is in use


def work(stage: Stage) -> None:
    """Do the whole step."""
    gaps = Gaps()
    days = stage.table("days")
    follow_quarters(stage, days, gaps)
    follow_movers(stage, days, gaps)
    cards = describe_all(stage, days)
    ask_customers(stage, gaps)
    actions = plan_actions(stage, cards)
    weigh_actions(stage, actions)
    stage.save("gaps_strategy", tuple(gaps.found))


def follow_quarters(stage: Stage, days: "Table", gaps: Gaps) -> None:
    """The main scheme's structure at eight quarter ends, cut points held still."""
    quarters = quarter_days(stage.as_of)
    found = history_gap("structure", groups.main_scheme(stage)) or structure_over_time(
        lambda day: groups.main_on(stage, days, day), quarters, groups.first_day(stage)
    )
    stage.save("structure", gaps.keep(found))


def follow_movers(stage: Stage, days: "Table", gaps: Gaps) -> Movement | None:
    """Who moved up and who moved down since the quarter before, with their money; and over equally many days."""
    since = quarter_days(stage.as_of, 2)[0]
    if since <= groups.first_day(stage):
        gaps.keep(Gap("movement", "short_history", {"first_day": groups.first_day(stage), "needed_days": 92}))
        return stage.save("movement", None)
    unknown = history_gap("movement", groups.main_scheme(stage))
    if unknown:
        return stage.save("movement", gaps.keep(unknown))
    main = groups.today(stage, stage.study.primary)
    alike = counted_alike(stage, days, since)
    return stage.save("movement", movement(groups.main_on(stage, days, since), main, since, alike))


def counted_alike(stage: Stage, days: "Table", since: date) -> Alike:
    """Both days by the last twelve months up to each, or by as many days as the earlier one has."""
    length = min(YEAR, (since - groups.first_day(stage)).days + 1)
    ends = (groups.main_on(stage, days, day, day - timedelta(days=length)) for day in (since, stage.as_of))
    return Alike(length, *ends)


def describe_all(stage: Stage, days: "Table") -> dict[str, ProfileCard]:
    """A card for every segment of the main scheme: against all customers, categories, months, own purchase cycle.

    The card of a segment that is hidden for a small neighbour's sake is empty.
    """
    main = groups.today(stage, stage.study.primary)
    every = {segment: segment for segment in main.order}
    cards = profile_cards(main, stage.table("order_lines"), days, every, revenue_at_stake(stage))
    covered = {row.segment for row in main_figures(stage) if row.is_covered}
    return {card.segment: blank_card("", card.segment) if card.segment in covered else card for card in cards}


def revenue_at_stake(stage: Stage) -> dict[str, Decimal | None]:
    """Revenue at risk per segment of the main scheme; none where the future could not be tested."""
    holdout = stage.load("evaluation", Evaluation).holdout
    seen = {row.segment: row for row in holdout.rows} if holdout else {}
    rows = [row for row in main_figures(stage) if row.segment in seen]
    found = {row.segment: revenue_at_risk(row.revenue_12m, seen[row.segment]) for row in rows}
    return {segment: risk.value if risk else None for segment, risk in found.items()}


def main_figures(stage: Stage) -> list[SegmentFigures]:
    """Customers and money per segment of the main scheme."""
    return figures_of(stage, stage.study.primary)


def figures_of(stage: Stage, scheme: str) -> list[SegmentFigures]:
    """Customers and money per segment of a scheme."""
    return [row for row in stage.load("figures", tuple[SegmentFigures, ...]) if row.scheme == scheme]


def ask_customers(stage: Stage, gaps: Gaps) -> Satisfaction:
    """Value against satisfaction, what satisfaction hangs on, and the places compared."""
    names = [scheme.id for scheme in groups.schemes(stage)]
    grouping = groups.today(stage, VALUE if VALUE in names else stage.study.primary)
    answers = answers_of(stage)
    if answers is None:
        gaps.keep(Gap("satisfaction", "no_feedback"))
    customers = stage.table("customers") if stage.has("customers") else None
    places = choose_places(stage.table("features"), customers, stage.table("order_lines"))
    if places is None:
        gaps.keep(Gap("satisfaction", "no_places"))
    return stage.save("satisfaction", satisfaction(grouping, grouping.order[:1], answers, places))


def plan_actions(stage: Stage, cards: dict[str, ProfileCard]) -> tuple[Action, ...]:
    """The playbook's lines filled from the figures, most revenue at stake first; cards of the three main roles kept."""
    told = told_segments(stage, cards)
    roles = choose_roles(stage.study.primary, told)
    stage.save("cards", tuple(with_role(cards[segment], role) for role, segment in roles.items()))
    actions = fill_playbook(stage.study.primary, told, wordings=voices(stage), company=stage.study.company)
    return stage.save("actions", actions)


def with_role(card: ProfileCard, role: str) -> ProfileCard:
    """A segment's card in the role that the report gives it."""
    return replace(card, role=role)


def told_segments(stage: Stage, cards: dict[str, ProfileCard], scheme: str | None = None) -> list[SegmentFacts]:
    """What the playbook needs to know of each segment of a scheme, the main one by default; nothing of empty ones."""
    figures = figures_of(stage, scheme or stage.study.primary)
    heads = sum(row.n or 0 for row in figures) or 1
    per_head = sum((row.revenue or Decimal(0) for row in figures), Decimal(0)) / heads
    usual = median_recency(stage)
    return [_told(row, cards[row.segment], per_head, usual) for row in figures if row.n != 0]


def _told(row: SegmentFigures, card: ProfileCard, per_head: Decimal, usual: float) -> SegmentFacts:
    return SegmentFacts(
        segment=row.segment,
        n=row.n,
        at_stake=card.at_stake,
        average_order=row.average_order,
        category=card.categories[0].name if card.categories else None,
        channel=card.channels[0].name if card.channels else None,
        weekday=card.weekday,
        cycle_days=card.cycle_median,
        value_index=float((row.per_head or per_head) / per_head) if per_head > 0 else 1.0,
        recency_index=(row.recency_median or usual) / usual if usual else 1.0,
    )


def median_recency(stage: Stage) -> float:
    """Days since the last purchase of the customer in the middle."""
    return exact_medians(stage.table("scores"), ["recency_days"])["recency_days"]


def rates_without_action(stage: Stage, actions: tuple[Action, ...]) -> dict[str, Foresight]:
    """What each segment did of itself within as many days as its own action waits."""
    holdout = stage.load("evaluation", Evaluation).holdout
    rows = {row.segment: row for row in holdout.rows} if holdout else {}
    returns = stage.load("returns", dict[str, tuple[int, ...]])
    waits = {action.segment: action.days or PLAN_DAYS for action in actions}
    return {name: within(rows[name], returns[name], days) for name, days in waits.items() if name in rows}


def weigh_actions(stage: Stage, actions: tuple[Action, ...]) -> None:
    """What each action must bring, the three decisions asked for, and the ninety-day plan."""
    smallest = stage.study.privacy.smallest_group
    assumed = Assumptions(stage.study.economics.margin, stage.study.economics.uplift)
    seen = rates_without_action(stage, actions)
    orders = {row.segment: row.average_order for row in main_figures(stage)}
    effort = stage.save("economics", economics(actions, orders, seen, assumptions=assumed, smallest=smallest))
    asks = {ask.segment for ask in stage.save("decisions", decisions(actions, effort, as_of=stage.as_of))}
    asked = {action.objective for action in actions if action.segment in asks}
    has_feedback = stage.load("satisfaction", Satisfaction).has_feedback
    stage.save("plan", ninety_day_plan(has_feedback=has_feedback, objectives=asked))
