"""What the kit's own run records show of a class at work: was the segmentation run again, on which data, with what."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

RUN_ID = re.compile(r"(\d{4})(\d\d)(\d\d)-\d{6}")


@dataclass(frozen=True)
class RunRecord:
    """One finished run: its day, its study and as-of day, who prepared it (empty where nobody was named).

    `has_new_data`: another as-of day than in the run of the study before; `has_new_rules`: other classes or rules;
    `has_new_cuts`: other cut points of R, F and M. `approved`: who signed its report, empty where nobody did.
    """

    id: str
    study: str
    day: date
    as_of: str
    prepared: str
    has_new_data: bool
    has_new_rules: bool
    has_new_cuts: bool
    approved: str


def read_run_records(runs: Path, course_day: date, *, days: int | None = None) -> tuple[RunRecord, ...]:
    """The runs published after the day of the course, up to `days` after it, oldest first; none where there are none.

    What lies in the folder and is no finished run (no receipt, unreadable facts) is left out: it proves nothing.
    """
    end = course_day + timedelta(days=days) if days is not None else date.max
    found = [one for study in _folders(runs) for one in _records(study)]
    return tuple(sorted((one for one in found if course_day < one.day <= end), key=lambda one: (one.day, one.id)))


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if path.is_dir())


def _records(study: Path) -> Iterator[RunRecord]:
    """The runs of one study, each compared with the one before it, also with one from before the course."""
    before: dict[str, Any] | None = None
    for folder in _folders(study):
        day, held = _day(folder.name), _held(folder)
        if day is None or held is None:
            continue
        yield _record(folder, day, held, before or held)
        before = held


def _record(folder: Path, day: date, held: dict[str, Any], before: dict[str, Any]) -> RunRecord:
    return RunRecord(
        id=folder.name,
        study=folder.parent.name,
        day=day,
        as_of=str(held["meta"].get("as_of", "")),
        prepared=str(held["meta"].get("prepared", "")),
        has_new_data=held["meta"].get("as_of") != before["meta"].get("as_of"),
        has_new_rules=held["rules"] != before["rules"],
        has_new_cuts=held["cuts"] != before["cuts"],
        approved=str(held["meta"].get("approved", "")),
    )


def _day(name: str) -> date | None:
    match = RUN_ID.match(name)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _held(folder: Path) -> dict[str, Any] | None:
    """The part of a run's files that is compared; None where it is no finished run."""
    try:
        json.loads((folder / "receipt.json").read_text(encoding="utf-8"))
        report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        fitted = json.loads((folder / "fitted.json").read_text(encoding="utf-8"))
        rules = {name: one.get("scheme") for name, one in fitted.get("schemes", {}).items()}
        cuts = fitted.get("cut_points")
        return {"meta": dict(report["meta"]), "rules": rules, "cuts": cuts}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
