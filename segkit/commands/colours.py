"""What the console says of a brand's colours; a client's report does not speak of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from segkit.wording import Wording

if TYPE_CHECKING:
    from segkit.report.brand import Brand
    from segkit.report.palette import ColourFinding


def colour_lines(brand: "Brand", wording: Wording) -> Iterator[str]:
    """One line for each colour that failed a test: what is used in its place, and why."""
    yield from (_colour_line(finding, wording) for finding in brand.findings)


def _colour_line(finding: "ColourFinding", wording: Wording) -> str:
    kind, _, number = finding.role.partition(" ")
    role = wording(f"cli.brand.role.{kind}", number=number)
    reason = wording(f"cli.brand.reason.{finding.reason}", measured=finding.measured, needed=finding.needed)
    return wording("cli.brand.repaired", role=role, given=finding.given, used=finding.used, reason=reason)
