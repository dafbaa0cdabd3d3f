"""`segkit pack`: the industry packs, listed or written."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from segkit.commands.session import print_json, session_of
from segkit.wording import Wording

AsJson = Annotated[bool, typer.Option("--json")]


def pack(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument()] = None,
    folder: Annotated[Path | None, typer.Argument()] = None,
    customers: Annotated[int | None, typer.Option("--customers", min=100)] = None,
    seed: Annotated[int, typer.Option("--seed", min=0)] = 618,
    *,
    force: Annotated[bool, typer.Option("--force")] = False,
    as_json: AsJson = False,
) -> None:
    """List the packs, or write one: an invented company of a trade, its standard, and the truth planted in it."""
    from segkit.source.packs.company import Plan, read_pack
    from segkit.source.packs.write import SIZES, check_pack, write_pack

    wording = session_of(context).wording
    if name is None:
        print_json(list(_packs(wording))) if as_json else _print_packs(wording)
        return
    check_pack(name)
    target = folder or Path("studies") / name
    receipt = write_pack(target, Plan(name, customers or SIZES[name], seed), force=force)
    if as_json:
        print_json(asdict(receipt))
        return
    company = wording.pick(read_pack(name)["company"])
    typer.echo(wording("cli.pack.written", name=company, n=receipt.customers, folder=receipt.folder))
    for file, rows in receipt.rows.items():
        typer.echo(f"  {wording('cli.sample.file', name=file, rows=rows)}")
    command = f"segkit run {name if folder is None else folder}"
    typer.echo(wording("cli.pack.next", command=command))


def _packs(wording: Wording) -> Iterator[dict[str, Any]]:
    from segkit.source.packs.company import read_pack
    from segkit.source.packs.write import PACKS, SIZES

    for name in PACKS:
        words = read_pack(name)
        told = {key: wording.pick(words[key]) for key in ("pack", "company", "teaches")}
        yield {"id": name, "customers": SIZES[name], **told}


def _print_packs(wording: Wording) -> None:
    for one in _packs(wording):
        typer.echo(f"{one['id']:<10} {one['pack']}")
        typer.echo(f"{'':<10} {wording('cli.pack.teaches', text=one['teaches'])}")
    typer.echo(f"\n{wording('cli.pack.hint')}")
