"""Checks of m02: question to source, four sources joined, stand-ins and their proof, a survey of eight questions."""

import re
import unicodedata

from segkit.learn.rules import Exercise

# --- E2.1 from question to source; what is right stands nowhere in this file

e21 = Exercise("E2.1", names=("f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8"))
SOURCES = ("orders", "customers", "feedback", "events", "messages", "survey", "research")


@e21.shape("collect.source_unknown")
def each_has_one_of_the_sources(f1, f2, f3, f4, f5, f6, f7, f8):
    said = {f"f{at}": word for at, word in enumerate((f1, f2, f3, f4, f5, f6, f7, f8), start=1)}
    missing = [name for name, word in said.items() if word not in SOURCES]
    return True if not missing else {"missing": ", ".join(missing)}


e21.tolerance("collect.money_in_orders", lambda f1, f2: [f1, f2])
e21.tolerance("collect.who_in_master", lambda f3: f3)
e21.tolerance("collect.asked_twice", lambda f4: f4)
e21.tolerance("collect.looked_not_bought", lambda f5: f5)
e21.tolerance("collect.own_words", lambda f6: f6)
e21.tolerance("collect.not_in_orders", lambda f7: f7)
e21.tolerance("collect.strangers", lambda f8: f8)

_MAPPED = """\
f1 = f2 = "orders"
f3, f4, f5, f6, f7, f8 = "customers", "feedback", "events", "messages", "survey", "research"
"""
e21.wrong("collect.source_unknown", _MAPPED + 'f2 = {"zh-CN": "财务", "en": "finance"}[language]')
e21.wrong("collect.money_in_orders", _MAPPED + 'f1 = "events"')
e21.wrong("collect.who_in_master", _MAPPED + 'f3 = "survey"')
e21.wrong("collect.asked_twice", _MAPPED + 'f4 = "survey"')
e21.wrong("collect.looked_not_bought", _MAPPED + 'f5 = "orders"')
e21.wrong("collect.own_words", _MAPPED + 'f6 = "feedback"')
e21.wrong("collect.not_in_orders", _MAPPED + 'f7 = "orders"')
e21.wrong("collect.strangers", _MAPPED + 'f8 = "survey"')

# --- E2.2 four sources become one table

e22 = Exercise(
    "E2.2",
    names=("unit", "how", "match", "joined", "coverage"),
    kinds={"match": "Series", "joined": "DataFrame", "coverage": "Series"},
)
ALWAYS, JOINED = {"raw_orders"}, {"raw_orders", "feedback", "events", "messages"}


def _near(a, b):
    return abs(float(a) - float(b)) < 1e-6


def _master(data):
    """Everybody of the master file, where the company has one."""
    return set(data.customers["customer_id"])


@e22.shape("collect.four_sources")
def each_source_has_its_rate(match, coverage):
    return ALWAYS <= set(match.index) <= JOINED and set(match.index) == set(coverage.index)


@e22.shape("collect.one_row_per_person")
def nobody_stands_twice(joined):
    return bool(joined.index.is_unique)


@e22.property("collect.rate_not_percent")
def rates_are_between_zero_and_one(match, coverage):
    return bool(match.between(0, 1).all() and coverage.between(0, 1).all())


@e22.property("collect.rate_of_rows")
def rates_count_people(match, data):
    master = _master(data)
    for name in match.index:
        ids = getattr(data, name)["customer_id"].dropna()
        by_row, by_person = ids.isin(master).mean(), len(set(ids) & master) / len(set(ids))
        if _near(match[name], by_row) and not _near(by_row, by_person):
            return False
    return True


@e22.property("collect.rate_of_master")
def match_and_coverage_divide_by_different_people(match, data):
    master = _master(data)
    for name in match.index:
        ids = set(getattr(data, name)["customer_id"].dropna())
        shared = len(ids & master)
        if _near(match[name], shared / len(master)) and not _near(shared / len(master), shared / len(ids)):
            return False
    return True


@e22.property("collect.everybody_stays")
def nobody_is_lost(joined, data):
    lost = len(_master(data)) - len(joined)
    return True if lost <= 0 else {"n": lost}


