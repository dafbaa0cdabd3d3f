"""Names and cells of the ready-made schemes, for lessons that give segments by id and show them by name."""


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
