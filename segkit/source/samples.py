"""Some lines of a file as each of several encodings would read them, so that a person can see which one is right."""

import codecs
import re
from pathlib import Path

from segkit.errors import EncodingUnclear
from segkit.source.masks import shown
from segkit.source.structure import looks_like_header

LINES = 3
WIDEST = 60
LOOKED_AT = 1 << 16
SEPARATORS = re.compile(r"([,;\t|，；])")


def unclear_encoding(path: Path, names: tuple[str, ...]) -> EncodingUnclear:
    """The question which of the encodings is meant, with lines under each and the settings that answer."""
    readings = tuple(f"{name}: {' ┊ '.join(sample_lines(path, name)) or '–'}" for name in names)
    return EncodingUnclear(path.name, readings, tuple(f"read: {{encoding: {name}}}" for name in names))


def sample_lines(path: Path, name: str) -> tuple[str, ...]:
    """Up to three lines with characters beyond ASCII; a header as it stands, other lines masked."""
    with path.open("rb") as file:
        text = codecs.getincrementaldecoder(name)("replace").decode(file.read(LOOKED_AT))
    lines = [(number, line) for number, line in enumerate(text.splitlines()) if not line.isascii()]
    return tuple(
        _readable(line if number == 0 and _is_header(line) else _masked(line)) for number, line in lines[:LINES]
    )


def _is_header(line: str) -> bool:
    return looks_like_header(SEPARATORS.split(line)[::2])


def _masked(line: str) -> str:
    return "".join(part if SEPARATORS.fullmatch(part) else shown(part) for part in SEPARATORS.split(line))


def _readable(line: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in line)[:WIDEST]
