"""Conclusions computed from facts: each variant says what the figures say, in two lines, in both languages."""

from dataclasses import replace
from decimal import Decimal

import pytest

from segkit import facts as f
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.exhibits import ANNEX, BODY
from segkit.report.facts import read_report, write_report
from segkit.report.findings import asks, base_id, find, key_figures, say, sentence_of, top_findings
from segkit.report.pages.document import compose
from segkit.report.workbook import report_sheets
from segkit.wording import LANGUAGES, read_catalogue
from tests.report import shop

D = Decimal
BRAND = read_brand(kit_folder("templates") / "brands" / "plain")
LIMIT = {"zh-CN": 44, "en": 120}


def told(report: f.Report) -> f.Report:
    return replace(report, findings=find(report))


def title(report: f.Report, page: str, language: str = "zh-CN") -> str:
    item = sentence_of(told(report), page)
    return say(item, shop.words(language)) if item else ""


def id_of(report: f.Report, page: str, part: str = "title") -> str:
    item = sentence_of(told(report), page, part)
    return item.id.removeprefix(f"page.{page}.{part}").removeprefix(".") if item else "absent"


def bare() -> f.Report:
    """The shop with every block that may be missing gone, and with every figure that may be hidden hidden."""
    whole = shop.report()
    hidden = tuple(
        replace(item, n=None, share_n=None, revenue=None, share_revenue=None, revenue_12m=None)
        for item in whole.figures
    )
    return replace(
        whole,
        figures=hidden,
        baseline=replace(whole.baseline, revenue_before=None, customers_before=None),
        concentration=replace(whole.concentration, deciles=(), top_20_share=None, top_1_share=None, share_for_80=None),
        grid=replace(whole.grid, sleeping_n=None, sleeping_revenue=None),
        structure=None,
        movement=None,
        cards=(),
        satisfaction=f.Satisfaction(False, None, {}, None, (), (), None),
        actions=(),
        economics=(),
        decisions=(),
        plan=(),
        clusters=None,
        evaluation=replace(whole.evaluation, labels=(), holdout=None),
    )


def shops() -> dict[str, f.Report]:
    """The whole shop, the bare one, and one with every amount large."""
    whole = shop.report()
    rich = replace(
        whole,
        baseline=replace(whole.baseline, revenue_12m=D("123456789012"), revenue_before=D("234567890123")),
        grid=replace(whole.grid, sleeping_n=1_234_567, sleeping_revenue=D("12345678901")),
        decisions=tuple(
            replace(
                ask,
                cost=D("1234567"),
                effect_low=D("1000000"),
                effect_high=D("98765432"),
                uplift_low=0.02,
                uplift_high=0.05,
            )
            for ask in whole.decisions
        ),
        movement=replace(whole.movement, n_up=123_456, n_down=234_567),
        cards=tuple(
            replace(card, n=1_234_567, at_stake=D("1234567890"), revenue_12m=D("98765432100")) for card in whole.cards
        ),
    )
    return {"whole": whole, "bare": bare(), "rich": rich}


@pytest.mark.parametrize("name", ["whole", "bare", "rich"])
def test_every_page_has_one_title_in_every_state_of_the_facts(name):
    report = told(shops()[name])
    titled = [item.page for item in report.findings if base_id(item.id).endswith(".title")]
    assert sorted(titled) == sorted(["cover", *BODY, *ANNEX])


