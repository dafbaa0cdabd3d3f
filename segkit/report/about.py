"""What a page is about where a report has several of its kind: a scheme, two schemes, a segment."""

from segkit.facts import Report
from segkit.wording import Wording


def about_page(report: Report, page: str, words: Wording) -> str:
    """The name of what `page` is about in the language of `words`; empty for a page that is the only one of its kind.

    A scheme that the report does not hold keeps its id.
    """
    kind, _, rest = page.partition("-")
    if kind == "scheme":
        return scheme_name(report, rest, words)
    if kind == "crossing":
        return crossing_name(report, page, words)
    persona = next((one for one in report.chapters.personas if one.page == page), None)
    return words.show(words.show(persona.segment, "segment"), "value") if persona else ""


def scheme_name(report: Report, scheme: str, words: Wording) -> str:
    """A scheme's name, its id where the report does not hold it."""
    return next((words.pick(one.name) for one in report.schemes if one.id == scheme), scheme)


def crossing_name(report: Report, page: str, words: Wording) -> str:
    """Both schemes' names, rows first."""
    left, right = (scheme_name(report, one, words) for one in page.split("-")[1:3])
    return words("report.crossing.pair", left=left, right=right)
