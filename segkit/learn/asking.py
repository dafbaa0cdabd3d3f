"""Asks an exercise's rules about named results: the first rule that does not hold speaks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from segkit.learn.hashes import hashed, is_hash_of
from segkit.learn.outcome import ERROR, FAIL, NEEDS_TRAINER, NOT_ATTEMPTED, PASS, Checked
from segkit.learn.rules import Exercise, Rule

BLANKS = ("", "____", "...", "…")
SHORTEST_REASON = 10  # letters
KINDS = {  # by name, so that no library need be loaded to say that something is none of its objects
    "Series": ("Series",),
    "DataFrame": ("DataFrame",),
    "number": ("int", "float", "int64", "float64", "int32", "float32", "Decimal"),
    "text": ("str",),
    "list": ("list", "tuple", "Index", "ndarray", "Series", "set", "StringArray", "ArrowStringArray"),
}


@dataclass(frozen=True)
class Known:
    """What the asker knows beside the learner's results.

    `hashes`: by code, of the model solution's values. `reference`: the model solution's results on the same data; a
    rule that needs it is left out without it. `is_grader`: whether hidden rules are asked too.
    """

    hashes: Mapping[str, str] = field(default_factory=dict)
    reference: Any = None
    is_grader: bool = False


def ask(exercise: Exercise, results: Mapping[str, Any], data: Any, known: Known | None = None) -> Checked:
    """The outcome of `exercise` for these results, without words yet.

    A name that is missing, blank or `...` is `not_attempted`, a rule that stumbles over the learner's object is an
    `error`, and a right answer whose reasons a person must read `needs_trainer`. Results are never changed.
    """
    known = known or Known()
    unfilled = [name for name in exercise.names if is_blank(results.get(name, ...))]
    if unfilled:
        return Checked(exercise.id, NOT_ATTEMPTED, "learn.not_attempted", slots={"names": unfilled})
    for said in (_of_another_kind(exercise, results), _short_reason(exercise, results)):
        if said:
            return said
    given = {**{name: results[name] for name in exercise.names}, "data": data, "reference": known.reference}
    for rule in (rule for rule in exercise.rules if _can_be_asked(rule, known)):
        if said := _speaks(exercise.id, rule, given, known):
            return said
    return Checked(exercise.id, NEEDS_TRAINER if exercise.reason else PASS)


def hashes_of(exercise: Exercise, results: Mapping[str, Any], data: Any) -> dict[str, str]:
    """What a learner's pack holds of the model solution's values: a salted hash by code of each tolerance rule."""
    given = {**results, "data": data, "reference": None}
    return {rule.code: hashed(_value(rule, given), rule.digits) for rule in exercise.rules if rule.key}


def is_blank(value: Any) -> bool:
    """Whether nothing was filled in: `...`, an empty text or `____`, or a collection or column that holds one."""
    if value is ...:
        return True
    if isinstance(value, str):
        return value.strip() in BLANKS
    if isinstance(value, Mapping):
        return any(is_blank(item) for item in value.values())
    if isinstance(value, list | tuple):
        return any(item is ... or (isinstance(item, str) and item.strip() == "____") for item in value)
    return _holds_dots(value)


def _holds_dots(value: Any) -> bool:
    """Whether a column or table of pandas holds `...`."""
    if hasattr(value, "columns") and hasattr(value, "items"):
        return any(_holds_dots(column) for _, column in value.items())
    is_mixed = str(getattr(value, "dtype", "")) == "object"
    return is_mixed and any(item is ... for item in value)


def _of_another_kind(exercise: Exercise, results: Mapping[str, Any]) -> Checked | None:
    for name, kind in exercise.kinds.items():
        found = type(results[name]).__name__
        if found not in KINDS[kind]:
            return Checked(exercise.id, FAIL, "learn.kind", slots={"name": name, "found": found, "expected": kind})
    return None


def _short_reason(exercise: Exercise, results: Mapping[str, Any]) -> Checked | None:
    if not exercise.reason or len(str(results[exercise.reason]).strip()) >= SHORTEST_REASON:
        return None
    return Checked(exercise.id, FAIL, "learn.reason_short", slots={"name": exercise.reason, "least": SHORTEST_REASON})


def _can_be_asked(rule: Rule, known: Known) -> bool:
    if rule.is_hidden and not known.is_grader:
        return False
    if rule.key:
        return rule.code in known.hashes
    return known.reference is not None or not rule.needs_reference


def _speaks(exercise: str, rule: Rule, given: Mapping[str, Any], known: Known) -> Checked | None:
    """What the rule says of a wrong result; None where it holds."""
    try:
        value = _value(rule, given)
        said = is_hash_of(value, rule.digits, known.hashes[rule.code]) if rule.key else value
    except Exception as problem:  # noqa: BLE001 - whatever the learner's object does becomes a sentence
        slots = {"rule": rule.code, "type": type(problem).__name__, "text": _text(problem)}
        return Checked(exercise, ERROR, "learn.error", slots=slots)
    if isinstance(said, Mapping):
        return Checked(exercise, FAIL, rule.code, slots=said)
    return None if bool(said) else Checked(exercise, FAIL, rule.code)


def _value(rule: Rule, given: Mapping[str, Any]) -> Any:
    return rule.function(**{name: given[name] for name in rule.arguments})


def _text(problem: Exception) -> str:
    """A problem's own words in one line; of a missing key the key."""
    words = problem.args[0] if isinstance(problem, KeyError) and problem.args else problem
    return " ".join(str(words).split())[:200]
