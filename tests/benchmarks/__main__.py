"""`python -m tests.benchmarks` measures every budget; with names only those. Exit code 1 if one is missed."""

import os
import sys

from tests.benchmarks import generator, grading, imports, kernels, large, lifetime, pages, sample, structure
from tests.benchmarks.findings import Finding, render_findings

BENCHMARKS = {
    "imports": imports.measure,
    "sample": sample.measure,
    "pages": pages.measure,
    "kernels": kernels.measure,
    "generator": generator.measure,
    "structure": structure.measure,
    "grading": grading.measure,
    "lifetime": lifetime.measure,
    "large": large.measure,
}


def main(names: list[str]) -> int:
    """Measure the named benchmarks (all without names) and print their table."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    findings: list[Finding] = []
    busy = os.getloadavg()[0]
    for name in names or BENCHMARKS:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        findings += BENCHMARKS[name]()
    print(render_findings(findings))
    print(f"\n{os.cpu_count()} cores, load {busy:.1f} before and {os.getloadavg()[0]:.1f} after")
    return 0 if all(finding.is_met for finding in findings) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
