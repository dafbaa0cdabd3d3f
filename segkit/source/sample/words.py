"""The shop's vocabularies: YAML beside this module, read once, in one of the two languages."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from ruamel.yaml import YAML

WORDS = Path(__file__).parent / "words"


@lru_cache(maxsize=16)
def read_words(name: str) -> Any:
    """One vocabulary file as plain dicts and lists; callers must not change it."""
    return YAML(typ="safe").load(WORDS / f"{name}.yml")


def texts(entries: Sequence[Mapping[str, Any]], language: str) -> pa.Array:
    """One language's side of bilingual entries, to be taken from by position."""
    return pa.array([entry[language] for entry in entries], pa.string())


def values(name: str, language: str) -> pa.Array:
    """One language's side of a group in `values.yml`, in its order."""
    return texts(list(read_words("values")[name].values()), language)


def keys(name: str) -> list[str]:
    """The stable keys of a group in `values.yml`, in its order."""
    return list(read_words("values")[name])


def header(table: str, column: str, language: str) -> str:
    """The header of one column of one of the shop's tables."""
    return str(read_words("headers")[table][column][language])


def file_name(key: str, language: str) -> str:
    """The name of one of the shop's files, with its folder."""
    return str(read_words("headers")["files"][key][language])


def cumulative(weights: Any) -> np.ndarray:
    """Running shares of weights along the last axis; the last is exactly 1."""
    running = np.cumsum(np.asarray(weights, float), axis=-1)
    running /= running[..., -1:]
    running[..., -1] = 1.0
    return running


def draw(rng: np.random.Generator, weights: Any, size: int) -> np.ndarray:
    """Positions drawn by `weights`."""
    return np.searchsorted(cumulative(weights), rng.random(size), side="right")


def draw_by_row(rng: np.random.Generator, weights: Any, rows: np.ndarray) -> np.ndarray:
    """For each entry of `rows` a position drawn by that row of the weight table."""
    table = cumulative(weights)
    stacked = (table + np.arange(len(table))[:, None]).ravel()
    found = np.searchsorted(stacked, rows + rng.random(len(rows)), side="right")
    return found - rows * table.shape[1]
