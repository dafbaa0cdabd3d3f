"""Inputs 10 to 16: encodings that are proved, asked about, or mixed, and bytes that belong to none."""

import pytest

from tests.acceptance.bad_inputs.company import HEAD, Shop, as_text, clean_rows, column_of, explained, spoiled

TRADITIONAL = ("會員編號", "姓名", "手機", "訂單編號", "下單時間", "金額")
TINY = ("customer_id", "city", "order_id", "order_date", "amount")
TINY_ROLES = {name: name for name in TINY if name != "city"}


def tiny(city: str) -> str:
    """A file with one word beyond ASCII."""
    rows = [[f"HY{1001 + at % 5}", "", f"D{at}", row[4], row[5]] for at, row in enumerate(clean_rows())]
    rows[4][1] = city
    return as_text(rows, head=TINY)


def test_gb18030_is_decoded_to_the_rarest_character_and_stated(shop: Shop):
    """#10"""
    shop.write(as_text(spoiled(clean_rows(), "姓名", r2="㐂𠮷")), encoding="gb18030")
    assert shop.inspected()["encoding"] == "gb18030"
    assert [shop.say("inspect", "订单.csv", "--language", one).out.count("GB18030") for one in ("zh-CN", "en")] == [
        1,
        1,
    ]
    cleaned = shop.cleaned(customer_name="姓名")
    assert (cleaned.aside, len(cleaned.table("order_lines"))) == ({}, 30)
    assert cleaned.quality.encoding == "gb18030"


def test_plain_traditional_chinese_is_big5_and_a_few_words_are_asked_about(shop: Shop):
    """#11"""
    rows = column_of(clean_rows(), "姓名", lambda at, _: ("張國榮", "陳曉東", "黃麗華")[at % 3])
    shop.write(as_text(rows, head=TRADITIONAL), encoding="big5")
    assert shop.inspected()["encoding"] == "big5"
    shop.write(tiny("台北"), encoding="big5")
    told = shop.say("inspect", "订单.csv", "--language", "en")
    assert (told.exit_code, told.codes) == (2, ["E-SRC-15"])
    assert ("read: {encoding: big5}" in told.err, "台*" in told.err) == (True, True)
    assert shop.cleaned(read="read: {encoding: big5}", **TINY_ROLES).aside == {}


def test_two_characters_of_gbk_are_asked_about_with_both_readings(shop: Shop):
    """#12"""
    shop.write(tiny("上海"), encoding="gb18030")
    other = "上海".encode("gb18030").decode("big5")
    told = shop.stops("E-SRC-15", "订单.csv", "gb18030", "big5", "上*", known=f"上\n{other[0]}\n┊")
    assert all("read: {encoding: gb18030}" in text for text in told.values())
    assert all(other not in text and "上海" not in text for text in told.values())
    assert shop.cleaned(read="read: {encoding: gb18030}", **TINY_ROLES).aside == {}


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_with_its_mark_and_asked_about_without(shop: Shop, codec):
    """#13"""
    shop.write("\ufeff" + as_text(clean_rows()), encoding=codec)
    assert (shop.inspected()["encoding"], shop.inspected()["kept"]) == ("utf-16", 30)
    shop.write(as_text(clean_rows()), encoding=codec)
    for language in ("zh-CN", "en"):
        told = shop.say("inspect", "订单.csv", "--language", language)
        assert (told.exit_code, told.codes) == (2, ["E-SRC-15"])
        assert (f"read: {{encoding: {codec}}}" in told.err, ",".join(HEAD) in told.err) == (True, True)
        assert [name for name in ("张三丰", "13800138000") if name in told.err] == []
    assert len(shop.cleaned(read=f"read: {{encoding: {codec}}}").table("order_lines")) == 30


def test_rows_of_gbk_pasted_into_utf_8_are_set_aside_with_their_lines(shop: Shop):
    """#14"""
    lines = as_text(clean_rows()).encode().splitlines(keepends=True)
    lines[5] = as_text(clean_rows()[4:5], head=()).strip().encode("gb18030") + b"\n"
    shop.write(b"".join(lines))
    found = shop.inspected()
    assert (found["kept"], found["problems"][0]) == (29, {"code": "undecodable", "line": 6, "column": None})
    assert found["grounds"][0]["slots"]["offset"] == sum(map(len, lines[:5])) + 7
    cleaned = shop.cleaned()
    assert cleaned.aside == {6: "undecodable"}
    explained(cleaned.aside)


def test_a_mark_at_the_start_is_read_over_and_one_in_the_middle_begins_a_repeated_header(shop: Shop):
    """#15"""
    shop.write("\ufeff" + as_text(clean_rows(10)) + "\ufeff" + as_text(clean_rows(30)[10:]))
    cleaned = shop.cleaned()
    assert (cleaned.ledger["repeated_header"], len(cleaned.table("order_lines")), cleaned.aside) == (1, 30, {})
    assert shop.inspected()["columns"][0]["name"] == HEAD[0]


def test_a_nul_byte_spoils_an_id_and_is_taken_out_of_a_name(shop: Shop):
    """#16"""
    rows = spoiled(clean_rows(), "会员号", r1="HY\0001")
    rows = spoiled(spoiled(rows, "金额", r2="1\0.50"), "姓名", r3="张\0三丰", r4="李\0秀兰")
    shop.write(as_text(rows))
    cleaned = shop.cleaned(customer_name="姓名")
    assert (cleaned.aside, len(cleaned.table("order_lines"))) == ({3: "nul_byte", 4: "nul_byte"}, 28)
    assert ("2 行" in cleaned.notes("zh-CN"), "2 rows" in cleaned.notes("en")) == (True, True)
    assert shop.inspected()["quarantined"] == 4  # without a study nobody knows which columns matter
    explained(cleaned.aside)
