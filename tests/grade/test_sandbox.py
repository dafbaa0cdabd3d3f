"""What is heard of a notebook does not hang on who is faster: the notebook, or the one who watches its folder."""

import json
import os

import pytest

from segkit.courseware.grade.limits import Limits
from segkit.courseware.grade.sandbox import Cell, Job, run_apart
from segkit.errors import GraderDied

SMALL = Limits(disk_bytes=4096)


class FastRoom:
    """A room whose notebook has filled the disk, and said so many lines, before anybody looks."""

    def __init__(self, *facts):
        self.facts = facts

    def start(self, folder):
        """The pipe with all lines in it."""
        (folder / "filled").write_bytes(b" " * 8192)
        ours, theirs = os.pipe()
        os.write(theirs, b"".join(json.dumps(fact).encode() + b"\n" for fact in self.facts))
        os.close(theirs)
        return ours, lambda: 0.0


@pytest.fixture
def job(tmp_path):
    """Two cells on no company."""
    return Job((Cell("first = 1"), Cell("second = 2")), (), {}, tmp_path, "2025-01-05")


def test_a_notebook_that_fills_the_disk_before_the_first_look_is_stopped_in_its_cell(job):
    heard = run_apart(job, FastRoom({"cell": 0}, {"exercise": "E1", "results": {"first": 1}}, {"cell": 1}), SMALL)
    assert {(stop.cell, stop.kind) for stop in heard.stops} == {(1, "disk")}
    assert heard.results == {"E1": {"first": 1}}


def test_a_disk_that_is_full_before_any_cell_is_the_graders_own_trouble(job):
    with pytest.raises(GraderDied):
        run_apart(job, FastRoom(), SMALL)
