"""A lesson's `checks.py` taken apart by its syntax tree: what it declares where, and what learners may hold of it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from segkit.errors import ChecksUnreadable

PUBLIC = ("shape", "property", "tolerance", "equivalence")
SECRET = ("hidden", "wrong")


@dataclass(frozen=True)
class Declared:
    """One statement of `checks.py` about an exercise: its own declaration (`exercise`), a rule, or a wrong answer."""

    exercise: str
    family: str  # exercise, wrong, hidden, or one of PUBLIC
    code: str
    line: int
    statement: ast.stmt


def declared_checks(text: str, file: Path) -> tuple[Declared, ...]:
    """Every exercise, rule and wrong answer in the order of the file; an empty file has none.

    Raises
    ------
    ChecksUnreadable
        No Python, or a rule or a wrong answer stands inside another statement, where it cannot be taken out.
    """
    tree = _tree(text, file)
    names = {name: exercise for name, exercise, _ in _exercises(tree)}
    found = [Declared(exercise, "exercise", "", node.lineno, node) for _, exercise, node in _exercises(tree)]
    for node in tree.body:
        found += _declared(node, names)
    _refuse_inner(tree, names, file)
    return tuple(sorted(found, key=lambda one: one.line))


def public_checks(text: str, file: Path) -> str:
    """The file without hidden rules, wrong answers, comments, and whatever only they needed; raises as above."""
    secret = {one.statement.lineno for one in declared_checks(text, file) if one.family in SECRET}
    tree = _tree(text, file)
    kept = [node for node in tree.body if node.lineno not in secret]
    return ast.unparse(ast.Module(_still_needed(kept, tree.body), [])) + "\n"


def _tree(text: str, file: Path) -> ast.Module:
    try:
        return ast.parse(text)
    except SyntaxError as error:
        raise ChecksUnreadable(str(file), error.lineno or 1, (error.text or "").strip()[:60]) from None


def _exercises(tree: ast.Module) -> Iterator[tuple[str, str, ast.stmt]]:
    """Variable, id and statement of each `name = Exercise("E5.1", …)`."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _called(node.value) == "Exercise":
            first = node.value.args[0] if node.value.args else None
            if isinstance(first, ast.Constant) and isinstance(node.targets[0], ast.Name):
                yield node.targets[0].id, str(first.value), node


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _declared(node: ast.stmt, names: dict[str, str]) -> Iterator[Declared]:
    calls: list[ast.expr] = []
    if isinstance(node, ast.FunctionDef):
        calls = list(node.decorator_list)
    elif isinstance(node, ast.Expr):
        calls = [node.value]
    for call in calls:
        if exercise := _speaks_of(call, names):
            assert isinstance(call, ast.Call)
            yield Declared(exercise, _called(call), _code(call), call.lineno, node)


def _speaks_of(call: ast.AST, names: dict[str, str]) -> str:
    """The exercise that a call such as `e51.wrong(…)` declares something of; empty for any other expression."""
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return ""
    owner = call.func.value
    is_known = isinstance(owner, ast.Name) and call.func.attr in (*PUBLIC, *SECRET)
    return names.get(owner.id, "") if is_known and isinstance(owner, ast.Name) else ""


def _code(call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    return str(first.value) if isinstance(first, ast.Constant) else ""


def _refuse_inner(tree: ast.Module, names: dict[str, str], file: Path) -> None:
    """Raise where a declaration stands inside a loop, a condition or a function."""
    outer = {id(call) for node in tree.body for call in _outer_calls(node)}
    for node in ast.walk(tree):
        if _speaks_of(node, names) and id(node) not in outer:
            assert isinstance(node, ast.Call)
            raise ChecksUnreadable(str(file), node.lineno, ast.unparse(node)[:60])


def _outer_calls(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.FunctionDef):
        return list(node.decorator_list)
    return [node.value] if isinstance(node, ast.Expr) else []


def _still_needed(kept: list[ast.stmt], whole: list[ast.stmt]) -> list[ast.stmt]:
    """`kept` without helpers that only what was taken out had used."""
    was_used = {id(node) for node in whole if _defines(node) & _used([one for one in whole if one is not node])}
    while True:
        used = [node for node in kept if id(node) not in was_used or _defines(node) & _used_beside(kept, node)]
        if len(used) == len(kept):
            return kept
        kept = used


def _used_beside(kept: list[ast.stmt], node: ast.stmt) -> set[str]:
    return _used([one for one in kept if one is not node])


def _defines(node: ast.stmt) -> set[str]:
    """The names that a helper makes: a bare function, a constant, an import; a rule makes none that counts."""
    if isinstance(node, ast.FunctionDef):
        return set() if node.decorator_list else {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _used(nodes: list[ast.stmt]) -> set[str]:
    return {part.id for node in nodes for part in ast.walk(node) if isinstance(part, ast.Name)}
