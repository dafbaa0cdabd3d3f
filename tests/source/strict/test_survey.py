"""Every record is kept, or set aside with a reason, its physical line and its byte offset."""

import tracemalloc

import pytest

from segkit.errors import DamagedFile
from segkit.source.strict.form import Form
from segkit.source.strict.records import ByteFile
from segkit.source.strict.survey import Plan, SecondTable, survey_structure


def found(survey):
    """Kind and first line of everything set aside."""
    return [(item.kind, item.first_line) for item in survey.set_aside()]


@pytest.mark.parametrize(
    ("bad", "kind"),
    [
        ("1,2,3,4", "too_many_fields"),
        ("1,2,3,", "too_many_fields"),
        ("1,2", "too_few_fields"),
        ('1,B "bob" y,3', "stray_quote"),
        ('1,"B "bob" y",3', "stray_quote"),
        ('1, "b",3', "stray_quote"),
        ('1,"b" ,3', "stray_quote"),
        ('1,""b",3', "stray_quote"),
        ('1,"b,3', "unclosed_quote"),
        ("1,2\0,3", "nul_byte"),
        (b"1,\xd5\xc5\xd4\xc3,3", "undecodable"),
    ],
)
def test_a_record_that_does_not_fit_is_set_aside_alone(surveyed, bad, kind):
    bad = bad if isinstance(bad, bytes) else bad.encode()
    survey = surveyed(b'1,"a, b",3\n' + bad + b'\n4,"say ""x""",6\n', 3)
    (item,) = survey.set_aside()
    assert (item.kind, item.first_line, item.last_line, item.start, item.end) == (kind, 2, 2, 11, 12 + len(bad))
    assert survey.n_records == 2


def test_an_unclosed_quote_loses_its_own_row_and_no_other(surveyed):
    survey = surveyed('1,a,"\n2,b,3\n4,"c, d",5\n6,e,7\n', 3)
    assert (found(survey), survey.n_records) == ([("unclosed_quote", 1)], 3)


def test_a_quote_that_never_closes_loses_its_own_row_and_no_other(surveyed):
    survey = surveyed('1,"a,b\n2,c,d\n3,e,f\n', 3)
    assert (found(survey), survey.n_records) == ([("unclosed_quote", 1)], 2)


def test_lines_that_may_belong_to_a_broken_cell_are_set_aside_with_it(surveyed):
    survey = surveyed('1,"say "hi\n7,8,9\nend",3\n4,"d",6\n', 3)
    assert [(item.kind, item.first_line, item.last_line) for item in survey.set_aside()] == [
        ("stray_quote", 1, 2),
        ("stray_quote", 3, 3),
    ]
    assert survey.n_records == 1


def test_a_record_over_several_lines_with_a_cell_too_few_is_set_aside_as_a_whole(surveyed):
    survey = surveyed('1,"a\n7,8,9\nb"\n4,5,6\n', 3)
    assert [(item.kind, item.first_line, item.last_line) for item in survey.set_aside()] == [("too_few_fields", 1, 3)]


def test_line_breaks_in_quoted_cells_are_kept_and_lines_counted_on(surveyed):
    survey = surveyed('1,"a\r\nb\rc\nd"\n2,e,f\n', 2)
    assert (survey.n_records, survey.inner, survey.ends) == (1, {"crlf", "cr", "lf"}, {"lf"})
    assert found(survey) == [("too_many_fields", 5)]


def test_lines_are_counted_on_behind_a_broken_record(surveyed):
    survey = surveyed('1,"2\n' + '3,"4\n"\n' * 200 + "5\n", 2)
    assert found(survey) == [("unclosed_quote", 1), ("too_few_fields", 402)]


def test_all_kinds_of_line_breaks_end_records(surveyed):
    survey = surveyed("1,2\r3,4\r\n5,6\n7\r8,9", 2)
    assert (survey.n_records, survey.ends, found(survey)) == (4, {"cr", "crlf", "lf"}, [("too_few_fields", 4)])


