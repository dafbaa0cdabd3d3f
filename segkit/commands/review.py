"""What a person should look at after a run: checks that warn, texts older than their figures, signs without a glyph."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict

from segkit.commands.colours import colour_lines
from segkit.facts import Overlap, Report
from segkit.report.facts import read_report
from segkit.report.legible import legible, legible_words
from segkit.report.words import AppliedWords, apply_words, stale_line
from segkit.running import Outcome
from segkit.runs import open_run
from segkit.source.inspect_files import told_ground
from segkit.source.options import Ground
from segkit.steps.printing import brand_of
from segkit.steps.stage import Stage
from segkit.steps.voices import own_words, voice
from segkit.wording import Wording


def review_lines(outcome: Outcome, wording: Wording) -> Iterator[str]:
    """One line for each thing to look at, in the order of its weight."""
    stage = Stage("report", open_run(outcome.folder))
    report = read_report(outcome.folder / "report.json")
    yield from _source_notes(stage, wording)
    yield from _checks(report, wording)
    yield from _overlap(stage, wording)
    before = outcome.previous / "report.json" if outcome.previous else None
    previous = read_report(before) if before and before.is_file() else None
    words = apply_words(own_words(stage), report, previous=previous)
    yield from (stale_line(item, wording) for item in words.stale)
    yield from (wording("cli.run.unused", id=key) for key in words.unused)
    yield from _without_glyph(stage, report, words, wording)
    yield from colour_lines(brand_of(stage), wording)


def _source_notes(stage: Stage, wording: Wording) -> Iterator[str]:
    """What was passed over or read otherwise than expected."""
    for note in stage.load("source_notes", tuple[Ground, ...]):
        yield told_ground(note, wording)


def _overlap(stage: Stage, wording: Wording) -> Iterator[str]:
    """Orders that stand in several files of a batch, with their money and a few ids."""
    found = stage.load("overlap", Overlap | None)
    if found and found.orders:
        yield wording("cli.run.overlap", **asdict(found))


def _checks(report: Report, wording: Wording) -> Iterator[str]:
    for check in report.quality.checks:
        if check.status != "ok":
            remedy = wording(f"clean.check.{check.id}.remedy")
            yield wording("cli.run.check", check=check.id, value=check.value, warn=check.warn, remedy=remedy)


def _without_glyph(stage: Stage, report: Report, words: AppliedWords, wording: Wording) -> Iterator[str]:
    fonts = brand_of(stage).fonts
    lost = Counter(legible(report, fonts)[1])
    lost += Counter(legible_words(words.voice(voice(stage, wording.language)), fonts)[1])
    yield from (wording("cli.run.glyphs", field=name, n=n) for name, n in lost.items())
