"""The knowledge test on paper: a form to be filled, and the key that the trainer keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from segkit.courseware.documents.blocks import Grid, Heading, Listing, Paper, Prose, Sheet
from segkit.courseware.documents.printing import CLOSER, Press, print_page, print_paper
from segkit.courseware.quiz.blueprint import Blueprint
from segkit.courseware.quiz.names import Names
from segkit.learn.quiz_forms import LETTERS, Form, Item
from segkit.wording import Wording

CODE_CELLS = ("letter", "day", "day", "phone", "phone", "phone")
SHEETS = ("paper.css", "blocks.css", "quiz.css")


@dataclass(frozen=True)
class PaperItem:
    """An item as the paper shows it."""

    text: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class QuizPaper:
    """A form in one language, ready for the template."""

    title: str
    kicker: str
    lead: str
    code_title: str
    code_cells: tuple[str, ...]
    code_how: tuple[str, ...]
    items: tuple[PaperItem, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)


def print_form(
    form: Form, blueprint: Blueprint, press: Press, course: Mapping[str, str], *, is_named: bool = False
) -> bytes:
    """The PDF of a form to be handed out; it holds neither key nor misconception. Raises as `write_pdf` does."""
    paper = compose_form(form, blueprint, press.words, course, is_named=is_named)
    return print_page("quiz.html.j2", press, SHEETS, {"paper": paper}, closer=CLOSER)


def compose_form(
    form: Form, blueprint: Blueprint, words: Wording, course: Mapping[str, str], *, is_named: bool = False
) -> QuizPaper:
    """The form in the language of `words`: who fills it in, then the items with lettered options.

    Learners make a code that nobody knows; with `is_named` they write their number, and form B says that it counts.
    """

    def say(key: str, **slots: Any) -> str:
        return words(f"classroom.paper.{key}", **slots)

    minutes, who = round(blueprint.minutes_per_item * len(form.items)), "number" if is_named else "code"
    return QuizPaper(
        title=say(f"title.{form.id}"),
        kicker=words.pick(course),
        lead=say(f"lead.named.{form.id}" if is_named else "lead", n=len(form.items), minutes=minutes),
        code_title=say(who),
        code_cells=("",) * len(CODE_CELLS) if is_named else tuple(say(f"code.{part}") for part in CODE_CELLS),
        code_how=tuple(say(f"{who}.how.{n}") for n in (1, 2)),
        items=tuple(PaperItem(words.pick(item.text), _lettered(item, words)) for item in form.items),
    )


def print_key(forms: Mapping[str, Form], names: Names, press: Press, course: Mapping[str, str]) -> bytes:
    """The PDF of the key for the trainer: letters of all forms in a table, then each item with its reason."""
    return print_paper(compose_key(forms, names, press.words, course), press)


def compose_key(forms: Mapping[str, Form], names: Names, words: Wording, course: Mapping[str, str]) -> Paper:
    """The key in the language of `words`."""
    title = words("classroom.paper.key")
    table = Sheet(
        "letters", (_letters(forms, names.blueprint, words), Prose(words("classroom.paper.key.marks"), "note"))
    )
    sheets = tuple(_reasons(form, names, words) for form in forms.values())
    return Paper(title, (table, *sheets), words.pick(course), words("classroom.paper.key.lead"))


def _letters(forms: Mapping[str, Form], blueprint: Blueprint, words: Wording) -> Grid:
    """Item by item: number, topic, and the right letter on each form."""
    names = {topic.id: words.pick(topic.name) for topic in blueprint.topics}
    first = next(iter(forms.values()))
    heads = [words("classroom.paper.item"), words("classroom.paper.topic")]
    heads += [words("classroom.paper.form", form=form) for form in forms]
    rows = (
        (str(n), names.get(item.topic, item.topic), *(_right(form.items[n - 1]) for form in forms.values()))
        for n, item in enumerate(first.items, 1)
    )
    return Grid(tuple(heads), tuple(rows), (10, 50, *(40 / len(forms),) * len(forms)))


def _reasons(form: Form, names: Names, words: Wording) -> Sheet:
    blocks: list[Any] = []
    for n, item in enumerate(form.items, 1):
        blocks.append(Heading(f"{n}. {words.pick(item.text)}"))
        blocks.append(Listing(tuple(_option(item, at, names, words) for at in range(len(item.options)))))
        blocks.append(Prose(words.pick(item.explain or {}), "plain"))
    return Sheet(f"form-{form.id}", tuple(blocks), words("classroom.paper.form", form=form.id))


def _option(item: Item, at: int, names: Names, words: Wording) -> str:
    choice = item.options[at]
    text = f"{LETTERS[at]}. {words.pick(choice.text)}"
    if at == item.right:
        return words("classroom.paper.right", text=text)
    name = names.mistakes.get(choice.misconception)
    return words("classroom.paper.mistake", text=text, name=name) if name else text


def _right(item: Item) -> str:
    return LETTERS[item.right] if item.right is not None else ""


def _lettered(item: Item, words: Wording) -> tuple[tuple[str, str], ...]:
    return tuple((LETTERS[at], words.pick(one.text)) for at, one in enumerate(item.options))
