import pytest

from segkit.segments.lint import LintFinding, lint_scheme, lint_schemes
from segkit.segments.standard import library_names, read_library_scheme
from segkit.wording import LANGUAGES, Wording
from tests.segments.schemes import OLDER, QUARTILES, VIGNETTE, grid, rules

EIGHT = {"up": ["111", "110", "101", "100"], "down": ["011", "010", "001", "000"]}


def codes(findings):
    return {finding.code: len(finding.cells) or len(finding.segments) for finding in findings}


def test_the_vignette_leaves_10_cells_to_otherwise_and_contests_58():
    """Published table of ten segments (R package rfm, vignette), counted in the reference."""
    assert codes(lint_scheme(rules(VIGNETTE))) == {"fallback": 10, "contested": 58}


def test_the_older_table_leaves_36_cells_contests_39_and_never_reaches_3():
    findings = lint_scheme(rules(OLDER))
    assert codes(findings) == {"fallback": 36, "contested": 39, "unreachable": 3}
    assert findings[-1].segments == ("new", "promising", "cannot_lose")


def test_the_quartile_table_names_46_of_64_cells():
    """Default segments of pymc-marketing; the 18 others are listed in the reference."""
    gaps = "121 131 141 142 213 221 231 241 242 321 331 341 342 421 431 432 441 442"
    findings = lint_scheme(grid({name: cells.split() for name, cells in QUARTILES.items()}), n_bins=4)
    assert findings == (LintFinding("gap", "error", "test", (), tuple(gaps.split())),)


def test_the_ready_made_schemes_have_no_errors_and_no_shared_names():
    findings = lint_schemes([read_library_scheme(name) for name in library_names()])
    assert not [finding for finding in findings if finding.level == "error" or finding.code == "same_name"]


def test_the_eleven_segments_are_a_partition_of_125_cells():
    assert lint_scheme(read_library_scheme("rfm_11")) == ()
    assert sum(len(one.cells) for one in read_library_scheme("rfm_11").segments) == 125


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (EIGHT, {}),
        (EIGHT | {"down": ["011", "010", "001"]}, {"gap": 1}),
        (EIGHT | {"extra": ["111"]}, {"overlap": 1}),
        (EIGHT | {"down": [*EIGHT["down"], "011"]}, {"repeated": 1}),
        (EIGHT | {"extra": ["222"]}, {"unknown_cell": 1}),
    ],
)
def test_a_grid_is_told_what_keeps_it_from_being_a_partition(cells, expected):
    assert codes(lint_scheme(grid(cells, reference="mean"))) == expected


def test_an_ordered_scheme_is_told_where_a_better_score_is_worse_off():
    upside_down = {"up": EIGHT["down"], "down": EIGHT["up"]}
    findings = lint_scheme(grid(upside_down, reference="mean", ordered=True))
    assert findings == (LintFinding("out_of_order", "warning", "test", ("up", "down"), ("100", "101", "110", "111")),)
    assert lint_scheme(grid(EIGHT, reference="mean", ordered=True)) == ()


def test_a_null_that_no_rule_takes_is_found():
    findings = lint_scheme(rules({"many": "n_categories > 2", "few": "n_categories <= 2"}))
    assert findings == (LintFinding("fallback", "warning", "test", ("others",), ("n_categories=null",)),)


def test_a_rule_behind_a_wider_one_is_unreachable():
    findings = lint_scheme(rules({"some": "frequency >= 2", "many": "frequency >= 5"}))
    assert codes(findings)["unreachable"] == 1


def test_rules_that_calculate_are_said_to_be_unproven():
    assert codes(lint_scheme(rules({"growing": "monetary_12m * 2 > monetary"}))) == {"unproven": 0}


def test_a_segment_name_of_two_schemes_is_named():
    first, second = grid(EIGHT, reference="mean"), rules({"up": "frequency > 1"})
    assert [one.segments for one in lint_schemes([first, second]) if one.code == "same_name"] == [("up",), ("up",)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_its_sentence(language):
    kinds = "gap overlap fallback contested unreachable repeated unknown_cell out_of_order same_name unproven"
    for code in kinds.split():
        finding = LintFinding(code, "warning", "rfm_11", ("loyal",), tuple(map(str, range(111, 140))))
        said = Wording(language)(f"segments.lint.{code}", **finding.slots())
        assert "rfm_11" in said
        assert ("…" in said) == ("111" in said)
