"""Lists written by people follow merged member numbers: who was entered under either number is the same customer."""

from collections.abc import Iterable

import ibis

from segkit.engine import fetch_rows
from segkit.steps.stage import Stage


def merged_into(stage: Stage, ids: Iterable[str]) -> dict[str, str]:
    """Those of the ids that were merged into another customer's, each with that customer's; empty without merges."""
    asked = sorted(set(ids))
    if not asked or not stage.has("identity"):
        return {}
    mapping = stage.table("identity")
    listed = ibis.memtable([{"member": one} for one in asked], schema={"member": "string"})
    rows = fetch_rows(mapping.semi_join(listed, "member").select("member", "customer_id"), at_most=len(asked))
    return {row["member"]: row["customer_id"] for row in rows}
