"""What is wrong with the checks of a lesson: exercises nothing looks at, cluster ids compared, sentences missing."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from segkit.courseware.checks_text import PUBLIC, Declared, declared_checks
from segkit.courseware.lesson import Lesson
from segkit.errors import (
    ClusterIdsCompared,
    CourseError,
    ExerciseUnchecked,
    ExerciseUnknown,
    MessageMissing,
    MisconceptionUnknown,
    TooFewWrongs,
)
from segkit.settings import nearest, place_of
from segkit.wording import LANGUAGES
from segkit.yaml_text import read_yaml

FEWEST_WRONGS = 4
CHECKED = ("code", "decision")
OWN_CODES = "learn."  # sentences of segkit.learn itself
CLUSTERS = re.compile(r"cluster|kmeans|^labels_?$|_labels_?$")
SAME_ORDER = ("tolist", "to_numpy", "sort_index", "astype", "copy", "to_list", "reset_index")  # keep every id as it is
COMPARING = ("equals", "array_equal", "assert_series_equal", "accuracy_score", "confusion_matrix", "all_equal")


def declared_of(lesson: Lesson) -> tuple[Declared, ...]:
    """What the lesson's `checks.py` declares; raises as `declared_checks`."""
    return declared_checks(lesson.checks, lesson.folder / "checks.py")


def check_findings(lesson: Lesson, messages: Mapping[str, Mapping[str, str]], codes: set[str]) -> Iterator[CourseError]:
    """Every finding about checks, messages and misconceptions.

    Parameters
    ----------
    messages
        By language, the course's sentences by key.
    codes
        All codes of mistakes that the course knows: those of every lesson's rules, and the glossary's.
    """
    declared = declared_of(lesson)
    yield from _unchecked(lesson, declared)
    yield from _unknown_exercises(lesson, declared)
    yield from _compared_ids(lesson, declared)
    yield from _unsaid(lesson, declared, messages)
    yield from _unknown_misconceptions(lesson, codes)


def line_of(path: Path, *where: int | str) -> int:
    """The line of a key in one of the lesson's YAML files."""
    return place_of(read_yaml(path), where)[0]


def _unchecked(lesson: Lesson, declared: tuple[Declared, ...]) -> Iterator[CourseError]:
    """Exercises without a public rule or a code cell; those with code and too few wrong answers."""
    file = lesson.folder / "lesson.yml"
    for at, plan in enumerate(lesson.plan.exercises):
        mine = [one.family for one in declared if one.exercise == plan.id]
        line, wrongs = line_of(file, "exercises", at), mine.count("wrong")
        needed = PUBLIC if plan.kind == "code" else ("exercise",)
        if plan.kind in CHECKED and not (set(mine) & set(needed) and lesson.code_of(plan.id)):
            yield ExerciseUnchecked(str(file), line, plan.id)
        elif plan.kind == "code" and wrongs < FEWEST_WRONGS:
            yield TooFewWrongs(str(file), line, plan.id, wrongs, FEWEST_WRONGS)


def _unknown_exercises(lesson: Lesson, declared: tuple[Declared, ...]) -> Iterator[CourseError]:
    """Names in `checks.py` and `lesson.py` of exercises that `lesson.yml` does not hold."""
    known = [plan.id for plan in lesson.plan.exercises]
    named = [("checks.py", one.line, one.exercise) for one in declared if one.family == "exercise"]
    named += [("lesson.py", cell.line, cell.exercise) for cell in lesson.cells if cell.exercise]
    for name, line, exercise in named:
        if exercise not in known:
            yield ExerciseUnknown(str(lesson.folder / name), line, exercise, nearest(exercise, known))


def _unsaid(
    lesson: Lesson, declared: Iterable[Declared], messages: Mapping[str, Mapping[str, str]]
) -> Iterator[CourseError]:
    file = str(lesson.folder / "checks.py")
    told: set[str] = set()
    for one in declared:
        if one.code and one.code not in told and not one.code.startswith(OWN_CODES):
            told.add(one.code)
            for language in LANGUAGES:
                if not messages[language].get(one.code):
                    yield MessageMissing(file, one.line, one.code, language)


def _unknown_misconceptions(lesson: Lesson, codes: set[str]) -> Iterator[CourseError]:
    file = lesson.folder / "quiz.yml"
    for at, item in enumerate(lesson.quiz):
        for number, option in enumerate(item.options):
            code = option.misconception
            if code and code not in codes:
                line = line_of(file, "items", at, "options", number)
                yield MisconceptionUnknown(str(file), line, item.id, code, nearest(code, codes))


def _compared_ids(lesson: Lesson, declared: Iterable[Declared]) -> Iterator[CourseError]:
    """Rules that would fail a right clustering because another seed numbers its clusters otherwise."""
    file = str(lesson.folder / "checks.py")
    for one in declared:
        if one.family in (*PUBLIC, "hidden"):
            for node in ast.walk(one.statement):
                if _compares_ids(node) or (one.family == "tolerance" and _gives_ids(node)):
                    yield ClusterIdsCompared(file, node.lineno, ast.unparse(node)[:60])  # type: ignore[attr-defined]


def _compares_ids(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
        left, right = node.left, node.comparators[0]
        return any(
            _is_ids(a) and (_is_ids(b) or isinstance(b, ast.Constant)) for a, b in ((left, right), (right, left))
        )
    if isinstance(node, ast.Call) and _name(node.func) in COMPARING:
        owner = [node.func.value] if isinstance(node.func, ast.Attribute) else []
        return sum(map(_is_ids, (*owner, *node.args))) >= 2
    return False


def _gives_ids(node: ast.AST) -> bool:
    """Whether a lambda, as tolerance rules have it, gives the numbers themselves."""
    return isinstance(node, ast.Lambda) and _is_ids(node.body)


def _is_ids(node: ast.AST) -> bool:
    """Whether an expression is cluster numbers as they are, in whatever container; a count of them is not."""
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in SAME_ORDER:
            return _is_ids(node.func.value)
        return _name(node.func) in ("list", "tuple", "asarray", "array") and any(map(_is_ids, node.args))
    if isinstance(node, ast.Attribute) and node.attr == "values":
        return _is_ids(node.value)
    if isinstance(node, ast.Attribute) and _name(node.value) == "data":
        return False  # the experts' labels of the company
    if isinstance(node, ast.Subscript):
        inner = node.slice.value if isinstance(node.slice, ast.Constant) else ""
        return bool(CLUSTERS.search(str(inner))) or _is_ids(node.value)
    return bool(CLUSTERS.search(_name(node)))


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
