"""A file's columns are proposed from their names and their values, with how sure that is."""

import re
from datetime import date, timedelta

import pytest

from segkit.columns import REQUIRED, ROLES
from segkit.errors import Problems, StudyExists
from segkit.house import kit_folder
from segkit.runs import start_run
from segkit.source.as_of import last_of
from segkit.source.draft import init_study, render_draft
from segkit.source.files import open_table
from segkit.source.options import ReadOptions
from segkit.source.propose import normal_header, propose_mapping, read_dictionary
from segkit.steps.chosen import check_choice
from segkit.steps.stage import Stage
from segkit.study import read_study
from segkit.wording import LANGUAGES, Wording

REAL = {  # what a person reading the files would say
    "superstore-cn/superstore_cn_orders_gb18030.csv": ("客户 ID", "订单日期", "销售额", "order_id"),
    "superstore-cn/示例 - 超市.xls": ("客户 ID", "订单日期", "销售额", "order_id"),
    "r-rfm/rfm_data_orders.csv": ("customer_id", "order_date", "revenue", "line"),
    "cdnow/CDNOW_sample.txt": ("column_1", "column_3", "column_5", "line"),
    "superstore-en/sample-orders.csv": ("customer", "order_date", "grand_total", "order_id"),
}
PLATFORMS = {
    "有赞": "订单号,订单状态,买家姓名,收货人手机号,下单时间,商品名称,商品数量,订单实付金额,归属门店,会员ID",
    "淘宝": "订单编号,买家会员名,买家应付货款,买家实际支付金额,订单状态,订单创建时间,订单付款时间,宝贝标题,宝贝总数量",
    "京东": "订单号,商品名称,订购数量,下单时间,订单金额,应付金额,订单状态,下单账号,客户姓名,联系电话",
    "抖店": "主订单编号,选购商品,商品数量,订单应付金额,订单提交时间,订单状态,用户ID",
    "金蝶": "单据编号,日期,客户编码,客户名称,存货名称,数量,价税合计,业务员",
    "纷享销客": "销售订单编号,订单编号,客户名称,下单日期,销售订单金额,负责人,状态",
    "Shopify": "Name,Email,Financial Status,Paid at,Total,Created at,Lineitem quantity,Lineitem name",
    "WooCommerce": "Order Number,Order Status,Order Date,Customer User Id,Email (Billing),Order Total",
    "Zoho CRM": "Sales Order,SO Number,Account Name,Account Id,Order Date,Grand Total,Status,Sales Order Owner",
}


@pytest.fixture
def proposed(duckdb, tmp_path):
    def propose(text, **options):
        path = tmp_path / "a.csv"
        path.write_text(text, encoding="utf-8")
        return propose_mapping(open_table(duckdb, path, ReadOptions(**options), tmp_path / "staging"))

    return propose


def cells_for(header):
    """Two plausible rows under the header of an export."""
    words = {"时间": "2025-03-0{} 10:00:00", "日期": "2025-03-0{}", "date": "2025-03-0{}", " at": "2025-03-0{} 10:00"}
    money = ("金额", "合计", "货款", "total", "amount", "数量", "quantity")
    for n in (1, 2):
        yield ",".join(
            next((form.format(n) for word, form in words.items() if word in name.lower()), None)
            or (f"{n}.50" if any(word in name.lower() for word in money) else f"甲{n}")
            for name in header.split(",")
        )


@pytest.mark.parametrize("platform", PLATFORMS)
def test_an_order_export_of_a_known_platform_needs_no_mapping_by_hand(proposed, platform):
    found = proposed("\n".join([PLATFORMS[platform], *cells_for(PLATFORMS[platform])]))
    assert (found.kind, found.missing, found.order_key) == ("orders", (), "order_id")


@pytest.mark.parametrize("name", REAL)
def test_a_real_export_gives_a_study_that_needs_no_edit(shared_data, tmp_path, name):
    draft = init_study("real", [shared_data / name], tmp_path)
    orders = read_study(draft.path).sources.orders
    found = (*(orders.columns[role] for role in REQUIRED["orders"]), orders.order)
    assert found == REAL[name]
    assert read_study(draft.path).path(orders.file) == (shared_data / name).resolve()


def test_the_sample_s_six_files_are_told_apart(tmp_path):
    folder = kit_folder("data") / "sample"
    files = [path for path in sorted(folder.iterdir()) if path.suffix in (".csv", ".xlsx")]
    draft = init_study("liwan", files, tmp_path)
    given = read_study(draft.path).sources.given()
    assert set(given) == set(ROLES)
    assert all(not table.proposal.missing for table in draft.tables)


def test_profit_is_never_taken_for_the_amount(proposed):
    assert "amount" not in proposed("客户ID,订单日期,利润,备注\nL1,2025-03-05,甲,x\n").columns


def test_a_name_whose_values_cannot_be_so_is_passed_over(proposed):
    found = proposed("会员号,下单时间,付款时间,实付金额\nL1,待定,2025-03-05,5\nL2,待定,2025-03-06,6\n")
    assert found.columns["order_date"] == "付款时间"


