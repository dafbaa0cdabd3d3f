"""Each wall holds by itself: the kernel's doors without the audit hook, the audit hook without the kernel's doors."""

import json
import subprocess
import sys

import pytest

from segkit.house import PACKAGE

TRIES = """
import json, os, socket, sys
sys.path.insert(0, {root!r})
own, course = {own!r}, {course!r}
os.chdir(own)
{raise_wall}
def tried(what):
    try:
        what()
        return "open"
    except PermissionError:
        return "shut"
    except OSError as error:
        return f"failed {{error.errno}}"
def write(path):
    with open(path, "w") as file:
        file.write("x")
told = {{
    "own file": tried(lambda: write(os.path.join(own, "x"))),
    "library": tried(lambda: open(json.__file__).close()),
    "null device": tried(lambda: write(os.devnull)),
    "lessons": tried(lambda: os.listdir(course)),
    "users": tried(lambda: open("/etc/passwd").close()),
    "memory": tried(lambda: open("/proc/self/mem", "rb").close()),
    "write outside": tried(lambda: write(os.path.join(course, "hostile"))),
    "remove outside": tried(lambda: os.rmdir(course)),
    "socket": tried(lambda: socket.socket().close()),
    "fork": tried(os.fork),
    "run": tried(lambda: os.execv("/bin/true", ["true"])),
    "kill": tried(lambda: os.kill(os.getppid(), 0)),
}}
print(json.dumps(told), flush=True)
os._exit(0)
"""
KERNEL = """
from segkit.courseware.grade.kernel import shut_kernel_doors, held
from segkit.courseware.grade.walls import library_folders
shut_kernel_doors(own, library_folders())
if set(held) != {"files", "calls"}:
    print(json.dumps({"held": held}), flush=True)
    os._exit(0)
"""
HOOK = """
from segkit.courseware.grade.walls import _hook, library_folders
sys.addaudithook(_hook(os.path.realpath(own), library_folders()))
"""
OPEN = ("own file", "library", "null device")


def tries(tmp_path, wall):
    """What a process behind the wall can still do."""
    own, course = tmp_path / "own", tmp_path / "course"
    own.mkdir()
    course.mkdir()
    code = TRIES.format(root=str(PACKAGE.parent), own=str(own), course=str(course), raise_wall=wall)
    told = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    return json.loads(told.stdout)


def held(told):
    return {name: state for name, state in told.items() if state != ("open" if name in OPEN else "shut")}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these doors")
def test_the_kernel_alone_shuts_files_outside_the_network_and_new_processes(tmp_path):
    told = tries(tmp_path, KERNEL)
    if "held" in told:
        pytest.skip(f"this kernel or container shuts only {told['held']}")
    assert held(told) == {}


def test_the_audit_hook_alone_stops_what_goes_through_python(tmp_path):
    told = tries(tmp_path, HOOK)
    assert held(told) == {}
