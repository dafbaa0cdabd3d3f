"""What is declared, what is locked and what conda users get agree; a wheel holds all that the installed kit reads."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA = YAML(typ="safe").load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
EXTRAS = PROJECT["optional-dependencies"]
FOLDERS = ("segkit", "templates", "notebooks", "course", "data/sample")  # what a wheel holds
LOCKED_EXTRAS = ("lab", "dev")  # Spark is 456 MB and needs Java: who wants it installs segkit[spark]


def locked() -> list[Requirement]:
    """Every pinned line of the lock; a name occurs twice where versions differ by Python."""
    return [Requirement(line.rstrip(" \\")) for line in LOCK.splitlines() if re.match(r"[a-z0-9]", line)]


def declared() -> list[Requirement]:
    """Every dependency of the kit and of the locked extras, with its range."""
    return [Requirement(text) for text in [*PROJECT["dependencies"], *(t for e in LOCKED_EXTRAS for t in EXTRAS[e])]]


def pinned(requirement: Requirement) -> Version:
    """The one version a locked line allows."""
    (specifier,) = requirement.specifier
    assert specifier.operator == "=="
    return Version(specifier.version)


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What make does in `folder` when a person types it there, even if make runs these tests."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", *arguments], cwd=folder, env=alone, capture_output=True, text=True)


def test_every_dependency_is_locked_at_a_version_in_its_range():
    versions = [(canonicalize_name(line.name), pinned(line)) for line in locked()]
    for wanted in declared():
        found = [version for name, version in versions if name == canonicalize_name(wanted.name)]
        assert found, f"{wanted.name} is not in requirements.lock: run make lock"
        assert all(version in wanted.specifier for version in found), (str(wanted), found)


def test_every_locked_file_has_a_hash():
    blocks = re.split(r"\n(?=[a-z0-9])", LOCK)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_lock_names_no_address():
    assert re.findall(r"\w+://|--(?:index|extra-index|find-links)\S*", LOCK) == []


def test_the_environment_that_runs_is_the_locked_one():
    from importlib.metadata import distributions

    here = default_environment()
    wanted = {canonicalize_name(r.name): pinned(r) for r in locked() if not r.marker or r.marker.evaluate(here)}
    installed = {canonicalize_name(d.metadata["Name"]): Version(d.version) for d in distributions()}
    assert {name: version for name, version in wanted.items() if installed.get(name) != version} == {}


def test_conda_gives_a_python_that_the_package_accepts():
    (python,) = (text for text in CONDA if str(text).startswith("python "))
    allowed = SpecifierSet(python.removeprefix("python "))
    accepted = SpecifierSet(PROJECT["requires-python"])
    minors = [f"3.{minor}" for minor in range(8, 20)]
    assert {m for m in minors if m in allowed} <= {m for m in minors if m in accepted}
    assert min(m for m in minors if m in allowed) == "3.11"


def test_conda_brings_the_page_libraries_and_the_package_with_the_locked_extras():
    names = {re.split(r"[ <>=]", text)[0] for text in CONDA if isinstance(text, str)}
    assert {"python", "pango", "harfbuzz", "pip"} <= names
    (from_pip,) = (entry["pip"] for entry in CONDA if isinstance(entry, dict))
    assert from_pip == [f"--editable .[{','.join(LOCKED_EXTRAS)}]"]


def test_make_alone_prints_every_target():
    printed = make(ROOT).stdout
    targets = {line.split()[1] for line in printed.splitlines()}
    assert {"report", "test", "lab", "notebooks", "bench", "check", "doctor", "clean"} <= targets
    assert all(len(line.split(maxsplit=2)) == 3 for line in printed.splitlines())


@pytest.mark.slow
def test_a_fresh_clone_sets_itself_up_once(tmp_path):
    clone = tmp_path / "a clone 克隆"
    subprocess.run(["git", "-c", "safe.directory=*", "clone", "-q", str(ROOT), str(clone)], check=True)
    try:
        done = make(clone, "setup")
        assert done.returncode == 0, done.stderr
        assert make(clone, "--question", "setup").returncode == 0, "a second time would do it all again"
        assert "python" in make(clone, "doctor").stdout.lower()
    finally:
        shutil.rmtree(clone)  # 1.6 GB


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as `make setup` builds: with what is installed, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_every_tracked_file_the_kit_reads(wheel):
    listed = subprocess.run(
        [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "segkit",
            "templates",
            "notebooks",
            "course",
            "data/sample",
        ],
        cwd=ROOT,
        capture_output=True,
    )
    if listed.returncode:
        pytest.skip("no git checkout: which files belong to the project cannot be told")
    tracked = {name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()}
    wanted = {name if name.startswith("segkit/") else f"segkit/kit/{name}" for name in tracked}
    assert wanted - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_the_wheel_holds_nothing_but_the_package_and_its_kit(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"segkit", f"segkit-{PROJECT['version']}.dist-info"}
    kit = {name.split("/")[2] for name in zipfile.ZipFile(wheel).namelist() if name.startswith("segkit/kit/")}
    assert kit <= {"templates", "notebooks", "course", "data"}


def test_the_kit_unpacked_from_the_wheel_finds_its_own_fonts(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "from segkit.house import kit_folder; print(kit_folder('templates') / 'fonts')"
    command = [sys.executable, "-c", code]
    printed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.strip()
    assert Path(printed) == tmp_path / "segkit" / "kit" / "templates" / "fonts"
    assert list(Path(printed).glob("*.ttf"))
