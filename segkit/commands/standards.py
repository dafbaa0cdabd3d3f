"""`segkit standard`: a company's classification standard shown, proved, compared with another version, and tried."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from segkit.commands.session import print_json, problems_as_json, session_of
from segkit.wording import Wording

AsJson = Annotated[bool, typer.Option("--json")]
File = Annotated[Path | None, typer.Argument()]
MOST_SHOWN = 12  # moves of one scheme, changes of one text


def show(context: typer.Context, file: File = None, as_json: AsJson = False) -> None:
    """Print a standard: whose it is, its schemes with segments and rules, and who does what; or the ready-made one."""
    wording, standard = session_of(context).wording, _standard(file)
    if as_json:
        print_json([scheme.model_dump(mode="json") for scheme in (*_schemes(standard), *standard.tags)])
        return
    from segkit.commands.tag_lines import tag_lines

    wording = _named(_schemes(standard), wording)
    head, tags = _head(standard, wording), tag_lines(standard, wording)
    for line in (*head, *_scheme_lines(standard, wording), *tags, *_role_lines(standard, wording)):
        typer.echo(line)


def lint(context: typer.Context, file: File = None, as_json: AsJson = False) -> None:
    """Print what is wrong or worth a look in a standard; 2 where a customer would have no segment, or two."""
    from segkit.commands.linting import lint_file

    wording = session_of(context).wording
    with problems_as_json(wording, is_wanted=as_json):
        found = lint_file(file)
    if as_json:
        print_json([one.as_dict() for one in found])
    for one in () if as_json else found:
        typer.echo(one.sentence(wording))
    if not found and not as_json:
        typer.echo(wording("cli.standard.sound", n=len(_schemes(_standard(file)))))
    raise typer.Exit(2 if any(one.finding.level == "error" for one in found) else 0)


def try_on(
    context: typer.Context,
    file: Annotated[Path, typer.Argument()],
    run: Annotated[Path, typer.Argument()],
    as_json: AsJson = False,
) -> None:
    """Try a standard on the customers of a finished run: how many each segment holds, and what looks wrong."""
    from segkit.commands.linting import FilePlaces
    from segkit.commands.render import find_run
    from segkit.commands.tag_lines import tag_count_lines
    from segkit.facts import Gap
    from segkit.steps.trying import count_tags, prove_standard, reopened
    from segkit.steps.words import word_conflicts

    wording, standard = session_of(context).wording, _standard(file)
    schemes = _schemes(standard)
    with reopened(find_run(run)) as stage:
        proofs, conflicts = prove_standard(stage, schemes), word_conflicts(stage, schemes)
        tags = count_tags(stage, standard, file)
        wording = replace(wording, smallest_group=stage.study.privacy.smallest_group)
    if as_json:
        found = {"schemes": proofs, "conflicts": conflicts, "tags": tags}
        print_json({name: [asdict(one) for one in rows] for name, rows in found.items()})
        return
    named, places = _named(schemes, wording), FilePlaces(file)
    for proof in proofs:
        lines = _gap_lines(proof, named) if isinstance(proof, Gap) else _proof_lines(proof, named, places)
        typer.echo("\n".join(lines))
    for line in (*_conflict_lines(conflicts, named), *tag_count_lines(tags, wording)):
        typer.echo(line)


def diff(
    context: typer.Context,
    old: Annotated[Path, typer.Argument()],
    new: Annotated[Path, typer.Argument()],
    run: Annotated[Path | None, typer.Option("--run")] = None,
    as_json: AsJson = False,
) -> None:
    """Say what a new version of a standard changes, and on a finished run who would move and whose money."""
    from segkit.commands.render import find_run
    from segkit.commands.tag_lines import tag_change_lines
    from segkit.segments.differences import compare_definitions, compare_tags
    from segkit.steps.trying import compare_standards, reopened

    standards = [_standard(file) for file in (old, new)]
    before, after = map(_schemes, standards)
    changes, wording = compare_definitions(before, after), session_of(context).wording
    tags = compare_tags(*(one.tags for one in standards))
    compared: tuple[Any, ...] = ()
    if run is not None:
        with reopened(find_run(run)) as stage:
            compared = compare_standards(stage, before, after)
            wording = replace(wording, currency=stage.study.currency)
    if as_json:
        told = {"changes": (*changes, *tags), "moves": compared}
        print_json({name: [asdict(one) for one in rows] for name, rows in told.items()})
        return
    named = _named((*before, *after), wording)
    changed = (*_change_lines(changes, named), *tag_change_lines(tags, standards, wording))
    for line in changed or (wording("cli.standard.same"),):
        typer.echo(line)
    for line in (line for one in compared for line in _move_lines(one, named)):
        typer.echo(line)
    if run is None:
        typer.echo(wording("cli.standard.no_run"))


def export(
    context: typer.Context,
    study: Annotated[Path, typer.Argument()],
    brand: Annotated[Path | None, typer.Option("--brand")] = None,
    out: Annotated[Path, typer.Option("--out")] = Path(),
    as_json: AsJson = False,
) -> None:
    """Print the study's standard as the policy paper that a company adopts: a branded PDF in each of its languages."""
    session = session_of(context)
    files = [str(file) for file in _write_papers(study, brand, out, session.asked)]
    if as_json:
        print_json({"files": files})
        return
    typer.echo("\n".join([session.wording("cli.standard.exported"), *(f"  {file}" for file in files)]))


