"""What stands above an exercise's code says what is to be done there: choose, fill gaps, write words, write code."""

import pytest

from segkit.courseware.asks import Asks, asks_of, instruction
from segkit.wording import Wording

CODE = """\
# BEGIN SOLUTION
days = 90  # FADE: lesson.choose("E1.1", "days", [30, 90])
late = recency > days  # FADE: recency > ____
n = late.sum()  # FADE: late.____()
reason = "because"  # FADE: "____"
# END SOLUTION"""


@pytest.mark.parametrize(
    ("rung", "kind", "asks"),
    [
        ("run", "code", Asks(chooses=True, gaps=0, texts=1, writes=False)),
        ("fill", "code", Asks(chooses=True, gaps=2, texts=1, writes=False)),
        ("fill", "decision", Asks(chooses=True, gaps=2, texts=1, writes=False)),
        ("write", "code", Asks(chooses=True, gaps=0, texts=1, writes=True)),
    ],
)
def test_what_a_rung_leaves_to_the_learner_is_counted(rung, kind, asks):
    assert asks_of(CODE, rung, kind, ("late", "n")) == asks


def test_gaps_in_comments_are_none():
    assert asks_of("# put ____ here\n# BEGIN SOLUTION\nn = 1\n# END SOLUTION", "run", "code", ()).gaps == 0


def test_the_instruction_names_all_of_it():
    said = instruction(asks_of(CODE, "fill", "code", ()), Wording("en"))
    assert "drop-down" in said
    assert "2 in all" in said
    assert "keep the quotes" in said


@pytest.mark.parametrize(("language", "said"), [("zh-CN", "运行下面两格。"), ("en", "Run the next two cells.")])
def test_where_nothing_is_left_to_do_it_is_run(language, said):
    assert instruction(Asks(chooses=False, gaps=0, texts=0, writes=False), Wording(language)) == said
