"""`segkit anonymise`: a company's study, written anew for a class."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from segkit.commands.session import print_json, session_of


def anonymise(
    context: typer.Context,
    study: Annotated[Path, typer.Argument()],
    to: Annotated[Path, typer.Option("--to")],
    key: Annotated[Path, typer.Option("--key")],
    *,
    scale: Annotated[bool, typer.Option("--scale")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Write a copy of a study without names, phones and true ids, and say what was done."""
    from segkit.anonymise.telling import told_lines
    from segkit.anonymise.write import anonymise_study
    from segkit.running import find_study

    words = session_of(context).wording
    report = anonymise_study(find_study(study), to, key, scale=scale)
    if as_json:
        print_json(asdict(report))
        return
    typer.echo(words("anonymise.done", folder=to))
    typer.echo("\n".join(f"  {line}" for line in told_lines(report, words)))
    typer.echo(words("anonymise.key", key=key, check=report.key_check))
    typer.echo(words("anonymise.next", command=f"segkit run {to}"))
