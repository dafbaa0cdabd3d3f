"""Quality checks: shares of rows, money and customers, each with a value to warn at and one to stop at."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from segkit.errors import LaterOrders, Problems, QualityStop, SegkitError
from segkit.facts import Check, HeadMatch, LedgerLine, Quality, RowAccount, SourceNote

if TYPE_CHECKING:
    from segkit.clean.orders import CleanOrders

NEARLY_ALL = 0.9
MEANT = "cleaning: {later_orders: leave_out}"
CHOSEN = ("zero_amount", "refund", "left_out")  # set aside because the company wants it so


@dataclass(frozen=True)
class Beside:
    """The tables beside the orders: where their rows went, and why those set aside are."""

    accounts: tuple[RowAccount, ...]
    reasons: Mapping[str, int]


@dataclass(frozen=True)
class Gauge:
    """A check before it is read: a share from 0 to 1 (None: does not apply), good while not above `warn`."""

    id: str
    warn: float
    stop: float
    reads: "Callable[[CleanOrders], float | None]"


def share_of_rows(*rules: str) -> "Callable[[CleanOrders], float | None]":
    """Rows that `rules` found, of all rows that are data."""

    def reads(clean: "CleanOrders") -> float:
        rows = sum(line.rows for line in clean.ledger if line.rule in rules)
        return rows / max(clean.account.rows - clean.account.non_data, 1)

    return reads


def money_set_aside(clean: "CleanOrders") -> float:
    """Money quarantined of all money judged, by size; absurd amounts are no money, and what was chosen is no loss."""
    found = [clean.found.found[line.rule] for line in _set_aside(clean) if line.rule in clean.found.found]
    absurd = clean.found.found["amount_limit"].size
    lost = sum((one.size for one in found), Decimal(0)) - absurd
    return float(lost) / max(float(lost + clean.found.kept.size), 0.01)


def rows_set_aside(clean: "CleanOrders") -> float:
    """Rows quarantined of all rows that are data; what was chosen is no loss."""
    rows = sum(line.rows for line in _set_aside(clean))
    return rows / max(clean.account.rows - clean.account.non_data, 1)


def _set_aside(clean: "CleanOrders") -> list[LedgerLine]:
    """The lines of what was quarantined without having been asked for."""
    return [line for line in clean.ledger if line.effect == "quarantined" and line.rule not in CHOSEN]


def nothing_kept(clean: "CleanOrders") -> float:
    """1 when no line is left, else 0."""
    return float(clean.account.kept == 0)


def money_refunded(clean: "CleanOrders") -> float:
    """Money given back of all money paid, among the lines judged."""
    refunds = clean.found.found["refund"].size
    are_netted = any(line.rule == "refund" and line.effect == "kept" for line in clean.ledger)
    paid = clean.found.kept.size - (refunds if are_netted else Decimal(0))
    return float(refunds) / max(float(paid), 0.01)


def orders_in_two_files(clean: "CleanOrders") -> float | None:
    """Orders with lines in several files of a batch, of all orders; None where the orders came in one file."""
    return None if clean.overlap is None else clean.overlap.orders / max(clean.overlap.of, 1)


GAUGES: tuple[Gauge, ...] = (
    Gauge("nothing_kept", 0, 0, nothing_kept),
    Gauge("rows_set_aside", 0.05, 0.4, rows_set_aside),
    Gauge("money_set_aside", 0.05, 0.4, money_set_aside),
    Gauge("missing_ids", 0.05, 0.4, share_of_rows("missing_id")),
    Gauge("unreadable_dates", 0.02, 0.2, share_of_rows("unreadable_date")),
    Gauge("unreadable_amounts", 0.02, 0.2, share_of_rows("unreadable_amount")),
    Gauge("future_dates", 0.01, 0.05, share_of_rows("future_date")),
    Gauge("duplicates", 0.05, 0.4, share_of_rows("exact_duplicate")),
    Gauge("orders_in_two_files", 0, 1, orders_in_two_files),
    Gauge("after_as_of", 0.01, 0.05, share_of_rows("outside_window")),
    Gauge("money_refunded", 0.2, 0.9, money_refunded),
    Gauge("unmatched_customers", 0.1, 0.99, lambda clean: clean.unmatched_share),
    Gauge("leading_zeros", 0, 1, lambda clean: clean.zeros_share),
    Gauge("word_ids", 0, 1, lambda clean: clean.words_share),
)


def check_orders(clean: "CleanOrders", *, later_orders: str = "stop") -> tuple[Check, ...]:
    """Every check that applies, in the order of GAUGES; shares are rounded to six decimals.

    With `later_orders` "leave_out" lines after the as-of day are meant: they warn from the same value on, and stop only
    where hardly a line is left.
    """
    meant = {"after_as_of": NEARLY_ALL} if later_orders == "leave_out" else {}
    gauges = (replace(gauge, stop=meant.get(gauge.id, gauge.stop)) for gauge in GAUGES)
    read = ((gauge, gauge.reads(clean)) for gauge in gauges)
    return tuple(_check(gauge, value) for gauge, value in read if value is not None)


def _check(gauge: Gauge, value: float) -> Check:
    status = "stop" if value > gauge.stop else "warn" if value > gauge.warn else "ok"
    return Check(gauge.id, round(value, 6), gauge.warn, gauge.stop, status)


def check_quality(
    clean: "CleanOrders",
    *,
    encoding: str,
    later_orders: str = "stop",
    notes: tuple[SourceNote, ...] = (),
    heads: HeadMatch | None = None,
    beside: Beside | None = None,
) -> Quality:
    """Cleaning as the annex prints it."""
    reasons = Counter({line.rule: line.rows for line in clean.ledger if line.effect == "quarantined" and line.rows})
    reasons.update(beside.reasons if beside else {})
    return Quality(
        accounts=(*clean.accounts, *(beside.accounts if beside else ())),
        ledger=clean.ledger,
        checks=check_orders(clean, later_orders=later_orders),
        merge=clean.merge,
        filled=clean.filled,
        quarantine_reasons=dict(reasons),
        encoding=encoding,
        notes=notes,
        heads=heads,
    )


def stop_if_asked(quality: Quality) -> None:
    """Raise what is at its stop value.

    Raises
    ------
    QualityStop
        One check says stop; `Problems` when several do. `LaterOrders` where it is lines after the as-of day.
    """
    files = [account.file for account in quality.accounts if account.source == "orders"]
    file = files[0] if len(files) == 1 else f"{files[0]} … {files[-1]} ({len(files)})"
    stops = tuple(_stop(file, check) for check in quality.checks if check.status == "stop")
    if len(stops) > 1:
        raise Problems(stops)
    if stops:
        raise stops[0]


def _stop(file: str, check: Check) -> SegkitError:
    if check.id == "after_as_of" and check.stop < NEARLY_ALL:
        return LaterOrders(file, check.value, check.stop, MEANT)
    return QualityStop(file, check.id, check.value, check.stop)
