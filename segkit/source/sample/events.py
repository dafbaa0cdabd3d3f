"""What people do besides buying: browse, cart, favourite, forms, community, activities."""

import numpy as np
import pyarrow as pa

from segkit.source.sample.orders import draw_hours
from segkit.source.sample.people import Members, People
from segkit.source.sample.plan import FIRST_SECOND, N_DAYS, SamplePlan, open_stream
from segkit.source.sample.planted import planted
from segkit.source.sample.profiles import member_ids
from segkit.source.sample.words import draw_by_row, keys, read_words, texts, values


def make_events(plan: SamplePlan, chunk: int, people: People, members: Members) -> dict[str, pa.Array]:
    """One row per event, ascending by time."""
    rng = open_stream(plan, chunk, "events")
    count = rng.poisson(planted().column("events")[people.segment])
    person = np.repeat(np.arange(len(people)), count)
    segment = people.segment[person]
    event = draw_by_row(rng, planted().weights("event_mix", keys("event")), segment)
    scene = draw_scenes(rng, people, person, event)
    channel = draw_channels(rng, people, person, scene)
    at = draw_times(rng, people, person, channel)
    favours = rng.random(len(person)) < 0.5
    category = np.where(favours, people.category[person], draw_by_row(rng, planted().categories, segment))
    order = np.argsort(at, kind="stable")
    names = texts([entry["name"] for entry in read_words("catalogue")], plan.language)
    # a post or an activity is about no category
    about = pa.array(category[order], mask=event[order] >= keys("event").index("community"))
    return {
        "customer_id": member_ids(members).take(pa.array(members.first[person[order]])),
        "event_at": pa.array(at[order]).cast(pa.timestamp("s")),
        "event": values("event", plan.language).take(pa.array(event[order])),
        "category": names.take(about),
        "channel": values("channel", plan.language).take(pa.array(channel[order])),
        "scene": values("scene", plan.language).take(pa.array(scene[order])),
    }


def draw_scenes(rng: np.random.Generator, people: People, person: np.ndarray, event: np.ndarray) -> np.ndarray:
    """Online (0) or offline (1): activities are half offline, more for people of the stores; a few forms are too."""
    shops = people.channel[person] == keys("channel").index("store")
    activity, form = (event == keys("event").index(key) for key in ("activity", "form"))
    chance = np.where(activity, np.where(shops, 0.8, 0.35), np.where(form & shops, 0.5, 0.0))
    return (rng.random(len(person)) < chance).astype(np.int64)


def draw_channels(rng: np.random.Generator, people: People, person: np.ndarray, scene: np.ndarray) -> np.ndarray:
    """The store for what happens offline, else the person's usual channel, or the mini app for people of the stores."""
    place = {key: at for at, key in enumerate(keys("channel"))}
    usual = np.where(rng.random(len(person)) < 0.7, people.channel[person], place["app"])
    usual = np.where(usual == place["store"], place["app"], usual)
    return np.where(scene == 1, place["store"], usual)


def draw_times(rng: np.random.Generator, people: People, person: np.ndarray, channel: np.ndarray) -> np.ndarray:
    """Seconds since 1970, from a month before the first order to the end of custom, at the segment's hours."""
    first = np.maximum(people.joined[person] - 30, 0.0)
    last = np.minimum(people.left[person], N_DAYS)
    day = np.minimum(np.floor(first + (last - first) * rng.random(len(person))), N_DAYS - 1).astype(np.int64)
    hour = draw_hours(rng, people.segment[person], channel)
    return FIRST_SECOND + 86_400 * day + 3_600 * hour + rng.integers(0, 3_600, len(person))
