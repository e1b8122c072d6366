"""LibreOffice at work (chạy LibreOffice): one start, watched, shut off from the network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ...errors import ConverterMissing
from ...files.faults import os_reason
from ...files.whole import write_bytes
from ...i18n import tr
from . import guardian

if sys.platform == "linux":
    import resource

START_SECONDS = 60.0
"""Time allowed for a start, besides the time for each document."""
_LOOK_SECONDS = 0.1
_MOST_MEMORY = 4 << 30
"""Some files send it round its layout for ever, and it takes what memory there is."""

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_COMMON, _PROXY = "Office.Common", "Inet/Settings"
# No links, no macros, no updates; whatever tries all the same meets a proxy that is not there.
_PROFILE = (
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Misc", "CollectUsageInformation", "false"),
    (f"{_COMMON}/Misc", "CrashReport", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
     "AutoCheckEnabled", "false"),
    (_PROXY, "ooInetProxyType", "1"),
    (_PROXY, "ooInetHTTPProxyName", "127.0.0.1"),
    (_PROXY, "ooInetHTTPProxyPort", "9"),
    (_PROXY, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_PROXY, "ooInetHTTPSProxyPort", "9"),
    (_PROXY, "ooInetFTPProxyName", "127.0.0.1"),
    (_PROXY, "ooInetFTPProxyPort", "9"),
    (_PROXY, "ooInetNoProxy", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ended:
    """How a start of LibreOffice ended (lần chạy đã dừng): ``why`` badly, ``None`` for well."""

    why: str | None = None


def find_libreoffice() -> str | None:
    """The path of LibreOffice's program, or ``None``. ``GIAYTO_SOFFICE`` overrides."""
    named = os.environ.get("GIAYTO_SOFFICE")
    if named:
        return str(Path(named).absolute()) if Path(named).is_file() else None
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    for place in _USUAL_PLACES:
        if place.is_file():
            return str(place)
    return None


_USUAL_PLACES = (
    Path(os.environ.get("PROGRAMFILES", "C:/Program Files")) / "LibreOffice/program/soffice.exe",
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)


def converter_missing() -> ConverterMissing:
    """The error that says how to install LibreOffice on this system."""
    if sys.platform == "win32":
        command = "winget install TheDocumentFoundation.LibreOffice"
    elif sys.platform == "darwin":
        command = "brew install --cask libreoffice"
    else:
        command = "sudo apt install libreoffice-writer fonts-liberation2"
    return ConverterMissing(
        tr("Chưa có chương trình xuất PDF (LibreOffice)."),
        fix=tr("Cài bằng lệnh: {lenh}").format(lenh=command),
    )


def run(
    program: str,
    sources: Sequence[Path],
    place: Path,
    seconds: float,
    stopped: Callable[[], bool],
) -> Ended:
    """One start of LibreOffice in ``place``, a folder of its own; PDFs come beside the sources.

    Ended when no further PDF has come for ``seconds``, the first one after the
    start besides, or when ``stopped`` says so. All that it started ends with it.
    """
    profile = place / "profile"
    items = "\n".join(_ITEM.format(path=p, name=n, value=v) for p, n, v in _PROFILE)
    write_bytes(
        profile / "user/registrymodifications.xcu",
        _SETTINGS.format(items=items).encode(),
        private=True,
    )
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--invisible",
        "--nologo",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        # By content alone, a web page named .docx would be opened as one.
        "--infilter=MS Word 2007 XML",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        str(place),
        *map(str, sources),
    ]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=place,
            env={**os.environ, guardian.ROOM: str(place)},
            # Away from Ctrl-C in the terminal: giayto hears it, and ends this.
            start_new_session=True,
        )
    except OSError as error:
        said = tr("Không chạy được {ten}: {loi}")
        return Ended(said.format(ten=program, loi=os_reason(error)))
    _bound(process)
    with process:
        try:
            return _watched(process, place, seconds, stopped)
        finally:
            process.kill()
            guardian.end_processes(str(place))


def _bound(process: subprocess.Popen[bytes]) -> None:
    """No more memory than :data:`_MOST_MEMORY` for it and what it starts, where the system can."""
    if sys.platform == "linux":
        with suppress(OSError, ValueError):  # it is gone already, or has less
            resource.prlimit(process.pid, resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _watched(
    process: subprocess.Popen[bytes], place: Path, seconds: float, stopped: Callable[[], bool]
) -> Ended:
    made = 0
    due = time.monotonic() + START_SECONDS + seconds
    while True:
        try:
            code = process.wait(timeout=_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        else:
            return Ended(tr("LibreOffice dừng với mã {ma}.").format(ma=code) if code else None)
        if stopped():
            return Ended(tr("đã dừng"))
        now = time.monotonic()
        number = sum(1 for _ in place.glob("*.pdf"))
        if number > made:
            made, due = number, now + seconds
        if now > due:
            limit = seconds if made else START_SECONDS + seconds
            return Ended(tr("quá {so} giây mà chưa xong").format(so=round(limit)))
