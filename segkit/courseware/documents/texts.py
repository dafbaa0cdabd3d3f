"""Markdown of lesson cells as markup: safe, in the brand, formulas drawn, code coloured by kind of word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import Any

from segkit.bilingual import code_in_language
from segkit.courseware.documents.formulas import draw_formula
from segkit.report.spacing import spaced

LONGEST_WORD, POINT = 44, '<span class="o">.</span>'  # characters that fit a column of a table; a dot of a call
LEADS = (":", "：")  # ends of a paragraph that belongs with what follows


@dataclass
class Gallery:
    """The pictures that texts of one document refer to, by address; filled as the texts are turned into markup."""

    ink: str
    files: dict[str, bytes] = field(default_factory=dict)

    def formula(self, source: str, *, is_block: bool) -> str:
        """The markup of a formula, its picture kept under an address of its own."""
        from markupsafe import escape

        drawn = draw_formula(source.strip(), self.ink)
        address = f"kit:formula/{sha256(drawn.svg).hexdigest()[:16]}.svg"
        self.files[address] = drawn.svg
        lift = "" if is_block else f";vertical-align:{-drawn.depth:.3f}em"
        style = f"width:{drawn.width:.3f}em;height:{drawn.height:.3f}em{lift}"
        return f'<img class="formula" src="{address}" alt="{escape(source.strip())}" style="{style}">'


def render_markdown(text: str, gallery: Gallery, *, top: int = 3) -> Any:
    """`text` as markup that may stand in a page.

    Parameters
    ----------
    text
        CommonMark with tables and `$…$`; markup in it is shown as text, pictures are left out, links keep their words.
    top
        The level that the highest heading of the text gets; deeper ones follow without a gap.

    Raises
    ------
    PageFaulty
        A formula cannot be read.
    """
    from markupsafe import Markup

    return Markup(_written(_levelled(parsed(text), top), gallery))


def parsed(text: str) -> Sequence[Any]:
    """The tokens of a Markdown text, as markdown-it knows them.

    A paragraph that leads to the next thing says so, and an item with a formula, beside which a bullet would float.
    """
    tokens: Sequence[Any] = _parser().parse(text)
    for token, inner in pairwise(tokens):
        if token.type == "paragraph_open" and inner.content.rstrip("* ").endswith(LEADS):
            token.attrSet("class", "lead-in")
    for item, paragraph, inner in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type == "list_item_open" and paragraph.hidden and "math_inline" in _kinds(inner):
            item.attrSet("data-formula", "1")
    return tokens


def _kinds(token: Any) -> set[str]:
    return {child.type for child in token.children or ()}


def render_inline(text: str, gallery: Gallery) -> Any:
    """One line of Markdown as markup without a paragraph around it."""
    from markupsafe import Markup

    return Markup(_written(_parser().parseInline(text), gallery))


def render_code(source: str, *, narrow: bool = False) -> Any:
    """Python as markup, each word marked by its kind; long lines wrap on the page.

    `narrow`: it stands in a column, where a chain of calls without a space is too long and may be parted at its points.
    """
    from markupsafe import Markup

    coloured = _coloured(source)
    if narrow and any(len(word) > LONGEST_WORD for word in source.split()):
        coloured = coloured.replace(POINT, f"<wbr>{POINT}")
    return Markup(f'<pre class="code">{coloured}</pre>')


def code_in(source: str, language: str) -> str:
    """Code as one language sees it, without empty lines around it."""
    return code_in_language(source, language).strip("\n")


@lru_cache(maxsize=1)
def _parser() -> Any:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
    return parser.use(dollarmath_plugin, double_inline=True, allow_digits=False, allow_space=False).disable(
        ["image", "html_inline", "html_block"]
    )


def _levelled(tokens: Sequence[Any], top: int) -> Sequence[Any]:
    """The tokens with headings that begin at `top` and never skip a level."""
    levels = sorted({int(token.tag[1]) for token in tokens if token.type == "heading_open"})
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(top + levels.index(int(token.tag[1])), 6)}"
    return tokens


def _written(tokens: Sequence[Any], gallery: Gallery) -> str:
    from markdown_it.renderer import RendererHTML

    renderer: Any = RendererHTML()
    renderer.rules |= {
        "text": lambda all_, at, *_: _escaped(all_[at].content),
        "fence": lambda all_, at, *_: str(render_code(all_[at].content)),
        "code_block": lambda all_, at, *_: str(render_code(all_[at].content)),
        "link_open": lambda *_: "<span>",
        "link_close": lambda *_: "</span>",
        "math_inline": lambda all_, at, *_: gallery.formula(all_[at].content, is_block=False),
        "math_inline_double": lambda all_, at, *_: gallery.formula(all_[at].content, is_block=True),
        "math_block": lambda all_, at, *_: _block(gallery, all_[at].content),
        "math_block_label": lambda all_, at, *_: _block(gallery, all_[at].content),
        "th_open": lambda *_: '<th scope="col">',
        "ordered_list_open": lambda all_, at, *_: f'<ol style="counter-reset: list-item {_start(all_[at]) - 1}">',
    }
    return str(renderer.render(tokens, _parser().options, {}))


def _start(token: Any) -> int:
    """The number that an ordered list begins with."""
    return int(token.attrs.get("start", 1))


def _block(gallery: Gallery, source: str) -> str:
    return f'<p class="formula-block">{gallery.formula(source, is_block=True)}</p>'


def _escaped(text: str) -> str:
    from markupsafe import escape

    return str(escape(spaced(text)))


def _coloured(source: str) -> str:
    """Each word of Python in a span that names its kind by pygments' short classes."""
    from markupsafe import escape

    def spans() -> Iterator[str]:
        for name, text in _words(source.strip("\n")):
            yield f'<span class="{name}">{escape(text)}</span>' if name else str(escape(text))

    return "".join(spans()).rstrip("\n")


def _words(source: str) -> Iterator[tuple[str, str]]:
    from pygments.lexers import PythonLexer
    from pygments.token import STANDARD_TYPES

    for kind, text in PythonLexer(stripnl=False).get_tokens(source):
        while kind not in STANDARD_TYPES:
            kind = kind.parent
        yield STANDARD_TYPES[kind], text
