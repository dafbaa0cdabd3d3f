"""What an exercise's solution comes to on the class's company: its choices in words, its results, and what else passes.

For the answer key: whoever teaches sees the figures without running a notebook, and the words of the drop-downs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from segkit.courseware.blocks import FADE, whole_block, without_magics
from segkit.courseware.menus import Offer, offers_of
from segkit.courseware.results import told_result
from segkit.courseware.trial import Stop, Trial, answer, solution_names
from segkit.learn.names import segment_names
from segkit.wording import Wording

VALUE = "_chosen"  # under which a choice tried stands in the code


@dataclass(frozen=True)
class Slip:
    """Another option of a choice, all else right: what the check says of it; `code` is empty where it passes too."""

    name: str
    label: str
    code: str


@dataclass(frozen=True)
class Answer:
    """The choices of a solution by name and label, its results by name and text, and the options that are not it."""

    choices: tuple[tuple[str, str], ...] = ()
    results: tuple[tuple[str, str], ...] = ()
    slips: tuple[Slip, ...] = ()


Answers = Mapping[str, Answer]  # by exercise


def answers_of(trials: Iterable[Trial], words: Wording) -> dict[str, Answer]:
    """The answer of each exercise with a check; slips are tried where the lesson is given with its code at hand.

    `words` know the course's sentences, which label the options.
    """
    return {stop.exercise.id: _answer(trial, stop, words) for trial in trials for stop in trial.stops}


def _answer(trial: Trial, stop: Stop, words: Wording) -> Answer:
    offers = tuple(offers_of(stop, words))
    names = solution_names(trial, stop) if offers else {}
    choices = tuple((one.name, _label(names[one.target], one, words)) for one in offers if one.target in names)
    results = tuple((name, told_result(value, words)) for name, value in stop.results.items())
    is_run = trial.edition.rung_of(trial.lesson) == "run"
    slips = tuple(_slips(trial, stop, offers, names)) if is_run else ()
    return Answer(choices, tuple((name, text) for name, text in results if text), slips)


def _label(value: Any, offer: Offer, words: Wording) -> str:
    """The option chosen, as the drop-down has it; of one made for each of several things, with the thing's name."""
    if not isinstance(value, Mapping):
        return offer.labels.get(value, str(value))
    told = segment_names("value_tier", words.language)
    parts = (f"{told.get(thing, thing)}: {offer.labels.get(one, one)}" for thing, one in value.items())
    return words("documents.joint").join(parts)


def _slips(trial: Trial, stop: Stop, offers: tuple[Offer, ...], names: Mapping[str, Any]) -> Iterator[Slip]:
    for offer in offers:
        right = names.get(offer.target)
        for option, label in offer.labels.items():
            if offer.target in names and option != right:
                given = dict.fromkeys(right, option) if isinstance(right, Mapping) else option
                said = answer(trial, stop, _with_choice(stop, offer), {VALUE: given})
                if given != right:
                    yield Slip(offer.name, label, "" if said.is_right else said.code or said.outcome)


def _with_choice(stop: Stop, offer: Offer) -> str:
    """The solved code with `VALUE` in the place of one choice."""
    block = whole_block(stop.cell)
    lines = (f"{offer.target} = {VALUE}" if line == offer.line else FADE.sub("", line) for line in block.solution)
    return without_magics("\n".join((*block.before, *lines, *block.after)))
