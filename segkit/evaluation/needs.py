"""Needs told by words and needs told by a trained classifier, on the same customers that an expert has labelled."""

from collections import Counter
from collections.abc import Callable, Sequence

from scipy.stats import binomtest

from segkit.evaluation.labels import score_pairs
from segkit.evaluation.messages import Tell, told_unseen
from segkit.facts import Gap, LabelTest, NeedTest

PARTS = 5  # of the sample; each is asked of a learner that saw the other four
MOST_LABELLED = 5_000
Case = tuple[str, str, str]  # the expert's segment, the words' segment, what the customer wrote


def need_test(
    scheme: str, cases: Sequence[Case], order: Sequence[str], fit: Callable[[Sequence[str], Sequence[str]], Tell]
) -> NeedTest | Gap:
    """Both ways on `cases`: accuracy, precision, recall and F1, and whether they differ beyond chance.

    Parameters
    ----------
    order
        The scheme's segments, for the order of the classes.
    fit
        Learns from texts and labels, and returns what tells labels of texts.

    Returns
    -------
    Labels that fewer than five customers have cannot be learned and are left out for both; with fewer than two others
    there is no learner, and the words stand alone on all cases. A gap without cases, or where labels and segments have
    nothing in common.

    References
    ----------
    McNemar (1947), in its exact form: a binomial test over customers whom only one of the two places rightly.
    """
    often = Counter(label for label, _, _ in cases)
    kept = [case for case in cases if often[case[0]] >= PARTS]
    if len({label for label, _, _ in kept}) < 2:
        kept, told = list(cases), None
    else:
        told = told_unseen([text for _, _, text in kept], [label for label, _, _ in kept], fit, parts=PARTS)
    rules = score_pairs(scheme, dict(Counter((label, segment) for label, segment, _ in kept)), order)
    if isinstance(rules, Gap):
        return rules
    learned = None if told is None else _scored(scheme, kept, told, order)
    alone = _alone(kept, told or [])
    return NeedTest(scheme, rules, learned, *alone, chance=_chance(*alone))


def _scored(scheme: str, kept: Sequence[Case], told: Sequence[str], order: Sequence[str]) -> LabelTest | None:
    found = score_pairs(scheme, dict(Counter((case[0], said) for case, said in zip(kept, told, strict=True))), order)
    return None if isinstance(found, Gap) else found


def _alone(kept: Sequence[Case], told: Sequence[str]) -> tuple[int, int]:
    """Customers whom only the words, and whom only the learner places rightly."""
    pairs = [(case[1] == case[0], said == case[0]) for case, said in zip(kept, told, strict=False)]
    return pairs.count((True, False)), pairs.count((False, True))


def _chance(only_rules: int, only_learned: int) -> float:
    n = only_rules + only_learned
    return round(float(binomtest(only_rules, n).pvalue), 6) if n else 1.0
