"""Spoiled files by the hundred thousand: a table, a model, or a problem with a code; never anything else, and soon.

`make fuzz` runs for ten minutes, on a slow machine up to a twentieth longer for the wanted numbers; `MINUTES=1` takes a
tenth of both, `SEED=7` other cases. What it finds lies in build/fuzz/finds: small files that become fixtures in
tests/fuzz/finds once the cause is mended.
"""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.conftest import ROOT
from tests.fuzz.trying import FAMILIES, few
from tests.fuzz.watching import fuzz

MEMORY = Path("/dev/shm")  # files that live for milliseconds; on a disk they take a sixth of the time
FEW = {"delimited texts": 150, "written tables": 60, "workbooks": 12, "settings files": 60}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_spoiled_file_is_read_or_stopped_with_a_code(family, tmp_path):
    assert few(family, FEW[family.name], 1, tmp_path / "work") == []


@pytest.mark.fuzz
def test_no_spoiled_file_brings_anything_but_an_answer(tell):
    if "SEGKIT_FUZZ_MINUTES" not in os.environ:
        pytest.skip("`make fuzz` says for how many minutes")
    kept = ROOT / "build" / "fuzz" / "finds"
    shutil.rmtree(kept, ignore_errors=True)
    minutes, number = float(os.environ["SEGKIT_FUZZ_MINUTES"]), int(os.environ.get("SEGKIT_FUZZ_SEED", "0"))
    with TemporaryDirectory(prefix="segkit-fuzz-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        session = fuzz(minutes, Path(folder), number=number)
        for line in session.lines():
            tell(line)
        if session.finds:
            shutil.copytree(Path(folder) / "finds", kept)
    assert session.finds == []
