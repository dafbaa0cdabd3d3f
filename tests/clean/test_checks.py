import pytest

from segkit.clean.checks import GAUGES, check_orders, check_quality, stop_if_asked
from segkit.errors import Problems, QualityStop
from segkit.wording import LANGUAGES, Wording, read_catalogue
from tests.clean.entries import cleaned, entry
from tests.clean.test_master import master


def status(clean):
    return {check.id: check.status for check in check_orders(clean)}


def test_clean_orders_pass_every_check(duckdb, tmp_path):
    clean = cleaned(
        duckdb, tmp_path, entry("a"), entry("b"), customers=master({"customer_id": "a"}, {"customer_id": "b"})
    )
    assert set(status(clean).values()) == {"ok"}
    stop_if_asked(check_quality(clean, encoding="utf-8"))


def test_a_share_over_the_first_value_warns(duckdb, tmp_path):
    clean = cleaned(duckdb, tmp_path, entry(None), *(entry(f"c{i}") for i in range(9)))
    assert status(clean)["missing_ids"] == "warn"


def test_ids_that_differ_by_leading_zeros_warn(duckdb, tmp_path):
    assert status(cleaned(duckdb, tmp_path, entry("00123"), entry("123")))["leading_zeros"] == "warn"


def test_absurd_amounts_are_no_money_set_aside(duckdb, tmp_path):
    clean = cleaned(duckdb, tmp_path, entry(amount="99999999.00"), *(entry(f"c{i}") for i in range(30)))
    assert (status(clean)["money_set_aside"], status(clean)["rows_set_aside"]) == ("ok", "ok")


def test_what_the_company_wants_out_is_no_loss(duckdb, tmp_path):
    clean = cleaned(duckdb, tmp_path, entry(), entry(amount="0.00"), zero_amounts="drop")
    assert status(clean)["rows_set_aside"] == "ok"


def test_customers_the_master_does_not_know_stop(duckdb, tmp_path):
    clean = cleaned(duckdb, tmp_path, entry("a"), customers=master({"customer_id": "x"}))
    with pytest.raises(QualityStop) as stop:
        stop_if_asked(check_quality(clean, encoding="utf-8"))
    assert (stop.value.check, stop.value.value) == ("unmatched_customers", 1.0)


def test_several_stops_are_raised_together(duckdb, tmp_path):
    clean = cleaned(duckdb, tmp_path, entry(None), entry(None))
    with pytest.raises(Problems) as stops:
        stop_if_asked(check_quality(clean, encoding="utf-8"))
    assert "nothing_kept" in {problem.check for problem in stops.value.problems}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_a_name_and_a_remedy(language):
    texts = set(read_catalogue("clean", language))
    assert {f"check.{gauge.id}" for gauge in GAUGES} | {f"check.{gauge.id}.remedy" for gauge in GAUGES} <= texts


def test_a_stop_is_told_with_its_name_and_figures():
    told = Wording("en")("errors.E-CLN-01.what", **QualityStop("订单.csv", "missing_ids", 0.5, 0.4).slots())
    assert told == "订单.csv: “Lines without a customer id” is 50.0%, over the stop value of 40.0%"


def test_orders_left_out_by_their_status_are_no_loss(duckdb, tmp_path):
    lines = [entry(f"c{n}", status="已取消" if n < 6 else "已完成") for n in range(10)]
    checks = {one.id: one for one in check_orders(cleaned(duckdb, tmp_path, *lines, left_out=("已取消",)))}
    assert (checks["rows_set_aside"].value, checks["money_set_aside"].value) == (0, 0)
