"""Checks of M5, RFM: measures, scores, eight segments, typed thresholds, and whom to call."""

from segkit.learn.rules import Exercise

MEASURES = ("recency_days", "frequency", "monetary")
SCORES = ("r_score", "f_score", "m_score")
BITS = {  # R, F, M: better (1) or not (0)
    "key_value": (1, 1, 1),
    "key_develop": (1, 0, 1),
    "key_keep": (0, 1, 1),
    "key_win_back": (0, 0, 1),
    "general_value": (1, 1, 0),
    "general_develop": (1, 0, 0),
    "general_keep": (0, 1, 0),
    "general_win_back": (0, 0, 0),
}
DAYS, ORDERS, MONEY = 90, 3, 500  # what the store manager says in E5.4
CENT = 0.005


def purchases(data):
    """Order lines that are no refunds."""
    return data.orders.loc[data.orders.is_refund.eq(False)]


def by_customer(table):
    """A table of the company with the customer as its row label."""
    return table.set_index("customer_id").sort_index()


# E5.1 recency, frequency, money

e51 = Exercise("E5.1", names=("rfm",), kinds={"rfm": "DataFrame"})


@e51.shape("rfm.columns")
def has_the_three_measures(rfm):
    """The three columns are there."""
    missing = [name for name in MEASURES if name not in rfm.columns]
    return {"missing": missing} if missing else True


@e51.shape("rfm.one_per_customer")
def one_row_per_customer(rfm, data):
    """Each buyer stands once, as a row label."""
    is_known = set(rfm.index) <= set(data.orders.customer_id)
    if rfm.index.is_unique and is_known and set(rfm.index) >= set(purchases(data).customer_id):
        return True
    return {"rows": len(rfm), "n": purchases(data).customer_id.drop_duplicates().size}


@e51.shape("rfm.refund_only")
def refunds_alone_make_no_customer(rfm, data):
    """Whoever has refunds alone has bought nothing in this period."""
    extra = set(rfm.index) - set(purchases(data).customer_id)
    return {"n": len(extra)} if extra else True


@e51.property("rfm.not_days")
def days_are_whole_numbers(rfm):
    """Days are numbers and whole, not spans of time."""
    return rfm["recency_days"].dtype.kind in "iuf" and bool((rfm["recency_days"] % 1 == 0).all())


@e51.property("rfm.recency_negative")
def nobody_comes_from_the_future(rfm):
    """Days never fall below zero."""
    n = int(rfm["recency_days"].lt(0).sum())
    return {"n": n} if n else True


@e51.property("rfm.refund_as_visit")
def a_refund_is_no_visit(rfm, data):
    """Whoever bought, and later took something back, was last here as a buyer on the day of the purchase."""
    latest = data.orders.sort_values("order_date", kind="stable").drop_duplicates("customer_id", keep="last")
    refunded = latest[latest.is_refund].set_index("customer_id").order_date
    bought = purchases(data).sort_values("order_date").drop_duplicates("customer_id", keep="last")
    later = refunded[refunded > bought.set_index("customer_id").order_date.reindex(refunded.index)]
    gap = (data.as_of - later).map(lambda span: span.days)
    n = int((rfm.loc[later.index, "recency_days"] <= gap).sum())
    return {"n": n} if n else True


@e51.property("rfm.first_not_last")
def recent_buyers_have_the_shortest_recency(rfm, data):
    """Whoever bought in the last month of the data has fewer days than everybody else, from whatever day one counts."""
    bought = purchases(data)
    recent = set(bought.loc[bought.order_date > bought.order_date.max() - _days(30), "customer_id"])
    is_recent = rfm.index.isin(recent)
    if is_recent.all() or not is_recent.any():
        return True
    n = int((rfm.loc[is_recent, "recency_days"] >= rfm.loc[~is_recent, "recency_days"].min()).sum())
    return {"n": n} if n else True


@e51.property("rfm.today_not_as_of")
def days_count_from_the_as_of_day(rfm, data):
    """The customer who bought last is as many days away as lie between that purchase and the as-of day."""
    least = (data.as_of - purchases(data).order_date.max()).days
    return {"n": int(rfm["recency_days"].min())} if rfm["recency_days"].min() != least else True


