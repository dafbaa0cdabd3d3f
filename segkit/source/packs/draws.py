"""What every pack's company is drawn from: customers' names and days, purchases, answers. Seeded, and vectorised."""

from dataclasses import dataclass, replace
from datetime import date
from zlib import crc32

import numpy as np

from segkit.source.sample.words import read_words

AS_OF = date(2025, 12, 31)
YEAR = 365  # days of the last twelve months
LATEST, EARLIEST = 0, 720  # days before the as-of day on which anything happens
REFUND_SHARE = 0.012  # of orders
Range = tuple[float, float]


def stream(pack: str, seed: int, topic: str) -> np.random.Generator:
    """Random numbers of one topic: a change elsewhere leaves them as they are."""
    return np.random.default_rng([seed, crc32(f"{pack}/{topic}".encode())])


def share_out(rng: np.random.Generator, shares: dict[str, float], n: int) -> np.ndarray:
    """`n` names in random order, each exactly its share of them (rounded down; the first name takes the rest)."""
    names = list(shares)
    counts = [int(n * shares[name]) for name in names]
    counts[0] += n - sum(counts)
    return rng.permutation(np.repeat(names, counts))


def within(rng: np.random.Generator, kinds: np.ndarray, ranges: dict[str, Range]) -> np.ndarray:
    """One whole number per entry of `kinds`, evenly from that kind's range, both ends included."""
    low, high = (np.array([ranges[kind][side] for kind in kinds], float) for side in (0, 1))
    return np.floor(low + (high - low + 1) * rng.random(len(kinds))).astype(np.int64)


def person_names(rng: np.random.Generator, n: int, is_female: np.ndarray) -> list[str]:
    """Chinese names at random."""
    words = {key: entry["zh-CN"] for key, entry in read_words("names").items()}
    surname = [words["surname"][at] for at in (len(words["surname"]) * rng.random(n) ** 1.7).astype(int)]
    picks = rng.integers(0, 1_000, (n, 2))
    sexes = np.where(is_female, "female", "male")
    given = [
        _at(words[f"{sex}_first"], one) * (one % 5 > 0) + _at(words[f"{sex}_last"], two)
        for sex, (one, two) in zip(sexes, picks.tolist(), strict=True)
    ]
    return [last + first for last, first in zip(surname, given, strict=True)]


def _at(pool: list[str], place: int) -> str:
    return pool[place % len(pool)]


def mobiles(n: int) -> list[str]:
    """Different numbers that begin with 12, which no Chinese mobile does."""
    return [f"12{(place + 1) * 61_803_399 % 1_000_000_000:09d}" for place in range(n)]


def day_text(ago: np.ndarray) -> list[str]:
    """The dates of days before the as-of day."""
    return (np.datetime64(AS_OF) - ago.astype("timedelta64[D]")).astype(str).tolist()


def time_text(ago: np.ndarray, second: np.ndarray) -> list[str]:
    """Date and time of day."""
    moment = np.datetime64(AS_OF, "s") - ago.astype("timedelta64[D]") + second.astype("timedelta64[s]")
    return [text.replace("T", " ") for text in moment.astype(str).tolist()]


@dataclass(frozen=True)
class Visits:
    """One entry per order: whose, and how many days before the as-of day."""

    person: np.ndarray
    ago: np.ndarray


def draw_visits(rng: np.random.Generator, count: np.ndarray, first: np.ndarray, last: np.ndarray) -> Visits:
    """`count` orders of each person, the first and the last on their days, others between; a single one is the last."""
    person = np.repeat(np.arange(len(count)), count)
    place = np.arange(len(person)) - np.repeat(np.cumsum(count) - count, count)
    oldest = np.maximum(first, last)[person]
    between = last[person] + np.floor((oldest - last[person] + 1) * rng.random(len(person))).astype(np.int64)
    ago = np.where(place == 0, last[person], np.where(place == 1, oldest, between))
    return Visits(person, ago)


@dataclass(frozen=True)
class Lines:
    """Order lines, oldest first; money in cents, below zero on refunds."""

    person: np.ndarray
    order: np.ndarray
    ago: np.ndarray
    second: np.ndarray  # of the day
    product: np.ndarray
    pieces: np.ndarray
    cents: np.ndarray

    def __len__(self) -> int:
        return len(self.person)

    def take(self, places: np.ndarray) -> "Lines":
        """The lines at `places`."""
        return Lines(*(column[places] for column in vars(self).values()))

    def money(self, n: int, within_days: int = EARLIEST + 1) -> np.ndarray:
        """Each person's net cents of the last `within_days` days."""
        seen = self.ago < within_days
        return np.bincount(self.person[seen], self.cents[seen], n).round().astype(np.int64)

    def bought(self) -> "Lines":
        """Without refunds."""
        return self.take(np.flatnonzero(self.cents > 0))

    def last(self, n: int) -> np.ndarray:
        """Days since each person's last purchase."""
        found, bought = np.full(n, EARLIEST + 1), self.bought()
        np.minimum.at(found, bought.person, bought.ago)
        return found

    def first(self, n: int) -> np.ndarray:
        """Days since each person's first purchase."""
        found = np.zeros(n, np.int64)
        np.maximum.at(found, self.person, self.ago)
        return found

    def n_orders(self, n: int) -> np.ndarray:
        """Each person's orders."""
        bought = self.bought()
        orders = np.unique(np.stack([bought.person, bought.order]), axis=1)
        return np.bincount(orders[0], minlength=n)


def make_lines(
    rng: np.random.Generator, visits: Visits, yuan: np.ndarray, prices: np.ndarray, liked: np.ndarray | None = None
) -> Lines:
    """One line per order, of about `yuan` each: as many pieces of one product as come near it, at a small discount.

    `liked` is each person's usual product, bought two times in three.
    """
    size = len(visits.person)
    product = rng.integers(0, len(prices), size)
    if liked is not None:
        product = np.where(rng.random(size) < 0.66, liked[visits.person], product)
    price = prices[product]
    pieces = np.maximum(1, np.floor(yuan / price + 0.5)).astype(np.int64)
    cents = np.round(100 * pieces * price * (0.9 + 0.1 * rng.random(size))).astype(np.int64)
    second = 3_600 * rng.integers(9, 22, size) + rng.integers(0, 3_600, size)
    lines = Lines(visits.person, np.zeros(size, np.int64), visits.ago, second, product, pieces, cents)
    lines = lines.take(np.lexsort((second, -visits.ago)))
    return replace(lines, order=np.arange(size))


def add_refunds(rng: np.random.Generator, lines: Lines, share: float = REFUND_SHARE) -> Lines:
    """Some lines given back some days later under the same order number, at most one of a person."""
    chosen = rng.permutation(np.flatnonzero(lines.ago > LATEST + 15))[: max(1, round(share * len(lines)))]
    _, firsts = np.unique(lines.person[chosen], return_index=True)
    back = lines.take(chosen[np.sort(firsts)])
    back = replace(back, ago=back.ago - rng.integers(2, 12, len(back)), cents=-back.cents)
    both = Lines(*(np.concatenate(pair) for pair in zip(vars(lines).values(), vars(back).values(), strict=True)))
    return both.take(np.lexsort((both.second, -both.ago)))


def answers_near(rng: np.random.Generator, level: np.ndarray, scale: tuple[int, int]) -> np.ndarray:
    """Whole answers about `level`, within the scale."""
    return np.clip(np.floor(level + 0.8 * rng.standard_normal(len(level)) + 0.5), *scale).astype(np.int64)
