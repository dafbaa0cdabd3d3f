"""One stage of a run while it works: its study, its engine, the tables and facts it takes and leaves."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
from pydantic import TypeAdapter

from segkit.engine import open_engine, write_parquet
from segkit.runs import Run, open_run, write_stage_receipt
from segkit.study import Study, read_study

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table


@dataclass
class Stage:
    """A stage at work. `finish` leaves its receipt; without it the run is not published."""

    name: str
    run: Run
    language: str = "zh-CN"
    clock: "Clock" = field(default_factory=lambda: Clock())
    staged: dict[str, "Table"] = field(default_factory=dict)
    opened: dict[str, Any] = field(default_factory=dict)  # what would cost much to open twice

    @cached_property
    def study(self) -> Study:
        """The study of this run."""
        return read_study(self.run.study_file)

    @cached_property
    def engine(self) -> "BaseBackend":
        """A connection of this stage's own."""
        return open_engine(self.study.engine, spill=self.run.staging())

    @cached_property
    def as_of(self) -> date:
        """The last day that counts, as cleaning settled it."""
        return self.load("as_of", date)

    def table(self, name: str) -> "Table":
        """A table that an earlier stage saved, lazily."""
        return self.engine.read_parquet(str(self.run.table(name)), table_name=f"{self.name}_{name}")

    def save_table(self, name: str, table: "Table") -> "Table":
        """Write a table for later stages; the written one comes back."""
        write_parquet(self.engine, table, self.run.table(name))
        return self.table(name)

    def stage_table(self, name: str, table: "Table") -> "Table":
        """Write a table that only this stage asks, more than once; the written one comes back, also the next time."""
        if name not in self.staged:
            path = self.run.staging() / f"{self.name}_{name}.parquet"
            write_parquet(self.engine, table, path)
            self.staged[name] = self.engine.read_parquet(str(path), table_name=f"{self.name}_staged_{name}")
        return self.staged[name]

    def save(self, name: str, facts: Any) -> Any:
        """Write facts for later stages; they come back unchanged."""
        plain = TypeAdapter(type(facts)).dump_python(facts, mode="json") if facts is not None else None
        self.run.facts(name).write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return facts

    def load(self, name: str, kind: Any) -> Any:
        """Facts that an earlier stage saved."""
        return TypeAdapter(kind).validate_json(self.run.facts(name).read_bytes())

    def has(self, name: str) -> bool:
        """Whether a table of that name was saved."""
        return self.run.table(name).is_file()

    def finish(self) -> None:
        """Leave the receipt: the stage is complete."""
        self.engine.disconnect()
        write_stage_receipt(self.run, self.name, self.clock.seconds(), self.clock.stop())


def open_stage(folder: str | Path, name: str, language: str = "zh-CN") -> Stage:
    """The stage `name` of the run being built in `folder`."""
    return Stage(name, open_run(Path(folder)), language)


class Clock:
    """Seconds since it was made, and the largest resident memory seen meanwhile."""

    def __init__(self, *, every: float = 0.05) -> None:
        self._start = time.perf_counter()
        self._ended = threading.Event()
        self._peak = psutil.Process().memory_info().rss
        self._thread = threading.Thread(target=self._watch, args=(every,), daemon=True)
        self._thread.start()

    def seconds(self) -> float:
        """Seconds since the clock was made."""
        return time.perf_counter() - self._start

    def stop(self) -> int:
        """End watching; the peak in bytes."""
        self._ended.set()
        self._thread.join()
        return self._peak

    def _watch(self, every: float) -> None:
        memory: Callable[[], Any] = psutil.Process().memory_info
        while not self._ended.wait(every):
            self._peak = max(self._peak, memory().rss)
