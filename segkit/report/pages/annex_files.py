"""The annex's table of files: which columns the page has room for, and the sum over the order files."""

from segkit.report.pages.frame import Frame
from segkit.report.sheets.grid import Column, Sheet
from segkit.report.view import Cell

PRINTED = {"count": "count", "cents": "price"}  # kind of column: how the sum is printed


def named_by_file(sheet: Sheet, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The wanted columns, with the file behind the source where a table came in several files."""
    sources = [row[0] for row in sheet.rows]
    return wanted if len(set(sources)) == len(sources) else (wanted[0], "file", *wanted[1:])


def files_total(frame: Frame, columns: list[Column]) -> tuple[Cell, ...] | None:
    """The sum over the order files where there are several, in the columns of the table."""
    files = [account for account in frame.report.quality.accounts if account.source == "orders"]
    if len(files) < 2:
        return None
    sums = (
        frame.show(sum(getattr(file, one.name) for file in files), PRINTED[one.kind]) if one.kind in PRINTED else ""
        for one in columns[1:]
    )
    return (Cell(frame.say("annex.files_total")), *map(Cell, sums))
