"""The solution marked in an exercise's code, and what each rung shows of it.

    # BEGIN SOLUTION
    last = orders.groupby("customer_id")["order_date"].max()   # KEEP
    recency = (as_of - last).dt.days   # FADE: (as_of - ____).dt.____
    days = 90   # FADE: lesson.choose("E5.1", "days", [30, 90])
    # END SOLUTION

`run` keeps the code and asks only what is to be chosen; `fill` shows a line's faded right-hand side, or the whole line
where it assigns nothing, lines marked KEEP, and no others; `write` shows the names alone. A choice, and a text to be
written (`"____"`), are shown in all.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

from segkit.courseware.cells import Cell
from segkit.courseware.lesson import Lesson
from segkit.errors import CourseError, SolutionMarks

BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"
FADE = re.compile(r"\s*# FADE: ?(?P<faded>.*)$")
KEEP = re.compile(r"\s*# KEEP\s*$")
CHOICE, BLANK = "lesson.choose(", "____"
OWN_WORDS = '"____"'  # a text that the learner writes, whatever the rung
MAGIC = re.compile(r"^[ \t]*[%!].*$", re.MULTILINE)
ASSIGNING = re.compile(r"[+\-*/%@&|^]?=|//=|\*\*=|<<=|>>=")
DECIDED = ("decision", "rubric", "cards")  # kinds whose answer is the learner's own in every rung


@dataclass(frozen=True)
class Block:
    """The code of an exercise: what stands before and after the marks, and the solution between them."""

    before: tuple[str, ...]
    solution: tuple[str, ...]
    after: tuple[str, ...]


def block_of(source: str) -> Block | None:
    """The code taken apart at its marks; None where there is not exactly one pair of them in order."""
    lines = source.split("\n")
    marks = [(at, line.strip()) for at, line in enumerate(lines) if line.strip() in (BEGIN, END)]
    if [mark for _, mark in marks] != [BEGIN, END]:
        return None
    begin, end = (at for at, _ in marks)
    return Block(tuple(lines[:begin]), tuple(lines[begin + 1 : end]), tuple(lines[end + 1 :]))


def whole_block(cell: Cell) -> Block:
    """The block of an exercise's cell; the linter has seen that there is one."""
    block = block_of(cell.source)
    if block is None:
        raise SolutionMarks("lesson.py", cell.line, cell.exercise)
    return block


def solution_of(source: str) -> str:
    """The solution alone, without marks; empty where nothing is marked."""
    block = block_of(source)
    return "\n".join(_bare(line) for line in block.solution) if block else ""


def solved_code(source: str, solution: str | None = None) -> str:
    """The code with its solution, or with another answer in its place, without marks."""
    block = block_of(source)
    if block is None:
        return source
    inner = map(_bare, block.solution) if solution is None else solution.split("\n")
    return "\n".join((*block.before, *inner, *block.after)).strip("\n")


def learner_code(source: str, rung: str, kind: str, names: tuple[str, ...]) -> str:
    """The code as a learner of that rung gets it.

    Parameters
    ----------
    kind
        The exercise's kind: a decision is the learner's own also in the rung `run`.
    names
        What the check needs; each that nothing assigns stands there as `name = ...`.
    """
    block = block_of(source)
    if block is None:
        return source
    form = {"run": _decided if kind in DECIDED else _chosen, "fill": _faded, "write": _choice_alone}[rung]
    shown = [line for line in map(form, block.solution) if line is not None]
    stubs = [f"{name} = ..." for name in names if name not in _assigned(shown)]
    return "\n".join((*block.before, *shown, *stubs, *block.after)).strip("\n")


def shown_names(source: str, rung: str, kind: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names that a learner of that rung certainly has after the exercise: those shown, and those checked."""
    shown = ast.parse(without_magics(learner_code(source, rung, kind, names)))
    made = {node.id for node in ast.walk(shown) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for node in ast.walk(shown):
        if isinstance(node, ast.Import | ast.ImportFrom):
            made |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef):
            made.add(node.name)
    return tuple(sorted(made | set(names)))


def marks_findings(lesson: Lesson) -> Iterator[CourseError]:
    """Exercise cells without a pair of marks, or whose code no Python can read in one of the rungs."""
    file = str(lesson.folder / "lesson.py")
    for cell in lesson.cells:
        if cell.kind == "code" and cell.exercise and not _is_sound(cell):
            yield SolutionMarks(file, cell.line, cell.exercise)
        if cell.kind == "code" and not cell.exercise and (BEGIN in cell.source or END in cell.source):
            yield SolutionMarks(file, cell.line, "?")


def without_magics(code: str) -> str:
    """Code that Python alone can read: lines of IPython's magic become empty."""
    return MAGIC.sub("", code)


def _is_sound(cell: Cell) -> bool:
    if block_of(cell.source) is None:
        return False
    forms = [solved_code(cell.source), *(learner_code(cell.source, r, "code", ()) for r in ("run", "fill", "write"))]
    return all(map(_is_python, forms))


def _is_python(code: str) -> bool:
    try:
        ast.parse(without_magics(code))
    except SyntaxError:
        return False
    return True


def _bare(line: str) -> str:
    return KEEP.sub("", FADE.sub("", line))


def _chosen(line: str) -> str | None:
    """Rung `run`: the code, and a choice or a text of one's own where there is one to be made."""
    found = FADE.search(line)
    return _with_right_side(line, found) if found and _is_own(found) else _bare(line)


def _decided(line: str) -> str | None:
    """Rung `run` of a decision: a blank that asks for a method's name is filled, what is decided stays open."""
    found = FADE.search(line)
    return _bare(line) if found and f".{BLANK}" in found["faded"] and not _is_own(found) else _faded(line)


def _faded(line: str) -> str | None:
    """Rung `fill`: the faded line, a line to keep, or nothing."""
    found = FADE.search(line)
    if found:
        return _with_right_side(line, found)
    return KEEP.sub("", line) if KEEP.search(line) else None


def _choice_alone(line: str) -> str | None:
    """Rung `write`: what is to be chosen or written, or nothing."""
    found = FADE.search(line)
    return _with_right_side(line, found) if found and _is_own(found) else None


def _is_own(found: re.Match[str]) -> bool:
    """Whether the faded text asks for the learner's own choice or words."""
    return CHOICE in found["faded"] or found["faded"].strip() == OWN_WORDS


def _with_right_side(line: str, found: re.Match[str]) -> str:
    """The line with the faded text right of its assignment; in its place where it assigns nothing."""
    code, faded = line[: found.start()], found["faded"]
    at = _after_assignment(code)
    if at is None or _after_assignment(faded) is not None:
        return code[: len(code) - len(code.lstrip())] + faded
    return f"{code[:at]} {faded}"


def _after_assignment(code: str) -> int | None:
    """Where the right-hand side begins: behind the first `=` outside of brackets."""
    depth = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(code.strip("\n")).readline):
            depth += (token.string in "([{") - (token.string in ")]}") if token.type == tokenize.OP else 0
            if token.type == tokenize.OP and depth == 0 and ASSIGNING.fullmatch(token.string) and token.string != "==":
                return token.end[1]
    except (tokenize.TokenError, IndentationError):
        return None  # the statement goes on in the next line
    return None


def _assigned(lines: list[str]) -> set[str]:
    """The names that the shown code assigns."""
    try:
        tree = ast.parse(without_magics("\n".join(lines)))
    except SyntaxError:
        return set()
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
