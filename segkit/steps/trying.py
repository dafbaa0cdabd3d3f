"""Standards tried on the customers of a finished run: proved, or compared with another version, before adoption."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from segkit.engine import fetch_one
from segkit.facts import Gap, TagGroupFacts
from segkit.runs import open_run
from segkit.segments.differences import Shift, comparable, compare_segments
from segkit.segments.inputs import tag_measures
from segkit.segments.proving import Proof, prove_scheme
from segkit.segments.standard import ClustersScheme, Scheme, Standard
from segkit.steps.measuring import gap_of, with_master, with_measures
from segkit.steps.prospects import unbought
from segkit.steps.stage import Stage
from segkit.steps.tagging import judge_tags

if TYPE_CHECKING:
    from ibis.expr.types import Table


@dataclass(frozen=True)
class Comparison:
    """One scheme in two versions on the same customers: who would move, and whose money, of how many and how much."""

    scheme: str
    shifts: tuple[Shift, ...]
    customers: int
    money: float
    gap: Gap | None = None  # why it could not be tried


@contextmanager
def reopened(folder: Path) -> Iterator[Stage]:
    """The step of schemes of the finished run in `folder`; nothing in it is changed."""
    with TemporaryDirectory(prefix="segkit-") as aside:
        stage = Stage("clustering", open_run(folder, aside=Path(aside)))
        try:
            yield stage
        finally:
            stage.engine.disconnect()


def customers_for(stage: Stage, schemes: Sequence[Scheme]) -> "Table":
    """The run's customers with every measure that the schemes ask for; lifetime value where the run has it."""
    lifetime = stage.table("lifetime") if stage.has("lifetime") else None
    return with_measures(stage, with_master(stage), schemes, lifetime)


def prove_standard(stage: Stage, schemes: Sequence[Scheme]) -> tuple[Proof | Gap, ...]:
    """Each scheme (clusters apart) on the run's customers, or why it cannot be tried."""
    tried = [scheme for scheme in schemes if not isinstance(scheme, ClustersScheme)]
    customers = customers_for(stage, tried)
    people, bins = others_for(stage, tried), stage.study.scores.bins
    return tuple(
        gap_of(stage, one, customers)
        or prove_scheme(one, customers, n_bins=bins, others=people if one.of == "everybody" else None)
        for one in tried
    )


def others_for(stage: Stage, schemes: Sequence[Scheme]) -> "Table | None":
    """People who have not bought, with what the schemes of everybody ask for; None where there are none of either."""
    open_ones = [one for one in schemes if one.of == "everybody"]
    people = unbought(stage) if open_ones else None
    if people is None:
        return None
    measured = with_measures(stage, with_master(stage, people), open_ones, day=stage.as_of)
    return stage.stage_table("others", measured)


def compare_standards(stage: Stage, old: Sequence[Scheme], new: Sequence[Scheme]) -> tuple[Comparison, ...]:
    """Each scheme that both versions have and that differs, on the run's customers."""
    pairs = comparable(old, new)
    schemes = [scheme for pair in pairs for scheme in pair]
    customers, people = customers_for(stage, schemes), others_for(stage, schemes)
    return tuple(_compare(stage, pair, customers, people) for pair in pairs)


def _compare(stage: Stage, pair: tuple[Scheme, Scheme], customers: "Table", people: "Table | None") -> Comparison:
    """Those who have not bought count only where both versions are of everybody."""
    others = people if all(one.of == "everybody" for one in pair) else None
    whole = fetch_one(customers.aggregate(n=customers.count(), money=customers.monetary.sum()))
    n = whole["n"] + (0 if others is None else fetch_one(others.aggregate(n=others.count()))["n"])
    lacking = next((gap for one in pair if (gap := gap_of(stage, one, customers))), None)
    bins = stage.study.scores.bins
    shifts = () if lacking else compare_segments(*pair, customers, n_bins=bins, others=others)
    return Comparison(pair[1].id, shifts, n, float(whole["money"] or 0), lacking)


def count_tags(stage: Stage, standard: Standard, file: Path | None) -> tuple[TagGroupFacts, ...]:
    """The tags of a standard on the run's customers: how many each is given to; lists lie beside `file`."""
    if not standard.tags:
        return ()
    lifetime = stage.table("lifetime") if stage.has("lifetime") else None
    customers = with_measures(
        stage, with_master(stage), (), lifetime, also=tag_measures(standard.tags), day=stage.as_of
    )
    folder = file.parent if file else stage.study.folder
    return judge_tags(stage, customers, standard.tags, folder=folder).facts
