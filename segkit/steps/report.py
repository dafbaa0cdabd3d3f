"""Step 7, the report: one model of facts, and from it the PDFs, their twins, and the restricted lists."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from segkit.facts import Action, Report, Scheme
from segkit.report.facts import read_report, write_report
from segkit.steps.assembly import assemble
from segkit.steps.dossiers import write_dossiers
from segkit.steps.printers import printed_meanwhile
from segkit.steps.printing import applied_words, write_outputs
from segkit.steps.stage import Stage
from segkit.steps.tag_files import TagLists
from segkit.steps.voices import voice
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


def write_all(stage: Stage, report: Report) -> list[Path]:
    """Every file of the report: the first language here, each further one meanwhile in a process of its own.

    The lists of customers are written beside them in a thread: the engine does that work, the pages are Python's.
    """
    first, *others = stage.study.languages
    with printed_meanwhile(stage, tuple(others)) as awaited, ThreadPoolExecutor(1) as clerk:
        lists = clerk.submit(write_restricted, stage)
        written = list(write_outputs(stage, report, first))
        lists.result()
        return written + [path for one in awaited for path in one.result()]


def write_restricted(stage: Stage) -> None:
    """Files that name customers: the list with every scheme and tag, and one work list per salesperson or store."""
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
    tagged = TagLists(stage, words)
    columns = [*names, *tagged.columns]
    write_customers(
        tagged.beside(contacts.drop("segment")), columns, stage.run.restricted / "customers.csv", wording=words
    )
    tagged.write(stage.run.restricted)
    lists = stage.run.restricted / "work_lists"
    lists.mkdir(exist_ok=True)
    write_work_lists(tagged.joined(contacts), actions, lists, wording=words, as_of=stage.as_of)
    write_dossiers(stage, report, contacts)
