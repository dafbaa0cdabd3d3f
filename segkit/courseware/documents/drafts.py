"""What the slides of a track hold: the lessons' slide cells, tasks, talks and results in the order they are taught."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from segkit.courseware.cells import Cell
from segkit.courseware.documents.answer_room import asked_in
from segkit.courseware.documents.atoms import Atom, atoms_of, title_of
from segkit.courseware.documents.fitting import Draft
from segkit.courseware.documents.outputs import Outputs, atoms_of_outputs
from segkit.courseware.documents.programme import Programme
from segkit.courseware.documents.texts import Gallery, render_inline
from segkit.courseware.lesson import Lesson
from segkit.courseware.plan import ExercisePlan
from segkit.wording import Wording

EXERCISE = re.compile(r"\bE\d+\.\d+(?!\d)")
TEACH, TALK = "teach", "talk"  # what a slide serves, if not an exercise


def compose_slides(
    programme: Programme, words: Wording, gallery: Gallery, outputs: Outputs | None = None
) -> Iterator[Draft]:
    """Every slide before it is known whether it fits, pictures put into `gallery`.

    `outputs` is what the code of the lessons gave on the class's company; without it the slides show no result.
    """
    composer = _Composer(programme, words, gallery, outputs or {})
    yield composer.agenda()
    for lesson in programme.lessons:
        yield from (replace(draft, lesson=lesson.id) for draft in composer.lesson(lesson))
    yield composer.closing()


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

    def __init__(self, programme: Programme, words: Wording, gallery: Gallery, outputs: Outputs) -> None:
        self.programme, self.words, self.gallery, self.outputs = programme, words, gallery, outputs
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
        """The lesson's slides; what code gave goes on the slide before it."""
        waiting: Draft | None = None
        for draft in self._lesson(lesson):
            if isinstance(draft, Draft):
                if waiting:
                    yield waiting
                waiting = draft
            elif waiting:
                waiting = replace(waiting, atoms=(*waiting.atoms, *draft))
        if waiting:
            yield waiting

    def _lesson(self, lesson: Lesson) -> Iterator[Draft | tuple[Atom, ...]]:
        """The lesson's slides, and after a slide what goes on with it: what code gave, a text without a heading."""
        kicker = self.words.pick(lesson.plan.title)
        yield self._opening(lesson)
        left = {one.id: one for one in lesson.plan.in_class(self.programme.track)}
        for cell in self._shown(lesson):
            named = exercise_in(cell.source) if cell.kind == "text" and cell.role == "lecture" else cell.exercise
            if named in left and cell.role != "group":
                yield self._task(left.pop(named), lesson, cell)
            elif cell.kind == "text" and cell.role == "lecture" and not title_of(cell.source)[0]:
                yield atoms_of(cell.source, self.gallery, self.words.language)
            elif cell.kind == "text":
                yield self._cell(cell, kicker)
            elif cell.is_slide:
                yield atoms_of_outputs(self.outputs, lesson, cell, self.gallery)
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
            is_code = cell.kind == "code" and (cell.exercise in done or (cell.is_slide and not is_left_out))
            if is_told or is_code:
                yield cell

    def _opening(self, lesson: Lesson) -> Draft:
        questions = "\n".join(f"- {self.words.pick(one)}" for one in lesson.plan.questions)
        minutes = lesson.plan.minutes_of(self.programme.track)
        number = self.programme.number_of(lesson)
        kicker = self.say("lesson", number=number, minutes=minutes)
        return self.draft(self.words.pick(lesson.plan.title), questions, kicker, "opens")

    def _cell(self, cell: Cell, kicker: str) -> Draft:
        title, text = title_of(cell.for_learners)
        look = "talk" if cell.role == "group" else "plain"
        draft = self.draft(title or (self.say("talk") if cell.role == "group" else kicker), text, kicker, look)
        return replace(draft, part=TALK if cell.role == "group" else TEACH, cell=cell.sid)

    def _task(self, exercise: ExercisePlan, lesson: Lesson, cell: Cell | None = None) -> Draft:
        """The slide of an exercise: how and how long, the task, how to check.

        The task is told in the words of the lesson's own slide, or without code where there is none to write.
        """
        is_told = cell and cell.kind == "text" and not self.programme.is_ready(exercise)
        own = title_of(cell.source)[1] if cell and is_told else ""
        how = self.say(f"group.{exercise.group}"), self.say("minutes", n=exercise.minutes)
        is_written = exercise.kind == "decision" and any(not one.is_choice for one in asked_in(lesson, exercise.id))
        key = f"how.{exercise.kind}.written" if is_written else f"how.{exercise.kind}"
        last = self.say(key, notebook=lesson.name, exercise=exercise.id)
        last += self.say("gaps") if self.programme.gaps(exercise, lesson) else ""
        title = self.say("exercise.title", id=exercise.id, title=self.words.pick(exercise.title))
        text = f"{own or self.words.pick(self.programme.task(exercise, lesson))}\n\n{last}"
        draft = self.draft(title, text, self.say("exercise"), "task")
        return replace(draft, atoms=(_badges(how), *draft.atoms), part=exercise.id, cell=cell.sid if cell else "")

    def _takeaways(self, lesson: Lesson, kicker: str) -> Iterator[Draft]:
        points = [self.words.pick(one) for one in lesson.plan.takeaways]
        if points:
            yield self.draft(self.say("takeaways"), "\n".join(f"- {one}" for one in points), kicker, "plain")

    def closing(self) -> Draft:
        minutes = self.programme.test_minutes
        keys = ("1", "2", "3.example" if self.programme.on_example else "3.own", "4", "5")
        tasks = "\n".join(f"{n}. {self.say(f'closing.{key}', minutes=minutes)}" for n, key in enumerate(keys, 1))
        return self.draft(self.say("closing"), tasks, self.words.pick(self.programme.form))
