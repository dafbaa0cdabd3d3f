"""Prove that a scheme puts everybody in exactly one segment, and name what is wrong where it does not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from segkit.errors import CellsContested, CellsUncovered, CellsUnknown, Problems, StandardError
from segkit.segments.grid import cells_of
from segkit.segments.standard import GridScheme


@dataclass(frozen=True)
class LintFinding:
    """One thing the linter found; its sentence is `segments.lint.<code>`."""

    code: str  # gap, overlap, unreachable, repeated, unknown_cell, out_of_order, same_name, unproven
    level: str  # error: the scheme cannot be used; warning: legal, but look; note
    scheme: str
    segments: tuple[str, ...]
    cells: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        """How many cells or customers' situations."""
        return len(self.cells)


def lint_grid(scheme: GridScheme, n_bins: int) -> Iterator[LintFinding]:
    """Findings about a table of cells: gaps, overlaps, codes that repeat or do not exist."""
    listed = Counter(cell for segment in scheme.segments for cell in set(segment.cells))
    cells = cells_of(scheme, n_bins)
    gaps = tuple(cell for cell in cells if cell not in listed)
    if gaps:
        yield LintFinding("gap", "error", scheme.id, (), gaps)
    overlaps = tuple(sorted(cell for cell, times in listed.items() if times > 1))
    if overlaps:
        names = tuple(one.id for one in scheme.segments if set(one.cells) & set(overlaps))
        yield LintFinding("overlap", "error", scheme.id, names, overlaps)
    for segment in scheme.segments:
        twice = tuple(sorted(cell for cell, times in Counter(segment.cells).items() if times > 1))
        if twice:
            yield LintFinding("repeated", "warning", scheme.id, (segment.id,), twice)
        unknown = tuple(sorted(set(segment.cells) - set(cells)))
        if unknown:
            yield LintFinding("unknown_cell", "error", scheme.id, (segment.id,), unknown)


def require_sound(scheme: GridScheme, n_bins: int) -> None:
    """Raise what stops a grid from giving every customer exactly one segment, all together."""
    kinds = {"gap": CellsUncovered, "overlap": CellsContested, "unknown_cell": CellsUnknown}
    problems: list[StandardError] = [
        kinds[finding.code](scheme.id, finding.cells)
        for finding in lint_grid(scheme, n_bins)
        if finding.level == "error"
    ]
    if problems:
        raise problems[0] if len(problems) == 1 else Problems(tuple(problems))
