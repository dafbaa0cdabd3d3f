"""The Linux kernel's own doors, shut before a learner's code runs: Landlock for files, seccomp for system calls.

Neither needs a privilege. Where the kernel is too old, or a container forbids it, the rest still stands; `held` says
which doors could be shut.
"""

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

NO_NEW_PRIVILEGES, SECCOMP = 38, 317
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446  # the same number on every architecture
PATH_BENEATH, ASK_VERSION = 1, 1
NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000
O_PATH = getattr(os, "O_PATH", 0o10000000)

# Landlock's rights over files, by the version that brought them: 1 has thirteen, then refer, truncate, ioctl.
READ_FILE, READ_FOLDER, WRITE_FILE, TRUNCATE = 1 << 2, 1 << 3, 1 << 1, 1 << 14
RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}

# System calls, by number on x86-64 and on 64-bit ARM; 0 where the architecture has none of the name.
CALLS: dict[str, tuple[int, int]] = {
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "fork": (57, 0),
    "vfork": (58, 0),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "tkill": (200, 130),
    "setsid": (112, 157),
    "setpgid": (109, 154),
    "setrlimit": (160, 164),
    "mount": (165, 40),
    "umount2": (166, 39),
    "chroot": (161, 51),
    "pivot_root": (155, 41),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_by_handle_at": (304, 265),
    "io_uring_setup": (425, 425),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    "reboot": (169, 142),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
}
KILL, TGKILL, CLONE, CLONE3, PRLIMIT = (62, 129), (234, 131), (56, 220), (435, 435), (302, 261)
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
CLONE_THREAD = 0x10000
ALLOW, REFUSE, KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
LOAD, EQUAL, ANY_BIT, AT_LEAST, RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
NUMBER_AT, ARCHITECTURE_AT, ARGUMENTS_AT = 0, 4, 16
held: list[str] = []  # the doors that this process has shut


@lru_cache(maxsize=1)
def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def leave_network() -> bool:
    """Move this process, and all that it starts, to a network of its own without a way out; whether that worked."""
    return any(_libc().unshare(flags) == 0 for flags in (NEW_NETWORK, NEW_NETWORK | NEW_USER))


def shut_kernel_doors(own: str, readable: Iterable[str]) -> None:
    """Shut what the kernel offers to shut: files outside, then system calls; `held` names what was shut."""
    if _libc().prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return
    if _restrict_files(own, readable):
        held.append("files")
    _drop_capabilities()
    if _filter_calls():
        held.append("calls")


def _restrict_files(own: str, readable: Iterable[str]) -> bool:
    version = _libc().syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), ASK_VERSION)
    if version < 1:
        return False
    every = (1 << RIGHTS[min(version, max(RIGHTS))]) - 1
    asked = struct.pack("QQQ", every, 3 if version >= 4 else 0, 3 if version >= 6 else 0)
    size = {1: 8, 2: 8, 3: 8, 4: 16, 5: 16}.get(version, 24)
    rules = _libc().syscall(LANDLOCK_CREATE, asked, ctypes.c_size_t(size), 0)
    if rules < 0:
        return False
    try:
        reading = READ_FILE | READ_FOLDER
        for path in readable:
            _permit(rules, path, reading if os.path.isdir(path) else READ_FILE)
        _permit(rules, os.devnull, (READ_FILE | WRITE_FILE | TRUNCATE) & every)
        _permit(rules, own, every)
        return _libc().syscall(LANDLOCK_RESTRICT, rules, 0) == 0
    finally:
        os.close(rules)


def _permit(rules: int, path: str, rights: int) -> None:
    place = os.open(path, O_PATH | os.O_CLOEXEC)
    try:
        _libc().syscall(LANDLOCK_ADD, rules, PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
    finally:
        os.close(place)


def _drop_capabilities() -> None:
    """Give up what a superuser may do beyond owning its files; nothing to give up for anybody else."""
    header, empty = struct.pack("Ii", 0x20080522, 0), struct.pack("6I", *(0,) * 6)
    _libc().capset(header, empty)


def _filter_calls() -> bool:
    """Refuse the listed system calls in all threads of this process."""
    known = ARCHITECTURES.get(platform.machine())
    if known is None:
        return False
    program = b"".join(_program(*known))
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    number = SECCOMP if known[0] == 0 else 277
    return _libc().syscall(number, 1, 1, head) == 0  # a filter, for all threads


def _program(at: int, architecture: int) -> Iterable[bytes]:
    """The filter: another architecture's calls end the process; what is listed fails with EPERM."""
    yield _step(LOAD, ARCHITECTURE_AT)
    yield _step(EQUAL, architecture, 1, 0)
    yield _step(RETURN, KILL_PROCESS)
    yield _step(LOAD, NUMBER_AT)
    if at == 0:  # the same kernel's 32-bit pointers have numbers of their own
        yield _step(AT_LEAST, 0x40000000, 0, 1)
        yield _step(RETURN, KILL_PROCESS)
    for numbers in CALLS.values():
        if numbers[at]:
            yield from _when(numbers[at], _step(RETURN, REFUSE | errno.EPERM))
    yield from _when(CLONE3[at], _step(RETURN, REFUSE | errno.ENOSYS))  # its flags lie in memory; libraries try clone
    yield from _when(CLONE[at], _step(LOAD, ARGUMENTS_AT), *_allow_if(ANY_BIT, CLONE_THREAD))
    for numbers in (KILL, TGKILL):  # signals to itself only
        yield from _when(numbers[at], _step(LOAD, ARGUMENTS_AT), *_allow_if(EQUAL, os.getpid()))
    both = (_step(LOAD, ARGUMENTS_AT + 16), _step(EQUAL, 0, 0, 3), _step(LOAD, ARGUMENTS_AT + 20))
    yield from _when(PRLIMIT[at], *both, *_allow_if(EQUAL, 0))  # asked for, never set
    yield _step(RETURN, ALLOW)


def _when(number: int, *steps: bytes) -> Iterable[bytes]:
    yield _step(EQUAL, number, 0, len(steps))
    yield from steps


def _allow_if(test: int, value: int) -> tuple[bytes, ...]:
    return (_step(test, value, 0, 1), _step(RETURN, ALLOW), _step(RETURN, REFUSE | errno.EPERM))


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
