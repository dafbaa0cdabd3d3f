"""Checks of M3, cleaning: cells read, duplicates and ids, returns and cancels, gaps, and six rules that stay."""

import re
import unicodedata

from segkit.learn.rules import Exercise

FAIR = {"F1": 12_000.0, "F2": 1_280.5, "F3": None}  # the trade fair's cells; the last cannot be read
EMPTY = ("", "-", "—", "/", "#N/A", "N/A", "NULL", "null", "无", "空")
INVISIBLE = re.compile(r"[\s\u200b\u3000\ufeff]")
SIX = ("has_customer", "has_date", "not_future", "has_amount", "in_limit", "is_unique")
CENT = 0.005
WANTED = ("product", "region", "mobile")


def raw_of(data):
    """The raw order lines; a field that the company's file lacks is empty throughout."""
    raw = data.raw_orders
    return raw.reindex(columns=[*raw.columns, *(name for name in WANTED if name not in raw.columns)])


def known(cells):
    """Cells that hold something; what stands for nothing counts as nothing."""
    return cells.notna() & ~cells.astype("object").isin(EMPTY)


def is_wide(text):
    """Whether a text has a full-width digit or letter."""
    return any(unicodedata.east_asian_width(letter) == "F" and letter.isalnum() for letter in str(text))


def digits_of(text):
    """The figure in a cell as text, or an empty text where there is none."""
    found = re.fullmatch(r"[¥￥\s]*(-?[\d,，.．]+)\s*元?\s*", str(text))
    return found.group(1) if found else ""


# E3.1 cells as they stand

e31 = Exercise("E3.1", names=("header", "money", "day"), kinds={"header": "text", "money": "Series", "day": "Series"})


@e31.property("clean.mojibake")
def the_header_can_be_read(header):
    """The first line is read as the Chinese it is."""
    return "会员号" in header


@e31.shape("clean.cells_lost")
def every_cell_is_still_there(money, data):
    """A cell that cannot be read stays, empty; it is not thrown away."""
    asked = set(raw_of(data)["row"]) | set(FAIR)
    n = len(asked - set(money.index))
    return {"n": n} if n or not money.index.is_unique else True


@e31.shape("clean.no_numbers")
def money_is_numbers(money):
    """Numbers, no texts."""
    return money.dtype.kind in "iuf"


@e31.property("clean.unreadable_as_zero")
def what_cannot_be_read_is_empty(money):
    """A cell without a figure is empty, not zero."""
    return bool(money[["F3"]].isna().all())


@e31.property("clean.wan_forgotten")
def ten_thousands_are_multiplied(money):
    """1.2 of ten thousand yuan are 12,000 yuan."""
    return {"found": f"{money['F1']:g}"} if money["F1"] in (1.2, 12.0, 120.0) else True


@e31.property("clean.full_width_lost")
def full_width_digits_are_read(money, data):
    """Digits as wide as a Chinese character are digits."""
    cells = raw_of(data).set_index("row")["amount"].dropna()
    wide = [row for row, text in cells.items() if is_wide(text) and digits_of(text)]
    n = int(money[[*wide, "F2"]].isna().sum())
    return {"n": n} if n else True


@e31.property("clean.signs_lost")
def signs_and_commas_do_not_matter(money, data):
    """Currency signs, units and commas between thousands are no reason to give up a cell."""
    cells = raw_of(data).set_index("row")["amount"].dropna()
    asked = [row for row, text in cells.items() if digits_of(text)]
    n = int(money[[*asked, "F1"]].isna().sum())
    return {"n": n} if n else True


@e31.property("clean.minus_lost")
def refunds_stay_negative(money, data):
    """A minus in the cell is a minus in the number."""
    cells = raw_of(data).set_index("row")["amount"].fillna("")
    below = [row for row, text in cells.items() if digits_of(text).startswith("-")]
    n = int(money[below].ge(0).sum())
    return {"n": n} if n else True


