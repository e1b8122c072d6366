"""What became of a random template (kết quả): every fault of the finished document."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

from docx import Document
from lxml import etree

from giayto.errors import GiaytoError
from giayto.rendering import CompiledTemplate
from tests.office_validity import complaints
from tests.rendering.word_papers import W, unzipped
from tests.rendering.word_validity import problems

from .whole import RandomDocument

_W = f"{{{W}}}"
_PRINTABLE = re.compile(r"[0-9A-Za-zÀ-ỹ]")
# The small templates have no table of fonts, which is none of the engine's doing; and
# ISO 29500-1, 17.5.1.9 has smart tags among the runs, where the rules do not look for them.
_PASSED_OVER = re.compile(r"required relationship|Unexpected element 'smartTag'")
_SEEN = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}


def faults(case: RandomDocument) -> tuple[bytes, list[str]]:
    """The rendered document, and all that is wrong with it; no bytes when it was refused."""
    try:
        made = CompiledTemplate.load(case.template).render(case.context)
    except GiaytoError as error:
        said = " | ".join(part for part in (error.what, error.where, error.why) if part)
        return b"", [f"refused: {said}"]
    found = [f"invalid: {problem}" for problem in problems(made)]
    found += [f"invalid: {complaint}" for complaint in _complaints(made)]
    parts = unzipped(made)
    for name, expected in case.said.items():
        shown = seen(parts[name])
        if shown != expected:
            found.append(f"{name}: {_difference(expected, shown)}")
    Document(io.BytesIO(made))
    return made, found


def seen(part: bytes) -> str:
    """All that a reader sees of a part, tabs and line breaks as such, paragraph ends left out."""
    pieces: list[str] = []
    for node in etree.fromstring(part).iter(f"{_W}t", *_SEEN):
        parent = node.getparent()
        if parent is None or parent.tag != f"{_W}r":
            continue  # the tab stops of a paragraph
        if any(above.tag == f"{_W}del" for above in node.iterancestors()):
            continue
        pieces.append(_SEEN.get(str(node.tag)) or node.text or "")
    return "".join(pieces)


def missing_on_paper(case: RandomDocument, pdf: Path) -> str:
    """The letters and digits of the body that the pages show less often than it has them.

    Not word by word: narrow columns break words, and their lines stand between each other's.
    """
    done = subprocess.run(["pdftotext", str(pdf), "-"], check=True, stdout=subprocess.PIPE)
    shown = Counter(unicodedata.normalize("NFC", done.stdout.decode()))
    missing = Counter(_PRINTABLE.findall(case.on_paper)) - shown
    return "".join(sorted(missing.elements()))


def _complaints(document: bytes) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.docx")
        path.write_bytes(document)
        found = complaints(path)
    return [complaint for complaint in found if not _PASSED_OVER.search(complaint)]


def _difference(expected: str, shown: str) -> str:
    start = next(
        (n for n, (a, b) in enumerate(zip(expected, shown, strict=False)) if a != b),
        min(len(expected), len(shown)),
    )
    return f"should read {expected[start : start + 60]!r}, reads {shown[start : start + 60]!r}"
