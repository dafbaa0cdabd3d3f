"""The course as a whole: its tracks, its term bank, and which tracks can be taught."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from segkit.courseware.lesson import Lesson, read_lessons
from segkit.courseware.plan import Code, LessonId, Minutes, Rung
from segkit.errors import ExerciseUnknown, LessonsMissing
from segkit.house import kit_folder
from segkit.segments.kinds import Id, Text
from segkit.settings import Misfit, Strict, nearest, place_of, read_settings
from segkit.yaml_text import read_yaml

Words = dict[str, tuple[str, ...]]


class ProgrammeEntry(Strict):
    """A lesson of the day, or what happens beside the lessons."""

    lesson: LessonId | None = None
    fixed: Id | None = None
    minutes: Minutes
    title: Text | None = None

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if (self.lesson is None) == (self.fixed is None):
            raise Misfit("lesson", "lesson | fixed")
        if self.fixed and self.title is None:
            raise Misfit("title", "zh-CN, en")
        return self


class Track(Strict):
    """One form of the course: what happens in which order, and how long it takes."""

    title: Text
    days: Annotated[int, Field(ge=1, le=5)] = 1
    start: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "09:00"
    rung: Rung = "fill"  # of a pack for which none is asked
    net: Annotated[int, Field(ge=1)]
    gross: Annotated[int, Field(ge=1)]
    programme: Annotated[tuple[ProgrammeEntry, ...], Field(min_length=1)]

    @property
    def lessons(self) -> tuple[str, ...]:
        """The ids of its lessons in their order."""
        return tuple(entry.lesson for entry in self.programme if entry.lesson)


class Description(Strict):
    """What the course description says beside hours and outline, which come from track and lessons.

    Background, benefits and outcomes stand by track: what a short one leaves out it does not promise.
    """

    background: dict[str, Text]
    benefits: dict[str, tuple[Text, ...]]
    audience: Text
    method: Text
    outcomes: dict[str, tuple[Text, ...]]


class PassMarks(Strict):
    """Points of a hundred that each certificate needs."""

    achievement: Annotated[int, Field(ge=0, le=100)] = 60
    distinction: Annotated[int, Field(ge=0, le=100)] = 85


class Weights(Strict):
    """Of a hundred marks, how many each part gives: exercises on two companies, report and defence, test afterwards."""

    own_company: Annotated[int, Field(ge=0)] = 40
    unseen_company: Annotated[int, Field(ge=0)] = 20
    report: Annotated[int, Field(ge=0)] = 25
    test: Annotated[int, Field(ge=0)] = 15


class CourseSettings(Strict):
    """`course.yml`."""

    title: Text
    exercises_a_day: Annotated[int, Field(ge=1)] = 9
    pass_marks: PassMarks = PassMarks()
    weights: Weights = Weights()
    tracks: dict[str, Track]
    description: Description

    @model_validator(mode="after")
    def _weights_sum_to_a_hundred(self) -> Self:
        total = sum(dict(self.weights).values())
        if total != 100:
            raise Misfit("weights", "weights", f"{total}")
        return self

    @model_validator(mode="after")
    def _every_track_says_what_it_promises(self) -> Self:
        said = self.description
        for promised in (said.background, said.benefits, said.outcomes):
            if missing := sorted(set(self.tracks) - set(promised)):
                raise Misfit("description", ", ".join(self.tracks), missing[0])
        return self


class Term(Strict):
    """A word of the course in both languages, and what is not said in its place."""

    key: Id
    name: Text
    avoid: Words = Field(default_factory=dict)
    note: str = ""


class Misconception(Strict):
    """A mistake that quiz items name and no check looks for."""

    code: Code
    text: Text


class Glossary(Strict):
    """`glossary.yml`."""

    terms: tuple[Term, ...]
    misconceptions: tuple[Misconception, ...] = ()


@dataclass(frozen=True)
class Course:
    """Everything that authors wrote, read from one folder."""

    folder: Path
    settings: CourseSettings
    glossary: Glossary
    lessons: Mapping[str, Lesson]

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """The tracks all of whose lessons exist."""
        return tuple(name for name, track in self.settings.tracks.items() if set(track.lessons) <= set(self.lessons))

    def track(self, name: str) -> Track:
        """The track of that name, which can be taught.

        Raises
        ------
        ExerciseUnknown
            `course.yml` has no such track.
        LessonsMissing
            It names lessons that do not exist yet.
        """
        file = self.folder / "course.yml"
        if name not in self.settings.tracks:
            line = place_of(read_yaml(file), ("tracks",))[0]
            raise ExerciseUnknown(str(file), line, name, nearest(name, self.settings.tracks))
        track = self.settings.tracks[name]
        missing = tuple(one for one in track.lessons if one not in self.lessons)
        if missing:
            raise LessonsMissing(name, missing, self.offered or ("–",))
        return track

    def taught(self, name: str) -> tuple[Lesson, ...]:
        """The lessons of a track in their order; raises as `track`."""
        return tuple(self.lessons[one] for one in self.track(name).lessons)


def read_course(folder: Path | None = None) -> Course:
    """The course in `folder`, the kit's own where none is named.

    Raises
    ------
    ConfigMissing, Problems, CellFaulty, FileMissing
        What cannot be used in `course.yml`, `glossary.yml` or a lesson, as `read_lesson`.
    """
    here = folder or kit_folder("course")
    settings = read_settings(here / "course.yml", CourseSettings)
    return Course(here, settings, read_settings(here / "glossary.yml", Glossary), read_lessons(here))
