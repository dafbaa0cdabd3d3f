"""What a learner did, as lines of JSON in the own folder: checks, hints and solutions with their times, and choices."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

LONGEST_PAUSE = 30  # minutes; longer gaps are breaks and count as this much
COUNTED = ("pass", "fail", "error", "needs_trainer")


@dataclass(frozen=True)
class Tally:
    """One exercise so far: the last outcome, honest tries, the highest hint seen, minutes."""

    outcome: str = "not_attempted"
    code: str = ""
    tries: int = 0
    hints: int = 0
    minutes: float = 0.0
    is_solution_seen: bool = False


@dataclass(frozen=True)
class Record:
    """A lesson's log and the choices of all lessons, in the folder `answers`; damaged files count as empty."""

    folder: Path
    lesson: str

    @property
    def log(self) -> Path:
        """The file of events, one a line."""
        return self.folder / f"log-{self.lesson}.jsonl"

    def note(self, event: str, exercise: str = "", **more: Any) -> None:
        """Add an event with the time; a folder that cannot be written to costs the log, not the lesson."""
        line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "event": event, "exercise": exercise, **more}
        try:
            with self.log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError:
            return

    def events(self) -> list[dict[str, Any]]:
        """Every readable event, in order."""
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []
        return [event for event in map(_event, lines) if event]

    def tally(self, exercise: str) -> Tally:
        """What the log says of one exercise; nothing yet is `not_attempted` with zeros."""
        return tally(self.events(), exercise)

    def choices(self, exercise: str) -> dict[str, Any]:
        """What was chosen in an exercise, by name."""
        found = self._answers().get(self.lesson, {})
        own = found.get(exercise, {}) if isinstance(found, Mapping) else {}
        return dict(own) if isinstance(own, Mapping) else {}

    def choose(self, exercise: str, name: str, value: Any) -> None:
        """Keep a choice, as text where JSON has no form for it; the file is replaced whole and never half written."""
        answers = self._answers()
        answers.setdefault(self.lesson, {}).setdefault(exercise, {})[name] = value
        half = self.folder / "answers.json.partial"
        half.write_text(json.dumps(answers, ensure_ascii=False, indent=1, default=str), encoding="utf-8")
        os.replace(half, self.folder / "answers.json")

    def _answers(self) -> dict[str, Any]:
        try:
            found = json.loads((self.folder / "answers.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def tally(events: list[dict[str, Any]], exercise: str) -> Tally:
    """One exercise's events summed; a gap between two events counts for the exercise of the later one."""
    own = [event for event in events if event["exercise"] == exercise]
    checks = [event for event in own if event["event"] == "check"]
    last = checks[-1] if checks else {}
    return Tally(
        outcome=str(last.get("outcome", "not_attempted")),
        code=str(last.get("code", "")),
        tries=sum(event.get("outcome") in COUNTED for event in checks),
        hints=max((int(event.get("n", 0)) for event in own if event["event"] == "hint"), default=0),
        minutes=round(_minutes(events, exercise), 1),
        is_solution_seen=any(event["event"] == "solution" for event in own),
    )


def _minutes(events: list[dict[str, Any]], exercise: str) -> float:
    gaps = pairwise(events)
    spent = [
        _gap(before, after) for before, after in gaps if after["exercise"] == exercise and after["event"] != "start"
    ]
    return sum(spent)


def _gap(before: Mapping[str, Any], after: Mapping[str, Any]) -> float:
    seconds = (datetime.fromisoformat(after["at"]) - datetime.fromisoformat(before["at"])).total_seconds()
    return min(max(seconds, 0) / 60, LONGEST_PAUSE)


def _event(line: str) -> dict[str, Any] | None:
    """A line of the log as an event; None where somebody wrote something else."""
    try:
        event = json.loads(line)
        datetime.fromisoformat(event["at"])
    except (ValueError, KeyError, TypeError):
        return None
    return event if isinstance(event.get("exercise"), str) and isinstance(event.get("event"), str) else None
