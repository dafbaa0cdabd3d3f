"""What a learner hands in: a JSON file with outcomes and small results, tables as CSV beside it, the saved notebook.

Nothing is pickled. Names of files bear every system, sizes are capped, and what is too large is named, not written.
"""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unicodedata import normalize

from segkit.errors import NameNeeded
from segkit.house import is_reserved

MOST_BYTES = 4_000_000  # of one result or notebook
MOST_TEXT = 20_000  # letters of a result inside the JSON
LONGEST_NAME = 40
FORBIDDEN = re.compile(r'[<>:"/\\|?*\s\x00-\x1f\x7f-\x9f\u200b-\u202e\u2066-\u2069]+')
SIMPLE = (str, int, float, bool, type(None))


def safe_name(who: str) -> str:
    """`who` as part of a file's name on every system: at most 40 letters, no separators, no device of Windows.

    Raises
    ------
    NameNeeded
        Nothing is left of it.
    """
    name = FORBIDDEN.sub("-", normalize("NFC", str(who))).strip("-. ")[:LONGEST_NAME].rstrip("-. ")
    if not name:
        raise NameNeeded(str(who))
    return f"_{name}" if is_reserved(name) else name


def write_hand_in(folder: Path, stem: str, told: Mapping[str, Any], results: Mapping[str, Mapping[str, Any]]) -> Path:
    """Write `folder/<stem>.json` and `folder/<stem>/<exercise>.<name>.csv`; the JSON's path.

    Parameters
    ----------
    told
        Who, which lesson and company, and each exercise's outcome.
    results
        By exercise, the learner's results by name; `...` and what is missing is left out. Numbers, texts, lists and
        dicts go into the JSON, columns and tables of pandas into CSV files, anything else is named by its type.
    """
    tables = folder / stem
    shutil.rmtree(tables, ignore_errors=True)  # an earlier hand-in of the same learner
    written = {
        exercise: {name: _written(value, tables / f"{exercise}.{safe_name(name)}.csv") for name, value in named.items()}
        for exercise, named in results.items()
    }
    path = folder / f"{stem}.json"
    text = json.dumps({**told, "results": written}, ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(text, encoding="utf-8")
    return path


def copy_notebook(notebook: Path | None, target: Path) -> bool:
    """Copy the notebook as it was last saved; False where there is none, or it is too large."""
    if notebook is None or not notebook.is_file() or notebook.stat().st_size > MOST_BYTES:
        return False
    shutil.copyfile(notebook, target)
    return True


def _written(value: Any, path: Path) -> dict[str, Any]:
    """A result's entry in the JSON."""
    if hasattr(value, "to_csv"):
        return _table(value, path)
    plain = _plain(value)
    if plain is _NO_JSON:
        return {"type": type(value).__name__}
    if len(json.dumps(plain, ensure_ascii=False)) > MOST_TEXT:
        return {"type": type(value).__name__, "too_large": True}
    return {"value": plain}


def _table(value: Any, path: Path) -> dict[str, Any]:
    entry = {"type": type(value).__name__, "rows": len(value)}
    text = value.to_csv(lineterminator="\n").encode("utf-8-sig")
    if len(text) > MOST_BYTES:
        return {**entry, "too_large": True}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    return {**entry, "file": f"{path.parent.name}/{path.name}"}


_NO_JSON: Any = object()


def _plain(value: Any) -> Any:
    """A value as JSON holds it; `_NO_JSON` for what is no plain value."""
    if isinstance(value, float) and not (abs(value) < float("inf")):  # also what is no number
        return None
    if isinstance(value, SIMPLE):
        return value
    if isinstance(value, Mapping):
        return _each({str(key): _plain(item) for key, item in value.items()})
    if isinstance(value, list | tuple | set | frozenset):
        return _each([_plain(item) for item in value])
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    return value.isoformat() if hasattr(value, "isoformat") else _NO_JSON


def _each(items: Any) -> Any:
    inner = items.values() if isinstance(items, dict) else items
    return _NO_JSON if any(item is _NO_JSON for item in inner) else items
