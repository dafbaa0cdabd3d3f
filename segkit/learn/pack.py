"""The course's files beside the learner's notebook: where they lie, and what they say of a lesson and a company.

`course-data/lessons/<id>/lesson.json` holds

    {"id", "title": {language: text},
     "exercises": [{"id", "title": {…}, "minutes", "kind", "where",
                    "hints": {language: [text, …]}, "explain", "solution": {language: what `sealed.seal` gave}}],
     "hashes": {company: {exercise: {code: hash}}}}

where hints, explain and solution may be absent. An explanation is sealed with its key beside it, so that none reads it
in passing; a solution may carry `after`, the minutes after which a class may open one whose key lies beside it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from segkit.errors import NotInPack, PackFaulty, PackMissing, PackOutdated
from segkit.learn.data import LessonData
from segkit.learn.names import with_rfm_8

FOLDER = "course-data"


@dataclass(frozen=True)
class ExerciseCard:
    """What a learner is told of an exercise beside its check."""

    id: str
    title: Mapping[str, str]
    minutes: int = 0
    kind: str = "code"
    where: str = "class"
    hints: Mapping[str, list[str]] = field(default_factory=dict)
    explain: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    solution: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class LessonCard:
    """A lesson's `lesson.json`."""

    id: str
    title: Mapping[str, str]
    exercises: Mapping[str, ExerciseCard]
    hashes: Mapping[str, Mapping[str, Mapping[str, str]]]


@dataclass(frozen=True)
class Company:
    """A company of the class."""

    id: str
    name: Mapping[str, str]
    as_of: str
    currency: str
    is_invented: bool
    folder: Path

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables it has, by name."""
        return tuple(sorted(path.stem for path in self.folder.glob("*.parquet")))

    def table(self, name: str) -> Any:
        """A table for pandas: money as float64, days as datetime64, ids and other words as text.

        `segments` always has a column `rfm_8`, whatever schemes the company's own standard holds.

        Raises
        ------
        NotInPack
            The company has no such table.
        """
        if name not in self.tables:
            raise NotInPack("table", name, self.tables)
        table = read_table(self.folder / f"{name}.parquet")
        return with_rfm_8(table) if name == "segments" else table

    def word(self, value: str, language: str) -> str:
        """A word of the data, such as a channel, in a language; as it is where the company's words name none."""
        told = _own_words(self.folder / "raw" / "words.yml").get(value)
        return str(told.get(language, value)) if isinstance(told, Mapping) else value

    def data(self, options: Mapping[str, Any] | None = None) -> LessonData:
        """What the rules see of it."""
        import pandas as pd

        return LessonData(self.table, pd.Timestamp(self.as_of), options)


@lru_cache(maxsize=8)
def _own_words(path: Path) -> Mapping[str, Any]:
    """What `words.yml` says of the data's own words; nothing where there is none."""
    from segkit.yaml_text import read_yaml

    found = read_yaml(path).get("values") if path.is_file() else None
    return found if isinstance(found, Mapping) else {}


@dataclass(frozen=True)
class Pack:
    """A learner's folder: the course's files and the place of the answers."""

    folder: Path

    @property
    def data(self) -> Path:
        """The course's files."""
        return self.folder / FOLDER

    @property
    def answers(self) -> Path:
        """Where the learner's choices, log and hand-in lie; made when first asked for."""
        path = self.folder / "answers"
        path.mkdir(exist_ok=True)
        return path

    def lesson(self, id: str) -> LessonCard:
        """The card of a lesson; NotInPack where it is not in the course, PackFaulty where its file is damaged."""
        found = _read_json(_named(self.data / "lessons", id, "lesson") / "lesson.json")
        try:
            cards = {one["id"]: ExerciseCard(**_known(one)) for one in found["exercises"]}
            return LessonCard(found["id"], found["title"], cards, found.get("hashes", {}))
        except (KeyError, TypeError) as problem:
            raise PackFaulty("lesson.json", str(problem)) from problem

    def checks(self, id: str) -> Path:
        """The file with the lesson's public rules."""
        return _named(self.data / "lessons", id, "lesson") / "checks.py"

    def company(self, id: str) -> Company:
        """A company of the class; NotInPack or PackFaulty like `lesson`."""
        folder = _named(self.data / "companies", id, "company")
        found = _read_json(folder / "company.json")
        try:
            told = {name: found[name] for name in ("id", "name", "as_of", "currency", "is_invented")}
        except KeyError as problem:
            raise PackFaulty("company.json", str(problem)) from problem
        return Company(**told, folder=folder)


def find_pack(folder: Path) -> Pack:
    """The course pack that `folder` lies in, its version proven.

    Raises
    ------
    PackMissing
        Neither the folder nor one above it holds `course-data`.
    PackOutdated
        Another version of segkit made it.
    """
    for place in (folder.resolve(), *folder.resolve().parents):
        if (place / FOLDER / "version.json").is_file():
            _check_version(place / FOLDER / "version.json")
            return Pack(place)
    raise PackMissing(str(folder))


def installed_version() -> str:
    """The version of segkit that runs, which `version.json` must name."""
    return version("segkit")


def read_table(path: Path) -> Any:
    """A Parquet file for pandas: decimals as float64, days as datetime64, words as text."""
    import pyarrow as pa
    from pyarrow import parquet

    table = parquet.read_table(path)
    for at, column in enumerate(table.schema):
        kind = pa.float64() if pa.types.is_decimal(column.type) else None
        kind = pa.timestamp("ns") if pa.types.is_date(column.type) else kind
        if kind:
            table = table.set_column(at, column.name, table[column.name].cast(kind))
    return table.to_pandas()


def _check_version(path: Path) -> None:
    pack = str(_read_json(path).get("version", "?"))
    if pack != installed_version():
        raise PackOutdated(pack, installed_version())


def _named(folder: Path, id: str, part: str) -> Path:
    """The folder of that name; only names that are there, so that no id leads elsewhere."""
    known = tuple(sorted(path.name for path in folder.glob("*") if path.is_dir()))
    if id not in known:
        raise NotInPack(part, str(id), known)
    return folder / id


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise PackFaulty(path.name, str(problem)) from problem
    if not isinstance(found, dict):
        raise PackFaulty(path.name, type(found).__name__)
    return found


def _known(card: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an exercise that this version knows."""
    return {name: value for name, value in card.items() if name in ExerciseCard.__dataclass_fields__}
