"""Checks of m11: the account recomputed, three findings, the decision page, the defence."""

import re

from segkit.learn.phrases import MONTH
from segkit.learn.rules import Exercise

# --- E11.1 the account

e111 = Exercise("E11.1", names=("way", "account", "customers"), kinds={"account": "DataFrame", "customers": "number"})
LINES = ("read", "kept", "aside")


def _spread(account):
    """The six cells of an account by line and column."""
    return {(line, part): float(account.loc[line, part]) for line in LINES for part in ("rows", "money")}


@e111.shape("capstone.account_shape")
def three_lines_two_columns(account):
    return set(account.index) == set(LINES) and {"rows", "money"} <= set(account.columns)


@e111.property("capstone.account_open")
def read_is_counted_and_not_counted(account):
    cell = _spread(account)
    return all(abs(cell["read", p] - cell["kept", p] - cell["aside", p]) < 0.01 for p in ("rows", "money"))


@e111.property("capstone.refunds_dropped")
def refunds_stay_in(account, data):
    bought = data.orders.amount.clip(lower=0).sum()
    return not (data.orders.amount.lt(0).any() and abs(account.loc["kept", "money"] - bought) < 0.01)


@e111.property("capstone.cells_are_no_rows")
def every_line_is_read(account, data):
    """A cell that is no plain number is a line all the same."""
    return {"n": int(account.loc["read", "rows"])} if account.loc["read", "rows"] < data.raw_orders.shape[0] else True


@e111.property("capstone.orders_are_no_rows")
def lines_are_not_orders(account, data):
    found = int(account.loc["kept", "rows"])
    return not (found == data.orders.order_id.nunique() and found < data.orders.shape[0])


e111.tolerance("capstone.account_rows", lambda account: [_spread(account)[line, "rows"] for line in LINES])
e111.tolerance("capstone.account_money", lambda account: [_spread(account)[line, "money"] for line in LINES], digits=2)


@e111.property("capstone.ids_are_no_customers")
def customers_are_merged(customers, data):
    in_file = data.raw_orders.customer_id.nunique()
    return not (customers == in_file and in_file != len(set(data.orders.customer_id)))


e111.tolerance("capstone.account_customers", lambda customers: customers)


@e111.hidden("capstone.unseen_account")
def account_is_the_reference_s(account, customers, reference):
    same = all(abs(value - _spread(reference.account)[key]) < 0.01 for key, value in _spread(account).items())
    return same and customers == reference.customers


_BALANCED = """
account = pd.DataFrame({"rows": rows, "money": money}, index=["read", "kept"])
account.loc["aside"] = account.iloc[0] - account.iloc[1]
customers = len(set(orders["customer_id"]))
"""
_COUNTED = """\
way = "net"
rows = [raw_orders.shape[0], orders.shape[0]]
money = [float(face.sum()), float(orders["amount"].sum())]
"""
e111.wrong("capstone.account_shape", _COUNTED + _BALANCED + 'account = account.drop("aside")')
e111.wrong("capstone.account_open", _COUNTED + _BALANCED + 'account.loc["aside"] = 0.0')
e111.wrong(
    "capstone.refunds_dropped",
    _COUNTED + 'bought = orders[~orders["is_refund"]]\nmoney[1] = float(bought["amount"].sum())' + _BALANCED,
)
e111.wrong("capstone.cells_are_no_rows", _COUNTED + "rows[0] = int(face.count())" + _BALANCED)
e111.wrong("capstone.orders_are_no_rows", _COUNTED + 'rows[1] = orders["order_id"].nunique()' + _BALANCED)
e111.wrong("capstone.account_rows", _COUNTED + "rows[1] = rows[1] - 1" + _BALANCED)
e111.wrong("capstone.account_money", _COUNTED + "money[0] = float(face[face < 5000].sum())" + _BALANCED)
e111.wrong(
    "capstone.ids_are_no_customers", _COUNTED + _BALANCED + 'customers = int(raw_orders["customer_id"].nunique())'
)
e111.wrong("capstone.account_customers", _COUNTED + _BALANCED + "customers = rows[1]")

# --- E11.2 three findings

e112 = Exercise(
    "E11.2",
    names=("findings", "s1", "s2", "s3"),
    kinds={"findings": "DataFrame", "s1": "text", "s2": "text", "s3": "text"},
    reason="s1",
)
FINDINGS = ("top", "once", "quiet")
CAUSE = re.compile(
    "因为|由于|导致|造成|带来了|使得|所以流失|because|due to|caused|led to|thanks to|as a result|owing to|driven by|"
    "(?:which|that) is why",
    re.IGNORECASE,
)


def _told(findings, s1, s2, s3):
    """Each sentence with its row of the table."""
    return tuple((text, findings.loc[name]) for name, text in zip(FINDINGS, (s1, s2, s3), strict=True))


