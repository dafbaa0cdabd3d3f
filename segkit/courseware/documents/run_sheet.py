"""The run sheet: the day by the clock, and per lesson what to say, to ask, to watch for, and what to skip when late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from segkit.courseware.cells import Cell
from segkit.courseware.documents.atoms import title_of
from segkit.courseware.documents.blocks import Block, Box, Grid, Heading, Listing, Paper, Prose, Sheet
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
        (_day(programme, words), *lessons),
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


def _day(programme: Programme, words: Wording) -> Sheet:
    heads = tuple(_say(words, key) for key in ("when", "minutes", "what", "exercises", "actual"))
    rows = tuple(
        (f"{one.begin}–{one.end}", str(one.minutes), words.pick(one.title), _kept(one.lesson, programme.track), "")
        for one in programme.entries
    )
    grid = Grid(heads, rows, (17, 9, 36, 26, 12))
    return Sheet("day", (Heading(_say(words, "day")), grid, *_late(programme, words)))


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
    blocks = (*_aims(lesson, words), _grid(entry, lesson, steps, words), *_notes(lesson, track, words, gallery))
    kicker = words("documents.lesson", number=programme.number_of(lesson), id=lesson.id)
    return Sheet(lesson.id, blocks, title=title, kicker=kicker)


def _aims(lesson: Lesson, words: Wording) -> Iterator[Block]:
    yield Box(_say(words, "aims"), (Listing(tuple(words.pick(one.text) for one in lesson.plan.objectives)),), "wash")


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
    first, last = step.stretch.first, step.stretch.last
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


def _notes(lesson: Lesson, track: str, words: Wording, gallery: Gallery) -> Iterator[Block]:
    """The trainer's notes, each under the exercise it is about, the talks in class, and what is corrected."""
    for role, key in (("trainer", "notes"), ("group", "talks")):
        told = [(id, cell) for id, cell in _about(lesson, words.language) if cell.role == role]
        in_class = {"", *(one.id for one in lesson.plan.in_class(track))}
        told = [(id, cell) for id, cell in told if role == "trainer" or id in in_class]
        if told:
            yield Heading(_say(words, key))
        for id, cell in told:
            title = _about_what(lesson, track, id, words)
            yield Box(title, (Prose(render_markdown(cell.source, gallery, top=4)),))
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


def _about_what(lesson: Lesson, track: str, id: str, words: Wording) -> str:
    if not id:
        return ""
    one = lesson.plan.exercise(id)
    key = "about" if one.where_in(track) == "class" else "about_home"
    return _say(words, key, id=id, title=words.pick(one.title))
