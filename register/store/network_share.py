"""Whether a register lies on a network share (ổ mạng), where SQLite's quick log does not work.

The log of WAL mode is shared memory, which ends at the computer: on a share
the older journal is used, which locks the file itself.
"""

from __future__ import annotations

import os
from pathlib import Path

_REMOTE = frozenset(
    ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "ncpfs"]
)
_MOUNTS = Path("/proc/self/mounts")
_DRIVE_REMOTE = 4


def on_network(path: Path, mounts: str | None = None) -> bool:
    """Whether a file lies on another computer; false where that cannot be told.

    ``mounts`` is the table of file systems as Linux writes it; ``None`` takes this computer's.
    """
    if os.name == "nt":
        return _on_windows_share(path)
    if mounts is None:
        try:
            mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
    place = os.path.realpath(path)
    kinds: dict[str, str] = {}
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) > 2:
            kinds[parts[1].replace("\\040", " ")] = parts[2]
    around = [m for m in kinds if place == m or place.startswith(m.rstrip("/") + "/")]
    return kinds[max(around, key=len)] in _REMOTE if around else False


def _on_windows_share(path: Path) -> bool:
    drive = path.absolute().drive
    if drive.startswith("\\\\"):
        return True
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - not there on other systems
    return bool(kernel.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE)
