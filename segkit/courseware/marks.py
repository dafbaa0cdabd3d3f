"""A learner's marks of a hundred: exercises, their rerun on an unseen company, report with defence, test afterwards.

What each part weighs stands in `course.yml`. A part that the class did not have is left out, and the others weigh more
in its place. What is still to be read leaves a learner without a total; what is not there counts nothing and is told.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from segkit.courseware.grade.marking import PUBLIC, UNSEEN
from segkit.courseware.roster import Learner, Roster

OWN, NEW, REPORT, TEST = "own_company", "unseen_company", "report", "test"
PARTS = (OWN, NEW, REPORT, TEST)
EXERCISES = (OWN, NEW)  # the parts that every class has
TENTH = Decimal("0.1")
Shares = Mapping[str, Fraction]
Asked = Mapping[tuple[str, str], bool]  # lesson and exercise, and whether it was for home


@dataclass(frozen=True)
class Entry:
    """One exercise of one hand-in, as the gradebook has it.

    `points` of three: None where the trainer has still to read, and of an exercise for home that was not done. `absent`
    is `nothing`, `home` (not done at home) or why the work could not be run; empty where it could. `is_typed`: the
    trainer gave the points for a text.
    """

    who: str
    name: str
    lesson: str
    exercise: str
    points: Fraction | None
    is_typed: bool = False
    absent: str = ""
    is_home: bool = False

    @property
    def counts(self) -> bool:
        """Whether it counts for or against anybody: an exercise for home does not until it is done."""
        return self.points is not None or not self.absent


@dataclass(frozen=True)
class Lack:
    """What a learner's marks lack and where.

    `kind`: `waiting`, `nothing`, `undone` (all was for home), `unrunnable`, `report`, `test` or `test_twice`.
    """

    kind: str
    where: tuple[str, ...] = ()


@dataclass(frozen=True)
class Marks:
    """One learner's marks: by part, in tenths, None where it is still open; then total and band are open too.

    `band`: `distinction`, `pass`, `not_yet`, or `open`.
    """

    learner: Learner
    parts: Mapping[str, Decimal | None]
    total: Decimal | None
    band: str
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True)
class Extras:
    """What a class had beside exercises, as shares of full points by the roster's number; None: the class had none.

    `doubled`: learners with several sheets of the test. `nameless`: sheets whose code is no number on the roster.
    """

    report: Shares | None = None
    test: Shares | None = None
    doubled: frozenset[str] = frozenset()
    nameless: int = 0
    strange: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClassMarks:
    """Everybody on the roster, in its order.

    `full`: full points by part that the class had, in tenths, together a hundred. `lessons`: how many exercises of each
    count. `strange`: names of rows that stand for nobody on the roster.
    """

    full: Mapping[str, Decimal]
    rows: tuple[Marks, ...]
    lessons: Mapping[str, int]
    strange: tuple[str, ...] = ()
    nameless: int = 0

    @property
    def waiting(self) -> int:
        """How many learners have no total yet."""
        return sum(one.total is None for one in self.rows)


@dataclass(frozen=True)
class Scale:
    """What the course says of marks: weights by part, and the least totals of a pass and of a distinction."""

    weights: Mapping[str, int]
    least: float
    excellent: float


def class_marks(roster: Roster, entries: Sequence[Entry], scale: Scale, extras: Extras) -> ClassMarks:
    """The marks of everybody on the roster.

    Every exercise that was graded counts, and all count alike; one for home counts once it is done, as in gradebooks.
    Of its three points two belong to the class's company, one to the unseen one, and points typed for a text to both as
    two to one. A hand-in of a group counts for members without one of their own. A learner who lacks a part that the
    class had gets 0 there; one who waits for a reading, or has two sheets of the test, gets no total.

    Parameters
    ----------
    entries
        Of all gradebooks, one per exercise and hand-in; without any, everybody has 0.
    """
    had = {*EXERCISES, *(name for name, one in ((REPORT, extras.report), (TEST, extras.test)) if one is not None)}
    full = full_points(scale.weights, had)
    asked = {(one.lesson, one.exercise): one.is_home for one in entries}
    found, strange = by_learner(roster, entries)
    rows = tuple(_marks(one, found.get(one.id, {}), asked, full, scale, extras=extras) for one in roster.learners)
    lessons = {lesson: sum(one == lesson for one, _ in asked) for lesson, _ in asked}
    return ClassMarks(full, rows, lessons, tuple(dict.fromkeys((*strange, *extras.strange))), extras.nameless)


def full_points(weights: Mapping[str, int], had: Collection[str]) -> dict[str, Decimal]:
    """Full points of the parts that a class had, in tenths and together a hundred, in proportion to their weights.

    What rounding down leaves goes to the largest remainders. Weights of 0 together, and no part, give nothing.
    """
    own = {part: weights[part] for part in PARTS if part in had and weights[part]}
    tenths = {part: Fraction(1000 * weight, sum(own.values())) for part, weight in own.items()}
    whole = {part: int(exact) for part, exact in tenths.items()}
    left = (1000 if own else 0) - sum(whole.values())
    for part in sorted(own, key=lambda one: whole[one] - tenths[one])[:left]:
        whole[part] += 1
    return {part: Decimal(n) / 10 for part, n in whole.items()}


def by_learner(
    roster: Roster, entries: Iterable[Entry]
) -> tuple[dict[str, dict[tuple[str, str], Entry]], tuple[str, ...]]:
    """Each learner's entries by lesson and exercise, and under which names hand-ins stand for nobody.

    Of several for one learner and exercise what was done goes before what was not, or could not be run, the learner's
    own before a group's, then the first.
    """
    best: dict[str, dict[tuple[str, str], tuple[tuple[bool, bool], Entry]]] = {}
    strange: dict[str, None] = {}
    for entry in entries:
        whom = _whom(roster, entry)
        if not whom:
            strange[f"{entry.who} {entry.name}".strip()] = None
        rank = (bool(entry.absent), len(whom) > 1)
        for learner in whom:
            own = best.setdefault(learner.id, {})
            key = (entry.lesson, entry.exercise)
            if key not in own or rank < own[key][0]:
                own[key] = (rank, entry)
    return {id: {key: entry for key, (_, entry) in own.items()} for id, own in best.items()}, tuple(strange)


def _whom(roster: Roster, entry: Entry) -> tuple[Learner, ...]:
    """Without a name the gradebook was made without a roster, and `who` is what grading would have asked it."""
    several = () if entry.name else roster.stands_for(entry.who)
    alone = roster.found(entry.who, entry.name)
    return several or ((alone,) if alone else ())


def split(entry: Entry) -> tuple[Fraction, Fraction] | None:
    """An entry's points as shares of full points on the class's company and on the unseen one; None while open."""
    if entry.points is None:
        return None
    if entry.is_typed:
        return entry.points / (PUBLIC + UNSEEN), entry.points / (PUBLIC + UNSEEN)
    own = min(entry.points, Fraction(PUBLIC))
    return own / PUBLIC, (entry.points - own) / UNSEEN


def exact(number: float) -> Fraction:
    """A float as the decimal that people read, so that halves are rounded as by hand."""
    return Fraction(str(round(number, 9)))


def _marks(
    learner: Learner,
    own: Mapping[tuple[str, str], Entry],
    asked: Asked,
    full: Mapping[str, Decimal],
    scale: Scale,
    *,
    extras: Extras,
) -> Marks:
    shares = {**_exercise_shares(own, asked), **_extra_shares(learner, extras)}
    parts = {part: None if (share := shares[part]) is None else points(share, full[part]) for part in full}
    given = [one for one in parts.values() if one is not None]
    total = sum(given, Decimal(0)) if given and len(given) == len(parts) else None
    return Marks(learner, parts, total, band_of(total, scale), tuple(_lacks(learner, own, asked, extras)))


def points(share: Fraction, full: Decimal) -> Decimal:
    """A share of full points in tenths, halves rounded up."""
    exactly = share * Fraction(full)
    return (Decimal(exactly.numerator) / Decimal(exactly.denominator)).quantize(TENTH, ROUND_HALF_UP)


def band_of(total: Decimal | None, scale: Scale) -> str:
    """`distinction`, `pass` or `not_yet` as certificates see a total; `open` without one."""
    if total is None:
        return "open"
    return "distinction" if total >= scale.excellent else "pass" if total >= scale.least else "not_yet"


def _exercise_shares(own: Mapping[tuple[str, str], Entry], asked: Asked) -> dict[str, Fraction | None]:
    """Of the exercises that count, in class those that are not there counting nothing; both open while one is."""
    nothing = (Fraction(0), Fraction(0))
    counted = [key for key, is_home in asked.items() if (own[key].counts if key in own else not is_home)]
    pairs = [split(own[key]) if key in own else nothing for key in counted]
    known = [pair for pair in pairs if pair is not None]
    if len(known) < len(pairs):
        return dict.fromkeys(EXERCISES)
    return {
        part: sum((pair[at] for pair in known), Fraction(0)) / max(len(known), 1) for at, part in enumerate(EXERCISES)
    }


def _extra_shares(learner: Learner, extras: Extras) -> dict[str, Fraction | None]:
    report = (extras.report or {}).get(learner.id, Fraction(0))
    test = None if learner.id in extras.doubled else (extras.test or {}).get(learner.id, Fraction(0))
    return {REPORT: report, TEST: test}


def _lacks(learner: Learner, own: Mapping[tuple[str, str], Entry], asked: Asked, extras: Extras) -> Iterator[Lack]:
    open_ones = tuple(exercise for (_, exercise), one in own.items() if one.points is None and one.counts)
    in_class = [key for key, is_home in asked.items() if not is_home]
    gone = [key for key in in_class if key not in own or own[key].absent == "nothing"]
    broken = {key[0] for key in asked if key in own and own[key].absent not in ("", "nothing", "home")}
    if open_ones:
        yield Lack("waiting", open_ones)
    if asked and all(one.absent == "nothing" for one in own.values()):
        yield Lack("nothing")
    elif gone:
        yield Lack("nothing", tuple(_in_short(gone, in_class)))
    elif asked and not in_class and not any(one.counts for one in own.values()):
        yield Lack("undone")
    if broken:
        yield Lack("unrunnable", tuple(sorted(broken)))
    if extras.report is not None and learner.id not in extras.report:
        yield Lack("report")
    if learner.id in extras.doubled:
        yield Lack("test_twice")
    elif extras.test is not None and learner.id not in extras.test:
        yield Lack("test")


def _in_short(gone: Sequence[tuple[str, str]], asked: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Lessons of which everything is gone by their name, else the exercises."""
    for lesson in dict.fromkeys(lesson for lesson, _ in gone):
        missed = [exercise for one, exercise in gone if one == lesson]
        yield from [lesson] if len(missed) == sum(one == lesson for one, _ in asked) else missed
