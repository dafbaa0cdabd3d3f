"""The whole report in the reader's order: decisions first, working behind."""

from __future__ import annotations

from segkit.facts import Report
from segkit.report.brand import Brand
from segkit.report.legible import legible, legible_words
from segkit.report.pages import business, front, measures, people
from segkit.report.pages.annex import annex
from segkit.report.pages.chapters import chapter_pages
from segkit.report.pages.frame import Frame
from segkit.report.unbroken import listed
from segkit.report.view import Document, Page
from segkit.wording import Wording

FRAME_WORDS = ("exhibit", "so_what", "contents", "for_client", "with_partner")


def compose(report: Report, brand: Brand, words: Wording) -> Document:
    """Return every page of `report`, worded in the language of `words` and drawn in `brand`."""
    report, lost = legible(report, brand.fonts)
    words, lost_words = legible_words(words, brand.fonts)
    frame = Frame(report, brand, words, {**lost, **lost_words})
    meta = report.meta
    company, project = words.pick(meta.company), words.pick(meta.project)
    mark = frame.say("frame.fictional") if meta.is_fictional else ""
    return Document(
        language=words.language,
        title=f"{company} · {project}",
        author=words.pick(dict(brand.name)),
        header=frame.say("frame.header", company=company, project=project) + mark,
        confidentiality=words.pick(dict(brand.confidentiality)),
        cover=front.cover(frame),
        pages=(*body(frame), *chapter_pages(frame)),
        annex=annex(frame),
        words={key: frame.say(f"frame.{key}") for key in FRAME_WORDS},
        unbroken=(*listed(frame.say("frame.unbroken")), *dict.fromkeys(words.segments.values())),
    )


def body(frame: Frame) -> tuple[Page, ...]:
    """The seventeen pages after the cover, in the order of the reader."""
    return (
        front.summary(frame),
        front.decisions(frame),
        business.baseline(frame),
        business.concentration(frame),
        business.pyramid_page(frame),
        business.segments(frame),
        business.grid(frame),
        business.structure(frame),
        business.movement(frame),
        people.card(frame, "keep"),
        people.card(frame, "win_back"),
        people.card(frame, "grow"),
        people.satisfaction(frame),
        measures.strategy(frame),
        measures.economics(frame),
        measures.plan(frame),
        measures.trust(frame),
    )
