"""The answer key: per exercise the solution, the hints, the wrong answers known to be given, and why it is so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segkit.courseware.answers import Answer, Answers
from segkit.courseware.blocks import solved_code
from segkit.courseware.documents.blocks import Block, Box, Grid, Heading, Listing, Paper, Prose, Sheet
from segkit.courseware.documents.exercises import contents_title, exercise_head, title_line
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.documents.programme import Programme
from segkit.courseware.documents.texts import Gallery, code_in, render_code, render_inline, render_markdown
from segkit.courseware.lesson import Lesson
from segkit.courseware.plan import ExercisePlan
from segkit.learn.rules import Exercise
from segkit.wording import Wording

SENTENCE = re.compile(r'= lesson\.text\("([^"]+)"\)')  # an answer in words that the course's catalogue holds
MOST_OPTIONS = 4  # of options of which the check says the same, those named
FEWEST_ANSWERS = 4  # from which on what they share can be told
SLOT = r"\{[^{}]*\}"
MARKED = "'**…**'", '"**…**"', "“**…**”", "**…**", "`…`", "“…”", "'…'", '"…"', "…"  # how a message may set a slot apart
SLOTS = re.compile("|".join(re.escape(marks).replace("…", f"{SLOT}…?") for marks in MARKED))


@dataclass(frozen=True)
class Checked:
    """What the key knows beside the lessons: checks by exercise, each code's sentence, and what solutions come to."""

    exercises: Mapping[str, Exercise]
    messages: Mapping[str, str]
    answers: Answers = field(default_factory=dict)


def render_key(programme: Programme, checked: Checked, occasion: Occasion, press: Press) -> bytes:  # noqa: ARG001
    """The key of every exercise that the track keeps, as a PDF/UA-1 file; it never goes to learners."""
    gallery, words = Gallery(press.brand.ink), press.words
    key = _Key(programme, checked, words, gallery)
    sheets = tuple(
        Sheet(lesson.id, tuple(key.lesson(lesson)), words.pick(lesson.plan.title))
        for lesson in programme.lessons
        if lesson.plan.kept(programme.track)
    )
    paper = Paper(
        words("documents.key.title"),
        sheets,
        kicker=title_line(programme, words),
        lead=words("documents.key.lead"),
        contents=contents_title(sheets, words),
        files=gallery.files,
    )
    return print_paper(paper, press)