@e51.property("rfm.refund_as_order")
def a_refund_is_no_order(rfm, data):
    """The orders of all customers add up to the orders there are, refunds with numbers of their own not among them."""
    with_refunds = len(data.orders[["customer_id", "order_id"]].drop_duplicates())
    return rfm["frequency"].sum() != with_refunds or with_refunds == _orders(data)


@e51.property("rfm.lines_not_orders")
def lines_are_no_orders(rfm, data):
    """No more orders than there are."""
    n = int(rfm["frequency"].sum())
    return {"n": n} if n > _orders(data) else True


@e51.property("rfm.days_not_orders")
def days_are_no_orders(rfm, data):
    """No fewer orders than there are: two on one day are two."""
    n = int(rfm["frequency"].sum())
    return {"n": n} if n < _orders(data) else True


@e51.property("rfm.refunds_not_netted")
def refunds_are_subtracted(rfm, data):
    """The money of all customers adds up to what they paid less what they got back."""
    over = float(rfm["monetary"].sum()) - _net(rfm, data)
    return {"over": round(over, 2)} if over > CENT else True


@e51.property("rfm.average_not_sum")
def money_is_a_sum(rfm, data):
    """No money is lost on the way: an average per order is no sum."""
    short = _net(rfm, data) - float(rfm["monetary"].sum())
    return {"short": round(short, 2)} if short > CENT else True


e51.tolerance("rfm.recency_values", lambda rfm: rfm.sort_index()["recency_days"].tolist())
e51.tolerance("rfm.frequency_values", lambda rfm: rfm.sort_index()["frequency"].tolist())
e51.tolerance("rfm.monetary_values", lambda rfm: rfm.sort_index()["monetary"].tolist(), digits=2)


@e51.hidden("rfm.unseen_values", family="tolerance")
def equals_the_reference(rfm, reference):
    """Every customer has the reference's three measures, to the cent."""
    own, known = (table.sort_index()[list(MEASURES)].astype(float) for table in (rfm, reference.rfm))
    return own.index.equals(known.index) and bool(((own - known).abs() < CENT).all(axis=None))


e51.wrong(
    "rfm.today_not_as_of",
    """
    last = orders[~orders["is_refund"]].groupby("customer_id")["order_date"].max()
    recency_days = (pd.Timestamp("2026-06-30") - last).dt.days
    frequency = orders[~orders["is_refund"]].groupby("customer_id")["order_id"].nunique()
    monetary = orders.groupby("customer_id")["amount"].sum()
    rfm = pd.DataFrame({"recency_days": recency_days, "frequency": frequency}).join(monetary.rename("monetary"))
    """,
)
e51.wrong(
    "rfm.first_not_last",
    """
    buyers = orders[~orders["is_refund"]].groupby("customer_id")
    recency_days = (as_of - buyers["order_date"].min()).dt.days
    monetary = orders.groupby("customer_id")["amount"].sum()
    rfm = pd.DataFrame({"recency_days": recency_days, "frequency": buyers["order_id"].nunique()})
    rfm = rfm.join(monetary.rename("monetary"))
    """,
)
e51.wrong(
    "rfm.refund_as_visit",
    """
    buyers = orders[~orders["is_refund"]].groupby("customer_id")
    frequency = buyers["order_id"].nunique()
    everything = orders.groupby("customer_id")
    recency_days = (as_of - everything["order_date"].max()).dt.days
    rfm = pd.concat(
        {"recency_days": recency_days, "frequency": frequency, "monetary": everything["amount"].sum()},
        axis=1, join="inner",
    )
    """,
)
e51.wrong(
    "rfm.lines_not_orders",
    """
    buyers = orders[~orders["is_refund"]].groupby("customer_id")
    recency_days = (as_of - buyers["order_date"].max()).dt.days
    rfm = pd.DataFrame({"recency_days": recency_days, "frequency": buyers.size()})
    rfm = rfm.join(orders.groupby("customer_id")["amount"].sum().rename("monetary"))
    """,
)
e51.wrong(
    "rfm.refunds_not_netted",
    """
    buyers = orders[~orders["is_refund"]].groupby("customer_id")
    recency_days = (as_of - buyers["order_date"].max()).dt.days
    rfm = pd.DataFrame({
        "recency_days": recency_days, "frequency": buyers["order_id"].nunique(), "monetary": buyers["amount"].sum(),
    })
    """,
)
e51.wrong(
    "rfm.average_not_sum",
    """
    buyers = orders[~orders["is_refund"]].groupby("customer_id")
    recency_days = (as_of - buyers["order_date"].max()).dt.days
    rfm = pd.DataFrame({"recency_days": recency_days, "frequency": buyers["order_id"].nunique()})
    rfm = rfm.join(orders.groupby("customer_id")["amount"].mean().rename("monetary"))
    """,
)
e51.wrong(
    "rfm.not_days",
    """
    buyers = orders[~orders["is_refund"]].groupby("customer_id")
    rfm = pd.DataFrame({"recency_days": as_of - buyers["order_date"].max(), "frequency": buyers["order_id"].nunique()})
    rfm = rfm.join(orders.groupby("customer_id")["amount"].sum().rename("monetary"))
    """,
)
e51.wrong(
    "rfm.recency_negative",
    """
    buyers = orders[~orders["is_refund"]].groupby("customer_id")
    recency_days = (buyers["order_date"].max() - as_of).dt.days
    rfm = pd.DataFrame({"recency_days": recency_days, "frequency": buyers["order_id"].nunique()})
    rfm = rfm.join(orders.groupby("customer_id")["amount"].sum().rename("monetary"))
    """,
)
e51.wrong(
    "rfm.one_per_customer",
    """
    last = orders.groupby("order_id")["order_date"].max()
    rfm = pd.DataFrame({"recency_days": (as_of - last).dt.days, "frequency": 1})
    rfm = rfm.join(orders.groupby("order_id")["amount"].sum().rename("monetary"))
    """,
)