@pytest.mark.parametrize("blank", ["", ",,", " ,\t,", '"","",""', "　,　,", " "])
def test_a_row_that_says_nothing_is_no_data(surveyed, blank):
    assert found(surveyed(f"1,2,3\n{blank}\n4,5,6\n", 3)) == [("blank_row", 2)]


@pytest.mark.parametrize(
    "total",
    [
        "合计,,500",
        "合 计：,,500",
        ",小计,500",
        '"总计","","500"',
        "Total,,500",
        "GRAND TOTAL,,",
        "合计,500",
        "北京朝阳区大望路第十八号门店 小计,,5",
        "北京 小计,,5",
    ],
)
def test_a_total_row_is_no_data(surveyed, total):
    assert found(surveyed(f"1,a,3\n{total}\n4,b,6\n", 3)) == [("total_row", 2)]


@pytest.mark.parametrize(
    "row", ["Total,oat flakes,5", ",北京 小计,5", "1,合计,5", "合计器,,5", "totally,,5", "小计算器,,5", "potato,,5"]
)
def test_a_row_that_only_looks_like_a_total_is_data(surveyed, row):
    assert found(surveyed(f"1,a,3\n{row}\n", 3)) == []


def test_total_rows_that_fit_can_be_left_to_a_later_rule(surveyed):
    survey = surveyed("1,a,3\n合计,,500\n合计,500\n", 3, seeks_totals=False)
    assert (survey.n_records, found(survey)) == (2, [("too_few_fields", 3)])


@pytest.mark.parametrize("again", ["id,name", '"id","name"', "\ufeffid,name", '\ufeff"id",name'])
def test_the_header_further_down_is_no_data(surveyed, again):
    survey = surveyed(f"id,name\n1,a\n{again}\n2,b\n", 2, header_lines=(1, 1))
    assert found(survey) == [("header", 1), ("repeated_header", 3)]


def test_lines_above_the_header_are_preamble(surveyed):
    survey = surveyed('三月"订单\n\n会员号,金额\n1,2\n', 2, header_lines=(3, 3))
    assert found(survey) == [("preamble", 1), ("preamble", 2), ("header", 3)]
    assert survey.n_records == 1


@pytest.mark.parametrize("separate", ["\n", ",,\n", "合计,,500\n"])
def test_remarks_under_a_blank_or_total_row_are_a_footer(surveyed, separate):
    survey = surveyed(f"1,a,3\n2,b,4\n{separate}导出人：张悦,,\n共 2 条\n", 3)
    assert [kind for kind, _ in found(survey)][1:] == ["footer", "footer"]
    assert (survey.n_records, survey.n_odd) == (2, 0)


def test_a_total_row_above_a_footer_is_read_where_its_money_is_to_be_accounted_for(surveyed):
    content = "1,2,3\n4,5,6\n合计：,,9\n以上数据由系统导出\n".encode()
    kept, judged = surveyed(content, 3, seeks_totals=False), surveyed(content, 3)
    assert (kept.n_records, found(kept)) == (3, [("footer", 4)])
    assert (judged.n_records, found(judged)) == (2, [("total_row", 3), ("footer", 4)])


def test_a_short_row_above_the_blank_one_is_odd_and_no_footer(surveyed):
    survey = surveyed("1,a,3\n2,b\n3\n\n共 2 条\n", 3)
    assert [kind for kind, _ in found(survey)] == ["too_few_fields", "too_few_fields", "blank_row", "footer"]


def test_customers_with_only_a_number_at_the_end_are_no_footer(surveyed):
    assert surveyed("1,a,3\n\n2,,\n3,,\n", 3).n_records == 3


def test_what_lies_below_the_stated_last_row_is_not_read(surveyed):
    survey = surveyed("1,2\n3,4\n\n5,6,7\n8,9,0\n", 2, last_row=2)
    assert [(item.kind, item.first_line, item.last_line) for item in survey.set_aside()] == [("after_last_row", 3, 5)]


