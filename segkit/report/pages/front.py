"""Cover, one-page summary, decisions asked."""

from __future__ import annotations

from segkit.facts import Decision
from segkit.report.pages.frame import Frame, columns
from segkit.report.view import Cell, Cover, Page, Table


def cover(frame: Frame) -> Cover:
    """The front page: project, client, number, version, dates and signatures."""
    meta, words = frame.report.meta, frame.words
    company = words.pick(meta.company)
    facts = (
        ("number", meta.number),
        ("version", meta.version),
        ("as_of", frame.show(meta.as_of, "date")),
    )
    signed = (("prepared", meta.prepared), ("checked", meta.checked), ("approved", meta.approved))
    return Cover(
        kicker=frame.say("cover.kicker"),
        title=words.pick(meta.project),
        subtitle=frame.say("cover.subtitle", company=company, first=meta.first_day, last=meta.last_day),
        client=company,
        facts=tuple((frame.say(f"cover.{key}"), value) for key, value in facts),
        signatures=tuple((frame.say(f"cover.{key}"), words.show(value, "value") or "–") for key, value in signed),
        confidentiality=words.pick(dict(frame.brand.confidentiality)),
        fictional=frame.say("cover.fictional") if meta.is_fictional else "",
    )


def decisions(frame: Frame) -> Page:
    """What the board is asked for: option, cost, expected effect, who, when."""
    peak = max((float(item.effect_high or 0) for item in frame.report.decisions), default=1.0) or 1.0
    table = Table(
        frame.number("decisions"),
        frame.say("decisions.1.title"),
        columns(frame, "decisions", "what 30", "n> 9", "cost> 12", "effect 23", "owner 13", "due 13"),
        tuple(_decision(frame, item, peak) for item in frame.report.decisions),
        frame.source(),
        notes=(frame.say("decisions.note"),),
    )
    return frame.page("decisions", table)


def _decision(frame: Frame, item: Decision, peak: float) -> tuple[Cell, ...]:
    effect = frame.say("decisions.range", low=item.effect_low, high=item.effect_high)
    return (
        Cell(frame.say(f"decisions.{item.id}"), note=frame.name(item.segment) if item.segment else ""),
        Cell(frame.show(item.n, "count")),
        Cell(frame.show(item.cost, "money")),
        Cell(effect, "strong", float(item.effect_high or 0) / peak),
        Cell(frame.words.pick(item.owner)),
        Cell(frame.show(item.due, "date")),
    )
