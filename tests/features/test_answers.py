from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.columns import ROLES
from segkit.engine import open_engine
from segkit.features.answers import latest_answers
from tests.tables import rows, table


def answers(*entries):
    """Answers from (customer, points, day or None)."""
    names = ("customer_id", "satisfaction", "answered_date")
    known = [dict(zip(names, entry, strict=True)) for entry in entries]
    return table(ROLES["feedback"], *known)


def latest(engine, *entries, scale=(1, 5)):
    found = rows(engine, latest_answers(answers(*entries), *scale))
    return {row["customer_id"]: (row["satisfaction_place"], row["n_answers"]) for row in found}


JAN, FEB = date(2024, 1, 1), date(2024, 2, 1)


def test_the_last_answer_counts_and_all_are_counted(engine):
    assert latest(engine, ("ana", 5.0, JAN), ("ana", 2.0, FEB), ("bo", 3.0, JAN)) == {"ana": (0.25, 2), "bo": (0.5, 1)}


def test_of_several_answers_on_the_last_day_the_lowest_counts(engine):
    assert latest(engine, ("ana", 5.0, JAN), ("ana", 4.0, JAN)) == {"ana": (0.75, 2)}


def test_an_answer_without_a_day_is_older_than_any_other(engine):
    assert latest(engine, ("ana", 1.0, None), ("ana", 5.0, JAN)) == {"ana": (1.0, 2)}
    assert latest(engine, ("ana", 1.0, None), ("ana", 5.0, None)) == {"ana": (0.0, 2)}


def test_scales_read_alike_and_answers_beyond_them_are_left_out(engine):
    assert latest(engine, ("ana", 10.0, JAN), ("bo", 0.0, JAN), ("cy", 11.0, JAN), scale=(0, 10)) == {
        "ana": (1.0, 1),
        "bo": (0.0, 1),
    }
    assert latest(engine, ("ana", 2.5, JAN), scale=(-5, 5)) == {"ana": (0.75, 1)}


def test_no_points_are_no_answer_and_no_answers_no_customers(engine):
    assert latest(engine, ("ana", None, JAN)) == {}
    assert latest(engine) == {}


def test_a_questionnaire_without_days_counts_the_lowest(engine):
    known = answers(("ana", 5.0, None), ("ana", 3.0, None)).drop("answered_date")
    assert rows(engine, latest_answers(known, 1, 5)) == [
        {"customer_id": "ana", "n_answers": 2, "satisfaction_place": 0.5}
    ]


entry = st.tuples(
    st.sampled_from(["ana", "bo"]),
    st.none() | st.sampled_from([0.0, 1.0, 3.0, 5.0, 6.0]),
    st.none() | st.dates(JAN, FEB),
)


@settings(max_examples=15)
@given(st.lists(entry, max_size=10), st.randoms())
def test_places_lie_between_nothing_and_one_whatever_the_order(entries, chance):
    found = latest(open_engine(), *entries)
    assert found == latest(open_engine(), *chance.sample(entries, len(entries)))
    assert all(0 <= place <= 1 for place, _ in found.values())
    assert sum(n for _, n in found.values()) == sum(points is not None and 1 <= points <= 5 for _, points, _ in entries)
