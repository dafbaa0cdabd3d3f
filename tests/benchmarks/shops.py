"""The large order files the benchmarks read: made once by the sample's generator, kept in the build folder."""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.watch import BUILD, watch_segkit

LINES_PER_CUSTOMER = 10
ROLES = {
    "customer_id": "会员号",
    "order_id": "订单编号",
    "order_date": "下单时间",
    "amount": "实付金额",
    "category": "品类",
    "channel": "渠道",
}


@dataclass(frozen=True)
class Shop:
    """A company's folder with its order file and its study."""

    folder: Path

    @property
    def orders(self) -> Path:
        """Six columns, UTF-8, with the sample's usual dirt."""
        return self.folder / "orders.csv"

    @property
    def study(self) -> Path:
        """Only what the order file supplies."""
        return self.folder / "study.yml"


def generate(customers: int, folder: Path) -> float:
    """Write the generator's order file, thirteen columns, into `folder`; the seconds it took."""
    begun = time.perf_counter()
    words = ["--customers", str(customers), "--lines-per-customer", str(LINES_PER_CUSTOMER), "--only-orders"]
    watch_segkit("sample", str(folder), *words)
    return time.perf_counter() - begun


def lean_shop(customers: int) -> Shop:
    """A shop of so many customers with the six columns the job needs; taken from the build folder if it is there."""
    shop = Shop(BUILD / f"shop-{customers}")
    if not shop.study.is_file():
        shop.folder.mkdir(parents=True, exist_ok=True)
        full = BUILD / f"full-{customers}"
        generate(customers, full)
        _cut_columns(next(full.glob("*.csv")), shop.orders)
        shutil.rmtree(full)
        shop.study.write_text(_study(customers), encoding="utf-8")
    return shop


def _cut_columns(full: Path, lean: Path) -> None:
    import duckdb

    plain = full.with_suffix(".utf8")
    with full.open(encoding="gb18030") as source, plain.open("w", encoding="utf-8", newline="") as target:
        shutil.copyfileobj(source, target, 1 << 22)
    columns = ", ".join(f'"{header}"' for header in ROLES.values())
    with duckdb.connect() as engine:
        engine.execute(
            f"COPY (SELECT {columns} FROM read_csv('{plain}', all_varchar=true, header=true)) TO '{lean}' (HEADER)"
        )


def _study(customers: int) -> str:
    columns = ", ".join(f"{role}: {header}" for role, header in ROLES.items())
    return (
        f"study: bench-{customers}\ncompany: bench\nlanguages: [zh-CN]\nas_of: 2025-12-31\n"
        f"sources:\n  orders:\n    file: orders.csv\n    columns: {{{columns}}}\n"
        "    read: {encoding: utf-8, header: 1, unit_words: [万]}\n"
    )
