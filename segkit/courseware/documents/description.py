"""The course description (课程说明书): background, benefits, audience, time, method, outline, outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from segkit.courseware.course import Description
from segkit.courseware.documents.blocks import Block, Fields, Grid, Heading, Listing, Prose
from segkit.courseware.documents.exercises import title_line
from segkit.courseware.documents.forms import compose_form, read_form
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.documents.programme import Programme
from segkit.courseware.lesson import Lesson
from segkit.wording import Wording


def render_description(said: Description, programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The description of one track as a PDF/UA-1 file; hours and outline are those of the programme."""
    words = press.words
    pick = words.pick
    inserts: dict[str, tuple[Block, ...]] = {
        "background": (Prose(pick(said.background)),),
        "benefits": (Listing(tuple(map(pick, said.benefits)), "number"),),
        "audience": (Prose(pick(said.audience)),),
        "time": (_time(programme, occasion, words),),
        "method": (Prose(pick(said.method)), Prose(_share(programme, words), "note")),
        "outline": tuple(_outline(programme, words)),
        "outcomes": (Listing(tuple(map(pick, said.outcomes)), "check"),),
    }
    slots = {**occasion.slots(words), "course": title_line(programme, words)}
    return print_paper(compose_form(read_form("description"), words, slots, inserts), press)


def _time(programme: Programme, occasion: Occasion, words: Wording) -> Fields:
    values = {
        "form": words.pick(programme.form),
        "clock": f"{programme.entries[0].begin}–{programme.entries[-1].end}",
        "gross": words("documents.slides.minutes", n=programme.minutes),
        "net": words("documents.slides.minutes", n=programme.net),
        "day": words.show(occasion.day, "date") if occasion.day else "",
        "seats": str(occasion.n_learners),
    }
    return Fields(tuple((words(f"documents.description.{key}"), value) for key, value in values.items()))


def _share(programme: Programme, words: Wording) -> str:
    n = sum(1 for _ in programme.exercises())
    return words("documents.description.share", share=programme.hands_on / max(1, programme.net), n=n)


def _outline(programme: Programme, words: Wording) -> Iterator[Block]:
    for at, lesson in enumerate(programme.lessons, 1):
        minutes = next(entry.minutes for entry in programme.entries if entry.lesson is lesson)
        title = words.pick(lesson.plan.title)
        yield Heading(words("documents.description.lesson", number=at, title=title, minutes=minutes))
        yield _points(lesson, programme.track, words)


def _points(lesson: Lesson, track: str, words: Wording) -> Grid:
    aims = words("documents.joint").join(words.pick(one.text) for one in lesson.plan.objectives)
    kept = words("documents.joint").join(words.pick(one.title) for one in lesson.plan.in_class(track))
    rows = [(words("documents.description.aims"), aims), (words("documents.description.exercises"), kept)]
    heads = words("documents.description.part"), words("documents.description.content")
    return Grid(heads, tuple(row for row in rows if row[1]), (18, 82))
