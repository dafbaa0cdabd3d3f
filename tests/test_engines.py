"""The operations of tests/engines.yml: each gives the same on both engines, and expressions use no others."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import ibis
import ibis.expr.operations as ops
import pytest
from ruamel.yaml import YAML

from segkit.columns import CUSTOMERS, ROLES, SCORES, TOLD
from segkit.features.activity import first_asked
from segkit.features.behaviour import customer_features
from segkit.features.measures import Told, add_measures
from segkit.features.purchases import first_amounts
from segkit.features.scaling import Scaling, apply_scaling
from segkit.features.scores import add_rfm_scores, typed_cut_points
from segkit.segments.clusters import FittedClusters, assign_clusters
from segkit.segments.expressions import is_true, parse_condition
from segkit.segments.schemes import FittedScheme, assign_scheme
from segkit.segments.standard import read_library_scheme
from segkit.segments.tag_kinds import TagGroup
from segkit.segments.tags import Asked, Listing, given_tags, held_tags, tag_sums
from tests.tables import orders, rows, table

LISTED = YAML(typ="safe").load((Path(__file__).parent / "engines.yml").read_text(encoding="utf-8"))
COLUMNS = {"id": "string", "n": "int64?", "money": "decimal(18, 2)", "x": "float64?", "day": "date", "flag": "boolean?"}


def three():
    """10.01 on a Friday, -3.30 on a Saturday, nothing known on a Sunday."""
    return table(
        COLUMNS,
        {"id": "a", "n": 1, "money": Decimal("10.01"), "x": 0.5, "day": date(2024, 3, 1), "flag": True},
        {"id": "b", "n": 2, "money": Decimal("-3.30"), "x": -1.5, "day": date(2024, 3, 2), "flag": False},
        {"id": "c", "money": Decimal("0.00"), "day": date(2024, 3, 3)},
    )


# Operation -> an expression over the three rows, and what it gives: per row, or once for an aggregate.
EXAMPLES = {
    "Add": (lambda t: t.n + 1, [2, 3, None]),
    "And": (lambda t: t.flag & (t.n > 0), [True, False, None]),
    "Between": (lambda t: t.x.between(-1.5, 0.0), [False, True, None]),
    "Cast": (lambda t: t.money.cast("float64"), [10.01, -3.3, 0.0]),
    "Coalesce": (lambda t: ibis.coalesce(t.n, 0), [1, 2, 0]),
    "Count": (lambda t: t.n.count(where=t.n > 1), 1),
    "CountStar": (lambda t: t.count(), 3),
    "DateDelta": (lambda t: ibis.literal(date(2024, 4, 1)).delta(t.day, unit="day"), [31, 30, 29]),
    "DayOfWeekIndex": (lambda t: t.day.day_of_week.index(), [4, 5, 6]),
    "Divide": (lambda t: t.x / 2.0, [0.25, -0.75, None]),
    "Equals": (lambda t: t.money.cast("float64") == 10.01, [True, False, False]),
    "ExtractDay": (lambda t: t.day.day().cast("int64"), [1, 2, 3]),
    "ExtractMonth": (lambda t: t.day.month().cast("int64"), [3, 3, 3]),
    "ExtractYear": (lambda t: t.day.year().cast("int64"), [2024, 2024, 2024]),
    "Floor": (lambda t: t.x.floor().cast("int64"), [0, -2, None]),
    "Greater": (lambda t: t.money > 0, [True, False, False]),
    "GreaterEqual": (lambda t: t.money >= 0, [True, False, True]),
    "Greatest": (lambda t: ibis.greatest(t.money.cast("float64"), 1.0), [10.01, 1.0, 1.0]),
    "IfElse": (lambda t: ibis.ifelse(t.x > 0, 1, 0), [1, 0, 0]),
    "InValues": (lambda t: t.id.isin(["a", "c"]), [True, False, True]),
    "IsNull": (lambda t: t.n.isnull(), [False, False, True]),
    "Least": (lambda t: ibis.least(t.money.cast("float64"), 1.0), [1.0, -3.3, 0.0]),
    "Less": (lambda t: t.n < 2, [True, False, None]),
    "LessEqual": (lambda t: t.n <= 2, [True, True, None]),
    "Ln": (lambda t: (t.n.cast("float64") + 0.0).ln(), [0.0, pytest.approx(0.6931471805599453, abs=1e-15), None]),
    "Max": (lambda t: t.day.max(where=t.flag), date(2024, 3, 1)),
    "Min": (lambda t: t.money.min(), Decimal("-3.30")),
    "Multiply": (lambda t: t.x * t.x, [0.25, 2.25, None]),
    "Negate": (lambda t: -t.x, [-0.5, 1.5, None]),
    "Not": (lambda t: ~t.flag, [False, True, None]),
    "NotEquals": (lambda t: t.id != "a", [False, True, True]),
    "NotNull": (lambda t: t.n.notnull(), [True, True, False]),
    "NullIf": (lambda t: t.id.nullif("a"), [None, "b", "c"]),
    "Or": (lambda t: t.flag | (t.n > 1), [True, True, None]),
    "Quantile": (lambda t: t.money.cast("float64").quantile(0.5), 0.0),
    "Round": (lambda t: (t.x / 3.0).round(6), [0.166667, -0.5, None]),
    "SearchedCase": (lambda t: ibis.cases((t.n > 1, "many"), else_="few"), ["few", "many", "few"]),
    "Sqrt": (lambda t: (t.x * t.x).sqrt(), [0.5, 1.5, None]),
    "Subtract": (lambda t: t.money - t.money, [Decimal("0.00")] * 3),
    "Sum": (lambda t: t.money.sum(where=t.n > 0), Decimal("6.71")),
}


def operations(expression):
    """The names of all operations an expression is made of."""
    return {type(node).__name__ for node in expression.op().find(ops.Node)}


def test_every_listed_value_operation_has_an_example():
    assert sorted(EXAMPLES) == LISTED["values"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_operation_gives_what_is_expected_on_each_engine(engine, name):
    compute, expected = EXAMPLES[name]
    known = engine.create_table("three", three())
    assert name in operations(compute(known))
    if isinstance(expected, list):
        assert [row["found"] for row in rows(engine, known.select("id", found=compute(known)))] == expected
    else:
        assert rows(engine, known.aggregate(found=compute(known))) == [{"found": expected}]


def test_joins_groups_and_order_give_the_same_on_each_engine(engine):
    known = engine.create_table("three", three())
    grouped = known.group_by("flag").aggregate(n=known.count()).filter(lambda one: one.flag.notnull())
    joined = known.left_join(grouped, "flag").select("id", size=grouped.n).order_by("id").limit(2)
    assert rows(engine, joined) == [{"id": "a", "size": 1}, {"id": "b", "size": 1}]
    assert rows(engine, known.select(same=known.n.isnull()).distinct()) == [{"same": False}, {"same": True}]
    twice = ibis.union(known.select("id", "money"), known.filter(known.n > 1).select("id", money=-known.money))
    assert rows(engine, twice.group_by("id").aggregate(money=lambda one: one.money.sum())) == [
        {"id": "a", "money": Decimal("10.01")},
        {"id": "b", "money": Decimal("0.00")},
        {"id": "c", "money": Decimal("0.00")},
    ]


def expressions():
    """Every feature and segment expression the kit applies to all customers."""
    features = customer_features(orders(("ana", 1, "2024-03-01", "1")), date(2024, 3, 31))
    scored = add_rfm_scores(features, typed_cut_points((1,), (1,), (1,)))
    scaling = Scaling(("monetary", "mean_gap_days"), ("log1p", "none"), (0.0, 0.0), (1.0, 1.0))
    centres = FittedClusters(("z_monetary", "z_mean_gap_days"), {"cluster_1": (1.0, 2.0), "cluster_2": (0.0, 0.0)})
    yield assign_clusters(apply_scaling(scored, scaling), centres)
    better = {"r_score": 3.0, "f_score": 3.0, "m_score": 3.0}
    means = {"mean(monetary_12m)": 1.0, "mean(n_categories)": 1.0}
    floors = {"high_value": 9.0, "middle_value": 3.0}
    for name, numbers in (("rfm_8", better), ("rfm_11", {}), ("value_tier", floors), ("abcd", means)):
        yield assign_scheme(scored, FittedScheme(read_library_scheme(name), numbers))
    yield assign_scheme(
        scored.mutate(present_grade=scored.top_category),
        FittedScheme(read_library_scheme("present_grade"), values=("a",)),
    )
    every_word = "not frequency in (1, 2) and -monetary < 3 - 2 * 1 or n_categories is null or frequency <> 3"
    condition = parse_condition(every_word, SCORES.columns)
    yield scored.filter(is_true(condition, scored, {}))
    yield from tagged(scored)


def tagged(scored):
    """Tags by rule and by hand, and their sums."""
    words = {"name": {"zh-CN": "甲", "en": "A"}, "description": {"zh-CN": "甲", "en": "A"}}
    tags = [{"id": "often", "when": "frequency > 1"}, {"id": "host", "customers": ["ana"], "until": "2024-12-31"}]
    groups = (TagGroup(id="care", exclusive=True, tags=[words | tag for tag in tags], **words),)
    held = held_tags(scored, groups, {}, Asked(date(2024, 3, 31), {"care.host": [Listing("ana")]}))
    yield given_tags(held, groups)
    yield held.aggregate(**tag_sums(held, groups))


def told():
    """One customer in every source."""
    at = datetime(2024, 3, 1)
    return Told(
        orders(("ana", 1, "2024-03-01", "1")),
        customers=table(CUSTOMERS.columns, {"customer_id": "ana", "city": "上海", "kind": "企业", "industry": "C"}),
        feedback=table(ROLES["feedback"], {"customer_id": "ana", "satisfaction": 5.0}),
        events=table(ROLES["events"], {"customer_id": "ana", "event_at": at, "event": "加购", "channel": "门店"}),
        messages=table(ROLES["messages"], {"customer_id": "ana", "sent_at": at, "text": "在吗"}),
    )


def measures():
    """Every measure from every source."""
    known, scores = told(), table(SCORES.columns, {"customer_id": "ana"})
    yield add_measures(scores, known, date(2024, 3, 31), [name for names in TOLD.values() for name in names])
    yield first_asked(known.events)
    yield first_amounts(known.order_lines, date(2024, 3, 31))


def test_expressions_use_only_listed_operations():
    used = set().union(*map(operations, [*expressions(), *measures()]))
    assert used <= {*LISTED["shape"], *LISTED["values"]}
