"""`class.yml`: what is known of one class once it is over, for its certificates."""

from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from segkit.courseware.certificates import Course
from segkit.segments.kinds import Text
from segkit.settings import Misfit, Strict, read_settings


class ClassFile(Strict):
    """The file: `title` where the course has a name of its own, hours, first and last day, issuer, trainer."""

    title: Text | None = None
    hours: Annotated[float, Field(ge=0.5, le=200)]
    first: date
    last: date | None = None  # left out: a course of one day
    issuer: Annotated[str, Field(min_length=1, max_length=60)]
    trainer: Annotated[str, Field(max_length=30)] = ""

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if self.last is not None and self.last < self.first:
            raise Misfit("last", f"≥ {self.first}")
        return self


def read_class(path: Path, title: Text) -> Course:
    """What certificates say of the class in a file; `title` where it names none. Raises as `read_settings`."""
    held = read_settings(path, ClassFile)
    return Course(held.title or title, held.hours, held.first, held.last or held.first, held.issuer, held.trainer)
