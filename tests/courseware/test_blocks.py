"""What each rung shows of an exercise's code."""

import pytest

from segkit.courseware.blocks import block_of, learner_code, solution_of, solved_code

SOURCE = """\
#zh 天数
# BEGIN SOLUTION
last = orders.max()   # KEEP
first = orders.min()
recency = (as_of - last).dt.days   # FADE: (as_of - ____).dt.____
k = 4  # FADE: lesson.choose("E7.2", "k", [3, 4])
# END SOLUTION
recency.head()"""


def test_run_keeps_the_code_and_asks_only_what_is_to_be_chosen():
    assert learner_code(SOURCE, "run", "code", ("recency", "k")) == (
        "#zh 天数\nlast = orders.max()\nfirst = orders.min()\nrecency = (as_of - last).dt.days\n"
        'k = lesson.choose("E7.2", "k", [3, 4])\nrecency.head()'
    )


def test_fill_shows_faded_right_hand_sides_and_kept_lines_only():
    assert learner_code(SOURCE, "fill", "code", ("recency", "k")) == (
        "#zh 天数\nlast = orders.max()\nrecency = (as_of - ____).dt.____\n"
        'k = lesson.choose("E7.2", "k", [3, 4])\nrecency.head()'
    )


def test_write_shows_the_names_alone_and_every_choice():
    assert learner_code(SOURCE, "write", "code", ("recency", "k")) == (
        '#zh 天数\nk = lesson.choose("E7.2", "k", [3, 4])\nrecency = ...\nrecency.head()'
    )


def test_a_decision_is_the_learners_own_also_where_code_is_only_run():
    source = '# BEGIN SOLUTION\nreason = "because"  # FADE: "____"\n# END SOLUTION'
    assert learner_code(source, "run", "decision", ("reason",)) == 'reason = "____"'


def test_words_of_ones_own_are_asked_for_also_where_code_is_only_run():
    source = '# BEGIN SOLUTION\nn = 4  # FADE: ____\nreason = "because"  # FADE: "____"\n# END SOLUTION'
    assert learner_code(source, "run", "code", ("n", "reason")) == 'n = 4\nreason = "____"'


def test_who_only_runs_gets_the_code_around_a_decision_and_no_answer():
    source = """\
# BEGIN SOLUTION
secret = ["a", "b"]
who = "a"  # FADE: lesson.choose("E5.5", "who", ["a", "b"])
days = 90  # FADE: ____
best = asked.nlargest(3)  # FADE: asked.____(3)
reason = "because"  # FADE: "____"
# END SOLUTION"""
    assert learner_code(source, "run", "decision", ("who", "reason")) == (
        'who = lesson.choose("E5.5", "who", ["a", "b"])\ndays = ____\nbest = asked.nlargest(3)\nreason = "____"'
    )


def test_a_name_that_no_line_shows_is_a_blank():
    source = "# BEGIN SOLUTION\na = 1\nb = 2  # FADE: ____\n# END SOLUTION"
    assert learner_code(source, "fill", "code", ("a", "b")) == "b = ____\na = ..."


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('t.loc[t["r"] == 1, "x"] = 2  # FADE: ____', 't.loc[t["r"] == 1, "x"] = ____'),
        ("total += price * n  # FADE: ____ * n", "total += ____ * n"),
        ("show(a == b)  # FADE: show(____)", "show(____)"),
        ("    best = max(a, key=len)  # FADE: max(a, key=____)", "    best = max(a, key=____)"),
        ("a = f(x)  # FADE: a = f(____)", "a = f(____)"),
        ("ok = a <= b  # FADE: a ____ b", "ok = a ____ b"),
    ],
)
def test_the_right_hand_side_begins_behind_the_first_assignment(line, shown):
    assert learner_code(f"# BEGIN SOLUTION\n{line}\n# END SOLUTION", "fill", "code", ()) == shown.strip("\n")


def test_a_solution_has_no_marks_left():
    assert solution_of(SOURCE).split("\n")[2] == "recency = (as_of - last).dt.days"
    assert "#" not in solved_code(SOURCE).replace("#zh", "")


def test_a_wrong_answer_takes_the_solutions_place():
    assert solved_code(SOURCE, "recency = 1") == "#zh 天数\nrecency = 1\nrecency.head()"


@pytest.mark.parametrize("source", ["x = 1", "# BEGIN SOLUTION\nx = 1", "# END SOLUTION\n# BEGIN SOLUTION\nx = 1"])
def test_marks_that_do_not_pair_are_no_block(source):
    assert block_of(source) is None
