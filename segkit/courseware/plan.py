"""What `lesson.yml` and `quiz.yml` hold, as strict frozen models."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from segkit.segments.kinds import Text
from segkit.settings import Misfit, Strict

Rung = Literal["run", "fill", "write"]
Where = Literal["class", "after", "optional"]
Case = Literal["shop", "cosmetics", "finance", "pharma", "service"]
# What a learner can do afterwards, from knowing to making (Bloom); "understand" and "know" cannot be seen.
Verb = Literal[
    "name",
    "state",
    "list",
    "match",
    "sort",
    "recognise",
    "explain",
    "tell_apart",
    "interpret",
    "summarise",
    "read",
    "compute",
    "apply",
    "clean",
    "join",
    "map",
    "score",
    "classify",
    "use",
    "fill_in",
    "run",
    "compare",
    "choose",
    "find",
    "check",
    "question",
    "prioritise",
    "estimate",
    "judge",
    "defend",
    "decide",
    "evaluate",
    "justify",
    "design",
    "write",
    "plan",
    "define",
    "build",
    "deliver",
    "repair",
]
LessonId = Annotated[str, Field(pattern=r"^m\d\d$")]
ExerciseId = Annotated[str, Field(pattern=r"^E\d+\.\d+$")]
ObjectiveId = Annotated[str, Field(pattern=r"^O\d+\.\d+$")]
ItemId = Annotated[str, Field(pattern=r"^Q\d+\.\d+$")]
Code = Annotated[str, Field(pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$")]  # of a mistake, e.g. rfm.r_direction
Minutes = Annotated[int, Field(ge=0, le=240)]
FEWEST_OPTIONS, MOST_OPTIONS = 3, 4


def _each_id_once(entries: tuple["Objective | ExercisePlan | QuizItem", ...]) -> tuple[object, ...]:
    twice = [name for name, n in Counter(entry.id for entry in entries).items() if n > 1]
    if twice:
        raise ValueError(f"1 x {twice[0]}")
    return entries


class Objective(Strict):
    """What a learner can do after the lesson, and which exercises show it."""

    id: ObjectiveId
    verb: Verb
    text: Text
    exercises: tuple[ExerciseId, ...] = ()


class ExercisePlan(Strict):
    """One exercise as it is planned; what is computed in it stands in `lesson.py` and `checks.py`."""

    id: ExerciseId
    minutes: Minutes
    kind: Literal["code", "decision", "rubric", "cards"] = "code"
    group: Literal["solo", "pair", "team"] = "solo"
    essential: bool = True
    objective: ObjectiveId
    where: Where = "class"
    where_by_track: dict[str, Where] = Field(default_factory=dict)  # what holds in a track instead
    lines: Annotated[int, Field(ge=1, le=16)] | None = None  # to write on; else they follow from what is asked
    title: Text
    task: Text
    choose: Text | None = None  # the task where the code stands ready and options are chosen

    def task_in(self, rung: str) -> Mapping[str, str]:
        """The task as a learner of that rung reads it."""
        return self.choose if self.choose and rung == "run" else self.task

    def where_in(self, track: str) -> Where:
        """Where it is done in that track: in class, after it, or by choice."""
        return self.where_by_track.get(track, self.where)


class LessonMinutes(Strict):
    """Minutes beside the exercises, by track."""

    teach: dict[str, Minutes] = Field(default_factory=dict)
    debrief: dict[str, Minutes] = Field(default_factory=dict)
    buffer: dict[str, Minutes] = Field(default_factory=dict)


class LessonPlan(Strict):
    """A lesson's `lesson.yml`."""

    id: LessonId
    version: Annotated[int, Field(ge=1)] = 1
    title: Text
    audience: Annotated[Text, Field(alias="for")]
    rungs: Annotated[tuple[Rung, ...], Field(min_length=1)] = ("run", "fill", "write")
    tracks: dict[str, tuple[ExerciseId, ...]]
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1), AfterValidator(_each_id_once)]
    questions: tuple[Text, ...] = ()
    takeaways: tuple[Text, ...] = ()
    requires: tuple[LessonId, ...] = ()
    minutes: LessonMinutes = LessonMinutes()
    exercises: Annotated[tuple[ExercisePlan, ...], AfterValidator(_each_id_once)] = ()
    data: tuple[str, ...] = ()
    corrects: tuple[Text, ...] = ()
    cases: tuple[Case, ...] = ()

    def rung_for(self, asked: str) -> str:
        """The rung asked for, or the first that the lesson offers where it lacks that one."""
        return asked if asked in self.rungs else self.rungs[0]

    def exercise(self, id: str) -> ExercisePlan:
        """The exercise of that id; KeyError where there is none."""
        return {one.id: one for one in self.exercises}[id]

    def kept(self, track: str) -> tuple[ExercisePlan, ...]:
        """The exercises that a track keeps, in the lesson's order; empty where the track leaves the lesson out.

        An id that the track names but the lesson lacks is left out: the linter tells it.
        """
        return tuple(one for one in self.exercises if one.id in self.tracks.get(track, ()))

    def in_class(self, track: str) -> tuple[ExercisePlan, ...]:
        """Those that a track keeps and that are done in class, not after it or by choice."""
        return tuple(one for one in self.kept(track) if one.where_in(track) == "class")

    def minutes_of(self, track: str) -> int:
        """Net minutes in class: teaching, exercises done in class, debriefing and buffer; 0 in no such track."""
        if track not in self.tracks:
            return 0
        beside = (part.get(track, 0) for part in (self.minutes.teach, self.minutes.debrief, self.minutes.buffer))
        return sum(beside) + sum(one.minutes for one in self.in_class(track))


class QuizOption(Strict):
    """One answer that may be ticked; a wrong one names the mistake that leads to it."""

    text: Text
    right: bool = False
    misconception: Code | None = None

    @model_validator(mode="after")
    def _is_right_or_mistaken(self) -> Self:
        if self.right == (self.misconception is not None):
            raise Misfit("misconception", "right_or_misconception")
        return self


class QuizItem(Strict):
    """A question with three or four options, exactly one of them right."""

    id: ItemId
    objective: ObjectiveId
    blueprint: str
    form: Literal["A", "B", "bank"] = "bank"
    text: Text
    options: tuple[QuizOption, ...]
    explain: Text

    @model_validator(mode="after")
    def _one_is_right(self) -> Self:
        if not FEWEST_OPTIONS <= len(self.options) <= MOST_OPTIONS:
            raise Misfit("options", f"{FEWEST_OPTIONS}–{MOST_OPTIONS}")
        if sum(option.right for option in self.options) != 1:
            raise Misfit("options", "one_right_option")
        return self

    @property
    def right(self) -> int:
        """The place of the right option, from 0."""
        return next(at for at, option in enumerate(self.options) if option.right)


class Quiz(Strict):
    """A lesson's `quiz.yml`."""

    items: Annotated[tuple[QuizItem, ...], AfterValidator(_each_id_once)] = ()
