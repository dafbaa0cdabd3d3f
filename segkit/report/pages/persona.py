"""A persona's page: its figures, a portrait in words, what sets it apart, what it buys, and the consultant's note."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from babel.dates import get_month_names

from segkit.facts import Persona, ShareBar
from segkit.report.brand import Brand
from segkit.report.charts.effects import effect_bars, trait_name
from segkit.report.charts.profile import share_bars
from segkit.report.charts.sheet import Svg
from segkit.report.pages.frame import Frame
from segkit.report.story.persona import SHOWN, discovered, persona_of, portrait_slots, telling
from segkit.report.view import Block, Definitions, Kpi, Page, Prose, Strip
from segkit.strategy.playbook import action_text
from segkit.wording import Wording

PHRASES = 3  # differences that the portrait names
BUSY = 0.11  # share of orders from which a month is called a peak; a twelfth is usual


def persona_page(frame: Frame, page: str) -> Page:
    """One segment as a person could describe it."""
    persona = persona_of(frame.report, page)
    rows: list[Block | tuple[Block, ...]] = [
        _strip(frame, persona),
        Prose((portrait(frame, persona),), frame.say("persona.portrait")),
    ]
    note = _own(frame, persona, "note")
    if note:
        rows.append(Prose(tuple(note.splitlines()), frame.say("persona.note")))
    rows.append(_exhibits(frame, page, persona))
    rows.append(_habits(frame, persona))
    line = next((one for one in frame.report.actions if one.segment == persona.segment), None)
    return frame.page(page, *rows, so_what=(action_text(line, "action", frame.words),) if line else ())


def _own(frame: Frame, persona: Persona, part: str) -> str:
    """The consultant's text for a part of the card, empty where there is none."""
    key = f"persona.{persona.segment}.{part}"
    return frame.words(key, **portrait_slots(persona)) if key in frame.words.overrides else ""


def _strip(frame: Frame, persona: Persona) -> Strip:
    show = frame.show
    return Strip(
        (
            Kpi(show(persona.n, "count"), frame.say("persona.n", share=persona.share_n)),
            Kpi(
                show(persona.share_revenue, "percent"),
                frame.say("persona.revenue", revenue=persona.revenue),
                tone="accent",
            ),
            Kpi(show(persona.per_head, "price"), frame.say("persona.head")),
            Kpi(show(persona.average_order, "price"), frame.say("persona.order"), tone="quiet"),
        )
    )


def apart_chart(persona: Persona, brand: Brand, words: Wording) -> Svg:
    """The effects worth a word, most different first, as bars; none where the segment is like everybody else."""
    return effect_bars(telling(persona)[:SHOWN], brand, words)


def _exhibits(frame: Frame, page: str, persona: Persona) -> tuple[Block, ...]:
    """What sets the segment apart beside what it buys; whichever of them there is."""
    effects = telling(persona)[:SHOWN]
    source = frame.source(persona.n, brief=True)
    left: Block = Prose((frame.say("persona.alike"),), frame.say("persona.1.title"))
    if effects:
        by_rule = (frame.say("persona.by_rule"),) if any(one.is_rule for one in effects) else ()
        notes = (frame.say("persona.formula", n=persona.sample_n), *by_rule)
        left = frame.figure(page, apart_chart(persona, frame.brand, frame.words), 1, source=source, notes=notes)
    if not persona.categories:
        return (left,)
    return left, frame.figure(page, share_bars(persona.categories, frame.brand, frame.words), 2, source=source)


def _habits(frame: Frame, persona: Persona) -> Definitions:
    """Basket, rhythm, time, place, satisfaction and what they write about, as far as anything is known."""
    items = tuple((frame.say(f"persona.{name}"), text) for name, text in _told(frame, persona) if text)
    return Definitions(frame.say("persona.habits"), items)


def _told(frame: Frame, persona: Persona) -> Iterator[tuple[str, str]]:
    yield (
        "basket",
        frame.say("persona.basket.text", **_figures(persona, "price", "lines")) if persona.lines_per_order else "",
    )
    yield (
        "rhythm",
        frame.say(
            f"persona.rhythm.{'text' if persona.cycle_median else 'plain'}",
            **_figures(persona, "cycle", "frequency", "recency"),
        ),
    )
    yield "channel", _listed(frame, "channel", persona.channels)
    yield "time", _time(frame, persona)
    yield (
        "mood",
        frame.say("persona.mood.text", **_figures(persona, "satisfied", "answered")) if persona.answered_n else "",
    )
    yield (
        "topics",
        _listed(frame, "need", persona.needs)
        + (frame.say("persona.wrote", n=persona.wrote_n) if persona.needs else ""),
    )


def _figures(persona: Persona, *names: str) -> dict[str, object]:
    slots = portrait_slots(persona)
    return {name: slots[name] for name in names}


def _listed(frame: Frame, kind: str, bars: tuple[ShareBar, ...]) -> str:
    """The three largest shares by name."""
    parts = [
        frame.say("persona.share", name=trait_name(kind, bar.name, frame.words), share=bar.share) for bar in bars[:3]
    ]
    return frame.say("persona.comma").join(parts)


def _time(frame: Frame, persona: Persona) -> str:
    """The part of the day, the day of the week and the months that stand out."""
    parts = [_listed(frame, "day_part", persona.day_parts[:2])] if persona.day_parts else []
    if persona.weekday is not None:
        parts.append(frame.say("persona.weekday", day=persona.weekday))
    peaks = [at + 1 for at, share in enumerate(persona.months) if share >= BUSY]
    if peaks:
        names = get_month_names("abbreviated", locale=frame.words.locale)
        months = frame.say("persona.comma").join(names[at] for at in peaks[:3])
        parts.append(frame.say("persona.peaks", months=months))
    return frame.say("persona.semicolon").join(parts)


def portrait(frame: Frame, persona: Persona) -> str:
    """The segment in a paragraph built from its figures; the consultant's own where `words.yml` has one."""
    own = _own(frame, persona, "portrait")
    return own or reduce(
        lambda first, then: frame.say("persona.joined", first=first, then=then), _sentences(frame, persona)
    )


def _sentences(frame: Frame, persona: Persona) -> Iterator[str]:
    slots = portrait_slots(persona)
    yield frame.say("persona.tell.size", **_figures(persona, "n", "share", "share_revenue", "head"))
    yield frame.say("persona.tell.orders", **_figures(persona, "frequency", "price", "recency"))
    best, place = (
        max(bars, key=lambda bar: bar.share, default=None) for bars in (persona.categories, persona.channels)
    )
    if best and place:
        yield frame.say(
            "persona.tell.taste", category=best.name, share=best.share, channel=place.name, part=place.share
        )
    elif best:
        yield frame.say("persona.tell.category", category=best.name, share=best.share)
    found = discovered(persona)
    if found:
        phrases = [_phrase(frame, one.measure, one.trait, is_more=one.delta > 0) for one in found[:PHRASES]]
        yield frame.say("persona.tell.apart", phrases=frame.say("persona.comma").join(phrases))
    else:
        yield frame.say("persona.tell.by_rule" if telling(persona) else "persona.tell.alike")
    if persona.answered_n:
        yield frame.say("persona.tell.mood", satisfied=slots["satisfied"], answered=slots["answered"])


def _phrase(frame: Frame, measure: str, trait: str, *, is_more: bool) -> str:
    name = trait_name(measure, trait, frame.words) if trait else ""
    return frame.say(f"persona.diff.{measure}.{'more' if is_more else 'less'}", trait=name)
