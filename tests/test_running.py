"""Runs as their user sees them: what is published, what each failure says, and that nothing else ever lies there."""

import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import psutil
import pyarrow.parquet as parquet
import pytest

from segkit.errors import StageFailed
from segkit.running import USUAL_SECONDS, find_study, usual_seconds
from segkit.runs import STAGES, latest_run
from segkit.source.sample.plan import SamplePlan
from segkit.source.sample.shop import write_sample

ROOT = Path(__file__).parent.parent
STUDY = """\
study: small
company: {zh-CN: 小店, en: Small shop}
fictional: true
languages: [zh-CN]
currency: CNY
as_of: 2025-12-31
sources:
  orders:
    file: %s
    columns: {customer_id: 会员号, order_id: 订单编号, order_date: 下单时间, amount: %s, category: 品类, mobile: 手机号}
    read: {encoding: gb18030, unit_words: [万]}
"""


@pytest.fixture(scope="session")
def shop(tmp_path_factory):
    """The folder of a study of 400 customers, orders only."""
    folder = tmp_path_factory.mktemp("shop")
    write_sample(folder, SamplePlan(customers=400, only_orders=True))
    write_study(folder)
    return folder


def write_study(folder, file="订单.csv", amount="实付金额"):
    """A study of one order file."""
    (folder / "study.yml").write_text(STUDY % (file, amount), encoding="utf-8")
    return folder


def begin(study, runs, *words, cwd=ROOT, **environment):
    """`segkit run` as a process and a session of its own."""
    own = {**os.environ, **environment}
    typed = [sys.executable, "-m", "segkit.cli", "run", str(study), "--runs", str(runs), *words]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    return subprocess.Popen(typed, cwd=cwd, env=own, start_new_session=True, **pipes)


def finish(process):
    """Exit code, stdout and stderr."""
    out, err = process.communicate(timeout=600)
    return process.returncode, out, err


@pytest.fixture(scope="session")
def published(shop, tmp_path_factory):
    """A run of the small shop, published: the folder of runs and the run's own."""
    runs = tmp_path_factory.mktemp("runs")
    code, out, err = finish(begin(shop, runs, "--direct", "--json"))
    assert (code, err) == (0, "")
    return runs, json.loads(out)


