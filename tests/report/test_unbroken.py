"""Words of titles stay whole, in markup alone."""

import re

from segkit.report.html import page_source
from segkit.report.pages.document import compose
from segkit.report.spacing import spaced
from segkit.report.unbroken import kept_together
from tests.report import shop
from tests.report.test_findings import BRAND, told


def test_the_longest_word_that_begins_somewhere_is_kept_and_the_text_is_unchanged():
    marked = kept_together("占比由13.6%降至8.4%，升多于降", ("降", "降至", "占比"))
    assert re.findall(r'<span class="kept">([^<]*)</span>', marked) == ["占比", "降至", "降"]
    assert re.sub(r"<[^>]*>", "", marked) == spaced("占比由13.6%降至8.4%，升多于降")


def test_signs_of_markup_in_a_title_stay_signs():
    assert kept_together("<b>12 months</b>", ("12 months",)) == '&lt;b&gt;<span class="kept">12 months</span>&lt;/b&gt;'


def test_without_words_a_title_stays_as_it_is():
    assert kept_together("R&D 12", ()) == "R&amp;D 12"


def test_names_of_segments_are_kept_together_in_titles():
    document = compose(told(shop.report()), BRAND, shop.words("zh-CN"))
    html, _ = page_source(document, BRAND, "2025-12-31")
    titles = " ".join(re.findall(r"<h2[^>]*>(.*?)</h2>", html))
    assert '<span class="kept">重要价值客户</span>' in titles
