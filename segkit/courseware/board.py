"""The groups' score board: exercises done, read from a folder of hand-ins, and the judges' points. No server.

A learner's hand-in counts for the learner, a group's for all its members. The board shows groups, never who failed.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from segkit.courseware.documents.printing import Press, course_style
from segkit.courseware.filled import heads_of, read_filled
from segkit.courseware.roster import Roster
from segkit.errors import FilledCellWrong, Problems
from segkit.report.html import page_environment, self_contained
from segkit.report.pdf import write_pdf
from segkit.wording import Wording

MOST_BYTES = 5_000_000
DONE = ("pass", "needs_trainer")
PER_EXERCISE = 10
MOST_POINTS = 1000  # of one judge
REFRESH = 30  # seconds after which an open page asks the folder's file anew
SHEETS = ("board.css",)


@dataclass(frozen=True)
class Standing:
    """One group: members, how many of them have done each exercise, the judges' points, and all points together.

    `points`: ten per exercise times the share of members that have done it, plus the mean of the judges.
    """

    group: str
    members: int
    done: Mapping[str, int]
    judged: float | None
    points: float
    place: int


@dataclass(frozen=True)
class Board:
    """The standings, best first; equal points share a place. `strange`: hand-ins that stand for nobody."""

    exercises: tuple[str, ...]
    standings: tuple[Standing, ...]
    strange: tuple[str, ...]


def read_board(hand_ins: Path, roster: Roster, judges: Path | None = None) -> Board:
    """The board of a class from the hand-in files below a folder (`hand-in-*.json`) and a table of judges' points.

    A file that is no hand-in is named among `strange`; of several by one learner each exercise done counts once.

    Raises
    ------
    Problems
        Points that are no number, and groups that the roster lacks.
    SourceError, FilledColumnMissing, FilledRowBroken, NothingFilled
        As `read_filled`.
    """
    done: dict[str, set[str]] = {}
    seen: set[str] = set()
    strange: list[str] = []
    for path in sorted(hand_ins.rglob("hand-in-*.json")):
        who, outcomes = _hand_in(path)
        learners = roster.stands_for(who) if who else ()
        seen |= outcomes.keys() if learners else set()
        strange += [] if learners else [path.name]
        for one in learners:
            done.setdefault(one.id, set()).update(name for name, outcome in outcomes.items() if outcome in DONE)
    return Board(
        exercises := tuple(sorted(seen, key=_by_number)),
        tuple(_standings(roster, exercises, done, read_points(judges, roster) if judges else {})),
        tuple(strange),
    )


def read_points(path: Path, roster: Roster, *, most: int = MOST_POINTS) -> dict[str, float]:
    """The judges' mean points by group, from a table of group and points, a row per judge.

    No judge may give more than `most`: 1,000 on the board, 100 where points are marks. Raises as `read_board`.
    """
    table = read_filled(path, heads_of("column", "group", "points"), ("group", "points"))
    given: dict[str, list[float]] = {}
    problems: list[FilledCellWrong] = []
    for row in table.rows:
        group, points = _group_of(row.get("group"), roster), _number(row.get("points"), most)
        if not group:
            problems.append(table.wrong(row, "group", "group"))
        elif points is None:
            problems.append(table.wrong(row, "points", "points" if most == MOST_POINTS else "mark"))
        else:
            given.setdefault(group, []).append(points)
    if problems:
        raise Problems(tuple(problems))
    return {group: sum(points) / len(points) for group, points in given.items()}


def _group_of(name: str, roster: Roster) -> str:
    """The group of the roster that is called so; empty where none is."""
    meant = roster.stands_for(name)
    return next((group for group, members in roster.groups.items() if meant and members == meant), "")


def _number(text: str, most: int) -> float | None:
    bare = text.removesuffix("分").strip()
    fits = re.fullmatch(r"\d{1,4}(\.\d+)?", bare) and float(bare) <= most
    return float(bare) if fits else None


def _standings(
    roster: Roster, exercises: Sequence[str], done: Mapping[str, set[str]], judged: Mapping[str, float]
) -> Iterator[Standing]:
    """Every group of the roster, best first; groups of equal points in the roster's order."""
    counts = {
        group: {name: sum(name in done.get(one.id, ()) for one in members) for name in exercises}
        for group, members in roster.groups.items()
    }
    points = {group: _points(own, len(roster.groups[group]), judged.get(group, 0.0)) for group, own in counts.items()}
    best = sorted(points.values(), reverse=True)
    for group in sorted(points, key=lambda one: -points[one]):
        size, place = len(roster.groups[group]), best.index(points[group]) + 1
        yield Standing(group, size, counts[group], judged.get(group), points[group], place)


