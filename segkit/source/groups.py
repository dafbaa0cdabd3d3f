"""All groups of a pattern from one match, for texts that are taken apart into many columns. DuckDB only."""

from functools import cache
from typing import Any

import ibis

Column = Any
_TEXT, _NAMES = ibis.dtype("string"), ibis.dtype("array<string>")


def matched_groups(text: Column, pattern: str, n_groups: int) -> Column:
    """A struct of `n_groups` texts named by their numbers, from "1": a group that took no part is empty.

    Without a match all are empty; null for null. The engine matches once, where asking group by group matches each
    time; worth it where the struct is a column of a view, for inside one SELECT it would be made once per use.
    """
    names = [str(number) for number in range(1, n_groups + 1)]
    return _extraction(n_groups)(text, ibis.literal(pattern), ibis.array(names))


@cache
def _extraction(n_groups: int) -> Any:
    kind = ibis.dtype("struct<" + ", ".join(f"{number}: string" for number in range(1, n_groups + 1)) + ">")

    @ibis.udf.scalar.builtin(name="regexp_extract", signature=((_TEXT, _TEXT, _NAMES), kind))
    def extract(text, pattern, names):  # type: ignore[no-untyped-def]  # the engine's own function
        ...

    return extract
