"""The shop's people: who they are, how they behave, and the member numbers they hold."""

from dataclasses import dataclass

import numpy as np

from segkit.source.sample.plan import N_DAYS, PEOPLE_PER_CHUNK, SamplePlan, open_stream
from segkit.source.sample.planted import planted
from segkit.source.sample.words import draw, draw_by_row, keys, read_words

SECOND_NUMBER_SHARE = 0.014  # persons who registered twice
NO_MOBILE_SHARE = 0.03
FIRST_MEMBER = 10_000_216


@dataclass(frozen=True)
class People:
    """One entry per person of a chunk; days count from the first day of the sample, and may lie before it."""

    segment: np.ndarray
    joined: np.ndarray  # day of the first order, ever
    left: np.ndarray  # last day on which the person may order
    is_alive: np.ndarray  # still a customer at the end
    region: np.ndarray
    store: np.ndarray  # over all stores of all regions
    channel: np.ndarray  # the usual one
    category: np.ndarray  # the favourite one
    is_business: np.ndarray
    need: np.ndarray
    mood: np.ndarray  # satisfaction as felt, 1 to 5
    is_let_down: np.ndarray  # by delivery and service: the planted story of one region

    def __len__(self) -> int:
        return len(self.segment)


@dataclass(frozen=True)
class Members:
    """One entry per member number of a chunk, ascending by registration; two may belong to one person."""

    person: np.ndarray
    registered: np.ndarray  # day
    number: np.ndarray
    first: np.ndarray  # per person: place of the first number
    second: np.ndarray  # per person: place of the second number, or -1

    def __len__(self) -> int:
        return len(self.person)


def make_people(plan: SamplePlan, chunk: int, size: int) -> People:
    """`size` persons with their planted behaviour."""
    rng = open_stream(plan, chunk, "people")
    truth = planted()
    segment = draw_segments(rng, size)
    joined, left, alive = draw_lives(rng, segment)
    region = draw(rng, [entry["weight"] for entry in read_words("places")], size)
    let_down = draw_let_down(rng, segment, region)
    return People(
        segment=segment,
        joined=joined,
        left=left,
        is_alive=alive,
        region=region,
        store=draw_by_row(rng, stores_by_region(), region),
        channel=draw_by_row(rng, truth.channels, segment),
        category=draw_by_row(rng, truth.categories, segment),
        is_business=rng.random(size) < truth.column("business")[segment],
        need=draw_by_row(rng, truth.weights("needs", keys("need")), segment),
        mood=draw_moods(rng, segment, let_down),
        is_let_down=let_down,
    )


def draw_segments(rng: np.random.Generator, size: int) -> np.ndarray:
    """Segments in exactly the planted shares (to one person), in random order."""
    share = planted().column("share")
    running = np.round(np.cumsum(share) / share.sum() * size).astype(int)
    segment = np.repeat(np.arange(len(share)), np.diff(running, prepend=0))
    return rng.permutation(segment)


def draw_lives(rng: np.random.Generator, segment: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First and last day of each person's custom, and whether it still lasts."""
    truth = planted()
    join, leave = truth.column("join")[segment], truth.column("leave")[segment]
    joined = between(rng, join)
    end = between(rng, leave)
    one_off = truth.keys.index("one_off")
    end = np.where(segment == one_off, joined + end, np.maximum(end, joined + 25))
    alive = rng.random(len(segment)) < truth.column("alive")[segment]
    return joined, np.where(alive, N_DAYS, np.minimum(end, N_DAYS)), alive


def between(rng: np.random.Generator, bounds: np.ndarray) -> np.ndarray:
    """A number between the two of each row."""
    return bounds[:, 0] + (bounds[:, 1] - bounds[:, 0]) * rng.random(len(bounds))


def stores_by_region() -> np.ndarray:
    """Weights of all stores, one row per region: the first store of a region is its largest."""
    places = read_words("places")
    sizes = [len(entry["stores"]) for entry in places]
    table = np.zeros((len(places), sum(sizes)))
    for row, (start, size) in enumerate(zip(np.cumsum([0, *sizes[:-1]]), sizes, strict=True)):
        table[row, start : start + size] = 1.0 / (1.0 + 0.35 * np.arange(size))
    return table


def draw_let_down(rng: np.random.Generator, segment: np.ndarray, region: np.ndarray) -> np.ndarray:
    """Most big customers of the slow region wait too long, and so do a few customers anywhere."""
    slow = np.array([bool(entry.get("slow")) for entry in read_words("places")])[region]
    is_big = np.isin(segment, [planted().keys.index(key) for key in ("loyal_core", "lapsed_big")])
    chance = np.where(slow & is_big, 0.62, np.where(slow, 0.2, 0.07))
    return rng.random(len(segment)) < chance


def draw_moods(rng: np.random.Generator, segment: np.ndarray, let_down: np.ndarray) -> np.ndarray:
    """Satisfaction as felt, around the segment's mean, much lower where let down."""
    mean = planted().column("satisfaction")[segment] - 1.3 * let_down
    return np.clip(mean + 0.55 * rng.standard_normal(len(segment)), 1.0, 5.0)


def make_members(plan: SamplePlan, chunk: int, people: People) -> Members:
    """Member numbers in the order of registration; the second number of a person is always the later and higher."""
    rng = open_stream(plan, chunk, "members")
    size = len(people)
    lead = np.where(rng.random(size) < 0.6, 0.0, 40 * rng.random(size) ** 2)
    again = np.flatnonzero((rng.random(size) < SECOND_NUMBER_SHARE) & (people.left - people.joined > 90))
    start = np.maximum(people.joined[again], 0.0)
    later = start + (people.left[again] - start) * (0.2 + 0.5 * rng.random(len(again)))
    person = np.concatenate([np.arange(size), again])
    registered = np.floor(np.concatenate([people.joined - lead, later]))
    order = np.argsort(registered, kind="stable")
    place = np.argsort(order, kind="stable")
    second = np.full(size, -1)
    second[again] = place[size:]
    gaps = rng.integers(0, 3, len(person))
    number = FIRST_MEMBER + 4 * PEOPLE_PER_CHUNK * chunk + 3 * np.arange(len(person)) + gaps
    return Members(person[order], registered[order].astype(np.int64), number, place[:size], second)
