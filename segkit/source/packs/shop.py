"""An online shop: new, active, lost and high value, and why the four do not lie on one scale."""

import numpy as np

from segkit.source.packs.company import (
    Company,
    Plan,
    answer_table,
    chinese,
    counted,
    customer_ids,
    marks_near,
    order_table,
    products,
)
from segkit.source.packs.draws import (
    Lines,
    Range,
    add_refunds,
    day_text,
    draw_visits,
    make_lines,
    mobiles,
    person_names,
    share_out,
    stream,
    within,
)

SHARES = {"active": 0.36, "lost": 0.27, "new": 0.17, "high": 0.13, "high_lost": 0.07}
FIRST: dict[str, Range] = {
    "active": (150, 700), "lost": (560, 715), "new": (5, 88), "high": (420, 715), "high_lost": (500, 715),
}  # fmt: skip
LAST: dict[str, Range] = {
    "active": (1, 170), "lost": (190, 550), "new": (2, 85), "high": (1, 120), "high_lost": (185, 420),
}  # fmt: skip
ORDERS: dict[str, Range] = {"active": (2, 5), "lost": (1, 3), "new": (1, 2), "high": (10, 18), "high_lost": (10, 14)}
YUAN: dict[str, Range] = {
    "active": (45, 140), "lost": (40, 130), "new": (45, 150), "high": (280, 460), "high_lost": (280, 420),
}  # fmt: skip
CLASS = {"active": "shop_active", "lost": "shop_lost", "new": "shop_new", "high": "shop_high", "high_lost": "shop_high"}


def make(plan: Plan) -> Company:
    """The shop's orders, members and answers."""
    rng = stream(plan.pack, plan.seed, "people")
    n = plan.customers
    kind = _kinds(rng, n)
    lines = _lines(plan, kind)
    ids = customer_ids("Q", n)
    classes = np.array([CLASS[one] for one in kind])
    recency, orders = lines.last(n), lines.n_orders(n)
    cycle = np.where(recency > 180, "cycle_lost", np.where(orders == 1, "cycle_first", "cycle_active"))
    tables = {
        "orders": order_table(plan, "QY", lines, ids, has_time=True),
        "customers": _customers(rng, ids, lines),
        "feedback": _answers(plan, kind, ids, recency),
    }
    return Company(tables, {"shop_cycle": classes, "life_cycle": cycle}, _figures(kind, classes, lines))


def _kinds(rng: np.random.Generator, n: int) -> np.ndarray:
    """Each member's way of buying; exactly a fifth are of high value, whatever the number."""
    kind = share_out(rng, SHARES, n)
    is_high = np.char.startswith(kind, "high")
    spare = np.flatnonzero(~is_high)[: n // 5 - is_high.sum()]
    kind[spare] = "high"
    return kind


def _lines(plan: Plan, kind: np.ndarray) -> Lines:
    rng = stream(plan.pack, plan.seed, "orders")
    count = within(rng, kind, ORDERS)
    last = within(rng, kind, LAST)
    visits = draw_visits(rng, count, within(rng, kind, FIRST), last)
    _, _, prices = products(plan.pack)
    liked = rng.integers(0, len(prices), len(kind))
    yuan = within(rng, kind[visits.person], YUAN)
    return add_refunds(rng, make_lines(rng, visits, yuan, prices, liked))


def _customers(rng: np.random.Generator, ids: np.ndarray, lines: Lines) -> dict[str, list[str]]:
    n = len(ids)
    is_female = rng.random(n) < 0.7
    first = lines.first(n)
    grade = np.select([lines.money(n) > 200_000, lines.money(n) > 40_000], ["金卡", "银卡"], "普卡")
    return {
        "customer_id": ids.tolist(),
        "customer_name": person_names(rng, n, is_female),
        "gender": np.where(is_female, "女", "男").tolist(),
        "mobile": mobiles(n),
        "region": chinese("shop", "regions")[rng.integers(0, 5, n)].tolist(),
        "joined_date": day_text(first + rng.integers(0, 6, n)),
        "present_grade": grade.tolist(),
    }


def _answers(plan: Plan, kind: np.ndarray, ids: np.ndarray, recency: np.ndarray) -> dict[str, list[str]]:
    """Of two in five, some days after the last purchase; who left was less content."""
    rng = stream(plan.pack, plan.seed, "answers")
    person = np.flatnonzero(rng.random(len(ids)) < 0.4)
    level = np.where(np.char.endswith(kind[person], "lost"), 3.1, 4.2)
    marks = marks_near(rng, level, {"quality": 0.2, "delivery": -0.2}, {"quality": 1, "delivery": 2})
    return answer_table(ids, person, day_text(np.maximum(recency[person] - 3, 0)), marks)


def _figures(kind: np.ndarray, classes: np.ndarray, lines: Lines) -> dict[str, object]:
    money = lines.money(len(kind))
    high = classes == "shop_high"
    return {
        **counted(classes),
        "high_lost": int((kind == "high_lost").sum()),
        "high_active": int((kind == "high").sum()),
        "lost_if_first": int(np.char.endswith(kind, "lost").sum()),
        "high_share": f"{money[high].sum() / money.sum():.1%}",
        "lost_money": f"{money[kind == 'high_lost'].sum() / 100:,.0f}",
        "refunds": int((lines.cents < 0).sum()),
    }
