"""Small invented companies for lessons: orders by chance, measures, scores and segments by plain loops.

Each has what the lesson's mistakes need to show: orders of several lines, two on one day, refunds after the last
purchase, customers with refunds alone, many who bought once, and somebody on every edge of E5.4.
"""

import json
import random
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

AS_OF = date(2025, 12, 31)
MEASURES = ("recency_days", "frequency", "monetary")
TYPES = {
    (1, 1, 1): "key_value",
    (1, 0, 1): "key_develop",
    (0, 1, 1): "key_keep",
    (0, 0, 1): "key_win_back",
    (1, 1, 0): "general_value",
    (1, 0, 0): "general_develop",
    (0, 1, 0): "general_keep",
    (0, 0, 0): "general_win_back",
}
Line = tuple[str, str, date, float, bool]


def write_company(folder: Path, seed: int, customers: int = 120) -> Path:
    """Tables and company.json in `folder`, as the class's companies have them; rows in a random order."""
    lines = order_lines(seed, customers)
    folder.mkdir(parents=True, exist_ok=True)
    orders = pd.DataFrame(lines, columns=["customer_id", "order_id", "order_date", "amount", "is_refund"])
    orders.sample(frac=1, random_state=seed).to_parquet(folder / "orders.parquet", index=False)
    features = pd.DataFrame(measures(lines))
    features.sample(frac=1, random_state=seed + 1).to_parquet(folder / "features.parquet", index=False)
    scored = features.assign(**scores(features))
    scored["rfm_8"] = eight(scored)
    scored.sample(frac=1, random_state=seed + 2).to_parquet(folder / "segments.parquet", index=False)
    named = {"zh-CN": "某公司", "en": "A company"}
    facts = {"id": folder.name, "name": named, "as_of": str(AS_OF), "currency": "CNY", "is_invented": True}
    (folder / "company.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    return folder


def order_lines(seed: int, customers: int) -> list[Line]:
    """Every line: purchases, and refunds under the order's number or one of their own."""
    chance = random.Random(seed)
    lines: list[Line] = []
    for number in range(customers):
        lines += _lines_of(chance, f"C{seed % 10}{number:03d}", quiet_days=chance.choice((5, 40, 88, 150, 280)))
    lines += [(f"R{n}", f"R{n}-0", AS_OF - timedelta(days=20), -50.0, True) for n in range(3)]
    return lines + list(_edges(seed))


def _lines_of(chance: random.Random, customer: str, quiet_days: int) -> Iterable[Line]:
    n_orders = chance.choice((1, 1, 1, 1, 1, 2, 2, 3, 4, 7))
    last = AS_OF - timedelta(days=quiet_days + chance.randrange(0, 40))
    for number in range(n_orders):
        day = last - timedelta(days=chance.choice((0, 9, 30, 61)) * number)
        order = f"{customer}-{number}"
        amounts = [round(chance.lognormvariate(4.7, 0.9), 2) for _ in range(chance.choice((1, 1, 2, 3)))]
        yield from ((customer, order, day, amount, False) for amount in amounts)
        if chance.random() < 0.2:
            own = order if chance.random() < 0.5 else f"{order}-back"
            back = min(day + timedelta(days=chance.randrange(1, 15)), AS_OF)
            yield customer, own, back, -round(amounts[0] * chance.choice((0.5, 1)), 2), True


def _edges(seed: int) -> Iterable[Line]:
    """One customer on each edge of E5.4, one with two orders on a day, one who just returned something."""
    for name, days, n_orders, amount in (
        ("a", 90, 5, 400.0),
        ("b", 30, 3, 300.0),
        ("c", 30, 1, 500.0),
        ("d", 7, 2, 80.0),
    ):
        day = AS_OF - timedelta(days=days)
        yield from ((f"E{seed % 10}{name}", f"E{name}-{n}", day, amount, False) for n in range(n_orders))
    yield f"E{seed % 10}e", "Ee-0", AS_OF - timedelta(days=100), 900.0, False
    yield f"E{seed % 10}e", "Ee-1", AS_OF - timedelta(days=6), -100.0, True


def measures(lines: list[Line]) -> list[dict[str, Any]]:
    """R, F and M of each buyer, counted line by line."""
    last: dict[str, date] = {}
    orders: dict[str, set[str]] = defaultdict(set)
    cents: dict[str, int] = defaultdict(int)
    for customer, order, day, amount, is_refund in lines:
        cents[customer] += round(amount * 100)
        if not is_refund:
            orders[customer].add(order)
            last[customer] = max(last.get(customer, day), day)
    return [
        {
            "customer_id": customer,
            "recency_days": (AS_OF - day).days,
            "frequency": len(orders[customer]),
            "monetary": cents[customer] / 100,
        }
        for customer, day in last.items()
    ]


def scores(features: pd.DataFrame) -> dict[str, list[int]]:
    """1 and the fifths filled by those strictly below; of recency 6 minus that."""
    found = {}
    for measure, score in zip(MEASURES, ("r_score", "f_score", "m_score"), strict=True):
        values = list(features[measure])
        line = sorted(values)
        up = [1 + 5 * bisect_left(line, value) // len(line) for value in values]
        found[score] = [6 - one for one in up] if score == "r_score" else up
    return found


def eight(scored: pd.DataFrame) -> list[str]:
    """The eight types, each score against its mean."""
    rows = list(zip(scored.r_score, scored.f_score, scored.m_score, strict=True))
    sums = [sum(row[at] for row in rows) for at in range(3)]
    return [TYPES[tuple(int(row[at] * len(rows) > sums[at]) for at in range(3))] for row in rows]
