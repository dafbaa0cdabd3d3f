"""Checks of m01: grading against typing, five cases, and the question canvas.

What is right in E1.1 and E1.2 stands nowhere in this file: those rules compare salted hashes.
"""

import re

from segkit.learn.phrases import EVERYBODY, METHODS, MONTH
from segkit.learn.rules import Exercise

WORDS = ("grading", "typing")
CASES = ("shop", "cosmetics", "finance", "pharma", "service")

# --- E1.1 twelve statements

STATEMENTS = tuple(f"s{number:02d}" for number in range(1, 13))
e11 = Exercise("E1.1", names=("s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08", "s09", "s10", "s11", "s12"))


@e11.shape("why.all_twelve")
def every_statement_has_one_of_two_words(s01, s02, s03, s04, s05, s06, s07, s08, s09, s10, s11, s12):
    said = dict(zip(STATEMENTS, (s01, s02, s03, s04, s05, s06, s07, s08, s09, s10, s11, s12), strict=True))
    missing = [name for name, word in said.items() if word not in WORDS]
    return True if not missing else {"missing": ", ".join(missing)}


@e11.property("why.all_alike")
def both_words_are_used(s01, s02, s03, s04, s05, s06, s07, s08, s09, s10, s11, s12):
    return len({s01, s02, s03, s04, s05, s06, s07, s08, s09, s10, s11, s12}) == 2


e11.tolerance("why.swapped", lambda s01, s02: [s01, s02])
e11.tolerance("why.ordered_is_not_grading", lambda s03: s03)
e11.tolerance("why.potential_is_grading", lambda s04, s11: [s04, s11])
e11.tolerance("why.assets_are_grading", lambda s06: s06)
e11.tolerance("why.kind_is_typing", lambda s07: s07)
e11.tolerance("why.new_is_not_low", lambda s09: s09)
e11.tolerance("why.attitude_is_typing", lambda s05, s10: [s05, s10])
e11.tolerance("why.money_is_grading", lambda s08, s12: [s08, s12])

e11.wrong(
    "why.all_twelve",
    """
    s01 = s04 = s06 = s08 = s11 = s12 = "grading"
    s02 = s03 = s05 = s07 = s09 = s10 = "typing"
    s12 = {"zh-CN": "分级", "en": "grade"}[language]
    """,
)
e11.wrong(
    "why.all_alike",
    """
    s01 = s02 = s03 = s04 = s05 = s06 = s07 = s08 = s09 = s10 = s11 = s12 = "grading"
    """,
)
e11.wrong(
    "why.swapped",
    """
    s02 = s03 = s05 = s07 = s09 = s10 = "grading"
    s01 = s04 = s06 = s08 = s11 = s12 = "typing"
    """,
)
e11.wrong(
    "why.ordered_is_not_grading",
    """
    s01 = s04 = s06 = s08 = s11 = s12 = s03 = "grading"
    s02 = s05 = s07 = s09 = s10 = "typing"
    """,
)
e11.wrong(
    "why.potential_is_grading",
    """
    s01 = s06 = s08 = s12 = "grading"
    s02 = s03 = s04 = s05 = s07 = s09 = s10 = s11 = "typing"
    """,
)
e11.wrong(
    "why.assets_are_grading",
    """
    s01 = s04 = s08 = s11 = s12 = "grading"
    s02 = s03 = s05 = s06 = s07 = s09 = s10 = "typing"
    """,
)
e11.wrong(
    "why.kind_is_typing",
    """
    s01 = s04 = s06 = s08 = s11 = s12 = s07 = "grading"
    s02 = s03 = s05 = s09 = s10 = "typing"
    """,
)
e11.wrong(
    "why.new_is_not_low",
    """
    s01 = s04 = s06 = s08 = s11 = s12 = s09 = "grading"
    s02 = s03 = s05 = s07 = s10 = "typing"
    """,
)
e11.wrong(
    "why.attitude_is_typing",
    """
    s01 = s04 = s06 = s08 = s11 = s12 = s10 = "grading"
    s02 = s03 = s05 = s07 = s09 = "typing"
    """,
)
e11.wrong(
    "why.money_is_grading",
    """
    s01 = s04 = s06 = s08 = s11 = "grading"
    s02 = s03 = s05 = s07 = s09 = s10 = s12 = "typing"
    """,
)

