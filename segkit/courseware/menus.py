"""What an exercise's drop-downs offer, as people read it: for papers, on which nothing drops down."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from segkit.courseware.blocks import CHOICE, FADE, whole_block, without_magics
from segkit.courseware.trial import Stop, Trial
from segkit.learn.choose import labelled
from segkit.wording import Wording


@dataclass(frozen=True)
class Menu:
    """Choices that offer the same: their names, and the labels in their order."""

    names: tuple[str, ...]
    labels: tuple[str, ...]


Menus = Mapping[str, tuple[Menu, ...]]  # by exercise


def menus_of(trials: Iterable[Trial], words: Wording) -> Menus:
    """The menus of each exercise of the lessons that were run; exercises without a choice are absent.

    `words` know the course's sentences, which label the options.
    """
    found = {stop.exercise.id: _joined(offers_of(stop, words)) for trial in trials for stop in trial.stops}
    return {exercise: menus for exercise, menus in found.items() if menus}


@dataclass(frozen=True)
class Offer:
    """One choice of an exercise: its name, the name it is assigned to, its line, and the options with their labels."""

    name: str
    target: str
    line: str
    labels: Mapping[Any, str]


def offers_of(stop: Stop, words: Wording) -> Iterator[Offer]:
    """Each choice in its order, its options worked out with what stands before it in the cell."""
    block, names = whole_block(stop.cell), dict(stop.before)
    found = [(line, call) for line in block.solution for call in _calls(line)]
    if found:
        exec(without_magics("\n".join(block.before)), names)  # the course's own code
    for line, call in found:
        options = eval(compile(ast.Expression(call.args[2]), "<options>", "eval"), names)
        yield Offer(_name(call.args[1]), _target(line), line, labelled(options, words))


def _target(line: str) -> str:
    """The name to which a line assigns; empty where it assigns to none."""
    (statement,) = ast.parse(FADE.sub("", line).strip()).body
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return targets[0].id if targets and isinstance(targets[0], ast.Name) else ""


def _calls(line: str) -> Iterator[ast.Call]:
    """The calls of `lesson.choose` that a line shows in place of its solution."""
    found = FADE.search(line)
    if found and CHOICE in found["faded"]:
        for node in ast.walk(ast.parse(found["faded"], mode="eval")):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == CHOICE.rstrip("("):
                yield node


def _name(node: ast.expr) -> str:
    """The name under which a choice is kept; of one made for each of several things the part that they share."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant)).strip("_")
    return str(ast.literal_eval(node))


def _joined(offers: Iterator[Offer]) -> tuple[Menu, ...]:
    """Choices that offer the same, together."""
    names: dict[tuple[str, ...], list[str]] = {}
    for one in offers:
        names.setdefault(tuple(one.labels.values()), []).append(one.name)
    return tuple(Menu(tuple(dict.fromkeys(own)), labels) for labels, own in names.items())
