"""What a learner gets back: a page and a notebook that say of each exercise what is right and what to look at again.

No rule is quoted, public or hidden, and nothing the learner's notebook showed is shown again: of it only code returns.
"""

import json
from collections.abc import Sequence
from typing import Any

from segkit.courseware.documents.blocks import Block, Box, Fields, Grid, Paper, Prose, Sheet
from segkit.courseware.grade.assignment import Assignment, Task
from segkit.courseware.grade.gradebook import Graded, note_of, points_cell, titles_of
from segkit.courseware.grade.marking import FULL, Mark, is_about
from segkit.courseware.grade.sandbox import Cell
from segkit.courseware.grade.sentences import bare, sentence_of
from segkit.report.brand import Brand
from segkit.report.pdf import replace_missing
from segkit.wording import Wording

TONES = {"pass": "wash"}


def feedback_paper(graded: Graded, assignment: Assignment, words: Wording, brand: Brand) -> Paper:
    """The learner's page: points at a glance, then each exercise with its sentence."""
    name = graded.name or graded.learner
    lesson = words.pick(assignment.title)
    known = [(words("grading.feedback.learner"), _shown(name, brand)), (words("grading.feedback.lesson"), lesson)]
    known += [(words("grading.feedback.points"), points_line(graded, words))]
    blocks: list[Block] = [Fields(tuple(known), columns=1)]
    if graded.note:
        blocks.append(Box("", (Prose(note_of(graded, words)),)))
    blocks.append(Grid(_heads(words), _rows(graded, assignment, words), widths=(54, 26, 20)))
    tasks = {task.id: task for task in assignment.tasks}
    blocks += [_box(mark, tasks[mark.exercise], words, brand) for mark in graded.marks]
    blocks += [Prose(words(f"grading.feedback.{key}", public=2, unseen=1), tone="note") for key in ("how", "figures")]
    title = words("grading.feedback.title", lesson=lesson)
    return Paper(title, (Sheet("feedback", tuple(blocks), flows=True),), kicker=words("grading.feedback.kicker"))


def points_line(graded: Graded, words: Wording) -> str:
    """Points reached of full points, and how many exercises the trainer has still to read."""
    marked = [mark.points for mark in graded.marks if mark.points is not None]
    waiting = sum(mark.is_waiting for mark in graded.marks)
    line = words("grading.feedback.reached", points=sum(marked), full=FULL * len(marked))
    return line + (words("grading.feedback.waiting", n=waiting) if waiting else "")


def _heads(words: Wording) -> tuple[str, ...]:
    return tuple(words(f"grading.column.{name}") for name in ("exercise", "outcome", "points"))


def _rows(graded: Graded, assignment: Assignment, words: Wording) -> tuple[tuple[str, ...], ...]:
    titles = titles_of(assignment, words)
    return tuple(
        (
            f"{mark.exercise} {titles[mark.exercise]}",
            words(f"grading.outcome.{mark.outcome}"),
            str(points_cell(mark, words)) if mark.points is None else f"{mark.points}/{FULL}",
        )
        for mark in graded.marks
    )


def _box(mark: Mark, task: Task, words: Wording, brand: Brand) -> Box:
    title = f"{mark.exercise} {words.pick(task.title)}"
    return Box(title, (Prose(_shown(sentence_of(mark, words), brand)),), tone=TONES.get(mark.outcome, "plain"))


def _shown(text: str, brand: Brand) -> str:
    """A text that may hold a learner's own signs, on one line, with 〓 for what the typeface lacks."""
    return replace_missing(" ".join(bare(text).split()), brand.fonts)[0]


def feedback_notebook(
    graded: Graded, cells: Sequence[Cell], assignment: Assignment, words: Wording, company: str = ""
) -> str:
    """The learner's code as JSON text of a notebook, a comment per exercise above what was about it; no outputs.

    With the id of the class's company the lesson's own setup stands first, so that the code runs again.
    """
    lesson = words.pick(assignment.title)
    told = [f"# {words('grading.feedback.title', lesson=lesson)}\n\n{points_line(graded, words)}"]
    if graded.note:
        told.append(note_of(graded, words))
    told.append(words("grading.feedback.figures"))
    content: list[dict[str, Any]] = [_text(text) for text in told]
    if company:
        content += [_text(words("grading.feedback.setup")), *map(_code, _setup(assignment, words.language, company))]
    tasks = {task.id: task for task in assignment.tasks}
    for mark in graded.marks:
        task = tasks[mark.exercise]
        outcome = words(f"grading.outcome.{mark.outcome}")
        named = {"exercise": mark.exercise, "title": words.pick(task.title)}
        head = words("grading.feedback.head", **named, outcome=outcome)
        content.append(_text(f"## {head}\n\n{_unmarked(sentence_of(mark, words))}"))
        content += [_code(cell.source) for cell in cells if is_about(task, cell)]
    for at, cell in enumerate(content):
        cell["id"] = f"feedback-{at}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {"cells": content, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _setup(assignment: Assignment, language: str, company: str) -> tuple[str, ...]:
    return (f'company, language, mode = "{company}", "{language}", "class"', *assignment.setup)


def _text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "", "metadata": {}, "source": source}


def _code(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": None, "id": "", "metadata": {}, "outputs": []} | {"source": source}


def _unmarked(text: str) -> str:
    """A sentence that may quote a learner's own text, without markup in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("[", "\\[").replace("!", "\\!")
