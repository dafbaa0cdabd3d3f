"""The report on what a class learned: the gain with its interval, topics, mistakes cured and left, items."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segkit.courseware.documents.blocks import Block, Grid, Listing, Prose
from segkit.courseware.documents.printing import Press, print_page
from segkit.courseware.gain import FEWEST_FOR_BAND, ClassGain, Mistake, TopicShift
from segkit.courseware.quiz.analysis import FEWEST, ItemFigures
from segkit.courseware.quiz.names import Names
from segkit.learn.quiz_forms import LETTERS, Form
from segkit.wording import Wording

SHEETS = ("paper.css", "blocks.css", "gain.css")
EASY, HARD, WEAK = 0.9, 0.3, 0.2
MOST_MISTAKES = 12
NOTHING = "–"


@dataclass(frozen=True)
class Bars:
    """One topic: its name, a share and its text for each of before and after, the change."""

    name: str
    parts: tuple[tuple[float, str], ...]
    change: str


@dataclass(frozen=True)
class GainSheet:
    """One part of the report."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    heads: tuple[str, ...] = ()
    bars: tuple[Bars, ...] = ()
    flows: bool = True


@dataclass(frozen=True)
class GainPaper:
    """The whole report in one language; `figures` are value, label and note."""

    title: str
    kicker: str
    lead: str
    figures: tuple[tuple[str, str, str], ...]
    sheets: tuple[GainSheet, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)


def print_gain(
    gain: ClassGain, forms: Mapping[str, Form], names: Names, press: Press, course: Mapping[str, str]
) -> bytes:
    """The PDF of the report; raises as `write_pdf` does."""
    paper = compose_gain(gain, forms, names, press.words, course)
    return print_page("gain.html.j2", press, SHEETS, {"paper": paper})


def compose_gain(
    gain: ClassGain, forms: Mapping[str, Form], names: Names, words: Wording, course: Mapping[str, str]
) -> GainPaper:
    """The report in the language of `words`."""
    writer = _Writer(gain, forms, names, words)
    return GainPaper(
        title=writer.say("title"),
        kicker=words.pick(course),
        lead=writer.headline(),
        figures=tuple(writer.figures()),
        sheets=tuple(writer.sheets()),
    )


def headline(gain: ClassGain, words: Wording) -> str:
    """The finding in a sentence or two: nobody matched, no band under ten learners, or the gain with its band."""
    slots = {"n": gain.counted, "before": gain.before, "after": gain.after, "gain": gain.gain}
    slots |= {"low": gain.low, "high": gain.high}
    if gain.gain is None:
        return words("classroom.gain.headline.none")
    if gain.low is None:
        return words("classroom.gain.headline.one", **slots)
    if gain.band is None:
        return words("classroom.gain.headline.few", least=FEWEST_FOR_BAND, **slots)
    return words("classroom.gain.headline", band=words(f"classroom.gain.band.{gain.band}"), **slots)


