"""Checks of M8, evaluation: the four cells, F1 repaired, clusters and labels, cost of mistakes, next quarter.

What is to be chosen stands nowhere in this file: those rules compare salted hashes.
"""

from segkit.learn.rules import Exercise

NEAR = 1e-6

# E8.1 the table of four cells

e81 = Exercise(
    "E8.1",
    names=("hit_cell", "alarm_cell", "miss_cell", "right_cells", "hits", "false_alarms", "missed", "accuracy"),
)


@e81.property("eval.cell_twice")
def each_name_has_its_own_cell(hit_cell, alarm_cell, miss_cell):
    """Three names, three cells."""
    return len({hit_cell, alarm_cell, miss_cell}) == 3


e81.tolerance("eval.hit_cell", lambda hit_cell: hit_cell)
e81.tolerance("eval.alarm_is_no_miss", lambda alarm_cell, miss_cell: [alarm_cell, miss_cell])
e81.tolerance("eval.accuracy_counts_both", lambda right_cells: right_cells)
e81.tolerance("eval.cell_values", lambda hits, false_alarms, missed: [hits, false_alarms, missed])
e81.tolerance("eval.accuracy_value", lambda accuracy: accuracy, digits=4)


@e81.hidden("eval.unseen", family="tolerance")
def the_counts_are_the_references(hits, missed, accuracy, reference):
    """The same counts on any company."""
    return (hits, missed) == (reference.hits, reference.missed) and abs(accuracy - reference.accuracy) < NEAR


e81.wrong(
    "eval.cell_twice",
    """
    hit_cell, alarm_cell, miss_cell, right_cells = "yes_yes", "yes_no", "yes_no", "both"
    hits, false_alarms, missed = counts[hit_cell], counts[alarm_cell], counts[miss_cell]
    accuracy = (counts["yes_yes"] + counts["no_no"]) / len(known)
    """,
)
e81.wrong(
    "eval.hit_cell",
    """
    hit_cell, alarm_cell, miss_cell, right_cells = "no_no", "yes_no", "no_yes", "both"
    hits, false_alarms, missed = counts[hit_cell], counts[alarm_cell], counts[miss_cell]
    accuracy = (counts["yes_yes"] + counts["no_no"]) / len(known)
    """,
)
e81.wrong(
    "eval.alarm_is_no_miss",
    """
    hit_cell, alarm_cell, miss_cell, right_cells = "yes_yes", "no_yes", "yes_no", "both"
    hits, false_alarms, missed = counts[hit_cell], counts[alarm_cell], counts[miss_cell]
    accuracy = (counts["yes_yes"] + counts["no_no"]) / len(known)
    """,
)
e81.wrong(
    "eval.accuracy_counts_both",
    """
    hit_cell, alarm_cell, miss_cell, right_cells = "yes_yes", "yes_no", "no_yes", "hits"
    hits, false_alarms, missed = counts[hit_cell], counts[alarm_cell], counts[miss_cell]
    accuracy = counts["yes_yes"] / len(known)
    """,
)

# E8.2 F1 repaired

e82 = Exercise("E8.2", names=("precision_over", "recall_over", "first", "mean", "f1", "inflated"))
e82.tolerance("eval.precision_over", lambda precision_over: precision_over)
e82.tolerance("eval.recall_of_a_class", lambda recall_over: recall_over)
e82.tolerance("eval.f1_from_accuracy", lambda first: first)
e82.tolerance("eval.arithmetic_mean", lambda mean: mean)
e82.tolerance("eval.f1_value", lambda f1, inflated: [f1, inflated], digits=4)


@e82.hidden("eval.unseen", family="tolerance")
def f1_is_the_references(f1, inflated, reference):
    """The same F1 on any company."""
    return abs(f1 - reference.f1) < NEAR and abs(inflated - reference.inflated) < NEAR


e82.wrong(
    "eval.precision_over",
    """
    precision_over, recall_over, first, mean = "all", "real", "precision", "harmonic"
    f1 = inflated = 0.3
    """,
)
e82.wrong(
    "eval.recall_of_a_class",
    """
    precision_over, recall_over, first, mean = "said", "all", "precision", "harmonic"
    f1 = inflated = 0.3
    """,
)
e82.wrong(
    "eval.f1_from_accuracy",
    """
    precision_over, recall_over, first, mean = "said", "real", "accuracy", "harmonic"
    all_right, recall = (both + neither) / len(known), both / big.sum()
    f1, inflated = 2 * all_right * recall / (all_right + recall), 0.0
    """,
)
e82.wrong(
    "eval.arithmetic_mean",
    """
    precision_over, recall_over, first, mean = "said", "real", "precision", "arithmetic"
    f1 = (both / named.sum() + both / big.sum()) / 2
    inflated = 0.0
    """,
)

# E8.3 clusters and labels

