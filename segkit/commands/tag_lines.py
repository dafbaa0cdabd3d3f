"""The tags of a standard as `segkit standard show` lists them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from segkit.wording import Wording

if TYPE_CHECKING:
    from segkit.segments.standard import Standard
    from segkit.segments.tag_kinds import Tag


def tag_lines(standard: "Standard", wording: Wording) -> Iterator[str]:
    """Group by group its name, what it is for, and each tag with its rule and validity; nothing without tags."""
    for group in standard.tags:
        choice = wording(f"segments.tag.{'exclusive' if group.exclusive else 'free'}")
        kind = wording("cli.standard.tags", choice=choice)
        yield f"\n{wording.pick(group.name)}  {group.id}  [{kind}]"
        yield f"  {wording.pick(group.description)}"
        for tag in group.tags:
            yield f"    {wording.pick(tag.name)}  {tag.id}"
            yield f"      {_given(tag, wording)}"


def _given(tag: "Tag", wording: Wording) -> str:
    from segkit.segments.tag_words import given_in_words, until_in_words

    by, until = wording(f"segments.tag.given_by.{tag.by}"), until_in_words(tag, wording)
    return wording("cli.standard.tag", by=by, rule=given_in_words(tag, wording), until=until)
