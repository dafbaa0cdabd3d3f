"""Values that can be compared and not read: salted hashes of results, numbers to a given number of decimals."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

ROUNDS = 20_000  # a count of customers could be guessed one by one; each guess shall cost
SNAP = 6  # decimals beyond the wanted ones at which noise of the last bit is cut off, so that it tips no rounding


def hashed(value: Any, digits: int = 0, salt: str | None = None) -> str:
    """`salt$hash` of a value; without `salt` a new one is drawn, so that equal answers look different.

    Tables and columns of pandas count by their values in order (a Series without its index), dates as ISO days or
    times, whatever is missing as nothing. 3 and 3.0 are one value; True and 1 are two.
    """
    drawn = secrets.token_hex(8) if salt is None else salt
    text = json.dumps(_plain(value, digits), ensure_ascii=False, sort_keys=True)
    return f"{drawn}${hashlib.pbkdf2_hmac('sha256', text.encode(), drawn.encode(), ROUNDS).hex()}"


def is_hash_of(value: Any, digits: int, known: str) -> bool:
    """Whether `known` was made of a value equal to this one."""
    return secrets.compare_digest(hashed(value, digits, known.split("$")[0]), known)


def _plain(value: Any, digits: int) -> Any:
    """`value` as JSON can hold it."""
    if hasattr(value, "tolist"):  # numpy, and a column of pandas
        value = value.tolist()
    elif hasattr(value, "to_dict"):  # a table
        value = value.to_dict("list")
    if isinstance(value, Mapping):
        return {str(key): _plain(item, digits) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = [_plain(item, digits) for item in value]
        return items if isinstance(value, list | tuple) else sorted(items, key=str)
    return _one(value, digits)


def _one(value: Any, digits: int) -> Any:
    if value is None or isinstance(value, str | bool):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat() if value == value else None
    if hasattr(value, "__float__"):
        return _number(float(value), digits)
    return None if value != value else str(value)


def _number(value: float, digits: int) -> float | None:
    return None if value != value else round(round(value, digits + SNAP), digits) + 0.0  # no minus zero
