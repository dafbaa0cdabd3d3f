"""Groups of words over customers' messages: which group a message belongs to, and which most of a customer's do."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import ibis
import pyarrow as pa
from ibis.expr.types import StringColumn, Table
from pydantic import BeforeValidator

from segkit.engine import fetch_rows
from segkit.errors import SchemeColumnMissing
from segkit.matching import fold_text, words_pattern
from segkit.segments.standard import KeywordsScheme
from segkit.settings import Strict, read_settings

HERE = Path(__file__).parent
Mode = Literal["fuzzy", "exact"]
SAID = "said_"  # and the id of a scheme of kind `keywords`: the column its customers are told by
NONE = ""  # an engine's function may not return null


@dataclass(frozen=True)
class KeywordGroup:
    """One rule: a message belongs to `id` if it holds a word (`fuzzy`) or is nothing but a word (`exact`).

    A message that also holds one of `exclude` does not. Widths, case and outer blanks make no difference.
    """

    id: str
    words: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    mode: Mode = "fuzzy"

    def claims(self, folded: str) -> bool:
        """Whether a folded message (`segkit.matching.fold_text`) belongs here; an empty one never does."""
        if self._exclude is not None and self._exclude.search(folded):
            return False
        if self._words is None or not folded:
            return False
        return bool(self._words.fullmatch(folded) if self.mode == "exact" else self._words.search(folded))

    @cached_property
    def _words(self) -> re.Pattern[str] | None:
        return words_pattern(self.words)

    @cached_property
    def _exclude(self) -> re.Pattern[str] | None:
        return words_pattern(self.exclude)


def _flat(words: list[Any]) -> list[str]:
    return [name for word in words for name in (_flat(word) if isinstance(word, list) else [str(word)])]


_Words = Annotated[tuple[str, ...], BeforeValidator(_flat)]  # lists within lists, so that lines stay short


class _Group(Strict):
    id: str
    words: _Words
    exclude: _Words = ()
    mode: Mode = "fuzzy"


class _GroupsFile(Strict):
    groups: tuple[_Group, ...]


@lru_cache
def read_groups(name: str) -> tuple[KeywordGroup, ...]:
    """The ready groups of `needs` (service, product, information) or `opinions` (dissatisfied, satisfied), in order."""
    found = read_settings(HERE / f"{name}.yml", _GroupsFile).groups
    return tuple(KeywordGroup(one.id, one.words, one.exclude, one.mode) for one in found)


def groups_of(scheme: KeywordsScheme) -> tuple[KeywordGroup, ...]:
    """The groups of a company's own scheme, in its order; `otherwise` is none of them."""
    return tuple(KeywordGroup(one.id, one.words, one.exclude, one.mode) for one in scheme.segments)


def said_column(scheme: KeywordsScheme) -> str:
    """The column of a customers' table that holds the group of most of each one's messages.

    Its name tells the words as well: two versions of a scheme are told apart on the same customers.
    """
    return f"{SAID}{scheme.id}_{_mark(groups_of(scheme))[:8]}"


def require_said(scheme: KeywordsScheme, columns: Sequence[str]) -> None:
    """Raise `SchemeColumnMissing` where a customers' table has no groups of messages for the scheme."""
    if said_column(scheme) not in columns:
        raise SchemeColumnMissing(scheme.id, said_column(scheme), "")


def keywords_segment(scheme: KeywordsScheme, table: Table) -> StringColumn:
    """Each customer's segment id, from `said_column`; null, and a group the scheme does not have, is `otherwise`."""
    said = table[said_column(scheme)]
    known = said.isin([one.id for one in scheme.segments]).fill_null(False)
    return ibis.ifelse(known, said, scheme.otherwise.id)


def message_claims(text: str | None, groups: Sequence[KeywordGroup]) -> tuple[str, ...]:
    """Every group that a message belongs to, in their order; of several the first decides."""
    folded = fold_text(text or "")
    return tuple(group.id for group in groups if group.claims(folded))


def message_group(text: str | None, groups: Sequence[KeywordGroup]) -> str | None:
    """The first group, in their order, that a message belongs to; None without one and for no text."""
    folded = fold_text(text or "")
    return next((group.id for group in groups if group.claims(folded)), None)


def message_words(text: str, groups: Sequence[KeywordGroup]) -> tuple[tuple[str, str], ...]:
    """Every group and word that a message holds, what excludes it left out of account: for judging each word."""
    folded = fold_text(text)
    return tuple((one.id, one.words[0]) for one in _of_one_word(tuple(groups)) if one.claims(folded))


