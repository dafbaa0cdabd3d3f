"""The tags of a standard as `segkit standard show` lists them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from segkit.wording import Wording

if TYPE_CHECKING:
    from segkit.facts import TagGroupFacts
    from segkit.segments.differences import Change
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


def tag_count_lines(tags: "Sequence[TagGroupFacts]", wording: Wording) -> Iterator[str]:
    """Group by group how many customers each tag is given to, and what gave no tag; nothing without tags."""
    for group in tags:
        yield "\n" + wording("cli.standard.tag_counts", group=wording.pick(group.name))
        for tag in group.tags:
            yield "    " + wording("cli.standard.tag_count", tag=wording.pick(tag.name), n=tag.n)
            if tag.note:
                yield f"      {wording.pick(tag.note)}"


def tag_change_lines(changes: "Sequence[Change]", standards: "Sequence[Standard]", wording: Wording) -> Iterator[str]:
    """What reads otherwise of tags, by their names; of a removed tag by its old one."""
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for standard in standards:
        for group in standard.tags:
            names |= {(group.id, tag.id): (wording.pick(group.name), wording.pick(tag.name)) for tag in group.tags}
    for one in changes:
        group_name, tag_name = names[one.scheme, one.segment]
        slots = {"group": group_name, "tag": tag_name, "key": one.key, "old": one.old, "new": one.new}
        yield wording(f"segments.change.{one.kind}", **slots)