def test_a_second_table_of_another_width_is_recognised(surveyed):
    survey = surveyed('1,2\n3,4\n\na,b,c\n5,"6"x,7\n8,9,0\n', 2)
    assert survey.second_table == SecondTable(first_line=4, n_fields=3, n_records=2)


def test_odd_rows_with_good_ones_below_are_no_second_table(surveyed):
    assert surveyed("1,2\n5,6,7\n8,9,0\n3,4\n", 2).second_table is None


def test_kept_and_odd_and_non_data_are_all_records(surveyed):
    survey = surveyed('id,n\n1,2\n\n3,4,5\nid,n\n6,"7"8\n合计,9\n', 2, header_lines=(1, 1))
    assert (survey.n_records, survey.n_odd, survey.n_non_data) == (1, 2, 4)
    assert survey.counts == {
        "header": 1,
        "blank_row": 1,
        "too_many_fields": 1,
        "repeated_header": 1,
        "stray_quote": 1,
        "total_row": 1,
    }
    assert survey.odd_share == pytest.approx(2 / 3)


def test_a_byte_order_mark_belongs_to_no_cell(surveyed):
    survey = surveyed(b'\xef\xbb\xbf"1",2\n3,4\n', 2)
    assert survey.n_records == 2


def test_a_record_longer_than_is_read_is_set_aside(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"1,2\n" + b"x" * 5000 + b',"y\n3,4\n5,"6"\n')
    survey = survey_structure(path, Plan(Form(), 2, (0, 0)), window=64, longest=1000)
    assert (found(survey), survey.n_records) == ([("too_long", 2)], 3)


def test_more_odd_records_than_are_remembered_are_still_all_told(surveyed, monkeypatch):
    monkeypatch.setattr("segkit.source.strict.survey.MOST_REMEMBERED", 2)
    survey = surveyed("1,2\n3\n4\n5\n6,7\n8\n", 2)
    assert len(survey.remembered) == 2
    assert [line for _, line in found(survey)] == [2, 3, 4, 6]


def test_letters_inside_quotes_are_apart_from_full_width_delimiters(surveyed):
    survey = surveyed('1，"a，b"，2\n3，4\n', 3, Form("，"))
    assert (survey.n_records, found(survey)) == (1, [("too_few_fields", 2)])


def test_without_quoting_a_quote_is_a_letter_but_not_the_first(surveyed):
    survey = surveyed('1,5" pipe\n2,"x"\n3,a"b"\n', 2, Form(escape="literal"))
    assert (survey.n_records, found(survey)) == (2, [("stray_quote", 2)])


def test_a_file_cut_off_while_it_is_read_is_an_error(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"1,2\n" * 100)
    with ByteFile(path) as file:
        path.write_bytes(b"1,2\n")
        with pytest.raises(DamagedFile):
            file.read(0, 400)


def test_memory_does_not_grow_with_the_file(tmp_path, tell):
    path = tmp_path / "a.csv"
    path.write_bytes(b'C0012345,2024-03-01,"paper, large",129.70\n' * 600_000)
    tracemalloc.start()
    survey = survey_structure(path, Plan(Form(), 4, (0, 0)))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    tell(f"strict check of {path.stat().st_size / 1e6:.0f} MB: {peak:.0f} MB of memory")
    assert survey.n_records == 600_000
    assert peak < 40


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ("以上数据由系统导出", "footer"),
        ("Made by the system", "footer"),
        ("A10293", "too_few_fields"),
        ("共,3", "too_few_fields"),
    ],
)
def test_a_remark_right_below_the_rows_is_a_footer_and_a_cut_off_row_is_none(surveyed, last, kind):
    survey = surveyed(f"1,a,b\n2,c,d\n{last}\n", 3)
    assert (found(survey), survey.n_records) == ([(kind, 3)], 2)
