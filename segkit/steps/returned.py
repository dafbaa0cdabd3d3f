"""The rows set aside as a file that a client mends and sends back: each as it was, with its code and its place."""

from pathlib import Path
from typing import TYPE_CHECKING

import ibis

from segkit.clean.rules import RULES, STRUCTURE
from segkit.source.opened import SourceTable
from segkit.source.structure import unique_names
from segkit.strategy.exports import write_text_rows
from segkit.wording import Wording

if TYPE_CHECKING:
    from ibis.expr.types import Table

PLACE = ("code", "why", "file", "sheet", "line", "text")


def write_returned(quarantine: "Table", source: SourceTable, path: Path, *, wording: Wording) -> None:
    """Write `quarantine` (columns.QUARANTINE) with every cell of the source's rows, in the order of the files.

    A cell that a spreadsheet would run stands behind a ', one that steers is written as its code, as in every export.
    """
    names = [wording(f"clean.returned.{name}") for name in PLACE]
    heads = unique_names([*names, *source.columns])
    write_text_rows(returned_rows(quarantine, source, wording), heads, path)


def returned_rows(quarantine: "Table", source: SourceTable, wording: Wording) -> "Table":
    """Code, reason, file, sheet, line, the text of a broken record, then the source's own columns as they stood.

    Columns are named by their places: a company's names may be anything.
    """
    own = {f"own_{at}": source.table[name] for at, name in enumerate(source.columns)}
    cells = source.table.select(_record=ibis.row_number(), **own)
    found = quarantine.left_join(cells, quarantine.record == cells._record).order_by("file", "row")
    why = {rule.id: rule.effect for rule in RULES} | STRUCTURE
    reasons = [(code, wording(f"clean.reason.{code}")) for code, effect in why.items() if effect == "quarantined"]
    place = (
        found.reason,
        found.reason.cases(*reasons, else_=found.reason),
        found.file,
        found.sheet,
        found.row.cast("string"),
        found.text,
    )
    return found.select(**dict(zip(PLACE, place, strict=True)), **{name: found[name] for name in own})
