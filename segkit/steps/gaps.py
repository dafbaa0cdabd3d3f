"""What a stage could not compute: said in the annex, never faked."""

from typing import Any

from segkit.facts import Gap


class Gaps:
    """What a stage could not compute, collected while it works."""

    def __init__(self) -> None:
        self.found: list[Gap] = []

    def keep(self, result: Any) -> Any:
        """`result`, or None where it is a gap, which is noted."""
        if isinstance(result, Gap):
            self.found.append(result)
            return None
        return result
