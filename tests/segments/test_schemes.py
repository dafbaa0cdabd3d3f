import csv
from datetime import date
from decimal import Decimal

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.errors import CellsContested, CellsUncovered, Problems, SchemeColumnMissing, TooManyGrades
from segkit.features.rfm import rfm_metrics
from segkit.features.scores import add_rfm_scores, typed_cut_points
from segkit.segments.grades import in_order
from segkit.segments.schemes import FittedScheme, assign_scheme, describe_scheme, fit_scheme
from segkit.segments.standard import TiersScheme, read_library_scheme
from segkit.segments.tiers import share_floor
from tests.segments.schemes import VIGNETTE, both, grid, named, rules, scored
from tests.tables import orders, rows, table


def placed(engine, scheme, customers, **options):
    """Segment ids in order of the customers."""
    known = engine.create_table("customers", customers)
    fitted = fit_scheme(scheme, known, **options)
    return [row[scheme.id] for row in rows(engine, assign_scheme(known, fitted))]


def spenders(*amounts):
    return scored(*({"monetary": Decimal(str(amount))} for amount in amounts))


def tiers(by, *cuts):
    segments = [named(one) for one in ("top", "middle", "rest")]
    words = {"name": both("t"), "purpose": both("t")}
    return TiersScheme(id="test", kind="tiers", measure="monetary", by=by, cuts=cuts, segments=segments, **words)


def test_eight_types_compare_scores_strictly_with_their_mean(engine):
    # Means are 3, 3, 3: a score of 3 is not strictly better.
    customers = scored(
        {"r_score": 5, "f_score": 5, "m_score": 5},
        {"r_score": 1, "f_score": 1, "m_score": 1},
        {"r_score": 3, "f_score": 3, "m_score": 3},
        {"r_score": 5, "f_score": 2, "m_score": 4},
        {"r_score": 1, "f_score": 4, "m_score": 2},
    )
    assert placed(engine, read_library_scheme("rfm_8"), customers) == [
        "key_value", "general_win_back", "general_win_back", "key_develop", "general_keep",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("mean", ["key_value", "general_develop", "general_win_back"]),  # means 40 days, 3 orders, 200
        ("median", ["key_value", "general_win_back", "general_win_back"]),  # medians 20 days, 2 orders, 90
        ({"recency_days": 100, "frequency": 1, "monetary": 50}, ["key_value", "key_value", "general_develop"]),
    ],
)
def test_eight_types_can_compare_measures_with_mean_median_or_typed_values(engine, reference, expected):
    customers = scored(
        {"recency_days": 10, "frequency": 6, "monetary": Decimal(500)},
        {"recency_days": 20, "frequency": 2, "monetary": Decimal(90)},
        {"recency_days": 90, "frequency": 1, "monetary": Decimal(10)},
    )
    scheme = read_library_scheme("rfm_8").model_copy(update={"reference": reference})
    assert placed(engine, scheme, customers) == expected


def test_eleven_segments_follow_the_code(engine):
    customers = scored(*({"r_score": r, "f_score": f, "m_score": m} for r, f, m in ((5, 5, 5), (1, 1, 1), (1, 5, 4))))
    assert placed(engine, read_library_scheme("rfm_11"), customers) == ["champions", "lost", "lapsed_large"]


def test_the_top_tier_is_the_fewest_who_bring_half(engine):
    # 50 of 100 come from the first; the next two bring up to 80, alike, so both stand in one tier.
    assert placed(engine, tiers("share", 0.5, 0.8), spenders(50, 16, 16, 10, 8)) == [
        "top", "middle", "middle", "rest", "rest",
    ]  # fmt: skip


def test_tiers_by_share_of_customers_count_from_the_top(engine):
    assert placed(engine, tiers("quantile", 0.2, 0.6), spenders(1, 2, 3, 4, 5)) == [
        "rest", "rest", "middle", "middle", "top",
    ]  # fmt: skip


def test_typed_tiers_start_at_their_amount(engine):
    assert placed(engine, tiers("typed", 100, 10.01), spenders(100, "99.99", "10.01", 10)) == [
        "top", "middle", "middle", "rest",
    ]  # fmt: skip


