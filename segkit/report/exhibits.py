"""Which pages a report has, in the reader's order, and how their exhibits are numbered in PDF and workbook alike."""

BODY = (
    "summary",
    "decisions",
    "baseline",
    "concentration",
    "pyramid",
    "segments",
    "grid",
    "structure",
    "movement",
    "keep",
    "win_back",
    "grow",
    "satisfaction",
    "strategy",
    "economics",
    "plan",
    "trust",
)
ANNEX = (
    "annex_ledger",
    "annex_definitions",
    "annex_clusters",
    "annex_schemes",
    "annex_evaluation",
    "annex_glossary",
    "annex_quarantine",
)
OPTIONAL = ("annex_lifetime",)  # after the annex that every report has, so that numbers stay without gaps


KINDS = ("standard", "grades", "scheme", "crossing", "persona", "lifetime")  # of chosen pages, in the reader's order
Chosen = tuple[str, ...]  # the pages that a study chose beyond the usual ones, in order


def kind_of(page: str) -> str:
    """What a page is, whatever it is about: `scheme` of `scheme-value_tier`; a usual page is its own kind."""
    return page.partition("-")[0]


def page_number(page: str, chosen: Chosen = ()) -> str:
    """A page as its exhibits count it: the summary is 2, after the cover; chosen pages go on; the annex counts A1 …"""
    if page in chosen:
        return str(len(BODY) + 2 + chosen.index(page))
    behind = (*ANNEX, *OPTIONAL)
    return f"A{behind.index(page) + 1}" if page in behind else str(BODY.index(page) + 2)


def exhibit_number(page: str, at: int = 1, chosen: Chosen = ()) -> str:
    """An exhibit's number: its page, then its place on it."""
    return f"{page_number(page, chosen)}.{at}"
