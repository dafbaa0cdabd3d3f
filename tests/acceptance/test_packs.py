"""The industry packs: each is read and proved without faults, and its run finds the truth that was planted."""

import csv
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import page
import pyarrow.parquet as pq
import pypdf
import pytest

from segkit.errors import StudyExists, UnknownPack
from segkit.segments.lint import lint_schemes
from segkit.segments.standard import read_library_scheme, read_standard, schemes_of, segments_of
from segkit.source.packs.company import Plan, read_pack
from segkit.source.packs.pages import LANGUAGES
from segkit.source.packs.write import ANSWERS, PACKS, SIZES, TRUTH, make_company, write_pack
from segkit.study import read_study
from tests.acceptance.kit import Published, run, segkit

PRIMARY = {
    "shop": "shop_cycle",
    "cosmetics": "community_attitude",
    "finance": "net_worth",
    "pharma": "abcd_b2b",
    "service": "value_satisfaction",
}
SMALL = 200


@pytest.fixture(params=PACKS)
def pack(request: pytest.FixtureRequest) -> str:
    """Each pack's id."""
    return request.param


def truth_of(folder: Path) -> list[dict[str, str]]:
    with (folder / TRUTH).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_packs_study_is_read_without_faults_and_speaks_of_its_taught_scheme(pack, tmp_path):
    write_pack(tmp_path, Plan(pack, SMALL, 618))
    study = read_study(tmp_path)
    assert (study.study, study.primary, study.fictional, study.languages) == (pack, PRIMARY[pack], True, LANGUAGES)
    for source in study.sources.given().values():
        assert all((tmp_path / name).is_file() for name in source.named_files)


def test_a_packs_standard_is_proved_without_faults_and_says_who_does_what(pack, tmp_path):
    write_pack(tmp_path, Plan(pack, SMALL, 618))
    standard = read_standard(tmp_path / "standard.yml")
    schemes = schemes_of(standard)
    assert schemes[0].id == PRIMARY[pack]
    assert "default" in standard.roles
    assert [one for one in lint_schemes(schemes) if one.level == "error"] == []


def test_equal_seeds_give_equal_bytes_and_another_seed_gives_others(pack, tmp_path):
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        write_pack(tmp_path / name, Plan(pack, SMALL, seed))
    one, same, other = (
        {path.name: path.read_bytes() for path in sorted((tmp_path / name).rglob("*")) if path.is_file()}
        for name in ("one", "same", "other")
    )
    assert one == same
    assert set(one) == set(other)
    assert one[Path(TRUTH).name] != other[Path(TRUTH).name]


def test_the_truth_names_every_customer_once_by_segments_of_the_standard(pack, tmp_path):
    write_pack(tmp_path, Plan(pack, SMALL, 618))
    defined = {one.id: {segment.id: segment for segment in segments_of(one)} for one in own_schemes(tmp_path)}
    rows = truth_of(tmp_path)
    assert len({row["customer_id"] for row in rows}) == len(rows) == SMALL
    for scheme, names in read_pack(pack)["truth"].items():
        assert {key: defined[scheme][key].name["zh-CN"] for key in names} == names
        assert {row[scheme] for row in rows} <= set(names)


def own_schemes(folder: Path):
    return schemes_of(read_standard(folder / "standard.yml"))


def test_every_question_stands_in_both_languages_and_its_answer_has_no_open_slot(pack, tmp_path):
    write_pack(tmp_path, Plan(pack, SMALL, 618))
    questions = read_pack(pack)["questions"]
    page_text, told = ((tmp_path / name).read_text(encoding="utf-8") for name in ("README.md", ANSWERS))
    assert 4 <= len(questions) <= 6
    for question in questions:
        assert all(question["ask"][language] in page_text for language in LANGUAGES)
    assert "$" not in told
    assert len(re.findall(r"^\d\. ", told, re.M)) == 2 * len(questions)


def test_every_word_of_the_data_has_an_english_name(pack, tmp_path):
    write_pack(tmp_path, Plan(pack, SMALL, 618))
    names = (tmp_path / "words.yml").read_text(encoding="utf-8")
    words = read_pack(pack)
    shown = ("categories", "order_channels", "stores", "regions", "cities", "kinds", "grades", "trades")
    for group in (words["values"].get(key, {}) for key in shown):
        assert all(f"{word}: {{en: " in names or f'"{word}": {{en: ' in names for word in group)


def test_a_pack_does_not_overwrite_a_study_unasked(tmp_path):
    write_pack(tmp_path, Plan("shop", SMALL, 618))
    with pytest.raises(StudyExists):
        write_pack(tmp_path, Plan("shop", SMALL, 618))
    write_pack(tmp_path, Plan("shop", SMALL, 619), force=True)


