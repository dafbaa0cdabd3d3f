"""What only the holder of the key can work out: stand-ins for ids, the number of weeks, the factor of amounts."""

import hmac
import os
import secrets
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from segkit.errors import KeyInside, KeyTooShort

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nobody mistakes one for a digit, and no word comes about
LENGTH = 12  # of a stand-in: 60 bits, so that a million ids collide once in two million tries
LEAST_KEY = 32  # characters
FACTORS = (Decimal("0.5"), Decimal("2"))


@dataclass(frozen=True, repr=False)
class Secret:
    """The key of one company; equal keys give equal stand-ins, in every file and every time."""

    key: bytes

    def stand_in(self, kind: str, text: str, length: int = LENGTH) -> str:
        """So many letters and digits for `text`; the same text of another `kind` has others."""
        number = int.from_bytes(self._digest(kind, text))
        return "".join(SIGNS[number >> 5 * place & 31] for place in range(length))

    def digits(self, kind: str, text: str, length: int) -> str:
        """So many digits for `text`."""
        return str(int.from_bytes(self._digest(kind, text)) % 10**length).zfill(length)

    def weeks(self, least: int, most: int) -> int:
        """A number of whole weeks from `least` to `most`."""
        return least + int.from_bytes(self._digest("weeks", "")) % (most - least + 1)

    def factor(self) -> Decimal:
        """What amounts are multiplied by: from 0.5 to 2, in steps of 0.0001, never near 1."""
        low, high = FACTORS
        step = int.from_bytes(self._digest("factor", "")) % 6_000
        return low + Decimal(step) / 10_000 if step < 3_000 else high - Decimal(step - 3_000) / 10_000

    def check(self) -> str:
        """Eight signs by which a key is known again; they tell nothing about it."""
        return self.stand_in("check", "", 8)

    def _digest(self, kind: str, text: str) -> bytes:
        return hmac.digest(self.key, f"{kind}\0{text}".encode(), sha256)


def open_secret(path: Path, folder: Path) -> Secret:
    """The key in the file at `path`, which is made with a new one if absent, for its owner alone.

    Raises
    ------
    KeyInside
        The file lies in `folder`, which goes to the class, or would.
    KeyTooShort
        It holds fewer than 32 characters.
    """
    if path.resolve().is_relative_to(folder.resolve()):
        raise KeyInside(str(path), str(folder))
    if not path.exists():
        _write_key(path)
    key = path.read_bytes().strip()
    if len(key) < LEAST_KEY:
        raise KeyTooShort(str(path), len(key), LEAST_KEY)
    return Secret(key)


def _write_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
