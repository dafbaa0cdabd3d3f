"""YAML 1.2 files people write, read into strict models with every problem named by line and column."""

import operator
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import reduce
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

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
PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "id",
    r"^#[0-9A-Fa-f]{6}$": "colour",
}  # key of `errors.expected`, by what a text must look like
Place = tuple[int, int]
KeyPath = tuple[int | str, ...]


class Misfit(ValueError):
    """A value that does not fit those beside it: under which `key`, and what is expected as `BadValue` says it."""

    def __init__(self, key: str, expected: str, found: str = "") -> None:
        super().__init__(expected)
        self.key, self.found = key, found


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
        raise Problems(_in_order(*problems_of(error, path, document, model), *found)) from None
    if found:
        raise Problems(_in_order(*found))
    return settings


def _in_order(*problems: SegkitError) -> tuple[SegkitError, ...]:
    """The problems as the file's reader meets them; those that name no line first."""
    return tuple(sorted(problems, key=lambda one: (getattr(one, "line", 0), getattr(one, "column", 0))))


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
        where = _keys_of(item, node_at(document, above))
        if item["type"] == "extra_forbidden":
            near = nearest(str(where[-1]), _known_keys(model, item["loc"][:-1]))
            yield UnknownKey(str(path), *_place_and_key(document, above, where), near)
        elif item["type"] == "missing":
            yield MissingKey(str(path), *_place_and_key(document, above, where))
        elif not _asks_mapping_for_text(item):
            expected = expected_of(item)
            yield BadValue(str(path), *_place_and_key(document, above, where), _found(item)[:60], expected)


def _place_and_key(document: CommentedMap, above: KeyPath, where: KeyPath) -> tuple[int, int, str]:
    whole = (*above, *where)
    return (*place_of(document, whole), ".".join(map(str, whole)))


def _keys_of(item: Any, node: Any) -> KeyPath:
    """The path as the file's keys, without what Pydantic puts into it: names of unions, functions and their choices.

    What is not there is named last and kept: an unknown key may be called anything.
    """
    keys: list[int | str] = []
    loc = item["loc"] or ("",)
    for at, part in enumerate(loc):
        is_last = at == len(loc) - 1
        if _is_there(node, part):
            node = node[part]
            keys.append(part)
        elif is_last and (item["type"] in ("missing", "extra_forbidden") or part == ""):
            keys.append(part)
    fault = item.get("ctx", {}).get("error")
    if isinstance(fault, Misfit):
        keys = [*(key for key in keys if key != ""), fault.key]  # of the whole file, pydantic names no key
    if item["type"].startswith("union_tag"):
        keys.append(_discriminator(item))
    return tuple(keys)


def _is_there(node: Any, part: int | str) -> bool:
    if isinstance(node, Mapping):
        return part in node
    return isinstance(node, list) and isinstance(part, int) and part < len(node)


def node_at(node: Any, where: KeyPath) -> Any:
    """What stands at `where` below a node of the YAML tree; None where there is nothing."""
    for part in where:
        if not _is_there(node, part):
            return None
        node = node[part]
    return node


def _discriminator(item: Any) -> str:
    return str(item["ctx"]["discriminator"]).strip("'")


def _found(item: Any) -> str:
    """The value that does not fit; of a wrong kind of mapping the kind."""
    fault, value = item.get("ctx", {}).get("error"), item["input"]
    if isinstance(fault, Misfit) and isinstance(value, Mapping):
        return fault.found or str(value.get(fault.key, ""))
    return str(item["ctx"].get("tag", "")) if item["type"].startswith("union_tag") else str(value)


def _asks_mapping_for_text(item: Any) -> bool:
    """Whether a choice between a name and a mapping says that a mapping is no name: what is wrong inside is told."""
    is_choice = len(item["loc"]) > 1 and item["loc"][-1] == "str"
    return is_choice and item["type"] == "string_type" and isinstance(item["input"], Mapping)


def _is_tag(part: int | str) -> bool:
    """Pydantic puts union and function names into paths; they are no keys of the file."""
    if isinstance(part, int):
        return False
    return "[" in part or part.startswith("function-") or part in {"str", "int", "float", "bool", "date"}


def expected_of(item: Any) -> str:
    """What should stand there: a key of `errors.expected`, or signs that need no language."""
    context, kind = item.get("ctx", {}), str(item["type"])
    if kind == "literal_error":
        return _choices(str(context["expected"]).replace(" or ", ", "), str(item["input"]))
    if kind.startswith("union_tag"):
        return _choices(str(context.get("expected_tags", "")), str(context.get("tag", "")))
    bounds = [f"{sign} {context[name]}" for name, sign in BOUNDS.items() if name in context]
    if "pattern" in context:
        return PATTERNS.get(str(context["pattern"]), str(context["pattern"]))
    if bounds or kind in ("value_error", "assertion_error"):
        return bounds[0] if bounds else str(context["error"])
    return next((key for key, starts in EXPECTED.items() if kind.startswith(starts)), "other")


def _choices(listed: str, found: str) -> str:
    """The values that may stand there, the one most like the one found first."""
    choices = listed.replace("'", "").split(", ")
    near = nearest(found, choices)
    return ", ".join(sorted(choices, key=lambda one: one != near))


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
    """The keys that `model` knows at `where`, which may hold the names of Pydantic's choices."""
    here: Any = model
    for part in where:
        here = here if _is_tag(part) else _inside(here, part)
    return list(here.model_fields) if isinstance(here, type) and issubclass(here, BaseModel) else []


def _inside(kind: Any, part: int | str) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(part))
        return _bare(field.annotation) if field else None
    if get_origin(kind) in (Union, UnionType) and isinstance(part, str):
        return next((one for one in map(_bare, get_args(kind)) if _is_called(one, part)), None)
    arguments = get_args(kind)
    return _bare(arguments[-1] if get_origin(kind) is dict else arguments[0]) if arguments else None


def _is_called(kind: Any, name: str) -> bool:
    """Whether a choice of a union is the one that its `kind` names."""
    field = kind.model_fields.get("kind") if isinstance(kind, type) and issubclass(kind, BaseModel) else None
    return field is not None and name in get_args(field.annotation)


def _bare(kind: Any) -> Any:
    """`X` out of `X | None`, and a choice of several without its marks."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        options = [_bare(one) for one in get_args(kind) if one is not type(None)]
        models = [one for one in _flattened(options) if isinstance(one, type) and issubclass(one, BaseModel)]
        return reduce(operator.or_, models) if len(models) > 1 else next(iter(options), None)
    return kind


def _flattened(options: Iterable[Any]) -> Iterable[Any]:
    for one in options:
        yield from get_args(one) if get_origin(one) in (Union, UnionType) else (one,)