@e112.shape("capstone.findings_shape")
def three_rows_figure_and_n(findings):
    return set(findings.index) == set(FINDINGS) and {"figure", "n"} <= set(findings.columns)


@e112.property("capstone.share_not_percent")
def shares_are_between_zero_and_one(findings):
    return bool(findings["figure"].between(-0.5, 1.5).all())


@e112.property("capstone.spend_of_all_time")
def spend_is_of_twelve_months(findings, data):
    table = data.segments
    high = table[table.value_tier == "high_value"]
    ever = high.monetary.sum() / table.monetary.sum()
    recent = high.monetary_12m.sum() / table.monetary_12m.sum()
    return not (abs(findings.loc["top", "figure"] - ever) < 1e-6 < abs(ever - recent))


@e112.property("capstone.share_of_people")
def money_is_divided_by_money(findings, data):
    people = len(data.segments)
    shares = {"top": (data.segments.value_tier == "high_value").sum(), "quiet": (data.segments.recency_days > 90).sum()}
    return not any(abs(findings.loc[name, "figure"] - count / people) < 1e-6 for name, count in shares.items())


e112.tolerance(
    "capstone.findings_figure", lambda findings: [findings.loc[name, "figure"] for name in FINDINGS], digits=4
)
e112.tolerance("capstone.findings_n", lambda findings: [findings.loc[name, "n"] for name in FINDINGS])


@e112.property("capstone.sentence_twice")
def three_sentences_say_three_things(s1, s2, s3):
    return len({s1.strip(), s2.strip(), s3.strip()}) == 3


@e112.property("capstone.cause_claimed")
def no_cause_is_named(s1, s2, s3):
    found = CAUSE.search("\n".join((s1, s2, s3)))
    return True if found is None else {"found": found.group()}


@e112.property("capstone.sentence_figure")
def each_has_its_percentage(findings, s1, s2, s3):
    def has(text, row):
        return re.search(rf"(?<![\d.]){100 * row['figure']:.0f}(?:\.\d+)?\s*(?:[%％]|per\s?cent)", text)

    lacking = [text[:20] for text, row in _told(findings, s1, s2, s3) if not has(text, row)]
    return True if not lacking else {"line": lacking[0]}


@e112.property("capstone.sentence_n")
def each_has_its_n(findings, s1, s2, s3):
    def has(text, row):
        return re.search(rf"n\s*[=＝]\s*{row['n']:.0f}(?!\d)", text.replace(",", ""))

    lacking = [text[:20] for text, row in _told(findings, s1, s2, s3) if not has(text, row)]
    return True if not lacking else {"line": lacking[0]}


@e112.hidden("capstone.unseen_findings")
def findings_are_the_reference_s(findings, reference):
    mine, theirs = (
        table.loc[list(FINDINGS), ["figure", "n"]].astype(float) for table in (findings, reference.findings)
    )
    return bool(((mine - theirs).abs() < 1e-6).all().all())


_FOUND = """\
high, away = segments["value_tier"].eq("high_value"), segments["recency_days"].gt(90)
money, single = segments["monetary_12m"], segments["frequency"].eq(1)
shares = [money[high].sum() / money.sum(), float(single.sum() / len(single)), money[away].sum() / money.sum()]
counts = [int(high.sum()), len(single), int(away.sum())]
"""
_SAID = """
findings = pd.DataFrame({"figure": shares, "n": counts}, index=["top", "once", "quiet"])
s1, s2, s3 = (f"{name}: {100 * row.figure:.0f}% (n={row.n:.0f})" for name, row in findings.iterrows())
"""
e112.wrong("capstone.findings_shape", _FOUND + _SAID + 'findings = findings.drop(columns="n")')
e112.wrong("capstone.share_not_percent", _FOUND + "shares = [100 * share for share in shares]" + _SAID)
e112.wrong(
    "capstone.spend_of_all_time",
    _FOUND + 'ever = segments["monetary"]\nshares[0] = ever[high].sum() / ever.sum()' + _SAID,
)
e112.wrong("capstone.share_of_people", _FOUND + "shares[2] = float(away.sum() / len(away))" + _SAID)
e112.wrong("capstone.findings_figure", _FOUND + "shares[2] = 1 - shares[2]" + _SAID)
e112.wrong("capstone.findings_n", _FOUND + "counts[1] = int(single.sum())" + _SAID)
e112.wrong("capstone.sentence_twice", _FOUND + _SAID + "s2 = s3 = s1")
e112.wrong(
    "capstone.cause_claimed",
    _FOUND
    + _SAID
    + """\
s3 = s3 + {"zh-CN": "，因为服务不好", "en": ", because the service is poor"}[language]
""",
)
e112.wrong(
    "capstone.sentence_figure",
    _FOUND
    + _SAID
    + """\
s1 = {
    "zh-CN": f"高价值层贡献了大部分净消费（n={counts[0]}）",
    "en": f"The high tier brings most of the net spend (n={counts[0]})",
}[language]
""",
)
e112.wrong(
    "capstone.sentence_n",
    _FOUND
    + _SAID
    + """\
s2 = {
    "zh-CN": f"{100 * shares[1]:.0f}% 的客户只下过一单",
    "en": f"{100 * shares[1]:.0f}% of the customers ordered once only",
}[language]
""",
)

