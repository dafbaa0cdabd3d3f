"""Checks of m09: persona card, strategy table, the debate on low value, the list to be called, message and consent."""

import re

from segkit.learn.rules import Exercise

MEASURES = ("recency_days", "frequency", "average_order", "mark")
TIERS = ("high_value", "middle_value", "low_value")
COSTS = {"adviser": 20.0, "voucher": 8.0, "bundle": 3.0, "self_service": 0.5}
BOTH_SIDES = ("repeat_rate", "margin_each")  # measures that a control group has as well
POLICY_COST = {"promote": 6.0, "simplify": -2.0, "stimulate": 9.0}
MARGIN = 0.3
CASES = tuple(f"c{number}" for number in range(1, 9))
NUMBER = re.compile(r"\d+(?:\.\d+)?")

# --- E9.1 the persona card

e91 = Exercise(
    "E9.1", names=("persona", "portrait"), kinds={"persona": "DataFrame", "portrait": "text"}, reason="portrait"
)


@e91.shape("persona.columns")
def four_measures_three_numbers(persona):
    return set(MEASURES) <= set(persona.index) and {"figure", "others", "n"} <= set(persona.columns)


@e91.property("persona.no_answer_is_no_zero")
def no_mark_is_filled_in(persona):
    """Marks run from 1; a median below 1 holds people who gave none."""
    return persona.loc["mark", "figure"] >= 1 and persona.loc["mark", "others"] >= 1


@e91.property("persona.mean_of_skewed")
def medians_of_whole_numbers(persona):
    """A median of whole numbers is whole or a half."""
    return bool(((persona.loc[["recency_days", "frequency"], "figure"] * 2) % 1 == 0).all())


@e91.property("persona.n_of_answers")
def fewer_gave_a_mark_than_bought(persona, data):
    if data.feedback["customer_id"].nunique() >= len(data.segments):
        return True
    return persona.loc["mark", "n"] < persona.loc["recency_days", "n"]


e91.tolerance("persona.other_people", lambda persona: persona.loc[list(MEASURES), "figure"].tolist(), digits=2)
e91.tolerance("persona.against_everybody", lambda persona: persona.loc[list(MEASURES), "others"].tolist(), digits=2)
e91.tolerance("persona.n_counts", lambda persona: persona.loc[list(MEASURES), "n"].tolist())


@e91.property("persona.claim_without_figure")
def three_sentences_carry_figures(portrait, persona):
    """At least three numbers of the text stand in the table, as whole numbers or to one decimal."""
    known = {f"{value:.{digits}f}" for value in persona["figure"] for digits in (0, 1, 2)}
    return len([found for found in NUMBER.findall(portrait) if found in known]) >= 3


@e91.property("persona.claim_without_n")
def each_sentence_says_its_n(portrait):
    return len(re.findall(r"n\s*[=＝]\s*\d+", portrait, re.IGNORECASE)) >= 3


@e91.hidden("persona.unseen_values", family="equivalence")
def table_is_the_reference_s(persona, reference):
    columns = ["figure", "others", "n"]
    rows = list(MEASURES)
    return bool(((persona.loc[rows, columns] - reference.persona.loc[rows, columns]).abs() < 0.01).all().all())


_CARD = """\
inside = people[scheme] == chosen
table = people[measures]
figure, others, n = table[inside].median(), table[~inside].median(), table[inside].count()
"""
_TOLD = """
persona = pd.DataFrame({"figure": figure, "others": others, "n": n})
portrait = "; ".join(f"{name} {row.figure:.0f} (n={row.n:.0f})" for name, row in persona.iterrows())
"""
e91.wrong("persona.columns", _CARD + 'persona = pd.DataFrame({"figure": figure})\nportrait = "recency 25 (n=86)"')
e91.wrong(
    "persona.no_answer_is_no_zero",
    _CARD + "table = table.fillna(0)\nfigure, others = table[inside].median(), table[~inside].median()" + _TOLD,
)
e91.wrong("persona.mean_of_skewed", _CARD + "figure, others = table[inside].mean(), table[~inside].mean()" + _TOLD)
e91.wrong("persona.n_of_answers", _CARD + "n = int(inside.sum())" + _TOLD)
e91.wrong("persona.other_people", _CARD + "figure, others = others, figure" + _TOLD)
e91.wrong("persona.against_everybody", _CARD + "others = table.median()" + _TOLD)
e91.wrong("persona.n_counts", _CARD + "n = table.count()" + _TOLD)
e91.wrong(
    "persona.claim_without_figure",
    _CARD
    + _TOLD
    + """\
portrait = {
    "zh-CN": "她热爱生活，追求品质，是我们的忠实粉丝。",
    "en": "She loves life, looks for quality and is a loyal fan of ours.",
}[language]
""",
)
e91.wrong(
    "persona.claim_without_n",
    _CARD + _TOLD + 'portrait = "; ".join(f"{name} {row.figure:.0f}" for name, row in persona.iterrows())',
)

