"""The invented company of `lesson_trial` with the tables as they come before cleaning, and those that tell more."""

from functools import lru_cache

import numpy as np
import pandas as pd

from segkit.learn.data import LessonData
from tests.lessons.lesson_trial import AS_OF, company

TABLES = ("orders", "features", "segments", "feedback", "raw_orders", "customers", "events", "messages")


@lru_cache(maxsize=64)
def raw_company(seed: int) -> LessonData:
    """The company of that seed, with its order file as text, its master file, events and messages."""
    base, draw = company(seed), np.random.default_rng(seed + 1000)
    ids = _everybody(base)
    tables = {name: getattr(base, name) for name in ("orders", "features", "segments", "feedback")}
    tables |= {"raw_orders": _raw(draw, base.orders), "customers": _customers(draw, ids)}
    tables |= {"events": _events(draw, ids), "messages": _messages(draw, ids)}
    return LessonData(tables, AS_OF)


def raw_shuffled(data: LessonData, seed: int) -> LessonData:
    """The same company with the rows of every table in another order."""
    mixed = {name: getattr(data, name).sample(frac=1, random_state=seed).reset_index(drop=True) for name in TABLES}
    return LessonData(mixed, data.as_of)


def _everybody(base: LessonData) -> list[str]:
    """All ids of the master file: every buyer, and as many again as one in nine who never bought."""
    bought = sorted(set(base.orders["customer_id"]))
    return [*bought, *(f"N{number:05d}" for number in range(len(bought) // 9 + 1))]


def _raw(draw: np.random.Generator, orders: pd.DataFrame) -> pd.DataFrame:
    """Order lines as text: some amounts with a sign or a comma, some lines twice, a strange id, total rows."""
    raw = orders[["customer_id", "order_id", "order_date", "amount"]].copy()
    raw["order_date"] = raw["order_date"].dt.strftime("%Y-%m-%d")
    raw["amount"] = raw["amount"].map("{:.2f}".format)
    odd = draw.choice(raw.index, 12, replace=False)
    raw.loc[odd[:6], "amount"] = "¥" + raw.loc[odd[:6], "amount"]
    raw.loc[odd[6:], "customer_id"] = " " + raw.loc[odd[6:], "customer_id"]
    total = {"customer_id": None, "order_id": "合计", "amount": f"{orders['amount'].sum():.2f}"}
    raw = pd.concat([raw, raw.iloc[:5], pd.DataFrame([total, total])], ignore_index=True)
    return raw.assign(row=range(2, len(raw) + 2))


def _customers(draw: np.random.Generator, ids: list[str]) -> pd.DataFrame:
    """The master file, which lacks a few of those who bought."""
    known = [name for name in ids if draw.random() > 0.05]
    city = draw.choice(["上海", "杭州", "成都"], len(known))
    return pd.DataFrame({"customer_id": known, "city": city, "channel": draw.choice(["门店", "线上"], len(known))})


def _events(draw: np.random.Generator, ids: list[str]) -> pd.DataFrame:
    """Several events of a third of the people."""
    who = draw.choice(ids, len(ids))
    at = AS_OF - pd.to_timedelta(draw.integers(0, 500, len(who)), unit="D")
    return pd.DataFrame({"customer_id": who, "event_at": at, "event": "浏览商品"})


def _messages(draw: np.random.Generator, ids: list[str]) -> pd.DataFrame:
    """A message of one in five, a few of them by people in no other file; some tell a phone number."""
    who = [*draw.choice(ids, len(ids) // 5), "X00001", "X00002"]
    at = AS_OF - pd.to_timedelta(draw.integers(0, 500, len(who)), unit="D")
    text = [f"请回电 1380000{number:04d}，谢谢" if number % 3 == 0 else "想问有没有货" for number in range(len(who))]
    return pd.DataFrame({"customer_id": who, "sent_at": at, "text": text})
