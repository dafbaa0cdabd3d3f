"""The linter: a sound course has no finding, and each planted fault has exactly its own, with its line."""

from pathlib import Path

import pytest

from segkit.courseware.course import read_course
from segkit.courseware.lint import check_course, lint_course
from segkit.courseware.lint_texts import stamp_lesson
from segkit.errors import (
    CellFaulty,
    ChecksUnreadable,
    ClusterIdsCompared,
    ExerciseUnchecked,
    ExerciseUnknown,
    HalfWidth,
    MessageMissing,
    MinutesDiffer,
    MisconceptionUnknown,
    Problems,
    SolutionMarks,
    TermAvoided,
    TextsUneven,
    TextUnpaired,
    TooFewWrongs,
    TooManyExercises,
    TranslationStale,
)
from segkit.wording import LANGUAGES, Wording
from tests.courseware.small_course import lesson_file, small_course, spoil

PO = "messages/en/LC_MESSAGES/course.po"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A sound course that may be spoiled."""
    return small_course(tmp_path / "course")


def found(course: Path) -> list[type]:
    """The kinds of all findings."""
    return [type(one) for one in lint_course(read_course(course))]


def line_of(course: Path, file: str, text: str) -> int:
    """The line of the lesson's file on which the text stands first."""
    lines = lesson_file(course, file).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_a_sound_course_has_no_finding(course):
    assert lint_course(read_course(course)) == ()
    check_course(read_course(course))


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        (
            "lesson.py",
            '# %% [markdown] sid="m99-trainer" lang="en"',
            '# %% [markdown] sid="m99-x" lang="en"',
            TextUnpaired,
        ),
        ("lesson.py", "王姐说", "王哥说", TranslationStale),
        ("lesson.py", "# ## How it is computed", "# ### How it is computed", TextsUneven),
        ("lesson.py", "# - **many** days", "# **many** days", TextsUneven),
        ("lesson.py", "Take each customer's last day with `groupby`", "Take the last day with `max`", TextsUneven),
        ("lesson.py", "# Let two or three learners", "# At the snapshot date let learners", TermAvoided),
        ("lesson.py", ' ex="E99.2"\n', "\n", SolutionMarks),
        ("lesson.py", "# END SOLUTION\n\n# %% [markdown]", "\n# %% [markdown]", SolutionMarks),
        ("lesson.yml", "debrief: {1d: 5", "debrief: {1d: 6", MinutesDiffer),
        ("lesson.yml", "tracks: {1d: [E99.1, E99.2, E99.3]", "tracks: {1d: [E99.1, E99.2, E99.4]", ExerciseUnknown),
        ("lesson.yml", "requires: []", "requires: [m97]", ExerciseUnknown),
        ("course.yml", "net: 30", "net: 29", MinutesDiffer),
        ("course.yml", "gross: 45", "gross: 50", MinutesDiffer),
        ("course.yml", "tracks:", "exercises_a_day: 1\ntracks:", TooManyExercises),
        ("quiz.yml", "tiny.today_not_as_of", "tiny.todaynot_as_of", MisconceptionUnknown),
        ("quiz.yml", "今天", "快照日", TermAvoided),
        ("checks.py", "e991.wrong(", "# e991.wrong(", TooFewWrongs),
        ("checks.py", 'Exercise("E99.1"', 'Exercise("E99.9"', ExerciseUnknown),
        ("checks.py", "e991.wrong(", "if True:\n    e991.wrong(", ChecksUnreadable),
        ("checks.py", "e992 = ", "e992 = = ", ChecksUnreadable),
        (PO, "tiny.whole_days", "tiny.whole_dayz", MessageMissing),
        (PO, "Days count from the as-of day.", "Days count from the snapshot date.", TermAvoided),
    ],
)
def test_a_planted_fault_is_found(course, file, old, new, kind):
    assert kind in found(spoil(course, file, old, new))