# E5.2 scores from 1 to 5

e52 = Exercise("E5.2", names=("my_scores",), kinds={"my_scores": "DataFrame"})


@e52.shape("rfm.score_columns")
def has_the_three_scores(my_scores):
    """The three columns are there."""
    missing = [name for name in SCORES if name not in my_scores.columns]
    return {"missing": missing} if missing else True


@e52.shape("rfm.score_customers")
def every_customer_is_scored_once(my_scores, data):
    """Each customer stands once, as a row label."""
    return my_scores.index.is_unique and set(my_scores.index) == set(data.features.customer_id)


@e52.shape("rfm.score_range")
def scores_run_from_1_to_5(my_scores):
    """Whole numbers from 1 to 5."""
    wrong = ~my_scores[list(SCORES)].isin([1, 2, 3, 4, 5])
    return {"n": int(wrong.any(axis=1).sum())} if wrong.any(axis=None) else True


@e52.property("rfm.r_direction")
def fewer_days_score_higher(my_scores, data):
    """Whoever came last scores at least as high as whoever has been away longest."""
    days = by_customer(data.features).recency_days
    latest, longest = (my_scores.r_score.reindex(days.index[days == edge]) for edge in (days.min(), days.max()))
    return latest.max() >= longest.max()


@e52.property("rfm.fm_direction")
def more_scores_higher(my_scores, data):
    """More orders and more money score higher."""
    known = by_customer(data.features)
    for measure, score in (("frequency", "f_score"), ("monetary", "m_score")):
        most, least = known[measure].idxmax(), known[measure].idxmin()
        if my_scores[score][most] < my_scores[score][least]:
            return {"score": score}
    return True


@e52.property("rfm.score_swapped")
def each_score_follows_its_own_measure(my_scores, data):
    """F scores orders and M money, not the other way round."""
    better = _better(data)
    own, other = ("f_score", "m_score"), ("m_score", "f_score")
    follows = [all(_follows(my_scores[a], better[b]) for a, b in zip(own, turn, strict=True)) for turn in (own, other)]
    return follows != [False, True]


