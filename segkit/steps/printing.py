"""The stored facts of a report printed in one language: the PDF, its screen twin and its workbook."""

from pathlib import Path

from segkit.facts import Report
from segkit.house import kit_folder
from segkit.report.brand import Brand, read_brand
from segkit.report.facts import read_report
from segkit.report.words import AppliedWords, apply_words
from segkit.runs import latest_run
from segkit.steps.stage import Stage
from segkit.steps.voices import own_words, voice


def brand_of(stage: Stage) -> Brand:
    """The study's brand, else the kit's plain one."""
    own = stage.study.brand
    return read_brand(stage.study.path(own) if own else kit_folder("templates") / "brands" / "plain")


def applied_words(stage: Stage, report: Report) -> AppliedWords:
    """The consultant's own sentences, and those written for figures that have moved since."""
    last = latest_run(stage.run.folder.parent.parent, stage.study.study)
    previous = read_report(last / "report.json") if last and (last / "report.json").is_file() else None
    return apply_words(own_words(stage), report, previous=previous)


def write_outputs(
    stage: Stage, report: Report, language: str, *, brand: Brand | None = None, folder: Path | None = None
) -> tuple[Path, ...]:
    """The PDF, its HTML twin and its workbook in one language; the report is a function of facts, brand and words."""
    from segkit.report.html import render_twins
    from segkit.report.workbook import write_workbook

    brand = brand or brand_of(stage)
    words = applied_words(stage, report).voice(voice(stage, language))
    folder = folder or stage.run.folder
    pdf, html, book = (folder / f"report.{language}.{kind}" for kind in ("pdf", "html", "xlsx"))
    printed, screen = render_twins(report, brand, words)
    pdf.write_bytes(printed)
    html.write_text(screen, encoding="utf-8")
    write_workbook(report, words, book)
    return pdf, html, book
