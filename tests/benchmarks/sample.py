"""`make report` on the sample company, and the size and soundness of the PDFs it leaves."""

import json
import shutil
from io import BytesIO
from pathlib import Path

from tests.benchmarks.findings import Finding, median_of
from tests.benchmarks.watch import BUILD, watch

RUNS = 3
FOLDER = BUILD / "runs"
STUDY = f"STUDY=data/sample/study.yml --runs {FOLDER}"  # as `make report`, into a folder of the benchmarks' own
LANGUAGES = ("zh-CN", "en")


def measure() -> list[Finding]:
    """Wall seconds of the whole command, then the last run's PDFs."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    watch(["make", "--silent", "setup"])  # the budget says: environment ready
    runs = [watch(["make", "--silent", "report", STUDY]) for _ in range(RUNS)]
    note = f"{runs[-1].cpu_seconds:.1f} s CPU, peak {runs[-1].peak_bytes / 2**20:.0f} MiB"
    whole = median_of("make report, sample, two languages", [run.seconds for run in runs], 25, "s", note)
    return [whole, *(finding for language in LANGUAGES for finding in _pdf(last_run(), language))]


def last_run() -> Path:
    """The sample's last run of the benchmarks; made if there is none."""
    pointer = FOLDER / "liwan" / "latest.json"
    if not pointer.is_file():
        watch(["make", "--silent", "report", STUDY])
    return pointer.parent / str(json.loads(pointer.read_text(encoding="utf-8"))["run"])


def _pdf(run: Path, language: str) -> list[Finding]:
    import page
    import pypdf

    content = (run / f"report.{language}.pdf").read_bytes()
    pages = pypdf.PdfReader(BytesIO(content)).pages
    failures = page.validate_pdf_bytes(content, profile="ua1").failures
    blanks = sum(sheet.extract_text().count("〓") for sheet in pages)
    return [
        Finding(f"PDF {language}, size", len(content) / 1000, 700, "kB", note=f"{len(pages)} pages"),
        Finding(f"PDF {language}, failures of PDF/UA-1", len(failures), 0, ""),
        Finding(f"PDF {language}, glyphs missing", blanks, 0, ""),
    ]