def test_lines_without_an_order_id_are_orders_unless_customers_often_have_several_a_day(proposed):
    head = "会员号,下单日期,实付金额\n"
    once = proposed(head + "".join(f"L{n},2025-03-05,5\n" for n in range(100)))
    often = proposed(head + "".join(f"L{n // 2},2025-03-05,5\n" for n in range(100)))
    assert (once.order_key, often.order_key) == ("line", "customer_day")
    assert often.order_ground.slots == {"ratio": 2.0}


def test_units_in_the_values_are_noticed(proposed):
    assert proposed("会员号,下单时间,实付金额\nL1,2025-03-05,1.2万\n").has_unit_words


def test_headers_are_compared_without_case_width_punctuation_and_unit():
    assert normal_header("实付金额（元）") == normal_header("实付金额") == "实付金额"
    assert normal_header("Order_ID ") == normal_header("ＯＲＤＥＲ-id") == "orderid"


def test_the_dictionary_knows_every_role_that_a_study_may_map():
    assert {kind: set(roles) for kind, roles in read_dictionary().items()} == {k: set(r) for k, r in ROLES.items()}


def test_a_study_of_that_name_is_never_overwritten(tmp_path):
    (tmp_path / "a.csv").write_text("会员号,下单时间,实付金额\nL1,2025-03-05,5\n", encoding="utf-8")
    init_study("a", [tmp_path / "a.csv"], tmp_path)
    with pytest.raises(StudyExists):
        init_study("a", [tmp_path / "a.csv"], tmp_path)


def test_files_without_orders_stop_with_what_lacks(tmp_path):
    (tmp_path / "a.csv").write_text("颜色,形状\n红,圆\n", encoding="utf-8")
    with pytest.raises(Problems):
        init_study("a", [tmp_path / "a.csv"], tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_column_that_was_not_found_is_left_open_and_said(tmp_path, language):
    (tmp_path / "a.csv").write_text("订单编号,实付金额,下单时间\n1,5,2025-03-05\n", encoding="utf-8")
    draft = init_study("a", [tmp_path / "a.csv"], tmp_path, language)
    assert 'customer_id: ""' in draft.text
    assert "customer_id" in render_draft(draft, Wording(language))
    assert "check.missing" in {ground.key for ground in draft.to_check}


def test_odd_headers_are_quoted_so_that_yaml_reads_them_back(tmp_path):
    text = '"会员号: #1",下单时间,实付金额,yes\nL1,2025-03-05,5,x\nL1,2025-03-06,5,y\n'
    (tmp_path / "it's [1].csv").write_text(text, encoding="utf-8")
    draft = init_study("a", [tmp_path / "it's [1].csv"], tmp_path)
    study = read_study(draft.path)
    assert study.path(study.sources.orders.file) == (tmp_path / "it's [1].csv").resolve()


def test_stragglers_behind_a_long_gap_are_not_the_shop_s_last_day():
    days = {date(2025, 1, 1) + timedelta(days=n): 10 for n in range(60)}
    assert last_of(days | {date(2099, 1, 1): 1, date(2205, 1, 1): 1}) == date(2025, 3, 1)
    assert last_of(days | {date(2025, 4, 1): 1}) == date(2025, 4, 1)
    assert last_of(days | {date(2026, 1, 1): 300}) == date(2026, 1, 1)
    assert last_of({date(2025, 1, 1): 1}) == date(2025, 1, 1)
    assert last_of({date(2025, 1, 1): 3, date(2052, 6, 1): 1}, today=date(2025, 2, 1)) == date(2025, 1, 1)
    assert last_of({date(2052, 6, 1): 1}, today=date(2025, 2, 1)) == date(2052, 6, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_account_of_a_draft_has_its_words_in_each_language(tmp_path, language):
    (tmp_path / "a.csv").write_text("客户,日期,金额\nL1,2025-03-05,5\n", encoding="utf-8")
    draft = init_study("a", [tmp_path / "a.csv"], tmp_path, language)
    assert {"check.likely", "check.order"} < {ground.key for ground in draft.to_check}
    assert render_draft(draft, Wording(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_report_may_show_stands_in_the_study_as_comments_that_hold_once_uncommented(tmp_path, language):
    (tmp_path / "a.csv").write_text("会员号,订单编号,实付金额,下单时间\nL1,1,5,2025-03-05\n", encoding="utf-8")
    draft = init_study("a", [tmp_path / "a.csv"], tmp_path, language)
    assert "present_grade" not in draft.text  # there is no grade to compare with
    draft.path.write_text(re.sub(r"^# (?=report:|  \w+: )", "", draft.text, flags=re.MULTILINE), encoding="utf-8")
    report = read_study(draft.path).report
    assert (report.schemes, report.personas, report.dossiers) == (("value_tier",), True, 20)
    check_choice(Stage("collection", start_run(tmp_path / "runs", "a", draft.path)))
