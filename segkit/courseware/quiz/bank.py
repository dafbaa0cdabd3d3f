"""The item bank of a course, and the forms that are drawn from it."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from segkit.courseware.lesson import Lesson
from segkit.courseware.quiz.blueprint import Blueprint
from segkit.errors import BadChoice, BlueprintUnfilled, Problems
from segkit.learn.quiz_forms import LETTERS, Choice, Form, Item

FORMS = ("A", "B")
Drawn = tuple[Item, str]  # an item, and the form that its author meant it for


def read_bank(lessons: Iterable[Lesson], blueprint: Blueprint) -> tuple[Drawn, ...]:
    """Every item of all lessons in their order, options as the authors wrote them.

    An item whose topic the blueprint does not know keeps the author's word; `unplanned` lists them.
    """
    return tuple(
        (
            Item(
                one.id,
                blueprint.topic_of(one.blueprint) or one.blueprint,
                one.text,
                tuple(Choice(option.text, option.misconception or "") for option in one.options),
                one.right,
                one.explain,
            ),
            one.form,
        )
        for lesson in lessons
        for one in lesson.quiz
    )


def unplanned(bank: Sequence[Drawn], blueprint: Blueprint) -> tuple[str, ...]:
    """The ids of items whose topic no form asks for."""
    known = {topic.id for topic in blueprint.topics}
    return tuple(item.id for item, _ in bank if item.topic not in known)


def draw_forms(bank: Sequence[Drawn], blueprint: Blueprint, track: str) -> dict[str, Form]:
    """Forms A and B of a track: as many items of each topic in one as in the other, no item in both.

    Items meant for a form come first, then those free for either, in the order of the bank. Options are laid so that
    the right one stands at each letter about equally often, and in B never where A has it at the same number, so that
    one key does not tell the other; equal banks give equal forms.

    Raises
    ------
    BadChoice
        The blueprint has no such track.
    Problems
        Topics of which the bank holds too few items, all together.
    """
    if not blueprint.wanted(track):
        raise BadChoice("--track", track, tuple(blueprint.tracks))
    lacking = tuple(gaps(bank, blueprint, track))
    if lacking:
        raise Problems(lacking)
    chosen = {form: list(_chosen(bank, blueprint, track, form)) for form in FORMS}
    first = tuple(_laid_out(chosen["A"], "A"))
    second = tuple(_laid_out(chosen["B"], "B", [item.right for item in first]))
    return {"A": Form("A", track, first), "B": Form("B", track, second)}


def gaps(bank: Sequence[Drawn], blueprint: Blueprint, track: str) -> Iterator[BlueprintUnfilled]:
    """What the bank lacks for both forms of a track."""
    for topic, n in blueprint.wanted(track).items():
        for form in FORMS:
            found = len(_of_topic(bank, topic, form, n))
            if found < n:
                yield BlueprintUnfilled(topic, form, track, n, found)


def _chosen(bank: Sequence[Drawn], blueprint: Blueprint, track: str, form: str) -> Iterator[Item]:
    for topic, n in blueprint.wanted(track).items():
        yield from _of_topic(bank, topic, form, n)


def _of_topic(bank: Sequence[Drawn], topic: str, form: str, n: int) -> list[Item]:
    """At most `n` items of a topic for one form; of the free ones, A takes first what it lacks, then B."""
    of_topic = [(item, meant) for item, meant in bank if item.topic == topic]
    own = {each: [item for item, meant in of_topic if meant == each] for each in FORMS}
    free = [item for item, meant in of_topic if meant not in FORMS]
    lacked = {each: max(n - len(own[each]), 0) for each in FORMS}
    start = 0 if form == FORMS[0] else lacked[FORMS[0]]
    return [*own[form], *free[start : start + lacked[form]]][:n]


def _laid_out(items: Sequence[Item], form: str, other: Sequence[int | None] = ()) -> Iterator[Item]:
    """The items with their options moved: right ones go round the letters, wrong ones by a hash of id and form.

    `other`: where the other form has its right ones, number by number; there none is put here.
    """
    turn = int(_digest(form, *(item.id for item in items)), 16)
    for at, item in enumerate(items):
        place = (turn + _spread(at)) % len(item.options)
        is_like = bool(other) and place == other[at]
        yield _with_right_at(item, (place + is_like) % len(item.options), form)


def _spread(at: int) -> int:
    """0, 1, 2, 3 in changing order, each once in four, so that no pattern can be guessed from the item before."""
    return (0, 2, 1, 3, 3, 0, 2, 1, 1, 3, 0, 2)[at % 12]


def _with_right_at(item: Item, place: int, form: str) -> Item:
    wrong = [at for at in range(len(item.options)) if at != item.right]
    wrong.sort(key=lambda at: _digest(form, item.id, str(at)))
    order = [*wrong[:place], item.right or 0, *wrong[place:]]
    return Item(item.id, item.topic, item.text, tuple(item.options[at] for at in order), place, item.explain)


def _digest(*parts: str) -> str:
    return sha256("|".join(parts).encode()).hexdigest()


def key_of(form: Form) -> dict[str, str]:
    """The letter of the right option by item id."""
    return {item.id: LETTERS[item.right] for item in form.items if item.right is not None}
