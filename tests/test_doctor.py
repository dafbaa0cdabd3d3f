"""The doctor's findings on this machine, which has all that a report needs, and on poorer ones."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from segkit import doctor


def test_a_machine_that_runs_these_tests_can_write_reports():
    findings = doctor.check_machine()
    assert doctor.can_write_reports(findings), [finding for finding in findings if finding.status == "stop"]


def test_every_finding_names_what_was_found():
    assert all(finding.found for finding in doctor.check_machine() if finding.status == "ok")


def test_pango_and_the_subsetter_say_their_versions():
    found = {finding.item: finding.found for finding in doctor.check_page_libraries()}
    assert re.fullmatch(r"\d+\.\d+\.\d+", found["pango"])
    assert found["harfbuzz_subset"]


def test_a_missing_subsetter_is_a_note_and_a_missing_pango_a_stop(monkeypatch):
    monkeypatch.setattr(doctor, "HARFBUZZ_SUBSET", ("libsegkit-none.so.0", "segkit-none"))
    monkeypatch.setattr(doctor, "PANGO", ("libsegkit-none.so.0", "segkit-none"))
    pango, subset = doctor.check_page_libraries()
    assert (pango.status, subset.status) == ("stop", "warn")
    assert doctor.can_write_reports([subset])
    assert not doctor.can_write_reports([pango, subset])


def test_a_library_that_is_not_installed_stops_a_report():
    assert doctor.check_library("segkit-none").status == "stop"


def test_fonts_that_are_missing_are_named(tmp_path):
    finding = doctor.check_fonts(tmp_path)
    assert finding.status == "stop"
    assert finding.found == ", ".join(doctor.FONTS)


@pytest.mark.parametrize("system", list(doctor.INSTALL))
@pytest.mark.parametrize("item", list(doctor.PACKAGES))
def test_every_system_has_a_command_for_every_page_library(monkeypatch, system, item):
    monkeypatch.setattr(doctor, "this_system", lambda: system)
    command = doctor.install_command(item)
    assert doctor.PACKAGES[item][system] in command
    assert "{" not in command


def test_on_an_unknown_system_the_commands_of_all_are_shown(monkeypatch):
    monkeypatch.setattr(doctor, "this_system", lambda: None)
    assert doctor.install_command("pango").count(" | ") == len(doctor.INSTALL) - 1


def test_who_is_not_root_is_told_to_use_sudo(monkeypatch):
    monkeypatch.setattr(doctor, "this_system", lambda: "apt")
    monkeypatch.setattr(doctor, "_is_root", lambda: False)
    assert doctor.install_command("pango").startswith("sudo apt-get install ")


def test_a_conda_environment_is_served_by_conda(monkeypatch):
    monkeypatch.setenv("CONDA_PREFIX", "somewhere")
    assert doctor.this_system() == "conda"


@pytest.fixture
def apt_log(monkeypatch, tmp_path):
    """What apt-get is asked for: a program of that name that only writes down its arguments."""
    program = tmp_path / "apt-get"
    program.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/log"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("CONDA_PREFIX", raising=False)
    monkeypatch.setattr(doctor, "HARFBUZZ_SUBSET", ("libsegkit-none.so.0", "segkit-none"))
    return tmp_path / "log"


def test_root_on_debian_gets_what_is_missing_installed_and_no_more(apt_log, monkeypatch):
    monkeypatch.setattr(doctor, "_is_root", lambda: True)
    (still_missing,) = doctor.install_page_libraries()
    assert apt_log.read_text().splitlines() == [
        "update -qq",
        "install -y --no-install-recommends libharfbuzz-subset0",
    ]
    assert (still_missing.item, still_missing.status) == ("harfbuzz_subset", "warn")


def test_nothing_is_installed_for_who_is_not_root(apt_log, monkeypatch):
    monkeypatch.setattr(doctor, "_is_root", lambda: False)
    (missing,) = doctor.install_page_libraries()
    assert missing.command == "sudo apt-get install -y --no-install-recommends libharfbuzz-subset0"
    assert not apt_log.exists()


@pytest.mark.parametrize(
    ("language", "verdict"), [("zh-CN", "这台机器可以生成报告。"), ("en", "This machine can write reports.")]
)
def test_the_verdict_stands_last(language, verdict):
    assert doctor.render_doctor((doctor.Finding("python", "ok", "3.11.7"),), language).endswith(verdict)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_what_to_type_stands_below_what_is_missing(language):
    missing = doctor.Finding("pango", "stop", "", "apt-get install pango")
    first, why, command, *_ = doctor.render_doctor((missing,), language).splitlines()
    assert "Pango" in first
    assert "1.44" in why
    assert command.strip().endswith("apt-get install pango")


def test_the_doctor_runs_where_heavy_libraries_cannot_be_imported(tmp_path):
    broken = ("weasyprint", "pandas", "ibis", "matplotlib")
    for name in broken:
        (tmp_path / f"{name}.py").write_text("raise OSError('cannot load library')")
    done = _run_doctor("--json", path=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "pango" in [finding["item"] for finding in json.loads(done.stdout)]


def test_where_a_report_cannot_be_written_the_exit_code_is_2(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.version_info = (3, 10, 0)")
    assert _run_doctor("--language", "en", path=tmp_path).returncode == 2


def test_set_up_is_silent_where_nothing_is_missing(tmp_path):
    assert _run_doctor("--install", path=tmp_path).stdout == ""


def _run_doctor(*arguments: str, path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "segkit.doctor", *arguments]
    return subprocess.run(command, env=os.environ | {"PYTHONPATH": str(path)}, capture_output=True, text=True)
