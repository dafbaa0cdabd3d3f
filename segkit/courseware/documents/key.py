"""The answer key: per exercise the solution, the hints, the wrong answers known to be given, and why it is so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
FEWEST_ANSWERS = 4  # from which on what they share can be told
SLOT = r"\{[^{}]*\}"
MARKED = "'**…**'", '"**…**"', "“**…**”", "**…**", "`…`", "“…”", "'…'", '"…"', "…"  # how a message may set a slot apart
SLOTS = re.compile("|".join(re.escape(marks).replace("…", f"{SLOT}…?") for marks in MARKED))


@dataclass(frozen=True)
class Checked:
    """What the key knows beside the lessons: checks by exercise, and each code's sentence in the key's language."""

    exercises: Mapping[str, Exercise]
    messages: Mapping[str, str]


def render_key(programme: Programme, checked: Checked, occasion: Occasion, press: Press) -> bytes:  # noqa: ARG001
    """The key of every exercise that the track keeps, as a PDF/UA-1 file; it never goes to learners."""
    gallery, words = Gallery(press.brand.ink), press.words
    sheets = tuple(
        Sheet(
            lesson.id, tuple(_lesson(lesson, programme.track, checked, words, gallery)), words.pick(lesson.plan.title)
        )
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


def _lesson(lesson: Lesson, track: str, checked: Checked, words: Wording, gallery: Gallery) -> Iterator[Block]:
    for exercise in lesson.plan.kept(track):
        yield Heading(exercise_head(exercise, track, words))
        yield from _exercise(exercise, lesson, checked.messages, words, gallery)
        solution = "\n".join(code_in(solved_code(cell.source), words.language) for cell in lesson.code_of(exercise.id))
        yield from _mistakes(checked.exercises.get(exercise.id), solution, checked.messages, words, gallery)


def _exercise(
    exercise: ExercisePlan, lesson: Lesson, messages: Mapping[str, str], words: Wording, gallery: Gallery
) -> Iterator[Block]:
    yield Prose(render_markdown(words.pick(exercise.task), gallery, top=4), "task")
    for cell in lesson.code_of(exercise.id):
        code = code_in(solved_code(cell.source), words.language)
        yield Prose(render_code(code))
        for sentence in (messages[key] for key in SENTENCE.findall(code) if key in messages):
            yield Box(words("documents.key.model_text"), (Prose(render_markdown(sentence, gallery, top=4)),))
    explanation = lesson.explanation(exercise.id, words.language)
    if explanation:
        yield Box(words("documents.key.why"), (Prose(render_markdown(explanation, gallery, top=4)),), "wash")
    hints = tuple(
        render_inline(" ".join(hint.split("\n")), gallery) for hint in lesson.hints(exercise.id, words.language)
    )
    if hints:
        yield Box(words("documents.key.hints"), (Listing(hints, "number"),))


def _mistakes(
    exercise: Exercise | None, solution: str, messages: Mapping[str, str], words: Wording, gallery: Gallery
) -> Iterator[Block]:
    """What learners get wrong, as code, and what the check then says, its slots left open."""
    if exercise and exercise.wrongs:
        heads = words("documents.key.wrong"), words("documents.key.said")
        sources = [code_in(one.source, words.language) for one in exercise.wrongs]
        known = solution.splitlines() + shared_lines(sources)
        said = {one.code: without_slots(messages.get(one.code, one.code), words) for one in exercise.wrongs}
        rows = tuple(
            (
                render_code(own_lines(source, known), narrow=True),
                render_inline(said[one.code], gallery),
            )
            for one, source in zip(exercise.wrongs, sources, strict=True)
        )
        yield Grid(heads, rows, (54, 46))


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
