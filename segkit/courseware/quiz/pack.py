"""Tests and surveys as files of a pack, and what their reports take from the course."""

from pathlib import Path

from segkit.courseware.course import CourseSettings
from segkit.courseware.documents.printing import Press
from segkit.courseware.filled import filled_text
from segkit.courseware.lesson import read_lessons
from segkit.courseware.names import listed
from segkit.courseware.quiz.bank import draw_forms, read_bank
from segkit.courseware.quiz.blueprint import read_blueprint
from segkit.courseware.quiz.names import read_names
from segkit.courseware.quiz.notebook import quiz_notebook
from segkit.courseware.quiz.paper import print_form, print_key
from segkit.courseware.quiz.sheets import template_text
from segkit.courseware.roster import roster_text
from segkit.courseware.survey_paper import print_blank
from segkit.courseware.surveys import KINDS, heads, read_survey
from segkit.house import kit_folder
from segkit.jupyter import nbformat
from segkit.learn.quiz_forms import Form, form_as_json, read_form
from segkit.settings import read_settings
from segkit.wording import Wording

OWN = (
    *("quiz_a", "quiz_b", "quiz_key", "answers", "quiz_forms", "quiz_notebook_a", "quiz_notebook_b"),
    *("reaction", "reaction_table", "follow_up", "follow_up_table", "roster"),
)  # keys of what this room adds to a pack


def class_files(
    track: str, press: Press, *, course: Path | None = None, is_self_study: bool = False, is_named: bool = False
) -> dict[str, bytes]:
    """Tests, surveys and the roster's template by their place in a pack: `trainer/…`, `learner/course-data/quiz/…`.

    A course without `blueprint.yml` has no test. For `is_self_study` and `is_named` see `quiz_files`.

    Raises
    ------
    BadChoice, Problems
        As `draw_forms`.
    """
    surveys = survey_files(press, course=course)
    if course is not None and not (course / "blueprint.yml").is_file():
        return surveys
    tests = quiz_files(track, press, course=course, is_self_study=is_self_study, is_named=is_named)
    return {**tests, **surveys}


def quiz_files(
    track: str, press: Press, *, course: Path | None = None, is_self_study: bool = False, is_named: bool = False
) -> dict[str, bytes]:
    """The test's files by their place in a pack: the trainer's with key, the learner's without.

    Parameters
    ----------
    is_self_study
        Learners mark themselves: their forms hold the key, openly.
    is_named
        Form B counts in everybody's marks: both forms say so and ask for the number on the roster, not for a code.

    Raises
    ------
    BadChoice, Problems
        As `draw_forms`.
    """
    words, title, names = press.words, course_title(course), read_names(press.words, course)
    forms, place = drawn_forms(track, course), _places(press.words)
    files = {place["quiz_key"]: print_key(forms, names, press, title)}
    files[place["answers"]] = template_text(forms, words).encode("utf-8-sig")
    for name, form in forms.items():
        given = form if is_self_study else form.without_key()
        files[place[f"quiz_{name.lower()}"]] = print_form(form, names.blueprint, press, title, is_named=is_named)
        files[f"{place['quiz_forms']}/{name}.json"] = form_as_json(form).encode()
        files[f"learner/course-data/quiz/{name}.json"] = form_as_json(given).encode()
        notebook = quiz_notebook(form, names.blueprint, words, is_named=is_named)
        files[place[f"quiz_notebook_{name.lower()}"]] = (nbformat.writes(notebook) + "\n").encode()
    return files


def survey_files(press: Press, *, course: Path | None = None) -> dict[str, bytes]:
    """Forms for feedback and follow-up with the tables to type them into, and the roster's template, by their place."""
    words, title, place = press.words, course_title(course), _places(press.words)
    files = {place["roster"]: roster_text((), words).encode("utf-8-sig")}
    for kind in KINDS:
        survey = read_survey(kind, course)
        files[place[kind]] = print_blank(survey, press, title)
        table = filled_text(heads(survey, words)).encode("utf-8-sig")
        files[place[f"{kind}_table"]] = table
    return files


def drawn_forms(track: str, course: Path | None = None) -> dict[str, Form]:
    """Forms A and B of a track from a course's lessons, the kit's own where none is named; raises as `draw_forms`."""
    blueprint = read_blueprint(course)
    return draw_forms(read_bank(read_lessons(course).values(), blueprint), blueprint, track)


def read_forms(folder: Path) -> dict[str, Form]:
    """Forms A and B with their key from the trainer's folder `forms` of a pack; raises FormUnreadable."""
    return {name: read_form(folder / f"{name}.json") for name in ("A", "B")}


def course_title(course: Path | None = None) -> dict[str, str]:
    """What the course is called, by language."""
    return dict(_settings(course).title)


def pass_marks(course: Path | None = None) -> tuple[float, float]:
    """Marks that a certificate of achievement needs, and those of a distinction."""
    marks = _settings(course).pass_marks
    return float(marks.achievement), float(marks.distinction)


def weights(course: Path | None = None) -> dict[str, int]:
    """How many of a hundred marks each part gives, by its key."""
    return dict(_settings(course).weights)


def _settings(course: Path | None) -> CourseSettings:
    return read_settings((course or kit_folder("course")) / "course.yml", CourseSettings)


def _places(words: Wording) -> dict[str, str]:
    """Where the files of this room lie in a pack of the language of `words`, by key."""
    return {key: listed(key, words.language).path for key in OWN}
