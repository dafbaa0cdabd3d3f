"""The companies that lessons work on: the tables of a run, without names and phones, beside the files as they came.

`write_company` leaves this in `course-data/companies/<company>/`, for lessons to load. All ids are text, money is
decimal(18, 2), days are dates; `null` stands where a column's note says so. One language's words stand in the data (the
sample shop's are Chinese); ids of schemes and segments are English keys.

company.json
    id, name {zh-CN, en}, as_of (ISO day), currency, is_invented, language of its data, tables {name: rows}.
orders
    One row per order line that counts. customer_id, order_id, order_date (day), order_hour (0 to 23, null: the file has
    no time), amount (net of nothing: a refund is a negative line of its own), is_refund, product, category, quantity,
    channel, store, region, owner. The last seven are null throughout where the company's file lacks them.
customers
    One row per customer of the master file, after merging; not everybody bought. customer_id, gender, birth_year
    (int64), age_band, city, region, store, owner, channel, joined_date, present_grade (the grade in use today), kind,
    industry, assets, investment_demand, demand. All but the id can be null.
features
    One row per customer who bought: customer_id, recency_days, frequency, monetary, monetary_12m, tenure_days,
    first_date, last_date, mean_gap_days (null after one order), average_order, lines_per_order, n_categories,
    top_category, main_channel, weekend_share, refund_share; see `segkit.columns.FEATURES`.
segments
    features, then r_score, f_score, m_score (1 worst to 5 best), then what the master tells of the customer, then one
    column per scheme with the segment's id: rfm_8, rfm_11, value_tier, abcd, grade_today (where the master has a
    grade), clusters, and the schemes of the company's own standard.
feedback
    One row per answer: customer_id, answered_date, satisfaction, quality, delivery, service, price, packaging, comment.
events
    One row per event: customer_id, event_at (time), event, category, channel.
messages
    One row per message: customer_id, sent_at (time), text.
labels
    One row per customer whom an expert judged: customer_id, label (in the company's words).
raw_orders
    One row per record of the order file as read, before cleaning, every cell text or null: row (int64, its line in the
    file), then the roles that the file has, by their English names (customer_id, order_id, order_date, amount, product,
    category, quantity, channel, store, region, owner, status, mobile …). Headers are the same for every company, so one
    lesson serves all. Names are left out; a mobile, unionid or credit code is a stand-in: equal keys have equal ones.
raw/
    The company's files as they came, its study.yml and what that names: `segkit run raw` writes the report.
truth/
    The trainer's and the grader's alone: quarantine.parquet (`segkit.columns.QUARANTINE` without the record's text),
    quality.json (the ledger), and, of an invented company, the lists of what was planted.

feedback, events, messages and labels are absent where the company has no such source; `tables` of company.json names
those that are there.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from segkit.anonymise.account import REPORT as ANONYMISED
from segkit.courseware.company_tables import copy_raw_files, copy_truth, write_tables
from segkit.errors import NotAnonymous, UnknownCompany
from segkit.pipeline import run_stages
from segkit.runs import STAGES, Run, start_run
from segkit.source.packs.company import Plan
from segkit.source.packs.write import PACKS, write_pack
from segkit.source.sample.plan import SamplePlan
from segkit.source.sample.shop import write_sample
from segkit.steps.stage import Stage
from segkit.study import Study, read_study

STANDARD = "liwan"  # the company of every lesson unless another is asked for
TAUGHT, SMALL = 600, 300  # customers: enough for eight segments of a page each; for every known mistake to show
SEED, UNSEEN_SEED = 618, 20_260
TELLING = 2  # the number of the unseen company on which every known mistake shows
ENCODINGS = ("utf-8", "gb18030")  # of unseen companies' order files, in turn


@dataclass(frozen=True)
class CompanyPlan:
    """An invented company: the sample shop, or one of the packs; equal plans give equal companies."""

    id: str = STANDARD
    pack: str = ""  # empty: the sample shop
    customers: int = TAUGHT
    seed: int = SEED
    dirtiness: float = 1.0  # of the sample shop: how many times the usual dirt
    encoding: str = ""  # of the sample shop's order file


@dataclass(frozen=True)
class CompanyFolder:
    """What `write_company` left: the folder, and what its company.json says."""

    folder: Path
    id: str
    name: dict[str, str]
    as_of: str
    currency: str
    is_invented: bool
    language: str
    tables: dict[str, int]


def company_ids() -> tuple[str, ...]:
    """The invented companies that a lesson can be taught on: the standard one, then one per industry pack."""
    return (STANDARD, *PACKS)


def plan_of(company: str, *, customers: int = TAUGHT) -> CompanyPlan:
    """The plan of one of `company_ids`.

    Raises
    ------
    UnknownCompany
        No invented company has that id.
    """
    if company not in company_ids():
        nearest = "".join(get_close_matches(company, company_ids(), n=1))
        raise UnknownCompany(company, nearest, company_ids())
    return CompanyPlan(company, "" if company == STANDARD else company, customers)


def unseen_of() -> CompanyPlan:
    """The company that every class is graded on, whatever company it works on.

    Of the unseen ones of the sample shop's kind the first on which each known wrong answer is told from the right one:
    on others two people's shares are equal by chance, or no id is missing, and a mistake changes nothing. Industry
    packs are clean, so cleaning wrongly would pass there.
    """
    return unseen_plan(TELLING)


def unseen_plan(number: int, *, company: str = STANDARD, customers: int = SMALL) -> CompanyPlan:
    """A company of the same kind that no learner has seen: other people and orders, more dirt, another encoding.

    Numbers count from 1; each number is another company, always the same one.
    """
    known = plan_of(company, customers=customers)
    changed = replace(known, id=f"{company}-unseen-{number}", seed=UNSEEN_SEED + 97 * number)
    if known.pack:
        return changed
    return replace(changed, dirtiness=1 + number % 3, encoding=ENCODINGS[number % len(ENCODINGS)])


def write_company(
    made_from: Path | CompanyPlan, folder: Path, *, company: str = "", truth: bool = False
) -> CompanyFolder:
    """Run the pipeline up to the segments and put the company's tables into `folder`, which is replaced.

    Parameters
    ----------
    made_from
        A plan, or the study file of a company that is invented or anonymised.
    company
        Its id in the course; empty: the plan's, or the study's.
    truth
        Also write `truth/`: for the trainer's pack and the grader alone.

    Raises
    ------
    NotAnonymous
        The study is of a real company and has not been through `segkit anonymise`.
    SegkitError
        Whatever stops the study's run.
    """
    with study_of(made_from) as study_file:
        study = read_study(study_file)
        check_anonymous(study, study_file)
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "raw").mkdir(parents=True)
        named = company or (made_from.id if isinstance(made_from, CompanyPlan) else study.study)
        with tempfile.TemporaryDirectory(prefix="segkit-") as runs:
            stage = segmented(study_file, Path(runs))
            rows = write_tables(stage, folder, named)
            if truth:
                copy_truth(stage, folder / "truth")
            copy_raw_files(stage, folder / "raw")
            stage.finish()
            return _described(stage, folder, named, rows)


@contextmanager
def study_of(made_from: Path | CompanyPlan) -> Iterator[Path]:
    """The study file meant; an invented company's files last as long as the block."""
    if isinstance(made_from, Path):
        yield made_from / "study.yml" if made_from.is_dir() else made_from
        return
    with tempfile.TemporaryDirectory(prefix="segkit-") as scratch:
        yield write_files(made_from, Path(scratch) / made_from.id)


