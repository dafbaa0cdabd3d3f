"""What every error of segkit has: a stable code, typed fields, and sentences in the catalogues."""

from dataclasses import dataclass, fields
from typing import ClassVar


@dataclass(eq=False)
class SegkitError(Exception):
    """A problem with a code, fields that say where, and a remedy in the catalogues."""

    code: ClassVar[str] = "E-000"
    exit_code: ClassVar[int] = 2

    def slots(self) -> dict[str, object]:
        """The fields by name, as the catalogue's sentences quote them."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    def __reduce__(self) -> tuple[type["SegkitError"], tuple[object, ...]]:
        """A problem met in another process comes back whole."""
        return type(self), tuple(self.slots().values())

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.slots().items())
        return f"{self.code} {facts}"


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
