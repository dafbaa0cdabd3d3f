"""Step 7, the report: one model of facts, and from it the PDFs, their twins, and the restricted lists."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from segkit.facts import Action, Report, Scheme
from segkit.house import kit_folder
from segkit.report.brand import Brand, read_brand
from segkit.report.facts import read_report, write_report
from segkit.report.words import AppliedWords, apply_words
from segkit.runs import latest_run
from segkit.steps.assembly import assemble
from segkit.steps.stage import Stage, open_stage
from segkit.steps.voices import own_words, voice
from segkit.strategy.contacts import add_contacts
from segkit.strategy.control import add_control
from segkit.strategy.exports import SchemeNames, write_customers
from segkit.strategy.work_lists import write_work_lists


def work(stage: Stage) -> None:
    """Do the whole step."""
    report = store_facts(stage)
    write_all(stage, report)


def store_facts(stage: Stage) -> Report:
    """Put every fact together and write `report.json`; what comes back is what a later reader of the file gets."""
    path = stage.run.folder / "report.json"
    write_report(assemble(stage), path)
    return read_report(path)


def brand_of(stage: Stage) -> Brand:
    """The study's brand, else the kit's plain one."""
    own = stage.study.brand
    return read_brand(stage.study.path(own) if own else kit_folder("templates") / "brands" / "plain")


def applied_words(stage: Stage, report: Report) -> AppliedWords:
    """The consultant's own sentences, and those written for figures that have moved since."""
    last = latest_run(stage.run.folder.parent.parent, stage.study.study)
    previous = read_report(last / "report.json") if last and (last / "report.json").is_file() else None
    return apply_words(own_words(stage), report, previous=previous)


def write_all(stage: Stage, report: Report) -> list[Path]:
    """Every file of the report: the first language here, each further one meanwhile in a process of its own.

    The lists of customers are written beside them in a thread: the engine does that work, the pages are Python's.
    """
    first, *others = stage.study.languages
    printers = ProcessPoolExecutor(len(others) or 1, mp_context=get_context("spawn"))
    with printers, ThreadPoolExecutor(1) as clerk:
        folder = str(stage.run.folder)
        awaited = [printers.submit(print_language, folder, language) for language in others]
        lists = clerk.submit(write_restricted, stage)
        written = list(write_outputs(stage, report, first))
        lists.result()
        return written + [path for one in awaited for path in one.result()]


def print_language(folder: str, language: str) -> tuple[Path, ...]:
    """The stored report of the run in `folder`, in one language: what a process of its own is asked for."""
    stage = open_stage(folder, "report", language)
    return write_outputs(stage, read_report(stage.run.folder / "report.json"), language)


def write_outputs(
    stage: Stage, report: Report, language: str, *, brand: Brand | None = None, folder: Path | None = None
) -> tuple[Path, ...]:
    """The PDF, its HTML twin and its workbook in one language; the report is a function of facts, brand and words."""
    from segkit.report.html import render_twins
    from segkit.report.workbook import write_workbook

    brand = brand or brand_of(stage)
    words = applied_words(stage, report).voice(voice(stage, language))
    folder = folder or stage.run.folder
    pdf, html, book = (folder / f"report.{language}.{kind}" for kind in ("pdf", "html", "xlsx"))
    printed, screen = render_twins(report, brand, words)
    pdf.write_bytes(printed)
    html.write_text(screen, encoding="utf-8")
    write_workbook(report, words, book)
    return pdf, html, book


def write_restricted(stage: Stage) -> None:
    """Files that name customers: the list with every scheme, and one work list per salesperson or store."""
    report = read_report(stage.run.folder / "report.json")
    words = applied_words(stage, report).voice(voice(stage, stage.study.languages[0]))
    schemes = stage.load("schemes", tuple[Scheme, ...])
    names = [
        SchemeNames(one.id, words.pick(one.name), {segment.id: words.pick(segment.name) for segment in one.segments})
        for one in schemes
    ]
    master = stage.table("customers") if stage.has("customers") else None
    actions = stage.load("actions", tuple[Action, ...])
    known = add_contacts(stage.table("segments"), stage.table("order_lines"), master)
    main = stage.study.primary
    contacts = stage.stage_table("contacts", add_control(known.mutate(segment=known[main]), actions, scheme=main))
    write_customers(contacts.drop("segment"), names, stage.run.restricted / "customers.csv", wording=words)
    lists = stage.run.restricted / "work_lists"
    lists.mkdir(exist_ok=True)
    write_work_lists(contacts, actions, lists, wording=words, as_of=stage.as_of)
