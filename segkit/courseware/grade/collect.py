"""What a class handed in, read without trusting it: notebooks, hand-in files, and zip archives that hold them.

Whose work a file is, its place decides, not what it says of itself: the name of the file, of the archive, or of the
folder in which the trainer gathered it. Nothing is unpacked to disk, no link is followed.
"""

import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from segkit.courseware.grade.sandbox import Cell
from segkit.courseware.notebook import ANSWER
from segkit.errors import NothingHandedIn
from segkit.learn.outcome import NEEDS_TRAINER, PASS

LARGEST = 20 << 20  # bytes of one file; outputs of many charts need a few MB
ALL_OF_ONE = 80 << 20  # of what one archive unpacks to
MOST_FILES, MOST_CELLS, MOST_SOURCE = 2_000, 2_000, 1 << 20
KINDS = (".ipynb", ".json")
EVERYBODYS = re.compile(r"(?i)answers($|[^a-z])")  # the folder that everybody hands in, however it was copied
HAND_IN = re.compile(r"^hand-in-(m\d\d)-(.+)$", re.IGNORECASE)
SEPARATORS = " -_.()（）"
LONGEST_NAME = 60
# NotImplementedError is zipfile's word for a packing that it does not know.
UNSOUND = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


@dataclass(frozen=True)
class Help:
    """What helped with an exercise, as far as log and notebook say: hints opened, the solution, a checkpoint's code."""

    hints: int = 0
    is_solution_seen: bool = False
    is_given: bool = False


@dataclass(frozen=True)
class Submission:
    """One learner's work for a lesson.

    `problem`: why there is nothing to run, a key of `course.grade.problem`; empty where there is. `minutes` and
    `helps` by exercise are what the learner's own log and notebook say, to be read and for no mark.
    """

    learner: str
    cells: tuple[Cell, ...] = ()
    choices: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    minutes: Mapping[str, float] = field(default_factory=dict)
    helps: Mapping[str, Help] = field(default_factory=dict)
    claims: frozenset[str] = frozenset()  # exercises that the learner's own log says are right: for a remark alone
    files: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class _File:
    """A file somewhere in the folder or in an archive: whose it is, its name, and its bytes or why there are none."""

    learner: str
    name: str
    content: bytes
    problem: str = ""


def collect(folder: Path, lesson: str, name: str) -> tuple[Submission, ...]:
    """Everybody's work for the lesson, ordered by learner.

    Parameters
    ----------
    lesson, name
        Such as "m05" and "m05_rfm": files of other lessons are passed over.

    Raises
    ------
    NothingHandedIn
        No file of the lesson is there.
    """
    by_learner: dict[str, list[_File]] = {}
    for file in _files(folder, lesson, name):
        by_learner.setdefault(file.learner, []).append(file)
    found = tuple(_submission(learner, files, lesson) for learner, files in sorted(by_learner.items()))
    if not found:
        raise NothingHandedIn(str(folder), lesson)
    return found


def _files(folder: Path, lesson: str, name: str) -> Iterator[_File]:
    """The files of the lesson, each with its learner; what is too large or no sound archive comes with its problem."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
        inner = path.relative_to(folder)
        if any((folder / parent).is_symlink() for parent in inner.parents):
            continue
        if path.suffix.lower() == ".zip":
            yield from _zipped(path, inner, lesson, name)
        elif _is_of(path.name, lesson, name):
            learner = _learner_of(inner.stem, inner.parts[:-1], name)
            is_large = path.stat().st_size > LARGEST
            yield _File(learner, str(inner), b"" if is_large else path.read_bytes(), "too_large" if is_large else "")


def _zipped(path: Path, place: Path, lesson: str, name: str) -> Iterator[_File]:
    """The files in an archive, whose name says whose they are unless it is one of everybody's `answers`."""
    learner, is_named = _learner_of(place.stem, place.parts[:-1], name), not EVERYBODYS.match(place.stem)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > ALL_OF_ONE:
                yield _File(learner, path.name, b"", "too_large")
                return
            for part in parts:
                inner = PurePosixPath(part.filename.replace("\\", "/"))
                if inner.is_absolute() or ".." in inner.parts or part.is_dir():
                    continue
                if _is_of(inner.name, lesson, name) and part.file_size <= LARGEST:
                    own = learner if is_named else _learner_of(inner.stem, place.parts[:-1], name)
                    with archive.open(part) as file:
                        yield _File(own, f"{path.name}/{inner}", file.read(LARGEST))
    except UNSOUND:
        yield _File(learner, path.name, b"", "unsound")


