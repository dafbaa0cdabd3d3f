"""Facts about the working behind: cleaning, cut points, clusters and the evaluation."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from segkit.facts.people import IndexBar
from segkit.facts.types import Text


@dataclass(frozen=True)
class Foresight:
    """One segment in the holdout period: what it did after it was formed, against a naive rule."""

    segment: str
    n: int | None
    repeat_rate: float | None
    low: float | None
    high: float | None
    spend_per_head: Decimal | None
    naive_rate: float | None  # repeat rate expected by "who bought in the last period will buy again"
    days: int | None = None  # after the cut that `repeat_rate` covers; None: the whole hidden period


@dataclass(frozen=True)
class Holdout:
    """Segment up to `cut`, look at what came until `end`."""

    cut: date
    end: date
    rows: tuple[Foresight, ...]
    overall_rate: float
    auc_scheme: float | None  # how well the segments rank who will return; their order learned on other customers
    auc_naive: float | None  # the same for the naive rule: the most recent return, in as many groups by recency alone
    spend_top_share: float | None  # share of next period's spend brought by the better half of the segments
    heads_top_share: float | None = None  # share of customers in that half


@dataclass(frozen=True)
class RowAccount:
    """Where every input row went, in rows and money."""

    source: str
    file: str
    rows: int
    kept: int
    quarantined: int
    outside: int
    non_data: int
    amount: Decimal
    amount_kept: Decimal
    amount_quarantined: Decimal
    amount_outside: Decimal
    amount_non_data: Decimal


@dataclass(frozen=True)
class LedgerLine:
    """One cleaning rule: what it found and what stood before and after it."""

    rule: str
    effect: str  # changed, quarantined, outside or non_data
    rows: int
    amount: Decimal
    rows_before: int
    rows_after: int
    customers_before: int
    customers_after: int
    amount_before: Decimal
    amount_after: Decimal


@dataclass(frozen=True)
class Check:
    """A quality check with two thresholds."""

    id: str
    value: float
    warn: float
    stop: float
    status: str  # ok, warn or stop


@dataclass(frozen=True)
class MergeEffect:
    """One person with several member numbers, before and after."""

    key: str
    n_members: int
    n_people: int
    frequency_before: float
    frequency_after: float
    monetary_before: Decimal
    monetary_after: Decimal


@dataclass(frozen=True)
class SourceNote:
    """Something about how a file was read that the reader of the report should know."""

    file: str
    text: Text


@dataclass(frozen=True)
class HeadMatch:
    """How the orders' heads and their lines found each other, by the order id in plain writing."""

    heads: int  # records of the table of heads
    heads_matched: int  # orders with lines
    heads_without_lines: int  # they have no amount, so they count nowhere
    heads_repeated: int  # equal to an earlier one in every column in use: counted once
    heads_conflicting: int  # of orders whose heads contradict each other: set aside with their lines
    lines: int
    lines_matched: int
    lines_without_head: int
    lines_conflicting: int


@dataclass(frozen=True)
class Overlap:
    """Orders with lines in several files of a batch, refunds not counted, after equal rows were dropped."""

    orders: int
    lines: int
    amount: Decimal
    of: int  # all orders
    examples: tuple[str, ...]  # ids; masked before they are kept


@dataclass(frozen=True)
class Quality:
    """Cleaning, as the annex prints it."""

    accounts: tuple[RowAccount, ...]
    ledger: tuple[LedgerLine, ...]
    checks: tuple[Check, ...]
    merge: MergeEffect | None
    filled: dict[str, int]  # column: rows filled from the master, then 未知
    quarantine_reasons: dict[str, int]
    encoding: str
    notes: tuple[SourceNote, ...] = ()
    heads: HeadMatch | None = None


@dataclass(frozen=True)
class CutPointFacts:
    """Where scores change, and how many customers another rule would move."""

    rule: str  # quantile, mean, median, typed
    n_bins: int
    recency_days: tuple[float, ...]
    frequency: tuple[float, ...]
    monetary: tuple[float, ...]
    moved_by_other_rule: dict[str, float | None]  # rule: share of customers whose segment in the main scheme changes


@dataclass(frozen=True)
class KChoice:
    """One number of clusters tried."""

    k: int
    silhouette: float
    inertia: float
    calinski_harabasz: float
    davies_bouldin: float
    stability: float  # mean ARI over resamples


@dataclass(frozen=True)
class ClusterProfile:
    """A cluster described against all customers, most different measures first."""

    id: str
    name: Text
    n: int | None
    share_n: float | None
    share_revenue: float | None
    indices: tuple[IndexBar, ...]
    condition: str  # of the shallow tree, in the expression language
    is_covered: bool = False  # large enough, and hidden so that a small neighbour does not follow from a total


@dataclass(frozen=True)
class Clusters:
    """K-means in four visible steps."""

    features: tuple[str, ...]
    transforms: dict[str, str]
    sample_n: int
    tried: tuple[KChoice, ...]
    k: int
    reason: Text
    profiles: tuple[ClusterProfile, ...]
    tree_fidelity: float


@dataclass(frozen=True)
class LabelScore:
    """Precision, recall and F1 of one class."""

    label: str
    n: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class LabelTest:
    """A scheme or clustering against the expert sample; clusters matched first."""

    scheme: str
    n: int
    accuracy: float
    macro_f1: float
    rows: tuple[LabelScore, ...]
    labels: tuple[str, ...]
    confusion: tuple[tuple[int, ...], ...]  # expert label x predicted label
    matched: dict[str, str] = field(default_factory=dict)  # cluster: expert label it was matched to


@dataclass(frozen=True)
class Setting:
    """Another setting beside the one in use: what would change."""

    id: str
    text: Text
    moved_share: float | None  # None where so few customers move that they could be recognised
    moved_revenue_12m: Decimal | None
    silhouette: float | None
    auc: float | None


@dataclass(frozen=True)
class Separation:
    """How far apart the groups of a scheme lie, over a bounded sample of customers."""

    scheme: str
    n: int
    silhouette: float  # -1 to 1, high is good
    calinski_harabasz: float  # high is good
    davies_bouldin: float  # low is good


@dataclass(frozen=True)
class Evaluation:
    """The three honest parts; a part that cannot be computed is None and stands in `Report.gaps`."""

    labels: tuple[LabelTest, ...]
    stability_ari: float | None  # of the main scheme over bootstraps of the cut points
    seed_ari: float | None  # of the clusters over seeds
    agreement: dict[str, float]  # "scheme|scheme": ARI
    holdout: Holdout | None
    settings: tuple[Setting, ...]
    separation: tuple[Separation, ...] = ()