class _Writer:
    """Writes the report in one language."""

    def __init__(self, gain: ClassGain, forms: Mapping[str, Form], names: Names, words: Wording) -> None:
        self.gain, self.forms, self.words, self.names = gain, forms, words, names
        self.topics = {topic.id: words.pick(topic.name) for topic in names.blueprint.topics}

    def say(self, key: str, **slots: Any) -> str:
        return self.words(f"classroom.gain.{key}", **slots)

    def headline(self) -> str:
        return headline(self.gain, self.words)

    def figures(self) -> Iterator[tuple[str, str, str]]:
        gain, show = self.gain, self.words.show
        if gain.gain is None or gain.before is None or gain.after is None:
            return
        yield show(gain.before, "percent"), self.say("before"), self.say("before.note", n=gain.counted)
        yield show(gain.after, "percent"), self.say("after"), self.say("before.note", n=gain.counted)
        interval = "" if gain.low is None else self.say("interval", low=gain.low, high=gain.high)
        yield show(gain.gain, "two"), self.say("gain"), interval

    def sheets(self) -> Iterator[GainSheet]:
        yield GainSheet("who", self.say("who"), (Listing(tuple(self._who())), Prose(self.say("method"), "note")))
        if self.gain.topics:
            bars = tuple(self._bars(one) for one in self.gain.topics)
            note = (Prose(self.say("topics.note"), "note"),)
            yield GainSheet("topics", self.say("topics"), note, self._heads("topic", "before", "after", "change"), bars)
        if self.gain.mistakes:
            yield GainSheet("mistakes", self.say("mistakes"), tuple(self._mistakes()))
        for form, figures in self.gain.items.items():
            if self.gain.sheets[form]:
                yield self._items(form, figures)

    def _who(self) -> Iterator[str]:
        """Everybody who does not count, and why; what is nobody is left unsaid."""
        yield self.say("who.counted", n=self.gain.counted)
        for key in ("full_before", "left", "joined", "doubled"):
            if n := getattr(self.gain, key):
                yield self.say(f"who.{key}", n=n)

    def _heads(self, *names: str) -> tuple[str, ...]:
        return tuple(self.say(f"head.{name}") for name in names)

    def _bars(self, one: TopicShift) -> Bars:
        show = self.words.show
        parts = tuple((share, show(share, "percent")) for share in (one.before, one.after))
        return Bars(self.topics.get(one.topic, one.topic), parts, f"{100 * (one.after - one.before):+.1f}")

    def _mistakes(self) -> Iterator[Block]:
        rows = tuple(
            (
                self._called(one.code),
                str(one.before),
                str(one.after),
                self.say(_verdict(one)),
            )
            for one in self.gain.mistakes[:MOST_MISTAKES]
        )
        yield Grid(self._heads("mistake", "before_n", "after_n", "verdict"), rows, (46, 16, 16, 22))
        yield Prose(self.say("mistakes.note"), "note")

    def _called(self, code: str) -> str:
        """The misconception as the glossary names it, else in the words of the option that stands for it."""
        options = (one for form in ("B", "A") for item in self.forms[form].items for one in item.options)
        text = next((self.words.pick(one.text) for one in options if one.misconception == code), code)
        return self.names.mistakes.get(code) or self.say("quoted", text=text)

    def _items(self, form: str, figures: Sequence[ItemFigures]) -> GainSheet:
        items = self.forms[form].items
        rows = tuple(self._item(n, figures[n - 1], items[n - 1].right) for n in range(1, len(items) + 1))
        heads = self._heads("item", "topic", "difficulty", "discrimination", "correlation", "chosen", "look")
        topics = [self.topics.get(item.topic, item.topic) for item in items]
        rows = tuple((row[0], topic, *row[1:]) for row, topic in zip(rows, topics, strict=True))
        grid = Grid(heads, rows, (6, 27, 10, 10, 10, 21, 16))
        n, corrected = self.gain.sheets[form], self.gain.corrected[form] or 0.0
        lead = Prose(self.say("items.lead", n=n, corrected=corrected))
        note = Prose(self.say("items.note" if n >= FEWEST else "items.few", least=FEWEST), "note")
        return GainSheet(f"items-{form}", self.say(f"items.{form}"), (lead, grid, note), flows=False)

    def _item(self, n: int, one: ItemFigures, right: int | None) -> tuple[str, ...]:
        chosen = " ".join(f"{LETTERS[at]}{'*' if at == right else ''} {count}" for at, count in enumerate(one.chosen))
        chosen += self.say("blank", n=one.blank) if one.blank else ""
        figures = (one.difficulty, one.discrimination, one.point_biserial)
        return (str(n), *map(self._two, figures), chosen, self._look(one, right))

    def _two(self, figure: float | None) -> str:
        return NOTHING if figure is None else self.words.show(figure, "two")

    def _look(self, one: ItemFigures, right: int | None) -> str:
        """What to look at, the worst first; nothing where the item does its work."""
        wrong = [count for at, count in enumerate(one.chosen) if at != right]
        if one.discrimination is not None and one.discrimination < 0:
            return self.say("look.key")
        if one.difficulty is not None and one.difficulty >= EASY:
            return self.say("look.easy")
        if one.difficulty is not None and one.difficulty <= HARD:
            return self.say("look.hard")
        if one.discrimination is not None and one.discrimination < WEAK:
            return self.say("look.weak")
        return self.say("look.unused") if 0 in wrong and sum(one.chosen) >= FEWEST else ""


def _verdict(one: Mistake) -> str:
    """What became of a misconception: nobody has it left, fewer have it, or it is still there."""
    if not one.after:
        return "cured"
    return "fewer" if one.after < one.before else "left"
