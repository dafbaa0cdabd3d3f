"""The independent counter, on texts small enough to count by hand and on two public collections of odd files."""

import json
import re
import tarfile
from pathlib import Path

import pytest

from tests.messy.counter import count_records

EVERY = 20  # of Pollock's row-polluted files one in so many is counted, to save time
STRAY = "location_coordinates"  # 37°36'37.8"N: its answer takes the quote for text, which RFC 4180 does not allow
POLLUTED = re.compile(r"csv/row_(extra_quote|field_delimiter_|less_sep_row|more_sep_row)([1-9]\d*)_.*\.csv")


def codes(text: str, **options: object) -> list[tuple[int, str]]:
    """Line and code of every record."""
    return [(record.line, record.code) for record in count_records(text, **options).records]


def fields(text: str) -> list[tuple[str, ...]]:
    """The fields of every record."""
    return [record.fields for record in count_records(text).records]


def test_an_empty_text_has_no_records():
    assert count_records("").records == ()
    assert count_records("\ufeff").header_line == 0


def test_the_header_is_no_record():
    assert codes("a,b\n") == []


def test_a_last_line_counts_with_or_without_its_line_end():
    assert codes("a,b\n1,2\n") == codes("a,b\n1,2") == [(2, "")]


def test_cr_lf_and_crlf_end_a_line_and_nothing_else_does():
    assert codes("a,b\r1,2\n3,4\r\n5,\u20286\n7,\x0b8") == [(2, ""), (3, ""), (4, ""), (5, "")]


def test_an_empty_line_is_a_blank_row():
    assert codes("a,b\n1,2\n\n3,4\n\n") == [(2, ""), (3, "blank_row"), (4, ""), (5, "blank_row")]


def test_a_quoted_field_may_hold_delimiters_quotes_and_line_ends():
    assert fields('a,b\n"1,\r\n""x""",2\n') == [('1,\r\n"x"', "2")]


def test_lines_are_counted_within_quotes():
    assert codes('a,b\n"1\n\n1",2\n3,4\n') == [(2, ""), (5, "")]


def test_another_number_of_fields_is_told_by_its_code():
    assert codes("a,b\n1,2,\n1\n1,2\n") == [(2, "too_many_fields"), (3, "too_few_fields"), (4, "")]


def test_a_quote_in_an_unquoted_field_is_a_stray_quote():
    assert codes('a,b\n1,2"x\n1,2\n') == [(2, "stray_quote"), (3, "")]


def test_text_after_a_closing_quote_is_a_stray_quote():
    assert codes('a,b\n1,"x "y" z"\n1,2\n') == [(2, "stray_quote"), (3, "")]


def test_after_an_unclosed_quote_the_next_good_record_is_read():
    assert codes('a,b\n1,"2\n3,4\n5,6\n') == [(2, "unclosed_quote"), (3, ""), (4, "")]


def test_a_quote_that_another_row_would_close_is_unclosed():
    assert codes('a,b\n1,"2\n3,4\n5,"6"\n') == [(2, "unclosed_quote"), (3, ""), (4, "")]


def test_a_bad_record_never_takes_a_good_one_with_it():
    assert codes('a,b\n1,"2\n3,4\n5,",6\n') == [(2, "unclosed_quote"), (3, ""), (4, "unclosed_quote")]


def test_an_unclosed_quote_takes_bad_lines_with_it_up_to_the_next_good_record():
    assert codes('a,b\n1,"2\n3\n5,6\n') == [(2, "unclosed_quote"), (4, "")]


def test_a_byte_that_could_not_be_decoded_is_told_before_all_else():
    text = b"a,b\n\xc4\xe3,1,1\n1,2\n".decode("utf-8", errors="surrogateescape")
    assert codes(text) == [(2, "undecodable"), (3, "")]


def test_a_nul_is_told_by_its_code():
    assert codes("a,b\n1,\0002\n3,4\n") == [(2, "nul_byte"), (3, "")]


def test_lines_above_the_given_header_are_a_preamble():
    assert codes("shop\n\na,b\n1,2\n", header=("a", "b")) == [(1, "preamble"), (2, "preamble"), (4, "")]


def test_the_header_once_more_is_told_even_after_a_byte_order_mark():
    assert codes('\ufeffa,b\n1,2\n\ufeff"a",b\n3,4\n') == [(2, ""), (3, "repeated_header"), (4, "")]


def test_lines_of_one_field_below_the_last_row_are_footers():
    assert codes("a,b,c\n1,2,3\n\nend\nof it\n") == [(2, ""), (3, "blank_row"), (4, "footer"), (5, "footer")]


def test_a_needless_delimiter_at_the_end_of_every_row_is_dropped():
    assert fields("a,b\n1,2,\n3,4,\n") == [("1", "2"), ("3", "4")]
    assert codes("a,b\n1,2,\n3,4\n") == [(2, "too_many_fields"), (3, "")]


def test_another_delimiter_and_another_quote_can_be_given():
    found = count_records("a;b\n'1;''x';2\n", delimiter=";", quote="'")
    assert [record.fields for record in found.records] == [("1;'x", "2")]


def test_the_counter_reads_csv_spectrum_as_its_answers_say(shared_data):
    names = {path.stem for path in (shared_data / "csv-spectrum" / "csvs").glob("*.csv")}
    for name in sorted(names - {STRAY}):
        answer = json.loads((shared_data / "csv-spectrum" / "json" / f"{name}.json").read_bytes())
        found = count_records(spectrum_text(shared_data, name))
        rows = [dict(zip(found.header, record.fields, strict=True)) for record in found.records]
        assert (rows, found.with_code("")) == (answer, list(found.records)), name


def test_the_one_file_of_csv_spectrum_with_a_stray_quote_is_told(shared_data):
    assert codes(spectrum_text(shared_data, STRAY)) == [(2, "stray_quote")]


def spectrum_text(folder: Path, name: str) -> str:
    """The text of one file of csv-spectrum, its stray bytes as surrogates."""
    return (folder / "csv-spectrum" / "csvs" / f"{name}.csv").read_bytes().decode("utf-8", errors="surrogateescape")


def test_in_pollocks_files_only_the_polluted_row_is_bad(shared_data):
    with tarfile.open(shared_data / "pollock" / "pollock-sample.tar.xz") as archive:
        names = [name for name in sorted(archive.getnames()) if POLLUTED.fullmatch(name)]
        assert len(names) > 500
        for name in names[::EVERY]:
            found = count_records(archive.extractfile(name).read().decode())
            bad = [record.line for record in found.records if record.code]
            row = int(POLLUTED.fullmatch(name)[2])
            assert (len(found.records), bad) == (83, [row + 1]), name


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，"])
def test_any_single_character_separates_fields(delimiter):
    found = count_records(delimiter.join("ab") + "\n" + delimiter.join("12"), delimiter=delimiter)
    assert [record.fields for record in found.records] == [("1", "2")]
