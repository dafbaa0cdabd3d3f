"""The two companies that a class is marked on: its own, and one that nobody in it has seen."""

import json
from dataclasses import dataclass
from pathlib import Path

from segkit.courseware.companies import STANDARD, plan_of, unseen_of, write_company
from segkit.courseware.names import MARK
from segkit.errors import GradingPackMissing
from segkit.learn.pack import Company

FILE = "company.json"
TRAINERS = ("trainer", "unseen")  # folders of a pack that never reach learners


@dataclass(frozen=True)
class Grounds:
    """The company nobody has seen, and the class's own."""

    unseen: Company
    own: Company | None


def read_company(folder: Path) -> Company:
    """The company that lies in `folder`.

    Raises
    ------
    GradingPackMissing
        Its company.json is not there or cannot be read.
    """
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        told = {name: found[name] for name in ("id", "name", "as_of", "currency", "is_invented")}
    except (OSError, ValueError, KeyError, TypeError):
        raise GradingPackMissing(str(folder), FILE) from None
    return Company(**told, folder=folder)


def find_companies(pack: Path) -> Grounds:
    """The companies of a class's pack: below the trainer's folder the unseen one, in `course-data` the class's own.

    Of several the first by name counts.

    Raises
    ------
    GradingPackMissing
        No unseen company is in the pack.
    """
    folders = sorted(path.parent for path in pack.rglob(FILE))
    for_trainer = [path for path in folders if set(path.relative_to(pack).parts) & set(TRAINERS)]
    own = [path for path in folders if path not in for_trainer]
    unseen = [path for path in for_trainer if path.name not in {one.name for one in own}]
    if not unseen:
        raise GradingPackMissing(str(pack), FILE)
    return Grounds(read_company(unseen[0]), read_company(own[0]) if own else None)


def track_of(pack: Path) -> str:
    """The track that a pack was built for; empty where it does not say."""
    try:
        return str(json.loads((pack / MARK).read_text(encoding="utf-8")).get("track", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def make_companies(scratch: Path) -> Grounds:
    """The standard company as classes get it, and an unseen one of its kind, written below `scratch`."""
    for plan in (plan_of(STANDARD), unseen_of()):
        write_company(plan, scratch / plan.id)
    return Grounds(read_company(scratch / unseen_of().id), read_company(scratch / STANDARD))
