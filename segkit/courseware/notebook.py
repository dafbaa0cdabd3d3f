"""A lesson's notebooks: the learner's of each rung, the solved one, and those in between for who fell behind."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from segkit.bilingual import KERNEL, code_in_language
from segkit.courseware.asks import Asks, asks_of, instruction
from segkit.courseware.blocks import BEGIN, OWN_WORDS, learner_code, solved_code
from segkit.courseware.cells import Cell
from segkit.courseware.edition import Edition
from segkit.courseware.lesson import Lesson
from segkit.jupyter import nbformat
from segkit.learn.rules import read_exercises
from segkit.wording import Wording

LEARNERS = ("lecture", "group", "case", "takeaway")  # roles that stand in a learner's notebook
SOLVED = (*LEARNERS, "trainer", "hint", "explain")
PARAMETERS = ("company", "language", "mode")
CHECK, ANSWER, PROGRESS, HAND_IN = "check", "answer", "lesson.progress()", '# lesson.hand_in("A07")'


def learner_notebook(lesson: Lesson, edition: Edition, solved: Collection[str] = ()) -> Any:
    """The notebook a learner gets, without outputs; exercises named in `solved` hold their solution."""
    cells = [made for cell in lesson.cells for made in _learner_cells(lesson, cell, edition, solved)]
    rung = edition.rung_of(lesson)
    for cell in cells if rung == "run" else ():
        _fold(cell)
    return _notebook(lesson, edition, [*cells, *_last_cells(edition)], rung)


def solved_notebook(lesson: Lesson, edition: Edition) -> Any:
    """The notebook a trainer gets, not yet run: every solution, and notes, hints and explanations in their places."""
    cells = [made for cell in lesson.cells for made in _solved_cells(lesson, cell, edition)]
    return _notebook(lesson, edition, cells, "solution")


def is_check(cell: Any) -> bool:
    """Whether a cell of a built notebook is the check of an exercise."""
    return _part(cell) == CHECK


def answered(cell: Any) -> str:
    """The exercise that a cell of a built notebook is the answer to; empty for any other cell."""
    return str(cell.metadata["segkit"]["exercise"]) if _part(cell) == ANSWER else ""


def checked(cell: Any) -> str:
    """The exercise that a cell of a built notebook checks; empty for any other cell."""
    return str(cell.metadata["segkit"]["exercise"]) if is_check(cell) else ""


def names_in(lesson: Lesson) -> dict[str, tuple[str, ...]]:
    """By exercise, the results that its check reads; exercises without a check are absent."""
    return _names(lesson.folder / "checks.py", lesson.checks)


@lru_cache(maxsize=64)
def _names(file: Path, _text: str) -> dict[str, tuple[str, ...]]:
    return {id: exercise.names for id, exercise in read_exercises(file).items()}


def _part(cell: Any) -> str:
    return str(cell.metadata.get("segkit", {}).get("part", ""))


def _notebook(lesson: Lesson, edition: Edition, cells: list[Any], rung: str) -> Any:
    made = {"language": edition.language, "lesson": lesson.id, "version": lesson.plan.version, "rung": rung}
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}, "segkit": made | {"track": edition.track}}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata, nbformat_minor=5)


def _learner_cells(lesson: Lesson, cell: Cell, edition: Edition, solved: Collection[str]) -> Iterator[Any]:
    """What a learner sees of one cell: itself, or the exercise's line, its code in the rung, and its check."""
    if not edition.keeps(lesson, cell.exercise):
        return
    if cell.kind == "text":
        if cell.language == edition.language and cell.role in LEARNERS:
            yield _text(cell.sid, _folded(cell, edition) if cell.is_answer else cell.for_learners)
    elif not cell.exercise:
        yield _plain_code(cell, edition)
    else:
        is_given = cell.exercise in solved
        code = solved_code(cell.source) if is_given else _in_rung(lesson, cell, edition)
        yield _text(f"{cell.exercise}-how", _how(lesson, cell.exercise, edition))
        yield from _exercise_cells(lesson, cell, code, edition, is_given=is_given)


def _fold(cell: Any) -> None:
    """Hide a cell's code where nobody types anything; what it gives, such as a drop-down, stays in sight."""
    if cell.cell_type == "code" and not is_check(cell) and OWN_WORDS not in cell.source:
        cell.metadata["jupyter"] = {"source_hidden": True}


def _folded(cell: Cell, edition: Edition) -> str:
    """Answers of what is worked out by hand, closed until somebody opens them; the heading stays."""
    heading, _, rest = cell.source.strip().partition("\n")
    summary = Wording(edition.language)("course.notebook.open_answers")
    return f"{heading}\n\n<details><summary>{summary}</summary>\n\n{rest.strip()}\n\n</details>"


