"""The course's own sentences: what a check can say to a learner, from the catalogues `course` in the pack."""

import gettext
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from segkit.wording import LANGUAGES, Wording

DOMAIN = "course"


def compile_messages(sources: Path, target: Path) -> None:
    """Write `<language>/LC_MESSAGES/course.mo` below `target` from the `course.po` files below `sources`.

    Entries marked fuzzy are left out, as gettext does. Folders are made; the same text gives the same bytes.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for language in LANGUAGES:
        place = Path(_folder(language)) / "LC_MESSAGES"
        (target / place).mkdir(parents=True, exist_ok=True)
        with (sources / place / f"{DOMAIN}.po").open("rb") as file:
            catalog = read_po(file, locale=_folder(language))
        with (target / place / f"{DOMAIN}.mo").open("wb") as file:
            write_mo(file, catalog)


def read_messages(folder: Path, language: str) -> dict[str, str]:
    """The sentences by code; none where the pack has no catalogue of the language."""
    path = folder / _folder(language) / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        translations = gettext.GNUTranslations(file)
    catalog: Mapping[Any, str] = getattr(translations, "_catalog", {})
    return {key: text for key, text in catalog.items() if isinstance(key, str) and key and text}


def course_words(messages: Mapping[str, str], language: str, currency: str = "CNY") -> Wording:
    """A voice that knows the course's sentences beside the kit's own."""
    return Wording(language, currency, overrides=messages)


def has_sentence(words: Wording, key: str) -> bool:
    """Whether the course, or the kit's own catalogue `learn`, has a text of this key."""
    return key in words.overrides or (key.startswith("learn.") and words.has(key))


def _folder(language: str) -> str:
    """As gettext names the folder of a language."""
    return language.replace("-", "_")
