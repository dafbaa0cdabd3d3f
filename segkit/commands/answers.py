"""Answers given on the command line: how a file is to be read, before there is a study that says so."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from segkit.errors import SegkitError, each_problem

if TYPE_CHECKING:
    from segkit.commands.session import Session

ASKING = ("inspect", "init")  # commands that look at files before any study does
OPTION = "--read"
PREFIX = "read:"


def answered(text: str | None) -> dict[str, Any]:
    """What `--read` states, as a study's `read:` would: `{encoding: gb18030}`, or the whole line; nothing for None.

    Raises
    ------
    ConfigUnreadable, Problems
        It is no mapping, or a key or value of it is not one of `read:`.
    """
    if text is None:
        return {}
    from segkit.settings import settings_of
    from segkit.study_sources import Read

    return settings_of(text.strip().removeprefix(PREFIX).strip(), OPTION, Read).model_dump(exclude_unset=True)


def hint_lines(problems: Iterable[SegkitError], session: "Session") -> Iterator[str]:
    """How the first question of `inspect` or `init` is answered at once; nothing where none was asked."""
    command = next(iter(session.words), "")
    lines = [line for problem in problems for one in each_problem(problem) for line in _asked(one)]
    if command in ASKING and lines and OPTION not in session.words:
        answer = _in_quotes(lines[0].removeprefix(PREFIX).strip())
        yield session.wording("cli.read.hint", command=command, answer=answer)


def _in_quotes(answer: str) -> str:
    """The answer as it can stand between the double quotes of every system's command line."""
    return answer if "'" in answer else answer.replace('"', "'")


def _asked(problem: SegkitError) -> Iterator[str]:
    """The lines of a study that a problem names, of which one settles it."""
    slots = problem.slots()
    named = slots.get("lines") or slots.get("line") or ()
    for line in (named,) if isinstance(named, str) else named if isinstance(named, tuple) else ():
        if isinstance(line, str) and line.startswith(PREFIX):
            yield line
