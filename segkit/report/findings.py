"""What a report says in words: conclusions, so-whats and findings, computed from its facts and from nothing else.

A finding's id is its key in the catalogue `findings`, with a variant chosen by the figures:
`page.<page>.title.<variant>`, `page.<page>.so_what.<variant>`, `finding.<name>`, `ask.<decision>`, and `kpi.<name>`
with `.label`, `.value` and `.note`.
"""

from segkit.facts import Finding, Report
from segkit.report.exhibits import kind_of
from segkit.report.story.chapters import chapter_findings
from segkit.report.story.company import company_findings
from segkit.report.story.measures import measure_findings
from segkit.report.story.people import people_findings
from segkit.report.story.summary import summary_findings
from segkit.wording import Wording


def find(report: Report) -> tuple[Finding, ...]:
    """Every sentence of `report` by id and slots; what `report.findings` already holds is not looked at."""
    parts = (summary_findings, measure_findings, company_findings, people_findings, chapter_findings)
    return tuple(finding for part in parts for finding in part(report))


def sentence_of(report: Report, page: str, part: str = "title") -> Finding | None:
    """The finding that is the `part` (title, so_what) of `page`, whatever its variant."""
    wanted = f"page.{kind_of(page)}.{part}"
    return next((item for item in report.findings if item.page == page and base_id(item.id) == wanted), None)


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
    """A finding as a sentence in the language of `words`; a page that is one of several may have its own."""
    own = own_key(item)
    key = own if own in words.overrides else f"findings.{item.id}{f'.{part}' if part else ''}"
    return words(key, **item.slots)


def own_key(item: Finding) -> str:
    """Where `words.yml` replaces a sentence of one page among several of a kind; empty for any other."""
    if kind_of(item.page) == item.page or not item.id.startswith("page."):
        return ""
    return f"page.{item.page}.{item.id.split('.')[2]}"
