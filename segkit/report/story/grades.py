"""The present grade against the new scheme in words: how many agree, who holds too low a grade, who too high a one."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from segkit.facts import Finding, Regrading, Report
from segkit.report.story.lookup import so_what, title

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class SegmentMoves:
    """One segment: its usual grade, and customers with their money by direction (`Regrading.totals`)."""

    segment: str
    target: str
    found: dict[str, tuple[int, Decimal]]


def moves_by_segment(facts: Regrading) -> tuple[SegmentMoves, ...]:
    """Every segment that has a usual grade, in the scheme's order."""
    rows = []
    for segment in (name for name in facts.crossing.rows if name in facts.usual):
        found = dict.fromkeys(facts.totals, (0, NOTHING))
        for one in facts.moves:
            if one.segment == segment:
                n, revenue = found[one.direction]
                found[one.direction] = (n + one.n, revenue + one.revenue)
        rows.append(SegmentMoves(segment, facts.usual[segment], found))
    return tuple(rows)


def agreed(facts: Regrading) -> float | None:
    """The share of customers who hold their segment's usual grade, among those counted who hold one."""
    graded = facts.n - facts.totals["ungraded"][0]
    return round(facts.totals["same"][0] / graded, 6) if graded else None


def grade_findings(report: Report, page: str) -> Iterator[Finding]:
    """Title and so-what of the page."""
    facts = report.chapters.grades
    share = agreed(facts) if facts else None
    if facts is None or share is None:
        yield title(page, "few")
        yield so_what(page, "few")
        return
    n = {name: count for name, (count, _) in facts.totals.items()}
    if not facts.is_ordered:
        yield title(page, "other", share=share, other=n["other"], revenue=facts.totals["other"][1])
        yield so_what(page, "other", other=n["other"])
    elif n["up"] or n["down"]:
        yield title(page, "", share=share, up=n["up"], down=n["down"])
        yield so_what(page, "", up=n["up"], down=n["down"], revenue=facts.totals["up"][1])
    else:
        yield title(page, "same", share=share)
        yield so_what(page, "same")
