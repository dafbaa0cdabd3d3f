"""Help pages and typing mistakes in the user's words.

Typer speaks English only where it speaks for itself. So a command's page is written here, from the catalogue `cli`:
`help.<command>`, `option.<name>` (or `option.<command>.<name>` where a command needs its own), `value.<name>`.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any
from unicodedata import east_asian_width

import typer
from typer.core import TyperCommand, TyperGroup

from segkit.commands.session import DEBUG, LANGUAGE, Session
from segkit.errors import (
    MissingWord,
    NotNumber,
    NotWhole,
    NoValueTaken,
    SegkitError,
    TooManyWords,
    UnknownCommand,
    UnknownOption,
)
from segkit.wording import LANGUAGES, Wording

WIDEST = 100
LABEL = 26  # the widest label that has its text on the same line
# What may not be torn apart: a Latin word or one Chinese sign, with the signs that open or close it.
PIECE = re.compile(r"[（“《【]*(?:[^\s\u2e80-\uffef“”—…]+|[\u2e80-\uffef“”—…])[，。；：、）”》】！？…—]*\s*")
Row = tuple[str, str]


class SpokenCommand(TyperCommand):
    """A command whose help page is in the session's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        formatter.write(render_page(self, ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words; too many of them are an error of ours."""
        ctx.allow_extra_args = True
        rest: list[str] = super().parse_args(ctx, args)
        if rest:
            raise TooManyWords(tuple(rest), f"{ctx.command_path} --help")
        return rest


class SpokenGroup(TyperGroup):
    """A group of commands whose help page is in the session's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        formatter.write(render_page(self, ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.commands, n=1, cutoff=0.5)
            raise UnknownCommand(args[0], "".join(near), tuple(self.commands))
        return super().resolve_command(ctx, args)


def render_page(command: Any, ctx: Any) -> str:
    """A command's help: what it does, how it is called, its arguments, its options, and the commands below it."""
    wording = ctx.find_object(Session).wording
    path = " ".join(ctx.command_path.split()[1:])
    width = min(shutil.get_terminal_size().columns, WIDEST)
    arguments = [one for one in command.get_params(ctx) if one.param_type_name == "argument"]
    options = [one for one in command.get_params(ctx) if one.param_type_name == "option"]
    below = getattr(command, "commands", {})
    lines = [*wrap(wording(f"cli.help.{path.replace(' ', '.')}" if path else "cli.help"), width), ""]
    lines += [*_hung(wording("cli.page.usage"), _usage(ctx, below, wording), width), ""]
    lines += _section("arguments", [_argument_row(one, path, wording) for one in arguments], wording, width)
    commands = [(name, wording(f"cli.help.{f'{path} {name}'.strip().replace(' ', '.')}")) for name in below]
    lines += _section("commands", commands, wording, width)
    rows = [_option_row(one, path, wording) for one in options]
    lines += _section("options", [*rows[:-1], *_common_rows(path, wording), *rows[-1:]], wording, width)
    return "\n".join(lines).rstrip() + "\n"


def _usage(ctx: Any, below: Any, wording: Wording) -> str:
    params = ctx.command.get_params(ctx)
    words = [_named(one, wording) for one in params if one.param_type_name == "argument"]
    needed = [_label(one, wording) for one in params if one.param_type_name == "option" and one.required]
    commands = [wording("cli.page.command")] if below else []
    return " ".join([ctx.command_path, *words, *needed, *commands, wording("cli.page.some_options")])


def _named(argument: Any, wording: Wording) -> str:
    name = wording.show(argument.name, "argument")
    name = f"{name}…" if argument.nargs == -1 else name
    return name if argument.required else f"[{name}]"


def _argument_row(argument: Any, path: str, wording: Wording) -> Row:
    return _named(argument, wording), wording(_key(argument.name, path, wording))


def _option_row(option: Any, path: str, wording: Wording) -> Row:
    default = option.default
    note = wording("cli.page.default", value=default) if default not in (None, (), "") and not option.is_flag else ""
    return _label(option, wording), wording(_key(option.name, path, wording)) + note


def _label(option: Any, wording: Wording) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    if option.is_flag:
        return names
    return f"{names} {wording.show(option.name, 'argument')}{'…' if option.multiple else ''}"


def _common_rows(path: str, wording: Wording) -> list[Row]:
    return [
        (f"{LANGUAGE} {'|'.join(LANGUAGES)}", wording(_key("language", path, wording))),
        (DEBUG, wording("cli.option.debug")),
    ]


def _key(name: str, path: str, wording: Wording) -> str:
    own = f"cli.option.{path.replace(' ', '.')}.{name}"
    return own if wording.has(own) else f"cli.option.{name}"


def _section(name: str, rows: Sequence[Row], wording: Wording, width: int) -> list[str]:
    if not rows:
        return []
    column = min(max(cells(label) for label, _ in rows), LABEL) + 4
    lines = [typer.style(wording(f"cli.page.{name}"), bold=True)]
    return [*lines, *(line for row in rows for line in _row_lines(row, column, width)), ""]


def _row_lines(row: Row, column: int, width: int) -> Iterator[str]:
    label, text = row
    lines = wrap(text, width - column)
    fits = cells(label) <= column - 4
    yield f"  {label}{' ' * (column - 2 - cells(label))}{lines[0]}" if fits else f"  {label}"
    yield from (" " * column + line for line in lines[fits:])


def _hung(label: str, text: str, width: int) -> list[str]:
    first, *more = wrap(text, width - cells(label))
    return [label + first, *(" " * cells(label) + line for line in more)]


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, Chinese signs being two wide; a longer word stands alone."""
    lines = [""]
    for piece in PIECE.findall(text):
        if lines[-1] and cells(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    return sum(1 + (east_asian_width(sign) in "WF") for sign in text)


def columns_of(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows as lines whose columns stand below each other."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def coded(mistake: Any, words: Sequence[str]) -> SegkitError | None:
    """What typer says of a mistyped command, as one of our errors; None where its help page says more."""
    page = f"{mistake.ctx.command_path} --help" if mistake.ctx else "segkit --help"
    match type(mistake).__name__:
        case "NoSuchOption":
            return UnknownOption(mistake.option_name, min(mistake.possibilities or [""], key=len), page)
        case "MissingParameter":
            return MissingWord(mistake.param.name, page)
        case "BadParameter":
            return _bad_number(mistake)
        case "BadOptionUsage" if any(word.startswith(f"{mistake.option_name}=") for word in words):
            return NoValueTaken(mistake.option_name)
        case "BadOptionUsage":
            return MissingWord(mistake.option_name, page)
    return None


def _bad_number(mistake: Any) -> SegkitError:
    option, cause = mistake.param, mistake.__cause__
    found = str(cause.errors()[0]["input"]) if cause else ""
    is_whole = isinstance(option.default, int)
    return NotWhole(option.opts[0], found, option.min) if is_whole else NotNumber(option.opts[0], found, option.min)
