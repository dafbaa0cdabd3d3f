"""A cosmetics brand's community: loyal, potential and wait-and-see members; active, potential and silent ones."""

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
    time_text,
    within,
)

SHARES = {"potential": 0.24, "talker": 0.1, "waiting": 0.31, "loyal": 0.2, "unknown": 0.15}
ATTITUDE = {"talker": "potential"}  # speaks, and has bought once only
ORDERS: dict[str, Range] = {
    "potential": (1, 4),
    "waiting": (1, 3),
    "loyal": (2, 9),
    "unknown": (1, 3),
    "talker": (1, 1),
}
FIRST: dict[str, Range] = {
    "potential": (120, 700), "waiting": (250, 715), "loyal": (330, 715), "unknown": (300, 715), "talker": (3, 200),
}  # fmt: skip
LAST: dict[str, Range] = {
    "potential": (5, 240),
    "waiting": (40, 500),
    "loyal": (1, 110),
    "unknown": (60, 560),
    "talker": (3, 200),
}
YUAN: dict[str, Range] = {
    "potential": (90, 320),
    "waiting": (60, 220),
    "loyal": (180, 560),
    "unknown": (60, 260),
    "talker": (60, 300),
}
# What members do: event and channel, the days ago on which it may be, and how often by attitude.
WHAT: dict[str, tuple[str, str, Range]] = {
    "post": ("社群发言", "社群", (0, 88)), "old_post": ("社群发言", "社群", (95, 600)),
    "cart": ("加入购物车", "小程序", (0, 88)), "old_cart": ("加入购物车", "小程序", (95, 600)),
    "form": ("提交肤质测试表单", "小程序", (0, 88)),
    "new_join": ("参加活动", "线上直播", (0, 88)), "join": ("参加活动", "线下沙龙", (95, 360)),
    "old_join": ("参加活动", "线上直播", (370, 600)),
    "look": ("浏览商品", "小程序", (0, 88)), "old_look": ("浏览商品", "小程序", (95, 600)),
}  # fmt: skip
OFTEN: dict[str, dict[str, Range]] = {
    "loyal": {
        "post": (1, 8), "old_post": (2, 10), "cart": (0, 3), "new_join": (0, 1), "join": (0, 2), "look": (1, 6),
        "old_look": (2, 9),
    },
    "talker": {"post": (1, 6), "cart": (0, 2), "look": (0, 4), "new_join": (0, 1)},
    "potential": {
        "cart": (0, 3), "form": (0, 1), "new_join": (0, 1), "join": (0, 1), "old_post": (0, 3), "look": (0, 5),
    },
    "waiting": {"old_post": (0, 1), "old_cart": (0, 2), "old_join": (0, 1), "look": (0, 6), "old_look": (1, 6)},
    "unknown": {},
}  # fmt: skip


def make(plan: Plan) -> Company:
    """The brand's orders, members, what they do in the community, and answers."""
    rng = stream(plan.pack, plan.seed, "people")
    n = plan.customers
    kind = share_out(rng, SHARES, n)
    lines = _lines(plan, kind)
    ids = customer_ids("Z", n)
    did = _deeds(rng, kind)
    attitude = [ATTITUDE.get(one, one) for one in kind]
    truth = {"community_attitude": np.char.add("attitude_", attitude), "community_activity": _activity(did)}
    tables = {
        "orders": order_table(plan, "ZT", lines, ids, has_time=True),
        "customers": _customers(rng, ids, lines),
        "events": _events(plan, did, ids),
        "feedback": _answers(plan, kind, ids),
    }
    return Company(tables, truth, _figures(truth, lines))


def _lines(plan: Plan, kind: np.ndarray) -> Lines:
    rng = stream(plan.pack, plan.seed, "orders")
    count, last = within(rng, kind, ORDERS), within(rng, kind, LAST)
    visits = draw_visits(rng, count, within(rng, kind, FIRST), last)
    _, _, prices = products(plan.pack)
    liked = rng.integers(0, len(prices), len(kind))
    return add_refunds(rng, make_lines(rng, visits, within(rng, kind[visits.person], YUAN), prices, liked))


