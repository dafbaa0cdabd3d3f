import pytest

from segkit.columns import CUSTOMERS, LIFETIME, MEASURES, TOLD
from segkit.segments.inputs import scheme_inputs, scheme_state, sources_of, told_measures
from segkit.segments.standard import library_names, read_library_scheme
from tests.segments.schemes import rules

INPUTS = {
    "rfm_8": {"r_score", "f_score", "m_score"},
    "value_tier": {"monetary"},
    "clv_tier": {"lifetime_value"},
    "value_score": {"monetary_12m", "frequency", "recency_days", "average_order", "n_categories"},
    "activity": {"recency_days", "last_event_days"},
    "channel": {"main_channel"},
    "clusters": {"recency_days", "frequency", "monetary"},
}


@pytest.mark.parametrize("name", INPUTS)
def test_a_scheme_says_what_it_looks_at(name):
    assert scheme_inputs(read_library_scheme(name)) == INPUTS[name]


def test_what_a_condition_compares_all_customers_by_is_an_input_too():
    assert scheme_inputs(rules({"one": "frequency > mean(monetary)"})) == {"frequency", "monetary"}


SOURCES = {
    "rfm_8": ("orders",),
    "spending_power": ("orders",),
    "age": ("orders", "customers"),
    "present_grade": ("orders", "customers"),
    "home_region": ("orders", "customers"),
    "satisfaction": ("orders", "feedback"),
    "activity": ("orders", "events"),
    "need": ("orders", "messages"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_scheme_needs_the_tables_its_inputs_come_from(name):
    assert sources_of(scheme_inputs(read_library_scheme(name))) == SOURCES[name]


def test_sources_stand_in_their_order_and_orders_always():
    assert sources_of(()) == ("orders",)
    assert sources_of(("main_need", "age_years", "n_events", "satisfaction_place")) == tuple(TOLD)


def test_measures_beyond_the_scores_are_told():
    assert told_measures(("frequency", "age_years", "lifetime_value", "city")) == {"age_years", "lifetime_value"}


@pytest.mark.parametrize("name", library_names())
def test_every_ready_scheme_looks_at_columns_of_the_dictionary(name):
    known = set(MEASURES.columns) | set(CUSTOMERS.columns) | set(LIFETIME)
    assert scheme_inputs(read_library_scheme(name)) <= known


MAPPED = {"orders": {"customer_id", "order_date", "amount", "category"}, "customers": {"customer_id", "city"}}
STATES = {
    "rfm_8": ("usable", (), ()),
    "breadth": ("usable", (), ()),
    "channel": ("column", (), (("orders", "channel"),)),
    "city_tier": ("usable", (), ()),
    "net_worth": ("column", (), (("customers", "assets"),)),
    "present_grade": ("column", (), (("customers", "present_grade"),)),
    "satisfaction": ("source", ("feedback",), ()),
    "need": ("source", ("messages",), ()),
}


@pytest.mark.parametrize("name", STATES)
def test_a_scheme_says_what_a_companys_tables_lack(name):
    found = scheme_state(read_library_scheme(name), MAPPED)
    assert (found.state, found.absent, found.columns) == STATES[name]


def test_without_a_master_the_table_is_what_is_lacking_not_its_columns():
    found = scheme_state(read_library_scheme("net_worth"), {"orders": MAPPED["orders"]})
    assert (found.state, found.absent, found.columns) == ("source", ("customers",), ())
