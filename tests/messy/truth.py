"""The clean truth: the order lines of an invented shop, before anything soils them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.messy.words import CHANNELS, PRODUCTS, SHADES, STATUSES

LIMITS = (Decimal(50_000), Decimal(200_000), Decimal(1_000_000))
DAYS = 700  # how far back the shop's first order lies


@dataclass(frozen=True)
class OrderLine:
    """One product on one order, as it truly was; the order's lines differ in their product."""

    customer_id: str
    order_id: str
    order_date: date
    clock: str  # time of day, hh:mm:ss between 09:00 and 15:59: the same day in Shanghai, London and UTC
    amount: Decimal  # two places
    product: str
    category: str
    channel: str
    quantity: int
    status: str


@dataclass(frozen=True)
class Shop:
    """What one export of the shop holds: its order lines, oldest first, and what the company says of them."""

    as_of: date
    limit: Decimal
    order_lines: tuple[OrderLine, ...]


def clean_shop(rng: Random, language: str, n_lines: int) -> Shop:
    """A shop with `n_lines` order lines in 1 to 3 lines per order; customers and orders are numbered 1, 2, …"""
    as_of = date(2024, 6, 30) + timedelta(days=rng.randrange(550))
    n_customers = max(3, n_lines // 3)
    orders = sorted(as_of - timedelta(days=rng.randrange(DAYS)) for _ in range(n_lines))
    lines: list[OrderLine] = []
    for number, day in enumerate(orders, start=1):
        lines += order_lines(rng, language, number, rng.randrange(n_customers) + 1, day)
    return Shop(as_of, rng.choice(LIMITS), tuple(lines[:n_lines]))


def order_lines(rng: Random, language: str, number: int, customer: int, day: date) -> list[OrderLine]:
    """The 1 to 3 lines of one order, each with another product."""
    clock = f"{rng.randrange(9, 16):02}:{rng.randrange(60):02}:{rng.randrange(60):02}"
    channel, status = rng.choice(CHANNELS[language]), rng.choice(STATUSES[language])
    return [
        OrderLine(str(customer), str(number), day, clock, price(rng), product, category, channel, quantity, status)
        for category, product, quantity in basket(rng, language)
    ]


def basket(rng: Random, language: str) -> list[tuple[str, str, int]]:
    """1 to 3 different products, each with its category and how many were bought."""
    offers = [(category, product) for category, products in PRODUCTS[language].items() for product in products]
    chosen = rng.sample(offers, rng.choice((1, 1, 1, 2, 3)))
    return [(category, f"{name} {rng.choice(SHADES[language])}", rng.choice((1, 1, 2, 3))) for category, name in chosen]


def price(rng: Random) -> Decimal:
    """An amount from 5.00 to 2,999.99, mostly small; one in five is a round figure."""
    cents = rng.randrange(500, rng.choice((20_000, 60_000, 300_000)))
    return Decimal(cents - cents % 100 if rng.random() < 0.2 else cents).scaleb(-2)
