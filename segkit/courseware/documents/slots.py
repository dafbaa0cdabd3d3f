"""What forms may name of a class: the occasion, an exercise of its own, the files of its pack."""

from __future__ import annotations

from typing import Any

from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.programme import Programme
from segkit.courseware.names import NAMES, listed
from segkit.wording import Wording


def slots_of(programme: Programme, occasion: Occasion, words: Wording) -> dict[str, Any]:
    """The occasion's slots, `exercise`, the first in class with code, and `file_…`, where each file of a pack lies."""
    files = {f"file_{key}": listed(key, words.language).path for key in NAMES}
    return {**occasion.slots(words), **files, "exercise": first_at_the_computer(programme)}


def first_at_the_computer(programme: Programme) -> str:
    """The id of the first exercise in class with code, else of the first in class, else of none: a name to show."""
    in_class = [one for _, one in programme.exercises()]
    with_code = [one for one in in_class if one.kind == "code"]
    return next((one.id for one in (*with_code, *in_class)), "E1.1")