@e31.shape("clean.no_days")
def days_are_dates(day, data):
    """Dates, one per line of the file."""
    return day.dtype.kind == "M" and set(day.index) == set(raw_of(data)["row"])


@e31.property("clean.dates_lost")
def each_way_of_writing_a_date_is_read(day, data):
    """2024/2/7 and 2024年2月9日 are dates too."""
    text = raw_of(data).set_index("row")["order_date"].fillna("")
    other = [row for row, cell in text.items() if "年" in cell or "/" in cell]
    n = int(day[other].isna().sum())
    return {"n": n} if n else True


@e31.property("clean.date_guessed")
def a_day_that_never_was_stays_empty(day, data):
    """30 February is no day: nobody may put one in its place."""
    text = raw_of(data).set_index("row")["order_date"].fillna("")
    never = [row for row, cell in text.items() if not cell or re.search(r"-02-30|-00 ", cell)]
    n = int(day[never].notna().sum())
    return {"n": n} if n else True


@e31.property("clean.day_has_time")
def days_carry_no_hours(day):
    """A day is a day, without the hour."""
    return bool(day.dropna().dt.normalize().eq(day.dropna()).all())


e31.tolerance(
    "clean.money_values", lambda money: money.sort_index(key=lambda rows: rows.astype(str)).tolist(), digits=2
)
e31.tolerance("clean.day_values", lambda day: day.sort_index().astype(str).tolist())


@e31.hidden("clean.unseen_cells", family="tolerance")
def cells_equal_the_reference(money, day, reference):
    """Every cell as the reference reads it."""
    known_money = reference.money.reindex(money.index)
    same = (money - known_money).abs().lt(CENT) | (money.isna() & known_money.isna())
    return bool(same.all()) and day.sort_index().equals(reference.day.sort_index())


_READ = """
header = first_line.decode("gb18030")
plain = cells.str.normalize("NFKC")
times = plain.str.contains("万", na=False).map({True: 10_000, False: 1})
money = pd.to_numeric(plain.str.replace(r"[¥元万,\\s]", "", regex=True), errors="coerce") * times
written = raw.set_index("row")["order_date"].str.normalize("NFKC")
written = written.str.replace(r"[年月/]", "-", regex=True).str.replace("日", " ").str.strip()
day = pd.to_datetime(written, format="mixed", errors="coerce").dt.normalize()
"""

e31.wrong("clean.mojibake", _READ + 'header = first_line.decode("latin-1")')
e31.wrong("clean.cells_lost", _READ + "money = money.dropna()")
e31.wrong("clean.no_numbers", _READ + "money = plain")
e31.wrong("clean.unreadable_as_zero", _READ + "money = money.fillna(0)")
e31.wrong("clean.wan_forgotten", _READ + "money = money / times")
e31.wrong(
    "clean.full_width_lost",
    _READ + 'money = pd.to_numeric(cells.str.replace(r"[¥￥元万,\\s]", "", regex=True), errors="coerce") * times',
)
e31.wrong(
    "clean.signs_lost",
    _READ + 'money = pd.to_numeric(plain.str.replace(r"[,，]", "", regex=True), errors="coerce")',
)
e31.wrong("clean.minus_lost", _READ + "money = money.abs()")
e31.wrong("clean.no_days", _READ + "day = written")
e31.wrong(
    "clean.dates_lost",
    _READ + 'day = pd.to_datetime(raw.set_index("row")["order_date"], format="%Y-%m-%d %H:%M:%S", errors="coerce")',
)
e31.wrong("clean.date_guessed", _READ + "day = day.ffill()")
e31.wrong("clean.day_has_time", _READ + 'day = pd.to_datetime(written, format="mixed", errors="coerce")')


# E3.2 exact and near duplicates

e32 = Exercise("E3.2", names=("set_aside", "plain_id", "shared"), kinds={"plain_id": "Series", "shared": "number"})


