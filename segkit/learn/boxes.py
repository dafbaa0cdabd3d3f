"""What a learner sees of a check, a hint or a solution: a coloured box in JupyterLab, plain text elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

# JupyterLab's own colours, so that a dark theme stays dark; the second is for other readers of notebooks.
COLOURS = {
    "pass": "var(--jp-success-color1, #2e7d32)",
    "needs_trainer": "var(--jp-success-color1, #2e7d32)",
    "fail": "var(--jp-warn-color1, #b26a00)",
    "error": "var(--jp-error-color1, #b3261e)",
    "not_attempted": "var(--jp-border-color1, #8a8a8a)",
    "note": "var(--jp-brand-color1, #1565c0)",
}
BOX = "border-left:5px solid {colour};padding:.4em .9em;margin:.3em 0;overflow-wrap:anywhere"
SIGNS = {"pass": "✓", "needs_trainer": "✓", "fail": "✗", "error": "!", "not_attempted": "○", "note": "•"}


@dataclass(frozen=True)
class Box:
    """A title, a text in Markdown, and what is folded away beneath (plain text)."""

    kind: str
    title: str
    text: str = ""
    folded_title: str = ""
    folded: str = ""

    def __repr__(self) -> str:
        return f"{SIGNS[self.kind]} {self.title}" + (f"\n{self.text}" if self.text else "")

    def _repr_html_(self) -> str:
        head = f"<b>{SIGNS[self.kind]} {escape(self.title)}</b>"
        return f'<div style="{BOX.format(colour=COLOURS[self.kind])}">{head}{as_html(self.text)}{self._fold()}</div>'

    def _fold(self) -> str:
        if not self.folded:
            return ""
        inside = f'<pre style="font-size:.85em;overflow-x:auto">{escape(self.folded)}</pre>'
        return f"<details><summary>{escape(self.folded_title)}</summary>{inside}</details>"


@dataclass(frozen=True)
class Rows:
    """A small table of words, with a title."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __repr__(self) -> str:
        return "\n".join([self.title, *("\t".join(row) for row in (self.heads, *self.rows))])

    def _repr_html_(self) -> str:
        heads = _cells("th", self.heads)
        body = "".join(f"<tr>{_cells('td', row)}</tr>" for row in self.rows)
        return f"<p><b>{escape(self.title)}</b></p><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def as_html(text: str) -> str:
    """Markdown as HTML; HTML in it is shown and not obeyed."""
    if not text:
        return ""
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))


def _cells(tag: str, cells: Sequence[str]) -> str:
    return "".join(f'<{tag} style="text-align:left">{escape(cell)}</{tag}>' for cell in cells)
