"""`segkit run`: a whole study, from its files to its published folder."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from segkit.commands.progress import open_progress
from segkit.commands.session import print_json, session_of

if TYPE_CHECKING:
    from segkit.running import Outcome
    from segkit.wording import Wording


def run(
    context: typer.Context,
    study: Annotated[Path, typer.Argument()],
    direct: Annotated[bool, typer.Option("--direct")] = False,
    runs: Annotated[Path, typer.Option("--runs")] = Path("runs"),
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Run a study and say where its report lies."""
    from segkit.running import find_study, run_study

    wording = session_of(context).wording
    with open_progress(wording, is_quiet=as_json, is_watched=sys.stderr.isatty()) as progress:
        outcome = run_study(find_study(study), root=runs, direct=direct, language=wording.language, tell=progress.tell)
    if as_json:
        print_json(outcome_as_dict(outcome))
    else:
        typer.echo("\n".join(outcome_lines(outcome, wording)))


def outcome_as_dict(outcome: "Outcome") -> dict[str, Any]:
    """What a program wants to know of a run."""
    return {
        "folder": outcome.folder,
        "files": outcome.files,
        "rows": outcome.rows,
        "seconds": outcome.seconds,
        "stages": outcome.stages,
    }


def outcome_lines(outcome: "Outcome", wording: "Wording") -> Iterator[str]:
    """Where the PDFs are, what happened to the rows, what to look at, and a word on restricted files."""
    from segkit.commands.review import review_lines

    yield wording("cli.run.done", seconds=outcome.seconds)
    yield from (f"  {outcome.folder / file}" for file in outcome.files if file.endswith(".pdf"))
    yield wording("cli.run.rows", **outcome.rows)
    if lines := list(review_lines(outcome, wording)):
        yield wording("cli.run.look")
        yield from (f"  {line}" for line in lines)
    yield wording("cli.run.folder", folder=outcome.folder)
    yield wording("cli.run.restricted")
