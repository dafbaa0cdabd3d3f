"""The numbers of a report's exhibits, the same in PDF and workbook, without gaps on a page."""

from collections.abc import Iterator, Mapping

from segkit.facts import Report
from segkit.report.exhibits import exhibit_number
from segkit.report.sheets.annex import annex_sheets
from segkit.report.sheets.chapters import chapter_sheets
from segkit.report.sheets.company import company_sheets
from segkit.report.sheets.grid import Sheet
from segkit.report.sheets.people import people_sheets
from segkit.report.story.lookup import card_of

CHARTED = 2  # kinds of goods from which on a card draws what its segment buys
BOUGHT = 2  # that chart's place on a card


def report_sheets(report: Report) -> Iterator[Sheet]:
    """The data of every exhibit that has any, in the order of the pages."""
    for part in (company_sheets, people_sheets, chapter_sheets, annex_sheets):
        yield from (item for item in part(report) if item.rows)


def exhibit_numbers(report: Report) -> Mapping[tuple[str, int], str]:
    """Each exhibit's number by its page and its place in the catalogue.

    What a report has no data for leaves no gap, and what only the workbook shows stands behind what the page shows.
    """
    places: dict[str, list[int]] = {}
    for item in report_sheets(report):
        places.setdefault(item.page, []).append(item.at)
    return {
        (page, at): exhibit_number(page, place, report.chapters.pages)
        for page, found in places.items()
        for place, at in enumerate(sorted(found, key=lambda at: (_is_unprinted(report, page, at), at)), start=1)
    }


def _is_unprinted(report: Report, page: str, at: int) -> bool:
    card = card_of(report, page)
    return card is not None and at == BOUGHT and len(card.categories) < CHARTED
