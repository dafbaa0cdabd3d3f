"""A stopped run's page says what the terminal says, in one file that fetches nothing."""

from html import unescape

import pytest

from segkit.errors import EmptyFile, FileMissing, Problems
from segkit.report.problem import render_problem, write_problem
from segkit.wording import LANGUAGES, Wording


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_problem_says_what_the_terminal_says(language, tmp_path):
    wording = Wording(language)
    problem = Problems((EmptyFile("订单 & 退款.csv"), FileMissing("a.csv", "b.csv")))
    page = write_problem(problem, wording, tmp_path).read_text(encoding="utf-8")
    assert "订单 &amp; 退款.csv" in page
    for told in wording.explained(problem):
        for sentence in (told.code, told.what, told.remedy, told.who):
            assert sentence in unescape(page)


def test_the_page_fetches_nothing():
    page = render_problem(EmptyFile("a.csv"), Wording("en"))
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "")
