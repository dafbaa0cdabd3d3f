"""Reading in windows finds what reading byte by byte finds, however the file is cut."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.source.strict.form import Form
from segkit.source.strict.judging import Judge
from segkit.source.strict.records import LONGEST, ByteFile, RecordReader
from segkit.source.strict.survey import Plan, survey_structure
from segkit.source.strict.window import read_window
from tests.source.strict.reference import read_all

PIECES = [
    "a",
    "b",
    " ",
    ",",
    ",",
    '"',
    '""',
    "\n",
    "\n",
    "\r",
    "\r\n",
    '"a,b"',
    '"a\nb"',
    "a,b\n",
    '"a","b"\n',
    "x,,y\r\n",
]
FILES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)
WINDOWS = st.sampled_from([1, 2, 3, 5, 8, 16, 64, 1 << 20])


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("windows") / "a.csv"


@given(FILES, WINDOWS, st.sampled_from([1, 2, 3]), st.sampled_from([4, 9, 20, 1000]))
def test_records_are_those_of_a_slow_reader(path, text, window, n_fields, longest):
    data = text.encode()
    path.write_bytes(data)
    survey = survey_structure(path, Plan(Form(), n_fields, (0, 0)), window=window, longest=longest)
    expected = list(read_all(data, n_fields, longest))
    found = [(item.start, item.end, item.kind) for item in survey.set_aside() if item.kind != "footer"]
    if "footer" not in survey.counts:
        assert found == [(read.start, read.end, read.kind) for read in expected if read.kind]
        assert survey.n_records == sum(read.kind is None for read in expected)


@given(FILES, WINDOWS, st.sampled_from([2, 3]))
def test_what_is_kept_is_what_python_reads(path, text, window, n_fields):
    path.write_bytes(text.encode())
    survey = survey_structure(path, Plan(Form(), n_fields, (0, 0)), window=window)
    kept, at = "", 0
    for item in survey.set_aside():
        kept, at = kept + text[at : item.start], item.end
    rows = list(csv.reader(io.StringIO(kept + text[at:], newline=""), strict=True))
    assert len(rows) == survey.n_records
    assert all(len(row) == n_fields for row in rows)


FORMS = [Form("，"), Form(", "), Form("|", "'"), Form("\t", ""), Form(";", '"', "literal")]


@given(FILES, WINDOWS, st.sampled_from(FORMS))
def test_windows_find_what_reading_one_by_one_finds(path, text, window, form):
    path.write_bytes(text.replace(",", form.delimiter).replace('"', form.quote or '"').encode())
    survey = survey_structure(path, Plan(form, 4, (0, 0)), window=window, longest=30)
    if "footer" not in survey.counts:
        assert [(item.start, item.end, item.kind) for item in survey.set_aside()] == list(one_by_one(path, form, 4, 30))


def one_by_one(path: Path, form: Form, n_fields: int, longest: int) -> Iterator[tuple[int, int, str]]:
    judge, at = Judge(form, n_fields, None, is_utf8=False), 0
    with ByteFile(path, longest=longest) as file:
        reader = RecordReader(file, form, n_fields)
        while at < file.size:
            record = reader.read(at)
            kind = record.fault or judge.judge(record.content)[0]
            if kind:
                yield record.start, record.next, kind
            at = record.next


CELLS = st.sampled_from(["a", "", "9" * 70, '"q"', '""', '"q, ""r"""', '"x\ny"', f'"{"," * 70}"'])


@given(st.lists(st.tuples(CELLS, CELLS, CELLS).map(",".join), min_size=1, max_size=20))
def test_a_window_in_order_is_read_to_its_end(rows):
    data = np.frombuffer("".join(row + "\n" for row in rows).encode(), np.uint8)
    window = read_window(data, Form(), LONGEST, is_last=True)
    assert (window.broken_at, window.size) == (None, len(data))
    assert [window.record(n).decode() for n in range(len(window.starts))] == rows
    assert set(window.n_fields.tolist()) == {3}


SIGNS = [
    "合计",
    "小",
    "计",
    " ",
    "　",
    "total",
    "TO",
    "tal",
    "x",
    "\0",
    '"',
    ",",
    ",",
    "\n",
    "\n",
    "编号",
    "id",
    "编号,id\n",
]


@given(st.lists(st.sampled_from(SIGNS), max_size=30).map("".join), WINDOWS)
def test_no_sign_of_total_header_or_zero_byte_is_overlooked(path, text, window):
    path.write_bytes(("编号,id\n" + text).encode())
    survey = survey_structure(path, Plan(Form(), 2, (1, 1)), window=window)
    judge, at, expected = Judge(Form(), 2, "编号,id".encode(), is_utf8=False), len("编号,id\n".encode()), []
    with ByteFile(path) as file:
        reader = RecordReader(file, Form(), 2)
        while at < file.size:
            record = reader.read(at)
            expected.append((record.fault or judge.judge(record.content)[0], record.start))
            at = record.next
    assert [(item.kind, item.start) for item in survey.set_aside()][1:] == [found for found in expected if found[0]]
