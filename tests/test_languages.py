"""The two languages are equals: same keys, same slots, neither in the other's text."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from ruamel.yaml import YAML

from segkit.house import PACKAGE
from segkit.slot_formats import FORMATS
from segkit.wording import LANGUAGES

LOCALE = PACKAGE / "locale"
DOMAINS = sorted({path.stem for path in LOCALE.glob("*/LC_MESSAGES/*.po")})
BILINGUAL = sorted(
    path.relative_to(PACKAGE) for folder in ("strategy", "segments") for path in (PACKAGE / folder).rglob("*.yml")
)
CJK = re.compile(r"[\u3000-\u3012\u3014-\u303f\u3400-\u9fff\uff00-\uffef]")
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]*")
LATIN_SENTENCE = re.compile(r"(?:\b[A-Za-z]{2,}\b[ ,]+){3}[A-Za-z]{2,}")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;!?]|[\u4e00-\u9fff]:(?!//)")
# Names, codes and what the field writes in Latin letters; commands, file names and code are matched apart.
ALLOWED = {
    *(
        "BG",
        "MBG",
        "NBD",
        "Pareto",
        "Gamma-Gamma",
        "Calinski",
        "Harabasz",
        "Davies",
        "Bouldin",
    ),  # models by the names of their papers
    *("RFM", "R", "F", "M", "A", "B", "C", "D", "T", "K", "k", "n", "N", "x", "y", "p", "X", "I", "e", "s", "i", "Q"),
    *("K-means", "K-Means", "VIP", "App", "CRM", "F1", "AUC", "ARI", "CLV", "TGI", "CH", "DB", "ABCD", "B2B", "B2C"),
    *("PDF", "HTML", "XLSX", "CSV", "Excel", "YAML", "SQL", "DuckDB", "Spark", "Parquet", "JSON", "Python", "Jupyter"),
    *(
        "UTF-8",
        "UTF-16",
        "GB18030",
        "GBK",
        "BOM",
        "ID",
        "id",
        "URL",
        "MB",
        "GB",
        "TB",
        "KB",
        "kB",
        "B",
        "SQLite",
        "TSV",
    ),
    *(
        "Pango",
        "HarfBuzz",
        "JupyterLab",
        "Windows",
        "macOS",
        "Linux",
        "Debian",
        "Ubuntu",
        "Chromium",
        "Ctrl",
        "OFL",
        "UnionID",
    ),
}
TECHNICAL = {
    "cli",
    "clean",
    "doctor",
    "errors",
    "settings",
    "source",
}  # they quote what a person types or reads in a file
CODE = re.compile(
    r"\{[^{}]*\}|`[^`]*`|[\w./-]+\.(?:yml|csv|xlsx?|pdf|html|json|py|ipynb|md|parquet|lock|toml|txt|svg)\b"
    r"|(?:segkit|make|apt-get|apt|dnf|brew|conda|pip|uv|sudo|export|git)(?: [\w./=\-]+)+|--?[a-z][\w-]*|\bhttps?://\S+"
    r"|\b[a-z]+(?:_[a-z0-9]+)+\b|\b[a-z]+\([^)]*\)|\$\{\w+\}|\bsegkit\b"
)


def texts(domain: str, language: str) -> dict[str, str]:
    path = LOCALE / language.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"
    with path.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


def slots(pattern: str) -> set[str]:
    return {name.split(".")[0] for _, name, _, _ in Formatter().parse(pattern) if name}


def kinds(pattern: str) -> set[str]:
    return {spec for _, name, spec, _ in Formatter().parse(pattern) if name and spec}


def pairs(node: object, where: str = "") -> list[tuple[str, dict[str, str]]]:
    """Every `{zh-CN: …, en: …}` below a YAML node."""
    if isinstance(node, dict):
        if set(node) & set(LANGUAGES):
            return [(where, node)]
        return [pair for key, value in node.items() for pair in pairs(value, f"{where}.{key}")]
    if isinstance(node, list):
        return [pair for at, value in enumerate(node) for pair in pairs(value, f"{where}[{at}]")]
    return []


def yaml_pairs(path: Path) -> list[tuple[str, dict[str, str]]]:
    return pairs(YAML(typ="safe").load(PACKAGE / path))


def latin_words(text: str) -> set[str]:
    found = LATIN_WORD.findall(CODE.sub(" ", text))
    return {word.strip(".-") for word in found} - ALLOWED - {""}


def latin_sentences(text: str) -> set[str]:
    return set(LATIN_SENTENCE.findall(CODE.sub(" ", text)))


def test_both_languages_have_the_same_catalogues():
    chinese, english = (
        {path.name for path in (LOCALE / name / "LC_MESSAGES").glob("*.po")} for name in ("zh_CN", "en")
    )
    assert chinese == english


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_catalogue_has_the_same_keys_in_both_languages_and_no_empty_text(domain):
    chinese, english = (texts(domain, language) for language in LANGUAGES)
    assert chinese.keys() == english.keys()
    assert [key for key in chinese if not chinese[key] or not english[key]] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_texts_of_a_key_fill_the_same_slots(domain):
    chinese, english = (texts(domain, language) for language in LANGUAGES)
    assert {key: slots(chinese[key]) for key in chinese} == {key: slots(english[key]) for key in english}


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_slot_has_a_format_that_can_be_printed(domain):
    unknown = {
        (key, kind)
        for language in LANGUAGES
        for key, pattern in texts(domain, language).items()
        for kind in kinds(pattern)
        if kind not in FORMATS and not re.fullmatch(r"[<>^]?[+,]?\d*(?:\.\d+)?[a-z%]?", kind)
    }
    assert unknown == set()


@pytest.mark.parametrize("domain", DOMAINS)
def test_chinese_texts_hold_no_english_and_english_ones_no_chinese(domain):
    foreign = latin_sentences if domain in TECHNICAL else latin_words
    english_in_chinese = {key: words for key, text in texts(domain, "zh-CN").items() if (words := foreign(text))}
    chinese_in_english = {key: text for key, text in texts(domain, "en").items() if CJK.search(CODE.sub("", text))}
    assert (english_in_chinese, chinese_in_english) == ({}, {})


@pytest.mark.parametrize("domain", DOMAINS)
def test_chinese_texts_use_full_width_punctuation(domain):
    assert [text for text in texts(domain, "zh-CN").values() if HALF_WIDTH.search(CODE.sub("", text))] == []


@pytest.mark.parametrize("path", BILINGUAL, ids=str)
def test_a_bilingual_file_has_both_sides_with_the_same_slots(path):
    for where, pair in yaml_pairs(path):
        assert set(pair) == set(LANGUAGES), where
        assert slots(pair["zh-CN"]) == slots(pair["en"]), where


@pytest.mark.parametrize("path", BILINGUAL, ids=str)
def test_a_bilingual_file_keeps_its_languages_apart(path):
    for where, pair in yaml_pairs(path):
        assert not latin_words(pair["zh-CN"]), where
        assert not HALF_WIDTH.search(CODE.sub("", pair["zh-CN"])), where
        assert not CJK.search(CODE.sub("", pair["en"])), where
