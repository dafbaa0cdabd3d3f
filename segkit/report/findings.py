"""What a report says in words: conclusions, so-whats and findings, computed from its facts and from nothing else.

A finding's id is its key in the catalogue `findings`, with a variant chosen by the figures:
`page.<page>.title.<variant>`, `page.<page>.so_what.<variant>`, `finding.<name>`, `ask.<decision>`, and `kpi.<name>`
with `.label`, `.value` and `.note`.
"""

from segkit.facts import Finding, Report
from segkit.report.story.company import company_findings
from segkit.report.story.measures import measure_findings
from segkit.report.story.people import people_findings
from segkit.report.story.summary import summary_findings
from segkit.wording import Wording


def find(report: Report) -> tuple[Finding, ...]:
    """Every sentence of `report` by id and slots; what `report.findings` already holds is not looked at."""
    parts = (summary_findings, measure_findings, company_findings, people_findings)
    return tuple(finding for part in parts for finding in part(report))


def sentence_of(report: Report, page: str, part: str = "title") -> Finding | None:
    """The finding that is the `part` (title, so_what) of `page`, whatever its variant."""
    return next((item for item in report.findings if base_id(item.id) == f"page.{page}.{part}"), None)


def base_id(finding_id: str) -> str:
    """The id without its variant: `page.baseline.title.flat` is `page.baseline.title`."""
    parts = finding_id.split(".")
    return ".".join(parts[:3] if parts[0] == "page" else parts)


def top_findings(report: Report, at_most: int = 3) -> tuple[Finding, ...]:
    """The findings with most money, largest first (ties: by id)."""
    ranked = sorted((item for item in report.findings if item.money is not None), key=_by_money)
    return tuple(ranked[:at_most])


def _by_money(item: Finding) -> tuple[float, str]:
    return -float(item.money or 0), item.id


def key_figures(report: Report) -> tuple[Finding, ...]:
    """The three figures of the summary; label, value and note are `<id>.label`, `<id>.value`, `<id>.note`."""
    return tuple(item for item in report.findings if item.id.startswith("kpi."))


def asks(report: Report) -> tuple[Finding, ...]:
    """What the board is asked for, one sentence per decision."""
    return tuple(item for item in report.findings if item.id.startswith("ask."))


def say(item: Finding, words: Wording, part: str = "") -> str:
    """A finding as a sentence in the language of `words`."""
    return words(f"findings.{item.id}{f'.{part}' if part else ''}", **item.slots)
