"""What is known of one class when its papers are printed; what is not known becomes a line to write on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from segkit.wording import Wording

NOON, LUNCH = 12 * 60, 60  # minutes after midnight; of an afternoon that is worth the name


@dataclass(frozen=True)
class Learner:
    """One line of the roster; `group` is empty until groups are formed."""

    name: str
    department: str = ""
    post: str = ""
    group: str = ""


@dataclass(frozen=True)
class Occasion:
    """One class: what is taught to whom, when, where, by whom.

    `course` and `company` are names by language; `company` is None where the class is open to several. `seats` counts
    learners where there is no roster yet. `example` is the invented company that stands in where the class has no data
    of its own, `breaks` are the clock and the name of what the day is parted by, `sharing` so many learners share a
    computer, `rung` is the one that the pack holds.
    """

    course: Mapping[str, str]
    company: Mapping[str, str] | None = None
    trainer: str = ""
    day: date | None = None
    start: time = time(9, 0)
    minutes: int = 480
    place: str = ""
    learners: tuple[Learner, ...] = ()
    seats: int = 24
    seats_per_table: int = 6
    example: Mapping[str, str] | None = None
    breaks: tuple[tuple[str, Mapping[str, str]], ...] = ()
    sharing: int = 2
    rung: str = ""

    @property
    def n_learners(self) -> int:
        """How many learners are expected."""
        return len(self.learners) or self.seats

    @property
    def n_tables(self) -> int:
        """How many tables of `seats_per_table` hold everybody; at least one."""
        return max(1, -(-self.n_learners // self.seats_per_table))

    @property
    def is_whole_day(self) -> bool:
        """Whether it lasts over noon, so that it has a morning and an afternoon."""
        begin = self.start.hour * 60 + self.start.minute
        return begin < NOON < begin + self.minutes - LUNCH

    def own(self, words: Wording) -> str:
        """Whose data the class works on: the company's own, or the example company by its name."""
        return words("documents.example", name=words.pick(self.example)) if self.example else words("documents.own")

    def notes(self, words: Wording) -> tuple[str, ...]:
        """Which rung the class takes, and that an invented company stands for its own, as far as both are known."""
        rung = (words(f"documents.rung.{self.rung}"),) if self.rung else ()
        return (*rung, words("documents.on_example", own=self.own(words))) if self.example else rung

    def slots(self, words: Wording) -> dict[str, Any]:
        """What texts of forms may name: names, times and dates in the language of `words`."""
        begin, end = clock(self.start, 0), clock(self.start, self.minutes)
        parts = "halves" if self.is_whole_day else "tea"
        each = [words("documents.break", clock=at, title=words.pick(title)) for at, title in self.breaks]
        breaks = words("documents.listed").join(each) or words("documents.break.none")
        said = "none" if not each else "one" if len(each) == 1 else "many"
        return (
            {
                "own": self.own(words),
                "breaks": breaks,
                "breaks_said": words(f"documents.breaks.{said}", breaks=breaks),
                "computers": max(1, -(-self.seats_per_table // max(1, self.sharing))),
                **{name: words(f"documents.{parts}.{name}") for name in ("turn", "first", "second")},
                "course": words.pick(self.course),
                "company": words.pick(self.company) if self.company else words("documents.your_company"),
                "client": words.pick(self.company) if self.company else "",
                "trainer": self.trainer,
                "day": words.show(self.day, "date") if self.day else "",
                "place": self.place,
                "begin": begin,
                "end": end,
                "hours": f"{self.minutes / 60:g}",
                "minutes": self.minutes,
                "learners": self.n_learners,
                "tables": self.n_tables,
                "per_table": self.seats_per_table,
                "doors": clock(self.start, -30),
            }
            | {f"before_{n}": self.on_day(-n, words) for n in (1, 3, 7)}
            | {f"after_{n}": self.on_day(n, words) for n in (1, 3, 7, 14, 30, 60, 90)}
        )

    def on_day(self, offset: int, words: Wording) -> str:
        """The date `offset` days from the class; said in days where the day of the class is open."""
        if self.day:
            return words.show(self.day + timedelta(days=offset), "date")
        return words("documents.days_before" if offset < 0 else "documents.days_after", n=abs(offset))


def clock(start: time, minutes: int) -> str:
    """The time `minutes` after `start`, as HH:MM; past midnight the hours begin anew."""
    hour, minute = divmod((start.hour * 60 + start.minute + minutes) % (24 * 60), 60)
    return f"{hour:02d}:{minute:02d}"
