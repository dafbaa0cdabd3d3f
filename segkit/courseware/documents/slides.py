"""The slide deck: 16:9, from the lessons' slides; what does not fit goes on the next, and each knows its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from segkit.courseware.documents.atoms import joined
from segkit.courseware.documents.drafts import compose_slides
from segkit.courseware.documents.fitting import Draft, fit_drafts
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.outputs import Outputs
from segkit.courseware.documents.printing import Press, print_page
from segkit.courseware.documents.programme import Programme
from segkit.courseware.documents.texts import Gallery
from segkit.wording import Wording

FRONT = 1  # slides before the first draft


@dataclass(frozen=True)
class Slide:
    """One slide as it is printed; `part` says which of several it is."""

    title: Any
    kicker: str
    body: Any
    look: str
    part: str = ""


@dataclass(frozen=True)
class Front:
    """The first slide's words."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Stretch:
    """Slides in a row that serve one thing: `teach`, `talk`, or an exercise by its id; numbers are as printed."""

    part: str
    first: int
    last: int

    @property
    def n(self) -> int:
        """How many slides."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class Deck:
    """The slides of a track, laid out but not yet printed."""

    drafts: tuple[Draft, ...]
    files: dict[str, bytes]

    @property
    def n(self) -> int:
        """How many slides, the front one counted."""
        return FRONT + len(self.drafts)

    def slide_of(self, lesson: str, cells: Sequence[str]) -> tuple[int, str]:
        """Number and title of the first slide of the last of `cells` that has one, else the lesson's first slide.

        0 and no title where the lesson has no slide.
        """
        own = [(FRONT + at, one) for at, one in enumerate(self.drafts, 1) if one.lesson == lesson]
        first = {one.cell: (number, one) for number, one in reversed(own)}
        found = next((first[cell] for cell in reversed(cells) if cell and cell in first), own[0] if own else None)
        return (found[0], _plain(found[1].title)) if found else (0, "")

    def stretches(self, lesson: str) -> tuple[Stretch, ...]:
        """The slides of a lesson in their order; none where it has none."""
        numbered = ((FRONT + at, one) for at, one in enumerate(self.drafts, 1) if one.lesson == lesson)
        runs = (tuple(number for number, _ in run) for _, run in groupby(numbered, lambda pair: pair[1].part))
        parts = (part for part, _ in groupby(one.part for one in self.drafts if one.lesson == lesson))
        return tuple(Stretch(part, run[0], run[-1]) for part, run in zip(parts, runs, strict=True))


def _plain(title: Any) -> str:
    """A title without its markup."""
    return str(title.striptags() if hasattr(title, "striptags") else title)


def lay_out_slides(programme: Programme, press: Press, outputs: Outputs | None = None) -> Deck:
    """Compose and fit the slides of a track; raises as `render_slides`."""
    gallery = Gallery(press.brand.ink)
    drafts = tuple(compose_slides(programme, press.words, gallery, outputs))
    return Deck(fit_drafts(drafts, press, gallery.files), gallery.files)


def render_slides(programme: Programme, occasion: Occasion, press: Press, deck: Deck | None = None) -> bytes:
    """The slides of a track as a PDF/UA-1 file, one page each; `deck` where they are laid out already.

    Raises
    ------
    PageFaulty
        A formula cannot be read, or one piece alone (a table row, a line of code) is taller than a slide.
    """
    deck = deck or lay_out_slides(programme, press)
    content = {"paper": _front(programme, occasion, press.words), "slides": _slides(deck.drafts, press.words)}
    return print_page("slides.html.j2", press, ("slides.css", "code.css"), content, files=deck.files)


def _front(programme: Programme, occasion: Occasion, words: Wording) -> Front:
    who = words.pick(occasion.company) if occasion.company else ""
    when = words.show(occasion.day, "date") if occasion.day else ""
    lines = (words.pick(programme.form), " · ".join(filter(None, (who, when, occasion.trainer))))
    example = words("documents.on_example", own=occasion.own(words)) if occasion.example else ""
    return Front(words.pick(programme.title), tuple(filter(None, (*lines, example))))


def _slides(drafts: tuple[Draft, ...], words: Wording) -> tuple[Slide, ...]:
    """The fitted drafts as slides; neighbours of one origin are numbered."""
    slides: list[Slide] = []
    at = 0
    while at < len(drafts):
        same = [one for one in drafts[at:] if one.origin == drafts[at].origin]
        for n, one in enumerate(same, 1):
            part = words("documents.slides.part", n=n, total=len(same)) if len(same) > 1 else ""
            slides.append(Slide(one.title, one.kicker, joined(one.atoms), one.look, part))
        at += len(same)
    return tuple(slides)
