"""Rules over messages against messages that somebody has labelled: per group, per word, and beside what is learned."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sklearn.model_selection import GroupKFold, StratifiedKFold

from segkit.evaluation.labels import score_pairs
from segkit.facts import Gap, LabelTest

NO_GROUP = "none"
Tell = Callable[[Sequence[str]], Sequence[str]]  # labels of texts, in order


@dataclass(frozen=True)
class WordScore:
    """One word of a group: messages that hold it, and the share of them that are labelled as the group."""

    group: str
    word: str
    n: int
    precision: float
    recall: float  # the share of the group's labelled messages that hold the word


def score_groups(scheme: str, pairs: Iterable[tuple[str, str | None]], groups: Sequence[str]) -> LabelTest | Gap:
    """Accuracy, precision, recall and F1 of rules over labelled messages.

    Parameters
    ----------
    pairs
        Per message its label and the group that the rules gave it; None where no rule fits, which is always wrong.

    Returns
    -------
    As `evaluation.labels.label_test`: groups in their order, then what else occurs; a gap without messages, or where
    labels and groups have nothing in common.
    """
    counts = Counter((label, group or NO_GROUP) for label, group in pairs)
    return score_pairs(scheme, dict(counts), groups)


def score_words(found: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> tuple[WordScore, ...]:
    """Precision and recall of every word that occurs, most messages first, equal ones by group and word.

    `found`: per message its label, and each group and word that it holds. A word that never occurs is not listed.
    """
    known = list(found)
    labelled = Counter(label for label, _ in known)
    n = Counter(hit for _, hits in known for hit in set(hits))
    right = Counter(hit for label, hits in known for hit in set(hits) if hit[0] == label)
    ranked = sorted(n, key=lambda hit: (-n[hit], hit))
    return tuple(
        WordScore(
            group=group,
            word=word,
            n=n[group, word],
            precision=round(right[group, word] / n[group, word], 6),
            recall=round(right[group, word] / max(labelled[group], 1), 6),
        )
        for group, word in ranked
    )


def told_unseen(
    texts: Sequence[str],
    labels: Sequence[str],
    fit: Callable[[Sequence[str], Sequence[str]], Tell],
    *,
    families: Sequence[str] | None = None,
    parts: int = 5,
) -> list[str]:
    """What a learner says of each text when it has learned from the other parts only (cross-validation).

    Parameters
    ----------
    fit
        Learns from texts and labels, and returns what tells labels of texts.
    families
        The kind of wording of each text, where texts are written from patterns: a pattern is never learned from and
        asked in the same round. Left out, parts are drawn by label.

    Raises
    ------
    ValueError
        There are fewer texts of a label, or fewer families, than parts.
    """
    told = [""] * len(texts)
    splitter = GroupKFold(parts) if families else StratifiedKFold(parts, shuffle=True, random_state=0)
    for learned, asked in splitter.split(list(texts), list(labels), families):
        tell = fit([texts[i] for i in learned], [labels[i] for i in learned])
        for i, label in zip(asked, tell([texts[i] for i in asked]), strict=True):
            told[i] = label
    return told
