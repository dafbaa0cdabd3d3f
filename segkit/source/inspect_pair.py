"""`segkit inspect` of two files that are the heads and the lines of orders: each by itself, and how they match."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from segkit.facts import HeadMatch
from segkit.source.drafts import draft_tables, find_pair
from segkit.source.heads import Plain
from segkit.source.inspect import Inspection, inspect_source, inspection_as_dict, render_inspection
from segkit.source.options import ReadOptions
from segkit.wording import Wording

if TYPE_CHECKING:
    from ibis.backends import BaseBackend


@dataclass(frozen=True)
class PairInspection:
    """What was found about either table, and how they match by the order id."""

    heads: Inspection
    lines: Inspection
    match: HeadMatch


def inspect_pair(engine: "BaseBackend", files: Sequence[Path], plain: Plain, staging: Path) -> PairInspection | None:
    """The two tables, where heads and lines of orders are the one clear reading of `files`; else None.

    Raises
    ------
    SegkitError
        As when the files are found and read.
    """
    pair = find_pair(engine, draft_tables(engine, files, staging), plain, staging)
    if pair is None or pair.lines is None or pair.match is None:
        return None
    heads, lines = (inspect_source(engine, side.source, ReadOptions()) for side in pair.sides)
    return PairInspection(heads, lines, pair.match)


def pair_as_dict(found: PairInspection) -> dict[str, Any]:
    """The inspection of both tables for programs."""
    return {
        "heads": inspection_as_dict(found.heads, None),
        "lines": inspection_as_dict(found.lines, None),
        "match": asdict(found.match),
    }


def render_pair(found: PairInspection, wording: Wording) -> str:
    """The inspection of both tables as text for a terminal, the match last."""
    match = wording("source.settled.match", **asdict(found.match))
    return "\n\n".join([*(render_inspection(one, wording) for one in (found.heads, found.lines)), match])