# --- E9.2 the strategy table

e92 = Exercise("E9.2", names=("plan", "control"), kinds={"plan": "DataFrame", "control": "list"})
PLANNED = {"n", "action", "kpi", "control_n", "treated", "budget"}


@e92.shape("strategy.plan_columns")
def three_tiers_six_columns(plan):
    return set(plan.index) == set(TIERS) and set(plan.columns) >= PLANNED


@e92.property("strategy.no_holdout")
def every_tier_leaves_some_alone(plan):
    return bool((plan["control_n"] > 0).all())


@e92.property("strategy.one_plan_for_all")
def tiers_get_different_things(plan):
    return plan["action"].nunique() > 1


@e92.property("strategy.kpi_control_has_too")
def measures_exist_on_both_sides(plan):
    found = [kpi for kpi in plan["kpi"] if kpi not in BOTH_SIDES]
    return True if not found else {"found": found[0]}


@e92.property("strategy.dear_for_little")
def nobody_is_dear_and_brings_little(plan):
    """The dearest action is not for the tier that brings least."""
    return COSTS[plan.loc["low_value", "action"]] <= COSTS[plan.loc["high_value", "action"]]


e92.tolerance("strategy.holdout_size", lambda plan: [plan.loc[tier, "control_n"] for tier in TIERS])


@e92.property("strategy.treated_and_control")
def treated_and_left_alone_are_all(plan):
    return bool((plan["n"] == plan["control_n"] + plan["treated"]).all())


@e92.property("strategy.cost_of_treated")
def only_the_treated_cost(plan):
    return all(abs(row.budget - row.treated * COSTS[row.action]) < 0.01 for row in plan.itertuples())


@e92.property("strategy.drawn_within")
def each_tier_has_its_own_draw(plan, control, data):
    ids = set(control)
    tier_of = data.segments.set_index("customer_id")["value_tier"]
    found = tier_of[tier_of.index.isin(ids)].value_counts()
    return len(ids) == len(list(control)) and all(found.get(tier, 0) == plan.loc[tier, "control_n"] for tier in TIERS)


def _at_an_end(table, by, ids):
    """Whether in every tier those drawn are simply the first or the last by a column."""
    ordered = table.sort_values([by, "customer_id"], kind="stable")
    ends = []
    for _, rows in ordered.groupby("value_tier"):
        drawn = rows["customer_id"].isin(ids)
        size = int(drawn.sum())
        ends.append(bool(drawn.iloc[:size].all() or drawn.iloc[len(rows) - size :].all()))
    return all(ends)


@e92.property("strategy.control_is_worst")
def control_is_not_the_tail(control, data):
    return not any(_at_an_end(data.segments, by, set(control)) for by in ("monetary", "frequency", "recency_days"))


@e92.property("strategy.not_by_chance")
def control_is_no_top_of_a_list(control, data):
    table = data.segments.assign(place=range(len(data.segments)))
    return not any(_at_an_end(table, by, set(control)) for by in ("customer_id", "place"))


@e92.hidden("strategy.unseen_sizes", family="equivalence")
def sizes_are_the_reference_s(plan, reference):
    same = (plan.loc[tier, "control_n"] == reference.plan.loc[tier, "control_n"] for tier in TIERS)
    return all(same) and all(plan.loc[tier, "n"] == reference.plan.loc[tier, "n"] for tier in TIERS)


