"""How customers spend their money: by part of the day, dear or cheap for the kind of product, evenly or at once."""

from datetime import date

import ibis
from ibis.expr.types import Column, Scalar, Table

from segkit.columns import UNKNOWN
from segkit.engine import whole_sum

# The first hour of each part of the day; before the first of them is night.
DAY_PARTS = {"morning": 6, "noon": 11, "afternoon": 14, "evening": 18, "night": 23}
MONTH_DAYS, MONTHS = 30, 12


def customer_purchases(order_lines: Table, as_of: date) -> Table:
    """Of each customer with a purchase up to and including `as_of` (`columns.ORDER_LINES`).

    Returns
    -------
    One row per customer: main_day_part (the part of the day with most money, of equals the first by name; null where
    no line has a time), price_level (the mean over paid lines with a category of the line's money per piece, against
    the mean of its category; 1 is the usual price; a line without a quantity is one piece; null without a category),
    largest_order (money), n_months (of the last twelve stretches of 30 days those with a purchase; 0 where the last
    purchase is older), monthly_variation (standard deviation of the net money of those twelve stretches against their
    mean; null where the mean is not above zero). Refunds count in monthly_variation alone. Without purchases there is
    no row; the order of rows decides nothing.
    """
    seen = order_lines.filter(order_lines.order_date <= as_of)
    bought = seen.filter(~seen.is_refund)
    found = _largest(bought)
    for part in (_main_day_part(bought), _price_levels(bought), _evenness(seen, as_of)):
        found = found.left_join(part, "customer_id").drop("customer_id_right")
    return found.mutate(n_months=ibis.coalesce(found.n_months, 0))


def first_amounts(order_lines: Table, as_of: date) -> Table:
    """What each customer paid on the first day with a purchase up to and including `as_of`.

    Returns
    -------
    One row per customer with a purchase: customer_id, first_amount (all purchases of that day; refunds do not count).
    """
    bought = order_lines.filter((order_lines.order_date <= as_of) & ~order_lines.is_refund)
    first = bought.group_by("customer_id").aggregate(order_date=bought.order_date.min())
    lines = bought.join(first, ["customer_id", "order_date"])
    return lines.group_by("customer_id").aggregate(first_amount=lines.amount.sum().cast("decimal(18, 2)"))


def _largest(bought: Table) -> Table:
    orders = bought.group_by("customer_id", "order_id").aggregate(paid=bought.amount.sum().cast("decimal(18, 2)"))
    return orders.group_by("customer_id").aggregate(largest_order=orders.paid.max())


def _main_day_part(bought: Table) -> Table:
    timed = bought.filter(bought.order_hour.notnull())
    later = [(timed.order_hour >= hour, name) for name, hour in reversed(DAY_PARTS.items())]
    parts = timed.select("customer_id", "amount", part=ibis.cases(*later, else_="night"))
    sums = parts.group_by("customer_id", "part").aggregate(most=parts.amount.sum())
    best = sums.group_by("customer_id").aggregate(most=sums.most.max())
    top = sums.join(best, ["customer_id", "most"])
    return top.group_by("customer_id").aggregate(main_day_part=top.part.min())


def _price_levels(bought: Table) -> Table:
    """Each line's price per piece against its category's mean, then the mean over a customer's lines."""
    known = bought.filter((bought.category != UNKNOWN) & (bought.amount > 0))
    pieces = ibis.coalesce(known.quantity, 1.0)
    priced = known.select(
        "customer_id", "category", price=known.amount.cast("float64") / ibis.ifelse(pieces > 0, pieces, 1.0)
    )
    usual = priced.group_by("category").aggregate(usual=_mean(priced.price))
    both = priced.join(usual.filter(usual.usual > 0), "category")  # 0: prices below a millionth
    levels = both.select("customer_id", level=both.price / both.usual)
    return levels.group_by("customer_id").aggregate(price_level=_mean(levels.level))


def _mean(values: Column) -> Scalar:
    """The mean to six decimals, the same with any number of threads."""
    return (whole_sum(values).cast("float64") / values.count() / 1_000_000.0).round(6)


def _evenness(seen: Table, as_of: date) -> Table:
    month = (ibis.literal(as_of).delta(seen.order_date, unit="day") / MONTH_DAYS).floor().cast("int64")
    placed = seen.select("customer_id", "amount", "is_refund", month=month).filter(lambda line: line.month < MONTHS)
    months = placed.group_by("customer_id", "month").aggregate(
        net=(placed.amount.sum() * 100).cast("float64"),  # whole cents add up the same in any order
        n_bought=placed.month.count(where=~placed.is_refund),
    )
    found = months.group_by("customer_id").aggregate(
        n_months=months.month.count(where=months.n_bought > 0).cast("int64"),
        total=months.net.sum(),
        squares=(months.net * months.net).sum(),
    )
    mean = found.total / MONTHS
    spread = ibis.greatest(found.squares / MONTHS - mean * mean, 0.0).sqrt()
    return found.select(
        "customer_id",
        "n_months",
        monthly_variation=ibis.cases((mean > 0, (spread / mean).round(6)), else_=ibis.null("float64")),
    )
