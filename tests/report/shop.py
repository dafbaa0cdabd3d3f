"""A small invented shop's report, made by hand: every block filled, every figure plausible."""

# ruff: noqa: E501

from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import exp

from segkit import facts as f
from segkit.report.findings import find
from segkit.wording import Wording

D = Decimal
NAMES = {
    "key_value": ("重要价值客户", "Key value"),
    "key_develop": ("重要发展客户", "Key growth"),
    "key_keep": ("重要保持客户", "Key retention"),
    "key_win_back": ("重要挽留客户", "Key win-back"),
    "general_value": ("一般价值客户", "General value"),
    "general_develop": ("一般发展客户", "General growth"),
    "general_keep": ("一般保持客户", "General retention"),
    "general_win_back": ("一般挽留客户", "General win-back"),
}
TIERS = {"high": ("高价值", "High value"), "middle": ("中价值", "Middle value"), "low": ("低价值", "Low value")}
SIZES = {
    # customers, revenue, last 12 months, orders, days since the last order, share with two orders or more
    "key_value": (412, 2_610_000, 1_498_000, 4_630, 21, 0.99),
    "key_develop": (168, 421_000, 318_000, 402, 34, 0.71),
    "key_keep": (301, 1_384_000, 402_000, 2_380, 148, 0.98),
    "key_win_back": (139, 352_000, 61_000, 298, 236, 0.63),
    "general_value": (276, 402_000, 231_000, 1_655, 29, 0.97),
    "general_develop": (611, 318_000, 251_000, 894, 38, 0.31),
    "general_keep": (214, 241_000, 62_000, 1_120, 163, 0.95),
    "general_win_back": (879, 372_000, 58_000, 1_204, 318, 0.22),
}
N, REVENUE = sum(v[0] for v in SIZES.values()), sum(v[1] for v in SIZES.values())


def text(zh: str, en: str) -> f.Text:
    return {"zh-CN": zh, "en": en}


