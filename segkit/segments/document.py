"""What is wrong with a standard as people read it: names that stand twice, names that hurt, days that are over."""

from collections import Counter
from collections.abc import Iterator, Sequence

from segkit.segments.findings import LintFinding
from segkit.segments.standard import ColumnScheme, Scheme, Standard, segments_of

# Words that no customer may read about himself on a card or hear from an assistant.
UNKIND = {
    "zh-CN": ("低价值", "低端", "流失", "挽留", "沉睡", "预警", "风险", "无效"),
    "en": ("low value", "low-value", "lost", "churn", "at risk", "hibernat", "asleep", "worthless"),
}


def name_findings(schemes: Sequence[Scheme]) -> Iterator[LintFinding]:
    """Chinese segment names of two schemes or two segments, and public names that say what no customer may hear."""
    named = Counter(name for scheme in schemes for name in {one.name["zh-CN"] for one in segments_of(scheme)})
    for scheme in schemes:
        shared = tuple(one.id for one in segments_of(scheme) if named[one.name["zh-CN"]] > 1)
        if shared and not isinstance(scheme, ColumnScheme):
            yield LintFinding("same_name", "warning", scheme.id, shared)
        yield from _twins(scheme)
        for one in segments_of(scheme):
            words = tuple(word for language, said in one.public_name.items() for word in _unkind(said, language))
            if words:
                yield LintFinding("unkind_name", "warning", scheme.id, (one.id,), words)


def _twins(scheme: Scheme) -> Iterator[LintFinding]:
    for language in ("zh-CN", "en"):
        owners: dict[str, list[str]] = {}
        for one in segments_of(scheme):
            owners.setdefault(one.name[language].strip(), []).append(one.id)
        for name, segments in owners.items():
            if len(segments) > 1:
                yield LintFinding("twin_name", "error", scheme.id, tuple(segments), (name,))
                return


def _unkind(said: str, language: str) -> tuple[str, ...]:
    return tuple(word for word in UNKIND[language] if word in said.lower())


def day_findings(standard: Standard) -> Iterator[LintFinding]:
    """Overrides that ended before the standard was approved, and a review that was due by then."""
    if standard.approved_on is None:
        return
    for at, one in enumerate(standard.overrides):
        if one.until < standard.approved_on:
            where = ("overrides", at, "until")
            yield LintFinding("override_ended", "warning", one.scheme, (one.segment,), (str(one.until),), where)
    if standard.review_date <= standard.approved_on:
        yield LintFinding("review_over", "warning", "", (), (str(standard.review_date),), ("review_date",))
