"""Checks of m00: the opening sheet, two figures recomputed, the first question."""

import re

from segkit.learn.phrases import EVERYBODY, METHODS
from segkit.learn.rules import Exercise

# --- E0.1 the opening sheet: what a machine can see; how good it is the trainer judges

e01 = Exercise("E0.1", names=("believe", "doubt"), kinds={"believe": "list", "doubt": "list"}, reason="doubt")
FEWEST = 2
PAGE = re.compile(r"第\s*[\d一二三四五六七八九十]+\s*页|\bp(?:ages?|p?\.?)\s*\d+", re.IGNORECASE)
CHECKING = re.compile(
    r"查|核对|重算|再算|抽|问|对一|比一比|\b(?:check(?!out)|(?:re-?)?count(?!r|er)|recomput|recalculat|draw(?!back)|"
    r"ask|compar|verif|look(?:ing)? up|work out)",
    re.I,
)
SHORTEST = 8  # letters: shorter is no reason


@e01.shape("open.too_few")
def two_of_each(believe, doubt):
    return len(believe) >= FEWEST and len(doubt) >= FEWEST


@e01.property("open.too_short")
def each_has_a_reason(believe, doubt):
    return all(len(str(line).strip()) >= SHORTEST for line in (*believe, *doubt))


@e01.property("open.page_missing")
def each_names_its_page(believe, doubt):
    lacking = [str(line)[:20] for line in (*believe, *doubt) if not PAGE.search(str(line))]
    return True if not lacking else {"line": lacking[0]}


@e01.property("open.both_ways")
def nothing_is_believed_and_doubted(believe, doubt):
    return not {str(line).strip() for line in believe} & {str(line).strip() for line in doubt}


@e01.property("open.how_to_check")
def each_doubt_can_be_checked(doubt):
    lacking = [str(line)[:20] for line in doubt if not CHECKING.search(str(line))]
    return True if not lacking else {"line": lacking[0]}


_SHEET = """\
believe = {
    "zh-CN": ["第 4 页，近 12 个月的收入和财务对得上", "第 5 页，前 20% 的客户带来大半收入，和销售说的一致"],
    "en": ["p. 4, revenue agrees with finance's books", "p. 5, the top 20% bring most of it, as sales says"],
}[language]
doubt = {
    "zh-CN": ["第 6 页，高价值客户数偏多，核对有没有重号", "第 14 页，满意度很高，查有多少人打过分"],
    "en": ["p. 6, too many of high value: check for doubles", "p. 14, satisfaction is high: count who gave a mark"],
}[language]
"""
e01.wrong("open.too_few", _SHEET + "doubt = doubt[:1]")
e01.wrong("open.too_short", _SHEET + 'believe = ["p. 4", "p. 5"]')
e01.wrong(
    "open.page_missing",
    _SHEET
    + """\
doubt = {
    "zh-CN": ["图不好看，应当换一种颜色", "活动应当多做一些才好"],
    "en": ["the charts would look better in another colour", "there should be more campaigns"],
}[language]
""",
)
e01.wrong("open.both_ways", _SHEET + "doubt = [believe[0], doubt[1]]")
e01.wrong(
    "open.how_to_check",
    _SHEET
    + """\
doubt = {
    "zh-CN": ["第 6 页，高价值客户数偏多，不像", "第 14 页，满意度太高，不像"],
    "en": ["p. 6, too many of high value, cannot be right", "p. 14, satisfaction is too good to be true"],
}[language]
""",
)

# --- E0.2 two figures

e02 = Exercise("E0.2", names=("n_customers", "once_share"), kinds={"n_customers": "number", "once_share": "number"})


@e02.property("open.share_not_percent")
def a_share_is_at_most_one(once_share):
    return 0 <= once_share <= 1


@e02.property("open.lines_are_no_customers")
def people_are_not_lines(n_customers, data):
    return n_customers not in (len(data.orders), data.orders["order_id"].nunique())


e02.tolerance("open.who_is_counted", lambda n_customers: n_customers)


