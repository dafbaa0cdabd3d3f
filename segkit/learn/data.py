"""The tables a lesson works on, as rules and learners see them."""

from collections.abc import Callable, Mapping
from typing import Any

Loader = Callable[[str], Any]


class LessonData:
    """A company's tables by name as attributes, `as_of`, and the lesson's `options`.

    Parameters
    ----------
    tables
        Tables of pandas by name, or what loads one by its name; each is loaded once, when it is first asked for.
    as_of
        The last day that counts, a Timestamp.
    options
        Whatever else the rules need to know, such as a number that the task states.
    """

    def __init__(
        self, tables: Mapping[str, Any] | Loader, as_of: Any, options: Mapping[str, Any] | None = None
    ) -> None:
        self._load: Loader = tables if callable(tables) else tables.__getitem__
        self._loaded: dict[str, Any] = {}
        self.as_of, self.options = as_of, options or {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]
