"""What may be shown: nothing about so few customers that they could be recognised, and no more digits than are sure."""

from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")
Value = TypeVar("Value")


def may_show(n: int, smallest: int) -> bool:
    """Whether a figure about `n` customers may be shown: none at all, or at least `smallest`."""
    return n == 0 or n >= smallest


def shown(value: Value, n: int, smallest: int) -> Value | None:
    """`value` if it speaks of no customer or of at least `smallest`, otherwise None."""
    return value if may_show(n, smallest) else None


def share(part: float | Decimal, whole: float | Decimal) -> float | None:
    """`part` / `whole` to six decimals; None where there is no whole."""
    return round(float(part) / float(whole), 6) if whole else None


def each(amount: Decimal, n: int) -> Decimal | None:
    """`amount` per one of `n`, to the cent, half up; None for n = 0."""
    return money(amount / n) if n else None


def money(amount: Decimal | None) -> Decimal:
    """`amount` to the cent, half up; the empty sum (None) is nothing."""
    return NOTHING if amount is None else amount.quantize(CENT, ROUND_HALF_UP)
