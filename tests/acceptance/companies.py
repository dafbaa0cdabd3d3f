"""Small and strange companies: an order file each, and what its study says besides."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from ruamel.yaml import YAML

LAST = date(2025, 12, 31)
Line = dict[str, object]


@dataclass(frozen=True)
class Company:
    """Order lines by column, and settings beside the usual ones; `files` lie next to the study."""

    lines: tuple[Line, ...]
    settings: dict[str, object] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)


def write_study(company: Company, folder: Path, languages: Iterable[str] = ("zh-CN", "en")) -> Path:
    """Write the company's files; its study.yml comes back."""
    with (folder / "orders.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(company.lines[0]))
        writer.writeheader()
        writer.writerows(company.lines)
    for name, text in company.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    study = {
        "study": "strange",
        "company": {"zh-CN": "异常商行", "en": "Strange & Co"},
        "languages": list(languages),
        "as_of": LAST,
        "sources": {"orders": {"file": "orders.csv", "columns": {name: name for name in company.lines[0]}}},
        "clusters": {"k": "auto"},
    }
    with (folder / "study.yml").open("w", encoding="utf-8") as file:
        YAML().dump(study | company.settings, file)
    return folder / "study.yml"


def ordinary(customers: int, *, days: int = 720, most_orders: int = 8, **columns: object) -> Iterator[Line]:
    """Orders of `customers` over the last `days`, the same every time; `columns` are added to each line."""
    chance = Random(customers)
    number = 0
    for who in range(customers):
        for _ in range(chance.randint(1, most_orders)):
            number += 1
            yield {
                "customer_id": f"C{who:04}",
                "order_id": f"A{number:05}",
                "order_date": (LAST - timedelta(days=chance.randrange(days))).isoformat(),
                "amount": f"{chance.randint(10, 900)}.{chance.randint(0, 99):02}",
                **columns,
            }


def alike(customers: int) -> Iterator[Line]:
    """Everybody bought the same on the same days."""
    for who in range(customers):
        for at, day in enumerate((date(2025, 3, 1), date(2025, 9, 1))):
            yield {
                "customer_id": f"C{who:03}",
                "order_id": f"A{who:03}{at}",
                "order_date": day.isoformat(),
                "amount": "50.00",
            }


def refunded(customers: int) -> Iterator[Line]:
    """In August 2025 nobody bought and some were refunded."""
    for line in ordinary(customers):
        if not str(line["order_date"]).startswith("2025-08"):
            yield line
    for who in range(0, customers, 5):
        yield {"customer_id": f"C{who:04}", "order_id": f"R{who}", "order_date": "2025-08-15", "amount": "-9.90"}


def with_column(lines: Iterable[Line], **values: list[str]) -> Iterator[Line]:
    """The lines with a column more, its values in turn."""
    for at, line in enumerate(lines):
        yield line | {name: found[at % len(found)] for name, found in values.items()}


def renamed(lines: Iterable[Line], name: str) -> Iterator[Line]:
    """The lines with another pattern of customer ids; `name` holds one {}."""
    for line in lines:
        yield line | {"customer_id": name.format(line["customer_id"])}


RULES = """\
goal: {zh-CN: 先守住大额客户, en: Keep the big spenders first}
owner: 市场部
review_date: 2026-06-30
schemes:
  - id: own_rules
    kind: rules
    name: {zh-CN: 自有分类, en: Own classes}
    purpose: {zh-CN: 按金额与近期消费分配人手, en: Shares out the work by money and recency}
    segments:
      - id: big_spender
        name: {zh-CN: 大额常客, en: Big spenders}
        public_name: {zh-CN: 大额常客, en: Big spenders}
        rule: {zh-CN: 半年内来过且累计满 2000 元, en: "Here within half a year, 2000 or more in all"}
        objective: keep
        when: monetary >= 2000 and recency_days <= 180
      - id: quiet_one
        name: {zh-CN: 沉静客户, en: Quiet ones}
        public_name: {zh-CN: 沉静客户, en: Quiet ones}
        rule: {zh-CN: 半年没有来过, en: Away for half a year}
        objective: win_back
        when: recency_days > 180
    otherwise:
      id: other_one
      name: {zh-CN: 往来客户, en: Passers-by}
      public_name: {zh-CN: 往来客户, en: Passers-by}
      rule: {zh-CN: 不在以上两类, en: In neither of these}
      objective: grow
"""
LONG = [f"华东大区杭州市西湖区文三路第{number}号旗舰体验中心店" for number in range(200)]
EMOJI = ["茶具🍵", "𠮷野家联名", "café ☕", "普通杯子"]

COMPANIES: dict[str, Company] = {
    "one_customer": Company(tuple(ordinary(1))),
    "twelve_customers": Company(tuple(ordinary(12))),
    "one_order_each": Company(tuple(ordinary(150, most_orders=1))),
    "everybody_identical": Company(tuple(alike(60))),
    "three_weeks": Company(tuple(ordinary(120, days=21))),
    "a_month_of_refunds": Company(tuple(refunded(150))),
    "two_hundred_stores": Company(
        tuple(with_column(ordinary(900), store=LONG, category=["杯子", "茶叶"], channel=["门店", "线上"]))
    ),
    "emoji_and_rare_letters": Company(
        tuple(with_column(renamed(ordinary(150), "张𠮷{}🎉"), category=EMOJI, channel=["📱", "门店"], product=EMOJI))
    ),
    "a_name_of_sixty_letters": Company(
        tuple(ordinary(150)),
        {"company": {"zh-CN": "栗湾" * 30, "en": "The Very Long and Winding Trading Company of Liwan Bay, Asia"}},
    ),
    "in_dollars": Company(tuple(ordinary(150)), {"currency": "USD"}),
    "in_yen": Company(tuple(ordinary(150)), {"currency": "JPY"}),
    "eleven_segments": Company(tuple(ordinary(400)), {"primary": "rfm_11"}),
    "by_value": Company(tuple(ordinary(150)), {"primary": "value_tier"}),
    "by_grade": Company(tuple(ordinary(150)), {"primary": "abcd"}),
    "by_clusters": Company(tuple(ordinary(150)), {"primary": "clusters"}),
    "own_rules": Company(
        tuple(ordinary(150)), {"primary": "own_rules", "standard": "standard.yml"}, {"standard.yml": RULES}
    ),
    "no_clusters_asked": Company(tuple(ordinary(150)), {"clusters": None}),
}
