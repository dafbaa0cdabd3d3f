"""What marking a class costs: twenty notebooks of one lesson, and beside otter-grader where OTTER names its program.

Otter gets the same exercises with the same predicates as doctests, run without a container: `otter generate` once, then
`otter run` per notebook. It is no part of the project; OTTER is the path of `otter` in an environment of its own.
"""

import json
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from segkit.courseware.documents.printing import Press
from segkit.courseware.grade.collect import collect
from segkit.courseware.grade.grading import Sitting, grade_class, write_results
from segkit.courseware.grade.sentences import words_of_course
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from tests.benchmarks.findings import Finding
from tests.benchmarks.watch import BUILD
from tests.grade.classroom import (
    AS_OF,
    BLANK,
    COURSE,
    EXERCISES,
    RIGHT,
    Handed,
    assignment,
    code,
    company,
    notebook,
    write,
)
from tests.grade.classroom import wrong as wrong_answer

N = 20
BUDGET = 6.0  # processor seconds: 200 notebooks in ten minutes on two cores
PREDICATES = {
    "q1": (
        "recency.index.is_unique and set(recency.index) == set(orders.customer_id)",
        "int(recency.min()) == (as_of - orders.order_date.max()).days",
    ),
    "q2": ("bool(frequency.sum() == orders.order_id.nunique())",),
    "q3": ("bool(abs(monetary.sum() - orders.amount.sum()) < 0.005)",),
    "q4": ("days >= 60",),
}
OTTER_SETUP = (
    'import pandas as pd\norders = pd.read_csv("orders.csv", parse_dates=["order_date"])\nas_of = pd.Timestamp("{}")'
)


def measure() -> list[Finding]:
    """Seconds per notebook: marked, with all papers written, and by otter-grader where it is at hand."""
    folder = BUILD / "grading"
    shutil.rmtree(folder, ignore_errors=True)
    unseen, own = company(folder / "unseen", seed=2, customers=30), company(folder / "own", seed=1)
    answers = answers_of(N)
    handed = [Handed(name, notebook(answer), {}) for name, answer in answers.items()]
    submissions = collect(write(folder / "in", handed), "m98", "m98_grading")
    press = Press(
        read_brand(kit_folder("templates") / "brands" / "plain"), words_of_course(COURSE, "zh-CN"), date(2025, 1, 6)
    )
    with watched() as marking:
        result = grade_class(submissions, Sitting(assignment(), unseen, own))
    with watched() as printing:
        write_results(result, submissions, assignment(), press, folder / "out")
    spent = (marking["cpu"] + printing["cpu"]) / N
    clock = (marking["wall"] + printing["wall"]) / N
    note = f"marking {marking['cpu'] / N:.2f} s, papers {printing['cpu'] / N:.2f} s; {clock:.2f} s by the clock"
    found = [Finding("grading a notebook, processor", spent, BUDGET, "s", N, note=note)]
    program = os.environ.get("OTTER")
    return [*found, beside_otter(Path(program), folder, unseen.folder, spent)] if program else found


def answers_of(n: int) -> dict[str, dict[str, str]]:
    """Learners with right, blank and known wrong answers in turn."""
    kinds = [
        RIGHT,
        BLANK,
        *({**RIGHT, e: wrong_answer(e, at)[1]} for e, at in (("E98.1", 2), ("E98.2", 1), ("E98.3", 0))),
    ]
    return {f"A{at:02d}": dict(kinds[at % len(kinds)]) for at in range(n)}


def beside_otter(program: Path, folder: Path, data: Path, own: float) -> Finding:
    """Otter's processor seconds per notebook over ours."""
    place = folder / "otter"
    (place / "tests").mkdir(parents=True)
    write_otter(place, data)
    environment = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    generate = [program, "generate", "-t", "tests", "-o", "autograder.zip", "orders.csv"]
    subprocess.run(generate, cwd=place, env=environment, check=True, capture_output=True)
    names = list(answers_of(5))
    with watched() as spent:
        for name in names:
            (place / name).mkdir()
            run = [program, "run", f"{name}.ipynb", "-a", "autograder.zip", "-o", name]
            subprocess.run(run, cwd=place, env=environment, check=True, capture_output=True)
    per_notebook = spent["cpu"] / len(names)
    note = f"otter {per_notebook:.2f} s processor, {spent['wall'] / len(names):.1f} s by the clock"
    return Finding("our processor seconds over otter's", own / per_notebook, 1.0, "", len(names), note=note)


def write_otter(place: Path, data: Path) -> None:
    """The same exercises as otter knows them: doctests, the data as CSV, notebooks that call `grader.check`."""
    import pandas as pd

    pd.read_parquet(data / "orders.parquet").to_csv(place / "orders.csv", index=False)
    for name, predicates in PREDICATES.items():
        cases = [{"code": f">>> {one}\nTrue", "hidden": False, "locked": False} for one in predicates]
        suite = {"cases": cases, "scored": True, "setup": "", "teardown": "", "type": "doctest"}
        text = f"OK_FORMAT = True\n\ntest = { ({'name': name, 'points': None, 'suites': [suite]})!r}\n"
        (place / "tests" / f"{name}.py").write_text(text, encoding="utf-8")
    for name, answer in answers_of(5).items():
        (place / f"{name}.ipynb").write_text(json.dumps(otter_notebook(answer)), encoding="utf-8")


def otter_notebook(answer: Mapping[str, str]) -> dict[str, object]:
    """A learner's notebook as otter wants it."""
    cells = [code('import otter\ngrader = otter.Notebook(tests_dir="tests")'), code(OTTER_SETUP.format(AS_OF))]
    for at, exercise in enumerate(EXERCISES, 1):
        cells += [code(answer[exercise]), code(f'grader.check("q{at}")')]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    plain = [{**cell, "metadata": {}} for cell in cells]
    return {"cells": plain, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 4}


@contextmanager
def watched():
    """Seconds by the clock and of the processor, those of ended children included."""
    begun, before = time.perf_counter(), _processor()
    spent: dict[str, float] = {}
    yield spent
    spent.update(wall=time.perf_counter() - begun, cpu=_processor() - before)


def _processor() -> float:
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


if __name__ == "__main__":
    from tests.benchmarks.findings import render_findings

    print(render_findings(measure()))
