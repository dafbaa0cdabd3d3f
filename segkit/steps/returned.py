"""The rows set aside as a file that a client mends and sends back: each as it was, with its code and its place."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import ibis

from segkit.clean.rules import BESIDE, RULES, STRUCTURE
from segkit.source.opened import SourceTable
from segkit.source.structure import unique_names
from segkit.wording import Wording

if TYPE_CHECKING:
    from ibis.expr.types import Table

PLACE = ("code", "why", "file", "sheet", "line", "text")
MARK = "\ufeff".encode()  # by which Excel knows UTF-8


def write_returned(quarantine: "Table", source: SourceTable, path: Path, *, wording: Wording) -> None:
    """Write `quarantine` (columns.QUARANTINE) with every cell of the source's rows, in the order of the files."""
    plain = path.with_suffix(".plain")
    returned_rows(quarantine, source, wording).to_csv(str(plain))
    with path.open("wb") as target, plain.open("rb") as rows:
        target.write(MARK)
        shutil.copyfileobj(rows, target)
    plain.unlink()


def returned_rows(quarantine: "Table", source: SourceTable, wording: Wording) -> "Table":
    """Code, reason, file, sheet, line, the text of a broken record, then the source's own columns as they stood."""
    heads = unique_names([*(wording(f"clean.returned.{name}") for name in PLACE), *source.columns])
    own, cells = heads[len(PLACE) :], source.table.mutate(_record=ibis.row_number())
    found = quarantine.left_join(cells, quarantine.record == cells._record).order_by("file", "row")
    why = {rule.id: rule.effect for rule in RULES} | STRUCTURE | BESIDE
    reasons = [(code, wording(f"clean.reason.{code}")) for code, effect in why.items() if effect == "quarantined"]
    place = (
        found.reason,
        found.reason.cases(*reasons, else_=found.reason),
        found.file,
        found.sheet,
        found.row,
        found.text,
    )
    return found.select(
        **dict(zip(heads, place, strict=False)),
        **{head: found[_named(column, quarantine)] for head, column in zip(own, source.columns, strict=True)},
    )


def _named(column: str, left: "Table") -> str:
    """A column of the right side after a join: renamed where the left side has one of that name."""
    return f"{column}_right" if column in left.columns else column
