"""Some pages of a report printed alone: a page takes a small part of the time that thirty take."""

from dataclasses import replace

from segkit.report.brand import Brand
from segkit.report.facts import Report
from segkit.report.html import fitted, page_source
from segkit.report.pages.document import compose
from segkit.report.pdf import write_pdf
from segkit.wording import Wording


def printed_pages(report: Report, brand: Brand, words: Wording, wanted: str) -> bytes:
    """The PDF of the cover and the pages whose id begins with `wanted`; there must be one."""
    whole = compose(report, brand, words)
    pages = tuple(page for page in whole.pages if page.id.startswith(wanted))
    annex = tuple(page for page in whole.annex if page.id.startswith(wanted))
    assert pages or annex, [page.id for page in (*whole.pages, *whole.annex)]
    document = replace(whole, pages=pages, annex=annex)

    def printed(tight):
        html, files = page_source(document, brand, report.meta.as_of.isoformat(), tight=tight)
        return write_pdf(html, brand, report.meta.as_of, files=files)

    return fitted(printed)
