"""Whether a file that is not all UTF-8 is a UTF-8 file with rows of other bytes pasted in."""

import re
from collections.abc import Iterator
from pathlib import Path

PIECE = 1 << 20
LINES = 2_000


def utf8_share(path: Path) -> float | None:
    """Share of the first lines beyond ASCII that are UTF-8, 0 to 1; None where the whole file is ASCII.

    Text in another encoding hardly has a line that is UTF-8 by chance. So with a high share the other lines were pasted
    in: the file is surveyed as UTF-8, and its check sets those rows aside as `undecodable`.
    """
    are_utf8 = [_is_utf8(line) for line in _lines_beyond_ascii(path)]
    return sum(are_utf8) / len(are_utf8) if are_utf8 else None


def _lines_beyond_ascii(path: Path) -> Iterator[bytes]:
    """The first lines with a byte beyond ASCII; a line across two pieces is left out, but for the file's last."""
    n, rest = 0, b""
    with path.open("rb") as file:
        while n < LINES and (piece := file.read(PIECE)):
            *lines, rest = re.split(rb"[\r\n]+", piece)
            for line in () if piece.isascii() else (line for line in lines[:LINES] if not line.isascii()):
                n += 1
                yield line
    if rest and not rest.isascii() and n < LINES:
        yield rest


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
