"""Where each exhibit's figures come from, and of how many customers: the same line in the page and in the workbook."""

from typing import Any

from segkit.facts import Report
from segkit.report.story.lookup import card_of
from segkit.wording import Wording

Slots = dict[str, Any]
ROLES = ("keep", "win_back", "grow")


def source_line(report: Report, words: Wording, page: str, at: int = 1, *, about: str = "", part: str = "") -> str:
    """The source line of an exhibit; `about` and `part` are those of its sheet."""
    key, slots = source_of(report, page, at, about=about, part=part)
    return words(f"report.source.{key}", **with_company(slots, words))


def with_company(slots: Slots, words: Wording) -> Slots:
    """The slots with the company's name in the language of `words`."""
    return {**slots, "company": words.pick(slots["company"])} if "company" in slots else slots


def source_of(report: Report, page: str, at: int, *, about: str = "", part: str = "") -> tuple[str, Slots]:
    """The key of a source line under `report.source`, and its figures; `orders` where nothing else is known."""
    if page in ROLES:
        return _card(report, page, at)
    if page == "satisfaction" and report.satisfaction.has_feedback:
        return _answers(report, at)
    if report.funnel and (part == "funnel" or "stage" in (about, page.partition("-")[2])):
        return "people", {**_period(report), "n": report.funnel[0].reached}
    if page == "plan":
        return "plan", {}
    if page == "annex_clusters" and at < 3 and report.clusters:
        return "sample", {"n": report.clusters.sample_n}
    if part == "needs" and report.needs:
        return "labels", {"n": report.needs[0].rules.n}
    if part == "conflicts":
        return "messages", _period(report)
    labels = [test.n for test in report.evaluation.labels if page == "annex_evaluation" and test.scheme == about]
    if labels:
        return "labels", {"n": labels[0]}
    return _holdout(report, (page, at), part) or orders(report)


def orders(report: Report, n: int | None = None) -> tuple[str, Slots]:
    """Orders of all customers, or of `n` of them."""
    meta = report.meta
    return "orders", {**_period(report), "n": meta.n_customers if n is None else n}


def _period(report: Report) -> Slots:
    meta = report.meta
    return {"company": meta.company, "first": meta.first_day, "last": meta.last_day}


def _card(report: Report, page: str, at: int) -> tuple[str, Slots]:
    """A segment's own customers; its purchase cycle rests on the gaps of those who came back."""
    card = card_of(report, page)
    if card is None:
        return orders(report)
    if at == 3 and card.cycle_gaps is not None:
        return "cycle", {**_period(report), "n": card.cycle_customers, "gaps": card.cycle_gaps}
    key, slots = orders(report)
    return key, {**slots, "n": card.n}


def _answers(report: Report, at: int) -> tuple[str, Slots]:
    facts = report.satisfaction
    if at < 3:
        return "feedback", {"n": facts.answered_n, "share": facts.response_share}
    return "places", {**orders(report)[1], "answered": facts.answered_n}


def _holdout(report: Report, place: tuple[str, int], part: str) -> tuple[str, Slots] | None:
    """Exhibits that look at the hidden period, in whole or in part."""
    facts = report.evaluation.holdout
    if facts is None:
        return None
    slots: Slots = {"cut": facts.cut, "end": facts.end, "n": sum(row.n or 0 for row in facts.rows)}
    few = "_few" if any(row.n is None for row in facts.rows) else ""  # then their sum is not all there were
    if place in (("decisions", 2), ("economics", 1), ("trust", 1)):
        return f"holdout{few}", slots
    if place == ("trust", 2):
        return f"tests{few}", {**slots, "all": report.meta.n_customers}
    return ("settings", {**slots, **orders(report)[1]}) if part == "settings" else None
