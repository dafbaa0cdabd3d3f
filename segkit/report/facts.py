"""The report model on disk: `report.json`, versioned, with a JSON schema.

The dataclasses themselves stand in `segkit.facts`, on the ground floor, because each stage writes its own.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from segkit.facts import Report


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def write_report(report: Report, path: Path) -> None:
    """Write `report` as JSON, keys sorted, so that equal facts give equal bytes."""
    plain = _adapter().dump_python(report, mode="json")
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_report(path: Path) -> Report:
    """The report stored at `path`; pydantic's ValidationError if it is not one."""
    return _adapter().validate_json(path.read_bytes())


def report_schema() -> dict[str, Any]:
    """The JSON schema of `report.json`."""
    return _adapter().json_schema()
