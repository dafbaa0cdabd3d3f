"""A persona in words: the title of its page, and the figures a portrait may quote."""

from collections.abc import Iterator

from segkit.facts import Effect, Finding, Persona, Report
from segkit.facts.types import Slot
from segkit.report.story.lookup import title

NEGLIGIBLE = 0.147  # Romano et al. (2006), of Cliff's delta
SHOWN = 6  # effects on the page


def persona_of(report: Report, page: str) -> Persona:
    """The persona that a page is about."""
    return next(one for one in report.chapters.personas if one.page == page)


def telling(persona: Persona) -> tuple[Effect, ...]:
    """The effects worth a word, most different first; none where the segment is like everybody else."""
    return tuple(one for one in persona.effects if abs(one.delta) >= NEGLIGIBLE)


def discovered(persona: Persona) -> tuple[Effect, ...]:
    """Those of them that the scheme's rule does not bring about by itself."""
    return tuple(one for one in telling(persona) if not one.is_rule)


def persona_findings(report: Report, page: str) -> Iterator[Finding]:
    """The title of one persona's page."""
    persona = persona_of(report, page)
    slots: dict[str, Slot] = {
        "segment": persona.segment,
        "share": persona.share_n,
        "revenue": persona.share_revenue,
        "n": len(discovered(persona)),
    }
    found = telling(persona)
    variant = "apart" if discovered(persona) else "by_rule" if found else "alike"
    yield title(page, variant, **slots)


def portrait_slots(persona: Persona) -> dict[str, Slot]:
    """The figures that a portrait or a note may quote."""
    return {
        "segment": persona.segment,
        "n": persona.n,
        "share": persona.share_n,
        "revenue": persona.revenue,
        "share_revenue": persona.share_revenue,
        "head": persona.per_head,
        "price": persona.average_order,
        "frequency": persona.frequency_mean,
        "lines": persona.lines_per_order,
        "recency": persona.recency_median,
        "cycle": persona.cycle_median,
        "satisfied": persona.satisfied_share,
        "answered": persona.answered_n,
        "wrote": persona.wrote_n,
    }
