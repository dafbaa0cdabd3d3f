"""The XLSX twin of a report: one sheet per exhibit, under the PDF's numbers and titles, with figures that calculate."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from segkit.facts import Report, Scheme
from segkit.report.about import about_page
from segkit.report.charts.effects import effect_name, trait_name
from segkit.report.exhibits import kind_of
from segkit.report.findings import say, sentence_of
from segkit.report.numbering import exhibit_numbers, report_sheets
from segkit.report.sheets.grid import Column, Sheet, Value
from segkit.report.sources import source_of, with_company
from segkit.report.words import task_text
from segkit.segments.plain import in_words
from segkit.strategy.playbook import action_text
from segkit.strategy.spreadsheet import open_workbook, write_cell
from segkit.wording import COVERED, Wording

FORMATS = {
    "count": "#,##0",
    "whole": "0",
    "cents": "#,##0.00",
    "percent": "0.0%",
    "one": "#,##0.0",
    "two": "#,##0.00",
    "three": "0.000",
    "date": "yyyy-mm-dd",
    "month": "yyyy-mm",
}
HEAD_ROW = 4  # title, conclusion, source, an empty line, then the table
_LONG = {
    "goal",
    "action",
    "script",
    "reply",
    "measure",
    "rule_text",
    "condition",
    "task",
    "rights",
    "setting",
    "purpose",
    "reason",
}


def write_workbook(report: Report, words: Wording, path: Path) -> tuple[str, ...]:
    """Write the workbook in the language of `words`; the exhibits' numbers come back, in order.

    What may not be shown prints `<11`; what was not computed prints `–`. Equal reports give equal bytes.
    """
    numbers = exhibit_numbers(report)
    sheets = {numbers[item.page, item.at]: item for item in report_sheets(report)}
    title = f"{words.pick(report.meta.company)} · {words.pick(report.meta.project)}"
    with open_workbook(path, as_of=report.meta.as_of, title=title) as book:
        styles = _Styles(book)
        _write_contents(book.add_worksheet(words("exhibits.contents")), sheets, report, words, styles)
        for number, item in sheets.items():
            _write_sheet(book.add_worksheet(number), item, report, words, styles)
    return tuple(sheets)


def exhibit_title(item: Sheet, report: Report, words: Wording) -> str:
    """The title that the PDF prints over the exhibit; a sheet about a scheme carries the scheme's name."""
    about = about_page(report, item.page, words)
    if about:
        name = words(f"report.{kind_of(item.page)}.{item.part or item.at}.title")
        return words("report.chapter.about", name=name, about=about)
    if item.about:
        names = {scheme.id: _scheme_name(scheme, words) for scheme in report.schemes}
        is_walk = item.columns[-1].label != ""
        part = "crosswalk" if is_walk else "figures"
        return words(f"exhibits.title.{item.page}.{part}", scheme=names.get(item.about, item.about))
    if item.part:
        return words(f"exhibits.title.{item.page}.{item.part}")
    for key in (f"report.{item.page}.{item.at}.title", f"exhibits.title.{item.page}.{item.at}"):
        if words.has(key):
            return words(key)
    return words(f"exhibits.title.{item.page}")


def _scheme_name(scheme: Scheme, words: Wording) -> str:
    """A scheme's name, marked while nobody has confirmed the names of its segments."""
    name = words.pick(scheme.name)
    return name if scheme.is_confirmed else words("exhibits.unnamed", name=name)


class _Styles:
    """The few cell styles of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.note = book.add_format({"font_color": "#595959"})
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F2F2F2", "text_wrap": True})

    def of(self, kind: str) -> Any:
        """The style of a column's kind."""
        if kind not in self._made:
            shape = {"num_format": FORMATS[kind]} if kind in FORMATS else {"text_wrap": True}
            self._made[kind] = self._book.add_format({"valign": "top", **shape})
        return self._made[kind]


def _write_contents(sheet: Any, sheets: Mapping[str, Sheet], report: Report, words: Wording, styles: _Styles) -> None:
    write_cell(sheet, 0, 0, f"{words.pick(report.meta.company)} · {words.pick(report.meta.project)}", styles.title)
    write_cell(sheet, 1, 0, _source(report, words), styles.note)
    if report.meta.is_fictional:
        write_cell(sheet, 2, 0, words("exhibits.fictional"), styles.note)
    for column, name in enumerate(("number", "exhibit", "conclusion")):
        write_cell(sheet, HEAD_ROW, column, words(f"exhibits.column.{name}"), styles.head)
    for row, (number, item) in enumerate(sheets.items(), start=HEAD_ROW + 1):
        sheet.write_url(row, 0, f"internal:'{number}'!A1", string=number)
        write_cell(sheet, row, 1, exhibit_title(item, report, words), styles.of("text"))
        write_cell(sheet, row, 2, _conclusion(item.page, report, words), styles.of("text"))
    for row, line in enumerate(_stale_lines(words), start=HEAD_ROW + 3 + len(sheets)):
        write_cell(sheet, row, 1, line, styles.of("text"))
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 2, 80)
    sheet.freeze_panes(HEAD_ROW + 1, 0)


