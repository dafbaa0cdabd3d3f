"""The front of the report and the heads of the annex: cover, one conclusion, three figures, annex titles."""

from collections.abc import Iterator

from segkit.facts import NAIVE_RULES, Finding, Lifetime, Report
from segkit.facts.types import Slot
from segkit.report.story.company import EVEN
from segkit.report.story.lookup import actions_by_rank, growth, so_what, title, total
from segkit.report.story.measures import kept_rows

WORTH_SAYING = 0.03  # sleeping revenue below this share of all is no headline


def summary_findings(report: Report) -> Iterator[Finding]:
    """Cover line, the report's one conclusion, its three figures, and the annex titles."""
    meta = report.meta
    yield title(
        "cover", first=meta.first_day, last=meta.as_of, n=meta.n_customers, orders=meta.n_orders, revenue=meta.revenue
    )
    yield _conclusion(report)
    if report.decisions:
        cost = total(ask.cost for ask in report.decisions)
        yield so_what("summary", asks=len(report.decisions), cost=cost)
    yield from _figures(report)
    yield from _annex(report)


def _conclusion(report: Report) -> Finding:
    top, asleep = report.concentration.top_20_share, report.grid.sleeping_revenue
    if top is not None and asleep is not None and float(asleep) >= WORTH_SAYING * float(report.meta.revenue) > 0:
        return title("summary", "sleeping", top=top, sleeping=asleep)
    lines = actions_by_rank(report)
    if top is None:
        return title("summary", "plain", revenue=report.baseline.revenue_12m, n=report.meta.n_customers)
    if top >= EVEN and lines:
        return title("summary", "focus", top=top, segment=lines[0].segment)
    return title("summary", "even", top=top, repeat=report.baseline.repeat_share_12m)


def _figures(report: Report) -> Iterator[Finding]:
    facts = report.baseline
    change = growth(facts.revenue_12m, facts.revenue_before)
    if change is None:
        yield Finding("kpi.revenue", "summary", {"value": facts.revenue_12m, "orders": report.meta.n_orders})
    else:
        name = "kpi.revenue_up" if change >= 0 else "kpi.revenue_down"
        yield Finding(name, "summary", {"value": facts.revenue_12m, "change": abs(change)})
    yield _reach(report)
    stake = total(action.at_stake for action in report.actions)
    name, value = ("kpi.at_stake", stake) if stake else ("kpi.average_order", facts.average_order_12m)
    yield Finding(name, "summary", {"value": value})


def _reach(report: Report) -> Finding:
    """How concentrated revenue is; where that may not be shown, how many buyers came back."""
    facts = report.concentration
    if facts.top_20_share is None or facts.share_for_80 is None:
        return Finding("kpi.repeat", "summary", {"value": report.baseline.repeat_share_12m})
    return Finding("kpi.top_20", "summary", {"value": facts.top_20_share, "share": facts.share_for_80})


def _annex(report: Report) -> Iterator[Finding]:
    rows, aside = kept_rows(report)
    yield title("annex_ledger", rows=rows)
    yield title("annex_definitions", report.cuts.rule, bins=report.cuts.n_bins)
    if report.clusters is None:
        yield title("annex_clusters", "none")
    else:
        chosen = next((entry for entry in report.clusters.tried if entry.k == report.clusters.k), None)
        silhouette = None if chosen is None else chosen.silhouette
        variant = "plain" if silhouette is None else ""
        yield title("annex_clusters", variant, k=report.clusters.k, silhouette=silhouette)
    yield title("annex_schemes", schemes=len(report.schemes))
    yield _against_labels(report)
    yield title("annex_glossary")
    yield _set_aside(report, aside)
    if report.lifetime is not None:
        yield _forecast(report.lifetime)


def _forecast(facts: Lifetime) -> Finding:
    """What is expected of all customers, and whether the model beat the naive rules; or that none may be used."""
    if not facts.models:
        return title("annex_lifetime", "none")
    naive = [one.mae for one in facts.trials if one.rule in NAIVE_RULES]
    model = next((one.mae for one in facts.trials if one.rule not in NAIVE_RULES), None)
    slots: dict[str, Slot] = {"months": facts.months, "orders": facts.orders, "value": facts.value}
    if facts.value is None:
        return title("annex_lifetime", "orders", months=facts.months, orders=facts.orders)
    if model is None or not naive:
        return title("annex_lifetime", **slots)
    return title("annex_lifetime", "worse" if min(naive) < model else "better", **slots)


def _against_labels(report: Report) -> Finding:
    """How far the main scheme, and the clusters beside it, agree with the experts."""
    tests = {test.scheme: test for test in report.evaluation.labels}
    main, clusters = tests.get(report.meta.primary), tests.get("clusters")
    if main and clusters and main is not clusters:
        return title("annex_evaluation", "both", n=main.n, accuracy=main.accuracy, clusters=clusters.accuracy)
    one = main or clusters
    if one is None:
        return title("annex_evaluation", "none")
    return title("annex_evaluation", "labels" if one is main else "clusters", n=one.n, accuracy=one.accuracy)


def _set_aside(report: Report, n: int) -> Finding:
    """Rows set aside; those over the amount limit apart, since their money is none."""
    amount = total(account.amount_quarantined for account in report.quality.accounts)
    if not n:
        return title("annex_quarantine", "none")
    over = [line for line in report.quality.ledger if (line.rule, line.effect) == ("amount_limit", "quarantined")]
    rows, money = sum(line.rows for line in over), total(line.amount for line in over)
    if not 0 < rows < n:
        return title("annex_quarantine", n=n, money=amount)
    slots: dict[str, Slot] = {"over": rows, "over_sum": money, "rest": n - rows, "rest_sum": amount - money}
    return title("annex_quarantine", "over", n=n, **slots)
