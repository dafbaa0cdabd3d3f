"""Text files: encoding, form and header are settled, every record is checked, the engine gets what passed.

Nothing is guessed twice: what a file's bytes do not prove is asked for, with the line of the study that settles it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from segkit.errors import (
    FormUnclear,
    FormUnknown,
    FullWidthSeparator,
    HeaderMisfit,
    HeaderOnly,
    HeaderRowsUnclear,
    LooseColumnMissing,
    SecondTable,
    SegkitError,
    UnevenRows,
)
from segkit.source.encodings import Encoding, settle_encoding, write_utf8
from segkit.source.opened import (
    SourceTable,
    check_width,
    escape_pattern,
    header_notes,
    nearest_name,
    places_of,
    staged_name,
)
from segkit.source.options import Ground, ReadOptions
from segkit.source.strict.dialect import Proposal, propose_form
from segkit.source.strict.layout import Layout, settle_layout
from segkit.source.strict.lines import line_shifts
from segkit.source.strict.readings import Reading, Stated
from segkit.source.strict.records import ByteFile
from segkit.source.strict.staging import Staged, write_kept
from segkit.source.strict.survey import NON_DATA, Plan, StructureSurvey, survey_structure
from segkit.source.strict.survey import SecondTable as SecondTableFound
from segkit.source.structure import Dialect, aligned_width, first_lines, looks_like_header, write_aligned

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table

FEWEST_OF_TABLE = 4  # rows of another width at the end, none of them a header, that make another table
MOST_ODD = 0.2  # share of rows set aside beyond which the form itself must be wrong
PIECE = 10_000
SET_ASIDE = pa.schema([("row", pa.int64()), ("reason", pa.string()), ("text", pa.string())])
LINES = pa.schema([("record", pa.int64()), ("row", pa.int64())])


@dataclass(frozen=True)
class TextLayout:
    """All that was settled about a text file before the engine reads it, and what its check found."""

    encoding: Encoding
    dialect: Dialect
    layout: Layout
    survey: StructureSurvey
    staged: Staged
    is_padded: bool  # every row ends in a delimiter that the header lacks: its last, empty column is no column

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns' names in the file's order."""
        return self.layout.header.columns


def open_text(engine: "BaseBackend", path: Path, options: ReadOptions, staging: Path) -> SourceTable:
    """A CSV or TSV file, or one whose columns are aligned by blanks; its odd rows are set aside beside it.

    Raises
    ------
    EmptyFile, HeaderOnly, UnreadableEncoding
        Nothing in the file, or nothing that can be read.
    FormUnclear, FullWidthSeparator, HeaderRowsUnclear, SecondTable
        Two readings are equally good; the line that settles it is named.
    FormUnknown, LooseColumnMissing
        No reading is good, or the column whose text holds separators is none of the file's.
    UnevenRows, HeaderMisfit
        More than a fifth of the rows do not fit, or the header does not.
    """
    state = path.stat()
    found = _settled(path, options, staging, state.st_size, state.st_mtime_ns)
    columns = dict.fromkeys(found.columns, "VARCHAR")
    table = engine.read_csv(escape_pattern(found.staged.path), columns=columns, **found.staged.arguments())
    if found.is_padded:
        _check_padding(table, path, found)
        table = table.drop(found.columns[-1])
    header = found.layout.header
    return SourceTable(
        path=path,
        file=path.name,
        sheet=None,
        encoding=found.encoding.name,
        dialect=found.dialect,
        header_row=header.row,
        columns=tuple(table.columns),
        table=table,
        grounds=(found.encoding.ground, found.dialect.ground, header.ground),
        set_aside=_write_set_aside(found.survey, staging / staged_name(path, "parquet", "set aside")),
        lines=_write_lines(found.survey, staging / staged_name(path, "parquet", "lines")),
        notes=tuple(_notes(found, tuple(table.columns))),
        n_records=found.survey.n_records,
    )


def _notes(found: TextLayout, columns: tuple[str, ...]) -> Iterator[Ground]:
    """What was put right or looks odd, and is only reported."""
    if found.is_padded:
        yield Ground("text.padded")
    if found.survey.n_nul:
        yield Ground("text.nul_removed", {"n": found.survey.n_nul})
    if found.survey.n_joined and (loose := found.survey.plan.form.loose):
        yield Ground("text.joined", {"n": found.survey.n_joined, "column": loose.name})
    header = found.layout.header
    yield from header_notes(columns, header.row, header.repeated)


@lru_cache(maxsize=32)
def _settled(path: Path, options: ReadOptions, staging: Path, _size: int, _changed: int) -> TextLayout:
    """Kept as long as the file is: every byte is looked at, and two stages of a run ask."""
    encoding, plain = _settle_encoding(path, options.encoding, staging)
    reading, dialect, plain = _settle_form(plain, path, options, staging)
    layout, is_padded = _settle_header(reading, options, path)
    check_width(path.name, layout.header.columns)
    plan = Plan(
        form=reading.form,
        n_fields=reading.width,
        header_lines=layout.lines,
        last_row=options.last_row,
        is_utf8=encoding.is_proved,
        seeks_totals=not options.keeps_totals,
        nul_at=places_of(options.exact, layout.header.columns) if options.exact else None,
    )
    survey = survey_structure(plain, plan)
    _check_survey(survey, layout, options, path)
    staged = write_kept(survey, staging / staged_name(path, "csv", "kept"))
    return TextLayout(encoding, dialect, layout, survey, staged, is_padded)


