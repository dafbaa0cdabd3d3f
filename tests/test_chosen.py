"""The `report:` block of a study: strict, every problem with its place, and names that the standard has."""

import pytest

from segkit.errors import BadValue, Problems, UnknownKey, each_problem
from segkit.runs import start_run
from segkit.steps.chosen import check_choice
from segkit.steps.stage import Stage
from segkit.study import Chapters, read_study
from segkit.wording import LANGUAGES, Wording

STUDY = """\
study: corner
company: Corner
sources:
  orders: {file: o.csv, columns: {customer_id: c, order_date: d, amount: a}}
report:
"""


@pytest.fixture
def study(tmp_path):
    """`study(lines)`: the path of a study whose `report:` block holds these lines."""

    def write(*lines):
        path = tmp_path / "study.yml"
        path.write_text(STUDY + "".join(f"  {one}\n" for one in lines), encoding="utf-8")
        return path

    return write


def problems(act, *args):
    with pytest.raises(Problems) as raised:
        act(*args)
    assert all(Wording(language).explain(raised.value) for language in LANGUAGES)
    return each_problem(raised.value)


def test_by_default_nothing_is_chosen(study):
    report = read_study(study("version: '2'")).report
    assert report.model_dump(include=set(Chapters.model_fields)) == {
        "standard": False, "present_grade": False, "schemes": (), "crossings": (), "personas": False,
        "lifetime": False, "dossiers": 0,
    }  # fmt: skip


def test_everything_can_be_chosen(study):
    report = read_study(
        study(
            "standard: true",
            "schemes: [value_tier, abcd]",
            "crossings: [[value_tier, abcd]]",
            "personas: [key_value]",
            "lifetime: true",
            "dossiers: 20",
        )
    ).report
    assert report.schemes == ("value_tier", "abcd")
    assert report.crossings == (("value_tier", "abcd"),)
    assert report.personas == ("key_value",)
    assert report.dossiers == 20


def test_a_misspelt_key_is_told_with_the_nearest(study):
    (found,) = problems(read_study, study("personae: true"))
    assert (type(found), found.line, found.nearest) == (UnknownKey, 6, "personas")


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("schemes: [value_tier, value_tier]", "report.schemes"),
        ("schemes: value_tier", "report.schemes"),
        ("crossings: [[value_tier, value_tier]]", "report.crossings.0"),
        ("crossings: [[value_tier]]", "report.crossings.0"),
        ("crossings: [[abcd, rfm_8], [abcd, rfm_8]]", "report.crossings"),
        ("personas: key_value", "report.personas"),
        ("personas: [[a]]", "report.personas"),
        ("dossiers: 2000", "report.dossiers"),
        ("lifetime: often", "report.lifetime"),
    ],
)
def test_a_wrong_value_is_told_once_with_its_line(study, line, key):
    (found,) = problems(read_study, study("version: '2'", line))
    assert (type(found), found.key, found.line) == (BadValue, key, 7)


def test_a_name_that_the_standard_does_not_have_stops_at_once(study, tmp_path):
    path = study("schemes: [value_tiers]", "crossings: [[value_tier, moods]]", "personas: [key_valu]")
    stage = Stage("collection", start_run(tmp_path / "runs", "corner", path))
    first, second, third = problems(check_choice, stage)
    assert (first.key, first.line, first.found, first.expected) == (
        "report.schemes.0", 6, "value_tiers", "value_tier",
    )  # fmt: skip
    assert (second.key, second.line, second.column) == ("report.crossings.0.1", 7, 28)
    assert "rfm_8" in second.expected
    assert (third.key, third.line, third.expected) == ("report.personas.0", 8, "key_value")


def test_a_page_of_present_grades_needs_a_column_of_grades(study, tmp_path):
    path = study("present_grade: true")
    (found,) = problems(check_choice, Stage("collection", start_run(tmp_path / "runs", "corner", path)))
    assert (found.key, found.line, found.expected) == (
        "report.present_grade", 6, "sources.customers.columns.present_grade",
    )  # fmt: skip


def test_clusters_and_present_grades_can_be_chosen_though_no_standard_names_them(study, tmp_path):
    path = study("schemes: [clusters, grade_today]", "personas: true")
    check_choice(Stage("collection", start_run(tmp_path / "runs", "corner", path)))
