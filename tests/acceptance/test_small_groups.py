"""No figure of the share-out files speaks of fewer customers than `smallest_group`, and at least one."""

import re
from collections.abc import Iterator
from typing import Any

import openpyxl
import pypdf
import pytest

from tests.acceptance.companies import Company, ordinary, with_column, write_study
from tests.acceptance.kit import LANGUAGES, Published, run

pytestmark = pytest.mark.slow
HEADS = re.compile(r"(^|_)(n|customers)(_|$)")
# A planned control group is a size chosen, not a fact about anybody; members and people are of the exempt ledger.
NOT_HEADS = {"n_bins", "n_lines", "n_orders", "n_members", "n_people", "control_n", "treated_n"}
EXEMPT = {"ledger", "labels", "meta", "cuts", "tried", "findings"}  # the design exempts ledger and label tests


def small_counts(value: Any, smallest: int, name: str = "") -> Iterator[tuple[str, object]]:
    """Every count of customers below `value` that is too small to be shown, with its place."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in EXEMPT:
                yield from small_counts(one, smallest, f"{name}.{key}")
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from small_counts(one, smallest, f"{name}[{at}]")
    elif isinstance(value, int) and not isinstance(value, bool) and 0 < value < smallest and _counts(name):
        yield name, value


def _counts(name: str) -> bool:
    *above, key = re.sub(r"\[\d+\]", "", name).split(".")
    return key not in NOT_HEADS and (bool(HEADS.search(key)) or key == "counts" or "quadrants" in above)


@pytest.fixture(scope="module")
def small(once) -> Published:
    """A company of sixty customers, so that most of its groups are small."""

    def make(folder):
        lines = with_column(ordinary(60), region=["华东"] * 30 + ["西南"], category=["茶", "杯", "壶"])
        return run(write_study(Company(tuple(lines)), folder), "--direct", cwd=folder).folder

    return Published(once("sixty", make))


@pytest.mark.parametrize("company", ["direct", "small"])
def test_no_count_of_customers_is_below_the_smallest_group(company, request):
    facts = request.getfixturevalue(company).facts
    assert list(small_counts(facts, facts["meta"]["smallest_group"])) == []


@pytest.mark.parametrize("company", ["direct", "small"])
def test_findings_speak_of_no_small_group(company, request):
    facts = request.getfixturevalue(company).facts
    told = [
        (item["id"], name, slot)
        for item in facts["findings"]
        if not item["id"].startswith(("page.annex", "page.trust"))  # rows, not customers
        for name, slot in item["slots"].items()
        if name in ("n", "treated", "control", "up", "down") and isinstance(slot, int)
    ]
    assert [one for one in told if 0 < one[2] < facts["meta"]["smallest_group"]] == []


COUNTED = {"zh-CN": re.compile(r"(?<![\d.,])(\d+)[位家所]"), "en": re.compile(r"(?<![\d.,])(\d+) (?:\w+ )?customers")}


@pytest.mark.parametrize("company", ["direct", "small"])
def test_lines_of_the_playbook_speak_of_no_small_group(company, request):
    facts = request.getfixturevalue(company).facts
    texts = [(name, line[name]) for line in facts["actions"] for name in ("goal", "action", "measure")]
    told = [
        (name, text[language], int(n))
        for name, text in texts
        for language in LANGUAGES
        for n in COUNTED[language].findall(text[language])
    ]
    assert [one for one in told if one[2] < facts["meta"]["smallest_group"]] == []


def test_money_and_shares_of_a_small_group_are_hidden_with_its_size(small):
    hidden = [row for row in small.facts["figures"] if row["n"] is None]
    assert hidden
    for row in hidden:
        assert {row[name] for name in ("share_n", "revenue", "share_revenue", "revenue_12m", "per_head")} == {None}


def test_a_hidden_figure_cannot_be_had_by_subtraction(small):
    """Of one scheme either nothing is hidden, or what is hidden makes up at least a smallest group."""
    facts = small.facts
    for scheme in facts["schemes"]:
        rows = [row["n"] for row in facts["figures"] if row["scheme"] == scheme["id"]]
        rest = facts["meta"]["n_customers"] - sum(n or 0 for n in rows)
        assert rest == 0 or rest >= facts["meta"]["smallest_group"]


def test_reports_print_fewer_than_eleven(small):
    for language in LANGUAGES:
        text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(small.file(language, "pdf")).pages)
        assert "<11" in text
        assert "&lt;11" in small.file(language, "html").read_text(encoding="utf-8")
        book = openpyxl.load_workbook(small.file(language, "xlsx"))
        cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
        assert "<11" in cells
