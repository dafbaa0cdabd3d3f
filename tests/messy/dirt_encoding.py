"""Dirt in the bytes: encodings, marks of byte order, foreign bytes, NUL, rare characters."""

from dataclasses import replace
from random import Random

from tests.messy.draft import (
    Change,
    Draft,
    Kind,
    Row,
    cell,
    on_layout,
    on_rows,
    place_between,
    truly,
    with_whole,
    writes,
)
from tests.messy.writing import header_text

FAMILY = "encoding"
RARE = ("𠮷田商行", "㐂", "𪚥", "😀", "🎁🧧")  # beyond the 16 bits of the oldest programs; no normal form changes them
# What Big5 does not hold, or what would no longer mean the same in traditional characters.
NOT_IN_BIG5 = frozenset({
    "rare_characters", "other_line_separators", "blanks_round_id", "invisible_in_id", "missing_id_word", "minus_sign",
    "currency_sign", "mixed_currencies", "unit_word", "unit_word_unstated", "total_row", "subtotal_row", "test_order",
    "not_a_test", "not_a_total",
})  # fmt: skip


def utf16(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """UTF-16 with its mark, low or high byte first, as Excel's "Unicode text"."""
    codec = rng.choice(("utf-16-le", "utf-16-be"))
    return with_whole(draft, kind, layout=replace(draft.layout, encoding=codec, has_bom=True))


def big5(draft: Draft, _: Random, kind: Kind) -> Draft:
    """Traditional characters in Big5, which a person states: short texts cannot tell it from GB18030."""
    money = "plain" if draft.layout.money_form == "yuan" else draft.layout.money_form  # no full-width ￥ in Big5
    layout = replace(draft.layout, encoding="big5", has_bom=False, is_traditional=True, money_form=money)
    return with_whole(draft, kind, layout=layout, read={**draft.read, "encoding": "big5"})


def gbk_rows(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """Rows of another program's GBK bytes pasted into a UTF-8 file."""
    layout = replace(draft.layout, encoding="utf-8", has_bom=rng.random() < 0.5)
    return on_rows(as_gbk)(replace(draft, layout=layout), rng, kind)


def as_gbk(row: Row, _: Random, __: Draft) -> Row:
    """A row in GBK, with a product whose GBK bytes are no UTF-8."""
    return replace(truly(row, product="蚕丝薄被 月白"), is_gbk=True, amount=None)


def with_nul(row: Row, rng: Random, draft: Draft) -> Row:
    """A NUL byte within an id, a date or an amount."""
    role = rng.choice(("customer_id", "order_date", "amount"))
    text = cell(row, role, draft.layout)
    place = rng.randrange(len(text) + 1)
    return replace(writes(row, **{role: text[:place] + "\0" + text[place:]}), amount=None)


def with_rare_characters(row: Row, rng: Random, _: Draft) -> Row:
    """Emoji or rare Han characters in the product and in the customer's id."""
    mark = rng.choice(RARE)
    return truly(row, product=f"{row.order_line.product} {mark}", customer_id=f"{mark}_{row.order_line.customer_id}")


def in_product(*marks: str) -> Change:
    """One of the marks within the product's name."""
    return lambda row, rng, _: truly(row, product=f"{row.order_line.product}{rng.choice(marks)}2")


def second_bom(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """Two UTF-8 exports joined end to end: the second one's mark and header stand in the middle."""
    draft = replace(draft, layout=replace(draft.layout, encoding="utf-8", has_bom=True))
    place = place_between(draft, rng)
    header = Row(text="\ufeff" + header_text(draft.layout), kind=kind)
    return replace(draft, rows=(*draft.rows[:place], header, *draft.rows[place:]))


ENCODINGS = (
    Kind("utf8_bom", FAMILY, "fix", "", on_layout(encoding="utf-8", has_bom=True), slot="encoding"),
    Kind(
        "gb18030", FAMILY, "fix", "", on_layout(encoding="gb18030", has_bom=False), slot="encoding", languages=("zh",)
    ),
    Kind("utf16", FAMILY, "fix", "", utf16, slot="encoding", excludes=frozenset({"nul_byte"})),
    Kind("big5", FAMILY, "fix", "", big5, slot="encoding", excludes=NOT_IN_BIG5, languages=("zh",)),
)
MARKS = (
    Kind("second_bom", FAMILY, "non_data", "repeated_header", second_bom, slot="encoding"),
    Kind("gbk_rows", FAMILY, "quarantine", "undecodable", gbk_rows, slot="encoding", languages=("zh",)),
    Kind("nul_byte", FAMILY, "quarantine", "nul_byte", on_rows(with_nul)),
    Kind("rare_characters", FAMILY, "kept", "", on_rows(with_rare_characters)),
    Kind("control_characters", FAMILY, "kept", "", on_rows(in_product("\x07", "\x1b", "\x7f"))),
    Kind("other_line_separators", FAMILY, "kept", "", on_rows(in_product("\x0b", "\x0c", "\x85", "\u2028", "\u2029"))),
)