# --- E11.3 the decision page

e113 = Exercise(
    "E11.3",
    names=("doubted", "called", "effect", "proof", "if_costly", "request"),
    kinds={"request": "text"},
    reason="request",
)
OFFERED = {
    "doubted": ("rows", "customers", "net", "at_risk"),
    "called": ("forecast", "upper_bound", "loss"),
    "effect": ("measured", "assumed", "promised"),
    "proof": ("before_after", "control_group", "vouchers_used"),
    "if_costly": ("full_scale", "pilot", "hide"),
}
MONEY = re.compile(
    r"\d[\d,]*(?:\.\d+)?\s*(?:万|k|thousand|million)?\s*(?:元|yuan|rmb|cny)|(?:[¥￥]|(?<![a-z])(?:rmb|cny|yuan))\s*\d",
    re.IGNORECASE,
)
DAY = re.compile(
    r"\d+\s*月(?:\s*\d+\s*日|底|末|初|中旬)?|\d+\s*天内|\d{4}-\d{1,2}|第.季度|季度末|年底|月底|"
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s*(?:of\s+)?{MONTH}|\b{MONTH}\s*\d|\b(?:by|before|end of|mid)[ -]{MONTH}|"
    r"(?<![a-z])q[1-4](?!\d)|(?:first|second|third|fourth|this|next) quarter|"
    r"within (?:\d+|the|an?|one|two|three|four|six) (?:day|week|month|quarter)|end of (?:the |this |next )?(?:month|quarter|year)",
    re.IGNORECASE,
)
OWNER = re.compile(
    "经理|总监|主管|店长|组长|负责|专员|主任|部长|manager|director|supervisor|head of|owner|owned by|responsible|in charge|"
    r"\bchief\b|\bc[efmo]o\b|"
    r"\bleader\b|\blead\b(?! to)",
    re.IGNORECASE,
)
CONTROL = re.compile(r"对照组|control (?:group|sample)|hold-?out|as (?:a )?controls?\b", re.IGNORECASE)


@e113.shape("capstone.choice_unknown")
def each_choice_is_one_of_those_offered(doubted, called, effect, proof, if_costly):
    made = {"doubted": doubted, "called": called, "effect": effect, "proof": proof, "if_costly": if_costly}
    unknown = [name for name, value in made.items() if value not in OFFERED[name]]
    return True if not unknown else {"missing": ", ".join(unknown)}


e113.tolerance("capstone.measured_is_hard", lambda doubted: doubted)
e113.tolerance("capstone.bound_is_no_forecast", lambda called: called)
e113.tolerance("capstone.assumed_not_measured", lambda effect: effect)
e113.tolerance("capstone.proof_without_control", lambda proof: proof)
e113.tolerance("capstone.costly_as_it_is", lambda if_costly: if_costly)


@e113.property("capstone.request_money")
def the_request_names_money(request):
    return MONEY.search(request) is not None


@e113.property("capstone.request_date")
def the_request_names_a_day(request):
    return DAY.search(request) is not None


@e113.property("capstone.request_owner")
def the_request_names_a_post(request):
    return OWNER.search(request) is not None


@e113.property("capstone.request_control")
def the_request_keeps_a_control_group(request):
    return CONTROL.search(request) is not None


