"""Papers of the classroom that need no lesson: guide, attendance, room, data request, scores, tasks afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from segkit.courseware.documents.blocks import Block, Grid, Prose
from segkit.courseware.documents.conditions import taught_in
from segkit.courseware.documents.forms import compose_form, read_form
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.documents.programme import Programme
from segkit.courseware.documents.room import room_drawing
from segkit.courseware.documents.slots import slots_of

ROSTER_WIDTHS = (6, 14, 17, 15, 9, 15, 15, 9)
ROOM_FOR_ROWS = 140.0  # millimetres of the first page that lines of the roster may fill
FLATTEST_ROW, TALLEST_ROW = 5.3, 8.6  # millimetres; a roster that needs flatter ones goes on to a second page


def render_attendance(programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The attendance sheet (签到表): a line per learner of the roster, blank lines where there is none."""
    return _printed("attendance", programme, (occasion, press), {"roster": (_roster(occasion, press),)})


def render_trainer_guide(programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The trainer's guide (讲师指南): what to do before, in and after the class, with the commands."""
    return _printed("trainer_guide", programme, (occasion, press))


def render_room_plan(programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The room plan (座位与教室布置): tables as islands to scale, then what to prepare."""
    note = Prose(press.words("documents.room.note"), "note")
    return _printed("room_plan", programme, (occasion, press), {"plan": (room_drawing(occasion, press.words), note)})


def render_data_request(programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The letter that asks for data seven days ahead, with its reply slip."""
    return _printed("data_request", programme, (occasion, press))


def render_score_sheet(programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The judges' score sheet (评分表): a rubric of five rows, then a line per group."""
    inserts = {"scores": (_scores(occasion, press),), "remarks": (_remarks(occasion, press),)}
    return _printed("score_sheet", programme, (occasion, press), inserts)


def render_after_course_tasks(programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The tasks after the class (课后任务书) with the superior's confirmation."""
    return _printed("after_course_tasks", programme, (occasion, press))


def _printed(
    name: str,
    programme: Programme,
    class_: tuple[Occasion, Press],
    inserts: Mapping[str, Sequence[Block]] | None = None,
) -> bytes:
    occasion, press = class_
    slots, taught = slots_of(programme, occasion, press.words), taught_in(programme, occasion)
    return print_paper(compose_form(read_form(name), press.words, slots, inserts, taught=taught), press)


def _roster(occasion: Occasion, press: Press) -> Grid:
    signed = ("morning", "afternoon") if occasion.is_whole_day else ("arrival", "departure")
    heads = tuple(press.words(f"documents.roster.{name}") for name in (*_ROSTER, *signed, "remark"))
    rows: list[tuple[Any, ...]] = [
        (str(at), one.name, one.department, one.post, one.group, "", "", "")
        for at, one in enumerate(occasion.learners, 1)
    ]
    rows += [(str(at), *[""] * 7) for at in range(len(rows) + 1, occasion.n_learners + 1)]
    on_one_page = min(TALLEST_ROW, ROOM_FOR_ROWS / len(rows))
    return Grid(heads, tuple(rows), ROSTER_WIDTHS, height=on_one_page if on_one_page >= FLATTEST_ROW else TALLEST_ROW)


_ROSTER = ("number", "name", "department", "post", "group")


def _scores(occasion: Occasion, press: Press) -> Grid:
    heads = tuple(press.words(f"documents.score.{name}") for name in _ROWS)
    rows = tuple((press.words("documents.group", n=n), *[""] * 7) for n in range(1, occasion.n_tables + 1))
    return Grid(heads, rows, (11, 13, 12, 12, 13, 12, 9, 18), height=10)


def _remarks(occasion: Occasion, press: Press) -> Grid:
    """Room for a sentence of praise and a piece of advice, for each group."""
    heads = tuple(press.words(f"documents.score.{name}") for name in ("group", "praise", "advice"))
    rows = tuple((press.words("documents.group", n=n), "", "") for n in range(1, occasion.n_tables + 1))
    return Grid(heads, rows, (11, 44, 45), height=17)


_ROWS = ("group", "question", "honesty", "method", "plan", "telling", "total", "remark")