@e52.property("rfm.ties_split")
def customers_alike_score_alike(my_scores, data):
    """Equal values have one score."""
    for measure, score in zip(MEASURES, SCORES, strict=True):
        values = by_customer(data.features)[measure]
        n_scores = my_scores[score].reindex(values.index).groupby(values).transform("nunique")
        if (n_scores > 1).any():
            return {"score": score, "n": int((n_scores > 1).sum())}
    return True


@e52.property("rfm.score_order")
def a_better_value_never_scores_lower(my_scores, data):
    """Scores rise with the measure all the way."""
    for score, better in _better(data).items():
        if not _follows(my_scores[score], better):
            return {"score": score}
    return True


@e52.property("rfm.not_fifths")
def scores_cut_near_the_fifths(my_scores, data):
    """Each cut lies as near its fifth of the customers as ties allow."""
    for score, better in _better(data).items():
        if not _is_near_fifths(my_scores[score].reindex(better.index), better):
            return {"score": score}
    return True


@e52.hidden("rfm.unseen_scores", family="equivalence")
def agrees_with_the_reference(my_scores, reference):
    """Almost every score is the reference's; where ties are cut may differ by one step."""
    known = reference.my_scores
    own = my_scores[list(SCORES)].reindex(known.index)
    return bool(((own - known).abs() <= 1).all(axis=None))


e52.wrong(
    "rfm.r_direction",
    """
    table = features.set_index("customer_id")[["recency_days", "frequency", "monetary"]]
    ranks = table.rank(method="min", pct=True)
    my_scores = (ranks * 4.999).astype(int).add(1).set_axis(["r_score", "f_score", "m_score"], axis=1)
    """,
)
e52.wrong(
    "rfm.fm_direction",
    """
    table = features.set_index("customer_id")[["recency_days", "frequency", "monetary"]]
    ranks = table.rank(method="min", pct=True)
    my_scores = 5 - (ranks * 4.999).astype(int).set_axis(["r_score", "f_score", "m_score"], axis=1)
    """,
)
e52.wrong(
    "rfm.ties_split",
    """
    table = features.set_index("customer_id")[["recency_days", "frequency", "monetary"]]
    ranks = table.assign(recency_days=-table["recency_days"]).rank(method="first", pct=True)
    my_scores = (ranks * 4.999).astype(int).add(1).set_axis(["r_score", "f_score", "m_score"], axis=1)
    """,
)
e52.wrong(
    "rfm.not_fifths",
    """
    table = features.set_index("customer_id")
    my_scores = pd.DataFrame({
        "r_score": pd.cut(-table["recency_days"], 5, labels=False) + 1,
        "f_score": pd.cut(table["frequency"], 5, labels=False) + 1,
        "m_score": pd.cut(table["monetary"], 5, labels=False) + 1,
    })
    """,
)
e52.wrong(
    "rfm.score_range",
    """
    table = features.set_index("customer_id")[["recency_days", "frequency", "monetary"]]
    ranks = table.assign(recency_days=-table["recency_days"]).rank(method="min", pct=True)
    my_scores = (ranks * 4.999).astype(int).set_axis(["r_score", "f_score", "m_score"], axis=1)
    """,
)
e52.wrong(
    "rfm.score_swapped",
    """
    table = features.set_index("customer_id")[["recency_days", "frequency", "monetary"]]
    ranks = table.assign(recency_days=-table["recency_days"]).rank(method="min", pct=True)
    my_scores = (ranks * 4.999).astype(int).add(1).set_axis(["r_score", "m_score", "f_score"], axis=1)
    """,
)


# E5.3 eight segments

e53 = Exercise("E5.3", names=("segment",), kinds={"segment": "Series"})


@e53.shape("rfm.segment_customers")
def every_customer_has_one_segment(segment, data):
    """Each customer stands once, as a row label."""
    return segment.index.is_unique and set(segment.index) == set(data.segments.customer_id)


@e53.shape("rfm.segment_unknown")
def every_segment_is_one_of_the_eight(segment):
    """Only the eight ids, and nobody without one."""
    unknown = segment[~segment.isin(list(BITS))]
    return {"n": len(unknown), "found": str(unknown.iloc[0])} if len(unknown) else True


