"""Schemes and scored customers for the tests of this room."""

from decimal import Decimal

from segkit.columns import SCORES
from segkit.segments.standard import GridScheme, RulesScheme
from tests.tables import table


def both(text):
    return {"zh-CN": text, "en": text}


def named(segment, **more):
    return {"id": segment, "name": both(segment), "public_name": both(segment), "rule": both(segment)} | more


def grid(cells, **more):
    """A grid scheme from segment id to cells."""
    segments = [named(one, cells=tuple(codes)) for one, codes in cells.items()]
    return GridScheme(id="test", kind="grid", name=both("t"), purpose=both("t"), segments=segments, **more)


def rules(conditions, **more):
    """A rules scheme from segment id to condition; all others are `others`."""
    segments = [named(one, when=when) for one, when in conditions.items()]
    words = {"name": both("t"), "purpose": both("t"), "otherwise": named("others")}
    return RulesScheme(id="test", kind="rules", segments=segments, **words, **more)


def bounds(scheme):
    """Conditions from lines `segment: r; f; m`, each a score or a range like 3-5."""
    found = {}
    for line in scheme.strip().splitlines():
        name, _, ranges = line.strip().partition(": ")
        axes = zip(("r_score", "f_score", "m_score"), ranges.split("; "), strict=True)
        found[name] = " and ".join(f"{axis} between {span[0]} and {span[-1]}" for axis, span in axes)
    return found


VIGNETTE = bounds("""
    champions: 5; 5; 5
    potential_loyalist: 3-5; 3-5; 2-5
    loyal_customers: 2-4; 2-4; 2-4
    promising: 3-4; 1-3; 3-5
    new_customers: 4-5; 1-3; 1-5
    cannot_lose: 1-2; 3-4; 4-5
    at_risk: 1-2; 2-5; 4-5
    need_attention: 1-3; 3-5; 3-5
    about_to_sleep: 2-3; 1-3; 1-4
    lost: 1; 1-5; 1-5
""")
OLDER = bounds("""
    champions: 4-5; 4-5; 4-5
    loyal: 2-5; 3-5; 3-5
    potential_loyalist: 3-5; 1-3; 1-3
    new: 4-5; 1; 1
    promising: 3-4; 1; 1
    need_attention: 2-3; 2-3; 2-3
    about_to_sleep: 2-3; 1-2; 1-2
    at_risk: 1-2; 2-5; 2-5
    cannot_lose: 1; 4-5; 4-5
    lost: 1-2; 1-2; 1-2
""")
QUARTILES = {
    "premium": "334 443 444 344 434 433 343 333",
    "repeat": "244 234 232 332 143 233 243",
    "top_spender": "424 414 144 314 324 124 224 423 413 133 323 313 134",
    "at_risk": "422 223 212 122 222 132 322 312 412 123 214",
    "inactive": "411 111 113 114 112 211 311",
}


def scored(*customers):
    """Scored customers from dicts; what is not given is 1."""
    blank = {name: 1 for name, kind in SCORES.columns.items() if kind.startswith(("int64", "float64"))}
    blank |= {"monetary": Decimal(1), "monetary_12m": Decimal(1)}
    return table(SCORES.columns, *({"customer_id": f"c{i:03}"} | blank | one for i, one in enumerate(customers)))
