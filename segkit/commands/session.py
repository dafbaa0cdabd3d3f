"""What holds for every command: the language it speaks, and whether a problem shows its traceback."""

import json
import locale
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import typer

from segkit.errors import BadChoice, MissingWord, SegkitError, each_problem
from segkit.wording import LANGUAGES, Wording

LANGUAGE, DEBUG = "--language", "--debug"


@dataclass(frozen=True)
class Session:
    """One call of the command line. `asked` is the language that was asked for in so many words."""

    wording: Wording
    words: tuple[str, ...] = ()  # the command line without the common options
    asked: str | None = None
    is_debugging: bool = False


def open_session(words: Sequence[str]) -> Session:
    """Take the common options out of the command line, wherever they stand before a bare `--`.

    Raises
    ------
    BadChoice, MissingWord
        A language that is not spoken, or none after `--language`.
    """
    end = words.index("--") if "--" in words else len(words)
    own, asked = _without_language(list(words[:end]))
    kept = (*(word for word in own if word != DEBUG), *words[end:])
    return Session(Wording(asked or user_language()), kept, asked, DEBUG in own)


def _without_language(words: list[str]) -> tuple[list[str], str | None]:
    kept: list[str] = []
    asked = None
    rest = iter(words)
    for word in rest:
        name, _, value = word.partition("=")
        if name != LANGUAGE:
            kept.append(word)
            continue
        asked = value or next(rest, "")
        if asked not in LANGUAGES:
            raise BadChoice(LANGUAGE, asked, LANGUAGES) if asked else MissingWord(LANGUAGE, "segkit --help")
    return kept, asked


def user_language() -> str:
    """zh-CN or en, by LANG and its kin; Chinese where nothing is said."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    said = said or (locale.getlocale()[0] or "")
    return "en" if said.lower().startswith("en") else LANGUAGES[0]


def session_of(context: typer.Context) -> Session:
    """The session a command belongs to."""
    session: Session = context.obj
    return session


def print_json(content: Any) -> None:
    """Print one JSON document, paths and decimals as text."""
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))


@contextmanager
def problems_as_json(wording: Wording, *, is_wanted: bool) -> Iterator[None]:
    """Print a problem as JSON before it is told in words, where a program asked."""
    try:
        yield
    except SegkitError as problem:
        if is_wanted:
            print_json({"problems": [_as_dict(one, wording) for one in each_problem(problem)]})
        raise


def _as_dict(problem: SegkitError, wording: Wording) -> dict[str, Any]:
    told = wording.explained(problem)[0]
    slots = problem.slots()
    place = {"line": slots.pop("row", None), "column": slots.pop("at", slots.pop("column", None))}
    return {"code": told.code, **place, **slots, "what": told.what, "remedy": told.remedy, "who": told.who}


def write_utf8() -> None:
    """Write UTF-8 even where the console or a pipe says otherwise; what cannot be written is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
