"""The knowledge test as files of a pack, and what its reports take from the course."""

from pathlib import Path

from segkit.courseware.course import CourseSettings, Glossary
from segkit.courseware.documents.printing import Press
from segkit.courseware.gain_paper import Names
from segkit.courseware.lesson import read_lessons
from segkit.courseware.quiz.bank import draw_forms, read_bank
from segkit.courseware.quiz.blueprint import read_blueprint
from segkit.courseware.quiz.paper import print_form, print_key
from segkit.courseware.quiz.sheets import template_text
from segkit.house import kit_folder
from segkit.learn.quiz_forms import Form, form_as_json, read_form
from segkit.settings import read_settings
from segkit.wording import Wording


def quiz_files(
    track: str, press: Press, *, course: Path | None = None, is_self_study: bool = False
) -> dict[str, bytes]:
    """The test's files by their place in a pack: `trainer/…` with key, `learner/course-data/quiz/…` without.

    Parameters
    ----------
    is_self_study
        Learners mark themselves: their forms hold the key, openly.

    Raises
    ------
    Problems
        The bank has too few items for the track.
    """
    words, title = press.words, course_title(course)
    forms, blueprint = drawn_forms(track, course), read_blueprint(course)
    files = {f"trainer/{_named('key', words)}.pdf": print_key(forms, blueprint, press, title)}
    files[f"trainer/{_named('answers', words)}.csv"] = template_text(forms, words).encode("utf-8-sig")
    for name, form in forms.items():
        given = form if is_self_study else form.without_key()
        files[f"trainer/{_named(f'quiz.{name}', words)}.pdf"] = print_form(form, blueprint, press, title)
        files[f"trainer/forms/{name}.json"] = form_as_json(form).encode()
        files[f"learner/course-data/quiz/{name}.json"] = form_as_json(given).encode()
    return files


def drawn_forms(track: str, course: Path | None = None) -> dict[str, Form]:
    """Forms A and B of a track from a course's lessons, the kit's own where none is named; raises as `draw_forms`."""
    blueprint = read_blueprint(course)
    return draw_forms(read_bank(read_lessons(course).values(), blueprint), blueprint, track)


def read_forms(folder: Path) -> dict[str, Form]:
    """Forms A and B with their key, as `quiz_files` wrote them into `trainer/forms`; raises FormUnreadable."""
    return {name: read_form(folder / f"{name}.json") for name in ("A", "B")}


def course_title(course: Path | None = None) -> dict[str, str]:
    """What the course is called, by language."""
    return dict(_settings(course).title)


def pass_marks(course: Path | None = None) -> tuple[float, float]:
    """Marks that a certificate of achievement needs, and those of a distinction."""
    marks = _settings(course).pass_marks
    return float(marks.achievement), float(marks.distinction)


def names_of(course: Path | None, words: Wording) -> Names:
    """What topics and misconceptions are called in the language of `words`."""
    known = read_settings((course or kit_folder("course")) / "glossary.yml", Glossary).misconceptions
    return Names(read_blueprint(course), {one.code: words.pick(one.text) for one in known})


def _settings(course: Path | None) -> CourseSettings:
    return read_settings((course or kit_folder("course")) / "course.yml", CourseSettings)


def _named(file: str, words: Wording) -> str:
    return words(f"classroom.file.{file}")