def _settle_encoding(path: Path, stated: str | None, staging: Path) -> tuple[Encoding, Path]:
    """The encoding, and the file itself where its bytes are UTF-8, else a copy, which the proof may have left."""
    copies: dict[str, Path] = {}

    def copy_of(codec: str) -> Path:
        return copies.setdefault(codec, staging / staged_name(path, "csv", f"from {codec}"))

    encoding = settle_encoding(path, stated, copy_of)
    if encoding.is_utf8:
        return encoding, path
    if encoding.name in copies:
        return encoding, copies[encoding.name]
    return encoding, write_utf8(path, encoding, copy_of(encoding.name))


def _settle_form(plain: Path, path: Path, options: ReadOptions, staging: Path) -> tuple[Reading, Dialect, Path]:
    """How records are written; columns aligned by blanks are first written with tabs."""
    stated = Stated(options.delimiter, options.quote, options.escape, options.separators_in)
    proposal = propose_form(plain, stated)
    reading = proposal.reading
    if options.delimiter is None and (reading is None or reading.width == 1):
        width = aligned_width(first_lines(plain))
        if width:
            target = write_aligned(plain, staging / staged_name(path, "csv", "aligned"))
            aligned = propose_form(target, Stated("\t", "")).reading
            assert aligned is not None  # what is stated is taken
            return aligned, Dialect("\t", True, Ground("dialect.aligned", {"width": width})), target
    if reading is None:
        raise _form_problem(proposal, path, options)
    return reading, Dialect(reading.form.delimiter, False, _form_ground(reading, options)), plain


def _form_problem(proposal: Proposal, path: Path, options: ReadOptions) -> SegkitError:
    lines = proposal.lines
    if proposal.question == "no_column":
        names, column = _first_texts(proposal.readings[0]), str(options.separators_in)
        return LooseColumnMissing(path.name, column, names, nearest_name(column, names))
    if not lines:
        return FormUnknown(path.name)
    if proposal.question == "full_width":
        return FullWidthSeparator(path.name, proposal.readings[0].form.delimiter, lines[0])
    return FormUnclear(path.name, str(proposal.question), lines)


def _first_texts(reading: Reading) -> tuple[str, ...]:
    return tuple(reading.texts(reading.whole[0])) if reading.whole else ()


def _form_ground(reading: Reading, options: ReadOptions) -> Ground:
    if options.delimiter:
        return Ground("dialect.stated")
    if reading.width == 1:
        return Ground("dialect.one_column")
    return Ground("dialect.even", {"width": reading.width, "share": reading.share})


def _settle_header(reading: Reading, options: ReadOptions, path: Path) -> tuple[Layout, bool]:
    """The header, and whether it lacks a delimiter with which every row ends."""
    layout = settle_layout(reading, options.header)
    if layout.n_sub_headers and options.header is None:
        last = layout.header.row + layout.n_sub_headers
        raise HeaderRowsUnclear(path.name, layout.header.row, last, f"read: {{header: {last}}}")
    if layout.misfit is None or layout.misfit != reading.width - 1 or options.header is not None:
        return layout, False
    padded = settle_layout(reading, layout.header.row)
    return (padded, True) if padded.misfit is None else (layout, False)


def _check_padding(table: "Table", path: Path, found: TextLayout) -> None:
    """Raise where the column that the header lacks holds anything."""
    if table[found.columns[-1]].count().to_pyarrow().as_py():
        raise HeaderMisfit(path.name, found.layout.header.row, len(found.columns) - 1, len(found.columns))


def _check_survey(survey: StructureSurvey, layout: Layout, options: ReadOptions, path: Path) -> None:
    second = survey.second_table
    if second and options.last_row is None and (second.n_records >= FEWEST_OF_TABLE or _is_headed(survey, second)):
        line = f"read: {{last_row: {second.first_line - 1}}}"
        raise SecondTable(path.name, second.first_line, second.n_fields, second.n_records, line)
    if survey.odd_share > MOST_ODD:
        first = next(item for item in survey.set_aside() if item.kind not in NON_DATA)
        raise UnevenRows(path.name, first.first_line, survey.plan.n_fields, survey.odd_share)
    if not survey.n_records:
        raise HeaderOnly(path.name, layout.header.columns)


def _is_headed(survey: StructureSurvey, second: SecondTableFound) -> bool:
    """Whether the first of some rows of another width is a header in words; else a few of them are broken rows."""
    first = next(item for item in survey.set_aside() if item.first_line == second.first_line)
    with ByteFile(survey.path) as file:
        record = file.read(first.start, first.end - first.start).rstrip(b"\r\n")
    return looks_like_header([value.decode("utf-8", "replace") for value in survey.plan.form.grammar.values(record)])


def _write_set_aside(survey: StructureSurvey, target: Path) -> Path | None:
    """Everything set aside but the header, with its text; None where there is nothing."""
    if not any(n for kind, n in survey.counts.items() if kind != "header"):
        return None
    with pq.ParquetWriter(target, SET_ASIDE) as writer:
        for rows in _pieces(_set_aside_rows(survey)):
            writer.write_table(pa.Table.from_pylist(rows, SET_ASIDE))
    return target


def _set_aside_rows(survey: StructureSurvey) -> Iterator[dict[str, object]]:
    with ByteFile(survey.path) as file:
        for item in survey.set_aside():
            if item.kind != "header":
                text = file.read(item.start, item.end - item.start).rstrip(b"\r\n")
                yield {"row": item.first_line, "reason": item.kind, "text": text.decode("utf-8", "backslashreplace")}


def _pieces(rows: Iterator[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    piece: list[dict[str, object]] = []
    for row in rows:
        piece.append(row)
        if len(piece) == PIECE:
            yield piece
            piece = []
    if piece:
        yield piece


def _write_lines(survey: StructureSurvey, target: Path) -> Path:
    found = line_shifts(survey)
    pq.write_table(pa.table({"record": found.firsts, "row": found.firsts + found.shifts}, schema=LINES), target)
    return target
