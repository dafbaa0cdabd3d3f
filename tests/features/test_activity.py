from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.columns import ROLES, TOLD
from segkit.engine import open_engine
from segkit.features.activity import customer_activity, event_kinds, first_asked, is_offline
from tests.tables import rows, table

END = date(2024, 3, 31)


def events(*entries):
    """Events from (customer, day or time, name, channel)."""
    names = ("customer_id", "event_at", "event", "channel")
    found = [dict(zip(names, entry, strict=False)) for entry in entries]
    for one in found:
        one["event_at"] = datetime.fromisoformat(one["event_at"])
    return table(ROLES["events"], *found)


def of_ana(engine, *entries):
    return rows(engine, customer_activity(events(*(("ana", *entry) for entry in entries)), END))[0]


def test_activity_has_the_columns_and_types_of_the_dictionary():
    found = customer_activity(events(("ana", "2024-03-01", "浏览")), END).schema()
    assert {name: str(kind) for name, kind in found.items()} == {"customer_id": "string"} | {
        name: kind.rstrip("?") for name, kind in TOLD["events"].items()
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("浏览商品", "browse"), ("加入购物车", "cart"), ("提交咨询表单", "form"), ("参加活动", "join"),
        ("社群发言", "post"), ("收藏", "favourite"), ("点击", "browse"), ("浏览购物车", "browse"),
        ("查看评论", "browse"),
        ("view_item", "browse"), ("AddToCart", "cart"), ("form_submitted", "form"), ("joined webinar", "join"),
        ("comments", "post"), ("Wishlist", "favourite"), ("search", "browse"), ("Browsing", "browse"),
    ],
)  # fmt: skip
def test_an_event_is_told_by_its_name(name, kind):
    assert event_kinds([name]) == {name: kind}


@pytest.mark.parametrize(
    "name", ["delivered", "preview", "platform", "unlike", "移出购物车", "取消收藏", "login", "", "支付"]
)
def test_what_only_sounds_like_an_event_or_undoes_one_is_of_no_kind(name):
    assert event_kinds([name]) == {}


def test_a_store_online_is_not_offline():
    assert [is_offline(one) for one in ("门店", "Store", "到店", "In-store counter")] == [True] * 4
    assert [is_offline(one) for one in ("App store", "online store", "平台旗舰店", "门店小程序", "affairs", "")] == [
        False
    ] * 6


def test_the_last_ninety_days_end_with_the_last_day(engine):
    # 31 March is 0 days ago, 2 January 89, 1 January 90.
    ana = of_ana(engine, ("2024-03-31T23:59", "浏览"), ("2024-01-02", "加购"), ("2024-01-01", "社群发言"))
    assert (ana["n_events"], ana["n_events_90d"], ana["last_event_days"]) == (3, 2, 0)
    assert (ana["n_browse_90d"], ana["n_cart_90d"], ana["n_posts_90d"], ana["n_form_90d"]) == (1, 1, 0, 0)


def test_what_happened_after_the_last_day_is_not_seen(engine):
    assert of_ana(engine, ("2024-03-01", "浏览"), ("2024-04-01", "加购"))["n_events"] == 1
    assert rows(engine, customer_activity(events(("ana", "2024-04-01", "浏览")), END)) == []


def test_joins_of_a_year_are_online_unless_the_channel_is_a_place(engine):
    ana = of_ana(
        engine,
        ("2024-03-01", "参加活动", "门店"),
        ("2024-03-02", "参加活动", "小程序"),
        ("2024-03-03", "参加活动"),
        ("2023-04-02", "参加活动", "门店"),  # 364 days ago
        ("2023-04-01", "参加活动", "门店"),  # 365
        ("2024-03-04", "浏览", "门店"),
    )
    assert (ana["n_online_joins"], ana["n_offline_joins"]) == (2, 2)


def test_asking_counts_carts_and_forms_of_all_time(engine):
    ana = of_ana(engine, ("2020-01-01", "加购"), ("2024-03-01", "咨询"), ("2024-03-01", "浏览"))
    assert ana["n_asked"] == 2


def test_without_a_channel_column_joins_are_online(engine):
    known = events(("ana", "2024-03-01", "参加活动")).drop("channel")
    ana = rows(engine, customer_activity(known, END))[0]
    assert (ana["n_online_joins"], ana["n_offline_joins"]) == (1, 0)


def test_no_events_give_no_customers(engine):
    assert rows(engine, customer_activity(events(), END)) == []
    assert rows(engine, first_asked(events())) == []


def test_the_first_asking_is_the_first_cart_or_form(engine):
    asked = ("ana", "2024-02-02", "加购"), ("ana", "2024-02-01T08:00", "咨询")
    known = events(("ana", "2024-01-01", "浏览"), *asked, ("bo", "2024-01-01", "浏览"))
    assert rows(engine, first_asked(known)) == [{"customer_id": "ana", "asked_date": date(2024, 2, 1)}]


entry = st.tuples(
    st.sampled_from(["ana", "bo"]),
    st.datetimes(datetime(2023, 1, 1), datetime(2024, 5, 1)).map(lambda at: at.isoformat(timespec="seconds")),
    st.sampled_from(["浏览", "加购", "咨询", "参加活动", "发言", "登录"]),
    st.sampled_from(["门店", "小程序", None]),
)


def by_hand(customer, seen):
    """The activity of one customer from (days ago, name, channel)."""
    recent = [name for ago, name, _ in seen if ago < 90]
    joined = [place for ago, name, place in seen if ago < 365 and name == "参加活动"]
    return {
        "customer_id": customer,
        "last_event_days": min(ago for ago, *_ in seen),
        "n_events": len(seen),
        "n_asked": sum(name in ("加购", "咨询") for _, name, _ in seen),
        "n_events_90d": len(recent),
        "n_browse_90d": recent.count("浏览"),
        "n_cart_90d": recent.count("加购"),
        "n_form_90d": recent.count("咨询"),
        "n_posts_90d": recent.count("发言"),
        "n_online_joins": len(joined) - joined.count("门店"),
        "n_offline_joins": joined.count("门店"),
    }


@settings(max_examples=15)
@given(st.lists(entry, max_size=12), st.randoms())
def test_activity_is_counted_as_by_hand_whatever_the_order(entries, chance):
    found = rows(open_engine(), customer_activity(events(*chance.sample(entries, len(entries))), END))
    seen = [(who, (END - date.fromisoformat(at[:10])).days, name, channel) for who, at, name, channel in entries]
    seen = [one for one in seen if one[1] >= 0]
    people = sorted({one[0] for one in seen})
    assert found == [by_hand(who, [one[1:] for one in seen if one[0] == who]) for who in people]