def _is_of(file: str, lesson: str, name: str) -> bool:
    """Whether a file's name says that it belongs to the lesson; a notebook that names no lesson at all does too."""
    stem, _, suffix = file.rpartition(".")
    if f".{suffix.lower()}" not in KINDS or file.startswith("."):
        return False
    told = re.findall(r"(?<![a-z0-9])m\d\d(?![0-9])", stem.lower())
    if suffix.lower() == "json":
        hand_in = HAND_IN.match(stem)
        return bool(hand_in) and hand_in.group(1).lower() == lesson  # type: ignore[union-attr]
    return lesson in told or name.lower() in stem.lower() or not told


def _learner_of(stem: str, folders: tuple[str, ...], name: str) -> str:
    """Who is meant: the first folder that is not everybody's, else the file's name without what names the lesson."""
    lesson, folders = name.split("_")[0], tuple(one for one in folders if not EVERYBODYS.match(one))
    own = re.sub(rf"(?i)hand-in-{lesson}|{re.escape(name)}|(?<![a-z0-9]){lesson}(?![0-9a-z])", "", stem)
    told = folders[0] if folders else own.strip(SEPARATORS) or stem
    return told.strip(SEPARATORS)[:LONGEST_NAME] or stem[:LONGEST_NAME]


def _submission(learner: str, files: list[_File], lesson: str) -> Submission:
    """One learner's files put together: the latest hand-in, the notebook beside it or the one there is."""
    names = tuple(file.name for file in files)
    hand_ins = [
        told for file in files if file.name.endswith(".json") for told in [_hand_in(file.content, lesson)] if told
    ]
    told = max(hand_ins, key=lambda one: str(one.get("at", "")), default={})
    beside: dict[str, Any] = {"files": names, **_told(told)}
    notebooks = [file for file in files if not file.name.endswith(".json")]
    if not notebooks:
        return Submission(learner, problem="no_notebook", **beside)
    read = [_cells(file) for file in sorted(notebooks, key=_handed_in_last)]
    sound = [cells for cells in read if not isinstance(cells, str)]
    if not sound:
        return Submission(learner, problem=str(read[-1]), **beside)
    return Submission(learner, cells=tuple(sound[-1]), **{**beside, "helps": _with_given(beside["helps"], sound[-1])})


def _with_given(helps: Mapping[str, Help], cells: list[Cell]) -> dict[str, Help]:
    """What the log tells, and which answers the notebook says came with a checkpoint."""
    given = {cell.exercise for cell in cells if cell.is_given and cell.exercise}
    return {**helps, **{id: replace(helps.get(id, Help()), is_given=True) for id in sorted(given)}}


def _handed_in_last(file: _File) -> tuple[bool, str]:
    """Of several notebooks the copy that `hand_in` made counts, else the last by name."""
    return bool(HAND_IN.match(PurePosixPath(file.name.replace("\\", "/")).stem)), file.name


def _cells(file: _File) -> list[Cell] | str:
    """The code cells of a notebook, or why they cannot be read."""
    if file.problem:
        return file.problem
    try:
        cells = json.loads(file.content.decode("utf-8-sig"))["cells"]
        code = [_cell(cell) for cell in cells if cell.get("cell_type") == "code"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "unreadable"
    if len(code) > MOST_CELLS or sum(len(cell.source) for cell in code) > MOST_SOURCE:
        return "too_large"
    return code


def _cell(cell: Mapping[str, Any]) -> Cell:
    source, marks = cell["source"], cell.get("metadata")
    marks = marks if isinstance(marks, dict) else {}
    text = source if isinstance(source, str) else "".join(line for line in source if isinstance(line, str))
    tags = marks.get("tags")
    is_parameters = isinstance(tags, list) and bool({"parameters", "injected-parameters"} & set(map(str, tags)))
    ours = marks.get("segkit")
    ours = ours if isinstance(ours, dict) and ours.get("part") == ANSWER else {}
    return Cell(text, str(ours.get("exercise", ""))[:12], is_parameters, ours.get("given") is True)


def _hand_in(content: bytes, lesson: str) -> dict[str, Any]:
    """A hand-in file of the lesson; empty where it is none."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) and told.get("lesson") == lesson else {}


def _told(told: Mapping[str, Any]) -> dict[str, Any]:
    """What a hand-in tells beside the notebook, as far as it has the form it should have."""
    log = told.get("exercises")
    log = {key: one for key, one in log.items() if isinstance(one, dict)} if isinstance(log, dict) else {}
    choices = told.get("choices")
    choices = choices if isinstance(choices, dict) else {}
    return {
        "choices": {str(key): own for key, own in choices.items() if isinstance(own, dict)},
        "minutes": {key: float(one["minutes"]) for key, one in log.items() if _is_number(one.get("minutes"))},
        "helps": {key: _help(one) for key, one in log.items()},
        "claims": frozenset(key for key, one in log.items() if one.get("outcome") in (PASS, NEEDS_TRAINER)),
    }


def _help(told: Mapping[str, Any]) -> Help:
    hints: Any = told.get("hints")
    return Help(int(hints) if _is_number(hints) else 0, told.get("is_solution_seen") is True)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10_000
