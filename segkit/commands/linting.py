"""What `segkit standard lint` says of a file: every finding with its line and column."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from segkit.wording import Wording

if TYPE_CHECKING:
    from segkit.segments.findings import LintFinding


@dataclass(frozen=True)
class Linted:
    """A finding, and where it stands; no file for the ready-made standard."""

    finding: "LintFinding"
    file: str | None
    line: int
    column: int

    def as_dict(self) -> dict[str, Any]:
        """As a program reads it: the finding's fields, then the place."""
        kept = {name: value for name, value in asdict(self.finding).items() if name != "where"}
        return kept | {"file": self.file, "line": self.line, "column": self.column}

    def sentence(self, wording: Wording) -> str:
        """Level, place and sentence in the language of `wording`."""
        finding = self.finding
        told = wording(f"segments.lint.{finding.code}", **finding.slots())
        place = wording("cli.standard.at", file=self.file, line=self.line, column=self.column) if self.file else ""
        return f"{wording(f'cli.level.{finding.level}')}  {place}{told}"


def lint_file(file: Path | None) -> tuple[Linted, ...]:
    """Every finding of a standard's file, errors first, then in the order of its lines; None: the ready-made one.

    Raises
    ------
    Problems
        The file cannot be used: all that is wrong with it, each with line and column.
    """
    from segkit.segments.findings import place_of_finding
    from segkit.segments.lint import lint_standard
    from segkit.segments.standard import LIBRARY, read_standard
    from segkit.yaml_text import read_yaml

    path = file or LIBRARY / "standard.yml"
    document = read_yaml(path)
    shown = str(file) if file else None
    found = [Linted(one, shown, *place_of_finding(one, document)) for one in lint_standard(read_standard(path))]
    levels = ("error", "warning", "note")
    return tuple(sorted(found, key=lambda one: (levels.index(one.finding.level), one.line, one.column)))


class FilePlaces:
    """Where a standard's file speaks of a scheme's segment or measure."""

    def __init__(self, file: Path) -> None:
        from segkit.yaml_text import read_yaml

        self._file, self._document = str(file), read_yaml(file)

    def shown(self, scheme: str, subject: str, wording: Wording) -> str:
        """The place in the language of `wording`: the segment of that id, or else the scheme."""
        from segkit.segments.findings import LintFinding, place_of_finding

        line, column = place_of_finding(LintFinding("subject", "warning", scheme, (subject,)), self._document)
        return wording("cli.standard.at", file=self._file, line=line, column=column)
