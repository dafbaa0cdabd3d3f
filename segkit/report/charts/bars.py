"""Bars to both sides of their names: the customer pyramid and the butterfly of customers against revenue."""

from __future__ import annotations

from collections.abc import Sequence

from segkit.facts import SegmentFigures
from segkit.report.brand import Brand
from segkit.report.charts.sheet import FULL, LABEL, SMALL, TITLE, Scale, Sheet, Svg, fitted, new_sheet
from segkit.wording import Wording

MIDDLE = 84.0  # the spine of the pyramid


def pyramid(rows: Sequence[SegmentFigures], brand: Brand, words: Wording, height: float = 112) -> Svg:
    """Grades from top to bottom: customers to the left, revenue to the right, to one scale; money per head beside."""
    with new_sheet(FULL, height, brand, words.language) as sheet:
        pitch = (height - 14) / max(len(rows), 1)
        scale = Scale(0, _widest(rows), 0, 38)
        for key, x, align in (("customers", MIDDLE - 13, "right"), ("revenue", MIDDLE + 13, "left")):
            sheet.write(x, 4, words(f"charts.pyramid.{key}"), ha=align, fontsize=LABEL, fontweight="bold")
        sheet.write(FULL, 4, words("charts.pyramid.per_head"), ha="right", fontsize=LABEL, fontweight="bold")
        for at, row in enumerate(rows):
            _grade(sheet, row, words, (9 + pitch * at, pitch, scale), is_top=at == 0)
        return sheet.svg()


def _grade(
    sheet: Sheet, row: SegmentFigures, words: Wording, place: tuple[float, float, Scale], *, is_top: bool
) -> None:
    top, pitch, scale = place
    middle, tall = top + pitch / 2, pitch * 0.86
    left, right = scale(row.share_n or 0), scale(row.share_revenue or 0)
    colour = sheet["primary" if is_top else "rest"]
    sheet.box(MIDDLE - 13 - left, middle - tall / 2, left, tall, facecolor=sheet["mid" if is_top else "rest"])
    sheet.box(MIDDLE + 13, middle - tall / 2, right, tall, facecolor=colour)
    name = fitted(words.show(row.segment, "segment"), 25, TITLE)
    sheet.write(MIDDLE, middle, name, ha="center", fontsize=TITLE, fontweight="bold")
    heads = words.show(row.share_n, "percent"), words("charts.pyramid.heads", n=row.n)
    _pair(sheet, (MIDDLE - 15 - left, middle), heads, "right")
    money = words.show(row.share_revenue, "percent"), words.show(row.revenue, "money")
    _pair(sheet, (MIDDLE + 15 + right, middle), money, "left")
    tone = sheet["accent" if is_top else "ink"]
    sheet.write(FULL, middle, _per_head(row, words), ha="right", fontsize=13, fontweight="bold", color=tone)


def _pair(sheet: Sheet, at: tuple[float, float], texts: tuple[str, str], align: str) -> None:
    """A share over the figure behind it."""
    x, y = at
    sheet.write(x, y - 2.1, texts[0], ha=align, fontsize=TITLE + 1, fontweight="bold")
    sheet.write(x, y + 2.3, texts[1], ha=align, fontsize=SMALL, color=sheet["muted"])


def _widest(rows: Sequence[SegmentFigures]) -> float:
    return max([0.01, *(share or 0 for row in rows for share in (row.share_n, row.share_revenue))])


def butterfly(
    rows: Sequence[SegmentFigures], brand: Brand, words: Wording, height: float = 118, *, is_whole: bool = True
) -> Svg:
    """Segments by revenue, largest first: customers to the left, revenue to the right; in colour where revenue is more.

    The last line is the total, where `rows` are the whole scheme and none of them is hidden.
    """
    ordered = sorted(rows, key=lambda row: (-(row.share_revenue or 0), row.segment))
    with new_sheet(FULL, height, brand, words.language) as sheet:
        pitch = (height - 20) / max(len(ordered), 1)
        scale = Scale(0, _widest(ordered), 0, 46)
        left, right = 87.0, 91.0
        sheet.write(left, 4, words("charts.butterfly.customers"), ha="right", fontweight="bold")
        sheet.write(right, 4, words("charts.butterfly.revenue"), fontweight="bold")
        sheet.write(FULL, 4, words("charts.butterfly.per_head"), ha="right", fontweight="bold")
        for at, row in enumerate(ordered):
            _wings(sheet, row, words, (9 + pitch * (at + 0.5), min(pitch * 0.62, 9.0), scale))
        sheet.line((0, height - 10), (FULL, height - 10), color=sheet["ink"], linewidth=0.8)
        if is_whole:
            _total(sheet, ordered, words, height - 5)
        return sheet.svg()


def _wings(sheet: Sheet, row: SegmentFigures, words: Wording, place: tuple[float, float, Scale]) -> None:
    y, tall, scale = place
    heads, money = scale(row.share_n or 0), scale(row.share_revenue or 0)
    is_rich = (row.share_revenue or 0) > (row.share_n or 0)
    sheet.write(0, y, fitted(words.show(row.segment, "segment"), 30, TITLE), fontsize=TITLE, fontweight="bold")
    sheet.box(87 - heads, y - tall / 2, heads, tall, facecolor=sheet["mid" if is_rich else "rest"])
    sheet.box(91, y - tall / 2, money, tall, facecolor=sheet["primary" if is_rich else "rest"])
    sheet.write(85.5 - heads, y, words.show(row.share_n, "percent"), ha="right", fontsize=LABEL)
    weight, tone = ("bold", "primary") if is_rich else ("normal", "ink")
    share = words.show(row.share_revenue, "percent")
    sheet.write(92.5 + money, y, share, fontsize=LABEL, fontweight=weight, color=sheet[tone])
    sheet.write(FULL, y, _per_head(row, words), ha="right", fontsize=LABEL, fontweight=weight)


def _per_head(row: SegmentFigures, words: Wording) -> str:
    """What a customer brings; nobody brings nothing that could be hidden."""
    return "–" if row.n == 0 else words.show(row.per_head, "price")


def _total(sheet: Sheet, rows: Sequence[SegmentFigures], words: Wording, y: float) -> None:
    """Heads and money of all segments together, where none is hidden."""
    n, money = sum(row.n or 0 for row in rows), sum(row.revenue or 0 for row in rows)
    sheet.write(0, y, words("charts.butterfly.total"), fontsize=TITLE, fontweight="bold")
    sheet.write(87, y, words("charts.butterfly.all_customers", n=n), ha="right", fontweight="bold")
    sheet.write(91, y, words("charts.butterfly.all_revenue", revenue=money), fontweight="bold")
    if n:
        sheet.write(FULL, y, words.show(money / n, "price"), ha="right", fontweight="bold")