def digest(folder):
    """Every file of a folder by its hash."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def is_intact(runs, folder, before):
    """Whether `latest.json` names a whole run, and the former one is as it was."""
    last = latest_run(runs, "small")
    receipt = json.loads((last / "receipt.json").read_text("utf-8"))
    whole = [name for name in receipt["outputs"] if (last / name).is_file()]
    named = [one for one in (runs / "small").iterdir() if one.is_dir() and one.suffix != ".partial"]
    return (
        digest(folder) == before
        and len(whole) == len(receipt["outputs"])
        and all((one / "receipt.json").is_file() for one in named)
    )


# --- small facts ------------------------------------------------------------------------------------


def test_a_study_is_found_by_file_by_folder_and_by_name(tmp_path):
    home = tmp_path / "studies" / "acme"
    home.mkdir(parents=True)
    file = home / "study.yml"
    file.touch()
    assert find_study(file) == find_study(home) == find_study(Path("acme"), tmp_path) == file
    assert find_study(Path("nobody"), tmp_path) == Path("nobody")


def test_the_time_left_is_the_last_runs_and_before_it_the_samples(tmp_path):
    assert usual_seconds(None) == USUAL_SECONDS
    (tmp_path / "receipt.json").write_text(json.dumps({"stages": [{"stage": "rfm", "seconds": 77.0}]}))
    assert usual_seconds(tmp_path) == USUAL_SECONDS | {"rfm": 77.0}


def test_what_fails_inside_has_a_code_of_its_own():
    assert (StageFailed.code, StageFailed.exit_code) == ("E-RUN-04", 1)


# --- what stops a run at once -----------------------------------------------------------------------

FAILURES = {
    "E-SRC-01": {"file": "没有.csv"},
    "E-SRC-02": {"file": "empty.csv"},
    "E-SRC-03": {"file": "header.csv"},
    "E-COL-01": {"amount": "实付金 额"},
}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(("code", "given"), FAILURES.items(), ids=FAILURES)
@pytest.mark.parametrize("way", [["--direct"], pytest.param([], marks=pytest.mark.slow)], ids=["direct", "notebooks"])
def test_bad_input_stops_the_run_with_its_code_and_no_traceback(shop, tmp_path, way, code, given, language):
    shutil.copy(shop / "订单.csv", tmp_path / "订单.csv")
    (tmp_path / "empty.csv").touch()
    (tmp_path / "header.csv").write_bytes((shop / "订单.csv").read_bytes().partition(b"\n")[0] + b"\n")
    study = write_study(tmp_path, **given)
    exit_code, out, err = finish(begin(study, tmp_path / "runs", *way, "--language", language))
    told = [line for line in err.splitlines() if line.startswith("E-")]
    assert (exit_code, out, told[0].split()[0]) == (2, "", code)
    assert "Traceback" not in err
    assert bool(re.search(r"[\u4e00-\u9fff]", told[0].replace("实付金", ""))) or language == "en"
    assert not (tmp_path / "runs" / "small" / "latest.json").exists()


# --- what is published ------------------------------------------------------------------------------


@pytest.mark.slow
def test_json_tells_the_folder_the_files_the_rows_and_what_each_stage_took(published):
    _, told = published
    assert set(told) == {"folder", "files", "rows", "accounts", "seconds", "stages"}
    assert all((Path(told["folder"]) / name).is_file() for name in told["files"])
    rows = told["rows"]
    assert rows["rows"] == rows["kept"] + rows["quarantined"] + rows["outside"] + rows["non_data"]
    assert tuple(told["stages"]) == STAGES
    assert all(stage["peak_memory"] > 0 and stage["seconds"] >= 0 for stage in told["stages"].values())


@pytest.mark.slow
def test_a_report_rendered_again_has_equal_bytes_and_leaves_the_run_alone(published, tmp_path):
    _, told = published
    folder = Path(told["folder"])
    before = digest(folder)
    typed = [sys.executable, "-m", "segkit.cli", "render", str(folder), "--out", str(tmp_path)]
    subprocess.run(typed, cwd=ROOT, check=True, capture_output=True)
    assert digest(folder) == before
    names = {name for name in before if name.startswith("report.") and name != "report.json"}
    assert {name: digest(tmp_path)[name] for name in names} == {name: before[name] for name in names}


def all_bytes(file):
    """What a file holds, once more without compression."""
    content = file.read_bytes()
    yield content
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as book:
            yield from (book.read(name) for name in book.namelist())
    if file.suffix == ".pdf":
        from pypdf import PdfReader

        yield "\n".join(page.extract_text() for page in PdfReader(file).pages).encode()
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
            try:
                yield zlib.decompressobj().decompress(stream)
            except zlib.error:
                continue


@pytest.mark.slow
def test_nothing_that_names_a_customer_lies_outside_restricted(published):
    _, told = published
    folder = Path(told["folder"])
    lines = parquet.read_table(folder / "restricted" / "tables" / "order_lines.parquet").to_pydict()
    raw = (folder / "restricted" / "quarantine.csv").read_text("utf-8-sig")
    named = set(lines["customer_id"]) | set(re.findall(r"\b12\d{9}\b", raw))
    assert len(named) > 350
    signs = re.compile(b"|".join(re.escape(one.encode()) for one in sorted(named)))
    open_files = [folder / name for name in told["files"]]
    assert {file.name: found for file in open_files for part in all_bytes(file) if (found := signs.findall(part))} == {}
    assert list((folder / "restricted").rglob("*.csv"))


@pytest.mark.slow
def test_two_runs_at_the_same_time_do_not_mix(shop, published, tmp_path):
    _, told = published
    results = [finish(process) for process in [begin(shop, tmp_path, "--direct", "--json") for _ in range(2)]]
    folders = [Path(json.loads(out)["folder"]) for _, out, _ in results]
    assert [code for code, _, _ in results] == [0, 0]
    assert len(set(folders)) == 2
    report = (Path(told["folder"]) / "report.json").read_bytes()
    assert [(folder / "report.json").read_bytes() for folder in folders] == [report, report]
    assert latest_run(tmp_path, "small") in folders


# --- runs that end before their end -----------------------------------------------------------------


def wait_for(process, line):
    """Read stderr up to the line that begins so."""
    for told in process.stderr:
        if told.startswith(line):
            return
    raise AssertionError(f"the run ended before {line}")


def kill(process):
    """`kill -9`, the process alone; its kernel has to notice by itself."""
    process.kill()
    process.communicate()


@pytest.mark.slow
@pytest.mark.parametrize("way", [["--direct"], []], ids=["direct", "notebooks"])
def test_a_run_killed_at_any_moment_leaves_the_last_one_and_the_next_cleans_up(shop, published, tmp_path, way):
    runs = tmp_path / "runs"
    shutil.copytree(published[0], runs)
    folder = latest_run(runs, "small")
    before, moments = digest(folder), random.Random(618)
    for stage in [*range(1, 8), 7, 7, 4]:
        process = begin(shop, runs, *way)
        wait_for(process, f"{stage}/7")
        time.sleep(moments.uniform(0, 6 if stage == 7 else 1))
        kill(process)
        assert is_intact(runs, folder, before)
    assert finish(begin(shop, runs, *way))[0] == 0
    assert is_intact(runs, folder, before)
    assert list((runs / "small").glob("*.partial")) == []


@pytest.mark.slow
@pytest.mark.parametrize("way", [["--direct"], []], ids=["direct", "notebooks"])
def test_a_run_that_is_broken_off_says_so_and_leaves_nothing(shop, tmp_path, way):
    process = begin(shop, tmp_path, *way, "--language", "zh-CN")
    wait_for(process, "3/7")
    process.send_signal(signal.SIGINT)
    code, out, err = finish(process)
    assert (code, out, err.splitlines()[-1]) == (130, "", "已中断，本次结果未保存；上一次的报告没有改动。")
    assert "Traceback" not in err
    assert list((tmp_path / "small").iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_killed_kernel_is_a_failure(shop, tmp_path, language):
    process = begin(shop, tmp_path, "--language", language)
    wait_for(process, "4/7")
    for child in psutil.Process(process.pid).children(recursive=True):
        if "ipykernel" in " ".join(child.cmdline()):
            child.kill()
    code, out, err = finish(process)
    assert (code, out) == (1, "")
    assert "E-RUN-02" in err
    assert "Traceback" not in err
    assert not (tmp_path / "small" / "latest.json").exists()


def may_mount():
    """Whether this user may mount a small disk of memory in a name space of their own."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    tried = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not may_mount(), reason="needs a small disk: mounting one in a user's name space is not allowed")
@pytest.mark.parametrize("size", ["64k", "400k", "2m"])
@pytest.mark.parametrize("way", ["--direct", ""], ids=["direct", "notebooks"])
def test_a_full_disk_is_named(shop, tmp_path, way, size):
    run = f"{sys.executable} -m segkit.cli run {shop} --runs {tmp_path} --language en {way}"
    typed = ["unshare", "-rm", "sh", "-c", f"mount -t tmpfs -o size={size} tmpfs {tmp_path} && {run}"]
    told = subprocess.run(typed, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (1, "")
    assert re.search(r"^E-RUN-03 ", told.stderr, re.MULTILINE), told.stderr
    assert "Traceback" not in told.stderr
