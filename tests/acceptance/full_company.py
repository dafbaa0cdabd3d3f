"""A company with every table: orders, master, answers, events and messages, 2,000 customers planted by chance."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from segkit.segments.standard import library_names
from tests.acceptance.companies import LAST, Company, write_study

CUSTOMERS = 2_000
PROSPECTS = 150  # known by the master, by events or by both, without an order
CATEGORIES = {"床品": 300, "厨具": 120, "香氛": 60, "收纳": 40, "茶具": 90, "": 50}  # and their usual price
ORDER_CHANNELS = ("小程序", "门店", "官网")
EVENTS = ("浏览商品", "加入购物车", "提交咨询表单", "参加活动", "社群发言", "收藏", "移出购物车")
EVENT_CHANNELS = ("小程序", "门店", "线下展会", "")
CITIES = ("上海", "北京市", "江苏省南京市", "成都", "佛山市", "三亚", "镇江", "")
REGIONS = ("华东", "华南", "华北", "")
DEMANDS = ("", "0", "400", "1500", "6000", "20000", "900")  # what they need of such goods in a year
INDUSTRIES = (
    *(
        "种植",
        "煤炭",
        "机械加工",
        "热力",
        "装修",
        "零售",
        "物流",
        "酒店",
        "软件",
        "银行",
        "物业",
        "广告",
        "研究院",
        "环保",
    ),
    *("美容", "培训", "诊所", "影视", "协会", "使馆", "其他", ""),
)
KINDS = ("企业", "个人", "经销商", "其他", "")
MESSAGES = {  # how the need is put, and what belongs to none
    "service": (
        "东西收到就碎了，要退货",
        "退款申请了还没到账",
        "订单拍了三天没发货，催一下",
        "I want a refund, the cup arrived broken",
    ),
    "product": ("有没有适合小户型的收纳", "想买一套床品，推荐一下", "茶具什么时候补货", "Is the kettle back in stock?"),
    "information": ("门店几点关门", "这个怎么清洗", "下次大促是什么时候", "What are your opening hours?"),
    "": ("好的", "嗯嗯", "ok"),
}
# Customers by the way they buy: days since the last order, orders, days between orders, usual times of the usual price.
WAYS = (
    (range(1, 40), range(14, 22), 18, 3.0),
    (range(60, 150), range(4, 8), 45, 1.2),
    (range(420, 640), range(1, 2), 1, 0.5),
    (range(1, 30), range(1, 2), 1, 0.8),
    (range(1, 700), range(1, 9), 60, 1.5),  # this way and that: so that every segment has somebody
)


OWN_WORDS = """\
goal: {zh-CN: 每种口径都算一遍, en: Every basis once}
owner: 市场部
review_date: 2026-06-30
schemes:
  - id: topic
    kind: keywords
    name: {zh-CN: 来信话题, en: Topic of messages}
    purpose: {zh-CN: 看客户来信说什么, en: What customers write about}
    segments:
      - id: topic_goods
        name: {zh-CN: 谈货品的客户, en: Goods}
        public_name: {zh-CN: 货品客户, en: Goods}
        rule: {zh-CN: 来信多谈货品, en: Mostly of goods}
        words: [床品, 茶具, 收纳, kettle, ＣＵＰ]
        exclude: [补货]
      - id: topic_polite
        name: {zh-CN: 客气的客户, en: Polite}
        public_name: {zh-CN: 客气客户, en: Polite}
        rule: {zh-CN: 来信只有一声好, en: Only a word}
        words: [好的, OK]
        mode: exact
    otherwise:
      id: topic_other
      name: {zh-CN: 话题不明的客户, en: Other topics}
      public_name: {zh-CN: 其他来信客户, en: Others}
      rule: {zh-CN: 其余客户, en: Everybody else}
