"""Text tables as bytes, and the one workbook, the same bytes every time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from segkit.source.sample.plan import AS_OF
from segkit.source.sample.words import file_name, header, read_words

Columns = Mapping[str, pa.Array]


def quoted(cells: pa.Array) -> pa.Array:
    """Text cells with quotes around those that hold a separator, a quote or a line end."""
    needs = pc.match_substring_regex(cells, '[",\r\n]')
    if not pc.any(needs).as_py():
        return cells
    inside = pc.binary_join_element_wise('"', pc.replace_substring(cells, '"', '""'), '"', "")
    return pc.if_else(needs, inside, cells)


def csv_lines(columns: Sequence[pa.Array]) -> bytes:
    """Columns of quoted text as CSV lines in UTF-8; nulls are empty.

    The joined column's data buffer already is the file's content, so no line is ever a Python object.
    """
    ends = pa.scalar("\n")
    last = pc.binary_join_element_wise(columns[-1], ends, "", null_handling="replace", null_replacement="")
    lines = pc.binary_join_element_wise(*columns[:-1], last, ",", null_handling="replace", null_replacement="")
    if not len(lines):
        return b""
    offsets = lines.buffers()[1]
    first, stop = memoryview(offsets).cast("i")[lines.offset], memoryview(offsets).cast("i")[lines.offset + len(lines)]
    return bytes(memoryview(lines.buffers()[2])[first:stop])


def header_line(table: str, language: str) -> bytes:
    """The header line of one of the shop's tables."""
    names = pa.array(list(headers(table, language)), pa.string())
    return csv_lines([quoted(names.slice(place, 1)) for place in range(len(names))])


def headers(table: str, language: str) -> tuple[str, ...]:
    """All headers of a table, in order."""
    return tuple(header(table, column, language) for column in read_words("headers")[table])


def append_table(folder: Path, key: str, language: str, columns: Columns) -> int:
    """Add rows to one of the small UTF-8 files (with a byte order mark, so that Excel reads it); the number of rows.

    `columns` go by the keys of `headers.yml`, in any order.
    """
    table = "customers" if key == "customers_text" else key
    cells = [quoted(columns[name].cast(pa.string())) for name in read_words("headers")[table]]
    path = folder / file_name(key, language)
    is_new = not path.exists()
    with path.open("ab") as file:
        if is_new:
            file.write(b"\xef\xbb\xbf" + header_line(table, language))
        file.write(csv_lines(cells))
    return len(cells[0])


def write_workbook(folder: Path, language: str, columns: Columns) -> int:
    """The customer master as a workbook with one sheet, texts and dates as typed cells; the number of rows."""
    import xlsxwriter

    titles = headers("customers", language)
    rows = list(zip(*(columns[name].to_pylist() for name in read_words("headers")["customers"]), strict=True))
    with xlsxwriter.Workbook(folder / file_name("customers", language)) as book:
        book.set_properties({"created": datetime(AS_OF.year, AS_OF.month, AS_OF.day)})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(read_words("headers")["sheet"][language])
        sheet.write_row(0, 0, titles, book.add_format({"bold": True}))
        for place, row in enumerate(rows, start=1):
            for at, cell in enumerate(row):
                if cell is not None:
                    write = sheet.write_string if isinstance(cell, str) else sheet.write_datetime
                    write(place, at, cell, *(() if isinstance(cell, str) else (day,)))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(titles) - 1, 13)
    return len(rows)
