"""Filled answer sheets: from the notebook's JSON files, and from a table that a trainer typed off the paper."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unicodedata import normalize

from segkit.courseware.filled import FilledRow, FilledTable, filled_text, heads_of, read_filled
from segkit.courseware.gain import Sheet
from segkit.errors import NothingFilled, Problems
from segkit.learn.quiz_forms import LETTERS, MOST_BYTES, Form, normal_code
from segkit.wording import LANGUAGES, Wording

TABLES = (".csv", ".xlsx", ".xlsm", ".xls")


def read_sheets(paths: Sequence[Path], forms: Mapping[str, Form]) -> tuple[Sheet, ...]:
    """Every sheet in these files and in folders of such files: `quiz-*.json` and tables.

    A table has a row per sheet: code, form, and a column per item, 第1题 or Q1 on, with letters; an empty cell is a
    blank. A JSON file of another form, another track, or none of ours is left out.

    Raises
    ------
    Problems
        Cells that are no form or no letter of the item, all together.
    NothingFilled
        There is no sheet at all.
    SourceError, FilledColumnMissing, FilledRowBroken
        As `read_filled`.
    """
    sheets = tuple(sheet for path in _files(paths) for sheet in _sheets(path, forms))
    if not sheets:
        raise NothingFilled(", ".join(path.name for path in paths))
    return sheets


def template_text(forms: Mapping[str, Form], words: Wording, sheets: Iterable[Sheet] = ()) -> str:
    """The table in which a trainer types sheets off the paper, with those that there are, as CSV."""
    most = max(len(form.items) for form in forms.values())
    heads = [words("classroom.column.code"), words("classroom.column.form")]
    heads += [words("classroom.column.item", n=n) for n in range(1, most + 1)]
    return filled_text(heads, (_row(sheet, forms[sheet.form]) for sheet in sheets))


def _row(sheet: Sheet, form: Form) -> list[str]:
    places = (sheet.answers.get(item.id) for item in form.items)
    return [sheet.code, sheet.form, *("" if at is None else LETTERS[at] for at in places)]


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        yield from (one for one in inside if not path.is_dir() or _is_sheet(one))


def _is_sheet(path: Path) -> bool:
    is_ours = path.name.startswith("quiz-") and path.suffix == ".json"
    return is_ours or (path.suffix.lower() in TABLES and not path.name.startswith("~$"))


def _sheets(path: Path, forms: Mapping[str, Form]) -> Iterator[Sheet]:
    if path.suffix == ".json":
        yield from _from_json(path, forms)
    else:
        yield from _from_table(path, forms)


def _from_json(path: Path, forms: Mapping[str, Form]) -> Iterator[Sheet]:
    held = _held(path)
    form = forms.get(str(held.get("form")))
    given = held.get("answers")
    if form is None or held.get("track") != form.track or not isinstance(given, dict) or not held.get("code"):
        return
    answers = {item.id: place_of(str(given.get(item.id, "")), len(item.options)) for item in form.items}
    yield Sheet(form.id, normal_code(str(held["code"]))[:12], answers)


def _held(path: Path) -> dict[str, Any]:
    try:
        held = json.loads(path.read_text(encoding="utf-8")) if path.stat().st_size <= MOST_BYTES else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}


def _from_table(path: Path, forms: Mapping[str, Form]) -> Iterator[Sheet]:
    most = max(len(form.items) for form in forms.values())
    voices = [Wording(language) for language in LANGUAGES]
    heads = heads_of("column", "code", "form")
    items = {f"item{n}": tuple(words("classroom.column.item", n=n) for words in voices) for n in range(1, most + 1)}
    heads |= {role: (*names, role.removeprefix("item")) for role, names in items.items()}
    table = read_filled(path, heads, ("code", "form", *items))
    problems = tuple(problem for row in table.rows for problem in _wrong(table, row, forms))
    if problems:
        raise Problems(problems)
    yield from (_of_row(row, forms) for row in table.rows)


def _wrong(table: FilledTable, row: FilledRow, forms: Mapping[str, Form]) -> Iterator[Any]:
    form = forms.get(_form_of(row))
    if form is None:
        yield table.wrong(row, "form", "form_letter")
        return
    if not normal_code(row.get("code")):
        yield table.wrong(row, "code", "code")
    for n, item in enumerate(form.items, 1):
        letter = row.get(f"item{n}")
        if letter and place_of(letter, len(item.options)) is None:
            yield table.wrong(row, f"item{n}", "option_letter")


def _of_row(row: FilledRow, forms: Mapping[str, Form]) -> Sheet:
    form = forms[_form_of(row)]
    places = {item.id: place_of(row.get(f"item{n}"), len(item.options)) for n, item in enumerate(form.items, 1)}
    return Sheet(form.id, normal_code(row.get("code")), places)


def _form_of(row: FilledRow) -> str:
    """A or B, also as A卷, 卷A or form a."""
    return normalize("NFKC", row.get("form")).upper().replace("卷", "").replace("FORM", "").strip()


def place_of(letter: str, options: int) -> int | None:
    """The place of an option by its letter, full width or small too; None for a blank and what is no option."""
    sign = normalize("NFKC", letter).strip().upper()
    at = LETTERS.find(sign) if len(sign) == 1 else -1
    return at if 0 <= at < options else None
