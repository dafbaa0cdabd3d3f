"""Who is in the class: name, department, group, position; and whom a hand-in stands for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from segkit.courseware.filled import FilledRow, FilledTable, filled_text, heads_of, read_filled
from segkit.errors import FilledCellWrong, LearnerTwice, Problems, SegkitError
from segkit.wording import Wording

COLUMNS = ("id", "name", "department", "group", "position")
YES = {"1", "y", "yes", "true", "是", "到", "已到", "出勤", "全勤", "√", "✓", "✔", "v"}
NO = {"0", "n", "no", "false", "否", "未到", "缺", "缺勤", "请假", "×", "x", "absent"}


@dataclass(frozen=True)
class Learner:
    """One learner. `id` is the number on the roster or, without one, the place on it; `group` may be empty.

    `is_present` is None where the roster has no column for it.
    """

    id: str
    name: str
    department: str = ""
    group: str = ""
    position: str = ""
    is_present: bool | None = None
    row: int = 0


@dataclass(frozen=True)
class Roster:
    """A class in the order of its file."""

    file: str
    learners: tuple[Learner, ...]

    @property
    def groups(self) -> dict[str, tuple[Learner, ...]]:
        """Members by group in order of appearance; learners without a group are in none."""
        names = dict.fromkeys(one.group for one in self.learners if one.group)
        return {name: tuple(one for one in self.learners if one.group == name) for name in names}

    def stands_for(self, who: str) -> tuple[Learner, ...]:
        """Those for whom a hand-in under `who` counts: one learner by number or name, or all members of a group.

        A name that two learners share, and a name that nobody has, stand for nobody: the trainer is told.
        """
        wanted = _bare(who)
        found = [one for one in self.learners if _bare(one.id) == wanted]
        found = found or [one for one in self.learners if _bare(one.name) == wanted]
        if len(found) == 1:
            return tuple(found)
        of_group = [members for name, members in self.groups.items() if wanted in _names_of_group(name)]
        return of_group[0] if not found and len(of_group) == 1 else ()

    @property
    def has_numbers(self) -> bool:
        """Whether numbers are more than places on the roster, which move with it."""
        return any(one.id != f"{at:02}" for at, one in enumerate(self.learners, 1))

    def found(self, number: str, name: str = "") -> Learner | None:
        """The one learner whom a row of a table is about; None where it is nobody, or may be somebody else.

        Where number and name speak of two people, neither counts; if numbers are mere places, the name does. A number
        may stand without its leading zeros, as spreadsheets write it, and a name in the number's place.
        """
        numbered = [one for one in self.learners if _bare(one.id) == _bare(number)]
        numbered = numbered or [one for one in self.learners if number and _core(one.id) == _core(number)]
        named = [one for one in self.learners if _bare(one.name) == _bare(name or number)]
        if not name:
            likely = numbered or named
        elif named and numbered:
            likely = [one for one in named if one in numbered] or ([] if self.has_numbers else named)
        else:
            likely = named or (numbered if self.has_numbers else [])
        return likely[0] if len(likely) == 1 else None


def read_roster(path: Path) -> Roster:
    """The class in a CSV or XLSX file; only the name is needed, cells merged over a group count for all its rows.

    Raises
    ------
    Problems
        Rows without a name, learners that stand twice (same number, or same name and department), signs in the column
        of presence that are neither yes nor no; all together.
    SourceError, FilledColumnMissing, FilledRowBroken, NothingFilled
        As `read_filled`.
    """
    table = read_filled(path, heads_of("column", *COLUMNS, "present"), ("name",))
    learners = tuple(_learner(at, row) for at, row in enumerate(table.rows, 1))
    problems = (*_unnamed(table), *_unclear_presence(table), *_twice(table, learners))
    if problems:
        raise Problems(problems)
    return Roster(path.name, learners)


def roster_text(learners: Iterable[Learner], words: Wording) -> str:
    """The roster as CSV with heads in the language of `words`; an empty one is the template to be filled."""
    rows = ((*(getattr(one, name) for name in COLUMNS), "") for one in learners)
    return filled_text([words(f"classroom.column.{name}") for name in (*COLUMNS, "present")], rows)


def write_roster(path: Path, learners: Iterable[Learner], words: Wording) -> Path:
    """Write the roster as a CSV that Excel opens as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(roster_text(learners, words), encoding="utf-8-sig", newline="")
    return path


def _learner(at: int, row: FilledRow) -> Learner:
    present = None if "present" not in row.cells else _bare(row.get("present")) in YES
    own = {role: row.get(role) for role in COLUMNS}
    own["group"] = normalize("NFKC", own["group"])  # １ and 1 are one group
    return Learner(**{**own, "id": own["id"] or f"{at:02}"}, is_present=present, row=row.row)


def _unnamed(table: FilledTable) -> list[FilledCellWrong]:
    return [table.wrong(row, "name", "name") for row in table.rows if not row.get("name")]


def _unclear_presence(table: FilledTable) -> list[FilledCellWrong]:
    said = [(row, _bare(row.get("present"))) for row in table.rows]
    return [table.wrong(row, "present", "yes_no") for row, sign in said if sign not in {*YES, *NO, ""}]


def _twice(table: FilledTable, learners: Sequence[Learner]) -> list[SegkitError]:
    first: dict[Any, int] = {}
    found: list[SegkitError] = []
    for one in learners:
        for key in (("id", _bare(one.id)), ("name", _bare(one.name), _bare(one.department))):
            if one.name and first.setdefault(key, one.row) != one.row:
                found.append(LearnerTwice(table.file, one.row, first[key], masked(one.name)))
                break
    return found


def masked(name: str) -> str:
    """A name as messages show it: its first sign, the others as stars."""
    return name[:1] + "*" * max(len(name) - 1, 1)


def _names_of_group(name: str) -> set[str]:
    """A group by its own name, and 3 also as 第3组, 3组, group 3, g3."""
    bare = _bare(name)
    core = bare.removeprefix("第").removesuffix("组").removeprefix("group").removeprefix("g")
    return {bare, f"第{core}组", f"{core}组", f"group{core}", f"g{core}"} if core else {bare}


def _bare(text: str) -> str:
    return "".join(normalize("NFKC", text).casefold().split())


def _core(number: str) -> str:
    """A number without its leading zeros."""
    return _bare(number).lstrip("0") or "0"
