"""Orders in several files, in heads and lines, with other days and amounts: each comes out as a study that runs."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from segkit.anonymise.secret import open_secret
from segkit.anonymise.write import anonymise_study, cleaned
from segkit.courseware.companies import write_company
from segkit.study import read_study

pytestmark = pytest.mark.slow
HEADER = "订单号,会员号,下单时间,实付金额"
LINES = [
    f"D{10_000 + n},M{500_000 + n % 9},2025-{1 + n % 6:02}-{1 + n % 27:02},{20 + n}.50" for n in range(120)
]  # nine customers, six months
BASE = "company: {zh-CN: 湖畔小店, en: Lakeside}\nas_of: 2025-07-31\n"
COLUMNS = "{order_id: 订单号, customer_id: 会员号, order_date: 下单时间, amount: 实付金额}"


def write(folder: Path, files: dict[str, str], study: str) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "study.yml").write_text(f"study: lake\n{BASE}{study}", encoding="utf-8")
    return folder / "study.yml"


def batch(folder: Path) -> Path:
    """Two files, the first ten orders of the second also in the first."""
    files = {"一月.csv": "\n".join([HEADER, *LINES[:70]]), "二月.csv": "\n".join([HEADER, *LINES[60:]])}
    return write(folder, files, f"sources: {{orders: {{file: [一月.csv, 二月.csv], columns: {COLUMNS}}}}}\n")


def halves(folder: Path) -> Path:
    """Heads and lines in files of their own; one line without a head, one head twice."""
    cells = [line.split(",") for line in LINES]
    heads = ["单号,会员号,下单时间", *(",".join(one[:3]) for one in cells[1:]), ",".join(cells[5][:3])]
    lines = ["单号,实付金额", *(f"{one[0]},{amount}" for one in cells for amount in (one[3], "9.90"))]
    study = (
        "sources:\n  orders:\n    file: 订单头.csv\n"
        "    columns: {order_id: 单号, customer_id: 会员号, order_date: 下单时间}\n"
        "    lines: {file: 订单行.csv, columns: {order_id: 单号, amount: 实付金额}}\n"
    )
    return write(folder, {"订单头.csv": "\n".join(heads), "订单行.csv": "\n".join(lines)}, study)


def other_forms(folder: Path) -> Path:
    """Days with the month first, amounts with a decimal comma, semicolons between the fields, Latin-1."""
    cells = [line.split(",") for line in LINES]
    days = [day.split("-") for _, _, day, _ in cells]
    rows = [f"{a};{b};{d[1]}/{d[2]}/{d[0]};{e.replace('.', ',')}" for (a, b, _, e), d in zip(cells, days, strict=True)]
    study = (
        f"sources:\n  orders:\n    file: commandes.csv\n    columns: {COLUMNS}\n"
        "    read: {delimiter: ';', date_order: mdy, decimal_mark: ','}\n"
    )
    return write(folder, {"commandes.csv": "\n".join([HEADER.replace(",", ";"), *rows])}, study)


def quality(study_file: Path) -> dict[str, object]:
    with cleaned(study_file) as stage:
        return json.loads(stage.run.facts("quality").read_text(encoding="utf-8"))


@pytest.mark.parametrize("make", [batch, halves, other_forms])
def test_every_shape_of_orders_is_cleaned_alike(make, tmp_path):
    study_file = make(tmp_path / "orig")
    report = anonymise_study(study_file, tmp_path / "new", tmp_path / "key.txt")
    before, after = quality(study_file), quality(tmp_path / "new" / "study.yml")
    assert before["ledger"] == after["ledger"]
    assert before["heads"] == after["heads"]
    written = b"".join(path.read_bytes() for path in (tmp_path / "new").iterdir())
    assert not any(f"M{500_000 + n}".encode() in written for n in range(9))
    assert sum(len(table.files) for table in report.tables.values()) == (1 if make is other_forms else 2)


@pytest.mark.parametrize("make", [batch, halves])
def test_every_shape_of_orders_is_a_company_with_raw_orders(make, tmp_path):
    anonymise_study(make(tmp_path / "orig"), tmp_path / "new", tmp_path / "key.txt")
    company = write_company(tmp_path / "new", tmp_path / "class")
    raw = pq.read_table(tmp_path / "class" / "raw_orders.parquet")
    assert raw.num_rows == company.tables["raw_orders"] == (130 if make is batch else 240)
    assert raw["row"].to_pylist()[:3] == [2, 3, 4]
    assert read_study(tmp_path / "class" / "raw").as_of


def test_multiplied_amounts_are_the_true_ones_times_one_secret_factor(tmp_path):
    study_file = other_forms(tmp_path / "orig")
    report = anonymise_study(study_file, tmp_path / "new", tmp_path / "key.txt", scale=True)
    factor = open_secret(tmp_path / "key.txt", tmp_path / "new").factor()
    with (tmp_path / "new" / "orders.csv").open(encoding="utf-8-sig", newline="") as file:
        amounts = [Decimal(row["实付金额"]) for row in csv.DictReader(file)]
    true = [Decimal(line.split(",")[3]) for line in LINES]
    assert report.is_scaled
    assert all(abs(new - old * factor) <= Decimal("0.005") for new, old in zip(amounts, true, strict=True))
    assert str(factor) not in (tmp_path / "new" / "anonymised.json").read_text(encoding="utf-8")
    assert quality(tmp_path / "new" / "study.yml")["accounts"][0]["kept"] == len(LINES)
