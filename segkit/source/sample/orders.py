"""Clean order lines: who bought what, when, where and for how much."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np

from segkit.source.sample.people import Members, People
from segkit.source.sample.plan import FIRST_SECOND, N_DAYS, SamplePlan, open_stream
from segkit.source.sample.planted import Goods, offer_days, planted
from segkit.source.sample.words import draw, draw_by_row, keys, read_words

MOST_LINES = 7  # of one order
LAST_ORDER_NUMBER = 100_000_000  # order numbers end in eight scrambled digits
STEP = 61_803_399  # prime to the above: consecutive orders get scattered, unique endings


@dataclass(frozen=True)
class OrderLines:
    """One entry per order line; `at` in seconds since 1970, money in fen."""

    order: np.ndarray  # the order's number within the chunk, later its printed number
    member: np.ndarray  # place among the chunk's members
    at: np.ndarray
    product: np.ndarray
    quantity: np.ndarray
    price: np.ndarray
    amount: np.ndarray
    channel: np.ndarray
    remark: np.ndarray

    def __len__(self) -> int:
        return len(self.order)

    def take(self, places: np.ndarray) -> "OrderLines":
        """The lines at `places`, in that order."""
        return self._each(lambda column: column[places])

    def _each(self, change: Callable[[np.ndarray], np.ndarray]) -> "OrderLines":
        return OrderLines(**{item.name: change(getattr(self, item.name)) for item in fields(self)})


@dataclass(frozen=True)
class Orders:
    """One entry per order of a chunk."""

    person: np.ndarray
    day: np.ndarray
    at: np.ndarray
    channel: np.ndarray


def make_order_lines(plan: SamplePlan, chunk: int, people: People, members: Members) -> OrderLines:
    """All order lines of a chunk of people, ascending by time; no order holds a product twice."""
    rng = open_stream(plan, chunk, "orders")
    orders = make_orders(rng, plan, people)
    rng = open_stream(plan, chunk, "lines")
    order, product = draw_products(rng, people, orders)
    lines = priced_lines(rng, people, orders, order, product)
    member = members_of(rng, members, orders)[lines.order]
    return replace(lines, member=member, order=printed_numbers(lines, chunk))


def make_orders(rng: np.random.Generator, plan: SamplePlan, people: People) -> Orders:
    """Orders by ascending time."""
    person, turn, count = draw_turns(rng, plan, people)
    moment = draw_moments(rng, people, person, turn, count)
    day = np.minimum(moment.astype(np.int64), N_DAYS - 1)
    stays = rng.random(len(person)) < 0.72
    segment = people.segment[person]
    channel = np.where(stays, people.channel[person], draw_by_row(rng, planted().channels, segment))
    hour = draw_hours(rng, segment, channel)
    at = FIRST_SECOND + 86_400 * day + 3_600 * hour + rng.integers(0, 3_600, len(day))
    sequence = np.argsort(at, kind="stable")
    return Orders(person[sequence], day[sequence], at[sequence], channel[sequence])


def draw_turns(rng: np.random.Generator, plan: SamplePlan, people: People) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each order its person, which of the person's orders it is (from 0), and how many there are in all."""
    truth = planted()
    segment = people.segment
    buys = truth.column("orders")[segment] > 0
    years = np.maximum(people.left - np.maximum(people.joined, 0.0), 0.0) / 365.0
    further = truth.column("orders")[segment] * years
    lines = truth.column("lines")[segment]
    pace = (plan.lines_per_customer * len(people) - lines[buys].sum()) / (lines * further).sum()
    spread = truth.column("spread")[segment]
    eager = rng.gamma(spread, size=len(segment)) / spread
    count = np.where(buys, 1 + rng.poisson(np.maximum(pace, 0.02) * further * eager), 0)
    person = np.repeat(np.arange(len(people)), count)
    turn = np.arange(len(person)) - np.repeat(np.cumsum(count) - count, count)
    return person, turn, count[person]


def draw_moments(
    rng: np.random.Generator, people: People, person: np.ndarray, turn: np.ndarray, count: np.ndarray
) -> np.ndarray:
    """When each order falls, in days: even or chancy by segment, then drawn towards the days of high demand."""
    segment = people.segment[person]
    regular = planted().column("regular")[segment]
    even = (turn + rng.random(len(person))) / count
    place = np.where(rng.random(len(person)) < regular, even, rng.random(len(person)))
    place = np.where((turn == 0) & (people.joined[person] >= 0), 0.0, place)
    moment = np.empty(len(person))
    days = np.arange(N_DAYS + 1.0)
    for key, demand in enumerate(planted().demand):
        mine = segment == key
        first = np.interp(np.maximum(people.joined[person[mine]], 0.0), days, demand)
        last = np.interp(people.left[person[mine]], days, demand)
        moment[mine] = np.interp(first + place[mine] * (last - first), demand, days)
    return moment


