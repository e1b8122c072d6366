"""Random documents in one file (gộp): every word of every record once, in order, valid."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from giayto.rendering.merge import merge_files, merge_records
from tests.rendering.word_papers import unzipped

from .outcome import differing, invalid, loaded
from .seen import seen
from .values import View
from .whole import RandomDocument

_BODY = "word/document.xml"


def merge_faults(case: RandomDocument) -> list[str]:
    """All that is wrong with the records of a template in one file, merged either way."""
    template = loaded(case)
    expected = "".join(case.said(_BODY, record, View.MERGED) for record in range(len(case.records)))
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "gop.docx")
        merge_records(template, case.records, out)
        found += _faults("merged records", out.read_bytes(), expected)
        papers = []
        for number, record in enumerate(case.records):
            papers.append(Path(folder, f"{number}.docx"))
            template.render_to(papers[-1], record)
        merge_files(papers, out)
        found += _faults("merged files", out.read_bytes(), expected)
    return found


def _faults(way: str, document: bytes, expected: str) -> Iterator[str]:
    for problem in invalid(document):
        yield f"{way} invalid: {problem}"
    for fault in differing(_BODY, expected, seen(unzipped(document), _BODY, hidden=False)):
        yield f"{way}: {fault}"
