"""Results as JSON: what a learner's variable holds, without its class, its methods or its code.

This side runs beside the learner's code and can be lied to; `decode` builds plain pandas objects of what it says.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

DEEPEST = 6
MOST, MOST_COLUMNS = 400_000, 500  # values in one result, columns of one table
PLAIN_DTYPES = ("bool", "int64", "float64", "Int64", "Float64", "boolean")


class TooLarge(ValueError):
    """A result that holds more than may be handed on."""


def encoded(value: Any, depth: int = 0) -> Any:
    """`value` as a JSON tree of `{"is": kind, ...}`; what cannot be told is `{"is": "object"}`.

    Raises
    ------
    TooLarge
        It holds more than 400,000 values.
    """
    if value is ...:
        return {"is": "blank"}
    plain = _plain(value)
    if plain is not None or value is None:
        return plain
    if depth < DEEPEST:
        for kind, write in _WRITERS.items():
            if kind in {base.__name__ for base in type(value).__mro__}:
                return write(value, depth + 1)
    return {"is": "object", "kind": type(value).__name__[:60]}


def _plain(value: Any) -> Any:
    """A scalar as JSON, None where it is none; scalars of numpy are taken as Python's."""
    if hasattr(value, "item") and type(value).__module__ == "numpy" and getattr(value, "ndim", None) == 0:
        value = _scalar_of(value)
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return int(value) if abs(value) < 2**63 else {"is": "object", "kind": "int"}
    if isinstance(value, float):
        return float(value)
    if isinstance(value, Decimal):
        return {"is": "decimal", "text": str(value)}
    return _moment(value)


def _scalar_of(value: Any) -> Any:
    import pandas as pd

    kind = value.dtype.kind
    if kind == "M":
        return pd.Timestamp(value)
    return pd.Timedelta(value) if kind == "m" else value.item()


def _moment(value: Any) -> Any:
    import pandas as pd

    if value is pd.NaT or value is pd.NA:
        return {"is": "missing", "day": value is pd.NaT}
    if isinstance(value, pd.Timedelta):
        return {"is": "span", "ns": int(value.as_unit("ns").value)}
    if isinstance(value, pd.Interval):
        return {"is": "interval", "ends": [_plain(value.left), _plain(value.right)], "closed": value.closed}
    if isinstance(value, datetime | date):
        return {"is": "moment", "text": value.isoformat(), "day": not isinstance(value, datetime)}
    return None


def _count(n: int) -> None:
    if n > MOST:
        raise TooLarge(n)


def _items(value: Any, depth: int) -> list[Any]:
    _count(len(value))
    return [encoded(item, depth) for item in value]


def _write_list(value: Any, depth: int) -> Any:
    return {"is": "list", "items": _items(value, depth)}


def _write_tuple(value: Any, depth: int) -> Any:
    return {"is": "tuple", "items": _items(value, depth)}


def _write_set(value: Any, depth: int) -> Any:
    return {"is": "set", "items": _items(sorted(value, key=repr), depth)}


def _write_dict(value: Any, depth: int) -> Any:
    return {"is": "dict", "keys": _items(list(value), depth), "values": _items(list(value.values()), depth)}


def _write_column(value: Any, depth: int) -> Any:
    """The values of a column (a Series, Index or extension array) with the type that they come back as."""
    import pandas as pd

    _count(len(value))
    kind = value.dtype
    if isinstance(kind, pd.CategoricalDtype):
        codes = [int(code) for code in pd.Categorical(value).codes]
        return {"type": "category", "codes": codes, "of": _items(list(kind.categories), depth), "order": kind.ordered}
    name = str(kind)
    if name in PLAIN_DTYPES or kind.kind in "iuf":
        own = name if name in PLAIN_DTYPES else {"f": "float64"}.get(kind.kind, "int64")
        return {"type": own, "values": [None if pd.isna(item) else _plain(item) for item in value.tolist()]}
    if name.startswith(("datetime64", "timedelta64")):
        return {"type": kind.name, "values": _items(list(value), depth)}
    return {"type": "text" if name in ("str", "string") else "object", "values": _items(value.tolist(), depth)}


def _write_index(value: Any, depth: int) -> Any:
    import pandas as pd

    if isinstance(value, pd.MultiIndex):
        levels = [_write_column(value.get_level_values(at), depth) for at in range(value.nlevels)]
        return {"is": "levels", "names": _items(value.names, depth), "levels": levels}
    column = value.astype(object) if str(value.dtype).startswith(("period", "interval")) else value
    return {"is": "index", "name": encoded(value.name, depth), "column": _write_column(column, depth)}


def _write_series(value: Any, depth: int) -> Any:
    column = value.astype(str) if str(value.dtype).startswith(("period", "interval")) else value
    return {
        "is": "series",
        "name": encoded(value.name, depth),
        "index": _write_index(value.index, depth),
        "column": _write_column(column, depth),
    }


def _write_frame(value: Any, depth: int) -> Any:
    _count(value.size if value.shape[1] <= MOST_COLUMNS else MOST + 1)
    columns = [_write_series(value.iloc[:, at], depth)["column"] for at in range(value.shape[1])]
    return {
        "is": "frame",
        "heads": _write_index(value.columns, depth),
        "index": _write_index(value.index, depth),
        "columns": columns,
    }


def _write_array(value: Any, depth: int) -> Any:
    import pandas as pd

    _count(value.size)
    return {"is": "array", "shape": list(value.shape), "column": _write_column(pd.Index(value.ravel()), depth)}


_WRITERS: Mapping[str, Any] = {
    "DataFrame": _write_frame,
    "Series": _write_series,
    "Index": _write_index,
    "ndarray": _write_array,
    "ExtensionArray": lambda value, depth: _write_array(value.to_numpy(), depth),
    "dict": _write_dict,
    "list": _write_list,
    "tuple": _write_tuple,
    "set": _write_set,
    "frozenset": _write_set,
    "range": _write_list,
    "dict_keys": _write_list,
    "dict_values": _write_list,
}


def as_text(values: Mapping[str, Any], most_bytes: int) -> str:
    """Named results as one line of JSON; a result that will not be told, or is too large, says so in its place."""
    told = {name: _told(value) for name, value in values.items()}
    text = json.dumps(told)
    if len(text) > most_bytes:
        text = json.dumps({name: {"is": "large"} for name in told})
    return text


def _told(value: Any) -> Any:
    try:
        return encoded(value)
    except TooLarge:
        return {"is": "large"}
    except Exception:  # noqa: BLE001 a learner's object may do anything when it is looked at
        return {"is": "object", "kind": type(value).__name__[:60]}
