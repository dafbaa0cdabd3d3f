"""The course description (课程说明书): background, benefits, audience, time, method, outline, outcomes."""

from __future__ import annotations

from collections.abc import Mapping

from segkit.courseware.course import Description
from segkit.courseware.documents.blocks import Block, Fields, Grid, Listing, Prose
from segkit.courseware.documents.conditions import taught_in
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
    slots = {**occasion.slots(words), "course": title_line(programme, words)}

    def say(text: Mapping[str, str]) -> str:
        return words.fill(words.pick(text), **slots)

    notes = tuple(Prose(text, "note") for text in occasion.notes(words))
    inserts: dict[str, tuple[Block, ...]] = {
        "background": (Prose(say(said.background[programme.track])),),
        "benefits": (Listing(tuple(map(say, programme.benefits)), "number"),),
        "audience": (Prose(say(said.audience)), *notes),
        "time": (_time(programme, occasion, words),),
        "method": (Prose(say(said.method)), Prose(_share(programme, words), "note")),
        "outline": (_outline(programme, words),),
        "outcomes": (Listing(tuple(map(say, programme.outcomes)), "check"),),
    }
    taught = taught_in(programme, occasion)
    return print_paper(compose_form(read_form("description"), words, slots, inserts, taught=taught), press)


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


def _outline(programme: Programme, words: Wording) -> Grid:
    heads = (words(f"documents.description.{key}") for key in ("lessons", "aims", "exercises"))
    rows = (_line(entry.lesson, entry.minutes, programme, words) for entry in programme.entries if entry.lesson)
    return Grid(tuple(heads), tuple(rows), (22, 60, 18))


def _line(lesson: Lesson, minutes: int, programme: Programme, words: Wording) -> tuple[str, str, str]:
    """A lesson with its minutes, what learners can do afterwards, and its exercises in class."""
    named = {"number": programme.number_of(lesson), "title": words.pick(lesson.plan.title), "minutes": minutes}
    title = words("documents.description.lesson", **named)
    kept, joint = lesson.plan.in_class(programme.track), words("documents.joint")
    return title, joint.join(aims_of(lesson, programme, words)), joint.join(words.pick(one.title) for one in kept)


def aims_of(lesson: Lesson, programme: Programme, words: Wording) -> tuple[str, ...]:
    """What learners can do after a lesson of the track, in class first; what only homework serves says so."""
    aims = sorted(programme.aims(lesson), key=lambda pair: not pair[1])
    texts = ((words.pick(one.text), is_in_class) for one, is_in_class in aims)
    return tuple(text if is_in_class else words("documents.aim_home", text=text) for text, is_in_class in texts)
