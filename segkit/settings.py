"""YAML 1.2 files people write, read into strict models with every problem named by line and column."""

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedOrderedMap, CommentedSeq
from ruamel.yaml.composer import MaxDepthExceededError
from ruamel.yaml.constructor import ConstructorError, DuplicateKeyError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, StringMark
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.scanner import RoundTripScanner, ScannerError
from ruamel.yaml.tokens import TagToken

from segkit.errors import (
    BadValue,
    ConfigMissing,
    ConfigTooLarge,
    ConfigUnreadable,
    MissingKey,
    Problems,
    RepeatedKey,
    SegkitError,
    UnknownKey,
)

BOUNDS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "min_length": "≥", "max_length": "≤"}
EXPECTED: dict[str, tuple[str, ...]] = {  # key of `errors.expected`: how pydantic's kinds of error begin
    "text": ("string",),
    "whole": ("int",),
    "number": ("float", "decimal", "finite"),
    "date": ("date",),
    "truth": ("bool",),
    "list": ("tuple", "list"),
    "mapping": ("dict", "model", "dataclass"),
}
FOREIGN_TAG = re.compile(r"!(?!!(?:int|float|str|bool|null|seq|map|omap|set|timestamp|binary)\b)")
Place = tuple[int, int]
KeyPath = tuple[int | str, ...]
SLIPS = (ValueError, ArithmeticError, TypeError, AttributeError, LookupError)  # of the library, over odd tags
DEEPEST, MOST_VALUES = 40, 50_000  # of a whole file with its aliases written out; the largest we ship has 1,000


class Strict(BaseModel):
    """A model that knows all its keys and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


Model = TypeVar("Model", bound=BaseModel)
Also = Callable[[CommentedMap, Path], Iterable[SegkitError]]


def read_settings(path: Path, model: type[Model], *, also: Also | None = None) -> Model:
    """`model` filled from the YAML file at `path`; `also` may find further problems in the raw document.

    Raises
    ------
    ConfigMissing, ConfigUnreadable, ConfigTooLarge, RepeatedKey
        There is no such file, it is not YAML or more than a person writes, or a key stands twice in one place.
    Problems
        Everything else that is wrong, together: unknown and missing keys, values of a wrong kind.
    """
    document = read_yaml(path)
    found = list(also(document, path)) if also else []
    try:
        settings = model.model_validate(plain(document))
    except ValidationError as error:
        raise Problems((*problems_of(error, path, document, model), *found)) from None
    if found:
        raise Problems(tuple(found))
    return settings


def read_yaml(path: Path) -> CommentedMap:
    """The mapping a YAML file holds, with line numbers, to be read only; an empty file is an empty mapping.

    Raises
    ------
    ConfigMissing, ConfigUnreadable, ConfigTooLarge, RepeatedKey
        As `read_settings`.
    """
    if not path.is_file():
        raise ConfigMissing(str(path))
    try:
        text = path.read_text(encoding="utf-8-sig")
        document = _document(text)
        _check_tags(text, path)
    except DuplicateKeyError as error:
        raise _repeated(error, path) from None
    except MaxDepthExceededError as error:
        raise _too_large(error.problem_mark.line, error.problem_mark.column, path) from None
    except MarkedYAMLError as error:
        raise _unreadable(error, text, path) from None
    except UnicodeDecodeError as error:
        raise ConfigUnreadable(str(path), 1, 1, f"byte {error.start}") from None
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


def plain(node: Any) -> Any:
    """The YAML tree of `read_yaml` as ordinary dicts, lists and scalars."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    if isinstance(node, bool) or node is None:
        return node
    for kind in (int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node


def problems_of(
    error: ValidationError, path: Path, document: CommentedMap, model: type[BaseModel], above: KeyPath = ()
) -> Iterable[SegkitError]:
    """What `model` found wrong, each with its place in `document`, of which the part under `above` was checked."""
    for item in error.errors():
        where = _keys_of(item)
        line, column = place_of(document, (*above, *where))
        key = ".".join(str(part) for part in (*above, *where))
        if item["type"] == "extra_forbidden":
            yield UnknownKey(str(path), line, column, key, nearest(str(where[-1]), _known_keys(model, where[:-1])))
        elif item["type"] == "missing":
            yield MissingKey(str(path), line, column, key)
        else:
            yield BadValue(str(path), line, column, key, str(item["input"])[:60], expected_of(item))


def _keys_of(item: Any) -> KeyPath:
    """The path without what Pydantic puts into it; an unknown key, which comes last, may be called anything."""
    *above, last = item["loc"] or ("",)
    is_key = item["type"] == "extra_forbidden"
    return (*(part for part in above if not _is_tag(part)), *([last] if is_key or not _is_tag(last) else []))


def _is_tag(part: int | str) -> bool:
    """Pydantic puts union and function names into paths; they are no keys of the file."""
    if isinstance(part, int):
        return False
    return "[" in part or part.startswith("function-") or part in {"str", "int", "float", "bool", "date"}


def expected_of(item: Any) -> str:
    """What should stand there: a key of `errors.expected`, or signs that need no language."""
    context, kind = item.get("ctx", {}), str(item["type"])
    if kind == "literal_error":
        return str(context["expected"]).replace("'", "").replace(" or ", ", ")
    bounds = [f"{sign} {context[name]}" for name, sign in BOUNDS.items() if name in context]
    if bounds or "pattern" in context or "error" in context:
        return bounds[0] if bounds else str(context.get("pattern") or context["error"])
    return next((key for key, starts in EXPECTED.items() if kind.startswith(starts)), "other")


def place_of(document: Any, where: KeyPath) -> Place:
    """Line and column, from 1, of the deepest part of `where` that the file holds; a merged key (`<<`) has no place."""
    node, place = document, (1, 1)
    for part in where:
        is_there = isinstance(node, CommentedMap) and part in node
        if not is_there and not (isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node)):
            break
        line, column, *_ = (node.lc.data or {}).get(part, (place[0] - 1, place[1] - 1))
        node, place = node[part], (line + 1, column + 1)
    return place


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word closest to `word`, or nothing."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.5)), "")


def _known_keys(model: type[BaseModel], where: KeyPath) -> list[str]:
    """The keys that `model` knows at `where`."""
    here: Any = model
    for part in where:
        here = _inside(here, part)
    return list(here.model_fields) if isinstance(here, type) and issubclass(here, BaseModel) else []


def _inside(kind: Any, part: int | str) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(part))
        return _bare(field.annotation) if field else None
    arguments = get_args(kind)
    return _bare(arguments[-1] if get_origin(kind) is dict else arguments[0]) if arguments else None


def _bare(kind: Any) -> Any:
    """`X` out of `X | None`."""
    if get_origin(kind) in (Union, UnionType):
        return next((_bare(option) for option in get_args(kind) if option is not type(None)), None)
    return kind
