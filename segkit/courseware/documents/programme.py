"""What one track teaches, with the clock: the content from which slides, run sheet, workbook and key are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time

from segkit.courseware.agenda import AgendaLine, agenda
from segkit.courseware.course import Course
from segkit.courseware.lesson import Lesson
from segkit.courseware.menus import Menus
from segkit.courseware.plan import ExercisePlan


@dataclass(frozen=True)
class Timed:
    """One entry of the day: when it begins and ends, and the lesson it is, if it is one."""

    begin: str
    end: str
    minutes: int
    title: Mapping[str, str]
    lesson: Lesson | None = None


@dataclass(frozen=True)
class Programme:
    """A track with its lessons; `title` is the course's, `form` the track's, `menus` what exercises offer to choose."""

    track: str
    title: Mapping[str, str]
    form: Mapping[str, str]
    entries: tuple[Timed, ...]
    menus: Menus = field(default_factory=dict)

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


def programme_of(course: Course, track: str, start: time | None = None) -> Programme:
    """The track's programme, times counted from `start`, else from the track's own start; raises as `Course.track`."""
    lines = agenda(course, track, start=f"{start:%H:%M}" if start else "")
    return Programme(track, course.settings.title, course.settings.tracks[track].title, tuple(map(_timed, lines)))


def _timed(line: AgendaLine) -> Timed:
    begin, end = line.clock.split("–")
    return Timed(begin, end, line.ends - line.begins, line.title, line.lesson)
