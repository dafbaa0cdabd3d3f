"""Notes under the annex's tables of counts: how segments met an expert's labels, what empty cells mean."""

from collections.abc import Iterable, Iterator

from segkit.facts import LabelTest
from segkit.report.pages.frame import Frame
from segkit.report.sheets.grid import Sheet


def matching_notes(frame: Frame, sheet: Sheet) -> Iterator[str]:
    """Under a scheme's scores: how it was matched to the labels; nothing under any other sheet."""
    test = _test(frame, sheet)
    if test is None or not test.matched:
        return
    if test is frame.report.evaluation.labels[0]:
        yield _joined(frame, frame.say("labels.how"), *_yardstick(frame, sheet, test))
    pairs = (f"{frame.name(segment)} → {frame.name(label)}" for segment, label in sorted(test.matched.items()))
    unclaimed = [frame.name(row.label) for row in test.rows if row.n and not _predicted(test, row.label)]
    told = [frame.say("labels.pairs", pairs=_listed(frame, pairs))]
    told += [frame.say("labels.unclaimed", labels=_listed(frame, unclaimed))] if unclaimed else []
    yield _joined(frame, *told)


def counts_notes(frame: Frame, sheet: Sheet) -> Iterator[str]:
    """Under counts against counts: segments that were matched to no label, and the signs, once per page."""
    test, walks = _test(frame, sheet), frame.report.crosswalks
    if test is None:
        is_first = bool(walks) and sheet.about == walks[0].scheme
    else:
        is_first = test is frame.report.evaluation.labels[0]
        surplus = [frame.name(row.label) for row in test.rows if not row.n and _predicted(test, row.label)]
        if surplus and test.matched:
            yield frame.say("labels.surplus", segments=_listed(frame, surplus))
    if is_first:
        yield frame.say("annex.matrix.note", n=frame.report.meta.smallest_group)


def _joined(frame: Frame, *sentences: str) -> str:
    """Sentences as one paragraph."""
    return ("" if frame.words.language == "zh-CN" else " ").join(sentences)


def _listed(frame: Frame, names: Iterable[str]) -> str:
    """Names that may hold commas, one after the other."""
    return frame.say("labels.and").join(names)


def _test(frame: Frame, sheet: Sheet) -> LabelTest | None:
    tests = frame.report.evaluation.labels if sheet.page == "annex_evaluation" else ()
    return next((test for test in tests if test.scheme == sheet.about), None)


def _predicted(test: LabelTest, label: str) -> int:
    """How many customers the scheme put in a class."""
    at = test.labels.index(label)
    return sum(counts[at] for counts in test.confusion)


def _yardstick(frame: Frame, sheet: Sheet, test: LabelTest) -> Iterator[str]:
    """What naming everyone after the largest class would reach; nothing where its size is hidden."""
    largest = max((row for row in test.rows if row.n), key=lambda row: row.n)
    if (largest.label, largest.n) in ((row[0], row[1]) for row in sheet.rows):
        yield frame.say("labels.yardstick", label=frame.name(largest.label), share=largest.n / test.n)