def twins(data):
    """Lines that equal another in everything but their number, and which of them come after the first."""
    cells = raw_of(data).drop(columns="row")
    return cells.duplicated(keep=False), cells.duplicated()


@e32.shape("clean.row_list")
def set_aside_is_a_list_of_lines(set_aside, data):
    """Line numbers of the file."""
    return isinstance(set_aside, list) and set(set_aside) <= set(raw_of(data)["row"])


@e32.property("clean.row_number_counts")
def the_line_number_is_no_content(set_aside, data):
    """Line numbers differ always; compared with them nothing is double."""
    n = int(twins(data)[1].sum())
    return {"n": n} if n and not set_aside else True


@e32.property("clean.lines_of_one_order")
def lines_of_one_order_are_no_duplicates(set_aside, data):
    """Several goods on one order are several lines."""
    raw = raw_of(data)
    extra = raw[raw["row"].isin(set_aside) & ~twins(data)[0]]
    n = int(extra["row"].isin(raw.loc[raw["order_id"].duplicated(), "row"]).sum())  # not the first of their orders
    return {"n": n} if n and n == len(extra) else True


@e32.property("clean.bought_again")
def buying_again_is_no_duplicate(set_aside, data):
    """The same thing bought another day is what everybody hopes for."""
    n = int((raw_of(data)["row"].isin(set_aside) & ~twins(data)[0]).sum())
    return {"n": n} if n else True


@e32.property("clean.both_taken")
def one_of_each_stays(set_aside, data):
    """Of lines that are the same, one stays."""
    every, later = twins(data)
    n = int((raw_of(data)["row"].isin(set_aside) & every & ~later).sum())
    return {"n": n} if n else True


@e32.property("clean.duplicates_left")
def none_is_left(set_aside, data):
    """Every further copy is set aside."""
    n = int((~raw_of(data)["row"].isin(set_aside) & twins(data)[1]).sum())
    return {"n": n} if n else True


@e32.shape("clean.id_per_line")
def each_line_keeps_its_id(plain_id, data):
    """One id per line of the file, by its number."""
    return plain_id.index.is_unique and set(plain_id.index) == set(raw_of(data)["row"])


@e32.property("clean.id_invisible")
def ids_hold_nothing_invisible(plain_id):
    """No blanks, no characters that nobody sees, nothing full-width."""
    dirty = [text for text in plain_id.dropna() if INVISIBLE.search(text) or is_wide(text)]
    return {"n": len(dirty)} if dirty else True


@e32.property("clean.placeholder_is_id")
def a_dash_is_no_customer(plain_id):
    """What stands for nothing is nothing."""
    n = int((plain_id.notna() & ~known(plain_id)).sum())
    return {"n": n} if n else True


@e32.property("clean.id_cut")
def ids_keep_their_letters(plain_id, data):
    """Only what was never part of an id goes."""
    return int(known(plain_id).sum()) == int(known(raw_of(data)["customer_id"]).sum()) and bool(
        plain_id.dropna().str.len().ge(3).all()
    )


@e32.property("clean.shared_lines")
def shared_counts_customers_not_lines(shared, data):
    """A telephone that stands on many lines of one customer is not shared."""
    lines = int((raw_of(data)["mobile"].value_counts() > 1).sum())
    return {"n": int(shared)} if lines and shared == lines else True


@e32.property("clean.shared_raw_ids")
def shared_counts_clean_ids(shared, data):
    """One id written in two ways makes no second customer."""
    raw = raw_of(data)
    naive = int((raw.groupby("mobile")["customer_id"].nunique() > 1).sum())
    ids = raw["customer_id"].map(
        lambda text: INVISIBLE.sub("", unicodedata.normalize("NFKC", text)), na_action="ignore"
    )
    plain = int((ids.where(known(ids)).groupby(raw["mobile"]).nunique() > 1).sum())
    return {"n": int(shared)} if shared == naive != plain else True


