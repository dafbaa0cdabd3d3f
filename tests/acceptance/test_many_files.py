"""A company's orders in monthly files, or split into heads and lines, give the facts of the same orders in one file."""

import csv
import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from segkit.pipeline import run_stages
from segkit.running import run_study
from segkit.runs import STAGES, start_run
from segkit.steps.report import store_facts
from segkit.steps.stage import Stage
from tests.acceptance.companies import LAST, Line, ordinary, with_column
from tests.acceptance.kit import Published, run

ROLES = {
    "order_id": "订单号",
    "customer_id": "会员号",
    "order_date": "下单日期",
    "amount": "实付金额",
    "category": "品类",
}
HEAD, LINE = ("order_id", "customer_id", "order_date"), ("order_id", "amount", "category")
LINES = sorted(
    with_column(ordinary(120), category=["杯子", "茶叶", "茶盘"]),
    key=lambda line: (line["order_date"], line["order_id"]),
)
THIRD = -(-len(LINES) // 3)
MONTHS = {f"2025-{9 + at}.csv": LINES[at * THIRD : (at + 1) * THIRD] for at in range(3)}


def write_csv(
    path: Path, lines: Iterable[Line], roles: Iterable[str] = tuple(ROLES), encoding: str = "gb18030"
) -> None:
    """The lines' columns of these roles, under Chinese names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(ROLES[role] for role in roles)
        writer.writerows([line[role] for role in roles] for line in lines)


def write_study(folder: Path, orders: dict[str, Any]) -> Path:
    """A study of these orders."""
    study = {
        "study": "many",
        "company": {"zh-CN": "多份商行", "en": "Many & Co"},
        "languages": ["zh-CN"],
        "as_of": LAST,
        "clusters": None,
        "sources": {"orders": {"columns": dict(ROLES)} | orders},
    }
    path = folder / "study.yml"
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(study, file)
    return path


def one_file(folder: Path) -> Path:
    """All orders in one file."""
    write_csv(folder / "订单.csv", LINES)
    return write_study(folder, {"file": "订单.csv"})


def monthly_files(folder: Path, extra: Iterable[Line] = ()) -> Path:
    """The same orders in three files below a folder, which a pattern names."""
    for name, lines in MONTHS.items():
        write_csv(folder / "订单" / name, [*lines, *(extra if name == "2025-11.csv" else ())])
    return write_study(folder, {"file": "订单/2025-*.csv"})


def heads_and_lines(folder: Path) -> Path:
    """The same orders in a table of heads and one of lines, whose keys have another name."""
    write_csv(folder / "订单头.csv", LINES, HEAD)
    write_csv(folder / "明细.csv", LINES, LINE, "utf-8")
    text = (folder / "明细.csv").read_text(encoding="utf-8").replace("订单号", "单号", 1)
    (folder / "明细.csv").write_text(text, encoding="utf-8")
    lines = {"file": "明细.csv", "columns": {role: ROLES[role] for role in LINE} | {"order_id": "单号"}}
    return write_study(folder, {"file": "订单头.csv", "columns": {role: ROLES[role] for role in HEAD}, "lines": lines})


def facts_of(study: Path) -> dict[str, Any]:
    """`report.json` of the study, nothing drawn."""
    started = start_run(study.parent / "runs", "many", study)
    run_stages(started, STAGES[:-1])
    stage = Stage("report", started)
    store_facts(stage)
    stage.finish()
    return json.loads((started.folder / "report.json").read_text(encoding="utf-8"))


def without_files(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts without what they say of files: accounts, encoding, heads, and the check over files."""
    told = dict(facts["quality"])
    for name in ("accounts", "encoding", "heads"):
        told.pop(name)
    checks = [check for check in told["checks"] if check["id"] != "orders_in_two_files"]
    return facts | {"quality": told | {"checks": checks}}


@pytest.fixture(scope="module")
def facts_of_one_file(tmp_path_factory):
    return facts_of(one_file(tmp_path_factory.mktemp("one")))


def test_monthly_files_give_the_facts_of_the_same_orders_in_one(facts_of_one_file, tmp_path):
    facts = facts_of(monthly_files(tmp_path))
    assert without_files(facts) == without_files(facts_of_one_file)
    accounts, whole = facts["quality"]["accounts"], facts_of_one_file["quality"]["accounts"][0]
    assert [account["file"] for account in accounts] == list(MONTHS)
    assert [account["rows"] for account in accounts] == [len(lines) for lines in MONTHS.values()]
    for name in ("rows", "kept", "quarantined", "outside", "non_data"):
        assert sum(account[name] for account in accounts) == whole[name]
    assert sum(Decimal(account["amount_kept"]) for account in accounts) == Decimal(whole["amount_kept"])
    assert next(check for check in facts["quality"]["checks"] if check["id"] == "orders_in_two_files")["value"] == 0


def test_heads_and_lines_give_the_facts_of_the_same_orders_in_one(facts_of_one_file, tmp_path):
    facts = facts_of(heads_and_lines(tmp_path))
    assert without_files(facts) == without_files(facts_of_one_file)
    match = facts["quality"]["heads"]
    assert (match["heads"], match["heads_matched"]) == (len(LINES), len(LINES))
    assert (match["lines"], match["lines_matched"]) == (len(LINES), len(LINES))
    accounts = {account["source"]: account for account in facts["quality"]["accounts"]}
    assert (accounts["orders"]["kept"], accounts["heads"]["kept"]) == (len(LINES), len(LINES))


@pytest.mark.slow
def test_monthly_files_run_alike_by_notebooks_and_directly_to_their_receipt(tmp_path):
    twice = next(line for line in LINES if float(str(line["amount"])) > 0)
    study = monthly_files(tmp_path, [twice | {"amount": "1.00"}, twice | {"customer_id": ""}])
    by_notebooks, direct = (run(study, *how, "--runs", tmp_path / "out", cwd=tmp_path) for how in ((), ("--direct",)))
    assert (by_notebooks.folder / "report.json").read_bytes() == (direct.folder / "report.json").read_bytes()
    receipt = json.loads((direct.folder / "receipt.json").read_text(encoding="utf-8"))
    assert list(receipt["inputs"]) == sorted(MONTHS)
    returned = (direct.folder / "restricted" / "quarantine.csv").read_text(encoding="utf-8-sig").splitlines()
    row = next(csv.reader(returned[1:]))
    assert (row[0], row[2], row[4]) == ("missing_id", "2025-11.csv", str(len(MONTHS["2025-11.csv"]) + 3))
    page = direct.file("zh-CN", "html").read_text(encoding="utf-8")
    assert all(name in page for name in MONTHS)


@pytest.mark.slow
def test_heads_and_lines_run_alike_by_notebooks_and_directly(tmp_path):
    study = heads_and_lines(tmp_path)
    by_notebooks, direct = (run(study, *how, "--runs", tmp_path / "out", cwd=tmp_path) for how in ((), ("--direct",)))
    assert (by_notebooks.folder / "report.json").read_bytes() == (direct.folder / "report.json").read_bytes()
    assert "订单头与明细的匹配" in direct.file("zh-CN", "html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_rows_of_every_table_reach_the_run_s_account(tmp_path):
    one_file(tmp_path)
    (tmp_path / "满意度.csv").write_text("会员号,评分\nC0001,5\nC0002,4\nC0003,4,4\n,3\nC0005,\n", encoding="utf-8")
    study = write_study(
        tmp_path,
        {"file": "订单.csv"},
    )
    text = study.read_text(encoding="utf-8")
    beside = "  feedback: {file: 满意度.csv, columns: {customer_id: 会员号, satisfaction: 评分}}\n"
    study.write_text(text.rstrip("\n") + "\n" + beside, encoding="utf-8")
    outcome = run_study(study, root=tmp_path / "runs", direct=True, language="zh-CN", tell=lambda *_: None)
    account = Published(outcome.folder).account("feedback")
    assert (account["rows"], account["kept"], account["quarantined"]) == (5, 2, 3)
    returned = (outcome.folder / "restricted" / "quarantine-feedback.csv").read_text(encoding="utf-8-sig")
    assert [row[0] for row in csv.reader(returned.splitlines()[1:])] == [
        "too_many_fields",
        "missing_id",
        "missing_value",
    ]
