"""Checks of M4, standards: fixed tiers, life cycle, satisfaction, needs coded twice, business and person, three criteria."""

import re

from segkit.learn.phrases import EVERYBODY, MONTH
from segkit.learn.rules import Exercise

CUTS = {"frequency": (2, 5), "monetary": (500, 2000), "n_categories": (2, 4)}  # as the task states them
TIERS = ("low", "middle", "high")
LIFE = ("new", "growing", "mature", "dormant", "lost")
STAGES = ("first", "second", "regular")
MOODS = ("content", "neutral", "unhappy", "unknown")
NEEDS = ("product", "service", "information")
SIDES = ("b2b", "b2c", "channel", "unknown")
NEAR = 1e-6


def by_customer(data):
    """The features with the customer as their row label."""
    return data.features.set_index("customer_id").sort_index()


def differ(own, known, asked):
    """How many of the customers asked for have another class than the one they belong to."""
    belongs = known if isinstance(known, str) else known.reindex(asked)
    return int(own.reindex(asked).ne(belongs).sum())


# E4.1 tiers by fixed cut points

e41 = Exercise("E4.1", names=("tiers",), kinds={"tiers": "DataFrame"})


@e41.shape("std.tier_columns")
def three_measures_have_tiers(tiers):
    """One column for each measure."""
    missing = [name for name in CUTS if name not in tiers.columns]
    return {"missing": missing} if missing else True


@e41.shape("std.tier_customers")
def everybody_has_tiers(tiers, data):
    """Each customer once."""
    asked = data.features["customer_id"]
    return (tiers.index.is_unique and set(tiers.index) == set(asked)) or {"n": asked.size}


@e41.shape("std.tier_names")
def tiers_have_their_names(tiers):
    """low, middle, high, and no gap."""
    n = int((~tiers[list(CUTS)].isin(TIERS)).any(axis=1).sum())
    return {"n": n} if n else True


@e41.property("std.tiers_upside")
def more_is_higher(tiers, data):
    """Whoever has most is not in the low tier."""
    table = by_customer(data)
    turned = [name for name in CUTS if tiers[name][table[name].idxmax()] == "low"]
    return {"measure": turned[0]} if turned else True


@e41.property("std.one_measure_for_all")
def each_column_has_its_own_measure(tiers):
    """Three measures, three columns."""
    return not (tiers["frequency"].eq(tiers["monetary"]).all() and tiers["monetary"].eq(tiers["n_categories"]).all())


@e41.property("std.edge_goes_up")
def a_value_at_the_cut_belongs_above(tiers, data):
    """2 orders are "2 and more"."""
    table = by_customer(data)
    at_edge = {name: table.index[table[name].isin(cuts)] for name, cuts in CUTS.items()}
    inner = {name: table.index[~table[name].isin(cuts)] for name, cuts in CUTS.items()}
    n = sum(differ(tiers[name], _tier(table[name], name), at) for name, at in at_edge.items())
    others = sum(differ(tiers[name], _tier(table[name], name), at) for name, at in inner.items())
    return {"n": n} if n and not others else True


@e41.property("std.cut_by_rank")
def cut_points_are_the_ones_stated(tiers, data):
    """By the figures that the standard states, not by thirds of the customers."""
    table = by_customer(data)
    for name in CUTS:
        n = differ(tiers[name], _tier(table[name], name), table.index)
        if n:
            return {"measure": name, "n": n}
    return True


e41.tolerance("std.tier_values", lambda tiers: tiers.sort_index()[list(CUTS)].astype(str).to_numpy().tolist())


@e41.hidden("std.unseen_tiers", family="equivalence")
def tiers_equal_the_reference(tiers, reference):
    """Every tier as the reference has it."""
    known = reference.tiers.sort_index()[list(CUTS)]
    return bool(tiers.sort_index()[list(CUTS)].eq(known).all(axis=None))