e32.tolerance("clean.shared_value", lambda shared: int(shared))
e32.tolerance("clean.id_values", lambda plain_id: plain_id.sort_index().fillna("").tolist())


@e32.hidden("clean.unseen_duplicates", family="equivalence")
def duplicates_equal_the_reference(set_aside, shared, reference):
    """As many lines set aside as the reference, and as many telephones shared."""
    return len(set_aside) == len(reference.set_aside) and shared == reference.shared


_IDS = """
content = raw.columns.drop("row")
set_aside = raw.loc[raw.duplicated(content), "row"].tolist()
ids = raw.set_index("row")["customer_id"].str.normalize("NFKC").str.replace(r"[\\s\\u200b]", "", regex=True)
plain_id = ids.where(~ids.isin(looks_empty))
shared = int((plain_id.groupby(raw.set_index("row")["mobile"]).nunique() > 1).sum())
"""

e32.wrong("clean.row_number_counts", _IDS + 'set_aside = raw.loc[raw.duplicated(), "row"].tolist()')
e32.wrong("clean.lines_of_one_order", _IDS + 'set_aside = raw.loc[raw.duplicated("order_id"), "row"].tolist()')
e32.wrong(
    "clean.bought_again", _IDS + 'set_aside = raw.loc[raw.duplicated(["customer_id", "product"]), "row"].tolist()'
)
e32.wrong("clean.both_taken", _IDS + 'set_aside = raw.loc[raw.duplicated(content, keep=False), "row"].tolist()')
e32.wrong("clean.duplicates_left", _IDS + "set_aside = set_aside[:-1]")
e32.wrong(
    "clean.id_invisible",
    _IDS + 'plain_id = raw.set_index("row")["customer_id"].str.strip().where(lambda ids: ~ids.isin(looks_empty))',
)
e32.wrong("clean.placeholder_is_id", _IDS + "plain_id = ids")
e32.wrong("clean.id_cut", _IDS + 'plain_id = plain_id.where(plain_id.str.isascii() & plain_id.str[-1].ne("1"))')
e32.wrong("clean.shared_lines", _IDS + 'shared = int((raw["mobile"].value_counts() > 1).sum())')
e32.wrong("clean.shared_raw_ids", _IDS + 'shared = int((raw.groupby("mobile")["customer_id"].nunique() > 1).sum())')


# E3.3 returns and cancels

e33 = Exercise(
    "E3.3",
    names=("balance", "cancelled", "refund_share"),
    kinds={"balance": "DataFrame", "cancelled": "list", "refund_share": "number"},
)


def by_order(data):
    """Per order: what was bought, what went back, whether there is a purchase and a refund."""
    lines = data.orders.assign(
        bought=data.orders["amount"].where(~data.orders["is_refund"], 0.0),
        back=-data.orders["amount"].where(data.orders["is_refund"], 0.0),
        is_purchase=~data.orders["is_refund"],
    )
    return lines.groupby("order_id").agg({"bought": "sum", "back": "sum", "is_purchase": "any", "is_refund": "any"})


@e33.shape("clean.balance_columns")
def balance_has_its_columns(balance):
    """Three columns."""
    missing = [name for name in ("bought", "returned", "net") if name not in balance.columns]
    return {"missing": missing} if missing else True


@e33.shape("clean.balance_customers")
def balance_has_every_customer(balance, data):
    """Everybody with a line stands in it once."""
    asked = data.orders["customer_id"].drop_duplicates()
    return (balance.index.is_unique and set(balance.index) == set(asked)) or {"n": asked.size}


@e33.property("clean.gaps_in_balance")
def nobody_has_a_gap(balance):
    """Whoever returned nothing has 0, no gap."""
    n = int(balance[["bought", "returned", "net"]].isna().any(axis=1).sum())
    return {"n": n} if n else True


@e33.property("clean.returned_negative")
def returned_is_told_as_an_amount(balance):
    """What came back is an amount from 0 up."""
    n = int(balance["returned"].lt(0).sum())
    return {"n": n} if n else True


