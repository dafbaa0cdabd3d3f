"""A text taken apart into pieces that may stand on different slides: paragraphs, list items, table rows, code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from segkit.courseware.documents.texts import Gallery, render_code, render_markdown

LONGEST = {"zh-CN": 120, "en": 330}  # characters of a paragraph that stays whole
LINES_OF_CODE, WIDTH_OF_CODE = 10, 78
SENTENCE = re.compile(r"(?<=[。！？])(?![”’」』）])|(?<=[.!?]) (?=[A-Z])")
PAIRED = ("**", "`", "$")


@dataclass(frozen=True)
class Atom:
    """One piece that is not parted: `open` and `close` are what pieces of one list or table share.

    `is_bound` says that the piece after it must stand on the same slide.
    """

    content: str
    open: str = ""
    close: str = ""
    is_bound: bool = False


def title_of(text: str) -> tuple[str, str]:
    """The heading that a text begins with, without its marks, and the rest; no heading gives an empty one."""
    first, _, rest = text.strip().partition("\n")
    found = re.fullmatch(r"#{1,6}\s+(.+?)\s*#*", first)
    return (found[1], rest.strip()) if found else ("", text.strip())


def atoms_of(text: str, gallery: Gallery, language: str) -> tuple[Atom, ...]:
    """The pieces of a Markdown text in order; an empty text has none.

    Raises
    ------
    PageFaulty
        A formula cannot be read.
    """
    return tuple(atom for block in _blocks(text) for atom in _pieces(block, gallery, language))


def joined(atoms: Sequence[Atom]) -> Any:
    """The pieces as one markup; neighbours that share a list or a table stand in one."""
    from markupsafe import Markup

    parts: list[str] = []
    around = ("", "")
    for atom in atoms:
        if (atom.open, atom.close) != around:
            parts += [around[1], atom.open]
            around = (atom.open, atom.close)
        parts.append(atom.content)
    return Markup("".join([*parts, around[1]]))


@dataclass(frozen=True)
class _Block:
    kind: str
    source: str
    start: int = 1


def _blocks(text: str) -> Iterator[_Block]:
    """The top-level blocks of a text with their source."""
    from segkit.courseware.documents.texts import parsed

    lines = text.split("\n")
    for token in parsed(text):
        if token.level == 0 and token.nesting >= 0 and token.map:
            kind = token.type.removesuffix("_open")
            yield _Block(kind, "\n".join(lines[token.map[0] : token.map[1]]), int(token.attrs.get("start", 1)))


def _pieces(block: _Block, gallery: Gallery, language: str) -> Iterator[Atom]:
    if block.kind in ("bullet_list", "ordered_list"):
        yield from _items(block, gallery)
    elif block.kind == "table":
        yield from _rows(block, gallery)
    elif block.kind == "fence":
        yield from _code(block)
    elif block.kind == "paragraph":
        yield from _sentences(block, gallery, language)
    else:
        html = str(render_markdown(block.source, gallery))
        yield Atom(f'<div class="atom">{html}</div>', is_bound=block.kind == "heading")


def _items(block: _Block, gallery: Gallery) -> Iterator[Atom]:
    html = str(render_markdown(block.source, gallery))
    tag = "ul" if block.kind == "bullet_list" else "ol"
    for at, item in enumerate(_children(html, tag, "li")):
        number = f'<li style="counter-increment: list-item 0;counter-set: list-item {block.start + at}"'
        numbered = item.replace("<li", number, 1) if tag == "ol" else item
        yield Atom(numbered.replace("<li", '<li class="atom"', 1), f"<{tag}>", f"</{tag}>")


def _rows(block: _Block, gallery: Gallery) -> Iterator[Atom]:
    html = str(render_markdown(block.source, gallery))
    head = re.search(r"<thead>.*?</thead>", html, re.DOTALL)
    opened = f"<table>{head[0] if head else ''}<tbody>"
    for row in re.findall(r"<tr>.*?</tr>", html.partition("<tbody>")[2], re.DOTALL):
        first = re.sub(r"<td(.*?)</td>", r'<th scope="row"\1</th>', row, count=1, flags=re.DOTALL)
        yield Atom(first.replace("<tr>", '<tr class="atom">', 1), opened, "</tbody></table>")


def _code(block: _Block) -> Iterator[Atom]:
    for part in _coded(block.source.strip("\n").split("\n")[1:-1]):
        yield Atom(f'<div class="atom">{render_code(part)}</div>')


def _coded(lines: Sequence[str]) -> Iterator[str]:
    """Lines of code in parts of at most `LINES_OF_CODE` as they will be wrapped."""
    part: list[str] = []
    held = 0
    for line in lines:
        needed = 1 + len(line) // WIDTH_OF_CODE
        if part and held + needed > LINES_OF_CODE:
            yield "\n".join(part)
            part, held = [], 0
        part.append(line)
        held += needed
    if part:
        yield "\n".join(part)


def _sentences(block: _Block, gallery: Gallery, language: str) -> Iterator[Atom]:
    parts = _parted(block.source, LONGEST[language])
    for part in parts:
        html = str(render_markdown(part, gallery))
        yield Atom(f'<div class="atom">{html}</div>', is_bound=part.rstrip(" *").endswith(("：", ":")))


def _parted(text: str, longest: int) -> list[str]:
    """A paragraph at ends of sentences, each part at most `longest` characters where sentences allow it."""
    parts = [""]
    for sentence in SENTENCE.split(text.replace("\n", " ") if longest > 200 else text):
        is_open = any(parts[-1].count(mark) % 2 for mark in PAIRED)
        glue = " " if longest > 200 and parts[-1] else ""
        if parts[-1] and not is_open and len(parts[-1]) + len(sentence) > longest:
            parts.append(sentence)
        else:
            parts[-1] += glue + sentence
    return parts


def _children(html: str, outer: str, inner: str) -> list[str]:
    """The direct `inner` elements of the first `outer` element, nested ones inside their own."""
    found, depth, start = [], 0, 0
    for tag in re.finditer(rf"<(/?)(?:{outer}|ul|ol|{inner})\b[^>]*>", html):
        is_inner, is_end = tag[0].lstrip("</").startswith(inner), bool(tag[1])
        if is_inner and not is_end and depth == 1:
            start = tag.start()
        if is_inner and is_end and depth == 1:
            found.append(html[start : tag.end()])
        if not is_inner:
            depth += -1 if is_end else 1
    return found
