"""The fuzzing itself: what fails is kept and made small, what hangs or dies is ended and kept."""

import multiprocessing
import os
import time

from tests.fuzz import trying
from tests.fuzz.mutation import Case
from tests.fuzz.trying import BEGUN, FAMILIES, FIRST, SLOTS
from tests.fuzz.watching import Session, Worker, end, fault_of


class Breaks:
    """A family whose reader breaks at a zero byte behind a comma."""

    name, target = "breaking files", 1

    case = Case(".csv", b"a,b\n1,2\n3,\x004\n5,6\n")

    def check(self, case, _):
        """Breaks."""
        before, _, _ = case.content.partition(b"\0")
        if b"," in before and before != case.content:
            raise ValueError(case.content)


def worker(target, argument, folder, begun=0.0):
    """A process at a case, as the watcher sees it."""
    board = multiprocessing.get_context("spawn").Array("d", FIRST + SLOTS * len(FAMILIES), lock=False)
    board[BEGUN] = begun
    folder.mkdir()
    (folder / "current").write_bytes(b".csv\na,b\n")
    process = multiprocessing.get_context("spawn").Process(target=target, args=(argument,), daemon=True)
    process.start()
    return Worker(process, board, folder)


def test_a_find_is_made_as_small_as_it_still_fails(tmp_path):
    family = Breaks()
    fault = trying.fault_of(family, family.case, tmp_path)
    small = trying.keep(family, family.case, fault, tmp_path / "worker")
    assert small.read_bytes() == b",\0"
    assert "ValueError" in small.with_suffix(".txt").read_text()


def test_a_worker_at_one_case_for_too_long_is_ended_and_its_case_kept(tmp_path):
    hanging = worker(time.sleep, 600, tmp_path / "worker", begun=time.monotonic() - 61)
    fault, session = fault_of(hanging), Session()
    end(hanging, fault, session)
    assert ("hangs" in fault, hanging.process.is_alive(), session.n_ended) == (True, False, 1)
    assert [path.read_bytes() for path in (tmp_path / "finds").glob("*.csv")] == [b"a,b\n"]


def test_a_worker_that_dies_is_noticed(tmp_path):
    dead = worker(os._exit, 139, tmp_path / "worker")
    dead.process.join()
    assert fault_of(dead) == "the process died: exit 139"


def test_a_worker_between_two_cases_is_left_alone(tmp_path):
    idle = worker(time.sleep, 600, tmp_path / "worker")
    assert fault_of(idle) == ""
    idle.process.kill()
    idle.process.join()


def test_a_slow_worker_goes_on_until_enough_cases_are_done_but_not_for_ever():
    now = time.monotonic()
    done, behind = [(100.0, 200), (40.0, 80)], [(100.0, 200), (39.0, 80)]
    assert trying.Span(now - 1, now + 60, 0.5).is_over(done)
    assert not trying.Span(now - 1, now + 60, 0.5).is_over(behind)
    assert trying.Span(now - 2, now - 1, 0.5).is_over(behind)
    assert not trying.Span(now + 60, now + 120, 0.5).is_over(done)
