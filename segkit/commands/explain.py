"""`segkit inspect --explain CODE`: what a code means and how to mend it, in both languages."""

from collections.abc import Iterator
from difflib import get_close_matches
from string import Formatter
from typing import Any

from segkit import errors
from segkit.clean.rules import BESIDE, RULES, STRUCTURE
from segkit.errors import BadChoice, SegkitError
from segkit.wording import LANGUAGES, Wording

OPTION = "--explain"


def code_lines(code: str) -> Iterator[str]:
    """The code, then per language what it means and how to mend it.

    Raises
    ------
    BadChoice
        No such code; the nearest are named.
    """
    wanted = code if code in row_codes() else code.upper()
    if wanted not in (*row_codes(), *error_codes()):
        known = (*error_codes(), *row_codes())
        raise BadChoice(OPTION, code, tuple(get_close_matches(wanted, known, n=5, cutoff=0.3)) or error_codes())
    yield wanted
    for language in LANGUAGES:
        yield ""
        yield from (_of_row if wanted in row_codes() else _of_error)(wanted, Wording(language))


def error_codes() -> tuple[str, ...]:
    """The codes of all problems that stop a command."""
    kinds = (kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SegkitError))
    return tuple(sorted({kind.code for kind in kinds if kind.code not in ("E-000", "E-ALL")}))


def row_codes() -> tuple[str, ...]:
    """The codes under which rows are set aside, declared no data or counted."""
    return tuple(dict.fromkeys((*STRUCTURE, *(rule.id for rule in RULES), *BESIDE)))


def _of_row(code: str, wording: Wording) -> Iterator[str]:
    yield f"{wording(f'clean.rule.{code}')}  {wording(f'clean.rule.{code}.why')}"
    if wording.has(f"clean.reason.{code}"):
        yield wording("cli.problem.remedy") + wording(f"clean.reason.{code}")


def _of_error(code: str, wording: Wording) -> Iterator[str]:
    yield _without_slots(wording.pattern(f"errors.{code}.what"))
    yield wording("cli.problem.remedy") + _without_slots(wording.pattern(f"errors.{code}.remedy"))
    yield wording("cli.problem.who") + wording(f"errors.who.{code.split('-')[1]}")


def _without_slots(pattern: str) -> str:
    """A catalogue's sentence with … for what only a file can tell."""
    return _Blank().vformat(pattern, (), {})


class _Blank(Formatter):
    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[str, str]:  # noqa: ARG002
        return "…", field_name

    def format_field(self, value: str, format_spec: str) -> str:  # noqa: ARG002
        return value
