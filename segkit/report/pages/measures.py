"""Pages about what to do: strategy matrix, effort and return, the ninety days; and whether to believe it."""

from __future__ import annotations

from segkit.facts import Action, Economics, Task
from segkit.report.charts.gantt import gantt
from segkit.report.charts.proof import break_even, next_period
from segkit.report.pages.frame import Frame, room
from segkit.report.story.lookup import LINES_IN_BODY, ROLES, actions_by_rank, duty_of, unit_cost
from segkit.report.story.measures import kept_rows
from segkit.report.view import Block, Cell, Kpi, Page, Strip, Table, Tone
from segkit.report.words import ACTION_FIELDS, task_text
from segkit.strategy.playbook import action_text


def strategy(frame: Frame) -> Page:
    """Segment by segment: goal, action, channel, script, service, owner, measure; most money at stake first."""
    rows = actions_by_rank(frame.report)
    if not rows:
        return frame.page("strategy", frame.gap("strategy"))
    rest = len(rows) - LINES_IN_BODY
    more = (frame.say("strategy.more", n=rest, exhibit=frame.number("annex_definitions", 4)),) if rest > 0 else ()
    heads = "segment:12 goal:14 action:23 script:23 service:10 owner:18"
    table = frame.table(
        "strategy", heads, (_line(frame, item) for item in rows[:LINES_IN_BODY]), dense=True, notes=more
    )
    return frame.page("strategy", table)


def _line(frame: Frame, item: Action) -> tuple[Cell, ...]:
    pick = frame.words.pick
    own = {name: action_text(item, name, frame.words) for name in ACTION_FIELDS if getattr(item, name)}
    stake = frame.say("strategy.stake", n=item.n, stake=item.at_stake)
    return (
        Cell(frame.name(item.segment), "strong" if item.rank <= 3 else "", note=stake),
        Cell(own["goal"]),
        Cell(own["action"], note=own["channel"]),
        Cell(own["script"], "quiet"),
        Cell(pick(item.service)),
        Cell(own["owner"], note=own["measure"]),
    )


def economics(frame: Frame) -> Page:
    """What each action must bring to pay for itself, and how large its control group is."""
    facts = frame.report.economics
    if not facts:
        return frame.page("economics", frame.gap("economics"))
    cost = frame.money(item.cost for item in facts)
    heads = "segment:20 n>:8 unit_cost>:12 cost>:12 average_order>:13 treated>:11 control>:9 detectable>:15"
    rows = (_pilot(frame, item, cost(item.cost)) for item in facts)
    shape = {"dense": len(facts) > 4, "notes": (frame.say("economics.note"),)}
    table = frame.table("economics", heads, rows, 2, **shape)
    if all(item.observed_rate is None or item.break_even_rate is None for item in facts):
        return frame.page("economics", table)
    drawn = break_even(facts, frame.brand, frame.words, room(104, len(facts)))
    return frame.page("economics", frame.figure("economics", drawn, notes=_waits(frame, facts)), table)


def _waits(frame: Frame, facts: tuple[Economics, ...]) -> tuple[str, ...]:
    """How many days each repeat rate covers."""
    known = [item for item in facts if item.days is not None and item.observed_rate is not None]
    waits = tuple(frame.say("economics.wait", segment=item.segment, days=item.days) for item in known)
    return (frame.say("economics.note_waits", waits=waits),) if waits else ()


def _pilot(frame: Frame, item: Economics, cost: str) -> tuple[Cell, ...]:
    return (
        Cell(frame.name(item.segment)),
        Cell(frame.show(item.n, "count")),
        Cell(frame.show(unit_cost(frame.report, item.segment), "fee")),
        Cell(cost),
        Cell(frame.show(item.average_order, "price")),
        Cell(frame.show(item.treated_n, "count")),
        Cell(frame.show(item.control_n, "count"), "strong"),
        Cell("–" if item.detectable is None else frame.show(item.detectable, "points")),
    )


def plan(frame: Frame) -> Page:
    """Ninety days, and who does what."""
    tasks = frame.report.plan
    if not tasks:
        return frame.page("plan", frame.gap("plan"))
    chart = frame.figure("plan", gantt(tasks, frame.brand, frame.words, room(96, len(tasks))))
    heads = "task:35 management:13 marketing:13 sales:13 service_role:13 data:13"
    rows = (_duties(frame, task) for task in tasks)
    table = frame.table("plan", heads, rows, 2, dense=True)
    return frame.page("plan", chart, table)


def _duties(frame: Frame, task: Task) -> tuple[Cell, ...]:
    return (Cell(task_text(task, frame.words)), *(_duty(frame, task, role) for role in ROLES))


def _duty(frame: Frame, task: Task, role: str) -> Cell:
    """R, A, C or I in words."""
    duty = duty_of(task, role)
    tone: Tone = "strong" if duty == "responsible" else "" if duty == "accountable" else "quiet"
    return Cell(frame.say(f"duty.{duty}") if duty else "–", tone)


def trust(frame: Frame) -> Page:
    """Next-period test per segment, stability, rows and money kept."""
    holdout = frame.report.evaluation.holdout
    rows: list[Block] = [_kept(frame)]
    if holdout is None:
        return frame.page("trust", *rows, frame.gap("holdout"))
    if all(row.repeat_rate is None for row in holdout.rows):
        return frame.page("trust", *rows, _tests(frame))
    chart = next_period(holdout, frame.brand, frame.words)
    return frame.page("trust", *rows, frame.figure("trust", chart, notes=frame.notes("hindsight")), _tests(frame))


def _kept(frame: Frame) -> Strip:
    """Rows and money kept, stability under resampling, ranking of who returns."""
    facts, kept = frame.report.evaluation, kept_rows(frame.report)[0]
    items = [Kpi(frame.show(kept, "percent") if kept else "–", frame.say("trust.kept"))]
    if facts.stability_ari is not None:
        items.append(Kpi(frame.show(facts.stability_ari, "two"), frame.say("trust.stability")))
    if facts.holdout is not None and facts.holdout.auc_scheme is not None:
        items.append(Kpi(frame.show(facts.holdout.auc_scheme, "two"), frame.say("trust.auc"), tone="accent"))
    for test in facts.labels:
        if test.scheme == frame.report.meta.primary:
            items.append(Kpi(frame.show(test.accuracy, "percent"), frame.say("trust.labels"), tone="quiet"))
    return Strip(tuple(items))


def _tests(frame: Frame) -> Table:
    """The tests in words: what was asked, what came out, how to read it."""
    facts = frame.report.evaluation
    lines = [
        ("auc", facts.holdout.auc_scheme if facts.holdout else None, "three"),
        ("naive", facts.holdout.auc_naive if facts.holdout else None, "three"),
        ("top", facts.holdout.spend_top_share if facts.holdout else None, "percent"),
        ("stability", facts.stability_ari, "two"),
        ("seeds", facts.seed_ari, "two"),
    ]
    rows = (
        (Cell(_test(frame, key)), Cell(frame.show(value, kind), "strong"), Cell(frame.say(f"test.{key}.read")))
        for key, value, kind in lines
        if value is not None
    )
    return frame.table("trust", "test:43 result>:9 reading:48", rows, 2, dense=True)


def _test(frame: Frame, key: str) -> str:
    """A test's name; how many segments the top half is, and how many customers."""
    holdout = frame.report.evaluation.holdout
    if key != "top" or holdout is None:
        return frame.say(f"test.{key}")
    segments = max(1, len(holdout.rows) // 2)
    name = "test.top.only" if segments == 1 else "test.top"
    return frame.say(name, segments=segments, heads=holdout.heads_top_share)