def _tier(values, name):
    """The tier of each customer, counted: how many of the two cut points are reached."""
    low, high = CUTS[name]
    return (values.ge(low).astype(int) + values.ge(high).astype(int)).map(dict(enumerate(TIERS)))


_TIERED = """
table = features.set_index("customer_id")
cuts = {"frequency": [2, 5], "monetary": [500, 2000], "n_categories": [2, 4]}
wide, names = float("inf"), ["low", "middle", "high"]
def cut(right=False, names=names, table=table):
    return pd.DataFrame({
        one: pd.cut(table[one], [-wide, *at, wide], right=right, labels=names).astype(str) for one, at in cuts.items()})
"""
e41.wrong("std.tier_columns", _TIERED + 'tiers = cut().drop(columns="n_categories")')
e41.wrong("std.tier_customers", _TIERED + "tiers = cut()[cut()['frequency'] != 'low']")
e41.wrong("std.tier_names", _TIERED + 'tiers = cut(names=["C", "B", "A"])')
e41.wrong("std.tiers_upside", _TIERED + "tiers = cut(names=names[::-1])")
e41.wrong(
    "std.one_measure_for_all",
    _TIERED + 'tiers = cut().assign(monetary=cut()["frequency"], n_categories=cut()["frequency"])',
)
e41.wrong("std.edge_goes_up", _TIERED + "tiers = cut(right=True)")
e41.wrong(
    "std.cut_by_rank",
    _TIERED + "tiers = cut()\ntiers['monetary'] = pd.qcut(table['monetary'], 3, labels=names).astype(str)",
)


# E4.2 life cycle and purchase stage

e42 = Exercise(
    "E4.2", names=("life", "stage", "overlap"), kinds={"life": "Series", "stage": "Series", "overlap": "number"}
)


@e42.shape("std.life_everybody")
def everybody_has_a_life_stage(life, data):
    """Each customer in exactly one."""
    n = len(set(data.features["customer_id"]) - set(life.dropna().index))
    return {"n": n} if n or not life.index.is_unique else True


@e42.shape("std.life_names")
def life_stages_have_their_names(life):
    """The five of the table."""
    other = sorted(set(life.astype(str)) - set(LIFE))
    return {"found": other[:3]} if other else True


@e42.property("std.lost_swallowed")
def the_long_gone_are_lost(life, data):
    """More than 365 days is more than 180, too: the stricter rule must win."""
    table = by_customer(data)
    n = differ(life, "lost", table.index[table["recency_days"] > 365])
    return {"n": n} if n else True


@e42.property("std.edge_of_days")
def exactly_180_days_is_not_over_180(life, data):
    """Over 180 days: 180 is not."""
    table = by_customer(data)
    at = table.index[table["recency_days"].isin([180, 365])]
    expected = table.loc[at, "recency_days"].eq(365)
    n = int((life.reindex(at).eq("lost") | (life.reindex(at).eq("dormant") & ~expected)).sum())
    return {"n": n} if n else True


@e42.property("std.away_and_called_something_else")
def whoever_is_away_is_dormant(life, data):
    """Once often is not now here."""
    days = by_customer(data)["recency_days"]
    n = differ(life, "dormant", days.index[(days > 180) & (days < 365)])
    return {"n": n} if n else True


@e42.property("std.new_by_recency")
def new_is_a_matter_of_the_first_order(life, data):
    """Whoever came back last week after years is not new."""
    table = by_customer(data)
    n = int((life.eq("new") & table["tenure_days"].gt(90).reindex(life.index)).sum())
    return {"n": n} if n else True


@e42.property("std.new_called_mature")
def the_first_ninety_days_are_new(life, data):
    """Within 90 days of the first order everybody is new, however often they come."""
    table = by_customer(data)
    n = differ(life, "new", table.index[table["tenure_days"].le(90)])
    return {"n": n} if n else True


@e42.shape("std.stage_names")
def stages_have_their_names(stage, data):
    """first, second, regular; for each customer."""
    return set(stage.astype(str)) <= set(STAGES) and set(stage.index) == set(data.features["customer_id"])


