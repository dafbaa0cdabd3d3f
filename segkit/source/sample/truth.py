"""What was planted, kept apart from the files that a study reads."""

import numpy as np
import pyarrow as pa

from segkit.source.sample.dirt import Planting
from segkit.source.sample.people import Members, People
from segkit.source.sample.plan import N_DAYS, SamplePlan
from segkit.source.sample.planted import planted
from segkit.source.sample.profiles import member_ids
from segkit.source.sample.words import file_name, header, keys, read_words, texts, values

Columns = dict[str, pa.Array]


def customer_truth(plan: SamplePlan, people: People, members: Members, last_day: np.ndarray) -> Columns:
    """One row per member number; `last_day` is each person's last order, -1 for none."""
    person, truth = members.person, planted()
    segment = pa.array(people.segment[person])
    ids = member_ids(members)
    is_second = members.first[person] != np.arange(len(members))
    first_ids = ids.take(pa.array(members.first[person], mask=~is_second))
    names = texts([entry["name"] for entry in read_words("segments").values()], plan.language)
    stage = stages(people, last_day)[person]
    return {
        "customer_id": ids,
        "segment_key": pa.array(truth.keys).take(segment),
        "segment": names.take(segment),
        "stage": values("stage", plan.language).take(pa.array(stage)),
        "need": values("need", plan.language).take(pa.array(people.need[person])),
        "satisfaction": values("satisfaction", plan.language).take(pa.array(satisfaction(people)[person])),
        "same_person_as": first_ids,
    }


def stages(people: People, last_day: np.ndarray) -> np.ndarray:
    """Life-cycle stage of each person: by tenure while a customer, afterwards by the silence so far."""
    silent = N_DAYS - last_day > 365
    tenure = N_DAYS - people.joined
    place = {key: at for at, key in enumerate(keys("stage"))}
    living = np.select([tenure <= 90, tenure <= 365], [place["introduction"], place["growth"]], place["maturity"])
    gone = np.where(silent, place["lost"], place["dormant"])
    return np.where(last_day < 0, place["prospect"], np.where(people.is_alive, living, gone))


def satisfaction(people: People) -> np.ndarray:
    """The level of each person's satisfaction as felt: below 2.75, 3.5 and 4.4 lie the three lower ones."""
    return np.searchsorted([2.75, 3.5, 4.4], people.mood, side="right")


def dirt_truth(plan: SamplePlan, plantings: list[Planting], file_key: str, table: str) -> Columns:
    """One row per planted record, by physical line of its file (the header is line 1)."""
    rows = sorted(plantings, key=lambda item: item.line)
    names = {key: header(table, key, plan.language) for key in read_words("headers")[table]}
    return {
        "file": pa.array([file_name(file_key, plan.language)] * len(rows), pa.string()),
        "line": pa.array([item.line for item in rows], pa.int64()),
        "rule": pa.array([item.rule for item in rows], pa.string()),
        "column": pa.array([names.get(item.column, item.column) for item in rows], pa.string()),
        "planted": pa.array([item.planted for item in rows], pa.string()),
        "truth": pa.array([item.truth for item in rows], pa.string()),
    }
