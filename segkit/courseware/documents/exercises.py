"""The exercise-only sheet: what is to be done, how, how long, and room to write; no hint, no solution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from segkit.courseware.documents.answer_room import answer_room
from segkit.courseware.documents.blocks import Block, Box, Listing, Paper, Prose, Sheet
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.documents.programme import Programme
from segkit.courseware.documents.texts import Gallery, render_inline, render_markdown
from segkit.courseware.lesson import Lesson
from segkit.courseware.menus import Menu
from segkit.courseware.plan import ExercisePlan
from segkit.wording import Wording

FEWEST_LISTED = 5  # sheets with which a paper lists them
MOST_NAMED = 4  # choices that are named one by one


def render_exercises(programme: Programme, occasion: Occasion, press: Press) -> bytes:  # noqa: ARG001
    """The exercises that the track keeps, in class, after it and by choice, as a PDF/UA-1 file."""
    gallery = Gallery(press.brand.ink)
    sheets = tuple(_sheets(programme, press.words, gallery))
    words = press.words
    paper = Paper(
        words("documents.exercises.title"),
        sheets,
        kicker=title_line(programme, words),
        lead=words("documents.exercises.lead"),
        files=gallery.files,
    )
    return print_paper(paper, press)


def title_line(programme: Programme, words: Wording) -> str:
    """Course and track in one line."""
    return words("documents.course_and_track", course=words.pick(programme.title), track=words.pick(programme.form))


def contents_title(sheets: Sequence[Sheet], words: Wording) -> str:
    """The title of a paper's list of sheets; empty where there are so few that nobody needs one."""
    return words("documents.contents.sheets") if len(sheets) >= FEWEST_LISTED else ""


def exercise_head(exercise: ExercisePlan, track: str, words: Wording) -> str:
    """Number, title, minutes, how it is done and when in that track: the title of its frame."""
    where = words(f"documents.where.{exercise.where_in(track)}")
    how = words(f"documents.slides.group.{exercise.group}")
    title = words.pick(exercise.title)
    return words("documents.exercise_head", id=exercise.id, title=title, n=exercise.minutes, how=how, where=where)


def exercise_box(exercise: ExercisePlan, lesson: Lesson, programme: Programme, words: Wording, gallery: Gallery) -> Box:
    """An exercise in a frame with its task, what there is to choose from, and room to answer."""
    task = words.pick(programme.task(exercise, lesson))
    blocks: list[Block] = [Prose(render_markdown(task, gallery, top=4))]
    offered = [one for one in programme.menus.get(exercise.id, ()) if not _is_named(one, task)]
    if offered:
        blocks.append(Listing(tuple(render_inline(_offer(one, words), gallery) for one in offered)))
    if exercise.kind in ("code", "decision"):
        how = words("documents.exercises.check", notebook=lesson.name, exercise=exercise.id)
        gaps = programme.gaps(exercise, lesson)
        how += words("documents.exercises.gaps", n=gaps) if gaps else ""
        blocks.append(Prose(render_markdown(how, gallery, top=4), "note"))
    blocks += answer_room(exercise, lesson, words)
    return Box(exercise_head(exercise, programme.track, words), tuple(blocks))


def _is_named(menu: Menu, task: str) -> bool:
    """Whether the task itself says what there is to choose from."""
    return all(label in task for label in menu.labels)


def _offer(menu: Menu, words: Wording) -> str:
    """Which choices there are, and what each of them offers."""
    named = [f"`{name}`" for name in menu.names]
    shown = named if len(named) <= MOST_NAMED else [*named[: MOST_NAMED - 1], "…", named[-1]]
    return words("documents.exercises.offer", names=tuple(shown), labels=words("documents.joint").join(menu.labels))


def _sheets(programme: Programme, words: Wording, gallery: Gallery) -> Iterator[Sheet]:
    for lesson in programme.lessons:
        kept = lesson.plan.kept(programme.track)
        if kept:
            boxes = tuple(exercise_box(one, lesson, programme, words, gallery) for one in kept)
            yield Sheet(lesson.id, boxes, title=words.pick(lesson.plan.title), flows=True)
