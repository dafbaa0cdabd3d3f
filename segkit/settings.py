"""YAML 1.2 files people write, read into strict models with every problem named by line and column."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError

from segkit.errors import (
    BadValue,
    ConfigMissing,
    ConfigUnreadable,
    MissingKey,
    Problems,
    RepeatedKey,
    SegkitError,
    UnknownKey,
)

Place = tuple[int, int]
KeyPath = tuple[int | str, ...]


class Strict(BaseModel):
    """A model that knows all its keys and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


Model = TypeVar("Model", bound=BaseModel)
Also = Callable[[CommentedMap, Path], Iterable[SegkitError]]


def read_settings(path: Path, model: type[Model], *, also: Also | None = None) -> Model:
    """`model` filled from the YAML file at `path`; `also` may find further problems in the raw document.

    Raises
    ------
    ConfigMissing, ConfigUnreadable, RepeatedKey
        There is no such file, it is not YAML, or a key stands twice in one place.
    Problems
        Everything else that is wrong, together: unknown and missing keys, values of a wrong kind.
    """
    document = read_yaml(path)
    found = list(also(document, path)) if also else []
    try:
        settings = model.model_validate(_plain(document))
    except ValidationError as error:
        raise Problems((*_problems(error, path, document, model), *found)) from None
    if found:
        raise Problems(tuple(found))
    return settings


def read_yaml(path: Path) -> CommentedMap:
    """The mapping a YAML file holds, with line numbers, to be read only; an empty file is an empty mapping."""
    if not path.is_file():
        raise ConfigMissing(str(path))
    try:
        document = _document(path.read_text(encoding="utf-8-sig"))
    except DuplicateKeyError as error:
        raise _repeated(error, path) from None
    except MarkedYAMLError as error:
        raise _unreadable(error, path) from None
    except UnicodeDecodeError as error:
        raise ConfigUnreadable(str(path), 1, 1, f"byte {error.start}") from None
    if document is None:
        return CommentedMap()
    if not isinstance(document, CommentedMap):
        raise ConfigUnreadable(str(path), 1, 1, str(document)[:40])
    return document


@lru_cache(maxsize=32)
def _document(text: str) -> Any:
    """What `text` holds; the same text is read once (a sample's `words.yml` costs 0.04 s, playbooks 0.1 s)."""
    return YAML(typ="rt").load(text)


def _repeated(error: DuplicateKeyError, path: Path) -> RepeatedKey:
    mark = error.problem_mark
    key = str(error.problem).split('"')[1] if '"' in str(error.problem) else ""
    return RepeatedKey(str(path), mark.line + 1, mark.column + 1, key)


def _unreadable(error: MarkedYAMLError, path: Path) -> ConfigUnreadable:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return ConfigUnreadable(str(path), line, column, str(error.problem or error.context))


def _plain(node: Any) -> Any:
    """The YAML tree as ordinary dicts, lists and scalars."""
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    if isinstance(node, bool) or node is None:
        return node
    for kind in (int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node


def _problems(
    error: ValidationError, path: Path, document: CommentedMap, model: type[BaseModel]
) -> Iterable[SegkitError]:
    for item in error.errors():
        where = tuple(part for part in item["loc"] if not (isinstance(part, str) and _is_tag(part)))
        line, column = place_of(document, where)
        key = ".".join(str(part) for part in where)
        if item["type"] == "extra_forbidden":
            yield UnknownKey(str(path), line, column, key, nearest(str(where[-1]), _known_keys(model, where[:-1])))
        elif item["type"] == "missing":
            yield MissingKey(str(path), line, column, key)
        else:
            yield BadValue(str(path), line, column, key, str(item["input"])[:60], _expected(item))


def _is_tag(part: str) -> bool:
    """Pydantic puts union and function names into paths; they are no keys of the file."""
    return "[" in part or part.startswith("function-") or part in {"str", "int", "float", "bool", "date"}


def _expected(item: Any) -> str:
    context = item.get("ctx", {})
    return str(context.get("expected") or context.get("error") or item["msg"])


def place_of(document: Any, where: KeyPath) -> Place:
    """Line and column, from 1, of the deepest part of `where` that the file holds."""
    node, place = document, (1, 1)
    for part in where:
        if isinstance(node, CommentedMap) and part in node:
            line, column = node.lc.key(part)
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line, column = node.lc.item(part)
        else:
            break
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
