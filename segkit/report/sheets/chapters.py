"""Sheets of the chapters that a study chose."""

from collections.abc import Iterator
from dataclasses import replace

from segkit.facts import Crossing, Effect, Persona, Regrading, Report, StandardFacts
from segkit.report.exhibits import kind_of
from segkit.report.marks import marked
from segkit.report.sheets.grid import Sheet, sheet
from segkit.report.sheets.lifetime import lifetime_sheets
from segkit.report.sheets.stages import sheets_beside
from segkit.report.story.lookup import figures_of
from segkit.wording import LANGUAGES, Wording

SIZES = ((0.474, "large"), (0.33, "medium"), (0.147, "small"), (0.0, "negligible"))
EFFECT = "trait:effect own:two others:two delta:three size:key:exhibits.size by_rule:key:exhibits.by_rule"
APART = "apart"  # what sets each segment of a scheme apart: for the workbook alone
DUTIES = ("sets", "applies", "data", "reviews")


def chapter_sheets(report: Report) -> Iterator[Sheet]:
    """The sheets of every chosen page, in order."""
    for page in report.chapters.pages:
        if kind_of(page) == "standard" and report.chapters.standard is not None:
            yield from standard_sheets(report, report.chapters.standard)
        if kind_of(page) == "grades" and report.chapters.grades is not None:
            yield from grade_sheets(page, report.chapters.grades)
        if kind_of(page) == "scheme":
            yield from scheme_sheets(report, page)
        if kind_of(page) == "crossing":
            yield from (crossing_sheet(one) for one in report.chapters.crossings if one.page == page)
        if kind_of(page) == "persona":
            yield from persona_sheets(next(one for one in report.chapters.personas if one.page == page))
        if kind_of(page) == "lifetime" and report.lifetime is not None:
            yield from (replace(one, page=page) for one in lifetime_sheets(report.lifetime) if one.at < 4)


def standard_sheets(report: Report, facts: StandardFacts) -> Iterator[Sheet]:
    """The schemes in force with what people decided, who has to do with them, and what was left out."""
    decided = {one.scheme: one for one in facts.decided}
    rows = []
    for one in report.schemes:
        by_hand = decided.get(one.id)
        counts = (by_hand.applied, by_hand.ended, by_hand.unknown) if by_hand else (0, 0, 0)
        rows.append((one.name, one.purpose, len(one.segments), *counts))
    heads = "scheme:pick purpose:pick segments:whole decided:whole ended:whole unmet:whole"
    yield sheet("standard", 1, heads, rows)
    names = {one.id: one.name for one in report.schemes}
    others = {language: Wording(language)("regulation.duties.default") for language in LANGUAGES}
    duties = ((names.get(one.scheme, others), *(getattr(one, duty) for duty in DUTIES)) for one in facts.duties)
    yield sheet("standard", 2, "scheme:pick sets:named applies:named keeps:named reviews:named", duties)
    left = ((one.name, one) for one in facts.left_out)
    yield sheet("standard", 3, "scheme:pick reason:gap", left)


def scheme_sheets(report: Report, page: str) -> Iterator[Sheet]:
    """A scheme's segments in figures, its rules and what to do, what explains it, and what sets its segments apart."""
    scheme = page.partition("-")[2]
    heads = "segment:segment n:count share_n:percent revenue:cents share_revenue:percent per_head:cents"
    figures = [marked(row) for row in figures_of(report, scheme)]
    rows = ((f.segment, f.n, f.share_n, f.revenue, f.share_revenue, f.per_head) for f in figures)
    yield sheet(page, 1, heads, rows)
    lines = {line.segment: line for line in report.chapters.lines.get(scheme, ())}
    rules = {
        one.id: {} if one.rule == one.name else one.rule
        for item in report.schemes
        if item.id == scheme
        for one in item.segments
    }
    told = ((f.segment, rules.get(f.segment, {}), *_line(lines.get(f.segment))) for f in figures)
    yield sheet(page, 2, "segment:segment rule_text:rule goal:own action:own channel:own owner:own", told)
    beside = list(sheets_beside(report, scheme, page, 3))
    yield from beside
    told = (
        (persona.segment, one, one.own, one.others, one.delta, _size(one), _by_rule(one))
        for persona in report.chapters.people.get(scheme, ())
        for one in persona.effects
    )
    yield replace(sheet(page, 3 + len(beside), f"segment:segment {EFFECT}", told), part=APART)


def crossing_sheet(facts: Crossing) -> Sheet:
    """Every pair of segments: customers, money, and how many there would be if the schemes were unrelated."""
    heads = "row_segment:segment column_segment:segment n:count share_n:percent expected:one index:one residual:two "
    heads += "revenue:cents share_revenue:percent"
    names = [head.split(":")[0] for head in heads.split()[2:]]
    rows = ((one.row, one.column, *(getattr(one, name) for name in names)) for one in map(marked, facts.cells))
    return sheet(facts.page, 1, heads, rows)


def grade_sheets(page: str, facts: Regrading) -> Iterator[Sheet]:
    """Every pair of segment and present grade; then who would move from which grade to which."""
    yield replace(crossing_sheet(facts.crossing), page=page)
    heads = "segment:segment present:segment usual:segment against:key:exhibits.grade_move n:count revenue:cents"
    rows = ((one.segment, one.grade, one.target, one.direction, one.n, one.revenue) for one in facts.moves)
    yield sheet(page, 2, heads, rows)


def persona_sheets(facts: Persona) -> Iterator[Sheet]:
    """Every effect, also those not worth a word; then the shares behind the card."""
    effects = ((one, one.own, one.others, one.delta, _size(one), _by_rule(one)) for one in facts.effects)
    yield sheet(facts.page, 1, EFFECT, effects)
    kinds = {"category": facts.categories, "channel": facts.channels, "day_part": facts.day_parts, "need": facts.needs}
    shares = (((kind, bar.name), kind, bar.share, bar.lift) for kind, bars in kinds.items() for bar in bars)
    rows = ((kind, named, share, lift) for named, kind, share, lift in shares)
    yield sheet(facts.page, 2, "basis:key:exhibits.basis name:trait share:percent lift:two", rows)


def _size(effect: Effect) -> str:
    """Romano's words for a delta."""
    return next(name for least, name in SIZES if abs(effect.delta) >= least)


def _by_rule(effect: Effect) -> str:
    return "yes" if effect.is_rule else "no"


def _line(line: object) -> tuple[object, ...]:
    """The playbook's texts; nothing where it has no line."""
    return tuple((line, name) if line else None for name in ("goal", "action", "channel", "owner"))
