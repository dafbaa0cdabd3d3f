"""What happens within a lesson, in the order of its slides: stretches of teaching and exercises, each with minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from segkit.courseware.documents.drafts import TALK, TEACH
from segkit.courseware.documents.slides import Stretch
from segkit.courseware.lesson import Lesson

BUFFER = "buffer"


@dataclass(frozen=True)
class Step:
    """One thing in a lesson: `teach`, `talk`, `buffer` or an exercise by its id; its whole minutes and its slides."""

    part: str
    minutes: int
    stretch: Stretch | None = None


def steps_of(lesson: Lesson, track: str, stretches: Sequence[Stretch]) -> tuple[Step, ...]:
    """The steps of a lesson; their minutes add up to those of the lesson in that track.

    Minutes of teaching are shared over its stretches by their numbers of slides, those of talk likewise. What has
    minutes and no slides comes after the slides: talk, then the buffer.
    """
    plan = lesson.plan
    exercises = {one.id: one.minutes for one in plan.in_class(track)}
    whole = {TEACH: plan.minutes.teach.get(track, 0), TALK: plan.minutes.debrief.get(track, 0)}
    own = {part: [one.n for one in stretches if one.part == part] for part in whole}
    shares = {part: iter(shared(whole[part], own[part])) for part in whole}
    steps = [
        Step(one.part, exercises.pop(one.part, 0) if one.part not in shares else next(shares[one.part]), one)
        for one in stretches
    ]
    steps += [Step(id, minutes) for id, minutes in exercises.items()]
    steps += [Step(part, minutes) for part, minutes in whole.items() if minutes and not own[part]]
    buffer = plan.minutes.buffer.get(track, 0)
    return (*steps, *((Step(BUFFER, buffer),) if buffer else ()))


def shared(minutes: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Whole minutes in proportion to `weights`, which are positive; they add up, the largest remainders round up."""
    whole = sum(weights)
    parts = [minutes * weight // whole for weight in weights]
    rest = sorted(range(len(weights)), key=lambda at: (-(minutes * weights[at] % whole), at))
    for at in rest[: minutes - sum(parts)]:
        parts[at] += 1
    return tuple(parts)
