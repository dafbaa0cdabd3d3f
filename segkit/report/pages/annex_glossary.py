"""The annex's glossary: the report's terms in both languages, each with its meaning in the report's."""

from collections.abc import Iterator

from segkit.report.exhibits import page_number
from segkit.report.pages.frame import Frame
from segkit.report.story.lookup import value_scheme
from segkit.report.view import Definitions
from segkit.wording import Wording

TERMS = (
    "recency",
    "frequency",
    "monetary",
    "cut_point",
    "main_scheme",
    "at_risk",
    "repeat_rate",
    "holdout",
    "break_even",
    "control",
    "detectable",
    "index",
    "lift",
    "accuracy",
    "precision",
    "recall",
    "f1",
    "ari",
    "auc",
    "silhouette",
    "ch",
    "db",
    "quarantine",
    "hidden",
)


def glossary(frame: Frame) -> Definitions:
    """Every term that the report uses without explaining it on the spot."""
    terms = tuple(_term(frame))
    return Definitions(frame.say("annex_glossary.1.title"), terms)


def _term(frame: Frame) -> Iterator[tuple[str, str]]:
    """Each term in both languages, with its meaning in the report's."""
    other = Wording("en" if frame.words.language == "zh-CN" else "zh-CN")
    n = frame.report.meta.smallest_group
    for term in TERMS:
        name = f"{frame.say(f'term.{term}', n=n)} · {other(f'report.term.{term}', n=n)}"
        yield name, _meaning(frame, term)


def _meaning(frame: Frame, term: str) -> str:
    """What a term means in this report."""
    is_joined = term == "main_scheme" and value_scheme(frame.report) != frame.report.meta.primary
    part = "tiers" if is_joined else "means"
    pages = {"first": page_number("pyramid"), "second": page_number("satisfaction")} if is_joined else {}
    return frame.say(f"term.{term}.{part}", n=frame.report.meta.smallest_group, **pages)
