"""Dirt in the structure: delimiters, line ends, quotes, and rows with too many or too few fields.

A row broken here is set aside whole; the rows round it are good.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.messy.draft import Change, Draft, Kind, Plant, Row, on_layout, on_rows, truly, with_whole
from tests.messy.platforms import Layout
from tests.messy.writing import as_field, joined

FAMILY = "structure"
Damage = Callable[[list[str], Layout], str]
LINE_ENDS = ("\r\n", "\n", "\r")
PRODUCT = "product"
NO_BLANK_ROWS = frozenset({"blank_rows"})  # CR and an empty line's LF would be one CRLF; an empty last line, none
# "Every row has one empty field more than the header" is said of files in which truly every record is so.
NOT_ALL_ALIKE = frozenset({
    "extra_field", "extra_empty_field", "unquoted_delimiter", "missing_field", "cut_off", "stray_quote",
    "stray_quote_in_quotes", "unclosed_quote", "nul_byte", "gbk_rows", "blank_rows", "repeated_header",
    "second_bom", "footer",
})  # fmt: skip


def mixed_line_ends(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """CR, LF and CRLF in turn, none of them alone."""
    ends = (*LINE_ENDS, *(rng.choice(LINE_ENDS) for _ in range(8)))
    return with_whole(draft, kind, layout=replace(draft.layout, line_ends=ends))


def with_tails(on_header: bool) -> Plant:
    """A needless separator at the end of every row, and of the header or not."""

    def plant(draft: Draft, _: Random, kind: Kind) -> Draft:
        tail = draft.layout.delimiter
        layout = replace(draft.layout, row_tail=tail, header_tail=tail if on_header else "")
        return with_whole(draft, kind, layout=layout)

    return plant


def quoted_delimiter(row: Row, _: Random, draft: Draft) -> Row:
    """A product whose name holds the file's separator."""
    return truly(row, product=f"{row.order_line.product}{draft.layout.delimiter} 2")


def doubled_quotes(row: Row, rng: Random, _: Draft) -> Row:
    """A product with quotes in its name, which the file doubles."""
    name = row.order_line.product
    return truly(row, product=rng.choice((f'{name} "L"', f'"{name}"', f'{name} 12" x 8"')))


def quoted_newline(row: Row, rng: Random, _: Draft) -> Row:
    """A product with one or two line breaks within its quotes, as Alt+Enter makes them."""
    return truly(row, product=row.order_line.product + rng.choice(("\n", "\n\n")) + "2")


def very_long(row: Row, _: Random, __: Draft) -> Row:
    """A product of 40,000 characters, more than a spreadsheet's cell holds."""
    return truly(row, product=f"{row.order_line.product} " + "x" * 40_000)


def broken(row: Row, damage: Damage) -> Row:
    """The row written by a broken hand: no money can be read from it."""
    return replace(row, damage=damage, amount=None)


def column_of(layout: Layout, role: str) -> int:
    """Where the role's column stands, counted from 0."""
    return list(layout.headers).index(role)


def unquoted_product(name: str) -> Damage:
    """The record with the product's field put in exactly as given, without quoting it."""

    def damage(cells: list[str], layout: Layout) -> str:
        fields = [as_field(text, layout) for text in cells]
        fields[column_of(layout, PRODUCT)] = name
        return layout.delimiter.join(fields)

    return damage


def stray_quote(row: Row, _: Random, __: Draft) -> Row:
    """An unquoted field with a quote inside: 12"盘."""
    return broken(row, unquoted_product(f'{row.order_line.product} 12"x'))


def stray_quote_in_quotes(row: Row, _: Random, __: Draft) -> Row:
    """A quoted field with quotes inside that are not doubled: "B "bob" y"."""
    return broken(row, unquoted_product(f'"{row.order_line.product} "L" 2"'))


def unquoted_delimiter(row: Row, _: Random, draft: Draft) -> Row:
    """A product with the separator in its name and no quotes round it: one field too many."""
    return broken(row, unquoted_product(f"{row.order_line.product}{draft.layout.delimiter}2"))


def extra_field(row: Row, rng: Random, draft: Draft) -> Row:
    """One more field, anywhere."""
    place = rng.randrange(len(draft.layout.headers) + 1)
    return broken(row, lambda cells, layout: joined([*cells[:place], "x", *cells[place:]], layout))


