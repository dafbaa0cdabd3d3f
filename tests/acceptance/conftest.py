"""The sample's reports, made once for all tests and all workers: directly, directly again, and by notebooks."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.kit import LANGUAGES, Published, made_once, run, segkit
from tests.conftest import ROOT

SAMPLE = ROOT / "data" / "sample"
BRANDS = ROOT / "templates" / "brands"
Once = Callable[[str, Callable[[Path], Path]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """`once(name, make)`: the path that `make(folder)` returns, made by one worker for all."""
    base = tmp_path_factory.getbasetemp()
    home = (base if worker_id == "master" else base.parent) / "once"
    home.mkdir(exist_ok=True)
    return lambda name, make: made_once(home, name, make)


def copy_sample(folder: Path) -> Path:
    """The sample company's study in a folder of its own."""
    return Path(shutil.copytree(SAMPLE, folder / "sample")) / "study.yml"


@pytest.fixture(scope="session")
def direct(once: Once) -> Published:
    """The sample, run directly."""
    return Published(once("direct", lambda folder: run(copy_sample(folder), "--direct", cwd=folder).folder))


@pytest.fixture(scope="session")
def again(once: Once) -> Published:
    """The sample, run directly once more, in another folder."""
    return Published(once("again", lambda folder: run(copy_sample(folder), "--direct", cwd=folder).folder))


@pytest.fixture(scope="session")
def by_notebooks(once: Once) -> Published:
    """The sample, run by its notebooks."""
    return Published(once("notebooks", lambda folder: run(copy_sample(folder), cwd=folder).folder))


@pytest.fixture(scope="session")
def in_other_brand(once: Once, direct: Published) -> Published:
    """The sample's report rendered again in the client's brand."""

    def make(folder: Path) -> Path:
        segkit("render", direct.folder, "--brand", BRANDS / "harbour", "--out", folder / "out", cwd=folder)
        return folder / "out"

    return Published(once("harbour", make))


@pytest.fixture(params=[("plain", language) for language in LANGUAGES] + [("harbour", one) for one in LANGUAGES])
def pdf(request: pytest.FixtureRequest) -> Path:
    """The sample's PDF in each brand and language."""
    brand, language = request.param
    published = request.getfixturevalue("direct" if brand == "plain" else "in_other_brand")
    return published.file(language, "pdf")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each of the two languages."""
    return request.param
