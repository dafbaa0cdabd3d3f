"""Cards for the groups: criteria to choose from, personas and strategies to fill in; with cut marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, reduce
from pathlib import Path

from segkit.courseware.documents.conditions import Taught, When, does_hold, taught_in
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_page
from segkit.courseware.documents.programme import Programme
from segkit.house import kit_folder
from segkit.segments.kinds import Text
from segkit.settings import Strict, read_settings
from segkit.wording import LANGUAGES, Wording

A_SHEET = {"statement": 8, "criteria": 8, "persona": 4, "strategy": 4}
FEWEST_STATEMENTS = 6  # from which on they are worth cutting out
STATEMENT = re.compile(r"^\| *([a-z]+\d+) *\| *([^|]+?) *\|$", re.MULTILINE)


class Cards(Strict):
    """What cards of a kind share: what they are called and when the class takes them; dealt out where `when` holds."""

    label: Text
    use: Text
    when: When | None = None


class CriteriaCards(Cards):
    """Cards that say something: name, classes, then a text per field."""

    fields: tuple[Text, ...]
    cards: tuple[tuple[Text, ...], ...]


class BlankCards(Cards):
    """Cards to fill in."""

    n: int
    fields: tuple[Text, ...]


class Deck(Strict):
    """`cards.yml`."""

    title: Text
    lead: Text
    criteria: CriteriaCards
    persona: BlankCards
    strategy: BlankCards


@dataclass(frozen=True)
class Card:
    """One card: what it is, its name and line if it has them, its fields with a text or room to write."""

    label: str
    kind: str
    title: str
    line: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CardPaper:
    """All sheets of cards."""

    title: str
    lead: str
    sheets: tuple[tuple[Card, ...], ...]


def render_cards(programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The cards as a PDF/UA-1 file: statements to be sorted in class, criteria, personas and strategies."""
    sorted_ = statements(programme, press.words)
    paper = compose_cards(read_cards(), press.words, sorted_, taught_in(programme, occasion))
    return print_page("cards.html.j2", press, ("paper.css", "cards.css"), {"paper": paper})


@lru_cache(maxsize=4)
def read_cards(path: Path | None = None) -> Deck:
    """The texts of all cards; raises as `read_settings`, line and column named."""
    return read_settings(path or kit_folder("course") / "forms" / "cards.yml", Deck)


def statements(programme: Programme, words: Wording) -> tuple[Card, ...]:
    """A card for each numbered statement of the exercises in class that have a table of them; none where none has."""
    found: list[Card] = []
    for lesson, one in programme.exercises():
        texts = [cell.source for cell in lesson.texts(words.language, "lecture") if cell.exercise == one.id]
        rows = [row for text in texts for row in STATEMENT.findall(text)]
        if len(rows) >= FEWEST_STATEMENTS:
            label = words("documents.slides.exercise.title", id=one.id, title=words.pick(one.title))
            found += [Card(label, "statement", number, text, ()) for number, text in rows]
    return tuple(found)


def kinds_of_cards(programme: Programme, occasion: Occasion) -> tuple[str, ...]:
    """The kinds of cards that a class gets, in their order; none where none of its exercises takes any."""
    own = ("statement",) if statements(programme, Wording(LANGUAGES[0])) else ()
    return (*own, *(kind for kind, _ in _held(read_cards(), taught_in(programme, occasion))))


def compose_cards(
    deck: Deck, words: Wording, sorted_: tuple[Card, ...] = (), taught: Taught | None = None
) -> CardPaper:
    """Every card of a class in the language of `words`, those to be sorted first; kinds do not share a sheet.

    Without `taught`, of every kind. The lead says of each kind when it is used.
    """
    held = _held(deck, taught)
    made = {kind: _made(cards, kind, words) for kind, cards in held}
    uses = (words("documents.cards.sorted", title=sorted_[0].label),) if sorted_ else ()
    said = (words.pick(deck.lead), *uses, *(words.pick(cards.use) for _, cards in held))
    lead = reduce(lambda first, second: words("documents.then", first=first, second=second), said)
    return CardPaper(words.pick(deck.title), lead, tuple(_sheets((sorted_, *made.values()))))


def _held(deck: Deck, taught: Taught | None) -> tuple[tuple[str, CriteriaCards | BlankCards], ...]:
    """The kinds of the deck that a class takes."""
    kinds = ("criteria", deck.criteria), ("persona", deck.persona), ("strategy", deck.strategy)
    return tuple((kind, cards) for kind, cards in kinds if does_hold(cards.when, taught))


def _made(cards: CriteriaCards | BlankCards, kind: str, words: Wording) -> tuple[Card, ...]:
    if isinstance(cards, BlankCards):
        return _blank(cards, kind, words)
    return tuple(_criteria(cards, card, words) for card in cards.cards)


def _sheets(kinds: tuple[tuple[Card, ...], ...]) -> Iterator[tuple[Card, ...]]:
    for cards in filter(None, kinds):
        n = A_SHEET[cards[0].kind]
        yield from (cards[at : at + n] for at in range(0, len(cards), n))


def _criteria(all_: CriteriaCards, card: tuple[Text, ...], words: Wording) -> Card:
    title, line, *texts = map(words.pick, card)
    fields = tuple(zip(map(words.pick, all_.fields), texts, strict=True))
    return Card(words.pick(all_.label), "criteria", title, line, fields)


def _blank(cards: BlankCards, kind: str, words: Wording) -> tuple[Card, ...]:
    fields = tuple((words.pick(field), "") for field in cards.fields)
    return (Card(words.pick(cards.label), kind, "", "", fields),) * cards.n
