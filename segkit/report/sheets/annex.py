"""Sheets of the annex: cleaning, definitions, clusters, the other schemes, evaluation, rows set aside."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from decimal import Decimal

from segkit.facts import Clusters, Crosswalk, HeadMatch, NeedTest, Quality, Report, Segment, Text
from segkit.report.marks import marked, marked_counts
from segkit.report.sheets.company import figure_heads, figure_row
from segkit.report.sheets.grid import Column, Sheet, sheet
from segkit.report.sheets.labels import label_sheets
from segkit.report.sheets.lifetime import lifetime_sheets
from segkit.report.sheets.people import strategy_sheet
from segkit.report.sheets.stages import stage_sheets
from segkit.report.sheets.tags import tag_sheets
from segkit.report.story.lookup import LINES_IN_BODY, actions_by_rank, figures_of


def annex_sheets(report: Report) -> Iterator[Sheet]:
    """The sheets of the annex, in order."""
    yield from _ledger(report.quality)
    yield from _definitions(report)
    if report.clusters is not None:
        yield from _clusters(report.clusters)
    yield from _schemes(report)
    yield from _evaluation(report)
    reasons = report.quality.quarantine_reasons.items()
    yield sheet("annex_quarantine", 1, "reason:key:clean.reason rows:count", reasons)
    if report.lifetime is not None:
        yield from lifetime_sheets(report.lifetime)


def _ledger(facts: Quality) -> Iterator[Sheet]:
    heads = "source:key:exhibits.source file:text rows:count kept:count quarantined:count outside:count non_data:count "
    heads += "amount:cents amount_kept:cents amount_quarantined:cents amount_outside:cents amount_non_data:cents"
    yield sheet("annex_ledger", 1, heads, map(_without_money, _rows(facts.accounts, heads)))
    heads = "rule:key:clean.rule effect:key:clean.effect rows:count amount:cents rows_before:count rows_after:count "
    heads += "customers_before:count customers_after:count amount_before:cents amount_after:cents"
    yield sheet("annex_ledger", 2, heads, _rows(facts.ledger, heads))
    checks = ((check.id, check.value, check.warn, check.stop, check.status) for check in facts.checks)
    heads = "check:key:clean.check value:percent warn:percent stop:percent status:key:exhibits.status"
    yield sheet("annex_ledger", 3, heads, checks)
    notes = ((note.file, note.text) for note in facts.notes)
    yield sheet("annex_ledger", 4, "file:text note:pick", notes)
    if facts.heads is not None:
        yield sheet("annex_ledger", 5, "match:key:exhibits.match rows:count share:percent", _match(facts.heads))


def _without_money(row: tuple[object, ...]) -> tuple[object, ...]:
    """A table's account; only the orders hold money, so no other table shows a zero for it."""
    return row if row[0] == "orders" else tuple(None if isinstance(value, Decimal) else value for value in row)


def _match(facts: HeadMatch) -> Iterator[tuple[object, ...]]:
    """How heads and lines found each other, each side's rows as shares of its own."""
    for name, n in asdict(facts).items():
        side, _, state = name.partition("_")
        if state:
            yield (name, n, n / max(getattr(facts, side), 1))


def _rows(facts: tuple[object, ...], heads: str) -> Iterator[tuple[object, ...]]:
    """Facts whose fields are named as the columns."""
    names = [head.split(":")[0] for head in heads.split()]
    return (tuple(getattr(item, name) for name in names) for item in facts)


def _definitions(report: Report) -> Iterator[Sheet]:
    rules = (
        (scheme.name, segment.id, segment.name, segment.public_name, _rule(segment))
        for scheme in report.schemes
        for segment in scheme.segments
        if scheme.kind != "clusters"  # their conditions stand with the clusters
    )
    yield sheet("annex_definitions", 1, "scheme:pick id:text segment:pick public_name:pick rule_text:rule", rules)
    cuts = report.cuts
    edges = [
        (measure, place, edge)
        for measure in ("recency_days", "frequency", "monetary")
        for place, edge in enumerate(getattr(cuts, measure), start=1)
    ]
    yield sheet("annex_definitions", 2, "measure:cut edge:whole value:two", edges)
    moved = cuts.moved_by_other_rule.items()
    yield sheet("annex_definitions", 3, "cut_rule:key:exhibits.cut_rule moved_share:percent", moved)
    yield strategy_sheet("annex_definitions", 4, actions_by_rank(report)[LINES_IN_BODY:])
    yield from tag_sheets(report.tags)