@e42.property("std.stage_by_orders")
def the_stage_counts_orders(stage, data):
    """One order, two orders, three and more."""
    frequency = by_customer(data)["frequency"]
    known = frequency.clip(upper=3).map(dict(enumerate(STAGES, start=1)))
    n = differ(stage, known, frequency.index)
    return {"n": n} if n else True


@e42.property("std.overlap_any")
def overlap_is_more_than_one_rule(overlap, data):
    """An overlap is two rules at once, not one."""
    table = by_customer(data)
    one = table["recency_days"].gt(180) | table["tenure_days"].le(90) | table["frequency"].ge(5)
    return {"n": int(overlap)} if overlap == int(one.sum()) else True


e42.tolerance("std.life_values", lambda life: life.sort_index().astype(str).tolist())
e42.tolerance("std.overlap_value", lambda overlap: int(overlap))


@e42.hidden("std.unseen_life", family="equivalence")
def life_equals_the_reference(life, overlap, reference):
    """Every life stage as the reference has it."""
    return bool(life.sort_index().eq(reference.life.sort_index()).all()) and overlap == reference.overlap


_LIFE = """
table = features.set_index("customer_id")
days, age, often = table["recency_days"], table["tenure_days"], table["frequency"]
rules = pd.DataFrame({"mature": often >= 5, "new": age <= 90, "dormant": days > 180, "lost": days > 365})
def first_to_last(order, rules=rules):
    life = pd.Series("growing", index=table.index)
    for name in order:
        life = life.mask(rules[name], name)
    return life
life = first_to_last(["mature", "new", "dormant", "lost"])
stage = often.clip(upper=3).map({1: "first", 2: "second", 3: "regular"})
overlap = int((rules.sum(axis=1) > 1).sum())
"""
e42.wrong("std.life_everybody", _LIFE + 'life = life[life != "growing"]')
e42.wrong("std.life_names", _LIFE + 'life = life.replace("lost", "gone")')
e42.wrong("std.lost_swallowed", _LIFE + 'life = first_to_last(["mature", "new", "lost", "dormant"])')
e42.wrong(
    "std.away_and_called_something_else",
    _LIFE + 'life = first_to_last(["new", "dormant", "mature", "lost"])',
)
e42.wrong(
    "std.new_by_recency",
    _LIFE + 'life = first_to_last(["mature", "new", "dormant", "lost"], rules.assign(new=days <= 90))',
)
e42.wrong("std.stage_names", _LIFE + "stage = often")
e42.wrong("std.stage_by_orders", _LIFE + 'stage = stage.replace("second", "regular")')
e42.wrong("std.overlap_any", _LIFE + "overlap = int(rules.any(axis=1).sum())")


# E4.3 satisfaction, and those who said nothing

e43 = Exercise("E4.3", names=("mood", "answered_share"), kinds={"mood": "Series", "answered_share": "number"})


def latest(data, keep="last"):
    """Each customer's latest answer; of two on one day the lower."""
    rows = data.feedback.sort_values(["answered_date", "satisfaction"], ascending=[True, False])
    return rows.drop_duplicates("customer_id", keep=keep).set_index("customer_id")["satisfaction"]


def mood_of(marks):
    """The tier of each mark, by two comparisons."""
    return (marks.ge(3).astype(int) + marks.ge(4).astype(int)).map({0: "unhappy", 1: "neutral", 2: "content"})


@e43.shape("std.mood_everybody")
def everybody_has_a_mood(mood, data):
    """All buyers, also those who answered nothing."""
    n = len(set(data.features["customer_id"]) - set(mood.dropna().index))
    return {"n": n} if n or not mood.index.is_unique else True


@e43.shape("std.mood_names")
def moods_have_their_names(mood):
    """The four of the table."""
    other = sorted(set(mood.astype(str)) - set(MOODS))
    return {"found": other[:3]} if other else True


