"""Every number in the report's sentences is a fact of report.json, or follows from facts in a way listed here."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest

from segkit.wording import Wording
from tests.acceptance.kit import BODY_PAGES

pytestmark = pytest.mark.slow
DAY = re.compile(r"\d{4}-\d\d-\d\d")
KINDS = ("count", "one", "two", "percent", "points", "money", "price", "days", "date", "month", "weekday")
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
NUMBERS = {
    "zh-CN": re.compile(r"\d{4}年\d+月(?:\d+日)?|-?\d+(?:,\d{3})*(?:\.\d+)?(?:%|[万亿]?元|个百分点|天)?"),
    "en": re.compile(rf"\d+ (?:{MONTH}) \d{{4}}|[A-Z][a-z]{{2}} \d{{4}}"
                     r"|-?¥?\d+(?:,\d{3})*(?:\.\d+)?(?:%|[KMB]\b| points| days?)?"),
}  # fmt: skip
NAMED = {  # numbers that name a measure of report.json: top_20_share, share_for_80, revenue_12m, the ninety-day plan
    "zh-CN": {"20%", "80%", "12", "90", "90天"},
    "en": {"20%", "80%", "12", "90", "90 days"},
}


def leaves(value: Any) -> Iterator[object]:
    """Every number and day below a value of report.json; money is written as text there."""
    if isinstance(value, dict):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif isinstance(value, str):
        yield from [value] if DAY.fullmatch(value) else _money(value)
    elif value is not None and not isinstance(value, bool):
        yield Decimal(str(value))


def _money(text: str) -> list[Decimal]:
    return [Decimal(text)] if re.fullmatch(r"-?\d+\.\d\d", text) else []


def total(values: Iterable[str | None]) -> Decimal:
    return sum((Decimal(value) for value in values if value is not None), Decimal(0))


def ratio(above: object, below: object) -> Decimal:
    """A share as report.json keeps it: six decimals."""
    return Decimal(str(round(float(above) / float(below), 6) + 0.0))  # type: ignore[arg-type]


def derived(facts: dict[str, Any]) -> dict[str, list[Decimal]]:
    """What sentences say beyond the facts themselves, computed here once more."""
    year, meta, evaluation = facts["baseline"], facts["meta"], facts["evaluation"]
    asked, stakes = facts["decisions"], [action["at_stake"] for action in facts["actions"]]
    ranked = [one["at_stake"] for one in sorted(facts["actions"], key=lambda one: one["rank"])]
    accounts = facts["quality"]["accounts"]
    orders = next(account for account in accounts if account["source"] == "orders")
    change = ratio(year["revenue_12m"], year["revenue_before"]) - 1
    buyers = ratio(year["customers_12m"], year["customers_before"]) - 1
    last = facts["structure"]["shares"]
    known = [one for one in facts["economics"] if one["break_even_rate"] is not None]
    over = [line for line in facts["quality"]["ledger"] if line["rule"] == "amount_limit"]
    tests = [one["detectable"] for one in facts["economics"] if one["detectable"] is not None]
    asked_for = {one["segment"] for one in asked}
    asked_tests = [one["detectable"] for one in facts["economics"] if one["segment"] in asked_for]
    rises = {rise for one in asked for rise in (one["uplift_low"], one["uplift_high"])}
    top = [one for one in facts["figures"] if one["scheme"] in ("abcd", "value_tier", meta["primary"]) and one["n"]]
    places = [one["repeat_share"] for one in facts["satisfaction"]["places"] if one["repeat_share"] is not None]
    return {
        "how many there are": [
            Decimal(len(facts[name])) for name in ("decisions", "actions", "plan", "schemes", "economics")
        ],
        "how many pay": [
            Decimal(sum(one["break_even_rate"] <= one[end] for one in known)) for end in ("uplift_low", "uplift_high")
        ],
        "buyers who stayed": [ratio(year["customers_stayed"], year["customers_before"])],
        "within their own cycle": [Decimal(one["n"] - one["n_late"]) for one in facts["cards"] if one["n_late"]],
        "set aside, not over the limit": [
            sum(Decimal(one["quarantined"]) for one in accounts) - sum(Decimal(line["rows"]) for line in over),
            total(one["amount_quarantined"] for one in accounts) - total(line["amount"] for line in over),
        ],
        "how many tests see it": [
            Decimal(sum(one <= rise for one in found if one is not None))
            for found in (tests, asked_tests) for rise in rises
        ],
        "growth": [abs(change), abs(buyers), abs(Decimal(str(round(float((1 + change) / (1 + buyers)) - 1, 6))))],
        "revenue above the year before": [abs(Decimal(year["revenue_12m"]) - Decimal(year["revenue_before"]))],
        "at stake": [total(stakes), ratio(total(ranked[:3]), total(ranked))],
        "asked for": [total(one[name] for one in asked) for name in ("cost", "effect_low", "effect_high")],
        "rows kept": [ratio(orders["kept"], orders["rows"] - orders["non_data"])],
        "set aside": [
            Decimal(sum(account["quarantined"] for account in accounts)),
            total(account["amount_quarantined"] for account in accounts),
        ],
        "break-even of what is asked for": break_even(asked),
        "asleep": [ratio(facts["grid"]["sleeping_revenue"], meta["revenue"])],
        "times the rest": [
            ratio(
                Decimal(one["revenue"]) / one["n"],
                (Decimal(meta["revenue"]) - Decimal(one["revenue"])) / (meta["n_customers"] - one["n"]),
            )
            for one in top
        ],
        "a head": [
            (Decimal(card["revenue_12m"]) / card["n"]).quantize(Decimal("0.01"))
            for card in facts["cards"] if card["revenue_12m"] and card["n"]
        ],
        "change of structure": [
            Decimal(str(round(abs(one - two), 6)))
            for row in last for one, two in zip(row, last[-1], strict=True) if None not in (one, two)
        ],
        "between places": [Decimal(str(round(max(places) - min(places), 6)))] if places else [],
        "verdict": [Decimal(max(task["start_week"] for task in facts["plan"]))],
        "labels": [Decimal(evaluation["labels"][0]["n"])],
    }  # fmt: skip


def break_even(asked: list[dict[str, Any]]) -> list[Decimal]:
    """Extra buyers that pay the cost, and what is lost and won at the ends of the range assumed."""
    cost, low, high = (total(one[name] for one in asked) for name in ("cost", "effect_low", "effect_high"))
    whole = sum(
        float(one["effect_low"]) / one["uplift_low"] for one in asked if one["effect_low"] and one["uplift_low"]
    )
    return [ratio(cost, whole) if whole else Decimal(0), abs(cost - low), abs(high - cost)]


def test_every_figure_of_a_sentence_is_a_fact_or_follows_from_facts(direct, tell):
    facts = direct.facts
    known = {one for name, block in facts.items() if name != "findings" for one in leaves(block)}
    more = {one for values in derived(facts).values() for one in values}
    figures = [
        (item["id"], name, one) for item in facts["findings"]
        for name, slot in item["slots"].items() for one in leaves(slot)
    ]  # fmt: skip
    tell(f"figures in sentences: {len(figures)}, of them derived: {sum(one not in known for _, _, one in figures)}")
    assert len(figures) > 60
    assert [figure for figure in figures if figure[2] not in known | more] == []


class Sentences(HTMLParser):
    """Titles, so-whats and the whole summary of a report page source, by page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = defaultdict(list)
        self.page = ""
        self.open: list[tuple[str, bool]] = []  # tag, and whether its text is a sentence

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "section":
            self.page = told.get("id") or ""
        classes = (told.get("class") or "").split()
        begins = tag in ("h1", "h2") or bool(set(classes) & {"so-what", "kpi", "point"})
        is_sentence = (begins and self._counts(tag, classes)) or (bool(self.open) and self.open[-1][1])
        if tag not in ("br", "img", "meta", "link", "col", "hr"):
            self.open.append((tag, is_sentence and "point-mark" not in classes))
        if begins:
            self.found[self.page].append("")

    def _counts(self, tag: str, classes: list[str]) -> bool:
        return tag in ("h1", "h2") or "so-what" in classes or self.page == "summary"

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1] and self.found[self.page]:
            self.found[self.page][-1] += f" {data}"


