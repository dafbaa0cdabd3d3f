"""A firm that serves companies: value crossed with satisfaction, and who is of high value and not content."""

import numpy as np

from segkit.source.packs.company import (
    Company,
    Plan,
    answer_table,
    chinese,
    counted,
    customer_ids,
    order_table,
    products,
)
from segkit.source.packs.draws import (
    YEAR,
    Lines,
    Range,
    Visits,
    add_refunds,
    answers_near,
    day_text,
    draw_visits,
    make_lines,
    share_out,
    stream,
    within,
)

SHARES = {
    "low_happy": 0.33, "low_unasked": 0.28, "low_unhappy": 0.13,
    "high_happy": 0.12, "high_unhappy": 0.08, "high_unasked": 0.06,
}  # fmt: skip
YUAN: dict[str, Range] = {"low": (900, 2_600), "high": (9_000, 24_000)}
ORDERS: dict[str, Range] = {"low": (1, 7), "high": (18, 28)}
LATEST: dict[str, Range] = {"happy": (4, 5), "unhappy": (1, 3)}
EARLIER: dict[str, Range] = {"happy": (2, 4), "unhappy": (3, 5)}  # before it: who is content was not always

PULL = {  # by dimension how an answer follows the overall one: times, plus
    "quality": (1.0, 0.4), "price": (1.0, -0.5), "delivery": (1.2, -1.1), "service": (1.2, -0.8),
}  # fmt: skip


def make(plan: Plan) -> Company:
    """The firm's receipts, customers and the answers they gave, some twice; who is of high value follows from money."""
    rng = stream(plan.pack, plan.seed, "people")
    n = plan.customers
    kind = share_out(rng, SHARES, n)
    worth, mood = (np.array([one.split("_")[side] for one in kind]) for side in (0, 1))
    lines = _lines(plan, worth)
    ids = customer_ids("C", n)
    region = rng.integers(0, 4, n)
    year = lines.money(n, YEAR)
    worth = np.where(year * n > year.sum(), "high", "low")
    classes = [f"{one}_{other}" for one, other in zip(worth, mood, strict=True)]
    tables = {
        "orders": order_table(plan, "HK", lines, ids, has_time=False),
        "customers": _customers(rng, ids, region),
        "feedback": _answers(plan, mood, ids),
    }
    return Company(tables, {"value_satisfaction": np.char.add("vs_", classes)}, _figures(classes, worth, mood, year))


def _lines(plan: Plan, worth: np.ndarray) -> Lines:
    rng = stream(plan.pack, plan.seed, "orders")
    n = len(worth)
    count = within(rng, worth, ORDERS)
    leaves = rng.random(n) < np.where(worth == "low", 0.4, 0.15)
    last = np.where(leaves, rng.integers(80, 330, n), rng.integers(1, 75, n))
    visits = draw_visits(rng, count, last + rng.integers(60, 390, n) + np.where(worth == "high", 250, 0), last)
    visits = Visits(visits.person, np.minimum(visits.ago, 715 - visits.person % 40))
    _, _, prices = products(plan.pack)
    liked = rng.integers(0, len(prices), n)
    return add_refunds(rng, make_lines(rng, visits, within(rng, worth[visits.person], YUAN), prices, liked))


def _customers(rng: np.random.Generator, ids: np.ndarray, region: np.ndarray) -> dict[str, list[str]]:
    n = len(ids)
    words, trades, owners = (chinese("service", group) for group in ("firms", "trades", "owners"))
    trade = rng.integers(0, len(trades), n)
    firm = [a + b for a, b in zip(*(words[rng.integers(0, len(words), n)] for _ in range(2)), strict=True)]
    return {
        "customer_id": ids.tolist(),
        "customer_name": [f"{name}{chinese('service', 'endings')[at]}" for name, at in zip(firm, trade, strict=True)],
        "industry": trades[trade].tolist(),
        "region": chinese("service", "regions")[region].tolist(),
        "owner": owners[(3 * region + rng.integers(0, 3, n)) % len(owners)].tolist(),
        "joined_date": day_text(720 + rng.integers(0, 1_500, n)),
        "present_grade": np.where(rng.random(n) < 0.35, "VIP", "普通").tolist(),
    }


def _answers(plan: Plan, mood: np.ndarray, ids: np.ndarray) -> dict[str, list[str]]:
    """The latest answer of who was asked, and for half of them an earlier one, on a scale of 1 to 5."""
    rng = stream(plan.pack, plan.seed, "answers")
    asked = np.flatnonzero(mood != "unasked")
    twice = asked[rng.random(len(asked)) < 0.5]
    latest, earlier = within(rng, mood[asked], LATEST), within(rng, mood[twice], EARLIER)
    person, overall = np.append(asked, twice), np.append(latest, earlier)
    ago = np.append(rng.integers(2, 340, len(asked)), rng.integers(360, 600, len(twice)))
    order = np.argsort(-ago, kind="stable")
    person, overall = person[order], overall[order]
    marks = {key: answers_near(rng, slope * overall + shift, (1, 5)) for key, (slope, shift) in PULL.items()}
    return answer_table(ids, person, day_text(ago[order]), {"satisfaction": overall, **marks})


def _figures(classes: list[str], worth: np.ndarray, mood: np.ndarray, cents: np.ndarray) -> dict[str, object]:
    year = cents / 100
    high, unhappy = worth == "high", mood == "unhappy"
    return {
        **counted(np.array(classes)),
        "high": int(high.sum()),
        "unhappy": int(unhappy.sum()),
        "at_risk": f"{year[high & unhappy].sum():,.0f}",
        "at_risk_share": f"{year[high & unhappy].sum() / year.sum():.1%}",
        "answered": f"{(mood != 'unasked').mean():.1%}",
        "mean": f"{year.mean():,.0f}",
    }
