"""The knowledge test as a notebook: where a class has computers, nobody types answer sheets."""

from collections.abc import Iterator
from typing import Any

from segkit.bilingual import KERNEL
from segkit.courseware.quiz.blueprint import Blueprint
from segkit.jupyter import nbformat
from segkit.learn.quiz_forms import Form
from segkit.wording import Wording

OPEN = 'from segkit.learn.quiz import open_quiz\n\nquiz = open_quiz("{form}", language="{language}")\nquiz.show()'
SCORE, HAND_IN = "quiz.score()", '# quiz.hand_in("{code}")'
CODE, NUMBER = "Z07631", "007"  # as examples of what the sheet is handed in under


def quiz_notebook(form: Form, blueprint: Blueprint, words: Wording, *, is_named: bool = False) -> Any:
    """A notebook without outputs that shows the form, tells how far it is filled in, and hands it in by its code.

    With `is_named` it is handed in by the learner's number, as `compose_form` says.

    It holds neither items nor key: both stay in the pack's `course-data`.
    """
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}, "segkit": {"language": words.language}}
    return nbformat.v4.new_notebook(
        cells=list(_cells(form, blueprint, words, is_named)), metadata=metadata, nbformat_minor=5
    )


def _cells(form: Form, blueprint: Blueprint, words: Wording, is_named: bool) -> Iterator[Any]:
    minutes = round(blueprint.minutes_per_item * len(form.items))
    who, example = ("number", NUMBER) if is_named else ("code", CODE)
    lead = words(f"classroom.paper.lead{f'.named.{form.id}' if is_named else ''}", n=len(form.items), minutes=minutes)
    yield _text("quiz-title", f"# {words(f'classroom.paper.title.{form.id}')}\n\n{lead}")
    yield _code("quiz-form", OPEN.format(form=form.id, language=words.language))
    yield _text("quiz-score-how", words("classroom.notebook.score"))
    yield _code("quiz-score", SCORE)
    told = (words(f"classroom.paper.{who}.how.{n}") for n in (1, 2))
    yield _text(
        "quiz-hand-in-how",
        f"## {words(f'classroom.paper.{who}')}\n\n"
        + "\n\n".join((*told, words(f"classroom.notebook.hand_in.{who}", example=example))),
    )
    yield _code("quiz-hand-in", HAND_IN.format(code=example))


def _text(name: str, source: str) -> Any:
    return nbformat.v4.new_markdown_cell(source, id=name)


def _code(name: str, source: str) -> Any:
    return nbformat.v4.new_code_cell(source, id=name)
