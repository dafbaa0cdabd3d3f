"""Bytes spoiled at random: flipped, cut, doubled, spliced, and with tokens that are known to hurt readers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

MOST_STEPS = 6
LONGEST = 1 << 16  # bytes of a mutant: a file that grows with every step would only cost time


@dataclass(frozen=True)
class Case:
    """One file to be tried: the ending of its name, its bytes, and how a person says it is to be read."""

    suffix: str
    content: bytes
    options: dict[str, Any] = field(default_factory=dict)


class Mutator:
    """Spoils a file in one to six steps; the same state of `rng` gives the same bytes."""

    def __init__(self, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> None:
        """`seeds`: sound files, which are also spliced into each other; `tokens`: what is put between their bytes."""
        self.seeds, self.tokens = seeds, tokens
        self.steps = (
            self.flip, self.put_byte, self.put_token, self.put_token, self.put_token_at_edge, self.put_token_at_edge,
            self.cut, self.double, self.splice, self.truncate, self.swap_lines, self.double_line, self.drop_line,
            self.replace_all, self.repeat_token,
        )  # fmt: skip

    def draw(self, rng: Random) -> bytes:
        """A seed, spoiled."""
        return self.spoil(rng, rng.choice(self.seeds))

    def spoil(self, rng: Random, content: bytes) -> bytes:
        """`content` after one step, or after several, which is rarer."""
        for _ in range(MOST_STEPS):
            content = rng.choice(self.steps)(rng, content)[:LONGEST]
            if rng.random() < 0.5:
                break
        return content

    def flip(self, rng: Random, content: bytes) -> bytes:
        """One bit of one byte."""
        at = place(rng, content)
        return content[:at] + bytes(byte ^ (1 << rng.randrange(8)) for byte in content[at : at + 1]) + content[at + 1 :]

    def put_byte(self, rng: Random, content: bytes) -> bytes:
        """One byte more, or in another's place."""
        at = place(rng, content)
        return content[:at] + rng.randbytes(1) + content[at + rng.randrange(2) :]

    def put_token(self, rng: Random, content: bytes) -> bytes:
        """A token anywhere."""
        at = place(rng, content)
        return content[:at] + rng.choice(self.tokens) + content[at:]

    def put_token_at_edge(self, rng: Random, content: bytes) -> bytes:
        """A token where a cell or a line begins or ends."""
        edges = [at for at, byte in enumerate(content) if byte in b',\t;|\r\n"<>:{}[] '] or [0]
        at = rng.choice(edges) + rng.randrange(2)
        return content[:at] + rng.choice(self.tokens) + content[at:]

    def cut(self, rng: Random, content: bytes) -> bytes:
        """Some bytes less, mostly few."""
        at = place(rng, content)
        return content[:at] + content[at + span(rng) :]

    def double(self, rng: Random, content: bytes) -> bytes:
        """Some bytes twice."""
        at = place(rng, content)
        return content[:at] + content[at : at + span(rng)] + content[at:]

    def splice(self, rng: Random, content: bytes) -> bytes:
        """The beginning of one file and the end of another."""
        other = rng.choice(self.seeds)
        return content[: place(rng, content)] + other[place(rng, other) :]

    def truncate(self, rng: Random, content: bytes) -> bytes:
        """The beginning alone."""
        return content[: place(rng, content)]

    def swap_lines(self, rng: Random, content: bytes) -> bytes:
        """Two lines in each other's place."""
        lines = content.splitlines(keepends=True) or [b""]
        one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
        return b"".join(lines)

    def double_line(self, rng: Random, content: bytes) -> bytes:
        """A line once more, anywhere."""
        lines = content.splitlines(keepends=True) or [b""]
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(lines))
        return b"".join(lines)

    def drop_line(self, rng: Random, content: bytes) -> bytes:
        """A line less."""
        lines = content.splitlines(keepends=True) or [b""]
        del lines[rng.randrange(len(lines))]
        return b"".join(lines)

    def replace_all(self, rng: Random, content: bytes) -> bytes:
        """All of one sign, or the first few, by a token."""
        old = content[(at := place(rng, content)) : at + 1]
        return content.replace(old, rng.choice(self.tokens), rng.choice((-1, 1, 2, 3))) if old else content

    def repeat_token(self, rng: Random, content: bytes) -> bytes:
        """A token many times over."""
        at = place(rng, content)
        return content[:at] + rng.choice(self.tokens) * rng.choice((2, 3, 10, 100, 1000)) + content[at:]


def place(rng: Random, content: bytes) -> int:
    """Any place in the content, its end included."""
    return rng.randrange(len(content) + 1)


def span(rng: Random) -> int:
    """How many bytes a step takes: mostly a few, now and then hundreds."""
    return rng.choice((1, 1, 2, 3, 4, 8, 20, 100, 500))
