"""Which column of a company's file plays which role: found by name, all problems at once."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from segkit.errors import MissingColumn, Problems, RepeatedColumn, SegkitError, UnmappedRole
from segkit.source.long_ids import check_ids_in_text, check_long_ids
from segkit.source.opened import SourceTable, nearest_name
from segkit.source.structure import normal_name

Columns = Mapping[str, str]  # role -> header


def mapped_text(source: SourceTable, columns: Columns, needed: Sequence[str]) -> dict[str, Any]:
    """The text column of each mapped role; headers are compared without outer blanks and differences of width.

    `needed`: the roles that must be mapped.
    """
    found = {role: find_column(header, source.columns) for role, header in columns.items()}
    problems: list[SegkitError] = [
        _not_found(source, role, columns[role]) for role, name in found.items() if name is None
    ]
    problems += [UnmappedRole(source.file, role, source.columns) for role in needed if role not in columns]
    if problems:
        raise Problems(tuple(problems))
    names = {role: name for role, name in found.items() if name is not None}
    for part in source.files:
        (check_long_ids if part.is_workbook else check_ids_in_text)(part, names)
    return {role: source.table[name] for role, name in found.items()}


def _not_found(source: SourceTable, role: str, header: str) -> SegkitError:
    """No such column, or several of that name."""
    choices = tuple(name for name in source.columns if normal_name(re.sub("_[0-9]+$", "", name)) == normal_name(header))
    if len(choices) > 1:
        return RepeatedColumn(source.file, role, header, choices)
    return MissingColumn(source.file, role, header, source.columns, nearest_name(header, source.columns))


def find_column(header: str, names: Sequence[str]) -> str | None:
    """The name that is `header`, or else the one that differs only in width, case or outer blanks."""
    if header in names:
        return header
    return next((name for name in names if normal_name(name) == normal_name(header)), None)
