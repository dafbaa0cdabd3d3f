"""Commands about a company's files: propose a study, look at a file, make the sample company."""

import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from segkit.commands.answers import answered, hint_lines
from segkit.commands.pages import columns_of
from segkit.commands.render import find_run
from segkit.commands.session import print_json, problems_as_json, session_of
from segkit.errors import HeadersDiffer, MissingWord, WordsExist
from segkit.wording import Wording

if TYPE_CHECKING:
    from segkit.source.draft import StudyDraft
    from segkit.source.drafts import TableDraft
    from segkit.source.inspect import Inspection
    from segkit.source.inspect_pair import PairInspection
    from segkit.source.options import ReadOptions
    from segkit.source.propose import RoleProposal

AsJson = Annotated[bool, typer.Option("--json")]


def init(
    context: typer.Context,
    name: Annotated[str, typer.Argument()],
    data: Annotated[list[Path], typer.Option("--data")],
    more: Annotated[list[Path] | None, typer.Argument()] = None,
    *,
    read: Annotated[str | None, typer.Option("--read")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    as_json: AsJson = False,
) -> None:
    """Read a company's files and write its study."""
    from segkit.clean.identity import plain_text
    from segkit.commands.scheme_grid import grid_lines, state_as_dict, states_of
    from segkit.source.draft import init_study, render_draft

    wording = session_of(context).wording
    files, stated = [*data, *(more or ())], answered(read)
    draft = init_study(name, files, Path(), wording.language, force=force, plain=plain_text, stated=stated)
    if as_json:
        print_json(draft_as_dict(draft) | {"schemes": [state_as_dict(one) for one in states_of(draft)]})
        return
    typer.echo("\n".join(proposal_lines(draft, wording)))
    typer.echo("\n".join((*grid_lines(states_of(draft), wording), "")))
    typer.echo(f"{render_draft(draft, wording)}\n\n{wording('cli.init.next', command=f'segkit run {name}')}")


def draft_as_dict(draft: "StudyDraft") -> dict[str, Any]:
    """What a program wants to know of a new study."""
    tables = [_table_as_dict(table) for table in draft.tables]
    settled, to_check = ([asdict(one) for one in grounds] for grounds in (draft.settled, draft.to_check))
    return {"study": draft.path, "tables": tables, "settled": settled, "to_check": to_check}


def _table_as_dict(table: "TableDraft") -> dict[str, Any]:
    proposal = table.proposal
    told = {
        "file": table.source.file,
        "files": [part.file for part in table.source.files],
        "kind": proposal.kind,
        "roles": [asdict(one) for one in proposal.roles],
        "missing": proposal.missing,
    }
    if table.lines is None or table.match is None:
        return told
    return told | {"lines": _table_as_dict(table.lines), "match": asdict(table.match)}


def proposal_lines(draft: "StudyDraft", wording: Wording) -> Iterator[str]:
    """Per table what each column is taken for, how surely, and one of its values with its middle hidden."""
    heads = tuple(wording(f"cli.init.{key}") for key in ("role", "column", "sure", "example"))
    for table, kind in _sides(draft):
        yield f"{table.source.file}  {wording(f'source.kind.{kind}')}"
        rows = [
            heads,
            *(_role_row(role, table.proposal.examples[role.header], wording) for role in table.proposal.roles),
        ]
        yield from (f"  {line}" for line in columns_of(rows))
        yield ""


def _sides(draft: "StudyDraft") -> Iterator[tuple["TableDraft", str]]:
    """Every table and what it is called; of orders in two tables both."""
    for table in draft.tables:
        yield table, "heads" if table.lines else table.proposal.kind
        if table.lines:
            yield table.lines, "lines"


def _role_row(role: "RoleProposal", example: str, wording: Wording) -> tuple[str, ...]:
    from segkit.source.inspect import OPEN_ROLES
    from segkit.source.masks import mask

    shown = example if role.role in OPEN_ROLES else mask(example)
    sure = wording(f"cli.init.certainty.{role.certainty}")
    return wording(f"source.role.{role.role}"), role.header, sure, shown


def inspect(
    context: typer.Context,
    file: Annotated[list[Path] | None, typer.Argument()] = None,
    sheet: Annotated[str | None, typer.Option("--sheet")] = None,
    *,
    read: Annotated[str | None, typer.Option("--read")] = None,
    table: Annotated[Path | None, typer.Option("--out")] = None,
    code: Annotated[str | None, typer.Option("--explain")] = None,
    as_json: AsJson = False,
) -> None:
    """Say what a file is and how it reads, or what a code means."""
    from segkit.commands.explain import code_lines
    from segkit.source.inspect import Inspection, inspection_as_dict, render_inspection
    from segkit.source.inspect_pair import pair_as_dict, render_pair
    from segkit.source.options import options_of

    if code is not None:
        typer.echo("\n".join(code_lines(code)))
        return
    if not file:
        raise MissingWord("file", "segkit inspect --help")
    with problems_as_json(session_of(context).wording, is_wanted=as_json):
        options = options_of(answered(read) | ({"sheet": sheet} if sheet else {}))
        found = inspected(file, replace(options, keeps_totals=False), table)
    if isinstance(found, Inspection):
        told, shown = partial(inspection_as_dict, found, table), partial(render_inspection, found)
        questions = found.questions
    else:
        told, shown, questions = partial(pair_as_dict, found), partial(render_pair, found), ()
    if as_json:
        print_json(told())
    else:
        typer.echo("\n".join((shown(session_of(context).wording), *hint_lines(questions, session_of(context)))))


def inspected(files: list[Path], options: "ReadOptions", out: Path | None) -> "Inspection | PairInspection":
    """What is found in a file, in several as one table, or in the heads and the lines of orders.

    The files are opened in a staging folder of their own.
    """
    from segkit.clean.identity import plain_text
    from segkit.engine import open_engine
    from segkit.source.batches import open_named
    from segkit.source.inspect import inspect_source
    from segkit.source.inspect_pair import inspect_pair

    with tempfile.TemporaryDirectory(prefix="segkit-", ignore_cleanup_errors=True) as staging:
        engine = open_engine(spill=Path(staging))
        try:
            source = open_named(engine, [str(file) for file in files], Path(), options, Path(staging))
            return inspect_source(engine, source, options, out)
        except HeadersDiffer:
            pair = inspect_pair(engine, files, plain_text, Path(staging)) if out is None else None
            if pair is None:
                raise
            return pair
        finally:
            engine.disconnect()


def sample(
    context: typer.Context,
    out: Annotated[Path, typer.Argument()] = Path("sample"),
    customers: Annotated[int, typer.Option("--customers", min=1)] = 3_000,
    lines_per_customer: Annotated[float, typer.Option("--lines-per-customer", min=1)] = 6.6,
    seed: Annotated[int, typer.Option("--seed", min=0)] = 618,
    *,
    dirty: Annotated[bool, typer.Option("--dirty/--clean")] = True,
    only_orders: Annotated[bool, typer.Option("--only-orders")] = False,
    as_json: AsJson = False,
) -> None:
    """Make the sample company's files; Chinese ones, unless English is asked for."""
    from segkit.source.sample.plan import SamplePlan
    from segkit.source.sample.shop import write_sample

    session = session_of(context)
    plan = SamplePlan(customers, lines_per_customer, session.asked or "zh-CN", seed, dirty, only_orders)
    receipt = write_sample(out, plan)
    if as_json:
        print_json(asdict(receipt))
        return
    typer.echo(session.wording("cli.sample.written", folder=receipt.folder, n=receipt.persons))
    for name, rows in receipt.rows.items():
        typer.echo(f"  {session.wording('cli.sample.file', name=name, rows=rows)}")


def words(
    context: typer.Context,
    study: Annotated[Path, typer.Argument()],
    runs: Annotated[Path, typer.Option("--runs")] = Path("runs"),
    file: Annotated[Path | None, typer.Option("--out")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Write a `words.yml` to start from, with every text of the study's last report."""
    from segkit.report.facts import read_report
    from segkit.report.words_template import write_words_template
    from segkit.running import find_study
    from segkit.study import read_study

    read = read_study(find_study(study))
    target = file or read.path(read.words or "words.yml")
    if target.exists() and not force:
        raise WordsExist(str(target))
    wording = session_of(context).wording
    report = read_report(find_run(runs / read.study) / "report.json")
    write_words_template(report, target, wording("cli.words.how"))
    typer.echo(wording("cli.words.written", file=target))
    if not read.words:
        typer.echo(wording("cli.words.name_it", line=f"words: {target.name}"))