@e53.property("rfm.r_direction")
def recent_customers_count_as_recent(segment, data):
    """A high R score is good: it says that somebody came lately."""
    good, bad = _sides(segment, 0, by_customer(data.segments).r_score)
    return not (len(good) and len(bad) and good.max() < bad.min())


@e53.property("rfm.code_order")
def digits_stand_in_the_order_r_f_m(segment, data):
    """The first digit is R, the second F, the third M."""
    scores = by_customer(data.segments)
    if _is_parted(segment, 0, scores.r_score) and _is_parted(segment, 1, scores.f_score):
        return True
    pairs = ((0, scores.f_score, 1, scores.r_score), (1, scores.m_score, 2, scores.f_score))
    pairs += ((0, scores.m_score, 2, scores.r_score),)
    return not any(_is_parted(segment, a, first) and _is_parted(segment, b, second) for a, first, b, second in pairs)


@e53.property("rfm.raw_mean")
def scores_are_compared_not_measures(segment, data):
    """It is the scores that are compared with their mean, not days, orders and money."""
    known = by_customer(data.segments)
    raw = (-known.recency_days, known.frequency, known.monetary)
    by_score = [_is_parted(segment, at, known[score]) for at, score in enumerate(SCORES)]
    by_raw = [_is_parted(segment, at, measure) for at, measure in enumerate(raw)]
    return all(by_score) or not all(by_raw)


@e53.property("rfm.sum_of_scores")
def each_score_is_compared_by_itself(segment, data):
    """Each of R, F and M decides its own digit; a sum of the three does not."""
    known = by_customer(data.segments)
    return all(_is_parted(segment, at, known[score]) for at, score in enumerate(SCORES))


@e53.property("rfm.fixed_cut")
def the_cut_is_the_mean(segment, data):
    """Better is above the mean of that score, for each score its own mean."""
    cuts = [_cut(segment, at, by_customer(data.segments)[score]) for at, score in enumerate(SCORES)]
    centres = [float(data.segments[score].sum()) / len(data.segments) for score in SCORES]
    return all(low <= centre < high for (low, high), centre in zip(cuts, centres, strict=True))


e53.tolerance("rfm.segment_values", lambda segment: segment.sort_index().tolist())


@e53.hidden("rfm.unseen_segments", family="equivalence")
def has_the_references_segments(segment, reference):
    """Every customer is where the reference has them."""
    return segment.sort_index().tolist() == reference.segment.sort_index().tolist()


e53.wrong(
    "rfm.r_direction",
    """
    better = scores.gt(scores.mean())
    better["r_score"] = scores["r_score"] < scores["r_score"].mean()
    segment = better.astype(int).astype(str).agg("".join, axis=1).map(lesson.cells("rfm_8"))
    """,
)
e53.wrong(
    "rfm.code_order",
    """
    better = scores[["f_score", "r_score", "m_score"]] > scores.mean()[["f_score", "r_score", "m_score"]]
    segment = better.astype(int).astype(str).agg("".join, axis=1).map(lesson.cells("rfm_8"))
    """,
)
e53.wrong(
    "rfm.raw_mean",
    """
    table = features.set_index("customer_id")[["recency_days", "frequency", "monetary"]]
    table["recency_days"] = -table["recency_days"]
    segment = (table > table.mean()).astype(int).astype(str).agg("".join, axis=1).map(lesson.cells("rfm_8"))
    """,
)
e53.wrong(
    "rfm.sum_of_scores",
    """
    total = scores.sum(axis=1)
    segment = pd.cut(total, [0, 6, 10, 15], labels=["general_win_back", "general_value", "key_value"]).astype(str)
    """,
)
e53.wrong(
    "rfm.fixed_cut",
    """
    better = scores >= 5
    segment = better.astype(int).astype(str).agg("".join, axis=1).map(lesson.cells("rfm_8"))
    """,
)
e53.wrong(
    "rfm.segment_unknown",
    """
    better = scores.gt(scores.mean())
    segment = better.astype(int).astype(str).agg("-".join, axis=1).map(lesson.cells("rfm_8"))
    """,
)


# E5.4 the store manager's thresholds

e54 = Exercise("E5.4", names=("by_threshold", "moved_share"), kinds={"by_threshold": "Series", "moved_share": "number"})