# --- E1.2 five cases

e12 = Exercise(
    "E1.2",
    names=(
        "shop_decision",
        "cosmetics_decision",
        "finance_decision",
        "pharma_decision",
        "service_decision",
        "shop_dimension",
        "cosmetics_dimension",
        "finance_dimension",
        "pharma_dimension",
        "service_dimension",
    ),
)


@e12.property("why.one_decision_each")
def no_decision_is_given_twice(shop_decision, cosmetics_decision, finance_decision, pharma_decision, service_decision):
    return len({shop_decision, cosmetics_decision, finance_decision, pharma_decision, service_decision}) == len(CASES)


e12.tolerance(
    "why.decision_first",
    lambda shop_decision, cosmetics_decision, finance_decision, pharma_decision, service_decision: [
        shop_decision,
        cosmetics_decision,
        finance_decision,
        pharma_decision,
        service_decision,
    ],
)
e12.tolerance("why.spend_hides_lost", lambda shop_dimension: shop_dimension)
e12.tolerance("why.spender_is_no_host", lambda cosmetics_dimension: cosmetics_dimension)
e12.tolerance("why.trades_are_not_assets", lambda finance_dimension: finance_dimension)
e12.tolerance("why.sales_hide_potential", lambda pharma_dimension: pharma_dimension)
e12.tolerance("why.mean_hides_unhappy", lambda service_dimension: service_dimension)

e12.wrong(
    "why.one_decision_each",
    """
    shop_decision, cosmetics_decision, finance_decision, pharma_decision, service_decision = "win_back", "host", "manager", "win_back", "owner_calls"
    shop_dimension, cosmetics_dimension, finance_dimension, pharma_dimension, service_dimension = "spend_recency", "attitude_activity", "assets_demand", "need_share", "value_satisfaction"
    """,
)
e12.wrong(
    "why.decision_first",
    """
    shop_decision, cosmetics_decision, finance_decision, pharma_decision, service_decision = "visits", "host", "manager", "win_back", "owner_calls"
    shop_dimension, cosmetics_dimension, finance_dimension, pharma_dimension, service_dimension = "spend_recency", "attitude_activity", "assets_demand", "need_share", "value_satisfaction"
    """,
)
e12.wrong(
    "why.spend_hides_lost",
    """
    shop_decision, cosmetics_decision, finance_decision, pharma_decision, service_decision = "win_back", "host", "manager", "visits", "owner_calls"
    shop_dimension, cosmetics_dimension, finance_dimension, pharma_dimension, service_dimension = "spend", "attitude_activity", "assets_demand", "need_share", "value_satisfaction"
    """,
)
e12.wrong(
    "why.spender_is_no_host",
    """
    shop_decision, cosmetics_decision, finance_decision, pharma_decision, service_decision = "win_back", "host", "manager", "visits", "owner_calls"
    shop_dimension, cosmetics_dimension, finance_dimension, pharma_dimension, service_dimension = "spend_recency", "spend", "assets_demand", "need_share", "value_satisfaction"
    """,
)
e12.wrong(
    "why.trades_are_not_assets",
    """
    shop_decision, cosmetics_decision, finance_decision, pharma_decision, service_decision = "win_back", "host", "manager", "visits", "owner_calls"
    shop_dimension, cosmetics_dimension, finance_dimension, pharma_dimension, service_dimension = "spend_recency", "attitude_activity", "trades", "need_share", "value_satisfaction"
    """,
)
e12.wrong(
    "why.sales_hide_potential",
    """
    shop_decision, cosmetics_decision, finance_decision, pharma_decision, service_decision = "win_back", "host", "manager", "visits", "owner_calls"
    shop_dimension, cosmetics_dimension, finance_dimension, pharma_dimension, service_dimension = "spend_recency", "attitude_activity", "assets_demand", "sales", "value_satisfaction"
    """,
)
e12.wrong(
    "why.mean_hides_unhappy",
    """
    shop_decision, cosmetics_decision, finance_decision, pharma_decision, service_decision = "win_back", "host", "manager", "visits", "owner_calls"
    shop_dimension, cosmetics_dimension, finance_dimension, pharma_dimension, service_dimension = "spend_recency", "attitude_activity", "assets_demand", "need_share", "mean_score"
    """,
)

