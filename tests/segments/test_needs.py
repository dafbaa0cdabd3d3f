"""How well rules and a trained classifier tell what a message is about, on messages nobody tuned them on."""

import csv
import hashlib
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from segkit.evaluation.messages import score_groups, score_words, told_unseen
from segkit.segments.keywords import message_group, message_words, read_groups
from segkit.segments.text_model import fit_text_model
from segkit.source.sample.words import read_words
from tests.conftest import ROOT

NEEDS = ("service", "product", "information")
OPINIONS = ("dissatisfied", "satisfied")


def learn(texts, labels):
    return fit_text_model(texts, labels).tell


def read(path, **options):
    with Path(path).open(encoding="utf-8-sig", newline="", **options) as file:
        return list(csv.DictReader(file))


def is_held_out(text):
    return hashlib.md5(text.encode(), usedforsecurity=False).digest()[0] % 2 == 1


def f1(pairs, groups):
    return score_groups("test", pairs, groups).macro_f1


def by_rules(texts, groups):
    return [message_group(text, groups) for text in texts]


def wordings():
    """Every pattern of the sample's messages: need, number, and what finds the messages written from it."""
    for need in NEEDS:
        for number, pattern in enumerate(read_words("messages")[need]):
            yield need, number, re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(pattern["zh-CN"])))


@pytest.fixture(scope="module")
def planted():
    """The sample's messages as (text, need, wording); the rules were written with the even wordings in view."""
    truth = {row["消息编号"]: row["需求代号"] for row in read(ROOT / "data/sample/truth/私信真值.csv")}
    known = list(wordings())
    found = []
    for row in read(ROOT / "data/sample/私信.csv"):
        need, text = truth[row["消息编号"]], row["内容"]
        number = next(number for one, number, pattern in known if one == need and pattern.search(text))
        found.append((text, need, f"{need}{number}"))
    return found


def is_unseen(wording):
    return int(re.sub(r"\D", "", wording)) % 2 == 1


def test_the_planted_needs_are_found_by_the_rules(planted, tell):
    told = [(need, message_group(text, read_groups("needs")), wording) for text, need, wording in planted]
    figures = {
        "all": f1([one[:2] for one in told], NEEDS),
        "held-out wordings": f1([one[:2] for one in told if is_unseen(one[2])], NEEDS),
        "wordings in view": f1([one[:2] for one in told if not is_unseen(one[2])], NEEDS),
    }
    tell(f"need, planted messages ({len(told)}), rules, macro F1: {figures}")
    assert figures["all"] >= 0.90
    assert figures["held-out wordings"] >= 0.80


def test_a_classifier_is_judged_on_wordings_it_has_not_seen(planted, tell):
    texts, needs, wordings_of = zip(*planted, strict=True)
    new = f1(zip(needs, told_unseen(texts, needs, learn, families=wordings_of, parts=7), strict=True), NEEDS)
    known = f1(zip(needs, told_unseen(texts, needs, learn, parts=7), strict=True), NEEDS)
    rules = f1(zip(needs, by_rules(texts, read_groups("needs")), strict=True), NEEDS)
    learned = f"classifier {new} on new wordings, {known} on known ones"
    tell(f"need, planted messages, 7-fold macro F1: {learned}; rules {rules}")
    assert known >= 0.90
    assert new < known  # what it learns of patterns it has seen says little of messages it has not


def test_every_word_that_occurs_has_its_precision_and_recall(planted, tell):
    groups = read_groups("needs")
    scores = score_words((need, message_words(text, groups)) for text, need, _ in planted)
    tell("need, planted messages, words held by most: " + "; ".join(map(str, scores[:5])))
    assert all(0 <= one.precision <= 1 and 0 <= one.recall <= 1 and one.n for one in scores)


@pytest.fixture(scope="module")
def bank(shared_data):
    """Bank customers' messages as (text, need)."""
    mapping = YAML(typ="safe").load((ROOT / "tests/segments/needs_of_intents.yml").read_text(encoding="utf-8"))
    need_of = {intent: need for need, intents in mapping.items() for intent in intents}
    return [(row["text"], need_of[row["category"]]) for row in read(shared_data / "messages-en" / "train.csv")]


@pytest.mark.slow
def test_needs_of_bank_customers_are_told(bank, tell):
    """The rules speak of shops, not of banks: the classifier must be better, and both are far from perfect."""
    held = [one for one in bank if is_held_out(one[0])]
    seen = [one for one in bank if not is_held_out(one[0])]
    texts, needs = zip(*held, strict=True)
    rules = f1(zip(needs, by_rules(texts, read_groups("needs")), strict=True), NEEDS)
    learned = f1(zip(needs, learn(*zip(*seen, strict=True))(texts), strict=True), NEEDS)
    in_view = f1([(need, message_group(text, read_groups("needs"))) for text, need in seen], NEEDS)
    tell(f"need, messages-en, macro F1 on the held-out half ({len(held)}): rules {rules}, classifier {learned}")
    tell(f"need, messages-en, macro F1 on the other half ({len(seen)}): rules {in_view}")
    assert learned > rules


@pytest.mark.slow
def test_bank_customers_needs_are_cross_validated(bank, tell):
    texts, needs = zip(*bank, strict=True)
    learned = f1(zip(needs, told_unseen(texts, needs, learn), strict=True), NEEDS)
    rules = f1(zip(needs, by_rules(texts, read_groups("needs")), strict=True), NEEDS)
    tell(f"need, messages-en ({len(texts)}), 5-fold macro F1: classifier {learned}; rules {rules}")
    assert learned > rules


@pytest.fixture(scope="module")
def reviews(shared_data):
    """Take-away reviews as (text, opinion)."""
    rows = read(shared_data / "reviews-cn" / "waimai_10k.csv")
    return [(row["review"], OPINIONS[int(row["label"])]) for row in rows]


@pytest.mark.slow
def test_satisfaction_is_told_from_the_text_of_reviews(reviews, tell):
    groups = read_groups("opinions")
    held = [one for one in reviews if is_held_out(one[0])]
    seen = [one for one in reviews if not is_held_out(one[0])]
    texts, opinions = zip(*held, strict=True)
    rules = f1(zip(opinions, by_rules(texts, groups), strict=True), OPINIONS)
    learned = f1(zip(opinions, learn(*zip(*seen, strict=True))(texts), strict=True), OPINIONS)
    tell(f"satisfaction, reviews-cn, macro F1 on the held-out half ({len(held)}): rules {rules}, classifier {learned}")
    assert learned > rules
    every, label = zip(*reviews, strict=True)
    crossed = f1(zip(label, told_unseen(every, label, learn), strict=True), OPINIONS)
    tell(f"satisfaction, reviews-cn ({len(every)}), 5-fold macro F1: classifier {crossed}")


def test_the_mapping_names_every_intent_once(bank):
    assert {need for _, need in bank} == set(NEEDS)
    mapping = YAML(typ="safe").load((ROOT / "tests/segments/needs_of_intents.yml").read_text(encoding="utf-8"))
    intents = [intent for named in mapping.values() for intent in named]
    assert len(intents) == len(set(intents)) == 77
