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


def page_number(page: str) -> str:
    """A page as its exhibits count it: the summary is 2, after the cover; the annex counts A1, A2 …"""
    behind = (*ANNEX, *OPTIONAL)
    return f"A{behind.index(page) + 1}" if page in behind else str(BODY.index(page) + 2)


def exhibit_number(page: str, at: int = 1) -> str:
    """An exhibit's number: its page, then its place on it."""
    return f"{page_number(page)}.{at}"
