"""Write a pack: its company's files, study, standard and words, a page for the trainer, and the truth apart."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa

from segkit.errors import StudyExists, UnknownPack
from segkit.source.packs.company import N_OWNERS, WORDS, Columns, Company, Plan, read_pack
from segkit.source.packs.dirt import soiled
from segkit.source.packs.draws import AS_OF, stream
from segkit.source.packs.pages import answers, readme
from segkit.source.sample.companions import write_text
from segkit.source.sample.files import csv_lines, quoted
from segkit.source.sample.profiles import salespeople
from segkit.source.yaml_lines import scalar

PACKS = ("shop", "cosmetics", "finance", "pharma", "service")  # in the order in which they are taught
SIZES = {"shop": 1_200, "cosmetics": 1_200, "finance": 1_000, "pharma": 1_200, "service": 1_200}
TRUTH, ANSWERS = "truth/客户真值.csv", "truth/答案.md"


@dataclass(frozen=True)
class PackReceipt:
    """What was written: the folder, each file's rows, and how many customers the company has."""

    folder: Path
    rows: Mapping[str, int]
    customers: int


def check_pack(pack: str) -> None:
    """Raise UnknownPack, with the nearest name and all names, where there is no such pack."""
    if pack not in PACKS:
        raise UnknownPack(pack, "".join(get_close_matches(pack, PACKS, n=1)), PACKS)


def make_company(plan: Plan) -> Company:
    """The company of a pack in memory; equal plans give equal companies.

    Raises
    ------
    UnknownPack
        There is no pack of that name.
    """
    check_pack(plan.pack)
    make: Callable[[Plan], Company] = import_module(f"segkit.source.packs.{plan.pack}").make
    return make(plan)


def write_pack(folder: Path, plan: Plan, *, force: bool = False) -> PackReceipt:
    """Write the whole pack into `folder`, which is made if absent; equal plans give equal bytes.

    Raises
    ------
    UnknownPack
        There is no pack of that name.
    StudyExists
        The folder holds a study already, and `force` was not asked for.
    """
    check_pack(plan.pack)
    if (folder / "study.yml").exists() and not force:
        raise StudyExists(str(folder / "study.yml"))
    company, words = make_company(plan), read_pack(plan.pack)
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    orders, dirt = soiled(stream(plan.pack, plan.seed, "dirt"), company.tables["orders"])
    tables: dict[str, Columns] = {**company.tables, "orders": orders}
    rows = {words["files"][key]["name"]: write_table(folder, words["files"][key], tables[key]) for key in tables}
    rows[TRUTH] = write_truth(folder, plan, company)
    for name in ("study", "standard"):
        write_text(folder / f"{name}.yml", (WORDS / f"{plan.pack}.{name}.yml").read_text(encoding="utf-8"))
    write_text(folder / "words.yml", english_names(plan.pack))
    write_text(folder / "README.md", readme(plan, rows))
    write_text(folder / ANSWERS, answers(plan.pack, {**company.figures, **dirt}))
    return PackReceipt(folder, rows, plan.customers)


def write_table(folder: Path, file: Mapping[str, Any], columns: Columns) -> int:
    """One of the company's files, as a workbook or as text; the number of rows."""
    path, cells = folder / file["name"], {title: columns[key] for key, title in file["columns"].items()}
    if path.suffix == ".xlsx":
        _write_workbook(path, file["sheet"], cells)
    else:
        path.write_bytes(_as_text(cells, file.get("encoding", "utf-8-sig")))
    return len(next(iter(cells.values())))


def _as_text(cells: Columns, encoding: str) -> bytes:
    """Comma-separated lines under a header; plain UTF-8 bears the mark by which Excel knows it."""
    table = [quoted(pa.array([title, *map(str, column)], pa.string())) for title, column in cells.items()]
    return csv_lines(table).decode("utf-8").encode(encoding)


def _write_workbook(path: Path, sheet_name: str, cells: Columns) -> None:
    """One sheet of text cells, days as dates; the same bytes every time."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime(AS_OF.year, AS_OF.month, AS_OF.day)})
        sheet = book.add_worksheet(sheet_name)
        sheet.write_row(0, 0, list(cells), book.add_format({"bold": True}))
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for place, (title, column) in enumerate(cells.items()):
            for row, cell in enumerate(column, start=1):
                if title.endswith("日期"):
                    sheet.write_datetime(row, place, datetime.fromisoformat(cell), day)
                elif cell:
                    sheet.write_string(row, place, str(cell))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(cells) - 1, 13)


def write_truth(folder: Path, plan: Plan, company: Company) -> int:
    """Each customer's planted segment by scheme, as the scheme's id and in Chinese; the number of rows."""
    names = read_pack(plan.pack)["truth"]
    ids = dict.fromkeys(company.tables["customers"]["customer_id"])
    cells: dict[str, Sequence[Any]] = {"customer_id": list(ids)}
    for scheme, segments in company.truth.items():
        cells[scheme] = segments.tolist()
        cells[f"{scheme}_名称"] = [names[scheme][segment] for segment in segments.tolist()]
    (folder / TRUTH).write_bytes(_as_text(cells, "utf-8-sig"))
    return len(ids)


def english_names(pack: str) -> str:
    """words.yml: the English name of every word that stands in the data."""
    words = read_pack(pack)
    lines = [f"# {words['company']['zh-CN']}（虚构示例）：数据中各个词的英文名称，英文报告据此显示。", "values:"]
    names: dict[str, str] = {}
    for group in words["values"].values():
        names |= group
    owners = zip(salespeople("zh-CN").to_pylist(), salespeople("en").to_pylist(), strict=True)
    names |= dict(list(owners)[:N_OWNERS]) | {name: entry["en"] for name, entry in words["products"].items()}
    return (
        "\n".join([*lines, *(f"  {scalar(name)}: {{en: {json.dumps(english)}}}" for name, english in names.items())])
        + "\n"
    )
