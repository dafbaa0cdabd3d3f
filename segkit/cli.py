"""The command line: thin commands over the verbs. Help and messages come in the user's language.

Exit codes: 0 done, 2 stopped by input or configuration, 1 failed inside, 130 broken off. Results go to stdout,
progress and problems to stderr; a traceback is shown with `--debug` only.
"""

import logging
import sys
import traceback
import warnings
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated, Any

import typer

from segkit.commands import classroom, course, data, grading, kit, packs, standards
from segkit.commands.anonymise import anonymise
from segkit.commands.answers import hint_lines
from segkit.commands.marks import marks
from segkit.commands.pages import SpokenCommand, SpokenGroup, coded
from segkit.commands.render import render
from segkit.commands.run import run
from segkit.commands.session import DEBUG, Session, open_session, user_language, write_utf8
from segkit.errors import Problems, SegkitError
from segkit.wording import Wording

MISTAKE: Any = typer.BadParameter.__base__  # what typer raises for any mistyped command
BROKEN_OFF = 130


def _group(**commands: Any) -> typer.Typer:
    """A group of commands by name, each with a page in the user's language."""
    group = typer.Typer(cls=SpokenGroup, no_args_is_help=True, add_completion=False, rich_markup_mode=None)
    for name, function in commands.items():
        if isinstance(function, typer.Typer):
            group.add_typer(function, name=name)
        else:
            group.command(name, cls=SpokenCommand)(function)
    return group


app = _group(
    run=run,
    init=data.init,
    inspect=data.inspect,
    render=render,
    words=data.words,
    doctor=kit.doctor,
    lab=kit.lab,
    sample=data.sample,
    pack=packs.pack,
    anonymise=anonymise,
    standard=_group(
        show=standards.show, lint=standards.lint, test=standards.try_on, diff=standards.diff, export=standards.export
    ),
    course=_group(
        build=course.build,
        lint=course.lint,
        stamp=course.stamp,
        grade=grading.grade,
        quiz=classroom.quiz,
        gain=classroom.gain,
        marks=marks,
        certificates=classroom.certificates,
        verify=classroom.verify,
        board=classroom.board,
        survey=classroom.survey,
        sample=classroom.sample,
    ),
    brand=_group(check=kit.check_brand),
    notebooks=_group(build=kit.build, check=kit.check),
)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"segkit {version('segkit')}")
        raise typer.Exit


@app.callback()
def _root(
    is_version_asked: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True)] = False,
) -> None:
    """What stands before a command."""


def main() -> None:
    """Run the command line that was typed."""
    write_utf8()
    sys.exit(run_command(sys.argv[1:]))


def run_command(words: Sequence[str]) -> int:
    """Run the command; the exit code. Problems are told on stderr in the user's words."""
    session = Session(Wording(user_language()), is_debugging=DEBUG in words)
    try:
        session = open_session(words)
        if not session.is_debugging:
            _hush_libraries()
        return _call(session)
    except SegkitError as problem:
        pages = (session.wording("cli.problem.page", file=page) for page in getattr(problem, "__notes__", ()))
        told = (session.wording.explain(problem), *hint_lines((problem,), session), *pages)
        return _fail(session, "\n".join(told), exit_code_of(problem))
    except KeyboardInterrupt:
        return _fail(session, session.wording("cli.interrupted"), BROKEN_OFF)
    except Exception as error:  # noqa: BLE001 the last door: told in words, traceback on request
        kind, detail = type(error).__name__, str(error)[:300]
        return _fail(session, session.wording("cli.unexpected", kind=kind, detail=detail), 1)


def _call(session: Session) -> int:
    command = typer.main.get_command(app)
    try:
        code = command.main(list(session.words), prog_name="segkit", standalone_mode=False, obj=session)
    except MISTAKE as mistake:
        problem = coded(mistake, session.words)
        if problem:
            raise problem from None
        typer.echo(mistake.ctx.get_help(), err=True)
        return 2
    if code == BROKEN_OFF:
        raise KeyboardInterrupt
    return code or 0


def exit_code_of(problem: SegkitError) -> int:
    """2 where input or configuration stopped the command, 1 where something failed inside."""
    if isinstance(problem, Problems):
        return max((exit_code_of(one) for one in problem.problems), default=problem.exit_code)
    return problem.exit_code


def _fail(session: Session, message: str, code: int) -> int:
    if session.is_debugging:
        traceback.print_exc()
    typer.echo(message, err=True)
    return code


def _hush_libraries() -> None:
    """Keep what other libraries warn and log from the user's screen; `--debug` shows it."""
    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())


if __name__ == "__main__":
    main()
