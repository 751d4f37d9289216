"""What a process of ours asks of Linux: each call is held, and goes on, fails, or is the last one (seccomp_unotify(2)).

The process is forked and asks for this itself (`held`), from then on; whoever forked it decides about each call
(`Calls.one`). It needs neither rights nor programs that are not there anyway, and nothing of ours knows of it.
"""

import contextlib
import ctypes
import errno
import fcntl
import os
import platform
import socket
import stat
import struct
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

# The numbers of calls by name (Linux, asm/unistd.h).
NUMBERS = {
    "x86_64": {
        "read": 0, "write": 1, "pread": 17, "pwrite": 18, "readv": 19, "writev": 20, "sendto": 44, "recvfrom": 45,
        "fsync": 74, "fdatasync": 75, "ftruncate": 77, "rename": 82, "unlink": 87, "openat": 257, "unlinkat": 263,
        "renameat": 264, "renameat2": 316, "socket": 41, "pipe2": 293,
    },
    "aarch64": {
        "read": 63, "write": 64, "pread": 67, "pwrite": 68, "readv": 65, "writev": 66, "sendto": 206, "recvfrom": 207,
        "fsync": 82, "fdatasync": 83, "ftruncate": 46, "openat": 56, "unlinkat": 35, "renameat": 38, "renameat2": 276,
        "socket": 198, "pipe2": 59,
    },
}.get(platform.machine(), {})  # fmt: skip
AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}.get(platform.machine(), 0)
NAMES = {number: name for name, number in NUMBERS.items()}
WRITING = "write pwrite writev sendto fsync fdatasync ftruncate rename unlink unlinkat renameat renameat2".split()
READING = "read pread readv recvfrom".split()
OPENING = "openat socket pipe2".split()
CAN = sys.platform == "linux" and bool(NUMBERS)

_SECCOMP = {"x86_64": 317, "aarch64": 277}.get(platform.machine(), 0)
_PIDFD_GETFD = 438
_RECEIVE, _ANSWER = 0xC0502100, 0xC0182101  # ioctls of linux/seccomp.h
_libc = ctypes.CDLL(None, use_errno=True)


def held(names: list[str], over: socket.socket) -> None:
    """Have these calls of this process, from now on, decided by whoever reads at the other end of `over`."""
    wanted = [NUMBERS[name] for name in names if name in NUMBERS]
    # Load the architecture and compare; load the call's number and compare; allow, or ask (bpf(4), seccomp(2)).
    steps = [(0x20, 0, 0, 4), (0x15, 1, 0, AUDIT), (0x06, 0, 0, 0x7FFF0000), (0x20, 0, 0, 0)]
    steps += [(0x15, len(wanted) - place, 0, number) for place, number in enumerate(wanted)]
    steps += [(0x06, 0, 0, 0x7FFF0000), (0x06, 0, 0, 0x7FC00000)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code)))
    if _libc.prctl(38, 1, 0, 0, 0):  # PR_SET_NO_NEW_PRIVS
        raise OSError(ctypes.get_errno(), "prctl")
    listener = _libc.syscall(_SECCOMP, 1, 8, program)  # SECCOMP_SET_MODE_FILTER with SECCOMP_FILTER_FLAG_NEW_LISTENER
    if listener < 0:
        raise OSError(ctypes.get_errno(), "seccomp")
    socket.send_fds(over, [b"!"], [listener])
    os.close(listener)


@dataclass(frozen=True)
class Call:
    """One call that is held."""

    id: int
    pid: int
    name: str
    args: tuple[int, ...]

    @cached_property
    def file(self) -> str:
        """What it writes to or reads from: a path, or "socket:[number]"."""
        try:
            return str(Path(f"/proc/{self.pid}/fd/{self.args[0] & 0xFFFFFFFF}").readlink())
        except OSError:
            return ""

    def cut_off(self) -> None:
        """End the connection that it is for, if it is for one: a connection that failed once does not come back."""
        if not self.file.startswith("socket:"):
            return
        process = os.pidfd_open(self.pid)
        number = _libc.syscall(_PIDFD_GETFD, process, self.args[0] & 0xFFFFFFFF, 0)
        os.close(process)
        if number >= 0:
            with socket.socket(fileno=number) as line, contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def do_half(self) -> None:
        """Write the first half of what is to be written, in its place, where it goes into a file."""
        if self.name not in ("write", "pwrite") or not self.file.startswith("/"):
            return
        with open(f"/proc/{self.pid}/mem", "rb", buffering=0) as memory:
            memory.seek(self.args[1])
            half = memory.read(self.args[2] // 2)
        place = os.open(f"/proc/{self.pid}/fd/{self.args[0] & 0xFFFFFFFF}", os.O_WRONLY)
        try:
            if stat.S_ISREG(os.fstat(place).st_mode) and self.name == "pwrite":
                os.pwrite(place, half, self.args[3])
        finally:
            os.close(place)


class Calls:
    """The calls of one process."""

    def __init__(self, over: socket.socket) -> None:
        _, [self.listener], _, _ = socket.recv_fds(over, 1, 1)

    def one(self) -> Call | None:
        """The call that waits now; None if its process is gone."""
        told = bytearray(80)
        try:
            fcntl.ioctl(self.listener, _RECEIVE, told)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.EINTR):
                return None
            raise
        number, pid, _flags, call, _arch, _place, *args = struct.unpack("QIIiIQ6Q", told)
        return Call(number, pid, NAMES[call], tuple(args))

    def let(self, call: Call) -> None:
        """Let it happen."""
        self._answer(struct.pack("QqiI", call.id, 0, 0, 1))

    def fail(self, call: Call, number: int) -> None:
        """It fails with this errno, and nothing happens."""
        self._answer(struct.pack("QqiI", call.id, 0, -number, 0))

    def _answer(self, told: bytes) -> None:
        try:
            fcntl.ioctl(self.listener, _ANSWER, told)
        except OSError as error:
            if error.errno != errno.ENOENT:  # it was killed meanwhile
                raise

    def close(self) -> None:
        os.close(self.listener)
