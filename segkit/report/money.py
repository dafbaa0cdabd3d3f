"""Money of one column in one unit, so that a reader compares figures and not letters."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from segkit.slot_formats import signed
from segkit.wording import COVERED, Wording

Money = Decimal | float
MILLION, WAN, THOUSAND = 10**6, 10**4, 10**3


def column_printer(values: Iterable[Money | None], words: Wording) -> Callable[[Money | None], str]:
    """Print each of `values` as short money of the one unit that suits them all; what is hidden says so."""
    sizes = [abs(float(value)) for value in values if value and value is not COVERED]
    if not sizes:
        return lambda value: words.show(value, "money")
    unit = _wan(sizes) if words.language == "zh-CN" else _letter(sizes)
    if unit is None:
        return lambda value: words.show(value, "money")
    if unit == 1:
        return lambda value: words.show(value, "price")
    scaled = signed(lambda voice, value: _scaled(value, unit, voice))
    return lambda value: words.show(value, "money") if value in (None, COVERED) else scaled(words, value)


def _letter(sizes: list[float]) -> int | None:
    """Millions where all reach them, thousands where one reaches ten of them, else in full."""
    if max(sizes) >= 10**9:
        return None
    return MILLION if min(sizes) >= MILLION else THOUSAND if max(sizes) >= WAN else 1


def _wan(sizes: list[float]) -> int | None:
    """万 where one reaches it and none would be nothing in it."""
    return WAN if WAN <= max(sizes) < 10**8 and min(sizes) >= THOUSAND else None


def _scaled(value: Money, unit: int, words: Wording) -> str:
    amount = Decimal(str(value)) / unit
    mark = words.show(0, "price").replace("0", "")
    if words.language == "zh-CN":
        return f"{amount:,.1f}万{mark}"
    return f"{mark}{amount:,.1f}{'M' if unit == MILLION else 'K'}"
