"""What has to be known of the whole company first: who its people are by name, and which groups are too small."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from segkit.anonymise.cells import NOTHING, kept_mark, plain_id
from segkit.anonymise.records import Records
from segkit.columns import MERGE_KEYS, UNKNOWN
from segkit.engine import fetch
from segkit.steps.stage import Stage

GROUPED = ("region", "store", "owner", "city")
NAMES = ("customer_name", "owner")
IDS = ("customer_id", "order_id", *MERGE_KEYS)
SHORTEST_ID = 5  # a shorter one is no more than a number in a sentence
MOST_PAIRS = 20_000_000


def small_groups(stage: Stage, records: Sequence[Records]) -> dict[str, frozenset[str]]:
    """By column the values in the files that fewer than `smallest_group` customers have.

    Who bought and who is in the master counts, once each, after cleaning; so a value that cleaning leaves to nobody is
    small too. Words for nothing and for totals are no group.
    """
    return {name: _written(records, name) - _large(stage, name) for name in GROUPED}


def _written(records: Sequence[Records], column: str) -> frozenset[str]:
    texts = {text.strip() for one in records for text in one.texts.get(column, ()) if text}
    return frozenset(text for text in texts if text != UNKNOWN and text.lower() not in NOTHING and not kept_mark(text))


def _large(stage: Stage, column: str) -> frozenset[str]:
    """The values that enough customers have."""
    who: dict[str, set[str]] = defaultdict(set)
    for table in ("order_lines", "customers"):
        if stage.has(table) and column in stage.table(table).columns:
            found = stage.table(table).select("customer_id", value=stage.table(table)[column]).distinct()
            pairs = fetch(found, at_most=MOST_PAIRS)
            for customer, value in zip(pairs["customer_id"].to_pylist(), pairs["value"].to_pylist(), strict=True):
                who[value].add(customer)
    return frozenset(value for value, people in who.items() if len(people) >= stage.study.privacy.smallest_group)


def names_in(records: Records) -> set[str]:
    """Texts of the file that say who somebody is: names, salespeople, ids and keys, each of Latin words too."""
    found: set[str] = set()
    for role in NAMES:
        found |= {name for text in set(records.texts.get(role, ())) if text for name in _parts(text)}
    for role in IDS:
        ids = {plain_id(text) for text in set(records.texts.get(role, ())) if text}
        found |= {text for text in ids if len(text) >= SHORTEST_ID}
    return found


def _parts(text: str) -> Iterable[str]:
    """A name, and of one in Latin letters its words from three letters on; words for nothing are no names."""
    name = plain_id(text)
    if name.lower() in NOTHING or kept_mark(name) or (name.isdigit() and len(name) < SHORTEST_ID):
        return ()
    words = [word for word in name.split() if len(word) > 2 and word.isascii()] if " " in name else []
    return (name, *words)


def shared_words(texts: Sequence[str | None], customers: Sequence[str | None], least: int) -> frozenset[str]:
    """The words that at least `least` customers share: of the catalogue, not of a person."""
    who: dict[str, set[str]] = defaultdict(set)
    for text, customer in zip(texts, customers, strict=True):
        if text and customer and len(who[text]) < least:
            who[text].add(customer)
    return frozenset(text for text, people in who.items() if len(people) >= least)


def joined(small: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """How many values of each column are merged."""
    return {name: len(values) for name, values in small.items() if values}
