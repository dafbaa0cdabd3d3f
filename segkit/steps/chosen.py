"""Whether what the study's `report:` block names is there: schemes of the standard, segments of the main scheme."""

from collections.abc import Iterable, Iterator, Sequence

from segkit.errors import BadValue, Problems
from segkit.segments.standard import ColumnScheme, Standard, read_library_scheme, schemes_of, segments_of
from segkit.settings import nearest, place_of
from segkit.steps.measuring import standard_of
from segkit.steps.stage import Stage
from segkit.yaml_text import read_yaml

CLUSTERS, PRESENT = "clusters", "present_grade"
Where = tuple[int | str, ...]


def check_choice(stage: Stage) -> None:
    """Stop where `report:` of the study names a scheme or a segment that the standard does not have.

    Raises
    ------
    Problems
        A BadValue for each such name, with its line and column in the study file and the nearest known name.
    """
    _stop_at(stage, _strange_names(stage))


def check_people(stage: Stage, known: Sequence[str]) -> None:
    """Stop where `personas` names a segment that the main scheme, now applied, does not have.

    The names of a main scheme that repeats a column are the data's own words and not known before.

    Raises
    ------
    Problems
        As `check_choice`.
    """
    chosen = stage.study.report.personas
    strange = _strange_people(chosen, known)
    _stop_at(stage, ((where, name, nearest(name, known) or ", ".join(known)) for where, name in strange))


def _strange_people(chosen: bool | tuple[str, ...], known: Sequence[str]) -> Iterator[tuple[Where, str]]:
    for at, name in enumerate(chosen if isinstance(chosen, tuple) else ()):
        if name not in known:
            yield ("personas", at), name


def _stop_at(stage: Stage, found: Iterable[tuple[Where, str, str]]) -> None:
    document = read_yaml(stage.run.study_file)
    problems = tuple(
        BadValue(str(stage.run.study_file), *place_of(document, ("report", *where)), _dotted(where), name, expected)
        for where, name, expected in found
    )
    if problems:
        raise Problems(problems)


def _dotted(where: Where) -> str:
    return ".".join(("report", *map(str, where)))


def _strange_names(stage: Stage) -> Iterator[tuple[Where, str, str]]:
    """Where a name stands that nothing has, the name, and what could stand there."""
    chosen, standard = stage.study.report, standard_of(stage)
    known = _scheme_ids(stage, standard)
    named: list[tuple[Where, str]] = [(("schemes", at), one) for at, one in enumerate(chosen.schemes)]
    named += [
        (("crossings", at, side), one) for at, pair in enumerate(chosen.crossings) for side, one in enumerate(pair)
    ]
    for where, name in named:
        if name not in known:
            yield where, name, nearest(name, known) or ", ".join(known)
    if chosen.present_grade and not _has_grade(stage, standard):
        yield ("present_grade",), "true", "sources.customers.columns.present_grade"
    segments = _main_segments(stage, standard)
    for where, name in _strange_people(chosen.personas, segments) if segments else ():
        yield where, name, nearest(name, segments) or ", ".join(segments)


def _has_grade(stage: Stage, standard: Standard) -> bool:
    """Whether the customers have a grade today, which is not the main scheme itself."""
    customers = stage.study.sources.customers
    grades = [one.id for one in schemes_of(standard) if isinstance(one, ColumnScheme) and one.column == PRESENT]
    is_main = stage.study.primary in (*grades, read_library_scheme(PRESENT).id)
    return customers is not None and PRESENT in customers.columns and not is_main


def _scheme_ids(stage: Stage, standard: Standard) -> tuple[str, ...]:
    """The schemes that a run of this study can have, present grades and clusters among them."""
    more = (read_library_scheme(PRESENT).id, *((CLUSTERS,) if stage.study.clusters else ()))
    return tuple(dict.fromkeys((*(one.id for one in schemes_of(standard)), *more)))


def _main_segments(stage: Stage, standard: Standard) -> tuple[str, ...]:
    """The main scheme's segments as defined; none where they are the data's own words."""
    main = next((one for one in schemes_of(standard) if one.id == stage.study.primary), None)
    return () if main is None or isinstance(main, ColumnScheme) else tuple(one.id for one in segments_of(main))
