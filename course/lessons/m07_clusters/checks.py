"""Checks of M7, K-means: scaling, the number of groups, names, skew and outliers, agreement with RFM.

What is to be chosen stands nowhere in this file: those rules compare salted hashes. Groups are compared by who is with
whom and by their profiles, never by their numbers.
"""

import re

from segkit.learn.clusters import matched_profiles, same_grouping
from segkit.learn.rules import Exercise

# E7.1 before scaling and after

e71 = Exercise(
    "E7.1", names=("columns", "scaling", "dominated_by", "moves_with_unit", "groups"), kinds={"groups": "Series"}
)
e71.tolerance("cluster.id_is_no_measure", lambda columns: columns)
e71.tolerance("cluster.unscaled", lambda scaling: scaling)
e71.tolerance("cluster.wrong_ruler", lambda dominated_by: dominated_by)
e71.tolerance("cluster.moves_with_unit", lambda moves_with_unit: moves_with_unit)


@e71.shape("cluster.everybody_once")
def everybody_is_in_one_group(groups, data):
    """Each customer once, as a row label."""
    return groups.index.is_unique and set(groups.index) == set(data.features.customer_id)


@e71.hidden("cluster.unseen", family="equivalence")
def the_same_people_are_together(groups, reference):
    """Who is with whom, whatever the groups are called."""
    return same_grouping(groups, reference.groups)


e71.wrong(
    "cluster.id_is_no_measure",
    """
    columns, scaling, dominated_by, moves_with_unit = "with_id", "scaled", table.var().idxmax(), "raw"
    groups = grouped(scaled(table_with_id))
    """,
)
e71.wrong(
    "cluster.unscaled",
    """
    columns, scaling, dominated_by, moves_with_unit = "rfm", "raw", table.var().idxmax(), "raw"
    groups = grouped(table)
    """,
)
e71.wrong(
    "cluster.wrong_ruler",
    """
    columns, scaling, dominated_by, moves_with_unit = "rfm", "scaled", table.var().idxmin(), "raw"
    groups = grouped(scaled(table))
    """,
)
e71.wrong(
    "cluster.moves_with_unit",
    """
    columns, scaling, dominated_by, moves_with_unit = "rfm", "scaled", table.var().idxmax(), "scaled"
    groups = grouped(scaled(table))
    """,
)

# E7.2 how many groups

NEARLY = 0.15  # silhouette and stability together: groupings this close are equally good
e72 = Exercise("E7.2", names=("strength", "k", "judged_by", "starts", "if_weak"), kinds={"strength": "Series"})
e72.tolerance("cluster.inertia_always_falls", lambda judged_by: judged_by)


@e72.property("cluster.unstable_k")
def the_evidence_is_for_this_k(strength, k):
    """Silhouette and stability together are about the best there is."""
    return k in strength.index and strength[k] >= strength.max() - NEARLY


e72.tolerance("cluster.one_start", lambda starts: starts)
e72.tolerance("cluster.no_clear_groups", lambda if_weak: if_weak)


@e72.hidden("cluster.unseen")
def the_evidence_of_this_company_is_for_it(k, reference):
    """About the best on this company's own figures."""
    return reference.strength[k] >= reference.strength.max() - NEARLY


_CHOSEN = """\
strength = by_k["silhouette"] + by_k["stability"]
k, judged_by, starts, if_weak = int(strength.idxmax()), "both", "many", "no_clear"
"""
e72.wrong("cluster.inertia_always_falls", _CHOSEN + 'k, judged_by = 6, "inertia"')
e72.wrong("cluster.unstable_k", _CHOSEN + "k = int(strength.idxmin())")
e72.wrong("cluster.one_start", _CHOSEN + 'starts = "one"')
e72.wrong("cluster.no_clear_groups", _CHOSEN + 'if_weak = "best_anyway"')
# E7.3 profiles and names: what a machine can see; how good they are the trainer judges

e73 = Exercise(
    "E7.3",
    names=("units", "centre", "name_1", "name_2", "name_3", "name_4", "reason", "profile"),
    kinds={"profile": "DataFrame"},
    reason="reason",
)
NUMBERED = re.compile(
    r"^\s*(?:(簇|类|组|第?[一二三四1234]+[类组簇号]?|类型)\s*[一二三四0-9a-d]*|"
    r"(?:the\s+)?(?:cluster|group|segment|type|class|number)\s*(?:no\.?\s*)?(?:[一二三四0-9a-d]*|one|two|three|four)|"
    r"(?:the\s+)?(?:first|second|third|fourth|last)(?:\s+(?:cluster|group|segment|type|class|one))?)\s*$",
    re.I,
)
JUDGING = re.compile(
    "优质|劣质|垃圾|低端|高端|好客户|差客户|没用|premium|worthless|useless|junk|high-end|low-end|"
    r"\b(?:good|best|great|bad|worst|poor) (?:customer|client|buyer)s?\b",
    re.I,
)

