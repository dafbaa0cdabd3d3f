"""The summary for HR (培训总结): what was taught to how many, what was learnt, what follows; blank where unknown."""

from __future__ import annotations

from dataclasses import dataclass, fields

from segkit.courseware.documents.blocks import Block, Grid, Listing
from segkit.courseware.documents.conditions import taught_in
from segkit.courseware.documents.exercises import title_line
from segkit.courseware.documents.forms import compose_form, read_form
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.documents.programme import Programme
from segkit.wording import Wording


@dataclass(frozen=True)
class ClassResults:
    """Figures of a class that has ended, each None where it is not known.

    Shares lie between 0 and 1, `satisfaction` on a scale of five. `before` and `after` are mean shares of right answers
    of the `matched` learners who took both tests.
    """

    present: int | None = None
    passed: int | None = None
    done: float | None = None
    matched: int | None = None
    before: float | None = None
    after: float | None = None
    satisfaction: float | None = None
    answered: int | None = None


KINDS = {"done": "percent", "before": "percent", "after": "percent", "satisfaction": "two"}


def render_summary(
    programme: Programme, occasion: Occasion, press: Press, results: ClassResults | None = None
) -> bytes:
    """The summary as a PDF/UA-1 file; without `results` its figures are places to write on."""
    words = press.words
    inserts: dict[str, tuple[Block, ...]] = {
        "modules": (_modules(programme, words),),
        "results": (_results(results or ClassResults(), words),),
        "outcomes": (_outcomes(programme, occasion, words),),
    }
    slots = {**occasion.slots(words), "course": title_line(programme, words), "minutes": programme.net}
    taught = taught_in(programme, occasion)
    return print_paper(compose_form(read_form("summary_for_hr"), words, slots, inserts, taught=taught), press)


def _modules(programme: Programme, words: Wording) -> Grid:
    heads = tuple(words(f"documents.summary.{key}") for key in ("lesson", "minutes", "exercises"))
    rows = tuple(
        (
            words.pick(entry.title),
            str(entry.minutes),
            words("documents.joint").join(words.pick(one.title) for one in entry.lesson.plan.in_class(programme.track)),
        )
        for entry in programme.entries
        if entry.lesson
    )
    return Grid(heads, rows, (30, 12, 58))


def _outcomes(programme: Programme, occasion: Occasion, words: Wording) -> Listing:
    slots = occasion.slots(words)
    return Listing(tuple(words.fill(words.pick(one), **slots) for one in programme.outcomes), "check")


def _results(results: ClassResults, words: Wording) -> Grid:
    heads = tuple(words(f"documents.summary.{key}") for key in ("measure", "figure", "reading"))
    rows = []
    for field in fields(results):
        value = getattr(results, field.name)
        shown = "" if value is None else words.show(value, KINDS.get(field.name, "count"))
        rows.append((words(f"documents.summary.{field.name}"), shown, words(f"documents.summary.{field.name}.reading")))
    return Grid(heads, tuple(rows), (36, 16, 48))
