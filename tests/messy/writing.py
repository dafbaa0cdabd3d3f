"""From a draft to the file's bytes, and at which physical line each record begins."""

import re
from collections.abc import Iterable
from itertools import cycle

from tests.messy.draft import Draft, Row, cell
from tests.messy.platforms import Layout
from tests.messy.words import to_traditional

LINE_BREAK = re.compile("\r\n|\r|\n")


def quoted(text: str) -> str:
    """The text as a quoted field, its quotes doubled."""
    return '"' + text.replace('"', '""') + '"'


def as_field(text: str, layout: Layout) -> str:
    """The text as a field, quoted where the file's habit or the text asks for it."""
    must = layout.quotes_all or any(mark in text for mark in (layout.delimiter, '"', "\r", "\n"))
    return quoted(text) if must else text


def joined(cells: Iterable[str], layout: Layout) -> str:
    """A record of these cells."""
    return layout.delimiter.join(as_field(text, layout) for text in cells)


def header_text(layout: Layout) -> str:
    """The header as written."""
    return joined(layout.headers.values(), layout) + layout.header_tail


def record_text(row: Row, layout: Layout) -> str:
    """The row as written, without the end of its line."""
    if row.text is not None:
        return row.text
    cells = [cell(row, role, layout) for role in layout.headers]
    return (row.damage or joined)(cells, layout) + layout.row_tail


def records(draft: Draft) -> list[Row]:
    """All records from the top of the file, the header among them as a row of mere text."""
    return [*draft.preamble, Row(text=header_text(draft.layout)), *draft.rows]


def texts(draft: Draft) -> list[str]:
    """Each record as written, with the end of its line."""
    layout = draft.layout
    plain = [record_text(row, layout) for row in records(draft)]
    spelled = [to_traditional(text) for text in plain] if layout.is_traditional else plain
    ended = [text + end for text, end in zip(spelled, cycle(layout.line_ends), strict=False)]
    return ended if layout.has_final_line_end else [*ended[:-1], spelled[-1]]


def content_of(draft: Draft) -> bytes:
    """The file's bytes."""
    if draft.content is not None:
        return draft.content
    codecs = ["gbk" if row.is_gbk else draft.layout.encoding for row in records(draft)]
    encoded = (text.encode(codec) for text, codec in zip(texts(draft), codecs, strict=True))
    return ("\ufeff" if draft.layout.has_bom else "").encode(draft.layout.encoding) + b"".join(encoded)


def placed(draft: Draft) -> list[tuple[int, Row]]:
    """Every record but the header with the physical line, counted from 1, at which an editor shows its beginning."""
    line, places = 1, []
    for text in texts(draft):
        places.append(line)
        line += len(LINE_BREAK.findall(text))
    header = len(draft.preamble)
    return [pair for i, pair in enumerate(zip(places, records(draft), strict=True)) if i != header]
