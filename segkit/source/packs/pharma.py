"""A medicine maker's hospitals and pharmacies: ABCD by what an outlet needs and how much of it comes from us."""

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
    YEAR,
    Lines,
    Range,
    Visits,
    add_refunds,
    day_text,
    draw_visits,
    make_lines,
    share_out,
    stream,
    within,
)

LARGE, OURS = 600_000, 0.4  # yuan of need a year; our share of it
SHARES = {"d": 0.33, "c": 0.26, "b": 0.23, "a": 0.15, "unknown": 0.03}
NEED: dict[str, Range] = {
    "a": (620, 4_200), "b": (90, 560), "c": (620, 3_800), "d": (90, 560), "unknown": (90, 560),
}  # fmt: skip
PERCENT: dict[str, Range] = {"a": (46, 82), "b": (46, 85), "c": (6, 32), "d": (6, 32), "unknown": (20, 60)}
ORDERS: dict[str, Range] = {"a": (10, 16), "b": (8, 14), "c": (5, 9), "d": (3, 8), "unknown": (4, 8)}
# How an outlet's deliveries changed: days ago between which those of the last year lie, the last of the year before,
# and how large that one was against the last.
SINCE: dict[str, Range] = {"steady": (310, 358), "rising": (60, 88), "falling": (330, 358)}
UNTIL: dict[str, Range] = {"steady": (1, 60), "rising": (1, 20), "falling": (190, 300)}
BEFORE: dict[str, Range] = {"steady": (370, 470), "rising": (370, 600), "falling": (368, 380)}
TIMES = {"steady": 0.9, "rising": 0.3, "falling": 2.4}
SIZES = {"a": [5, 4, 1, 2, 0], "b": [0, 2, 3, 4, 3], "c": [5, 4, 1, 2, 0], "d": [0, 1, 4, 4, 4]}


def make(plan: Plan) -> Company:
    """The maker's deliveries, outlets and answers."""
    rng = stream(plan.pack, plan.seed, "people")
    n = plan.customers
    kind = share_out(rng, SHARES, n)
    need = within(rng, kind, NEED) * 1_000
    lines = _lines(plan, kind, need)
    ids = customer_ids("K", n)
    grades = _grades(kind, need, lines)
    region = rng.integers(0, 5, n)
    people = _customers(rng, kind, ids, region)
    people["demand"] = ["" if one == "unknown" else str(need[at]) for at, one in enumerate(kind)]
    tables = {
        "orders": _orders(plan, lines, ids, region),
        "customers": people,
        "feedback": _answers(plan, kind, ids),
    }
    return Company(tables, {"abcd_b2b": grades}, _figures(kind, grades, need, lines))


def _lines(plan: Plan, kind: np.ndarray, need: np.ndarray) -> Lines:
    """Two years of deliveries; what an outlet bought in the last twelve months is its planted share of its need."""
    rng = stream(plan.pack, plan.seed, "orders")
    n = len(kind)
    bought = need * within(rng, kind, PERCENT) / 100
    count, earlier = within(rng, kind, ORDERS), within(rng, kind, ORDERS)
    way = np.where(rng.random(n) < 0.22, np.where(np.isin(kind, ["a", "b"]), "rising", "falling"), "steady")
    late = draw_visits(rng, count, within(rng, way, SINCE), within(rng, way, UNTIL))
    old = draw_visits(rng, earlier, rng.integers(560, 716, n), within(rng, way, BEFORE))
    visits = Visits(*(np.concatenate(pair) for pair in zip(vars(late).values(), vars(old).values(), strict=True)))
    each = np.concatenate(
        [(bought / count)[late.person], (np.array([TIMES[one] for one in way]) * bought / earlier)[old.person]]
    )
    _, _, prices = products(plan.pack)
    return add_refunds(rng, make_lines(rng, visits, each, prices), share=0.006)


def _grades(kind: np.ndarray, need: np.ndarray, lines: Lines) -> np.ndarray:
    """By the outlet's need and our share of it; an outlet whose need is not known is D."""
    ours = lines.money(len(kind), YEAR) / (100 * need) >= OURS
    large, known = need >= LARGE, kind != "unknown"
    return np.select([known & large & ours, known & ours, known & large], ["b2b_a", "b2b_b", "b2b_c"], "b2b_d")


def _orders(plan: Plan, lines: Lines, ids: np.ndarray, region: np.ndarray) -> dict[str, list[str]]:
    regions = chinese(plan.pack, "regions")[region[lines.person]].tolist()
    return order_table(plan, "FH", lines, ids, has_time=False) | {"region": regions}


def _customers(rng: np.random.Generator, kind: np.ndarray, ids: np.ndarray, region: np.ndarray) -> dict[str, list[str]]:
    n = len(ids)
    places, types, owners = (chinese("pharma", group) for group in ("places", "kinds", "owners"))
    weights = np.array([SIZES.get(one, SIZES["d"]) for one in kind], float)
    edges = np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)
    sort = (rng.random((n, 1)) > edges[:, :-1]).sum(axis=1)
    endings = chinese("pharma", "endings")[sort]
    place = places[rng.integers(0, len(places), n)]
    number = [f"第{'一二三四五六七八九'[one]}" if one < 9 else "" for one in rng.integers(0, 14, n).tolist()]
    return {
        "customer_id": ids.tolist(),
        "customer_name": [a + b + c for a, b, c in zip(place, number, endings, strict=True)],
        "kind": types[sort].tolist(),
        "region": chinese("pharma", "regions")[region].tolist(),
        "owner": owners[(2 * region + rng.integers(0, 2, n)) % len(owners)].tolist(),
        "joined_date": day_text(720 + rng.integers(0, 2_000, n)),
        "present_grade": np.where(rng.random(n) < 0.3, "重点", "一般").tolist(),
    }


def _answers(plan: Plan, kind: np.ndarray, ids: np.ndarray) -> dict[str, list[str]]:
    rng = stream(plan.pack, plan.seed, "answers")
    person = np.flatnonzero(rng.random(len(ids)) < 0.45)
    level = np.where(np.isin(kind[person], ["a", "b"]), 4.2, 3.4)
    shifts = {"quality": 0.4, "delivery": -0.2, "service": 0.0}
    marks = marks_near(rng, level, shifts, {"delivery": 1, "service": 2})
    return answer_table(ids, person, day_text(rng.integers(1, 250, len(person))), marks)


def _figures(kind: np.ndarray, grades: np.ndarray, need: np.ndarray, lines: Lines) -> dict[str, object]:
    year = lines.money(len(kind), YEAR) / 100
    is_c = grades == "b2b_c"
    return {
        **counted(grades),
        "no_need": int((kind == "unknown").sum()),
        "c_need": f"{need[is_c].sum():,.0f}",
        "c_share": f"{year[is_c].sum() / need[is_c].sum():.1%}",
        "c_room": f"{OURS * need[is_c].sum() - year[is_c].sum():,.0f}",
        "a_money": f"{year[grades == 'b2b_a'].sum() / year.sum():.1%}",
    }
