"""The ninety-day plan."""

from segkit.strategy.plan import WEEKS, ninety_day_plan


def test_tasks_lie_within_thirteen_weeks_in_order_of_their_start_or_later():
    for task in ninety_day_plan(has_feedback=True):
        assert 1 <= task.start_week <= task.end_week <= WEEKS


def test_every_task_has_one_accountable_role_and_informs_nobody_twice():
    for task in ninety_day_plan(has_feedback=True):
        others = [*task.consulted, *task.informed]
        assert len(set(others)) == len(others)
        assert not {task.responsible, task.accountable} & set(others)


def test_calling_back_the_dissatisfied_needs_feedback():
    with_answers = {task.id for task in ninety_day_plan(has_feedback=True)}
    without = {task.id for task in ninety_day_plan(has_feedback=False)}
    assert with_answers - without == {"voice"}


def test_a_pilot_stands_in_the_plan_only_where_it_is_asked_for():
    tasks = {task.id for task in ninety_day_plan(has_feedback=True, objectives={"keep", "grow", "serve"})}
    assert {"keep", "grow", "adopt", "midway"} <= tasks
    assert "win_back" not in tasks


def test_without_a_pilot_nothing_that_belongs_to_one_is_planned():
    assert [task.id for task in ninety_day_plan(has_feedback=False, objectives=())] == ["adopt", "labels"]
