"""In a lesson an error in a cell is told in plain words, with the line; Python's own report is folded away."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from traceback import FrameSummary, extract_tb, format_exception
from types import TracebackType
from typing import Any

from segkit.errors import SegkitError
from segkit.learn.boxes import Box
from segkit.wording import Wording

CELL = re.compile(r"ipykernel_|<ipython-input|^<cell")
BLANK = "____"
INVALID = re.compile(r"invalid character '(.)'")
FULL_WIDTH = "“”‘’（）［］【】，：；。＝"


def tell_problems(shell: Any, words: Wording, is_open: Callable[[], bool] = lambda: False) -> None:
    """From here on, show what a cell of `shell` raises as a box; nothing where there is no IPython.

    `is_open` says whether the running cell holds a choice that nobody has made yet: the likely reason of an error.
    """
    if shell is not None:
        shell.set_custom_exc((Exception,), Teller(words, is_open).tell)


def syntax_box(error: SyntaxError, words: Wording) -> Box:
    """What Python could not read, told by its likeliest reason: a Chinese sign of punctuation, or something missing."""
    line = error.text or ""
    found = INVALID.search(str(error))
    sign = found[1] if found and found[1] in FULL_WIDTH else ""
    told = words("learn.error.full_width", sign=sign) if sign else words("learn.error.SyntaxError")
    if line.strip():
        told += "\n\n" + words("learn.error.line", n=error.lineno or 1, code=line.strip().replace("`", "'"))
    return Box("error", words("learn.title.cell_error"), told)


def problem_box(error: BaseException, words: Wording, trace: TracebackType | None = None) -> Box:
    """An exception as a person reads it: an open blank, a coded problem, or what Python found in which line."""
    if _is_blank(error):
        return Box("not_attempted", words("learn.title.not_attempted"), words("learn.blank"))
    if isinstance(error, SegkitError):
        return Box("error", words("learn.title.stopped"), words.explain(error))
    if isinstance(error, SyntaxError):
        return syntax_box(error, words)
    told = plain_words(type(error).__name__, _own_words(error), words)
    if line := _line(trace):
        told += "\n\n" + words("learn.error.line", n=line.lineno, code=(line.line or "").replace("`", "'"))
    folded = "".join(format_exception(type(error), error, trace or error.__traceback__))
    return Box("error", words("learn.title.cell_error"), told, words("learn.error.more"), folded)


def plain_words(kind: str, text: str, words: Wording) -> str:
    """What an exception of this type means to somebody who never saw one."""
    key = f"learn.error.{kind}"
    return words(key if words.has(key) else "learn.error.other", type=kind, text=text.replace("`", "'"))


@dataclass(frozen=True)
class Teller:
    """What the notebook's shell calls when a cell raises."""

    words: Wording
    is_open: Callable[[], bool]

    def tell(
        self,
        shell: Any,
        kind: type,
        error: BaseException,
        trace: Any,
        *,
        tb_offset: int | None = None,  # noqa: ARG002 - the shell gives it
    ) -> list[str]:
        """Show the box, then one line of Python's report, by which runners see that the cell failed."""
        from IPython.display import display

        display(self._open_choice() if self.is_open() else problem_box(error, self.words, trace))
        told = [f"{kind.__name__}: {_own_words(error)}"]
        shell._showtraceback(kind, error, told)
        return told

    def _open_choice(self) -> Box:
        return Box("not_attempted", self.words("learn.title.not_attempted"), self.words("learn.choose.first"))


def _is_blank(error: BaseException) -> bool:
    return isinstance(error, NameError | AttributeError) and error.name == BLANK


def _own_words(error: BaseException) -> str:
    """A problem's own words in one line; of a missing key the key, of a name the name."""
    if isinstance(error, NameError) and error.name:
        return error.name
    words = error.args[0] if isinstance(error, KeyError) and error.args else error
    return " ".join(str(words).split())[:200]


def _line(trace: TracebackType | None) -> FrameSummary | None:
    """The last line of the learner's own cell that the error passed through."""
    lines = [frame for frame in extract_tb(trace) if CELL.search(frame.filename)]
    return lines[-1] if lines else None