@e43.property("std.silence_is_no_mood")
def silence_is_neither_content_nor_unhappy(mood, data):
    """Who did not answer is unknown."""
    silent = mood.index.difference(data.feedback["customer_id"])
    n = differ(mood, "unknown", silent)
    return {"n": n} if n else True


@e43.property("std.mean_of_answers")
def answers_are_not_averaged(mood, data):
    """The latest counts, a mean of then and now is nobody's mood."""
    return _not_by(mood, data, data.feedback.groupby("customer_id")["satisfaction"].mean())


@e43.property("std.first_not_latest")
def the_latest_answer_counts(mood, data):
    """Not the first."""
    return _not_by(mood, data, latest(data, keep="first"))


@e43.property("std.four_is_content")
def four_of_five_is_content(mood, data):
    """4 and 5 are content, 3 is neutral."""
    marks = latest(data)
    n = differ(mood, "content", marks.index[marks.eq(4) & marks.index.isin(mood.index)])
    return {"n": n} if n else True


@e43.property("std.three_is_neutral")
def three_is_in_the_middle(mood, data):
    """3 is neither."""
    marks = latest(data)
    n = differ(mood, "neutral", marks.index[marks.eq(3) & marks.index.isin(mood.index)])
    return {"n": n} if n else True


@e43.property("std.share_of_answers")
def the_share_counts_customers(answered_share, data):
    """Customers who answered of customers, not answers, not percent."""
    asked = data.features["customer_id"]
    return abs(answered_share - float(asked.isin(data.feedback["customer_id"]).sum() / asked.size)) < NEAR


e43.tolerance("std.mood_values", lambda mood: mood.sort_index().astype(str).tolist())


@e43.hidden("std.unseen_mood", family="equivalence")
def moods_equal_the_reference(mood, reference):
    """Everybody's mood as the reference has it."""
    return bool(mood.sort_index().astype(str).eq(reference.mood.sort_index().astype(str)).all())


def _not_by(mood, data, marks):
    """Whether the moods are not those that other marks give, where these differ from the latest answer's."""
    known, other = mood_of(latest(data)), mood_of(marks)
    apart = known.index[known.ne(other.reindex(known.index)) & known.index.isin(mood.index)]
    n = int(mood.reindex(apart).eq(other.reindex(apart)).sum())
    return {"n": n} if n and n == len(apart) else True


_MOOD = """
rows = feedback.sort_values(["answered_date", "satisfaction"], ascending=[True, False])
last = rows.drop_duplicates("customer_id", keep="last").set_index("customer_id")["satisfaction"]
everybody = features["customer_id"]
def tiers_of(marks, edges=(0, 3, 4, 6), silent="unknown"):
    mark = marks.reindex(everybody)
    named = pd.cut(mark, edges, right=False, labels=["unhappy", "neutral", "content"]).astype("object")
    return named.where(mark.notna(), silent)
mood = tiers_of(last)
answered_share = float(last.reindex(everybody).notna().mean())
"""
e43.wrong("std.mood_everybody", _MOOD + 'mood = mood[mood != "unknown"]')
e43.wrong("std.mood_names", _MOOD + 'mood = mood.replace("content", "satisfied")')
e43.wrong("std.silence_is_no_mood", _MOOD + 'mood = tiers_of(last, silent="neutral")')
e43.wrong("std.four_is_content", _MOOD + "mood = tiers_of(last, edges=(0, 3, 5, 6))")
e43.wrong("std.three_is_neutral", _MOOD + "mood = tiers_of(last, edges=(0, 3.5, 4, 6))")
e43.wrong("std.share_of_answers", _MOOD + "answered_share = len(feedback) / len(features)")


# E4.4 needs: a rule by words, and whether two people agree

e44 = Exercise(
    "E4.4",
    names=("sheet", "by_rule", "observed", "expected", "kappa"),
    kinds={"sheet": "DataFrame", "by_rule": "Series", "observed": "number", "expected": "number", "kappa": "number"},
)


