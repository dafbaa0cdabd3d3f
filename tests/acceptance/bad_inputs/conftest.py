"""A shop per test, and commands run in this process as its user types them."""

from pathlib import Path

import pytest

from segkit.cli import run_command
from tests.acceptance.bad_inputs.company import Shop, Told, write_study


@pytest.fixture
def shop(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A folder with a study of 订单.csv, which is still to be written."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    write_study(tmp_path)

    def say(*words: str) -> Told:
        language = words[words.index("--language") + 1] if "--language" in words else "zh-CN"
        code = run_command([*words, *(() if "--language" in words else ("--language", language))])
        return Told(language, code, *capsys.readouterr())

    return Shop(tmp_path, say)
