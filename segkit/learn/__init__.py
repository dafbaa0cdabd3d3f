"""What a learner calls inside a notebook: `from segkit.learn import start`."""

from typing import Any


def __getattr__(name: str) -> Any:
    """`start`, loaded when it is first asked for: the room itself costs no library."""
    if name == "start":
        from segkit.learn.starting import start

        return start
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
