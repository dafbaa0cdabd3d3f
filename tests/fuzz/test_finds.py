"""What fuzzing has found, once more: each file brought a traceback, a hang or a wrong account, and must not again."""

from pathlib import Path

import pytest

from tests.fuzz.mutation import Case
from tests.fuzz.settings_files import SettingsFiles
from tests.fuzz.texts import TextFiles
from tests.fuzz.workbooks import Workbooks

FINDS = sorted(path for path in (Path(__file__).parent / "finds").iterdir() if path.is_file())
READ = {  # how a person said that the file is to be read
    "stated-encoding-hex.csv": {"encoding": "hex"},
    "stated-encoding-undefined.csv": {"encoding": "undefined"},
    "stated-encoding-with-zero-byte.csv": {"encoding": "\0"},
    "stated-utf-16-without-mark.csv": {"encoding": "utf-16"},
    "stated-encoding-of-half-characters.csv": {"encoding": "unicode_escape"},
    "stated-quote-is-a-bracket.csv": {"quote": "("},
    "backslash-before-a-line-break.csv": {"escape": "backslash", "header": 2, "delimiter": ", "},
    "mark-below-a-stated-header.csv": {"header": 1},
    "cell-in-column-16386.xlsb": {"header": 1},
}


@pytest.fixture(scope="module")
def families():
    """The families by the ending of the files they read."""
    yield (made := {"csv": TextFiles(), "yml": SettingsFiles(), "xl": Workbooks()})
    for family in made.values():
        family.close()


@pytest.mark.parametrize("path", FINDS, ids=lambda path: path.name)
def test_a_find_is_read_or_stopped_with_a_code(path, families, tmp_path):
    suffix = "".join(path.suffixes[-2:]) if path.suffix == ".yml" else path.suffix
    kind = path.suffix[1:] if path.suffix in (".csv", ".yml") else "xl"
    families[kind].check(Case(suffix, path.read_bytes(), READ.get(path.name, {})), tmp_path / "work")
