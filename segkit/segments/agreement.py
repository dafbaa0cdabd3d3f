"""What must agree across the file of a standard: ids, names of schemes and segments, columns, conditions."""

import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap

from segkit.columns import CUSTOMERS, MEASURES
from segkit.errors import (
    FileMissing,
    InFile,
    MissingKey,
    RepeatedId,
    SchemeColumnMissing,
    SegkitError,
    StandardError,
    TakenId,
    UnknownReference,
    UnknownScheme,
)
from segkit.segments.expressions import parse_condition
from segkit.settings import KeyPath, nearest, node_at, place_of
from segkit.yaml_text import read_yaml

LIBRARY = Path(__file__).parent / "library"
COLUMNS = CUSTOMERS.columns | MEASURES.columns
TAKEN = frozenset(MEASURES.columns) | frozenset(CUSTOMERS.columns) - {"channel", "industry"}  # beside each customer


@cache
def library_names() -> tuple[str, ...]:
    """Ids of the ready-made schemes."""
    return tuple(sorted(path.stem for path in LIBRARY.glob("*.yml") if path.stem != "standard"))


def agreement_problems(document: CommentedMap, path: Path) -> Iterator[SegkitError]:
    """Everything that does not agree, each with line and column; the parts may be of any shape, models tell of that.

    A scheme that the library lacks; an id that stands twice or is a column's name; conditions that are not in the
    language; a column that customers do not have; roles and overrides of what the standard does not define; an
    approval without a name or a day. Of tags the same, and lists that are not there.
    """
    book = _Book(document, path)
    yield from book.scheme_ids()
    for at, scheme in book.schemes():
        yield from book.ids_of(("schemes", at, "segments"))
        yield from book.conditions_of(("schemes", at, "segments"))
        yield from book.column_of(at, scheme)
    yield from book.ids_of(("tags",))
    for at in range(len(book.listed(("tags",)))):
        yield from book.ids_of(("tags", at, "tags"))
        yield from book.conditions_of(("tags", at, "tags"))
        yield from book.lists_of(("tags", at, "tags"))
    yield from book.roles()
    yield from book.overrides()
    yield from book.signature()


