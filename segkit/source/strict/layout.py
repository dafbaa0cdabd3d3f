"""Which row names the columns, and whether its cells are as many as the records'."""

from dataclasses import dataclass

from segkit.source.options import Ground
from segkit.source.strict.readings import Reading, SampleRecord
from segkit.source.structure import Header, Record, count_sub_headers, named_header, settle_header


@dataclass(frozen=True)
class Layout:
    """The header as the records allow it.

    `header`: as elsewhere. `lines`: its first and last physical line, (0, 0) without one. `misfit`: how many cells the
    header row has, where the records have another number; the columns are then named by position. `n_sub_headers`: rows
    of words under the header, where all other records hold figures, such as a second header row.
    """

    header: Header
    lines: tuple[int, int]
    misfit: int | None = None
    n_sub_headers: int = 0


def settle_layout(reading: Reading, stated: int | None = None) -> Layout:
    """The header row of a reading's records: the stated one (0: none), or the first full record that is all words.

    A header with fewer cells than the records misfits: a delimiter may be lost anywhere in it. A stated one gets empty
    cells at its end if all records leave those columns empty: then all lines but the header end in a delimiter.
    """
    records = [_as_text(record, reading) for record in reading.records if not record.is_blank]
    if not records:
        return Layout(_by_position(reading.width, 0, 0, Ground("header.values", {"row": 1})), (0, 0))
    header = settle_header(records, stated)
    if not header.row:
        return Layout(_by_position(reading.width, 0, 0, header.ground), (0, 0))
    at = next(n for n, record in enumerate(records) if record.last_line == header.skip)
    titles, below = records[at], [record for record in records[at + 1 :] if len(record.fields) == reading.width]
    lines, missing = (titles.first_line, titles.last_line), reading.width - len(titles.fields)
    is_padded = stated is not None and not any(any(record.fields[-missing:]) for record in below)
    if missing < 0 or (missing and not is_padded):
        named = _by_position(reading.width, header.row, header.skip, header.ground)
        return Layout(named, lines, len(titles.fields))
    settled = named_header(header.row, header.skip, (*titles.fields, *[""] * missing), header.ground)
    return Layout(settled, lines, None, count_sub_headers(titles, below))


def _as_text(record: SampleRecord, reading: Reading) -> Record:
    values = (reading.form.grammar.value(field) for field in record.fields) if record.is_whole else record.fields
    fields = tuple(value.decode("utf-8", "replace") for value in values)
    return Record(fields, record.first_line, record.last_line)


def _by_position(width: int, row: int, skip: int, ground: Ground) -> Header:
    return Header(row, skip, tuple(f"column_{n}" for n in range(1, width + 1)), ground)
