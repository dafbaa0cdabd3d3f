"""A company whose standard has tags, from its files to the report: what each list, count and sheet says of them."""

import json
from pathlib import Path

import pandas as pd
import pytest

from tests.acceptance.kit import Published, run, segkit

pytestmark = pytest.mark.slow

STANDARD = """goal: {zh-CN: 按价值分级, en: Grade by value}
owner: 会员运营部
review_date: 2026-06-30
schemes: [rfm_8]
tags:
  - id: rhythm
    name: {zh-CN: 购买节奏, en: Rhythm}
    description: {zh-CN: 多久没来, en: How long away}
    exclusive: true
    tags:
      - id: asleep
        name: {zh-CN: 半年未购, en: Half a year away}
        description: {zh-CN: 唤回名单, en: To be won back}
        when: recency_days > 180
      - id: regular
        name: {zh-CN: 多次购买, en: Several orders}
        description: {zh-CN: 常客, en: Regulars}
        when: frequency >= 3
  - id: care
    name: {zh-CN: 服务关注, en: Care}
    description: {zh-CN: 客服要留意的, en: What service must know}
    colour: "#336699"
    tags:
      - id: large
        name: {zh-CN: 高于平均, en: Above the mean}
        description: {zh-CN: 消费高于平均, en: Spends more than the mean}
        when: monetary > mean(monetary)
      - id: invoice
        name: {zh-CN: 问过发票, en: Asked for an invoice}
        description: {zh-CN: 私信提到发票, en: Wrote of an invoice}
        keywords: {words: [发票]}
      - id: host
        name: {zh-CN: 专属顾问, en: Own adviser}
        description: {zh-CN: 由顾问服务, en: Served by an adviser}
        list: 顾问名单.csv
"""


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Published, pd.DataFrame]:
    """A run with tags, and its customers; the list names five, one of them over and two who are nobody."""
    folder = tmp_path_factory.mktemp("tags")
    segkit("sample", folder / "shop", "--customers", "400", cwd=folder)
    study = folder / "shop" / "study.yml"
    plain = run(study, "--direct", "--runs", folder / "plain", cwd=folder)
    people = pd.read_parquet(plain.folder / "restricted" / "tables" / "segments.parquet").sort_values("customer_id")
    first, second, third = people.customer_id.head(3)
    lines = [f"{first},", f"{second},2030-01-01", f"{third},2001-01-01", "nobody1,", "nobody2,2030-01-01"]
    (folder / "shop" / "顾问名单.csv").write_text("\n".join(["会员号,有效期至", *lines]) + "\n", encoding="gb18030")
    (folder / "shop" / "own.yml").write_text(STANDARD, encoding="utf-8")
    text = study.read_text(encoding="utf-8")
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("standard:"))
    study.write_text(kept + "\nstandard: own.yml\n", encoding="utf-8")
    return run(study, "--direct", cwd=folder), people


def facts(published: Published, group: str) -> dict:
    return next(one for one in published.facts["tags"] if one["id"] == group)


def counts(published: Published, group: str) -> dict[str, int | None]:
    return {one["id"]: one["n"] for one in facts(published, group)["tags"]}


def test_counts_and_money_are_those_that_a_count_by_hand_finds(tagged):
    published, people = tagged
    asleep = people.recency_days > 180
    regular = (people.frequency >= 3) & ~asleep
    assert counts(published, "rhythm") == {"asleep": int(asleep.sum()), "regular": int(regular.sum())}
    assert facts(published, "rhythm")["several"] == int((asleep & (people.frequency >= 3)).sum())
    money = {one["id"]: float(one["revenue"]) for one in facts(published, "rhythm")["tags"]}
    assert money["asleep"] == pytest.approx(float(people.monetary[asleep].sum()))


def test_two_who_are_listed_are_too_few_to_be_counted_and_those_left_out_are_told_by_code(tagged):
    host = next(one for one in facts(tagged[0], "care")["tags"] if one["id"] == "host")
    assert (host["n"], host["revenue"]) == (None, None)
    assert "2 个编号不在本次客户之中，未打标（T-01）" in host["note"]["zh-CN"]
    assert "1 entries of the list were over and gave no tag (T-02)" in host["note"]["en"]


