"""Cover, one-page summary, decisions asked."""

from __future__ import annotations

from decimal import Decimal

from segkit.facts import Decision, Economics, Finding
from segkit.report.findings import asks, key_figures, say, top_findings
from segkit.report.pages.frame import Frame
from segkit.report.story.lookup import unit_cost
from segkit.report.view import Cell, Cover, Kpi, Page, Point, Points, Prose, Strip, Tone
from segkit.strategy.allocation import PILOT_AT_LEAST


def cover(frame: Frame) -> Cover:
    """The front page: project, client, number, version, dates and signatures."""
    meta, words = frame.report.meta, frame.words
    company = words.pick(meta.company)
    facts = (
        ("number", meta.number),
        ("version", meta.version),
        ("as_of", frame.show(meta.as_of, "date")),
        ("money", frame.show(meta.currency, "currency")),
    )
    signed = (("prepared", meta.prepared), ("checked", meta.checked), ("approved", meta.approved))
    return Cover(
        kicker=frame.say("cover.kicker"),
        title=words.pick(meta.project),
        subtitle=frame.say("cover.subtitle", company=company, first=meta.first_day, last=meta.last_day),
        client=company,
        facts=tuple((frame.say(f"cover.{key}"), value or "–") for key, value in facts),
        signatures=tuple((frame.say(f"cover.{key}"), words.show(value, "value")) for key, value in signed),
        confidentiality=words.pick(dict(frame.brand.confidentiality)),
        fictional=frame.say("cover.fictional") if meta.is_fictional else "",
    )


def summary(frame: Frame) -> Page:
    """One conclusion, three figures, three findings by money, three asks."""
    words = frame.words
    figures = tuple(
        Kpi(say(item, words, "value"), say(item, words, "label"), say(item, words, "note"), _tone(at))
        for at, item in enumerate(key_figures(frame.report))
    )
    found = tuple(_finding(frame, item) for item in top_findings(frame.report))
    asked = tuple(Point(say(item, words)) for item in asks(frame.report)[:3])
    rows = [Strip(figures)] if figures else []
    blocks = [Points(frame.say("summary.findings"), found), Points(_asked_by(frame), asked)]
    return frame.page("summary", *rows, *(block for block in blocks if block.items))


def _asked_by(frame: Frame) -> str:
    """The heading over what is asked for, with the day by which to decide."""
    due = min((item.due for item in frame.report.decisions), default=frame.report.meta.as_of)
    return frame.say("summary.asks", due=due)


def _tone(at: int) -> Tone:
    """The last of the figures speaks of money at stake, and loudest."""
    return "accent" if at == 2 else ""


def _finding(frame: Frame, item: Finding) -> Point:
    key = f"summary.money.{item.id.split('.')[1]}"  # which months the money is of
    caption = frame.optional(key) or frame.say("summary.money")
    return Point(say(item, frame.words), figure=frame.show(item.money, "money"), caption=caption)


def decisions(frame: Frame) -> Page:
    """What the board is asked for: option, cost, expected effect, who, when."""
    rows = frame.report.decisions
    if not rows:
        return frame.page("decisions", Prose((frame.say("decisions.none", n=PILOT_AT_LEAST),), frame.say("gap.role")))
    peak = max(float(item.effect_high or 0) for item in rows) or 1.0
    heads = "what:22 treated>:11 unit_cost>:12 cost>:13 effect:26 who:16"
    cells = tuple(_decision(frame, item, peak) for item in rows)
    margin = next((entry.margin for entry in frame.report.economics), None)
    notes = (
        frame.say("decisions.note_choice"),
        frame.say("decisions.note", margin=margin),
        frame.say("decisions.note_cost"),
        frame.say("note.rounded"),
    )
    table = frame.table("decisions", heads, cells, notes=notes)
    options = frame.table("decisions", "what:16 nothing:26 pilot:32 full:26", (_options(frame, i) for i in rows), 2)
    return frame.page("decisions", _totals(frame, rows), table, options)


def _options(frame: Frame, item: Decision) -> tuple[Cell, ...]:
    """What doing nothing, a pilot and doing all at once each mean, from facts only."""
    report = frame.report
    stake = next((line.at_stake for line in report.actions if line.segment == item.segment), None)
    entry = next((line for line in report.economics if line.segment == item.segment), None)
    rate = entry.observed_rate if entry else None
    nothing = "nothing" if rate is not None and stake is not None else "nothing_unknown"
    even = entry.break_even_rate if entry else None
    pilot = "pilot" if even is not None and item.buyers_to_break_even is not None else "pilot_unknown"
    slots = {"rate": rate, "stake": stake, "even": even, "buyers": item.buyers_to_break_even}
    slots["days"] = entry.days if entry else None
    sizes = {"treated": item.treated_n, "control": entry.control_n if entry else None, "cost": item.cost}
    return (
        _named(frame, item),
        Cell(frame.say(f"decisions.{nothing}", **slots), "quiet"),
        Cell(frame.say(f"decisions.{pilot}", **slots, **sizes), "strong", note=_verdict(frame, item, entry)),
        Cell(frame.say("decisions.full", n=item.n, cost=item.full_cost), "quiet"),
    )


def _verdict(frame: Frame, item: Decision, entry: Economics | None) -> str:
    """Whether this pilot by itself can show the assumed rise."""
    if entry is None or entry.detectable is None or item.uplift_high is None:
        return ""
    part = "seen" if entry.detectable <= item.uplift_high else "blind"
    return frame.say(f"decisions.{part}", detectable=entry.detectable)


def _named(frame: Frame, item: Decision) -> Cell:
    known = frame.words.has(f"report.decision.{item.id}")
    name = frame.say(f"decision.{item.id}") if known else frame.name(item.segment or "")
    return Cell(name, note=frame.name(item.segment) if item.segment and known else "")


def _totals(frame: Frame, rows: tuple[Decision, ...]) -> Strip:
    """What is asked in all: money, lowest and highest effect, and by when."""
    cost, low, high = (
        sum((getattr(item, key) or Decimal(0) for item in rows), Decimal(0))
        for key in ("cost", "effect_low", "effect_high")
    )
    effect = frame.say("decisions.range", low=low, high=high)
    due = frame.show(min(item.due for item in rows), "date")
    return Strip(
        (
            Kpi(frame.show(cost, "money"), frame.say("decisions.total_cost")),
            Kpi(effect, frame.say("decisions.total_effect"), tone="accent"),
            Kpi(due, frame.say("decisions.first_due"), tone="quiet"),
        )
    )


def _decision(frame: Frame, item: Decision, peak: float) -> tuple[Cell, ...]:
    effect = (
        "–" if item.effect_low is None else frame.say("decisions.range", low=item.effect_low, high=item.effect_high)
    )
    treated = item.treated_n if item.treated_n is not None else item.n
    return (
        _named(frame, item),
        Cell(frame.show(treated, "count")),
        Cell(frame.show(unit_cost(frame.report, item.segment), "fee")),
        Cell(frame.show(item.cost, "money")),
        Cell(effect, "strong", float(item.effect_high or 0) / peak),
        Cell(frame.words.pick(item.owner)),
    )