@dataclass(frozen=True)
class _Key:
    """Tells the exercises of one track in one language."""

    programme: Programme
    checked: Checked
    words: Wording
    gallery: Gallery

    def say(self, key: str, **slots: Any) -> str:
        return self.words(f"documents.key.{key}", **slots)

    def lesson(self, lesson: Lesson) -> Iterator[Block]:
        """Its exercises: task, answer, results, reasons, hints, mistakes."""
        for exercise in lesson.plan.kept(self.programme.track):
            yield Heading(exercise_head(exercise, self.programme.track, self.words))
            task = self.words.pick(self.programme.task(exercise, lesson))
            yield Prose(render_markdown(task, self.gallery, top=4), "task")
            yield from self._solved(exercise, lesson)
            yield from self._why(exercise, lesson)
            yield from self._wrong(exercise, lesson)

    def _solved(self, exercise: ExercisePlan, lesson: Lesson) -> Iterator[Block]:
        """The choices by their labels, the code where learners write some, the results on the class's company."""
        answer = self.checked.answers.get(exercise.id, Answer())
        if answer.choices:
            rows = tuple((render_inline(f"`{name}`", self.gallery), label) for name, label in answer.choices)
            yield Grid((self.say("choice"), self.say("chosen")), rows, (30, 70))
        if not self._is_ready(exercise, lesson) or not (answer.choices or answer.results):
            yield from self._code(exercise, lesson)
        items = tuple(render_inline(f"`{name}`: {text}", self.gallery) for name, text in self._told(answer))
        if items:
            yield Box(self.say("results"), (Listing(items),))

    def _told(self, answer: Answer) -> Iterator[tuple[str, str]]:
        """The results that the choices do not say already."""
        chosen = {name for name, _ in answer.choices}
        yield from ((name, text) for name, text in answer.results if name not in chosen)

    def _is_ready(self, exercise: ExercisePlan, lesson: Lesson) -> bool:
        return self.programme.rung_of(lesson) == "run" and exercise.kind != "cards"

    def _code(self, exercise: ExercisePlan, lesson: Lesson) -> Iterator[Block]:
        for cell in lesson.code_of(exercise.id):
            code = code_in(solved_code(cell.source), self.words.language)
            yield Prose(render_code(code))
            for sentence in (
                self.checked.messages[key] for key in SENTENCE.findall(code) if key in self.checked.messages
            ):
                yield Box(self.say("model_text"), (Prose(render_markdown(sentence, self.gallery, top=4)),))

    def _why(self, exercise: ExercisePlan, lesson: Lesson) -> Iterator[Block]:
        explanation = lesson.explanation(exercise.id, self.words.language)
        if explanation:
            yield Box(self.say("why"), (Prose(render_markdown(explanation, self.gallery, top=4)),), "wash")
        told = lesson.hints(exercise.id, self.words.language)
        hints = tuple(render_inline(" ".join(hint.split("\n")), self.gallery) for hint in told)
        if hints:
            yield Box(self.say("hints"), (Listing(hints, "number"),))

    def _wrong(self, exercise: ExercisePlan, lesson: Lesson) -> Iterator[Block]:
        answer = self.checked.answers.get(exercise.id, Answer())
        if self._is_ready(exercise, lesson) and answer.slips:
            yield from self._slips(answer)
        else:
            solved = (code_in(solved_code(cell.source), self.words.language) for cell in lesson.code_of(exercise.id))
            yield from self._mistakes(self.checked.exercises.get(exercise.id), "\n".join(solved))

    def _slips(self, answer: Answer) -> Iterator[Block]:
        """Options that are not the answer, those of which the check says the same together."""
        together: dict[tuple[str, str], list[str]] = {}
        for slip in answer.slips:
            together.setdefault((slip.name, slip.code), []).append(slip.label)
        heads = self.say("choice"), self.say("other_choice"), self.say("said")
        rows = (
            (render_inline(f"`{name}`", self.gallery), self._first(options), self._said(code))
            for (name, code), options in together.items()
        )
        yield Grid(heads, tuple(rows), (22, 30, 48))

    def _first(self, options: Sequence[str]) -> str:
        more = len(options) - MOST_OPTIONS
        others = (self.say("and_others", n=more),) if more > 0 else ()
        return self.words("documents.joint").join((*options[:MOST_OPTIONS], *others))

    def _said(self, code: str) -> Any:
        told = self.checked.messages.get(code, code) if code else self.say("passes_too")
        return render_inline(without_slots(told, self.words), self.gallery)

    def _mistakes(self, exercise: Exercise | None, solution: str) -> Iterator[Block]:
        """What learners get wrong, as code, and what the check then says, its slots left open."""
        if exercise and exercise.wrongs:
            sources = [code_in(one.source, self.words.language) for one in exercise.wrongs]
            known = solution.splitlines() + shared_lines(sources)
            rows = tuple(
                (render_code(own_lines(source, known), narrow=True), self._said(one.code))
                for one, source in zip(exercise.wrongs, sources, strict=True)
            )
            yield Grid((self.say("wrong"), self.say("said")), rows, (54, 46))


def without_slots(message: str, words: Wording) -> str:
    """A message to be read: what the check fills in stands as dots in brackets, neither bold nor quoted."""
    return SLOTS.sub(words("documents.key.open"), message)


def own_lines(source: str, known: Iterable[str]) -> str:
    """The lines of a wrong answer that are not known already; all of them where it lacks some and adds none."""
    seen = {line.strip() for line in known}
    own = [line for line in source.splitlines() if line.strip() not in seen]
    return "\n".join(own) or source


def shared_lines(sources: Sequence[str]) -> list[str]:
    """The lines that at least half of several wrong answers have: what is right in them. None of fewer than four."""
    found = Counter(line.strip() for source in sources for line in set(source.splitlines()))
    return [line for line, n in found.items() if len(sources) >= FEWEST_ANSWERS and 2 * n >= len(sources)]
