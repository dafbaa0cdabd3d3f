"""Facts about tags: their groups, how each is given, and how many customers have it."""

from dataclasses import dataclass
from decimal import Decimal

from segkit.facts.types import Text


@dataclass(frozen=True)
class TagFigures:
    """One tag: how it is given, until when, to how many customers, with how much money."""

    id: str
    name: Text
    description: Text
    colour: str | None
    given_by: str  # rule, keyword, hand or list
    rule: Text  # in words: who is given it
    until: Text  # the day, or that there is none
    note: Text  # entries of a list that gave no tag, a table that is missing; empty where all is well
    n: int | None = None
    share_n: float | None = None
    revenue: Decimal | None = None
    over: int | None = None  # customers for whom it held until a day that is over
    is_covered: bool = False  # large enough, and hidden so that a small neighbour does not follow from a total


@dataclass(frozen=True)
class TagGroupFacts:
    """A group of tags, and what happened to customers for whom several of them hold."""

    id: str
    name: Text
    description: Text
    colour: str | None
    exclusive: bool
    several: int | None  # customers for whom more than one tag of the group holds
    tags: tuple[TagFigures, ...]
