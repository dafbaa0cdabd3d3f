"""The run sheet: the day by the clock, and per lesson what to say, to ask, to watch for, and what to skip when late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from segkit.courseware.cells import Cell
from segkit.courseware.documents.atoms import title_of
from segkit.courseware.documents.blocks import Block, Box, Grid, Heading, Listing, Paper, Prose, Sheet
from segkit.courseware.documents.description import aims_of
from segkit.courseware.documents.drafts import TALK, TEACH, exercise_in
from segkit.courseware.documents.exercises import title_line
from segkit.courseware.documents.occasion import Occasion, clock
from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.documents.programme import Programme, Timed
from segkit.courseware.documents.slides import Deck, lay_out_slides
from segkit.courseware.documents.steps import BUFFER, Step, steps_of
from segkit.courseware.documents.texts import Gallery, render_inline, render_markdown
from segkit.courseware.lesson import Lesson
from segkit.wording import Wording

LONG = 800  # columns of type, a Chinese character being two: a note beyond that, some ten lines, may go over a page
LATE = 20  # minutes: what is dropped first makes up for so many


def render_run_sheet(programme: Programme, occasion: Occasion, press: Press, deck: Deck | None = None) -> bytes:
    """The trainer's run sheet as a PDF/UA-1 file; clock times are those of the programme, numbers those of the slides.

    `deck` is the slides where they are laid out already.
    """
    gallery, words = Gallery(press.brand.ink), press.words
    deck = deck or lay_out_slides(programme, press)
    lessons = (_lesson(entry, programme, deck, words, gallery) for entry in programme.entries if entry.lesson)
    day = words.show(occasion.day, "date") if occasion.day else ""
    paper = Paper(
        words("documents.run_sheet.title"),
        (_day(programme, deck, words), *lessons),
        kicker=" · ".join(filter(None, (title_line(programme, words), day))),
        lead=words("documents.run_sheet.lead", net=programme.net, gross=programme.minutes, own=programme.hands_on),
        files=gallery.files,
    )
    return print_paper(paper, press)


def skippable(programme: Programme) -> tuple[tuple[str, str, int], ...]:
    """Id, lesson and minutes of each exercise in class that is not essential, the longest first."""
    found = ((one.id, lesson.id, one.minutes) for lesson, one in programme.exercises() if not one.essential)
    return tuple(sorted(found, key=lambda one: (-one[2], one[0])))


def _say(words: Wording, key: str, **slots: object) -> str:
    return words(f"documents.run_sheet.{key}", **slots)


def _day(programme: Programme, deck: Deck, words: Wording) -> Sheet:
    heads = tuple(_say(words, key) for key in ("when", "minutes", "slides", "what", "page", "exercises", "actual"))
    shown = slides_of_entries(programme, deck)
    rows = tuple(
        (
            *(f"{one.begin}–{one.end}", str(one.minutes), run, words.pick(one.title), _page(one.lesson)),
            *(_kept(one.lesson, programme.track), ""),
        )
        for one, run in zip(programme.entries, shown, strict=True)
    )
    grid = Grid(heads, rows, (17, 7, 9, 32, 6, 19, 10))
    return Sheet("day", (Heading(_say(words, "day")), grid, *_beside(programme, words), *_late(programme, words)))


def _page(lesson: Lesson | None) -> Any:
    """Where a lesson begins on this sheet: the page that the printer finds."""
    from markupsafe import Markup

    return Markup('<span class="listed-page" data-to="#{}"></span>').format(lesson.id) if lesson else ""


def slides_of_entries(programme: Programme, deck: Deck) -> tuple[str, ...]:
    """The slides of each entry of the day: those before the lessons to the first, the last one to what follows them.

    Empty for an entry without slides.
    """
    runs = {one.id: deck.stretches(one.id) for one in programme.lessons}
    spans = {id: (run[0].first, run[-1].last) for id, run in runs.items() if run}
    found = [_span(*spans[one.lesson.id]) if one.lesson and one.lesson.id in spans else "" for one in programme.entries]
    taught = [at for at, one in enumerate(programme.entries) if one.lesson]
    if taught[0] > 0:
        found[0] = _span(1, min((first for first, _ in spans.values()), default=deck.n) - 1)
    if taught[-1] + 1 < len(found):
        found[taught[-1] + 1] = _span(deck.n, deck.n)
    return tuple(found)


def _beside(programme: Programme, words: Wording) -> Iterator[Block]:
    """What to say where no lesson is taught: at the opening, and after the last lesson."""
    keys = ((one, f"fixed.{one.fixed}") for one in programme.entries if one.fixed)
    known = [(one, key) for one, key in keys if words.has(f"documents.run_sheet.{key}")]
    if known:
        yield Heading(_say(words, "beside"))
        yield Listing(tuple(_say(words, key, title=words.pick(one.title), begin=one.begin) for one, key in known))


def _kept(lesson: Lesson | None, track: str) -> str:
    return "  ".join(one.id for one in lesson.plan.in_class(track)) if lesson else ""


def _late(programme: Programme, words: Wording) -> Iterator[Block]:
    yield Heading(_say(words, "late"))
    drop = skippable(programme)
    items = [_say(words, "drop", id=id, minutes=minutes) for id, _, minutes in drop]
    yield Listing((*items, _say(words, "shorten"), _say(words, "never")))


def _lesson(entry: Timed, programme: Programme, deck: Deck, words: Wording, gallery: Gallery) -> Sheet:
    lesson = entry.lesson
    assert lesson is not None  # the caller asks for lessons only
    title = _say(words, "lesson", begin=entry.begin, end=entry.end, title=words.pick(lesson.plan.title))
    track = programme.track
    steps = steps_of(lesson, track, deck.stretches(lesson.id))
    aims, grid = _aims(lesson, programme, words), _grid(entry, lesson, steps, words)
    blocks = (*aims, grid, *_notes(lesson, track, deck, words, gallery))
    kicker = words("documents.lesson", number=programme.number_of(lesson), id=lesson.id)
    return Sheet(lesson.id, blocks, title=title, kicker=kicker)


def _aims(lesson: Lesson, programme: Programme, words: Wording) -> Iterator[Block]:
    aims = aims_of(lesson, programme, words)
    if aims:
        yield Box(_say(words, "aims"), (Listing(aims),), "wash")


def _grid(entry: Timed, lesson: Lesson, steps: Sequence[Step], words: Wording) -> Grid:
    """What happens within the lesson by the clock, with the slides it is told from."""
    rows, now = [], 0
    for step in steps:
        minutes = str(step.minutes) if step.minutes else "–"
        rows.append((clock_after(entry.begin, now), minutes, _slides(step), *_said(step, lesson, words)))
        now += step.minutes
    heads = tuple(_say(words, key) for key in ("from", "minutes", "slides", "what", "how"))
    return Grid(heads, tuple(rows), (11, 9, 12, 40, 28))


def _slides(step: Step) -> str:
    if step.stretch is None:
        return ""
    return _span(step.stretch.first, step.stretch.last)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _said(step: Step, lesson: Lesson, words: Wording) -> tuple[str, str]:
    """What a step is and how it is done."""
    if step.part in (TEACH, TALK, BUFFER):
        talk = "debrief" if step.stretch else "questions"
        key = {TEACH: "teach", TALK: talk, BUFFER: "buffer"}[step.part]
        return _say(words, key), ""
    one = lesson.plan.exercise(step.part)
    rank = _say(words, "essential" if one.essential else "may_drop")
    how = f"{words(f'documents.slides.group.{one.group}')}{_say(words, 'joint')}{rank}"
    return _say(words, "exercise", id=one.id, title=words.pick(one.title)), how


def clock_after(begin: str, minutes: int) -> str:
    """The time `minutes` after `begin`, both HH:MM."""
    from datetime import time

    return clock(time.fromisoformat(begin), minutes)


def _notes(lesson: Lesson, track: str, deck: Deck, words: Wording, gallery: Gallery) -> Iterator[Block]:
    """The trainer's notes, each under the exercise or the slide it is about, the talks, and what is corrected.

    Of exercises that the track leaves out nothing is said.
    """
    held = {"trainer": lesson.plan.kept(track), "group": lesson.plan.in_class(track)}
    for role, key in (("trainer", "notes"), ("group", "talks")):
        ids = {"", *(one.id for one in held[role])}
        told = [one for one in _about(lesson, words.language) if one[1].role == role and one[0] in ids]
        if told:
            yield Heading(_say(words, key))
        titled = (
            (_about_what(lesson, track, id, words), cell.source)
            if id
            else (_at_slide(lesson, cell, deck, words), title_of(cell.source)[1])
            for id, cell in told
        )
        for title, notes in groupby(titled, itemgetter(0)):  # those of one exercise or slide stand in one box
            text = "\n\n".join(note for _, note in notes)
            tone = "long" if len(text.encode("gb18030")) > LONG else "plain"
            yield Box(title, (Prose(render_markdown(text, gallery, top=4)),), tone)
    if lesson.plan.corrects:
        yield Heading(_say(words, "corrects"))
        yield Listing(tuple(render_inline(words.pick(one), gallery) for one in lesson.plan.corrects))


def _about(lesson: Lesson, language: str) -> Iterator[tuple[str, Cell]]:
    """Each text with the exercise that it is about: its own, or the last that a heading named; none before the first.

    A lecture under a heading of its own ends what was said of an exercise.
    """
    named = ""
    for cell in lesson.texts(language):
        if cell.role == "lecture" and title_of(cell.source)[0]:
            named = exercise_in(cell.source)
        yield cell.exercise or named, cell


def _at_slide(lesson: Lesson, cell: Cell, deck: Deck, words: Wording) -> str:
    """Number and title of a text's own slide, else of the one before it in its lesson, else of the lesson's first."""
    before = [one.sid for one in lesson.cells[: lesson.cells.index(cell) + 1]]
    number, title = deck.slide_of(lesson.id, before)
    return _say(words, "at_slide", number=number, title=title) if number else words.pick(lesson.plan.title)


def _about_what(lesson: Lesson, track: str, id: str, words: Wording) -> str:
    one = lesson.plan.exercise(id)
    key = "about" if one.where_in(track) == "class" else "about_home"
    return _say(words, key, id=id, title=words.pick(one.title))
