"""What every ready scheme must say of each customer of a full company, counted from its rows in plain Python."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from ruamel.yaml import YAML

from segkit.house import PACKAGE
from tests.acceptance.companies import LAST
from tests.acceptance.full_company import FullCompany

Person = dict[str, object]
TIERS = {"上海": "first", "北京市": "first", "江苏省南京市": "new_first", "成都": "new_first", "佛山市": "second"}
KIND = {"企业": "business", "个人": "person", "经销商": "channel"}
SECTIONS = "种植 煤炭 机械加工 热力 装修 零售 物流 酒店 软件 银行 物业 广告 研究院 环保 美容 培训 诊所 影视 协会 使馆"
SECTION = dict(zip(SECTIONS.split(), "abcdefghijklmnopqrst", strict=True))


def days_ago(text: str) -> int:
    return (LAST - date.fromisoformat(text[:10])).days


def by_customer(rows: Iterable[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    found = defaultdict(list)
    for row in rows:
        found[row["customer_id"]].append(row)
    return found


def quantile(values: Iterable[object], share: float) -> object:
    """The smallest value that this share of all values does not exceed."""
    ranked = sorted(values)
    return ranked[math.ceil(Fraction(str(share)) * len(ranked)) - 1]


def favourite(sums: dict[str, Decimal]) -> str | None:
    """The name with the largest sum, of equals the first by name."""
    return min(sums, key=lambda name: (-sums[name], name)) if sums else None


def people(company: FullCompany) -> dict[str, Person]:
    """Every customer with all measures."""
    usual = usual_prices(company)
    lines, answers, events, messages = map(
        by_customer, (company.orders, company.feedback, company.events, company.messages)
    )
    return {
        row["customer_id"]: of_orders(lines[row["customer_id"]], usual)
        | of_master(row)
        | of_answers(answers[row["customer_id"]])
        | of_events(events[row["customer_id"]])
        | {"need": need(messages[row["customer_id"]], company.needs)}
        for row in company.customers
        if lines[row["customer_id"]]
    }


def usual_prices(company: FullCompany) -> dict[str, float]:
    prices = defaultdict(list)
    for line in company.orders:
        if line["category"] and Decimal(line["amount"]) > 0:
            prices[line["category"]].append(price(line))
    return {category: sum(found) / len(found) for category, found in prices.items()}


def price(line: dict[str, str]) -> float:
    return float(line["amount"]) / float(line["quantity"])


def of_orders(lines: list[dict[str, str]], usual: dict[str, float]) -> Person:
    amounts = [Decimal(line["amount"]) for line in lines]
    bought = [line for line in lines if Decimal(line["amount"]) > 0]
    orders = {line["order_id"]: line for line in bought}
    frequency, monetary = len(orders), sum(amounts)
    spent, channels, parts = defaultdict(Decimal), defaultdict(Decimal), defaultdict(Decimal)
    for line in bought:
        paid = Decimal(line["amount"])
        if line["category"]:
            spent[line["category"]] += paid
        channels[channel_of(bought, line["order_id"])] += paid
        parts[day_part(line["order_date"])] += paid
    weekends = sum(date.fromisoformat(line["order_date"][:10]).weekday() >= 5 for line in orders.values())
    levels = [price(line) / usual[line["category"]] for line in bought if line["category"]]
    net, months = [Decimal(0)] * 12, set()
    for line, amount in zip(lines, amounts, strict=True):
        month = days_ago(line["order_date"]) // 30
        if month < 12:
            net[month] += amount
            months |= {month} if amount > 0 else set()
    mean = sum(net) / 12
    variation = math.sqrt(sum((float(one - mean)) ** 2 for one in net) / 12) / float(mean) if mean > 0 else None
    return {
        "recency": min(days_ago(line["order_date"]) for line in bought),
        "tenure": max(days_ago(line["order_date"]) for line in bought),
        "frequency": frequency,
        "monetary": monetary,
        "year": sum(a for line, a in zip(lines, amounts, strict=True) if days_ago(line["order_date"]) < 365)
        or Decimal(0),
        "average": Fraction(monetary) / frequency,
        "kinds": len(spent) or None,
        "category": favourite(spent),
        "channel": favourite(channels),
        "part": favourite(parts),
        "weekend": Fraction(weekends, frequency),
        "level": sum(levels) / len(levels) if levels else None,
        "months": len(months),
        "variation": variation,
    }


def channel_of(bought: list[dict[str, str]], order: str) -> str:
    return min(line["channel"] for line in bought if line["order_id"] == order)


def day_part(text: str) -> str:
    hour = datetime.fromisoformat(text).hour
    steps = ((23, "night"), (18, "evening"), (14, "afternoon"), (11, "noon"), (6, "morning"), (0, "night"))
    return next(name for first, name in steps if hour >= first)


def of_master(row: dict[str, str]) -> Person:
    born = date.fromisoformat(row["birth_date"]) if row["birth_date"] else None
    birthday_is_past = born is None or (LAST.month, LAST.day) >= (born.month, born.day)
    return {
        "age": LAST.year - born.year - (not birthday_is_past) if born else None,
        "city": TIERS.get(row["city"], "other") if row["city"] else None,
        "region": row["region"] or None,
        "gender": row["gender"] or None,
        "grade": row["present_grade"] or None,
        "kind": KIND.get(row["kind"]),
        "section": SECTION.get(row["industry"]),
        "assets": Decimal(row["assets"]) if row["assets"] else None,
        "demand": Decimal(row["demand"]) if row["demand"] else None,
    }


def of_answers(answers: list[dict[str, str]]) -> Person:
    last = max((one["answered_date"] for one in answers), default=None)
    points = [int(one["satisfaction"]) for one in answers if one["answered_date"] == last]
    return {"points": min(points) if points else None}


def of_events(events: list[dict[str, str]]) -> Person:
    known = [(days_ago(one["event_at"]), one["event"], one["channel"]) for one in events]
    recent = Counter(name for ago, name, _ in known if ago < 90)
    joined = [place in ("门店", "线下展会") for ago, name, place in known if name == "参加活动" and ago < 365]
    return {
        "last_event": min((ago for ago, *_ in known), default=None),
        "events": len(known),
        "recent_events": sum(recent.values()),
        "browsed": recent["浏览商品"],
        "carts": recent["加入购物车"],
        "forms": recent["提交咨询表单"],
        "posts": recent["社群发言"],
        "online": joined.count(False),
        "offline": joined.count(True),
    }


def prospect_stages(company: FullCompany) -> dict[str, str]:
    """Who is known without an order: showing intent by a cart or a form of any time, or merely potential."""
    events, bought = by_customer(company.events), {line["customer_id"] for line in company.orders}
    known = {row["customer_id"] for row in company.customers} | set(events)
    asking = ("加入购物车", "提交咨询表单")
    return {
        who: "stage_intent" if any(one["event"] in asking for one in events[who]) else "stage_potential"
        for who in known - bought
    }


def topics(messages: list[dict[str, str]]) -> dict[str, str]:
    """By the company's own words: goods but for 补货, or nothing but a polite word; by customer who wrote either."""
    goods = ("床品", "茶具", "收纳", "kettle", "cup")
    found = {}
    for who, mine in by_customer(messages).items():
        named = []
        for one in mine:
            text = one["text"].lower()
            if any(word in text for word in goods) and "补货" not in text:
                named.append(("topic_goods", one["sent_at"]))
            elif text in ("好的", "ok"):
                named.append(("topic_polite", one["sent_at"]))
        if named:
            count = Counter(topic for topic, _ in named)
            found[who] = max(named, key=lambda pair, n=count: (n[pair[0]], pair[1], pair[0] == "topic_goods"))[0]
    return found


