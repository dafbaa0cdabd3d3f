"""`words.yml`: the consultant's own sentences. They survive re-runs and are flagged when figures move.

Keys are the ids of findings (`page.baseline.title`, whatever the variant; `page.scheme-value_tier.title` where a report
has several pages of a kind; `finding.sleeping`, `kpi.top_20.note`), of playbook texts (`action.<segment>.<field>`), of
personas (`persona.<segment>.portrait` and `.note`) and of tasks (`task.<id>`). Figures in a text are slots; `seen`
holds the figures, and the variant, that the text was written for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from string import Formatter

from pydantic import Field, field_validator

from segkit.errors import BadValue, Problems, SegkitError, UnknownKey
from segkit.facts import Finding, Report, Task, Text
from segkit.facts.types import Slot
from segkit.report.exhibits import kind_of
from segkit.report.findings import base_id, own_key
from segkit.report.story.persona import portrait_slots
from segkit.settings import Strict, place_of, read_settings
from segkit.slot_formats import FORMATS
from segkit.strategy.playbook import text_slots
from segkit.wording import LANGUAGES, Wording, read_catalogue
from segkit.yaml_text import read_yaml

ACTION_FIELDS = ("goal", "action", "channel", "script", "reply", "owner", "measure")
PERSONA_FIELDS = ("portrait", "note")
VARIANT = "variant"
_KPI_PARTS = ("label", "value", "note")


class OwnText(Strict):
    """A text in one language or both, and the figures it was written for."""

    zh: str | None = Field(None, alias="zh-CN")
    en: str | None = None
    seen: dict[str, str | int | float | date | None] = Field(default_factory=dict)

    def by_language(self) -> dict[str, str]:
        """The texts that are given, by language."""
        return {language: text for language, text in zip(LANGUAGES, (self.zh, self.en), strict=True) if text}


class Words(Strict):
    """A whole `words.yml`."""

    checked_by: str = ""
    checked_on: date | None = None
    texts: dict[str, OwnText] = Field(default_factory=dict)
    values: dict[str, Text] = Field(default_factory=dict)  # the data's own words
    confirmed: dict[str, dict[str, Text]] = Field(default_factory=dict)  # scheme -> segment or cluster -> name

    @field_validator("texts", "values", "confirmed", mode="before")
    @classmethod
    def _empty_section(cls, section: object) -> object:
        return {} if section is None else section


@dataclass(frozen=True)
class StaleText:
    """A text written for a figure that has moved; `kind` is how the figure is printed."""

    id: str
    slot: str
    before: Slot
    now: Slot
    kind: str = ""
    key: str = ""  # the sentence in `Wording`


@dataclass(frozen=True)
class AppliedWords:
    """What a report's voices take from `words.yml`, per language, and what a person must look at again."""

    overrides: Mapping[str, Mapping[str, str]]
    values: Mapping[str, Mapping[str, str]]
    names: Mapping[str, Mapping[str, str]]
    confirmed: tuple[str, ...] = ()  # schemes whose names a person confirmed
    stale: tuple[StaleText, ...] = ()
    unused: tuple[str, ...] = field(default=())  # ids whose sentence does not occur in this report

    def voice(self, words: Wording) -> Wording:
        """`words` speaking with the consultant's texts, values and names."""
        language = words.language
        return replace(
            words,
            overrides={**words.overrides, **self.overrides.get(language, {})},
            values={**words.values, **self.values.get(language, {})},
            segments={**words.segments, **self.names.get(language, {})},
            stale={**words.stale, **self._stale_lines(words)},
        )

    def _stale_lines(self, words: Wording) -> dict[str, str]:
        """What moved, by the key of the sentence, a line per figure; without texts used in another language only."""
        elsewhere = {key for used in self.overrides.values() for key in used} - set(self.overrides[words.language])
        lines: dict[str, str] = {}
        for item in (item for item in self.stale if item.key not in elsewhere):
            line = stale_line(item, words)
            lines[item.key] = f"{lines[item.key]}\n{line}" if item.key in lines else line
        return lines