@e54.shape("rfm.threshold_customers")
def everybody_is_judged_once(by_threshold, data):
    """Each customer stands once, as a row label."""
    return by_threshold.index.is_unique and set(by_threshold.index) == set(data.features.customer_id)


@e54.shape("rfm.segment_unknown")
def only_the_eight_ids(by_threshold):
    """Only the eight ids, and nobody without one."""
    unknown = by_threshold[~by_threshold.isin(list(BITS))]
    return {"n": len(unknown), "found": str(unknown.iloc[0])} if len(unknown) else True


@e54.property("rfm.r_direction")
def within_90_days_is_good(by_threshold, data):
    """Few days are good."""
    good, bad = _sides(by_threshold, 0, by_customer(data.features).recency_days)
    return not (len(good) and len(bad) and good.min() > bad.max())


@e54.property("rfm.edge_excluded")
def the_edge_belongs_to_the_better_side(by_threshold, data):
    """Three orders are "at least three"."""
    wrong = {name: off for name, off in _misjudged(by_threshold, data).items() if len(off)}
    edges = dict(zip(MEASURES, (DAYS, ORDERS, MONEY), strict=True))
    on_edge = [name for name, off in wrong.items() if (off == edges[name]).all()]
    return {"n": sum(len(wrong[name]) for name in on_edge)} if on_edge and len(on_edge) == len(wrong) else True


@e54.property("rfm.threshold_wrong")
def the_managers_words_are_the_thresholds(by_threshold, data):
    """Each digit follows the manager's words."""
    wrong = {name: off for name, off in _misjudged(by_threshold, data).items() if len(off)}
    return {"measure": next(iter(wrong)), "n": len(next(iter(wrong.values())))} if wrong else True


@e54.property("rfm.share_as_percent")
def a_share_lies_between_0_and_1(moved_share):
    """A share, not per cent and not a number of people."""
    return 0 <= float(moved_share) <= 1


@e54.property("rfm.stayed_not_moved")
def those_who_moved_not_those_who_stayed(by_threshold, moved_share, data):
    """The share of those who changed."""
    stayed = _stayed(by_threshold, data)
    return abs(float(moved_share) - stayed) > CENT or abs(2 * stayed - 1) <= CENT


@e54.property("rfm.moved_share")
def the_share_fits_the_two_groupings(by_threshold, moved_share, data):
    """It is what both groupings say."""
    return abs(float(moved_share) + _stayed(by_threshold, data) - 1) <= CENT


@e54.hidden("rfm.unseen_thresholds", family="equivalence")
def both_results_are_the_references(by_threshold, moved_share, reference):
    """Every customer, and the share."""
    same = by_threshold.sort_index().tolist() == reference.by_threshold.sort_index().tolist()
    return same and abs(float(moved_share) - float(reference.moved_share)) <= CENT


e54.wrong(
    "rfm.r_direction",
    """
    table = features.set_index("customer_id")
    better = pd.DataFrame({"r": table["recency_days"] >= 90, "f": table["frequency"] >= 3, "m": table["monetary"] >= 500})
    by_threshold = better.astype(int).astype(str).agg("".join, axis=1).map(lesson.cells("rfm_8"))
    moved_share = by_threshold.ne(by_score).mean()
    """,
)
e54.wrong(
    "rfm.edge_excluded",
    """
    table = features.set_index("customer_id")
    better = pd.DataFrame({"r": table["recency_days"] < 90, "f": table["frequency"] > 3, "m": table["monetary"] > 500})
    by_threshold = better.astype(int).astype(str).agg("".join, axis=1).map(lesson.cells("rfm_8"))
    moved_share = by_threshold.ne(by_score).mean()
    """,
)
e54.wrong(
    "rfm.threshold_wrong",
    """
    table = features.set_index("customer_id")
    better = pd.DataFrame({"r": table["recency_days"] <= 30, "f": table["frequency"] >= 3, "m": table["monetary"] >= 500})
    by_threshold = better.astype(int).astype(str).agg("".join, axis=1).map(lesson.cells("rfm_8"))
    moved_share = by_threshold.ne(by_score).mean()
    """,
)
e54.wrong(
    "rfm.share_as_percent",
    """
    table = features.set_index("customer_id")
    better = pd.concat([table["recency_days"] <= 90, table["frequency"] >= 3, table["monetary"] >= 500], axis=1)
    by_threshold = better.astype(int).astype(str).agg("".join, axis=1).map(lesson.cells("rfm_8"))
    moved_share = 100 * by_threshold.ne(by_score).mean()
    """,
)
e54.wrong(
    "rfm.stayed_not_moved",
    """
    table = features.set_index("customer_id")
    better = pd.concat([table["recency_days"] <= 90, table["frequency"] >= 3, table["monetary"] >= 500], axis=1)
    by_threshold = better.astype(int).astype(str).agg("".join, axis=1).map(lesson.cells("rfm_8"))
    moved_share = by_threshold.eq(by_score).mean()
    """,
)


