"""The dirt of a real export, put into a clean table of orders so that cleaning finds every true figure again."""

from collections.abc import Mapping, Sequence

import numpy as np

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
RATES = {"duplicate": 0.004, "no_id": 0.002, "sign": 0.006, "thousands": 0.01, "space": 0.004, "wide": 0.003}
Cells = dict[str, list[str]]


def soiled(rng: np.random.Generator, orders: Mapping[str, Sequence[str]]) -> tuple[Cells, dict[str, int]]:
    """The table with repeated rows, rows without a customer, other ways to write the same, and a total at its end.

    `orders` has order_id, customer_id and amount among its columns, all as text. Also how many rows of each kind there
    are; repeated rows and those without a customer come on top, so that no true figure changes.
    """
    cells = {key: list(column) for key, column in orders.items()}
    size = len(cells["amount"])
    free = iter(rng.permutation(size).tolist())
    chosen = {kind: [next(free) for _ in range(max(1, round(rate * size)))] for kind, rate in RATES.items()}
    for kind in ("sign", "thousands", "space", "wide"):
        for row in chosen[kind]:
            _rewrite(cells, kind, row)
    extra = [*chosen["duplicate"], *chosen["no_id"]]
    places = np.sort(np.concatenate([np.arange(size), extra]), kind="stable").astype(int).tolist()
    total = sum(round(100 * float(text)) for text in orders["amount"])
    soiled_cells = {key: [column[place] for place in places] for key, column in cells.items()}
    lost = set(chosen["no_id"])
    for row in (row for row, place in enumerate(places) if place in lost and row and places[row - 1] == place):
        soiled_cells["customer_id"][row] = ""
        soiled_cells["order_id"][row] += "X"
    for key, column in soiled_cells.items():
        column.append({"order_id": "合计", "amount": f"{total / 100:.2f}"}.get(key, ""))
    return soiled_cells, {kind: len(rows) for kind, rows in chosen.items()}


def _rewrite(cells: Cells, kind: str, row: int) -> None:
    amount = cells["amount"][row]
    if kind == "sign":
        cells["amount"][row] = f"¥{amount}" if not amount.startswith("-") else amount
    if kind == "thousands":
        cells["amount"][row] = f"{float(amount):,.2f}"
    if kind == "space":
        cells["customer_id"][row] += " "
    if kind == "wide":
        cells["customer_id"][row] = cells["customer_id"][row].translate(WIDE)