@e33.property("clean.refund_added")
def refunds_do_not_raise_the_net(balance):
    """Money given back makes the net smaller."""
    n = int((balance["net"] > balance["bought"] + CENT).sum())
    return {"n": n} if n else True


@e33.property("clean.refunds_forgotten")
def refunds_lower_the_net(balance, data):
    """Net is what was bought less what came back."""
    over = float(balance["net"].sum() - data.orders["amount"].sum())
    return {"over": f"{over:,.2f}"} if over > CENT else True


@e33.property("clean.bought_is_net")
def bought_is_before_refunds(balance, data):
    """What was bought is told before anything comes back."""
    bought = by_order(data)["bought"].sum()
    return abs(float(balance["bought"].sum() - bought)) < 1


@e33.property("clean.partly_returned")
def an_order_returned_in_part_still_stands(cancelled, data):
    """One item back does not cancel the order."""
    orders = by_order(data)
    kept = orders.index[orders["is_purchase"] & (orders["bought"] - orders["back"] > CENT)]
    n = len(set(cancelled) & set(kept))
    return {"n": n} if n else True


@e33.property("clean.gift_is_no_cancel")
def a_gift_is_no_cancelled_order(cancelled, data):
    """An order for 0 yuan without a refund was not cancelled."""
    orders = by_order(data)
    n = len(set(cancelled) & set(orders.index[~orders["is_refund"]]))
    return {"n": n} if n else True


@e33.property("clean.refund_of_earlier")
def a_refund_alone_cancels_nothing_here(cancelled, data):
    """A refund whose purchase lies before the data cancels no order of this period."""
    orders = by_order(data)
    n = len(set(cancelled) & set(orders.index[~orders["is_purchase"]]))
    return {"n": n} if n else True


@e33.property("clean.cancel_missed")
def every_order_fully_returned_is_listed(cancelled, data):
    """What came back whole is in the list."""
    orders = by_order(data)
    whole = orders["is_purchase"] & orders["is_refund"] & (orders["bought"] - orders["back"] <= CENT)
    n = len(set(orders.index[whole]) - set(cancelled))
    return {"n": n} if n else True


@e33.property("clean.share_not_percent")
def the_share_lies_between_0_and_1(refund_share, data):
    """A share, no percentage and no negative number."""
    back, bought = by_order(data)[["back", "bought"]].sum()
    return 0 <= refund_share <= 1 and abs(refund_share * bought - back * 100) > 1 + back


@e33.property("clean.share_of_lines")
def the_share_is_one_of_money(refund_share, data):
    """Money returned of money bought, not lines of lines."""
    lines = float(data.orders["is_refund"].mean())
    return abs(refund_share - lines) > 1e-9


e33.tolerance("clean.net_values", lambda balance: balance.sort_index()["net"].tolist(), digits=2)
e33.tolerance("clean.share_value", lambda refund_share: float(refund_share), digits=4)


@e33.hidden("clean.unseen_returns", family="tolerance")
def returns_equal_the_reference(balance, cancelled, reference):
    """Money and list as the reference has them."""
    apart = (balance["net"] - reference.balance["net"].reindex(balance.index)).abs()
    return bool(apart.lt(CENT).all()) and set(cancelled) == set(reference.cancelled)


_BACK = """
kind = orders["is_refund"].map({False: "bought", True: "returned"})
balance = orders.pivot_table(index="customer_id", columns=kind, values="amount", aggfunc="sum", fill_value=0.0)
balance = balance.reindex(columns=["bought", "returned"], fill_value=0.0)
balance["returned"] = -balance["returned"]
balance["net"] = balance["bought"] - balance["returned"]
per_order = orders.groupby("order_id").agg(
    net=("amount", "sum"), has_refund=("is_refund", "any"), only_refund=("is_refund", "all"))
cancelled = per_order.index[per_order["has_refund"] & ~per_order["only_refund"] & per_order["net"].lt(0.01)].tolist()
refund_share = float(balance["returned"].sum() / balance["bought"].sum())
"""

