"""What was done to a company's data, in words: for whoever ran the command, and as a page beside the data."""

from collections.abc import Iterator

from segkit.anonymise.account import AnonymiseReport
from segkit.wording import Wording

KEPT = ("kept.rows", "kept.days", "kept.dirt", "kept.company")
LOST = ("lost.lines", "lost.months", "lost.cities", "lost.clusters", "lost.texts")


def told_lines(report: AnonymiseReport, words: Wording) -> Iterator[str]:
    """What was replaced, starred out, merged and left out, each with its number; nothing of what was not found."""
    yield words("anonymise.rows", n=sum(one.written for one in report.tables.values()), tables=len(report.tables))
    yield from (words(f"anonymise.replaced.{kind}", n=n) for kind, n in report.replaced.items())
    if masked := sum(report.masked.values()):
        yield words("anonymise.masked", n=masked)
    if report.merged:
        yield words("anonymise.merged", n=sum(report.merged.values()), word=words("anonymise.word.other"))
    if dropped := sum(report.dropped.values()):
        yield words("anonymise.dropped", n=dropped)
    if left := sum(one.left_out for one in report.tables.values()):
        yield words("anonymise.left_out", n=left)
    if report.listed_tags:
        yield words("anonymise.listed", n=report.listed_tags)
    if report.is_scaled:
        yield words("anonymise.scaled")


def page_of(report: AnonymiseReport, words: Wording) -> str:
    """The page beside the data: what was done, what is the same as before, what is not, and what a person must do."""
    parts = [
        f"# {words('anonymise.page.title')}",
        words("anonymise.page.law"),
        f"## {words('anonymise.page.done')}",
        _listed(told_lines(report, words)),
        f"## {words('anonymise.page.kept')}",
        _listed(words(f"anonymise.{key}") for key in KEPT),
        f"## {words('anonymise.page.lost')}",
        _listed(words(f"anonymise.{key}") for key in LOST),
        f"## {words('anonymise.page.check')}",
        words("anonymise.page.read"),
        words("anonymise.page.key", check=report.key_check),
    ]
    return "\n\n".join(parts) + "\n"


def _listed(lines: Iterator[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
