"""The holdout on CDNOW, whose figures are known from Fader and Hardie's papers: 684 of 2,357 customers came back."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from segkit.evaluation.days import rfm_at
from segkit.evaluation.figures import Grouping
from segkit.evaluation.foresight import holdout
from segkit.features.days import customer_days
from tests.evaluation.shop import line, lines_table

CUT, END = date(1997, 9, 30), date(1998, 6, 30)


@pytest.fixture
def days(duckdb, shared_data):
    columns = ["master", "customer", "day", "cds", "amount"]
    rows = pd.read_csv(shared_data / "cdnow" / "CDNOW_sample.txt", sep=r"\s+", names=columns, dtype=str)
    dates = pd.to_datetime(rows.day, format="%Y%m%d").dt.strftime("%Y-%m-%d")
    lines = [line(row.customer, row.day, day, row.amount) for row, day in zip(rows.itertuples(), dates, strict=True)]
    return duckdb.create_table("days", customer_days(lines_table(duckdb, lines)))


def test_as_many_customers_come_back_as_the_papers_say(days):
    known = rfm_at(days, CUT).mutate(kind=lambda t: (t.frequency > 1).ifelse("repeat", "once"))
    found = holdout(Grouping(known, "kind", ("repeat", "once"), 11), days, cut=CUT, end=END)
    assert {row.segment: row.n for row in found.rows} == {"repeat": 946, "once": 1411}
    assert found.overall_rate == pytest.approx(684 / 2357, abs=1e-6)
    assert found.auc_scheme > 0.6


def test_customer_days_are_as_many_as_the_papers_count(days):
    assert days.count().to_pyarrow().as_py() == 6696
    assert days.revenue.sum().to_pyarrow().as_py() == Decimal("244091.94")
