"""The ledger: what each rule found, what stood before and after it, and where every row and every cent went."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from segkit.clean.rules import GAPS, KEPT, RULES, STRUCTURE, CleaningRules, Rule, counted
from segkit.engine import fetch_rows
from segkit.facts import LedgerLine, RowAccount

if TYPE_CHECKING:
    from ibis.expr.types import Table

NOTHING = Decimal("0.00")
LEAVING = ("quarantined", "outside", "non_data")  # the effects that take a row out of the data


@dataclass(frozen=True)
class Found:
    """Rows and money; an amount that is no number counts as nothing, its row as one.

    `size` adds amounts without their sign, so that refunds do not hide what was set aside.
    """

    rows: int = 0
    amount: Decimal = NOTHING
    size: Decimal = NOTHING

    def __add__(self, other: "Found") -> "Found":
        return Found(self.rows + other.rows, self.amount + other.amount, self.size + other.size)

    def __sub__(self, other: "Found") -> "Found":
        return Found(self.rows - other.rows, self.amount - other.amount, self.size - other.size)


@dataclass(frozen=True)
class Tally:
    """What each rule found (removed rows by their one rule; counted rows among those kept), and what is kept."""

    found: dict[str, Found]
    kept: Found
    gaps: dict[str, int]  # column: kept rows with nothing in it
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True)
class Heads:
    """Customers: `leaving[rule]` those whose last rows that rule removed; and how many are left, named three ways."""

    leaving: dict[str, int] = field(default_factory=dict)
    written: int = 0  # ids as they were written
    plain: int = 0  # ids written plainly
    people: int = 0  # after member numbers were merged


def tally(standing: "Table", rules: CleaningRules) -> Tally:
    """Add up `standing` (entries with `removed` and one `found_<rule>` per counted rule) in one pass."""
    rows = fetch_rows(standing.group_by("removed").aggregate(**_sums(standing, rules)), at_most=len(RULES) + 1)
    by_place = {row["removed"]: row for row in rows}
    kept = by_place.get(KEPT, {})
    found = {rule.id: _found(kept, f"_{rule.id}") for rule in counted(rules)}
    found |= {rule.id: _found(by_place.get(i, {})) for i, rule in enumerate(RULES) if rule.removes(rules)}
    gaps = {name: int(kept.get(f"gaps_{name}") or 0) for name in GAPS}
    return Tally(found, _found(kept), gaps, kept.get("first_day"), kept.get("last_day"))


def _sums(standing: "Table", rules: CleaningRules) -> dict[str, Any]:
    sums = {"rows": standing.count(), "amount": standing.amount.sum(), "size": standing.amount.abs().sum()}
    sums |= {"first_day": standing.order_date.min(), "last_day": standing.order_date.max()}
    sums |= {f"gaps_{name}": standing[name].isnull().sum() for name in GAPS}
    for rule in counted(rules):
        is_found = standing[f"found_{rule.id}"]
        sums[f"rows_{rule.id}"] = is_found.sum()
        sums[f"amount_{rule.id}"] = standing.amount.sum(where=is_found)
        sums[f"size_{rule.id}"] = standing.amount.abs().sum(where=is_found)
    return sums


def _found(row: dict[str, Any], suffix: str = "") -> Found:
    rows, amount, size = (row.get(f"{name}{suffix}") for name in ("rows", "amount", "size"))
    return Found(int(rows or 0), amount or NOTHING, size or NOTHING)


def write_ledger(
    count: Tally, heads: Heads, rules: CleaningRules, structure: Mapping[str, int] = MappingProxyType({})
) -> tuple[LedgerLine, ...]:
    """One line per reason for which reading set rows aside, then one per rule; each starts where the last one ended."""
    found = {rule.id: count.found[rule.id] + Found(structure.get(rule.id, 0)) for rule in RULES}
    left = sum((found[rule.id] for rule in RULES if rule.removes(rules)), count.kept)
    customers = heads.written + sum(heads.leaving.values())
    lines = list(_structure_lines(structure, left, customers))
    for rule in RULES:
        if rule.is_rare and not found[rule.id].rows:
            continue
        after = left - found[rule.id] if rule.removes(rules) else left
        customers_after = _customers_after(rule, customers, heads)
        effect = "kept" if rule.is_spared(rules) else rule.effect
        lines.append(_line(rule.id, effect, found[rule.id], (left, after), (customers, customers_after)))
        left, customers = after, customers_after
    return tuple(lines)


def _structure_lines(structure: Mapping[str, int], read: Found, customers: int) -> Iterator[LedgerLine]:
    """What was set aside before any cell was read: rows whose money nobody knows, so none is counted."""
    own = {reason: rows for reason, rows in structure.items() if reason in STRUCTURE}
    left = read + Found(sum(own.values()))
    for reason, rows in own.items():
        after = left - Found(rows)
        yield _line(reason, STRUCTURE[reason], Found(rows), (left, after), (customers, customers))
        left = after


def _customers_after(rule: Rule, before: int, heads: Heads) -> int:
    renamed = {"normalised_id": heads.plain, "merged_member": heads.people}
    return renamed.get(rule.id, before - heads.leaving.get(rule.id, 0))


def _line(rule: str, effect: str, found: Found, left: tuple[Found, Found], customers: tuple[int, int]) -> LedgerLine:
    return LedgerLine(
        rule=rule,
        effect=effect,
        rows=found.rows,
        amount=found.amount,
        rows_before=left[0].rows,
        rows_after=left[1].rows,
        customers_before=customers[0],
        customers_after=customers[1],
        amount_before=left[0].amount,
        amount_after=left[1].amount,
    )


def account(ledger: Sequence[LedgerLine], source: str, file: str) -> RowAccount:
    """Where every row and every cent of `ledger` went."""
    rows = {name: sum(line.rows for line in ledger if line.effect == name) for name in LEAVING}
    money = {name: sum((line.amount for line in ledger if line.effect == name), NOTHING) for name in LEAVING}
    return RowAccount(
        source=source,
        file=file,
        rows=ledger[0].rows_before,
        kept=ledger[-1].rows_after,
        quarantined=rows["quarantined"],
        outside=rows["outside"],
        non_data=rows["non_data"],
        amount=ledger[0].amount_before,
        amount_kept=ledger[-1].amount_after,
        amount_quarantined=money["quarantined"],
        amount_outside=money["outside"],
        amount_non_data=money["non_data"],
    )
