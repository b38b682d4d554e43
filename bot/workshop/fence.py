"""
What a worker is kept from: files, network, other programs, more memory or time than it was given. Set by the kernel.

On Linux a seccomp filter refuses system calls for good, without any privilege; elsewhere, and on processors that are
not in the table, only Python's own socket is closed. The numbers are the kernel's own (arch/x86/entry/syscalls,
include/uapi/asm-generic/unistd.h).
"""

import ctypes
import os
import platform
import resource
import socket
import struct
import sys
from collections.abc import Iterator
from errno import EPERM
from typing import Any

from bot.workshop.limits import Limits

#: name → number on x86_64, on aarch64; None where that processor has no such call.
_FORBIDDEN: dict[str, tuple[int | None, int | None]] = {
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "socketpair": (53, 199),
    "execve": (59, 221),
    "execveat": (322, 281),
    "fork": (57, None),
    "vfork": (58, None),
    "kill": (62, 129),
    "tgkill": (234, 131),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "truncate": (76, 45),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rmdir": (84, None),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "link": (86, None),
    "linkat": (265, 37),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "chmod": (90, None),
    "fchmodat": (268, 53),
    "io_uring_setup": (425, 425),
}
_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}  # AUDIT_ARCH_…, column above

_SET_SECCOMP, _FILTER, _NO_NEW_PRIVILEGES = 22, 2, 38  # linux/prctl.h, linux/seccomp.h
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | EPERM  # SECCOMP_RET_…
_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # linux/bpf_common.h
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_X32 = 0x40000000  # x86_64 has a second set of numbers from here on: refused whole


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def set_up(limits: Limits) -> None:
    """Everything that holds from now on until this process ends."""
    os.nice(limits.nice)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    if not _filter_calls():
        socket.socket = _closed  # type: ignore[misc, assignment] # Python's own door, where the kernel's stays open


def allow_time(limits: Limits) -> None:
    """So many seconds of the processor for the next request; after them the kernel ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + limits.cpu, hard))


def _closed(*_: Any, **__: Any) -> None:
    raise PermissionError("a worker has no network")


def _filter_calls() -> bool:
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    code = b"".join(_instructions(*machine))
    room = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(room))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    tamed = prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0
    return tamed and int(prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program))) == 0


def _instructions(architecture: int, column: int) -> Iterator[bytes]:
    """The filter: another architecture's calls and those of the table are refused, all others are let through."""
    numbers = [row[column] for row in _FORBIDDEN.values() if row[column] is not None]
    yield _instruction(_LOAD, _ARCHITECTURE)
    yield _instruction(_JUMP_IF_EQUAL, architecture, 1, 0)
    yield _instruction(_RETURN, _REFUSE)
    yield _instruction(_LOAD, _NUMBER)
    yield _instruction(_JUMP_IF_AT_LEAST, _X32, len(numbers) + 1, 0)
    for place, number in enumerate(numbers):
        yield _instruction(_JUMP_IF_EQUAL, number or 0, len(numbers) - place, 0)
    yield _instruction(_RETURN, _ALLOW)
    yield _instruction(_RETURN, _REFUSE)


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
