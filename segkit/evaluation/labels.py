"""The first honest part: a scheme against customers that an expert has labelled."""

from collections.abc import Mapping, Sequence

from ibis.expr.types import Table

from segkit.evaluation.agreement import Counts, as_matrix, match_groups, pair_counts
from segkit.evaluation.figures import Grouping
from segkit.facts import Gap, LabelScore, LabelTest


def label_test(labels: Table, grouping: Grouping, *, names: Mapping[str, str], is_clusters: bool) -> LabelTest | Gap:
    """Accuracy, precision, recall and F1 of a scheme over the expert's sample.

    Parameters
    ----------
    labels
        One row per labelled customer: customer_id, label. Customers without a segment are not counted.
    names
        Label as the expert wrote it -> segment id; a label that is absent stands for itself.
    is_clusters
        Clusters have no meaning of their own: each is first matched to one label (`LabelTest.matched`); a cluster
        that is left over keeps its id and is always wrong.

    Returns
    -------
    Classes in the scheme's order, then others by name; `macro_f1` is the mean over the classes the expert used. A
    precision without predictions, or a recall without labels, is 0. Exempt from the smallest group: the sample is the
    expert's own (pages hide what is small). A gap where nobody is labelled, or where labels and segments have nothing
    in common.
    """
    pairs = _renamed(_label_pairs(labels, grouping), names)
    if not pairs:
        return Gap("labels", "no_labelled_customers", {"scheme": grouping.scheme})
    matched = _match(pairs) if is_clusters else {}
    return score_pairs(grouping.scheme, _predicted_as(pairs, matched), grouping.order, matched=matched)


def score_pairs(
    scheme: str, pairs: dict[tuple[str, str], int], order: Sequence[str], *, matched: dict[str, str] | None = None
) -> LabelTest | Gap:
    """Accuracy, precision, recall and F1 from counts of label and prediction.

    Returns
    -------
    Classes in `order`, then others by name. A gap where there are no pairs, or where labels and predictions have
    nothing in common.
    """
    used, predicted = ({pair[side] for pair in pairs} for side in (0, 1))
    if not used & predicted:
        return Gap("labels", "no_common_label", {"scheme": scheme})
    classes = [name for name in order if name in used | predicted]
    classes += sorted((used | predicted) - set(classes))
    return _scored(scheme, as_matrix(pairs, classes, classes), tuple(classes), matched or {})


def _label_pairs(labels: Table, grouping: Grouping) -> dict[tuple[str, str], int]:
    people = grouping.members()
    return pair_counts(labels.join(people, "customer_id").select("label", "segment"), "label", "segment")


def _renamed(pairs: dict[tuple[str, str], int], names: Mapping[str, str]) -> dict[tuple[str, str], int]:
    renamed: dict[tuple[str, str], int] = {}
    for (label, segment), n in pairs.items():
        pair = names.get(label, label), segment
        renamed[pair] = renamed.get(pair, 0) + n
    return renamed


def _match(pairs: dict[tuple[str, str], int]) -> dict[str, str]:
    rows, columns = (sorted({pair[side] for pair in pairs}) for side in (0, 1))
    return match_groups(as_matrix(pairs, rows, columns), rows, columns)


def _predicted_as(pairs: dict[tuple[str, str], int], matched: dict[str, str]) -> dict[tuple[str, str], int]:
    return {(label, matched.get(segment, segment)): n for (label, segment), n in pairs.items()}


def _scored(scheme: str, counts: Counts, classes: tuple[str, ...], matched: dict[str, str]) -> LabelTest:
    rows = tuple(_score(counts, place, name) for place, name in enumerate(classes))
    used = [row for row in rows if row.n]
    return LabelTest(
        scheme=scheme,
        n=int(counts.sum()),
        accuracy=round(float(counts.trace() / counts.sum()), 6),
        macro_f1=round(sum(row.f1 for row in used) / len(used), 6),
        rows=rows,
        labels=classes,
        confusion=tuple(tuple(int(n) for n in row) for row in counts),
        matched=matched,
    )


def _score(counts: Counts, place: int, name: str) -> LabelScore:
    right, labelled, predicted = counts[place, place], counts[place].sum(), counts[:, place].sum()
    precision, recall = (float(right / whole) if whole else 0.0 for whole in (predicted, labelled))
    f1 = float(2 * right / (labelled + predicted)) if labelled + predicted else 0.0
    return LabelScore(name, int(labelled), round(precision, 6), round(recall, 6), round(f1, 6))
