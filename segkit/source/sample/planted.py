"""How each planted segment behaves, as tables by position: the shop's hidden truth."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np

from segkit.source.sample.plan import FIRST_DAY, N_DAYS
from segkit.source.sample.words import cumulative, keys, read_words


@dataclass(frozen=True)
class Planted:
    """The segments of `segments.yml` in their order; every table has one row per segment."""

    keys: tuple[str, ...]

    def column(self, name: str) -> np.ndarray:
        """One number (or a pair) per segment."""
        return np.array([read_words("segments")[key][name] for key in self.keys], float)

    def weights(self, name: str, over: list[str]) -> np.ndarray:
        """One row of weights per segment over the keys of another vocabulary."""
        rows = [read_words("segments")[key][name] for key in self.keys]
        return np.array([[row[key] for key in over] for row in rows], float)

    @cached_property
    def channels(self) -> np.ndarray:
        """Weights of the channels, one row per segment."""
        return self.weights("channels", keys("channel"))

    @cached_property
    def categories(self) -> np.ndarray:
        """Weights of the categories, one row per segment."""
        return self.weights("categories", [entry["key"] for entry in read_words("catalogue")])

    @cached_property
    def hours(self) -> np.ndarray:
        """Weights of the 24 hours, segment by channel: a store keeps its opening hours."""
        calendar = read_words("calendar")
        usual = np.array([calendar["hours"][read_words("segments")[key]["hours"]] for key in self.keys], float)
        by_channel = np.repeat(usual[:, None, :], len(keys("channel")), axis=1)
        opens, closes = calendar["store_hours"]
        shut = np.ones(24, bool)
        shut[opens : closes + 1] = False
        store = keys("channel").index("store")
        by_channel[:, store] += 3.0
        by_channel[:, store, shut] = 0.0
        return by_channel

    @cached_property
    def demand(self) -> np.ndarray:
        """Running share of demand at the start of each day, one row per segment, N_DAYS + 1 columns."""
        taste = self.column("promo")[:, None]
        factor = np.where(offer_days(), day_factors() ** taste, day_factors())
        return np.hstack([np.zeros((len(self.keys), 1)), cumulative(factor * trend())])

    @cached_property
    def goods(self) -> np.ndarray:
        """Weights of all products, one row per segment and category; the tilt favours dear or cheap goods."""
        goods = Goods.load()
        tilted = goods.weight * (goods.price[None] / 10_000.0) ** self.column("tilt")[:, None]
        n_categories = int(goods.category.max()) + 1
        inside = goods.category[None] == np.arange(n_categories)[:, None]
        return (tilted[:, None, :] * inside[None]).reshape(-1, len(goods.price))


@dataclass(frozen=True)
class Goods:
    """The catalogue as tables by position: price in fen, weight, category, largest ordinary quantity."""

    price: np.ndarray
    weight: np.ndarray
    category: np.ndarray
    most: np.ndarray

    @staticmethod
    @lru_cache(maxsize=1)
    def load() -> "Goods":
        """The catalogue, read once."""
        catalogue = list(enumerate(read_words("catalogue")))
        flat = [(place, product) for place, category in catalogue for product in category["products"]]
        return Goods(
            price=np.array([round(product["price"] * 100) for _, product in flat], np.int64),
            weight=np.array([product["weight"] for _, product in flat], float),
            category=np.array([place for place, _ in flat], np.int64),
            most=np.array([product["most"] for _, product in flat], np.int64),
        )


@lru_cache(maxsize=1)
def planted() -> Planted:
    """The planted segments, read once."""
    return Planted(tuple(read_words("segments")))


def _spans() -> list[tuple[slice, float, bool]]:
    """Offers and lulls as day ranges with their factor."""
    found = []
    for entry in read_words("calendar")["days"]:
        first, last = ((as_date(entry[end]) - FIRST_DAY).days for end in ("from", "to"))
        found.append((slice(first, last + 1), float(entry["factor"]), bool(entry["offer"])))
    return found


def as_date(value: date | str) -> date:
    """A date as YAML 1.2 gives it: typed or text."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def day_factors() -> np.ndarray:
    """The factor of each day's offers and lulls."""
    factors = np.ones(N_DAYS)
    for days, factor, _ in _spans():
        factors[days] = factor
    return factors


def offer_days() -> np.ndarray:
    """Whether an offer runs, per day."""
    running = np.zeros(N_DAYS, bool)
    for days, _, is_offer in _spans():
        running[days] = is_offer
    return running


def trend() -> np.ndarray:
    """Growth times the weekday's pattern, per day."""
    days = np.arange(N_DAYS)
    calendar = read_words("calendar")
    weekday = (days + FIRST_DAY.weekday()) % 7
    return calendar["growth"] ** (days / 365.0) * np.array(calendar["weekdays"])[weekday]
