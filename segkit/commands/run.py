"""`segkit run`: a whole study, from its files to its published folder."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from segkit.commands.pages import columns_of
from segkit.commands.progress import open_progress
from segkit.commands.session import print_json, session_of

if TYPE_CHECKING:
    from segkit.running import Outcome
    from segkit.wording import Wording

ACCOUNT = ("source", "file", "rows", "kept", "quarantined", "outside", "non_data")


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
        "accounts": outcome.accounts,
        "seconds": outcome.seconds,
        "stages": outcome.stages,
    }


def account_lines(outcome: "Outcome", wording: "Wording") -> Iterator[str]:
    """A line per file, where there are several; of orders in two tables how their halves found each other."""
    if len(outcome.accounts) > 1:
        heads = [wording(f"cli.run.files.{name}") for name in ACCOUNT]
        rows = [_account_cells(account, wording) for account in outcome.accounts]
        yield from (f"  {line}" for line in columns_of([heads, *rows]))
    if outcome.heads is not None:
        yield "  " + wording("source.settled.match", **outcome.heads)


def _account_cells(account: dict[str, Any], wording: "Wording") -> tuple[str, ...]:
    counts = (wording.show(account[name], "count") for name in ACCOUNT[2:])
    return wording(f"exhibits.source.{account['source']}"), account["file"], *counts


def outcome_lines(outcome: "Outcome", wording: "Wording") -> Iterator[str]:
    """Where the PDFs are, what happened to the rows, what to look at, and a word on restricted files."""
    from segkit.commands.review import review_lines

    yield wording("cli.run.done", seconds=outcome.seconds)
    yield from (f"  {outcome.folder / file}" for file in outcome.files if file.endswith(".pdf"))
    yield wording("cli.run.rows", **outcome.rows)
    yield from account_lines(outcome, wording)
    if lines := list(review_lines(outcome, wording)):
        yield wording("cli.run.look")
        yield from (f"  {line}" for line in lines)
    yield wording("cli.run.folder", folder=outcome.folder)
    yield wording("cli.run.restricted")
