"""The kit as its user has it: commands in a process of their own, and the folder that a run leaves."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from time import monotonic, sleep
from typing import Any

LANGUAGES = ("zh-CN", "en")
BODY_PAGES = (
    *("cover", "summary", "decisions", "baseline", "concentration", "pyramid", "segments", "grid", "structure"),
    *("movement", "keep", "win_back", "grow", "satisfaction", "strategy", "economics", "plan", "trust"),
)
PATIENCE = 900  # seconds one worker waits for what another makes


@dataclass(frozen=True)
class Published:
    """A published run folder, or the files that `segkit render` wrote."""

    folder: Path

    @cached_property
    def facts(self) -> dict[str, Any]:
        """`report.json` as it lies there."""
        return json.loads((self.folder / "report.json").read_text(encoding="utf-8"))

    def file(self, language: str, kind: str) -> Path:
        """The report in one language and form: pdf, html or xlsx."""
        return self.folder / f"report.{language}.{kind}"

    def account(self, source: str = "orders") -> dict[str, Any]:
        """Where every row of a source went."""
        return next(item for item in self.facts["quality"]["accounts"] if item["source"] == source)


def segkit(*words: object, cwd: Path) -> str:
    """What a command prints; it must end well."""
    done = subprocess.run(
        [sys.executable, "-m", "segkit.cli", *map(str, words)], cwd=cwd, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, f"{words}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def run(study: object, *options: object, cwd: Path) -> Published:
    """The folder that `segkit run` publishes."""
    said = json.loads(segkit("run", study, "--json", *options, cwd=cwd))
    return Published(Path(cwd, said["folder"]))


def made_once(home: Path, name: str, make: Callable[[Path], Path]) -> Path:
    """What `make` makes below `home`, by whichever of the workers comes first; the others wait for its result."""
    folder, note = home / name, home / f"{name}.made"
    try:
        folder.mkdir()
    except FileExistsError:
        return _awaited(note)
    try:
        made = make(folder)
    except BaseException as error:
        note.write_text(f"!{error}", encoding="utf-8")
        raise
    note.write_text(str(made), encoding="utf-8")
    return made


def _awaited(note: Path) -> Path:
    end = monotonic() + PATIENCE
    while not note.is_file() or not note.stat().st_size:
        assert monotonic() < end, f"nobody made {note.stem}"
        sleep(0.2)
    said = note.read_text(encoding="utf-8")
    assert not said.startswith("!"), said
    return Path(said)
