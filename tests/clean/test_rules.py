from decimal import Decimal

import pytest

from segkit.clean.rules import RULES, CleaningRules
from segkit.wording import LANGUAGES, read_catalogue
from tests.clean.entries import cleaned, entry, listed, reasons


def found_by(clean, rule):
    return next(line.rows for line in clean.ledger if line.rule == rule)


def test_a_sum_without_a_customer_is_no_data(duckdb, tmp_path):
    words = ("合计", "小计：", "3月小计", "总计", "Total", "GRAND TOTAL", "Subtotal:", "合计 1,234.50")
    clean = cleaned(duckdb, tmp_path, entry("合计"), *(entry(None, order_id=word) for word in words))
    assert clean.account.non_data == 9


def test_a_line_with_a_customer_is_never_a_sum(duckdb, tmp_path):
    assert cleaned(duckdb, tmp_path, entry(product="合计"), entry(product="Total")).account.kept == 2


def test_a_product_that_only_sounds_like_a_sum_is_none(duckdb, tmp_path):
    products = ("共计不锈钢保温杯", "Totally Bamboo board", "小计算器")
    clean = cleaned(duckdb, tmp_path, *(entry(None, product=product) for product in products))
    assert reasons(clean) == dict.fromkeys((2, 3, 4), "missing_id")


def test_a_product_that_begins_with_test_is_a_test_order(duckdb, tmp_path):
    products = ("测试商品（勿拍）", "【测试】茶具", "TEST item do not buy", "test-001", "测试")
    clean = cleaned(duckdb, tmp_path, *(entry(product=product) for product in products))
    assert reasons(clean) == dict.fromkeys(range(2, 7), "test_order")


def test_a_test_kit_is_no_test_order(duckdb, tmp_path):
    products = ("血糖测试仪", "测试纸 100条", "Testosterone", "Contest ticket", "latest model")
    assert reasons(cleaned(duckdb, tmp_path, *(entry(product=product) for product in products))) == {}


def test_orders_of_a_status_that_the_study_leaves_out_do_not_count(duckdb, tmp_path):
    lines = [entry(status=status) for status in ("已完成", "已取消", " 待付款", None)]
    assert reasons(cleaned(duckdb, tmp_path, *lines, left_out=("已取消", "待付款"))) == {3: "left_out", 4: "left_out"}
    assert reasons(cleaned(duckdb, tmp_path, *lines)) == {}


def test_a_word_that_stands_for_no_customer_is_a_missing_id(duckdb, tmp_path):
    ids = (None, "", "  ", "\u3000", "-", "NULL", "\u200b")
    clean = cleaned(duckdb, tmp_path, *(entry(customer_id) for customer_id in ids))
    assert reasons(clean) == dict.fromkeys(range(2, 9), "missing_id")


def test_an_id_that_software_likes_to_swallow_is_kept(duckdb, tmp_path):
    ids = {"NA", "None", "nan", "0"}
    clean = cleaned(duckdb, tmp_path, *(entry(customer_id) for customer_id in sorted(ids)))
    assert {row["customer_id"] for row in listed(clean.lines)} == ids


def test_a_day_no_order_can_have_is_set_aside(duckdb, tmp_path):
    clean = cleaned(duckdb, tmp_path, entry(day="1989-12-31"), entry(day="1990-01-01"), entry(day="2027-01-01"))
    assert reasons(clean) == {2: "future_date", 4: "future_date"}


def test_a_day_after_the_window_is_outside_and_not_set_aside(duckdb, tmp_path):
    clean = cleaned(duckdb, tmp_path, entry(day="2025-12-31"), entry(day="2026-01-01"), entry(day="2026-12-31"))
    assert (clean.account.kept, clean.account.outside, clean.account.quarantined) == (1, 2, 0)


def test_a_pause_of_four_years_belongs_to_the_company(duckdb, tmp_path):
    days = ("2015-06-01", "2015-07-01", "2019-06-01")
    assert reasons(cleaned(duckdb, tmp_path, *(entry(day=day) for day in days), as_of=None)) == {}


def test_an_amount_at_the_limit_counts_and_one_cent_more_does_not(duckdb, tmp_path):
    rows = (entry(amount="1000000.00"), entry(amount="1000000.01"), entry(amount="-1000000.01"))
    assert reasons(cleaned(duckdb, tmp_path, *rows)) == {3: "amount_limit", 4: "amount_limit"}


def test_zero_amounts_are_kept_and_counted_or_dropped(duckdb, tmp_path):
    rows = (entry(), entry(amount="0.00"))
    kept = cleaned(duckdb, tmp_path / "keep", *rows)
    assert (kept.account.kept, found_by(kept, "zero_amount")) == (2, 1)
    assert reasons(cleaned(duckdb, tmp_path / "drop", *rows, zero_amounts="drop")) == {3: "zero_amount"}


def test_a_refund_is_netted_under_its_orders_id(duckdb, tmp_path):
    clean = cleaned(duckdb, tmp_path, entry(order_id="o1"), entry(order_id="o1", amount="-4.00"))
    assert {(row["order_id"], row["amount"], row["is_refund"]) for row in listed(clean.lines)} == {
        ("o1", Decimal("10.00"), False),
        ("o1", Decimal("-4.00"), True),
    }


@pytest.mark.parametrize("policy", ["drop", "apart"])
def test_a_refund_that_is_not_netted_is_set_aside(duckdb, tmp_path, policy):
    clean = cleaned(duckdb, tmp_path, entry(), entry(amount="-4.00"), refunds=policy)
    assert reasons(clean) == {3: "refund"}
    assert clean.account.amount_quarantined == Decimal("-4.00")


def test_duplicates_may_be_kept_and_are_still_counted(duckdb, tmp_path):
    line = entry()
    clean = cleaned(duckdb, tmp_path, line, line, duplicates="keep")
    assert (clean.account.kept, found_by(clean, "exact_duplicate")) == (2, 1)


def test_the_form_of_an_amount_is_counted(duckdb, tmp_path):
    forms = ("full_width", "currency_sign", "unit_word", "thousands")
    clean = cleaned(duckdb, tmp_path, entry(), *(entry(amount_form=form) for form in forms))
    assert [found_by(clean, form) for form in forms] == [1, 1, 1, 1]


def test_a_date_in_another_form_is_counted(duckdb, tmp_path):
    rows = (entry(), entry(date_text="2025年3月5日"), entry(date_text="2025/3/5 8:30"))
    assert found_by(cleaned(duckdb, tmp_path, *rows), "date_form") == 2


def test_the_first_rule_that_removes_a_row_answers_for_it(duckdb, tmp_path):
    assert reasons(cleaned(duckdb, tmp_path, entry(), entry(None, "2024-02-30", "x"))) == {3: "missing_id"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_name_a_sentence_and_its_reason(language):
    texts = read_catalogue("clean", language)
    named = {f"rule.{rule.id}" for rule in RULES} | {f"rule.{rule.id}.why" for rule in RULES}
    named |= {f"reason.{rule.id}" for rule in RULES if rule.effect == "quarantined"}
    named |= {f"effect.{effect}" for effect in ("changed", "kept", "quarantined", "outside", "non_data")}
    assert named - set(texts) == set()


def test_the_defaults_are_the_studys():
    from segkit.study import Cleaning

    assert CleaningRules(**Cleaning().model_dump()) == CleaningRules()
