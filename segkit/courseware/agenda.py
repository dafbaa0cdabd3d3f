"""The clock of a track: who does what when, and whether its minutes add up."""

from collections.abc import Iterator
from dataclasses import dataclass

from segkit.courseware.course import Course, ProgrammeEntry, Track
from segkit.courseware.lesson import Lesson
from segkit.errors import CourseError, MinutesDiffer, TooManyExercises
from segkit.settings import KeyPath, place_of
from segkit.yaml_text import read_yaml


@dataclass(frozen=True)
class AgendaLine:
    """One line of the day: from when to when (minutes after midnight), and the lesson or what else happens."""

    begins: int
    ends: int
    title: dict[str, str]
    lesson: Lesson | None = None
    fixed: str = ""

    @property
    def clock(self) -> str:
        """Such as `09:00–09:15`."""
        return "–".join(f"{at // 60:02d}:{at % 60:02d}" for at in (self.begins, self.ends))


def agenda(course: Course, name: str, *, start: str = "") -> tuple[AgendaLine, ...]:
    """The lines of a track from its start, or from `start` (`HH:MM`); raises as `Course.track`."""
    track = course.track(name)
    hours, minutes = (start or track.start).split(":")
    lines, now = [], int(hours) * 60 + int(minutes)
    for entry in track.programme:
        lesson = course.lessons[entry.lesson] if entry.lesson else None
        title = entry.title or (lesson.plan.title if lesson else {})
        lines.append(AgendaLine(now, now + entry.minutes, title, lesson, entry.fixed or ""))
        now += entry.minutes
    return tuple(lines)


def minutes_findings(course: Course) -> Iterator[CourseError]:
    """Where a track's minutes do not add up: its own sums, each lesson against its plan, exercises in class a day."""
    for name, track in course.settings.tracks.items():
        yield from _sums(course, name, track)
        yield from _too_many(course, name, track)
    for lesson in course.lessons.values():
        yield from _of_lesson(course, lesson)


def _sums(course: Course, name: str, track: Track) -> Iterator[CourseError]:
    whole = {
        "net": sum(entry.minutes for entry in track.programme if entry.lesson),
        "gross": sum(entry.minutes for entry in track.programme),
    }
    for part, found in whole.items():
        if getattr(track, part) != found:
            line = _line(course, ("tracks", name, part))
            yield MinutesDiffer(str(course.folder / "course.yml"), line, part, name, getattr(track, part), found)


def _of_lesson(course: Course, lesson: Lesson) -> Iterator[CourseError]:
    """Where a lesson takes longer or shorter than the programme of a track allows."""
    file = lesson.folder / "lesson.yml"
    for name, track in course.settings.tracks.items():
        planned = sum(entry.minutes for entry in _entries(track, lesson.id))
        found = lesson.plan.minutes_of(name)
        if planned != found:
            line = place_of(read_yaml(file), ("tracks", name) if name in lesson.plan.tracks else ("minutes",))[0]
            yield MinutesDiffer(str(file), line, lesson.id, name, planned, found)


def _entries(track: Track, lesson: str) -> Iterator[ProgrammeEntry]:
    return (entry for entry in track.programme if entry.lesson == lesson)


def _too_many(course: Course, name: str, track: Track) -> Iterator[CourseError]:
    lessons = [course.lessons[one] for one in track.lessons if one in course.lessons]
    n, at_most = sum(len(one.plan.in_class(name)) for one in lessons), course.settings.exercises_a_day * track.days
    if n > at_most:
        line = _line(course, ("tracks", name))
        yield TooManyExercises(str(course.folder / "course.yml"), line, name, n, at_most)


def _line(course: Course, where: KeyPath) -> int:
    return place_of(read_yaml(course.folder / "course.yml"), where)[0]
