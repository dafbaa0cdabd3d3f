"""What a run would stop at: questions about a file's columns, asked while it is inspected."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from segkit.errors import DatesDiffer, SegkitError, each_problem
from segkit.source.amount_units import check_thousands, check_unit
from segkit.source.decimal_marks import check_decimal_mark
from segkit.source.long_ids import check_ids_in_text, check_long_ids
from segkit.source.one_form import fit_dates
from segkit.source.opened import SourceTable
from segkit.source.options import ReadOptions
from segkit.source.profiles import ColumnProfile
from segkit.wording import Wording


def open_questions(
    source: SourceTable, profiles: Iterable[ColumnProfile], columns: Mapping[str, str], options: ReadOptions
) -> tuple[SegkitError, ...]:
    """The problems that reading these columns raises: the order of day and month, the decimal mark, rounded ids.

    Parameters
    ----------
    columns
        Role to header, as proposed. A column without a role is asked for its decimal mark if its values are text or
        money, since amounts with a comma do not look like amounts.

    Returns
    -------
    One problem per column and question; of a batch, files that differ from the others are left to `odd_dates`.
    """
    return tuple(one for check in _checks(source, profiles, columns, options) for one in _raised(check))


def question_lines(questions: Iterable[SegkitError], wording: Wording) -> Iterator[str]:
    """Each question with its code, and what to do, for a terminal; nothing where none is open."""
    told = [one for question in questions for one in wording.explained(question)]
    if told:
        yield wording("source.inspect.questions")
    for one in told:
        yield f"  {one.code}  {one.what}"
        yield f"  {wording('cli.problem.remedy')}{one.remedy}"


def question_as_dict(question: SegkitError) -> dict[str, Any]:
    """A question for programs: its code and column, and the fields of the problem."""
    slots = question.slots()
    return {"code": question.code, "line": None, "column": slots.pop("column", None), **slots}


def _checks(
    source: SourceTable, profiles: Iterable[ColumnProfile], columns: Mapping[str, str], options: ReadOptions
) -> Iterator[Callable[[], Any]]:
    roles = {header: role for role, header in columns.items()}
    for profile in profiles:
        text, role = source.table[profile.name], roles.get(profile.name)
        if profile.kind == "date":
            yield partial(fit_dates, source, profile.name, options, is_needed=False)
        elif role == "amount" or (role is None and profile.kind in ("text", "money")):
            yield partial(check_decimal_mark, text, options, source.file)
        if role == "amount":
            yield partial(check_unit, profile.name, options, source.file)
            yield partial(check_thousands, text, options, source.file)
    for part in source.files:
        yield partial(check_long_ids if part.is_workbook else check_ids_in_text, part, columns)


def _raised(check: Callable[[], Any]) -> tuple[SegkitError, ...]:
    try:
        check()
    except DatesDiffer:
        return ()
    except SegkitError as problem:
        return each_problem(problem)
    return ()