def test_half_width_punctuation_in_chinese_is_found_with_its_line(course):
    spoil(course, "lesson.py", "天数**小**，说明刚来过", "天数**小**, 说明刚来过,好")
    finding = next(one for one in lint_course(read_course(course)) if isinstance(one, HalfWidth))
    assert finding.line == line_of(course, "lesson.py", "说明刚来过,好")


def test_an_exercise_without_a_check_is_found_with_its_line(course):
    spoil(course, "lesson.yml", "kind: rubric", "kind: code")
    (finding,) = (one for one in lint_course(read_course(course)) if isinstance(one, ExerciseUnchecked))
    assert (finding.exercise, finding.line) == ("E99.3", line_of(course, "lesson.yml", "id: E99.3"))


def test_a_word_between_backticks_is_quoted_and_stays(course):
    spoil(course, "lesson.py", "# 电商一般按月看", "# `快照日`电商一般按月看")
    assert TermAvoided not in found(course)


@pytest.mark.parametrize(
    "rule",
    [
        "labels == reference.labels",
        "(labels == reference.labels).all()",
        "labels.tolist() == reference.labels.tolist()",
        "labels.equals(reference.labels)",
        "np.array_equal(labels, reference.labels)",
        "accuracy_score(reference.labels, labels) > 0.9",
        "(labels == 0).sum() == 10",
        'table["cluster"].equals(reference.table["cluster"])',
        "kmeans.labels_.tolist() == reference.kmeans.labels_.tolist()",
    ],
)
def test_a_rule_that_compares_cluster_ids_is_found(course, rule):
    text = f'\n@e991.hidden("tiny.unseen_values")\ndef ids(recency, reference):\n    return {rule}\n'
    path = lesson_file(course, "checks.py")
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    assert found(course) == [ClusterIdsCompared]


@pytest.mark.parametrize(
    "rule",
    ["labels.nunique() == 4", "same_grouping(labels, reference.labels)", "set(labels.index) == set(recency.index)"],
)
def test_counting_clusters_and_comparing_groupings_is_no_fault(course, rule):
    text = f'\n@e991.hidden("tiny.unseen_values")\ndef ids(recency, reference):\n    return {rule}\n'
    path = lesson_file(course, "checks.py")
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    assert found(course) == []


def test_a_tolerance_rule_on_cluster_ids_is_found(course):
    text = '\ne991.tolerance("tiny.recency_values", lambda labels: labels.tolist())\n'
    path = lesson_file(course, "checks.py")
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    assert found(course) == [ClusterIdsCompared]


def test_stamping_takes_back_what_was_stale_and_changes_nothing_else(course):
    before = lesson_file(course, "lesson.py").read_text(encoding="utf-8")
    spoil(course, "lesson.py", "王姐说", "王哥说")
    (lesson,) = read_course(course).lessons.values()
    assert stamp_lesson(lesson) == ("m99-question",)
    assert found(course) == []
    after = lesson_file(course, "lesson.py").read_text(encoding="utf-8")
    assert len(before.split("\n")) == len(after.split("\n"))
    assert sum(a != b for a, b in zip(before.split("\n"), after.split("\n"), strict=True)) == 2


def test_an_english_text_may_carry_marks_of_its_own_only_if_they_agree(course):
    spoil(course, "lesson.py", 'sid="m99-words" lang="en"', 'sid="m99-words" slide="skip" lang="en"')
    assert found(course) == [CellFaulty]


def test_all_findings_are_raised_together(course):
    spoil(course, "course.yml", "net: 30", "net: 29")
    spoil(course, "lesson.py", "王姐说", "王哥说")
    with pytest.raises(Problems) as told:
        check_course(read_course(course))
    assert len(told.value.problems) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_words(course, language):
    spoil(course, "lesson.py", "王姐说", "王哥说")
    spoil(course, "lesson.py", "# ## How it is computed", "# ### How it is computed")
    spoil(course, "lesson.yml", "debrief: {1d: 5", "debrief: {1d: 6")
    spoil(course, "quiz.yml", "tiny.today_not_as_of", "nothing.like_it")
    for finding in lint_course(read_course(course)):
        assert "line" in Wording(language).explain(finding) or "行" in Wording(language).explain(finding)
