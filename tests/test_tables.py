"""The tests' own tables mean the same on both engines."""

from datetime import date
from decimal import Decimal

from tests.tables import orders, rows


def test_an_order_line_comes_back_as_it_was_typed(engine):
    (line,) = rows(engine, orders(("ana", 1, "2024-03-01", "10.00"), store="东店"))
    assert line["customer_id"] == "ana"
    assert line["order_date"] == date(2024, 3, 1)
    assert line["amount"] == Decimal("10.00")
    assert line["store"] == "东店"
    assert line["quantity"] is None
    assert line["is_refund"] is False


def test_money_adds_up_as_decimal(engine):
    lines = orders(("ana", 1, "2024-03-01", "10.10"), ("ana", 1, "2024-03-01", "-0.20"))
    total = lines.group_by("customer_id").agg(monetary=lines.amount.sum())
    assert rows(engine, total) == [{"customer_id": "ana", "monetary": Decimal("9.90")}]
