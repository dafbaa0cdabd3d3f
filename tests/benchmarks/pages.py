"""One PDF from a stored report.json: in a warm process, in the second language, and as a cold command."""

import json
import sys
import time
from pathlib import Path

from tests.benchmarks.findings import Finding, median_of
from tests.benchmarks.sample import last_run
from tests.benchmarks.watch import BUILD, watch_python, watch_segkit

RUNS = 3


def measure() -> list[Finding]:
    """Seconds in a process that has written one PDF before, and of `segkit render`, which also writes HTML and XLSX."""
    run = last_run()
    warm = [json.loads(watch_python("-m", __name__, str(run)).output) for _ in range(RUNS)]
    cold = [watch_python("-m", __name__, str(run), "zh-CN").seconds for _ in range(RUNS)]
    command = ["--language", "zh-CN", "render", str(run), "--out", str(BUILD / "pages")]
    twins = [watch_segkit(*command).seconds for _ in range(RUNS)]
    return [
        median_of("one PDF from report.json, warm", [one["zh-CN"] for one in warm], 2.5, "s"),
        median_of("the second language, warm", [one["en"] for one in warm], 2.5, "s"),
        median_of("one PDF as a cold process", cold, 5, "s"),
        median_of("segkit render, one language, cold", twins, 5, "s", "with the HTML and XLSX twins"),
    ]


def render_once(run: Path, language: str) -> float:
    """Seconds from the stored facts to the PDF's bytes."""
    from segkit.report.facts import read_report
    from segkit.report.html import render_pdf
    from segkit.runs import open_run
    from segkit.steps.printing import applied_words, brand_of
    from segkit.steps.stage import Stage
    from segkit.steps.voices import voice

    begun = time.perf_counter()
    stage, report = Stage("report", open_run(run)), read_report(run / "report.json")
    render_pdf(report, brand_of(stage), applied_words(stage, report).voice(voice(stage, language)))
    return time.perf_counter() - begun


if __name__ == "__main__":
    folder, *only = sys.argv[1:]
    found = {language: render_once(Path(folder), language) for language in only or ("zh-CN", "en", "zh-CN")}
    print(json.dumps(found))
