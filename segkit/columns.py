"""The column dictionary: which tables the stages hand over, one row per what, and what each column holds.

Types are text (`string`, `int64`, `float64`, `decimal(18, 2)`, `date`, `timestamp`, `boolean`), so that this module
needs no engine. A `?` after the type says that nulls may occur.
"""

from dataclasses import dataclass
from typing import Literal

# How an amount says its currency: the sign, code or word beside it -> what it can mean, the likeliest first.
DOLLARS = ("USD", "HKD", "TWD", "SGD", "AUD", "CAD", "MOP", "NZD")
YUAN = ("CNY", "HKD", "TWD", "MOP", "SGD")
# fmt: off
CURRENCY_CODES = (
    "CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW", "SGD", "AUD", "CAD", "MOP", "NZD", "CHF", "THB", "MYR"
)
Escape = Literal["double", "backslash", "none", "literal", "other_twice"]  # how a quote stands inside quotes
# In which unit a column of amounts is written, as a study says it -> the word that stands behind each amount.
AMOUNT_UNITS = {
    "元": "", "one": "", "千元": "千", "thousand": "千", "万元": "万", "ten_thousand": "万",
    "百万元": "百万", "million": "百万", "亿元": "亿", "hundred_million": "亿", "分": "分", "cent": "分",
}
QUOTES = {"none": "", "double": '"', "single": "'"}  # by name, for a quote among quotes is hard to type
CURRENCY_MARKS: dict[str, tuple[str, ...]] = {
    **{code: (code,) for code in CURRENCY_CODES},
    "RMB": ("CNY",), "人民币": ("CNY",), "元": YUAN, "圆": YUAN, "¥": ("CNY", "JPY"),
    "日元": ("JPY",), "日圆": ("JPY",), "円": ("JPY",), "₩": ("KRW",),
    "$": DOLLARS, "US$": ("USD",), "美元": ("USD",), "HK$": ("HKD",), "港元": ("HKD",), "港币": ("HKD",),
    "NT$": ("TWD",), "新台币": ("TWD",), "台币": ("TWD",), "S$": ("SGD",), "A$": ("AUD",), "C$": ("CAD",),
    "€": ("EUR",), "欧元": ("EUR",), "£": ("GBP",), "英镑": ("GBP",),
}
# fmt: on

UNKNOWN = "未知"  # the filled-in value of a text column, kept as data and translated when printed


@dataclass(frozen=True)
class TableSpec:
    """One table: its grain, its columns by name and type."""

    name: str
    grain: str
    columns: dict[str, str]


# What a company's files can supply: role -> type after cleaning. The first roles of each are required.
ROLES: dict[str, dict[str, str]] = {
    "orders": {
        "customer_id": "string",
        "order_date": "date",
        "amount": "decimal(18, 2)",
        "order_id": "string?",
        "product": "string?",
        "category": "string?",
        "quantity": "float64?",
        "channel": "string?",
        "store": "string?",
        "region": "string?",
        "owner": "string?",
        "customer_name": "string?",
        "mobile": "string?",
        "unionid": "string?",
        "credit_code": "string?",
        "status": "string?",
        "currency": "string?",
    },
    "customers": {
        "customer_id": "string",
        "customer_name": "string?",
        "gender": "string?",
        "birth_date": "date?",
        "age_band": "string?",
        "city": "string?",
        "region": "string?",
        "store": "string?",
        "owner": "string?",
        "channel": "string?",
        "joined_date": "date?",
        "present_grade": "string?",
        "kind": "string?",
        "industry": "string?",
        "assets": "decimal(18, 2)?",
        "investment_demand": "string?",
        "demand": "decimal(18, 2)?",
        "mobile": "string?",
        "unionid": "string?",
        "credit_code": "string?",
    },
    "feedback": {
        "customer_id": "string",
        "answered_date": "date?",
        "satisfaction": "float64",
        "quality": "float64?",
        "delivery": "float64?",
        "service": "float64?",
        "price": "float64?",
        "packaging": "float64?",
        "comment": "string?",
    },
    "events": {
        "customer_id": "string",
        "event_at": "timestamp",
        "event": "string",
        "category": "string?",
        "channel": "string?",
    },
    "messages": {"customer_id": "string", "sent_at": "timestamp", "text": "string"},
    "labels": {"customer_id": "string", "label": "string"},
}
REQUIRED: dict[str, tuple[str, ...]] = {
    "orders": ("customer_id", "order_date", "amount"),
    "customers": ("customer_id",),
    "feedback": ("customer_id", "satisfaction"),
    "events": ("customer_id", "event_at", "event"),
    "messages": ("customer_id", "sent_at", "text"),
    "labels": ("customer_id", "label"),
}
HEAD_ROLES = ("order_id", "customer_id", "order_date")  # what the orders' heads need where their lines stand apart
LINE_ROLES = ("order_id", "amount")
MERGE_KEYS = ("mobile", "unionid", "credit_code")

