"""A pack's company as its module makes it, and the vocabulary that its module draws on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

from segkit.source.packs.draws import Lines, answers_near, day_text, stream, time_text
from segkit.source.sample.profiles import salespeople

WORDS = Path(__file__).parent / "words"
N_OWNERS = 12
Columns = Mapping[str, Sequence[Any]]
Make = Callable[["Plan"], "Company"]


@dataclass(frozen=True)
class Plan:
    """Which company, how large, from which seed."""

    pack: str
    customers: int
    seed: int


@dataclass(frozen=True)
class Company:
    """A company's tables by the keys of its vocabulary; by scheme each customer's segment; what answers quote."""

    tables: Mapping[str, Columns]
    truth: Mapping[str, np.ndarray]
    figures: Mapping[str, object]


@lru_cache(maxsize=16)
def read_pack(pack: str) -> Any:
    """A pack's vocabulary as plain dicts and lists; callers must not change it."""
    return YAML(typ="safe").load(WORDS / f"{pack}.yml")


def chinese(pack: str, group: str) -> np.ndarray:
    """The Chinese words of a group of a pack's vocabulary, in its order."""
    if group == "owners":
        return np.array(salespeople("zh-CN").to_pylist()[:N_OWNERS])
    return np.array(list(read_pack(pack)["values"][group]))


def products(pack: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Names, categories and prices in yuan of a pack's products."""
    entries = read_pack(pack)["products"]
    columns = zip(*((name, entry["of"], entry["price"]) for name, entry in entries.items()), strict=True)
    names, kinds, prices = (np.array(column) for column in columns)
    return names, kinds, prices.astype(float)


def customer_ids(letter: str, n: int) -> np.ndarray:
    """Customer numbers as printed, ascending."""
    return np.array([f"{letter}{100_000 + 7 * place}" for place in range(n)])


def money_text(cents: np.ndarray) -> list[str]:
    """Cents as an amount with two decimals."""
    return [f"{cent / 100:.2f}" for cent in cents.tolist()]


def order_numbers(letter: str, lines: Lines, days: Sequence[str]) -> list[str]:
    """An order's number: the day it was placed, which a refund shares, and a running number."""
    placed = dict(zip(lines.order[::-1].tolist(), [day[:10].replace("-", "") for day in days[::-1]], strict=True))
    return [f"{letter}{placed[order]}{order:05d}" for order in lines.order.tolist()]


def order_table(plan: Plan, letters: str, lines: Lines, ids: np.ndarray, *, has_time: bool) -> dict[str, list[str]]:
    """The order lines as printed; a quarter of each customer's come by another channel than the usual one."""
    rng = stream(plan.pack, plan.seed, "cells")
    (names, kinds, _), channels = products(plan.pack), chinese(plan.pack, "order_channels")
    strays = rng.random(len(lines)) < 0.25
    usual = lines.person % len(channels)
    channel = np.where(strays, rng.integers(0, len(channels), len(lines)), usual)
    when = time_text(lines.ago, lines.second) if has_time else day_text(lines.ago)
    return {
        "order_id": order_numbers(letters, lines, when),
        "customer_id": ids[lines.person].tolist(),
        "order_date": when,
        "product": names[lines.product].tolist(),
        "category": kinds[lines.product].tolist(),
        "quantity": [str(one) for one in lines.pieces.tolist()],
        "amount": money_text(lines.cents),
        "channel": channels[channel].tolist(),
    }


def marks_near(
    rng: np.random.Generator, level: np.ndarray, shifts: Mapping[str, float], weights: Mapping[str, float]
) -> dict[str, np.ndarray]:
    """Answers from 1 to 5 about `level`, a dimension shifted each; the overall one near their weighted mean."""
    marks = {key: answers_near(rng, level + shift, (1, 5)) for key, shift in shifts.items()}
    total = sum(weight * marks[key] for key, weight in weights.items()) / sum(weights.values())
    return {"satisfaction": answers_near(rng, np.asarray(total), (1, 5)), **marks}


def answer_table(
    ids: np.ndarray, person: np.ndarray, days: list[str], marks: Mapping[str, np.ndarray]
) -> dict[str, list[str]]:
    """The answers of the persons, by question, each on its day."""
    told = {question: [str(mark) for mark in column.tolist()] for question, column in marks.items()}
    return {"customer_id": ids[person].tolist(), "answered_date": days, **told}


def counted(segments: np.ndarray) -> dict[str, int]:
    """Customers by segment."""
    names, counts = np.unique(segments, return_counts=True)
    return dict(zip(names.tolist(), counts.tolist(), strict=True))
