"""The lines of a new study about what its report may show beyond the usual pages."""

from collections.abc import Iterator

from segkit.source.yaml_lines import noted
from segkit.wording import Wording

CHAPTERS = {  # keys of `report:`, with values that the ready-made standard bears
    "standard": "true",
    "present_grade": "true",
    "schemes": "[value_tier]",
    "crossings": "[[rfm_8, value_tier]]",
    "personas": "true",
    "lifetime": "true",
    "dossiers": "20",
}


def report_lines(has_grade: bool, wording: Wording) -> Iterator[str]:
    """Each choice as a comment, which holds as it stands once its mark is taken away.

    `has_grade`: whether the customers have a grade today, without which nothing can be compared with it.
    """
    yield ""
    yield noted("# report:", wording("source.draft.report"))
    for key, value in CHAPTERS.items():
        if key != "present_grade" or has_grade:
            yield noted(f"#   {key}: {value}", wording(f"source.draft.report.{key}"))
