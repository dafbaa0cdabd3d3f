"""For which classes a part of a form is printed: by track, by whose data is worked on, by lessons and exercises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.programme import Programme
from segkit.courseware.plan import ExerciseId, LessonId
from segkit.settings import Strict

Data = Literal["own", "example"]


@dataclass(frozen=True)
class Taught:
    """What conditions ask of a class: its track, whose data, the lessons held, the exercises kept and done in class."""

    track: str
    data: Data
    lessons: frozenset[str]
    kept: frozenset[str]
    in_class: frozenset[str]


class When(Strict):
    """What must hold of a class, everything that is named; of several names in one list, one of them."""

    tracks: tuple[str, ...] = ()
    data: Data | None = None
    lessons: tuple[LessonId, ...] = ()
    kept: tuple[ExerciseId, ...] = ()
    in_class: tuple[ExerciseId, ...] = ()

    def holds(self, taught: Taught) -> bool:
        """Whether a class is such a one."""
        named = (
            (self.tracks, {taught.track}),
            (self.lessons, taught.lessons),
            (self.kept, taught.kept),
            (self.in_class, taught.in_class),
        )
        return self.data in (None, taught.data) and all(not wanted or held & set(wanted) for wanted, held in named)


def taught_in(programme: Programme, occasion: Occasion) -> Taught:
    """What conditions ask, of a class that goes by `programme`."""
    lessons, track = programme.lessons, programme.track
    return Taught(
        track,
        "example" if occasion.example else "own",
        frozenset(one.id for one in lessons),
        frozenset(one.id for lesson in lessons for one in lesson.plan.kept(track)),
        frozenset(one.id for lesson in lessons for one in lesson.plan.in_class(track)),
    )


def does_hold(when: When | None, taught: Taught | None) -> bool:
    """Whether something with this condition, or with none, is printed; where nothing is known of the class, all is."""
    return when is None or taught is None or when.holds(taught)
