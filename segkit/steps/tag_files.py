"""What the files for `restricted/` say of tags; nothing where the standard has none."""

from pathlib import Path
from typing import TYPE_CHECKING

from segkit.facts import TagGroupFacts
from segkit.steps.stage import Stage
from segkit.strategy.exports import SchemeNames
from segkit.strategy.tag_exports import (
    TagNames,
    add_joined,
    add_tag_columns,
    exclusive_columns,
    write_left_out,
    write_tags,
)
from segkit.wording import Wording

if TYPE_CHECKING:
    from ibis.expr.types import Table


class TagLists:
    """The run's tags in the language of `words`."""

    def __init__(self, stage: Stage, words: Wording) -> None:
        self._stage, self._words = stage, words
        self._names = [
            TagNames(one.id, words.pick(one.name), one.exclusive, {tag.id: words.pick(tag.name) for tag in one.tags})
            for one in stage.load("tags", tuple[TagGroupFacts, ...])
        ]

    @property
    def columns(self) -> list[SchemeNames]:
        """The columns of exclusive groups beside those of the schemes."""
        return exclusive_columns(self._names)

    def beside(self, customers: "Table") -> "Table":
        """Customers with a column per exclusive group, and one of all other tags."""
        return add_tag_columns(customers, self._stage.table("tags"), self._names) if self._names else customers

    def joined(self, customers: "Table") -> "Table":
        """Customers with all their tags in one column, as a work list shows them."""
        return add_joined(customers, self._stage.table("tags"), self._names) if self._names else customers

    def write(self, folder: Path) -> None:
        """Write `tags.csv`, and `tags_left_out.csv` where an entry of a list gave no tag."""
        if not self._names:
            return
        write_tags(self._stage.table("tags"), self._names, folder / "tags.csv", wording=self._words)
        left = self._stage.table("tags_left_out")
        if left.count().to_pyarrow().as_py():
            write_left_out(left, self._names, folder / "tags_left_out.csv", wording=self._words)
