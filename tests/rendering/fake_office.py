"""A stand-in for LibreOffice (LibreOffice giả) that fails on demand: by words in the document.

TREO hangs, RIENG leaves that to a child in a session of its own, DODANG writes
half a PDF, BOQUA writes none, DANHSACH hangs at a list whose numbers have tabs, THIEUFONT
leaves out the fonts where it stands behind another document, HONG breaks off, NGON eats memory; all other documents become a
whole PDF of one page. Each start adds a line to ``lan-chay`` beside it.
"""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

_SCRIPT = r"""#!{python} -IS
import subprocess, sys, time, zipfile
from pathlib import Path

def sheet(text):
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate((
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", b"(" + text + b")",
    ), 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(out))

here = Path(__file__).parent
with open(here / "lan-chay", "a") as log:
    log.write("x\n")
at = sys.argv.index("--outdir")
for name in sys.argv[at + 2:]:
    text = zipfile.ZipFile(name).read("word/document.xml")
    archive = zipfile.ZipFile(name)
    listed = b"".join(archive.read(n) for n in archive.namelist() if "numbering" in n)
    pdf = Path(sys.argv[at + 1], Path(name).stem + ".pdf")
    if b"RIENG" in text:
        subprocess.Popen(["sleep", "600"], start_new_session=True)
        time.sleep(600)
    if b"TREO" in text or (b"DANHSACH" in text and b"w:suff" not in listed):
        time.sleep(600)
    if b"NGON" in text:
        bytes(6 << 30)
    if b"HONG" in text:
        sys.exit(77)
    if b"BOQUA" in text:
        continue
    time.sleep({pause})
    whole = sheet(str(sum(text)).encode())
    if b"THIEUFONT" in text and name != sys.argv[at + 2]:
        whole = whole.replace(b"\nxref", b"\n% CreateFontSubset failed for font\nxref")
    pdf.write_bytes(whole[: len(whole) // 2] if b"DODANG" in text else whole)
"""


def fake_office(folder: Path, monkeypatch: pytest.MonkeyPatch, *, pause: float = 0) -> Path:
    """Put the stand-in in LibreOffice's place; gives its log of starts."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "soffice"
    script = _SCRIPT.replace("{python}", sys.executable).replace("{pause}", str(pause))
    program.write_text(script)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("GIAYTO_SOFFICE", str(program))
    return folder / "lan-chay"