e22.tolerance("collect.match_values", lambda match: [match[name] for name in sorted(match.index)], digits=4)
e22.tolerance(
    "collect.joined_values", lambda joined: [len(joined), *(float(joined[name].sum()) for name in sorted(joined))]
)
e22.tolerance("collect.coverage_values", lambda coverage: [coverage[name] for name in sorted(coverage.index)], digits=4)


@e22.hidden("collect.unseen_rates")
def rates_are_the_reference_s(match, coverage, reference):
    pairs = ((match, reference.match), (coverage, reference.coverage))
    return all(_near(mine[name], theirs[name]) for mine, theirs in pairs for name in theirs.index)


_JOIN = """\
unit, how = "people", "everybody"
people = {name: set(table["customer_id"].dropna()) for name, table in sources.items()}
match = pd.Series({name: len(ids & known) / len(ids) for name, ids in people.items()})
joined = pd.DataFrame({name: table["customer_id"].value_counts() for name, table in sources.items()}, index=sorted(known))
joined = joined.fillna(0)
coverage = joined.gt(0).mean()
"""
e22.wrong("collect.four_sources", _JOIN + 'match = match.drop("raw_orders")')
e22.wrong("collect.one_row_per_person", _JOIN + "joined = pd.concat([joined, joined])")
e22.wrong("collect.rate_not_percent", _JOIN + "match = 100 * match")
e22.wrong(
    "collect.rate_of_rows",
    _JOIN + 'match = pd.Series({n: t["customer_id"].dropna().isin(known).mean() for n, t in sources.items()})',
)
e22.wrong("collect.rate_of_master", _JOIN + "match = coverage.copy()")
e22.wrong(
    "collect.everybody_stays", _JOIN + "joined = joined[joined.gt(0).all(axis=1)]\ncoverage = joined.gt(0).mean()"
)
e22.wrong("collect.match_values", _JOIN + "match = match / 2")
e22.wrong("collect.joined_values", _JOIN + "joined = joined.gt(0).astype(int) * 2")
e22.wrong("collect.coverage_values", _JOIN + "coverage = joined.mean().clip(upper=1) / 3")

# --- E2.3 stand-ins and the proof

e23 = Exercise(
    "E2.3",
    names=("method", "key_place", "look", "safe", "found"),
    kinds={"safe": "DataFrame", "found": "number"},
)
NUMBER = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
MARKS = re.compile(r"[\s\-－—()（）]")


def _numbers(safe):
    """How many phone numbers stand in a table, in whatever writing."""
    cells = (str(cell) for name in safe.columns for cell in safe[name])
    return sum(len(NUMBER.findall(MARKS.sub("", unicodedata.normalize("NFKC", cell)))) for cell in cells)


@e23.shape("collect.safe_columns")
def two_columns_and_no_id(safe):
    return set(safe.columns) == {"stand_in", "note"}


@e23.property("collect.last_four")
def as_many_stand_ins_as_people(safe, data):
    lost = len(_master(data)) - safe["stand_in"].nunique()
    return True if lost <= 0 else {"n": lost}


@e23.property("collect.stand_in_changes")
def a_person_has_one_stand_in(safe, data):
    return safe["stand_in"].nunique() <= len(_master(data))


@e23.property("collect.phone_left")
def no_number_is_left(safe):
    left = _numbers(safe)
    return True if left == 0 else {"n": left}


e23.tolerance("collect.plain_hash", lambda method: method)
e23.tolerance("collect.key_beside", lambda key_place: key_place)
e23.tolerance("collect.column_alone", lambda look: look)


@e23.property("collect.found_wrong")
def what_was_found_is_what_is_left(safe, found):
    return int(found) == _numbers(safe)


@e23.hidden("collect.unseen_safe")
def nobody_is_missing(safe, reference):
    return len(safe) == len(reference.safe)


