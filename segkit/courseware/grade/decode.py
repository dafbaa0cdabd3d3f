"""Results read back from JSON where the checks are asked: plain pandas objects of numbers, texts and dates alone."""

import math
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from segkit.courseware.grade.encode import MOST_COLUMNS, PLAIN_DTYPES

TIMES = re.compile(r"(datetime|timedelta)64\[(s|ms|us|ns)\]")


class Unreadable:
    """Stands for a result that is no table, number or text; `kind` is the name of its class."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __repr__(self) -> str:
        return f"<{self.kind}>"


def decoded(tree: Any) -> Any:
    """The value that `encoded` wrote, built of plain pandas, numpy and Python objects.

    Raises
    ------
    ValueError
        The tree was not written by `encoded`.
    """
    if isinstance(tree, str | int | float | bool) or tree is None:
        return tree
    kind = tree.get("is") if isinstance(tree, dict) else None
    read = _READERS.get(str(kind))
    if read is None:
        raise ValueError(str(kind))
    try:
        return read(tree)
    except (KeyError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise ValueError(str(error)) from None


def _read_column(tree: Any) -> Any:
    import pandas as pd

    kind = tree["type"]
    if kind == "category":
        return pd.Categorical.from_codes(tree["codes"], _read_items(tree["of"]), ordered=bool(tree["order"]))
    values = tree["values"]
    if kind in PLAIN_DTYPES:
        missing = math.nan if kind == "float64" else pd.NA
        return pd.array([missing if item is None else item for item in values], dtype=kind)
    items = _read_items(values)
    if kind == "text":
        return pd.array(items, dtype="str")
    if kind.startswith(("datetime64", "timedelta64")):
        times = pd.Series(pd.to_datetime(items) if kind[0] == "d" else pd.to_timedelta(items))
        return times.astype(kind).array if TIMES.fullmatch(kind) else times.array
    return pd.array(items, dtype=object) if items else pd.Series(items, dtype=object).array


def _read_items(items: Any) -> list[Any]:
    return [decoded(item) for item in items]


def _read_index(tree: Any) -> Any:
    import pandas as pd

    if tree["is"] == "levels":
        return pd.MultiIndex.from_arrays(
            [_read_column(one) for one in tree["levels"]], names=_read_items(tree["names"])
        )
    return pd.Index(_read_column(tree["column"]), name=decoded(tree["name"]))


def _read_series(tree: Any) -> Any:
    import pandas as pd

    values = pd.Series(_read_column(tree["column"]), name=decoded(tree["name"]))
    values.index = _read_index(tree["index"])
    return values


def _read_frame(tree: Any) -> Any:
    import pandas as pd

    if len(tree["columns"]) > MOST_COLUMNS:
        raise ValueError("columns")
    index = _read_index(tree["index"])
    frame = pd.DataFrame({at: pd.Series(_read_column(one)) for at, one in enumerate(tree["columns"])})
    frame = frame if tree["columns"] else pd.DataFrame(index=range(len(index)))
    frame.index, frame.columns = index, _read_index(tree["heads"])
    return frame


def _read_array(tree: Any) -> Any:
    import numpy as np

    values = np.asarray(_read_column(tree["column"]))
    return values.reshape([int(length) for length in tree["shape"]])


def _read_moment(tree: Any) -> Any:
    import pandas as pd

    return date.fromisoformat(tree["text"]) if tree["day"] else pd.Timestamp(tree["text"])


def _read_span(tree: Any) -> Any:
    import pandas as pd

    return pd.Timedelta(int(tree["ns"]), unit="ns")


def _read_missing(tree: Any) -> Any:
    import pandas as pd

    return pd.NaT if tree["day"] else pd.NA


def _read_interval(tree: Any) -> Any:
    import pandas as pd

    left, right = _read_items(tree["ends"])
    return pd.Interval(left, right, closed=tree["closed"])


_READERS: Mapping[str, Any] = {
    "blank": lambda _tree: ...,
    "missing": _read_missing,
    "decimal": lambda tree: Decimal(tree["text"]),
    "interval": _read_interval,
    "moment": _read_moment,
    "span": _read_span,
    "list": lambda tree: _read_items(tree["items"]),
    "tuple": lambda tree: tuple(_read_items(tree["items"])),
    "set": lambda tree: set(_read_items(tree["items"])),
    "dict": lambda tree: dict(zip(_read_items(tree["keys"]), _read_items(tree["values"]), strict=True)),
    "index": _read_index,
    "levels": _read_index,
    "series": _read_series,
    "frame": _read_frame,
    "array": _read_array,
    "object": lambda tree: Unreadable(str(tree["kind"])),
    "large": lambda _tree: Unreadable("large"),
}