def test_the_customers_file_has_a_column_per_exclusive_group_and_one_for_the_others(tagged):
    published, people = tagged
    file = pd.read_csv(published.folder / "restricted" / "customers.csv", dtype=str)
    assert len(file) == len(people)
    rhythm = file["购买节奏"].value_counts().to_dict()
    assert rhythm == {
        "半年未购": counts(published, "rhythm")["asleep"],
        "多次购买": counts(published, "rhythm")["regular"],
    }
    named = file["标签"].fillna("").str.split("、")
    assert sum("高于平均" in one for one in named) == counts(published, "care")["large"]
    assert sum("专属顾问" in one for one in named) == 2


def test_tags_csv_holds_a_line_per_customer_and_tag(tagged):
    published, _ = tagged
    lines = pd.read_csv(published.folder / "restricted" / "tags.csv", dtype=str)
    assert list(lines.columns)[:5] == ["客户编号", "标签组", "标签组编号", "标签", "标签编号"]
    assert lines.groupby("标签编号").size()["asleep"] == counts(published, "rhythm")["asleep"]
    assert set(lines["打标方式"]) == {"规则", "关键词", "名单"}
    assert not lines.duplicated(["客户编号", "标签组编号", "标签编号"]).any()


def test_entries_that_gave_no_tag_stand_in_a_file_of_their_own(tagged):
    left = pd.read_csv(tagged[0].folder / "restricted" / "tags_left_out.csv", dtype=str)
    assert left["代码"].tolist() == ["T-01", "T-01", "T-02"]
    assert left["客户编号"].tolist()[:2] == ["nobody1", "nobody2"]


@pytest.mark.parametrize(("language", "named"), [("zh-CN", "购买节奏"), ("en", "Half a year away")])
def test_report_and_workbook_list_the_tags(tagged, language, named):
    published, _ = tagged
    assert named in published.file(language, "html").read_text(encoding="utf-8")
    sheets = pd.read_excel(published.file(language, "xlsx"), sheet_name=None, header=None, engine="calamine")
    assert any(sheet.map(lambda cell: named in str(cell)).any().any() for sheet in sheets.values())


def test_no_share_out_file_names_a_listed_customer(tagged):
    published, people = tagged
    shared = (published.folder / "report.json").read_text(encoding="utf-8")
    assert "nobody1" not in shared
    assert people.customer_id.iloc[0] not in shared


def test_work_lists_show_tags(tagged):
    files = sorted((Path(tagged[0].folder) / "restricted" / "work_lists").glob("*.xlsx"))
    heads = [pd.read_excel(file, header=4, engine="calamine").columns for file in files]
    assert any("标签" in columns for columns in heads)


def test_notebooks_give_the_same_tags(tagged):
    published, _ = tagged
    shop = published.folder.parents[2] / "shop"
    told = run(shop / "study.yml", "--runs", shop / "again", cwd=shop.parent)
    assert told.facts["tags"] == published.facts["tags"]
    files = [one.folder / "restricted" / "tags.csv" for one in (told, published)]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_list_is_among_the_inputs_of_the_receipt(tagged):
    receipt = json.loads((tagged[0].folder / "receipt.json").read_text(encoding="utf-8"))
    assert "顾问名单.csv" in receipt["inputs"]


def test_a_standard_on_trial_gives_the_tags_that_the_run_gave(tagged, tmp_path):
    published, _ = tagged
    own = published.folder.parents[2] / "shop" / "own.yml"
    said = json.loads(segkit("standard", "test", own, published.folder, "--json", cwd=tmp_path))
    tried = {one["id"]: {tag["id"]: tag["n"] for tag in one["tags"]} for one in said["tags"]}
    assert tried == {one["id"]: counts(published, one["id"]) for one in published.facts["tags"]}


def test_a_difference_names_the_tags_that_changed(tagged, tmp_path):
    own = tagged[0].folder.parents[2] / "shop" / "own.yml"
    text = own.read_text(encoding="utf-8")
    (tmp_path / "顾问名单.csv").write_bytes((own.parent / "顾问名单.csv").read_bytes())  # lists lie beside a standard
    (tmp_path / "new.yml").write_text(text.replace("recency_days > 180", "recency_days > 90"), encoding="utf-8")
    said = json.loads(segkit("standard", "diff", own, tmp_path / "new.yml", "--json", cwd=tmp_path))
    assert [(one["kind"], one["segment"], one["key"], one["new"]) for one in said["changes"]] == [
        ("tag_changed", "asleep", "when", "recency_days > 90")
    ]
    told = segkit("standard", "diff", own, tmp_path / "new.yml", "--language", "en", cwd=tmp_path)
    assert "Half a year away" in told
