"""One column whose text holds the delimiter without quotes: proposed, and read exactly when a person says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.engine import fetch_rows, open_engine
from segkit.errors import FormUnclear, FormUnknown, LooseColumnMissing
from segkit.source.opened import escape_pattern
from segkit.source.options import ReadOptions
from segkit.source.strict.dialect import propose_form
from segkit.source.strict.readings import Stated
from segkit.source.strict.staging import write_kept
from segkit.source.strict.survey import Plan, survey_structure
from segkit.source.texts import open_text

ADDRESSES = (
    "会员号,日期,地址,金额\n"
    "A01,2025-01-02,上海市,黄浦区,人民路1号,35.00\n"
    "A02,2025-01-03,北京市朝阳区,12.50\n"
    "A03,2025-01-04,杭州市,西湖区,8.00\n"
)
STATED = Stated(",", separators_in="地址")


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "a.csv"
        path.write_bytes(content.encode())
        return path

    return write


@pytest.fixture
def opened(file, tmp_path):
    def read(content, **options):
        return open_text(open_engine(), file(content), ReadOptions(**options), tmp_path)

    return read


def read_loosely(path, target, stated=STATED):
    """What the survey found, and the rows that the engine has loaded."""
    reading = propose_form(path, stated).reading
    survey = survey_structure(path, Plan(reading.form, reading.width, (1, 1)))
    staged, engine = write_kept(survey, target), open_engine()
    columns = {f"c{n}": "VARCHAR" for n in range(reading.width)}
    table = engine.read_csv(escape_pattern(staged.path), columns=columns, **staged.arguments())
    rows = [tuple(cell or "" for cell in row.values()) for row in fetch_rows(table, at_most=1000)]
    engine.disconnect()
    return survey, rows


def test_the_column_between_regular_ones_is_proposed_with_the_line_that_settles_it(file):
    proposal = propose_form(file(ADDRESSES))
    assert (proposal.reading, proposal.question) == (None, "loose_column")
    assert proposal.lines == ('read: {delimiter: ",", separators_in: 地址}',)


def test_two_columns_of_words_that_explain_it_equally_well_are_both_proposed(file):
    content = "id,town,note,amount\nA1,Ulm,so,so,5\nA2,Bonn,well,6\nA3,Trier,a,b,c,7\n"
    lines = propose_form(file(content)).lines
    assert lines == tuple(f'read: {{delimiter: ",", separators_in: {name}}}' for name in ("town", "note"))


def test_nothing_is_proposed_where_no_column_but_words_would_be_left(file):
    assert propose_form(file("the first line\nof a letter is here\nand it goes on\n")).question != "loose_column"


def test_the_text_comes_back_with_its_delimiters_and_the_rows_are_counted(file, tmp_path):
    survey, rows = read_loosely(file(ADDRESSES), tmp_path / "kept.csv")
    assert rows == [
        ("A01", "2025-01-02", "上海市,黄浦区,人民路1号", "35.00"),
        ("A02", "2025-01-03", "北京市朝阳区", "12.50"),
        ("A03", "2025-01-04", "杭州市,西湖区", "8.00"),
    ]
    assert (survey.n_records, survey.n_odd, survey.n_joined) == (3, 0, 2)


def test_a_row_with_a_quoted_part_in_that_place_or_with_too_few_fields_is_set_aside(file, tmp_path):
    content = ADDRESSES + 'A04,2025-01-05,"1号,甲",乙,9.00\nA05,2025-01-06,9.00\nA06,2025-01-07,"南京市,鼓楼区",9.00\n'
    survey, rows = read_loosely(file(content), tmp_path / "kept.csv")
    assert dict(survey.counts) == {"header": 1, "too_many_fields": 1, "too_few_fields": 1}
    assert rows[-1] == ("A06", "2025-01-07", "南京市,鼓楼区", "9.00")


def test_marks_that_quote_nothing_stay_in_the_text(file, tmp_path):
    path = file('id,size,amount\n1,5" pipe, long,3\n2,plain,4\n3,"x" and "y", z,5\n')
    _, rows = read_loosely(path, tmp_path / "kept.csv", Stated(",", "", separators_in="size"))
    assert [row[1] for row in rows] == ['5" pipe, long', "plain", '"x" and "y", z']


TEXT = st.text("ab ,，'路\t", max_size=12)
WORD = st.text("ab0路", max_size=4)


@given(st.lists(st.tuples(WORD, WORD, TEXT, WORD), min_size=1, max_size=30))
def test_whatever_delimiters_the_text_holds_every_row_comes_back(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("loose")
    rows = [("x" + first, *others) for first, *others in rows]  # a row of nothing is a blank row
    (folder / "a.csv").write_text("id,day,note,z\n" + "".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    survey, found = read_loosely(folder / "a.csv", folder / "kept.csv", Stated(",", separators_in="note"))
    assert found == rows
    assert survey.n_joined == sum("," in row[2] for row in rows)


def test_a_file_is_opened_as_stated_and_says_how_many_rows_were_joined(opened):
    source = opened(ADDRESSES, delimiter=",", separators_in="地址")
    assert [(note.key, note.slots) for note in source.notes] == [("text.joined", {"n": 2, "column": "地址"})]
    assert source.n_records == 3


def test_what_is_not_settled_is_asked_and_a_wrong_name_is_told_with_the_nearest(opened):
    with pytest.raises(FormUnclear):
        opened(ADDRESSES)
    with pytest.raises(LooseColumnMissing) as caught:
        opened(ADDRESSES, delimiter=",", separators_in="地扯")
    assert (caught.value.found, caught.value.nearest) == (("会员号", "日期", "地址", "金额"), "地址")


def test_a_file_that_no_separator_explains_says_so(opened):
    with pytest.raises(FormUnknown):
        opened('a "b" c\nd e "f" g\nh "i"\n')