def _rule(segment: Segment) -> Text:
    """A segment's rule in words; empty where it repeats the client's grade."""
    return {} if segment.rule == segment.name else segment.rule


def _clusters(facts: Clusters) -> Iterator[Sheet]:
    heads = "k:whole silhouette:three inertia:one stability:three"
    yield sheet("annex_clusters", 1, heads, _rows(facts.tried, heads))
    heads = "k:whole silhouette:three inertia:one calinski_harabasz:one davies_bouldin:three stability:three"
    yield sheet("annex_clusters", 2, heads, _rows(facts.tried, heads))
    heads = "cluster:pick n:count share_n:percent share_revenue:percent condition:condition"
    profiles = ((p.name, p.n, p.share_n, p.share_revenue, p.condition) for p in map(marked, facts.profiles))
    yield sheet("annex_clusters", 3, heads, profiles)


def _schemes(report: Report) -> Iterator[Sheet]:
    """The other schemes' figures, how the main scheme's customers spread over each, then stages and cohorts."""
    others = [scheme.id for scheme in report.schemes if scheme.id != report.meta.primary]
    for at, scheme in enumerate(others, start=1):
        figures = (figure_row(figure) for figure in figures_of(report, scheme))
        yield replace(sheet("annex_schemes", at, figure_heads(), figures), about=scheme)
    for at, walk in enumerate(report.crosswalks, start=len(others) + 1):
        yield _crosswalk(walk, at)
    explained = list(stage_sheets(report, len(others) + len(report.crosswalks) + 1))
    yield from explained
    if report.conflicts:
        yield _conflicts(report, len(others) + len(report.crosswalks) + len(explained) + 1)


def _conflicts(report: Report, at: int) -> Sheet:
    """Messages that several groups of words claim, per scheme that rests on messages."""
    names = {scheme.id: scheme.name for scheme in report.schemes}
    rows = ((names.get(one.scheme, {}), one.groups, one.taker, one.n_messages) for one in report.conflicts)
    heads = "scheme_id:pick groups:pick taker:pick n_messages:count"
    return replace(sheet("annex_schemes", at, heads, rows), part="conflicts")


def _crosswalk(walk: Crosswalk, at: int) -> Sheet:
    columns = (Column("segment", "segment"), *(Column(name, "count", label=name) for name in walk.columns))
    rows = tuple((segment, *counts) for segment, counts in zip(walk.rows, marked_counts(walk), strict=True))
    return Sheet("annex_schemes", at, columns, rows, about=walk.scheme)


def _evaluation(report: Report) -> Iterator[Sheet]:
    """Each scheme against the expert's labels, the schemes against each other, and other settings."""
    facts, at = report.evaluation, 0
    for test in facts.labels:
        yield from label_sheets(test, at + 1, report.meta.smallest_group)
        at += 2
    names = {scheme.id: scheme.name for scheme in report.schemes}
    pairs = (pair.split("|", 1) for pair in facts.agreement)
    agreed = ((names.get(one, {}), names.get(other, {}), facts.agreement[f"{one}|{other}"]) for one, other in pairs)
    yield replace(sheet("annex_evaluation", at + 1, "scheme_id:pick other_id:pick ari:three", agreed), part="agreement")
    heads = "setting:pick moved_share:percent moved_revenue_12m:cents silhouette:three auc:three"
    settings = ((s.text, s.moved_share, s.moved_revenue_12m, s.silhouette, s.auc) for s in facts.settings)
    yield replace(sheet("annex_evaluation", at + 2, heads, settings), part="settings")
    heads = "scheme_id:pick way:key:exhibits.way n:whole accuracy:percent macro_f1:percent only:whole "
    heads += "verdict:key:exhibits.better"
    tested = ((names.get(one.scheme, {}), *row) for one in report.needs for row in _ways(one))
    yield replace(sheet("annex_evaluation", at + 3, heads, tested), part="needs")


def _ways(test: NeedTest) -> Iterator[tuple[object, ...]]:
    """The words, then the learner: what each got right, whom it alone placed rightly, and which of them is better."""
    yield "rules", test.rules.n, test.rules.accuracy, test.rules.macro_f1, test.only_rules, test.better
    if test.learned is not None:
        learned = test.learned
        yield "learned", learned.n, learned.accuracy, learned.macro_f1, test.only_learned, test.better
