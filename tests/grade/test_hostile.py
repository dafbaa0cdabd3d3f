"""Hostile notebooks change no mark, read no hidden check, and leave nothing behind."""

import json
import sys
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from segkit.courseware.grade.collect import collect
from segkit.courseware.grade.feedback import feedback_notebook
from segkit.courseware.grade.gradebook import Graded
from segkit.courseware.grade.limits import Limits
from segkit.courseware.grade.marking import Desk, learn_ground, mark_notebook
from segkit.courseware.grade.rooms import FreshProcess, Nursery
from segkit.courseware.grade.sandbox import Cell, Job, run_apart
from segkit.courseware.grade.sentences import words_of_course
from segkit.house import PACKAGE
from tests.grade.classroom import COURSE, FULL, PARAMETERS, RIGHT, SETUP, assignment, notebook
from tests.grade.hostile import ATTACKS, HARM_THEMSELVES

TIGHT = Limits(
    cell_seconds=1.0, total_seconds=8.0, grace_seconds=0.5, disk_bytes=30 << 20, file_bytes=20 << 20, restarts=2
)
WRONG = {**RIGHT, "E98.1": "recency = 'wrong'"}
CANARY = "hostile-98-canary"
QUICK = ("forges_outcomes", "reads_checks", "fork_bomb", "writes_out", "swallowing_loop", "equals_everything")

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the kernel's doors are Linux's; elsewhere less is promised"
)


@pytest.fixture(scope="module")
def desk(nursery, unseen):
    """Where hostile notebooks are marked: on one company, within tight limits."""
    tasks = assignment()
    return Desk(tasks, learn_ground(tasks, unseen, nursery, TIGHT), None, nursery, TIGHT)


@pytest.fixture
def jobs(tmp_path, monkeypatch):
    """The folder in which the jobs' private folders are made, and nothing else is."""
    folder = tmp_path / "jobs"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def cells_of(attack, unseen):
    """The notebook of an attack: setup, the attack, then wrong and right answers."""
    filled = ATTACKS[attack].format(
        course=COURSE, company=unseen.folder, package=PACKAGE, canary=Path(tempfile.gettempdir()) / CANARY
    )
    answers = [source for id, answer in WRONG.items() for source in (answer, f"lesson.check('{id}')")]
    return tuple(Cell(source) for source in (PARAMETERS, SETUP, filled, *answers))


def left_behind(folder):
    """What an attack would leave: files in temporary folders, at home, in the job's place; processes of its own."""
    places = (Path(tempfile.gettempdir()), Path("/tmp"), Path.home(), Path("/dev/shm"), Path.cwd(), COURSE, PACKAGE)
    files = [path for place in places for path in place.glob("*hostile*") if path.exists()]
    processes = [one.pid for one in psutil.process_iter(["cmdline"]) if "98765" in " ".join(one.info["cmdline"] or ())]
    return [*files, *folder.iterdir(), *processes]


def try_attack(attack, desk, unseen, jobs):
    """Mark the attack's notebook, then prove that it won nothing, saw nothing, and left nothing."""
    before = (unseen.folder / "orders.parquet").read_bytes()
    source = (PACKAGE / "learn" / "asking.py").read_bytes()
    cells = cells_of(attack, unseen)
    marks = {mark.exercise: (mark.outcome, mark.code, mark.points) for mark in mark_notebook(cells, {}, desk)}
    assert marks["E98.1"][0] in ("error", "fail", "not_attempted")
    assert marks["E98.1"][2] == 0
    for exercise in ("E98.2", "E98.3", "E98.4"):
        assert marks[exercise] == FULL[exercise] or attack in HARM_THEMSELVES, exercise
    job = Job(cells, desk.assignment.setup_for("en"), desk.assignment.names, unseen.folder, unseen.as_of)
    seen = json.dumps(run_apart(job, desk.room, TIGHT).results)
    assert "HIDDEN-CANARY" not in seen
    assert "LEAK" not in seen
    assert left_behind(jobs) == []
    assert (unseen.folder / "orders.parquet").read_bytes() == before
    assert (PACKAGE / "learn" / "asking.py").read_bytes() == source
    assert psutil.Process(desk.room.pid).children(recursive=True) == []


def test_there_are_more_than_forty_hostile_notebooks():
    assert len(ATTACKS) >= 40


