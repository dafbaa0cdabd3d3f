"""A class on its own company's data: anonymised on the way in, its draft pages to open with, its report to end with."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from segkit.anonymise.write import anonymise_study
from segkit.courseware.companies import CompanyFolder, is_anonymous, write_company
from segkit.errors import KeyInside
from segkit.running import Outcome, run_study
from segkit.study import read_study
from segkit.wording import LANGUAGES

OWN = "own"  # the company's id in the course, whatever it is called
DRAFT = "draft"  # the folder of the pages that a class opens with
KEY = "segkit-anonymise.key"


def default_key(study_file: Path) -> Path:
    """Where the key of a study lies unless somebody says otherwise: beside the study's own files."""
    return study_file.resolve().parent / KEY


def class_company(
    study_file: Path, folder: Path, *, pack: Path, key_file: Path | None = None, scale: bool = False, draft: bool = True
) -> CompanyFolder:
    """Make a real company the class's own: `folder` as `write_company` leaves it, and its draft report in `draft/`.

    Parameters
    ----------
    study_file
        The company's study. One that is invented or anonymised already is taken as it is.
    folder
        `course-data/companies/own` of the pack; replaced.
    pack
        The folder that goes to the class: the key must lie outside it.
    key_file
        The key of `segkit anonymise`; None: `default_key`. Made if absent.
    scale
        Multiply amounts by a secret factor.
    draft
        Also run the report once, before anybody has touched a setting: what the class opens with.

    Raises
    ------
    KeyInside, KeyTooShort
        The key lies in `pack`, or can be guessed.
    SegkitError
        Whatever stops the study's run.
    """
    if is_anonymous(read_study(study_file), study_file):
        made = write_company(study_file, folder, company=OWN)
    else:
        key = key_file or default_key(study_file)
        if key.resolve().is_relative_to(pack.resolve()):
            raise KeyInside(str(key), str(pack))
        with tempfile.TemporaryDirectory(prefix="segkit-") as scratch:
            new = Path(scratch) / "study"
            anonymise_study(study_file, new, key, scale=scale)
            made = write_company(new / "study.yml", folder, company=OWN)
    if draft:
        write_draft(folder)
    return made


def write_draft(folder: Path) -> dict[str, Path]:
    """Run a class company's study as it lies in the pack, and keep its PDFs in `draft/`; by language."""
    with tempfile.TemporaryDirectory(prefix="segkit-") as scratch:
        outcome = write_report(folder, Path(scratch))
        (folder / DRAFT).mkdir(exist_ok=True)
        return {
            language: Path(shutil.copy(file, folder / DRAFT / file.name))
            for language, file in report_files(outcome).items()
        }


def write_report(folder: Path, to: Path, *, language: str = LANGUAGES[0]) -> Outcome:
    """The branded report of the class company in `folder`, as the class has settled its study: what M11 ends with.

    Runs `raw/study.yml` with its standard and words, as edited since, and publishes below `to`; `language` is that of
    problems. The same as `segkit run <folder>/raw --direct --runs <to>`.

    Raises
    ------
    SegkitError
        Whatever stops the run; a setting that was edited wrongly is named with its line.
    """
    return run_study(folder / "raw" / "study.yml", root=to, direct=True, language=language, tell=_silent)


def report_files(outcome: Outcome, languages: Sequence[str] = LANGUAGES) -> dict[str, Path]:
    """The PDFs of a run by language; a language that the study does not print is absent."""
    files = {language: outcome.folder / f"report.{language}.pdf" for language in languages}
    return {language: file for language, file in files.items() if file.is_file()}


def _silent(_number: int, _stage: str, _seconds: float) -> None:
    """Nobody watches."""
