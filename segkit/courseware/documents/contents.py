"""The contents page of a pack: each file, for whom it is, what it is for, and when it is needed."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segkit.courseware.documents.blocks import Block, Grid, Listing, Paper, Prose, Sheet
from segkit.courseware.documents.cards import kinds_of_cards
from segkit.courseware.documents.exercises import title_line
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.documents.programme import Programme
from segkit.wording import Wording

PARTS = ("learner", "trainer")


@dataclass(frozen=True)
class PackFile:
    """One file or folder of the pack: its path as it is called there, and its key in `documents.file.*`."""

    path: str
    key: str
    part: str = "trainer"


def render_contents(files: Sequence[PackFile], programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The contents page as a PDF/UA-1 file; `files` in the order in which they are listed, grouped by part."""
    words = press.words
    day = words.show(occasion.day, "date") if occasion.day else ""
    kinds = (words(f"documents.cards.{kind}") for kind in kinds_of_cards(programme, occasion))
    slots = {"own": occasion.own(words), "kinds": words("documents.listed_items").join(kinds)}
    keys = {one.key for one in files}
    sheets = tuple(_part(part, [one for one in files if one.part == part], words, slots) for part in PARTS)
    paper = Paper(
        words("documents.contents.title"),
        (_steps(occasion, keys, words), *sheets),
        kicker=" · ".join(filter(None, (title_line(programme, words), day))),
        lead=words("documents.contents.lead"),
    )
    return print_paper(paper, press)


def _steps(occasion: Occasion, keys: Container[str], words: Wording) -> Sheet:
    """The four steps; of papers that this pack lacks nothing is said."""
    slots = {
        f"{key}_if_any": words(f"documents.contents.{key}") if key in keys else "" for key in ("cards", "score_sheet")
    }
    steps = Listing(tuple(words(f"documents.contents.step.{n}", **slots) for n in (1, 2, 3, 4)), "number")
    notes = tuple(Prose(text, "note") for text in occasion.notes(words))
    return Sheet("steps", (steps, *notes), title=words("documents.contents.steps"), flows=True)


def _part(part: str, files: Sequence[PackFile], words: Wording, slots: Mapping[str, Any]) -> Sheet:
    return Sheet(
        part, tuple(_grid(files, words, slots)), title=words(f"documents.contents.{part}"), flows=part == PARTS[0]
    )


def _grid(files: Sequence[PackFile], words: Wording, slots: Mapping[str, Any]) -> Iterator[Block]:
    if files:
        heads = tuple(words(f"documents.contents.{key}") for key in ("file", "what", "when"))
        yield Grid(heads, tuple(_row(one, words, slots) for one in files), (36, 44, 20))


def _row(file: PackFile, words: Wording, slots: Mapping[str, Any]) -> tuple[str, str, str]:
    key = f"documents.file.{file.key}"
    return file.path, words(key, **slots), words(f"{key}.when")
