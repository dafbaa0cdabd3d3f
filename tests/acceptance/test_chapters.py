"""The sample with everything chosen: every page in both languages and brands, and nothing about a person outside."""

import itertools
import re

import numpy as np
import openpyxl
import page
import pyarrow.parquet as parquet
import pypdf
import pytest
from scipy.optimize import linprog

from tests.acceptance.conftest import BRANDS, Once, copy_sample
from tests.acceptance.kit import LANGUAGES, Published, run, segkit
from tests.acceptance.test_sample_report import TABLE_NUMBER

pytestmark = pytest.mark.slow
STANDARD = """\
goal: {zh-CN: 让维护资源投向最值得的客户, en: Effort where it pays}
owner: 会员运营部
review_date: 2026-03-31
roles: {default: {sets: 会员运营部, applies: 门店, data: 数据组, reviews: 总经理办公会}}
schemes: [rfm_8, value_tier, satisfaction, need, net_worth, clv_tier]
"""
CHOSEN = """
standard: standard.yml
report:
  standard: true
  present_grade: true
  schemes: [value_tier, need, clusters, grade_today]
  crossings: [[value_tier, satisfaction], [clusters, rfm_8]]
  personas: true
  lifetime: true
  dossiers: 5
"""


@pytest.fixture(scope="module")
def chosen(once: Once) -> Published:
    """The sample with every chapter."""

    def make(folder):
        study = copy_sample(folder)
        (study.parent / "standard.yml").write_text(STANDARD, encoding="utf-8")
        study.write_text(study.read_text(encoding="utf-8") + CHOSEN, encoding="utf-8")
        return run(study, "--direct", cwd=folder).folder

    return Published(once("chosen", make))


@pytest.fixture(scope="module")
def in_harbour(once: Once, chosen: Published) -> Published:
    """The same, rendered in the client's brand."""

    def make(folder):
        segkit("render", chosen.folder, "--brand", BRANDS / "harbour", "--out", folder / "out", cwd=folder)
        return folder / "out"

    return Published(once("chosen-harbour", make))


def test_every_chosen_page_follows_the_usual_ones(chosen, language):
    html = chosen.file(language, "html").read_text(encoding="utf-8")
    order = re.findall(r'<section class="page[^"]*" id="([\w-]+)"', html)[17:]
    assert order[:8] == [
        "standard", "grades", "scheme-value_tier", "scheme-need", "scheme-clusters", "scheme-grade_today",
        "crossing-value_tier-satisfaction", "crossing-clusters-rfm_8",
    ]  # fmt: skip
    assert order[-1] == "lifetime"
    shown = [one["segment"] for one in chosen.facts["figures"] if one["scheme"] == "rfm_8" and one["n"]]
    assert order[8:-1] == [f"persona-{name}" for name in shown]


@pytest.mark.parametrize("brand", ["chosen", "in_harbour"])
def test_no_rule_of_pdf_ua_1_fails_and_no_glyph_is_missing(brand, language, request):
    content = request.getfixturevalue(brand).file(language, "pdf").read_bytes()
    checked = page.validate_pdf_bytes(content, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in checked.failures] == []


def test_the_cards_of_key_customers_are_accessible_marked_and_whole(chosen, language):
    path = chosen.folder / "restricted" / f"dossiers.{language}.pdf"
    assert [failure.rule_id for failure in page.validate_pdf_bytes(path.read_bytes(), profile="ua1").failures] == []
    texts = [sheet.extract_text() for sheet in pypdf.PdfReader(path).pages]
    assert len(texts) == 6
    assert all({"zh-CN": "内部资料", "en": "Internal"}[language] in text for text in texts)
    assert not set("".join(texts)) & {"〓", "\ufffd", "\0"}


def test_no_glyph_is_missing_from_the_pages(chosen, language):
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(chosen.file(language, "pdf")).pages)
    assert not set(text) & {"〓", "\ufffd", "\0"}