def _points(counts: Mapping[str, int], members: int, judged: float) -> float:
    """Rounded, so that equal work is a tie whatever order it is summed in."""
    return round(sum(PER_EXERCISE * n for n in counts.values()) / members + judged, 6)


def _hand_in(path: Path) -> tuple[str, dict[str, str]]:
    """Who handed in, and the outcome by exercise; nobody and nothing where the file is none of ours.

    What learners' files claim is taken for the board alone: grades come from running the work again.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8")) if path.stat().st_size <= MOST_BYTES else {}
        return str(held["who"]), dict(_outcomes(held["exercises"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "", {}


def _outcomes(exercises: Any) -> Iterable[tuple[str, str]]:
    """By id, or as a list of entries that name their exercise."""
    entries = exercises.items() if isinstance(exercises, Mapping) else ((one["exercise"], one) for one in exercises)
    for name, one in entries:
        yield str(name), str(one["outcome"] if isinstance(one, Mapping) else one)


def _by_number(exercise: str) -> tuple[Any, ...]:
    """E5.10 after E5.9."""
    return tuple(int(part) if part.isdigit() else 0 for part in exercise.lstrip("E").split("."))


@dataclass(frozen=True)
class _Cell:
    text: str
    heat: int


@dataclass(frozen=True)
class _Row:
    place: int
    name: str
    cells: tuple[_Cell, ...]
    points: str


@dataclass(frozen=True)
class BoardPaper:
    """The board in one language, ready for the template."""

    title: str
    lead: str
    heads: tuple[str, ...]
    rows: tuple[_Row, ...]
    notes: tuple[str, ...]
    seconds: int = REFRESH


def render_board(board: Board, press: Press, course: Mapping[str, str]) -> tuple[bytes, str]:
    """The PDF, and the page for the wall: self-contained, without script, asking its own file anew now and then."""
    paper = compose_board(board, press.words, course)
    logos = {f"kit:logo/{role}.svg": path.read_bytes() for role, path in press.brand.logos.items()}
    pdf = write_pdf(_source(paper, press, "print"), press.brand, press.dated, files=logos)
    return pdf, self_contained(_source(paper, press, "screen"), press.brand)


def compose_board(board: Board, words: Wording, course: Mapping[str, str]) -> BoardPaper:
    """The board in the language of `words`."""
    judged = any(one.judged is not None for one in board.standings)
    heads = [words("classroom.board.group"), *board.exercises]
    heads += [words("classroom.board.judged")] if judged else []
    rows = tuple(
        _Row(
            one.place,
            group_name(one.group, words),
            tuple(_cells(one, board, words, judged=judged)),
            words.show(one.points, "one"),
        )
        for one in board.standings
    )
    return BoardPaper(
        title=words("classroom.board.title"),
        lead=words.pick(course),
        heads=(*heads, words("classroom.board.points")),
        rows=rows,
        notes=tuple(_notes(board, words)),
    )


def group_name(group: str, words: Wording) -> str:
    """A group as people call it: its name, or 第3组 for a bare number."""
    return words("classroom.board.numbered", n=group) if group.isdigit() else group


def _cells(one: Standing, board: Board, words: Wording, *, judged: bool) -> Iterator[_Cell]:
    for name in board.exercises:
        n = one.done.get(name, 0)
        yield _Cell(f"{n}/{one.members}", max(4 * n // one.members, min(n, 1)))
    if judged:
        yield _Cell("–" if one.judged is None else words.show(one.judged, "one"), 0)


def _notes(board: Board, words: Wording) -> Iterator[str]:
    yield words("classroom.board.note", points=PER_EXERCISE)
    if board.strange:
        yield words("classroom.board.strange", n=len(board.strange))


def _source(paper: BoardPaper, press: Press, medium: str) -> str:
    style = course_style(press.brand, press.words.language, SHEETS)
    template = page_environment("course", "report").get_template("board.html.j2")
    text: str = template.render(
        paper=paper,
        medium=medium,
        style=style,
        language=press.words.language,
        house=press.words.pick(press.brand.name),
        dated=press.dated.isoformat(),
    )
    return text
