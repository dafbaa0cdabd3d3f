"""What the solved notebooks show on the class's company, as pieces of a slide: charts, tables, printed lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from segkit.courseware.cells import Cell
from segkit.courseware.documents.atoms import Atom
from segkit.courseware.documents.texts import Gallery
from segkit.courseware.lesson import Lesson

WIDEST = 100.0  # per cent of a slide's body that a chart takes
Outputs = Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]]  # of cells by their id, by lesson


def read_outputs(solutions: Path, lessons: Sequence[Lesson]) -> Outputs:
    """What each cell of the solved notebooks in `solutions` gave; a notebook that is not there gives nothing."""
    return {lesson.id: _outputs(solutions / f"{lesson.name}.ipynb") for lesson in lessons}


def _outputs(path: Path) -> dict[str, Sequence[Mapping[str, Any]]]:
    if not path.is_file():
        return {}
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return {cell["id"]: cell["outputs"] for cell in cells if cell["cell_type"] == "code"}


def atoms_of_outputs(outputs: Outputs, lesson: Lesson, cell: Cell, gallery: Gallery) -> tuple[Atom, ...]:
    """The pieces that a code cell of a lesson gave, pictures put into `gallery`; none where it gave nothing."""
    given = outputs.get(lesson.id, {}).get(f"code-{cell.line}", ())
    return tuple(atom for one in given for atom in _pieces(one, gallery))


def _pieces(output: Mapping[str, Any], gallery: Gallery) -> Iterator[Atom]:
    from markupsafe import escape

    data = {kind: "".join(text) for kind, text in output.get("data", {}).items() if "json" not in kind}
    if "image/svg+xml" in data:
        yield _picture(data["image/svg+xml"], data.get("text/plain", ""), gallery)
    elif "<table" in data.get("text/html", ""):
        yield from _table(data["text/html"])
    else:
        text = data.get("text/plain") or "".join(output.get("text", ""))
        if text.strip():
            yield Atom(f'<div class="atom"><pre class="code">{escape(text.rstrip())}</pre></div>')


def _picture(svg: str, told: str, gallery: Gallery) -> Atom:
    from markupsafe import escape

    content = svg.encode("utf-8")
    address = f"kit:output/{sha256(content).hexdigest()[:16]}.svg"
    gallery.files[address] = content
    return Atom(f'<div class="atom"><img class="chart" src="{address}" alt="{escape(told)}"></div>')


def _table(html: str) -> Iterator[Atom]:
    """The rows of a table of pandas; several lines of its head become one."""
    head, _, body = html.partition("</thead>")
    lines = [_cells(row) for row in _rows(head)]
    names = [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*lines, strict=True)]
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    opened = f'<table class="given"><thead><tr>{heads}</tr></thead><tbody>'
    for row in _rows(body):
        first, *others = _cells(row)
        cells = f'<th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in others)
        yield Atom(f'<tr class="atom">{cells}</tr>', opened, "</tbody></table>")


def _rows(html: str) -> list[str]:
    return re.findall(r"<tr.*?</tr>", html, re.DOTALL)


def _cells(row: str) -> list[str]:
    """The texts of a row, one for each column: what spans several stands in each of them."""
    found = re.findall(r"<(t[hd])([^>]*)>(.*?)</\1>", row, re.DOTALL)
    spans = [re.search(r'colspan="(\d+)"', marks) for _, marks, _ in found]
    return [
        text.strip()
        for (_, _, text), span in zip(found, spans, strict=True)
        for _ in range(int(span[1]) if span else 1)
    ]
