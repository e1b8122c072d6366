"""What became of a random template (kết quả): every fault of the finished document."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from docx import Document

from giayto.errors import GiaytoError
from giayto.rendering import CompiledTemplate
from giayto.rendering.inserts import NeedsPackage
from giayto.rendering.package.packing import packed
from giayto.rendering.reference import finish_part
from tests.office_validity import complaints
from tests.rendering.word_papers import unzipped
from tests.rendering.word_validity import problems

from .seen import seen
from .values import View
from .whole import RandomDocument

_BODY = "word/document.xml"
_MERGED_DOWN = re.compile(rb"<w:vMerge[^>]*/>")
_PRINTABLE = re.compile(r"[0-9A-Za-zÀ-ỹ]")
# The small templates have no table of fonts, which is none of the engine's doing; and
# ISO 29500-1, 17.5.1.9 has smart tags among the runs, where the rules do not look for them.
_PASSED_OVER = re.compile(r"required relationship|Unexpected element 'smartTag'")


def faults(case: RandomDocument) -> tuple[bytes, list[str]]:
    """The rendered document, and all that is wrong with it; no bytes when it was refused."""
    try:
        template = loaded(case)
        made = template.render(case.records[0])
    except GiaytoError as error:
        said = " | ".join(part for part in (error.what, error.where, error.why) if part)
        return b"", [f"refused: {said}"]
    found = [f"invalid: {problem}" for problem in invalid(made)]
    parts = unzipped(made)
    for name in case.stories:
        found += differing(name, case.said(name), seen(parts, name))
    found += _other_way(case, template, parts)
    return made, found


def loaded(case: RandomDocument) -> CompiledTemplate:
    """The template, compiled."""
    return CompiledTemplate.load(case.template, missing=case.missing)


def invalid(document: bytes) -> list[str]:
    """What Word, python-docx or the Open XML SDK find wrong with a document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.docx")
        path.write_bytes(document)
        found = complaints(path)
    Document(io.BytesIO(document))
    return problems(document) + [said for said in found if not _PASSED_OVER.search(said)]


def differing(name: str, expected: str, shown: str) -> list[str]:
    """How what a part shows differs from what it must say, if it does.

    A new paragraph in a value is a new line where a paragraph cannot be cut in two.
    """
    pattern = expected.replace("\f", "\n").split("\a")
    if re.fullmatch("\n?".join(map(re.escape, pattern)), shown):
        return []
    wanted = "".join(pattern)
    start = next(
        (n for n, (a, b) in enumerate(zip(wanted, shown, strict=False)) if a != b),
        min(len(wanted), len(shown)),
    )
    return [
        f"{name}: should read {wanted[start : start + 60]!r}, reads {shown[start : start + 60]!r}"
    ]


def for_paper(made: bytes) -> bytes:
    """The document with the cells apart that are merged downwards.

    LibreOffice (7.4) loses lines of some tables with such cells, 9 in 5,000 documents, whatever
    made them; taken apart their every word is on paper.
    """
    parts = unzipped(made)
    return packed({**parts, _BODY: _MERGED_DOWN.sub(b"", parts[_BODY])})


def missing_on_paper(case: RandomDocument, pdf: Path) -> str:
    """The letters and digits of the body that the pages show less often than it has them.

    Not word by word: narrow columns break words, and their lines stand between each other's.
    """
    done = subprocess.run(["pdftotext", str(pdf), "-"], check=True, stdout=subprocess.PIPE)
    shown = Counter(unicodedata.normalize("NFC", done.stdout.decode()))
    missing = Counter(_PRINTABLE.findall(case.said(_BODY, view=View.PAPER))) - shown
    return "".join(sorted(missing.elements()))


def _other_way(
    case: RandomDocument, template: CompiledTemplate, parts: dict[str, bytes]
) -> Iterator[str]:
    """Whether the slow, sure path says the same as the fast one."""
    slow = dict(parts)
    for name, program in template.programs.items():
        try:
            text = program.render_text(case.records[0])
        except NeedsPackage:
            return
        slow[name] = finish_part(text, body=name == _BODY, where=program.title)
    template.settle_notes(slow)
    for name in template.programs:
        yield from (f"slow {f}" for f in differing(name, seen(parts, name), seen(slow, name)))
