"""One customer's months: what was bought, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from segkit.report.brand import Brand
from segkit.report.charts.sheet import FULL, SMALL, Scale, Svg, new_sheet
from segkit.wording import Wording

LEFT = 18.0


def customer_months(months: Sequence[tuple[date, Decimal]], brand: Brand, words: Wording, height: float = 34) -> Svg:
    """A column per month with its net money, the largest in figures; a month of more refunds than purchases is bare."""
    amounts = [max(float(money), 0.0) for _, money in months]
    peak = max(amounts, default=0.0)
    with new_sheet(FULL, height, brand, words.language) as sheet:
        y = Scale(0, peak or 1.0, height - 9, 6)
        pitch = (FULL - LEFT) / max(len(months), 1)
        sheet.line((LEFT, y(0)), (FULL, y(0)), color=sheet["muted"])
        for at, ((month, money), amount) in enumerate(zip(months, amounts, strict=True)):
            left = LEFT + pitch * at
            colour = sheet["accent" if amount == peak and peak else "primary"]
            sheet.box(left + pitch * 0.15, y(amount), pitch * 0.7, y(0) - y(amount), facecolor=colour)
            if amount == peak and peak:
                sheet.write(left + pitch / 2, y(amount) - 2.4, words.show(money, "price"), ha="center", fontsize=SMALL)
            if month.month % 3 == 1:
                sheet.write(left + pitch / 2, y(0) + 2.6, str(month.month), ha="center", fontsize=SMALL)
            if month.month == 1 or at == 0:
                sheet.write(left + 0.6, y(0) + 6.4, str(month.year), fontsize=SMALL, fontweight="bold")
        return sheet.svg()
