"""A kept record's number leads back to its physical line."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from segkit.source.strict.form import Form
from segkit.source.strict.lines import line_shifts
from segkit.source.strict.survey import Plan, survey_structure


def lines(survey):
    return line_shifts(survey).lines(np.arange(survey.n_records)).tolist()


def test_nothing_between_the_records_shifts_them_alike(surveyed):
    survey = surveyed("title\nid,n\n1,2\n3,4\n", 2, header_lines=(2, 2))
    assert lines(survey) == [3, 4]
    assert len(line_shifts(survey).firsts) == 1


def test_what_is_set_aside_and_lines_in_cells_are_counted(surveyed):
    assert lines(surveyed('id,n\n1,"a\nb"\n\n2,c\n3\n4,d\n', 2, header_lines=(1, 1))) == [2, 5, 7]


def test_a_file_without_kept_records_has_no_lines(surveyed):
    assert lines(surveyed("1\n2\n", 2)) == []


RECORDS = st.sampled_from(["1,2\n", "1,2\r\n", '1,"a\nb"\n', "\n", "1\n", '1,"2"x\n', '1,"2\n', '"\r",3\n'])


@given(st.lists(RECORDS, min_size=1, max_size=30).map("".join))
def test_the_line_of_every_kept_record_holds_its_first_bytes(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("lines") / "a.csv"
    path.write_bytes(text.encode())
    survey = survey_structure(path, Plan(Form(), 2, (0, 0)))
    set_aside = {line for item in survey.set_aside() for line in range(item.first_line, item.last_line + 1)}
    found = lines(survey)
    assert found == sorted(set(found))
    assert not set_aside & set(found)
    kept = set(range(1, len(text.splitlines()) + 1)) - set_aside
    assert set(found) <= kept
    if not survey.inner:
        assert set(found) == kept