@settings(max_examples=40)
@given(st.lists(st.integers(-500, 10**7), min_size=1, max_size=30), st.sampled_from([0.2, 0.5, 0.8, 0.95]))
def test_the_floor_of_a_share_is_the_largest_value_that_reaches_it(cents, share):
    """Checked by adding up from the top, where the total is above zero."""
    total = sum(cents)
    if total <= 0:
        return
    known = spenders(*(Decimal(value) / 100 for value in cents))
    reached = [edge for edge in cents if sum(c for c in cents if c >= edge) >= Decimal(str(share)) * total]
    assert share_floor(known, "monetary", share) == max(reached) / 100


def test_the_first_true_rule_decides_and_null_is_not_true(engine):
    scheme = rules({"broad": "n_categories > 2", "often": "frequency > mean(frequency)"})
    customers = scored(
        {"n_categories": 3, "frequency": 9}, {"n_categories": None, "frequency": 9}, {"n_categories": None}
    )
    assert placed(engine, scheme, customers) == ["broad", "often", "others"]


def test_abcd_puts_contribution_before_potential(engine):
    def customer(year, before, categories, tenure):
        return {"monetary_12m": Decimal(year), "monetary": Decimal(year + before), "n_categories": categories,
                "tenure_days": tenure}  # fmt: skip

    customers = scored(
        customer(900, 100, 1, 730),  # above the mean of 260, growing
        customer(300, 900, 1, 730),  # above the mean, shrinking, few categories
        customer(100, 900, 8, 730),  # below the mean, broad
        customer(0, 900, 8, 730),  # nothing in twelve months
        customer(0, 100, 1, 730),
    )
    assert placed(engine, read_library_scheme("abcd"), customers) == [
        "grade_a", "grade_b", "grade_c", "grade_d", "grade_d",
    ]  # fmt: skip


def graded(*grades):
    entries = [{"customer_id": f"c{i}", "present_grade": grade} for i, grade in enumerate(grades)]
    return table({"customer_id": "string", "present_grade": "string?"}, *entries)


def test_todays_grade_is_kept_and_its_absence_is_a_segment(engine):
    known = placed(engine, read_library_scheme("present_grade"), graded("金", None, "银", "未知"))
    assert known == ["金", "no_grade", "银", "no_grade"]


def test_cards_stand_from_the_lowest_to_the_highest_and_other_grades_by_their_text():
    assert in_order(["金卡", "普卡", "白金卡", "银卡"]) == ("普卡", "银卡", "金卡", "白金卡")
    assert in_order(["Gold", "Standard", "Silver"]) == ("Standard", "Silver", "Gold")
    assert in_order(["金卡", "VIP", "普卡"]) == tuple(sorted(["金卡", "VIP", "普卡"]))


def test_a_grade_not_seen_when_fitting_is_no_grade(engine):
    fitted = FittedScheme(read_library_scheme("present_grade"), values=("金",))
    found = rows(engine, assign_scheme(graded("金", "铂"), fitted))
    assert [row["grade_today"] for row in found] == ["金", "no_grade"]


def test_a_grade_column_must_be_there_and_hold_few_values():
    scheme = read_library_scheme("present_grade")
    with pytest.raises(SchemeColumnMissing):
        fit_scheme(scheme, scored({}))
    with pytest.raises(TooManyGrades):
        fit_scheme(scheme, graded(*map(str, range(31))))


def test_a_grid_with_gaps_or_overlaps_is_not_fitted():
    with pytest.raises(CellsUncovered):
        fit_scheme(grid({"up": ["111"]}, reference="mean"), scored({}))
    halves = {"up": ["111", "110", "101", "100"], "down": ["111", "011", "010", "001", "000"]}
    with pytest.raises(CellsContested):
        fit_scheme(grid(halves, reference="mean"), scored({}))
    with pytest.raises(Problems):
        fit_scheme(grid({"up": ["111"], "down": ["111"]}, reference="mean"), scored({}))