_PLAN = """\
action = {"high_value": "adviser", "middle_value": "bundle", "low_value": "self_service"}
plan = pd.DataFrame({"action": action, "kpi": dict.fromkeys(tiers, "repeat_rate")})
plan["n"] = people["value_tier"].value_counts()
plan["control_n"] = plan["n"].map(control_size)
"""
_COST = """
plan["treated"] = plan["n"] - plan["control_n"]
plan["budget"] = plan["treated"] * plan["action"].map(costs)
"""
_DRAW = """
drawn = people.sample(frac=1, random_state=9)
control = drawn.loc[drawn.groupby("value_tier").cumcount() < drawn["value_tier"].map(plan["control_n"]), "customer_id"]
"""
e92.wrong("strategy.plan_columns", _PLAN + _DRAW)
e92.wrong("strategy.no_holdout", _PLAN + 'plan["control_n"] = 0' + _COST + _DRAW)
e92.wrong("strategy.one_plan_for_all", _PLAN + 'plan["action"] = "voucher"' + _COST + _DRAW)
e92.wrong("strategy.kpi_control_has_too", _PLAN + 'plan["kpi"] = "click_rate"' + _COST + _DRAW)
e92.wrong(
    "strategy.dear_for_little",
    _PLAN + 'plan["action"] = ["self_service", "bundle", "adviser"]\nplan = plan.loc[tiers]' + _COST + _DRAW,
)
e92.wrong("strategy.holdout_size", _PLAN + 'plan["control_n"] = (plan["n"] // 5).clip(lower=1)' + _COST + _DRAW)
e92.wrong("strategy.treated_and_control", _PLAN + _COST + 'plan["treated"] = plan["n"]' + _DRAW)
e92.wrong("strategy.cost_of_treated", _PLAN + _COST + 'plan["budget"] = plan["n"] * plan["action"].map(costs)' + _DRAW)
e92.wrong(
    "strategy.drawn_within",
    _PLAN + _COST + 'control = people.sample(int(plan["control_n"].sum()), random_state=9)["customer_id"]',
)
e92.wrong(
    "strategy.control_is_worst",
    _PLAN + _COST + _DRAW.replace("sample(frac=1, random_state=9)", 'sort_values(["monetary", "customer_id"])'),
)
e92.wrong("strategy.not_by_chance", _PLAN + _COST + _DRAW.replace(".sample(frac=1, random_state=9)", ""))

# --- E9.3 the debate on low value

e93 = Exercise(
    "E9.3",
    names=("lift", "gain", "is_proven", "policy", "reason"),
    kinds={"lift": "Series", "gain": "Series", "is_proven": "Series", "policy": "text"},
    reason="reason",
)


def _order_value(data):
    """The median average order of those of low value."""
    rows = data.segments
    return rows.loc[rows["value_tier"] == "low_value", "average_order"].median()


@e93.shape("strategy.three_policies")
def one_value_per_policy(lift, gain, is_proven):
    return all(set(values.index) == set(POLICY_COST) for values in (lift, gain, is_proven))


e93.tolerance("strategy.before_after", lambda lift: [lift[name] for name in POLICY_COST], digits=4)


@e93.property("strategy.revenue_is_not_margin")
def an_order_earns_its_margin(lift, gain, data):
    value = _order_value(data)
    return not all(abs(gain[name] - (lift[name] * value - cost)) < 0.01 for name, cost in POLICY_COST.items())


@e93.property("strategy.cost_forgotten")
def what_it_costs_is_taken_off(lift, gain, data):
    earned = MARGIN * _order_value(data)
    return not all(abs(gain[name] - lift[name] * earned) < 0.01 for name in POLICY_COST)


@e93.property("strategy.cost_added")
def cost_is_subtracted(lift, gain, data):
    earned = MARGIN * _order_value(data)
    return not all(abs(gain[name] - lift[name] * earned - cost) < 0.01 for name, cost in POLICY_COST.items())


e93.tolerance("strategy.gain_values", lambda gain: [gain[name] for name in POLICY_COST], digits=2)
e93.tolerance("strategy.sure_by_chance", lambda is_proven: [bool(is_proven[name]) for name in POLICY_COST])


@e93.property("strategy.policy_by_buyers")
def the_policy_brings_most(gain, policy):
    return policy in gain.index and gain[policy] == gain.max()


@e93.hidden("strategy.unseen_gain")
def gains_are_the_reference_s(gain, reference):
    return all(abs(gain[name] - reference.gain[name]) < 0.01 for name in POLICY_COST)


_PILOT = """\
rates = pilot["bought"] / pilot["treated"]
lift = rates - pilot["base_bought"] / pilot["control"]
gain = lift * order_value * margin - pilot["cost"]
is_proven = (lift - half_width).gt(0)
policy = gain.idxmax()
reason = {"zh-CN": "试点里每位客户净得最高", "en": "brings most per customer in the pilot"}[language]
"""
e93.wrong("strategy.three_policies", _PILOT + 'gain = gain.drop("simplify")')
e93.wrong("strategy.before_after", _PILOT + "lift = rates")
e93.wrong("strategy.revenue_is_not_margin", _PILOT + 'gain = lift * order_value - pilot["cost"]')
e93.wrong("strategy.cost_forgotten", _PILOT + "gain = lift * order_value * margin")
e93.wrong("strategy.cost_added", _PILOT + 'gain = lift * order_value * margin + pilot["cost"]')
e93.wrong("strategy.gain_values", _PILOT + "gain = gain * 400")
e93.wrong("strategy.sure_by_chance", _PILOT + "is_proven = lift.gt(0)")
e93.wrong("strategy.policy_by_buyers", _PILOT + "policy = gain.idxmin()")

