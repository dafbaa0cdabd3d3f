"""Names and cells of the ready-made schemes, for lessons that give segments by id and show them by name."""

from typing import Any

SCORES = ["r_score", "f_score", "m_score"]


def segment_names(scheme: str, language: str) -> dict[str, str]:
    """Each segment's name in this language by its id, in the scheme's order.

    Raises
    ------
    UnknownScheme
        The library has no such scheme.
    """
    from segkit.segments.standard import read_library_scheme, segments_of

    return {segment.id: segment.name[language] for segment in segments_of(read_library_scheme(scheme))}


def segment_cells(scheme: str) -> dict[str, str]:
    """Each cell of a grid scheme with the id of its segment, such as `{"111": "key_value", …}`; none of other kinds."""
    from segkit.segments.standard import read_library_scheme, segments_of

    found = segments_of(read_library_scheme(scheme))
    return {cell: segment.id for segment in found for cell in getattr(segment, "cells", ())}


def with_rfm_8(table: Any) -> Any:
    """The table with a column `rfm_8`, which a company whose own standard has no such scheme lacks.

    Parameters
    ----------
    table
        One row per customer with r_score, f_score and m_score; without these, or with an `rfm_8`, it is left as it is.
        Each score is held against its mean, strictly above is better, as the ready-made scheme has it.
    """
    if "rfm_8" in table.columns or not set(SCORES) <= set(table.columns):
        return table
    digits = table[SCORES].gt(table[SCORES].mean()).astype(int).astype(str).agg("".join, axis=1)
    return table.assign(rfm_8=digits.map(segment_cells("rfm_8")))