def need(messages: list[dict[str, str]], needs: dict[str, str]) -> str | None:
    """The need most messages were planted with; of equals the one planted last, then the order of the groups."""
    planted = [(needs[one["text"]], one["sent_at"]) for one in messages if needs[one["text"]]]
    if not planted:
        return None
    count = Counter(group for group, _ in planted)
    last = {group: max(at for one, at in planted if one == group) for group in count}
    order = ("service", "product", "information")
    return max(count, key=lambda group: (count[group], last[group], -order.index(group)))


# --- schemes: each a function from a customer and all customers to the segment's id ---------------------------------

Scheme = Callable[[Person], str]


def truths(known: dict[str, Person]) -> dict[str, dict[str, str]]:
    """By scheme id every customer's segment."""
    everybody = list(known.values())
    add_scores(everybody)
    schemes = {**by_conditions(everybody), **by_tiers(everybody), **by_cells(everybody), "value_score": card(everybody)}
    return {name: {who: tell(one) for who, one in known.items()} for name, tell in schemes.items()}


def column(everybody: list[Person], measure: str) -> list[object]:
    return [one[measure] for one in everybody if one[measure] is not None]


def mean(everybody: list[Person], measure: str) -> Fraction:
    values = [Fraction(one) for one in column(everybody, measure)]
    return sum(values) / len(values)