def shares(codes):
    """How often each need was given, as shares."""
    return codes.value_counts(normalize=True).reindex(list(NEEDS), fill_value=0.0)


@e44.shape("std.need_names")
def each_message_has_a_need(by_rule, sheet):
    """One of three for each message."""
    n = int((~by_rule.reindex(sheet.index).isin(NEEDS)).sum())
    return {"n": n} if n else True


@e44.property("std.rule_order")
def service_comes_first(by_rule, sheet):
    """A message that names a trouble is about service, whatever goods it wants."""
    n = int((sheet["text"].str.contains("退|换|没发货|坏|投诉") & by_rule.ne("service")).sum())
    return {"n": n} if n else True


@e44.property("std.rest_is_information")
def what_no_word_catches_is_information(by_rule, sheet):
    """Without a word of either list it is a question."""
    is_question = ~sheet["text"].str.contains("退|换|没发货|坏|投诉|想买|推荐|定制|补货")
    n = int((is_question & by_rule.ne("information")).sum())
    return {"n": n} if n else True


@e44.property("std.observed_is_share")
def agreement_is_a_share(observed):
    """A share of messages, no number of them."""
    return 0 <= observed <= 1


@e44.property("std.observed_of_coders")
def agreement_is_between_the_two_people(observed, sheet):
    """Both people hold the same need."""
    return abs(observed - float((sheet["coder_1"] == sheet["coder_2"]).sum() / len(sheet))) < NEAR


@e44.property("std.chance_of_thirds")
def chance_depends_on_how_often_each_is_given(expected):
    """Not one in three: some needs are given more often."""
    return abs(expected - 1 / 3) > NEAR


@e44.property("std.chance_from_both")
def chance_multiplies_both_peoples_shares(expected, sheet):
    """The two people's shares multiplied, need by need, and added."""
    one, other = shares(sheet["coder_1"]), shares(sheet["coder_2"])
    return abs(expected - sum(one[need] * other[need] for need in NEEDS)) < NEAR


@e44.property("std.kappa_is_agreement")
def kappa_is_not_the_raw_agreement(kappa, observed):
    """Chance is taken off."""
    return abs(kappa - observed) > NEAR or observed > 1 - NEAR


@e44.property("std.kappa_not_divided")
def kappa_is_divided_by_what_chance_leaves(kappa, observed, expected):
    """Of what chance leaves, the share that was reached."""
    return abs(kappa * (1 - expected) - observed + expected) < NEAR


e44.tolerance("std.kappa_value", lambda kappa: float(kappa), digits=4)
e44.tolerance("std.need_values", lambda by_rule: by_rule.sort_index().tolist())


@e44.hidden("std.unseen_kappa", family="tolerance")
def kappa_equals_the_reference(kappa, reference):
    """Kappa as the reference has it."""
    return abs(kappa - reference.kappa) < NEAR


_CODED = """
is_service = sheet["text"].str.contains("|".join(service_words))
is_product = sheet["text"].str.contains("|".join(product_words))
by_rule = pd.Series("information", index=sheet.index).mask(is_product, "product").mask(is_service, "service")
observed = float((sheet["coder_1"] == sheet["coder_2"]).mean())
first, second = (sheet[who].value_counts(normalize=True) for who in ("coder_1", "coder_2"))
expected = float(first.mul(second, fill_value=0).sum())
kappa = (observed - expected) / (1 - expected)
"""
e44.wrong("std.need_names", _CODED + "by_rule = by_rule.where(is_product | is_service)")
e44.wrong(
    "std.rule_order",
    _CODED
    + 'by_rule = by_rule.mask(is_product, "product")\nby_rule = by_rule.mask(is_service & is_product, "product")',
)
e44.wrong("std.rest_is_information", _CODED + 'by_rule = by_rule.replace("information", "product")')
e44.wrong("std.observed_is_share", _CODED + "observed = observed * len(sheet)")
e44.wrong("std.observed_of_coders", _CODED + 'observed = float((sheet["coder_1"] == by_rule).mean())')
e44.wrong("std.chance_of_thirds", _CODED + "expected = 1 / 3")
e44.wrong("std.chance_from_both", _CODED + "expected = float((first ** 2).sum())")
e44.wrong("std.kappa_is_agreement", _CODED + "kappa = observed")
e44.wrong("std.kappa_not_divided", _CODED + "kappa = observed - expected")


