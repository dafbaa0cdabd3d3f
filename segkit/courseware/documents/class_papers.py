"""Papers of the classroom that need no lesson: guide, attendance, room, data request, scores, tasks afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from segkit.courseware.documents.blocks import Block, Grid, Prose
from segkit.courseware.documents.forms import compose_form, read_form
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.documents.room import room_drawing

ROSTER_WIDTHS = (7, 14, 20, 19, 8, 11, 11, 10)
ROOM_FOR_ROWS = 128.0  # millimetres of the first page that lines of the roster may fill
FLATTEST_ROW, TALLEST_ROW = 5.3, 8.6  # millimetres; a roster that needs flatter ones goes on to a second page


def render_attendance(occasion: Occasion, press: Press) -> bytes:
    """The attendance sheet (签到表): a line per learner of the roster, blank lines where there is none."""
    return _printed("attendance", occasion, press, {"roster": (_roster(occasion, press),)})


def render_trainer_guide(occasion: Occasion, press: Press) -> bytes:
    """The trainer's guide (讲师指南): what to do before, in and after the class, with the commands."""
    return _printed("trainer_guide", occasion, press)


def render_room_plan(occasion: Occasion, press: Press) -> bytes:
    """The room plan (座位与教室布置): tables as islands to scale, then what to prepare."""
    note = Prose(press.words("documents.room.note"), "note")
    return _printed("room_plan", occasion, press, {"plan": (room_drawing(occasion, press.words), note)})


def render_data_request(occasion: Occasion, press: Press) -> bytes:
    """The letter that asks for data seven days ahead, with its reply slip."""
    return _printed("data_request", occasion, press)


def render_score_sheet(occasion: Occasion, press: Press) -> bytes:
    """The judges' score sheet (评分表): a rubric of five rows, then a line per group."""
    return _printed("score_sheet", occasion, press, {"scores": (_scores(occasion, press),)})


def render_after_course_tasks(occasion: Occasion, press: Press) -> bytes:
    """The tasks after the class (课后任务书) with the superior's confirmation."""
    return _printed("after_course_tasks", occasion, press)


def _printed(
    name: str, occasion: Occasion, press: Press, inserts: Mapping[str, Sequence[Block]] | None = None
) -> bytes:
    return print_paper(compose_form(read_form(name), press.words, occasion.slots(press.words), inserts), press)


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


_ROWS = ("group", "question", "honesty", "method", "plan", "telling", "total", "remark")
