"""Figures that lessons quote from public data are what the data give."""

import pandas as pd
import pytest

from segkit.house import kit_folder

PUBLISHED = {"superstore-cn": 0.27, "cdnow": 0.41, "r-rfm": 0.31}


def orders_of(name, folder):
    """Customer, day, order and amount of one public set."""
    if name == "cdnow":
        rows = pd.read_csv(folder / "cdnow" / "CDNOW_sample.txt", sep=r"\s+", header=None, dtype={0: str})
        days = pd.to_datetime(rows[2].astype(str))
        return pd.DataFrame({"who": rows[0], "day": days, "order": rows[0] + rows[2].astype(str), "amount": rows[4]})
    if name == "r-rfm":
        rows = pd.read_csv(folder / "r-rfm" / "rfm_data_orders.csv")
        days = pd.to_datetime(rows["order_date"])
        return pd.DataFrame({"who": rows["customer_id"], "day": days, "order": rows.index, "amount": rows["revenue"]})
    rows = pd.read_csv(folder / "superstore-cn" / "superstore_cn_orders_gb18030.csv", encoding="gb18030")
    days = pd.to_datetime(rows["订单日期"])
    return pd.DataFrame({"who": rows["客户 ID"], "day": days, "order": rows["订单 ID"], "amount": rows["销售额"]})


def eight_by(better):
    return better.astype(int).astype(str).agg("".join, axis=1)


@pytest.mark.parametrize("name", PUBLISHED)
def test_so_many_customers_move_when_scores_give_way_to_raw_values(name, shared_data):
    orders = orders_of(name, shared_data)
    own = orders.groupby("who")
    recency = (orders["day"].max() - own["day"].max()).dt.days
    raw = pd.DataFrame({"r": -recency, "f": own["order"].nunique(), "m": own["amount"].sum()})
    scores = 5 * (raw.rank(method="min") - 1) // len(raw) + 1
    up = (5 * (recency.rank(method="min") - 1) // len(raw)).astype(int) + 1
    scores["r"] = 6 - up  # as the lesson does it: lined up by days, then turned
    moved = (eight_by(scores.gt(scores.mean())) != eight_by(raw.gt(raw.mean()))).mean()
    assert round(moved, 2) == PUBLISHED[name]


@pytest.mark.parametrize("between", ["分别有 27%、41%、31%", "27%, 41% and 31%"])
def test_the_lesson_quotes_just_these_figures(between):
    assert between in (kit_folder("course") / "lessons" / "m05_rfm" / "lesson.py").read_text(encoding="utf-8")
