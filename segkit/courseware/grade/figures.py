"""What a class's marks say of each exercise: how hard it was, whether it tells strong from weak, what went wrong."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from segkit.courseware.grade.marking import FULL, Mark
from segkit.learn.outcome import ERROR, FAIL, NOT_ATTEMPTED, PASS

FEWEST = 5  # learners marked, below which discrimination is no figure
MOST_NAMED = 3  # mistakes named of one exercise, ideas to teach again
WORKING = "learn."  # codes that begin so say that something did not run or has another form, not which idea is missing


@dataclass(frozen=True)
class ExerciseFigures:
    """One exercise over the class.

    n
        Learners who handed in.
    done, passed, waiting
        How many tried, how many were right, how many answers wait for the trainer to read them.
    difficulty
        Mean points as a share of full points, of those who have points; 1 is easy. None where nobody has any.
    discrimination
        Correlation of its points with the mean points of all other exercises, of those who have points in both; None
        below 5 learners or without any spread.
    minutes
        The median of what the learners' own logs say; None where none says it.
    mistakes
        Codes with how many learners made them, the most frequent first, at most three.
    """

    exercise: str
    n: int
    done: int
    passed: int
    waiting: int
    difficulty: float | None
    discrimination: float | None
    minutes: float | None
    mistakes: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Missed:
    """An idea to teach again: the code of the mistake, in which exercise, and how many learners made it."""

    code: str
    exercise: str
    n: int


@dataclass(frozen=True)
class ClassFigures:
    """A class over one lesson: how many handed in, the figures of each exercise, and the three most missed ideas."""

    n: int
    mean_share: float | None  # of full points, of all exercises that have some; None where none has
    exercises: tuple[ExerciseFigures, ...]
    again: tuple[Missed, ...]


def class_figures(
    marks: Mapping[str, Sequence[Mark]], minutes: Mapping[str, Mapping[str, float]] | None = None
) -> ClassFigures:
    """The figures of a class.

    Parameters
    ----------
    marks
        By learner, one mark per exercise, in the same order for everybody.
    minutes
        By learner and exercise; whoever says nothing is left out of the median.

    No learner gives no figures: zeros and None.
    """
    names = list(dict.fromkeys(mark.exercise for own in marks.values() for mark in own))
    table = {learner: {mark.exercise: mark for mark in own} for learner, own in marks.items()}
    exercises = tuple(_figures(name, table, minutes or {}) for name in names)
    mean_share = points_share(mark for own in table.values() for mark in own.values())
    return ClassFigures(len(table), mean_share, exercises, _again(table))


def points_share(marks: Iterable[Mark]) -> float | None:
    """Points as a share of full points over the exercises that have a mark; None where none has."""
    given = [mark.points for mark in marks if mark.points is not None]
    return sum(given) / (FULL * len(given)) if given else None


def _figures(
    name: str, table: Mapping[str, Mapping[str, Mark]], minutes: Mapping[str, Mapping[str, float]]
) -> ExerciseFigures:
    own = {learner: marks[name] for learner, marks in table.items() if name in marks}
    points = {learner: mark.points for learner, mark in own.items() if mark.points is not None}
    mistakes = Counter(mark.code for mark in own.values() if mark.outcome in (FAIL, ERROR) and mark.code)
    spent = [told[name] for told in minutes.values() if name in told]
    return ExerciseFigures(
        name,
        len(own),
        sum(mark.outcome != NOT_ATTEMPTED for mark in own.values()),
        sum(mark.outcome == PASS for mark in own.values()),
        sum(mark.is_waiting for mark in own.values()),
        points_share(own.values()),
        _discrimination(name, points, table),
        median(spent) if spent else None,
        tuple(sorted(mistakes.items(), key=lambda item: (-item[1], item[0]))[:MOST_NAMED]),
    )


def _discrimination(name: str, points: Mapping[str, int], table: Mapping[str, Mapping[str, Mark]]) -> float | None:
    """The item-rest correlation (Pearson)."""
    pairs = [(float(own), rest) for learner, own in points.items() if (rest := _rest(name, table[learner])) is not None]
    if len(pairs) < FEWEST:
        return None
    return correlation(pairs)


def _rest(name: str, marks: Mapping[str, Mark]) -> float | None:
    """The share of points in all other exercises that have some."""
    return points_share(mark for mark in marks.values() if mark.exercise != name)


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's correlation of the pairs; None where one side does not vary."""
    n = len(pairs)
    mean_x, mean_y = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    xx = sum((x - mean_x) ** 2 for x, _ in pairs)
    yy = sum((y - mean_y) ** 2 for _, y in pairs)
    xy = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return xy / (xx * yy) ** 0.5 if xx > 0 and yy > 0 else None


def _again(table: Mapping[str, Mapping[str, Mark]]) -> tuple[Missed, ...]:
    """The ideas that most learners missed; of as many, the one that more of those who tried missed, then by exercise.

    What only did not run is no idea.
    """
    missed = Counter(
        (mark.code, mark.exercise)
        for own in table.values()
        for mark in own.values()
        if mark.outcome == FAIL and mark.code and not mark.code.startswith(WORKING)
    )
    tried = Counter(mark.exercise for own in table.values() for mark in own.values() if mark.outcome != NOT_ATTEMPTED)
    ranked = sorted(missed.items(), key=lambda item: (-item[1], tried[item[0][1]], item[0][1], item[0][0]))
    return tuple(Missed(code, exercise, n) for (code, exercise), n in ranked[:MOST_NAMED])
