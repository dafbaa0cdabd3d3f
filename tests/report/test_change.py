"""What the pages on structure and movement claim where shares and flows are hidden for want of customers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from segkit import facts as f
from segkit.report.findings import find, say, sentence_of
from segkit.report.sheets.company import company_sheets
from segkit.report.story.lookup import by_money
from tests.report import shop
from tests.report.test_findings import LIMIT

D = Decimal
QUARTERS = (date(2024, 12, 31), date(2025, 12, 31))


def sentence(report: f.Report, page: str, part: str = "title") -> f.Finding | None:
    return sentence_of(replace(report, findings=find(report)), page, part)


def variant(report: f.Report, page: str, part: str = "title") -> str:
    item = sentence(report, page, part)
    return item.id.partition(f".{part}")[2].removeprefix(".") if item else "absent"


def with_shares(before: tuple[float | None, ...], after: tuple[float | None, ...]) -> f.Report:
    structure = f.Structure(QUARTERS, ("key_value", "key_keep", "general_value"), (before, after), (100, 100))
    return replace(shop.report(), structure=structure)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((0.5, 0.3, 0.2), (0.5, 0.3, 0.2), "stable"),
        ((0.5, 0.3, 0.2), (0.31, 0.5, 0.19), "up"),
        ((0.80, 0.19, None), (0.605, 0.39, None), "up"),  # a hidden hundredth cannot have moved further
        ((0.60, None, None), (0.50, None, None), "down_shown"),
        ((0.60, None, None), (0.60, None, None), "untold"),
        ((None, None, 0.3), (0.4, 0.3, None), "untold"),
        ((0.985, None, None), (0.985, None, None), "untold"),
    ],
)
def test_a_largest_change_is_claimed_only_where_no_hidden_share_can_have_moved_more(before, after, told):
    assert variant(with_shares(before, after), "structure") == told


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("ends", [((0.136, None, None), (0.084, None, None)), ((0.6, None, None), (0.6, None, None))])
def test_titles_about_shown_shares_fit_two_lines(ends, language):
    text = say(sentence(with_shares(*ends), "structure"), shop.words(language))
    assert len(text) <= LIMIT[language], text


def with_falls(*falls: tuple[int | None, int | None], total: int = 900) -> f.Report:
    moves = tuple(
        f.Move(before, "general_win_back", "down", n, None if n is None else D(money or 0), None if n is None else D(1))
        for before, (n, money) in zip(("key_value", "key_keep", "general_value"), falls, strict=False)
    )
    whole = shop.report()
    assert whole.movement is not None
    return replace(whole, movement=replace(whole.movement, moves=moves, n_down=67, revenue_down=D(total)))


@pytest.mark.parametrize(
    ("falls", "told"),
    [
        (((20, 500), (30, 400)), ""),
        (((20, 500), (None, None), (None, None)), "shown"),
        (((20, 100), (None, None), (None, None)), "scattered"),
        (((None, None), (None, None)), "scattered"),
    ],
)
def test_the_largest_stream_down_is_named_among_those_shown_or_not_at_all(falls, told):
    assert variant(with_falls(*falls), "movement", "so_what") == told


def test_moves_stand_by_money_and_those_not_shown_last():
    moves = (
        f.Move("a", "b", "down", 90, D(10), D(40)),
        f.Move("c", "d", "up", None, None, None),
        f.Move("b", "a", "up", 12, D(70), D(20)),
    )
    assert [move.before for move in by_money(moves)] == ["b", "a", "c"]
    whole = shop.report()
    assert whole.movement is not None
    rows = {sheet.at: sheet.rows for sheet in company_sheets(whole) if sheet.page == "movement"}[2]
    money = [max(row[4], row[5]) for row in rows]
    assert money == sorted(money, reverse=True)
