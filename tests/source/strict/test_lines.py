"""On which physical line a kept record begins, whatever stands between."""

import pytest

from segkit.source.strict.form import Form
from segkit.source.strict.survey import Plan, survey_structure


def jumps(tmp_path, content, **more):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    return survey_structure(path, Plan(Form(), 2), **more).jumps.tolist()


def test_records_one_below_the_other_have_one_jump(tmp_path):
    assert jumps(tmp_path, b"a,b\n1,x\n2,y\n3,z") == [[0, 2]]


@pytest.mark.parametrize("window", [5, 16, 1 << 20])
def test_a_jump_follows_whatever_takes_a_line_of_its_own(tmp_path, window):
    content = b'a,b\n1,x\n\n2,"y\ny"\n3,z\n4,z,z\n5,z\n6,z'
    assert jumps(tmp_path, content, window=window) == [[0, 2], [1, 4], [2, 6], [3, 8]]


def test_a_line_break_in_the_last_but_one_record_moves_the_last(tmp_path):
    assert jumps(tmp_path, b'a,b\n1,"x\nx"\n2,y') == [[0, 2], [1, 4]]


def test_a_file_of_broken_records_has_no_jumps(tmp_path):
    assert jumps(tmp_path, b"a,b\n1,2,3\n") == []
