"""Commands about the kit itself: this machine, JupyterLab, the notebooks, a brand."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from segkit.commands.session import print_json, session_of
from segkit.house import kit_folder

AsJson = Annotated[bool, typer.Option("--json")]


def doctor(context: typer.Context, as_json: AsJson = False) -> None:
    """Say whether this machine can write a report."""
    from segkit.doctor import can_write_reports, check_machine, render_doctor

    findings = check_machine()
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        typer.echo(render_doctor(findings, session_of(context).wording.language))
    raise typer.Exit(0 if can_write_reports(findings) else 2)


def lab(context: typer.Context, folder: Annotated[Path | None, typer.Argument()] = None) -> None:
    """Open notebooks in JupyterLab, with menus in the user's language."""
    from segkit.lab import open_lab, usual_folder

    raise typer.Exit(open_lab(folder or usual_folder(), session_of(context).wording.language))


def build(context: typer.Context) -> None:
    """Build the notebooks of both languages from their sources."""
    from segkit.bilingual import write_notebooks

    written = write_notebooks(kit_folder("notebooks") / "src", kit_folder("notebooks"))
    typer.echo(session_of(context).wording("cli.notebooks.built", n=len(written), folder=kit_folder("notebooks")))


def check(context: typer.Context) -> None:
    """Say which built notebooks are not what their source says; 2 where there are any."""
    from segkit.bilingual import stale_notebooks

    wording = session_of(context).wording
    stale = stale_notebooks(kit_folder("notebooks") / "src", kit_folder("notebooks"))
    typer.echo(wording("cli.notebooks.stale" if stale else "cli.notebooks.fresh", files=[str(file) for file in stale]))
    raise typer.Exit(2 if stale else 0)


def check_brand(context: typer.Context, folder: Annotated[Path, typer.Argument()], as_json: AsJson = False) -> None:
    """Print which of a brand's colours fail on paper, to the eye or on a grey copy, and what takes their place."""
    from segkit.commands.colours import colour_lines
    from segkit.report.brand import read_brand

    wording, brand = session_of(context).wording, read_brand(folder)
    if as_json:
        print_json([asdict(finding) for finding in brand.findings])
        return
    for line in colour_lines(brand, wording):
        typer.echo(line)
    if not brand.findings:
        typer.echo(wording("cli.brand.sound", name=wording.pick(brand.name)))