e73.tolerance("cluster.profile_scaled", lambda units: units)
e73.tolerance("cluster.mean_of_skewed", lambda centre: centre)


@e73.property("cluster.name_is_number")
def names_are_no_numbers(name_1, name_2, name_3, name_4):
    """A number in words is no name."""
    found = [name for name in (name_1, name_2, name_3, name_4) if NUMBERED.match(name) or len(name.strip()) < 3]
    return {"found": found[0]} if found else True


@e73.property("cluster.names_alike")
def names_differ(name_1, name_2, name_3, name_4):
    """Four groups, four names."""
    return len({name.strip() for name in (name_1, name_2, name_3, name_4)}) == 4


@e73.property("cluster.name_judges")
def names_say_what_people_do(name_1, name_2, name_3, name_4):
    """Not how good somebody is."""
    found = JUDGING.search("|".join((name_1, name_2, name_3, name_4)))
    return {"found": found.group()} if found else True


@e73.hidden("cluster.unseen", family="equivalence")
def the_profiles_match(profile, reference):
    """Each group has its counterpart, under whatever number."""
    return matched_profiles(profile, reference.profile)


_NAMES = """\
units, centre = "original", "median"
reason = {"zh-CN": "第二组和第三组离得很近", "en": "the second and third lie close together"}[language]
names = {
    "zh-CN": ["少来、花得少", "偶尔来、花得少", "来几次、花得多些", "常来、花得最多"],
    "en": ["seldom, little", "now and then, little", "some orders, more", "often, most"],
}[language]
name_1, name_2, name_3, name_4 = names
profile = table.groupby(ordered).median()
"""
e73.wrong("cluster.profile_scaled", _NAMES + 'units, profile = "scaled", ready.groupby(ordered).median()')
e73.wrong("cluster.mean_of_skewed", _NAMES + 'centre, profile = "mean", table.groupby(ordered).mean()')
e73.wrong("cluster.name_is_number", _NAMES + 'name_2 = {"zh-CN": "第二类", "en": "the second group"}[language]')
e73.wrong("cluster.names_alike", _NAMES + "name_3 = name_2")
e73.wrong("cluster.name_judges", _NAMES + 'name_4 = {"zh-CN": "优质客户", "en": "our best customers"}[language]')

# E7.4 skew and outliers

e74 = Exercise("E7.4", names=("transform", "outlier", "zeros", "equal_step", "smallest"))
e74.tolerance("cluster.giant_alone", lambda transform: transform)
e74.tolerance("cluster.giant_deleted", lambda outlier: outlier)
e74.tolerance("cluster.log_of_zero", lambda zeros: zeros)
e74.tolerance("cluster.equal_step", lambda equal_step: equal_step)


@e74.property("cluster.smallest_value")
def there_is_no_group_of_one(smallest):
    """Treated rightly, nobody is alone."""
    return smallest > 1


@e74.hidden("cluster.unseen", family="tolerance")
def the_smallest_group_is_about_the_references(smallest, reference):
    """A borderline customer may fall elsewhere on another machine."""
    return abs(smallest - reference.smallest) <= max(2, reference.smallest // 20)


_TREATED = """\
transform, outlier, zeros, equal_step = "log", "apart", "log1p", "times"
smallest = int(sizes["log"].min())
"""
e74.wrong("cluster.giant_alone", _TREATED + 'transform, smallest = "raw", int(sizes["raw"].min())')
e74.wrong("cluster.giant_deleted", _TREATED + 'outlier = "delete"')
e74.wrong("cluster.log_of_zero", _TREATED + 'zeros = "log"')
e74.wrong("cluster.equal_step", _TREATED + 'equal_step = "yuan"')

# E7.5 against RFM

e75 = Exercise("E7.5", names=("compare_by", "by_chance", "disagreeing", "standard", "agreement"))
e75.tolerance("cluster.numbers_compared", lambda compare_by: compare_by)
e75.tolerance("cluster.chance_level", lambda by_chance: by_chance)
e75.tolerance("cluster.difference_is_no_mistake", lambda disagreeing: disagreeing)
e75.tolerance("cluster.finding_is_not_doing", lambda standard: standard)


@e75.hidden("cluster.unseen", family="tolerance")
def the_index_is_the_references(agreement, reference):
    """The index on this company; a borderline customer may fall elsewhere on another machine."""
    return abs(agreement - reference.agreement) < 0.02


_COMPARED = """\
compare_by, by_chance, disagreeing, standard = "index", "zero", "look", "rules"
agreement = compared["index"]
"""
e75.wrong("cluster.numbers_compared", _COMPARED + 'compare_by, agreement = "numbers", compared["numbers"]')
e75.wrong("cluster.chance_level", _COMPARED + 'by_chance = "half"')
e75.wrong("cluster.difference_is_no_mistake", _COMPARED + 'disagreeing = "mistake"')
e75.wrong("cluster.finding_is_not_doing", _COMPARED + 'standard = "clusters"')
