"""Companies for a class: the same every time, without names and phones, and unseen ones that differ."""

import json
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from segkit.columns import CUSTOMERS, FEATURES, ORDER_LINES
from segkit.courseware.companies import (
    SMALL,
    CompanyFolder,
    company_ids,
    plan_of,
    unseen_plan,
    write_company,
    write_files,
)
from segkit.errors import NotAnonymous, UnknownCompany
from segkit.source.packs.write import PACKS
from segkit.study import read_study

PHONE = re.compile(rb"1[0-9]{10}")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> CompanyFolder:
    """The standard company at its smallest, with the trainer's side."""
    return write_company(plan_of("liwan", customers=SMALL), tmp_path_factory.mktemp("class") / "liwan", truth=True)


def table(company: CompanyFolder, name: str) -> pa.Table:
    return pq.read_table(company.folder / f"{name}.parquet")


def test_company_json_says_what_a_lesson_needs_to_know(small):
    told = json.loads((small.folder / "company.json").read_text(encoding="utf-8"))
    assert (told["id"], told["as_of"], told["currency"], told["is_invented"]) == ("liwan", "2025-12-31", "CNY", True)
    assert told["name"] == {"zh-CN": "栗湾生活", "en": "Liwan Living"}
    assert told["tables"] == small.tables
    assert {name: table(small, name).num_rows for name in told["tables"]} == told["tables"]


def test_a_company_has_every_table_that_lessons_load(small):
    wanted = ["orders", "customers", "features", "segments", "feedback", "events", "messages", "labels", "raw_orders"]
    assert list(small.tables) == wanted
    assert table(small, "orders").column_names == list(ORDER_LINES.columns)
    assert table(small, "features").column_names == list(FEATURES.columns)
    without = set(CUSTOMERS.columns) - {"customer_name", "birth_date"}
    assert set(table(small, "customers").column_names) == without | {"birth_year"}
    assert {"r_score", "rfm_8", "abcd", "clusters"} <= set(table(small, "segments").column_names)


def test_every_customer_with_features_has_segments_and_orders(small):
    ids = [set(table(small, name)["customer_id"].to_pylist()) for name in ("features", "segments", "orders")]
    assert ids[0] == ids[1] <= ids[2]


def test_no_table_holds_a_name_or_a_phone(small):
    study = small.folder / "raw"
    for file in small.folder.glob("*.parquet"):
        cells = pq.read_table(file)
        assert not {"customer_name", "birth_date"} & set(cells.column_names)
        texts = [name for name in cells.column_names if pa.types.is_string(cells[name].type) and name != "order_id"]
        assert not any(PHONE.search(str(text).encode()) for name in texts for text in cells[name].to_pylist())
    assert read_study(study).fictional


def test_raw_orders_are_text_under_role_names_with_their_line_in_the_file(small):
    raw = table(small, "raw_orders")
    assert raw.column_names[:4] == ["row", "customer_id", "order_id", "order_date"]
    assert {str(raw[name].type) for name in raw.column_names[1:]} == {"string"}
    lines = (small.folder / "raw" / "订单.csv").read_text(encoding="gb18030").splitlines()
    for row in raw.to_pylist()[:: raw.num_rows // 25]:
        assert row["order_id"] is None or row["order_id"] in lines[row["row"] - 1]
        assert row["amount"] is None or row["amount"] in lines[row["row"] - 1]


def test_equal_phones_have_equal_stand_ins(small):
    raw, plain = table(small, "raw_orders").to_pylist(), {}
    for row in raw:
        plain.setdefault(row["customer_id"], set()).add(row["mobile"])
    assert max(len(keys) for keys in plain.values()) <= 2
    assert len({row["mobile"] for row in raw}) > SMALL / 2


def test_raw_files_are_a_study_that_runs_and_hold_no_truth(small):
    study = read_study(small.folder / "raw")
    for source in study.sources.given().values():
        assert all((study.folder / name).is_file() for name in source.named_files)
    assert not list((small.folder / "raw").rglob("truth"))


def test_the_trainers_side_knows_what_was_planted_and_what_was_set_aside(small):
    assert (small.folder / "truth" / "脏数据清单.csv").is_file()
    reasons = set(pq.read_table(small.folder / "truth" / "quarantine.parquet")["reason"].to_pylist())
    assert {"missing_id", "exact_duplicate", "unreadable_date"} <= reasons
    assert json.loads((small.folder / "truth" / "quality.json").read_text(encoding="utf-8"))["ledger"]


def test_learners_get_no_truth(tmp_path):
    company = write_company(unseen_plan(1), tmp_path / "unseen")
    assert not (company.folder / "truth").exists()
    assert company.id == "liwan-unseen-1"


def test_unseen_companies_have_other_orders_and_more_dirt_in_another_encoding(tmp_path):
    known, first, second = plan_of("liwan", customers=SMALL), unseen_plan(1), unseen_plan(2)
    folders = [write_files(plan, tmp_path / plan.id).parent for plan in (known, first, second)]
    dirt = [len((folder / "truth" / "脏数据清单.csv").read_text("utf-8-sig").splitlines()) for folder in folders]
    assert dirt[0] < dirt[1] < dirt[2]
    assert "gb18030" in (folders[1] / "study.yml").read_text(encoding="utf-8")
    assert "encoding: utf-8" in (folders[2] / "study.yml").read_text(encoding="utf-8")
    orders = [(folder / "订单.csv").read_bytes() for folder in folders]
    assert len(set(orders)) == 3


def test_equal_plans_give_equal_companies(small, tmp_path):
    again = write_company(plan_of("liwan", customers=SMALL), tmp_path / "again")
    assert again.tables == small.tables
    for name in again.tables:
        assert sorted_rows(table(again, name)) == sorted_rows(table(small, name))


def sorted_rows(cells: pa.Table) -> list[str]:
    return sorted(map(str, cells.to_pylist()))


@pytest.mark.slow
@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_is_a_company_for_its_case(pack, tmp_path):
    company = write_company(plan_of(pack, customers=200), tmp_path / pack)
    assert company.is_invented
    assert {"orders", "customers", "features", "segments", "raw_orders"} <= set(company.tables)


def test_an_unknown_company_is_named_with_its_nearest():
    with pytest.raises(UnknownCompany) as problem:
        plan_of("farma")
    assert problem.value.nearest == "pharma"
    assert problem.value.known == company_ids()


def test_a_real_companys_study_does_not_go_to_a_class_as_it_is(tmp_path):
    study_file = write_files(plan_of("liwan", customers=SMALL), tmp_path / "real")
    text = study_file.read_text(encoding="utf-8")
    study_file.write_text(re.sub("fictional: true", "fictional: false", text), encoding="utf-8")
    with pytest.raises(NotAnonymous):
        write_company(study_file, Path(tmp_path / "class"))
