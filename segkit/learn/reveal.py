"""When a solution may be seen: alone after an honest try, in class at the trainer's word, in an exam never."""

from collections.abc import Mapping
from typing import Any

from segkit.learn.record import Tally
from segkit.learn.sealed import unseal

ENOUGH_HINTS = 2


def refusal(mode: str, sealed: Mapping[str, Any] | None, tally: Tally, word: str | None) -> str:
    """Why the solution stays closed, as the end of a key of the catalogue; empty where it may be opened."""
    if mode == "exam":
        return "exam"
    if sealed is None:
        return "none"
    if mode == "self":
        return "" if tally.tries or tally.hints >= ENOUGH_HINTS else "try_first"
    return "" if word or _is_time(sealed, tally) else "word_needed"


def unsealed(sealed: Mapping[str, Any], word: str | None) -> str | None:
    """The solution's code; None where the word is not the one."""
    return unseal({name: value for name, value in sealed.items() if name != "after"}, word or "")


def _is_time(sealed: Mapping[str, Any], tally: Tally) -> bool:
    """Whether the class's timer has run out, where the builder set one (`after`, and the key beside the text)."""
    after = sealed.get("after")
    return after is not None and "key" in sealed and tally.minutes >= float(after)
