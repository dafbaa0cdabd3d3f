"""What customers did besides buying: looked, put into the cart, asked by form, spoke in the community, took part."""

import re
from collections.abc import Iterable
from datetime import date

import ibis
from ibis.expr.types import BooleanColumn, Table

from segkit.engine import fetch
from segkit.matching import holds_any

RECENT_DAYS, YEAR_DAYS = 90, 365
MOST_NAMES = 10_000  # different events, or channels, that a file may name
KINDS = ("browse", "cart", "form", "join", "post", "favourite")
# What an event's name must hold, in the order in which it is tried: looking at the cart is looking, not buying.
# fmt: off
WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("browse", ("浏览", "查看", "访问", "view", "browse", "browsing", "visit")),
    ("cart", ("购物车", "加购", "cart", "basket")),
    ("form", ("表单", "咨询", "询价", "留资", "试用申请",
              "form", "inquiry", "enquiry", "inquire", "enquire", "quote", "lead")),
    ("join", ("活动", "签到", "报名", "直播", "讲座", "体验",
              "event", "campaign", "workshop", "webinar", "live", "livestream")),
    ("post", ("发言", "评论", "发帖", "晒单", "点赞", "回复", "分享",
              "post", "comment", "review", "like", "share", "sharing")),
    ("favourite", ("收藏", "关注", "心愿", "favourite", "favorite", "wish", "wishlist", "follow")),
    ("browse", ("搜索", "点击", "search", "click")),
)
# fmt: on
UNDONE = ("取消", "移出", "移除", "删除", "remove", "cancel", "cancelled", "unfollow", "unlike")
ONLINE = ("线上", "小程序", "官网", "网店", "旗舰店", "网上", "app", "online", "web", "website", "mini program")
OFFLINE = ("门店", "线下", "到店", "柜台", "展会", "store", "offline", "shop floor", "counter", "fair")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")  # addToCart


def event_kinds(names: Iterable[str]) -> dict[str, str]:
    """The kind of each event name (of KINDS; the first that fits in the order of WORDS).

    Names of no kind are left out, and so are those that undo something (移出购物车). Latin words count whole: neither
    `delivered` is live nor `preview` a review.
    """
    found = {name: _kind(_CAMEL.sub(" ", name)) for name in names}
    return {name: kind for name, kind in found.items() if kind is not None}


def is_offline(channel: str) -> bool:
    """Whether a channel's name speaks of a place; one that is online as well (online store) is not offline."""
    return holds_any(channel, OFFLINE, whole=True) and not holds_any(channel, ONLINE, whole=True)


def customer_activity(events: Table, as_of: date) -> Table:
    """What each customer did up to and including `as_of`.

    Parameters
    ----------
    events
        customer_id, event_at, event, and channel where there is one (`columns.ROLES["events"]`).

    Returns
    -------
    One row per customer with an event: last_event_days; counts of the last 90 days n_events_90d, n_browse_90d,
    n_cart_90d, n_form_90d, n_posts_90d; of the last 365 days n_online_joins, n_offline_joins (by the channel's name;
    without one as online); n_events, n_asked (carts and forms) of all time. A count is 0 where nothing of its kind
    happened; a customer whose events are all later than `as_of` is absent. The order of rows decides nothing.

    Raises
    ------
    TooManyRows
        The file names more than 10,000 different events or channels.
    """
    seen = events.mutate(day=events.event_at.cast("date"))
    seen = seen.filter(seen.day <= as_of)
    days_ago = ibis.literal(as_of).delta(seen.day, unit="day").cast("int64")
    seen = seen.mutate(days_ago=days_ago, **_kinds_of(seen))
    is_recent = seen.days_ago < RECENT_DAYS
    is_join = seen.is_join & (seen.days_ago < YEAR_DAYS)
    found = seen.group_by("customer_id").aggregate(
        last_event_days=seen.days_ago.min(),
        n_events=seen.count(),
        n_asked=seen.day.count(where=seen.is_cart | seen.is_form),
        n_events_90d=seen.day.count(where=is_recent),
        n_browse_90d=seen.day.count(where=seen.is_browse & is_recent),
        n_cart_90d=seen.day.count(where=seen.is_cart & is_recent),
        n_form_90d=seen.day.count(where=seen.is_form & is_recent),
        n_posts_90d=seen.day.count(where=seen.is_post & is_recent),
        n_online_joins=seen.day.count(where=is_join & ~seen.is_offline),
        n_offline_joins=seen.day.count(where=is_join & seen.is_offline),
    )
    return found.mutate(**{name: found[name].cast("int64") for name in found.columns if name != "customer_id"})


def first_asked(events: Table) -> Table:
    """The first day on which each customer put something into the cart or sent a form.

    Returns
    -------
    One row per customer who did so at any time: customer_id, asked_date. Nobody did: no row.
    """
    kinds = _kinds_of(events)
    asked = events.filter(kinds["is_cart"] | kinds["is_form"])
    return asked.group_by("customer_id").aggregate(asked_date=asked.event_at.cast("date").min())


def _kind(name: str) -> str | None:
    if holds_any(name, UNDONE, whole=True):
        return None
    return next((kind for kind, words in WORDS if holds_any(name, words, whole=True)), None)


def _kinds_of(events: Table) -> dict[str, BooleanColumn]:
    """`is_<kind>` for every kind, and `is_offline`, decided once per name that occurs."""
    kinds = event_kinds(_names(events, "event"))
    named = {kind: [name for name, found in kinds.items() if found == kind] for kind in KINDS}
    channels = _names(events, "channel") if "channel" in events.columns else []
    offline = [name for name in channels if is_offline(name)]
    is_kind = {f"is_{kind}": _is_one_of(events, "event", names) for kind, names in named.items()}
    return is_kind | {"is_offline": _is_one_of(events, "channel", offline)}


def _names(events: Table, column: str) -> list[str]:
    names = events.select(name=events[column]).distinct()
    return sorted(name for name in fetch(names, at_most=MOST_NAMES)["name"].to_pylist() if name)


def _is_one_of(events: Table, column: str, names: list[str]) -> BooleanColumn:
    return events[column].isin(names).fill_null(False) if names else ibis.literal(False)
