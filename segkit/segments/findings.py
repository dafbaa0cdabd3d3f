"""What the linter finds in a standard, and where in its file that stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segkit.settings import KeyPath, Place, node_at, place_of

SHOWN = 20
# The key that a finding is about, below its last segment or below its scheme; others are about the segment itself.
KEYS = {
    "gap": "segments",
    "out_of_order": "segments",
    "unproven": "segments",
    "overlap": "cells",
    "repeated": "cells",
    "unknown_cell": "cells",
    "contested": "when",
    "unreachable": "when",
    "contradiction": "when",
    "beyond_range": "when",
    "same_name": "name",
    "twin_name": "name",
    "unkind_name": "public_name",
    "no_words": "id",
    "shared_word": "words",
    "hidden_word": "words",
}


@dataclass(frozen=True)
class LintFinding:
    """One thing the linter found; its sentence is `segments.lint.<code>`."""

    # gap, overlap, fallback, contested, unreachable, contradiction, beyond_range, repeated, unknown_cell, out_of_order,
    # same_name, twin_name, unkind_name, unproven, no_words, shared_word, hidden_word, override_ended, review_over,
    # tag_twin, tag_contradiction, tag_unreachable, tag_beyond_range, tag_over, tag_unproven: `scheme` is the group
    code: str
    level: str  # error: the scheme cannot be used; warning: legal, but look; note
    scheme: str
    segments: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    where: KeyPath = ()  # in the file, where scheme and segments do not tell

    def slots(self) -> dict[str, Any]:
        """What the sentence quotes; of many cells the first twenty."""
        cells = (*self.cells[:SHOWN], "…") if len(self.cells) > SHOWN else self.cells
        return {"scheme": self.scheme, "segments": self.segments, "cells": cells, "n": len(self.cells)}


def place_of_finding(finding: LintFinding, document: Mapping[str, Any]) -> Place:
    """Line and column, from 1, in the standard's YAML; of a library scheme where the standard names it."""
    if finding.where:
        return place_of(document, finding.where)
    schemes = node_at(document, ("schemes",)) or []
    at = next((place for place, one in enumerate(schemes) if _is(one, finding.scheme)), None)
    if at is None:
        return place_of(document, ("schemes",))
    return place_of(document, ("schemes", at, *_below(finding, schemes[at])))


def _below(finding: LintFinding, scheme: Any) -> KeyPath:
    key = KEYS.get(finding.code, "id")
    if not isinstance(scheme, Mapping):
        return ()
    wanted = finding.segments[-1] if finding.segments and key != "segments" else ""
    for at, one in enumerate(node_at(scheme, ("segments",)) or ()):
        if _is(one, wanted):
            return ("segments", at, key)
    other = next((name for name in ("otherwise", "unknown") if wanted and _is(scheme.get(name), wanted)), None)
    return (other, key) if other else (key,)


def _is(entry: Any, name: str) -> bool:
    return (entry.get("id") if isinstance(entry, Mapping) else entry) == name
