"""Ends what works in a room, and removes the room, when its owner is gone (người gác phòng).

Started as a program of its own by `room`: its standard input is a pipe that
nobody writes to, and which ends when giayto ends, by whatever cause. Imports
nothing of giayto, so that it starts in an instant.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOM = "GIAYTO_PHONG"
"""In the environment of everything started for a room: survives new sessions and groups."""
LOCK = ".khoa"
"""What the lock file beside a room ends with."""
_ROUNDS = 50


def clear(room: str) -> None:
    """End every process that works in a room, remove the room and its lock."""
    end_processes(room)
    for _ in range(_ROUNDS):
        shutil.rmtree(room, ignore_errors=True)
        if not os.path.lexists(room):
            break
        end_processes(room)
        time.sleep(0.02)
    with suppress(OSError):
        Path(room + LOCK).unlink()


def end_processes(place: str) -> None:
    """Kill the processes that were started for a place, with all they have started since."""
    if sys.platform == "win32":
        _end_on_windows(place)
        return
    # Again until there are none: a dying process may have started another.
    for _ in range(_ROUNDS):
        found = _processes(place)
        for process in found:
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
        if not found:
            return
        time.sleep(0.01)


def _processes(place: str) -> list[int]:
    sought = os.fsencode(place)
    if not Path("/proc/self/cmdline").exists():
        return _listed_processes(sought)
    found = []
    for process in Path("/proc").iterdir():
        number = process.name
        if number.isdigit() and int(number) != os.getpid() and _concerns(process, sought):
            found.append(int(number))
    return found


def _concerns(process: Path, sought: bytes) -> bool:
    """Whether a process was started with this place, in its environment or on its line."""
    marked = b"%s=%s" % (ROOM.encode(), sought)
    try:
        state = (process / "stat").read_bytes().rpartition(b")")[2].split()[0]
        surroundings = (process / "environ").read_bytes().split(b"\0")
        line = (process / "cmdline").read_bytes()
    except (OSError, IndexError):  # gone meanwhile, or somebody else's
        return False
    started = any(entry == marked or entry.startswith(marked + b"/") for entry in surroundings)
    return state not in b"ZX" and (started or b"UserInstallation=file://" + sought in line)


def _listed_processes(sought: bytes) -> list[int]:
    """Where there is no /proc (macOS): by what ``ps`` shows of line and environment."""
    listed = subprocess.run(
        ["ps", "-axwwE", "-o", "pid=,command="],
        capture_output=True,
        check=False,
    ).stdout
    marked = b"%s=%s" % (ROOM.encode(), sought)
    lines = [line.split(None, 1) for line in listed.splitlines() if marked in line]
    return [int(line[0]) for line in lines if int(line[0]) != os.getpid()]


def _end_on_windows(place: str) -> None:
    """By the command line, which names the profile of LibreOffice."""
    script = (
        "Get-CimInstance Win32_Process | Where-Object { $_.ProcessId -ne $PID -and $_.CommandLine"
        " -and $_.CommandLine.Contains($env:GIAYTO_SOUGHT) -and $_.Name -like 'soffice*' } |"
        " ForEach-Object { Stop-Process -Id $_.ProcessId -Force }"
    )
    subprocess.run(
        ["powershell", "-NoProfile", "-NonInteractive", "-Command", script],
        env={**os.environ, "GIAYTO_SOUGHT": Path(place).name},
        capture_output=True,
        check=False,
    )


def _watch(room: str) -> None:
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    sys.stdin.buffer.read()  # until the owner is gone
    clear(room)


if __name__ == "__main__":
    _watch(sys.argv[1])
