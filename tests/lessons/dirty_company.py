"""An invented company whose order file has every fault of lesson 3; equal seeds give equal companies."""

from functools import lru_cache

import numpy as np
import pandas as pd

from segkit.learn.data import LessonData
from tests.lessons.lesson_trial import AS_OF

GOODS = ["茶壶", "毛巾", "香薰", "炒锅"]
SHOPS = {"北京店": "华北", "上海店": "华东", "线上": None}


@lru_cache(maxsize=32)
def dirty_company(seed: int, customers: int = 60) -> LessonData:
    """`raw_orders` as a file has them, every cell text, and the `orders` that cleaning makes of them."""
    draw = np.random.default_rng(seed)
    clean = _orders(draw, customers)
    raw = _as_text(clean, draw)
    return LessonData({"raw_orders": _spoiled(raw, clean, draw), "orders": clean.drop(columns="time")}, AS_OF)


def mixed(data: LessonData, seed: int) -> LessonData:
    """The same company with the rows of both tables in another order."""
    tables = {"raw_orders": data.raw_orders, "orders": data.orders}
    # Of equal lines the first stays, so the file keeps its order; the table of orders has none.
    moved = tables["orders"].sample(frac=1, random_state=seed).reset_index(drop=True)
    return LessonData(tables | {"orders": moved}, data.as_of)


def _orders(draw: np.random.Generator, customers: int) -> pd.DataFrame:
    """Orders of one to three goods; some returned in part, some whole, some refunds of purchases before the period."""
    rows = []
    for number in range(customers * 3):
        customer = f"C{draw.integers(customers):05d}"
        time = AS_OF - pd.Timedelta(days=int(draw.integers(30, 700)), seconds=int(draw.integers(1, 80_000)))
        lines = [
            {
                "customer_id": customer,
                "order_id": f"O{number:05d}",
                "time": time,
                "product": product,
                "is_refund": False,
                "amount": float(np.round(draw.lognormal(4.6, 0.8), 2)) + 5,
                "quantity": 1.0,
            }
            for product in draw.choice(GOODS, draw.integers(1, 4), replace=False)
        ]
        back = lines if number % 12 == 0 else lines[:1] if number % 12 == 1 else []
        rows += lines + [
            line | {"amount": -line["amount"], "is_refund": True, "time": time + pd.Timedelta(days=9)} for line in back
        ]
    rows += [
        {
            "customer_id": "C00001",
            "order_id": f"P{n}",
            "time": AS_OF - pd.Timedelta(days=700 - n),
            "product": "茶壶",
            "is_refund": True,
            "amount": -50.0 - n,
            "quantity": 1.0,
        }
        for n in range(2)
    ]
    rows += [
        {
            "customer_id": "C00002",
            "order_id": f"G{n}",
            "time": AS_OF - pd.Timedelta(days=200 + n),
            "product": "赠品",
            "is_refund": False,
            "amount": 0.0,
            "quantity": 1.0,
        }
        for n in range(2)
    ]
    table = pd.DataFrame(rows).sort_values("time", kind="stable").reset_index(drop=True)
    return table.assign(order_date=table["time"].dt.normalize())


def _as_text(clean: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """The orders as a tidy file would have them."""
    shop = pd.Series(draw.choice(list(SHOPS), len(clean)))
    return pd.DataFrame(
        {
            "row": np.arange(2, len(clean) + 2),
            "customer_id": clean["customer_id"],
            "order_id": clean["order_id"],
            "order_date": clean["time"].dt.strftime("%Y-%m-%d %H:%M:%S"),
            "amount": clean["amount"].map("{:.2f}".format),
            "product": clean["product"],
            "store": shop,
            "region": shop.map(SHOPS),
            "mobile": clean["customer_id"].map(lambda text: f"m{int(text[1:]) % 55:03d}"),  # five are shared
        }
    )


def _spoiled(raw: pd.DataFrame, clean: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """The same file with its faults, each on lines of its own."""
    sold = iter(draw.permutation(np.flatnonzero(clean["amount"] > 60)))

    def spoil(column: str, how: "object", n: int = 3) -> None:
        for at in (next(sold) for _ in range(n)):
            raw.loc[at, column] = how(raw.loc[at, column])  # type: ignore[operator]

    wide = str.maketrans("0123456789.L", "０１２３４５６７８９．Ｌ")
    spoil("amount", lambda text: text.translate(wide))
    spoil("amount", lambda text: f"¥{float(text):,.2f}")
    spoil("amount", lambda text: f"{text}元")
    spoil("amount", lambda _: "#N/A")
    spoil("amount", lambda _: "99999999.00", 1)
    spoil("order_date", lambda text: f"{int(text[:4])}年{int(text[5:7])}月{int(text[8:10])}日")
    spoil("order_date", lambda text: text[:16].replace("-", "/"))
    spoil("order_date", lambda _: "2025-02-30 10:12:06")
    spoil("order_date", lambda _: "2099-01-01 00:00:00")
    spoil("order_date", lambda _: None)
    spoil("customer_id", lambda text: f"{text}\u200b", 9)
    spoil("customer_id", lambda text: f"　{text} ", 9)
    spoil("customer_id", lambda _: "-")
    spoil("customer_id", lambda _: "NULL")
    spoil("customer_id", lambda _: None)
    spoil("mobile", lambda _: "无")
    return _with_copies(raw, [next(sold) for _ in range(4)])


def _with_copies(raw: pd.DataFrame, copied: list[int]) -> pd.DataFrame:
    """Some lines twice, and a total at the end; lines numbered anew."""
    total = pd.DataFrame({"order_id": ["合计"], "amount": ["88,888.00"]})
    everything = pd.concat([raw, raw.iloc[copied], total]).sort_index(kind="stable").reset_index(drop=True)
    return everything.assign(row=range(2, len(everything) + 2)).astype(dict.fromkeys(raw.columns.drop("row"), "str"))
