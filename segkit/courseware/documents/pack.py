"""Every document of a pack, by key: what the builder writes into the folders of learners and trainer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from segkit.courseware.course import Course
from segkit.courseware.documents.cards import kinds_of_cards, render_cards
from segkit.courseware.documents.cheat_sheet import render_cheat_sheet
from segkit.courseware.documents.class_papers import (
    render_after_course_tasks,
    render_attendance,
    render_data_request,
    render_room_plan,
    render_score_sheet,
    render_trainer_guide,
)
from segkit.courseware.documents.conditions import does_hold, taught_in
from segkit.courseware.documents.description import render_description
from segkit.courseware.documents.exercises import render_exercises
from segkit.courseware.documents.forms import read_form
from segkit.courseware.documents.group_sheet import render_group_sheet
from segkit.courseware.documents.key import Checked, render_key
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.outputs import Outputs
from segkit.courseware.documents.printing import Press
from segkit.courseware.documents.programme import Programme
from segkit.courseware.documents.run_sheet import render_run_sheet
from segkit.courseware.documents.slides import Deck, lay_out_slides, render_slides
from segkit.courseware.documents.summary import render_summary
from segkit.courseware.documents.workbook import render_workbook

Renderer = Callable[[Programme, Occasion, Press], bytes]
OF_LEARNERS: dict[str, Renderer] = {
    "exercises": render_exercises,
    "cheat_sheet": render_cheat_sheet,
    "cards": render_cards,
}
OF_LESSONS: dict[str, Renderer] = {
    "group_template": render_group_sheet,
    "summary_for_hr": render_summary,
}
OF_SLIDES: dict[str, Callable[[Programme, Occasion, Press, Deck | None], bytes]] = {
    "slides": render_slides,
    "run_sheet": render_run_sheet,
}
OF_THE_CLASS: dict[str, Renderer] = {
    "trainer_guide": render_trainer_guide,
    "score_sheet": render_score_sheet,
    "data_request": render_data_request,
    "attendance": render_attendance,
    "room_plan": render_room_plan,
    "after_course_tasks": render_after_course_tasks,
}
FORMS = ("cheat_sheet", *OF_LESSONS, *OF_THE_CLASS)  # keys that are forms' names too


def learners_documents(
    programme: Programme, occasion: Occasion, press: Press, *, outputs: Outputs | None = None
) -> Iterator[tuple[str, bytes]]:
    """Key and PDF of each document that learners get, one after the other; `outputs` as for the trainer's."""
    yield "workbook", render_workbook(programme, occasion, press, outputs)
    yield from _rendered(OF_LEARNERS, programme, occasion, press)


def trainers_documents(
    course: Course,
    programme: Programme,
    checked: Checked,
    occasion: Occasion,
    press: Press,
    *,
    outputs: Outputs | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Key and PDF of each document that only the trainer gets, one after the other.

    `outputs` is what the lessons' code gave on the class's company, for the slides.
    """
    deck = lay_out_slides(programme, press, outputs)
    yield from ((key, render(programme, occasion, press, deck)) for key, render in OF_SLIDES.items())
    yield "description", render_description(course.settings.description, programme, occasion, press)
    yield "key", render_key(programme, checked, occasion, press)
    yield from _rendered({**OF_LESSONS, **OF_THE_CLASS}, programme, occasion, press)


def _rendered(
    renderers: Mapping[str, Renderer], programme: Programme, occasion: Occasion, press: Press
) -> Iterator[tuple[str, bytes]]:
    """The documents that this class has."""
    for key, render in renderers.items():
        if has_document(key, programme, occasion):
            yield key, render(programme, occasion, press)


def has_document(key: str, programme: Programme, occasion: Occasion) -> bool:
    """Whether a class gets this document: a form may be for some classes only, and cards may all be for others."""
    if key == "cards":
        return bool(kinds_of_cards(programme, occasion))
    return key not in FORMS or does_hold(read_form(key).when, taught_in(programme, occasion))