def read_words(path: Path) -> Words:
    """The file at `path`.

    Raises
    ------
    Problems
        Ids that no sentence has (with the nearest), slots that cannot be printed; all together. What `read_settings`
        raises besides.
    """
    words = read_settings(path, Words)
    document = read_yaml(path)
    problems = tuple(_problems(words, path, document))
    if problems:
        raise Problems(problems)
    return words


def _problems(words: Words, path: Path, document: object) -> Iterator[SegkitError]:
    for key, text in words.texts.items():
        line, column = place_of(document, ("texts", key))
        if not _is_known(key):
            nearest = next(iter(get_close_matches(key, _known_ids(), n=1, cutoff=0.5)), "")
            yield UnknownKey(str(path), line, column, key, nearest)
        for language, pattern in text.by_language().items():
            fault = _fault(pattern)
            if fault:
                yield BadValue(str(path), line, column, f"texts.{key}.{language}", fault, "{name:format}")


@lru_cache(maxsize=1)
def _known_ids() -> tuple[str, ...]:
    """Every id of the catalogue, with and without its variant."""
    ids = read_catalogue("findings", LANGUAGES[0])
    return tuple(dict.fromkeys(form for key in ids for form in (base_id(key), key)))


def _is_known(key: str) -> bool:
    parts = key.split(".")
    if parts[0] == "action":
        return len(parts) == 3 and parts[2] in ACTION_FIELDS
    if parts[0] == "persona":
        return len(parts) == 3 and parts[2] in PERSONA_FIELDS
    if parts[0] == "page" and len(parts) == 3 and kind_of(parts[1]) != parts[1]:
        return f"page.{kind_of(parts[1])}.{parts[2]}" in _known_ids()
    return parts[0] == "task" or key in _known_ids()


def _fault(pattern: str) -> str:
    """What cannot be printed in a pattern; empty where all can."""
    try:
        slots = list(slots_of(pattern).items())
    except ValueError as error:
        return str(error)
    return next((f"{{{name}:{kind}}}" for name, kind in slots if not name or (kind and kind not in FORMATS)), "")


def slots_of(pattern: str) -> dict[str, str]:
    """The slots of a pattern with their formats; ValueError for braces that do not pair."""
    return {name: kind or "" for _, name, kind, _ in Formatter().parse(pattern) if name is not None}


def apply_words(words: Words, report: Report, *, previous: Report | None = None) -> AppliedWords:
    """What `words` changes in `report`, and which of its texts were written for older figures.

    A text is stale where a figure it has `seen`, printed as the text prints it, now reads otherwise, or where the
    sentence now takes another variant. It is still used, except where it quotes a figure the sentence no longer has.
    Where a text has no `seen`, the figures of `previous` (the last run's report) stand in.
    """
    now = {place.id: place for place in places(report)}
    before = {place.id: place for place in places(previous)} if previous else {}
    used = {key: text for key, text in words.texts.items() if key in now}
    return AppliedWords(
        _overrides(used, now),
        _per_language(words.values),
        _per_language({segment: text for names in words.confirmed.values() for segment, text in names.items()}),
        tuple(words.confirmed),
        tuple(item for key, text in used.items() for item in _stale(now[key], text, before.get(key))),
        tuple(key for key in words.texts if key not in now),
    )


def _overrides(texts: Mapping[str, OwnText], now: Mapping[str, "Place"]) -> dict[str, dict[str, str]]:
    """The texts whose slots the report can fill, by language and by the key that `Wording` knows."""
    overrides: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for key, text in texts.items():
        for language, pattern in text.by_language().items():
            if set(slots_of(pattern)) <= set(now[key].slots):
                overrides[language][now[key].key] = pattern
    return overrides


def _per_language(texts: Mapping[str, Text]) -> dict[str, dict[str, str]]:
    return {
        language: {word: text[language] for word, text in texts.items() if text.get(language)} for language in LANGUAGES
    }


