"""How tables, facts and charts show inside a notebook: in the reader's words, a bounded number of rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from html import escape
from typing import Any

from segkit.engine import fetch
from segkit.learn.cells import column_word, shown_value
from segkit.wording import Wording

ROWS = 8
PAIR = ("item", "figure")


@dataclass(frozen=True)
class Grid:
    """Something laid out in rows: column ids, values, and whether there are more rows than these."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    has_more: bool = False


@dataclass(frozen=True)
class Shown:
    """What a cell puts on the page: `html` in a notebook, `text` where there are no pictures."""

    html: str
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


@dataclass(frozen=True)
class Drawn:
    """A chart on the page."""

    svg: bytes
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_svg_(self) -> str:
        return self.svg.decode("utf-8")


@dataclass(frozen=True)
class Show:
    """Puts tables, facts, charts and sentences on the page, in the words and the brand of the study.

    `words` is asked each time, for a stage names its segments while it works.
    """

    words: Callable[[], Wording]
    brand: Any

    def naming(self, schemes: Sequence[Any]) -> "Show":
        """The same, with the names of these schemes (`facts.Scheme`) and their segments besides."""

        def words() -> Wording:
            own = self.words()
            items = [*schemes, *(segment for scheme in schemes for segment in scheme.segments)]
            return replace(own, segments={one.id: own.pick(one.name) for one in items} | dict(own.segments))

        return replace(self, words=words)

    def __call__(self, thing: Any, rows: int = ROWS) -> None:
        """The first `rows` rows of a table, facts as a small table, or sentences; a word where there is nothing."""
        words = self.words()
        if thing is None or (isinstance(thing, tuple | list | Mapping) and not thing):
            _display(_sentence(words("notebooks.table.nothing")))
        elif isinstance(thing, list) and isinstance(thing[0], str | Mapping):
            _display(render_list(thing, words))
        else:
            _display(render_grid(lay_out(thing, rows), words))

    def chart(self, draw: Callable[..., bytes], facts: Any, *more: Any) -> None:
        """A chart of the report, drawn from `facts`; a word where they could not be computed."""
        words = self.words()
        if facts is None:
            _display(_sentence(words("notebooks.chart.nothing")))
        else:
            _display(Drawn(draw(facts, *more, self.brand, words), words("notebooks.chart.drawn")))

    def say(self, key: str, **slots: Any) -> None:
        """A sentence of the catalogue `notebooks` with these figures in it; a word where one of them is unknown."""
        words = self.words()
        is_known = all(value is not None for value in slots.values())
        _display(_sentence(words(f"notebooks.say.{key}", **slots) if is_known else words("notebooks.say.unknown")))


def lay_out(thing: Any, at_most: int) -> Grid:
    """`thing` in rows: an Ibis or pandas table, one fact, a sequence of facts, or a mapping."""
    if hasattr(thing, "to_pyarrow"):
        return _of_arrow(fetch(thing.limit(at_most + 1), at_most=at_most + 1), at_most)
    if hasattr(thing, "iloc"):
        return _of_pandas(thing, at_most)
    if is_dataclass(thing):
        return _of_pairs({item.name: getattr(thing, item.name) for item in fields(thing)})
    if isinstance(thing, Mapping):
        return _of_pairs(thing)
    return _of_facts(thing, at_most)


def _of_arrow(table: Any, at_most: int) -> Grid:
    rows = [tuple(row.values()) for row in table.slice(0, at_most).to_pylist()]
    return Grid(tuple(table.column_names), tuple(rows), table.num_rows > at_most)


def _of_pandas(frame: Any, at_most: int) -> Grid:
    named = frame.reset_index() if frame.index.name or frame.index.nlevels > 1 else frame
    head = named.head(at_most)
    return Grid(tuple(map(str, named.columns)), tuple(head.itertuples(index=False, name=None)), len(named) > at_most)


def _of_pairs(pairs: Mapping[str, Any]) -> Grid:
    return Grid(PAIR, tuple((name, value) for name, value in pairs.items() if _is_plain(value)))


def _of_facts(facts: Sequence[Any], at_most: int) -> Grid:
    if not facts:
        return Grid((), ())
    names = [item.name for item in fields(facts[0]) if all(_is_plain(getattr(fact, item.name)) for fact in facts)]
    rows = [tuple(getattr(fact, name) for name in names) for fact in facts[:at_most]]
    return Grid(tuple(names), tuple(rows), len(facts) > at_most)


def _is_plain(value: Any) -> bool:
    """Whether a value fits into one cell."""
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ()
    return not is_dataclass(value) and not any(isinstance(item, tuple) or is_dataclass(item) for item in inner)


def render_list(items: Sequence[str | Mapping[str, str]], words: Wording) -> Shown:
    """Sentences one below the other, numbered."""
    texts = [words.pick(item) if isinstance(item, Mapping) else item for item in items]
    lines = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return Shown(f"<ol>{lines}</ol>", "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1)))


def render_grid(grid: Grid, words: Wording) -> Shown:
    """The grid as a table with headers in words, the ids used in code below them."""
    cells = [_cells(grid.columns, row, words) for row in grid.rows]
    note = words("notebooks.table.more", n=len(grid.rows)) if grid.has_more else ""
    heads = [_head(name, words) for name in grid.columns]
    return Shown(_table(heads, cells, _right(grid), note), _plain([column_word(c, words) for c in grid.columns], cells))


def _cells(columns: Sequence[str], row: Sequence[Any], words: Wording) -> tuple[str, ...]:
    if columns == PAIR:
        return _named(str(row[0]), words), shown_value(str(row[0]), row[1], words)
    return tuple(shown_value(name, value, words) for name, value in zip(columns, row, strict=True))


def _named(key: str, words: Wording) -> str:
    word = column_word(key, words)
    return word if word == key else f"{word} ({key})" if words.language == "en" else f"{word}（{key}）"


def _head(name: str, words: Wording) -> str:
    word = column_word(name, words)
    if word == name or name in PAIR:
        return escape(word)
    return f'{escape(word)}<br><code style="font-weight:normal;opacity:.65">{escape(name)}</code>'


def _right(grid: Grid) -> tuple[bool, ...]:
    """Which columns hold numbers and stand to the right."""
    return tuple(
        bool(values) and all(hasattr(value, "__float__") or value is None for value in values)
        for values in (zip(*grid.rows, strict=True) if grid.rows else ())
    )


def _table(heads: Sequence[str], cells: Sequence[Sequence[str]], right: Sequence[bool], note: str) -> str:
    sides = ["right" if is_number else "left" for is_number in right] or ["left"] * len(heads)
    top = "".join(f'<th scope="col" style="text-align:{s}">{head}</th>' for head, s in zip(heads, sides, strict=True))
    body = "".join(f"<tr>{_line(row, sides)}</tr>" for row in cells)
    foot = f'<div style="opacity:.65">{escape(note)}</div>' if note else ""
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>{foot}"


def _line(row: Sequence[str], sides: Sequence[str]) -> str:
    return "".join(f'<td style="text-align:{s}">{escape(cell)}</td>' for cell, s in zip(row, sides, strict=True))


def _plain(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(line) for line in [heads, *cells])


def _sentence(text: str) -> Shown:
    return Shown(f"<p>{escape(text)}</p>", text)


def _display(shown: Shown | Drawn) -> None:
    from IPython.display import display

    display(shown)
