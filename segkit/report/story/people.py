"""Sentences about who to keep, win back and grow, and about those who are valued but not satisfied."""

from collections.abc import Iterator

from segkit.facts import Driver, Finding, PlaceFigures, ProfileCard, Report, Satisfaction
from segkit.facts.types import Slot
from segkit.report.story.lookup import card_of, finding, rounded, so_what, title

NOTICEABLE = 0.08  # places closer than this in repeat buyers are called alike
NEAR, AWAY = 80, 120  # days since the last purchase, all customers = 100: who still comes, who has long been away
ROLES = ("keep", "win_back", "grow")
DIMENSIONS = ("quality", "delivery", "service", "price", "packaging")


def people_findings(report: Report) -> Iterator[Finding]:
    """Titles, so-whats and findings of the four pages."""
    for role in ROLES:
        card = card_of(report, role)
        yield from _card(card) if card else (title(role, "none"),)
    yield from _satisfaction(report)


def _card(card: ProfileCard) -> Iterator[Finding]:
    yield _card_title(card)
    yield _habits(card)
    if card.at_stake and card.n:
        yield finding(f"at_stake.{card.role}", card.role, card.at_stake, segment=card.segment, n=card.n)


def _card_title(card: ProfileCard) -> Finding:
    slots: dict[str, Slot] = {"segment": card.segment, "n": card.n}
    if card.n is None:
        return title(card.role, "few", segment=card.segment)
    if card.role == "grow":
        return _grow_title(card, slots)
    late, recency = card.cycle_late, card.recency_median
    if card.role == "win_back" and late is not None and recency is not None and recency > late and _away(card) > NEAR:
        return title("win_back", "late", segment=card.segment, recency=recency, late=late)
    near = "_near" if card.role == "win_back" and _away(card) <= AWAY else ""
    if card.at_stake:
        return title(card.role, f"stake{near}", **slots, stake=card.at_stake)
    return title(card.role, f"plain{near}", **slots)


def _away(card: ProfileCard) -> float:
    """Days since the last purchase, all customers = 100: who is won back may buy still, and be displeased."""
    return next((bar.index for bar in card.indices if bar.measure == "recency_days"), AWAY + 1)


def _grow_title(card: ProfileCard, slots: dict[str, Slot]) -> Finding:
    if card.revenue_12m is None or not card.n or card.revenue_12m <= 0:
        return title("grow", "plain", **slots)
    slots["head"] = round(card.revenue_12m / card.n, 2)
    if not card.categories or not _is_short(card.categories[0].name):
        return title("grow", "head", **slots)
    return title("grow", "category", **slots, category=card.categories[0].name)


def _is_short(name: str) -> bool:
    """Whether a name of the company's own leaves a title within two lines."""
    return len(name) <= (15 if name.isascii() else 6)


def _habits(card: ProfileCard) -> Finding:
    """When and what they buy, so when and about what to talk to them."""
    best = card.categories[0] if card.categories else None
    if card.role == "win_back" and card.n and card.n_late:
        late, rest = card.n_late, card.n - card.n_late
        return so_what("win_back", "late" if rest else "all_late", n=late, days=card.cycle_late, **_within(rest))
    if best is None and card.weekday is None:
        return so_what(card.role, "plain")
    if best is None:
        return so_what(card.role, "time", weekday=card.weekday)
    if card.weekday is None:
        return so_what(card.role, "taste", category=best.name, share=best.share)
    return so_what(card.role, "habit", weekday=card.weekday, category=best.name, share=best.share)


def _within(rest: int) -> dict[str, Slot]:
    """Those who are still inside their own cycle, where there are any."""
    return {"rest": rest} if rest else {}


def _satisfaction(report: Report) -> Iterator[Finding]:
    facts = report.satisfaction
    yield from _answers(facts, report.meta.smallest_group) if facts.has_feedback else _places(facts)


def _answers(facts: Satisfaction, smallest: int) -> Iterator[Finding]:
    n, revenue = facts.quadrants.get("valued_dissatisfied"), facts.valued_dissatisfied_revenue_12m
    if n == 0:
        yield title("satisfaction", "none")
    elif n is None or revenue is None:
        yield title("satisfaction", "few", group=smallest)
    else:
        yield title("satisfaction", "risk", n=n, revenue=revenue)
        yield finding("dissatisfied", "satisfaction", revenue, n=n, score=facts.satisfied_from)
    yield from _weak_place(facts)
    drivers = [driver for driver in facts.drivers if driver.importance > 0]
    if drivers and facts.scale:
        yield _weakest(max(drivers, key=_leverage), facts.scale)


def _weak_place(facts: Satisfaction) -> Iterator[Finding]:
    """Where one place stands out for its dissatisfied customers."""
    shares = {one.name: one.satisfied_share for one in facts.places if one.satisfied_share is not None}
    if facts.weak_place not in shares:
        return
    low, rest = shares[facts.weak_place], [share for name, share in shares.items() if name != facts.weak_place]
    slots: dict[str, Slot] = {"place": facts.weak_place, "low": low, "least": min(rest), "most": max(rest)}
    yield Finding("page.satisfaction.place", "satisfaction", slots)


def _weakest(driver: Driver, scale: tuple[float, float]) -> Finding:
    slots: dict[str, Slot] = {"importance": driver.importance, "mean": driver.mean, "low": scale[0], "high": scale[1]}
    if driver.dimension in DIMENSIONS:
        return so_what("satisfaction", driver.dimension, **slots)
    return so_what("satisfaction", "dimension", **slots, dimension=driver.dimension)


def _leverage(driver: Driver) -> tuple[float, str]:
    """What matters and goes badly comes first."""
    return driver.importance * (1 - driver.performance), driver.dimension


def _places(facts: Satisfaction) -> Iterator[Finding]:
    known = sorted((place for place in facts.places if place.repeat_share is not None), key=_repeat)
    if len(known) < 2 or _repeat(known[0])[0] == _repeat(known[-1])[0]:
        yield title("satisfaction", "no_places")
        yield so_what("satisfaction", "no_places")
        return
    worst, best = known[0], known[-1]
    high, low = best.repeat_share or 0.0, worst.repeat_share or 0.0
    if high - low < NOTICEABLE:
        yield title("satisfaction", "places_even", high=high, low=low)
        yield so_what("satisfaction", "places_even", gap=rounded(high - low))
        return
    yield title("satisfaction", "places", best=best.name, high=high, worst=worst.name, low=low)
    yield so_what("satisfaction", "places", worst=worst.name, gap=rounded(high - low))


def _repeat(place: PlaceFigures) -> tuple[float, str]:
    return place.repeat_share or 0.0, place.name
