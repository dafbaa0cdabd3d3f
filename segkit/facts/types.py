"""The small types that facts are made of."""

from datetime import date
from decimal import Decimal

Text = dict[str, str]  # {"zh-CN": …, "en": …}
Slot = str | int | float | Decimal | date | None
