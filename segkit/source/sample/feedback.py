"""Answers to the satisfaction survey: overall, by dimension, and sometimes in words."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from segkit.source.sample.people import Members, People
from segkit.source.sample.plan import N_DAYS, SamplePlan, open_stream
from segkit.source.sample.profiles import FIRST_DAY_NUMBER, member_ids
from segkit.source.sample.words import read_words, texts

ANSWER_SHARE = 0.42
BLANK_SHARE = 0.02  # of single answers
OPINION_SHARE = 0.45
# Against the person's mood with the let-down taken out: usual level, and how far a let-down pulls the dimension.
DIMENSIONS = {
    "quality": (0.25, 0.0),
    "delivery": (0.0, -2.1),
    "service": (0.1, -1.8),
    "price": (-0.25, -0.2),
    "packaging": (0.15, -0.3),
}


def make_feedback(plan: SamplePlan, chunk: int, people: People, members: Members) -> dict[str, pa.Array]:
    """One row per answer, ascending by date; no person answers twice."""
    rng = open_stream(plan, chunk, "feedback")
    person = np.flatnonzero(rng.random(len(people)) < ANSWER_SHARE)
    first, last = np.maximum(people.joined[person], 0.0), np.minimum(people.left[person] + 20, N_DAYS - 1)
    day = np.floor(first + (last - first) * np.sqrt(rng.random(len(person)))).astype(np.int32)
    order = np.argsort(day, kind="stable")
    person, day = person[order], day[order]
    marks = draw_marks(rng, people, person)
    overall = as_marks(people.mood[person] + 0.3 * rng.standard_normal(len(person)))
    return {
        "customer_id": member_ids(members).take(pa.array(members.first[person])),
        "answered_date": pa.array(FIRST_DAY_NUMBER + day).cast(pa.date32()),
        "overall": pa.array(overall),
        "opinion": opinions(rng, marks, overall, plan.language),
        **{key: pa.array(mark, mask=rng.random(len(mark)) < BLANK_SHARE) for key, mark in marks.items()},
    }


def draw_marks(rng: np.random.Generator, people: People, person: np.ndarray) -> dict[str, np.ndarray]:
    """Marks from 1 to 5 by dimension."""
    let_down = people.is_let_down[person]
    base = np.minimum(people.mood[person] + 1.3 * let_down, 4.9)
    return {
        key: as_marks(base + level + pull * let_down + 0.45 * rng.standard_normal(len(person)))
        for key, (level, pull) in DIMENSIONS.items()
    }


def as_marks(level: np.ndarray) -> np.ndarray:
    """The nearest whole mark from 1 to 5."""
    return np.clip(np.floor(level + 0.5), 1, 5).astype(np.int64)


def opinions(rng: np.random.Generator, marks: dict[str, np.ndarray], overall: np.ndarray, language: str) -> pa.Array:
    """Words on the worst dimension where the overall mark is 3 or less, else on the best; empty for most."""
    table = np.stack(list(marks.values())) + 0.5 * rng.random((len(marks), len(overall)))
    is_bad = overall <= 3
    dimension = np.where(is_bad, table.argmin(axis=0), table.argmax(axis=0))
    pools = [texts(read_words("opinions")[key][tone], language) for key in DIMENSIONS for tone in ("good", "bad")]
    sizes = np.array([len(pool) for pool in pools])
    pool = 2 * dimension + is_bad
    place = (np.cumsum(sizes) - sizes)[pool] + (rng.random(len(pool)) * sizes[pool]).astype(int)
    chosen = pa.concat_arrays(pools).take(pa.array(place))
    speaks = rng.random(len(pool)) < OPINION_SHARE + 0.2 * is_bad
    return pc.if_else(pa.array(speaks), chosen, "")
