"""One nursery for all tests of a process, and the two companies that their classes are marked on."""

import json
import shutil

import pytest

from segkit.courseware.grade.grading import Sitting
from segkit.courseware.grade.limits import Limits
from segkit.courseware.grade.rooms import HAS_FORK, Nursery
from tests.grade.classroom import AS_OF, assignment, company

QUICK = Limits(cell_seconds=1.0, total_seconds=12.0, grace_seconds=0.5, restarts=3)


@pytest.fixture(scope="session")
def nursery():
    """A process that makes children; it loads what every notebook needs and nothing else."""
    if not HAS_FORK:
        pytest.skip("this system has no fork")
    with Nursery(is_thrifty=True) as room:
        yield room


@pytest.fixture(scope="session")
def own(tmp_path_factory):
    """The class's company."""
    return company(tmp_path_factory.mktemp("own"), seed=1)


@pytest.fixture(scope="session")
def unseen(tmp_path_factory):
    """The company that nobody has seen."""
    return company(tmp_path_factory.mktemp("unseen"), seed=2, customers=30)


@pytest.fixture(scope="session")
def sitting(own, unseen):
    """What classes are marked with here: short times, both companies."""
    return Sitting(assignment(), unseen, own, QUICK)


@pytest.fixture
def pack(tmp_path, own, unseen):
    """A class's pack, as far as grading reads it."""
    for folder, one, id in (
        ("learner/course-data/companies/liwan", own, "liwan"),
        ("trainer/unseen/hill", unseen, "hill"),
    ):
        place = tmp_path / "pack" / folder
        place.mkdir(parents=True)
        shutil.copy(one.folder / "orders.parquet", place)
        told = {"id": id, "name": dict(one.name), "as_of": AS_OF, "currency": "CNY", "is_invented": True}
        (place / "company.json").write_text(json.dumps(told), encoding="utf-8")
    return tmp_path / "pack"
