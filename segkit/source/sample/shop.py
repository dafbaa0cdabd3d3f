"""Write the invented shop: every file of the sample company, from one plan."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from segkit.source.sample.companions import customers_key, write_companions
from segkit.source.sample.dirt import Dirt, Planting, plant_lines
from segkit.source.sample.events import make_events
from segkit.source.sample.feedback import make_feedback
from segkit.source.sample.files import append_table, write_workbook
from segkit.source.sample.labels import make_labels
from segkit.source.sample.messages import make_messages
from segkit.source.sample.order_file import OrderFile, print_lines, spoil_lines
from segkit.source.sample.orders import OrderLines, make_order_lines
from segkit.source.sample.people import Members, People, make_members, make_people
from segkit.source.sample.plan import (
    FIRST_SECOND,
    PEOPLE_PER_CHUNK,
    SamplePlan,
    SampleReceipt,
    open_stream,
)
from segkit.source.sample.profiles import make_profiles, member_ids
from segkit.source.sample.truth import customer_truth, dirt_truth
from segkit.source.sample.words import file_name, read_words


@dataclass(frozen=True)
class Chunk:
    """Up to 25,000 persons with their member numbers and clean order lines."""

    place: int
    people: People
    members: Members
    lines: OrderLines

    def last_days(self) -> np.ndarray:
        """Each person's last order day, -1 for none."""
        last = np.full(len(self.people), -1)
        np.maximum.at(last, self.members.person[self.lines.member], (self.lines.at - FIRST_SECOND) // 86_400)
        return last

    def n_orders(self) -> np.ndarray:
        """Each member number's orders."""
        is_new = np.append(True, np.diff(self.lines.order) != 0) if len(self.lines) else np.empty(0, bool)
        return np.bincount(self.lines.member[is_new], minlength=len(self.members))


def write_sample(folder: Path, plan: SamplePlan) -> SampleReceipt:
    """Write the shop's files into `folder`, which is made if absent; files of the same names are replaced.

    Equal plans give equal bytes. Persons are made 25,000 at a time, so memory stays bounded; within each such part the
    order lines ascend by time. Beyond 25,000 persons the customer master is a CSV file.
    """
    remove_former(folder, plan.language)
    rows: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    with (folder / file_name("orders", plan.language)).open("wb") as file:
        orders = OrderFile(plan, file)
        for place, start in enumerate(range(0, plan.customers, PEOPLE_PER_CHUNK)):
            chunk = make_chunk(plan, place, min(PEOPLE_PER_CHUNK, plan.customers - start))
            plantings = write_orders(orders, plan, chunk)
            planted.update(item.rule for item in plantings)
            if not plan.only_orders:
                rows.update(write_others(folder, plan, chunk, plantings))
        plantings = orders.close()
        planted.update(item.rule for item in plantings)
        rows["orders"] = orders.running.lines
    if not plan.only_orders:
        rows["dirt_truth"] += add_dirt(folder, plan, plantings)
        write_companions(folder, plan, rows)
    named = {file_name(key, plan.language): n for key, n in rows.items()}
    return SampleReceipt(folder, named, plan.customers, dict(planted))


def add_dirt(folder: Path, plan: SamplePlan, planted: list[Planting]) -> int:
    """Add to the list of planted dirt; the number of records."""
    return append_table(folder, "dirt_truth", plan.language, dirt_truth(plan, planted, "orders", "orders"))


def remove_former(folder: Path, language: str) -> None:
    """Make the folders, and take away files that a former call wrote."""
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    for key in read_words("headers")["files"]:
        (folder / file_name(key, language)).unlink(missing_ok=True)


def make_chunk(plan: SamplePlan, place: int, size: int) -> Chunk:
    """The people of one chunk and what they bought."""
    people = make_people(plan, place, size)
    members = make_members(plan, place, people)
    return Chunk(place, people, members, make_order_lines(plan, place, people, members))


def write_orders(orders: OrderFile, plan: SamplePlan, chunk: Chunk) -> list[Planting]:
    """Write a chunk's order lines; what was planted, by physical line."""
    if not plan.is_dirty:
        cells = print_lines(plan, chunk.place, chunk.lines, chunk.people, chunk.members)
        return orders.add(chunk.place, chunk.lines, cells, [])
    dirt = make_dirt(plan, chunk)
    cells = print_lines(plan, chunk.place, dirt.lines, chunk.people, chunk.members)
    cells, planted = spoil_lines(plan, chunk.place, cells, dirt)
    return orders.add(chunk.place, dirt.lines, cells, name_first_numbers(chunk, dirt, planted))


def make_dirt(plan: SamplePlan, chunk: Chunk) -> Dirt:
    """The chunk's lines with dirt planted among them."""
    members = chunk.members
    is_second = members.first[members.person] != np.arange(len(members))
    stream = open_stream(plan, chunk.place, "dirt")
    return plant_lines(stream, chunk.lines, is_second[chunk.lines.member], plan.dirtiness)


def name_first_numbers(chunk: Chunk, dirt: Dirt, planted: list[Planting]) -> list[Planting]:
    """The list of planted dirt with the person's first number as the truth of each line under a second one."""
    members = chunk.members
    ids = member_ids(members).take(pa.array(members.first[members.person])).to_pylist()
    return [
        replace(item, truth=ids[dirt.lines.member[item.line]]) if item.rule == "merged_member" else item
        for item in planted
    ]


def write_others(folder: Path, plan: SamplePlan, chunk: Chunk, planted: list[Planting]) -> dict[str, int]:
    """Add a chunk's customers and their truth; rows written by file key."""
    language = plan.language
    profiles = make_profiles(plan, chunk.place, chunk.people, chunk.members, chunk.n_orders())
    truth = customer_truth(plan, chunk.people, chunk.members, chunk.last_days())
    if customers_key(plan) == "customers_text":
        rows = {"customers_text": append_table(folder, "customers_text", language, profiles)}
    else:
        rows = {"customers": write_workbook(folder, language, profiles)}
    messages, needs = make_messages(plan, chunk.place, chunk.people, chunk.members)
    tables = {
        "feedback": make_feedback(plan, chunk.place, chunk.people, chunk.members),
        "events": make_events(plan, chunk.place, chunk.people, chunk.members),
        "messages": messages,
        "customer_truth": truth,
        "message_truth": needs,
    }
    if not chunk.place:  # the experts judged customers of the first part only
        tables["labels"] = make_labels(plan, chunk.people, chunk.members, chunk.last_days())
    rows |= {key: append_table(folder, key, language, columns) for key, columns in tables.items()}
    return rows | {"dirt_truth": add_dirt(folder, plan, planted)}
