"""How far a run is: a bar where a person watches, a line per stage where a file does."""

import time
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

import typer

from segkit.runs import STAGES
from segkit.wording import Wording

if TYPE_CHECKING:
    from rich.table import Table


class Progress(Protocol):
    """What a run tells its stages to."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End."""

    def tell(self, number: int, stage: str, left: float) -> None:
        """Hear which stage begins, and how many seconds it and the rest usually take."""


def open_progress(wording: Wording, *, is_quiet: bool, is_watched: bool) -> Progress:
    """The progress display for stderr: none, a bar, or lines."""
    if is_quiet:
        return Silence()
    return StageBar(wording) if is_watched else StageLines(wording)


class Silence:
    """Says nothing: the reader is a program."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def tell(self, number: int, stage: str, left: float) -> None:
        """Say nothing."""


class StageLines(Silence):
    """One line per stage: number, name, the seconds usually left."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    def tell(self, number: int, stage: str, left: float) -> None:
        """Write the line of a stage that begins."""
        typer.echo(f"{stage_line(self.wording, number, stage)}  {left_line(self.wording, left)}", err=True)


class StageBar(Silence):
    """One line that follows the run: number, name, bar, seconds left; the stages done stay above it."""

    def __init__(self, wording: Wording) -> None:
        from rich.console import Console
        from rich.live import Live

        self.wording = wording
        self.number, self.stage = 0, ""
        self.whole = self.left = 0.0  # seconds the run usually takes, and those left when this stage began
        self.begun = time.monotonic()
        self.live = Live(get_renderable=self.line, console=Console(stderr=True), refresh_per_second=8, transient=True)

    def __enter__(self) -> Self:
        self.live.start()
        return self

    def __exit__(self, kind: Any = None, *_: object) -> None:
        self.live.stop()
        if self.stage and kind is None:
            self.keep_line()

    def tell(self, number: int, stage: str, left: float) -> None:
        """Leave the finished stage's line behind and follow the next."""
        if self.stage:
            self.keep_line()
        self.number, self.stage, self.left = number, stage, left
        self.whole = self.whole or left
        self.begun = time.monotonic()

    def keep_line(self) -> None:
        """Write what a finished stage took above the bar."""
        took = self.wording("cli.run.took", seconds=time.monotonic() - self.begun)
        self.live.console.print(f"{stage_line(self.wording, self.number, self.stage)}  {took}", highlight=False)

    def line(self) -> "Table":
        """The bar as it is now; a stage that takes longer than usual waits for its end."""
        from rich.progress_bar import ProgressBar
        from rich.table import Table

        grid = Table.grid(padding=(0, 2))
        if self.stage:
            left = max(1.0, self.left - (time.monotonic() - self.begun))
            bar = ProgressBar(total=self.whole, completed=self.whole - left, width=24)
            grid.add_row(stage_line(self.wording, self.number, self.stage), bar, left_line(self.wording, left))
        return grid


def stage_line(wording: Wording, number: int, stage: str) -> str:
    """A stage's number and name."""
    return wording("cli.run.stage", number=number, total=len(STAGES), name=wording.show(stage, "stage"))


def left_line(wording: Wording, left: float) -> str:
    """The seconds left, at least one."""
    return wording("cli.run.left", seconds=max(1, round(left)))
