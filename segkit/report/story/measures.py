"""Sentences about what to do, what it costs, and whether to believe it: decisions, strategy, economics, plan, trust."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from segkit.facts import Decision, Economics, Finding, Holdout, Report, Task
from segkit.facts.types import Slot
from segkit.report.story.lookup import actions_by_rank, rounded, so_what, title, total

MOST = 0.995  # where the first three actions cover more than this, to say so tells nothing
ALIKE = 0.01  # two AUC closer than this are called alike
CHANCE = 0.55  # an AUC up to here says nothing of who returns


def measure_findings(report: Report) -> Iterator[Finding]:
    """Titles, so-whats and asks of the five pages."""
    yield from _decisions(report.decisions)
    yield from _strategy(report)
    yield from _economics(report)
    yield from _plan(report)
    yield from _trust(report)


def _decisions(asks: tuple[Decision, ...]) -> Iterator[Finding]:
    if not asks:
        yield title("decisions", "none")
        return
    cost, low, high = (total(values) for values in _columns(asks))
    if all(ask.effect_low is None for ask in asks):
        yield title("decisions", "cost", asks=len(asks), cost=cost)
    else:
        variant = "pays" if low >= cost else "costly" if high < cost else "open"
        yield title("decisions", variant, asks=len(asks), cost=cost, low=low, high=high)
    yield from _break_even(asks, cost, low, high)
    for ask in asks:
        yield _ask(ask)


def _break_even(asks: tuple[Decision, ...], cost: Decimal, low: Decimal, high: Decimal) -> Iterator[Finding]:
    """What the effect assumes; where break-even lies inside the range, what is lost and what is won at its ends."""
    lows = [ask.uplift_low for ask in asks if ask.uplift_low]
    highs = [ask.uplift_high for ask in asks if ask.uplift_high is not None]
    if not lows or not highs:
        return
    slots: dict[str, Slot] = {"low": max(lows), "high": max(highs)}
    per_whole = sum(float(ask.effect_low or 0) / ask.uplift_low for ask in asks if ask.uplift_low)
    if low < cost <= high and per_whole:
        slots |= {"even": rounded(float(cost) / per_whole), "loss": cost - low, "gain": high - cost}
        is_cut = min(highs) < max(highs)
        yield so_what("decisions", "cut" if is_cut else "open", **slots, **({"least": min(highs)} if is_cut else {}))
    else:
        yield so_what("decisions", **slots)


def _ask(ask: Decision) -> Finding:
    treated = ask.n if ask.treated_n is None else ask.treated_n
    slots: dict[str, Slot] = {"segment": ask.segment, "treated": treated, "cost": ask.cost}
    return Finding(f"ask.{ask.id}", "decisions", slots)


def _columns(asks: tuple[Decision, ...]) -> Iterator[list[Decimal | None]]:
    for name in ("cost", "effect_low", "effect_high"):
        yield [getattr(ask, name) for ask in asks]


def _strategy(report: Report) -> Iterator[Finding]:
    lines = actions_by_rank(report)
    stakes = [action.at_stake for action in lines]
    share = rounded(float(total(stakes[:3]) / total(stakes))) if total(stakes) else 1.0
    if share > MOST:
        yield title("strategy", "plain", lines=len(lines))
        return
    yield title("strategy", "ranked", lines=len(lines), share=share)
    yield so_what("strategy", segment=lines[0].segment, stake=stakes[0])


def _economics(report: Report) -> Iterator[Finding]:
    known = [entry for entry in report.economics if entry.break_even_rate is not None]
    low, high = _uplift(report)
    if not known or low is None or high is None:
        yield title("economics", "unknown")
    else:
        sure, paying = sum(map(_pays_at_low, known)), sum(map(_pays_at_high, known))
        variant = "none" if paying == 0 else "all" if paying == len(known) else "some"
        variant = "sure" if sure == len(known) else variant
        yield title("economics", variant, lines=len(known), sure=sure, paying=paying, low=low, high=high)
    yield from _what_a_test_sees(report, high)


def _uplift(report: Report) -> tuple[float | None, float | None]:
    """The assumed range, of the action where least of it is cut away."""
    lows = [entry.uplift_low for entry in report.economics if entry.uplift_low is not None]
    highs = [entry.uplift_high for entry in report.economics if entry.uplift_high is not None]
    return max(lows, default=None), max(highs, default=None)


def _pays_at_low(entry: Economics) -> bool:
    return (entry.break_even_rate or 0.0) <= (entry.uplift_low or 0.0)


def _pays_at_high(entry: Economics) -> bool:
    """Whether the upper end of the rise, as far as there is room for it, pays the cost."""
    return (entry.break_even_rate or 0.0) <= (entry.uplift_high or 0.0)


def _what_a_test_sees(report: Report, uplift: float | None) -> Iterator[Finding]:
    """How many of the pilots asked for can show the rise assumed of each by themselves."""
    assumed = {ask.segment: ask.uplift_high or 0.0 for ask in report.decisions}
    tests = [entry for entry in report.economics if entry.segment in assumed and entry.detectable is not None]
    if not tests or uplift is None:
        return
    best = min(tests, key=_smallest)
    seen = sum(_smallest(entry)[0] <= assumed[entry.segment] for entry in tests)
    if seen == len(assumed):
        yield so_what("economics", "all_seen", tests=len(assumed), uplift=uplift)
        return
    slots: dict[str, Slot] = {"segment": best.segment, "detectable": best.detectable}
    if seen:
        yield so_what("economics", "seen", **slots, uplift=uplift, tests=len(assumed), seen=seen)
    else:
        yield so_what("economics", "blind", **slots, uplift=assumed[best.segment], control=best.control_n)


def _smallest(entry: Economics) -> tuple[float, str]:
    return entry.detectable or 0.0, entry.segment


def _plan(report: Report) -> Iterator[Finding]:
    if report.plan and not report.decisions:
        yield title("plan", "no_pilot", tasks=len(report.plan))
    elif report.plan:
        yield title("plan", tasks=len(report.plan), week=_first_look(report.plan))
        yield so_what("plan")
    else:
        yield title("plan", "none")


def _first_look(tasks: tuple[Task, ...]) -> int:
    """The week of the review halfway; in a plan without one, of the last task to start."""
    halfway = [task.start_week for task in tasks if task.id == "midway"]
    return halfway[0] if halfway else max(task.start_week for task in tasks)


def _trust(report: Report) -> Iterator[Finding]:
    rows, aside = kept_rows(report)
    holdout = report.evaluation.holdout
    if holdout is None:
        is_undated = any(gap.block == "holdout" and gap.reason == "no_history" for gap in report.gaps)
        yield title("trust", "no_history" if is_undated else "no_holdout", rows=rows)
    else:
        yield _trusted(report, holdout)
    yield so_what("trust", rows=rows, n=aside)


def _trusted(report: Report, holdout: Holdout) -> Finding:
    """What the test on the next period shows; of segments that are told by today's values no foresight."""
    if any(gap.block == "hindsight" for gap in report.gaps):
        return title("trust", "hindsight", rate=holdout.overall_rate, end=holdout.end)
    return _foresight(holdout, report.cuts.moved_by_other_rule)


