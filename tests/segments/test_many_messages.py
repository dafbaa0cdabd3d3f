"""A million messages, none like another, within the memory that a run may take."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

MEMORY = 1024  # MB
CODE = """
import resource, sys
from pathlib import Path
from segkit.engine import open_engine, write_parquet
from segkit.segments.keywords import customer_groups, read_groups

folder, n = Path(sys.argv[1]), int(sys.argv[2])
engine = open_engine()
engine.raw_sql(f'''
    COPY (SELECT 'C' || i % 200000 AS customer_id, TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND AS sent_at,
          CASE i % 4 WHEN 0 THEN '你好，第' || i || '号订单还没发货，帮我催一下' WHEN 1 THEN i || '件批量拿什么价'
               WHEN 2 THEN '第' || i || '家门店几点关门，周日营业吗' ELSE '好的收到' || i END AS text
          FROM range({n}) t(i)) TO '{folder}/messages.parquet'
''')
messages = engine.read_parquet(str(folder / "messages.parquet"))
write_parquet(engine, customer_groups(messages, read_groups("needs"), "main_need"), folder / "needs.parquet")
needs = engine.read_parquet(str(folder / "needs.parquet"))
print(needs.count().to_pyarrow().as_py(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the peak of resident memory is counted in other units elsewhere")
def test_a_million_messages_stay_within_a_gigabyte(tmp_path, tell):
    command = [sys.executable, "-c", CODE, str(tmp_path), "1000000"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    customers, peak = map(int, done.stdout.split()[-2:])  # before them the engine draws its progress
    tell(f"a million messages by the rules of need: peak {peak} MB resident")
    assert customers == 150_000
    assert peak < MEMORY
