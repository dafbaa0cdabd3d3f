"""Charts: pure, small, readable, in the brand's face and colours."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import matplotlib
import pytest

from segkit.facts import Concentration, Structure
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.charts import bars, change, gantt, heat, months, pareto, profile, proof, quadrant
from segkit.report.charts.labels import box_of, label_place
from segkit.report.charts.sheet import Scale, clear_of, fitted, new_sheet, round_steps, text_width, wrapped
from segkit.report.colour import contrast
from segkit.report.spacing import spaced
from segkit.report.story.lookup import undrawn_customers
from tests.report import shop

REPORT = shop.report()
TIERS = [row for row in REPORT.figures if row.scheme == "value_tier"]
SEGMENTS = [row for row in REPORT.figures if row.scheme == "rfm_8"]
ORDER = tuple(shop.NAMES)
CHARTS = {
    "months": lambda b, w: months.monthly_revenue(REPORT.baseline, b, w),
    "order": lambda b, w: months.monthly_measure(REPORT.baseline, b, w, measure="average_order"),
    "repeat": lambda b, w: months.monthly_measure(REPORT.baseline, b, w, measure="repeat_share"),
    "pareto": lambda b, w: pareto.pareto(REPORT.concentration, b, w),
    "pyramid": lambda b, w: bars.pyramid(TIERS, b, w),
    "butterfly": lambda b, w: bars.butterfly(SEGMENTS, b, w),
    "grid": lambda b, w: heat.recency_frequency(REPORT.grid, b, w),
    "matrix": lambda b, w: heat.matrix((ORDER, ORDER), change.move_counts(REPORT.movement, ORDER), b, w),
    "structure": lambda b, w: change.structure_area(REPORT.structure, b, w),
    "flow": lambda b, w: change.flow(REPORT.movement, ORDER, b, w),
    "index": lambda b, w: profile.index_bars(REPORT.cards[0].indices, b, w),
    "shares": lambda b, w: profile.share_bars(REPORT.cards[0].categories, b, w),
    "cycle": lambda b, w: profile.cycle_curve(REPORT.cards[0], b, w),
    "quadrant": lambda b, w: quadrant.value_satisfaction(REPORT.satisfaction, b, w),
    "drivers": lambda b, w: quadrant.drivers(REPORT.satisfaction.drivers, b, w),
    "even": lambda b, w: proof.break_even(REPORT.economics, b, w),
    "proof": lambda b, w: proof.next_period(REPORT.evaluation.holdout, b, w),
    "choice": lambda b, w: proof.cluster_choice(REPORT.clusters, b, w),
    "gantt": lambda b, w: gantt.gantt(REPORT.plan, b, w),
}


@pytest.fixture(scope="module")
def brand():
    return read_brand(kit_folder("templates") / "brands" / "plain")


@pytest.fixture(params=CHARTS)
def chart(request):
    return CHARTS[request.param]


@pytest.fixture(params=["zh-CN", "en"])
def words(request):
    return shop.words(request.param)


def text_of(svg: bytes) -> str:
    return " ".join(re.findall(r"<text[^>]*>([^<]*)", svg.decode())).replace("\u2009", " ").replace("\u202f", " ")


def test_text_stays_text_of_at_least_seven_points(chart, brand, words):
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px', chart(brand, words).decode())]
    assert sizes
    assert min(sizes) >= 7


def test_the_same_facts_give_the_same_bytes_whatever_was_set_before(chart, brand, words):
    first = chart(brand, words)
    with matplotlib.rc_context({"font.size": 33, "svg.fonttype": "path", "axes.facecolor": "red"}):
        assert chart(brand, words) == first


def test_a_chart_leaves_the_settings_as_they_were(chart, brand, words):
    before = dict(matplotlib.rcParams)
    chart(brand, words)
    assert dict(matplotlib.rcParams) == before


def test_only_the_kits_faces_are_named(chart, brand, words):
    families = set(re.findall(r"font-family: ([^;\"]+)", chart(brand, words).decode()))
    assert families <= {"'Segkit Sans SC'", "'Segkit Sans', 'Segkit Sans SC'"}


def test_at_most_five_hues_are_used(chart, brand):
    roles = set(re.findall(r"#[0-9a-f]{6}", chart(brand, shop.words("en")).decode()))
    known = {brand.ink, brand.muted, brand.paper, brand.primary, brand.accent}
    tints = roles - known - set(brand.colours.values())
    assert all(_is_tint(shade, brand) for shade in tints)


def _is_tint(shade: str, brand) -> bool:
    """Whether `shade` lies between paper and one of the brand's colours."""
    channels = [int(shade[at : at + 2], 16) for at in (1, 3, 5)]
    for base in (brand.primary, brand.colours["rest"], brand.muted):
        ends = [int(base[at : at + 2], 16) for at in (1, 3, 5)]
        shares = [(255 - c) / (255 - e) for c, e in zip(channels, ends, strict=True)]
        if max(shares) - min(shares) < 0.06:
            return True
    return False


