"""The form is read off the first records; two equally good readings are a question with the lines that settle it."""

import pytest

from segkit.source.strict.dialect import propose_form
from segkit.source.strict.form import Form
from segkit.source.strict.readings import Stated


@pytest.fixture
def proposed(tmp_path):
    def propose(content, **stated):
        path = tmp_path / "a.csv"
        path.write_bytes(content.encode())
        return propose_form(path, Stated(**stated) if stated else None)

    return propose


@pytest.mark.parametrize(
    ("content", "form", "width"),
    [
        ("a,b\n1,2\n", Form(","), 2),
        ("a\tb\n1,5\t2,5\n3,5\t4,5\n", Form("\t"), 2),
        ("a|b|c\n1|2,0|\n", Form("|"), 3),
        ("name;price\nA;1,50\nB;2,75\nC;3,00\n", Form(";"), 2),
        ('a, "b"\n1, "x, y"\n', Form(", "), 2),
        ('a,b\n1,"x, y"\r2,"z"\r\n', Form(","), 2),
        ('a,b\n1,"say \\"x\\""\n2,"y"\n', Form(",", '"', "backslash"), 2),
        ('a,b\n1,5" pipe\n2,3\n', Form(",", '"', "literal"), 2),
        ("订单,,\n\na,b,c\n1,2,3\n4,5,6\n", Form(","), 3),
        ("a\nb\n", Form(","), 1),
        ('a,b\n"C:\\",1\n"D:\\",2\n', Form(","), 2),
    ],
)
def test_the_form_under_which_all_records_are_alike_is_taken(proposed, content, form, width):
    proposal = proposed(content)
    assert (proposal.question, proposal.reading.form, proposal.reading.width) == (None, form, width)


def test_two_readings_that_are_equally_good_are_both_told(proposed):
    proposal = proposed("1,5;2,5\n3,5;4,5\n")
    assert (proposal.reading, proposal.question) == (None, "two_readings")
    assert proposal.lines == ('read: {delimiter: ","}', 'read: {delimiter: ";"}')


def test_full_width_delimiters_are_recognised_and_taken_when_stated(proposed):
    content = "会员号，金额\n甲，1\n乙，2\n"
    proposal = proposed(content)
    assert (proposal.reading, proposal.question) == (None, "full_width")
    assert proposal.lines[0] == 'read: {delimiter: "，"}'
    assert proposed(content, delimiter="，").reading.width == 2


def test_quotes_that_nothing_escapes_are_asked_about_and_read_when_stated(proposed):
    content = 'a,b\n1,"5" pipe"\n2,"7" pipe"\n3,"x"\n'
    proposal = proposed(content)
    assert (proposal.reading, proposal.question) == (None, "another_reading")
    assert proposal.lines == (
        'read: {delimiter: ",", quote: double, escape: none}',
        'read: {delimiter: ",", quote: none}',
    )
    assert proposed(content, quote='"', escape="none").reading.is_perfect


def test_a_rare_stray_quote_is_no_question(proposed):
    content = "a,b\n" + '1,"x, y"\n' * 30 + '2,"z"z"\n' + '3,"x"\n' * 10
    assert proposed(content).reading.form == Form(",")


def test_words_without_a_common_form_are_no_table(proposed):
    assert proposed('a "b" c\nd e "f" g\nh "i"\n').question == "no_reading"


def test_a_second_table_below_does_not_blur_the_first(proposed):
    assert proposed("a,b\n1,2\n3,4\na,b,c\n5,6,7\n").reading.width == 2


def test_the_record_that_the_sample_cuts_is_not_judged(proposed, monkeypatch):
    monkeypatch.setattr("segkit.source.strict.dialect.SAMPLE", 14)
    reading = proposed("a,b\n1,2\n3,4\n5,6,7\n").reading
    assert (len(reading.records), reading.is_perfect) == (3, True)
