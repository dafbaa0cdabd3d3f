"""A file's records as the class may see them, column by column."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from segkit.anonymise.cells import (
    FAR_DAY,
    UNREADABLE_DAY,
    Calendar,
    each_once,
    hidden_id,
    hidden_key,
    is_nobody,
    kept_amount,
    kept_mark,
    kept_number,
    moved_day,
    plain_id,
    same_age,
)
from segkit.anonymise.groups import GROUPED, shared_words
from segkit.anonymise.masking import Masker
from segkit.anonymise.records import Records
from segkit.anonymise.secret import Secret
from segkit.columns import MERGE_KEYS, ROLES, UNKNOWN

Change = Callable[[str | None], str | None]
FREE = ("comment", "text")
NUMBERS = tuple({role for roles in ROLES.values() for role, kind in roles.items() if kind.startswith("float64")})
OWNER_LENGTH = 6


@dataclass(frozen=True)
class Vocabulary:
    """The words that are written into files, in the language of the study."""

    other: str  # of groups that were merged
    owner: str  # before a salesperson's stand-in
    no_amount: str  # for an amount that was none
    mark: str  # header of the column that tells records apart


@dataclass(frozen=True)
class Hiding:
    """How one company is hidden, and what was done so far, by kind."""

    secret: Secret
    calendar: Calendar
    masker: Masker
    small: Mapping[str, frozenset[str]]
    words: Vocabulary
    least: int  # customers that a word must have in common to be a catalogue's
    factor: Decimal | None = None
    as_written: bool = False  # whether ids that differ in a blank or in width are different ones
    done: Counter[str] = field(default_factory=Counter)
    owners: dict[str, str] = field(default_factory=dict)  # stand-in by salesperson


def hidden_columns(records: Records, hiding: Hiding) -> dict[str, list[str | None]]:
    """The file's columns by role; one of names is left out unless a total or a test stands in it."""
    columns = {role: _column(role, records, hiding) for role in records.headers}
    return {role: cells for role, cells in columns.items() if role != "customer_name" or any(cells)}


def record_marks(records: Records, hiding: Hiding) -> list[str]:
    """A stand-in for each whole record as it stood: records that were equal in every cell still are, and no others."""
    return [hiding.secret.stand_in("record", repr(cells), 10) for cells in records.whole]


def _column(role: str, records: Records, hiding: Hiding) -> list[str | None]:
    texts = records.texts[role]
    if role in records.moments:
        return _days(role, records, hiding)
    if role in records.amounts:
        pairs = zip(texts, records.amounts[role], strict=True)
        return [kept_amount(text, amount, hiding.words.no_amount, hiding.factor) for text, amount in pairs]
    change = each_once(_change(role, records, hiding))
    hidden = [change(text) for text in texts]
    hiding.done[_kind(role)] += len({text for text in texts if text} - set(hidden))
    return hidden


def _days(role: str, records: Records, hiding: Hiding) -> list[str | None]:
    moved = same_age if role == "birth_date" else moved_day
    days = [moved(cell, hiding.calendar) for cell in records.moments[role]]
    hiding.done["birthdays" if role == "birth_date" else "days"] += sum(day is not None for day in days)
    hiding.done["odd_days"] += sum(day in (UNREADABLE_DAY, FAR_DAY) for day in days)
    return days


def _kind(role: str) -> str:
    """Under which heading a changed value counts."""
    kinds = {"customer_id": "customers", "order_id": "orders", "customer_name": "names", "owner": "owners"}
    groups = {**dict.fromkeys(MERGE_KEYS, "keys"), **dict.fromkeys(FREE, "texts"), **dict.fromkeys(GROUPED, "groups")}
    return kinds.get(role) or groups.get(role, "words")


def _change(role: str, records: Records, hiding: Hiding) -> Change:
    """What becomes of a text of the column."""
    if role in ("customer_id", "order_id"):
        kind = role.removesuffix("_id")
        return partial(hidden_id, secret=hiding.secret, kind=kind, as_written=hiding.as_written)
    if role in MERGE_KEYS:
        return partial(hidden_key, secret=hiding.secret, key=role)
    if role == "customer_name":
        return kept_mark
    if role == "owner":
        return partial(_owner, hiding=hiding)
    if role in NUMBERS:
        return kept_number
    if role in FREE:
        return lambda text: text and hiding.masker.mask(text)
    if role in GROUPED:
        return partial(_group, small=hiding.small.get(role, frozenset()), other=hiding.words.other)
    customers = records.texts.get("customer_id", [None] * len(records))
    shared = shared_words(records.texts[role], customers, hiding.least)
    return lambda text: text if text in shared else text and hiding.masker.mask_names(text)


def _owner(text: str | None, hiding: Hiding) -> str | None:
    """A salesperson's stand-in."""
    if text is None or is_nobody(text) or text.strip() == UNKNOWN:
        return text
    name = plain_id(text)
    if mark := kept_mark(name):
        return mark
    if text.strip() in hiding.small.get("owner", ()):
        return hiding.words.other
    stand_in = f"{hiding.words.owner}{hiding.secret.stand_in('owner', name, OWNER_LENGTH)}"
    return hiding.owners.setdefault(name, stand_in)


def _group(text: str | None, small: frozenset[str], other: str) -> str | None:
    """A place that enough customers share, as it stands; of a small one the word for all others."""
    if text is None or text.strip() not in small:
        return text and (kept_mark(text) or text)
    return other