def _write_papers(path: Path, look: Path | None, out: Path, language: str | None) -> Iterator[Path]:
    from segkit.house import kit_folder
    from segkit.report.brand import read_brand
    from segkit.report.regulation import Adopter, render_regulation
    from segkit.running import find_study
    from segkit.study import read_study

    study = read_study(find_study(path))
    standard = _standard(study.path(study.standard) if study.standard else None)
    own = study.path(study.brand) if study.brand else kit_folder("templates") / "brands" / "plain"
    brand, adopter = read_brand(look or own), Adopter(study.company, study.primary)
    out.mkdir(parents=True, exist_ok=True)
    for one in (language,) if language else study.languages:
        words = Wording(one, currency=study.currency)
        file = out / f"{words('regulation.file')}.{one}.pdf"
        file.write_bytes(render_regulation(standard, _schemes(standard), adopter, brand, words))
        yield file


def _standard(file: Path | None) -> Any:
    from segkit.segments.standard import default_standard, read_standard

    return read_standard(file) if file else default_standard()


def _schemes(standard: Any) -> Any:
    from segkit.segments.standard import schemes_of

    return schemes_of(standard)


def _named(schemes: Any, wording: Wording) -> Wording:
    """`wording` with the names of schemes and their segments."""
    from segkit.segments.standard import segments_of

    names = {scheme.id: wording.pick(scheme.name) for scheme in schemes}
    names |= {one.id: wording.pick(one.name) for scheme in schemes for one in segments_of(scheme)}
    return replace(wording, segments=names)


def _head(standard: Any, wording: Wording) -> Iterator[str]:
    yield wording(
        "cli.standard.head",
        version=standard.version,
        state=wording(f"cli.standard.{standard.state}"),
        goal=wording.pick(standard.goal),
        owner=standard.owner,
        review=standard.review_date,
    )
    if standard.state == "approved":
        yield wording("cli.standard.signed", who=standard.approved_by, day=standard.approved_on)
    if standard.overrides:
        yield wording("cli.standard.overrides", n=len(standard.overrides))


def _scheme_lines(standard: Any, wording: Wording) -> Iterator[str]:
    from segkit.segments.standard import segments_of

    for scheme in _schemes(standard):
        kind = wording(f"cli.standard.kind.{scheme.kind}")
        yield f"\n{wording.pick(scheme.name)}  {scheme.id}  [{kind}]"
        yield f"  {wording.pick(scheme.purpose)}"
        for one in segments_of(scheme):
            yield f"    {wording.pick(one.name)}  {one.id}"
            yield f"      {wording.pick(one.rule)}"


def _role_lines(standard: Any, wording: Wording) -> Iterator[str]:
    if not standard.roles:
        return
    yield "\n" + wording("cli.standard.roles")
    for name, roles in standard.roles.items():
        shown = wording("cli.standard.others") if name == "default" else wording.show(name, "segment")
        yield "  " + wording("cli.standard.role", scheme=shown, **roles.model_dump())


def _proof_lines(proof: Any, wording: Wording, places: Any) -> Iterator[str]:
    yield f"{wording.show(proof.scheme, 'segment')}  {proof.scheme}"
    for one in proof.held:
        name = wording.show(one.segment, "segment")
        yield "    " + wording("cli.standard.held", segment=name, n=one.customers, share=one.share)
    for finding in proof.findings:
        place = places.shown(proof.scheme, finding.subject, wording)
        yield f"  {wording('cli.level.warning')}  {place}{_finding(finding, wording)}"


def _conflict_lines(conflicts: Any, wording: Wording) -> Iterator[str]:
    """Groups of words that claim the same messages; where very few customers wrote them, without a number."""
    if conflicts:
        yield "\n" + wording("cli.standard.conflicts")
    for one in conflicts:
        slots = {"groups": wording.pick(one.groups), "taker": wording.pick(one.taker), "n": one.n_messages}
        yield "  " + wording("cli.standard.conflict", scheme=one.scheme, **slots)


def _finding(finding: Any, wording: Wording) -> str:
    slots = {"figure": finding.figure, "low": finding.low, "high": finding.high}
    return wording(f"segments.proving.{finding.code}", subject=finding.subject, **slots)


def _gap_lines(gap: Any, wording: Wording) -> Iterator[str]:
    yield f"{wording.show(gap.block.removeprefix('scheme.'), 'segment')}: {wording(f'gaps.{gap.reason}', **gap.slots)}"


def _change_lines(changes: Any, wording: Wording) -> Iterator[str]:
    for one in changes:
        slots = {"scheme": one.scheme, "segment": one.segment, "key": one.key, "old": one.old, "new": one.new}
        of = "segment" if one.segment and one.kind == "changed" else "scheme"
        yield wording(f"segments.change.{one.kind}" + (f".{of}" if one.kind == "changed" else ""), **slots)


def _move_lines(one: Any, wording: Wording) -> Iterator[str]:
    if one.gap is not None:
        yield from _gap_lines(one.gap, wording)
        return
    n, money = sum(shift.customers for shift in one.shifts), sum((shift.money for shift in one.shifts), 0)
    share = n / max(one.customers, 1)
    yield "\n" + wording("cli.standard.moves", scheme=one.scheme, n=n, share=share, money=money, all=one.customers)
    for shift in one.shifts[:MOST_SHOWN]:
        slots = {"origin": shift.origin, "target": shift.target, "n": shift.customers, "money": shift.money}
        yield "    " + wording("cli.standard.move", **slots)
    if len(one.shifts) > MOST_SHOWN:
        yield "    " + wording("cli.standard.more_moves", n=len(one.shifts) - MOST_SHOWN)
