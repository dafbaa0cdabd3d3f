"""What one track teaches, with the clock: the content from which slides, run sheet, workbook and key are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import time

from segkit.courseware.agenda import AgendaLine, agenda
from segkit.courseware.asks import asks_of
from segkit.courseware.course import Course
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.lesson import Lesson
from segkit.courseware.menus import Menus
from segkit.courseware.notebook import names_in
from segkit.courseware.plan import ExercisePlan, Objective
from segkit.courseware.quiz.blueprint import read_blueprint

BREAKS = ("tea", "lunch")  # how entries begin that part the day


@dataclass(frozen=True)
class Timed:
    """One entry of the day: when it begins and ends, and the lesson it is, if it is one, else what `fixed` names."""

    begin: str
    end: str
    minutes: int
    title: Mapping[str, str]
    lesson: Lesson | None = None
    fixed: str = ""


@dataclass(frozen=True)
class Programme:
    """A track with its lessons; `title` is the course's, `form` the track's, `menus` what exercises offer to choose.

    `rung` is the pack's, and `on_example` says that it is built on the invented company. `benefits` and `outcomes` are
    what the track promises, `test_minutes` those of the knowledge test, 0 without one.
    """

    track: str
    title: Mapping[str, str]
    form: Mapping[str, str]
    entries: tuple[Timed, ...]
    menus: Menus = field(default_factory=dict)
    rung: str = "fill"
    on_example: bool = False
    benefits: tuple[Mapping[str, str], ...] = ()
    outcomes: tuple[Mapping[str, str], ...] = ()
    test_minutes: int = 0

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """The lessons in the order they are taught."""
        return tuple(entry.lesson for entry in self.entries if entry.lesson)

    def number_of(self, lesson: Lesson) -> int:
        """Its place among the lessons of the track, from 1."""
        return 1 + self.lessons.index(lesson)

    @property
    def minutes(self) -> int:
        """Gross minutes: lessons and everything between them."""
        return sum(entry.minutes for entry in self.entries)

    @property
    def net(self) -> int:
        """Minutes of the lessons."""
        return sum(entry.minutes for entry in self.entries if entry.lesson)

    @property
    def hands_on(self) -> int:
        """Minutes in which learners work themselves."""
        return sum(one.minutes for _, one in self.exercises())

    def exercises(self) -> Iterator[tuple[Lesson, ExercisePlan]]:
        """Each exercise done in class, with its lesson."""
        for lesson in self.lessons:
            yield from ((lesson, one) for one in lesson.plan.in_class(self.track))

    def rung_of(self, lesson: Lesson) -> str:
        """The rung in which the lesson is given: the pack's, or its first where it lacks that one."""
        return lesson.plan.rung_for(self.rung)

    def is_ready(self, exercise: ExercisePlan) -> bool:
        """Whether the exercise's code stands there and learners choose: its names are nobody's concern then."""
        return self.rung == "run" and exercise.kind == "code"

    def task(self, exercise: ExercisePlan, lesson: Lesson) -> Mapping[str, str]:
        """What the exercise asks of this class."""
        return exercise.task_in(self.rung_of(lesson))

    def gaps(self, exercise: ExercisePlan, lesson: Lesson) -> int:
        """How many gaps in code the learners of this class find in the exercise."""
        names, rung = names_in(lesson).get(exercise.id, ()), self.rung_of(lesson)
        return sum(asks_of(cell.source, rung, exercise.kind, names).gaps for cell in lesson.code_of(exercise.id))

    def aims(self, lesson: Lesson) -> tuple[tuple[Objective, bool], ...]:
        """The lesson's objectives that the track serves, and whether it does so in class or only after it.

        One that names no exercise is the teaching's and always holds; one whose exercises are all left out is none.
        """
        plan = lesson.plan
        done, kept = ({one.id for one in part} for part in (plan.in_class(self.track), plan.kept(self.track)))
        served = (one for one in plan.objectives if not one.exercises or kept & set(one.exercises))
        return tuple((one, not one.exercises or bool(done & set(one.exercises))) for one in served)

    @property
    def sharing(self) -> int:
        """How many learners share a computer in class: 1 where somebody works alone, 2 in pairs, 0 a whole group."""
        modes = {one.group for _, one in self.exercises() if one.kind in ("code", "decision")}
        return 1 if "solo" in modes else 2 if "pair" in modes else 0


def programme_of(course: Course, track: str, start: time | None = None) -> Programme:
    """The track's programme, times counted from `start`, else from the track's own start; raises as `Course.track`."""
    lines = agenda(course, track, start=f"{start:%H:%M}" if start else "")
    said, has_test = course.settings.description, (course.folder / "blueprint.yml").is_file()
    return Programme(
        track,
        course.settings.title,
        course.settings.tracks[track].title,
        tuple(map(_timed, lines)),
        benefits=said.benefits[track],
        outcomes=said.outcomes[track],
        test_minutes=read_blueprint(course.folder).minutes_of(track) if has_test else 0,
    )


def on_the_day(occasion: Occasion, programme: Programme) -> Occasion:
    """The class by the clock of its programme: start, minutes, breaks, and how many share a computer."""
    return replace(
        occasion,
        start=time.fromisoformat(programme.entries[0].begin),
        minutes=programme.minutes,
        breaks=tuple(
            (f"{one.begin}–{one.end}", one.title) for one in programme.entries if one.fixed.startswith(BREAKS)
        ),
        sharing=programme.sharing or occasion.seats_per_table,
    )


def _timed(line: AgendaLine) -> Timed:
    begin, end = line.clock.split("–")
    return Timed(begin, end, line.ends - line.begins, line.title, line.lesson, line.fixed)
