"""The situations that conditions can tell apart: every score cell, both sides of every threshold, and null."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

from sqlglot import exp

from segkit.columns import range_of
from segkit.segments.expressions import Condition
from segkit.segments.grid import SCORES

AT_MOST = 50_000
Customer = dict[str, Any]


def situations(conditions: Sequence[Condition], columns: Mapping[str, str], n_bins: int) -> dict[str, Customer] | None:
    """One customer per situation by its label (`555`, `frequency=3 city=null`).

    None where values cannot be listed: a condition calculates, compares columns with each other or with a figure over
    all customers, or there would be more than 50,000 situations.
    """
    if any(_is_beyond_listing(condition) for condition in conditions):
        return None
    used = sorted({column for condition in conditions for column in condition.columns})
    scored = any(column in SCORES for column in used)
    values = {column: list(range(1, n_bins + 1)) for column in SCORES} if scored else {}
    values |= {column: _values(column, conditions, columns[column]) for column in used if column not in SCORES}
    if prod(len(choices) for choices in values.values()) > AT_MOST:
        return None
    customers = [dict(zip(values, choice, strict=True)) for choice in product(*values.values())]
    return {_label(customer): customer for customer in customers}


def thresholds(conditions: Sequence[Condition], columns: Mapping[str, str]) -> dict[str, tuple[float, ...]]:
    """The numbers that conditions compare each column of numbers with, ascending; calculations are left out."""
    plain = [condition for condition in conditions if not _is_beyond_listing(condition)]
    used = sorted({column for condition in plain for column in condition.columns})
    numeric = [name for name in used if columns[name].removesuffix("?") not in ("string", "boolean", "date")]
    found = {name: {float(one) for condition in plain for one in _constants(condition.tree, name)} for name in numeric}
    return {name: tuple(sorted(values)) for name, values in found.items() if values}


def _is_beyond_listing(condition: Condition) -> bool:
    if condition.references or condition.tree.find(exp.Add, exp.Sub, exp.Mul):
        return True
    return any(
        isinstance(node.this, exp.Column) and isinstance(node.expression, exp.Column)
        for node in condition.tree.find_all(exp.Binary)
    )


def _values(column: str, conditions: Sequence[Condition], kind: str) -> list[Any]:
    """Values that stand for all others of the column: its thresholds and what lies beside them, and null."""
    nothing = [None] if kind.endswith("?") else []
    kind = kind.removesuffix("?")
    if kind == "boolean":
        return [True, False, *nothing]
    constants = {constant for condition in conditions for constant in _constants(condition.tree, column)}
    if kind == "string":
        return [*sorted(constants), "…", *nothing]
    edges = sorted(float(constant) for constant in constants)
    step = 1.0 if kind == "int64" else 0.01
    low, high = range_of(column)
    near = {value for edge in edges for value in (edge - step, edge, edge + step) if low <= value <= high}
    values = sorted(near or {max(low, min(high, 0.0))})
    return [*(map(int, values) if kind == "int64" else values), *nothing]


def beyond_range(conditions: Sequence[Condition], columns: Mapping[str, str]) -> dict[str, tuple[float, ...]]:
    """The thresholds that no value of their column can lie on or beyond: a negative count, a share above 1."""
    found = {
        name: tuple(one for one in values if not range_of(name)[0] <= one <= range_of(name)[1])
        for name, values in thresholds(conditions, columns).items()
    }
    return {name: values for name, values in found.items() if values}


def _constants(tree: exp.Expr, column: str) -> Iterator[str]:
    """The literals that stand in one comparison with the column."""
    for node in tree.find_all(exp.Binary, exp.Between, exp.In):
        if isinstance(node, exp.Connector | exp.Is) or column not in {one.name for one in node.find_all(exp.Column)}:
            continue
        for literal in node.find_all(exp.Literal):
            sign = "-" if isinstance(literal.parent, exp.Neg) else ""
            yield sign + literal.name


def _label(customer: Customer) -> str:
    cell = "".join(str(customer[score]) for score in SCORES if score in customer)
    others = [f"{name}={'null' if value is None else value}" for name, value in customer.items() if name not in SCORES]
    return " ".join([cell, *others] if cell else others)
