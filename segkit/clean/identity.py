"""Who is who: ids written alike, and one person with several member numbers. Runs on DuckDB only."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from segkit.clean.tables import store
from segkit.engine import fetch_one

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import StringValue, Table

Plain = Callable[["StringValue"], "StringValue"]  # how an id is written before two are compared
MOST_SHARED = 20  # a key on more member numbers than this is a shop's own phone, not a person's
# Soft hyphen, joiners, direction marks, byte order mark: nobody sees them, and they make two ids of one.
INVISIBLE = "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
FULL_WIDTH = "".join(map(chr, range(0xFF01, 0xFF5F))) + "\u3000\u00a0"
HALF_WIDTH = "".join(map(chr, range(0x21, 0x7F))) + "  "
# What the engine itself writes plainly: ASCII, the signs above, invisible ones, and characters that NFKC leaves alone.
MOVABLE = f"^[ -~{FULL_WIDTH[0]}-{FULL_WIDTH[-3]}{FULL_WIDTH[-2:]}\u4e00-\u9fff{INVISIBLE[1:-1]}]*$"
# What a true key looks like once its spaces, dashes and +86 are gone. Masked ones (138****1234) are none.
KEY_FORMS = {"mobile": "^[0-9]{7,15}$", "unionid": "^[A-Z0-9_]{7,64}$", "credit_code": "^[0-9A-Z]{15,18}$"}


@dataclass(frozen=True)
class Identity:
    """The member numbers that belong together.

    `mapping` has one row per member number that shares its key with another: member, customer_id (the number that
    was seen first). Keys left alone: `fake_keys` no real key by its looks, `shared_keys` on more than `MOST_SHARED`
    numbers, `doubtful_members` numbers with more than one key of the same kind.
    """

    key: str
    mapping: "Table"
    n_members: int
    n_people: int
    fake_keys: int
    shared_keys: int
    doubtful_members: int


@ibis.udf.scalar.pyarrow
def _plain(text: str) -> str:
    shown = pc.replace_substring_regex(pc.utf8_normalize(_as_array(text), "NFKC"), INVISIBLE, "")
    return pc.utf8_trim_whitespace(shown)


def _as_array(text: pa.ChunkedArray | pa.Array) -> pa.Array:
    return text.combine_chunks() if isinstance(text, pa.ChunkedArray) else text


def plain_text(text: "StringValue") -> "StringValue":
    """`text` in NFKC, trimmed, without invisible marks; null stays null.

    Visible ASCII is plain already: ten million such ids cost 0.3 s. Full-width ASCII, blanks and invisible marks, the
    commonest other writing, are moved by the engine itself; only what is left goes to pyarrow, a call of Python per two
    thousand rows during which the other thread waits (ten million ids, one in two thousand left: 1.5 s of it).
    """
    moved = text.re_replace(INVISIBLE, "").translate(FULL_WIDTH, HALF_WIDTH).strip()
    other = ibis.ifelse(text.re_search(MOVABLE), moved, _plain(text))
    return ibis.ifelse(text.re_search("[^!-~]"), other, text)


def as_written(text: "StringValue") -> "StringValue":
    """`text` to the last sign: for a company whose member numbers differ by a blank or by full width."""
    return text


ID_FORMS: dict[str, Plain] = {"plain": plain_text, "as_written": as_written}


def stripped(text: "StringValue") -> "StringValue":
    """`text` without outer blanks; looking for any first takes a third of the time that stripping all takes."""
    return ibis.ifelse(text.re_search(r"[ \t\n\r\v\f]"), text.strip(), text)


def apply_identity(table: "Table", identity: Identity | None, plain_id: Plain = plain_text) -> "Table":
    """`table` with its customer_id by `plain_id` and merged as in `identity`; rows without one keep null."""
    plain = table.mutate(customer_id=plain_id(table.customer_id).nullif(""))
    if identity is None:
        return plain
    mapping = identity.mapping.select(_member="member", _person="customer_id")
    joined = plain.left_join(mapping, plain.customer_id == mapping._member)
    return joined.mutate(customer_id=ibis.coalesce(joined._person, joined.customer_id)).drop("_member", "_person")


def plain_key(text: "StringValue", key: str) -> "StringValue":
    """A mobile, unionid or credit code without spaces, dashes and country code; what is no key becomes null."""
    bare = plain_text(text).re_replace(r"[\s\-()]", "")
    bare = bare.re_replace(r"^(\+|00)?86(1[0-9]{10})$", r"\2") if key == "mobile" else bare.upper()
    is_key = bare.re_search(KEY_FORMS[key]) & ~bare.re_search(_one_sign(key))
    return ibis.ifelse(is_key, bare, ibis.null("string"))


def _one_sign(key: str) -> str:
    signs = "0123456789" if key == "mobile" else "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_"
    return "|".join(f"^{sign}+$" for sign in signs)


def fit_identity(engine: "BaseBackend", pairs: "Table", seen: "Table", key: str, folder: Path) -> Identity:
    """Group the member numbers that share a key.

    Parameters
    ----------
    pairs
        member, key: every member number with the key as it was written, from master and orders, repeats welcome.
    seen
        member, first_date: when each number joined or first ordered; a number without a date comes last.

    Returns
    -------
    A group's customer_id is the number seen first; of those seen on one day, the smallest.
    """
    keys = pairs.filter(pairs.key.strip() != "").mutate(plain=plain_key(pairs.key, key)).distinct()
    keys = store(engine, keys, folder / "working" / "keys.parquet")
    single = (
        keys.filter(keys.plain.notnull())
        .group_by("member")
        .aggregate(n=lambda t: t.plain.nunique(), plain=lambda t: t.plain.min())
    )
    sizes = single.filter(single.n == 1).group_by("plain").aggregate(size=lambda t: t.count())
    groups = sizes.filter((sizes.size > 1) & (sizes.size <= MOST_SHARED))
    mapping = store(engine, _first_seen(single.filter(single.n == 1), groups, seen), folder / "identity.parquet")
    figures = fetch_one(mapping.aggregate(n_members=mapping.count(), n_people=mapping.customer_id.nunique()))
    return Identity(
        key=key,
        mapping=mapping,
        **figures,
        fake_keys=_count(keys.filter(keys.plain.isnull()).select("key").distinct()),
        shared_keys=_count(sizes.filter(sizes.size > MOST_SHARED)),
        doubtful_members=_count(single.filter(single.n > 1)),
    )


def _first_seen(members: "Table", groups: "Table", seen: "Table") -> "Table":
    """member, customer_id of all members in `groups`."""
    grouped = members.semi_join(groups, "plain").left_join(seen, "member").drop("member_right")
    window = ibis.window(group_by="plain", order_by=[grouped.first_date.asc(nulls_first=False), grouped.member])
    return grouped.select("member", customer_id=grouped.member.first().over(window))


def _count(table: "Table") -> int:
    return int(fetch_one(table.aggregate(n=table.count()))["n"])
