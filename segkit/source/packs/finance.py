"""A bank's wealth business: net worth tiers by assets held, beside the grade and the fees of today."""

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

HIGH, MIDDLE = 6_000_000, 500_000
SHARES = {"basic": 0.56, "middle": 0.34, "high": 0.07, "unknown": 0.03}
ASSETS: dict[str, Range] = {"basic": (3, 480), "middle": (505, 5_900), "high": (6_050, 32_000), "unknown": (0, 0)}
ORDERS: dict[str, Range] = {"basic": (1, 6), "middle": (3, 12), "high": (6, 20), "unknown": (1, 5)}
LAST: dict[str, Range] = {"basic": (2, 420), "middle": (2, 260), "high": (150, 300), "unknown": (30, 420)}
FIRST: dict[str, Range] = {"basic": (430, 715), "middle": (400, 715), "high": (420, 715), "unknown": (430, 715)}
YUAN: dict[str, Range] = {"basic": (6, 90), "middle": (80, 900), "high": (900, 9_000), "unknown": (6, 300)}


def make(plan: Plan) -> Company:
    """The bank's fee-earning transactions, clients and answers."""
    rng = stream(plan.pack, plan.seed, "people")
    n = plan.customers
    kind = share_out(rng, SHARES, n)
    assets = _assets(rng, kind)
    lines = _lines(plan, kind)
    ids = customer_ids("H", n)
    tiers = np.select(
        [assets < 0, assets >= HIGH, assets >= MIDDLE],
        ["net_worth_unknown", "net_worth_high", "net_worth_middle"],
        "net_worth_basic",
    )
    home = rng.integers(0, len(chinese(plan.pack, "stores")), n)
    people = _customers(rng, ids, lines, home)
    people["assets"] = ["" if one < 0 else f"{one:,}.00" for one in assets.tolist()]
    tables = {
        "orders": _orders(plan, lines, ids, home),
        "customers": people,
        "feedback": _answers(plan, kind, ids),
    }
    return Company(tables, {"net_worth": tiers}, _figures(tiers, assets, people["present_grade"], lines))


def _assets(rng: np.random.Generator, kind: np.ndarray) -> np.ndarray:
    """Yuan, -1 for what is not known; two clients of each lower limit hold exactly it."""
    assets = within(rng, kind, ASSETS) * 1_000
    for name, floor in (("high", HIGH), ("middle", MIDDLE)):
        assets[np.flatnonzero(kind == name)[:2]] = floor
    return np.where(kind == "unknown", -1, assets)


def _lines(plan: Plan, kind: np.ndarray) -> Lines:
    rng = stream(plan.pack, plan.seed, "orders")
    count, is_quiet = within(rng, kind, ORDERS), rng.random(len(kind)) < 0.3
    last = np.where(is_quiet, within(rng, kind, LAST), rng.integers(2, 75, len(kind)))
    visits = draw_visits(rng, count, within(rng, kind, FIRST), last)
    _, _, prices = products(plan.pack)
    liked = rng.integers(0, len(prices), len(kind))
    return add_refunds(
        rng, make_lines(rng, visits, within(rng, kind[visits.person], YUAN), np.ones(len(prices)), liked)
    )


def _orders(plan: Plan, lines: Lines, ids: np.ndarray, home: np.ndarray) -> dict[str, list[str]]:
    """The fee is what the bank earns; the sum that changed hands stands beside it and is no revenue."""
    _, _, rates = products(plan.pack)
    turnover = [f"{cent / 100 / rate:.0f}" for cent, rate in zip(lines.cents, rates[lines.product], strict=True)]
    stores = chinese(plan.pack, "stores")[home[lines.person]].tolist()
    return order_table(plan, "T", lines, ids, has_time=False) | {"turnover": turnover, "store": stores}


def _customers(rng: np.random.Generator, ids: np.ndarray, lines: Lines, home: np.ndarray) -> dict[str, list[str]]:
    """Today's grade goes by the number of transactions, as banks had it before they looked at assets."""
    n = len(ids)
    is_female = rng.random(n) < 0.52
    first, orders = lines.first(n), lines.n_orders(n)
    owners = chinese("finance", "owners")
    return {
        "customer_id": ids.tolist(),
        "customer_name": person_names(rng, n, is_female),
        "gender": np.where(is_female, "女", "男").tolist(),
        "birth_date": day_text(365 * rng.integers(24, 71, n) + rng.integers(0, 365, n)),
        "mobile": mobiles(n),
        "store": chinese("finance", "stores")[home].tolist(),
        "owner": owners[(2 * home + rng.integers(0, 2, n)) % len(owners)].tolist(),
        "joined_date": day_text(first + rng.integers(0, 900, n)),
        "present_grade": np.select([orders >= 10, orders >= 5], ["钻石", "金卡"], "普通").tolist(),
    }


def _answers(plan: Plan, kind: np.ndarray, ids: np.ndarray) -> dict[str, list[str]]:
    rng = stream(plan.pack, plan.seed, "answers")
    person = np.flatnonzero(rng.random(len(ids)) < 0.4)
    level = np.where(kind[person] == "high", 3.6, 4.1)
    shifts = {"quality": 0.2, "service": 0.0, "price": -0.4}
    marks = marks_near(rng, level, shifts, {"quality": 1, "service": 2})
    return answer_table(ids, person, day_text(rng.integers(1, 250, len(person))), marks)


def _figures(tiers: np.ndarray, assets: np.ndarray, grades: list[str], lines: Lines) -> dict[str, object]:
    money, grade, high = lines.money(len(tiers)), np.array(grades), tiers == "net_worth_high"
    return {
        **counted(tiers),
        "at_limit": int(((assets == HIGH) | (assets == MIDDLE)).sum()),
        "high_assets": f"{assets[high].sum() / assets[assets > 0].sum():.1%}",
        "high_money": f"{money[high].sum() / money.sum():.1%}",
        "diamonds": int((grade == "钻石").sum()),
        "diamonds_not_high": int(((grade == "钻石") & ~high).sum()),
        "high_not_diamond": int(((grade != "钻石") & high).sum()),
        "high_quiet": int((high & (lines.last(len(tiers)) > 180)).sum()),
    }
