"""What is wrong with the word lists of a scheme of kind `keywords`."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from segkit.matching import fold_text
from segkit.segments.keywords import KeywordGroup, groups_of
from segkit.segments.standard import KeywordsScheme


@dataclass(frozen=True)
class WordFault:
    """One fault; `code` is the linter's: no_words, shared_word, hidden_word."""

    code: str
    level: str  # error or warning
    segments: tuple[str, ...]
    words: tuple[str, ...] = ()


def word_faults(scheme: KeywordsScheme) -> tuple[WordFault, ...]:
    """Groups without words; words that stand in two groups; words whose messages an earlier group takes.

    A word of a `fuzzy` group before takes every message that holds it: 退 before 退货 leaves nothing to 退货. Words are
    compared as messages are, without width and case; a group that has excluded words takes nothing for certain.
    """
    groups = groups_of(scheme)
    empty = tuple(group.id for group in groups if not _folded(group))
    faults = [WordFault("no_words", "error", empty)] if empty else []
    return (*faults, *_shared(groups), *_hidden(groups))


def _shared(groups: tuple[KeywordGroup, ...]) -> Iterator[WordFault]:
    owners: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for word in dict.fromkeys(word for group in groups for word in _folded(group)):
        owners[tuple(group.id for group in groups if word in _folded(group))].append(word)
    for owner, words in owners.items():
        if len(owner) > 1:
            yield WordFault("shared_word", "warning", owner, tuple(words))


def _hidden(groups: tuple[KeywordGroup, ...]) -> Iterator[WordFault]:
    for at, later in enumerate(groups):
        for earlier in groups[:at]:
            words = tuple(word for word in _folded(later) if _takes(earlier, word))
            if words:
                yield WordFault("hidden_word", "warning", (earlier.id, later.id), words)


def _takes(group: KeywordGroup, word: str) -> bool:
    """Whether every message that holds the word is the group's already; the same word in both is `shared_word`."""
    is_certain = group.mode == "fuzzy" and not group.exclude and "..." not in word
    return is_certain and word not in _folded(group) and group.claims(word)


def _folded(group: KeywordGroup) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded for word in group.words if (folded := fold_text(word))))
