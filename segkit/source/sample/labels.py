"""What two experts said of 300 customers: right for about nine in ten."""

import numpy as np
import pyarrow as pa

from segkit.source.sample.people import Members, People
from segkit.source.sample.plan import AS_OF, SamplePlan, open_stream
from segkit.source.sample.planted import planted
from segkit.source.sample.profiles import member_ids, salespeople
from segkit.source.sample.words import read_words, texts

N_LABELS = 300
RIGHT_SHARE = 0.9


def make_labels(plan: SamplePlan, people: People, members: Members, last_day: np.ndarray) -> dict[str, pa.Array]:
    """One row per labelled customer, in the order of member numbers; only people who bought are judged."""
    rng = open_stream(plan, 0, "labels")
    buyers = np.flatnonzero(last_day >= 0)
    person = np.sort(rng.choice(buyers, min(N_LABELS, len(buyers)), replace=False))
    person = person[np.argsort(members.first[person], kind="stable")]
    truth = people.segment[person]
    is_right = rng.random(len(person)) < RIGHT_SHARE
    label = np.where(is_right, truth, mistaken(rng, truth))
    names = texts([entry["name"] for entry in read_words("segments").values()], plan.language)
    expert = np.arange(len(person)) % 2
    day = AS_OF.toordinal() - 719_163 - 9 + (np.arange(len(person)) * 8 // max(len(person), 1))
    return {
        "customer_id": member_ids(members).take(pa.array(members.first[person])),
        "label": names.take(pa.array(label)),
        "expert": salespeople(plan.language).take(pa.array(expert)),
        "labelled_date": pa.array(day.astype(np.int32)).cast(pa.date32()),
    }


def mistaken(rng: np.random.Generator, truth: np.ndarray) -> np.ndarray:
    """For each segment one of the two it is commonly taken for."""
    segments = read_words("segments")
    place = {key: at for at, key in enumerate(planted().keys)}
    table = np.array([[place[other] for other in entry["taken_for"]] for entry in segments.values()])
    return table[truth, rng.integers(0, table.shape[1], len(truth))]
