"""The report on a class over one lesson: how each exercise went, what went wrong most, and what to teach again."""

from segkit.courseware.documents.blocks import Block, Box, Fields, Grid, Listing, Paper, Prose, Sheet
from segkit.courseware.grade.assignment import Assignment
from segkit.courseware.grade.figures import ClassFigures, ExerciseFigures
from segkit.courseware.grade.gradebook import titles_of
from segkit.courseware.grade.sentences import idea_of
from segkit.wording import Wording

EASY, HARD = 0.9, 0.4  # mean share of points
WEAK = 0.2  # discrimination below this does not tell strong from weak (Ebel and Frisbie)
NOTHING = "–"


def class_paper(figures: ClassFigures, assignment: Assignment, words: Wording) -> Paper:
    """The report's pages; it names no learner and quotes nothing that a learner wrote."""
    titles = titles_of(assignment, words)
    lesson = words.pick(assignment.title)
    sheets = (
        Sheet("summary", tuple(_summary(figures, titles, words)), title=words("grading.report.summary"), flows=True),
        Sheet(
            "exercises", tuple(_exercises(figures, titles, words)), title=words("grading.report.exercises"), flows=True
        ),
        Sheet("mistakes", tuple(_mistakes(figures, titles, words)), title=words("grading.report.mistakes"), flows=True),
        Sheet("method", _method(words), title=words("grading.report.method"), flows=True),
    )
    return Paper(words("grading.report.title", lesson=lesson), sheets, kicker=words("grading.report.kicker"))


def _summary(figures: ClassFigures, titles: dict[str, str], words: Wording) -> list[Block]:
    mean = NOTHING if figures.mean_share is None else words.show(figures.mean_share, "percent")
    known = ((words("grading.report.n"), str(figures.n)), (words("grading.report.mean"), mean))
    blocks: list[Block] = [Fields(known)]
    if not figures.again:
        return [*blocks, Prose(words("grading.report.nothing_again"))]
    blocks.append(Prose(words("grading.report.again_lead"), tone="lead"))
    for at, missed in enumerate(figures.again, start=1):
        title = words("grading.report.again", n=at, exercise=missed.exercise, title=titles[missed.exercise])
        share = words("grading.report.missed_by", n=missed.n, all=figures.n)
        blocks.append(Box(title, (Prose(idea_of(missed.code, words)), Prose(f"{share} {missed.code}", tone="note"))))
    return blocks


def _exercises(figures: ClassFigures, titles: dict[str, str], words: Wording) -> list[Block]:
    columns = ("exercise", "done", "passed", "difficulty", "discrimination", "minutes")
    heads = tuple(words(f"grading.report.column.{name}") for name in columns)
    rows = tuple(_row(one, titles, words) for one in figures.exercises)
    blocks: list[Block] = [Grid(heads, rows, widths=(36, 12, 12, 14, 14, 12))]
    remarks = tuple(line for one in figures.exercises for line in _remarks(one, titles, words))
    return [*blocks, Listing(remarks)] if remarks else blocks


def _row(one: ExerciseFigures, titles: dict[str, str], words: Wording) -> tuple[str, ...]:
    return (
        f"{one.exercise} {titles[one.exercise]}",
        words("grading.report.of", n=one.done, all=one.n),
        words(f"grading.report.{'of_waiting' if one.waiting else 'of'}", n=one.passed, all=one.n, waiting=one.waiting),
        NOTHING if one.difficulty is None else words.show(one.difficulty, "two"),
        NOTHING if one.discrimination is None else words.show(one.discrimination, "two"),
        NOTHING if one.minutes is None else words.show(one.minutes, "whole"),
    )


def _remarks(one: ExerciseFigures, titles: dict[str, str], words: Wording) -> list[str]:
    """What the figures of an exercise say: too easy, too hard, or no help in telling strong from weak."""
    named = {"exercise": one.exercise, "title": titles[one.exercise]}
    said = []
    if one.difficulty is not None and one.difficulty >= EASY:
        said.append(words("grading.report.easy", **named))
    if one.difficulty is not None and one.difficulty <= HARD:
        said.append(words("grading.report.hard", **named))
    if one.discrimination is not None and one.discrimination < WEAK:
        said.append(words("grading.report.weak", **named))
    return said


def _mistakes(figures: ClassFigures, titles: dict[str, str], words: Wording) -> list[Block]:
    heads = tuple(words(f"grading.report.column.{name}") for name in ("exercise", "mistake", "learners"))
    rows = tuple(
        (f"{one.exercise} {titles[one.exercise]}", idea_of(code, words), str(n))
        for one in figures.exercises
        for code, n in one.mistakes
    )
    return [Grid(heads, rows, widths=(26, 62, 12))] if rows else [Prose(words("grading.report.no_mistakes"))]


def _method(words: Wording) -> tuple[Block, ...]:
    return tuple(Prose(words(f"grading.report.method.{part}"), tone="note") for part in ("points", "items", "safety"))