def add_scores(everybody: list[Person]) -> None:
    cuts = {
        measure: [quantile(column(everybody, measure), share) for share in (0.2, 0.4, 0.6, 0.8)]
        for measure in ("recency", "frequency", "monetary")
    }
    for one in everybody:
        one["r"] = 1 + sum(one["recency"] <= cut for cut in cuts["recency"])
        one["f"] = 1 + sum(one["frequency"] > cut for cut in cuts["frequency"])
        one["m"] = 1 + sum(one["monetary"] > cut for cut in cuts["monetary"])


def first(*tests: tuple[str, bool], otherwise: str) -> str:
    return next((name for name, is_so in tests if is_so), otherwise)


def by_conditions(everybody: list[Person]) -> dict[str, Scheme]:
    """Schemes of kind rules and column."""
    year, kinds, average, demand = (mean(everybody, one) for one in ("year", "kinds", "average", "demand"))
    top_order, low_order, middle_order = (quantile(column(everybody, "average"), share) for share in (0.8, 0.3, 0.5))
    ranked = sorted(column(everybody, "average"))
    if len(ranked) % 2 == 0:
        middle_order = (ranked[len(ranked) // 2 - 1] + ranked[len(ranked) // 2]) / 2
    top_spend = quantile(column(everybody, "monetary"), 0.8)

    def abcd(one: Person) -> str:
        earlier = (one["monetary"] - one["year"]) * 365
        is_growing = one["year"] * (one["tenure"] - 365) > earlier or one["tenure"] < 365
        has_potential = is_growing or (one["kinds"] or 0) > kinds
        gives = one["year"] > year
        return first(
            ("grade_a", gives and has_potential), ("grade_b", gives), ("grade_c", one["year"] > 0 and has_potential),
            otherwise="grade_d",
        )  # fmt: skip

    def abcd_b2b(one: Person) -> str:
        has_share = bool(one["demand"]) and one["year"] >= one["demand"] * Decimal("0.4")
        is_large = (one["demand"] or 0) > demand
        return first(
            ("b2b_a", is_large and has_share), ("b2b_b", has_share), ("b2b_c", is_large), otherwise="b2b_d"
        )  # fmt: skip

    def value_satisfaction(one: Person) -> str:
        mood = "unasked" if one["points"] is None else "happy" if one["points"] >= 4 else "unhappy"
        return f"vs_{'high' if one['year'] > year else 'low'}_{mood}"

    def age(one: Person) -> str:
        years = one["age"]
        if years is None:
            return "age_unknown"
        return first(
            ("age_under_25", years < 25), ("age_25_34", years < 35), ("age_35_44", years < 45),
            ("age_45_54", years < 55), otherwise="age_55_up",
        )  # fmt: skip

    def price_sensitivity(one: Person) -> str:
        looks = one["browsed"] >= 5 and one["recency"] > 90
        cheap = one["level"] is not None and one["level"] <= 0.8
        is_calm = one["events"] > 0 or one["level"] is not None
        return first(("price_sensitive", looks or cheap), ("price_calm", is_calm), otherwise="price_unknown")

    def spending_power(one: Person) -> str:
        is_dear = one["level"] is not None and one["level"] >= 1.2 and one["average"] > middle_order
        is_high = one["average"] > top_order or is_dear
        return first(("power_high", is_high), ("power_low", one["average"] < low_order), otherwise="power_middle")

    return {
        "abcd": abcd,
        "abcd_b2b": abcd_b2b,
        "value_satisfaction": value_satisfaction,
        "age": age,
        "price_sensitivity": price_sensitivity,
        "spending_power": spending_power,
        "activity": lambda one: first(
            ("activity_active", one["recency"] <= 90 or (one["last_event"] is not None and one["last_event"] <= 30)),
            otherwise="activity_silent",
        ),
        "activity_interest": lambda one: first(
            ("joins_both", bool(one["online"] and one["offline"])), ("joins_online", one["online"] > 0),
            ("joins_offline", one["offline"] > 0), ("joins_none", one["events"] > 0), otherwise="joins_unknown",
        ),
        "breadth": lambda one: first(
            ("breadth_unknown", one["kinds"] is None), ("breadth_one", one["kinds"] == 1), otherwise="breadth_many"
        ),
        "buying_time": lambda one: first(
            ("time_weekend", one["weekend"] > Fraction(1, 2)), ("time_evening", one["part"] in ("evening", "night")),
            otherwise="time_day",
        ),
        "city_tier": lambda one: f"city_{one['city'] or 'unknown'}",
        "community_activity": lambda one: first(
            ("community_active", one["posts"] >= 3),
            ("community_potential", one["posts"] >= 1 or one["recent_events"] >= 5),
            ("community_silent", one["events"] > 0), otherwise="community_none",
        ),
        "community_attitude": lambda one: first(
            ("attitude_loyal", one["posts"] >= 1 and one["frequency"] >= 2),
            ("attitude_potential", any(one[what] for what in ("carts", "forms", "posts", "online", "offline"))),
            ("attitude_waiting", one["events"] > 0), otherwise="attitude_unknown",
        ),
        "customer_kind": lambda one: f"kind_{one['kind'] or 'unknown'}",
        "industry": lambda one: f"industry_{one['section'] or 'unknown'}",
        "life_cycle": lambda one: first(
            ("cycle_lost", one["recency"] > 180), ("cycle_first", one["frequency"] == 1), otherwise="cycle_active"
        ),
        "life_cycle_5": lambda one: first(
            ("five_lost", one["recency"] > 365), ("five_dormant", one["recency"] > 180),
            ("five_intro", one["tenure"] <= 90), ("five_mature", one["frequency"] >= 4), otherwise="five_growth",
        ),
        "loyalty": lambda one: first(
            ("loyalty_new", one["tenure"] <= 90), ("loyalty_loyal", one["frequency"] >= 4 and one["recency"] <= 180),
            otherwise="loyalty_ordinary",
        ),
        "need": lambda one: f"need_{one['need'] or 'unknown'}",
        "potential": lambda one: first(
            ("potential_large", one["frequency"] <= 2 and one["average"] > top_order),
            ("potential_steady", one["months"] >= 6 and one["variation"] is not None and one["variation"] <= 1),
            otherwise="potential_other",
        ),
        "satisfaction": lambda one: {
            5: "satisfied_very", 4: "satisfied", 3: "satisfied_so_so", None: "satisfied_unknown",
        }.get(one["points"], "satisfied_not"),
        "shop_cycle": lambda one: first(
            ("shop_high", one["monetary"] > top_spend), ("shop_new", one["tenure"] <= 90),
            ("shop_active", one["recency"] <= 180), otherwise="shop_lost",
        ),
        "stage": lambda one: "stage_repeat" if one["frequency"] >= 2 else "stage_first",
        "value_potential": lambda one: first(
            ("survey_value", one["year"] > 2 * year),
            ("survey_potential", one["recency"] <= 180 and one["average"] > average), otherwise="survey_general",
        ),
        "channel": lambda one: one["channel"] or "channel_unknown",
        "product_interest": lambda one: one["category"] or "interest_unknown",
        "home_region": lambda one: one["region"] or "region_unknown",
        "gender_group": lambda one: one["gender"] or "gender_unknown",
        "grade_today": lambda one: one["grade"] or "no_grade",
    }  # fmt: skip


def by_share(values: dict[str, Decimal], names: tuple[str, str, str]) -> dict[str, str]:
    """From the top, who together bring the first half, the next 30 %, and the rest; equals stay together."""
    total, above, found = sum(values.values()), Decimal(0), {}
    for value in sorted(set(values.values()), reverse=True):
        same = [who for who, one in values.items() if one == value]
        place = 0 if above < total / 2 else 1 if above < total * Decimal("0.8") else 2
        found |= dict.fromkeys(same, names[place])
        above += value * len(same)
    return found


def by_tiers(everybody: list[Person]) -> dict[str, Scheme]:
    """Schemes of kind tiers."""
    large, middle = (quantile([-one for one in column(everybody, "average")], share) for share in (0.2, 0.6))
    spent = by_share(
        {str(i): one["monetary"] for i, one in enumerate(everybody)}, ("high_value", "middle_value", "low_value")
    )
    value_of = {id(one): spent[str(i)] for i, one in enumerate(everybody)}
    return {
        "amount_tier": lambda one: first(
            ("amount_large", one["average"] >= -large), ("amount_middle", one["average"] >= -middle),
            otherwise="amount_small",
        ),
        "frequency_tier": lambda one: first(
            ("frequency_high", one["frequency"] >= 6), ("frequency_middle", one["frequency"] >= 2),
            otherwise="frequency_low",
        ),
        "net_worth": lambda one: "net_worth_unknown" if one["assets"] is None else first(
            ("net_worth_high", one["assets"] >= 6_000_000), ("net_worth_middle", one["assets"] >= 500_000),
            otherwise="net_worth_basic",
        ),
        "value_tier": lambda one: value_of[id(one)],
    }  # fmt: skip


def by_cells(everybody: list[Person]) -> dict[str, Scheme]:
    """Schemes of kind grid; which cells make which segment is the published table itself."""
    means = {score: mean(everybody, score) for score in "rfm"}
    cells = {name: cells_of(name) for name in ("rfm_8", "rfm_11")}
    return {
        "rfm_8": lambda one: cells["rfm_8"]["".join(str(int(one[score] > means[score])) for score in "rfm")],
        "rfm_11": lambda one: cells["rfm_11"][f"{one['r']}{one['f']}{one['m']}"],
    }


def cells_of(name: str) -> dict[str, str]:
    scheme = YAML(typ="safe").load(PACKAGE / "segments" / "library" / f"{name}.yml")["scheme"]
    return {cell: segment["id"] for segment in scheme["segments"] for cell in segment["cells"]}


def card(everybody: list[Person]) -> Scheme:
    """The scorecard: fifths of five measures, 35, 25, 20, 10 and 10 of a hundred."""
    shares = (0.2, 0.4, 0.6, 0.8)
    fifths = {
        measure: [quantile(column(everybody, measure), share) for share in shares]
        for measure in ("year", "frequency", "recency", "average")
    }

    def tell(one: Person) -> str:
        up = {measure: 20 + 20 * sum(one[measure] > cut for cut in cuts) for measure, cuts in fifths.items()}
        kinds = 0 if one["kinds"] is None else 20 * min(one["kinds"], 5)
        points = 35 * up["year"] + 25 * up["frequency"] + 20 * (120 - up["recency"]) + 10 * up["average"] + 10 * kinds
        return first(("score_high", points >= 7000), ("score_middle", points >= 4000), otherwise="score_low")

    return tell
