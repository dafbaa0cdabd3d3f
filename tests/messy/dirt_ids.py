"""Dirt in ids and other texts: no id, full width, invisible marks, and texts that only look like dirt."""

from random import Random

from tests.messy.draft import Change, Draft, Kind, Row, on_layout, on_rows, truly, writes

FAMILY = "ids"
NO_ID = ("", "   ", "-", "--", "null", "NULL", "#N/A", "#n/a")  # the words the cleaning rules take for none
BLANKS = (" ", "  ", "\t", "\u3000", "\u00a0")
INVISIBLE = ("\u200b", "\u200e", "\u2060", "\ufeff")
LIKE_NO_ID = ("NA", "None", "nan", "N/A", "NULLA", "0")
FORMULAS = ("=1+1", "@SUM(A1:A9)", "+86 21", "-2+3", '=HYPERLINK("http://example.com","x")', "＝1+1")
FULL_WIDTH = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}


def full_width(text: str) -> str:
    """The text with every ASCII sign in its full-width form: Ａ１００１．"""
    return text.translate(FULL_WIDTH)


def without_id(*words: str) -> Change:
    """A row whose customer is one of the words that mean none."""
    return lambda row, rng, _: writes(row, customer_id=rng.choice(words))


def full_width_id(row: Row, rng: Random, _: Draft) -> Row:
    """A customer's or an order's id in full width."""
    role = rng.choice(("customer_id", "order_id"))
    return writes(row, "normalised_id", **{role: full_width(getattr(row.order_line, role))})


def blanks_round_id(row: Row, rng: Random, _: Draft) -> Row:
    """Blanks before, after or on both sides of an id."""
    role, blank = rng.choice(("customer_id", "order_id")), rng.choice(BLANKS)
    before, after = rng.choice(((blank, ""), ("", blank), (blank, blank)))
    return writes(row, "normalised_id", **{role: f"{before}{getattr(row.order_line, role)}{after}"})


def invisible_in_id(row: Row, rng: Random, _: Draft) -> Row:
    """A mark that no one sees, within an id or after it."""
    role = rng.choice(("customer_id", "order_id"))
    text = getattr(row.order_line, role)
    place = rng.randrange(1, len(text) + 1)
    return writes(row, "normalised_id", **{role: text[:place] + rng.choice(INVISIBLE) + text[place:]})


def leading_zeros(row: Row, rng: Random, _: Draft) -> Row:
    """A customer whose number begins with zeros; another customer may have the number without them."""
    return truly(row, customer_id=rng.choice(("00", "0", "000", "")) + str(rng.randrange(1, 10)) + "23")


def like_no_id(row: Row, rng: Random, _: Draft) -> Row:
    """A customer who is called like a missing value, and is none."""
    return truly(row, customer_id=rng.choice(LIKE_NO_ID))


def formula_cell(row: Row, rng: Random, _: Draft) -> Row:
    """A product, or a customer, that a spreadsheet would take for a formula."""
    if rng.random() < 0.3:
        return truly(row, customer_id="=1+1")
    return truly(row, product=rng.choice(FORMULAS))


def no_category(row: Row, _: Random, __: Draft) -> Row:
    """A row without a category, in a column that is filled elsewhere."""
    return writes(truly(row, category=""), "filled_gap")


IDS = (
    Kind("missing_id", FAMILY, "quarantine", "missing_id", on_rows(without_id(*NO_ID))),
    Kind("missing_id_word", FAMILY, "quarantine", "missing_id", on_rows(without_id("无"))),
    Kind("full_width_id", FAMILY, "fix", "normalised_id", on_rows(full_width_id)),
    Kind("blanks_round_id", FAMILY, "fix", "normalised_id", on_rows(blanks_round_id)),
    Kind("invisible_in_id", FAMILY, "fix", "normalised_id", on_rows(invisible_in_id)),
    Kind("tab_after_order_id", FAMILY, "fix", "normalised_id", on_layout(order_id_tail="\t")),
    Kind("leading_zeros", FAMILY, "kept", "", on_rows(leading_zeros)),
    Kind("like_no_id", FAMILY, "kept", "", on_rows(like_no_id)),
    Kind("formula_cell", FAMILY, "kept", "", on_rows(formula_cell)),
    Kind("no_category", FAMILY, "fix", "filled_gap", on_rows(no_category)),
)
