"""The engine reads exactly the kept records: the file as it lies where it can, else a copy without the others."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.engine import fetch_rows, open_engine
from segkit.source.opened import escape_pattern
from segkit.source.strict.form import Form
from segkit.source.strict.staging import write_kept, write_set_aside
from segkit.source.strict.survey import Plan, survey_structure


def rows(engine, staged, n_fields):
    """What the engine reads, nulls as empty text."""
    columns = {f"c{n}": "VARCHAR" for n in range(n_fields)}
    table = engine.read_csv(escape_pattern(staged.path), columns=columns, **staged.arguments())
    return [tuple(cell or "" for cell in row.values()) for row in fetch_rows(table, at_most=1000)]


@pytest.fixture
def staged(duckdb, surveyed, tmp_path):
    """What the engine reads of a content, and whether the file was read as it lies."""

    def stage(content, n_fields, form=None, **plan):
        survey = surveyed(content, n_fields, form, **plan)
        found = write_kept(survey, tmp_path / "staged.csv")
        return rows(duckdb, found, n_fields), found.path == survey.path

    return stage


@pytest.mark.parametrize(
    "content",
    [
        "id,n\n1,a\n2,b\n",
        "id,n\r\n1,a\r\n2,b",
        '"id",n\n1,a\n\n2,b\n\n',
        "id,n\r\n1,a\r\n\r\n2,b\r\n",
        "\ufeffid,n\n1,a\n2,b\n",
    ],
)
def test_a_file_in_order_is_read_as_it_lies(staged, content):
    assert staged(content, 2, header_lines=(1, 1)) == ([("1", "a"), ("2", "b")], True)


@pytest.mark.parametrize(
    ("content", "header_lines"),
    [
        ("id,n\n1,a\n9\n2,b\n", (1, 1)),
        ("id,n\r\n1,a\n2,b\r", (1, 1)),
        ("id,n\n1,a\n,\n2,b\n合计,3\n\n共 2 条\n", (1, 1)),
        ('it"s orders\nid,n\n1,a\n2,b\n', (2, 2)),
        ("id,n\n1,a\nid,n\n2,b", (1, 1)),
        ('\ufeff"1"x,y\n1,a\n2,b', (0, 0)),
        (b"\xd5\xc5,1\n1,a\n2,b", (0, 0)),
    ],
)
def test_other_records_are_left_out_of_a_copy(staged, content, header_lines):
    assert staged(content, 2, header_lines=header_lines) == ([("1", "a"), ("2", "b")], False)


@pytest.mark.parametrize(("content", "as_it_lies"), [('"id\n号",n\n1,a\n', True), ('"id\n号",n\r\n1,a\r\n', False)])
def test_a_header_over_two_lines_hides_no_row(staged, content, as_it_lies):
    assert staged(content, 2, header_lines=(1, 2)) == ([("1", "a")], as_it_lies)


def test_an_empty_line_of_a_single_column_is_no_row(staged):
    assert staged("a\n\nb\n", 1) == ([("a",), ("b",)], False)


def test_a_line_break_across_two_pieces_of_a_copy_stays_one(staged, monkeypatch):
    monkeypatch.setattr("segkit.source.strict.staging.PIECE", 2)
    assert staged("a\r\nb\rc\n", 1)[0] == [("a",), ("b",), ("c",)]


def test_only_a_file_without_line_breaks_in_cells_is_read_by_several_threads(surveyed, tmp_path):
    assert write_kept(surveyed("1,a\n", 2), tmp_path / "b.csv").is_parallel
    assert not write_kept(surveyed('1,"a\nb"\n', 2), tmp_path / "b.csv").is_parallel


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("inner", ["\n", "\r\n", "\r", "\n\r\n\r"])
def test_line_breaks_in_cells_stay_as_they_are(staged, ends, inner):
    found, _ = staged(f'1,"a{inner}b"{ends}2,c{ends}', 2)
    assert found == [("1", f"a{inner}b"), ("2", "c")]


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("1;'it''s; \"x\"'\n2;\n", Form(";", "'")),
        ('1,"it\'s; \\"x\\""\n2,\n', Form(",", '"', "backslash")),
        ("1,'it's; \"x\"'\n2,\n", Form(",", "'", "none")),
        ('1\tit\'s; "x"\n2\t\n', Form("\t", "")),
        ('1,it\'s; "x"\n2,\n', Form(",", '"', "literal")),
        ('1，it\'s; "x"\n2，\n', Form("，", '"', "literal")),
        ('1, "it\'s; ""x"""\n2, \n', Form(", ")),
    ],
)
def test_every_form_says_the_same(staged, content, form):
    found, _ = staged(content, 2, form)
    assert found == [("1", 'it\'s; "x"'), ("2", "")]


