"""What the first cell of every notebook calls: the stage to work on, in a run or for practice, and what shows it.

Under papermill the runner names the run. Opened by hand, with `run` left empty, the notebook works on a practice run of
the sample company: the stages before it are computed first, so that each notebook runs alone.
"""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from segkit.errors import SegkitError
from segkit.facts import Scheme
from segkit.house import PACKAGE, kit_folder
from segkit.learn.show import Show
from segkit.report.brand import Brand
from segkit.runs import STAGES, full_disk_named, note_problem, start_run
from segkit.segments.schemes import describe_scheme
from segkit.steps.grouping import fitted_schemes
from segkit.steps.printers import make_ready
from segkit.steps.printing import brand_of
from segkit.steps.stage import Stage, open_stage
from segkit.steps.voices import own_words, segment_names, voice
from segkit.study import read_study
from segkit.wording import Wording


def open_notebook(run: str, stage: str, language: str) -> tuple[Stage, Show]:
    """The stage this notebook tells, and what shows its tables and charts.

    From here on a problem is shown in words, not as a traceback.
    """
    tell_problems(language)
    opened = open_stage(run or practice_run(stage), stage, language)
    tell_problems(language, opened)
    if run:
        make_ready(opened)
    return opened, Show(partial(words_of, opened), OutlinedBrand(**vars(brand_of(opened))))


def practice_run(stage: str, *, root: Path | None = None) -> Path:
    """A new run of the sample company in which every stage before `stage` is done; its folder is never published."""
    from segkit.pipeline import run_stages  # brings every stage's libraries, which a run by papermill does not need

    study_file = kit_folder("data") / "sample" / "study.yml"
    run = start_run(root or practice_folder(), f"{read_study(study_file).study}-practice", study_file)
    run_stages(run, STAGES[: STAGES.index(stage)])
    return run.folder


def practice_folder() -> Path:
    """The project's `runs` in a checkout, else the one below the folder where the notebook is open."""
    is_checkout = (PACKAGE.parent / "pyproject.toml").is_file()
    return (PACKAGE.parent if is_checkout else Path.cwd()) / "runs"


def words_of(stage: Stage) -> Wording:
    """The voice of the study in the notebook's language; schemes and segments have names as soon as they are known."""
    is_named = stage.run.facts("schemes").is_file()
    words = voice(stage, stage.language) if is_named else early_voice(stage)
    schemes = {scheme.id: words.pick(scheme.name) for scheme in schemes_so_far(stage)}
    return replace(words, segments={**schemes, **words.segments})


def early_voice(stage: Stage) -> Wording:
    """The voice before clustering has settled all names."""
    values = {word: text[stage.language] for word, text in own_words(stage).values.items() if stage.language in text}
    names = segment_names(schemes_so_far(stage), stage.language)
    return Wording(stage.language, stage.study.currency, stage.study.privacy.smallest_group, names, values)


def schemes_so_far(stage: Stage) -> tuple[Scheme, ...]:
    """The standard's schemes once they are fitted, clusters not yet among them."""
    if not stage.run.facts("fitted_schemes").is_file():
        return ()
    return tuple(describe_scheme(fitted) for fitted in fitted_schemes(stage).values())


@dataclass(frozen=True)
class OutlinedBrand(Brand):
    """A brand whose charts carry the outlines of their letters: a learner's browser need not have its fonts."""

    def chart_style(self, language: str) -> dict[str, Any]:
        """The brand as settings of matplotlib."""
        return super().chart_style(language) | {"svg.fonttype": "path"}


def tell_problems(language: str, stage: Stage | None = None) -> None:
    """Show coded problems in words from here on, and note them for the runner that waits for `stage`."""
    try:
        from IPython import get_ipython
    except ImportError:
        return
    if shell := get_ipython():
        shell.set_custom_exc((SegkitError, OSError), Teller(language, stage).tell)


@dataclass(frozen=True)
class Teller:
    """What a notebook's shell calls when a cell raises."""

    language: str
    stage: Stage | None

    def tell(
        self, shell: Any, kind: type, error: BaseException, trace: Any, *, tb_offset: int | None = None
    ) -> list[str]:
        """Show a coded problem in words, anything else as Python does; what was shown."""
        problem = _coded(error)
        if problem is None:
            told: list[str] = shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset=tb_offset)
        else:
            told = [Wording(self.language).explain(problem)]
            if self.stage:
                note_problem(self.stage.run, self.stage.name, problem)
        shell._showtraceback(kind, error, told)
        return told


def _coded(error: BaseException) -> SegkitError | None:
    """The problem itself, or what a full disk is called; None for what nobody planned for."""
    try:
        with full_disk_named(Path.cwd()):
            raise error
    except SegkitError as problem:
        return problem
    except BaseException:  # noqa: BLE001 only a look at which kind it is
        return None