def test_a_pack_that_is_not_there_is_answered_with_the_nearest(tmp_path):
    with pytest.raises(UnknownPack) as problem:
        write_pack(tmp_path, Plan("finanse", SMALL, 618))
    assert problem.value.nearest == "finance"
    assert not list(tmp_path.iterdir())


def test_segkit_pack_lists_every_pack_with_what_it_teaches(tmp_path):
    listed = json.loads(segkit("pack", "--json", cwd=tmp_path))
    assert [(one["id"], one["customers"]) for one in listed] == [(name, SIZES[name]) for name in PACKS]
    assert all(one["teaches"] and one["company"] for one in listed)
    assert read_library_scheme("value_satisfaction").id == PRIMARY["service"]


@pytest.fixture(scope="module", params=PACKS)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Published]:
    """Each pack written and run as a new user would: two commands."""
    home = tmp_path_factory.mktemp(request.param)
    segkit("pack", request.param, cwd=home)
    return request.param, home / "studies" / request.param, run(request.param, cwd=home)


@pytest.mark.slow
def test_the_packs_own_schemes_find_what_was_planted(written, tell):
    name, folder, published = written
    table = pq.read_table(published.folder / "restricted" / "tables" / "segments.parquet")
    found = {row["customer_id"]: row for row in table.to_pylist()}
    rows = truth_of(folder)
    assert set(found) == {row["customer_id"] for row in rows}
    for scheme in read_pack(name)["truth"]:
        figure = sum(found[row["customer_id"]][scheme] == row[scheme] for row in rows) / len(rows)
        tell(f"pack {name}, {scheme}: accuracy {figure:.4f} over {len(rows)} customers")
        assert figure == 1.0


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_packs_report_is_whole_in_both_languages(written, language, tell):
    name, _, published = written
    pdf = published.file(language, "pdf")
    reader = pypdf.PdfReader(pdf)
    text = "".join(sheet.extract_text() for sheet in reader.pages)
    tell(f"pack {name} {language}: {len(reader.pages)} pages, {pdf.stat().st_size / 1000:.0f} kB")
    assert 20 <= len(reader.pages) <= 30
    assert not set(text) & {"〓", "�", "\0"}
    assert page.validate_pdf_bytes(pdf.read_bytes(), profile="ua1").failures == []


@pytest.mark.slow
def test_what_is_on_file_without_a_date_is_not_taken_for_history(written):
    """Assets have no past: nothing is said of earlier tiers, and the test on the next period says how it looks back."""
    name, _, published = written
    gaps = {one["block"]: one["reason"] for one in published.facts["gaps"]}
    undated = {"structure": "no_history", "movement": "no_history", "hindsight": "undated"}
    expected = {"finance": undated, "pharma": {"hindsight": "undated"}}.get(name, {})
    assert {block: reason for block, reason in gaps.items() if block in undated} == expected


@pytest.mark.slow
def test_members_of_a_quarter_ago_are_placed_by_what_was_known_then(written):
    """Loyal on that day: two orders by then and a post in the 90 days before it, counted in plain Python."""
    name, _, published = written
    if name != "cosmetics":
        pytest.skip("only the community's main scheme rests on events")
    movement = published.facts["movement"]
    day = date.fromisoformat(movement["since"])
    tables = make_company(Plan(name, SIZES[name], 618)).tables
    orders, events = tables["orders"], tables["events"]
    bought = Counter(
        who
        for who, at, amount in zip(orders["customer_id"], orders["order_date"], orders["amount"], strict=True)
        if date.fromisoformat(at[:10]) <= day and not amount.startswith("-")
    )
    posted = {
        who
        for who, at, event in zip(events["customer_id"], events["event_at"], events["event"], strict=True)
        if event == "社群发言" and 0 <= (day - date.fromisoformat(at[:10])).days < 90
    }
    loyal = sum(n >= 2 and who in posted for who, n in bought.items())
    assert movement["sizes_before"]["attitude_loyal"] == loyal


@pytest.mark.slow
def test_cleaning_sets_aside_what_was_soiled_and_nothing_else(written):
    name, _, published = written
    account = published.account()
    quality = published.facts["quality"]
    assert (account["non_data"], account["outside"]) == (1, 0), name
    assert all(other["quarantined"] == 0 for other in quality["accounts"] if other["source"] != "orders")
    assert [one["id"] for one in quality["checks"] if one["status"] != "ok"] == []
