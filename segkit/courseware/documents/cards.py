"""Cards for the groups: criteria to choose from, personas and strategies to fill in; with cut marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_page
from segkit.courseware.documents.programme import Programme
from segkit.house import kit_folder
from segkit.segments.kinds import Text
from segkit.settings import Strict, read_settings
from segkit.wording import Wording

A_SHEET = {"criteria": 8, "persona": 4, "strategy": 4}


class CriteriaCards(Strict):
    """Cards that say something: name, classes, then a text per field."""

    label: Text
    fields: tuple[Text, ...]
    cards: tuple[tuple[Text, ...], ...]


class BlankCards(Strict):
    """Cards to fill in."""

    label: Text
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


def render_cards(programme: Programme, occasion: Occasion, press: Press) -> bytes:  # noqa: ARG001
    """The cards as a PDF/UA-1 file: two of criteria, one of personas, one of strategies."""
    paper = compose_cards(read_cards(), press.words)
    return print_page("cards.html.j2", press, ("paper.css", "cards.css"), {"paper": paper})


@lru_cache(maxsize=4)
def read_cards(path: Path | None = None) -> Deck:
    """The texts of all cards; raises as `read_settings`, line and column named."""
    return read_settings(path or kit_folder("course") / "forms" / "cards.yml", Deck)


def compose_cards(deck: Deck, words: Wording) -> CardPaper:
    """Every card in the language of `words`; kinds do not share a sheet."""
    criteria = tuple(_criteria(deck.criteria, card, words) for card in deck.criteria.cards)
    kinds = criteria, _blank(deck.persona, "persona", words), _blank(deck.strategy, "strategy", words)
    return CardPaper(words.pick(deck.title), words.pick(deck.lead), tuple(_sheets(kinds)))


def _sheets(kinds: tuple[tuple[Card, ...], ...]) -> Iterator[tuple[Card, ...]]:
    for cards in kinds:
        n = A_SHEET[cards[0].kind]
        yield from (cards[at : at + n] for at in range(0, len(cards), n))


def _criteria(all_: CriteriaCards, card: tuple[Text, ...], words: Wording) -> Card:
    title, line, *texts = map(words.pick, card)
    fields = tuple(zip(map(words.pick, all_.fields), texts, strict=True))
    return Card(words.pick(all_.label), "criteria", title, line, fields)


def _blank(cards: BlankCards, kind: str, words: Wording) -> tuple[Card, ...]:
    fields = tuple((words.pick(field), "") for field in cards.fields)
    return (Card(words.pick(cards.label), kind, "", "", fields),) * cards.n