# E4.5 companies and persons

e45 = Exercise(
    "E4.5",
    names=("side", "money_share", "no_industry"),
    kinds={"side": "Series", "money_share": "Series", "no_industry": "number"},
)


@e45.shape("std.side_everybody")
def every_buyer_has_a_side(side, data):
    """All who bought, once."""
    n = len(set(data.features["customer_id"]) - set(side.dropna().index))
    return {"n": n} if n or not side.index.is_unique else True


@e45.shape("std.side_names")
def sides_have_their_names(side):
    """b2b, b2c, channel, unknown."""
    other = sorted(set(side.astype(str)) - set(SIDES))
    return {"found": other[:3]} if other else True


@e45.property("std.unknown_is_person")
def an_empty_kind_is_unknown(side, data):
    """Whose kind nobody noted is neither."""
    noted = data.customers.dropna(subset=["kind"])["customer_id"]
    n = differ(side, "unknown", side.index.difference(noted))
    return {"n": n} if n else True


@e45.property("std.side_by_money")
def a_large_person_is_no_company(side, data):
    """The side follows the kind noted, not the money."""
    kind = data.customers.dropna(subset=["kind"]).drop_duplicates("customer_id").set_index("customer_id")["kind"]
    n = int((side.eq("b2b") & kind.reindex(side.index).eq("个人")).sum())
    return {"n": n} if n else True


@e45.property("std.money_not_shares")
def money_shares_add_up_to_one(money_share):
    """Shares of the whole."""
    return abs(float(money_share.sum()) - 1) < NEAR


@e45.property("std.heads_not_money")
def money_share_weighs_money(money_share, side):
    """A few companies can bring much money."""
    heads = side.value_counts(normalize=True)
    return not bool(heads.sub(money_share, fill_value=0).abs().lt(NEAR).all()) or len(heads) == 1


@e45.property("std.industry_of_persons")
def only_companies_have_an_industry(no_industry, side, data):
    """A person needs no industry."""
    gap = data.customers.set_index("customer_id")["industry"].reindex(side.index).isna()
    everybody = int(gap.sum())
    return {"n": int(no_industry)} if no_industry == everybody != int((gap & side.eq("b2b")).sum()) else True


e45.tolerance("std.side_values", lambda side: side.sort_index().astype(str).tolist())
e45.tolerance("std.money_values", lambda money_share: money_share.sort_index().tolist(), digits=4)
e45.tolerance("std.no_industry_value", lambda no_industry: int(no_industry))


@e45.hidden("std.unseen_sides", family="equivalence")
def sides_equal_the_reference(side, reference):
    """Everybody's side as the reference has it."""
    return bool(side.sort_index().eq(reference.side.sort_index()).all())


_SIDES = """
master = customers.drop_duplicates("customer_id").set_index("customer_id").reindex(features["customer_id"])
side = master["kind"].map(kinds).fillna("unknown")
money = features.set_index("customer_id")["monetary"]
money_share = money.groupby(side).sum() / money.sum()
no_industry = int((side.eq("b2b") & master["industry"].isna()).sum())
"""
e45.wrong("std.side_everybody", _SIDES + 'side = side[side != "b2b"]')
e45.wrong("std.side_names", _SIDES + 'side = side.replace("b2c", "person")')
e45.wrong(
    "std.side_by_money", _SIDES + 'side = side.mask(money > money.quantile(0.8), "b2b").where(side != "unknown", side)'
)
e45.wrong("std.money_not_shares", _SIDES + "money_share = money.groupby(side).sum()")
e45.wrong("std.heads_not_money", _SIDES + "money_share = side.value_counts(normalize=True)")
e45.wrong("std.industry_of_persons", _SIDES + 'no_industry = int(master["industry"].isna().sum())')


