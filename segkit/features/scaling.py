"""Put measures of different units on one scale: logs of skewed amounts, then z-scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
from ibis.expr.types import FloatingColumn, Table

LOG_FROM_SKEW = 1.0
DECIMALS = 6
PREFIX = "z_"


@dataclass(frozen=True)
class Scaling:
    """How each measure is transformed (`log1p` or `none`), centred and divided."""

    features: tuple[str, ...]
    transforms: tuple[str, ...]
    means: tuple[float, ...]
    deviations: tuple[float, ...]  # of a sample (n - 1); 1 where all values are equal

    def to_dict(self) -> dict[str, Any]:
        """As plain values for `fitted.json`."""
        return {name: list(value) for name, value in vars(self).items()}

    @classmethod
    def from_dict(cls, saved: Mapping[str, Any]) -> "Scaling":
        """What `to_dict` wrote."""
        return cls(**{name: tuple(value) for name, value in saved.items()})


def fit_scaling(sample: pa.Table, features: Sequence[str], *, logs: bool = True) -> Scaling:
    """The scaling of `features` over a bounded sample, in numpy on one thread.

    A measure whose skewness is above 1 is replaced by log(1 + x), what lies below 0 counted as 0 (a customer who
    returned more than was paid has spent nothing). Nulls are left out of mean and deviation; a measure that nobody
    has stands at 0 for all.
    """
    columns = [measure(sample, name) for name in features]
    transforms = tuple("log1p" if logs and _skewness(values) > LOG_FROM_SKEW else "none" for values in columns)
    moved = [_transform(values, kind) for values, kind in zip(columns, transforms, strict=True)]
    means = tuple(round(_mean(values), DECIMALS) for values in moved)
    return Scaling(tuple(features), transforms, means, tuple(_deviation(values) for values in moved))


def scale_sample(sample: pa.Table, scaling: Scaling) -> np.ndarray:
    """The sample as a matrix of z-scores, one row per customer; a null stands at the mean (0)."""
    columns = [
        (_transform(measure(sample, name), kind) - mean) / deviation
        for name, kind, mean, deviation in zip(
            scaling.features, scaling.transforms, scaling.means, scaling.deviations, strict=True
        )
    ]
    return np.nan_to_num(np.column_stack(columns), nan=0.0)


def apply_scaling(table: Table, scaling: Scaling) -> Table:
    """Add `z_<feature>` for every feature, the same numbers as `scale_sample` for every customer in the engine."""
    return table.mutate(
        **{
            PREFIX + name: ((_in_engine(table[name].cast("float64"), kind) - mean) / deviation).fill_null(0.0)
            for name, kind, mean, deviation in zip(
                scaling.features, scaling.transforms, scaling.means, scaling.deviations, strict=True
            )
        }
    )


def measure(sample: pa.Table, name: str) -> np.ndarray:
    """One column as float64, nulls as nan."""
    return sample[name].cast(pa.float64()).to_numpy()


def _transform(values: np.ndarray, kind: str) -> np.ndarray:
    return np.log1p(np.clip(values, 0, None)) if kind == "log1p" else values


def _in_engine(values: FloatingColumn, kind: str) -> FloatingColumn:
    return (ibis.ifelse(values > 0, values, values * 0.0) + 1.0).ln() if kind == "log1p" else values


def _mean(values: np.ndarray) -> float:
    """The mean of what is known; 0 where nothing is, as for categories of a company that has none."""
    return 0.0 if np.isnan(values).all() else float(np.nanmean(values))


def _skewness(values: np.ndarray) -> float:
    centred = values[~np.isnan(values)] - _mean(values)
    spread = np.sqrt(np.mean(centred**2)) if len(centred) else 0.0
    return float(np.mean(centred**3) / spread**3) if spread > 0 else 0.0


def _deviation(values: np.ndarray) -> float:
    spread = float(np.nanstd(values, ddof=1)) if np.count_nonzero(~np.isnan(values)) > 1 else 0.0
    return round(spread, DECIMALS) or 1.0
