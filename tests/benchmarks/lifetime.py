"""Lifetime value of a million customers: fitting the models, and a forecast for everybody.

`python -m tests.benchmarks.lifetime fit|forecast MODEL FOLDER` is what is watched, in a process of its own.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from segkit.engine import open_engine
from segkit.features.lifetime_value.forecast import Terms, add_forecast
from segkit.features.lifetime_value.histories import distinct_histories
from segkit.features.lifetime_value.models import BUYING, fit_buying, fit_spend
from tests.benchmarks.findings import Finding
from tests.benchmarks.watch import BUILD, GIB, watch_python

CUSTOMERS, DAYS, SEED = 1_000_000, 730, 7
RATE, RATE_SCALE, LEAVES, STAYS = 0.8, 120.0, 0.8, 2.5  # of the buying: r, alpha in days, a, b of BG/NBD
SHAPE, BASE, MONEY = 6.25, 3.74, 15.4  # of the spend: p, q, v, as published for CDNOW


def measure() -> list[Finding]:
    """Seconds and memory for each model of buying, the model of spend fitted with the first."""
    folder = BUILD / "lifetime"
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(histories(CUSTOMERS, SEED), folder / "histories.parquet")
    found, peak = [], 0
    for model in BUYING:
        for step in ("fit", "forecast"):
            watched = watch_python("-m", "tests.benchmarks.lifetime", step, model, str(folder))
            told = json.loads(watched.output)
            peak = max(peak, watched.peak_bytes)
            found.append(Finding(f"1 M customers, {model}, {step}", told["seconds"], 30, "s", note=told["note"]))
    return [*found, Finding("their memory", peak / GIB, 2, "GiB")]


def histories(n: int, seed: int) -> pa.Table:
    """Customers drawn from BG/NBD and Gamma-Gamma, as `purchase_histories` gives them."""
    draw = np.random.default_rng(seed)
    age = draw.integers(30, DAYS, n)
    rate, leaving = draw.gamma(RATE, 1 / RATE_SCALE, n), draw.beta(LEAVES, STAYS, n)
    x, last = np.zeros(n, np.int64), np.zeros(n)
    active = np.arange(n)
    while len(active):
        active = active[draw.random(len(active)) >= leaving[active]]
        then = np.floor(last[active] + 1 + draw.exponential(1 / rate[active]))
        came = then <= age[active]
        active = active[came]
        last[active] = then[came]
        x[active] += 1
    spend = draw.gamma(SHAPE * np.maximum(x, 1), draw.gamma(BASE, 1 / MONEY, n) ** -1) / np.maximum(x, 1)
    return pa.table(
        {
            "customer_id": pa.array([f"C{at:07d}" for at in range(n)]),
            "x": x,
            "t_x_days": last.astype(np.int64),
            "age_days": age,
            "mean_spend": pa.array(np.round(spend, 2), mask=x == 0),
        }
    )


def fit(model: str, folder: Path) -> str:
    """Fit a model of buying, and with the first of them the model of spend; what was found."""
    engine = open_engine("duckdb")
    known = engine.read_parquet(str(folder / "histories.parquet"))
    cells = distinct_histories(known)
    fitted = {"buying": fit_buying(model, cells)}
    if model == next(iter(BUYING)):
        again = known.filter(known.x > 0).select("x", "mean_spend").to_pyarrow()
        fitted["spend"] = fit_spend(*(again[name].to_numpy().astype(float) for name in ("x", "mean_spend")))
    (folder / f"{model}.json").write_text(json.dumps({name: vars(one) for name, one in fitted.items()}))
    return ", ".join(f"{name} {value:.3g}" for one in fitted.values() for name, value in one.parameters.items())


def forecast(model: str, folder: Path) -> str:
    """A forecast of every customer as Parquet; how many customers have one."""
    from segkit.facts import FittedModel

    engine = open_engine("duckdb")
    known = engine.read_parquet(str(folder / "histories.parquet"))
    buying = FittedModel(**json.loads((folder / f"{model}.json").read_text())["buying"])
    spend = FittedModel(**json.loads((folder / f"{next(iter(BUYING))}.json").read_text())["spend"])
    told = add_forecast(engine, known, buying, spend, terms=Terms(), working=folder)
    told.to_parquet(folder / "forecast.parquet")
    return f"{pq.read_metadata(folder / 'forecast.parquet').num_rows:,} customers"


if __name__ == "__main__":
    begun = time.perf_counter()
    note = {"fit": fit, "forecast": forecast}[sys.argv[1]](sys.argv[2], Path(sys.argv[3]))
    print(json.dumps({"seconds": time.perf_counter() - begun, "note": note}))
