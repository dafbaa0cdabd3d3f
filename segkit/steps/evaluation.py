"""Step 5, evaluation: the business in figures, then the three honest parts and the settings side by side."""

from typing import TYPE_CHECKING

from segkit.evaluation.agreement import agreement, crosswalk
from segkit.evaluation.baseline import baseline
from segkit.evaluation.concentration import concentration
from segkit.evaluation.figures import recency_frequency_grid, segment_figures, whose_sleepers
from segkit.evaluation.foresight import holdout, holdout_cut, returns_by_day
from segkit.evaluation.labels import label_test
from segkit.evaluation.separation import separation
from segkit.evaluation.stability import cut_stability
from segkit.facts import Crosswalk, Evaluation, Gap, Holdout, LabelTest, SegmentFigures
from segkit.steps import grouping as groups
from segkit.steps.earlier import foresight_gap, hindsight_gap, measured_today
from segkit.steps.gaps import Gaps
from segkit.steps.prospects import describe_stages
from segkit.steps.settings import compared_settings, moved_by_rule
from segkit.steps.stage import Stage
from segkit.steps.weights import weight_trials
from segkit.steps.words import need_tests, word_conflicts

if TYPE_CHECKING:
    from ibis.expr.types import Table


def work(stage: Stage) -> None:
    """Do the whole step."""
    gaps = Gaps()
    days = stage.table("days")
    describe_business(stage, days)
    describe_segments(stage)
    evaluate(stage, days, gaps)
    stage.save("gaps_evaluation", tuple(gaps.found))


def describe_business(stage: Stage, days: "Table") -> None:
    """Months, concentration, where money sleeps, and the way to the second order."""
    smallest = stage.study.privacy.smallest_group
    cuts = groups.cut_points(stage)
    scores = stage.table("scores")
    stage.save("baseline", baseline(days, stage.as_of, smallest=smallest))
    stage.save("concentration", concentration(scores, smallest=smallest))
    grid = recency_frequency_grid(scores, cuts.n_bins, cuts.recency_days, cuts.frequency, smallest=smallest)
    stage.save("grid", whose_sleepers(grid, groups.today(stage, stage.study.primary)))
    describe_stages(stage, days, [scheme.id for scheme in groups.schemes(stage)])


def describe_segments(stage: Stage) -> tuple[SegmentFigures, ...]:
    """Customers and money of every segment of every scheme, and the main scheme against each other one."""
    names = [scheme.id for scheme in groups.schemes(stage)]
    figures = tuple(row for name in names for row in segment_figures(groups.everybody(stage, name)))
    stage.save("crosswalks", crosswalks(stage))
    return stage.save("figures", figures)


def crosswalks(stage: Stage) -> tuple[Crosswalk, ...]:
    """Customers in each pair of a main segment and a segment of another scheme."""
    main = groups.today(stage, stage.study.primary)
    others = [scheme.id for scheme in groups.schemes(stage) if scheme.id != main.scheme]
    return tuple(crosswalk(main, name, groups.today(stage, name).order) for name in others)


def evaluate(stage: Stage, days: "Table", gaps: Gaps) -> Evaluation:
    """With labels, without labels, against the future; and what other settings would change."""
    main = groups.today(stage, stage.study.primary)
    names = [scheme.id for scheme in groups.schemes(stage)]
    stage.save("moved_by_other_rule", moved_by_rule(stage))
    stage.save("weights", weight_trials(stage))
    judge_words(stage, names)
    apart = [gaps.keep(separation(groups.today(stage, name))) for name in (main.scheme, "clusters") if name in names]
    return stage.save(
        "evaluation",
        Evaluation(
            labels=label_tests(stage, names, gaps),
            stability_ari=gaps.keep(stability(stage)),
            seed_ari=stage.load("seed_ari", float | None),
            agreement=agreement(main.table, main.scheme, [name for name in names if name != main.scheme]),
            holdout=foresee(stage, days, gaps),
            settings=compared_settings(stage, days),
            separation=tuple(one for one in apart if one is not None),
        ),
    )


def judge_words(stage: Stage, names: list[str]) -> None:
    """Which groups of words claim the same messages, and how words fare beside a learner on an expert's needs."""
    stage.save("conflicts", word_conflicts(stage, [one.scheme for one in groups.fitted_schemes(stage).values()]))
    stage.save("needs", need_tests(stage, {name: label_names(stage, name) for name in names}))


def stability(stage: Stage) -> object:
    """How well the main scheme survives cut points fitted on other customers of the same kind."""
    fitted = groups.main_scheme(stage)
    return cut_stability(
        measured_today(stage, fitted.scheme),
        lambda learned, everybody: groups.regroup(stage, fitted, learned, everybody),
        stage.study.primary,
    )


def foresee(stage: Stage, days: "Table", gaps: Gaps) -> Holdout | None:
    """Segment up to an earlier day, then look at what came."""
    main = groups.main_scheme(stage)
    cut = gaps.keep(foresight_gap(main) or holdout_cut(groups.first_day(stage), stage.as_of))
    formed = None if cut is None else groups.main_formed_on(stage, days, cut)
    if formed:
        gaps.keep(hindsight_gap(main))
    stage.save("returns", returns_by_day(formed, days, cut, stage.as_of) if formed and cut else {})
    return gaps.keep(holdout(formed, days, cut=cut, end=stage.as_of)) if formed and cut else None


def label_tests(stage: Stage, names: list[str], gaps: Gaps) -> tuple[LabelTest, ...]:
    """The clusters, matched first, and the main scheme against the expert's sample."""
    if not stage.has("labels"):
        gaps.keep(Gap("labels", "no_labels"))
        return ()
    labels = stage.table("labels")
    tests = [
        gaps.keep(label_test(labels, groups.today(stage, name), names=label_names(stage, name), is_clusters=True))
        for name in dict.fromkeys(("clusters", stage.study.primary))
        if name in names
    ]
    return tuple(test for test in tests if test is not None)


def label_names(stage: Stage, scheme: str) -> dict[str, str]:
    """The expert's words to segment ids: a label that is a segment's name in either language means that segment."""
    segments = next(one.segments for one in groups.schemes(stage) if one.id == scheme)
    return {name: segment.id for segment in segments for name in segment.name.values()}
