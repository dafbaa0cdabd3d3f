"""What may be shown: nothing about so few customers that they could be recognised, and no more digits than are sure."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")
Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)


def may_show(n: int, smallest: int) -> bool:
    """Whether a figure about `n` customers may be shown: none at all, or at least `smallest`."""
    return n == 0 or n >= smallest


def shown(value: Value, n: int, smallest: int) -> Value | None:
    """`value` if it speaks of no customer or of at least `smallest`, otherwise None."""
    return value if may_show(n, smallest) else None


def hidden(counts: Mapping[Key, int], smallest: int, areas: Iterable[Collection[Key]]) -> set[Key]:
    """The keys whose figures stay hidden beside the printed totals of `areas`.

    First what may not be shown. Then, where the hidden of an area would add up to too few, a total less the cells
    beside it would give them away: the smallest shown cell of the area (ties: the first) is hidden with them.

    References
    ----------
    Hundepool et al. (2012), Statistical Disclosure Control, chapter 4: secondary cell suppression.
    """
    found = {key for key, n in counts.items() if not may_show(n, smallest)}
    for area in areas:
        others = sorted((key for key in area if counts[key] and key not in found), key=counts.__getitem__)
        while others and not may_show(sum(counts[key] for key in area if key in found), smallest):
            found.add(others.pop(0))
    return found


def share(part: float | Decimal, whole: float | Decimal) -> float | None:
    """`part` / `whole` to six decimals; None where there is no whole."""
    return round(float(part) / float(whole), 6) if whole else None


def each(amount: Decimal, n: int) -> Decimal | None:
    """`amount` per one of `n`, to the cent, half up; None for n = 0."""
    return money(amount / n) if n else None


def money(amount: Decimal | None) -> Decimal:
    """`amount` to the cent, half up; the empty sum (None) is nothing."""
    return NOTHING if amount is None else amount.quantize(CENT, ROUND_HALF_UP)
