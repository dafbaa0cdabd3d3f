"""Reaction and follow-up (Kirkpatrick 1 and 3): the forms of `course/surveys`, and what filled ones say."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Annotated, Literal
from unicodedata import normalize

from pydantic import Field

from segkit.courseware.filled import FilledRow, FilledTable, heads_of, read_filled, write_filled
from segkit.errors import FilledCellWrong, Problems
from segkit.house import kit_folder
from segkit.segments.kinds import Text
from segkit.settings import Strict, read_settings
from segkit.wording import LANGUAGES, Wording

SCALE = (1, 2, 3, 4, 5)
KINDS = ("reaction", "follow_up")


class Statement(Strict):
    """A statement to agree with, a question, or a state that an action can be in."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    text: Text


class Survey(Strict):
    """One form: statements on a scale of five, open questions; a follow-up also asks for promised actions."""

    id: Literal["reaction", "follow_up"]
    level: Literal[1, 3]
    title: Text
    lead: Text
    scaled: Annotated[tuple[Statement, ...], Field(min_length=1)]
    open: tuple[Statement, ...] = ()
    days: tuple[int, ...] = ()
    actions: Annotated[int, Field(ge=0, le=6)] = 0
    states: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Rated:
    """Answers to one statement: how often each of 1 to 5, mean and standard deviation; None for no or one answer."""

    id: str
    counts: tuple[int, ...]
    mean: float | None
    spread: float | None

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(self.counts)


@dataclass(frozen=True)
class Promises:
    """Actions promised at the course by what became of them; `shown` are those done or under way with evidence."""

    promised: int
    states: Mapping[str, int]
    shown: int

    @property
    def share_shown(self) -> float | None:
        """Share of promised actions that something shows; None where none was promised."""
        return self.shown / self.promised if self.promised else None


@dataclass(frozen=True)
class SurveyResult:
    """What the filled forms of one kind, and of one day after the course, say. `day` is None for a reaction."""

    survey: str
    day: int | None
    sheets: int
    rated: tuple[Rated, ...]
    said: Mapping[str, tuple[str, ...]]
    promises: Promises | None


def read_survey(kind: str, course: Path | None = None) -> Survey:
    """The form of a kind in a course's folder, the kit's own where the course has none; raises as `read_settings`."""
    own = (folder / "surveys" / f"{kind}.yml" for folder in (course, kit_folder("course")) if folder)
    return read_settings(next(path for path in own if path.is_file()), Survey)


def write_template(path: Path, survey: Survey, words: Wording, rows: Sequence[Sequence[object]] = ()) -> Path:
    """The CSV in which filled paper forms are typed: one row per form, columns as `heads`."""
    return write_filled(path, heads(survey, words), rows)


def heads(survey: Survey, words: Wording) -> list[str]:
    """The columns of a survey's table in the language of `words`."""
    return [names[LANGUAGES.index(words.language)] for names in _roles(survey).values()]


def read_results(path: Path, survey: Survey) -> tuple[SurveyResult, ...]:
    """What a filled table says: one result for a reaction, one per day after the course for a follow-up.

    Raises
    ------
    Problems
        Marks that are no 1 to 5, days and states that the form does not offer; all together.
    SourceError, FilledColumnMissing, FilledRowBroken, NothingFilled
        As `read_filled`.
    """
    roles = _roles(survey)
    needed = [role for role in roles if role.startswith("scaled.") or role == "day"]
    table = read_filled(path, roles, needed)
    problems = tuple(problem for row in table.rows for problem in _wrong(table, row, survey))
    if problems:
        raise Problems(problems)
    if not survey.days:
        return (_result(survey, None, table.rows),)
    by_day = {day: [row for row in table.rows if _number(row.get("day")) == day] for day in sorted(survey.days)}
    return tuple(_result(survey, day, rows) for day, rows in by_day.items() if rows)


def _roles(survey: Survey) -> dict[str, tuple[str, ...]]:
    """Every column by role, its head in both languages."""
    voices = [Wording(language) for language in LANGUAGES]
    roles: dict[str, tuple[str, ...]] = {}
    if survey.days:
        roles |= heads_of("column", "person", "day")
    numbered = [("scaled", one) for one in survey.scaled]
    for n, (kind, one) in enumerate(numbered, 1):
        roles[f"{kind}.{one.id}"] = tuple(f"{n}. {words.pick(one.text)}" for words in voices)
    for n in range(1, survey.actions + 1):
        for part in ("action", "state", "evidence"):
            roles[f"{part}.{n}"] = tuple(words(f"classroom.column.{part}", n=n) for words in voices)
    for one in survey.open:
        roles[f"open.{one.id}"] = tuple(words.pick(one.text) for words in voices)
    return roles


def _wrong(table: FilledTable, row: FilledRow, survey: Survey) -> Iterator[FilledCellWrong]:
    for one in survey.scaled:
        if row.get(f"scaled.{one.id}") and _number(row.get(f"scaled.{one.id}")) not in SCALE:
            yield table.wrong(row, f"scaled.{one.id}", "scale")
    if survey.days and _number(row.get("day")) not in survey.days:
        yield table.wrong(row, "day", "day")
    for n in range(1, survey.actions + 1):
        if row.get(f"state.{n}") and _state(row.get(f"state.{n}"), survey) is None:
            yield table.wrong(row, f"state.{n}", "state")


def _result(survey: Survey, day: int | None, rows: Sequence[FilledRow]) -> SurveyResult:
    rated = tuple(_rated(one.id, [_number(row.get(f"scaled.{one.id}")) for row in rows]) for one in survey.scaled)
    said = {one.id: tuple(text for row in rows if (text := row.get(f"open.{one.id}"))) for one in survey.open}
    promises = _promises(survey, rows) if survey.actions else None
    return SurveyResult(survey.id, day, len(rows), rated, said, promises)


def _rated(id: str, answers: Sequence[int | None]) -> Rated:
    counts = Counter(answers)
    given = [one for one in answers if one is not None]
    mean = sum(given) / len(given) if given else None
    spread = None
    if mean is not None and len(given) > 1:
        spread = sqrt(sum((one - mean) ** 2 for one in given) / (len(given) - 1))
    return Rated(id, tuple(counts[mark] for mark in SCALE), mean, spread)


def _promises(survey: Survey, rows: Sequence[FilledRow]) -> Promises:
    """An action that was written down counts as promised; without a state it counts as not begun."""
    last = survey.states[-1].id
    found = [
        (_state(row.get(f"state.{n}"), survey) or last, row.get(f"evidence.{n}"))
        for row in rows
        for n in range(1, survey.actions + 1)
        if row.get(f"action.{n}")
    ]
    states = Counter(state for state, _ in found)
    shown = sum(bool(evidence) and state != last for state, evidence in found)
    return Promises(len(found), {one.id: states[one.id] for one in survey.states}, shown)


def _state(text: str, survey: Survey) -> str | None:
    """The state that a word in either language names."""
    said = text.casefold()
    return next((one.id for one in survey.states if said in {one.id, *(t.casefold() for t in one.text.values())}), None)


def _number(text: str) -> int | None:
    """A whole number as people and spreadsheets write it: 4, 4.0, 30 天."""
    bare = normalize("NFKC", text).removesuffix("天").removesuffix("days").strip()
    bare = bare.removesuffix(".0")
    return int(bare) if bare.isdigit() and len(bare) < 5 else None