"""


@dataclass(frozen=True)
class FullCompany:
    """The rows of every table as they are written, and what was planted: the way of buying, the need of a message."""

    orders: list[dict[str, str]]
    customers: list[dict[str, str]]
    feedback: list[dict[str, str]]
    events: list[dict[str, str]]
    messages: list[dict[str, str]]
    ways: dict[str, int]
    needs: dict[str, str]  # by the text of a message


def full_company(seed: int = 7) -> FullCompany:
    """The same company for the same seed."""
    chance = Random(seed)
    names = [f"C{number:04}" for number in range(CUSTOMERS)]
    ways = {name: chance.choices(range(5), (3, 4, 3, 2, 2))[0] for name in names}
    later = Random(seed + 1)
    prospects = [f"P{number:04}" for number in range(PROSPECTS)]
    return FullCompany(
        orders=[line for name in names for line in _orders(name, ways[name], chance)],
        customers=[_person(name, chance) for name in names] + [_person(name, later) for name in prospects[30:]],
        feedback=[answer for name in names for answer in _answers(name, chance)],
        events=[event for name in names for event in _events(name, chance)]
        + [event for name in prospects[:90] for event in _events(name, later)],
        messages=[message for name in names for message in _messages(name, chance)],
        ways=ways,
        needs={text: need for need, texts in MESSAGES.items() for text in texts},
    )


def _time(day: date, chance: Random) -> str:
    at = datetime.combine(day, datetime.min.time()) + timedelta(seconds=chance.randrange(86_400))
    return at.isoformat(sep=" ")


def _orders(name: str, way: int, chance: Random) -> Iterable[dict[str, str]]:
    last, counts, gap, dear = WAYS[way]
    ago, channel = chance.choice(last), chance.choice(ORDER_CHANNELS)
    taste = chance.choice((0.6, 1.0, 1.0, 1.4)) * dear
    for number in range(chance.choice(counts)):
        order, day = f"{name}-{number}", LAST - timedelta(days=ago)
        when = _time(day, chance)
        for line in range(chance.choice((1, 1, 2, 3))):
            category = chance.choice(list(CATEGORIES))
            pieces = chance.choice((1, 1, 2))
            price = CATEGORIES[category] * taste * chance.uniform(0.8, 1.2)
            entry = {
                "customer_id": name,
                "order_id": order,
                "order_date": when,
                "amount": f"{price * pieces:.2f}",
                "category": category,
                "quantity": str(pieces),
                "channel": channel if chance.random() < 0.8 else chance.choice(ORDER_CHANNELS) if not line else channel,
                "product": f"{category or '杂物'}{line}",
            }
            yield entry
            if chance.random() < 0.04:
                later = min(LAST, day + timedelta(days=chance.randrange(20)))
                yield entry | {"amount": f"-{entry['amount']}", "order_date": _time(later, chance), "quantity": ""}
        ago += chance.randint(1, 2 * gap)


def _person(name: str, chance: Random) -> dict[str, str]:
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(26_000))
    return {
        "customer_id": name,
        "gender": chance.choice(("男", "女", "")),
        "birth_date": born.isoformat() if chance.random() < 0.9 else "",
        "city": chance.choice(CITIES),
        "region": chance.choice(REGIONS),
        "present_grade": chance.choice(("金卡", "银卡", "普卡", "")),
        "kind": chance.choice(KINDS),
        "industry": chance.choice(INDUSTRIES),
        "assets": chance.choice(("", "499999.99", "500000", "6000000", f"{chance.randrange(9_000_000)}")),
        "demand": DEMANDS[int(name[1:]) % len(DEMANDS)],
    }


def _answers(name: str, chance: Random) -> Iterable[dict[str, str]]:
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        day = LAST - timedelta(days=chance.randrange(200))
        yield {"customer_id": name, "answered_date": day.isoformat(), "satisfaction": str(chance.randint(1, 5))}


def _events(name: str, chance: Random) -> Iterable[dict[str, str]]:
    quiet = chance.choice((0, 20, 100, 400))
    for _ in range(chance.choice((0, 1, 3, 8, 12))):
        day = LAST - timedelta(days=quiet + chance.randrange(120))
        yield {
            "customer_id": name,
            "event_at": _time(day, chance),
            "event": chance.choice(EVENTS),
            "channel": chance.choice(EVENT_CHANNELS),
        }


def _messages(name: str, chance: Random) -> Iterable[dict[str, str]]:
    for _ in range(chance.choice((0, 1, 2, 3, 4))):
        day = LAST - timedelta(days=chance.randrange(60))
        text = chance.choice(MESSAGES[chance.choice(list(MESSAGES))])
        yield {"customer_id": name, "sent_at": _time(day, chance), "text": text}


def write_full_company(company: FullCompany, folder: Path) -> Path:
    """The company's files and a study whose standard holds every ready scheme; its study.yml comes back."""
    tables = {name: getattr(company, name) for name in ("customers", "feedback", "events", "messages")}
    sources = {name: _source(name, rows) for name, rows in {"orders": company.orders, **tables}.items()}
    sources["feedback"]["scale"] = [1, 5]
    standard = OWN_WORDS + "".join(f"  - {name}\n" for name in library_names())
    settings = {"sources": sources, "standard": "standard.yml", "primary": "rfm_8", "clusters": {"k": 4}}
    files = {f"{name}.csv": _csv(rows) for name, rows in tables.items()} | {"standard.yml": standard}
    return write_study(Company(tuple(company.orders), settings, files), folder)


def _source(name: str, rows: list[dict[str, str]]) -> dict[str, object]:
    return {"file": f"{name}.csv", "columns": {column: column for column in rows[0]}}


def _csv(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
