"""Rows pasted into a UTF-8 file from another encoding are told from a file in that encoding."""

import pytest

from segkit.source.strict.utf8 import utf8_share

LINE = "张悦,收纳整理,12.50\n"


@pytest.mark.parametrize(
    ("data", "share"),
    [
        (b"a,b\n1,2\n", None),
        (LINE.encode() * 9 + LINE.encode("gb18030"), 0.9),
        (LINE.encode("gb18030") * 9, 0.0),
        (LINE.encode() * 3 + LINE.encode("gb18030").strip(), 0.75),
    ],
)
def test_the_share_of_lines_in_utf_8_tells_them_apart(tmp_path, data, share):
    (tmp_path / "a.csv").write_bytes(data)
    assert utf8_share(tmp_path / "a.csv") == share
