"""Free text without people: names of the tables, numbers, accounts, days and doors are starred out; the rest stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.anonymise.masking import STARS, Masker


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我是张伟，昨天的被子还没到", "我是***，昨天的被子还没到"),
        ("请打 13800138000 联系", "请打 *** 联系"),
        ("电话１３８-００１３-８０００", "电话***"),
        ("电话一三八零零一三八零零零谢谢", "电话***谢谢"),
        ("座机0571-88886666转", "座机***转"),
        ("身份证11010519491231002X有误", "身份证***有误"),
        ("发到 zhang.wei@example.com 吧", "发到 *** 吧"),
        ("加我微信：zhang_wei88", "加我微信***"),
        ("送到梧桐路88号3单元502室", "送到梧桐路***3单元***".replace("3单元", STARS)),
        ("3月5日下的单", "***下的单"),
        ("2025-03-05 下的单", "*** 下的单"),
        ("王女士会来取", "***女士会来取"),
        ("Please tell Ann Lee about it", "Please tell *** about it"),
        ("ZHANG WEI ordered", "*** ordered"),
        ("订单D2025030512345到哪了", "订单***到哪了"),
    ],
)
def test_what_tells_who_somebody_is_is_starred_out(text, masked):
    assert Masker({"张伟", "Ann Lee", "zhang wei", "D2025030512345"}).mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "遮光窗帘拍了5天还没发货，帮我催一下",
        "32厘米的锅多少钱，有没有329元的",
        "Anne and planner: a longer word is no name",
        "春秋被和冬被有什么区别",
        "",
    ],
)
def test_what_tells_nobody_stays(text):
    masker = Masker({"张伟", "Ann", "plan"})
    assert masker.mask(text) == text
    assert not masker.found


def test_a_catalogue_keeps_its_numbers_but_no_phone():
    masker = Masker({"张伟"})
    assert masker.mask_names("保温杯 6901234567892 350ml") == "保温杯 6901234567892 350ml"
    assert masker.mask_names("张伟定制杯 13800138000") == "***定制杯 ***"


def test_what_was_starred_out_is_counted_by_kind():
    masker = Masker({"张伟"})
    masker.mask("张伟 13800138000")
    masker.mask("张伟")
    assert masker.found == {"name": 2, "number": 1}


LETTERS = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=20)
CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2, max_size=4)


@given(before=LETTERS, name=CHINESE, after=LETTERS)
def test_a_known_chinese_name_is_never_left(before, name, after):
    assert name not in Masker({name}).mask(before + name + after)


@given(before=CHINESE, digits=st.integers(10**10, 10**11 - 1), gap=st.sampled_from(["", " ", "-"]), after=CHINESE)
def test_a_long_number_is_never_left(before, digits, gap, after):
    text = str(digits)
    spelled = f"{text[:3]}{gap}{text[3:7]}{gap}{text[7:]}"
    assert text not in Masker(()).mask(f"{before}{spelled}{after}").replace(gap, "")
