"""One notebook source, two notebooks: jupytext py:percent with text cells in zh-CN/en pairs and code standing once.

A text cell carries `sid="…" lang="zh-CN"` or `lang="en"`; the two of a pair share their `sid` and follow each other.
In code cells a line `#zh …` or `#en …` is a comment of that language alone, and of `{"zh-CN": …, "en": …}[language]`
each notebook holds its own side.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
import nbformat

from segkit.errors import UnpairedText
from segkit.wording import LANGUAGES

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_OWN = {"zh-CN": "zh", "en": "en"}


def build_notebook(source: Path, language: str) -> nbformat.NotebookNode:
    """The notebook of `source` in one language: no outputs, stable cell ids.

    Raises
    ------
    UnpairedText
        A text cell lacks its twin in the other language, or names no language.
    """
    cells = jupytext.read(source, fmt="py:percent").cells
    _check_pairs(source, cells)
    kept = [_cell(cell, number, language) for number, cell in enumerate(cells) if _speaks(cell, language)]
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}, "segkit": {"language": language}}
    return nbformat.v4.new_notebook(cells=kept, metadata=metadata, nbformat_minor=5)


def write_notebooks(sources: Path, folder: Path) -> list[Path]:
    """Build every source into `folder/<language>/`; the files written."""
    return [path for path, text in built_notebooks(sources, folder) if _written(path, text)]


def stale_notebooks(sources: Path, folder: Path) -> list[Path]:
    """Built notebooks that are not what their source says."""
    return [
        path
        for path, text in built_notebooks(sources, folder)
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def built_notebooks(sources: Path, folder: Path) -> Iterator[tuple[Path, str]]:
    """Each notebook's path and text, as it should be."""
    for source in sorted(sources.glob("[0-9][0-9]_*.py")):
        for language in LANGUAGES:
            path = folder / language / f"{source.stem}.ipynb"
            yield path, nbformat.writes(build_notebook(source, language)) + "\n"


def _written(path: Path, text: str) -> bool:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def _speaks(cell: Any, language: str) -> bool:
    return cell.cell_type == "code" or cell.metadata["lang"] == language


def _cell(cell: Any, number: int, language: str) -> nbformat.NotebookNode:
    made = nbformat.v4.new_code_cell if cell.cell_type == "code" else nbformat.v4.new_markdown_cell
    metadata = {"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {}
    name = cell.metadata.get("sid") or f"code-{number:02d}"
    text = code_in_language(cell.source, language) if cell.cell_type == "code" else cell.source
    return made(text, id=name, metadata=metadata)


def code_in_language(source: str, language: str) -> str:
    """Code with the comments and the texts of one language; `language = "zh-CN"` names that language.

    Code that Python cannot read, such as a line for the shell, keeps both sides of its texts.
    """
    other = next(mark for tongue, mark in _OWN.items() if tongue != language)
    text = re.sub(rf"^[ \t]*#{other} .*\n?", "", source, flags=re.MULTILINE)
    text = re.sub(rf"#{_OWN[language]} ", "# ", text)
    return _own_side(text, language).replace('language = "zh-CN"', f'language = "{language}"').rstrip()


def _own_side(code: str, language: str) -> str:
    """The code with the chosen value in place of each pair of texts."""
    try:
        pair: Any = next((node for node in ast.walk(ast.parse(code)) if _is_pair(node)), None)
    except SyntaxError:
        return code
    if pair is None:
        return code
    sides = {str(key.value): value for key, value in zip(pair.value.keys, pair.value.values, strict=True)}
    start, end = _place(code, pair)
    own = slice(*_place(code, sides[language]))
    raw = code.encode()
    return _own_side((raw[:start] + raw[own] + raw[end:]).decode(), language)


def _is_pair(node: ast.AST) -> bool:
    """Whether an expression is a text in both languages, picked by the notebook's own."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Dict):
        return False
    keys = {key.value for key in node.value.keys if isinstance(key, ast.Constant)}
    return keys == set(LANGUAGES) and isinstance(node.slice, ast.Name) and node.slice.id == "language"


def _place(code: str, node: Any) -> tuple[int, int]:
    """Where a node's bytes begin and end."""
    lines = [0, *(found.end() for found in re.finditer(rb"\n", code.encode()))]
    return lines[node.lineno - 1] + node.col_offset, lines[node.end_lineno - 1] + node.end_col_offset


def _check_pairs(source: Path, cells: list[Any]) -> None:
    texts = [(cell.metadata.get("sid"), cell.metadata.get("lang")) for cell in cells if cell.cell_type != "code"]
    for first, second in zip(texts[::2], [*texts[1::2], (None, None)], strict=False):
        if first[0] is None or (first[0], "zh-CN") != first or (first[0], "en") != second:
            raise UnpairedText(source.name, str(first[0] or second[0]))
    if len({sid for sid, _ in texts}) * 2 != len(texts):
        raise UnpairedText(source.name, "sid")
