"""What topics and misconceptions are called in reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from segkit.courseware.course import Glossary
from segkit.courseware.quiz.blueprint import Blueprint, read_blueprint
from segkit.house import kit_folder
from segkit.settings import read_settings
from segkit.wording import Wording


@dataclass(frozen=True)
class Names:
    """What topics are called, and misconceptions by their code as far as the glossary names them."""

    blueprint: Blueprint
    mistakes: Mapping[str, str] = field(default_factory=dict)


def read_names(words: Wording, course: Path | None = None) -> Names:
    """The names in the language of `words`, from a course's folder, the kit's own where none is named.

    What a check says to a learner is no name: it speaks of one exercise. Reports quote the option instead.
    """
    listed = read_settings((course or kit_folder("course")) / "glossary.yml", Glossary).misconceptions
    return Names(read_blueprint(course), {one.code: words.pick(one.text) for one in listed})
