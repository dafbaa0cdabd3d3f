"""`segkit render`: a report's files once more, from the facts of a run, in another brand or language."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from segkit.commands.session import print_json, session_of
from segkit.wording import Wording


def render(
    context: typer.Context,
    run: Annotated[Path, typer.Argument()],
    brand: Annotated[Path | None, typer.Option("--brand")] = None,
    out: Annotated[Path, typer.Option("--out")] = Path(),
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Write the PDF, HTML and XLSX of a run again; the run itself and its cards of key customers stay as they are."""
    session = session_of(context)
    folder = find_run(run)
    files = render_run(folder, out, brand=brand, language=session.asked)
    if as_json:
        print_json({"files": files})
        return
    typer.echo(session.wording("cli.render.done"))
    for line in (*files, *_repaired(folder, brand, session.wording)):
        typer.echo(f"  {line}")
    if any((folder / "restricted").glob("dossiers.*.pdf")):
        typer.echo(session.wording("cli.render.dossiers", folder=folder / "restricted"))


def _repaired(folder: Path, brand: Path | None, wording: Wording) -> Iterator[str]:
    """The brand's colours that failed a test, with what stands in their place."""
    from segkit.commands.colours import colour_lines
    from segkit.report.brand import read_brand
    from segkit.runs import open_run
    from segkit.steps.printing import brand_of
    from segkit.steps.stage import Stage

    yield from colour_lines(read_brand(brand) if brand else brand_of(Stage("report", open_run(folder))), wording)


def find_run(path: Path) -> Path:
    """The folder of a published run, or of the last one where `path` holds a study's runs.

    Raises
    ------
    RunMissing
        There is no report in it.
    """
    from segkit.errors import RunMissing
    from segkit.runs import latest_run

    folder = path if os.path.isfile(path / "report.json") else latest_run(path.parent, path.name)
    if folder is None or not (folder / "report.json").is_file():
        raise RunMissing(str(path))
    return folder


def render_run(folder: Path, out: Path, *, brand: Path | None, language: str | None) -> list[Path]:
    """Write the report's files into `out`: in `language`, else in each of the study's; the files written."""
    from segkit.report.brand import read_brand
    from segkit.report.facts import read_report
    from segkit.runs import open_run
    from segkit.steps.printing import write_outputs
    from segkit.steps.stage import Stage

    stage = Stage("report", open_run(folder))
    report = read_report(folder / "report.json")
    look = read_brand(brand) if brand else None
    out.mkdir(parents=True, exist_ok=True)
    languages = (language,) if language else stage.study.languages
    return [file for one in languages for file in write_outputs(stage, report, one, brand=look, folder=out)]