def draw_hours(rng: np.random.Generator, segment: np.ndarray, channel: np.ndarray) -> np.ndarray:
    """The hour of each order by segment and channel."""
    table = planted().hours
    return draw_by_row(rng, table.reshape(-1, 24), segment * table.shape[1] + channel)


def draw_products(rng: np.random.Generator, people: People, orders: Orders) -> tuple[np.ndarray, np.ndarray]:
    """For each line its order and product; a product drawn twice for one order is dropped."""
    segment = people.segment[orders.person]
    count = 1 + np.minimum(rng.poisson(planted().column("lines")[segment] - 0.98), MOST_LINES - 1)
    order = np.repeat(np.arange(len(count)), count)
    segment, person = segment[order], orders.person[order]
    favours = rng.random(len(order)) < planted().column("faithful")[segment]
    drawn = draw_by_row(rng, planted().categories, segment)
    category = np.where(favours, people.category[person], drawn)
    product = draw_by_row(rng, planted().goods, segment * planted().categories.shape[1] + category)
    n_goods = len(Goods.load().price)
    return np.divmod(np.unique(order * n_goods + product), n_goods)


def priced_lines(
    rng: np.random.Generator, people: People, orders: Orders, order: np.ndarray, product: np.ndarray
) -> OrderLines:
    """Lines with quantity and money in whole fen; `order` is still the place among `orders`, `member` unset."""
    person = orders.person[order]
    price = Goods.load().price[product]
    quantity = 1 + np.floor(Goods.load().most[product] * rng.random(len(order)) ** 2.2).astype(np.int64)
    percent = draw_percents(rng, people.segment[person], orders.day[order])
    amount = price * quantity * percent // 100
    bulk = people.is_business[person] & (rng.random(len(order)) < 0.12) & (price < 60_000)
    quantity = np.where(bulk, 10 * (2 + rng.integers(0, 6, len(order))), quantity)
    amount = np.where(bulk, price * quantity * 85 // 100 // 10_000 * 10_000, amount)
    remark = draw(rng, [entry["weight"] for entry in read_words("values")["remark"]], len(orders.at))
    remark[orders.channel == keys("channel").index("store")] = 0
    at, channel, remark = orders.at[order], orders.channel[order], remark[order]
    return OrderLines(order, order, at, product, quantity, price, amount, channel, remark)


def draw_percents(rng: np.random.Generator, segment: np.ndarray, day: np.ndarray) -> np.ndarray:
    """The share of the list price that is paid: lower on days of offers and for those who wait for them."""
    table = np.array(read_words("calendar")["discounts"])
    reasons = np.minimum(offer_days()[day] + planted().column("discount")[segment].astype(int), len(table) - 1)
    return table[reasons, rng.integers(0, table.shape[1], len(day))]


def members_of(rng: np.random.Generator, members: Members, orders: Orders) -> np.ndarray:
    """The member number used for each order: of two, the second is used for most orders after it was issued."""
    second = members.second[orders.person]
    issued = np.where(second >= 0, members.registered[second], N_DAYS)
    later = (orders.day > issued) & (rng.random(len(second)) < 0.7)
    later[np.unique(orders.person, return_index=True)[1]] = False  # the first order shows the first number
    return np.where(later, second, members.first[orders.person])


def printed_numbers(lines: OrderLines, chunk: int) -> np.ndarray:
    """Order numbers as printed; their last eight digits are unique over the whole shop."""
    return dated_number((lines.order + 1 + chunk * 1_000_000) * STEP % LAST_ORDER_NUMBER, lines.at)


def dated_number(ending: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Order numbers of that ending and day: yymmdd, then eight digits."""
    day = at.astype("datetime64[s]").astype("datetime64[D]")
    month = day.astype("datetime64[M]").astype(np.int64)
    of_month = (day - day.astype("datetime64[M]")).astype(np.int64) + 1
    yymmdd = (month // 12 - 30) * 10_000 + (month % 12 + 1) * 100 + of_month
    return yymmdd * LAST_ORDER_NUMBER + ending
