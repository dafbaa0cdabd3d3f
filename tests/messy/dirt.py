"""All kinds of dirt, in the order in which they are planted, and which of them one file is given."""

from collections.abc import Mapping, Sequence
from random import Random

from tests.messy import dirt_amounts, dirt_dates, dirt_encoding, dirt_ids, dirt_rows, dirt_stop, dirt_structure
from tests.messy.draft import Kind

# Habits of the file come first, since cells are written by them; then cells; then rows put between; then what breaks a
# row. The unclosed quote is the last of all, since the row after it must stay sound.
KINDS: tuple[Kind, ...] = (
    *dirt_encoding.ENCODINGS,
    *dirt_structure.HABITS,
    *dirt_dates.DATE_COLUMNS,
    *dirt_amounts.MONEY_COLUMN,
    *dirt_ids.IDS,
    *dirt_dates.DATES,
    *dirt_amounts.AMOUNTS,
    *dirt_rows.ORDERS,
    *dirt_structure.CELLS,
    *dirt_rows.INSERTIONS,
    *dirt_encoding.MARKS,
    *dirt_structure.BREAKS,
    *dirt_stop.STOPS,
)
BY_ID: Mapping[str, Kind] = {kind.id: kind for kind in KINDS}
STOP_SHARE = 0.05  # of all files; the rest can be read
MOST_KINDS = 6


def drawn_kinds(rng: Random, language: str) -> tuple[Kind, ...]:
    """1 to 6 kinds that can stand together in a file of the language, in the order of planting."""
    if rng.random() < STOP_SHARE:
        return (rng.choice(dirt_stop.STOPS),)
    wanted = rng.randrange(1, MOST_KINDS + 1)
    chosen: list[Kind] = []
    for kind in rng.sample(KINDS, len(KINDS)):
        is_fit = kind.outcome != "stop" and language in kind.languages
        if is_fit and len(chosen) < wanted and all(kind.stands_with(other) for other in chosen):
            chosen.append(kind)
    return in_order(chosen)


def named_kinds(ids: Sequence[str], language: str) -> tuple[Kind, ...]:
    """The kinds of these ids in the order of planting; ValueError if they cannot stand together in the language."""
    kinds = in_order([BY_ID[kind_id] for kind_id in ids])
    strangers = [kind.id for kind in kinds if language not in kind.languages]
    clashes = [(a.id, b.id) for i, a in enumerate(kinds) for b in kinds[i + 1 :] if not a.stands_with(b)]
    if strangers or clashes:
        raise ValueError(f"not in {language}: {strangers}; not together: {clashes}")
    return kinds


def in_order(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """The kinds in the order of planting."""
    return tuple(sorted(kinds, key=KINDS.index))
