"""YAML 1.2 as people write it, read as plain data: no tag builds an object, nothing swells, slips have places."""

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedOrderedMap, CommentedSeq
from ruamel.yaml.composer import MaxDepthExceededError
from ruamel.yaml.constructor import ConstructorError, DuplicateKeyError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, StringMark
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.scanner import RoundTripScanner, ScannerError
from ruamel.yaml.tokens import TagToken

from segkit.errors import ConfigMissing, ConfigTooLarge, ConfigUnreadable, RepeatedKey

FOREIGN_TAG = re.compile(r"!(?!!(?:int|float|str|bool|null|seq|map|omap|set|timestamp|binary)\b)")
SLIPS = (ValueError, ArithmeticError, TypeError, AttributeError, LookupError)  # of the library, over odd tags
DEEPEST, MOST_VALUES = 40, 50_000  # of a whole file with its aliases written out; the largest we ship has 1,000


def read_yaml(path: Path) -> CommentedMap:
    """The mapping a YAML file holds, with line numbers, to be read only; an empty file is an empty mapping.

    Raises
    ------
    ConfigMissing, ConfigUnreadable, ConfigTooLarge, RepeatedKey
        As `read_settings`.
    """
    if not os.path.isfile(path):
        raise ConfigMissing(str(path))
    try:
        return mapping_of(path.read_text(encoding="utf-8-sig"), path)
    except UnicodeDecodeError as error:
        raise ConfigUnreadable(str(path), 1, 1, f"byte {error.start}") from None


def mapping_of(text: str, path: Path) -> CommentedMap:
    """The mapping that `text` holds; `path` is what problems call it."""
    try:
        document = _document(text)
        _check_tags(text, path)
    except DuplicateKeyError as error:
        raise _repeated(error, path) from None
    except MaxDepthExceededError as error:
        raise _too_large(error.problem_mark.line, error.problem_mark.column, path) from None
    except MarkedYAMLError as error:
        raise _unreadable(error, text, path) from None
    if document is None:
        return CommentedMap()
    if not isinstance(document, CommentedMap):
        raise ConfigUnreadable(str(path), 1, 1, str(document)[:40])
    if large := _first_beyond(document):
        raise _too_large(large.lc.line, large.lc.col, path)
    return document


class _Constructor(RoundTripConstructor):
    """What looks like a number or a day and is none, such as 2024-02-30, stays text: the model tells what belongs."""

    def construct_non_recursive_object(self, node: Any, tag: str | None = None) -> Any:
        try:
            return super().construct_non_recursive_object(node, tag)
        except SLIPS as error:
            if isinstance(node, ScalarNode):
                return node.value
            raise ConstructorError(None, None, str(error), node.start_mark) from None


class _Scanner(RoundTripScanner):
    """Where a sign cannot be read, such as `\\U00110000`, the place is told."""

    def fetch_more_tokens(self) -> Any:
        try:
            return super().fetch_more_tokens()
        except SLIPS as error:
            raise ScannerError(None, None, str(error), self.reader.get_mark()) from None


@lru_cache(maxsize=32)
def _document(text: str) -> Any:
    """What `text` holds; the same text is read once (a sample's `words.yml` costs 0.04 s, playbooks 0.1 s).

    Raises
    ------
    MarkedYAMLError
        With the place of what is wrong; of what the library itself trips over, the beginning.
    """
    yaml = YAML(typ="rt")
    yaml.Scanner, yaml.Constructor, yaml.max_depth = _Scanner, _Constructor, DEEPEST
    yaml.composer.warn_double_anchors = False
    try:
        return yaml.load(text)
    except ReaderError as error:
        raise MarkedYAMLError(problem=str(error.reason), problem_mark=_mark(text, error.position)) from None
    except SLIPS as error:
        raise MarkedYAMLError(problem=str(error), problem_mark=_mark(text, 0)) from None


def _mark(text: str, position: int) -> StringMark:
    """A place in the text as the library tells it."""
    before = text[:position]
    return StringMark("", position, before.count("\n"), position - before.rfind("\n") - 1, text, position)


def _first_beyond(document: CommentedMap) -> Any:
    """The first collection beyond what a person writes: too deep, or too many values with all aliases written out."""
    left = MOST_VALUES
    stack: list[tuple[Any, int]] = [(document, 1)]
    while stack:
        node, depth = stack.pop()
        left -= len(node)
        if left < 0 or depth > DEEPEST:
            return node
        values = node.values() if isinstance(node, Mapping) else node
        stack += [
            (one, depth + 1) for one in values if isinstance(one, CommentedMap | CommentedSeq | CommentedOrderedMap)
        ]
    return None


def _too_large(line: int, column: int, path: Path) -> ConfigTooLarge:
    return ConfigTooLarge(str(path), line + 1, column + 1, DEEPEST, MOST_VALUES)


def _repeated(error: DuplicateKeyError, path: Path) -> RepeatedKey:
    mark = error.problem_mark
    key = str(error.problem).split('"')[1] if '"' in str(error.problem) else ""
    return RepeatedKey(str(path), mark.line + 1, mark.column + 1, key)


def _unreadable(error: MarkedYAMLError, text: str, path: Path) -> ConfigUnreadable:
    """The place, and what stands there: the parser's own words are English."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = [*text.splitlines(), ""]
    return ConfigUnreadable(str(path), line, column, lines[min(line, len(lines)) - 1].strip()[:60])


def _check_tags(text: str, path: Path) -> None:
    """Raise where a tag stands that names no kind of plain data: it would say what object to build."""
    for token in YAML(typ="rt").scan(text) if FOREIGN_TAG.search(text) else ():
        if isinstance(token, TagToken) and FOREIGN_TAG.match(text, token.start_mark.index):
            raise ConfigUnreadable(str(path), token.start_mark.line + 1, token.start_mark.column + 1, "!")