@pytest.mark.parametrize("attack", QUICK)
def test_a_hostile_notebook_wins_nothing(attack, desk, unseen, jobs):
    try_attack(attack, desk, unseen, jobs)


@pytest.mark.slow
@pytest.mark.parametrize("attack", sorted(set(ATTACKS) - set(QUICK)))
def test_no_other_hostile_notebook_wins_anything_either(attack, desk, unseen, jobs):
    try_attack(attack, desk, unseen, jobs)


def test_an_honest_notebook_after_hostile_ones_has_its_full_marks(desk, unseen, jobs):
    try_attack("kills_parent", desk, unseen, jobs)
    honest = tuple(Cell(source) for source in (PARAMETERS, SETUP, *RIGHT.values()))
    marks = {mark.exercise: (mark.outcome, mark.code, mark.points) for mark in mark_notebook(honest, {}, desk)}
    assert marks == FULL


def test_an_archive_that_points_out_of_itself_unpacks_nothing(tmp_path):
    text = json.dumps(notebook(RIGHT))
    with zipfile.ZipFile(tmp_path / "A01.zip", "w") as archive:
        for name in ("../../m98_hostile.ipynb", "/tmp/m98_hostile.ipynb", "..\\m98_hostile.ipynb", "m98.ipynb"):
            archive.writestr(name, text)
    found = collect(tmp_path, "m98", "m98_grading")
    assert found[0].files == ("A01.zip/m98.ipynb",)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["A01.zip"]


def test_a_notebook_packed_too_tightly_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "A01.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("m98.ipynb", b" " * (81 << 20))
    assert collect(tmp_path, "m98", "m98_grading")[0].problem == "too_large"


def test_a_link_in_the_folder_is_not_followed(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.ipynb").write_text(json.dumps(notebook(RIGHT)))
    (tmp_path / "in" / "m98-A01.ipynb").symlink_to(tmp_path / "secret.ipynb")
    (tmp_path / "in" / "m98-A02.ipynb").write_text(json.dumps(notebook(RIGHT)))
    assert [one.learner for one in collect(tmp_path / "in", "m98", "m98_grading")] == ["A02"]


def test_markup_and_scripts_of_a_learner_reach_neither_feedback_nor_report(tmp_path):
    script = "<script>alert(1)</script>"
    shown = {"output_type": "display_data", "data": {"text/html": script}, "metadata": {}}
    whole = notebook(RIGHT)
    whole["cells"] += [{"cell_type": "markdown", "metadata": {}, "source": script}]
    whole["cells"][2]["outputs"] = [shown]
    (tmp_path / "m98-A01.ipynb").write_text(json.dumps(whole))
    (one,) = collect(tmp_path, "m98", "m98_grading")
    back = feedback_notebook(Graded("A01", ()), one.cells, assignment(), words_of_course(COURSE, "en"))
    assert script not in back


def test_cell_ids_tags_and_kernels_that_a_learner_wrote_mean_nothing(tmp_path, desk):
    whole = notebook(RIGHT)
    for cell in whole["cells"]:
        cell["id"] = "same"
        cell["metadata"] = {
            "segkit": {"part": "answer", "exercise": "E98.1"},
            "nbgrader": {"points": 100, "grade": True},
            "tags": ["pass"],
        }
    whole["metadata"] = {"kernelspec": {"name": "hostile", "display_name": "bash", "language": "bash"}}
    (tmp_path / "m98-A01.ipynb").write_text(json.dumps(whole))
    (one,) = collect(tmp_path, "m98", "m98_grading")
    marks = {mark.exercise: (mark.outcome, mark.code, mark.points) for mark in mark_notebook(one.cells, {}, desk)}
    assert marks == FULL


def test_a_notebook_in_a_process_of_its_own_gives_the_same_results(unseen, jobs):
    tasks = assignment()
    job = Job(tasks.solution, tasks.setup_for("en"), tasks.names, unseen.folder, unseen.as_of, choices=tasks.choices)
    with FreshProcess() as alone, Nursery(is_thrifty=True) as nursery:
        limits = replace(TIGHT, cell_seconds=5.0, total_seconds=60.0)
        assert run_apart(job, alone, limits).results == run_apart(job, nursery, limits).results
    assert list(jobs.iterdir()) == []