def numbers(text: str, language: str) -> list[str]:
    """Every number as it is printed, with its unit."""
    return [found[0] for found in NUMBERS[language].finditer(unspaced(text, language))]


def unspaced(text: str, language: str) -> str:
    """The text without the spaces and joiners that only set it well."""
    return re.sub(r"[\s\u2060]+", "", text) if language == "zh-CN" else re.sub(r"\s+", " ", text.replace("\u2060", ""))


def printed(slots: dict[str, Any], words: Wording) -> set[str]:
    """Every way the kit prints the figures of a sentence."""
    found = set()
    for one in (leaf for slot in slots.values() for leaf in leaves(slot)):
        for kind in KINDS:
            is_day = isinstance(one, str)
            if is_day == (kind in ("date", "month")) and not (kind == "weekday" and not 0 <= one < 7):
                value = date.fromisoformat(one) if is_day else int(one) if kind in ("weekday", "count") else one
                found.add(unspaced(words.show(value, kind), words.language))
    return found


def test_every_number_printed_in_titles_so_whats_and_summary_is_a_figure_of_its_sentence(direct, language, tell):
    words, reader = Wording(language), Sentences()
    reader.feed(direct.file(language, "html").read_text(encoding="utf-8"))
    own: dict[str, set[str]] = defaultdict(set)
    for item in direct.facts["findings"]:
        pages = {item["page"]} | ({"summary"} if item["money"] is not None or item["id"].startswith("ask.") else set())
        for name in pages:
            own[name] |= printed(item["slots"], words)
    told = [
        (name, number) for name, texts in reader.found.items() for text in texts for number in numbers(text, language)
    ]
    tell(f"{language}: {len(told)} numbers in titles, so-whats and summary")
    assert set(reader.found) >= set(BODY_PAGES)
    assert len(told) > 60
    assert [one for one in told if one[1] not in own[one[0]] | NAMED[language]] == []


EXAMPLES = [
    ("zh-CN", "近 12 个月 1,234.5 万元，截至 2025 年 12 月 31 日", ["12", "1,234.5万元", "2025年12月31日"]),
    ("zh-CN", "差 2.1 个百分点，逾 160 天未购，3.2 亿元", ["2.1个百分点", "160天", "3.2亿元"]),
    ("en", "¥2.7M, up 16.4% since 30 September 2025; 9 days", ["¥2.7M", "16.4%", "30 September 2025", "9 days"]),
    ("en", "from Jan 2024: 509 customers, ¥920.0K", ["Jan 2024", "509", "¥920.0K"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), EXAMPLES)
def test_the_tracer_sees_numbers_with_their_units(language, text, expected):
    assert numbers(text, language) == expected