def write_files(plan: CompanyPlan, folder: Path) -> Path:
    """Write an invented company's files into `folder`; its study file."""
    if plan.pack:
        write_pack(folder, Plan(plan.pack, plan.customers, plan.seed), force=True)
    else:
        sample = SamplePlan(customers=plan.customers, seed=plan.seed, dirtiness=plan.dirtiness, encoding=plan.encoding)
        write_sample(folder, sample)
    return folder / "study.yml"


def is_anonymous(study: Study, study_file: Path) -> bool:
    """Whether the company is invented, or its files were written by `segkit anonymise`."""
    return study.fictional or (study_file.parent / ANONYMISED).is_file()


def check_anonymous(study: Study, study_file: Path) -> None:
    """Raise NotAnonymous unless the study may go to a class."""
    if not is_anonymous(study, study_file):
        raise NotAnonymous(str(study_file), f"segkit anonymise {study.study} --to FOLDER --key FILE")


def segmented(study_file: Path, runs: Path) -> Stage:
    """A stage at hand of a new run below `runs` in which every customer has segments; nothing is published."""
    run: Run = start_run(runs, read_study(study_file).study, study_file)
    run_stages(run, STAGES[: STAGES.index("evaluation")])
    return Stage("company", run)


def is_invented(company: Path) -> bool:
    """Whether what `write_company` wrote into a folder is an invented company's."""
    return bool(json.loads((company / "company.json").read_text(encoding="utf-8"))["is_invented"])


def _described(stage: Stage, folder: Path, company: str, rows: dict[str, int]) -> CompanyFolder:
    """Write company.json; what it says."""
    study = stage.study
    told = CompanyFolder(
        folder=folder,
        id=company,
        name=dict(study.company),
        as_of=stage.as_of.isoformat(),
        currency=study.currency,
        is_invented=study.fictional,
        language=study.languages[0],
        tables=rows,
    )
    document = {key: value for key, value in asdict(told).items() if key != "folder"}
    (folder / "company.json").write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return told
