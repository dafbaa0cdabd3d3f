"""`start`: finds the course pack around a notebook and opens a lesson of it."""

import sys
from pathlib import Path
from typing import Any

from segkit.errors import NotInPack
from segkit.learn.messages import course_words, read_messages
from segkit.learn.pack import Pack, find_pack
from segkit.learn.record import Record
from segkit.learn.rules import read_exercises
from segkit.learn.session import Lesson, Setting
from segkit.learn.telling import tell_problems
from segkit.wording import LANGUAGES, Wording

MODES = ("self", "class", "exam")


def start(lesson: str, *, company: str, language: str, mode: str = "self", folder: str | Path | None = None) -> Lesson:
    """Open a lesson for a learner; from here on the notebook tells errors in plain words.

    Parameters
    ----------
    lesson
        Its id, such as "m05".
    company
        A company of the pack, by its id.
    mode
        `self`, `class` or `exam`: when solutions may be seen.
    folder
        Where to look for `course-data`, upwards; left out, the folder the notebook runs in.

    Raises
    ------
    PackMissing, PackOutdated, PackFaulty
        The course's files are not there, were made by another version, or cannot be read.
    NotInPack
        Lesson, company, mode or language is not known.
    """
    shell = _shell()
    tell_problems(shell, Wording(language if language in LANGUAGES else LANGUAGES[0]))
    for part, name, known in (("language", language, LANGUAGES), ("mode", mode, MODES)):
        if name not in known:
            raise NotInPack(part, str(name), known)
    opened = Lesson(_setting(find_pack(Path(folder or Path.cwd())), lesson, company, (language, mode, shell)))
    opened.begin()
    tell_problems(shell, Wording(language), opened.has_open_choice)
    return opened


def _setting(pack: Pack, lesson: str, company: str, how: tuple[str, str, Any]) -> Setting:
    language, mode, shell = how
    chosen = pack.company(company)
    messages = read_messages(pack.data / "messages", language)
    return Setting(
        pack=pack,
        card=pack.lesson(lesson),
        company=chosen,
        exercises=read_exercises(pack.checks(lesson)),
        words=course_words(messages, language, chosen.currency),
        mode=mode,
        record=Record(pack.answers, lesson),
        shell=shell,
    )


def _shell() -> Any:
    """IPython's shell where one runs; it is not loaded to find that there is none."""
    loaded = sys.modules.get("IPython")
    return loaded.get_ipython() if loaded is not None else None