# E4.6 three criteria, defended

e46 = Exercise("E4.6", names=("criteria", "defence"), kinds={"criteria": "list"}, reason="defence")
FIELDS = ("name", "cut", "owner", "review", "decision")
DAY = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}|\d{1,2}\s*[-/.月]\s*\d{1,2}|"
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|\b{MONTH}\s+\d{{1,2}}",
    re.I,
)


@e46.shape("std.three_criteria")
def there_are_three(criteria):
    """Three, no more and no fewer."""
    return len(criteria) == 3 or {"n": len(criteria)}


@e46.shape("std.criterion_fields")
def each_has_its_five_fields(criteria):
    """Name, cut point, owner, review, decision."""
    missing = [field for one in criteria for field in FIELDS if not str(one.get(field, "")).strip(" _")]
    return {"missing": sorted(set(missing))} if missing else True


@e46.property("std.cut_without_figure")
def each_cut_has_a_figure(criteria):
    """High is no cut point."""
    vague = [one["name"] for one in criteria if not re.search(r"\d", str(one["cut"]))]
    return {"name": vague[0]} if vague else True


@e46.property("std.owner_is_everybody")
def each_has_one_owner(criteria):
    """What everybody owns nobody does."""
    shared = [one["name"] for one in criteria if EVERYBODY.search(str(one["owner"]))]
    return {"name": shared[0]} if shared else True


@e46.property("std.review_without_day")
def each_has_a_day_of_review(criteria):
    """A day, not "regularly"."""
    vague = [one["name"] for one in criteria if not DAY.search(str(one["review"]))]
    return {"name": vague[0]} if vague else True


@e46.property("std.one_decision_for_all")
def each_serves_a_decision_of_its_own(criteria):
    """A criterion that changes no decision is none."""
    return len({str(one["decision"]).strip() for one in criteria}) == 3


_THREE = """
fields = ["name", "cut", "owner", "review", "decision"]
said = {
    "zh-CN": [
        ["净消费", "12 个月满 2000 元", "销售部经理", "2026-07-01", "要不要配专属顾问"],
        ["最近消费间隔", "180 天", "会员部经理", "2026-04-01", "这周先给谁打电话"],
        ["满意度", "5 分中低于 3 分", "客服部经理", "2026-04-01", "先道歉再谈优惠"],
    ],
    "en": [
        ["net spend", "2,000 yuan in 12 months", "head of sales", "2026-07-01", "a named adviser or not"],
        ["recency", "180 days", "head of membership", "2026-04-01", "who is called in the week"],
        ["satisfaction", "below 3 of 5", "head of service", "2026-04-01", "a call before any offer"],
    ],
}[language]
criteria = [dict(zip(fields, one)) for one in said]
defence = {
    "zh-CN": "三个数我们都有，三个决定各不相同，各有一位负责人",
    "en": "three figures that we have, three decisions that differ, one owner each",
}[language]
"""
e46.wrong("std.three_criteria", _THREE + "criteria = criteria[:2]")
e46.wrong("std.criterion_fields", _THREE + 'criteria[0]["owner"] = ""')
e46.wrong("std.cut_without_figure", _THREE + 'criteria[0]["cut"] = "high"')
e46.wrong(
    "std.owner_is_everybody", _THREE + 'criteria[1]["owner"] = {"zh-CN": "各部门", "en": "all departments"}[language]'
)
e46.wrong("std.review_without_day", _THREE + 'criteria[2]["review"] = {"zh-CN": "定期", "en": "regularly"}[language]')
e46.wrong("std.one_decision_for_all", _THREE + 'criteria[2]["decision"] = criteria[1]["decision"]')