_ASKED = """\
doubted, called, effect, proof, if_costly = "at_risk", "upper_bound", "assumed", "control_group", "pilot"
request = {
    "zh-CN": "请批准试点：费用 396 元，会员部经理负责，3 月 31 日前完成，随机留 60 人作对照组。",
    "en": "Please approve a pilot: 396 yuan, run by the head of membership, done by 31 March, with 60 as a control group.",
}[language]
"""
e113.wrong("capstone.choice_unknown", _ASKED + 'proof = {"zh-CN": "感觉", "en": "gut feeling"}[language]')
e113.wrong("capstone.measured_is_hard", _ASKED + 'doubted = "net"')
e113.wrong("capstone.bound_is_no_forecast", _ASKED + 'called = "loss"')
e113.wrong("capstone.assumed_not_measured", _ASKED + 'effect = "measured"')
e113.wrong("capstone.proof_without_control", _ASKED + 'proof = "before_after"')
e113.wrong("capstone.costly_as_it_is", _ASKED + 'if_costly = "full_scale"')
e113.wrong(
    "capstone.request_money",
    _ASKED
    + """\
request = {
    "zh-CN": "请批准试点：会员部经理负责，3 月 31 日前完成，留对照组。",
    "en": "Please approve a pilot: run by the head of membership, done by 31 March, with a control group.",
}[language]
""",
)
e113.wrong(
    "capstone.request_date",
    _ASKED
    + """\
request = {
    "zh-CN": "请批准试点：费用 396 元，会员部经理负责，留对照组。",
    "en": "Please approve a pilot: 396 yuan, run by the head of membership, with a control group.",
}[language]
""",
)
e113.wrong(
    "capstone.request_owner",
    _ASKED
    + """\
request = {
    "zh-CN": "请批准试点：费用 396 元，3 月 31 日前完成，留对照组。",
    "en": "Please approve a pilot: 396 yuan, done by 31 March, with a control group.",
}[language]
""",
)
e113.wrong(
    "capstone.request_control",
    _ASKED
    + """\
request = {
    "zh-CN": "请批准试点：费用 396 元，会员部经理负责，3 月 31 日前完成。",
    "en": "Please approve a pilot: 396 yuan, run by the head of membership, done by 31 March.",
}[language]
""",
)

# --- E11.4 the defence: what a machine can see; how good it is the judges say

e114 = Exercise(
    "E11.4",
    names=("question", "honesty", "method", "strategy", "communication", "pages", "feared", "answer"),
    kinds={"pages": "text", "feared": "text", "answer": "text"},
    reason="answer",
)
ROWS = ("question", "honesty", "method", "strategy", "communication")
PAGE = re.compile(r"第\s*[\d一二三四五六七八九十]+\s*页|\bp(?:ages?|p?\.?)\s*\d+", re.IGNORECASE)
LOOKING = re.compile(
    r"\d|查|核对|重算|\b(?:check|re-?count|recomput|recalculat|compar|ask|look(?:ing)? up|look it up)", re.IGNORECASE
)


@e114.shape("capstone.level_range")
def levels_are_one_to_four(question, honesty, method, strategy, communication):
    levels = dict(zip(ROWS, (question, honesty, method, strategy, communication), strict=True))
    outside = [name for name, level in levels.items() if level not in (1, 2, 3, 4)]
    return True if not outside else {"missing": ", ".join(outside)}


@e114.property("capstone.all_top")
def nobody_is_perfect(question, honesty, method, strategy, communication):
    return min(question, honesty, method, strategy, communication) < 4


@e114.property("capstone.pages_missing")
def each_row_has_its_page(pages):
    n = len(PAGE.findall(pages))
    return True if n >= len(ROWS) else {"n": n}


@e114.property("capstone.top_needs_control")
def four_in_strategy_has_a_control_group(strategy, pages, answer):
    return strategy < 4 or CONTROL.search(pages + answer) is not None


@e114.property("capstone.feared_is_question")
def what_is_feared_is_a_question(feared):
    return feared.strip().endswith(("？", "?"))


@e114.property("capstone.answer_without_figure")
def the_answer_has_a_figure_or_a_check(answer):
    return LOOKING.search(answer) is not None


_MARKED = """\
question, honesty, method, strategy, communication = 3, 4, 3, 4, 3
pages = {
    "zh-CN": "第 3 页，第 19 页，第 18 页，第 16 页（对照组），第 2 页",
    "en": "p. 3, p. 19, p. 18, p. 16 (control group), p. 2",
}[language]
feared, answer = {
    "zh-CN": ("为什么财务的总数比报告的大？", "差额是 3 行合计，第 19 页逐条列着"),
    "en": ("Why is the total of finance larger than ours?", "The difference is 3 total rows, listed on p. 19"),
}[language]
"""
e114.wrong("capstone.level_range", _MARKED + "honesty = 5")
e114.wrong("capstone.all_top", _MARKED + "question = method = communication = 4")
e114.wrong(
    "capstone.pages_missing",
    _MARKED
    + """\
pages = {
    "zh-CN": "都在报告的第 4 页，有对照组",
    "en": "all on p. 4 of the report, the control group too",
}[language]
""",
)
e114.wrong(
    "capstone.top_needs_control",
    _MARKED
    + """\
pages = {
    "zh-CN": "第 2 页，第 4 页，第 8 页，第 12 页，第 1 页",
    "en": "p. 2, p. 4, p. 8, p. 12, p. 1",
}[language]
""",
)
e114.wrong(
    "capstone.feared_is_question",
    _MARKED
    + """\
feared = {
    "zh-CN": "没有，都很好",
    "en": "none, all is well",
}[language]
""",
)
e114.wrong(
    "capstone.answer_without_figure",
    _MARKED
    + """\
answer = {
    "zh-CN": "我们相信这个数是对的，请放心",
    "en": "we trust this figure, there is no need to worry",
}[language]
""",
)