ENTRIES = TableSpec(
    "entries",
    "one row per record of the orders table as read, in the file's order; typed, nothing judged yet",
    {role: "string?" for role in ROLES["orders"] if role not in ("order_date", "amount", "quantity", "currency")}
    | {
        "quantity": "float64?",
        "order_date": "date?",  # null where the text is no date of the column's one format
        "order_hour": "int64?",
        "date_text": "string?",  # as it stood
        "amount": "decimal(18, 2)?",  # null where the text is no amount
        "amount_text": "string?",
        "is_rounded": "boolean",  # the amount had more than two decimals and was rounded half up
        "amount_form": "string?",  # converted, full_width, currency_sign, unit_word, thousands or null
        "amount_currency": "string?",  # the mark of `CURRENCY_MARKS` beside the amount; null if none, or converted
        "head_state": "string?",  # no_head or head_conflict: of a line whose order's head is not to be had
        "record_hash": "int64",  # 64-bit hash of the record's raw text over all columns
    },
)
ORDER_LINES = TableSpec(
    "order_lines",
    "one row per order line that counts: kept by cleaning, not after the as-of date",
    {
        "customer_id": "string",
        "order_id": "string",
        "order_date": "date",
        "order_hour": "int64?",  # 0 to 23, null where the file gives no time
        "amount": "decimal(18, 2)",  # negative on refund lines
        "is_refund": "boolean",
        "product": "string?",
        "category": "string?",
        "quantity": "float64?",
        "channel": "string?",
        "store": "string?",
        "region": "string?",
        "owner": "string?",
    },
)
CUSTOMERS = TableSpec(
    "customers",
    "one row per customer of the master file after merging; absent columns are null",
    {name: kind for name, kind in ROLES["customers"].items() if name not in MERGE_KEYS},
)
FEATURES = TableSpec(
    "features",
    "one row per customer with at least one purchase up to the as-of date",
    {
        "customer_id": "string",
        "recency_days": "int64",  # whole days from the last purchase to the as-of date
        "frequency": "int64",  # distinct orders with a positive line
        "monetary": "decimal(18, 2)",  # net paid amount, refunds subtracted
        "monetary_12m": "decimal(18, 2)",  # the same over the last 365 days
        "tenure_days": "int64",  # first purchase to the as-of date
        "first_date": "date",
        "last_date": "date",
        "mean_gap_days": "float64?",  # (last - first) / (frequency - 1); null with one order
        "average_order": "float64",  # monetary / frequency
        "lines_per_order": "float64",
        "n_categories": "int64?",
        "top_category": "string?",
        "main_channel": "string?",
        "weekend_share": "float64",  # orders on Saturday or Sunday
        "refund_share": "float64",  # refunded money / paid money
    },
)
SCORES = TableSpec(
    "scores",
    "one row per customer: features plus scores, 1 (worst) to n (best)",
    FEATURES.columns | {"r_score": "int64", "f_score": "int64", "m_score": "int64"},
)
# What the other sources tell of a customer; null where the source or the customer is not in it.
TOLD: dict[str, dict[str, str]] = {
    "orders": {
        "main_day_part": "string?",  # morning, noon, afternoon, evening or night
        "price_level": "float64?",  # price per piece against its category's mean; 1 is the usual price
        "largest_order": "decimal(18, 2)?",
        "n_months": "int64?",  # of the last twelve stretches of 30 days those with a purchase
        "monthly_variation": "float64?",  # standard deviation / mean of the net money of those twelve
    },
    "customers": {
        "age_years": "int64?",  # whole years on the as-of day
        "city_level": "string?",  # first, new_first, second or other
        "kind_told": "string?",  # business, person or channel
        "industry_section": "string?",  # a letter of GB/T 4754
        "assets": "decimal(18, 2)?",
        "investment_demand": "string?",
        "demand": "decimal(18, 2)?",  # the customer's total need of what is sold, per year
        "our_share": "float64?",  # monetary_12m / demand
        "joined_days": "int64?",
    },
    "feedback": {"satisfaction_place": "float64?", "n_answers": "int64?"},  # 0 the lowest answer, 1 the highest
    "events": {
        "last_event_days": "int64?",
        "n_events": "int64?",
        "n_asked": "int64?",  # carts and forms, of all time
        "n_events_90d": "int64?",
        "n_browse_90d": "int64?",
        "n_cart_90d": "int64?",
        "n_form_90d": "int64?",
        "n_posts_90d": "int64?",
        "n_online_joins": "int64?",  # activities joined in 365 days
        "n_offline_joins": "int64?",
    },
    "messages": {"n_messages": "int64?", "main_need": "string?"},  # product, service or information
}
LIFETIME = {  # from a model of buying; null where none applies
    "alive": "float64?",  # probability that the customer will come again at all
    "expected_orders": "float64?",  # within the horizon
    "lifetime_value": "decimal(18, 2)?",  # margin of the horizon, discounted
}
MEASURES = TableSpec(
    "measures",
    "one row per customer: scores, and what the other sources tell of the customer",
    SCORES.columns | {name: kind for told in TOLD.values() for name, kind in told.items()} | LIFETIME,
)
SEGMENTS = TableSpec(
    "segments",
    "one row per customer: scores plus one column per scheme, holding the segment's id",
    SCORES.columns | {"<scheme id>": "string"},
)
TAGS = TableSpec(
    "tags",
    "one row per customer and tag given, where the standard has tags",
    {
        "customer_id": "string",
        "tag_group": "string",
        "tag": "string",
        "given_by": "string",  # rule, keyword, hand or list
        "until": "date?",  # the last day on which it holds; null without end
    },
)
TAGS_LEFT_OUT = TableSpec(
    "tags_left_out",
    "one row per entry of a list that gave no tag",
    {
        "tag_group": "string",
        "tag": "string",
        "customer_id": "string",  # as the list writes it
        "code": "string",  # T-01 no such customer, T-02 over before the as-of day, T-03 a day that cannot be read
        "until": "date?",
    },
)
QUARANTINE = TableSpec(
    "quarantine",
    "one row per input row that was set aside: where it stood, why, and what it said",
    {
        "source": "string",
        "file": "string",
        "sheet": "string?",
        "row": "int64",  # the physical line on which the record begins
        "record": "int64?",  # its place among the records that were read, from 0; null where none could be read
        "reason": "string",
        "text": "string?",  # the record as it stood, where its structure was broken
        "customer_id": "string?",
        "order_id": "string?",
        "order_date": "string?",
        "amount": "string?",
    },
)


def range_of(column: str) -> tuple[float, float]:
    """The lowest and the highest value that a column of numbers can hold; infinite where nothing bounds it.

    Counts, days and hours begin at 0, orders at 1; shares and probabilities end at 1; money may be negative. A column
    that is not in the dictionary is unbounded.
    """
    if column == "frequency" or column in ("r_score", "f_score", "m_score"):
        return 1, float("inf")
    if column in ("weekend_share", "satisfaction_place", "alive"):
        return 0, 1
    kind = MEASURES.columns.get(column, CUSTOMERS.columns.get(column, "")).removesuffix("?")
    is_counted = kind == "int64" or column in ("mean_gap_days", "lines_per_order", "refund_share", "expected_orders")
    return (0 if is_counted else float("-inf")), float("inf")
