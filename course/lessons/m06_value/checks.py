"""Checks of M6, ABCD and lifetime value: cumulative contribution, potential, income against margin, three lists.

What is to be chosen stands nowhere in this file: those rules compare salted hashes.
"""

from segkit.learn.rules import Exercise

NEAR = 1e-6

# E6.1 cumulative contribution

e61 = Exercise(
    "E6.1", names=("measure", "order", "cut_by", "on_line", "grades", "a_people"), kinds={"grades": "Series"}
)
e61.tolerance("abcd.order_is_no_contribution", lambda measure: measure)
e61.tolerance("abcd.smallest_first", lambda order: order)
e61.tolerance("abcd.people_not_money", lambda cut_by: cut_by)
e61.tolerance("abcd.on_the_line", lambda on_line: on_line)
e61.tolerance("abcd.share_of_people", lambda a_people: a_people, digits=4)


@e61.shape("abcd.everybody_once")
def everybody_has_one_grade(grades, data):
    """Each customer once, as a row label."""
    return grades.index.is_unique and set(grades.index) == set(data.features.customer_id)


@e61.hidden("abcd.unseen", family="equivalence")
def the_grades_are_the_references(grades, reference):
    """Everybody's grade on this company."""
    return grades.sort_index().tolist() == reference.grades.sort_index().tolist()


_GRADED = """\
measure, order, cut_by, on_line = "monetary", "largest", "money", "upper"
grades = pd.cut(before_share(money["monetary"]), [-1, 0.7, 0.9, 9], right=False, labels=["A", "B", "C"]).astype(str)
a_people = float((grades == "A").mean())
"""
e61.wrong("abcd.order_is_no_contribution", _GRADED + 'measure = "average_order"')
e61.wrong("abcd.smallest_first", _GRADED + 'order = "smallest"')
e61.wrong("abcd.people_not_money", _GRADED + 'cut_by = "people"')
e61.wrong("abcd.on_the_line", _GRADED + 'on_line = "lower"')

# E6.2 contribution and potential

e62 = Exercise(
    "E6.2", names=("potential_by", "high_low", "low_high_action", "set_by", "abcd"), kinds={"abcd": "Series"}
)
e62.tolerance("abcd.potential_is_not_spend", lambda potential_by: potential_by)
e62.tolerance("abcd.high_low_grade", lambda high_low: high_low)
e62.tolerance("abcd.potential_dropped", lambda low_high_action: low_high_action)
e62.tolerance("abcd.potential_by_feeling", lambda set_by: set_by)


@e62.shape("abcd.everybody_once")
def everybody_has_one_of_four(abcd, data):
    """Each customer once, one of four letters."""
    return set(abcd.index) == set(data.features.customer_id) and bool(abcd.isin(list("ABCD")).all())


@e62.hidden("abcd.unseen", family="equivalence")
def the_letters_are_the_references(abcd, reference):
    """Everybody's letter on this company."""
    return abcd.sort_index().tolist() == reference.abcd.sort_index().tolist()


_LETTERED = """\
potential_by, high_low, low_high_action, set_by = "growth", "B", "develop", "standard"
abcd = pd.Series("D", index=table.index)
"""
e62.wrong("abcd.potential_is_not_spend", _LETTERED + 'potential_by = "spend_again"')
e62.wrong("abcd.high_low_grade", _LETTERED + 'high_low = "C"')
e62.wrong("abcd.potential_dropped", _LETTERED + 'low_high_action = "cut"')
e62.wrong("abcd.potential_by_feeling", _LETTERED + 'set_by = "each"')

# E6.3 income against margin

e63 = Exercise("E6.3", names=("value_of", "retention", "discount", "span", "total_value", "overstated"))
e63.tolerance("abcd.income_is_not_value", lambda value_of: value_of)
e63.tolerance("abcd.nobody_leaves", lambda retention: retention)
e63.tolerance("abcd.no_discount", lambda discount: discount)
e63.tolerance("abcd.past_is_not_future", lambda span: span)
e63.tolerance("abcd.value_total", lambda total_value: total_value, digits=0)


@e63.hidden("abcd.unseen", family="tolerance")
def the_value_is_the_references(total_value, overstated, reference):
    """The company's value, to a yuan."""
    return abs(total_value - reference.total_value) < 1 and abs(overstated - reference.overstated) < NEAR


_VALUED = """\
value_of, retention, discount, span = "margin", "seven_tenths", "ten", "next_five"
total_value, overstated = float(yearly.sum()), 5.0
"""
e63.wrong("abcd.income_is_not_value", _VALUED + 'value_of = "income"')
e63.wrong("abcd.nobody_leaves", _VALUED + 'retention = "all"')
e63.wrong("abcd.no_discount", _VALUED + 'discount = "none"')
e63.wrong("abcd.past_is_not_future", _VALUED + 'span = "past"')

# E6.4 three lists

e64 = Exercise("E6.4", names=("manager", "last_year", "young", "overlap_of", "overlap", "reason"), reason="reason")
e64.tolerance("abcd.trades_are_not_assets", lambda manager: manager)
e64.tolerance("abcd.past_list", lambda last_year: last_year)
e64.tolerance("abcd.growth_list", lambda young: young)
e64.tolerance("abcd.union_is_no_overlap", lambda overlap_of: overlap_of)
e64.tolerance("abcd.overlap_value", lambda overlap: overlap, digits=4)


@e64.hidden("abcd.unseen", family="tolerance")
def the_overlap_is_the_references(overlap, reference):
    """How much of a list is on all three, on this company."""
    return abs(overlap - reference.overlap) < NEAR


_LISTED = """\
manager, last_year, young, overlap_of = "assets", "past", "growth", "all"
reason = {"zh-CN": "三份名单各回答一个问题", "en": "each list answers a question of its own"}[language]
overlap = overlaps["all"]
"""
e64.wrong("abcd.trades_are_not_assets", _LISTED + 'manager = "past"')
e64.wrong("abcd.past_list", _LISTED + 'last_year = "assets"')
e64.wrong("abcd.growth_list", _LISTED + 'young = "past"')
e64.wrong("abcd.union_is_no_overlap", _LISTED + 'overlap_of, overlap = "any", overlaps["any"]')
