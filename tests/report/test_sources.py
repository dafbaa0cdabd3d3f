"""Each exhibit says of whom its figures speak; the workbook says the same as the page."""

import openpyxl
import pytest

from segkit.report.sources import source_line
from segkit.report.workbook import write_workbook
from tests.report import shop

LINES = [
    ("segments", 2, "", "", "n = 3,000 位客户。"),
    ("keep", 1, "", "", "n = 412 位客户。"),
    ("keep", 3, "", "", "296 位客户的 1,840 次间隔。"),
    ("satisfaction", 1, "", "", "来源：客户满意度评价；n = 720 位作答客户，占全部客户的 24.0%。"),
    ("satisfaction", 3, "", "", "只计作答的 720 位。"),
    ("economics", 1, "", "", "检验其后至2025年12月31日的订单；n = 3,000 位客户；区间为 95%。"),
    ("economics", 2, "", "", "n = 3,000 位客户。"),
    ("decisions", 2, "", "", "n = 3,000 位客户；区间为 95%。"),
    ("trust", 2, "", "", "稳定性取自全部 3,000 位客户的固定抽样。"),
    ("annex_clusters", 2, "", "", "来源：按固定规则抽取的 3,000 位客户。"),
    ("annex_evaluation", 1, "rfm_8", "", "来源：专家标注样本；n = 300 位客户。"),
    ("annex_evaluation", 4, "", "settings", "AUC 以2025年9月30日为界分型，检验其后的订单。"),
    ("annex_evaluation", 3, "", "agreement", "n = 3,000 位客户。"),
]


@pytest.mark.parametrize(("page", "at", "about", "part", "end"), LINES)
def test_an_exhibit_names_those_it_speaks_of(page, at, about, part, end):
    assert source_line(shop.report(), shop.words("zh-CN"), page, at, about=about, part=part).endswith(end)


def test_the_workbooks_sheets_name_their_own_customers(tmp_path):
    write_workbook(shop.report(), shop.words("zh-CN"), tmp_path / "tables.xlsx")
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    told = {name: book[name]["A3"].value for name in ("7.1", "11.1", "14.1", "18.1", "A5.1")}
    assert "3,000位客户；金额单位" in told["7.1"]
    assert "412位客户" in told["11.1"]
    assert told["14.1"].startswith("来源：客户满意度评价；n = 720")
    assert "区间为 95%。金额单位：" in told["18.1"]
    assert told["A5.1"] == "来源：专家标注样本；n = 300 位客户。"
