"""What stands beside the tables: the study, its standard and its words, with their days moved and their people gone."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from segkit.anonymise.cells import hidden_id
from segkit.anonymise.hiding import Hiding
from segkit.columns import UNKNOWN
from segkit.settings import plain
from segkit.study import Study
from segkit.wording import LANGUAGES, Wording
from segkit.yaml_text import read_yaml

KEPT_READ = (
    "amount_unit",
    "unit_words",
    "decimal_mark",
    "rates",
)  # of `read:`: how amounts are written, while they stay as they are
PLAIN_FORM = {"encoding": "utf-8", "delimiter": ",", "quote": "double", "header": 1}
PEOPLE = ("prepared", "checked", "approved", "number", "checked_by", "approved_by", "who")  # who signed, and where
PROSE = ("goal", "reason", "description", "texts")  # keys of the standard and the words under which people write freely
ISO_DAY = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
HEADINGS = {"study": "anonymise.study.head", "standard": "anonymise.standard.head", "words": "anonymise.words.head"}


def hidden_text(text: str, hiding: Hiding, *, is_prose: bool) -> str:
    """A text of a settings file: its days moved, salespeople by their stand-ins; in prose customers starred out.

    Ids, names of segments and conditions are no prose: a customer who calls himself gold shall spoil no rule.
    """

    def moved(hit: re.Match[str]) -> str:
        try:
            return (date.fromisoformat(hit[0]) - hiding.calendar.shift).isoformat()
        except (ValueError, OverflowError):
            return hit[0]

    for name, stand_in in hiding.owners.items():
        text = text.replace(name, stand_in)
    text = ISO_DAY.sub(moved, text)
    return hiding.masker.mask_names(text) if is_prose else text


def hidden_tree(node: Any, hiding: Hiding, under: str = "") -> Any:
    """A settings file's tree as the class may see it; keys stay, but for who signed. `under`: the key above it."""
    if isinstance(node, Mapping):
        kept = {key: value for key, value in node.items() if key not in PEOPLE or isinstance(value, Mapping)}
        signed = dict.fromkeys((key for key in node if key == "who"), "–")  # an override has to name one
        inner = {key: under if key in LANGUAGES or under in PROSE else str(key) for key in kept}
        return {key: hidden_tree(value, hiding, inner[key]) for key, value in kept.items()} | signed
    if isinstance(node, list):
        return [hidden_tree(value, hiding, under) for value in node]
    if isinstance(node, date):
        return node - hiding.calendar.shift
    if under in ("customer", "customers"):
        return hidden_id(str(node), hiding.secret, "customer", as_written=hiding.as_written)
    return hidden_text(node, hiding, is_prose=under in PROSE) if isinstance(node, str) else node


def hidden_study(
    study: Study, study_file: Path, sources: Mapping[str, Mapping[str, Any]], hiding: Hiding
) -> dict[str, Any]:
    """The study of the new folder; `sources` are its tables as `study.yml` states them."""
    document = plain(read_yaml(study_file)) | {"sources": dict(sources), "words": "words.yml"}
    if study.as_of:
        document["as_of"] = study.as_of - hiding.calendar.shift
    for key, name in (("brand", "brand"), ("standard", "standard.yml")):
        document |= {key: name} if document.get(key) else {}
    if isinstance(document.get("report"), dict):
        document["report"] = {key: value for key, value in document["report"].items() if key not in PEOPLE}
    if hiding.factor is not None:
        limit = study.cleaning.amount_limit * hiding.factor
        document["cleaning"] = {**(document.get("cleaning") or {}), "amount_limit": float(round(limit, 2))}
    return document


def hidden_standard(path: Path, hiding: Hiding) -> tuple[dict[str, Any], int]:
    """The standard without tags that a list gives, for a list holds customers; and how many of those there were."""
    tree = hidden_tree(plain(read_yaml(path)), hiding)
    groups = tree.get("tags") or []
    n_listed = sum(bool(tag.get("list")) for group in groups for tag in group.get("tags", []))
    for group in groups:
        group["tags"] = [tag for tag in group.get("tags", []) if not tag.get("list")]
    if groups:
        tree["tags"] = [group for group in groups if group["tags"]]
    return tree, n_listed


def hidden_words(path: Path | None, hiding: Hiding, language: str) -> dict[str, Any]:
    """The company's own words; those of people and of merged groups go, and the new words get their other language."""
    tree = hidden_tree(plain(read_yaml(path)), hiding) if path else {}
    gone = {UNKNOWN, *hiding.owners, *(value for values in hiding.small.values() for value in values)}
    values = {key: text for key, text in (tree.get("values") or {}).items() if key not in gone}
    values = {key: text for key, text in values.items() if hiding.masker.mask_names(key) == key}
    return tree | {"values": values | _new_words(hiding, language)}


def _new_words(hiding: Hiding, language: str) -> dict[str, dict[str, str]]:
    """The stand-ins of salespeople and the word for merged groups, in the language that the data does not speak."""
    other = next(name for name in LANGUAGES if name != language)
    said = Wording(other)
    before = len(hiding.words.owner)
    owners = {mine: {other: said("anonymise.word.owner") + mine[before:]} for mine in sorted(hiding.owners.values())}
    return owners | {hiding.words.other: {other: said("anonymise.word.other")}}


def stated_source(
    columns: Mapping[str, str], files: list[str], read: Mapping[str, Any], *, is_scaled: bool
) -> dict[str, Any]:
    """A table of the new folder as `study.yml` states it: plain UTF-8, and of reading only how amounts are written."""
    kept = {} if is_scaled else {key: read[key] for key in KEPT_READ if read.get(key)}
    return {"file": files if len(files) > 1 else files[0], "columns": dict(columns), "read": PLAIN_FORM | kept}


def write_settings(path: Path, tree: Mapping[str, Any], words: Wording) -> None:
    """Write a settings file under a line that says where it came from."""
    yaml = YAML()
    yaml.allow_unicode, yaml.width = True, 120
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"# {words(HEADINGS[path.stem])}\n")
        yaml.dump(dict(tree), file)