e33.wrong("clean.balance_columns", _BACK + 'balance = balance.drop(columns="net")')
e33.wrong("clean.balance_customers", _BACK + "balance = balance[balance['returned'] > 0]")
e33.wrong("clean.gaps_in_balance", _BACK + 'balance["returned"] = balance["returned"].replace(0, float("nan"))')
e33.wrong("clean.returned_negative", _BACK + 'balance["returned"] = -balance["returned"]')
e33.wrong("clean.refund_added", _BACK + 'balance["net"] = balance["bought"] + balance["returned"]')
e33.wrong("clean.refunds_forgotten", _BACK + 'balance["net"] = balance["bought"]')
e33.wrong("clean.bought_is_net", _BACK + 'balance["bought"] = balance["net"]')
e33.wrong("clean.partly_returned", _BACK + 'cancelled = per_order.index[per_order["has_refund"]].tolist()')
e33.wrong("clean.gift_is_no_cancel", _BACK + 'cancelled = per_order.index[per_order["net"].abs().lt(0.01)].tolist()')
e33.wrong("clean.cancel_missed", _BACK + "cancelled = cancelled[1:]")
e33.wrong("clean.share_not_percent", _BACK + "refund_share = refund_share * 100")
e33.wrong("clean.share_of_lines", _BACK + 'refund_share = float(orders["is_refund"].mean())')


# E3.4 what to do about gaps

FIELDS = ("customer_id", "order_date", "amount", "region", "mobile")
e34 = Exercise("E3.4", names=("gaps", "policy"), kinds={"gaps": "Series"})


@e34.shape("clean.gaps_per_field")
def gaps_are_told_per_field(gaps):
    """A number for each of the five fields."""
    missing = [name for name in FIELDS if name not in gaps.index]
    return {"missing": missing} if missing else True


@e34.property("clean.gap_looks_filled")
def placeholders_are_gaps(gaps, data):
    """A dash or #N/A fills nothing."""
    raw = raw_of(data)
    for name in FIELDS:
        plain, true = int(raw[name].isna().sum()), int((~known(raw[name])).sum())
        if gaps[name] == plain != true:
            return {"field": name, "n": true - plain}
    return True


@e34.property("clean.gaps_as_share")
def gaps_are_counts(gaps, data):
    """Numbers of lines, no shares."""
    return bool(gaps[list(FIELDS)].ge(1).any()) or not raw_of(data)[list(FIELDS)].isna().any(axis=None)


@e34.shape("clean.policy_per_field")
def each_field_has_a_policy(policy):
    """One decision for each field."""
    missing = [name for name in FIELDS if name not in policy]
    return {"missing": missing} if missing else True


@e34.property("clean.customer_guessed")
def nobody_guesses_a_customer(policy):
    """Money without a customer goes to be looked into."""
    return policy["customer_id"] == "set_aside"


@e34.property("clean.amount_guessed")
def nobody_guesses_money(policy):
    """An average is no payment."""
    return policy["amount"] == "set_aside"


@e34.property("clean.date_filled")
def nobody_guesses_a_day(policy):
    """A day put in makes a recency that never was."""
    return policy["order_date"] == "set_aside"


@e34.property("clean.line_thrown_away")
def a_gap_beside_the_point_costs_no_line(policy, data):
    """A sale without a telephone is a sale."""
    thrown = [name for name in ("region", "mobile") if policy[name] == "set_aside"]
    n = int((~known(raw_of(data)[thrown[0]])).sum()) if thrown else 0
    return {"field": thrown[0], "n": n} if thrown else True


@e34.property("clean.most_common_filled")
def the_most_common_is_no_answer(policy):
    """What most have is not what this one has."""
    filled = [name for name in ("region", "mobile") if policy[name] == "fill_usual"]
    return {"field": filled[0]} if filled else True


