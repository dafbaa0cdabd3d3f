"""The whole report in the reader's order: decisions first, working behind."""

from __future__ import annotations

from segkit.facts import Report
from segkit.report.brand import Brand
from segkit.report.pages.business import concentration_page
from segkit.report.pages.frame import Frame
from segkit.report.pages.front import cover, decisions
from segkit.report.view import Document
from segkit.wording import Wording


def compose(report: Report, brand: Brand, words: Wording) -> Document:
    """Return every page of `report`, worded in the language of `words` and drawn in `brand`."""
    frame = Frame(report, brand, words)
    meta = report.meta
    return Document(
        language=words.language,
        title=f"{words.pick(meta.company)} · {words.pick(meta.project)}",
        author=words.pick(dict(brand.name)),
        header=frame.say("header", company=words.pick(meta.company), project=words.pick(meta.project)),
        confidentiality=words.pick(dict(brand.confidentiality)),
        cover=cover(frame),
        pages=(decisions(frame), concentration_page(frame)),
        words={key: frame.say(f"frame.{key}") for key in ("exhibit", "so_what", "contents", "for_client")},
    )