@lru_cache(maxsize=8)
def _of_one_word(groups: tuple[KeywordGroup, ...]) -> tuple[KeywordGroup, ...]:
    """Each word as a group of its own."""
    return tuple(KeywordGroup(group.id, (word,), mode=group.mode) for group in groups for word in group.words)


def customer_groups(messages: Table, groups: Sequence[KeywordGroup], name: str) -> Table:
    """The group that most of each customer's messages belong to.

    Parameters
    ----------
    messages
        customer_id, sent_at, text (`columns.ROLES["messages"]`). A message of no group counts for nothing.
    name
        What the column is to be called.

    Returns
    -------
    One row per customer with a message of a group: customer_id, `name`. Of equal counts the group of the latest
    message decides, then the order of the groups. The engine reads messages in portions: a million of them need no
    more memory than a few thousand.
    """
    told = messages.select("customer_id", "sent_at", group=_group_column(messages.text, groups))
    n_told = told.group.count(where=told.group != NONE)  # a filter on the group itself would ask of each message twice
    counts = told.group_by("customer_id", "group").aggregate(n=n_told, latest=told.sent_at.max())
    counts = counts.filter(counts.n > 0)
    for measure in ("n", "latest"):
        best = counts.group_by("customer_id").aggregate(best=counts[measure].max())
        counts = counts.join(best, "customer_id").filter(lambda row, m=measure: row[m] == row.best).drop("best")
    place = ibis.cases(*((counts.group == group.id, at) for at, group in enumerate(groups)), else_=len(groups))
    first = counts.mutate(place=place).group_by("customer_id").aggregate(place=lambda row: row.place.min())
    ids = [(first.place == at, group.id) for at, group in enumerate(groups)]
    return first.select("customer_id", **{name: ibis.cases(*ids, else_=ibis.null("string"))})


def saying(messages: Table, group: KeywordGroup, at_least: int = 1) -> Table:
    """The customers with at least so many messages that belong to the group: one row each, customer_id."""
    told = messages.select("customer_id", group=_group_column(messages.text, (group,)))
    counts = told.group_by("customer_id").aggregate(n=told.group.count(where=told.group != NONE))
    return counts.filter(counts.n >= at_least).select("customer_id")


@dataclass(frozen=True)
class Conflict:
    """Messages that several groups claim, and how many customers wrote them; the first group has them."""

    groups: tuple[str, ...]
    n_messages: int
    n_customers: int


def keyword_conflicts(messages: Table, groups: Sequence[KeywordGroup]) -> tuple[Conflict, ...]:
    """Which groups claim the same messages, and how many; most messages first, equal ones in the order of the groups.

    No messages, or none that two groups claim: nothing.
    """
    claims = _claims_column(messages.text, groups)
    counts = messages.select("customer_id", claims=claims).group_by("claims")
    counts = counts.aggregate(n=lambda row: row.count(), people=lambda row: row.customer_id.nunique())
    rows = fetch_rows(counts, at_most=2 ** len(groups))
    found = [Conflict(tuple(row["claims"].split(",")), row["n"], row["people"]) for row in rows if "," in row["claims"]]
    order = {group.id: at for at, group in enumerate(groups)}
    return tuple(sorted(found, key=lambda one: (-one.n_messages, [order[name] for name in one.groups])))


def _group_column(text: StringColumn, groups: Sequence[KeywordGroup]) -> StringColumn:
    return _told(text, groups, "group", lambda one: message_group(one, groups) or NONE)


def _claims_column(text: StringColumn, groups: Sequence[KeywordGroup]) -> StringColumn:
    return _told(text, groups, "claims", lambda one: ",".join(message_claims(one, groups)))


def _mark(groups: Sequence[KeywordGroup]) -> str:
    return hashlib.md5(repr(tuple(groups)).encode(), usedforsecurity=False).hexdigest()


def _told(text: StringColumn, groups: Sequence[KeywordGroup], what: str, tell: Callable[[str], str]) -> StringColumn:
    """What `tell` says of each text, asked by the engine portion by portion; equal texts of a portion once."""

    def portion(texts: pa.ChunkedArray | pa.Array) -> pa.Array:
        values = texts.to_pylist()
        told = {one: tell(one) for one in set(values)}
        return pa.array([told[one] for one in values], pa.string())

    function = ibis.udf.scalar.pyarrow(
        portion, name=f"message_{what}_{_mark(groups)}", signature=((ibis.dtype("string"),), ibis.dtype("string"))
    )
    return function(text.fill_null(NONE))