# --- E1.3 the question canvas: what a machine can see; how good it is the trainer judges

e13 = Exercise("E1.3", names=("decision", "owner", "by_when", "dimension", "actions", "change_mind"), reason="decision")
DAY = re.compile(
    r"\d{1,4}\s*[-/.年月]\s*\d{1,2}|\d{1,2}\s*(月|日|号)|"
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|\b{MONTH}\s+\d{{1,2}}",
    re.I,
)
COMPARED = re.compile(
    r"比|高于|低于|不到|超过|少于|多于|对照|\b(?:than|above|below|against|less|fewer|more|lower|higher|control)\b|"
    r"\b(?:under|over|at least|at most)\s+(?:\d|half\b)",
    re.I,
)
NOBODY = re.compile(r"\W*(?:.|me|us|we|no|none|n/?a|tbd)?\W*", re.I)  # too short to say anything, in either language


@e13.shape("why.too_short")
def every_field_says_something(decision, owner, by_when, dimension, change_mind):
    said = {
        "decision": decision,
        "owner": owner,
        "by_when": by_when,
        "dimension": dimension,
        "change_mind": change_mind,
    }
    short = [name for name, text in said.items() if NOBODY.fullmatch(str(text))]
    return True if not short else {"missing": ", ".join(short)}


@e13.property("why.method_is_no_question")
def the_decision_names_no_method(decision):
    found = METHODS.search(decision)
    return True if found is None else {"found": found.group()}


@e13.property("why.owner_is_a_post")
def one_post_signs(owner):
    return EVERYBODY.search(owner) is None


@e13.property("why.day_is_a_date")
def there_is_a_day(by_when):
    return DAY.search(str(by_when)) is not None


@e13.property("why.same_action_same_segment")
def at_least_two_groups_get_different_things(actions):
    return isinstance(actions, dict) and len({str(action).strip() for action in actions.values()}) >= 2


@e13.property("why.figure_to_change_mind")
def a_comparison_could_change_the_mind(change_mind):
    return COMPARED.search(change_mind) is not None and len(change_mind) >= 8


_CANVAS = """\
decision = {"zh-CN": "三月给哪 200 位老客户打电话", "en": "which 200 regulars get a call in March"}[language]
owner, by_when = {"zh-CN": "会员部经理", "en": "head of membership"}[language], "2026-03-10"
dimension = {"zh-CN": "净消费 × 最近消费间隔", "en": "net spend × recency"}[language]
actions = {"zh-CN": {"花得多": "打电话", "花得少": "发一条消息"}, "en": {"large": "a call", "small": "one message"}}[language]
change_mind = {
    "zh-CN": "打过电话的人 30 天回购率不比对照组高，就停",
    "en": "those called return no more often in 30 days than the control group",
}[language]
"""
e13.wrong("why.too_short", _CANVAS + 'owner = {"zh-CN": "我", "en": "me"}[language]')
e13.wrong(
    "why.method_is_no_question",
    _CANVAS
    + """\
decision = {
    "zh-CN": "用聚类做好全公司的客户分类",
    "en": "a proper segmentation of all our customers by clustering",
}[language]
""",
)
e13.wrong(
    "why.owner_is_a_post", _CANVAS + 'owner = {"zh-CN": "各部门一起", "en": "all departments together"}[language]'
)
e13.wrong("why.day_is_a_date", _CANVAS + 'by_when = {"zh-CN": "尽快", "en": "as soon as possible"}[language]')
e13.wrong(
    "why.same_action_same_segment",
    _CANVAS
    + """\
actions = {
    "zh-CN": {"A": "券", "B": "券"},
    "en": {"A": "a voucher", "B": "a voucher"},
}[language]
""",
)
e13.wrong(
    "why.figure_to_change_mind",
    _CANVAS
    + """\
change_mind = {
    "zh-CN": "效果不好的时候再说",
    "en": "we will see if it does not work",
}[language]
""",
)