def test_a_chart_shows_itself_in_a_notebook(brand):
    assert CHARTS["pareto"](brand, shop.words("en"))._repr_svg_().startswith("<svg")


def test_no_date_and_no_comment_is_written(chart, brand):
    svg = chart(brand, shop.words("en")).decode()
    assert "<metadata" not in svg
    assert "<!--" not in svg


def test_the_curve_says_what_the_title_says(brand):
    text = text_of(CHARTS["pareto"](brand, shop.words("en")))
    assert f"Top 20.0% of customers → {REPORT.concentration.top_20_share:.1%} of revenue" in text


def test_a_small_shop_without_deciles_still_has_a_curve(brand):
    facts = Concentration(((0.0, 0.0), (0.5, 0.8), (1.0, 1.0)), (), None, None, None, 0.3)
    assert b"<svg" in pareto.pareto(facts, brand, shop.words("en"))


def test_butterfly_totals_are_those_of_all_segments(brand):
    text = text_of(CHARTS["butterfly"](brand, shop.words("en")))
    assert "100.0% · 3,000 customers" in text
    assert "100.0% · ¥6.1M" in text


def test_a_cell_of_too_few_prints_less_than_eleven(brand):
    assert "&lt;11" in text_of(CHARTS["grid"](brand, shop.words("en")))


def test_a_segments_bar_counts_all_its_customers_and_not_only_those_with_a_ribbon(brand):
    sizes = {"sizes_before": {"key_value": 400, "key_keep": None}, "sizes_after": {"key_value": 431}}
    text = text_of(change.flow(replace(REPORT.movement, **sizes), ORDER, brand, shop.words("zh-CN")))
    assert "重要价值客户 400" in text.replace("  ", " ")
    assert "431 重要价值客户" in text.replace("  ", " ")
    assert "重要保持客户 <11" in text.replace("  ", " ").replace("&lt;", "<")


def test_flows_not_drawn_are_counted_where_all_sizes_are_known():
    drawn = sum(move.n for move in REPORT.movement.moves if move.before)
    known = replace(REPORT.movement, sizes_before={"key_value": drawn + 30})
    assert undrawn_customers(known) == 30
    assert undrawn_customers(replace(known, sizes_before={"key_value": drawn, "key_keep": None})) is None
    assert undrawn_customers(REPORT.movement) is None


def test_a_card_without_a_purchase_cycle_is_empty_but_drawn(brand):
    card = replace(REPORT.cards[0], cycle_curve=(), cycle_median=None, cycle_late=None)
    assert text_of(profile.cycle_curve(card, brand, shop.words("en"))) == ""


def test_round_steps_cover_the_peak_in_round_numbers():
    assert round_steps(31.6) == (0, 10, 20, 30, 40)
    assert round_steps(0) == (0, 1)


def test_a_scale_maps_both_ends():
    scale = Scale(0, 10, 100, 50)
    assert (scale(0), scale(10), scale(5)) == (100, 50, 75)


def test_too_long_a_name_is_cut_to_its_place():
    assert fitted("Potential loyalist of long standing", 20, 8).endswith("…")
    assert text_width(fitted("重要挽留客户重要挽留客户", 20, 8), 8) <= 22
    assert fitted("Key value", 40, 8) == "Key value"


def test_chinese_and_latin_stand_apart_and_figures_hold_their_unit():
    assert spaced("前20%的客户带来62万元") == "前\u200920%\u202f的客户带来\u200962\u202f万\u2060元"
    assert spaced("前 20% 的客户") == "前\u200920%\u202f的客户"
    assert spaced("Top 20% of customers") == "Top 20% of customers"


def test_a_sheet_measures_from_the_top_left(brand):
    with new_sheet(100, 50, brand, "en") as sheet:
        sheet.box(0, 0, 50, 25)
        svg = sheet.svg().decode()
    assert re.search(r'd="M 0 0 ?\n?L 141\.73 0', svg)


def test_a_hidden_share_leaves_no_notch_in_the_structure():
    facts = Structure(
        (date(2025, 9, 30), date(2025, 12, 31)), ("a", "b", "c"), ((0.2, 0.2, 0.6), (None, None, 0.7)), (100, 100)
    )
    assert change.drawn_shares(facts) == [[0.2, 0.2, 0.6], [pytest.approx(0.15), pytest.approx(0.15), 0.7]]


def count(text):
    return float(len(text))