# E5.5 whom to call

e55 = Exercise(
    "E5.5",
    names=("who_to_call", "call_list", "reason"),
    kinds={"who_to_call": "text", "call_list": "list"},
    reason="reason",
)


@e55.shape("rfm.segment_unknown")
def it_is_one_of_the_eight(who_to_call):
    """One of the eight ids."""
    return who_to_call in BITS or {"n": 1, "found": who_to_call}


@e55.property("rfm.call_those_who_come")
def not_those_who_come_anyway(who_to_call):
    """Whoever came lately needs no call to be reminded that we exist."""
    return not BITS[who_to_call][0]


@e55.property("rfm.call_little_money")
def where_money_can_come_back(who_to_call):
    """Among those who stay away, the calls go where money was."""
    return bool(BITS[who_to_call][2])


@e55.shape("rfm.call_twice")
def nobody_is_called_twice(call_list):
    """Each customer stands once."""
    return len(set(call_list)) == len(list(call_list))


@e55.property("rfm.call_too_many")
def there_are_only_so_many_calls(call_list, data):
    """No longer than the calls that can be made."""
    return {"n": len(list(call_list))} if len(list(call_list)) > _n_calls(data) else True


@e55.property("rfm.call_outside")
def everybody_called_is_in_the_segment(who_to_call, call_list, data):
    """Only customers of the segment chosen."""
    outside = set(call_list) - set(_members(who_to_call, data).index)
    return {"n": len(outside)} if outside else True


@e55.property("rfm.call_too_few")
def no_call_is_wasted(who_to_call, call_list, data):
    """As many as can be called, or all there are."""
    return len(list(call_list)) == min(_n_calls(data), len(_members(who_to_call, data)))


@e55.property("rfm.call_order")
def the_largest_first(who_to_call, call_list, data):
    """Nobody left out has spent more than somebody on the list."""
    money = _members(who_to_call, data).monetary
    left = money.drop(list(call_list))
    return not len(left) or money.loc[list(call_list)].min() >= left.max()


e55.wrong(
    "rfm.call_those_who_come",
    """
    who_to_call = "key_value"
    call_list = segments[segments["rfm_8"] == who_to_call].nlargest(n_calls, "monetary")["customer_id"].tolist()
    reason = {
        "zh-CN": "他们花得最多，最值得维护，多联系总没有坏处",
        "en": "they spend the most and are worth the most care; one more call never hurts",
    }[language]
    """,
)
e55.wrong(
    "rfm.call_little_money",
    """
    who_to_call = "general_win_back"
    call_list = segments[segments["rfm_8"] == who_to_call].nlargest(n_calls, "monetary")["customer_id"].tolist()
    reason = {
        "zh-CN": "人数最多，打回来几个算几个",
        "en": "they are the largest group, so every one who comes back counts",
    }[language]
    """,
)
e55.wrong(
    "rfm.call_too_many",
    """
    who_to_call = "key_keep"
    call_list = segments[segments["rfm_8"].str.startswith("key_")]["customer_id"].tolist()
    reason = {
        "zh-CN": "重要客户都应该打到，一个也不能少",
        "en": "every key customer should get a call, nobody may be left out",
    }[language]
    """,
)
e55.wrong(
    "rfm.call_outside",
    """
    who_to_call = "key_keep"
    call_list = segments.nlargest(n_calls, "monetary")["customer_id"].tolist()
    reason = {
        "zh-CN": "从花钱最多的客户开始打，效果最好",
        "en": "start with those who spend the most, that works best",
    }[language]
    """,
)
e55.wrong(
    "rfm.call_order",
    """
    who_to_call = "key_keep"
    call_list = segments[segments["rfm_8"] == who_to_call].nsmallest(n_calls, "monetary")["customer_id"].tolist()
    reason = {
        "zh-CN": "从前常来，近来不来，值得问一问原因",
        "en": "they used to come often and no longer do; it is worth asking why",
    }[language]
    """,
)
e55.wrong(
    "rfm.call_too_few",
    """
    who_to_call = "key_keep"
    call_list = segments[segments["rfm_8"] == who_to_call].nlargest(2, "monetary")["customer_id"].tolist()
    reason = {
        "zh-CN": "先打两个最大的试试，看看反应如何",
        "en": "let us try the two largest first and see how they take it",
    }[language]
    """,
)


