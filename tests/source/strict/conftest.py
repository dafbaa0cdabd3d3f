"""A tiny file, surveyed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from segkit.source.strict.form import Form
from segkit.source.strict.survey import Plan, StructureSurvey, survey_structure


@pytest.fixture
def surveyed(tmp_path: Path) -> Callable[..., StructureSurvey]:
    """`surveyed(content, n_fields, **plan)`: the survey of a file with that content; without more, no header."""

    def survey(content: str | bytes, n_fields: int, form: Form | None = None, **plan: object) -> StructureSurvey:
        path = tmp_path / "orders.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return survey_structure(path, Plan(form or Form(), n_fields, **({"header_lines": (0, 0)} | plan)))  # type: ignore[arg-type]

    return survey
