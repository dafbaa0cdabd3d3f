"""Surveys on paper: the blank form, and what the filled ones say."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from segkit.courseware.documents.blocks import Block, Fields, Grid, Heading, Lines, Listing, Paper, Prose, Sheet
from segkit.courseware.documents.blocks import Signatures as SignaturePlaces
from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.evidence import RunRecord
from segkit.courseware.surveys import SCALE, Rated, Survey, SurveyResult
from segkit.wording import Wording

BOX = "□"
NOTHING = "–"
MOST_SAID = 40  # verbatims of one question; the table that was filled has all


def print_blank(survey: Survey, press: Press, course: Mapping[str, str]) -> bytes:
    """The PDF of a form to be filled by hand; raises as `write_pdf` does."""
    return print_paper(compose_blank(survey, press.words, course), press)


def compose_blank(survey: Survey, words: Wording, course: Mapping[str, str]) -> Paper:
    """The blank form in the language of `words`."""
    blocks = tuple(_blank_blocks(survey, words))
    return Paper(words.pick(survey.title), (Sheet("form", blocks),), words.pick(course), words.pick(survey.lead))


def print_summary(
    survey: Survey, results: Sequence[SurveyResult], runs: Sequence[RunRecord] | None, press: Press, course: Any
) -> bytes:
    """The PDF of what the filled forms say; raises as `write_pdf` does."""
    return print_paper(compose_summary(survey, results, runs, press.words, course), press)


def compose_summary(
    survey: Survey, results: Sequence[SurveyResult], runs: Sequence[RunRecord] | None, words: Wording, course: Any
) -> Paper:
    """The summary in the language of `words`: figures first, then verbatims by question, never as a headline.

    `runs`: what the kit's run records show; None where nobody asked for them.
    """
    writer = _Writer(survey, words)
    sheets = [writer.result(result) for result in results]
    if runs is not None:
        sheets.append(writer.runs(runs))
    sheets.extend(sheet for result in results if (sheet := writer.said(result)))
    title = words(f"classroom.survey.{survey.id}.summary")
    n = sum(result.sheets for result in results)
    return Paper(title, tuple(sheets), words.pick(course), words(f"classroom.survey.{survey.id}.lead", n=n))


def _blank_blocks(survey: Survey, words: Wording) -> Iterator[Block]:
    if survey.days:
        labels = ("person", "department", "date", "days")
        yield Fields(tuple((words(f"classroom.survey.field.{one}"), "") for one in labels), 2)
    heads = (words("classroom.survey.statement"), *map(str, reversed(SCALE)))
    rows = tuple((words.pick(one.text), *(BOX,) * len(SCALE)) for one in survey.scaled)
    yield Grid(heads, rows, (70, *(6,) * len(SCALE)))
    if survey.actions:
        yield Heading(words("classroom.survey.actions"))
        states = "  ".join(f"{BOX} {words.pick(one.text)}" for one in survey.states)
        columns = tuple(words(f"classroom.survey.action.{part}") for part in ("n", "what", "state", "evidence"))
        rows = tuple((str(n), "", states, "") for n in range(1, survey.actions + 1))
        yield Grid(columns, rows, (6, 30, 34, 30), 14)
    for one in survey.open:
        yield Lines(2 if survey.days else 3, words.pick(one.text))
    if survey.days:
        signed = tuple(words(f"classroom.survey.signed.{who}") for who in ("learner", "superior"))
        yield SignaturePlaces(signed, words("classroom.survey.signed.date"))
    else:
        yield Prose(words("classroom.survey.thanks"), "note")


class _Writer:
    """Writes the summary in one language."""

    def __init__(self, survey: Survey, words: Wording) -> None:
        self.survey, self.words = survey, words

    def say(self, key: str, **slots: Any) -> str:
        return self.words(f"classroom.survey.{key}", **slots)

    def result(self, result: SurveyResult) -> Sheet:
        """Figures of one table: statements, then what became of promised actions."""
        blocks: list[Block] = [self._rated(result.rated)]
        if result.promises is not None:
            promises = result.promises
            states = tuple((self.words.pick(one.text), str(promises.states[one.id])) for one in self.survey.states)
            shown = self.say("shown", n=promises.shown, of=promises.promised, share=promises.share_shown or 0.0)
            blocks += [Heading(self.say("promises")), Fields(states, 3), Prose(shown)]
        title = self.say("after_days", n=result.day, sheets=result.sheets) if result.day else self.say("ratings")
        return Sheet(f"result-{result.day or 0}", tuple(blocks), title, flows=True)

    def _rated(self, rated: Sequence[Rated]) -> Grid:
        texts = {one.id: self.words.pick(one.text) for one in self.survey.scaled}
        heads = tuple(self.say(f"head.{name}") for name in ("statement", "n", "mean", "spread"))
        rows = tuple(
            (texts[one.id], str(one.n), self._two(one.mean), self._two(one.spread), *map(str, reversed(one.counts)))
            for one in rated
        )
        return Grid((*heads, *map(str, reversed(SCALE))), rows, (49, 8, 9, 9, 5, 5, 5, 5, 5))

    def _two(self, figure: float | None) -> str:
        return NOTHING if figure is None else self.words.show(figure, "two")

    def said(self, result: SurveyResult) -> Sheet | None:
        """Verbatims by question; None where nobody wrote anything."""
        blocks: list[Block] = []
        for one in self.survey.open:
            texts = tuple(self._counted(text, n) for text, n in Counter(result.said[one.id]).most_common())
            if texts:
                blocks += [Heading(self.words.pick(one.text)), Listing(texts[:MOST_SAID])]
            if len(texts) > MOST_SAID:
                blocks.append(Prose(self.say("more", n=len(texts) - MOST_SAID), "note"))
        title = self.say("said.days", n=result.day) if result.day else self.say("said")
        return Sheet(f"said-{result.day or 0}", tuple(blocks), title, flows=True) if blocks else None

    def _counted(self, text: str, n: int) -> str:
        return self.say("several", text=text, n=n) if n > 1 else text

    def runs(self, runs: Sequence[RunRecord]) -> Sheet:
        """What the kit's own records show; that there is none is said too."""
        title = self.say("runs")
        if not runs:
            return Sheet("runs", (Prose(self.say("runs.none")),), title, flows=True)
        heads = tuple(self.say(f"runs.{name}") for name in ("day", "study", "as_of", "changed", "who"))
        rows = tuple(
            (self.words.show(one.day, "date"), one.study, one.as_of, self._changed(one), one.prepared or NOTHING)
            for one in runs
        )
        n = sum(one.has_new_data for one in runs)
        blocks = (Prose(self.say("runs.lead", n=len(runs), fresh=n)), Grid(heads, rows, (22, 16, 16, 28, 18)))
        return Sheet("runs", (*blocks, Prose(self.say("runs.note"), "note")), title, flows=True)

    def _changed(self, one: RunRecord) -> str:
        parts = {"data": one.has_new_data, "rules": one.has_new_rules, "cuts": one.has_new_cuts}
        named = [self.say(f"runs.new.{name}") for name, is_new in parts.items() if is_new]
        return ("、" if self.words.language == "zh-CN" else ", ").join(named) or self.say("runs.new.nothing")
