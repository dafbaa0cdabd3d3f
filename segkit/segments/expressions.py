"""Conditions people write in a standard: `frequency >= 3 and recency_days > 90`, checked, then an Ibis expression.

The language is closed: columns of the dictionary, numbers, 'text', comparisons, `and or not`, `in`, `between`,
`is null`, `+ - *`, and `mean(column)`, `median(column)`, `quantile(column, share)` over all customers, which are
fitted once. It is three-valued: a comparison with a null is neither true nor false, and only true matches.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, NamedTuple

import ibis
from ibis.expr.types import BooleanColumn, Table
from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from segkit.engine import as_figure
from segkit.errors import ConditionUnreadable
from segkit.segments.grammar import check_tokens, check_tree, is_number


@dataclass(frozen=True)
class Reference:
    """A figure over all customers that a condition compares with."""

    statistic: str  # mean, median or quantile
    column: str
    share: float = 0.5

    @property
    def key(self) -> str:
        """Its name among the fitted numbers."""
        share = f", {self.share:g}" if self.statistic == "quantile" else ""
        return f"{self.statistic}({self.column}{share})"


@dataclass(frozen=True)
class Condition:
    """A checked condition."""

    text: str
    tree: exp.Expr

    @property
    def columns(self) -> frozenset[str]:
        """The columns whose value decides for one customer (not those inside a reference)."""
        inside = {id(column) for node in self.tree.find_all(*_STATISTICS) for column in node.find_all(exp.Column)}
        return frozenset(column.name for column in self.tree.find_all(exp.Column) if id(column) not in inside)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The figures over all customers that must be fitted first."""
        return tuple(_reference(node) for node in self.tree.find_all(*_STATISTICS))


def parse_condition(text: str, columns: Mapping[str, str]) -> Condition:
    """`text` as a checked condition over `columns` (name to type, as in `segkit.columns`).

    Raises
    ------
    ConditionError
        One of its kinds, with the place in the text: too large, not allowed, an unknown column (with the nearest
        name), double quotes, `= null`, a chained comparison, or a text compared with a number.
    """
    check_tokens(text, columns)
    try:
        tree = parse_one(text)
    except SqlglotError:
        raise ConditionUnreadable(text, len(text) + 1, text) from None
    check_tree(tree, text, columns)
    return Condition(text, tree)


def is_true(condition: Condition, table: Table, references: Mapping[str, float]) -> BooleanColumn:
    """Whether the condition is true, as an expression over `table`; null counts as not true."""

    def column(name: str) -> ibis.Value:
        values = table[name]
        return as_figure(values) if values.type().is_decimal() or values.type().is_floating() else values

    return _fold(condition.tree, _Meaning(column, references, _IN_ENGINE, ibis.literal)).fill_null(False)


def truth(condition: Condition, customer: Mapping[str, Any], references: Mapping[str, float]) -> bool | None:
    """The condition's truth for one customer, None where it is unknown; what the linter proves with."""
    known: bool | None = _fold(
        condition.tree, _Meaning(customer.__getitem__, references, _BY_HAND, lambda value: value)
    )
    return known


class _Meaning(NamedTuple):
    """What columns and operators stand for: an engine's expression, or one customer's values."""

    column: Callable[[str], Any]
    references: Mapping[str, float]
    operators: Mapping[str, Callable[..., Any]]
    constant: Callable[[Any], Any]


def _fold(node: exp.Expr, meaning: _Meaning) -> Any:
    """The value of a checked tree, from its leaves up."""
    if isinstance(node, exp.Paren):
        return _fold(node.this, meaning)
    if isinstance(node, exp.Literal | exp.Boolean):
        return meaning.constant(_constant(node))
    if isinstance(node, _STATISTICS):
        return meaning.constant(meaning.references[_reference(node).key])
    if isinstance(node, exp.Column):
        return meaning.column(node.name)
    if isinstance(node, exp.Is):
        return meaning.operators["null"](_fold(node.this, meaning))
    if isinstance(node, exp.Between):
        value, low, high = (_fold(node.args[part], meaning) for part in ("this", "low", "high"))
        return meaning.operators["and"](meaning.operators[">="](value, low), meaning.operators["<="](value, high))
    if isinstance(node, exp.In):
        return meaning.operators["in"](_fold(node.this, meaning), [_fold(one, meaning) for one in node.expressions])
    if isinstance(node, exp.Not | exp.Neg):
        return meaning.operators[node.key](_fold(node.this, meaning))
    return meaning.operators[_SIGNS[type(node)]](_fold(node.this, meaning), _fold(node.args["expression"], meaning))


_STATISTICS = (exp.Anonymous, exp.Median, exp.Quantile)
_SIGNS: dict[type[exp.Expr], str] = {
    exp.And: "and",
    exp.Or: "or",
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.GT: ">",
    exp.GTE: ">=",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.Add: "+",
    exp.Sub: "-",
    exp.Mul: "*",
}


def _reference(node: exp.Expr) -> Reference:
    if isinstance(node, exp.Anonymous):
        return Reference(str(node.this), node.expressions[0].name)
    if isinstance(node, exp.Quantile):
        return Reference("quantile", node.this.name, float(node.args["quantile"].name))
    return Reference("median", node.this.name)


def _constant(node: exp.Expr) -> str | int | float | bool:
    if isinstance(node, exp.Boolean) or not is_number(node):
        return node.this if isinstance(node, exp.Boolean) else str(node.name)
    return int(node.name) if node.name.isdigit() else float(node.name)


_PLAIN: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<>": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
_IN_ENGINE: dict[str, Callable[..., Any]] = _PLAIN | {
    "and": operator.and_,
    "or": operator.or_,
    "not": operator.invert,
    "neg": operator.neg,
    "*": lambda left, right: left.cast("float64") * right.cast("float64"),  # whole numbers would overflow
    "null": lambda value: value.isnull(),
    "in": lambda value, choices: value.isin(choices),
}


def _known(plain: Callable[..., Any]) -> Callable[..., Any]:
    """`plain`, with None where any part is None."""
    return lambda *parts: None if None in parts else plain(*parts)


def _and(left: bool | None, right: bool | None) -> bool | None:
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _or(left: bool | None, right: bool | None) -> bool | None:
    return _not(_and(_not(left), _not(right)))


_BY_HAND: dict[str, Callable[..., Any]] = {sign: _known(plain) for sign, plain in _PLAIN.items()} | {
    "and": _and,
    "or": _or,
    "not": _not,
    "neg": _known(operator.neg),
    "null": lambda value: value is None,
    "in": lambda value, choices: reduce(_or, (_BY_HAND["="](value, choice) for choice in choices)),
}
