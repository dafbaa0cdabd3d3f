"""The whole flow as one function: what the seven notebooks tell, without notebooks."""

from collections.abc import Callable, Iterable

from segkit.runs import STAGES, Run
from segkit.steps import cleaning, clustering, collection, evaluation, report, rfm, strategy
from segkit.steps.printers import make_ready
from segkit.steps.stage import Stage

STEPS: dict[str, Callable[[Stage], None]] = {
    "collection": collection.work,
    "cleaning": cleaning.work,
    "rfm": rfm.work,
    "clustering": clustering.work,
    "evaluation": evaluation.work,
    "strategy": strategy.work,
    "report": report.work,
}


def run_pipeline(run: Run, *, tell: Callable[[str], None] = lambda _stage: None) -> None:
    """Do every stage in order; `tell` hears each before it starts."""
    run_stages(run, STAGES, tell=tell)


def run_stages(run: Run, stages: Iterable[str], *, tell: Callable[[str], None] = lambda _stage: None) -> None:
    """Do the named stages, each leaving its receipt."""
    for name in stages:
        tell(name)
        stage = Stage(name, run)
        make_ready(stage)
        STEPS[name](stage)
        stage.finish()
