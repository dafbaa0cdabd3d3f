"""Reading facts: the main scheme's figures, shares and changes, rounded as report.json keeps them."""

from collections.abc import Iterable
from decimal import Decimal

from segkit.facts import Action, Finding, Move, Movement, ProfileCard, Report, SegmentFigures, Task
from segkit.facts.types import Slot
from segkit.report.exhibits import kind_of

LINES_IN_BODY = 8  # playbook lines that the strategy page holds; the annex has the others
ROLES = ("management", "marketing", "sales", "service", "data")
_PYRAMIDS = ("value_tier", "abcd")


def title(page: str, variant: str = "", /, **slots: Slot) -> Finding:
    """The page's conclusion, in one of its variants."""
    return Finding(f"page.{kind_of(page)}.title{_dotted(variant)}", page, slots)


def so_what(page: str, variant: str = "", /, **slots: Slot) -> Finding:
    """What the reader should do with the page."""
    return Finding(f"page.{kind_of(page)}.so_what{_dotted(variant)}", page, slots)


def finding(name: str, page: str, money: Decimal | None, /, **slots: Slot) -> Finding:
    """A finding for the summary, ranked by `money`; its evidence stands on `page`."""
    return Finding(f"finding.{name}", page, {**slots, "money": money}, money)


def _dotted(variant: str) -> str:
    return f".{variant}" if variant else ""


def figures_of(report: Report, scheme: str) -> tuple[SegmentFigures, ...]:
    """One scheme's figures, in the order of the standard."""
    return tuple(figure for figure in report.figures if figure.scheme == scheme)


def main_figures(report: Report) -> tuple[SegmentFigures, ...]:
    """The main scheme's figures."""
    return figures_of(report, report.meta.primary)


def pyramid_scheme(report: Report) -> str:
    """The scheme that the pyramid shows: graded by value where there is such a one, else the main scheme."""
    present = {figure.scheme for figure in report.figures}
    return next((scheme for scheme in _PYRAMIDS if scheme in present), report.meta.primary)


def value_scheme(report: Report) -> str:
    """The scheme that says who is valued: tiers by value where they are in use, else the main scheme."""
    return _PYRAMIDS[0] if any(scheme.id == _PYRAMIDS[0] for scheme in report.schemes) else report.meta.primary


def card_of(report: Report, role: str) -> ProfileCard | None:
    """The profile card for keep, win_back or grow."""
    return next((card for card in report.cards if card.role == role), None)


def actions_by_rank(report: Report) -> list[Action]:
    """The playbook lines, most revenue at stake first."""
    return sorted(report.actions, key=lambda action: action.rank)


def unit_cost(report: Report, segment: str | None) -> Decimal | None:
    """What the playbook's action costs per customer treated."""
    return next((action.cost_per_customer for action in report.actions if action.segment == segment), None)


def duty_of(task: Task, role: str) -> str | None:
    """What a role does in a task; responsible before accountable where it is both."""
    held = {
        "responsible": (task.responsible,),
        "accountable": (task.accountable,),
        "consulted": task.consulted,
        "informed": task.informed,
    }
    return next((duty for duty, roles in held.items() if role in roles), None)


def undrawn_customers(facts: Movement) -> int | None:
    """Customers of the earlier day whose flow is too small to be shown; None where a segment's size is not known."""
    sizes = [size for size in facts.sizes_before.values() if size is not None]
    if not sizes or len(sizes) < len(facts.sizes_before):
        return None
    return sum(sizes) - sum(move.n or 0 for move in facts.moves if move.before)


def growth(now: float | Decimal, before: float | Decimal | None) -> float | None:
    """The change as a share of what was before; None where that is unknown or not above zero."""
    if before is None or before <= 0:
        return None
    return rounded(float(now) / float(before) - 1)


def rounded(value: float) -> float:
    """A share as report.json keeps it."""
    return round(value, 6) + 0.0


def total(values: Iterable[Decimal | None]) -> Decimal:
    """The sum of what is known."""
    return sum((value for value in values if value is not None), Decimal(0))


def gap_points(one: float, other: float) -> float:
    """The distance of two shares, never negative."""
    return rounded(abs(one - other))


def by_money(moves: Iterable[Move]) -> list[Move]:
    """The moves from most money at either end to least (ties: by name); hidden ones last, by name."""
    return sorted(moves, key=lambda move: (-_money_of(move), move.before, move.after))


def _money_of(move: Move) -> float:
    return -1.0 if move.n is None else float(max(move.revenue_before or 0, move.revenue_after or 0))