def _ones(counts):
    """How many customers have a count of one."""
    return int((counts == 1).sum())


@e02.property("open.lines_are_no_orders")
def one_line_is_not_one_order(n_customers, once_share, data):
    paid = data.orders[data.orders.amount.gt(0)]
    lines = paid["customer_id"].value_counts()
    return abs(once_share - _ones(lines) / n_customers) > 1e-9 or _is_the_same(data)


def _is_the_same(data):
    """Whether each order has one line only, so that lines and orders cannot be told apart."""
    paid = data.orders[data.orders.amount.gt(0)]
    return not paid["order_id"].duplicated().any()


@e02.property("open.share_of_customers")
def the_share_is_of_people(n_customers, once_share, data):
    paid = data.orders[data.orders.amount.gt(0)]
    n_orders = paid["order_id"].nunique()
    is_open = once_share == 0 or n_orders == n_customers  # both denominators give the same
    return is_open or once_share * n_orders > n_customers or _not_whole(once_share * n_orders)


def _not_whole(value):
    return abs(value - round(value)) > 1e-6


e02.tolerance("open.once_value", lambda once_share: once_share, digits=4)


@e02.hidden("open.unseen_values", family="equivalence")
def both_are_the_reference_s(n_customers, once_share, reference):
    return n_customers == reference.n_customers and abs(once_share - reference.once_share) < 1e-9


_COUNTED = """\
paid = orders.query("amount > 0")
per_head = paid.groupby("customer_id")["order_id"].nunique()
n_customers, once_share = len(per_head), float(per_head.eq(1).mean())
"""
e02.wrong("open.share_not_percent", _COUNTED + "once_share = once_share * 100")
e02.wrong("open.lines_are_no_customers", _COUNTED + "n_customers = len(orders)")
e02.wrong("open.who_is_counted", _COUNTED + "n_customers = n_customers + 50  # those who registered and never bought")
e02.wrong("open.lines_are_no_orders", _COUNTED + 'once_share = float((paid.groupby("customer_id").size() == 1).mean())')
e02.wrong("open.share_of_customers", _COUNTED + 'once_share = float(per_head.eq(1).sum() / paid["order_id"].nunique())')
e02.wrong("open.once_value", _COUNTED + "once_share = float(per_head.le(2).mean())")

# --- E0.3 the first question

e03 = Exercise(
    "E0.3", names=("question", "who_decides"), kinds={"question": "text", "who_decides": "text"}, reason="question"
)


@e03.property("open.no_question")
def it_asks(question):
    return question.strip().endswith(("?", "？"))


@e03.property("open.two_questions")
def it_asks_one_thing(question):
    return len(re.findall("[?？]", question)) == 1


@e03.property("open.method_first")
def it_asks_for_a_decision(question):
    found = METHODS.search(question)
    return True if found is None else {"found": found.group()}


@e03.property("open.everybody_decides")
def one_post_decides(who_decides):
    return EVERYBODY.search(who_decides) is None


e03.wrong(
    "open.two_questions",
    """\
question, who_decides = {
    "zh-CN": ("预算先给谁？给多少才合适？", "店长"),
    "en": ("Who gets the budget first? And how much is right?", "shop manager"),
}[language]
""",
)
e03.wrong(
    "open.no_question",
    """\
question, who_decides = {
    "zh-CN": ("今年要把老客户的复购率提上去", "会员部经理"),
    "en": ("We want more repeat orders from our regulars this year", "head of membership"),
}[language]
""",
)
e03.wrong(
    "open.method_first",
    """\
question, who_decides = {
    "zh-CN": ("怎样用聚类把客户分好？", "会员部经理"),
    "en": ("How do we cluster our customers properly?", "head of membership"),
}[language]
""",
)
e03.wrong(
    "open.everybody_decides",
    """\
question, who_decides = {
    "zh-CN": ("三月的预算先给哪 200 位？", "各部门一起定"),
    "en": ("Which 200 get the March budget first?", "all departments together"),
}[language]
""",
)
