"""Values in messages: what may tell who somebody is has its middle hidden; a date or an amount is shown."""

import re

LONG_NUMBER = re.compile(r"[0-9]{9}")
DAY_OR_MONEY = re.compile(
    r"[\s0-9０-９.,，．:/／\-−+()（）¥￥$€£%#TZ年月日时分秒元万亿?]*|[A-Z]{3} ?[0-9.,]+|[0-9.,]+ ?[A-Z]{3}"
)


def mask(text: str) -> str:
    """The text with its middle hidden: 138****8000, 张*; never the whole of it."""
    if len(text) >= 9:
        return f"{text[:3]}****{text[-4:]}"
    return f"{text[:1]}{'*' * min(3, max(1, len(text) - 1))}"


def shown(text: str) -> str:
    """The text as it stands where it can only be a day, a time or an amount; anything else masked."""
    if not text.strip():
        return text
    is_open = DAY_OR_MONEY.fullmatch(text) and not LONG_NUMBER.search(text)
    return text if is_open else mask(text.strip())