def _days(n):
    import pandas as pd

    return pd.Timedelta(days=n)


def _orders(data):
    """How many orders there are."""
    return len(purchases(data)[["customer_id", "order_id"]].drop_duplicates())


def _net(rfm, data):
    """What the customers of the result paid, less what they got back."""
    return float(data.orders.loc[data.orders.customer_id.isin(rfm.index), "amount"].sum())


def _better(data):
    """By score, the measure turned so that more is better."""
    known = by_customer(data.features)
    return dict(zip(SCORES, (-known.recency_days, known.frequency, known.monetary), strict=True))


def _follows(score, better):
    """Whether the score never falls as the measure grows."""
    line = better.sort_values(kind="stable").index
    lowest, highest = (score.reindex(line).groupby(better).agg(edge) for edge in ("min", "max"))
    return bool((lowest.iloc[1:].to_numpy() >= highest.iloc[:-1].to_numpy()).all())


def _is_near_fifths(score, better):
    """Whether moving each cut by the group of ties beside it would pass its fifth."""
    n = len(better)
    for k in (1, 2, 3, 4):
        low, high = better[score <= k], better[score > k]
        beside_low = int((better == low.max()).sum()) if len(low) else 0
        beside_high = int((better == high.min()).sum()) if len(high) else 0
        if len(low) - beside_low > k * n / 5 + 1 or len(low) + beside_high < k * n / 5 - 1:
            return False
    return True


def _sides(segment, at, measure):
    """The measure of those whose digit says better, and of the others."""
    is_good = segment.map(lambda one: BITS[one][at] == 1).reindex(measure.index)
    return measure[is_good], measure[~is_good]


def _is_parted(segment, at, measure):
    """Whether everybody called better has more of the measure than everybody else."""
    good, bad = _sides(segment, at, measure)
    return not (len(good) and len(bad)) or good.min() > bad.max()


def _cut(segment, at, score):
    """The highest score that is not better, and the lowest that is."""
    good, bad = _sides(segment, at, score)
    return (float(bad.max()) if len(bad) else 0.0), (float(good.min()) if len(good) else 6.0)


def _misjudged(by_threshold, data):
    """By measure, the values of customers whose digit does not follow the manager's words."""
    known = by_customer(data.features)
    told = (known.recency_days.between(0, DAYS), known.frequency.ge(ORDERS), known.monetary.ge(MONEY))
    found = {}
    for at, (name, is_good) in enumerate(zip(MEASURES, told, strict=True)):
        said = by_threshold.map(lambda one, at=at: BITS[one][at] == 1).reindex(known.index)
        found[name] = known.loc[said.ne(is_good), name]
    return found


def _stayed(by_threshold, data):
    """The share of customers whom both groupings call the same."""
    other = by_customer(data.segments).rfm_8
    return sum(by_threshold[customer] == name for customer, name in other.items()) / len(other)


def _members(who_to_call, data):
    """The customers of a segment."""
    known = by_customer(data.segments)
    return known[known.rfm_8.eq(who_to_call)]


def _n_calls(data):
    """One customer in twenty can be called."""
    return len(data.features) // 20
