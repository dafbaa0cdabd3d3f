"""Every basis the field teaches, on one company with every table: right against a truth counted in plain Python."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random

import pyarrow.parquet as pq
import pytest

from segkit.engine import open_engine
from segkit.pipeline import run_stages
from segkit.runs import STAGES, Run, start_run
from segkit.segments.schemes import assign_scheme, fit_scheme
from segkit.segments.standard import library_names, read_library_scheme, segments_of
from tests.acceptance.full_company import CUSTOMERS, FullCompany, full_company, write_full_company
from tests.acceptance.planted_truth import by_share, people, prospect_stages, topics, truths
from tests.tables import rows, table

pytestmark = pytest.mark.slow
SCHEMES = {read_library_scheme(name).id for name in library_names()}
# Its orders all have a time and a channel.
NOBODY = {("buying_time", "time_unknown"), ("channel", "channel_unknown")}
UNBOUGHT = {("stage", "stage_intent"), ("stage", "stage_potential")}  # a test of their own
BY_MODEL = {"clusters", "clv_tier"}  # no rule defines their truth


@pytest.fixture(scope="module")
def company() -> FullCompany:
    """Two thousand customers."""
    return full_company()


@pytest.fixture(scope="module")
def run(company: FullCompany, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The company's files read, cleaned, measured and classified by every ready scheme."""
    folder: Path = tmp_path_factory.mktemp("full")
    started = start_run(folder / "runs", "full", write_full_company(company, folder))
    run_stages(started, STAGES[:4])
    return started


@pytest.fixture(scope="module")
def found(run: Run) -> dict[str, dict]:
    """Every customer as the run classified it."""
    return {row["customer_id"]: row for row in pq.read_table(run.table("segments")).to_pylist()}


@pytest.fixture(scope="module")
def truth(company: FullCompany) -> dict[str, dict[str, str]]:
    """By scheme every customer's planted segment."""
    return truths(people(company))


def accuracy(planted: dict[str, str], told: dict[str, str]) -> float:
    return sum(told[who] == segment for who, segment in planted.items()) / len(planted)


def test_the_truth_speaks_of_every_ready_scheme_and_every_customer(truth, found):
    assert set(truth) | BY_MODEL == SCHEMES
    assert len(library_names()) == 38
    assert all(set(planted) == set(found) for planted in truth.values())
    assert len(found) == CUSTOMERS


@pytest.mark.parametrize("scheme", sorted(SCHEMES - BY_MODEL))
def test_a_scheme_is_right_about_every_customer(scheme, truth, found, tell):
    told = {who: row[scheme] for who, row in found.items()}
    figure = accuracy(truth[scheme], told)
    sizes = dict(Counter(truth[scheme].values()).most_common())
    tell(f"{scheme}: accuracy {figure:.4f} over {len(told)} customers, planted {sizes}")
    wrong = {who: (segment, told[who]) for who, segment in truth[scheme].items() if told[who] != segment}
    assert figure == 1.0, dict(list(wrong.items())[:5])


def test_every_segment_of_every_ready_scheme_has_somebody(truth):
    """Or a scheme would be right about a segment that nobody tried."""
    defined = {read_library_scheme(name).id: list(segments_of(read_library_scheme(name))) for name in library_names()}
    missing = {
        (scheme, segment.id)
        for scheme, planted in truth.items()
        for segment in defined[scheme]
        if segment.id not in planted.values()
    }
    assert missing == NOBODY | UNBOUGHT


def test_people_without_an_order_stand_in_the_purchase_stage_they_have_reached(company, run, tell):
    planted = prospect_stages(company)
    told = {row["customer_id"]: row["stage"] for row in pq.read_table(run.table("prospects")).to_pylist()}
    assert set(told) == set(planted)
    figure = accuracy(planted, told)
    tell(f"stage, people without an order: accuracy {figure:.4f}, {dict(Counter(planted.values()))}")
    assert figure == 1.0
    assert set(planted.values()) == {segment for _, segment in UNBOUGHT}


def test_a_companys_own_words_place_its_customers(company, found, tell):
    """A scheme of kind keywords, written into the standard: who mostly writes of goods, of time, or of neither."""
    planted = topics(company.messages)
    told = {who: row["topic"] for who, row in found.items()}
    figure = accuracy({who: planted.get(who, "topic_other") for who in found}, told)
    tell(f"topic (own words): accuracy {figure:.4f}, {dict(Counter(told.values()))}")
    assert figure == 1.0


def test_tiers_of_lifetime_value_share_out_what_is_expected(run, found, tell):
    """No model of buying fits customers of such different ways, which the run says; so their values are planted."""
    gaps = json.loads(run.facts("gaps_clustering").read_text(encoding="utf-8"))
    assert "scheme.clv_tier" in {gap["block"] for gap in gaps}
    chance = Random(11)
    values = {who: Decimal(chance.randrange(100_000)) / 100 if chance.random() < 0.9 else None for who in sorted(found)}
    columns = {"customer_id": "string", "lifetime_value": "decimal(18, 2)?"}
    people = table(columns, *({"customer_id": who, "lifetime_value": value} for who, value in values.items()))
    placed = assign_scheme(people, fit_scheme(read_library_scheme("clv_tier"), people))
    told = {row["customer_id"]: row["clv_tier"] for row in rows(open_engine(), placed)}
    known = {who: value for who, value in values.items() if value is not None}
    planted = dict.fromkeys(values, "clv_unknown") | by_share(known, ("clv_high", "clv_middle", "clv_low"))
    figure = accuracy(planted, told)
    tell(f"clv_tier: accuracy {figure:.4f} on planted values, {dict(Counter(planted.values()))}")
    assert figure == 1.0


def test_clusters_find_the_ways_of_buying_that_were_planted(company, found, tell):
    """Customers who buy this way and that have no cluster of their own and are not asked."""
    pairs = Counter((company.ways[who], row["clusters"]) for who, row in found.items() if company.ways[who] < 4)
    best = {cluster: max(range(4), key=lambda way: pairs[way, cluster]) for _, cluster in pairs}
    figure = sum(n for (way, cluster), n in pairs.items() if best[cluster] == way) / pairs.total()
    tell(f"clusters: accuracy {figure:.4f} over {pairs.total()} customers of four planted ways of buying")
    assert len(set(best.values())) == 4
    assert figure >= 0.90