def test_a_backslash_stays_where_it_escapes_nothing(staged):
    assert staged('1,"a\\\\b\\c\\"d"\n', 2, Form(",", '"', "backslash"))[0] == [("1", 'a\\b\\c"d')]


def test_a_record_of_a_megabyte_is_read(staged):
    text = "茶" * 340_000
    assert staged(f'1,"{text}"\n', 2)[0] == [("1", text)]


def test_what_is_set_aside_is_written_for_people_to_the_byte(surveyed, tmp_path):
    survey = surveyed(b'1,2\n3,"a"b\n\xd5\xc5,4\n5,6,7\n', 2)
    with write_set_aside(survey, tmp_path / "aside.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [
            aside(2, 4, "stray_quote", 0, '3,"a"b\n'),
            aside(3, 11, "undecodable", 2, "\\xd5\\xc5,4\n"),
            aside(4, 16, "too_many_fields", 3, "5,6,7\n"),
        ]


def aside(line: int, offset: int, kind: str, n_fields: int, text: str) -> dict[str, str]:
    numbers = {"first_line": line, "last_line": line, "byte_offset": offset}
    return {key: str(n) for key, n in numbers.items()} | {"kind": kind, "n_fields": str(n_fields), "text": text}


CELLS = st.sampled_from(["a", "", " b", "9", '"q"', '"q,""r"', '"x\ny"', '"x\r\ny"', '"x\ry"', '""'])
ROWS = st.one_of(st.tuples(CELLS, CELLS).map(",".join), st.sampled_from(["", ",", "a", '"', 'a"b,c', ',"x', "1,2,3"]))
LINES = st.tuples(ROWS, st.sampled_from(["\n", "\n", "\r\n", "\r"])).map("".join)


@pytest.fixture(scope="module")
def engine():
    connection = open_engine("duckdb")
    yield connection
    connection.disconnect()


@given(st.lists(LINES, min_size=1, max_size=8).map("".join), st.booleans())
def test_the_engine_reads_what_python_reads(engine, tmp_path_factory, text, has_mark):
    folder = tmp_path_factory.mktemp("staging")
    (folder / "a[1].csv").write_bytes((b"\xef\xbb\xbf" if has_mark else b"") + text.encode())
    survey = survey_structure(folder / "a[1].csv", Plan(Form(), 2, (0, 0)))
    kept, at, before = "", 0, 3 if has_mark else 0
    for item in survey.set_aside():
        kept, at = kept + text[at : item.start - before], item.end - before
    expected = [tuple(row) for row in csv.reader(io.StringIO(kept + text[at:], newline=""), strict=True)]
    assert rows(engine, write_kept(survey, folder / "staged.csv"), 2) == expected


@pytest.mark.parametrize("name", ['"a,"', '"a,,"', '"a,"","', '"a\nb"', '"a""b"'])
def test_a_byte_order_mark_before_a_quoted_name_that_holds_an_end_hides_no_row(staged, name):
    found, _ = staged(f'\ufeff{name},"n"\n"1","2"\n"3","4"\n', 2, header_lines=(1, 1 + name.count("\n")))
    assert found == [("1", "2"), ("3", "4")]


def test_a_byte_order_mark_before_a_plain_quoted_name_needs_no_copy(staged):
    assert staged('\ufeff"a b","n"\r\n"1","2"\r\n', 2, header_lines=(1, 1)) == ([("1", "2")], True)