@pytest.mark.parametrize("name", ["whole", "bare", "rich"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_fits_two_lines_and_prints_every_slot(name, language):
    for item in told(shops()[name]).findings:
        if base_id(item.id).endswith(".title") and item.page != "cover":
            text = say(item, shop.words(language))
            assert len(text) <= LIMIT[language], text
            assert "{" not in text
            assert "None" not in text
            assert "<11" not in text


@pytest.mark.parametrize("name", ["whole", "bare", "rich"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_a_text(name, language):
    words = shop.words(language)
    for item in told(shops()[name]).findings:
        parts = ("label", "value", "note") if item.id.startswith("kpi.") else ("",)
        assert all(say(item, words, part) for part in parts)


def test_every_text_of_the_catalogue_fits_two_lines_before_its_slots_are_filled():
    for language in LANGUAGES:
        for key, pattern in read_catalogue("findings", language).items():
            if ".title" in key:
                assert len(pattern) <= 2 * LIMIT[language], key


def test_findings_survive_the_report_file(tmp_path):
    report = told(shop.report())
    write_report(report, tmp_path / "report.json")
    again = read_report(tmp_path / "report.json")
    for language in LANGUAGES:
        words = shop.words(language)
        for item, stored in zip(report.findings, again.findings, strict=True):
            parts = ("label", "value", "note") if item.id.startswith("kpi.") else ("",)
            assert [say(item, words, part) for part in parts] == [say(stored, words, part) for part in parts]


@pytest.mark.parametrize(
    ("revenue", "before", "buyers", "buyers_before", "variant"),
    [
        (120, 100, 110, 100, "rose_buyers"),
        (120, 100, 101, 100, "rose_spend"),
        (120, 100, 90, 100, "rose_spend"),
        (80, 100, 85, 100, "fell_buyers"),
        (80, 100, 99, 100, "fell_spend"),
        (80, 100, 120, 100, "fell_spend"),
        (102, 100, 150, 100, "flat"),
        (102, None, 150, None, "plain"),
        (102, 0, 150, 100, "plain"),
    ],
)
def test_the_baseline_names_what_moved_revenue_more(revenue, before, buyers, buyers_before, variant):
    whole = shop.report()
    facts = replace(
        whole.baseline,
        revenue_12m=D(revenue),
        revenue_before=None if before is None else D(before),
        customers_12m=buyers,
        customers_before=buyers_before,
    )
    assert id_of(replace(whole, baseline=facts), "baseline") == variant


@pytest.mark.parametrize(("top", "variant"), [(0.7, "steep"), (0.5, "usual"), (0.3, "even"), (None, "none")])
def test_the_concentration_title_follows_the_top_share(top, variant):
    whole = shop.report()
    facts = replace(whole, concentration=replace(whole.concentration, top_20_share=top))
    assert id_of(facts, "concentration") == variant


def test_a_title_quotes_its_figures_in_both_languages():
    whole = shop.report()
    assert title(whole, "grid") == "214位买得勤的老客户已久未下单，他们累计贡献过98.2万元"
    assert title(whole, "movement", "en") == "Since 30 September 2025 more customers moved down (371) than up (188)"


@pytest.mark.parametrize(("n", "variant"), [(214, "sleeping"), (0, "none"), (None, "few")])
def test_sleeping_money_is_told_only_where_it_may_be(n, variant):
    whole = shop.report()
    grid = replace(whole.grid, sleeping_n=n, sleeping_revenue=None if n is None else D(982_000))
    assert id_of(replace(whole, grid=grid), "grid") == variant


@pytest.mark.parametrize(("up", "down", "variant"), [(5, 9, "down"), (9, 5, "up"), (5, 5, "even"), (None, 40, "few")])
def test_the_movement_title_counts_both_ways(up, down, variant):
    whole = shop.report()
    assert id_of(replace(whole, movement=replace(whole.movement, n_up=up, n_down=down)), "movement") == variant


@pytest.mark.parametrize(
    ("ours", "naive", "variant"),
    [(0.8, 0.7, "better"), (0.7, 0.8, "worse"), (0.705, 0.7, "alike"), (None, 0.7, "rate")],
)
def test_trust_is_claimed_only_where_the_segments_beat_the_simple_rule(ours, naive, variant):
    whole = shop.report()
    holdout = replace(whole.evaluation.holdout, auc_scheme=ours, auc_naive=naive)
    assert id_of(replace(whole, evaluation=replace(whole.evaluation, holdout=holdout)), "trust") == variant


@pytest.mark.parametrize(
    ("low", "high", "variant"), [(90, 200, "pays"), (10, 200, "open"), (10, 20, "costly"), (None, None, "cost")]
)
def test_the_decisions_title_says_whether_the_pilots_pay(low, high, variant):
    whole = shop.report()
    ask = replace(
        whole.decisions[0],
        cost=D(50),
        effect_low=None if low is None else D(low),
        effect_high=None if high is None else D(high),
    )
    assert id_of(replace(whole, decisions=(ask,)), "decisions") == variant


def test_a_pilot_too_small_to_see_the_assumed_rise_is_called_so():
    whole = shop.report()
    decisions = tuple(replace(ask, uplift_low=0.02, uplift_high=0.05) for ask in whole.decisions)
    assert id_of(replace(whole, decisions=decisions), "economics", "so_what") == "blind"
    wide = tuple(replace(ask, uplift_low=0.1, uplift_high=0.2) for ask in whole.decisions)
    assert id_of(replace(whole, decisions=wide), "economics", "so_what") == "all_seen"
    some = tuple(replace(ask, uplift_low=0.02, uplift_high=0.115) for ask in whole.decisions)
    assert id_of(replace(whole, decisions=some), "economics", "so_what") == "seen"


def test_without_feedback_places_are_compared():
    whole = shop.report()
    facts = replace(whole.satisfaction, has_feedback=False, quadrants={}, drivers=())
    assert title(replace(whole, satisfaction=facts), "satisfaction") == "没有满意度数据时看复购：华东44.0%，其他仅33.0%"


def test_the_summary_ranks_findings_by_money_and_shows_three_figures():
    report = told(shop.report())
    first = top_findings(report)
    assert [item.money for item in first] == sorted(
        (item.money for item in report.findings if item.money), reverse=True
    )[:3]
    assert len(key_figures(report)) == 3
    assert len(asks(report)) == 3


def test_every_slot_is_a_fact_of_the_report_and_none_is_left_out():
    report = told(shop.report())
    catalogue = read_catalogue("findings", "zh-CN")
    for item in report.findings:
        keys = [
            key for key in catalogue if key == item.id or (key.startswith(f"{item.id}.") and item.id.startswith("kpi."))
        ]
        text = " ".join(catalogue[key] for key in keys)
        assert all(f"{{{name}" in text for name in item.slots), item.id


def test_the_pyramids_title_speaks_of_the_scheme_that_its_exhibits_show():
    tiers = tuple(replace(item, scheme="value_tier") for item in shop.report().figures if item.scheme == "rfm_8")
    report = told(replace(shop.report(), figures=(*shop.report().figures, *tiers)))
    slots = sentence_of(report, "pyramid").slots
    shown = next(item for item in report_sheets(report) if item.page == "pyramid").rows
    top = next(row for row in shown if row[0] == slots["segment"])
    assert (top[2], top[4]) == (slots["share"], slots["revenue"])


def test_where_break_even_lies_inside_the_range_the_decisions_page_says_what_is_lost_and_won():
    whole = shop.report()
    ask = replace(
        whole.decisions[0],
        cost=D(300),
        effect_low=D(200),
        effect_high=D(500),
        uplift_low=0.02,
        uplift_high=0.05,
    )
    item = sentence_of(told(replace(whole, decisions=(ask,))), "decisions", "so_what")
    assert item.id == "page.decisions.so_what.open"
    assert item.slots == {"low": 0.02, "high": 0.05, "even": 0.03, "loss": D(100), "gain": D(200)}
    assert "多成交3.0个百分点才回本" in say(item, shop.words("zh-CN"))


def test_places_that_hardly_differ_are_not_called_weak():
    places = tuple(
        f.PlaceFigures(name, 50, D(1000), None, None, share) for name, share in (("华东", 0.99), ("西南", 0.95))
    )
    report = replace(shop.report(), satisfaction=f.Satisfaction(False, None, {}, None, (), places, "region"))
    assert id_of(report, "satisfaction") == "places_even"
    assert id_of(report, "satisfaction", "so_what") == "places_even"


def test_early_quarters_are_called_short_only_where_they_are():
    whole = shop.report()
    old = replace(whole, meta=replace(whole.meta, first_day=whole.structure.quarters[0].replace(year=2010)))
    assert id_of(old, "structure", "so_what") == "steady"


def test_where_the_low_end_pays_everything_the_title_says_so():
    whole = shop.report()
    sure = tuple(replace(ask, uplift_low=0.5, uplift_high=0.6) for ask in whole.decisions)
    assert id_of(replace(whole, decisions=sure), "economics") == "sure"


def test_without_answers_and_places_the_page_says_how_to_get_them():
    report = replace(shop.report(), satisfaction=f.Satisfaction(False, None, {}, None, (), (), None))
    document = compose(told(report), read_brand(kit_folder("templates") / "brands" / "plain"), shop.words("zh-CN"))
    page = next(page for page in document.pages if page.id == "satisfaction")
    assert page.kicker.endswith("服务与满意度")
    assert [len(block.items) for (block,) in page.rows] == [4]


def test_a_card_without_categories_has_no_empty_chart():
    whole = shop.report()
    bare_cards = tuple(replace(card, categories=()) for card in whole.cards)
    report = told(replace(whole, cards=bare_cards))
    document = compose(report, read_brand(kit_folder("templates") / "brands" / "plain"), shop.words("zh-CN"))
    page = next(page for page in document.pages if page.id == "grow")
    assert [block.id for row in page.rows for block in row if block.kind == "figure"] == ["13.1", "13.3"]


def test_the_plans_title_names_the_week_of_the_first_look_and_promises_no_verdict():
    whole = shop.report()
    plan = (*whole.plan, f.Task("midway", shop.text("中期复盘", "Halfway"), 8, 8, "marketing", "management", (), ()))
    item = sentence_of(told(replace(whole, plan=plan)), "plan")
    assert item.slots["week"] == 8
    assert "观察期满" in say(item, shop.words("zh-CN"))


def test_the_day_to_decide_by_stands_once_over_what_is_asked_for():
    page = next(page for page in compose(told(shop.report()), BRAND, shop.words("zh-CN")).pages if page.id == "summary")
    asked = page.rows[-1][0]
    due = shop.words("zh-CN").show(min(ask.due for ask in shop.report().decisions), "date")
    assert asked.title.count(due) == 1
    assert not any(due in point.headline for point in asked.items)


def test_the_top_half_of_the_segments_is_told_with_its_share_of_customers():
    whole = shop.report()
    holdout = replace(whole.evaluation.holdout, heads_top_share=0.599)
    report = told(replace(whole, evaluation=replace(whole.evaluation, holdout=holdout)))
    page = next(page for page in compose(report, BRAND, shop.words("zh-CN")).pages if page.id == "trust")
    assert "前4类（占客户59.9%）占下期消费" in [row[0].text for row in page.rows[-1][0].rows]


@pytest.mark.parametrize(("revenue", "variant"), [(0.505, "half"), (0.62, "top"), (0.21, "even")])
def test_a_grade_cut_at_half_of_revenue_is_told_by_how_few_it_takes(revenue, variant):
    whole = shop.report()
    tiers = tuple(replace(row, share_revenue=revenue) if row.segment == "high" else row for row in whole.figures)
    assert id_of(replace(whole, figures=tiers), "pyramid") == variant


def test_exhibits_by_value_tier_say_so_and_the_glossary_names_their_pages():
    document = compose(told(shop.report()), BRAND, shop.words("zh-CN"))
    pages = {page.id: page for page in (*document.pages, *document.annex)}
    note = "按“客户价值分级”分级，界值见图表 A2.1。"
    assert note in pages["pyramid"].rows[0][0].notes
    assert note in pages["satisfaction"].rows[0][0].notes
    terms = dict(pages["annex_glossary"].rows[0][0].items)
    assert "第 6、14 页另用客户价值分层" in terms["主分类 · Main scheme"]


def test_without_value_tiers_no_page_departs_from_the_main_scheme():
    whole = shop.report()
    schemes = tuple(scheme for scheme in whole.schemes if scheme.id != "value_tier")
    figures = tuple(row for row in whole.figures if row.scheme != "value_tier")
    facts = {"schemes": schemes, "figures": figures, "crosswalks": ()}
    report = replace(whole, **facts, evaluation=replace(whole.evaluation, agreement={}))
    document = compose(told(report), BRAND, shop.words("en"))
    pages = {page.id: page for page in (*document.pages, *document.annex)}
    assert pages["pyramid"].rows[0][0].notes == ()
    meaning = dict(pages["annex_glossary"].rows[0][0].items)["Main scheme · 主分类"]
    assert meaning.startswith("Used throughout the body;")
