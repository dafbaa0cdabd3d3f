"""Nothing that gives an answer away may stand in a learner's file: the leak audit, compared as syntax trees.

Looked at are the files as they were written: code and text of notebooks, outputs, metadata and attachments, the public
checks, the lesson's card with hints and explanations, and any other text. A fragment is what only the solution says:
the right-hand side of each of its statements, unless the learner's form of the exercise shows it.
"""

import ast
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from segkit.courseware.blocks import learner_code, solution_of, without_magics
from segkit.courseware.checks_text import SECRET, declared_checks
from segkit.courseware.course import Course
from segkit.courseware.course_data import write_course_data
from segkit.courseware.edition import Edition
from segkit.courseware.lesson import Lesson
from segkit.courseware.notebook import ANSWER, CHECK, learner_notebook, names_in
from segkit.errors import Leak
from segkit.jupyter import nbformat
from segkit.wording import LANGUAGES

SMALLEST = 6  # nodes of a tree below which an expression says nothing by itself
IDIOM = 80  # letters of code below which another lesson may show it: a total by customer is any lesson's first line
SHORTEST = 12  # letters of a text below which it says nothing by itself
TEXTS = (".json", ".py", ".txt", ".md", ".yml", ".csv")
CODE = re.compile(r"```(?:python)?\n(.*?)```|`([^`\n]+)`", re.DOTALL)
LESSON_FILE = re.compile(r"(?:notebooks|lessons)/(m\d\d)")
NOTEBOOK_KEYS = {"kernelspec", "language_info", "segkit"}
CELL_KEYS = {"segkit", "tags", "jupyter"}
FOLDED = {"source_hidden": True}  # all that a cell says to JupyterLab


@dataclass(frozen=True)
class Fragment:
    """Something that only a solution says: of which exercise, its tree as text, and as people read it."""

    exercise: str
    tree: str
    shown: str


def fragments_of(lesson: Lesson, edition: Edition) -> tuple[Fragment, ...]:
    """What no learner's file of this edition may hold of the lesson's solutions."""
    found: list[Fragment] = []
    for cell in (cell for cell in lesson.cells if cell.kind == "code" and cell.exercise):
        kind = lesson.plan.exercise(cell.exercise).kind
        names = names_in(lesson).get(cell.exercise, ())
        shown = _trees(learner_code(cell.source, edition.rung_of(lesson), kind, names))
        found += [
            Fragment(cell.exercise, tree, text)
            for tree, text in _telling(solution_of(cell.source))
            if tree not in shown
        ]
    return tuple(dict.fromkeys(found))


def audit_lesson(lesson: Lesson, edition: Edition, learner: Path) -> tuple[Leak, ...]:
    """Every leak of one lesson's answers in a learner's folder; none where all is well.

    Files of another lesson may hold what is no more than an idiom.
    """
    own, secrets = fragments_of(lesson, edition), _secrets(lesson)
    told = tuple(one for one in own if len(one.shown) >= IDIOM)
    leaks: list[Leak] = []
    for path in sorted(path for path in learner.rglob("*") if path.is_file()):
        name = path.relative_to(learner).as_posix()
        fragments = told if _is_of_another(name, lesson.id) else own
        if path.suffix == ".ipynb":
            leaks += _in_notebook(path, name, fragments)
        elif path.suffix in TEXTS:
            leaks += _in_text(path.read_text(encoding="utf-8", errors="replace"), name, fragments)
        if path.suffix in (".py", ".ipynb"):
            leaks += _secret_parts(path.read_text(encoding="utf-8"), name, secrets)
        if "truth" in path.relative_to(learner).parts:
            leaks.append(Leak(name, "truth", "", path.name))
    return tuple({tuple(leak.slots().values()): leak for leak in leaks}.values())


def _is_of_another(file: str, lesson: str) -> bool:
    """Whether a learner's file belongs to a lesson, but not to this one."""
    found = LESSON_FILE.search(file)
    return found is not None and found[1] != lesson


def leak_findings(lesson: Lesson, course: Course) -> tuple[Leak, ...]:
    """Every leak in what learners of any rung would get of a lesson, in both languages, before anything is run.

    All its exercises are looked at, whatever a track keeps.
    """
    whole = lesson.plan.model_copy(update={"tracks": {"": tuple(one.id for one in lesson.plan.exercises)}})
    known = replace(lesson, plan=whole)
    found: dict[tuple[object, ...], Leak] = {}
    for language, rung in product(LANGUAGES, lesson.plan.rungs):
        edition = Edition(language, "", rung, mode="exam")  # no solutions are sealed, which takes its time
        with tempfile.TemporaryDirectory(prefix="segkit-") as folder:
            write_course_data(Path(folder), course, (known,), edition)
            path = Path(folder) / "notebooks" / f"{lesson.name}.ipynb"
            path.write_text(nbformat.writes(learner_notebook(known, edition)), encoding="utf-8")
            found |= {tuple(leak.slots().values()): leak for leak in audit_lesson(known, edition, Path(folder))}
    return tuple(found.values())


def _telling(code: str) -> Iterator[tuple[str, str]]:
    """The statements' right-hand sides, and whole assignments where these are short; as trees and as text."""
    for node in ast.walk(ast.parse(without_magics(code))):
        value = getattr(node, "value", None)
        if not isinstance(node, ast.stmt) or value is None:
            continue
        telling = value if _size(value) >= SMALLEST else node
        yield ast.dump(_plain(telling)), ast.unparse(telling)
        yield from _long_texts(value)


