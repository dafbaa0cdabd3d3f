from datetime import date, datetime
from decimal import Decimal

import ibis
import pyarrow as pa
import pytest

from segkit.columns import CUSTOMERS, LIFETIME, MEASURES, ROLES, TOLD
from segkit.features.measures import Told, add_measures, measure_types
from tests.segments.schemes import scored
from tests.tables import orders, rows, table

END = date(2024, 3, 31)
PEOPLE = scored({"customer_id": "ana", "monetary_12m": Decimal(50)}, {"customer_id": "bo"})
LINES = orders(("ana", 1, "2024-03-01", "5"))


def master(**entry):
    return table(CUSTOMERS.columns, {"customer_id": "ana"} | entry)


def of(engine, told, *wanted):
    return rows(engine, add_measures(PEOPLE, told, END, wanted))


def test_measures_have_the_columns_and_types_of_the_dictionary():
    found = add_measures(PEOPLE, Told(LINES), END, ()).schema()
    assert {name: str(kind) for name, kind in found.items()} == {
        name: kind.rstrip("?") for name, kind in MEASURES.columns.items()
    }


def test_only_what_is_wanted_is_filled(engine):
    ana = of(engine, Told(LINES, customers=master(city="上海", birth_date=date(2000, 1, 1))), "age_years")[0]
    assert (ana["age_years"], ana["city_level"], ana["largest_order"]) == (24, None, None)


def test_who_is_in_no_source_has_nulls(engine):
    bo = of(engine, Told(LINES, customers=master(city="上海")), "city_level", "largest_order")[1]
    assert (bo["customer_id"], bo["city_level"], bo["largest_order"]) == ("bo", None, None)


def test_a_source_that_is_missing_leaves_nulls(engine):
    wanted = [name for told in TOLD.values() for name in told]
    ana = of(engine, Told(LINES), *wanted)[0]
    assert [ana[name] for name in wanted if name not in TOLD["orders"]] == [None] * (len(wanted) - len(TOLD["orders"]))
    assert ana["largest_order"] == Decimal("5.00")


def test_our_share_is_the_years_money_over_the_demand(engine):
    assert of(engine, Told(LINES, customers=master(demand=Decimal(150))), "our_share")[0]["our_share"] == 0.333333
    assert of(engine, Told(LINES, customers=master(demand=Decimal(0))), "our_share")[0]["our_share"] is None


def test_answers_events_and_messages_stand_beside_the_scores(engine):
    at = datetime(2024, 3, 1)
    told = Told(
        LINES,
        feedback=table(ROLES["feedback"], {"customer_id": "ana", "satisfaction": 5.0}),
        events=table(ROLES["events"], {"customer_id": "ana", "event_at": at, "event": "加购"}),
        messages=table(ROLES["messages"], *[{"customer_id": "ana", "sent_at": at, "text": "在吗"}] * 2),
        needs=ibis.memtable(pa.table({"customer_id": ["ana"], "main_need": ["service"]})),
        scale=(0, 10),
    )
    ana, bo = of(engine, told, "satisfaction_place", "n_asked", "n_messages", "main_need")
    names = ("satisfaction_place", "n_asked", "n_messages", "main_need")
    assert [ana[name] for name in names] == [0.5, 1, 2, "service"]
    assert [bo[name] for name in names] == [None] * 4


def test_a_models_figures_are_taken_from_its_table(engine):
    lifetime = {"customer_id": "ana", "alive": 0.5, "expected_orders": 2.0, "lifetime_value": Decimal("7.00")}
    told = Told(LINES, lifetime=table({"customer_id": "string"} | LIFETIME, lifetime))
    assert [of(engine, told, *LIFETIME)[0][name] for name in LIFETIME] == [0.5, 2.0, Decimal("7.00")]
    assert of(engine, told, "alive")[0]["lifetime_value"] is None


def test_further_columns_of_the_customers_stay_behind_the_measures(engine):
    found = add_measures(PEOPLE.mutate(city=ibis.literal("上海")), Told(LINES), END, ("largest_order",))
    assert found.columns[-1] == "city"
    assert [row["city"] for row in rows(engine, found)] == ["上海", "上海"]


def test_every_told_measure_can_be_wanted_and_is_typed():
    assert {name for told in TOLD.values() for name in told} | set(LIFETIME) <= set(measure_types())
    assert "customer_id" not in measure_types()


@pytest.mark.parametrize("source", ["customers", "events"])
def test_a_source_without_rows_leaves_nulls(engine, source):
    columns = CUSTOMERS.columns if source == "customers" else ROLES[source]
    told = Told(LINES, **{source: table(columns)})
    wanted = [name for name in TOLD[source] if name != "our_share"]
    assert [[row[name] for name in wanted] for row in of(engine, told, *wanted)] == [[None] * len(wanted)] * 2
