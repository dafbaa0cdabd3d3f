"""Tags given to every customer: lists read, rules applied, counts taken, and what gave no tag kept apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis

from segkit.engine import fetch_one, fetch_rows
from segkit.evaluation.tags import counted_tags
from segkit.facts import TagFigures, TagGroupFacts, Text
from segkit.segments.inputs import sources_of, tag_inputs
from segkit.segments.standard import Standard
from segkit.segments.tag_kinds import Tag, TagGroup, every_tag
from segkit.segments.tag_words import given_text, until_text
from segkit.segments.tags import GIVEN, Asked, fit_tags, given_tags, held_tags, key, tag_sums
from segkit.steps.merges import merged_into
from segkit.steps.stage import Stage
from segkit.steps.tag_lists import LEFT_OUT, OVER, UNKNOWN, UNREADABLE, Entry, left_out, listings_of, read_entries
from segkit.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    from ibis.expr.types import Table


def missing_source(stage: Stage, tag: Tag) -> str | None:
    """The first table that a tag rests on and the study lacks; None where it can be judged."""
    asked = ("messages",) if tag.keywords else sources_of(tag_inputs(tag))
    return next((source for source in asked if source != "orders" and not stage.has(source)), None)


@dataclass(frozen=True)
class Judged:
    """Tags as they came out: what the report states, who holds which, and entries of lists that gave none."""

    facts: tuple[TagGroupFacts, ...]
    given: "Table"
    left_out: list[dict[str, object]]


def give_tags(stage: Stage, customers: "Table", standard: Standard) -> tuple[TagGroupFacts, ...]:
    """Write the tables `tags` (one row per customer and tag) and `tags_left_out`; say what the report states.

    Parameters
    ----------
    customers
        Every customer with the measures that rules ask for.

    Notes
    -----
    A tag that rests on a table the study lacks is given to nobody, and the report says which table. A standard without
    tags leaves empty tables.
    """
    found = judge_tags(stage, customers, standard.tags)
    stage.save_table("tags_left_out", ibis.memtable(found.left_out, schema=LEFT_OUT))
    stage.save_table("tags", found.given)
    return stage.save("tags", found.facts)


def judge_tags(
    stage: Stage, customers: "Table", tags: tuple[TagGroup, ...], *, name: str = "held", folder: Path | None = None
) -> Judged:
    """Every tag asked of every customer; nothing is kept but the working table `name`.

    Lists lie in `folder`, by default where the study's standard lies.
    """
    lacking = {key(group, tag): missing_source(stage, tag) for group, tag in every_tag(tags)}
    groups = tuple(group for group in (_judged(one, lacking) for one in tags) if group.tags)
    apart, listings = _listed(stage, customers, groups, folder or lists_folder(stage))
    sums: Mapping[str, Any] = {"n": 0, "revenue": 0}
    given: Any = ibis.memtable([], schema=GIVEN)
    if groups:
        asked = Asked(stage.as_of, listings, stage.table("messages") if stage.has("messages") else None)
        held = stage.stage_table(name, held_tags(customers, groups, fit_tags(groups, customers), asked))
        given = given_tags(held, groups).order_by(["customer_id", "tag_group", "tag"])
        sums = fetch_one(held.aggregate(**tag_sums(held, groups)))
    by_code = Counter((row["tag_group"], row["tag"], row["code"]) for row in apart)
    return Judged(_facts(stage, tags, sums, by_code, lacking), given, apart)


def _judged(group: TagGroup, lacking: Mapping[str, str | None]) -> TagGroup:
    """The group with the tags that can be judged."""
    return group.model_copy(update={"tags": tuple(tag for tag in group.tags if not lacking[key(group, tag)])})


def lists_folder(stage: Stage) -> Path:
    """Where the study's standard lies, from which the paths of its lists are seen."""
    written = stage.study.standard
    return stage.study.path(written).parent if written else stage.study.folder


def _listed(
    stage: Stage, customers: "Table", groups: Sequence[TagGroup], folder: Path
) -> tuple[list[Any], dict[str, Any]]:
    """Entries that give no tag, and those that do, by tag."""
    apart: list[Any] = []
    listings: dict[str, Any] = {}
    for group, tag in every_tag(tuple(groups)):
        if tag.by in ("hand", "list"):
            entries = _followed(stage, read_entries(stage, tag, folder))
            known = _known(customers, {one.customer for one in entries})
            apart += left_out(group, tag, entries, known, stage.as_of)
            listings[key(group, tag)] = [one for one in listings_of(tag, entries) if one.customer in known]
    return apart, listings


def _followed(stage: Stage, entries: list[Entry]) -> list[Entry]:
    """The entries under the numbers that their customers have since they were merged."""
    merged = merged_into(stage, (one.customer for one in entries))
    return [replace(one, customer=merged.get(one.customer, one.customer)) for one in entries]


def tag_list_files(stage: Stage, standard: Standard) -> list[Path]:
    """The files of a standard's tags by list that are there."""
    paths = (lists_folder(stage) / tag.list for _, tag in every_tag(standard.tags) if tag.list)
    return [path for path in dict.fromkeys(paths) if path.is_file()]


def _known(customers: "Table", ids: Iterable[str]) -> frozenset[str]:
    """Those of the ids that are customers."""
    asked = sorted(ids)
    listed = ibis.memtable([{"customer_id": one} for one in asked], schema={"customer_id": "string"})
    found = customers.select("customer_id").semi_join(listed, "customer_id") if asked else customers.limit(0)
    return frozenset(row["customer_id"] for row in fetch_rows(found.select("customer_id"), at_most=len(asked)))


def _facts(
    stage: Stage,
    groups: Sequence[TagGroup],
    sums: Mapping[str, Any],
    apart: Mapping[tuple[str, str, str], int],
    lacking: Mapping[str, str | None],
) -> tuple[TagGroupFacts, ...]:
    """What the report says; a tag that could not be judged counts nobody."""
    names = [key(group, tag) for group, tag in every_tag(tuple(groups))]
    none = {f"{what}.{name}": 0 for name in names for what in ("n", "over", "revenue")}
    none |= {f"several.{group.id}": 0 for group in groups} | {f"none.{group.id}": sums["n"] for group in groups}
    told = tuple(_described(group, apart, lacking) for group in groups)
    return counted_tags(told, {**none, **sums}, stage.study.privacy.smallest_group)


def _described(
    group: TagGroup, apart: Mapping[tuple[str, str, str], int], lacking: Mapping[str, str | None]
) -> TagGroupFacts:
    tags = tuple(
        TagFigures(
            id=tag.id,
            name=tag.name,
            description=tag.description,
            colour=tag.colour or group.colour,
            given_by=tag.by,
            rule=given_text(tag),
            until=until_text(tag),
            note=_note({code: apart.get((group.id, tag.id, code), 0) for code in _CODES}, lacking[key(group, tag)]),
        )
        for tag in group.tags
    )
    return TagGroupFacts(group.id, group.name, group.description, group.colour, group.exclusive, None, tags)


_CODES = (UNKNOWN, OVER, UNREADABLE)


def _note(apart: Mapping[str, int], source: str | None) -> Text:
    """In both languages: which table is missing, and how many entries gave no tag; empty where all is well."""
    said = {language: "".join(_noted(apart, source, Wording(language))).strip() for language in LANGUAGES}
    return said if all(said.values()) else {}


def _noted(apart: Mapping[str, int], source: str | None, words: Wording) -> Iterable[str]:
    if source is not None:
        yield words(f"gaps.source_missing.{source}")
    for code, n in apart.items():
        if n:
            yield words(f"segments.tag.left_out.{code}", n=n, code=code)
