"""`segkit standard` on a finished run: a standard proved, and two versions compared, as a consultant would."""

import json

import pandas as pd
import pytest

from tests.acceptance.kit import segkit

pytestmark = pytest.mark.slow

HEAD = "goal: {zh-CN: 目标, en: Goal}\nowner: 会员运营部\nreview_date: 2026-06-30\nschemes:\n"
OWN = """  - id: visits
    kind: tiers
    ordered: true
    name: {zh-CN: 到访分层, en: Visits}
    purpose: {zh-CN: 按订单数, en: By orders}
    measure: frequency
    by: typed
    cuts: %s
    segments:
      - {id: v1, name: {zh-CN: 常来, en: Often}, public_name: {zh-CN: 甲, en: A}, rule: {zh-CN: 多, en: Many}}
      - {id: v2, name: {zh-CN: 偶来, en: At times}, public_name: {zh-CN: 乙, en: B}, rule: {zh-CN: 中, en: Some}}
      - {id: v3, name: {zh-CN: 初来, en: First}, public_name: {zh-CN: 丙, en: C}, rule: {zh-CN: 少, en: Few}}
"""


def written(folder, name, cuts):
    path = folder / name
    path.write_text(HEAD + "  - rfm_8\n" + OWN % cuts, encoding="utf-8")
    return path


def tier(orders, high, low):
    return "v1" if orders >= high else "v2" if orders >= low else "v3"


def test_a_difference_states_the_moves_that_a_count_by_hand_finds(direct, tmp_path):
    old, new = written(tmp_path, "old.yml", "[6, 2]"), written(tmp_path, "new.yml", "[8, 3]")
    said = json.loads(segkit("standard", "diff", old, new, "--run", direct.folder, "--json", cwd=tmp_path))
    people = pd.read_parquet(direct.folder / "restricted" / "tables" / "segments.parquet")
    people["old"] = [tier(n, 6, 2) for n in people.frequency]
    people["new"] = [tier(n, 8, 3) for n in people.frequency]
    moved = people[people.old != people.new].groupby(["old", "new"]).monetary.agg(["size", "sum"])
    (found,) = said["moves"]
    assert found["customers"] == len(people)
    told = {(one["origin"], one["target"]): (one["customers"], float(one["money"])) for one in found["shifts"]}
    assert told == {pair: (int(row["size"]), float(row["sum"])) for pair, row in moved.iterrows()}


def test_a_standard_on_trial_holds_every_customer_once(direct, tmp_path):
    said = json.loads(
        segkit("standard", "test", written(tmp_path, "one.yml", "[6, 2]"), direct.folder, "--json", cwd=tmp_path)
    )
    n = len(pd.read_parquet(direct.folder / "restricted" / "tables" / "segments.parquet"))
    assert [sum(one["customers"] for one in proof["held"]) for proof in said["schemes"]] == [n, n]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_what_looks_wrong_on_the_customers_is_told_with_its_line(direct, tmp_path, language):
    """A cut point beyond all orders: a tier of nobody, one of nearly all, and thresholds that do nothing."""
    file = written(tmp_path, "one.yml", "[9000, 100]")
    told = segkit("standard", "test", file, direct.folder, "--language", language, cwd=tmp_path)
    at = {"zh-CN": "第 {} 行", "en": "line {}"}[language]
    warned = [line for line in told.splitlines() if "one.yml" in line]
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = {key: next(n for n, line in enumerate(lines, 1) if f"id: {key}" in line) for key in ("v1", "v3", "visits")}
    assert [sum(at.format(rows[key]) in line for line in warned) for key in rows] == [1, 1, 2]


def test_trying_a_standard_changes_nothing_in_the_run(direct, tmp_path):
    before = sorted((path.as_posix(), path.stat().st_mtime_ns) for path in direct.folder.rglob("*"))
    segkit("standard", "test", written(tmp_path, "one.yml", "[6, 2]"), direct.folder, cwd=tmp_path)
    assert sorted((path.as_posix(), path.stat().st_mtime_ns) for path in direct.folder.rglob("*")) == before


def test_a_scheme_of_everybody_counts_people_who_have_not_bought(direct, tmp_path):
    file = tmp_path / "stages.yml"
    file.write_text(HEAD.replace("schemes:\n", "schemes: [rfm_8, stage]\n"), encoding="utf-8")
    said = json.loads(segkit("standard", "test", file, direct.folder, "--json", cwd=tmp_path))
    bought, everybody = (sum(one["customers"] for one in proof["held"]) for proof in said["schemes"])
    tables = direct.folder / "restricted" / "tables"
    ids = [pd.read_parquet(tables / f"{name}.parquet").customer_id.dropna() for name in ("customers", "events")]
    known = set(pd.concat(ids)) | set(pd.read_parquet(tables / "segments.parquet").customer_id)
    assert (bought, everybody) == (len(pd.read_parquet(tables / "segments.parquet")), len(known))
    assert everybody > bought


def test_conflicts_of_words_are_listed_on_trial(direct, tmp_path):
    file = tmp_path / "needs.yml"
    file.write_text(HEAD.replace("schemes:\n", "schemes: [rfm_8, need]\n"), encoding="utf-8")
    said = json.loads(segkit("standard", "test", file, direct.folder, "--json", cwd=tmp_path))
    counts = [one["n_messages"] for one in said["conflicts"]]
    assert counts
    assert counts[0] == max(n for n in counts if n is not None)
    told = segkit("standard", "test", file, direct.folder, "--language", "en", cwd=tmp_path)
    assert "Messages that several groups of words claim" in told
