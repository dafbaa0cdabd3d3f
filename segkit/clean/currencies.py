"""Amounts in several currencies, or in another than the study's: such a sum would mean nothing, so cleaning stops."""

from typing import TYPE_CHECKING

from segkit.clean.places import Origin, with_places
from segkit.clean.rules import KEPT
from segkit.columns import CURRENCY_MARKS
from segkit.engine import fetch_rows
from segkit.errors import MixedCurrencies

if TYPE_CHECKING:
    from ibis.expr.types import Table

N_EXAMPLES = 5
OPEN_RATE = "…"  # for a person to fill in; no number, so a line pasted as it stands is told as unfinished


def check_currencies(judged: "Table", currency: str | None, origin: Origin) -> None:
    """Raise where the marks beside the amounts that count cannot all mean one currency, the study's if it is given.

    `judged` holds the marks as reading left them: none beside a plain number, none where a rate was stated.

    Raises
    ------
    MixedCurrencies
        With how many amounts stand in each currency, the first of them, and the line that settles it.
    """
    marked = judged.filter((judged.removed == KEPT) & judged.amount_currency.notnull())
    counted = marked.group_by(mark="amount_currency").aggregate(n=marked.count()).order_by("mark")
    counts = {str(row["mark"]): int(row["n"]) for row in fetch_rows(counted, at_most=1000)}
    foreign = foreign_marks(tuple(counts), currency)
    if foreign:
        raise _mixed(marked, counts, foreign, currency, origin)


def foreign_marks(marks: tuple[str, ...], currency: str | None) -> dict[str, str]:
    """The marks that cannot mean `currency`, each with what it means; without one, all if nothing is common to them."""
    meanings = {mark: CURRENCY_MARKS[mark] for mark in marks}
    shared = set.intersection(*map(set, meanings.values())) if meanings else set()
    if currency is None and (shared or not meanings):
        return {}
    return {mark: codes[0] for mark, codes in meanings.items() if currency not in codes}


def _mixed(
    marked: "Table", counts: dict[str, int], foreign: dict[str, str], currency: str | None, origin: Origin
) -> MixedCurrencies:
    sums: dict[str, int] = {}
    for mark, n in counts.items():
        code = foreign.get(mark) or str(currency)
        sums[code] = sums.get(code, 0) + n
    first = with_places(marked.filter(marked.amount_currency.isin(list(foreign))), origin)
    rows = fetch_rows(first.order_by("row").select("row", text="amount_text").limit(N_EXAMPLES), at_most=N_EXAMPLES)
    rates = ", ".join(f"{code}: {OPEN_RATE}" for code in sorted(set(foreign.values())))
    return MixedCurrencies(
        file=origin.file,
        column=origin.columns.get("amount", "amount"),
        currency=currency or "?",
        found=tuple(f"{code} × {n}" for code, n in sorted(sums.items())),
        rows=tuple(int(row["row"]) for row in rows),
        examples=tuple(str(row["text"])[:30] for row in rows),
        line=f"read: {{rates: {{{rates}}}}}",
    )
