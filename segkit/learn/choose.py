"""A drop-down whose choice is kept in the learner's folder; without widgets, a sentence that says how to choose."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from segkit.learn.boxes import Box
from segkit.learn.messages import has_sentence
from segkit.wording import Wording

Options = Mapping[Any, str] | Sequence[Any]


def labelled(options: Options, words: Wording) -> dict[Any, str]:
    """Values with what the reader sees: the sentence of a label key, else the value itself."""
    if isinstance(options, Mapping):
        return {value: words(key) if has_sentence(words, key) else str(key) for value, key in options.items()}
    return {value: str(value) for value in options}


def chosen(kept: Any, options: Options) -> Any:
    """The kept choice as the option it was made from (JSON has no tuples); `...` where nothing valid is kept."""
    return next((value for value in options if str(value) == str(kept) and kept is not None), ...)


def show_choice(name: str, labels: Mapping[Any, str], value: Any, keep: Callable[[Any], None], words: Wording) -> Any:
    """The drop-down, or the box in its place where ipywidgets is absent. `keep` is called with each new choice."""
    try:
        from ipywidgets import Dropdown
    except ImportError:
        return None
    nothing = (words("learn.choose.nothing"), ...)
    choices = [nothing, *((label, option) for option, label in labels.items())]
    made = Dropdown(options=choices, value=value, description=f"{name} =", style={"description_width": "initial"})
    made.observe(lambda change: keep(change["new"]), names="value")
    return made


def plain_choice(exercise: str, name: str, labels: Mapping[Any, str], value: Any, words: Wording) -> Box:
    """What can be chosen and how, as text."""
    listed = "\n".join(
        f"- `{option!r}` {label}" if str(option) != label else f"- `{option!r}`" for option, label in labels.items()
    )
    now = words("learn.choose.nothing") if value is ... else labels[value]
    how = words("learn.choose.how", exercise=exercise, name=name, value=repr(next(iter(labels))))
    return Box("note", words("learn.choose.title", name=name, now=now), f"{how}\n\n{listed}")
