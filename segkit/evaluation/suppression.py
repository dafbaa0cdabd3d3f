"""Which figures stay hidden beside printed totals: the small ones, and others so that nobody can work them out."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from segkit.evaluation.shown import may_show

Key = TypeVar("Key", bound=Hashable)


def hidden(counts: Mapping[Key, int], smallest: int, areas: Iterable[Collection[Key]]) -> set[Key]:
    """The keys whose figures stay hidden beside the printed totals of `areas` (a whole list; rows and columns).

    First what may not be shown. Then, in every area that has a single hidden cell, or hidden ones that add up to too
    few, the smallest shown cell (ties: the first) is hidden with them, until no area is left. Last, no hidden figure
    of too few customers may follow from all totals together: those that do get another hidden neighbour.

    References
    ----------
    Hundepool et al. (2012), Statistical Disclosure Control, chapter 4: secondary cell suppression; the last step is its
    disclosure audit, a linear programme per small cell.
    """
    found = {key for key, n in counts.items() if not may_show(n, smallest)}
    kept = [tuple(area) for area in areas]
    while found:
        more = _cover(counts, found, smallest, kept) or _unpin(counts, found, smallest, kept)
        if more is None:
            break
        found.add(more[0])
    return found


def hidden_rows(counts: Mapping[Key, int], smallest: int) -> set[Key]:
    """The same for a list with a printed total."""
    return hidden(counts, smallest, [tuple(counts)])


def hidden_cells(counts: Mapping[tuple[str, str], int], smallest: int) -> set[tuple[str, str]]:
    """The same for a table whose row and column totals are printed elsewhere, each as far as it may be."""
    return hidden(counts, smallest, [area for side in (0, 1) for area in lines(counts, smallest, side)])


def hidden_matches(counts: Mapping[tuple[str, str], int], smallest: int) -> set[tuple[str, str]]:
    """The same for labels against predictions, whose agreements together, the diagonal, are printed as accuracy."""
    diagonal = [pair for pair in counts if pair[0] == pair[1]]
    return hidden(counts, smallest, [*lines(counts, smallest, 0), *lines(counts, smallest, 1), diagonal])


def lines(counts: Mapping[tuple[str, str], int], smallest: int, side: int) -> list[tuple[tuple[str, str], ...]]:
    """The rows (side 0) or columns (1) with a printed total, and those without one together: that total follows."""
    cells: dict[str, list[tuple[str, str]]] = {}
    for pair in counts:
        cells.setdefault(pair[side], []).append(pair)
    unseen = hidden_rows({name: sum(counts[pair] for pair in own) for name, own in cells.items()}, smallest)
    rest = tuple(pair for name in cells if name in unseen for pair in cells[name])
    return [*(tuple(own) for name, own in cells.items() if name not in unseen), *([rest] if rest else [])]


def _cover(
    counts: Mapping[Key, int], found: set[Key], smallest: int, areas: Sequence[tuple[Key, ...]]
) -> tuple[Key] | None:
    """A neighbour for the first area that gives its hidden cells away."""
    for area in areas:
        unseen = [key for key in area if key in found]
        if len(unseen) == 1 or (unseen and not may_show(sum(counts[key] for key in unseen), smallest)):
            more = _smallest_shown(counts, found, area)
            if more is not None:
                return more
    return None


def _smallest_shown(counts: Mapping[Key, int], found: set[Key], area: Iterable[Key]) -> tuple[Key] | None:
    others = [key for key in area if counts[key] and key not in found]
    return (min(others, key=counts.__getitem__),) if others else None


def _unpin(
    counts: Mapping[Key, int], found: set[Key], smallest: int, areas: Sequence[tuple[Key, ...]]
) -> tuple[Key] | None:
    """A neighbour for the first small cell that all totals together leave but one value."""
    for key, (low, high) in bounds(counts, found, smallest, areas).items():
        more = _smallest_shown(counts, found, [one for area in areas if key in area for one in area])
        if high - low < 0.5 and more is not None:
            return more
    return None


def bounds(
    counts: Mapping[Key, int], found: Collection[Key], smallest: int, areas: Sequence[Collection[Key]]
) -> dict[Key, tuple[float, float]]:
    """The lowest and highest value of each hidden small cell that agrees with everything printed.

    A reader knows the totals of `areas`, all shown cells, and of a hidden one whether it is small: 1 to `smallest` - 1,
    or hidden for its neighbours' sake: `smallest` or more.
    """
    from scipy.optimize import linprog

    cells = [key for key in counts if key in found]
    limits = [(smallest, None) if may_show(counts[key], smallest) else (1, smallest - 1) for key in cells]
    known = [[key in area for key in cells] for area in map(set, areas)]
    sums = [sum(counts[key] for key, is_in in zip(cells, line, strict=True) if is_in) for line in known]
    told = {}
    totals = {"A_eq": known, "b_eq": sums} if known else {}
    for at, key in enumerate(cells):
        if not may_show(counts[key], smallest):
            wish = [float(place == at) for place in range(len(cells))]
            ends = (linprog([sign * w for w in wish], bounds=limits, **totals).fun * sign for sign in (1, -1))
            told[key] = (next(ends), next(ends))
    return told