_SAFE = """\
method, key_place, look = "keyed", "apart", "cells"
stand_in = contacts["mobile"].map(standing["keyed"])
note = contacts["note"].map(plain).str.replace(PHONE, "[#]", regex=True)
safe = pd.DataFrame({"stand_in": stand_in, "note": note})
found = 0
"""
e23.wrong("collect.safe_columns", _SAFE + 'safe["customer_id"] = contacts["customer_id"]')
e23.wrong(
    "collect.last_four", _SAFE + 'method, safe["stand_in"] = "last_four", contacts["mobile"].map(standing["last_four"])'
)
e23.wrong("collect.stand_in_changes", _SAFE + 'safe["stand_in"] = [secrets.token_hex(8) for _ in safe.index]')
e23.wrong("collect.phone_left", _SAFE + 'look, safe["note"] = "column", contacts["note"]')
e23.wrong(
    "collect.plain_hash",
    _SAFE + 'method, safe["stand_in"] = "plain_hash", contacts["mobile"].map(standing["plain_hash"])',
)
e23.wrong("collect.key_beside", _SAFE + 'key_place = "notebook"')
e23.wrong("collect.column_alone", _SAFE + 'look = "column"')
e23.wrong("collect.found_wrong", _SAFE + "found = 3")

# --- E2.4 the survey: what a machine can see; how good it is the trainer judges

e24 = Exercise(
    "E2.4",
    names=("opening", "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"),
    kinds={"opening": "text"},
    reason="opening",
)
PURPOSE = re.compile(
    "用于|用来|为了|改进|改善|used (?:only )?(?:to|for)|in order to|to improve|so that we|so we can|"
    r"helps us|help us (?:to )?(?:improve|choose|decide|plan|learn|understand|serve)",
    re.IGNORECASE,
)
LEADING = re.compile(
    "一定很|想必|难道|是不是很|应该很满意吧|满意吧|surely|of course you|no doubt|you must (?:be|like|love)|"
    r"(?:^|[,.?!]\s*)(?:are|is|do|does|did|have|would|wo)n['’]t (?:you|it|they|we|our)\b",
    re.IGNORECASE | re.MULTILINE,
)
AT_EASE = r"\b(?:satisfied|content|happy|pleased)(?: (?:are|were) you)? with\b"  # "how satisfied are you with …"
DOUBLE = re.compile(
    r"(?:对|的)[^，。？]{1,12}(?:和|以及|与|及)[^，。？]{1,12}(?:满意|感受|评价)|"
    rf"(?:{AT_EASE}|\brate\b|\bthink of\b)[^?.,(]{{1,40}}\b(?:and|as well as)\b",
    re.IGNORECASE,
)
IDENTITY = re.compile(
    "手机号|电话号码|身份证|真实姓名|phone number|mobile number|id number|full name|real name|your name|id card|identity card",
    re.IGNORECASE,
)
NEED = re.compile(
    r"需要|想要|想买|希望|缺|看重|打算|\b(?:need|want|look(?:ing)? for|lack|wish|matter|plan(?:ning)? to|hope|miss)",
    re.IGNORECASE,
)
CONTENT = re.compile(rf"满意|打几分|评分|satisf|{AT_EASE}|\b(?:rate|rating|marks?|score)\b", re.IGNORECASE)
OPEN = re.compile(
    r"自由填写|请写|请说|还有什么|为什么|想说|own words|tell us|anything else|what else|please describe|\bwhy\b",
    re.IGNORECASE,
)


@e24.shape("collect.eight_differ")
def eight_questions_differ(q1, q2, q3, q4, q5, q6, q7, q8):
    return len({str(one).strip() for one in (q1, q2, q3, q4, q5, q6, q7, q8)}) == 8


@e24.property("collect.purpose_missing")
def the_opening_says_what_for(opening):
    return PURPOSE.search(opening) is not None


@e24.property("collect.asks_identity")
def nobody_is_asked_who_they_are(q1, q2, q3, q4, q5, q6, q7, q8):
    found = IDENTITY.search("\n".join(map(str, (q1, q2, q3, q4, q5, q6, q7, q8))))
    return True if found is None else {"found": found.group()}


@e24.property("collect.leading")
def no_question_leads(q1, q2, q3, q4, q5, q6, q7, q8):
    found = LEADING.search("\n".join(map(str, (q1, q2, q3, q4, q5, q6, q7, q8))))
    return True if found is None else {"found": found.group()}