def extra_empty_field(row: Row, _: Random, __: Draft) -> Row:
    """One separator too many at the end of this row alone."""
    return broken(row, lambda cells, layout: joined(cells, layout) + layout.delimiter)


def missing_field(row: Row, rng: Random, draft: Draft) -> Row:
    """One field less, anywhere."""
    place = rng.randrange(len(draft.layout.headers))
    return broken(row, lambda cells, layout: joined([*cells[:place], *cells[place + 1 :]], layout))


def cut_off(row: Row, rng: Random, draft: Draft) -> Row:
    """A row that ends after two fields or more."""
    length = rng.randrange(2, len(draft.layout.headers))
    return broken(row, lambda cells, layout: joined(cells[:length], layout))


def open_quote(cells: list[str], layout: Layout) -> str:
    """The record with a quote that opens the product and never closes; nothing else in it is quoted."""
    place = column_of(layout, PRODUCT)
    return layout.delimiter.join([*cells[:place], '"' + cells[place], *cells[place + 1 :]])


def unclosed_quote(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """One row whose quote never closes; the row after it is a sound one, where reading finds its feet again."""
    rows = list(draft.rows)
    pairs = [i for i in range(len(rows) - 1) if rows[i].is_free and rows[i + 1].is_free]
    i = rng.choice(pairs)
    rows[i : i + 2] = [replace(broken(rows[i], open_quote), kind=kind), replace(rows[i + 1], is_held=True)]
    return replace(draft, rows=tuple(rows))


def breaks(kind_id: str, code: str, change: Change, *excludes: str) -> Kind:
    """A kind that breaks rows, which are then set aside."""
    return Kind(kind_id, FAMILY, "quarantine", code, on_rows(change), excludes=frozenset(excludes))


HABITS = (
    Kind("tab_delimiter", FAMILY, "fix", "", on_layout(delimiter="\t"), slot="delimiter"),
    Kind("semicolon_delimiter", FAMILY, "fix", "", on_layout(delimiter=";"), slot="delimiter"),
    Kind("pipe_delimiter", FAMILY, "fix", "", on_layout(delimiter="|"), slot="delimiter"),
    Kind("comma_delimiter", FAMILY, "fix", "", on_layout(delimiter=","), slot="delimiter"),
    Kind("cr_line_ends", FAMILY, "fix", "", on_layout(line_ends=("\r",)), slot="line_end"),
    Kind("crlf_line_ends", FAMILY, "fix", "", on_layout(line_ends=("\r\n",)), slot="line_end"),
    Kind("mixed_line_ends", FAMILY, "fix", "", mixed_line_ends, slot="line_end", excludes=NO_BLANK_ROWS),
    Kind("no_final_line_end", FAMILY, "fix", "", on_layout(has_final_line_end=False), excludes=NO_BLANK_ROWS),
    Kind("all_quoted", FAMILY, "fix", "", on_layout(quotes_all=True)),
    Kind("separator_after_all", FAMILY, "fix", "", with_tails(True), slot="tail"),
    Kind("separator_after_rows", FAMILY, "fix", "", with_tails(False), slot="tail", excludes=NOT_ALL_ALIKE),
)
CELLS = (
    Kind("quoted_delimiter", FAMILY, "kept", "", on_rows(quoted_delimiter)),
    Kind("doubled_quotes", FAMILY, "kept", "", on_rows(doubled_quotes)),
    Kind("quoted_newline", FAMILY, "kept", "", on_rows(quoted_newline), excludes=frozenset({"unclosed_quote"})),
    Kind("very_long_cell", FAMILY, "kept", "", on_rows(very_long)),
)
BREAKS = (
    breaks("extra_field", "too_many_fields", extra_field),
    breaks("extra_empty_field", "too_many_fields", extra_empty_field),
    breaks("unquoted_delimiter", "too_many_fields", unquoted_delimiter),
    breaks("missing_field", "too_few_fields", missing_field),
    breaks("cut_off", "too_few_fields", cut_off),
    breaks("stray_quote", "stray_quote", stray_quote, "unclosed_quote"),
    breaks("stray_quote_in_quotes", "stray_quote", stray_quote_in_quotes, "unclosed_quote"),
    Kind("unclosed_quote", FAMILY, "quarantine", "unclosed_quote", unclosed_quote),
)
