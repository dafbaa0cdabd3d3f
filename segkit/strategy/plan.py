"""The ninety-day plan: what is done in which week, and who is responsible, accountable, consulted and informed."""

from collections.abc import Collection
from functools import lru_cache
from typing import Literal

from segkit.facts import Task, Text
from segkit.house import PACKAGE
from segkit.settings import Strict, read_settings

Role = Literal["management", "marketing", "sales", "service", "data"]
WEEKS = 13
PILOTS = ("keep", "win_back", "grow")  # tasks that stand for an objective of the playbook


class PlannedTask(Strict):
    """One task as the plan's file holds it. Weeks count from 1, both ends included."""

    text: Text
    weeks: tuple[int, int]
    responsible: Role
    accountable: Role
    consulted: tuple[Role, ...] = ()
    informed: tuple[Role, ...] = ()
    needs: Literal["feedback", "pilot"] | None = None  # what the study must have for the task to make sense


class Plan(Strict):
    """The tasks by id, in order of time."""

    tasks: dict[str, PlannedTask]


@lru_cache(maxsize=1)
def read_plan() -> Plan:
    """The kit's ninety-day plan."""
    return read_settings(PACKAGE / "strategy" / "plan.yml", Plan)


def ninety_day_plan(*, has_feedback: bool, objectives: Collection[str] = PILOTS) -> tuple[Task, ...]:
    """The plan's tasks in order.

    Those that need satisfaction answers stand there only where there are some, the pilot of an objective only where it
    is asked for (all of PILOTS unless told otherwise), and what belongs to pilots only where there is one.
    """
    asked = set(PILOTS) & set(objectives)
    has = {None: True, "feedback": has_feedback, "pilot": bool(asked)}
    tasks = {key: task for key, task in read_plan().tasks.items() if key in asked or key not in PILOTS}
    kept = {key: task for key, task in tasks.items() if has[task.needs]}
    return tuple(_task(key, task) for key, task in kept.items())


def _task(key: str, task: PlannedTask) -> Task:
    return Task(
        id=key,
        text=task.text,
        start_week=task.weeks[0],
        end_week=task.weeks[1],
        responsible=task.responsible,
        accountable=task.accountable,
        consulted=tuple(task.consulted),
        informed=tuple(task.informed),
    )
