"""Sentences of the chapters that a study chose: the standard, single schemes, lifetime value."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from segkit.facts import NAIVE_RULES, Finding, Report, SegmentFigures
from segkit.facts.types import Slot
from segkit.report.exhibits import kind_of
from segkit.report.story.crossing import crossing_findings
from segkit.report.story.grades import grade_findings
from segkit.report.story.lookup import figures_of, rounded, so_what, title
from segkit.report.story.persona import persona_findings

NOTICEABLE = 0.05  # shares of customers and of revenue closer than this are called alike


def chapter_findings(report: Report) -> Iterator[Finding]:
    """Titles and so-whats of every chosen page, in order; none by default."""
    for page in report.chapters.pages:
        yield from TELLERS[kind_of(page)](report, page)


def _standard(report: Report, page: str) -> Iterator[Finding]:
    facts, n = report.chapters.standard, len(report.schemes)
    if facts is None:
        return
    slots: dict[str, Slot] = {"n": n, "day": facts.review_date, "version": facts.version}
    variant = "ready" if facts.is_ready_made else facts.state
    if not facts.is_ready_made and facts.review_date < report.meta.as_of:
        variant = "late"
    yield title(page, variant, **slots)
    yield so_what(page, variant, day=facts.review_date, owner=facts.owner)


def _scheme(report: Report, page: str) -> Iterator[Finding]:
    """What the scheme tells apart: money where it does, else what else it is good for."""
    rows = [row for row in figures_of(report, page.partition("-")[2]) if row.share_n and row.share_revenue is not None]
    if not rows:
        yield title(page, "few")
        yield so_what(page, "few")
        return
    top = max(rows, key=_lead)
    lead = _lead(top)[0]
    if lead < NOTICEABLE:
        yield title(page, "even", gap=rounded(max(abs(_lead(row)[0]) for row in rows)))
        yield so_what(page, "even")
        return
    yield title(page, "rich", segment=top.segment, share=top.share_n, revenue=top.share_revenue)
    yield so_what(page, "rich", segment=top.segment, times=_times(top))


def _lead(row: SegmentFigures) -> tuple[float, str]:
    """By how much a segment's share of revenue exceeds its share of customers."""
    return rounded((row.share_revenue or 0.0) - (row.share_n or 0.0)), row.segment


def _times(row: SegmentFigures) -> float:
    """Its spend per head against that of all customers."""
    return round((row.share_revenue or 0.0) / (row.share_n or 1.0), 2)


def _lifetime(report: Report, page: str) -> Iterator[Finding]:
    """What is expected; whether the model may be trusted with it."""
    facts = report.lifetime
    if facts is None or not facts.models:
        yield title(page, "none")
        yield so_what(page, "none")
        return
    per_head = _each(facts.value, report.meta.n_customers)
    slots: dict[str, Slot] = {"months": facts.months, "orders": facts.orders}
    if facts.value is None:
        yield title(page, "orders", **slots)
    else:
        yield title(page, "", **slots, value=facts.value, head=per_head)
    yield so_what(page, _verdict({one.rule: one.mae for one in facts.trials}))


def _each(value: Decimal | None, n: int) -> Decimal | None:
    return None if value is None or not n else round(value / n, 2)


def _verdict(errors: dict[str, float]) -> str:
    """How the chosen model did on trial beside the simple rules: better, worse, or never on trial."""
    naive = [error for rule, error in errors.items() if rule in NAIVE_RULES]
    model = next((error for rule, error in errors.items() if rule not in NAIVE_RULES), None)
    if model is None or not naive:
        return "untried"
    return "worse" if min(naive) < model else "better"


TELLERS: dict[str, Callable[[Report, str], Iterator[Finding]]] = {
    "standard": _standard,
    "grades": grade_findings,
    "scheme": _scheme,
    "crossing": crossing_findings,
    "persona": persona_findings,
    "lifetime": _lifetime,
}
