"""The restricted cards of key customers: who they are by the plan, and what every table says of each."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import ibis

from segkit.engine import fetch_rows
from segkit.facts import Action, Report
from segkit.report.dossiers import Answer, Dossier, render_dossiers
from segkit.report.story.lookup import actions_by_rank
from segkit.source.masks import mask
from segkit.steps.printing import applied_words, brand_of
from segkit.steps.stage import Stage
from segkit.steps.voices import voice
from segkit.strategy.control import CONTROL
from segkit.strategy.work_lists import DUE_DAYS

if TYPE_CHECKING:
    from ibis.expr.types import Table

MONTHS, MESSAGES, LONGEST = 24, 3, 90  # of history; of a customer's last; signs of one
NUMBER = re.compile(r"[0-9０-９](?:[ \-]?[0-9０-９]){6,}|[\w.+\-]+@[\w.\-]+")  # what may reach or name a person
ASPECTS = ("quality", "delivery", "service", "price", "packaging")
MOST_ROWS = 100_000  # of a table about so few customers


def write_dossiers(stage: Stage, report: Report, contacts: "Table") -> None:
    """`dossiers.<language>.pdf` in the restricted folder, where the study asks for cards and there is anybody.

    Parameters
    ----------
    contacts
        One row per customer: SCORES, a column per scheme, `segment` of the main one, `is_control`, and what is known of
        name, city, store and salesperson.
    """
    dossiers = key_customers(stage, report, contacts) if stage.study.report.dossiers else ()
    for language in stage.study.languages if dossiers else ():
        words = applied_words(stage, report).voice(voice(stage, language))
        content = render_dossiers(dossiers, report, brand_of(stage), words)
        (stage.run.restricted / f"dossiers.{language}.pdf").write_bytes(content)


def key_customers(stage: Stage, report: Report, contacts: "Table") -> tuple[Dossier, ...]:
    """The largest customers by net spend (ties: by id) of the segments that the plan treats first."""
    most = stage.study.report.dossiers
    chosen = contacts.filter(contacts.segment.isin(plan_first(report)))
    people = fetch_rows(chosen.order_by([ibis.desc("monetary"), "customer_id"]).limit(most), at_most=most)
    writer = _Reader(stage, report, [one["customer_id"] for one in people])
    return tuple(writer.dossier(one) for one in people)


def plan_first(report: Report) -> tuple[str, ...]:
    """The segments that the board is asked to decide on; without decisions the first three lines of the playbook."""
    asked = tuple(one.segment for one in report.decisions if one.segment)
    return asked or tuple(line.segment for line in actions_by_rank(report)[:3])


def masked(text: str) -> str:
    """A message with long numbers and addresses masked, cut where it is long, on one line."""
    plain = NUMBER.sub(lambda found: mask(found[0]), " ".join(text.split()))
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


class _Reader:
    """What the tables say of the chosen customers, fetched once for all of them."""

    def __init__(self, stage: Stage, report: Report, ids: list[str]) -> None:
        self.stage, self.report, self.ids = stage, report, ids
        self.months = self._by_customer(self._bought())
        self.answers = self._by_customer(self._answered())
        self.messages = self._by_customer(self._written())
        self.lines = {line.segment: line for line in report.actions}

    def dossier(self, one: dict[str, Any]) -> Dossier:
        """The card of one customer, a row of the contacts."""
        name, action = one["customer_id"], self.lines.get(one["segment"])
        return Dossier(
            customer_id=name,
            name=one.get("customer_name") or "",
            places=tuple(one[place] for place in ("city", "store") if one.get(place)),
            owner=one.get("owner") or one.get("store") or "",
            segment=one["segment"],
            monetary=one["monetary"],
            monetary_12m=one["monetary_12m"],
            frequency=one["frequency"],
            recency_days=one["recency_days"],
            first_date=one["first_date"],
            last_date=one["last_date"],
            months=tuple(self._history(name)),
            classes=tuple((scheme.id, one[scheme.id]) for scheme in self.report.schemes if one.get(scheme.id)),
            answer=self._answer(name),
            messages=tuple((row["sent_at"].date(), masked(row["text"])) for row in self.messages.get(name, [])),
            action=action,
            due=self._due(action),
            is_control=bool(one.get(CONTROL)),
        )

    def _by_customer(self, rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            found.setdefault(row["customer_id"], []).append(row)
        return found

    def _bought(self) -> list[dict[str, Any]]:
        days = self.stage.table("days")
        own = days.filter(days.customer_id.isin(self.ids))
        sums = own.group_by("customer_id", month=own.order_date.truncate("M")).aggregate(revenue=own.revenue.sum())
        return fetch_rows(sums, at_most=MOST_ROWS)

    def _history(self, name: str) -> Iterator[tuple[date, Decimal]]:
        """Every month up to the as-of day, also those without a purchase."""
        known = {(row["month"].year, row["month"].month): row["revenue"] for row in self.months.get(name, [])}
        last = self.stage.as_of.year * 12 + self.stage.as_of.month - 1
        for at in range(last - MONTHS + 1, last + 1):
            year, month = at // 12, at % 12 + 1
            yield date(year, month, 1), known.get((year, month), Decimal(0))

    def _answered(self) -> list[dict[str, Any]]:
        if not self.stage.has("feedback"):
            return []
        table = self.stage.table("feedback")
        own = table.filter(table.customer_id.isin(self.ids), table.satisfaction.notnull())
        return fetch_rows(own, at_most=MOST_ROWS)

    def _answer(self, name: str) -> Answer | None:
        """The answer of the latest day, of several on that day the lowest."""
        rows = self.answers.get(name)
        if not rows:
            return None
        latest = max(rows, key=lambda row: (row["answered_date"] or date.min, -row["satisfaction"]))
        score = latest["satisfaction"]
        weak = tuple((aspect, latest[aspect]) for aspect in ASPECTS if latest.get(aspect) is not None)
        feedback = self.stage.study.sources.feedback
        scale = (feedback.scale if feedback else None) or (1.0, 5.0)
        lower = tuple(pair for pair in weak if pair[1] < score)
        return Answer(latest["answered_date"], score, scale, lower, masked(latest.get("comment") or ""))

    def _written(self) -> list[dict[str, Any]]:
        """The last messages of each, newest first."""
        if not self.stage.has("messages"):
            return []
        table = self.stage.table("messages")
        own = table.filter(table.customer_id.isin(self.ids), table.text.notnull())
        window = ibis.window(group_by="customer_id", order_by=[ibis.desc("sent_at"), "text"])
        placed = own.mutate(place=ibis.row_number().over(window))
        return fetch_rows(placed.filter(placed.place < MESSAGES).order_by("customer_id", "place"), at_most=MOST_ROWS)

    def _due(self, action: Action | None) -> date | None:
        days = DUE_DAYS.get(action.objective) if action else None
        return None if days is None else self.stage.as_of + timedelta(days=days)
