"""The command line: thin commands over the verbs. Help and messages come in the user's language."""

import json
import locale
import os
import sys
import traceback
from pathlib import Path
from typing import Annotated, Any

import typer

from segkit.errors import SegkitError
from segkit.wording import LANGUAGES, Wording

app = typer.Typer(name="segkit", help="cli.help", no_args_is_help=True, add_completion=False, rich_markup_mode=None)
notebooks_app = typer.Typer(help="cli.help.notebooks", no_args_is_help=True)
app.add_typer(notebooks_app, name="notebooks")

# Help texts are catalogue keys until `main` knows the language.
Language = Annotated[str | None, typer.Option("--language", help="cli.option.language")]
AsJson = Annotated[bool, typer.Option("--json", help="cli.option.json")]
Runs = Annotated[Path, typer.Option("--runs", help="cli.option.runs")]
Debug = Annotated[bool, typer.Option("--debug", help="cli.option.debug")]


@app.command(help="cli.help.run")
def run(
    study: Annotated[Path, typer.Argument(help="cli.option.study")],
    direct: Annotated[bool, typer.Option("--direct", help="cli.option.direct")] = False,
    runs: Runs = Path("runs"),
    as_json: AsJson = False,
    language: Language = None,
    debug: Debug = False,  # noqa: ARG001 read by main before the command starts
) -> None:
    """Run a study."""
    from segkit.running import run_study

    wording = Wording(language or user_language())
    progress = StageLines(wording, quiet=as_json)
    with progress:
        outcome = run_study(study, root=runs, direct=direct, language=wording.language, tell=progress.tell)
    if as_json:
        print_json(outcome.__dict__)
    else:
        typer.echo(told_outcome(outcome, wording))


class StageLines:
    """One line per stage on the terminal: number, name, the time usually left."""

    def __init__(self, wording: Wording, *, quiet: bool) -> None:
        self.wording = wording
        self.quiet = quiet

    def __enter__(self) -> "StageLines":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def tell(self, number: int, stage: str, left: float) -> None:
        """Write the line of a stage that begins."""
        if self.quiet:
            return
        name = self.wording.show(stage, "stage")
        line = self.wording("cli.run.stage", number=number, total=7, name=name)
        typer.echo(f"{line}  {self.wording('cli.run.left', seconds=max(1, round(left)))}", err=True)


def told_outcome(outcome: Any, wording: Wording) -> str:
    """Where the PDFs are, what happened to the rows, and a word on restricted files."""
    lines = [wording("cli.run.done", seconds=outcome.seconds), *(f"  {path}" for path in outcome.pdfs)]
    lines += [wording("cli.run.rows", **outcome.rows), wording("cli.run.folder", folder=outcome.folder)]
    return "\n".join([*lines, wording("cli.run.restricted")])


def print_json(content: Any) -> None:
    """Print one JSON document."""
    typer.echo(json.dumps(content, ensure_ascii=False, indent=1, default=str))


def user_language() -> str:
    """zh-CN or en, by LANG and its kin; Chinese where nothing is said."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    said = said or (locale.getlocale()[0] or "")
    return "en" if said.lower().startswith("en") else "zh-CN"


def language_of(arguments: list[str]) -> str:
    """The language asked for on the command line, else the user's."""
    for place, word in enumerate(arguments):
        asked = word.partition("=")[2] if word.startswith("--language=") else ""
        if word == "--language" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        if asked in LANGUAGES:
            return asked
    return user_language()


def main() -> None:
    """Run the command line; problems go to stderr in the user's words, a traceback only with --debug."""
    wording = Wording(language_of(sys.argv[1:]))
    command = typer.main.get_command(app)
    speak(command, wording)
    try:
        command()
    except SegkitError as problem:
        fail(wording.explain(problem), getattr(problem, "exit_code", 2))
    except Exception as error:  # noqa: BLE001 the last door: told in words, traceback on request
        fail(wording("cli.unexpected", kind=type(error).__name__, detail=str(error)[:300]), 1)


def fail(message: str, code: int) -> None:
    """Tell what went wrong on stderr and leave with `code`."""
    if "--debug" in sys.argv:
        traceback.print_exc()
    typer.echo(message, err=True)
    sys.exit(code)


def speak(command: Any, wording: Wording) -> None:
    """Put the help texts of a command and all below it into the user's language."""
    if command.help in (None, "") or wording.has(command.help):
        command.help = wording(command.help) if command.help else command.help
    for parameter in command.params:
        if getattr(parameter, "help", None) and wording.has(parameter.help):
            parameter.help = wording(parameter.help)
    for child in getattr(command, "commands", {}).values():
        speak(child, wording)


if __name__ == "__main__":
    main()
