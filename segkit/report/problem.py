"""A stopped run's page: the same sentences as on the terminal, for whoever has to mend it and did not see it stop."""

from pathlib import Path
from typing import Any

from segkit.errors import SegkitError
from segkit.house import kit_folder
from segkit.report.html import page_environment
from segkit.wording import Wording


def write_problem(problem: SegkitError, wording: Wording, folder: Path) -> Path:
    """Write `problem.html` into `folder`: self-contained, nothing fetched; its path."""
    path = folder / "problem.html"
    path.write_text(render_problem(problem, wording), encoding="utf-8")
    return path


def render_problem(problem: SegkitError, wording: Wording) -> str:
    """The page of one problem, or of several met together."""
    exact = page_environment().overlay(finalize=None)  # no thin spaces: names of files and columns are copied from here
    template = exact.get_template("problem.html.j2")
    source: str = template.render(
        language=wording.language,
        style=_style(),
        title=wording("cli.problem.title"),
        kept=wording("cli.problem.kept"),
        labels={name: wording(f"cli.problem.{name}") for name in ("remedy", "who")},
        problems=wording.explained(problem),
    )
    return source


def _style() -> Any:
    """The page's own stylesheet, as text that is safe inside `<style>`."""
    from markupsafe import Markup

    return Markup((kit_folder("templates") / "report" / "problem.css").read_text("utf-8"))