# --- E9.4 valued and dissatisfied

e94 = Exercise(
    "E9.4",
    names=("call_first", "unheard", "at_stake"),
    kinds={"call_first": "list", "unheard": "list", "at_stake": "number"},
)


def _latest(data):
    """Each customer's latest mark, as the lesson takes it."""
    marks = data.feedback.dropna(subset=["satisfaction"]).sort_values(["answered_date", "satisfaction"])
    return marks.groupby("customer_id")["satisfaction"].last()


@e94.shape("strategy.ids_expected")
def lists_hold_ids_once(call_first, unheard, data):
    known = set(data.segments["customer_id"])
    return all(set(ids) <= known and len(set(ids)) == len(list(ids)) for ids in (call_first, unheard))


@e94.property("strategy.no_answer_is_not_unhappy")
def who_gave_no_mark_is_not_called_dissatisfied(call_first, data):
    return set(call_first) <= set(_latest(data).index)


@e94.property("strategy.four_is_content")
def four_and_more_are_content(call_first, data):
    latest = _latest(data)
    return not any(latest[name] >= 4 for name in call_first)


@e94.property("strategy.not_of_high_value")
def each_is_above_the_line(call_first, unheard, data):
    spend = data.segments.set_index("customer_id")["monetary_12m"]
    line = spend.sum() / len(spend)
    return all(spend[name] > line for name in (*call_first, *unheard))


@e94.property("strategy.unheard_answered")
def the_unheard_gave_no_mark(unheard, data):
    return not set(unheard) & set(_latest(data).index)


e94.tolerance("strategy.someone_missing", lambda call_first, unheard: [sorted(call_first), sorted(unheard)])
e94.tolerance("strategy.order_of_calls", lambda call_first: list(call_first))
e94.tolerance("strategy.stake_of_the_list", lambda at_stake: at_stake, digits=2)


@e94.hidden("strategy.unseen_list", family="equivalence")
def lists_are_the_reference_s(call_first, unheard, reference):
    return list(call_first) == list(reference.call_first) and set(unheard) == set(reference.unheard)


_VALUED = """\
valued = people.loc[people["monetary_12m"].gt(people["monetary_12m"].mean())]
few = valued.loc[valued["mark"].lt(4)]
"""
_LISTS = """
few = few.sort_values(["monetary_12m", "customer_id"], ascending=[False, True])
call_first, at_stake = list(few["customer_id"]), float(few["monetary_12m"].sum())
unheard = list(valued.loc[valued["mark"].isnull(), "customer_id"])
"""
e94.wrong("strategy.ids_expected", _VALUED + _LISTS + "call_first = list(few.index)")
e94.wrong("strategy.no_answer_is_not_unhappy", _VALUED + 'few = valued[valued["mark"].fillna(0).lt(4)]' + _LISTS)
e94.wrong("strategy.four_is_content", _VALUED + 'few = valued[valued["mark"].le(4)]' + _LISTS)
e94.wrong(
    "strategy.not_of_high_value",
    _VALUED + 'valued = people\nfew = people[people["mark"].lt(4)]' + _LISTS,
)
e94.wrong("strategy.unheard_answered", _VALUED + _LISTS + 'unheard = list(valued["customer_id"])')
e94.wrong("strategy.someone_missing", _VALUED + _LISTS + "unheard = unheard[1:]")
e94.wrong("strategy.order_of_calls", _VALUED + _LISTS + "call_first = call_first[::-1]")
e94.wrong("strategy.stake_of_the_list", _VALUED + _LISTS + 'at_stake = float(valued["monetary_12m"].sum())')

# --- E9.5 message and consent

