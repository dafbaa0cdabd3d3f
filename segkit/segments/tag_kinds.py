"""Tags (标签体系) as frozen models: groups, exclusive or not, of tags that a customer may have several of."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from segkit.segments.kinds import Id, Text
from segkit.settings import Misfit, Strict

By = Literal["rule", "keyword", "hand", "list"]
WAYS = ("when", "keywords", "customers", "list")
BY: dict[str, By] = {"when": "rule", "keywords": "keyword", "customers": "hand", "list": "list"}
Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
MOST_BY_HAND = 2_000  # more customers than these belong in a list of their own


class TagWords(Strict):
    """A customer with at least `at_least` messages that hold one of the words and none of `exclude` has the tag.

    `fuzzy`: the message holds the word; `exact`: the message is nothing but the word.
    """

    words: tuple[str, ...] = Field(min_length=1)
    exclude: tuple[str, ...] = ()
    mode: Literal["fuzzy", "exact"] = "fuzzy"
    at_least: int = Field(1, ge=1)


class Tag(Strict):
    """One tag, given in exactly one way: by rule, by keyword, by hand to single customers, or from a list.

    It holds up to and including `until`; without it, `valid_days` after `given` (or the list's own day); else without
    end. A tag by rule or keyword is judged anew in every run, so only `until` ends it.
    """

    id: Id
    name: Text
    description: Text
    colour: Colour | None = None
    when: str | None = None
    keywords: TagWords | None = None
    customers: tuple[str, ...] = Field((), max_length=MOST_BY_HAND)
    list: str | None = None  # a file beside the standard: customer_id, and if need be given, until, reason
    given: date | None = None
    valid_days: int | None = Field(None, ge=1)
    until: date | None = None

    @field_validator("customers", mode="before")
    @classmethod
    def _as_text(cls, customers: object) -> object:
        if not isinstance(customers, list | tuple):
            return customers
        return [str(one) if isinstance(one, int) else one for one in customers]

    @model_validator(mode="after")
    def _is_given_in_one_way(self) -> Self:
        ways = [way for way in WAYS if getattr(self, way)]
        if len(ways) != 1:
            raise Misfit(ways[-1] if ways else "id", "one_way", ", ".join(ways) or "–")
        if self.valid_days is not None and self.by in ("rule", "keyword"):
            raise Misfit("valid_days", "listed_only")
        if self.valid_days is not None and self.by == "hand" and self.given is None:
            raise Misfit("valid_days", "given_too")
        return self

    @property
    def by(self) -> By:
        """How it is given."""
        return next(BY[way] for way in WAYS if getattr(self, way))

    def ends(self, given: date | None = None, until: date | None = None) -> date | None:
        """The last day on which it holds for a customer to whom it was given so; None: without end."""
        day = given or self.given
        if until is None and day is not None and self.valid_days is not None:
            return day + timedelta(days=self.valid_days)
        return until or self.until


class TagGroup(Strict):
    """A group of tags. `exclusive`: of several that hold for a customer the first, in the group's order, is given."""

    id: Id
    name: Text
    description: Text
    colour: Colour | None = None
    exclusive: bool = False
    tags: tuple[Tag, ...] = Field(min_length=1)


def every_tag(groups: tuple[TagGroup, ...]) -> Iterator[tuple[TagGroup, Tag]]:
    """Each tag with its group, in order."""
    return ((group, tag) for group in groups for tag in group.tags)
