"""Which files a study means: one by its name, those of a folder, those of a pattern, or several of these."""

import glob
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from segkit.errors import NoFileMatches
from segkit.source.opened import check_file, nearest_name

READABLE = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".parquet", ".pq")
PASSED_OVER = re.compile(r"(?i)^(\.|~\$|thumbs\.db$|desktop\.ini$)|(~|\.tmp|\.bak|\.part|\.crdownload)$")


@dataclass(frozen=True)
class NamedFiles:
    """The files meant, in the order in which they are read, and names that a folder or pattern holds besides."""

    files: tuple[Path, ...]
    passed_over: tuple[str, ...] = ()


def find_files(named: Sequence[str], folder: Path) -> NamedFiles:
    """The files that `named` means, seen from `folder`; each is read once, however often it is named.

    A name that exists is that file or folder, whatever signs it holds; else `* ? [ ]` make it a pattern. Of a folder
    the files of a readable kind count, not those in folders below. Hidden files and those that programs leave while
    they work (`~$x.xlsx`, `.DS_Store`) are passed over. The files of one name are sorted by name, numbers by their
    size: 2025-2 before 2025-10.

    Raises
    ------
    FileMissing
        No such file, and the name is no pattern.
    NoFileMatches
        Nothing in the folder, or nothing that fits the pattern.
    """
    found = [_meant(name, folder) for name in named]
    files = {path.resolve() for one in found for path in one.files}
    return NamedFiles(
        tuple(sorted(files, key=_by_name)), tuple(dict.fromkeys(name for one in found for name in one.passed_over))
    )


def natural_key(text: str) -> tuple[object, ...]:
    """The text for sorting, its numbers by their size; equal ones by their letters."""
    parts = re.split(r"([0-9]+)", text.casefold())
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts)), text


def is_pattern(name: str, folder: Path) -> bool:
    """Whether the name stands for whatever fits it, because nothing has exactly that name."""
    return glob.has_magic(name) and not os.path.exists(folder / name)


def _meant(name: str, folder: Path) -> NamedFiles:
    path = Path(os.path.normpath(folder / name))
    if os.path.isdir(path):
        inside = sorted(path.iterdir(), key=_by_name)
        good = [one for one in inside if one.is_file() and one.suffix.lower() in READABLE and not _is_passed(one)]
        rest = [one.name + "/" * one.is_dir() for one in inside if one not in good]
        return _checked(name, path, good, rest)
    if not is_pattern(name, folder):
        check_file(path)
        return NamedFiles((path,))
    matches = sorted((folder / one for one in glob.glob(name, root_dir=folder, recursive=True)), key=_by_name)
    good = [one for one in matches if one.is_file() and not _is_passed(one)]
    return _checked(name, folder / _fixed_folder(name), good, [one.name for one in matches if one not in good])


def _checked(name: str, folder: Path, files: list[Path], passed_over: list[str]) -> NamedFiles:
    if not files:
        names = sorted(one.name for one in folder.iterdir()) if os.path.isdir(folder) else []
        raise NoFileMatches(name, nearest_name(Path(name).name, names))
    for file in files:
        check_file(file)
    return NamedFiles(tuple(files), tuple(passed_over))


def _fixed_folder(pattern: str) -> Path:
    """The folder in front of the first part that holds a sign of a pattern."""
    return next(one for one in Path(pattern).parents if not glob.has_magic(str(one)))


def _is_passed(path: Path) -> bool:
    return PASSED_OVER.search(path.name) is not None


def _by_name(path: Path) -> tuple[object, ...]:
    return natural_key(path.as_posix())
