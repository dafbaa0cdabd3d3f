"""The ninety-day plan: one bar per task over thirteen weeks."""

from __future__ import annotations

from collections.abc import Sequence

from segkit.facts import Task
from segkit.report.brand import Brand
from segkit.report.charts.sheet import FULL, SMALL, Scale, Sheet, Svg, new_sheet
from segkit.report.words import task_text
from segkit.wording import Wording

LEFT, WEEKS = 62.0, 13


def gantt(tasks: Sequence[Task], brand: Brand, words: Wording, height: float = 96) -> Svg:
    """Bars over the weeks with who is responsible; a task of one week is a milestone."""
    with new_sheet(FULL, height, brand, words.language) as sheet:
        x = Scale(1, WEEKS + 1, LEFT, FULL)
        pitch = (height - 11) / max(len(tasks), 1)
        _calendar(sheet, words, x)
        for at, task in enumerate(tasks):
            top = 10 + pitch * at
            sheet.line((0, top), (FULL, top), color=sheet["hair"])
            _task(sheet, task, words, (top + pitch / 2, min(pitch * 0.56, 6.5), x))
        return sheet.svg()


def _calendar(sheet: Sheet, words: Wording, x: Scale) -> None:
    for month in range(3):
        start, end = x(1 + month * 13 / 3), x(1 + (month + 1) * 13 / 3)
        if month % 2 == 0:
            sheet.box(start, 0, end - start, sheet.height, facecolor=sheet["wash"])
        text = words("charts.plan.days", start=month * 30 + 1, end=month * 30 + 30)
        sheet.write((start + end) / 2, 3, text, ha="center", fontsize=SMALL, fontweight="bold")
    for week in range(1, WEEKS + 1):
        sheet.write(x(week + 0.5), 7.2, str(week), ha="center", fontsize=SMALL, color=sheet["muted"])
    sheet.write(0, 7.2, words("charts.plan.week"), fontsize=SMALL, color=sheet["muted"])


def _task(sheet: Sheet, task: Task, words: Wording, place: tuple[float, float, Scale]) -> None:
    y, tall, x = place
    sheet.write_lines(0, y, task_text(task, words), LEFT - 3, fontweight="bold")
    start, end = x(task.start_week), x(task.end_week + 1)
    role = words(f"charts.role.{task.responsible}")
    if task.start_week == task.end_week:
        middle = (start + end) / 2
        corners = ((middle, y - 2.4), (middle + 2.4, y), (middle, y + 2.4), (middle - 2.4, y))
        sheet.area(*corners, facecolor=sheet["accent"])
        is_late = task.end_week > WEEKS - 2
        sheet.write(middle + (-4 if is_late else 4), y, role, ha="right" if is_late else "left", fontsize=SMALL)
        return
    sheet.box(start + 0.4, y - tall / 2, end - start - 0.8, tall, facecolor=sheet["primary"])
    if end - start > sheet.measure(role, SMALL) + 4:
        sheet.write(start + 2, y, role, fontsize=SMALL, color=sheet.on(sheet["primary"]))
    else:
        sheet.write(end + 1.5, y, role, fontsize=SMALL)
