"""The playbook: for each segment an objective, an action, a script, a service level, an owner and a measure.

Lines stand in `playbook/<scheme>.yml`, in both languages, with slots. A segment that no file names (a company's own
scheme) gets the line of `playbook/general.yml` whose objective fits its figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import floor
from pathlib import Path
from string import Formatter
from typing import Any, Literal

from segkit.facts import Action, Text
from segkit.house import PACKAGE
from segkit.settings import Strict, read_settings
from segkit.strategy.allocation import can_pilot, split_sizes
from segkit.wording import Wording

OBJECTIVES = ("keep", "win_back", "grow", "serve")
FOLDER = PACKAGE / "strategy" / "playbook"
Objective = Literal["keep", "win_back", "grow", "serve"]
PLAN_DAYS = 90
_LEVELS = ("response", "rhythm", "rights")
_NO_MONEY = Decimal(-1)  # ranks after every segment whose money is known


class Line(Strict):
    """One segment's line as the playbook holds it, slots unfilled."""

    objective: Objective
    service: str
    channel: str
    owner: str
    cost: Decimal  # yuan per customer treated
    days: int | Literal["cycle"]  # that the measure waits: a number, or the segment's own purchase cycle
    goal: Text
    action: Text
    script: Text
    reply: Text
    measure: Text


class Service(Strict):
    """A service level."""

    name: Text
    response: Text
    rhythm: Text
    rights: Text


class Shared(Strict):
    """What all lines choose from."""

    services: dict[str, Service]
    channels: dict[str, Text]
    owners: dict[str, Text]


class Playbook(Strict):
    """The lines of one scheme by segment id."""

    segments: dict[str, Line]


@dataclass(frozen=True)
class SegmentFacts:
    """What the playbook needs to know of one segment of the main scheme; None where unknown or suppressed.

    Money in the study's currency; `weekday` 0 is Monday, the day with most orders; an index of 1 is the mean customer.
    """

    segment: str
    n: int | None
    at_stake: Decimal | None = None  # revenue at risk
    average_order: Decimal | None = None
    category: str | None = None  # with most revenue
    channel: str | None = None  # with most orders
    weekday: int | None = None
    cycle_days: float | None = None  # median days between two orders of one customer
    value_index: float = 1.0  # spend per head against all customers
    recency_index: float = 1.0  # median days since the last order against all customers


@lru_cache(maxsize=8)
def read_playbook(scheme: str) -> Mapping[str, Line]:
    """The lines of `scheme` by segment id; empty where the kit has none."""
    path = FOLDER / f"{scheme}.yml"
    return _read(path) if path.is_file() else {}


def _read(path: Path) -> Mapping[str, Line]:
    return read_settings(path, Playbook).segments


@lru_cache(maxsize=1)
def read_shared() -> Shared:
    """Service levels, channels and owners."""
    return read_settings(FOLDER / "shared.yml", Shared)


def choose_line(scheme: str, facts: SegmentFacts) -> Line:
    """The playbook's line for a segment: its own, else the general one that fits its figures."""
    return read_playbook(scheme).get(facts.segment) or read_playbook("general")[fitting_objective(facts)]


def fitting_objective(facts: SegmentFacts) -> Objective:
    """Keep who spends and still comes, win back who spent and stays away, grow who comes, serve the rest."""
    is_away = facts.recency_index > 1.5
    if facts.value_index >= 1:
        return "win_back" if is_away else "keep"
    return "serve" if is_away else "grow"


def choose_roles(scheme: str, segments: Iterable[SegmentFacts]) -> dict[str, str]:
    """For each of keep, win_back and grow the segment with most revenue at stake (ties: first by id).

    Segments large enough for a pilot come first, so that the card and the decision asked speak of the same one. A
    role without a segment of its own is filled by none.
    """
    ranked = sorted(segments, key=lambda facts: (not can_pilot(facts.n), -_stake(facts), facts.segment))
    first: dict[str, str] = {}
    for facts in ranked:
        first.setdefault(choose_line(scheme, facts).objective, facts.segment)
    return {role: first[role] for role in OBJECTIVES[:3] if role in first}


def fill_playbook(
    scheme: str, segments: Sequence[SegmentFacts], *, wordings: Mapping[str, Wording], company: Text
) -> tuple[Action, ...]:
    """The playbook's lines with their slots filled in every language, most revenue at stake first.

    Parameters
    ----------
    wordings
        One per language; its segment names and values are used. The currency of costs is theirs.
    company
        The company's name, for greetings.
    """
    ranked = sorted(segments, key=lambda facts: (-_stake(facts), facts.segment))
    return tuple(
        _action(choose_line(scheme, facts), facts, rank, _Voices(wordings, company))
        for rank, facts in enumerate(ranked, start=1)
    )