def test_the_workbook_has_the_chosen_exhibits_by_the_same_numbers(chosen, language):
    book = openpyxl.load_workbook(chosen.file(language, "xlsx"), read_only=True)
    html = chosen.file(language, "html").read_text(encoding="utf-8")
    printed = set(re.findall(r'<span class="number">[^<]*?(A?\d+\.\d+)<', html))
    assert {number for number in printed if TABLE_NUMBER.fullmatch(number)} <= set(book.sheetnames)


def test_nothing_that_names_a_customer_lies_outside_restricted(chosen):
    people = parquet.read_table(chosen.folder / "restricted" / "tables" / "customers.parquet").to_pydict()
    names = {name for name in people["customer_name"] if name and len(name) > 5}
    for language in LANGUAGES:
        html = chosen.file(language, "html").read_text(encoding="utf-8")
        assert [name for name in names if name in html] == []
    facts = (chosen.folder / "report.json").read_text(encoding="utf-8")
    assert [one for one in people["customer_id"] if f'"{one}"' in facts] == []


def test_no_figure_speaks_of_fewer_than_eleven_customers(chosen):
    chapters = chosen.facts["chapters"]
    cells = [cell["n"] for one in chapters["crossings"] for cell in one["cells"]]
    counts = [*cells, *(cell["n"] for cell in chapters["grades"]["crossing"]["cells"])]
    counts += [one["n"] for one in chapters["grades"]["moves"]]
    counts = [*counts, *(one[key] for one in chapters["personas"] for key in ("n", "answered_n", "wrote_n"))]
    assert [n for n in counts if n is not None and 0 < n < 11] == []


def test_what_sets_the_segments_of_other_chosen_schemes_apart_stands_in_the_workbook(chosen, language):
    people = chosen.facts["chapters"]["people"]
    assert set(people) == {"value_tier", "need", "clusters", "grade_today"}
    book = openpyxl.load_workbook(chosen.file(language, "xlsx"), read_only=True)
    titles = [str(row[1]) for row in book.worksheets[0].iter_rows(values_only=True)]
    wanted = {"zh-CN": "差别最大", "en": "sets each segment apart"}[language]
    assert sum(wanted in title for title in titles) == 4


def test_no_hidden_cell_follows_from_all_printed_tables_together(chosen):
    """Crossings and crosswalks share their margins; a reader who adds up all of them still learns no hidden count."""
    facts, smallest = chosen.facts, 11
    schemes = ("rfm_8", "value_tier", "satisfaction")
    order = {one["id"]: [segment["id"] for segment in one["segments"]] for one in facts["schemes"]}
    space = list(itertools.product(*(order[name] for name in schemes)))
    known, hidden = [], []
    for one in facts["figures"]:
        if one["scheme"] in schemes:
            side = schemes.index(one["scheme"])
            known += [([cell[side] == one["segment"] for cell in space], one["n"])] if one["n"] is not None else []
    for (left, right), cells in printed_tables(facts, schemes).items():
        sides = schemes.index(left), schemes.index(right)
        for pair, n in cells.items():
            members = [tuple(cell[side] for side in sides) == pair for cell in space]
            known += [(members, n)] if n is not None else []
            hidden += [members] if n is None else []
    known.append(([True] * len(space), facts["meta"]["n_customers"]))
    assert hidden
    totals = {"A_eq": np.array([members for members, _ in known], float), "b_eq": [n for _, n in known]}
    for members in hidden:
        wish = np.array(members, float)
        low, high = (sign * linprog(sign * wish, bounds=(0, None), **totals).fun for sign in (1, -1))
        assert high - low > 0.5 or low >= smallest


def printed_tables(facts, schemes):
    """Counts by pair of segments for each pair of the schemes that the report prints; None where it hides one."""
    tables = {}
    for walk in facts["crosswalks"]:
        if walk["scheme"] in schemes:
            pairs = itertools.product(walk["rows"], walk["columns"])
            tables["rfm_8", walk["scheme"]] = dict(zip(pairs, itertools.chain(*walk["counts"]), strict=True))
    for one in facts["chapters"]["crossings"]:
        if {one["left"], one["right"]} <= set(schemes):
            tables[one["left"], one["right"]] = {(cell["row"], cell["column"]): cell["n"] for cell in one["cells"]}
    return tables