class _Book:
    """The document of a standard, asked for its parts."""

    def __init__(self, document: CommentedMap, path: Path) -> None:
        self.document, self.path = document, str(path)

    def schemes(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The schemes written out, each with its place in the list."""
        for at, entry in enumerate(self.listed(("schemes",))):
            if isinstance(entry, Mapping):
                yield at, entry

    def listed(self, where: KeyPath) -> list[Any]:
        found = node_at(self.document, where)
        return found if isinstance(found, list) else []

    def spot(self, where: KeyPath) -> tuple[str, int, int, str]:
        return (self.path, *place_of(self.document, where), ".".join(map(str, where)))

    def scheme_ids(self) -> Iterator[SegkitError]:
        first: dict[str, int] = {}
        for at, entry in enumerate(self.listed(("schemes",))):
            where: KeyPath = ("schemes", at, "id") if isinstance(entry, Mapping) else ("schemes", at)
            name, place = _id_of(entry), self.spot(where)
            if isinstance(entry, str) and entry not in library_names():
                unknown = UnknownScheme(entry, nearest(entry, library_names()), library_names())
                yield InFile(unknown, *place[:3])
            elif name in TAKEN:
                yield TakenId(*place, name)
            elif name in first:
                yield RepeatedId(*place, name, first[name])
            first.setdefault(name, place[1])

    def ids_of(self, where: KeyPath) -> Iterator[SegkitError]:
        first: dict[str, int] = {}
        for at, entry in enumerate(self.listed(where)):
            name = entry.get("id") if isinstance(entry, Mapping) else None
            if not isinstance(name, str):
                continue
            place = self.spot((*where, at, "id"))
            if name in first:
                yield RepeatedId(*place, name, first[name])
            first.setdefault(name, place[1])

    def conditions_of(self, where: KeyPath) -> Iterator[SegkitError]:
        for at, entry in enumerate(self.listed(where)):
            text = entry.get("when") if isinstance(entry, Mapping) else None
            if isinstance(text, str):
                try:
                    parse_condition(str(text), COLUMNS)
                except StandardError as problem:
                    yield InFile(problem, *self.spot((*where, at, "when"))[:3])

    def lists_of(self, where: KeyPath) -> Iterator[SegkitError]:
        for at, entry in enumerate(self.listed(where)):
            name = entry.get("list") if isinstance(entry, Mapping) else None
            if isinstance(name, str) and not os.path.isfile(Path(self.path).parent / name):
                yield InFile(FileMissing(name, ""), *self.spot((*where, at, "list"))[:3])

    def column_of(self, at: int, scheme: Mapping[str, Any]) -> Iterator[SegkitError]:
        column = scheme.get("column")
        if scheme.get("kind") == "column" and isinstance(column, str) and column not in COLUMNS:
            missing = SchemeColumnMissing(str(scheme.get("id", "")), column, nearest(column, COLUMNS))
            yield InFile(missing, *self.spot(("schemes", at, "column"))[:3])

    def roles(self) -> Iterator[SegkitError]:
        roles = self.document.get("roles")
        known = self.names()
        for name in roles if isinstance(roles, Mapping) else ():
            if name not in (*known, "default"):
                yield UnknownReference(*self.spot(("roles", name)), str(name), nearest(str(name), known), known)

    def overrides(self) -> Iterator[SegkitError]:
        for at, entry in enumerate(self.listed(("overrides",))):
            scheme = entry.get("scheme") if isinstance(entry, Mapping) else None
            if not isinstance(scheme, str):
                continue
            if scheme not in self.names():
                known, where = self.names(), ("overrides", at, "scheme")
                yield UnknownReference(*self.spot(where), scheme, nearest(scheme, known), known)
                continue
            known, segment = self.segments(scheme), str(entry.get("segment", ""))
            if known and segment and segment not in known:
                where = ("overrides", at, "segment")
                yield UnknownReference(*self.spot(where), segment, nearest(segment, known), known)

    def names(self) -> tuple[str, ...]:
        """The ids of all schemes."""
        return tuple(dict.fromkeys(filter(None, map(_id_of, self.listed(("schemes",))))))

    def segments(self, scheme: str) -> tuple[str, ...]:
        """The ids of a scheme's segments; nothing where they come from the data."""
        for entry in self.listed(("schemes",)):
            if _id_of(entry) == scheme:
                written = entry if isinstance(entry, Mapping) else _library_scheme(entry)
                return (
                    () if written.get("kind") in ("column", "clusters") else tuple(dict.fromkeys(_segment_ids(written)))
                )
        return ()

    def signature(self) -> Iterator[SegkitError]:
        for key in ("approved_by", "approved_on") if self.document.get("state") == "approved" else ():
            if not self.document.get(key):
                yield MissingKey(*self.spot(("state",))[:3], key)


def _segment_ids(scheme: Mapping[str, Any]) -> Iterator[str]:
    segments = scheme.get("segments")
    others = (scheme.get("otherwise"), scheme.get("unknown"))
    for one in (*(segments if isinstance(segments, list) else ()), *others):
        if isinstance(one, Mapping) and isinstance(one.get("id"), str):
            yield str(one["id"])


def _id_of(entry: Any) -> str:
    """The id of a scheme, also of a library scheme whose file is named otherwise (present_grade: grade_today)."""
    written = _library_scheme(entry) if isinstance(entry, str) and entry in library_names() else entry
    found = written.get("id") if isinstance(written, Mapping) else written
    return found if isinstance(found, str) else ""


@cache
def _library_scheme(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_yaml(LIBRARY / f"{name}.yml")["scheme"]
    return found