def _deeds(rng: np.random.Generator, kind: np.ndarray) -> dict[str, np.ndarray]:
    """How often each member did what; who is potential did at least one thing that makes them so."""
    none: Range = (0, 0)
    did = {what: within(rng, kind, {one: OFTEN[one].get(what, none) for one in OFTEN}) for what in WHAT}
    idle = (kind == "potential") & (did["cart"] + did["form"] + did["new_join"] + did["join"] == 0)
    did["cart"] = did["cart"] + idle
    return did


def _activity(did: dict[str, np.ndarray]) -> np.ndarray:
    """By posts of 90 days, then by whatever was done in them; no event at all is no member of the community."""
    total = sum(did.values())
    recent = sum(did[what] for what in ("post", "cart", "form", "new_join", "look"))
    tests = [did["post"] >= 3, (did["post"] >= 1) | (recent >= 5), total > 0]
    return np.select(tests, ["community_active", "community_potential", "community_silent"], "community_none")


def _events(plan: Plan, did: dict[str, np.ndarray], ids: np.ndarray) -> dict[str, list[str]]:
    rng = stream(plan.pack, plan.seed, "events")
    person = np.concatenate([np.repeat(np.arange(len(ids)), count) for count in did.values()])
    what = np.repeat(list(did), [count.sum() for count in did.values()])
    ago = within(rng, what, {name: days for name, (_, _, days) in WHAT.items()})
    second = 3_600 * rng.integers(8, 23, len(person)) + rng.integers(0, 3_600, len(person))
    order = np.lexsort((second, -ago))
    event, channel = (np.array([WHAT[name][side] for name in what[order]]) for side in (0, 1))
    return {
        "customer_id": ids[person[order]].tolist(),
        "event_at": time_text(ago[order], second[order]),
        "event": event.tolist(),
        "channel": channel.tolist(),
    }


def _customers(rng: np.random.Generator, ids: np.ndarray, lines: Lines) -> dict[str, list[str]]:
    n = len(ids)
    first = lines.first(n)
    bands = np.array(["18-24", "25-34", "35-44", "45-54"])
    return {
        "customer_id": ids.tolist(),
        "customer_name": person_names(rng, n, np.ones(n, bool)),
        "age_band": bands[np.minimum(rng.integers(0, 6, n), 3)].tolist(),
        "mobile": mobiles(n),
        "city": chinese("cosmetics", "cities")[rng.integers(0, 8, n)].tolist(),
        "joined_date": day_text(first + rng.integers(0, 10, n)),
        "present_grade": np.where(lines.money(n) > 120_000, "玫瑰卡", "花苞卡").tolist(),
    }


def _answers(plan: Plan, kind: np.ndarray, ids: np.ndarray) -> dict[str, list[str]]:
    rng = stream(plan.pack, plan.seed, "answers")
    person = np.flatnonzero(rng.random(len(ids)) < 0.35)
    level = np.where(kind[person] == "loyal", 4.4, np.where(kind[person] == "waiting", 3.4, 3.9))
    marks = marks_near(rng, level, {"quality": 0.3, "service": -0.1}, {"quality": 2, "service": 1})
    return answer_table(ids, person, day_text(rng.integers(1, 200, len(person))), marks)


def _figures(truth: dict[str, np.ndarray], lines: Lines) -> dict[str, object]:
    attitude, activity = truth["community_attitude"], truth["community_activity"]
    money = lines.money(len(attitude))
    silent = activity == "community_silent"
    return {
        **counted(attitude),
        **counted(activity),
        "loyal_active": int(((attitude == "attitude_loyal") & (activity == "community_active")).sum()),
        "potential_silent": int(((attitude == "attitude_potential") & silent).sum()),
        "silent_money": f"{money[silent].sum() / money.sum():.1%}",
        "loyal_money": f"{money[attitude == 'attitude_loyal'].sum() / money.sum():.1%}",
    }