score = st.integers(1, 5)
amount = st.decimals(-99, 9999, places=2)
anybody = st.fixed_dictionaries(
    {"r_score": score, "f_score": score, "m_score": score, "frequency": st.integers(1, 9), "monetary": amount,
     "monetary_12m": amount, "n_categories": st.none() | st.integers(1, 9), "tenure_days": st.integers(0, 900)}
)  # fmt: skip


@pytest.mark.parametrize("name", ["rfm_8", "rfm_11", "value_tier", "abcd"])
@settings(max_examples=20)  # each asks the engine some twenty times
@given(people=st.lists(anybody, min_size=1, max_size=12), chance=st.randoms())
def test_every_customer_has_one_segment_whatever_the_order_of_rows(name, people, chance):
    scheme = read_library_scheme(name)
    ids = {one.id for one in describe_scheme(FittedScheme(scheme)).segments}
    known = [person | {"customer_id": f"p{i:02}"} for i, person in enumerate(people)]

    def placed_from(some):
        customers = scored(*some)
        found = rows(ibis.duckdb.connect(), assign_scheme(customers, fit_scheme(scheme, customers)))
        return [row[scheme.id] for row in found]

    assert set(placed_from(known)) <= ids
    assert placed_from(known) == placed_from(chance.sample(known, len(known)))


def test_a_fitted_scheme_survives_being_saved():
    for name in ("rfm_8", "rfm_11", "value_tier", "abcd", "present_grade"):
        fitted = FittedScheme(read_library_scheme(name), {"a": 1.5}, ("x",))
        assert FittedScheme.from_dict(fitted.to_dict()) == fitted


def test_a_description_lists_grades_then_defined_segments():
    found = describe_scheme(FittedScheme(read_library_scheme("present_grade"), values=("A", "B")))
    assert [one.id for one in found.segments] == ["A", "B", "no_grade"]
    assert found.is_confirmed


PUBLISHED = {
    "about_to_sleep": (102, 283, 23449),
    "at_risk": (28, 216, 22227),
    "cannot_lose": (47, 274, 32446),
    "champions": (35, 316, 31646),
    "lost": (148, 393, 35324),
    "loyal_customers": (170, 799, 76562),
    "need_attention": (10, 57, 4562),
    "new_customers": (104, 329, 28837),
    "potential_loyalist": (342, 2211, 204856),
    "promising": (9, 28, 4249),
}


def test_the_vignettes_bounds_reproduce_its_ten_segments(engine, shared_data):
    """R package rfm: customers, orders and revenue per segment as published.

    There an order is a row, edges are type-7 quantiles plus 1 and lower bounds of the next bin: R 115, 181, 297.4, 482,
    F 4, 5, 6, 8, M 255.8, 382, 506.4, 666. All measures are whole numbers: at least 4 is more than 3.
    """
    text = (shared_data / "r-rfm" / "rfm_data_orders.csv").read_text(encoding="utf-8")
    published = csv.DictReader(text.splitlines())
    lines = orders(*((row["customer_id"], i, row["order_date"], row["revenue"]) for i, row in enumerate(published)))
    metrics = rfm_metrics(engine.create_table("lines", lines), date(2006, 12, 31))
    cuts = typed_cut_points((114, 180, 297, 481), (3, 4, 5, 7), (255, 381, 506, 665))
    scores = engine.create_table("scores", add_rfm_scores(metrics, cuts))
    scheme = rules(VIGNETTE)
    found = assign_scheme(scores, fit_scheme(scheme, scores))
    segments = found.group_by("test").aggregate(
        n=found.count(), orders=found.frequency.sum(), revenue=found.monetary.sum()
    )
    assert {row.pop("test"): tuple(row.values()) for row in rows(engine, segments)} == PUBLISHED


def test_only_whole_numbers_and_money_are_cut_by_their_share_of_the_total():
    cut_by_share = tiers("share", 0.5, 0.8).model_dump() | {"measure": "weekend_share"}
    with pytest.raises(ValueError, match="recency_days, frequency, monetary"):
        TiersScheme(**cut_by_share)
    assert TiersScheme(**cut_by_share | {"by": "quantile"}).measure == "weekend_share"
    with pytest.raises(ValueError, match="measure"):
        TiersScheme(**cut_by_share | {"measure": "city"})