e95 = Exercise(
    "E9.5", names=("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "copy"), kinds={"copy": "text"}, reason="copy"
)
VERDICTS = ("send", "ask_first", "rewrite", "never")
OPT_OUT = re.compile(
    r"退订|拒收|取消接收|opt(?:ing)?[ -]out|unsubscribe|(?:reply|send|text)(?: with)? [\"'“‘]?(?:t|stop)\b|stop receiving",
    re.I,
)
SENDER = re.compile(r"[【\[][^】\]]{2,30}[】\]]")
INSIDE = re.compile(
    "低价值|中价值|高价值|流失|沉睡|挽留|[ABCD]\\s?[级类]|low.value|middle.value|high.value|lapsed|dormant|win.?back|churn|"
    r"\b(?:grade|class|tier) (?-i:[ABCD])\b|\b(?-i:[ABCD])[ -](?:grade|class|tier)\b",
    re.I,
)
PERSONAL = re.compile(r"1[3-9]\d{9}|\d{15,18}[\dXx]?|[\w.]+@[\w.]+")
LONGEST = 160


@e95.shape("consent.eight_verdicts")
def every_case_is_judged(c1, c2, c3, c4, c5, c6, c7, c8):
    said = dict(zip(CASES, (c1, c2, c3, c4, c5, c6, c7, c8), strict=True))
    missing = [name for name, word in said.items() if word not in VERDICTS]
    return True if not missing else {"missing": ", ".join(missing)}


e95.tolerance("consent.given", lambda c1: c1)
e95.tolerance("consent.withdrawn", lambda c2: c2)
e95.tolerance("consent.contract", lambda c3: c3)
e95.tolerance("consent.sensitive", lambda c4: c4)
e95.tolerance("consent.third_party", lambda c5: c5)
e95.tolerance("consent.price", lambda c6: c6)
e95.tolerance("consent.internal_name", lambda c7: c7)
e95.tolerance("consent.purpose", lambda c8: c8)


@e95.property("consent.copy_sender")
def the_sender_is_named(copy):
    return SENDER.search(copy) is not None


@e95.property("consent.copy_opt_out")
def there_is_a_way_out(copy):
    return OPT_OUT.search(copy) is not None


@e95.property("consent.copy_inside_word")
def no_internal_name_goes_out(copy):
    found = INSIDE.search(copy)
    return True if found is None else {"found": found.group()}


@e95.property("consent.copy_personal")
def nobody_is_recognised(copy):
    return PERSONAL.search(copy) is None


@e95.property("consent.copy_long")
def it_fits_a_message(copy):
    return True if 20 <= len(copy) <= LONGEST else {"n": len(copy)}


_JUDGED = """\
c1 = c3 = "send"
c2 = c6 = "never"
c4 = c5 = c8 = "ask_first"
c7 = "rewrite"
copy = {
    "zh-CN": "【栗湾生活】您常用的那几款到了新货，都在一页上。不想再收到，回复 T 退订。",
    "en": "[Liwan Living] New stock of the items you like is on one page. To opt out reply T.",
}[language]
"""
e95.wrong("consent.eight_verdicts", _JUDGED + 'c8 = "maybe"')
e95.wrong("consent.given", _JUDGED + 'c1 = "ask_first"')
e95.wrong("consent.withdrawn", _JUDGED + 'c2 = "rewrite"')
e95.wrong("consent.contract", _JUDGED + 'c3 = "ask_first"')
e95.wrong("consent.sensitive", _JUDGED + 'c4 = "send"')
e95.wrong("consent.third_party", _JUDGED + 'c5 = "send"')
e95.wrong("consent.price", _JUDGED + 'c6 = "send"')
e95.wrong("consent.internal_name", _JUDGED + 'c7 = "send"')
e95.wrong("consent.purpose", _JUDGED + 'c8 = "send"')
e95.wrong(
    "consent.copy_sender",
    _JUDGED
    + """\
copy = {
    "zh-CN": "您常用的那几款到了新货，都在一页上，点开自选。回复 T 退订",
    "en": "New stock of the items you like is on one page, take your pick. Reply T to opt out.",
}[language]
""",
)
e95.wrong(
    "consent.copy_opt_out",
    _JUDGED
    + """\
copy = {
    "zh-CN": "【栗湾生活】您常用的那几款到了新货，都在一页上，点开自选。",
    "en": "[Liwan Living] New stock of the items you like is on one page, take your pick.",
}[language]
""",
)
e95.wrong(
    "consent.copy_inside_word",
    _JUDGED
    + """\
copy = {
    "zh-CN": "【栗湾生活】尊敬的低价值客户，新货都在一页上，点开自选。回复 T 退订",
    "en": "[Liwan Living] Dear low-value customer, new stock is on one page. Reply T to opt out.",
}[language]
""",
)
e95.wrong(
    "consent.copy_personal",
    _JUDGED
    + """\
copy = {
    "zh-CN": "【栗湾生活】尾号客户 13800001234 您好，新货都在一页上。回复 T 退订",
    "en": "[Liwan Living] Dear customer 13800001234, new stock is on one page. Reply T to opt out.",
}[language]
""",
)
e95.wrong(
    "consent.copy_long",
    _JUDGED
    + """\
copy = {
    "zh-CN": "【栗湾生活】" + "新货到了，都在一页上，点开自选。" * 12 + "回复 T 退订",
    "en": "[Liwan Living] " + "New stock is on one page, take your pick. " * 12 + "Reply T to opt out.",
}[language]
""",
)
