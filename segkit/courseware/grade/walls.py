"""What a learner's code may touch: its own folder, the libraries to read, and nothing else.

Two walls. Python's audit hook stands on every system and stops what goes through Python's own functions; where the
kernel is Linux, `kernel` stands behind it. The hook alone stops accidents and known tricks, not an attacker who brings
native code.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from segkit.house import PACKAGE

# Places of the system that libraries read: time zones, shared libraries, the null device, randomness.
SYSTEM = ("/usr/share/zoneinfo", "/etc/localtime", "/usr/lib", "/lib", "/lib64", "/usr/local/lib", "/dev/urandom")
OWN = ("/proc/self/maps",)  # which libraries this very process has loaded: clustering asks, to bound its threads
NULL = os.devnull
KEPT_BACK = "kit"  # of the package: it holds the lessons' sources when the kit is installed
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

REFUSED = frozenset(
    {
        *("os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn"),
        *("os.kill", "os.killpg", "os.chroot", "os.chflags", "os.setxattr", "os.removexattr", "os.lockf"),
        *("subprocess.Popen", "resource.setrlimit", "resource.prlimit", "sys._current_frames", "sys.addaudithook"),
        *("gc.get_objects", "gc.get_referrers", "gc.get_referents", "syslog.syslog", "syslog.openlog"),
        *("ctypes.dlopen", "ctypes.dlsym", "ctypes.dlsym/handle", "ctypes.call_function", "ctypes.string_at"),
        *("ctypes.wstring_at", "ctypes.cdata", "ctypes.cdata/buffer", "ctypes.get_errno", "ctypes.set_errno"),
    }
)
REFUSED_ROOMS: tuple[str, ...] = (
    *("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "poplib.", "imaplib.", "telnetlib.", "nntplib."),
    *("webbrowser.", "winreg.", "msvcrt.", "_winapi.", "cpython.run_"),
)
READING = {"open", "os.listdir", "os.scandir", "os.walk", "os.fwalk", "glob.glob", "pathlib.Path.glob", "os.getxattr"}
CHANGING = {
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown"),
    *("os.utime", "os.chdir", "os.mkfifo", "os.mknod", "tempfile.mkstemp", "tempfile.mkdtemp", "sqlite3.connect"),
    *("shutil.rmtree", "shutil.move", "shutil.copyfile", "shutil.copytree", "shutil.chown", "shutil.unpack_archive"),
}


def library_folders() -> tuple[str, ...]:
    """Where Python's own and the installed libraries lie, without the folders that hold lessons.

    A folder that holds this package is given as the package's parts, for beside it, or below `kit`, stand the lessons
    with their hidden checks.
    """
    bases = [Path(sys.base_prefix) / "lib", Path(sys.prefix), *map(Path, sys.path)]
    kept = [str(found) for base in bases if base.is_dir() for found in _without_lessons(base)]
    return tuple(dict.fromkeys(os.path.realpath(path) for path in (*kept, *filter(os.path.exists, SYSTEM))))


def _without_lessons(base: Path) -> Iterable[Path]:
    root = PACKAGE.resolve()
    base = base.resolve()
    if base != root.parent and base not in root.parents:
        yield base
        return
    parts = [part for part in root.iterdir() if part.name != KEPT_BACK]
    is_installed = base == root.parent and (root / KEPT_BACK).is_dir()
    yield from parts
    if is_installed:
        yield from (other for other in base.iterdir() if other != root)


def raise_walls(own: Path, readable: Iterable[Path]) -> None:
    """Let this process write below `own` alone and read there, in `readable`, and among the libraries; for good."""
    given: tuple[str | Path, ...] = (*readable, *filter(os.path.exists, OWN))
    roots = (*library_folders(), *(os.path.realpath(path) for path in given))
    if sys.platform == "linux":
        from segkit.courseware.grade.kernel import shut_kernel_doors

        shut_kernel_doors(os.path.realpath(own), roots)
    sys.addaudithook(_hook(os.path.realpath(own), roots))


def _hook(own: str, roots: tuple[str, ...]) -> Any:
    """A hook that asks of each event whether it may happen; what it needs is bound here, out of a module's reach."""
    refused, rooms, reading, changing = REFUSED, REFUSED_ROOMS, READING, CHANGING
    real, inside, fspath, decode, null = os.path.realpath, _is_below, os.fspath, os.fsdecode, NULL

    def ask(event: str, given: tuple[Any, ...]) -> None:
        if event in refused or event.startswith(rooms):
            raise PermissionError(f"{event}: closed while a notebook is graded")
        if event not in reading and event not in changing:
            return
        writes = event in changing or (event == "open" and _writes(given))
        for path in given[: 2 if event in changing else 1]:
            if path is None or not isinstance(path, str | bytes | os.PathLike):
                continue
            place = real(decode(fspath(path)))
            if place == null or inside(place, (own,)) or (not writes and inside(place, roots)):
                continue
            raise PermissionError(f"{event}: outside the notebook's own folder")

    return ask


def _writes(given: tuple[Any, ...]) -> bool:
    mode, flags = given[1], given[2]
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return bool(isinstance(flags, int) and flags & WRITING)


def _is_below(place: str, roots: tuple[str, ...]) -> bool:
    return any(place == root or place.startswith(root.rstrip(os.sep) + os.sep) for root in roots)