def _solved_cells(lesson: Lesson, cell: Cell, edition: Edition) -> Iterator[Any]:
    if not edition.keeps(lesson, cell.exercise):
        return
    if cell.kind == "text":
        if cell.language == edition.language and cell.role in SOLVED:
            yield _text(cell.sid, _labelled(cell, edition))
    elif not cell.exercise:
        yield _plain_code(cell, edition)
    else:
        yield from _exercise_cells(lesson, cell, solved_code(cell.source), edition)


def _exercise_cells(
    lesson: Lesson, cell: Cell, code: str, edition: Edition, *, is_given: bool = False
) -> Iterator[Any]:
    """The answer, marked where it came with its solution, and its check where there is one."""
    answer = _code(f"{cell.exercise}-answer", code_in_language(code, edition.language), ANSWER, cell.exercise)
    if is_given:
        answer.metadata["segkit"]["given"] = True
    yield answer
    if cell.exercise in names_in(lesson):
        yield _code(f"{cell.exercise}-check", f'lesson.check("{cell.exercise}")', CHECK, cell.exercise)


def _in_rung(lesson: Lesson, cell: Cell, edition: Edition) -> str:
    names = names_in(lesson).get(cell.exercise, ())
    kind = lesson.plan.exercise(cell.exercise).kind
    return learner_code(cell.source, edition.rung_of(lesson), kind, names)


def _plain_code(cell: Cell, edition: Edition) -> Any:
    assert BEGIN not in cell.source
    source = code_in_language(cell.source, edition.language)
    if "parameters" in cell.tags:
        for name in PARAMETERS:
            source = re.sub(rf'^{name} = ".*"', f'{name} = "{getattr(edition, name)}"', source, flags=re.MULTILINE)
    made = nbformat.v4.new_code_cell(source, id=f"code-{cell.line}")
    if cell.tags:
        made.metadata["tags"] = list(cell.tags)
    return made


def _how(lesson: Lesson, exercise: str, edition: Edition) -> str:
    """The line above an exercise's code: how long, with whom, what to do; its task where no text tells it."""
    say, plan = Wording(edition.language), lesson.plan.exercise(exercise)
    has_text = any(cell.exercise == exercise for cell in lesson.texts(edition.language, "lecture"))
    task = "" if has_text else f"{say.pick(plan.task_in(edition.rung_of(lesson)))}\n\n"
    place = say(f"course.notebook.where.{plan.where_in(edition.track)}")
    facts = {"minutes": plan.minutes, "group": say(f"course.notebook.group.{plan.group}"), "place": place}
    head = say("course.notebook.exercise", exercise=exercise, title=say.pick(plan.title), **facts)
    asked = " ".join(instruction(one, say) for one in _asks(lesson, exercise, edition))
    asked += "" if "____" in asked or edition.rung_of(lesson) != "run" else say("course.notebook.do.hidden")
    helped = say("course.notebook.help", exercise=exercise) if lesson.hints(exercise, edition.language) else ""
    if edition.mode != "exam" and lesson.code_of(exercise):
        helped += say(f"course.notebook.solution.{edition.mode}", exercise=exercise)
    return f"{head}\n\n{task}{asked}{helped}"


def _asks(lesson: Lesson, exercise: str, edition: Edition) -> Iterator[Asks]:
    names, kind = names_in(lesson).get(exercise, ()), lesson.plan.exercise(exercise).kind
    for cell in lesson.code_of(exercise):
        yield asks_of(cell.source, edition.rung_of(lesson), kind, names)


def _labelled(cell: Cell, edition: Edition) -> str:
    if cell.role in LEARNERS:
        return cell.source
    return f"**{Wording(edition.language)(f'course.notebook.label.{cell.role}')}**\n\n{cell.source}"


def _last_cells(edition: Edition) -> Iterator[Any]:
    say = Wording(edition.language)
    yield _text("hand-in-how", say("course.notebook.end"))
    yield nbformat.v4.new_code_cell(PROGRESS, id="progress")
    yield nbformat.v4.new_code_cell(HAND_IN, id="hand-in")


def _text(name: str, source: str) -> Any:
    return nbformat.v4.new_markdown_cell(source, id=_id(name))


def _code(name: str, source: str, part: str, exercise: str) -> Any:
    made = nbformat.v4.new_code_cell(source, id=_id(name))
    made.metadata["segkit"] = {"part": part, "exercise": exercise}
    return made


def _id(name: str) -> str:
    """As nbformat allows it: letters, figures, hyphens."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", name)[:64]