@e34.property("clean.telephone_looked_up")
def a_telephone_is_not_derived(policy):
    """No other cell of the line tells a telephone number."""
    return policy["mobile"] == "leave_empty"


e34.tolerance("clean.gap_values", lambda gaps: [int(gaps[name]) for name in FIELDS])


@e34.hidden("clean.unseen_gaps", family="tolerance")
def gaps_equal_the_reference(gaps, reference):
    """Each field has as many gaps as the reference counts."""
    return all(int(gaps[name]) == int(reference.gaps[name]) for name in FIELDS)


_GAPS = """
filled = raw[fields].notna() & ~raw[fields].isin(looks_empty)
gaps = (~filled).sum()
policy = dict(customer_id="set_aside", order_date="set_aside", amount="set_aside", region="derive", mobile="leave_empty")
"""

e34.wrong("clean.gap_looks_filled", _GAPS + "gaps = raw[fields].isna().sum()")
e34.wrong("clean.gaps_as_share", _GAPS + "gaps = (~filled).mean()")
e34.wrong("clean.gaps_per_field", _GAPS + "gaps = gaps[gaps > gaps.min()]")
e34.wrong("clean.customer_guessed", _GAPS + 'policy["customer_id"] = "fill_usual"')
e34.wrong("clean.amount_guessed", _GAPS + 'policy["amount"] = "fill_usual"')
e34.wrong("clean.date_filled", _GAPS + 'policy["order_date"] = "derive"')
e34.wrong("clean.line_thrown_away", _GAPS + 'policy["mobile"] = "set_aside"')
e34.wrong("clean.most_common_filled", _GAPS + 'policy["region"] = "fill_usual"')
e34.wrong("clean.telephone_looked_up", _GAPS + 'policy["mobile"] = "derive"')


# E3.5 six rules and a score

e35 = Exercise(
    "E3.5",
    names=("passed", "score", "quality"),
    kinds={"passed": "DataFrame", "score": "DataFrame", "quality": "Series"},
)


@e35.shape("clean.six_rules")
def six_rules_are_there(passed):
    """Six columns of yes and no."""
    missing = [name for name in SIX if name not in passed.columns or passed[name].dtype.kind != "b"]
    return {"missing": missing} if missing else True


@e35.shape("clean.both_times")
def both_tables_are_asked(passed, data):
    """Every line before and every line after."""
    return len(passed) == len(raw_of(data)) + len(data.orders)


@e35.property("clean.rule_inverted")
def yes_means_passed(passed):
    """True is a line that passes; in the clean table nearly all do."""
    turned = [name for name in SIX if name != "is_unique" and passed.loc["after", name].mean() < 0.1]
    return {"rule": turned[0]} if turned else True


@e35.property("clean.placeholder_passes")
def a_dash_does_not_pass(passed, data):
    """A line whose customer is a dash has no customer."""
    n = int(passed.loc["before", "has_customer"].sum()) - int(known(raw_of(data)["customer_id"]).sum())
    return {"n": n} if n > 0 else True


@e35.property("clean.fault_told_twice")
def a_missing_day_is_not_in_the_future(passed):
    """One fault fails one rule."""
    without = passed[~passed["has_date"]]
    n = int((~without["not_future"]).sum())
    return {"n": n} if n else True


@e35.property("clean.missing_over_limit")
def a_missing_amount_is_not_too_large(passed):
    """One fault fails one rule."""
    without = passed[~passed["has_amount"]]
    n = int((~without["in_limit"]).sum())
    return {"n": n} if n else True


@e35.property("clean.limit_hits_good")
def the_limit_spares_real_sales(passed, data):
    """A limit is for slips of the pen, not for good customers."""
    n = int((~passed.loc["after", "in_limit"]).sum())
    real = int(data.orders["amount"].abs().gt(1_000_000).sum())
    return {"n": n} if n > real else True


