"""The order file: lines printed, spoiled, encoded and written chunk by chunk."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from segkit.source.sample.companions import order_encoding
from segkit.source.sample.dirt import SPOILS, Dirt, Page, Planting, spoil
from segkit.source.sample.files import csv_lines, header_line, headers, quoted
from segkit.source.sample.orders import OrderLines
from segkit.source.sample.people import Members, People
from segkit.source.sample.plan import SamplePlan, open_stream
from segkit.source.sample.planted import Goods
from segkit.source.sample.profiles import member_ids, mobiles, regions, stores
from segkit.source.sample.words import keys, read_words, texts, values

SUBTOTALS = (np.datetime64("2025-01-01"), np.datetime64("2025-07-01"))  # after the last line before that day
QUOTED = ("product", "amount", "remark")  # the columns whose cells may hold a comma; a look at each costs time
Cells = dict[str, pa.Array]


@dataclass(frozen=True)
class Running:
    """What has been written of the order file: physical lines, and the sums a total row shows."""

    lines: int = 0
    quantity: int = 0
    amount: int = 0

    def plus(self, quantity: np.ndarray, amount: np.ndarray) -> "Running":
        """With these lines counted."""
        return Running(self.lines + len(quantity), self.quantity + int(quantity.sum()), self.amount + int(amount.sum()))


def print_lines(plan: SamplePlan, chunk: int, lines: OrderLines, people: People, members: Members) -> Cells:
    """The cells of all lines as text, not yet quoted, by column key."""
    person = members.person[lines.member]
    catalogue = read_words("catalogue")
    product = pa.array(lines.product)
    in_store = np.isin(lines.channel, [keys("channel").index(key) for key in ("store", "group")])
    store = np.where(in_store, people.store[person], -1)
    store_names = pa.concat_arrays([stores(plan.language), pa.array([read_words("values")["online"][plan.language]])])
    category = Goods.load().category[lines.product]
    return {
        "order_id": pa.array(lines.order).cast(pa.string()),
        "customer_id": member_ids(members).take(pa.array(lines.member)),
        "mobile": mobiles(plan, chunk, members).take(pa.array(person)),
        "order_at": pa.array(lines.at).cast(pa.timestamp("s")).cast(pa.string()),
        "product": texts([p for c in catalogue for p in c["products"]], plan.language).take(product),
        "category": texts([entry["name"] for entry in catalogue], plan.language).take(pa.array(category)),
        "quantity": pa.array(lines.quantity).cast(pa.string()),
        "unit_price": money(lines.price),
        "amount": money(lines.amount),
        "channel": values("channel", plan.language).take(pa.array(lines.channel)),
        "store": store_names.take(pa.array(store % len(store_names))),
        "region": regions(plan.language).take(pa.array(people.region[person])),
        "remark": texts(read_words("values")["remark"], plan.language).take(pa.array(lines.remark)),
    }


@lru_cache(maxsize=1)
def _cents() -> pa.Array:
    return pa.array([f".{fen:02d}" for fen in range(100)])


def money(fen: np.ndarray) -> pa.Array:
    """Fen as text with two decimals; the sign is set apart so that -0.50 keeps it."""
    whole, cents = np.divmod(np.abs(fen), 100)
    sign = pa.array(["", "-"]).take(pa.array((fen < 0).astype(int)))
    return pc.binary_join_element_wise(sign, pa.array(whole).cast(pa.string()), _cents().take(pa.array(cents)), "")


def spoil_lines(plan: SamplePlan, chunk: int, cells: Cells, dirt: Dirt) -> tuple[Cells, list[Planting]]:
    """The cells with the planted dirt in them, and the list of it by line of the chunk (from 0)."""
    rows = np.flatnonzero(dirt.kind != "")
    touched = sorted({column for column, _ in SPOILS.values()} | {"remark"})
    page = Page({name: cells[name].take(pa.array(rows)).to_pylist() for name in touched}, plan.language)
    found = spoil(open_stream(plan, chunk, "spoil"), page, dirt.kind[rows].tolist())
    mask = pa.array(dirt.kind != "")
    spoiled = {name: pc.replace_with_mask(cells[name], mask, pa.array(page.cells[name])) for name in touched}
    # who buys without a member number leaves no mobile in the export either
    guests = pa.array(np.isin(dirt.kind, ("missing_id", "test_order")))
    spoiled["mobile"] = pc.if_else(guests, pa.scalar(None, pa.string()), cells["mobile"])
    return cells | spoiled, list_plantings(dirt, rows, found)


def list_plantings(dirt: Dirt, rows: np.ndarray, found: list[tuple[str, str, str]]) -> list[Planting]:
    """The planted records by line of the chunk; refunds and duplicates also know the line they come from."""
    rooted = np.isin(dirt.kind[rows], ("refund", "exact_duplicate"))
    source = np.where(rooted, dirt.source[rows], -1)
    kinds = dirt.kind[rows].tolist()
    facts = zip(rows.tolist(), kinds, found, source.tolist(), strict=True)
    return [Planting(row, kind, *what, source=root) for row, kind, what, root in facts]


def total_line(plan: SamplePlan, label: str, running: Running) -> bytes:
    """A total row: a label, the sums of quantity and amount, nothing else."""
    sums = {
        "order_id": read_words("dirt")[label][plan.language],
        "quantity": f"{running.quantity}",
        "amount": f"{running.amount / 100:,.2f}",
    }
    row = [quoted(pa.array([sums.get(key, "")])) for key in read_words("headers")["orders"]]
    return csv_lines(row)


def subtotal_places(plan: SamplePlan, chunk: int, lines: OrderLines) -> list[int]:
    """After how many lines of this chunk a subtotal stands: in the first chunk of a dirty file only."""
    if not plan.is_dirty or chunk:
        return []
    places = np.searchsorted(lines.at, np.array(SUBTOTALS, "datetime64[s]").astype(np.int64))
    return [int(place) for place in places if place]


class OrderFile:
    """The order file while it is written; knows on which physical line each record stands."""

    def __init__(self, plan: SamplePlan, file: BinaryIO) -> None:
        self.plan, self.file = plan, file
        self.encoding = order_encoding(plan)
        self.running = Running()
        self._write(header_line("orders", plan.language))

    def _write(self, content: bytes) -> None:
        self.file.write(content if self.encoding == "utf-8" else content.decode().encode(self.encoding))

    def add(self, chunk: int, lines: OrderLines, cells: Cells, planted: list[Planting]) -> list[Planting]:
        """Write one chunk; its planted records come back with physical line numbers (the header is line 1)."""
        columns = [quoted(cells[key]) if key in QUOTED else cells[key] for key in read_words("headers")["orders"]]
        cuts = subtotal_places(self.plan, chunk, lines)
        first, totals = self.running.lines + 2, []
        for start, stop in zip([0, *cuts], [*cuts, len(lines)], strict=True):
            self._write(csv_lines([column.slice(start, stop - start) for column in columns]))
            self.running = self.running.plus(lines.quantity[start:stop], lines.amount[start:stop])
            if stop in cuts:
                totals.append(self._total("subtotal"))
        return totals + [item.moved(first, cuts) for item in planted]

    def _total(self, label: str) -> Planting:
        self._write(total_line(self.plan, label, self.running))
        self.running = replace(self.running, lines=self.running.lines + 1)
        column = headers("orders", self.plan.language)[0]
        return Planting(self.running.lines + 1, "total_row", column, read_words("dirt")[label][self.plan.language], "")

    def close(self) -> list[Planting]:
        """Write the total row of a dirty file."""
        return [self._total("total")] if self.plan.is_dirty else []