@dataclass(frozen=True)
class Place:
    """Somewhere in a report that a text of the consultant's may stand."""

    id: str  # as words.yml names it
    key: str  # as Wording.overrides names it
    slots: Mapping[str, Slot]
    pattern: str = ""  # the kit's own, for the formats of its slots
    variant: str = ""
    texts: Text = field(default_factory=dict)  # for texts that are facts already


def places(report: Report) -> Iterator[Place]:
    """Every place of `report`; one with a variant stands twice, under its id with and without it."""
    catalogue = read_catalogue("findings", LANGUAGES[0])
    for item in report.findings:
        yield from _finding_places(item, catalogue)
    of_schemes = (action for lines in report.chapters.lines.values() for action in lines)
    for action in (*of_schemes, *report.actions):
        for name in ACTION_FIELDS:
            key = f"action.{action.segment}.{name}"
            yield Place(key, key, text_slots(action), texts=getattr(action, name))
    for persona in report.chapters.personas:
        for name in PERSONA_FIELDS:
            key = f"persona.{persona.segment}.{name}"
            yield Place(key, key, portrait_slots(persona), texts=dict.fromkeys(LANGUAGES, ""))
    for task in report.plan:
        yield Place(f"task.{task.id}", f"task.{task.id}", {}, texts=task.text)


def _finding_places(item: Finding, catalogue: Mapping[str, str]) -> Iterator[Place]:
    own = own_key(item)
    if own:
        variant = item.id.removeprefix(base_id(item.id)).removeprefix(".")
        yield Place(own, own, item.slots, catalogue.get(item.id, ""), variant)
        return
    ids = [f"{item.id}.{part}" for part in _KPI_PARTS] if item.id.startswith("kpi.") else [item.id]
    for key in ids:
        variant = key.removeprefix(base_id(key)).removeprefix(".")
        for name in dict.fromkeys((base_id(key), key)):
            yield Place(name, f"findings.{key}", item.slots, catalogue.get(key, ""), variant)


def _stale(place: Place, text: OwnText, before: Place | None) -> Iterator[StaleText]:
    seen: dict[str, Slot] = dict(text.seen)
    if not seen and before is not None:
        seen = {**before.slots, VARIANT: before.variant}
    patterns = text.by_language().values()
    if seen.pop(VARIANT, place.variant) != place.variant:
        was = text.seen.get(VARIANT, before.variant if before else "")
        yield StaleText(place.id, VARIANT, was, place.variant, key=place.key)
    kinds = slots_of(place.pattern) | {name: kind for pattern in patterns for name, kind in slots_of(pattern).items()}
    for name in [*seen, *(name for pattern in patterns for name in slots_of(pattern) if name not in place.slots)]:
        now = place.slots.get(name)
        if name not in place.slots or _differ(seen[name], now, kinds.get(name, "")):
            yield StaleText(place.id, name, seen.get(name), now, kinds.get(name, ""), place.key)


def _differ(before: Slot, now: Slot, kind: str) -> bool:
    """Whether the two read differently: as printed, in either language, and at the decimals `before` was noted with."""
    if isinstance(before, float) and isinstance(now, float | int | Decimal) and _at_decimals_of(before, now) == before:
        return False
    voices = [Wording(language) for language in LANGUAGES]
    return any(_printed(before, kind, voice) != _printed(now, kind, voice) for voice in voices)


def _at_decimals_of(noted: float, value: float | Decimal) -> float:
    return round(float(value), max(0, -int(Decimal(str(noted)).as_tuple().exponent)))


def _printed(value: Slot, kind: str, words: Wording) -> str:
    return words.show(value, kind) if kind else str(value)


def stale_line(item: StaleText, words: Wording) -> str:
    """The flag beside a stale text: what it said then, what holds now."""
    if item.slot == VARIANT or item.now is None:
        return words("findings.stale.turned", id=item.id)
    before, now = (_printed(value, item.kind, words) for value in (item.before, item.now))
    return words("findings.stale.moved", id=item.id, before=before, now=now)


def task_text(task: Task, words: Wording) -> str:
    """A task's text, the consultant's own where there is one."""
    key = f"task.{task.id}"
    return words(key) if key in words.overrides else words.pick(task.text)
