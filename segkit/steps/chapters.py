"""What a study chose beyond the usual pages: the standard, single schemes, crossings, personas."""

from collections.abc import Iterator
from typing import Any

from segkit.evaluation.crossing import crossing
from segkit.evaluation.profile import profile_cards
from segkit.evaluation.regrading import regrading
from segkit.facts import (
    Action,
    Chapters,
    Duty,
    Gap,
    HandDecisions,
    LeftOut,
    Lifetime,
    Persona,
    Regrading,
    Scheme,
    StandardFacts,
)
from segkit.segments.grades import are_cards
from segkit.segments.overrides import OverrideCount
from segkit.segments.standard import ColumnScheme, Standard, schemes_of
from segkit.steps import grouping as groups
from segkit.steps.measuring import standard_of
from segkit.steps.personas import describe_people
from segkit.steps.stage import Stage
from segkit.steps.strategy import told_segments
from segkit.steps.voices import voices
from segkit.strategy.playbook import fill_playbook

PRESENT = "present_grade"  # the column of the grade in use today


def chosen_chapters(stage: Stage) -> Chapters:
    """Everything the study chose, computed; a scheme that could not be applied is among the standard's left out."""
    chosen, schemes = stage.study.report, {one.id: one for one in groups.schemes(stage)}
    shown = tuple(name for name in chosen.schemes if name in schemes)
    crossed = tuple(
        crossing(groups.today(stage, left), groups.today(stage, right))
        for left, right in chosen.crossings
        if left in schemes and right in schemes
    )
    described = chosen_personas(stage)
    grades = compared_grades(stage) if chosen.present_grade else None
    has_lifetime = chosen.lifetime and stage.load("lifetime", Lifetime | None) is not None
    return Chapters(
        pages=(
            *(("standard",) if chosen.standard else ()),
            *(("grades",) if grades else ()),
            *(f"scheme-{name}" for name in shown),
            *(one.page for one in crossed),
            *(one.page for one in described),
            *(("lifetime",) if has_lifetime else ()),
        ),
        standard=standard_facts(stage) if chosen.standard else None,
        crossings=crossed,
        personas=described,
        grades=grades,
        people={
            name: describe_people(stage, name) for name in shown if chosen.personas and name != stage.study.primary
        },
        lines={name: scheme_lines(stage, schemes[name]) for name in shown},
    )


def compared_grades(stage: Stage) -> Regrading | None:
    """The grade in use today against the main scheme; None where no customer holds a grade or it is the main scheme."""
    fitted = (one.scheme for one in groups.fitted_schemes(stage).values())
    grade = next((one for one in fitted if isinstance(one, ColumnScheme) and one.column == PRESENT), None)
    if grade is None or grade.id == stage.study.primary:
        return None
    held = groups.today(stage, grade.id)
    unknown = grade.unknown.id if grade.unknown else None
    crossed = crossing(groups.today(stage, stage.study.primary), held)
    return regrading(crossed, unknown, is_ordered=are_cards(one for one in held.order if one != unknown))


def scheme_lines(stage: Stage, scheme: Scheme) -> tuple[Action, ...]:
    """The playbook's line for every segment of a scheme, filled from its figures, in the scheme's order."""
    every = {one.id: one.id for one in scheme.segments}
    lines, days = stage.table("order_lines"), stage.table("days")
    cards = {card.segment: card for card in profile_cards(groups.today(stage, scheme.id), lines, days, every, {})}
    told = told_segments(stage, cards, scheme.id)
    filled = fill_playbook(scheme.id, told, wordings=voices(stage), company=stage.study.company)
    place = {name: at for at, name in enumerate(every)}
    return tuple(sorted(filled, key=lambda line: place[line.segment]))


def chosen_personas(stage: Stage) -> tuple[Persona, ...]:
    """The personas that the study asks for, in the main scheme's order; none by default."""
    chosen = stage.study.report.personas
    if not chosen:
        return ()
    return describe_people(stage, stage.study.primary, chosen if isinstance(chosen, tuple) else None)


def standard_facts(stage: Stage) -> StandardFacts:
    """The standard as it was in force: what it is for, whose it is, what people decided, what had to be left out."""
    standard = standard_of(stage)
    counts = stage.load("overrides", tuple[OverrideCount, ...])
    told: dict[str, Any] = {
        name: getattr(standard, name)
        for name in ("goal", "owner", "review_date", "version", "state", "approved_by", "approved_on")
    }
    return StandardFacts(
        **told,
        duties=tuple(Duty(name, **roles.model_dump()) for name, roles in standard.roles.items()),
        decided=tuple(HandDecisions(one.scheme, one.applied, one.ended, one.unknown) for one in counts),
        left_out=tuple(_left_out(stage, standard)),
        is_ready_made=stage.study.standard is None,
    )


def _left_out(stage: Stage, standard: Standard) -> Iterator[LeftOut]:
    names = {one.id: dict(one.name) for one in schemes_of(standard)}
    for gap in stage.load("gaps_clustering", tuple[Gap, ...]):
        block, _, scheme = gap.block.partition(".")
        if block == "scheme":
            scheme = scheme or str(gap.slots.get("scheme", ""))
            yield LeftOut(scheme, names.get(scheme, dict.fromkeys(stage.study.company, scheme)), gap.reason, gap.slots)
