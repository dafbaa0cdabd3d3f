"""Conclusions computed from facts: each variant says what the figures say, in two lines, in both languages."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from segkit import facts as f
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.exhibits import ANNEX, BODY
from segkit.report.facts import read_report, write_report
from segkit.report.findings import asks, base_id, find, key_figures, say, sentence_of, top_findings
from segkit.report.numbering import report_sheets
from segkit.report.pages.document import compose
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
        grid=replace(whole.grid, sleeping_n=1_234_567, sleeping_revenue=D("12345678901"), sleeping_revenue_12m=D(9)),
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
        movement=replace(whole.movement, n_up=234_567, n_down=123_456, window_up=123_456, window_down=234_567),
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
    told_so = "Since 30 September 2025, over windows of equal length, more customers moved down (402) than up (171)"
    assert title(whole, "movement", "en") == told_so


@pytest.mark.parametrize(("n", "variant"), [(214, "sleeping"), (0, "none"), (None, "few")])
def test_sleeping_money_is_told_only_where_it_may_be(n, variant):
    whole = shop.report()
    grid = replace(whole.grid, sleeping_n=n, sleeping_revenue=None if n is None else D(982_000))
    assert id_of(replace(whole, grid=grid), "grid") == variant


@pytest.mark.parametrize(("up", "down", "variant"), [(5, 9, "down"), (9, 5, "up"), (5, 5, "even"), (None, 40, "few")])
def test_the_movement_title_counts_both_ways(up, down, variant):
    whole = shop.report()
    counts = {"n_up": up, "n_down": down, "window_up": up, "window_down": down}
    assert id_of(replace(whole, movement=replace(whole.movement, **counts)), "movement") == variant


def test_where_a_longer_history_turns_the_movement_the_title_says_so():
    whole = shop.report()
    facts = replace(whole.movement, n_up=509, n_down=392, window_up=465, window_down=603)
    told_so = "按等长时间窗，降级603人，多于升级465人；只看累计则方向相反"
    assert title(replace(whole, movement=facts), "movement") == told_so
    found = {item.id: item.slots["n"] for item in told(replace(whole, movement=facts)).findings if "moved" in item.id}
    assert found == {"finding.moved_up": 465, "finding.moved_down": 603}


@pytest.mark.parametrize(
    ("ours", "naive", "variant"),
    [(0.8, 0.7, "better"), (0.7, 0.8, "worse"), (0.705, 0.7, "alike_but"), (None, 0.7, "rate")],
)
def test_trust_is_claimed_only_where_the_segments_beat_recency_alone(ours, naive, variant):
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
    sure = tuple(replace(entry, uplift_low=0.5, uplift_high=0.6) for entry in whole.economics)
    assert id_of(replace(whole, economics=sure), "economics") == "sure"


def test_an_action_pays_only_as_far_as_there_is_room_for_the_rise():
    whole = shop.report()
    cut = [replace(entry, break_even_rate=0.04, uplift_low=0.02, uplift_high=0.05) for entry in whole.economics]
    cut[0] = replace(cut[0], uplift_high=0.03)  # 97 % buy anyway
    item = sentence_of(told(replace(whole, economics=tuple(cut))), "economics")
    assert item.id == "page.economics.title.some"
    assert (item.slots["sure"], item.slots["paying"], item.slots["lines"]) == (0, 4, 5)


def test_where_the_rise_is_cut_for_one_pilot_the_upper_end_is_a_range():
    whole = shop.report()
    asks_ = [replace(one, cost=D(300), effect_low=D(200), effect_high=D(500)) for one in whole.decisions[:2]]
    asks_ = [replace(one, uplift_low=0.02, uplift_high=high) for one, high in zip(asks_, (0.044, 0.05), strict=True)]
    item = sentence_of(told(replace(whole, decisions=tuple(asks_))), "decisions", "so_what")
    assert item.id == "page.decisions.so_what.cut"
    assert "若达上限（4.4个百分点至5.0个百分点" in say(item, shop.words("zh-CN"))


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
    assert [block.id for row in page.rows for block in row if block.kind == "figure"] == ["13.1", "13.2"]


@pytest.mark.parametrize(("buyers", "variant"), [(200, "less"), (100, "more"), (120, "same")])
def test_the_baseline_says_how_many_buyers_stayed_and_what_each_spent(buyers, variant):
    whole = shop.report()
    facts = replace(whole.baseline, revenue_12m=D(120), revenue_before=D(100), customers_12m=buyers)
    facts = replace(facts, customers_before=100, customers_stayed=68)
    item = sentence_of(told(replace(whole, baseline=facts)), "baseline", "so_what")
    assert item.id == f"page.baseline.so_what.{variant}"
    assert "100位买家中，68位（68.0%）" in say(item, shop.words("zh-CN"))


def test_the_page_says_that_earlier_customers_look_new_only_where_the_data_begin_on_it():
    whole, brand = shop.report(), read_brand(kit_folder("templates") / "brands" / "plain")
    note = "数据自2024年1月起，此前的老客户在首次下单的当月计为新客户。"
    for first, notes in ((date(2024, 1, 1), (note,)), (date(2019, 5, 1), ())):
        report = told(replace(whole, meta=replace(whole.meta, first_day=first)))
        page = next(one for one in compose(report, brand, shop.words("zh-CN")).pages if one.id == "baseline")
        assert page.rows[0][0].notes == notes


@pytest.mark.parametrize(
    ("weekday", "categories", "variant"),
    [(5, True, "habit"), (None, True, "taste"), (5, False, "time"), (None, False, "plain")],
)
def test_a_weekday_is_named_only_where_it_stands_out(weekday, categories, variant):
    whole = shop.report()
    keep, *rest = whole.cards
    card = replace(keep, weekday=weekday, categories=keep.categories if categories else ())
    assert id_of(replace(whole, cards=(card, *rest)), "keep", "so_what") == variant


@pytest.mark.parametrize(("index", "variant"), [(55.0, "stake_near"), (100.0, "late"), (190.0, "late")])
def test_who_is_won_back_but_still_comes_is_not_said_to_have_gone_quiet(index, variant):
    """A scheme of satisfaction wins back the displeased, who may buy more often than all others."""
    whole = shop.report()
    keep, back, grow = whole.cards
    bars = tuple(replace(bar, index=index) if bar.measure == "recency_days" else bar for bar in back.indices)
    card = replace(back, cycle_late=36.0, recency_median=38.0, indices=bars)
    assert id_of(replace(whole, cards=(keep, card, grow)), "win_back", "title") == variant


@pytest.mark.parametrize(("scheme", "naive", "variant"), [(0.42, 0.13, "chance"), (0.58, 0.5, "better")])
def test_segments_that_tell_returns_no_better_than_chance_are_not_called_trustworthy(scheme, naive, variant):
    whole = shop.report()
    holdout = replace(whole.evaluation.holdout, auc_scheme=scheme, auc_naive=naive)
    report = replace(whole, evaluation=replace(whole.evaluation, holdout=holdout))
    assert id_of(report, "trust", "title") == variant


def test_a_scheme_of_todays_values_is_neither_compared_with_the_past_nor_praised_for_foresight():
    whole = shop.report()
    slots = {"column": "assets"}
    gaps = (
        *(f.Gap(block, "no_history", slots) for block in ("structure", "movement")),
        f.Gap("hindsight", "undated", slots),
    )
    report = replace(whole, structure=None, movement=None, gaps=gaps)
    assert [id_of(report, page, "title") for page in ("structure", "movement", "trust")] == [
        "no_history",
        "no_history",
        "hindsight",
    ]


def test_the_win_back_page_says_who_is_past_the_own_cycle_and_who_is_not():
    whole = shop.report()
    keep, back, grow = whole.cards
    away = tuple(replace(bar, index=190.0) if bar.measure == "recency_days" else bar for bar in back.indices)
    late = replace(back, n=435, n_late=263, cycle_late=109.0, recency_median=160.0, indices=away)
    report = told(replace(whole, cards=(keep, late, grow)))
    item, so_what_ = sentence_of(report, "win_back"), sentence_of(report, "win_back", "so_what")
    assert say(item, shop.words("zh-CN")) == "唤回“重要保持客户”：半数客户已有160天或更久未购，而八成复购发生在109天内"
    assert say(so_what_, shop.words("zh-CN")).startswith("263人离上次购买已超过109天，其余172人仍在自身周期内")


def test_a_purchase_cycle_says_whose_gaps_it_is_drawn_from():
    document = compose(
        told(shop.report()), read_brand(kit_folder("templates") / "brands" / "plain"), shop.words("zh-CN")
    )
    page = next(page for page in document.pages if page.id == "grow")
    assert page.rows[2][0].source == "来源：栗湾生活订单，2024年1月至2025年12月；296 位客户的 1,840 次间隔。"


def test_each_finding_says_which_months_its_money_is_of():
    brand = read_brand(kit_folder("templates") / "brands" / "plain")
    document = compose(told(shop.report()), brand, shop.words("zh-CN"))
    points = next(page for page in document.pages if page.id == "summary").rows[1][0].items
    assert [point.caption for point in points] == ["历史累计", "降级前 12 个月", "近 12 个月"]
    assert points[0].headline.endswith("累计贡献过98.2万元，其中近12个月18.7万元")


@pytest.mark.parametrize(("segment", "variant"), [("key_keep", "asked"), ("general_keep", ""), (None, "")])
def test_the_sleeping_are_told_to_be_those_a_pilot_is_for(segment, variant):
    whole = shop.report()
    grid = replace(whole.grid, sleeping_segment=segment)
    assert id_of(replace(whole, grid=grid), "grid", "so_what") == variant


def test_a_number_that_is_all_of_them_is_said_once():
    whole = shop.report()
    asleep = replace(whole.grid, sleeping_segment="key_keep", sleeping_segment_n=whole.grid.sleeping_n)
    item = sentence_of(told(replace(whole, grid=asleep)), "grid", "so_what")
    assert say(item, shop.words("zh-CN")).count("214人") == 1
    assert "全部属“重要保持客户”" in say(item, shop.words("zh-CN"))


def test_the_share_of_rows_kept_is_one_figure_on_the_page_of_trust():
    report = told(shop.report())
    page = next(page for page in compose(report, BRAND, shop.words("zh-CN")).pages if page.id == "trust")
    kept = page.rows[0][0].items[0]
    assert kept.label == "的订单行进入分析"
    assert page.so_what[0].startswith(f"{kept.value}{kept.label}")


def test_one_category_alone_is_said_in_words_and_not_drawn():
    whole = shop.report()
    keep, back, grow = whole.cards
    report = told(replace(whole, cards=(keep, back, replace(grow, categories=grow.categories[:1]))))
    page = next(page for page in compose(report, BRAND, shop.words("en")).pages if page.id == "grow")
    wide = page.rows[1][0]
    assert len(page.rows[1]) == 1
    assert wide.notes[0].startswith("Only one category has customers enough to be shown")


def test_hidden_grades_are_told_together_so_that_the_table_says_something():
    whole = shop.report()
    report = told(replace(whole, figures=tuple(map(_hidden, whole.figures))))
    annex = compose(report, BRAND, shop.words("en")).annex
    table = next(
        block for page in annex for row in page.rows for block in row if "Value" in getattr(block, "title", "")
    )
    line = [cell.text for cell in table.rows[-1]]
    n = sum(row.n for row in whole.figures if row.scheme == "value_tier" and row.segment in HIDDEN)
    assert line[:2] == ["Those not shown, together", f"{n:,}"]


HIDDEN = ("high", "middle")


def _hidden(row):
    """Two of three grades without figures: one small, the other hidden with it."""
    gone = dict.fromkeys(("n", "share_n", "revenue", "share_revenue", "revenue_12m", "average_order"))
    is_hid = row.scheme == "value_tier" and row.segment in HIDDEN
    return replace(row, **gone, is_covered=row.segment == "high") if is_hid else row


def test_the_weakest_dimension_is_told_by_its_mean_on_the_scale_as_asked():
    whole = shop.report()
    drivers = (replace(whole.satisfaction.drivers[0], dimension="delivery", importance=0.68, mean=3.8588),)
    item = sentence_of(
        told(replace(whole, satisfaction=replace(whole.satisfaction, drivers=drivers))), "satisfaction", "so_what"
    )
    assert say(item, shop.words("zh-CN")) == "先改进物流配送：它与总体满意度的相关为0.68，平均3.9分（1–5分）。"
    told_so = "Work on delivery first: correlation 0.68 with overall satisfaction, mean score 3.9 on a 1–5 scale."
    assert say(item, shop.words("en")) == told_so


def test_a_place_that_stands_out_is_named_before_the_dimension():
    whole, brand = shop.report(), read_brand(kit_folder("templates") / "brands" / "plain")
    report = told(replace(whole, satisfaction=replace(whole.satisfaction, weak_place="华北")))
    page = next(page for page in compose(report, brand, shop.words("zh-CN")).pages if page.id == "satisfaction")
    assert page.so_what[0] == "华北的满意占比只有66.0%，其他各处为72.0%至81.0%：整改从这里做起。"
    assert len(page.so_what) == 2


def test_who_answers_in_the_middle_is_not_called_dissatisfied():
    report = told(shop.report())
    item = next(item for item in report.findings if item.id == "finding.dissatisfied")
    assert "未达满意（低于4分）" in say(item, shop.words("zh-CN"))
    assert "not satisfied (below 4)" in say(item, shop.words("en"))


def test_rows_over_the_limit_are_told_apart_from_the_rest_set_aside():
    item = sentence_of(told(shop.report()), "annex_quarantine")
    assert say(item, shop.words("zh-CN")) == "待核实280行：4行金额超限（880.0万元），其余276行共7.7万元，均不计入"
    ledger = tuple(line for line in shop.report().quality.ledger if line.rule != "amount_limit")
    plain = replace(shop.report(), quality=replace(shop.report().quality, ledger=ledger))
    assert id_of(plain, "annex_quarantine") == ""


def test_the_main_scheme_is_what_the_experts_are_set_against():
    whole = shop.report()
    main = whole.evaluation.labels[0]
    clusters = replace(main, scheme="clusters", accuracy=0.535)
    for labels, variant in (((clusters, main), "both"), ((main,), "labels"), ((clusters,), "clusters"), ((), "none")):
        report = replace(whole, evaluation=replace(whole.evaluation, labels=labels))
        assert id_of(report, "annex_evaluation") == variant
    both = replace(whole, evaluation=replace(whole.evaluation, labels=(clusters, main)))
    assert title(both, "annex_evaluation") == "与300条专家标注对照（先配对）：主分类准确率88.3%，聚类53.5%"
    document = compose(told(both), read_brand(kit_folder("templates") / "brands" / "plain"), shop.words("zh-CN"))
    strip = next(page for page in document.pages if page.id == "trust").rows[0][0]
    assert strip.items[-1].value == "88.3%"


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
