"""The dirt of a real export, planted into clean order lines and listed.

A line gets at most one kind, so that each planted record has one rule meant for it. Kinds that are lines of their own
(refunds, duplicates, test orders) are added before the lines are printed; the others spoil printed cells.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import partial

import numpy as np

from segkit.source.sample.orders import LAST_ORDER_NUMBER, OrderLines, dated_number
from segkit.source.sample.plan import FIRST_SECOND, N_DAYS
from segkit.source.sample.words import read_words

ADDED = ("refund", "exact_duplicate", "test_order")
FULL_WIDTH = str.maketrans("0123456789L", "０１２３４５６７８９Ｌ")
Cells = dict[str, list[str]]
Spoil = Callable[["Page", int, int], tuple[str, str]]


@dataclass(frozen=True)
class Planting:
    """One planted record: its line, the rule meant for it, the column key, what was planted, what is true.

    Refunds and duplicates have the line of the record they repeat as their truth, written `=line`.
    """

    line: int
    rule: str
    column: str
    planted: str
    truth: str
    source: int = -1

    def moved(self, first: int, cuts: list[int]) -> "Planting":
        """The same on its physical line: the chunk begins on line `first`, subtotals stand after `cuts` lines."""

        def physical(line: int) -> int:
            return first + line + sum(line >= cut for cut in cuts)

        truth = f"={physical(self.source)}" if self.source >= 0 else self.truth
        return replace(self, line=physical(self.line), truth=truth)


@dataclass(frozen=True)
class Dirt:
    """Lines with the added ones in place, and for each line the kind of dirt (empty for most) and its source line."""

    lines: OrderLines
    kind: np.ndarray
    source: np.ndarray


@dataclass(frozen=True)
class Page:
    """The printed cells of the lines that are to be spoiled, by column, and the shop's language."""

    cells: Cells
    language: str


def plant_lines(rng: np.random.Generator, lines: OrderLines, is_merged: np.ndarray, times: float = 1.0) -> Dirt:
    """Choose a kind for some lines, add refunds, duplicates and test orders; ascending by time as before.

    `times` the usual number of lines are spoiled.
    """
    chosen = choose_kinds(rng, lines, is_merged, times)
    extra = np.flatnonzero(np.isin(chosen, ADDED))
    places = np.concatenate([np.arange(len(lines)), extra])
    kind = np.concatenate([np.where(np.isin(chosen, ADDED), "", chosen), chosen[extra]])
    lines = place_in_time(rng, change_added(rng, lines.take(places), kind), kind)
    sequence = np.argsort(lines.at, kind="stable")
    back = np.argsort(sequence, kind="stable")
    return Dirt(lines.take(sequence), kind[sequence], back[places[sequence]])


def choose_kinds(rng: np.random.Generator, lines: OrderLines, is_merged: np.ndarray, times: float = 1.0) -> np.ndarray:
    """For each line its kind of dirt or an empty text; lines of a second member number carry that kind alone."""
    kind = np.where(is_merged, "merged_member", "").astype("U20")
    rates = read_words("dirt")["rates"]
    for name in sorted(rates, key=lambda key: float(rates[key])):
        free = np.flatnonzero((kind == "") & fits(name, lines))
        wanted = min(max(1, round(times * float(rates[name]) * len(lines) / 1000)), len(free))
        kind[rng.choice(free, wanted, replace=False)] = name
    return kind


def fits(kind: str, lines: OrderLines) -> np.ndarray:
    """Which lines can carry this kind so that it reads naturally and its true value is known."""
    latest = FIRST_SECOND + 86_400 * (N_DAYS - 25)
    conditions = {
        "unit_word": (lines.amount >= 1_000_000) & (lines.amount % 10_000 == 0),
        "thousands": lines.amount >= 100_000,
        "refund": (lines.at < latest) & (lines.amount < 1_000_000),
        "outside_window": lines.at >= FIRST_SECOND + 86_400 * (N_DAYS - 40),
        "zero_amount": lines.price < 10_000,
    }
    return conditions.get(kind, np.ones(len(lines), bool))


def change_added(rng: np.random.Generator, lines: OrderLines, kind: np.ndarray) -> OrderLines:
    """Refunds are negative, test orders cost a cent or a yuan, gifts nothing."""
    amount = np.where(kind == "refund", -lines.amount, lines.amount)
    amount = np.where(kind == "zero_amount", 0, amount)
    is_test = kind == "test_order"
    amount = np.where(is_test, np.where(rng.random(len(kind)) < 0.5, 1, 100), amount)
    price = np.where(is_test, amount, lines.price)
    quantity = np.where(is_test, 1, lines.quantity)
    order = np.where(is_test, lines.order + 5, lines.order)
    return replace(lines, amount=amount, price=price, quantity=quantity, order=order)


def place_in_time(rng: np.random.Generator, lines: OrderLines, kind: np.ndarray) -> OrderLines:
    """Refunds come days after their order; a few last orders fall into the first days after the as-of date."""
    delay = 86_400 * (2 + rng.integers(0, 14, len(kind))) + rng.integers(-20_000, 20_000, len(kind))
    at = np.where(kind == "refund", lines.at + delay, lines.at)
    beyond = FIRST_SECOND + 86_400 * N_DAYS + rng.integers(8 * 3_600, 6 * 86_400, len(kind))
    late = kind == "outside_window"
    at = np.where(late, beyond, at)
    order = np.where(late, dated_number(lines.order % LAST_ORDER_NUMBER, at), lines.order)
    return replace(lines, at=at, order=order)


