"""Counts of tags as a report may show them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from segkit.evaluation.shown import may_show, money, share, shown
from segkit.evaluation.suppression import hidden_rows
from segkit.facts import TagFigures, TagGroupFacts

REST = ""  # customers of no tag: the last row of an exclusive group


def counted_tags(groups: Sequence[TagGroupFacts], sums: Mapping[str, Any], smallest: int) -> tuple[TagGroupFacts, ...]:
    """`groups` with the figures of `sums` (`segments.tags.tag_sums`), small ones hidden.

    In an exclusive group the tags and the customers without one add up to everybody, so a small one takes a neighbour
    with it. Elsewhere a tag is hidden too where too few customers are left without it. Money and shares go with counts.
    """
    return tuple(_counted(group, sums, smallest) for group in groups)


def _counted(group: TagGroupFacts, sums: Mapping[str, Any], smallest: int) -> TagGroupFacts:
    counts = {tag.id: int(sums[f"n.{group.id}.{tag.id}"] or 0) for tag in group.tags}
    everybody = int(sums["n"])
    if group.exclusive:
        unseen = hidden_rows(counts | {REST: int(sums[f"none.{group.id}"] or 0)}, smallest)
    else:
        unseen = {name for name, n in counts.items() if hidden_rows({name: n, REST: everybody - n}, smallest)}
    several = int(sums[f"several.{group.id}"] or 0)
    tags = tuple(_figures(group.id, tag, sums, (tag.id in unseen, smallest)) for tag in group.tags)
    return replace(group, several=shown(several, several, smallest), tags=tags)


def _figures(group: str, tag: TagFigures, sums: Mapping[str, Any], guard: tuple[bool, int]) -> TagFigures:
    is_unseen, smallest = guard
    name = f"{group}.{tag.id}"
    n, over = int(sums[f"n.{name}"] or 0), int(sums[f"over.{name}"] or 0)
    tag = replace(tag, over=shown(over, over, smallest))
    if is_unseen:
        return replace(tag, n=None, share_n=None, revenue=None, is_covered=may_show(n, smallest))
    return replace(tag, n=n, share_n=share(n, sums["n"]), revenue=money(sums[f"revenue.{name}"] or Decimal(0)))