def test_a_label_breaks_at_spaces_or_between_chinese_characters_and_ends_with_dots_only_where_lines_run_out():
    assert wrapped("Small appliances", 10, count) == ["Small", "appliances"]
    assert wrapped("潜在忠诚客户", 4, count) == ["潜在忠诚", "客户"]
    assert wrapped("先问服务，后谈", 4, count) == ["先问服", "务，后谈"]
    assert wrapped("one two three four", 5, count) == ["one", "two…"]
    assert wrapped("Hibernating", 10, count) == ["Hibernating"]
    assert wrapped("", 10, count) == [""]


def test_a_label_stands_clear_of_the_line_that_it_belongs_to():
    falling = [(0.0, 0.0), (10.0, 30.0), (20.0, 32.0)]
    assert clear_of(falling, 30.0, (6.0, 14.0)) == pytest.approx(30.8 + 3.4)
    assert clear_of([(0.0, 50.0), (10.0, 10.0)], 50.0, (0.0, 8.0)) == pytest.approx(53.4)


def test_a_plan_is_told_in_full(words, brand):
    text = text_of(gantt.gantt(REPORT.plan, brand, words)).replace(" ", "")
    assert "…" not in text
    assert all(words.pick(task.text).replace(" ", "") in text for task in REPORT.plan)


def test_a_recency_row_says_from_when_to_when_and_a_small_cell_speaks_of_heads_only(brand):
    text = text_of(CHARTS["grid"](brand, shop.words("en"))).replace("&lt;", "<")
    assert "up to 30 days" in text
    assert "31–75 days" in text
    assert "over 270 days" in text
    assert text.count("<11") == 1


@pytest.mark.parametrize("name", ["plain", "harbour"])
def test_text_reads_on_every_tint_of_the_grid(name):
    look = read_brand(kit_folder("templates") / "brands" / name)
    with new_sheet(10, 10, look, "en") as sheet:
        tints = [heat.tint(sheet, step / 100) for step in range(101)]
        assert min(contrast(sheet.on(shade), shade) for shade in tints) >= 4.5


def test_a_cycles_labels_stay_within_the_chart(brand, words):
    card = replace(REPORT.cards[0], cycle_late=float(max(day for day, _ in REPORT.cards[0].cycle_curve)))
    svg = profile.cycle_curve(card, brand, words).decode()
    label = spaced(words("charts.cycle.late", days=card.cycle_late))
    x = float(re.search(rf'x="([\d.]+)"[^>]*>{re.escape(label)}<', svg)[1])
    with new_sheet(84, 10, brand, words.language) as sheet:
        assert x * 25.4 / 72 + sheet.measure(label, 8.5, "bold") <= 84


def test_names_of_drivers_do_not_lie_on_dots_or_on_each_other():
    taken = [(28.0, 8.0, 32.0, 12.0), (38.0, 8.0, 42.0, 12.0)]
    first = quadrant.free_place((30.0, 10.0), 15.0, taken, 84.0)
    assert first == pytest.approx((12.4, 8.3, 27.4, 11.7))
    crowded = [*taken, (10.0, 8.0, 28.0, 12.0)]
    assert quadrant.free_place((30.0, 10.0), 15.0, crowded, 84.0) == pytest.approx((22.5, 4.3, 37.5, 7.7))
    second = quadrant.free_place((40.0, 10.0), 15.0, [*taken, first], 84.0)
    assert second[0] == 42.6


def test_the_axes_of_the_drivers_carry_values(brand):
    rows = [replace(row, mean=round(1 + 4 * row.performance, 2)) for row in REPORT.satisfaction.drivers]
    text = text_of(quadrant.drivers(rows, brand, shop.words("en")))
    assert re.search(r"\b[1-5]\.\d\b", text)
    assert re.search(r"\b0\.\d\d\b", text)


@pytest.mark.parametrize("values", [(9, 4, 5, 5, 1), (1, 2, 3, 4, 5), (5, 4, 3, 2, 1), (1, 5, 1, 5, 1)])
def test_every_value_of_a_line_stands_clear_of_it_and_of_the_others(values):
    line = [(10.0 * at, 40.0 - 5 * value) for at, value in enumerate(values)]
    taken = []
    for point in line:
        left, top, right, bottom = box = box_of(label_place(line, point, 6.0, (-6, 0, 46, 45), taken), 6.0)
        for (x1, y1), (x2, y2) in pairwise(line):
            for step in range(41):
                x, y = x1 + (x2 - x1) * step / 40, y1 + (y2 - y1) * step / 40
                assert not (left < x < right and top < y < bottom)
        assert not any(left < b[2] and b[0] < right and top < b[3] and b[1] < bottom for b in taken)
        taken.append(box)
