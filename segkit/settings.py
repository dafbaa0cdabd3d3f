"""YAML 1.2 files people write, read into strict models with every problem named by line and column."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from segkit.errors import (
    BadValue,
    MissingKey,
    Problems,
    SegkitError,
    UnknownKey,
)
from segkit.yaml_text import mapping_of, read_yaml

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
    ConfigMissing, ConfigUnreadable, ConfigTooLarge, RepeatedKey
        There is no such file, it is not YAML or more than a person writes, or a key stands twice in one place.
    Problems
        Everything else that is wrong, together: unknown and missing keys, values of a wrong kind.
    """
    return _filled(read_yaml(path), path, model, also)


def settings_of(text: str, name: str, model: type[Model]) -> Model:
    """`model` filled from YAML text that stands in no file but is called `name`; raises as `read_settings`."""
    return _filled(mapping_of(text, Path(name)), Path(name), model)


def _filled(document: CommentedMap, path: Path, model: type[Model], also: Also | None = None) -> Model:
    found = list(also(document, path)) if also else []
    try:
        settings = model.model_validate(plain(document))
    except ValidationError as error:
        raise Problems((*problems_of(error, path, document, model), *found)) from None
    if found:
        raise Problems(tuple(found))
    return settings


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