@e35.property("clean.future_passes")
def days_to_come_do_not_pass(passed, data):
    """What lies after the as-of day does not pass."""
    text = raw_of(data)["order_date"].fillna("")
    n = int((text.str.startswith("2099") & passed.loc["before", "not_future"].to_numpy()).sum())
    return {"n": n} if n else True


@e35.property("clean.before_meets_after")
def before_and_after_are_not_each_others_copies(passed):
    """A line of the clean table is no copy of the raw line that it came from."""
    n = int((~passed.loc["after", "is_unique"]).sum())
    return {"n": n} if n > len(passed.loc["after"]) / 20 else True


@e35.shape("clean.score_shape")
def score_has_six_lines_and_two_columns(score):
    """Rules as lines, before and after as columns."""
    return set(score.index) == set(SIX) and set(score.columns) == {"before", "after"}


@e35.property("clean.score_percent")
def scores_are_shares(score, quality):
    """Between 0 and 1."""
    return bool(score.le(1).all(axis=None)) and bool(quality.le(1).all())


@e35.property("clean.average_hides")
def a_line_is_good_if_it_passes_all(quality, score):
    """The share of lines without any fault never exceeds the worst rule's."""
    return bool((quality[["before", "after"]] <= score[["before", "after"]].min() + 1e-9).all())


e35.tolerance(
    "clean.score_values", lambda score: score.loc[list(SIX), ["before", "after"]].to_numpy().tolist(), digits=4
)
e35.tolerance("clean.quality_values", lambda quality: quality[["before", "after"]].tolist(), digits=4)


@e35.hidden("clean.unseen_score", family="tolerance")
def quality_equals_the_reference(quality, reference):
    """Both shares as the reference has them."""
    return bool((quality - reference.quality).abs().lt(1e-6).all())


_RULES = """
content = ["when", "customer_id", "order_id", "day", "money", "product"]
passed = pd.DataFrame(index=both.index)
passed["has_customer"] = both["customer_id"].notna() & ~both["customer_id"].isin(looks_empty)
passed["has_date"] = both["day"].notna()
passed["not_future"] = ~(both["day"] > as_of)
passed["has_amount"] = both["money"].notna()
passed["in_limit"] = ~(both["money"].abs() > 1_000_000)
passed["is_unique"] = ~both.reset_index().duplicated(content).to_numpy()
"""
_SCORE = """
score = passed.groupby("when").mean().T
quality = passed.all(axis=1).groupby("when").mean()
"""

e35.wrong("clean.six_rules", _RULES + 'passed = passed.drop(columns="is_unique")' + _SCORE)
e35.wrong("clean.rule_inverted", _RULES + 'passed["has_amount"] = both["money"].isna()' + _SCORE)
e35.wrong("clean.placeholder_passes", _RULES + 'passed["has_customer"] = both["customer_id"].notna()' + _SCORE)
e35.wrong("clean.fault_told_twice", _RULES + 'passed["not_future"] = both["day"] <= as_of' + _SCORE)
e35.wrong("clean.missing_over_limit", _RULES + 'passed["in_limit"] = both["money"].abs() < 1_000_000' + _SCORE)
e35.wrong("clean.limit_hits_good", _RULES + 'passed["in_limit"] = ~(both["money"].abs() > 1_00)' + _SCORE)
e35.wrong("clean.future_passes", _RULES + 'passed["not_future"] = True' + _SCORE)
e35.wrong(
    "clean.before_meets_after",
    _RULES + 'passed["is_unique"] = ~both.duplicated(["customer_id", "order_id"]).to_numpy()' + _SCORE,
)
e35.wrong("clean.score_percent", _RULES + _SCORE + "score = score * 100")
e35.wrong("clean.average_hides", _RULES + _SCORE + "quality = score.mean()")
e35.wrong("clean.score_shape", _RULES + _SCORE + "score = score.T")
