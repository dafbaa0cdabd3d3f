"""Write a company's study anew for a class: the same customers, money and dirt, without names, phones and true ids."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from segkit.anonymise.account import REPORT, AnonymiseReport
from segkit.anonymise.beside import hidden_standard, hidden_study, hidden_words, write_settings
from segkit.anonymise.cells import Calendar
from segkit.anonymise.groups import joined, names_in, small_groups
from segkit.anonymise.hiding import Hiding, Vocabulary
from segkit.anonymise.masking import Masker
from segkit.anonymise.records import read_records, told_tables
from segkit.anonymise.secret import Secret, open_secret
from segkit.anonymise.tables import Files, nested_sources, write_tables
from segkit.anonymise.telling import page_of
from segkit.clean.rules import EARLIEST
from segkit.errors import FolderInUse
from segkit.pipeline import run_stages
from segkit.runs import start_run
from segkit.steps.stage import Stage
from segkit.study import read_study
from segkit.wording import Wording

WEEKS = (26, 260)  # how far days move: half a year to five years


def anonymise_study(study_file: Path, folder: Path, key_file: Path, *, scale: bool = False) -> AnonymiseReport:
    """Write the study and all its tables anew into `folder`, where it runs as the old one did.

    Ids, mobiles, unionids and credit codes get stand-ins by HMAC: equal ones equal, in all tables. Names go; of
    salespeople stand-ins stay. Days move by one number of whole weeks, as_of with them: weekdays and intervals stay.
    Regions, stores, salespeople and cities of fewer than `smallest_group` customers become one. Free text is starred
    out. With `scale` amounts are multiplied by a secret factor. Columns that play no role are left out.

    Kept of the dirt: rows written twice, missing ids, ids in full width or with blanks, dates in another form, dates
    that are none, amounts that are none or written otherwise, gaps, test orders, totals, orders after as_of. Lost:
    lines that were no records, encodings, how a phone was written, and with `scale` how amounts were. Rows, customers,
    orders, money and the sizes of groups by rule come out as from the original, clusters nearly so.

    Raises
    ------
    KeyInside, KeyTooShort
        The key lies in `folder`, or can be guessed.
    FolderInUse
        `folder` holds something that no earlier call wrote.
    SegkitError
        Whatever stops the study's own run in collection or cleaning.
    """
    check_folder(folder, study_file)
    secret = open_secret(key_file, folder)
    with cleaned(study_file) as stage:
        files = read_all(stage)
        hiding = hiding_of(stage, secret, files, scale=scale)
        with tempfile.TemporaryDirectory(prefix="segkit-", dir=_parent(folder)) as scratch:
            new = Path(scratch) / "new"
            new.mkdir()
            report = _write_all(stage, new, files, hiding)
            shutil.rmtree(folder, ignore_errors=True)
            new.rename(folder)
    return replace(report, folder=folder)


def _parent(folder: Path) -> Path:
    folder.resolve().parent.mkdir(parents=True, exist_ok=True)
    return folder.resolve().parent


def check_folder(folder: Path, study_file: Path) -> None:
    """Raise FolderInUse unless the folder is new, empty or an earlier result, and not above or in the study's own."""
    own, target = study_file.resolve().parent, folder.resolve()
    is_strange = folder.exists() and any(folder.iterdir()) and not (folder / REPORT).is_file()
    if is_strange or own == target or own.is_relative_to(target):
        raise FolderInUse(str(folder))


@contextmanager
def cleaned(study_file: Path) -> Iterator[Stage]:
    """A stage of a run in which collection and cleaning are done; all of it goes with the block."""
    with tempfile.TemporaryDirectory(prefix="segkit-") as runs:
        run = start_run(Path(runs), read_study(study_file).study, study_file)
        run_stages(run, ("collection", "cleaning"))
        stage = Stage("anonymise", run)
        try:
            yield stage
        finally:
            stage.finish()


def read_all(stage: Stage) -> Files:
    """Every file of every table with its records."""
    return [(told, part, read_records(told, part)) for told in told_tables(stage) for part in told.source.files]


def hiding_of(stage: Stage, secret: Secret, files: Files, *, scale: bool) -> Hiding:
    """How this company is hidden."""
    names: set[str] = set().union(*(names_in(records) for _, _, records in files))
    words = Wording(stage.study.languages[0])
    return Hiding(
        secret=secret,
        calendar=Calendar(stage.as_of, _weeks(stage, secret)),
        masker=Masker(names),
        small=small_groups(stage, [records for _, _, records in files]),
        words=Vocabulary(*(words(f"anonymise.word.{key}") for key in ("other", "owner", "no_amount", "mark"))),
        least=stage.study.privacy.smallest_group,
        factor=secret.factor() if scale else None,
        as_written=stage.study.cleaning.ids == "as_written",
    )


def _weeks(stage: Stage, secret: Secret) -> int:
    """How many weeks back: never so far that a true order would seem too old to be one."""
    first = stage.load("days", dict[str, date | None])["first"] or stage.as_of
    room = max(0, (first - EARLIEST).days // 7)
    least, most = (min(number, room) for number in WEEKS)
    return secret.weeks(least, most)


def _write_all(stage: Stage, folder: Path, files: Files, hiding: Hiding) -> AnonymiseReport:
    """Tables, what stands beside them, and the report."""
    new = write_tables(files, folder, hiding)
    listed = _write_beside(stage, folder, nested_sources(new, stage.study), hiding)
    report = AnonymiseReport(
        study=stage.study.study,
        tables={name: table.report for name, table in new.items()},
        replaced={key: n for key, n in sorted(hiding.done.items()) if n},
        masked=dict(sorted(hiding.masker.found.items())),
        merged=joined(hiding.small),
        dropped={name: table.dropped for name, table in new.items() if table.dropped},
        listed_tags=listed,
        is_scaled=hiding.factor is not None,
        key_check=hiding.secret.check(),
    )
    _write_report(folder / REPORT, report)
    page = page_of(report, Wording(stage.study.languages[0]))
    (folder / "README.md").write_text(page, encoding="utf-8", newline="\n")
    return report


def _write_beside(stage: Stage, folder: Path, sources: Mapping[str, Any], hiding: Hiding) -> int:
    """Study, standard, words and brand; how many tags a list gave, which are left out."""
    study, words, listed = stage.study, Wording(stage.study.languages[0]), 0
    write_settings(folder / "study.yml", hidden_study(study, stage.run.study_file, sources, hiding), words)
    if study.standard:
        tree, listed = hidden_standard(study.path(study.standard), hiding)
        write_settings(folder / "standard.yml", tree, words)
    own = study.path(study.words) if study.words else None
    write_settings(folder / "words.yml", hidden_words(own, hiding, study.languages[0]), words)
    if study.brand:
        shutil.copytree(study.path(study.brand), folder / "brand")
    return listed


def _write_report(path: Path, report: AnonymiseReport) -> None:
    told = {key: value for key, value in asdict(report).items() if key != "folder"}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
