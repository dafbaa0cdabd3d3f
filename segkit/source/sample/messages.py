"""Private messages, and the need behind each."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from segkit.source.sample.events import draw_times
from segkit.source.sample.people import Members, People
from segkit.source.sample.plan import PEOPLE_PER_CHUNK, SamplePlan, open_stream
from segkit.source.sample.planted import planted
from segkit.source.sample.profiles import member_ids, stores
from segkit.source.sample.words import draw, keys, read_words, values

ASTRAY_SHARE = 0.15  # messages on another need than the person's usual one
Columns = dict[str, pa.Array]


@dataclass(frozen=True)
class Phrases:
    """All that a message is put together from, in one language."""

    opening: list[str]
    closing: list[str]
    bodies: list[list[tuple[str, list[str]]]]  # by need: the pattern, and the short names of products it may speak of
    stores: list[str]

    @staticmethod
    def of(language: str) -> "Phrases":
        """The phrases of one language."""
        words = read_words("messages")
        opening, closing = ([entry[language] for entry in words[key]] for key in ("opening", "closing"))
        bodies = [
            [(entry[language], short_names(language, entry.get("about"))) for entry in words[need]]
            for need in keys("need")
        ]
        return Phrases(opening, closing, bodies, stores(language).to_pylist())

    def write(self, need: int, picks: list[int]) -> str:
        """One message; `picks` are six large random numbers."""
        body, products = self.bodies[need][picks[0] % len(self.bodies[need])]
        opening = self.opening[picks[1] % len(self.opening)] if picks[1] % 100 < 45 else ""
        closing = self.closing[picks[2] % len(self.closing)] if picks[2] % 100 < 35 else ""
        product = products[picks[3] % len(products)]
        store = self.stores[picks[4] % len(self.stores)]
        filled = body.format(product=product, store=store, days=3 + picks[5] % 8, n=2 + picks[5] % 5)
        return opening + (filled if opening else filled[0].upper() + filled[1:]) + closing


def short_names(language: str, about: list[str] | None) -> list[str]:
    """Products of the given categories, or of all, as people call them: without the size."""
    goods = [p for entry in read_words("catalogue") if not about or entry["key"] in about for p in entry["products"]]
    return [p["zh-CN"].split(" ")[0] if language == "zh-CN" else p["en"].lower() for p in goods]


def make_messages(plan: SamplePlan, chunk: int, people: People, members: Members) -> tuple[Columns, Columns]:
    """One row per message, ascending by time, and beside it the need that was planted in each."""
    rng = open_stream(plan, chunk, "messages")
    count = rng.poisson(planted().column("messages")[people.segment])
    person = np.repeat(np.arange(len(people)), count)
    at = draw_times(rng, people, person, people.channel[person])
    order = np.argsort(at, kind="stable")
    person, at = person[order], at[order]
    strays = rng.random(len(person)) < ASTRAY_SHARE
    need = np.where(strays, rng.integers(0, 3, len(person)), people.need[person])
    numbers = pa.array(20_000_001 + chunk * 4 * PEOPLE_PER_CHUNK + np.arange(len(person))).cast(pa.string())
    phrases = Phrases.of(plan.language)
    picks = rng.integers(0, 2**31, (len(person), 6)).tolist()
    written = [phrases.write(*pair) for pair in zip(need.tolist(), picks, strict=True)]
    contact = draw(rng, [5, 3, 2], len(person))
    messages = {
        "message_id": numbers,
        "customer_id": member_ids(members).take(pa.array(members.first[person])),
        "message_at": pa.array(at).cast(pa.timestamp("s")),
        "contact": values("contact", plan.language).take(pa.array(contact)),
        "text": pa.array(written, pa.string()),
    }
    truth = {
        "message_id": numbers,
        "need_key": pa.array(keys("need")).take(pa.array(need)),
        "need": values("need", plan.language).take(pa.array(need)),
    }
    return messages, truth
