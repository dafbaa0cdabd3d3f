"""A `words.yml` to start from: every text of a report with its id and figures, as comments."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from segkit.facts import Report
from segkit.facts.types import Slot
from segkit.report.exhibits import kind_of
from segkit.report.findings import base_id
from segkit.report.words import VARIANT, Place, places, slots_of
from segkit.wording import LANGUAGES, read_catalogue


def write_words_template(report: Report, path: Path, how: str) -> None:
    """Write a `words.yml` with every id of `report`, its texts and figures, all as comments to be uncommented.

    `how` says above them how the file is used.
    """
    from ruamel.yaml import YAML

    texts = {place.id: _as_written(place) for place in places(report) if place.id == base_id(place.id)}
    yaml = YAML()
    yaml.width = 10_000
    yaml.default_flow_style = False
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"# {how}\n{_HEAD}")
        for key, text in texts.items():
            yaml.dump({key: text}, file, transform=_commented)


def _as_written(place: Place) -> dict[str, object]:
    kit = {language: read_catalogue("findings", language).get(_catalogue_id(place)) for language in LANGUAGES}
    texts = dict(place.texts) if place.texts else kit
    seen = {name: _plain(value) for name, value in place.slots.items() if name in _all_slots(texts.values())}
    if place.variant:
        seen[VARIANT] = place.variant
    return {**texts, **({"seen": seen} if seen else {})}


def _catalogue_id(place: Place) -> str:
    """The catalogue's id of the kit's sentence there, of a page among several of its kind that of the kind."""
    _, page, *part = [*place.key.removeprefix("findings.").split("."), "", ""][:3]
    if kind_of(page) == page:
        return place.key.removeprefix("findings.")
    return ".".join(filter(None, ("page", kind_of(page), *part, place.variant)))


def _all_slots(patterns: Iterable[str | None]) -> set[str]:
    return {name for pattern in patterns if pattern for name in slots_of(pattern)}


def _plain(value: Slot) -> str | int | float | None:
    """A slot's value as YAML holds it."""
    if value is None or isinstance(value, str | int | float):
        return value
    return value.isoformat() if isinstance(value, date) else float(value)


def _commented(text: str) -> str:
    return "".join(f"  # {line}\n" for line in text.splitlines())


_HEAD = """\
checked_by: ''
values: {}
confirmed: {}
texts:
"""
