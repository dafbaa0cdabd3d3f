"""What an exercise's drop-downs offer, as people read it: for papers, on which nothing drops down."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

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
    found = {stop.exercise.id: _joined(_offers(stop, words)) for trial in trials for stop in trial.stops}
    return {exercise: menus for exercise, menus in found.items() if menus}


def _offers(stop: Stop, words: Wording) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name and labels of each choice, its options worked out with what stands before it in the cell."""
    block, names = whole_block(stop.cell), dict(stop.before)
    calls = [call for line in block.solution for call in _calls(line)]
    if calls:
        exec(without_magics("\n".join(block.before)), names)  # the course's own code
    for call in calls:
        options = eval(compile(ast.Expression(call.args[2]), "<options>", "eval"), names)
        yield _name(call.args[1]), tuple(labelled(options, words).values())


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


def _joined(offers: Iterator[tuple[str, tuple[str, ...]]]) -> tuple[Menu, ...]:
    """Choices that offer the same, together."""
    names: dict[tuple[str, ...], list[str]] = {}
    for name, labels in offers:
        names.setdefault(labels, []).append(name)
    return tuple(Menu(tuple(dict.fromkeys(own)), labels) for labels, own in names.items())
