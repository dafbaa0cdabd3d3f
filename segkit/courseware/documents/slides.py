"""The slide deck: 16:9, from the lessons' slide cells, with tasks and talks; what does not fit goes on the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from segkit.courseware.cells import Cell
from segkit.courseware.documents.atoms import Atom, atoms_of, joined, title_of
from segkit.courseware.documents.fitting import Draft, fit_drafts
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_page
from segkit.courseware.documents.programme import Programme
from segkit.courseware.documents.texts import Gallery, render_inline
from segkit.courseware.lesson import Lesson
from segkit.courseware.plan import ExercisePlan
from segkit.wording import Wording

EXERCISE = re.compile(r"\bE\d+\.\d+(?!\d)")


@dataclass(frozen=True)
class Slide:
    """One slide as it is printed; `part` says which of several it is."""

    title: Any
    kicker: str
    body: Any
    look: str
    part: str = ""


@dataclass(frozen=True)
class Deck:
    """The first slide's words."""

    title: str
    lines: tuple[str, ...]


def render_slides(programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The slides of a track as a PDF/UA-1 file, one page each.

    Raises
    ------
    PageFaulty
        A formula cannot be read, or one piece alone (a table row, a line of code) is taller than a slide.
    """
    gallery = Gallery(press.brand.ink)
    drafts = tuple(compose_slides(programme, press.words, gallery))
    fitted = fit_drafts(drafts, press, gallery.files)
    deck = _deck(programme, occasion, press.words)
    content = {"paper": deck, "slides": _slides(fitted, press.words)}
    return print_page("slides.html.j2", press, ("slides.css", "code.css"), content, files=gallery.files)


def compose_slides(programme: Programme, words: Wording, gallery: Gallery) -> Iterator[Draft]:
    """Every slide before it is known whether it fits, pictures of formulas put into `gallery`."""
    composer = _Composer(programme, words, gallery)
    yield composer.agenda()
    for lesson in programme.lessons:
        yield from composer.lesson(lesson)
    yield composer.closing()


def _deck(programme: Programme, occasion: Occasion, words: Wording) -> Deck:
    who = words.pick(occasion.company) if occasion.company else ""
    when = words.show(occasion.day, "date") if occasion.day else ""
    lines = (words.pick(programme.form), " · ".join(filter(None, (who, when, occasion.trainer))))
    return Deck(words.pick(programme.title), tuple(filter(None, lines)))


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


def _is_shown(cell: Cell) -> bool:
    return cell.is_slide or (cell.role == "group" and cell.slide != "skip")


def exercise_in(text: str) -> str:
    """The exercise that the heading of a text names, such as E5.1; empty where it names none."""
    found = EXERCISE.search(title_of(text)[0])
    return found[0] if found else ""


def _badges(texts: tuple[str, ...]) -> Atom:
    from markupsafe import escape

    marks = "".join(f'<span class="badge">{escape(text)}</span>' for text in texts)
    return Atom(f'<div class="atom"><p>{marks}</p></div>')


class _Composer:
    """Turns the lessons of one track into drafts in one language."""

    def __init__(self, programme: Programme, words: Wording, gallery: Gallery) -> None:
        self.programme, self.words, self.gallery = programme, words, gallery
        self.drafts = 0

    def draft(self, title: str, text: str, kicker: str, look: str = "plain") -> Draft:
        self.drafts += 1
        atoms = atoms_of(text, self.gallery, self.words.language)
        return Draft(render_inline(title, self.gallery), atoms, kicker, look, origin=self.drafts)

    def say(self, key: str, **slots: Any) -> str:
        return self.words(f"documents.slides.{key}", **slots)

    def agenda(self) -> Draft:
        heads = f"| {self.say('when')} | {self.say('what')} | {self.say('minutes_head')} |\n|---|---|---|\n"
        rows = (f"| {one.begin} | {self.words.pick(one.title)} | {one.minutes} |" for one in self.programme.entries)
        return self.draft(self.say("agenda"), heads + "\n".join(rows), self.words.pick(self.programme.form), "agenda")

    def lesson(self, lesson: Lesson) -> Iterator[Draft]:
        kicker = self.words.pick(lesson.plan.title)
        yield self._opening(lesson)
        left = {one.id: one for one in lesson.plan.in_class(self.programme.track)}
        for cell in self._shown(lesson):
            named = exercise_in(cell.source) if cell.kind == "text" and cell.role == "lecture" else cell.exercise
            if named in left and cell.role != "group":
                yield self._task(left.pop(named), lesson, cell)
            elif cell.kind == "text":
                yield self._cell(cell, kicker)
        for exercise in left.values():
            yield self._task(exercise, lesson)
        if not any(cell.role == "takeaway" and cell.is_slide for cell in lesson.texts(self.words.language)):
            yield from self._takeaways(lesson, kicker)

    def _shown(self, lesson: Lesson) -> Iterator[Cell]:
        """Code bound to an exercise and what the slides show, without what belongs to an exercise that is not done."""
        done = {one.id for one in lesson.plan.in_class(self.programme.track)}
        is_left_out = False
        for cell in lesson.cells:
            is_own = cell.kind == "text" and cell.language == self.words.language and _is_shown(cell)
            named = exercise_in(cell.source) if is_own and cell.role == "lecture" else ""
            if is_own and cell.role in ("lecture", "takeaway"):
                is_left_out = bool(named) and named not in done
            is_told = is_own and not is_left_out and (not cell.exercise or cell.exercise in done)
            if is_told or (cell.kind == "code" and cell.exercise in done):
                yield cell

    def _opening(self, lesson: Lesson) -> Draft:
        questions = "\n".join(f"- {self.words.pick(one)}" for one in lesson.plan.questions)
        minutes = lesson.plan.minutes_of(self.programme.track)
        number = 1 + self.programme.lessons.index(lesson)
        kicker = self.say("lesson", number=number, minutes=minutes)
        return self.draft(self.words.pick(lesson.plan.title), questions, kicker, "opens")

    def _cell(self, cell: Cell, kicker: str) -> Draft:
        title, text = title_of(cell.source)
        look = "talk" if cell.role == "group" else "plain"
        return self.draft(title or (self.say("talk") if cell.role == "group" else kicker), text, kicker, look)

    def _task(self, exercise: ExercisePlan, lesson: Lesson, cell: Cell | None = None) -> Draft:
        """The slide of an exercise: how and how long, the task in the words of the lesson's own slide, how to check."""
        own = title_of(cell.source)[1] if cell and cell.kind == "text" else ""
        how = self.say(f"group.{exercise.group}"), self.say("minutes", n=exercise.minutes)
        last = self.say(f"how.{exercise.kind}", notebook=lesson.name, exercise=exercise.id)
        title = self.say("exercise.title", id=exercise.id, title=self.words.pick(exercise.title))
        text = f"{own or self.words.pick(exercise.task)}\n\n{last}"
        draft = self.draft(title, text, self.say("exercise"), "task")
        return replace(draft, atoms=(_badges(how), *draft.atoms))

    def _takeaways(self, lesson: Lesson, kicker: str) -> Iterator[Draft]:
        points = [self.words.pick(one) for one in lesson.plan.takeaways]
        if points:
            yield self.draft(self.say("takeaways"), "\n".join(f"- {one}" for one in points), kicker, "plain")

    def closing(self) -> Draft:
        tasks = "\n".join(f"{n}. {self.say(f'closing.{n}')}" for n in (1, 2, 3, 4))
        return self.draft(self.say("closing"), tasks, self.words.pick(self.programme.form))
