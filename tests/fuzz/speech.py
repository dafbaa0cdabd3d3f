"""Every problem can be told: its code has sentences in both languages, and its place lies in the file."""

from segkit.errors import SegkitError, each_problem
from segkit.wording import LANGUAGES, Wording

VOICES = tuple(Wording(language) for language in LANGUAGES)


def speak(problem: SegkitError) -> tuple[SegkitError, ...]:
    """The problems met together, each told in both languages; an exception where one cannot be."""
    for voice in VOICES:
        for told in voice.explained(problem):
            assert told.what, told
            assert told.remedy, told
    return each_problem(problem)