def _stake(facts: SegmentFacts) -> Decimal:
    return _NO_MONEY if facts.at_stake is None else facts.at_stake


@dataclass(frozen=True)
class _Voices:
    wordings: Mapping[str, Wording]
    company: Text

    def fill(self, text: Mapping[str, str], slots: Mapping[str, Any], *, spoken: bool = False) -> Text:
        """`text` in every language; a script speaks to the customer, so what is unknown becomes "your usual …"."""
        return {
            language: fill_slots(text[language], {**slots, "company": self.company[language]}, wording, spoken=spoken)
            for language, wording in self.wordings.items()
        }

    def said(self, key: str) -> Text:
        """A text of the catalogues in every language."""
        return {language: wording(key) for language, wording in self.wordings.items()}

    def currency(self) -> str:
        return next(iter(self.wordings.values())).currency

    def smallest(self) -> int:
        return next(iter(self.wordings.values())).smallest_group


def fill_slots(pattern: str, slots: Mapping[str, Any], wording: Wording, *, spoken: bool = False) -> str:
    """`pattern` with its slots printed; a slot that is None and has a plain word (`strategy.missing.…`) takes that."""
    parts = []
    for literal, name, spec, _ in Formatter().parse(pattern):
        parts.append(literal)
        if name:
            parts.append(_shown(slots[name], f"{'you.' * spoken}{name}", spec or "", wording))
    return "".join(parts)


def _shown(value: Any, name: str, spec: str, wording: Wording) -> str:
    missing = f"strategy.missing.{name}"
    if value is None and wording.has(missing):
        return wording(missing)
    return wording.show(value, spec) if spec else str(value)


def _action(line: Line, facts: SegmentFacts, rank: int, voices: _Voices) -> Action:
    shared = read_shared()
    slots = _slots(facts, voices.smallest())
    line = line if facts.n is not None else _singly(line, voices)
    service = shared.services[line.service]
    return Action(
        segment=facts.segment,
        objective=line.objective,
        goal=voices.fill(line.goal, slots),
        action=voices.fill(line.action, slots),
        channel=shared.channels[line.channel],
        script=voices.fill(line.script, slots, spoken=True),
        reply=voices.fill(line.reply, slots, spoken=True),
        service=service.name,
        service_level={level: getattr(service, level) for level in _LEVELS},
        cost_per_customer=in_currency(line.cost, voices.currency()),
        owner=shared.owners[line.owner],
        measure=voices.fill(line.measure, slots),
        days=horizon(line, facts.cycle_days),
        n=facts.n,
        at_stake=facts.at_stake,
        rank=rank,
    )


def horizon(line: Line, cycle: float | None) -> int:
    """Whole days until the measure is read; a cycle that is not known counts as ninety days."""
    if line.days != "cycle":
        return line.days
    return PLAN_DAYS if cycle is None else max(floor(cycle + 0.5), 1)


def _singly(line: Line, voices: _Voices) -> Line:
    """The line for a segment too small to be shown: no pilot and no control group, each customer looked after alone."""
    told = {name: voices.said(f"strategy.few.{name}") for name in ("goal", "action", "measure")}
    return line.model_copy(update=told)


def _slots(facts: SegmentFacts, smallest: int) -> dict[str, Any]:
    """What a line may quote; of two halves too small to be shown no size, as in the table of pilots."""
    treated, control = split_sizes(facts.n, smallest)
    return {
        "n": facts.n,
        "control": control,
        "treated": treated,
        "segment": facts.segment,
        "category": facts.category,
        "channel": facts.channel,
        "weekday": facts.weekday,
        "price": facts.average_order,
        "cycle": facts.cycle_days,
    }


# Round figures for turning the playbook's cost assumptions (yuan) into the study's currency; no exchange rates.
_YUAN = {"CNY": "1", "USD": "7", "EUR": "8", "GBP": "9", "HKD": "0.9", "TWD": "0.22", "SGD": "5.4", "JPY": "0.05"}


def in_currency(cost: Decimal, currency: str) -> Decimal:
    """A cost assumption of the playbook in `currency`, to the cent; a currency not listed counts as the dollar."""
    return (cost / Decimal(_YUAN.get(currency, _YUAN["USD"]))).quantize(Decimal("0.01"))


def text_slots(action: Action) -> dict[str, Any]:
    """The figures of a line that a text in its place may quote."""
    return {
        "n": action.n,
        "at_stake": action.at_stake,
        "cost": action.cost_per_customer,
        "segment": action.segment,
        "rank": action.rank,
    }


def action_text(action: Action, name: str, words: Wording) -> str:
    """One text of a line (goal, script …): the consultant's own (`action.<segment>.<name>`) where there is one."""
    key = f"action.{action.segment}.{name}"
    if key in words.overrides:
        return words(key, **text_slots(action))
    return words.pick(getattr(action, name))
