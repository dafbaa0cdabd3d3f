"""What a scheme must know of each customer, and which of the company's tables would supply it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from segkit.columns import CUSTOMERS, LIFETIME, MEASURES, TOLD
from segkit.segments.agreement import COLUMNS
from segkit.segments.expressions import parse_condition
from segkit.segments.keywords import SAID, said_column
from segkit.segments.rules import conditions_of
from segkit.segments.standard import (
    ClustersScheme,
    GridScheme,
    KeywordsScheme,
    RulesScheme,
    Scheme,
    ScorecardScheme,
    TiersScheme,
)
from segkit.segments.tag_kinds import Tag, TagGroup

CUSTOMER_COLUMNS = frozenset(CUSTOMERS.columns) - frozenset(MEASURES.columns)


def scheme_inputs(scheme: Scheme) -> frozenset[str]:
    """The columns whose values decide a customer's segment.

    Raises
    ------
    ConditionError
        A condition of kind `rules` names what is no column.
    """
    if isinstance(scheme, GridScheme):
        return frozenset(("r_score", "f_score", "m_score"))
    if isinstance(scheme, TiersScheme):
        return frozenset((scheme.measure,))
    if isinstance(scheme, ScorecardScheme):
        return frozenset(one.measure for one in scheme.indicators)
    if isinstance(scheme, RulesScheme):
        return _rule_inputs(scheme, COLUMNS)
    if isinstance(scheme, KeywordsScheme):
        return frozenset((said_column(scheme),))
    return frozenset(scheme.features if isinstance(scheme, ClustersScheme) else (scheme.column,))


def _rule_inputs(scheme: RulesScheme, columns: Mapping[str, str]) -> frozenset[str]:
    conditions = conditions_of(scheme, columns)
    compared = {reference.column for condition in conditions for reference in condition.references}
    return frozenset(compared.union(*(condition.columns for condition in conditions)))


def sources_of(columns: Iterable[str]) -> tuple[str, ...]:
    """The tables (of `columns.ROLES`) that the columns come from, in their order; orders always."""
    asked = set(columns)
    told = {source for source, measures in TOLD.items() if asked & set(measures)}
    if asked & CUSTOMER_COLUMNS:
        told.add("customers")
    if any(column.startswith(SAID) for column in asked):
        told.add("messages")
    return ("orders", *(source for source in TOLD if source in told and source != "orders"))


def told_measures(columns: Iterable[str]) -> frozenset[str]:
    """Those of the columns that are not known from scores alone."""
    beyond = (*(name for told in TOLD.values() for name in told), *LIFETIME)
    return frozenset(columns) & frozenset(beyond)


def tag_inputs(tag: Tag) -> frozenset[str]:
    """The columns that a tag by rule looks at, for one customer and for all; nothing for other tags."""
    condition = parse_condition(tag.when, COLUMNS) if tag.when else None
    if condition is None:
        return frozenset()
    return condition.columns | {reference.column for reference in condition.references}


def tag_measures(groups: Iterable[TagGroup]) -> frozenset[str]:
    """The measures beyond scores and master that any tag by rule asks for."""
    return frozenset().union(*(told_measures(tag_inputs(tag)) for group in groups for tag in group.tags))


# Which column of which table a measure is told from; a measure that is a column of the customers is told from itself.
RESTS_ON = {
    "main_channel": ("orders", "channel"),
    "n_categories": ("orders", "category"),
    "top_category": ("orders", "category"),
    "price_level": ("orders", "category"),
    "age_years": ("customers", "birth_date"),
    "city_level": ("customers", "city"),
    "kind_told": ("customers", "kind"),
    "industry_section": ("customers", "industry"),
    "our_share": ("customers", "demand"),
    "joined_days": ("customers", "joined_date"),
}


@dataclass(frozen=True)
class SchemeState:
    """Whether a company's tables suffice for a scheme: the tables it needs, those that are absent, columns lacking.

    `columns` are pairs of table and role, of tables that are there.
    """

    scheme: str
    sources: tuple[str, ...]
    absent: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]

    @property
    def state(self) -> str:
        """`usable`, or what it lacks: `column` or `source`."""
        return "source" if self.absent else "column" if self.columns else "usable"


def scheme_state(scheme: Scheme, mapped: Mapping[str, Collection[str]]) -> SchemeState:
    """What `scheme` can do with tables of which `mapped` names the roles that have a column (table to roles)."""
    asked = scheme_inputs(scheme)
    sources = sources_of(asked)
    rests = {RESTS_ON.get(name, ("customers", name)) for name in asked if name in RESTS_ON or name in CUSTOMERS.columns}
    lacking = sorted((table, role) for table, role in rests if table in mapped and role not in mapped[table])
    return SchemeState(scheme.id, sources, tuple(name for name in sources if name not in mapped), tuple(lacking))