e83 = Exercise("E8.3", names=("told", "moves", "unlabelled_by", "low_means", "told_value"))
e83.tolerance("eval.ids_as_labels", lambda told: told)
e83.tolerance("eval.numbers_are_arbitrary", lambda moves: moves)
e83.tolerance("eval.needs_labels", lambda unlabelled_by: unlabelled_by)
e83.tolerance("eval.low_is_not_bad", lambda low_means: low_means)


@e83.property("eval.index_range")
def an_index_is_at_most_one(told_value):
    """The adjusted Rand index never passes 1."""
    return -1 <= float(told_value) <= 1


@e83.hidden("eval.unseen", family="tolerance")
def the_figure_is_the_references(told_value, reference):
    """The same figure on any company; a borderline customer may fall elsewhere on another machine."""
    return abs(float(told_value) - reference.told_value) < 0.02


e83.wrong(
    "eval.ids_as_labels",
    """
    told, moves, unlabelled_by, low_means = "by_id", "by_id", "silhouette", "other"
    told_value = figures[told]
    """,
)
e83.wrong(
    "eval.numbers_are_arbitrary",
    """
    told, moves, unlabelled_by, low_means = "ari", "ari", "silhouette", "other"
    told_value = figures[told]
    """,
)
e83.wrong(
    "eval.needs_labels",
    """
    told, moves, unlabelled_by, low_means = "ari", "by_id", "f1", "other"
    told_value = figures[told]
    """,
)
e83.wrong(
    "eval.low_is_not_bad",
    """
    told, moves, unlabelled_by, low_means = "ari", "by_id", "silhouette", "bad"
    told_value = figures[told]
    """,
)

# E8.4 the cost of mistakes

e84 = Exercise("E8.4", names=("days", "judged_by", "dearer", "if_equal", "total_cost"))
e84.tolerance("eval.accuracy_not_cost", lambda judged_by: judged_by)
e84.tolerance("eval.not_cheapest", lambda days: days)
e84.tolerance("eval.dearer_calls", lambda dearer: dearer)
e84.tolerance("eval.equal_costs", lambda if_equal: if_equal)
e84.tolerance("eval.cost_value", lambda total_cost: total_cost)


@e84.hidden("eval.unseen", family="tolerance")
def the_cost_is_the_references(days, total_cost, reference):
    """The cheapest cut point of that company."""
    return (days, total_cost) == (reference.days, reference.total_cost)


e84.wrong(
    "eval.accuracy_not_cost",
    """
    days, judged_by, dearer, if_equal = int(by_days["accuracy"].idxmax()), "accuracy", "shorter", "accuracy"
    total_cost = int(by_days["cost"][days])
    """,
)
e84.wrong(
    "eval.not_cheapest",
    """
    days, judged_by, dearer, if_equal = int(by_days["cost"].idxmax()), "cost", "shorter", "accuracy"
    total_cost = int(by_days["cost"][days])
    """,
)
e84.wrong(
    "eval.dearer_calls",
    """
    days, judged_by, dearer, if_equal = int(by_days["cost"].idxmin()), "cost", "longer", "accuracy"
    total_cost = int(by_days["cost"][days])
    """,
)
e84.wrong(
    "eval.equal_costs",
    """
    days, judged_by, dearer, if_equal = int(by_days["cost"].idxmin()), "cost", "shorter", "recall"
    total_cost = int(by_days["cost"][days])
    """,
)

# E8.5 next quarter

e85 = Exercise("E8.5", names=("best", "seen_until", "compared_with", "claim", "best_spread"))
e85.tolerance("eval.future_seen", lambda seen_until: seen_until)
e85.tolerance("eval.not_the_best", lambda best: best)
e85.tolerance("eval.chance_is_not_zero", lambda compared_with: compared_with)
e85.tolerance("eval.claims_a_cause", lambda claim: claim)
e85.tolerance("eval.spread_value", lambda best_spread: best_spread, digits=4)


@e85.hidden("eval.unseen", family="tolerance")
def the_spread_is_the_references(best, best_spread, reference):
    """The best grouping of that company."""
    return best == reference.best and abs(best_spread - reference.best_spread) < NEAR


e85.wrong(
    "eval.future_seen",
    """
    best, seen_until, compared_with, claim = max(spreads, key=spreads.get), "as_of", "shuffle", "predicts"
    best_spread = peeped
    """,
)
e85.wrong(
    "eval.not_the_best",
    """
    best, seen_until, compared_with, claim = min(spreads, key=spreads.get), "cut", "shuffle", "predicts"
    best_spread = spreads[best]
    """,
)
e85.wrong(
    "eval.chance_is_not_zero",
    """
    best, seen_until, compared_with, claim = max(spreads, key=spreads.get), "cut", "zero", "predicts"
    best_spread = spreads[best]
    """,
)
e85.wrong(
    "eval.claims_a_cause",
    """
    best, seen_until, compared_with, claim = max(spreads, key=spreads.get), "cut", "shuffle", "causes"
    best_spread = spreads[best]
    """,
)
