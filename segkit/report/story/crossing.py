"""What two schemes across each other say: who is valued and dissatisfied, where customers crowd, where they lack."""

from collections.abc import Iterator
from dataclasses import dataclass

from segkit.facts import CrossCell, Crossing, Finding, Report
from segkit.facts.types import Slot
from segkit.report.story.lookup import so_what, title

VALUED = {"high_value", "grade_a", "clv_high", "score_high", "net_worth_high"}  # upper segments of the ready schemes
DISSATISFIED = {"satisfied_not"}
BEYOND_CHANCE = 2.58  # adjusted residual: one in a hundred
MUCH, LITTLE = 150.0, 67.0  # indices worth a word
SAME = 0.7  # Cramér's V from which two schemes say nearly the same
READ = 2  # crowded cells that the page names


@dataclass(frozen=True)
class Reading:
    """A cell worth a word and why: alarm, over or under."""

    kind: str
    cell: CrossCell


def readings(facts: Crossing) -> tuple[Reading, ...]:
    """The cell of the valued and dissatisfied first, then where most crowd beyond chance, then where most lack.

    Segments of customers about whom nothing is known (…_unknown) are not read. Empty where chance explains all.
    """
    alarm = [Reading("alarm", one) for one in facts.cells if is_alarm(one)]
    known = [one for one in facts.cells if one.n is not None and not is_alarm(one) and not _is_unknown(one)]
    over = sorted((one for one in known if is_crowded(one)), key=_surplus, reverse=True)
    under = sorted((one for one in known if _is_rare(one)), key=_surplus)
    return (*alarm, *(Reading("over", one) for one in over[:READ]), *(Reading("under", one) for one in under[:1]))


def is_alarm(cell: CrossCell) -> bool:
    """Whether its customers are of high value and dissatisfied, whichever scheme stands in the rows."""
    pair = {cell.row, cell.column}
    return bool(pair & VALUED and pair & DISSATISFIED)


def is_crowded(cell: CrossCell) -> bool:
    """Whether clearly more customers stand in it than unrelated schemes would give."""
    return (cell.index or 0) >= MUCH and (cell.residual or 0) >= BEYOND_CHANCE


def _is_rare(cell: CrossCell) -> bool:
    return cell.index is not None and cell.index <= LITTLE and (cell.residual or 0) <= -BEYOND_CHANCE


def _is_unknown(cell: CrossCell) -> bool:
    return any(name.endswith("unknown") for name in (cell.row, cell.column))


def _surplus(cell: CrossCell) -> tuple[float, str, str]:
    return (cell.n or 0) - (cell.expected or 0.0), cell.row, cell.column


def crossing_findings(report: Report, page: str) -> Iterator[Finding]:
    """Title and so-what of one crossing."""
    facts = next(one for one in report.chapters.crossings if one.page == page)
    found = readings(facts)
    first = found[0] if found else None
    if first is not None and first.kind == "alarm":
        yield from _alarm(report, page, first.cell)
    elif facts.contingency is not None and facts.contingency >= SAME:
        yield title(page, "same", v=facts.contingency)
        yield so_what(page, "same")
    elif first is not None and first.kind == "over":
        yield from _crowd(page, first.cell)
    else:
        yield title(page, "alike")
        yield so_what(page, "alike")


def _alarm(report: Report, page: str, cell: CrossCell) -> Iterator[Finding]:
    valued = cell.row if cell.row in VALUED else cell.column
    slots: dict[str, Slot] = {"row": valued, "column": cell.column if valued == cell.row else cell.row}
    if cell.n is None:
        variant = "alarm_covered" if cell.is_covered else "alarm_few"
        yield title(page, variant, **slots, group=report.meta.smallest_group)
        yield so_what(page, "alarm_few")
    elif cell.n == 0:
        yield title(page, "alarm_none", **slots)
        yield so_what(page, "alarm_none")
    else:
        yield title(page, "alarm", **slots, n=cell.n, revenue=cell.revenue)
        yield so_what(page, "alarm", n=cell.n)


def _crowd(page: str, cell: CrossCell) -> Iterator[Finding]:
    slots: dict[str, Slot] = {"row": cell.row, "column": cell.column}
    yield title(page, "over", **slots, n=cell.n, times=round((cell.index or 0) / 100, 2))
    yield so_what(page, "over", **slots)
