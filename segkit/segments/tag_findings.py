"""What is wrong with the tags of a standard: rules that nobody satisfies, tags never given, names that stand twice."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from segkit.segments.expressions import Condition, truth
from segkit.segments.findings import LintFinding
from segkit.segments.situations import Customer, beyond_range, situations
from segkit.segments.tag_kinds import TagGroup
from segkit.segments.tags import condition_of
from segkit.settings import KeyPath


def tag_findings(
    groups: Sequence[TagGroup], columns: Mapping[str, str], *, n_bins: int = 5, approved_on: date | None = None
) -> Iterator[LintFinding]:
    """Everything that is wrong or worth a look in the tags, group by group; every rule is proved as a scheme's are.

    A tag that was over when the standard was approved is found where that day is given.
    """
    for at, group in enumerate(groups):
        yield from _names(group, at)
        yield from _rules(group, at, columns, n_bins)
        for place, tag in enumerate(group.tags):
            until = tag.ends()
            if approved_on is not None and until is not None and until < approved_on:
                key = "until" if tag.until else "valid_days"
                yield _found("tag_over", group, (tag.id,), (str(until),), ("tags", at, "tags", place, key))


def _found(code: str, group: TagGroup, tags: tuple[str, ...], cells: tuple[str, ...], where: KeyPath) -> LintFinding:
    level = "error" if code == "tag_twin" else "note" if code == "tag_unproven" else "warning"
    return LintFinding(code, level, group.id, tags, cells, where)


def _names(group: TagGroup, at: int) -> Iterator[LintFinding]:
    """Tags of one group that have a name in common, in either language."""
    told: set[str] = set()
    for language in ("zh-CN", "en"):
        first: dict[str, str] = {}
        for place, tag in enumerate(group.tags):
            name = tag.name[language].strip()
            if name in first and tag.id not in told:
                told.add(tag.id)
                where = ("tags", at, "tags", place, "name")
                yield _found("tag_twin", group, (first[name], tag.id), (name,), where)
            first.setdefault(name, tag.id)


def _rules(group: TagGroup, at: int, columns: Mapping[str, str], n_bins: int) -> Iterator[LintFinding]:
    """Rules that contradict themselves, thresholds that do nothing, and in exclusive groups tags never given."""
    rules = {place: found for place, tag in enumerate(group.tags) if (found := condition_of(tag, columns))}
    for place, condition in rules.items():
        where = ("tags", at, "tags", place, "when")
        for column, values in beyond_range([condition], columns).items():
            cells = tuple(f"{column} {value:g}" for value in values)
            yield _found("tag_beyond_range", group, (group.tags[place].id,), cells, where)
        tried = situations([condition], columns, n_bins)
        if tried is None:
            yield _found("tag_unproven", group, (group.tags[place].id,), (), where)
        elif not _satisfied(condition, tried):
            yield _found("tag_contradiction", group, (group.tags[place].id,), (), where)
    listable = {place: one for place, one in rules.items() if situations([one], columns, n_bins) is not None}
    for place in _never_given(listable, columns, n_bins) if group.exclusive else ():
        yield _found("tag_unreachable", group, (group.tags[place].id,), (), ("tags", at, "tags", place, "when"))


def _satisfied(condition: Condition, tried: Mapping[str, Customer]) -> bool:
    return any(truth(condition, customer, {}) is True for customer in tried.values())


def _never_given(rules: Mapping[int, Condition], columns: Mapping[str, str], n_bins: int) -> Iterator[int]:
    """The places of tags whose every customer an earlier rule of the group has."""
    tried = situations(list(rules.values()), columns, n_bins)
    for place, condition in rules.items() if tried else ():
        earlier = [rules[before] for before in rules if before < place]
        own = [one for one in (tried or {}).values() if truth(condition, one, {}) is True]
        if own and all(any(truth(rule, one, {}) is True for rule in earlier) for one in own):
            yield place
