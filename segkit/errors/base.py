"""What every error of segkit has: a stable code, typed fields, and sentences in the catalogues."""

from dataclasses import dataclass, fields
from typing import Any, ClassVar
from unicodedata import category

MOST_LISTED, LONGEST = 12, 300  # names in a list, letters of a text: a message fits a screen


@dataclass(eq=False)
class SegkitError(Exception):
    """A problem with a code, fields that say where, and a remedy in the catalogues."""

    code: ClassVar[str] = "E-000"
    exit_code: ClassVar[int] = 2

    def slots(self) -> dict[str, object]:
        """The fields by name, as the catalogue's sentences quote them."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    def quoted(self) -> dict[str, object]:
        """The fields as a message quotes them: what steers instead of showing as a code, long lists and texts cut."""
        return {name: _quoted(value) for name, value in self.slots().items()}

    def __reduce__(self) -> tuple[type["SegkitError"], tuple[object, ...]]:
        """A problem met in another process comes back whole."""
        return type(self), tuple(self.slots().values())

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.slots().items())
        return f"{self.code} {facts}"


def _quoted(value: Any) -> Any:
    if isinstance(value, str):
        shown = "".join(f"\\u{ord(letter):04x}" if _steers(letter) else letter for letter in value)
        return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
    if isinstance(value, tuple | list):
        more = len(value) - MOST_LISTED
        return (*map(_quoted, value[:MOST_LISTED]), *((f"… (+{more})",) if more > 0 else ()))
    return value


def _steers(letter: str) -> bool:
    """Whether a character is a control, a direction mark or invisible; a line break in a quoted condition is none."""
    return category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") and letter not in "\n\t"


@dataclass(eq=False)
class Problems(SegkitError):
    """Several problems found together, raised once."""

    code = "E-ALL"
    problems: tuple[SegkitError, ...]


def each_problem(problem: SegkitError) -> tuple[SegkitError, ...]:
    """The problem itself, or those that were met together."""
    if isinstance(problem, Problems):
        return tuple(one for item in problem.problems for one in each_problem(item))
    return (problem,)
