"""Pages about people: one card each to keep, to win back, to grow; and those of high value who are not satisfied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from segkit.facts import PlaceFigures, ProfileCard
from segkit.report.charts.profile import cycle_curve, index_bars, share_bars
from segkit.report.charts.quadrant import drivers, value_satisfaction
from segkit.report.charts.sheet import FULL
from segkit.report.exhibits import page_number
from segkit.report.numbering import CHARTED
from segkit.report.pages.annex import sheet_table
from segkit.report.pages.frame import Frame, columns
from segkit.report.sheets.people import away_sheets
from segkit.report.story.lookup import pyramid_scheme, value_scheme
from segkit.report.view import Block, Cell, Column, Kpi, Page, Point, Points, Prose, Strip, Table
from segkit.wording import COVERED

PLACES = 9  # regions or stores on the page; the workbook has all


def card(frame: Frame, role: str) -> Page:
    """The profile card of the segment that plays `role`: keep, win_back or grow."""
    facts = next((item for item in frame.report.cards if item.role == role), None)
    if facts is None:
        return frame.page(role, *_away(frame, role), Prose((frame.say(f"gap.{role}"),), frame.say("gap.role")))
    if not facts.indices:
        few = frame.say("card.few", n=frame.report.meta.smallest_group)
        return frame.page(role, _headline(frame, facts), Prose((few,), frame.say("gap.role")))
    brand, words = frame.brand, frame.words
    source = frame.source(facts.n, brief=True)
    first = frame.figure(role, index_bars(facts.indices, brand, words), 1, source=source)
    cycle = frame.figure(role, cycle_curve(facts, brand, words, width=FULL), 3, **_cycle_source(facts, source))
    if len(facts.categories) < CHARTED:
        shape = {"source": source, "notes": tuple(_only_category(frame, facts))}
        wide = frame.figure(role, index_bars(facts.indices, brand, words, width=FULL), 1, **shape)
        return frame.page(role, _headline(frame, facts), wide, cycle)
    second = frame.figure(role, share_bars(facts.categories, brand, words), 2, source=source)
    return frame.page(role, _headline(frame, facts), (first, second), cycle)


def _only_category(frame: Frame, facts: ProfileCard) -> Iterator[str]:
    """One category alone is no chart: it is said in words."""
    for item in facts.categories:
        yield frame.say("card.one_category", category=item.name, share=item.share, lift=item.lift)


def _away(frame: Frame, role: str) -> Iterator[Block]:
    """Where no segment is to be won back: who came often and is away, and how long each segment has been."""
    found = next(away_sheets(frame.report), None) if role == "win_back" else None
    if found is None:
        return
    facts = frame.report.grid
    if facts.sleeping_n:
        yield Strip(
            (
                Kpi(frame.show(facts.sleeping_n, "count"), frame.say("away.n")),
                Kpi(frame.show(facts.sleeping_revenue, "money"), frame.say("away.revenue"), tone="accent"),
            )
        )
    yield sheet_table(frame, found)


def _cycle_source(facts: ProfileCard, otherwise: str) -> dict[str, str]:
    """The curve's own source, the gaps of those who came back, wherever there is one."""
    return {"source": otherwise} if facts.cycle_gaps is None else {}


def _headline(frame: Frame, facts: ProfileCard) -> Strip:
    """Heads, yearly money, what is at stake, and the channel they use most."""
    channel = max(facts.channels, key=lambda item: (item.share, item.name), default=None)
    items = [
        Kpi(frame.show(facts.n, "count"), frame.say("card.n")),
        Kpi(frame.show(facts.revenue_12m, "money"), frame.say("card.revenue")),
        Kpi(frame.show(facts.at_stake, "money"), frame.say("card.stake"), tone="accent"),
    ]
    if channel:
        name = frame.show(channel.name, "value")
        items.append(Kpi(frame.show(channel.share, "percent"), frame.say("card.channel", channel=name), tone="quiet"))
    return Strip(tuple(items))


def satisfaction(frame: Frame) -> Page:
    """High value, not satisfied; without feedback the comparison of regions or stores."""
    facts = frame.report.satisfaction
    rows: list[Block | tuple[Block, ...]] = []
    if facts.has_feedback:
        drawn, notes = value_satisfaction(facts, frame.brand, frame.words), frame.by_scheme(value_scheme(frame.report))
        fields = frame.figure("satisfaction", drawn, notes=notes)
        levers = frame.figure("satisfaction", drivers(facts.drivers, frame.brand, frame.words), 2)
        rows.append((fields, levers) if facts.drivers else fields)
    if facts.places:
        rows.append(_places(frame))
    if not facts.has_feedback:
        key = "places" if rows else "survey"
        page = frame.page("satisfaction", *(rows or [_survey(frame)]))
        return replace(page, kicker=f"{page_number('satisfaction')}  {frame.say(f'satisfaction.{key}')}")
    told = (frame.sentence("satisfaction", part) for part in ("place", "so_what"))
    return frame.page("satisfaction", *rows, so_what=tuple(text for text in told if text))


def _survey(frame: Frame) -> Points:
    """Without answers and places: how to get them by the next report."""
    figures = frame.figures(pyramid_scheme(frame.report))
    slots = {"segment": figures[0].segment, "n": figures[0].n} if figures else {"segment": "", "n": None}
    items = tuple(
        Point(frame.say(f"survey.{part}", **slots), frame.say(f"survey.{part}.text"))
        for part in ("who", "what", "when", "use")
    )
    return Points(frame.say("survey.title"), items)


def _places(frame: Frame) -> Table:
    """Regions or stores by revenue, largest first."""
    facts = frame.report.satisfaction
    rows = sorted(facts.places, key=lambda item: (-float(item.revenue_12m or 0), item.name))[:PLACES]
    peak = max((float(item.revenue_12m or 0) for item in rows), default=0) or 1.0
    width, heads = 26.0, "n>:18 revenue_12m:36 repeat>:20"
    if facts.has_feedback:
        width, heads = 20.0, "n>:12 revenue_12m:26 repeat>:14 satisfied>:14 unhappy>:14"
    kind = facts.place_kind or "region"
    head = Column(frame.words(f"exhibits.column.place_{kind}"), width=width)
    title = frame.words(f"exhibits.title.satisfaction.{kind}")
    money = frame.money(item.revenue_12m for item in rows)
    lines = tuple(_place(frame, item, money(item.revenue_12m), peak) for item in rows)
    number, heads_of_all = frame.number("satisfaction", 3), (head, *columns(frame, heads))
    return Table(number, title, heads_of_all, lines, frame.source(), dense=len(rows) > 4)


def _place(frame: Frame, item: PlaceFigures, revenue: str, peak: float) -> tuple[Cell, ...]:
    cells = (
        Cell(frame.show(item.name, "value")),
        Cell(frame.show(item.n, "count")),
        Cell(revenue, bar=float(item.revenue_12m or 0) / peak),
        Cell(frame.show(item.repeat_share, "percent")),
    )
    if not frame.report.satisfaction.has_feedback:
        return cells
    share, n = item.satisfied_share, COVERED if item.is_covered else item.dissatisfied_valued_n
    return (*cells, Cell(frame.show(share, "percent")), Cell(frame.show(n, "count"), "accent"))
