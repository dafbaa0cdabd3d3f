"""The grid that `segkit init` prints: every ready scheme against the company's tables, and what each one lacks."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from segkit.columns import ROLES
from segkit.commands.pages import columns_of, wrap
from segkit.wording import Wording

if TYPE_CHECKING:
    from segkit.segments.inputs import SchemeState
    from segkit.source.draft import StudyDraft

SOURCES = tuple(source for source in ROLES if source != "labels")
WIDTH = 80
STATES = ("usable", "column", "source")


def states_of(draft: "StudyDraft") -> "tuple[SchemeState, ...]":
    """What every ready scheme can do with the tables of a new study: usable ones first, else by name of the scheme."""
    from segkit.segments.inputs import scheme_state
    from segkit.segments.standard import library_names, read_library_scheme

    mapped: dict[str, set[str]] = {}
    for table in draft.tables:
        roles = {role.role for side in table.sides for role in side.proposal.roles}
        mapped.setdefault(table.proposal.kind, set()).update(roles)
    found = [scheme_state(read_library_scheme(name), mapped) for name in library_names()]
    return tuple(sorted(found, key=lambda one: (STATES.index(one.state), one.scheme)))


def state_as_dict(state: "SchemeState") -> dict[str, Any]:
    """As a program reads it."""
    columns = [f"{table}.{role}" for table, role in state.columns]
    return {"scheme": state.scheme, "state": state.state, "sources": state.sources, "absent": state.absent} | {
        "columns": columns
    }


def grid_lines(states: "Sequence[SchemeState]", wording: Wording) -> Iterator[str]:
    """The heading, a line per scheme with a mark per table, the legend, then what is lacking and whom to ask.

    No line is wider than 80 cells.
    """
    n = sum(one.state == "usable" for one in states)
    yield wording("cli.grid.head", n=n, total=len(states))
    heads = (
        wording("cli.grid.scheme"),
        *(wording(f"cli.grid.source.{one}") for one in SOURCES),
        wording("cli.grid.use"),
    )
    rows = [heads, *(_row(one, wording) for one in states)]
    yield from (f"  {line}" for line in columns_of(rows))
    yield f"  {wording('cli.grid.legend')}"
    yield from _column_lines(states, wording)
    yield from _source_lines(states, wording)


def _row(state: "SchemeState", wording: Wording) -> tuple[str, ...]:
    marks = (wording(f"cli.grid.mark.{_mark(state, source)}") for source in SOURCES)
    return (_name(state, wording), *marks, wording(f"cli.grid.state.{state.state}"))


def _mark(state: "SchemeState", source: str) -> str:
    if source not in state.sources:
        return "unused"
    if source in state.absent:
        return "absent"
    return "column" if any(table == source for table, _ in state.columns) else "there"


def _name(state: "SchemeState", wording: Wording) -> str:
    from segkit.segments.standard import read_library_scheme

    return wording.pick(read_library_scheme(_file_of(state.scheme)).name)


def _file_of(scheme: str) -> str:
    """The library's name of a scheme, whose id may be another (present_grade: grade_today)."""
    from segkit.segments.standard import library_names, read_library_scheme

    return next(name for name in library_names() if read_library_scheme(name).id == scheme)


def _column_lines(states: "Sequence[SchemeState]", wording: Wording) -> Iterator[str]:
    """Per column that is lacking, the schemes that wait for it."""
    lacking = {pair: [one for one in states if pair in one.columns] for state in states for pair in state.columns}
    for (table, role), waiting in lacking.items():
        names = tuple(_name(one, wording) for one in waiting)
        slots = {"table": wording(f"cli.grid.source.{table}"), "role": wording(f"source.role.{role}")}
        yield from _wrapped(wording("cli.grid.column", **slots, schemes=names))


def _source_lines(states: "Sequence[SchemeState]", wording: Wording) -> Iterator[str]:
    """Per table that is absent, whom to ask, and the schemes that wait for it."""
    for source in SOURCES:
        names = tuple(_name(one, wording) for one in states if source in one.absent)
        if names:
            yield from _wrapped(wording(f"gaps.source_missing.{source}") + wording("cli.grid.waiting", schemes=names))


def _wrapped(text: str) -> Iterator[str]:
    first, *more = wrap(text, WIDTH - 4)
    yield f"  - {first}"
    yield from (f"    {line}" for line in more)
