"""Notices for the class's chat group as plain text to paste, from seven days before to thirty days after."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from segkit.courseware.documents.conditions import When, does_hold, taught_in
from segkit.courseware.documents.exercises import title_line
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.programme import Programme
from segkit.courseware.documents.slots import slots_of
from segkit.house import kit_folder
from segkit.segments.kinds import Text
from segkit.settings import Strict, read_settings
from segkit.wording import Wording

RULE = "-" * 40


class Notice(Strict):
    """One notice, `offset` days from the day of the class; written where `when` holds."""

    offset: int
    when: When | None = None
    title: Text
    text: Text


class Notices(Strict):
    """`notices.yml`."""

    notices: tuple[Notice, ...]


@lru_cache(maxsize=4)
def read_notices(path: Path | None = None) -> Notices:
    """The notices of the course; raises as `read_settings`, line and column named."""
    return read_settings(path or kit_folder("course") / "forms" / "notices.yml", Notices)


def write_notices(programme: Programme, occasion: Occasion, words: Wording) -> str:
    """All notices in one text, each below its date, or its day counted from the class where that is open."""
    taught = taught_in(programme, occasion)
    slots = slots_of(programme, occasion, words) | {
        "course": title_line(programme, words),
        "day_or_blank": occasion.slots(words)["day"] or words("documents.notices.day_open"),
        "place_or_blank": occasion.place or words("documents.notices.place_open"),
        "test_minutes": programme.test_minutes,
    }
    parts = (
        f"{RULE}\n{_when(one, occasion, words)}  {words.pick(one.title)}\n{RULE}\n"
        f"{words.fill(words.pick(one.text), **slots).strip()}\n"
        for one in read_notices().notices
        if does_hold(one.when, taught)
    )
    return words("documents.notices.lead") + "\n\n" + "\n".join(parts)


def _when(notice: Notice, occasion: Occasion, words: Wording) -> str:
    if notice.offset or occasion.day:
        return occasion.on_day(notice.offset, words)
    return words("documents.notices.same_day")
