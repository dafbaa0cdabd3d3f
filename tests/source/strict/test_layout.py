"""The header names the columns only if it has a cell for each of them."""

import pytest

from segkit.source.strict.dialect import propose_form
from segkit.source.strict.layout import settle_layout


@pytest.fixture
def laid_out(tmp_path):
    def settle(content, stated=None):
        path = tmp_path / "a.csv"
        path.write_bytes(content.encode())
        return settle_layout(propose_form(path).reading, stated)

    return settle


def test_the_first_full_row_of_words_is_the_header(laid_out):
    layout = laid_out('三月订单,,\n\n会员号,"下单\n时间",金额\nL1,2025-03-05,5\n')
    assert (layout.lines, layout.header.columns, layout.misfit) == ((3, 4), ("会员号", "下单\n时间", "金额"), None)


def test_rows_of_figures_alone_have_no_header(laid_out):
    layout = laid_out("1,2\n3,4\n")
    assert (layout.lines, layout.header.columns) == ((0, 0), ("column_1", "column_2"))


@pytest.mark.parametrize("header", ["a,b,c,d", "ab,c"])
def test_a_header_with_other_cells_than_the_records_names_nothing(laid_out, header):
    layout = laid_out(f"{header}\n1,2,3\n4,5,6\n")
    assert layout.header.columns == ("column_1", "column_2", "column_3")
    assert (layout.lines, layout.misfit) == ((1, 1), header.count(",") + 1)


def test_a_delimiter_at_the_end_of_all_rows_but_the_header_is_believed_when_the_header_is_stated(laid_out):
    content = "a,b\n1,2,\n3,4,\n"
    assert laid_out(content).misfit == 2
    assert laid_out(content, 1).header.columns == ("a", "b", "column_3")
    assert laid_out("a,b\n1,2,\n3,4,5\n", 1).misfit == 2


def test_a_second_row_of_words_above_figures_is_counted(laid_out):
    assert laid_out("id,name,n\n编号,姓名,数量\n1,x,5\n2,y,6\n").n_sub_headers == 1
    assert laid_out("id,name,n\nid,name,n\n1,x,5\n2,y,6\n").n_sub_headers == 0
    assert laid_out("name,city\nx,y\nz,w\n").n_sub_headers == 0