@e24.property("collect.two_in_one")
def each_asks_one_thing(q1, q2, q3, q4, q5, q6, q7, q8):
    lacking = [str(one)[:20] for one in (q1, q2, q3, q4, q5, q6, q7, q8) if DOUBLE.search(str(one))]
    return True if not lacking else {"line": lacking[0]}


@e24.property("collect.two_needs")
def two_ask_for_needs(q1, q2, q3, q4, q5, q6, q7, q8):
    return sum(1 for one in (q1, q2, q3, q4, q5, q6, q7, q8) if NEED.search(str(one))) >= 2


@e24.property("collect.two_marks")
def two_ask_how_content(q1, q2, q3, q4, q5, q6, q7, q8):
    return sum(1 for one in (q1, q2, q3, q4, q5, q6, q7, q8) if CONTENT.search(str(one))) >= 2


@e24.property("collect.none_open")
def one_is_answered_in_words(q1, q2, q3, q4, q5, q6, q7, q8):
    return any(OPEN.search(str(one)) for one in (q1, q2, q3, q4, q5, q6, q7, q8))


_ASKED = """\
opening = {
    "zh-CN": "会员部想了解您的需要，只用于改进商品与服务，可以不答。",
    "en": "We would like to know what you need, to improve our goods and service. You need not answer.",
}[language]
q1, q2, q3 = {
    "zh-CN": ("接下来三个月，您最需要添置什么？", "挑选时您最看重什么？", "哪样东西想买而我们没有？"),
    "en": ("What do you need most in the next three months?", "What matters most to you?", "What do we lack?"),
}[language]
q4, q5, q6 = {
    "zh-CN": ("您对质量满意吗？（1 至 5 分）", "您对配送满意吗？（1 至 5 分）", "您对客服满意吗？（1 至 5 分）"),
    "en": ("How satisfied are you with our goods?", "Are you happy with delivery?", "How do you rate our service?"),
}[language]
q7, q8 = {
    "zh-CN": ("您愿意把我们推荐给朋友吗？", "还有什么想对我们说的？"),
    "en": ("Would you recommend us to a friend?", "What else would you like to tell us?"),
}[language]
"""
e24.wrong("collect.eight_differ", _ASKED + "q8 = q7")
e24.wrong(
    "collect.purpose_missing",
    _ASKED
    + """\
opening = {
    "zh-CN": "您好，请填写下面的八个问题，谢谢配合。",
    "en": "Hello! Please answer the eight questions below. Thank you for your time.",
}[language]
""",
)
e24.wrong(
    "collect.asks_identity",
    _ASKED
    + """\
q7 = {
    "zh-CN": "请留下您的手机号",
    "en": "Please leave your phone number",
}[language]
""",
)
e24.wrong(
    "collect.leading",
    _ASKED
    + """\
q4 = {
    "zh-CN": "您一定很满意我们的质量吧？",
    "en": "You are satisfied with our quality, aren't you?",
}[language]
""",
)
e24.wrong(
    "collect.two_in_one",
    _ASKED
    + """\
q5 = {
    "zh-CN": "您对价格和服务满意吗？",
    "en": "How satisfied are you with our prices and our service?",
}[language]
""",
)
e24.wrong(
    "collect.two_needs",
    _ASKED
    + """\
q1, q2, q3 = {
    "zh-CN": ("您多大年纪？", "您住在哪个城市？", "您从哪里知道我们？"),
    "en": ("How old are you?", "Which city do you live in?", "How did you hear about us?"),
}[language]
""",
)
e24.wrong(
    "collect.two_marks",
    _ASKED
    + """\
q4, q5, q6 = {
    "zh-CN": ("您多久来一次？", "您通常几点来？", "您通常和谁一起来？"),
    "en": ("How often do you come?", "At what time of day do you usually come?", "Who comes with you?"),
}[language]
""",
)
e24.wrong(
    "collect.none_open",
    _ASKED
    + """\
q8 = {
    "zh-CN": "您下个月还会来吗？",
    "en": "Will you come again next month?",
}[language]
""",
)
