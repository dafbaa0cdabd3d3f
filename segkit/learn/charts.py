"""The report's charts over a lesson's own tables: facts are formed here and drawn in the kit's plain brand.

Groups of fewer than 11 customers show no figure, as in the report.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from segkit.errors import NotInPack
from segkit.evaluation.shown import shown
from segkit.facts import Clusters, Concentration, GridCell, IndexBar, KChoice, RecencyFrequencyGrid, SegmentFigures
from segkit.house import kit_folder
from segkit.learn.counts import FEWEST, covered_cells
from segkit.learn.names import segment_names
from segkit.learn.show import Drawn
from segkit.wording import Wording

F_HIGH = 4  # frequency scores from here on are frequent
TALL = 68.0  # millimetres: as wide as a page, and no taller than a slide holds


def draw_chart(kind: str, words: Wording, *data: Any) -> Drawn:
    """A chart of a lesson's tables, with a sentence that says what it shows for whoever cannot see it.

    Parameters
    ----------
    kind, data
        `segments`: a table with `monetary` and the column of a scheme, and that scheme's id; share of customers against
        share of money. `scores`: a table with `r_score`, `f_score`, `recency_days`, `frequency`, `monetary`; money in
        the cells of both scores. `concentration`: a column of money; what the largest customers bring. `choice`: a
        table by number of clusters with `silhouette`, `inertia`, `stability`, and the number to mark, if any.
        `counts`: a cross table of customers. `profile`: a table of the members, that of everybody else, and the
        measures to compare.

    Raises
    ------
    NotInPack
        There is no such kind.
    """
    if kind not in CHARTS:
        raise NotInPack("chart", str(kind), tuple(CHARTS))
    return Drawn(CHARTS[kind](words, *data), words(f"learn.chart.{kind}"))


def _segments(words: Wording, table: Any, scheme: str) -> bytes:
    from segkit.report.charts.bars import butterfly

    grouped = table.groupby(scheme, observed=True)["monetary"].agg(["size", "sum"])
    n, money = int(grouped["size"].sum()), float(grouped["sum"].sum())
    rows = [_segment(scheme, str(id), row, (n, money)) for id, row in grouped.iterrows()]
    named = replace(words, segments={**words.segments, **segment_names(scheme, words.language)})
    return butterfly(rows, _brand(), named, TALL)


def _segment(scheme: str, id: str, row: Any, whole: tuple[int, float]) -> SegmentFigures:
    n, money = int(row["size"]), float(row["sum"])
    unknown = dict.fromkeys((*_OF_SEGMENT, "revenue", "share_revenue", "per_head"))
    told: dict[str, Any] = {"n": n if n >= FEWEST else None, "share_n": n / whole[0] if n >= FEWEST else None}
    if n >= FEWEST:
        told |= {"revenue": _money(money), "share_revenue": money / whole[1], "per_head": _money(money / n)}
    return SegmentFigures(scheme=scheme, segment=id, **{**unknown, **told})


def _scores(words: Wording, table: Any) -> bytes:
    from segkit.report.charts.heat import recency_frequency

    n_bins = int(max(table["r_score"].max(), table["f_score"].max()))
    asleep = table[(table["r_score"] <= 2) & (table["f_score"] >= F_HIGH)]
    latest = table.groupby("r_score")["recency_days"].max().sort_index(ascending=False)
    most = table.groupby("f_score")["frequency"].max().sort_index()
    facts = RecencyFrequencyGrid(
        n_bins=n_bins,
        cells=tuple(_grid_cell(r, f, table) for r in range(1, n_bins + 1) for f in range(1, n_bins + 1)),
        f_high=F_HIGH,
        sleeping_n=len(asleep) if len(asleep) >= FEWEST else None,
        sleeping_revenue=_money(asleep["monetary"].sum()) if len(asleep) >= FEWEST else None,
        r_edges=tuple(map(float, latest[:-1])),
        f_edges=tuple(map(float, most[:-1])),
    )
    return recency_frequency(facts, _brand(), words, TALL)


def _grid_cell(r_score: int, f_score: int, table: Any) -> GridCell:
    money = table.loc[(table["r_score"] == r_score) & (table["f_score"] == f_score), "monetary"]
    whole = float(table["monetary"].sum())
    if 0 < len(money) < FEWEST:
        return GridCell(r_score, f_score, None, None, None)
    return GridCell(r_score, f_score, len(money), _money(money.sum()), float(money.sum()) / whole if whole else None)


def _concentration(words: Wording, money: Any) -> bytes:
    from segkit.report.charts.pareto import pareto

    return pareto(concentration_of(money), _brand(), words, TALL)


def concentration_of(money: Any) -> Concentration:
    """How unequally customers pay, from a column of money without nulls: negative sums count as nothing.

    The curve has fifty steps, each of at least one customer; `gini` is 0 where all pay alike.
    """
    import numpy as np

    paid = np.sort(np.asarray(money, dtype=float).clip(min=0))[::-1]
    share = np.concatenate([[0.0], paid.cumsum() / paid.sum()])
    people = np.arange(len(paid) + 1) / len(paid)
    steps = np.unique(np.rint(np.linspace(0, len(paid), min(50, len(paid)) + 1)).astype(int))
    return Concentration(
        curve=tuple((float(people[at]), float(share[at])) for at in steps),
        deciles=(),
        top_20_share=float(np.interp(0.2, people, share)),
        top_1_share=float(np.interp(0.01, people, share)),
        share_for_80=float(people[int(np.argmax(share >= 0.8 - 1e-12))]),
        gini=float(2 * np.trapezoid(share, people) - 1),
    )


def _choice(words: Wording, table: Any, k: int = 0) -> bytes:
    from segkit.report.charts.proof import cluster_choice

    tried = tuple(
        KChoice(int(at), row["silhouette"], row["inertia"], 0.0, 0.0, row["stability"]) for at, row in table.iterrows()
    )
    facts = Clusters((), {}, 0, tried, int(k), {}, (), 0.0)
    return cluster_choice(facts, _brand(), words)


def _counts(words: Wording, table: Any) -> bytes:
    from segkit.report.charts.heat import matrix

    names = [_named(words, name) for name in table.index], [_named(words, name) for name in table.columns]
    covered = covered_cells(table)
    counts = [
        [
            words("learn.counts.covered") if (down, across) in covered else shown(int(n), int(n), FEWEST)
            for across, n in enumerate(row)
        ]
        for down, row in enumerate(table.to_numpy().tolist())
    ]
    return matrix(names, counts, _brand(), words, height=TALL, key=words("charts.matrix.key", n=FEWEST))


def _named(words: Wording, name: Any) -> str:
    """A row or column by its name; a bare number is a cluster's."""
    text = str(name)
    return words("charts.matrix.cluster", number=text) if text.isdecimal() else text


def _profile(words: Wording, members: Any, others: Any, measures: Any) -> bytes:
    from segkit.report.charts.profile import index_bars

    medians = {name: (float(members[name].median()), float(others[name].median())) for name in measures}
    bars = [IndexBar(name, own, base, 100 * own / base) for name, (own, base) in medians.items() if own == own and base]
    return index_bars(bars, _brand(), words, min(TALL, 9.0 + 13.0 * len(bars)), width=150.0, base="others")


def _money(value: float) -> Decimal:
    return Decimal(str(round(float(value), 2)))


@lru_cache(maxsize=1)
def _brand() -> Any:
    from segkit.report.brand import read_brand

    return read_brand(kit_folder("templates") / "brands" / "plain")


_OF_SEGMENT = ("revenue_12m", "orders", "average_order", "recency_median", "frequency_mean", "repeat_share")
CHARTS: Mapping[str, Callable[..., bytes]] = {
    "segments": _segments,
    "scores": _scores,
    "concentration": _concentration,
    "choice": _choice,
    "counts": _counts,
    "profile": _profile,
}