def spoil(rng: np.random.Generator, page: Page, kinds: list[str]) -> list[tuple[str, str, str]]:
    """Spoil the printed cells of `page` in place: for each line the column, what was planted and what is true."""
    picks = rng.integers(0, 2**31, len(kinds))
    return [_spoil_line(page, row, kind, int(pick)) for row, (kind, pick) in enumerate(zip(kinds, picks, strict=True))]


def _spoil_line(page: Page, row: int, kind: str, pick: int) -> tuple[str, str, str]:
    column, change = SPOILS[kind]
    if kind == "test_order":
        _print_test(page, row, pick)
    before = page.cells[column][row]
    planted, truth = change(page, row, pick)
    page.cells[column][row] = planted
    return column, planted, before if truth == "=" else truth


def _print_test(page: Page, row: int, pick: int) -> None:
    words = read_words("dirt")
    page.cells["customer_id"][row] = _one_of(words["test_members"], pick)
    page.cells["remark"][row] = words["test_remark"][page.language]


def _one_of(options: list[str], pick: int) -> str:
    return options[pick % len(options)]


def _as_is(column: str, page: Page, row: int, pick: int) -> tuple[str, str]:  # noqa: ARG001
    return page.cells[column][row], ""


def _listed(name: str, truth: str, page: Page, row: int, pick: int) -> tuple[str, str]:  # noqa: ARG001
    options = read_words("dirt")[name]
    return _one_of(options[page.language] if isinstance(options, dict) else options, pick), truth


def _test_product(page: Page, row: int, pick: int) -> tuple[str, str]:  # noqa: ARG001
    return _one_of(read_words("dirt")["test_product"], pick)[page.language], ""  # type: ignore[index]


def _identifier(page: Page, row: int, pick: int) -> tuple[str, str]:
    member = page.cells["customer_id"][row]
    wide = member.translate(FULL_WIDTH)
    forms = [f" {member}", f"{member} ", f"Ｌ{member[1:]}", wide, f"{member}\u200b", f"\u3000{member}"]
    return _one_of(forms, pick), "="


def _more_decimals(page: Page, row: int, pick: int) -> tuple[str, str]:
    """A split discount: the cell rounds half up to the true amount."""
    shift = _one_of(["-0.005", "0.0033", "-0.0033", "0.004", "0.00333333"], pick)
    return str(Decimal(page.cells["amount"][row]) + Decimal(shift)), "="


def _full_width(page: Page, row: int, pick: int) -> tuple[str, str]:  # noqa: ARG001
    return page.cells["amount"][row].translate(FULL_WIDTH), "="


def _unit_word(page: Page, row: int, pick: int) -> tuple[str, str]:  # noqa: ARG001
    amount = Decimal(page.cells["amount"][row]) / 10_000
    return f"{amount.normalize():f}{read_words('dirt')['unit'][page.language]}", "="


def _signed(page: Page, row: int, pick: int) -> tuple[str, str]:
    return _one_of(read_words("dirt")["signs"][page.language], pick).format(page.cells["amount"][row]), "="


def _separated(page: Page, row: int, pick: int) -> tuple[str, str]:  # noqa: ARG001
    return f"{Decimal(page.cells['amount'][row]):,}", "="


def _other_date(page: Page, row: int, pick: int) -> tuple[str, str]:
    moment = datetime.fromisoformat(page.cells["order_at"][row])
    form = _one_of(read_words("dirt")["date_forms"], pick)[page.language]  # type: ignore[index]
    clock = f"{moment.hour}:{moment.minute:02d}"
    return form.format(y=moment.year, m=moment.month, d=moment.day, clock=clock), "="


def _gap(page: Page, row: int, pick: int) -> tuple[str, str]:  # noqa: ARG001
    return "", "="


SPOILS: dict[str, tuple[str, Spoil]] = {
    "refund": ("amount", partial(_as_is, "amount")),
    "exact_duplicate": ("order_id", partial(_as_is, "order_id")),
    "merged_member": ("customer_id", partial(_as_is, "customer_id")),
    "zero_amount": ("amount", partial(_as_is, "amount")),
    "outside_window": ("order_at", partial(_as_is, "order_at")),
    "test_order": ("product", _test_product),
    "missing_id": ("customer_id", partial(_listed, "missing", "=")),
    "unreadable_date": ("order_at", partial(_listed, "no_date", "=")),
    "future_date": ("order_at", partial(_listed, "far_date", "=")),
    "unreadable_amount": ("amount", partial(_listed, "no_amount", "=")),
    "amount_limit": ("amount", partial(_listed, "absurd", "=")),
    "normalised_id": ("customer_id", _identifier),
    "rounded_amount": ("amount", _more_decimals),
    "full_width": ("amount", _full_width),
    "unit_word": ("amount", _unit_word),
    "currency_sign": ("amount", _signed),
    "thousands": ("amount", _separated),
    "date_form": ("order_at", _other_date),
    "filled_gap": ("region", _gap),
}
