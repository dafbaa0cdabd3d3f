"""What a class learned: forms A and B matched by anonymous code, Hake's gain with an interval, mistakes cured and left.

Shares are of items answered rightly. Taking off for guessing leaves the gain as it is as long as all items have
equally many options and none is left blank; so plain shares are used, and corrected marks are for grading alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from segkit.courseware.quiz.analysis import ItemFigures, analyse_items
from segkit.learn.quiz_forms import Answers, Form, score_sheet

SEED, RESAMPLES = 618, 4000
FEWEST_FOR_BAND = 10
LOW, HIGH = 0.3, 0.7


@dataclass(frozen=True)
class Sheet:
    """One filled sheet: the form's letter, the learner's anonymous code, the chosen places by item id."""

    form: str
    code: str
    answers: Answers


@dataclass(frozen=True)
class Mistake:
    """How many matched learners chose an option that names this misconception, before and after."""

    code: str
    before: int
    after: int


@dataclass(frozen=True)
class TopicShift:
    """Share right of a topic's items among matched learners, before and after."""

    topic: str
    before: float
    after: float


@dataclass(frozen=True)
class ClassGain:
    """What two forms say of a class.

    `before`, `after`: mean shares right of the learners that count. `gain` is None where nobody counts; `low`, `high`
    where fewer than two do; `band` (`low`, `medium`, `high`) where fewer than ten do. Those with full marks before
    could not gain: they are set aside. `left` handed in A only, `joined` B only; `doubled` codes stood on several
    sheets of a form and cannot be matched.
    """

    matched: int
    full_before: int
    left: int
    joined: int
    doubled: int
    before: float | None
    after: float | None
    gain: float | None
    low: float | None
    high: float | None
    band: str | None
    topics: tuple[TopicShift, ...]
    mistakes: tuple[Mistake, ...]
    items: Mapping[str, tuple[ItemFigures, ...]]
    corrected: Mapping[str, float | None]  # mean marks less guessing, as a share, of all sheets of a form
    sheets: Mapping[str, int]

    @property
    def counted(self) -> int:
        """Matched learners that could gain."""
        return self.matched - self.full_before


def class_gain(before: ArrayLike, after: ArrayLike) -> float | None:
    """Hake's average normalised gain: (after - before) / (1 - before) of the means; None for nobody or full marks.

    Parameters
    ----------
    before, after
        Shares right, 0 to 1, of the same learners in the same order.

    References
    ----------
    Hake (1998), Interactive-engagement versus traditional methods. Am. J. Phys. 66, 64-74.
    """
    first, last = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    if not len(first) or first.mean() >= 1:
        return None
    return float((last.mean() - first.mean()) / (1 - first.mean()))


def gain_interval(before: ArrayLike, after: ArrayLike, confidence: float = 0.95) -> tuple[float, float] | None:
    """Bootstrap interval of `class_gain` over learners (percentiles, 4,000 resamples, fixed seed); None below two.

    Nobody may have full marks before: then a resample of such learners alone would have no gain.
    """
    first, last = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    if len(first) < 2:
        return None
    picks = np.random.default_rng(SEED).integers(0, len(first), (RESAMPLES, len(first)))
    means, later = first[picks].mean(axis=1), last[picks].mean(axis=1)
    tails = (1 - confidence) / 2
    low, high = np.quantile((later - means) / (1 - means), (tails, 1 - tails))
    return float(low), float(high)


def band_of(gain: float | None, learners: int) -> str | None:
    """`low` below 0.3, `high` above 0.7, else `medium`, after Hake; None below ten learners, where it means nothing."""
    if gain is None or learners < FEWEST_FOR_BAND:
        return None
    return "low" if gain < LOW else "high" if gain > HIGH else "medium"


def measure_gain(forms: Mapping[str, Form], sheets: Sequence[Sheet]) -> ClassGain:
    """What the sheets of forms A (before) and B (after) say of a class; sheets of other forms are left out."""
    by_form = {form: [sheet for sheet in sheets if sheet.form == form] for form in ("A", "B")}
    doubled = {code for many in by_form.values() for code, n in Counter(s.code for s in many).items() if n > 1}
    single = {form: {s.code: s.answers for s in many if s.code not in doubled} for form, many in by_form.items()}
    codes = sorted(single["A"].keys() & single["B"].keys())
    share = {form: [score_sheet(forms[form], single[form][code]).share for code in codes] for form in single}
    pairs = [(a, b) for a, b in zip(share["A"], share["B"], strict=True) if a < 1]
    first, last = [a for a, _ in pairs], [b for _, b in pairs]
    gain, interval = class_gain(first, last), gain_interval(first, last)
    matched = {form: [single[form][code] for code in codes] for form in single}
    return ClassGain(
        matched=len(codes),
        full_before=len(codes) - len(pairs),
        left=len(single["A"].keys() - single["B"].keys()),
        joined=len(single["B"].keys() - single["A"].keys()),
        doubled=len(doubled),
        before=float(np.mean(first)) if first else None,
        after=float(np.mean(last)) if last else None,
        gain=gain,
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        band=band_of(gain, len(pairs)),
        topics=tuple(_topics(forms, matched)) if codes else (),
        mistakes=_mistakes(forms, matched),
        items={form: analyse_items(forms[form], [s.answers for s in many]) for form, many in by_form.items()},
        corrected={form: _corrected(forms[form], many) for form, many in by_form.items()},
        sheets={form: len(many) for form, many in by_form.items()},
    )


def _corrected(form: Form, sheets: Sequence[Sheet]) -> float | None:
    return float(np.mean([score_sheet(form, one.answers).corrected_share for one in sheets])) if sheets else None


def _topics(forms: Mapping[str, Form], matched: Mapping[str, Sequence[Answers]]) -> Iterable[TopicShift]:
    for topic in dict.fromkeys(item.topic for item in forms["A"].items):
        shares = {form: _share_of(topic, forms[form], matched[form]) for form in ("A", "B")}
        yield TopicShift(topic, shares["A"], shares["B"])


def _share_of(topic: str, form: Form, answers: Sequence[Answers]) -> float:
    marks = [one.get(item.id) == item.right for item in form.items if item.topic == topic for one in answers]
    return float(np.mean(marks)) if marks else 0.0


def _mistakes(forms: Mapping[str, Form], matched: Mapping[str, Sequence[Answers]]) -> tuple[Mistake, ...]:
    """By how many are left, then by how many were there; each learner counts once for a misconception."""
    counts = {form: Counter(code for one in matched[form] for code in _codes(forms[form], one)) for form in ("A", "B")}
    asked = {form: {o.misconception for i in forms[form].items for o in i.options} - {""} for form in ("A", "B")}
    both = asked["A"] & asked["B"]  # asked in one form only, nothing can be said of a change
    found = [Mistake(code, counts["A"][code], counts["B"][code]) for code in both]
    return tuple(sorted((one for one in found if one.before or one.after), key=lambda o: (-o.after, -o.before, o.code)))


def _codes(form: Form, answers: Answers) -> set[str]:
    chosen = ((item, answers.get(item.id)) for item in form.items)
    return {item.options[at].misconception for item, at in chosen if at is not None} - {""}
