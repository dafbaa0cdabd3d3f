"""Solutions in the learner's folder: unreadable without the trainer's word in a class, absent in an exam.

Alone, the key lies beside the solution: that keeps it from being read in passing, and from nobody who wants to. With a
word the key comes from the word by scrypt; the text is added to a keystream of HMACs and carries one of its own.
"""

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from unicodedata import normalize

COST = 2**14  # scrypt's n; about 50 ms, so that words cannot be tried by the thousand
WORDS = (
    *("apple", "bamboo", "basil", "birch", "cedar", "cherry", "clover", "coral", "cotton", "fern", "ginger", "grape"),
    *("hazel", "honey", "iris", "ivory", "jade", "jasmine", "lemon", "lily", "lotus", "lychee", "mango", "maple"),
    *("melon", "mint", "olive", "orchid", "peach", "pear", "pepper", "pine", "plum", "poppy", "quince", "rose"),
    *("sesame", "tea", "tulip", "violet", "walnut", "willow"),
)


def draw_word() -> str:
    """A release word that can be read out and typed: a plant and three figures, such as `lychee-407`."""
    return f"{secrets.choice(WORDS)}-{secrets.randbelow(900) + 100}"


def seal(text: str, word: str = "") -> dict[str, str]:
    """`text` sealed with `word`; without one, with a key that lies in the result (`key`), for learning alone."""
    key = "" if word else secrets.token_hex(16)
    salt = secrets.token_bytes(16)
    mixed = _mixed(text.encode(), keys := _keys(word or key, salt))
    mark = hmac.new(keys[1], salt + mixed, hashlib.sha256).digest()
    named = {"salt": salt, "text": mixed, "mark": mark}
    return {name: b64encode(value).decode() for name, value in named.items()} | ({"key": key} if key else {})


def unseal(sealed: Mapping[str, str], word: str = "") -> str | None:
    """The text; None where the word is not the one, or the file was changed.

    Letters' case, their width and spaces around do not count. Where the key lies beside the text no word is needed.
    """
    salt, mixed, mark = (b64decode(sealed[name]) for name in ("salt", "text", "mark"))
    keys = _keys(sealed.get("key") or word, salt)
    if not hmac.compare_digest(hmac.new(keys[1], salt + mixed, hashlib.sha256).digest(), mark):
        return None
    return _mixed(mixed, keys).decode()


def _keys(word: str, salt: bytes) -> tuple[bytes, bytes]:
    """The key of the stream and that of the mark."""
    plain = normalize("NFKC", word).strip().casefold().encode()
    both = hashlib.scrypt(plain, salt=salt, n=COST, r=8, p=1, dklen=64)
    return both[:32], both[32:]


def _mixed(text: bytes, keys: tuple[bytes, bytes]) -> bytes:
    """The text added to the keystream; done twice it is itself again."""
    blocks = range(-(-len(text) // 32))
    stream = b"".join(hmac.new(keys[0], number.to_bytes(8, "big"), hashlib.sha256).digest() for number in blocks)
    return bytes(one ^ other for one, other in zip(text, stream, strict=False))