def _foresight(holdout: Holdout, by_other_rule: Mapping[str, float | None]) -> Finding:
    """How the segments foretell beside recency alone; where they are alike, how many hang on the reference chosen."""
    ours, naive = holdout.auc_scheme, holdout.auc_naive
    if ours is None or naive is None:
        return title("trust", "rate", rate=holdout.overall_rate, end=holdout.end)
    if max(ours, naive) <= CHANCE:
        return title("trust", "chance", auc=ours, rate=holdout.overall_rate)
    variant = "alike" if abs(ours - naive) < ALIKE else "better" if ours > naive else "worse"
    moved = max((share for share in by_other_rule.values() if share is not None), default=None)
    if variant == "alike" and moved is not None:
        return title("trust", "alike_but", auc=ours, naive=naive, moved=moved)
    return title("trust", variant, auc=ours, naive=naive)


def kept_rows(report: Report) -> tuple[float, int]:
    """The share of the order file's rows that entered the analysis, and how many rows of all files are set aside."""
    accounts = [account for account in report.quality.accounts if account.source == "orders"]
    rows = sum(account.rows - account.non_data for account in accounts)
    kept = sum(account.kept for account in accounts)
    return rounded(kept / rows if rows else 0.0), sum(account.quarantined for account in report.quality.accounts)
