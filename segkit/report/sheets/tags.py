"""Sheets of the annex on tags: what each group is for, and each tag with its rule, its validity and its counts."""

from collections.abc import Iterator, Sequence
from typing import Any

from segkit.facts import TagFigures, TagGroupFacts
from segkit.report.marks import COVERED
from segkit.report.sheets.grid import Sheet, sheet

PAGE = "annex_definitions"
FIRST = 5  # after the definitions of schemes


def tag_sheets(groups: Sequence[TagGroupFacts]) -> Iterator[Sheet]:
    """The groups, then the tags; nothing without tags."""
    if not groups:
        return
    heads = "tag_group:pick tag_meaning:pick tag_choice:key:segments.tag tags_in_group:whole several:count"
    rows = ((one.name, one.description, _choice(one), len(one.tags), one.several) for one in groups)
    yield sheet(PAGE, FIRST, heads, rows)
    heads = "tag_group:pick tag:pick tag_rule:pick given_by:key:segments.tag.given_by tag_until:pick n:count "
    heads += "share_n:percent revenue:cents tag_note:pick"
    yield sheet(PAGE, FIRST + 1, heads, (_row(group, tag) for group in groups for tag in group.tags))


def _choice(group: TagGroupFacts) -> str:
    return "exclusive" if group.exclusive else "free"


def _row(group: TagGroupFacts, tag: TagFigures) -> tuple[Any, ...]:
    figures = (tag.n, tag.share_n, tag.revenue)
    shown = (COVERED,) * 3 if tag.is_covered else figures
    return (group.name, tag.name, tag.rule, tag.given_by, tag.until, *shown, tag.note or _NOTHING)


_NOTHING = {"zh-CN": "–", "en": "–"}
