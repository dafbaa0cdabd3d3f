"""Says whether this machine can write a report, with versions, and how to get what is missing.

Stands just below `cli` (floor 6 of the house) and imports no heavy library: it must also run where WeasyPrint
cannot be imported. The Makefile's set-up calls `python -m segkit.doctor --install`.
"""

import argparse
import ctypes
import ctypes.util
import json
import locale
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from segkit.house import kit_folder
from segkit.wording import Wording

Status = Literal["ok", "warn", "stop"]

OLDEST_PYTHON = (3, 11)
OLDEST_PANGO = (1, 44)
LIBRARIES = (
    "duckdb", "ibis-framework", "jinja2", "matplotlib", "nbclient", "numpy", "pandas", "papermill", "pyarrow",
    "pydantic", "scikit-learn", "seaborn", "weasyprint",
)  # fmt: skip
FONTS = tuple(f"Segkit{face}-{weight}.ttf" for face in ("SansSC", "Sans") for weight in ("Regular", "Bold"))
FREE_TO_RUN = 200 * 10**6  # bytes: a run of the sample with both languages, twice over
FREE_TO_WORK = 2 * 10**9  # bytes: ten million lines with DuckDB spilling

# The shared libraries that WeasyPrint opens, by the names of Windows, Linux and macOS.
PANGO = ("libpango-1.0-0.dll", "libpango-1.0.so.0", "libpango-1.0.0.dylib", "pango-1.0")
BESIDE_PANGO = (
    ("libgobject-2.0-0.dll", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "gobject-2.0"),
    ("libharfbuzz-0.dll", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "harfbuzz"),
    ("libfontconfig-1.dll", "libfontconfig.so.1", "libfontconfig.1.dylib", "fontconfig"),
    ("libpangoft2-1.0-0.dll", "libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "pangoft2-1.0"),
)
HARFBUZZ_SUBSET = (
    "libharfbuzz-subset-0.dll", "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "harfbuzz-subset",
)  # fmt: skip

System = Literal["apt", "dnf", "brew", "conda", "windows"]
INSTALL: dict[System, str] = {
    "apt": "apt-get install -y --no-install-recommends {packages}",
    "dnf": "dnf install -y {packages}",
    "brew": "brew install {packages}",
    "conda": "conda install -y -c conda-forge {packages}",
    "windows": "winget install MSYS2.MSYS2 && C:\\msys64\\usr\\bin\\pacman -S --noconfirm {packages}",
}
# Apart, because older Debian and Ubuntu have no package for the subsetter and would then install neither.
PACKAGES: dict[str, dict[System, str]] = {
    "pango": {
        "apt": "libpango-1.0-0 libpangoft2-1.0-0",
        "dnf": "pango",
        "brew": "pango",
        "conda": "pango",
        "windows": "mingw-w64-ucrt-x86_64-pango",
    },
    "harfbuzz_subset": {
        "apt": "libharfbuzz-subset0",
        "dnf": "harfbuzz",
        "brew": "harfbuzz",
        "conda": "harfbuzz",
        "windows": "mingw-w64-ucrt-x86_64-harfbuzz",
    },
}


@dataclass(frozen=True)
class Finding:
    """One thing looked at on this machine.

    `status` is `ok`, `warn` (a report can be written all the same) or `stop`; `found` is a version, an amount or the
    names of what is missing, empty where nothing was found; `command` is what to type, empty where no command helps.
    """

    item: str
    status: Status
    found: str
    command: str = ""


def check_machine() -> tuple[Finding, ...]:
    """Everything a report needs of this machine, in the order it is needed."""
    return (
        check_python(),
        *(check_library(name) for name in LIBRARIES),
        *check_page_libraries(),
        check_fonts(kit_folder("templates") / "fonts"),
        check_disk(Path.cwd()),
        check_locale(),
    )


def can_write_reports(findings: Sequence[Finding]) -> bool:
    """Whether nothing stops a report."""
    return all(finding.status != "stop" for finding in findings)


def check_python() -> Finding:
    """The Python that runs."""
    return Finding("python", "ok" if sys.version_info >= OLDEST_PYTHON else "stop", sys.version.split()[0])


def check_library(name: str) -> Finding:
    """One Python library by its distribution's name, without importing it."""
    try:
        return Finding(name, "ok", version(name))
    except PackageNotFoundError:
        return Finding(name, "stop", "", "make setup")


def check_page_libraries() -> tuple[Finding, Finding]:
    """Pango, without which no page can be set, and the HarfBuzz subsetter, without which it takes longer."""
    return check_pango(), check_harfbuzz_subset()


def check_pango() -> Finding:
    """Pango and what WeasyPrint opens beside it."""
    library = open_library(PANGO)
    if library is None:
        return Finding("pango", "stop", "", install_command("pango"))
    found = _version_of(library, "pango_version_string")
    if missing := [names[-1] for names in BESIDE_PANGO if open_library(names) is None]:
        return Finding("pango", "stop", ", ".join(missing), install_command("pango"))
    is_old = tuple(map(int, found.split(".")[:2])) < OLDEST_PANGO
    return Finding("pango", "stop" if is_old else "ok", found, install_command("pango") if is_old else "")


def check_harfbuzz_subset() -> Finding:
    """The library that cuts fonts down to the characters in use."""
    library = open_library(HARFBUZZ_SUBSET)
    if library is None:
        return Finding("harfbuzz_subset", "warn", "", install_command("harfbuzz_subset"))
    try:
        return Finding("harfbuzz_subset", "ok", _version_of(library, "hb_version_string"))
    except AttributeError:  # Windows looks for a name in this library only, not in those it uses
        return Finding("harfbuzz_subset", "ok", HARFBUZZ_SUBSET[-1])


def check_fonts(folder: Path) -> Finding:
    """The kit's own fonts."""
    missing = [name for name in FONTS if not (folder / name).is_file()]
    return Finding("fonts", "stop" if missing else "ok", ", ".join(missing or FONTS))


def check_disk(folder: Path) -> Finding:
    """Free space where runs are written, in gigabytes."""
    free = shutil.disk_usage(folder).free
    status: Status = "stop" if free < FREE_TO_RUN else "warn" if free < FREE_TO_WORK else "ok"
    return Finding("disk", status, f"{free / 10**9:.1f} GB")


def check_locale() -> Finding:
    """The encoding in which this system reads text and file names."""
    found = f"{locale.setlocale(locale.LC_CTYPE)}, {locale.getpreferredencoding(False)}"
    is_utf8 = "utf8" in locale.getpreferredencoding(False).lower().replace("-", "")
    return Finding("locale", "ok" if is_utf8 else "warn", found)


def open_library(names: Sequence[str]) -> ctypes.CDLL | None:
    """The first shared library of these file names, else by the last, bare name; None if there is none."""
    _look_where_weasyprint_looks()
    for name in (*names[:-1], ctypes.util.find_library(names[-1])):
        if name:
            with suppress(OSError):
                return ctypes.CDLL(name)
    return None


def _look_where_weasyprint_looks() -> None:
    """On Windows, add the folders in which WeasyPrint finds Pango."""
    add: Callable[[str], object] | None = getattr(os, "add_dll_directory", None)
    known = "C:\\msys64\\ucrt64\\bin;C:\\msys64\\mingw64\\bin"
    for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", known).split(";") if add else ():
        with suppress(OSError):
            add(folder)  # type: ignore[misc]


def _version_of(library: ctypes.CDLL, function: str) -> str:
    call = getattr(library, function)
    call.restype = ctypes.c_char_p
    return str(call().decode())


def this_system() -> System | None:
    """The package manager that a command is written for; None for one we know no command for."""
    if os.name == "nt":
        return "windows"
    if os.environ.get("CONDA_PREFIX"):
        return "conda"
    programs: dict[str, System] = {"apt-get": "apt", "dnf": "dnf", "brew": "brew"}
    return next((system for program, system in programs.items() if shutil.which(program)), None)


def install_command(item: str) -> str:
    """The exact command that installs `item` on this system, or every system's where this one is unknown."""
    system = this_system()
    systems = [system] if system else list(INSTALL)
    return " | ".join(_with_rights(one, INSTALL[one].format(packages=PACKAGES[item][one])) for one in systems)


def _with_rights(system: System, command: str) -> str:
    return f"sudo {command}" if system in ("apt", "dnf") and not _is_root() else command


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_page_libraries() -> tuple[Finding, ...]:
    """What is missing of the page libraries, after installing it where that needs nobody's leave: as root with apt-get.

    A failed installation is no error here: the findings say what is missing still.
    """
    if any(finding.command for finding in check_page_libraries()) and this_system() == "apt" and _is_root():
        subprocess.run(["apt-get", "update", "-qq"], check=False)
    for finding in check_page_libraries():
        if finding.command and this_system() == "apt" and _is_root():
            subprocess.run(finding.command.split(), check=False, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"})
    return tuple(finding for finding in check_page_libraries() if finding.status != "ok")


def render_doctor(findings: Sequence[Finding], language: str) -> str:
    """The findings as text, one line each, with what to do below those that need it, and the verdict last."""
    say = Wording(language)
    verdict = say("doctor.ready" if can_write_reports(findings) else "doctor.not_ready")
    return "\n".join([*(render_finding(finding, say) for finding in findings), "", verdict])


def render_finding(finding: Finding, say: Wording) -> str:
    """One finding: mark, name, what was found; then what follows from it, and what to type."""
    name = say(f"doctor.{finding.item}") if say.has(f"doctor.{finding.item}") else finding.item
    first = f"{say(f'doctor.mark.{finding.status}')} {name}  {finding.found}".rstrip()
    reason = f"doctor.{finding.item}.why" if say.has(f"doctor.{finding.item}.why") else "doctor.library.why"
    below = [] if finding.status == "ok" else [say(reason)]
    typed = [say("doctor.type", command=finding.command)] if finding.command else []
    return "\n".join([first, *(f"    {line}" for line in below + typed)])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the findings; 0 when a report can be written, 2 otherwise."""
    options = _parser().parse_args(arguments)
    findings = install_page_libraries() if options.install else check_machine()
    if options.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    elif findings:
        print(render_doctor(findings, options.language))
    return 0 if can_write_reports(findings) else 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m segkit.doctor", description=check_machine.__doc__)
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    parser.add_argument("--language", choices=["zh-CN", "en"], default="zh-CN" if spoken.startswith("zh") else "en")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--install", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
