"""Counts of tags as a report may show them: small ones hidden, and what would give them away."""

from decimal import Decimal

from segkit.evaluation.tags import counted_tags
from segkit.facts import TagFigures, TagGroupFacts

NAME = {"zh-CN": "甲", "en": "A"}


def group(*tags, exclusive):
    told = tuple(TagFigures(tag, NAME, NAME, None, "rule", NAME, NAME, {}) for tag in tags)
    return TagGroupFacts("g", NAME, NAME, None, exclusive, None, told)


def counted(counts, *, exclusive, several=0, none=None, n=100):
    """The customers shown by tag; everybody spent 2.00."""
    rest = n - sum(counts.values()) if none is None else none
    sums = {"n": n, "several.g": several, "none.g": rest}
    for tag, count in counts.items():
        sums |= {f"n.g.{tag}": count, f"over.g.{tag}": 0, f"revenue.g.{tag}": Decimal(2 * count)}
    (found,) = counted_tags((group(*counts, exclusive=exclusive),), sums, 11)
    return found


def shown(found):
    return {tag.id: tag.n for tag in found.tags}


def test_customers_share_and_money_stand_together():
    found = counted({"a": 40, "b": 30}, exclusive=True).tags[0]
    assert (found.n, found.share_n, found.revenue) == (40, 0.4, Decimal("80.00"))


def test_a_small_tag_of_an_exclusive_group_takes_a_neighbour_with_it():
    found = counted({"a": 5, "b": 30, "c": 40}, exclusive=True)
    assert shown(found) == {"a": None, "b": 30, "c": 40}  # the 25 without a tag are printed nowhere
    found = counted({"a": 5, "b": 30, "c": 65}, exclusive=True)
    assert shown(found) == {"a": None, "b": None, "c": 65}
    assert [tag.is_covered for tag in found.tags] == [False, True, False]


def test_where_tags_overlap_a_small_remainder_is_hidden_too():
    found = counted({"a": 5, "b": 95, "c": 50}, exclusive=False, none=0)
    assert shown(found) == {"a": None, "b": None, "c": 50}


def test_nobody_is_no_secret():
    assert shown(counted({"a": 0, "b": 100}, exclusive=False, none=0)) == {"a": 0, "b": 100}


def test_few_customers_of_several_tags_are_not_counted_out():
    assert counted({"a": 40, "b": 30}, exclusive=True, several=3).several is None
    assert counted({"a": 40, "b": 30}, exclusive=True, several=30).several == 30