def _long_texts(node: ast.AST) -> Iterator[tuple[str, str]]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and _is_prose(one.value):
            yield ast.dump(one), one.value


def _is_prose(text: str) -> bool:
    """Whether a text is somebody's sentence; ids and names of columns say nothing by themselves."""
    return len(text) >= 2 * SHORTEST and " " in text if text.isascii() else len(text) >= SHORTEST


def _size(node: ast.AST) -> int:
    return sum(1 for part in ast.walk(node) if not isinstance(part, ast.expr_context))


class _Plain(ast.NodeTransformer):
    """Checks say `data.orders` where lessons say `orders`."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        inner = self.generic_visit(node)
        owner = node.value
        if isinstance(owner, ast.Name) and owner.id in ("data", "reference"):
            return ast.Name(node.attr, ast.Load())
        return inner


def _plain(node: ast.AST) -> ast.AST:
    copied = ast.parse(ast.unparse(node))
    return _Plain().visit(copied.body[0].value if isinstance(copied.body[0], ast.Expr) else copied.body[0])


def _trees(code: str) -> set[str]:
    """Every statement and expression in a piece of code, as trees; nothing where it is no Python."""
    try:
        whole = _Plain().visit(ast.parse(without_magics(code)))
    except (SyntaxError, ValueError):
        return set()
    return {ast.dump(node) for node in ast.walk(whole) if isinstance(node, ast.stmt | ast.expr)}


def _found(code: str, name: str, place: str, fragments: Iterable[Fragment]) -> Iterator[Leak]:
    trees = _trees(code)
    for one in fragments:
        if one.tree in trees:
            yield Leak(name, place, one.exercise, one.shown[:80])


def _in_text(text: str, name: str, fragments: tuple[Fragment, ...]) -> Iterator[Leak]:
    """Fragments in a file: as code, between backticks, or simply written somewhere."""
    if name.endswith(".py"):
        yield from _found(text, name, "code", fragments)
    for words in _strings(text, name):
        for block, span in CODE.findall(words):
            yield from _found(block or span, name, "text", fragments)
    squeezed = _squeezed(text)
    for one in fragments:
        if len(one.shown) >= SHORTEST and _squeezed(one.shown) in squeezed:
            yield Leak(name, "text", one.exercise, one.shown[:80])


def _strings(text: str, name: str) -> Iterator[str]:
    """The texts of a JSON file one by one, any other file as a whole."""
    try:
        yield from _leaves(json.loads(text)) if name.endswith(".json") else (text,)
    except ValueError:
        yield text


def _leaves(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _leaves(value)


def _squeezed(text: str) -> str:
    """Without spaces, escapes and kinds of quotation marks."""
    return re.sub(r"[\s\\]+", "", text).replace('"', "'")


def _in_notebook(path: Path, name: str, fragments: tuple[Fragment, ...]) -> Iterator[Leak]:
    notebook = nbformat.read(path, as_version=4)
    for key in sorted(set(notebook.metadata) - NOTEBOOK_KEYS):
        yield Leak(name, "metadata", "", key)
    for number, cell in enumerate(notebook.cells, start=1):
        yield from _beside_source(cell, name, number)
        if cell.cell_type == "code":
            yield from _found(cell.source, name, f"cell {number}", fragments)
        yield from (_at_cell(leak, number) for leak in _in_text(cell.source, name, fragments))


def _at_cell(leak: Leak, number: int) -> Leak:
    return Leak(leak.file, f"cell {number}", leak.exercise, leak.found)


def _beside_source(cell: Any, name: str, number: int) -> Iterator[Leak]:
    """Outputs, counts, attachments, and metadata other than the builder's own."""
    for part in ("outputs", "attachments", "execution_count"):
        if cell.get(part):
            yield Leak(name, f"cell {number}", "", part)
    for key in sorted(set(cell.metadata) - CELL_KEYS):
        yield Leak(name, f"cell {number}", "", f"metadata {key}")
    if cell.metadata.get("jupyter", FOLDED) != FOLDED:
        yield Leak(name, f"cell {number}", "", "metadata jupyter")
    if cell.metadata.get("segkit", {}).get("part", CHECK) not in (CHECK, ANSWER):
        yield Leak(name, f"cell {number}", "", "metadata segkit")


def _secrets(lesson: Lesson) -> dict[str, str]:
    """What a hidden rule or a wrong answer says, without spaces, with its exercise."""
    declared = declared_checks(lesson.checks, lesson.folder / "checks.py")
    secret = [one for one in declared if one.family in SECRET]
    return {_squeezed(part): one.exercise for one in secret for part in _secret_texts(one.statement)}


def _secret_texts(statement: ast.stmt) -> Iterator[str]:
    """The body of a hidden rule, or the code of a wrong answer."""
    if isinstance(statement, ast.FunctionDef):
        yield from (ast.unparse(node) for node in statement.body if len(ast.unparse(node)) >= 2 * SHORTEST)
    elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        last = statement.value.args[-1]
        if isinstance(last, ast.Constant) and len(str(last.value)) >= 2 * SHORTEST:
            yield str(last.value)


def _secret_parts(text: str, name: str, secrets: dict[str, str]) -> Iterator[Leak]:
    squeezed = _squeezed(text)
    for secret, exercise in secrets.items():
        if secret in squeezed:
            yield Leak(name, "hidden", exercise, secret[:80])