def _stale_lines(words: Wording) -> list[str]:
    """A heading, then the consultant's texts that were written for older figures; nothing where there are none."""
    lines = [line for text in words.stale.values() for line in text.splitlines()]
    return [words("findings.stale.title"), words("findings.stale.intro"), *lines] if lines else []


def _write_sheet(sheet: Any, item: Sheet, report: Report, words: Wording, styles: _Styles) -> None:
    heading = words("exhibits.heading", number=sheet.name, title=exhibit_title(item, report, words))
    write_cell(sheet, 0, 0, heading, styles.title)
    write_cell(sheet, 1, 0, _conclusion(item.page, report, words), styles.note)
    write_cell(sheet, 2, 0, _source(report, words, item), styles.note)
    for place, column in enumerate(item.columns):
        write_cell(sheet, HEAD_ROW, place, head_of(column, words), styles.head)
        sheet.set_column(place, place, 48 if column.name in _LONG else 18)
    for row, values in enumerate(item.rows, start=HEAD_ROW + 1):
        for place, value in enumerate(printed_row(item.columns, values, words)):
            write_cell(sheet, row, place, value, styles.of(item.columns[place].kind))
    sheet.freeze_panes(HEAD_ROW + 1, 1)


def _conclusion(page: str, report: Report, words: Wording) -> str:
    found = sentence_of(report, page)
    return say(found, words) if found else ""


def _source(report: Report, words: Wording, item: Sheet | None = None) -> str:
    """The source line of a sheet as the PDF prints it, with the currency where it holds money."""
    place = item or Sheet("", 0, (), ())
    key, slots = source_of(report, place.page, place.at, about=place.about, part=place.part)
    if key == "orders":
        return words("exhibits.source", **with_company(slots, words), currency=report.meta.currency)
    line = words(f"report.source.{key}", **with_company(slots, words))
    has_money = any(column.kind == "cents" for column in place.columns)
    return words("exhibits.source_money", source=line, currency=report.meta.currency) if has_money else line


def head_of(column: Column, words: Wording) -> str:
    """A column's head: the catalogue's, or for a column of data its own name."""
    if not column.label:
        return words(f"exhibits.column.{column.name}")
    return words.show(words.show(column.label, "segment"), "value")


def printed_row(columns: tuple[Column, ...], values: tuple[Value, ...], words: Wording) -> list[Any]:
    """A row's cells: figures as figures, ids as words, `<11` for too few customers, `–` for what is not there."""
    pairs = list(zip(columns, values, strict=True))
    is_hidden = any(column.kind == "count" and value is None for column, value in pairs)
    return [_cell(column, value, words, is_hidden) for column, value in pairs]


def _cell(column: Column, value: Any, words: Wording, is_hidden: bool) -> Any:
    if value is None:
        return words.show(None, column.kind) if is_hidden and column.kind in FORMATS else "–"
    if value is COVERED:
        return words.show(value, column.kind)
    if column.kind in FORMATS:
        return float(value) if isinstance(value, Decimal) else value
    return worded(column.kind, value, words)


def worded(kind: str, value: Any, words: Wording) -> str:
    """What is no figure, in words: on the page as in the workbook."""
    if kind == "pick":
        return words.show(words.pick(value), "value")
    if kind == "rule":
        return words.pick(value) if value else words("exhibits.rule.given")
    if kind == "segment":
        return words.show(words.show(value, "segment"), "value")
    if kind == "cut":
        return words(f"report.cut.{value}", currency=words.currency)
    if kind == "condition":
        return in_words(value, words)
    if kind == "own":
        action, name = value
        return action_text(action, name, words)
    if kind == "named":
        return words.show(value, "value")
    if kind == "effect":
        return effect_name(value, words)
    if kind == "trait":
        return trait_name(value[0], value[1], words)
    if kind == "gap":
        return words(f"gaps.{value.reason}", **value.slots)
    if kind == "task":
        return task_text(value, words)
    if kind.startswith("key:"):
        key = f"{kind.removeprefix('key:')}.{value}"
        return words(key) if words.has(key) else words.show(value, "value")
    return words.show(value, kind) if kind == "value" else str(value)
