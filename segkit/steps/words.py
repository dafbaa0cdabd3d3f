"""What words over messages do in this study: which groups claim the same messages, and how they fare with an expert."""

from collections.abc import Iterator, Mapping, Sequence

from segkit.engine import fetch_rows
from segkit.evaluation.needs import MOST_LABELLED, need_test
from segkit.evaluation.shown import shown
from segkit.facts import Gap, NeedTest, Text, WordConflict
from segkit.segments.inputs import scheme_inputs
from segkit.segments.keywords import KeywordGroup, groups_of, keyword_conflicts, read_groups
from segkit.segments.standard import KeywordsScheme, Scheme
from segkit.segments.text_model import fit_text_model
from segkit.steps import grouping as groups
from segkit.steps.stage import Stage
from segkit.wording import LANGUAGES, Wording

NEED = "main_need"
MOST_MESSAGES = 200_000  # of labelled customers


def groups_behind(scheme: Scheme) -> tuple[KeywordGroup, ...]:
    """The groups of words that a scheme rests on: its own, or the ready ones of needs; none without messages."""
    if isinstance(scheme, KeywordsScheme):
        return groups_of(scheme)
    return read_groups("needs") if NEED in scheme_inputs(scheme) else ()


def word_conflicts(stage: Stage, schemes: Sequence[Scheme]) -> tuple[WordConflict, ...]:
    """Groups of words that claim the same messages, scheme by scheme, most messages first; nothing without messages."""
    if not stage.has("messages"):
        return ()
    return tuple(one for scheme in schemes for one in _conflicts(stage, scheme))


def _conflicts(stage: Stage, scheme: Scheme) -> Iterator[WordConflict]:
    asked = groups_behind(scheme)
    if not asked:
        return
    names, messages = _names(scheme, asked), stage.table("messages")
    for one in keyword_conflicts(messages, asked):
        n = shown(one.n_messages, one.n_customers, stage.study.privacy.smallest_group)
        yield WordConflict(scheme.id, _joined([names[group] for group in one.groups]), names[one.groups[0]], n)


def _names(scheme: Scheme, asked: Sequence[KeywordGroup]) -> dict[str, Text]:
    if isinstance(scheme, KeywordsScheme):
        return {one.id: dict(one.name) for one in scheme.segments}
    return {one.id: {language: Wording(language)(f"charts.need.{one.id}") for language in LANGUAGES} for one in asked}


def _joined(names: Sequence[Text]) -> Text:
    marks = {"zh-CN": "、", "en": ", "}
    return {language: marks[language].join(name[language] for name in names) for language in LANGUAGES}


def need_tests(stage: Stage, named: Mapping[str, Mapping[str, str]]) -> tuple[NeedTest, ...]:
    """Each scheme that rests on messages against an expert's sample of needs; nothing where labels are of other things.

    Parameters
    ----------
    named
        Scheme to the words that its segments are called by, and the segment each of them means.
    """
    if not (stage.has("labels") and stage.has("messages")):
        return ()
    fitted = groups.fitted_schemes(stage)
    asked = [name for name, one in fitted.items() if name in named and groups_behind(one.scheme)]
    found = (_need_test(stage, name, named[name]) for name in asked)
    return tuple(one for one in found if isinstance(one, NeedTest))


def _need_test(stage: Stage, scheme: str, names: Mapping[str, str]) -> NeedTest | Gap:
    grouping = groups.today(stage, scheme)
    labels = stage.table("labels").filter(lambda rows: rows.label.isin(sorted({*names, *names.values()})))
    people = labels.join(grouping.members(), "customer_id").select("customer_id", "label", "segment")
    people = people.order_by("customer_id").limit(MOST_LABELLED)
    messages = stage.table("messages").semi_join(people, "customer_id").filter(lambda rows: rows.text.notnull())
    written = fetch_rows(messages.select("customer_id", "sent_at", "text"), at_most=MOST_MESSAGES)
    texts: dict[str, list[str]] = {}
    for row in sorted(written, key=lambda row: (str(row["sent_at"]), row["text"])):
        texts.setdefault(row["customer_id"], []).append(row["text"])
    labelled = [one for one in fetch_rows(people, at_most=MOST_LABELLED) if one["customer_id"] in texts]
    cases = [
        (names.get(one["label"], one["label"]), one["segment"], "\n".join(texts[one["customer_id"]]))
        for one in labelled
    ]
    return need_test(scheme, cases, grouping.order, lambda seen, labels: fit_text_model(seen, labels).tell)