def months() -> tuple[f.Month, ...]:
    made = []
    for at in range(24):
        season = 1.5 if at % 12 in (10, 5) else 0.82 if at % 12 == 1 else 1.0
        new, back = 118_000 * season * (1 - 0.018 * at), 82_000 * season * (1 + 0.032 * at)
        buyers_new, buyers_back = round(new / 310), round(back / 265)
        orders = round((new + back) / 292)
        made.append(
            f.Month(
                date(2024 + at // 12, at % 12 + 1, 1),
                D(round(new)),
                D(round(back)),
                orders,
                buyers_new,
                buyers_back,
                (D(round(new + back)) / orders).quantize(D("0.01")),
                buyers_back / (buyers_new + buyers_back),
            )
        )
    return tuple(made)


def segment_figures() -> tuple[f.SegmentFigures, ...]:
    made = []
    for key, (n, revenue, year, orders, recency, repeat) in SIZES.items():
        made.append(
            f.SegmentFigures(
                "rfm_8", key, n, n / N, D(revenue), revenue / REVENUE, D(year), orders,
                D(revenue) / orders, D(revenue) / n, float(recency), orders / n, repeat,
            )
        )  # fmt: skip
    for key, (n, revenue) in {"high": (600, 3_790_000), "middle": (900, 1_640_000), "low": (1500, 670_000)}.items():
        made.append(
            f.SegmentFigures(
                "value_tier", key, n, n / N, D(revenue), revenue / REVENUE, D(revenue // 2), n * 4,
                D(revenue) / (n * 4), D(revenue) / n, 60.0, 4.0, 0.6,
            )
        )  # fmt: skip
    return tuple(made)


def schemes() -> tuple[f.Scheme, ...]:
    def segment(key: str, names: tuple[str, str]) -> f.Segment:
        return f.Segment(
            key, text(*names), text(*names), text("R、F、M 与均值比较", "R, F, M against their means"), None
        )

    return (
        f.Scheme("rfm_8", text("RFM 八类", "RFM in eight types"), text("按最近、频次、金额行动", "Act by recency, frequency and money"), "grid", True, tuple(segment(k, v) for k, v in NAMES.items())),
        f.Scheme("value_tier", text("客户价值分级", "Value tiers"), text("按累计消费分三级", "Three tiers by spend"), "tiers", True, tuple(segment(k, v) for k, v in TIERS.items())),
        f.Scheme("clusters", text("聚类结果", "Clusters"), text("由数据提出的分群", "Groups proposed by the data"), "clusters", False, tuple(segment(f"c{i}", (f"待命名 {i}", f"To be named {i}")) for i in (1, 2, 3, 4))),
    )  # fmt: skip


def concentration() -> f.Concentration:
    curve = tuple((x / 50, (1 - exp(-4.4 * x / 50)) / (1 - exp(-4.4))) for x in range(51))
    deciles = tuple(round(curve[5 * i + 5][1] - curve[5 * i][1], 4) for i in range(10))
    return f.Concentration(curve, deciles, round(curve[10][1], 4), 0.094, 0.36, 0.58)


def grid() -> f.RecencyFrequencyGrid:
    cells = []
    for r in range(1, 6):
        for q in range(1, 6):
            n = round(26 + 150 * exp(-abs((6 - r) - (6 - q)) * 0.55) - 12 * abs(r - 3))
            n_shown = None if (r, q) == (5, 2) else n
            revenue = None if n_shown is None else D(n * q * (220 + 60 * q))
            share = None if revenue is None else float(revenue) / REVENUE
            cells.append(f.GridCell(r, q, n_shown, revenue, share))
    return f.RecencyFrequencyGrid(
        5,
        tuple(cells),
        4,
        214,
        D(982_000),
        (30.0, 75.0, 150.0, 270.0),
        (1.0, 2.0, 4.0, 8.0),
        D(187_000),
        "key_keep",
        190,
    )


def structure() -> f.Structure:
    quarters = tuple(date(2024 + q // 4, 3 * (q % 4) + 3, (31, 30, 30, 31)[q % 4]) for q in range(8))
    end = [v[0] / N for v in SIZES.values()]
    shares = []
    for q in range(8):
        raw = [share * (1 + drift * (q - 7)) for share, drift in zip(end, (0.01, -0.03, 0.07, 0.05, -0.01, -0.06, 0.03, 0.02), strict=True)]  # fmt: skip
        total = sum(raw)
        shares.append(tuple(value / total for value in raw))
    return f.Structure(quarters, tuple(NAMES), tuple(shares), tuple(1720 + 183 * q for q in range(8)))


def movement() -> f.Movement:
    pairs = [
        ("key_value", "key_keep", "down", 118, 496_000, 71_000), ("general_value", "general_keep", "down", 64, 61_000, 12_000),
        ("key_develop", "key_win_back", "down", 47, 109_000, 19_000), ("general_develop", "general_win_back", "down", 142, 66_000, 9_000),
        ("key_keep", "key_value", "up", 58, 88_000, 231_000), ("general_develop", "general_value", "up", 51, 22_000, 74_000),
        ("general_value", "key_value", "up", 36, 47_000, 142_000), ("key_develop", "key_value", "up", 29, 71_000, 164_000),
        ("key_win_back", "key_develop", "up", 14, 6_000, 39_000), ("key_value", "key_value", "same", 265, 1_010_000, 1_102_000),
        ("key_keep", "key_keep", "same", 183, 330_000, 310_000), ("general_win_back", "general_win_back", "same", 690, 52_000, 44_000),
        ("general_keep", "general_keep", "same", 150, 58_000, 50_000), ("general_value", "general_value", "same", 130, 110_000, 118_000),
        ("general_develop", "general_develop", "same", 205, 92_000, 101_000), ("key_develop", "key_develop", "same", 70, 140_000, 139_000),
        ("key_win_back", "key_win_back", "same", 92, 60_000, 42_000),
        ("", "general_develop", "new", 406, 0, 150_000), ("", "key_develop", "new", 84, 0, 140_000), ("", "general_value", "new", 40, 0, 30_000),
    ]  # fmt: skip
    moves = tuple(f.Move(a, b, c, n, D(x), D(y)) for a, b, c, n, x, y in pairs)
    return f.Movement(date(2025, 9, 30), moves, 188, 371, D(650_000), D(732_000), 639, 171, 402, D(590_000), D(801_000))


def card(role: str, key: str, at_stake: int, tilt: float) -> f.ProfileCard:
    n, _, year, *_ = SIZES[key]
    indices = tuple(
        f.IndexBar(measure, 1.0 * index, 100.0, index)
        for measure, index in (
            ("monetary", 246 * tilt), ("frequency", 231 * tilt), ("average_order", 118 * tilt),
            ("category_breadth", 162 * tilt), ("recency_days", 38 / tilt), ("tenure_days", 121.0),
        )
    )  # fmt: skip
    categories = tuple(
        f.ShareBar(name, share, lift)
        for name, share, lift in (("家居香氛", 0.29, 1.62), ("茶饮", 0.22, 1.18), ("床品", 0.18, 0.97), ("餐具", 0.14, 0.91), ("文具", 0.09, 0.74))
    )  # fmt: skip
    channels = tuple(f.ShareBar(*row) for row in (("小程序", 0.46, 1.31), ("天猫", 0.31, 0.88), ("门店", 0.23, 0.93)))
    curve = tuple((7 * week, round(1 - exp(-((7 * week / 52) ** 1.2)), 4)) for week in range(27))
    shape = (7, 4, 8, 8, 8, 12, 7, 7, 8, 9, 14, 8)
    return f.ProfileCard(
        role, key, n, D(year), D(at_stake), indices, categories, channels, tuple(v / 100 for v in shape),
        (0.11, 0.12, 0.12, 0.13, 0.17, 0.19, 0.16), curve, 38.0, 78.0, float(SIZES[key][4]), 5, 1840, 296, 214,
    )  # fmt: skip


def satisfaction() -> f.Satisfaction:
    drivers = tuple(
        f.Driver(*row, mean=round(1 + 4 * row[1], 2))
        for row in (("配送", 0.58, 0.61, 702), ("客服", 0.64, 0.52, 688), ("品质", 0.86, 0.58, 715), ("价格", 0.71, 0.31, 699), ("包装", 0.82, 0.22, 690))
    )  # fmt: skip
    places = tuple(
        f.PlaceFigures(name, n, D(money), sat, bad, rep)
        for name, n, money, sat, bad, rep in (("华东", 1180, 1_320_000, 0.81, 31, 0.44), ("华南", 690, 702_000, 0.78, 22, 0.41), ("华北", 540, 410_000, 0.66, 38, 0.35), ("西南", 340, 280_000, 0.74, 15, 0.37), ("其他", 250, 169_000, 0.72, None, 0.33))
    )  # fmt: skip
    quadrants = {"valued_satisfied": 318, "valued_dissatisfied": 106, "other_satisfied": 205, "other_dissatisfied": 91}
    return f.Satisfaction(True, 0.24, quadrants, D(386_000), drivers, places, "region", 720, (1.0, 5.0), 4.0)


def actions() -> tuple[f.Action, ...]:
    lines = {
        "key_value": ("keep", "守住并抬高客单", "Hold and raise the basket", "会员日预约＋专属顾问", "Member day and a named adviser", "企业微信", "WeCom"),
        "key_keep": ("win_back", "90 天内唤回", "Back within 90 days", "到期前 7 天提醒＋满减券", "Reminder 7 days before the cycle ends, voucher", "短信、企业微信", "SMS, WeCom"),
        "key_develop": ("grow", "促成第二单", "Bring the second order", "首单后 21 天关联推荐", "Related offer 21 days after the first order", "小程序", "Mini program"),
        "key_win_back": ("win_back", "挽回高客单", "Win back large baskets", "专人电话回访＋一次性礼遇", "A call and one courtesy", "电话", "Phone"),
        "general_value": ("grow", "扩大品类", "Widen the range", "第二品类试用装", "Sample of a second category", "小程序", "Mini program"),
        "general_develop": ("grow", "促成第二单", "Bring the second order", "新客礼包", "Welcome pack", "小程序", "Mini program"),
        "general_keep": ("serve", "低成本维系", "Keep at low cost", "季度上新推送", "Quarterly news", "短信", "SMS"),
        "general_win_back": ("serve", "自助服务", "Self-service", "大促时触达", "Reach at big sales only", "短信", "SMS"),
    }  # fmt: skip
    stakes = {"key_value": 149_000, "key_keep": 221_000, "key_develop": 121_000, "key_win_back": 46_000, "general_value": 62_000, "general_develop": 118_000, "general_keep": 34_000, "general_win_back": 47_000}  # fmt: skip
    ranked = sorted(stakes, key=lambda key: -stakes[key])
    return tuple(
        f.Action(
            key, objective, text(goal, goal_en), text(act, act_en), text(channel, channel_en),
            text("您常购的家居香氛到货了，为您留了一份，本周五前有效。", "Your favourite home scents are back; we kept one for you until Friday."),
            text("4 小时内响应，每月一次", "Answer in 4 hours, monthly touch"),
            {"response": text("4 小时", "4 hours"), "rhythm": text("每月一次", "monthly"), "rights": text("优先发货", "priority shipping")},
            D("18.00"), text("会员运营", "Membership"), text("90 天复购率", "90-day repeat rate"), SIZES[key][0], D(stakes[key]), ranked.index(key) + 1,
        )
        for key, (objective, goal, goal_en, act, act_en, channel, channel_en) in lines.items()
    )  # fmt: skip


def economics() -> tuple[f.Economics, ...]:
    rows = (("key_keep", 301, 5_418, 0.052, 0.24, 0.19, 0.30, 75, 226, 0.12), ("key_value", 412, 7_416, 0.041, 0.62, 0.57, 0.67, 103, 309, 0.11), ("key_develop", 168, 3_024, 0.066, 0.31, 0.24, 0.39, 42, 126, 0.17), ("key_win_back", 139, 2_502, 0.058, 0.12, 0.07, 0.19, 40, 99, 0.14), ("general_develop", 611, 10_998, 0.121, 0.18, 0.15, 0.21, 150, 461, 0.07))  # fmt: skip
    return tuple(
        f.Economics(key, n, D(cost), 0.42, D(310), even, seen, low, high, control, treated, det, 90, 0.05, 0.12)
        for key, n, cost, even, seen, low, high, control, treated, det in rows
    )


def decisions() -> tuple[f.Decision, ...]:
    rows = (("win_back_pilot", "key_keep", 301, 5_418, 41_000, 96_000, "会员运营总监", "Head of membership", 15), ("keep_service", "key_value", 412, 7_416, 32_000, 74_000, "客户服务总监", "Head of service", 20), ("second_order", "key_develop", 168, 3_024, 18_000, 52_000, "电商总监", "Head of e-commerce", 31))  # fmt: skip
    return tuple(
        f.Decision(key, segment, n, D(cost), D(low), D(high), text(zh, en), date(2026, 1, day), n - n // 4, 0.05, 0.12)
        for key, segment, n, cost, low, high, zh, en, day in rows
    )


def plan() -> tuple[f.Task, ...]:
    rows = (
        ("approve", "批准分类标准与预算", "Approve standard and budget", 1, 1, "management"), ("lists", "名单入库，门店认领", "Load lists, stores take theirs", 1, 2, "data"),
        ("scripts", "话术与权益定稿", "Scripts and rights settled", 2, 3, "marketing"), ("pilot", "唤回试点（含对照组）", "Win-back pilot with control group", 3, 8, "sales"),
        ("service", "专属顾问上线", "Named advisers start", 3, 6, "service"), ("second", "第二单触达自动化", "Second-order messages automated", 4, 9, "marketing"),
        ("review", "试点复盘", "Pilot review", 9, 10, "data"), ("rollout", "推广到全部门店", "Roll-out to all stores", 10, 13, "sales"), ("rerun", "季度复跑本报告", "Run this report again", 13, 13, "data"),
    )  # fmt: skip
    return tuple(f.Task(k, text(z, e), a, b, r, "management", ("service",), ("sales",)) for k, z, e, a, b, r in rows)


def evaluation() -> f.Evaluation:
    rates = {"key_value": 0.62, "key_develop": 0.31, "key_keep": 0.24, "general_value": 0.44, "key_win_back": 0.12, "general_develop": 0.18, "general_keep": 0.15, "general_win_back": 0.05}  # fmt: skip
    rows = tuple(
        f.Foresight(key, SIZES[key][0], rate, max(0, rate - 0.05), rate + 0.05, D(round(900 * rate)), rate * 0.8 + 0.03)
        for key, rate in rates.items()
    )
    holdout = f.Holdout(date(2025, 9, 30), date(2025, 12, 31), rows, 0.27, 0.781, 0.702, 0.83)
    labels = ("重要价值", "重要保持", "一般")
    scores = (f.LabelScore("重要价值", 92, 0.91, 0.88, 0.895), f.LabelScore("重要保持", 81, 0.84, 0.80, 0.82), f.LabelScore("一般", 127, 0.89, 0.94, 0.914))  # fmt: skip
    test = f.LabelTest("rfm_8", 300, 0.883, 0.876, scores, labels, ((81, 7, 4), (6, 65, 10), (2, 6, 119)))
    settings = (f.Setting("median", text("用中位数划线", "Cut at the median"), 0.27, D(512_000), None, 0.764), f.Setting("k5", text("聚成 5 簇", "Five clusters"), 0.19, D(322_000), 0.41, None))  # fmt: skip
    return f.Evaluation((test,), 0.91, 0.97, {"rfm_8|value_tier": 0.38, "rfm_8|clusters": 0.44}, holdout, settings)


def clusters() -> f.Clusters:
    tried = tuple(
        f.KChoice(k, s, i, c, d, st)
        for k, s, i, c, d, st in ((2, 0.41, 5200, 2100, 0.98, 0.99), (3, 0.43, 3900, 2300, 0.91, 0.95), (4, 0.47, 2900, 2650, 0.82, 0.96), (5, 0.42, 2500, 2500, 0.9, 0.81), (6, 0.39, 2250, 2380, 0.97, 0.72), (7, 0.37, 2080, 2240, 1.01, 0.69), (8, 0.36, 1950, 2120, 1.05, 0.66))
    )  # fmt: skip
    profiles = tuple(
        f.ClusterProfile(f"c{i}", text(f"待命名 {i}", f"To be named {i}"), n, n / N, share, (f.IndexBar("frequency", 1, 1, 220.0 - 50 * i), f.IndexBar("recency_days", 1, 1, 40.0 + 50 * i)), f"frequency >= {6 - i} and recency_days <= {60 * i}")
        for i, n, share in ((1, 520, 0.46), (2, 640, 0.27), (3, 810, 0.16), (4, 1030, 0.11))
    )  # fmt: skip
    return f.Clusters(
        ("recency_days", "frequency", "monetary"),
        {"monetary": "log", "frequency": "log"},
        3000,
        tried,
        4,
        text("轮廓系数与稳定性同时最高。", "Best silhouette and stable over resamples."),
        profiles,
        0.94,
    )


def quality() -> f.Quality:
    rows = (("total_rows", "non_data", 3, 0), ("test_orders", "quarantined", 12, 1_440), ("exact_duplicates", "quarantined", 214, 62_310), ("missing_id", "quarantined", 41, 11_020), ("unreadable_dates", "quarantined", 9, 2_510), ("refunds", "changed", 388, -104_300), ("amount_limit", "quarantined", 4, 8_800_000), ("ids_normalised", "changed", 127, 0))  # fmt: skip
    ledger, left, customers, money = [], 20_283, 3_061, D("15_081_280.00")
    for rule, effect, n, amount in rows:
        gone = n if effect != "changed" else 0
        after = money - (D(amount) if gone else 0)
        ledger.append(
            f.LedgerLine(rule, effect, n, D(amount), left, left - gone, customers, customers - gone // 12, money, after)
        )
        left, customers, money = left - gone, customers - gone // 12, after
    account = f.RowAccount(
        "orders", "订单.csv", 20_283, 20_000, 280, 0, 3, D("15081280"), D(REVENUE), D("8877280"), D(0), D("104000")
    )
    checks = (
        f.Check("share_quarantined", 0.0138, 0.05, 0.2, "ok"),
        f.Check("share_unknown_city", 0.06, 0.05, 0.3, "warn"),
    )
    merge = f.MergeEffect("mobile", 3_061, 3_000, 4.1, 4.2, D("1995.00"), D("2033.33"))
    return f.Quality(
        (account,), tuple(ledger), checks, merge, {"city": 180}, {"exact_duplicates": 214, "missing_id": 41}, "gb18030"
    )


def report() -> f.Report:
    made = months()
    meta = f.Meta("liwan", text("栗湾生活", "Liwan Living"), True, "CNY", date(2025, 12, 31), True, date(2024, 1, 1), date(2025, 12, 31), "rfm_8", 11, "order_id", "net", N, 12_583, 20_000, D(REVENUE), text("客户细分与经营策略", "Customer segmentation and strategy"), "LW-2025-04", "1.0", "陈砚", "林知夏", "周闻笛")  # fmt: skip
    base = f.Baseline(made, sum((m.revenue_new + m.revenue_returning for m in made[12:]), D(0)), sum((m.revenue_new + m.revenue_returning for m in made[:12]), D(0)), 2_214, 1_980, D("291.40"), 0.58)  # fmt: skip
    walk = f.Crosswalk("value_tier", tuple(NAMES), tuple(TIERS), tuple((round(n * 0.5), round(n * 0.3), n - round(n * 0.5) - round(n * 0.3)) for n, *_ in SIZES.values()))  # fmt: skip
    cards = (card("keep", "key_value", 149_000, 1.0), card("win_back", "key_keep", 221_000, 0.9), card("grow", "key_develop", 121_000, 0.7))  # fmt: skip
    cuts = f.CutPointFacts(
        "mean", 5, (30, 75, 150, 270), (1, 2, 4, 8), (210, 460, 980, 2300), {"median": 0.27, "typed": 0.11}
    )
    made_report = f.Report(1, meta, schemes(), segment_figures(), base, concentration(), grid(), structure(), movement(), cards, satisfaction(), actions(), economics(), decisions(), plan(), quality(), cuts, clusters(), evaluation(), (walk,), (), ())  # fmt: skip
    return replace(made_report, findings=find(made_report))


def words(language: str) -> Wording:
    side = 0 if language == "zh-CN" else 1
    names = {
        key: pair[side]
        for key, pair in {
            **NAMES,
            **TIERS,
            **{f"c{i}": (f"待命名 {i}", f"To be named {i}") for i in (1, 2, 3, 4)},
        }.items()
    }
    english = {"家居香氛": "Home scents", "茶饮": "Tea", "床品": "Bedding", "餐具": "Tableware", "文具": "Stationery", "小程序": "Mini program", "天猫": "Tmall", "门店": "Stores", "配送": "Delivery", "客服": "Service", "品质": "Quality", "价格": "Price", "包装": "Packaging", "华东": "East", "华南": "South", "华北": "North", "西南": "Southwest", "其他": "Other", "重要价值": "Key value", "重要保持": "Key retention", "一般": "General", "陈砚": "Chen Yan", "林知夏": "Lin Zhixia", "周闻笛": "Zhou Wendi"}  # fmt: skip
    return Wording(language, segments=names, values=english if side else {})
