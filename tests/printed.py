"""The printed page: documents turned into PDF by LibreOffice, read line by line.

A line knows its page, its place and whether it is bold throughout, so that a test
can ask what a person sees: what stands at the end of a page, what is torn apart.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from giayto.data.ward import Ward
from giayto.generators.papers import PAPERS, plan_papers
from giayto.generators.plan import Scope
from giayto.rendering import CompiledTemplate
from giayto.rendering.pdf import to_pdf
from giayto.templates.store import find_master
from tests.some_of import some_of_each

_SAME_LINE = 4
"""Pieces whose tops differ by less (in pixels of pdftohtml) stand on one line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, from left to right; ``bold`` when all of it is."""

    text: str
    bold: bool
    top: int


Page = list[Line]


def make_all(ward: Ward, folder: Path) -> list[Path]:
    """Every kind of paper of the ward as Word files, in the order they are planned."""
    folder.mkdir(parents=True)
    compiled: dict[tuple[str, str], CompiledTemplate] = {}
    made = []
    jobs = some_of_each(plan_papers(ward, PAPERS, Scope()).jobs, lambda job: job.master)
    for number, job in enumerate(jobs):
        name = job.master, job.rules
        if name not in compiled:
            compiled[name] = CompiledTemplate.load(find_master(*name).content)
        path = folder / f"{number:04}-{job.master}-{job.stem[:40]}.docx"
        compiled[name].render_to(path, job.context)
        made.append(path)
    return made


def printed(documents: Iterable[Path], folder: Path) -> list[Path]:
    """The PDFs of documents, in their order."""
    made = [(result.pdf, result.error) for result in to_pdf(list(documents), folder)]
    assert [error for _, error in made if error is not None] == []
    return [pdf for pdf, _ in made if pdf is not None]


def read_pages(pdf: Path) -> list[Page]:
    """The pages of a PDF, read by pdftohtml, each without its page number."""
    xml = subprocess.run(
        ["pdftohtml", "-xml", "-i", "-stdout", str(pdf)], check=True, capture_output=True
    ).stdout.decode("utf-8")
    root = ElementTree.fromstring(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", xml))
    return [_page(page) for page in root.iter("page")]


def _page(page: ElementTree.Element) -> Page:
    lines: list[list[ElementTree.Element]] = []
    for piece in sorted(page.iter("text"), key=lambda p: int(p.get("top", 0))):
        if not "".join(piece.itertext()).strip():
            continue
        if lines and int(piece.get("top", 0)) - int(lines[-1][0].get("top", 0)) < _SAME_LINE:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    read = []
    for pieces in lines:
        pieces.sort(key=lambda p: int(p.get("left", 0)))
        text = " ".join("".join(p.itertext()).strip() for p in pieces)
        bold = all(len("".join(p.itertext())) == _bold_length(p) for p in pieces)
        read.append(Line(text, bold, int(pieces[0].get("top", 0))))
    if read and re.fullmatch(r"\d+", read[0].text) and len(read[0].text) < 4:
        del read[0]
    return read


def _bold_length(piece: ElementTree.Element) -> int:
    return len("".join("".join(b.itertext()) for b in piece.findall(".//b")))


SIGNATURE = re.compile(
    r"(T/M|K/T|T/L|NGƯỜI TỰ KIỂM ĐIỂM|NGƯỜI GHI|CHỦ TRÌ|CHỦ TOẠ|THƯ KÝ|THỦ TRƯỞNG|BÍ THƯ|PHÓ BÍ THƯ"
    r"|Nơi nhận|\(Ký|\(Xác lập)"
)
"""How a signature block begins, its left neighbour included."""
_HEADING = re.compile(r"([A-D]|[IVX]+|\d+)\. ")


def lonely_ends(pages: list[Page]) -> list[str]:
    """What a chief sends back of a document's page ends, in words; empty when nothing.

    A page with nothing, with one line, or with a signature block and no two lines
    above it; a heading that is the last line of its page.
    """
    found = []
    for number, page in enumerate(pages, start=1):
        if not page:
            found.append(f"trang {number}: trống")
        elif len(page) == 1:
            found.append(f"trang {number}: một dòng “{page[0].text}”")
        elif number > 1 and (ends := next((x for x in page[:2] if SIGNATURE.match(x.text)), None)):
            found.append(f"trang {number}: chỉ có chữ ký “{ends.text}”")
    for number, (page, _) in enumerate(pairwise(pages), start=1):
        if page and page[-1].bold and _HEADING.match(page[-1].text):
            found.append(f"trang {number}: đề mục ở chân trang “{page[-1].text}”")
    return found


def torn_lines(pdf: Path) -> list[str]:
    """Lines of a PDF whose words a justified paragraph has pulled far apart."""
    xml = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True
    ).stdout.decode("utf-8")
    found = []
    for top, words in _rows(xml).items():
        gaps = [round(b[0] - a[1], 1) for a, b in pairwise(words)]
        # Columns of a table are not equally far from each other, four times in a row.
        for start in range(len(gaps) - 3):
            some = gaps[start : start + 4]
            if all(_FIGURE.fullmatch(word[2]) for word in words[start : start + 5]):
                continue
            if min(some) > _TORN_PT and max(some) - min(some) < 1:
                found.append(" ".join(word[2] for word in words) + f" ({top[0]})")
                break
    return found


_FIGURE = re.compile(r"[\d.,]+|\(\d+\)|%|SL")
"""What stands in narrow columns side by side, as far from each other as a torn line's words."""
_TORN_PT = 11.0
"""A space is 3.5 pt wide; a justified line may double it, not treble it."""
_Word = tuple[float, float, str]


def _rows(xml: str) -> dict[tuple[int, float], list[_Word]]:
    """Page and height → the words there, from left to right."""
    rows: dict[tuple[int, float], list[_Word]] = {}
    page = 0
    for found in re.finditer(
        r'<page |<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]*)<', xml
    ):
        if found[1] is None:
            page += 1
            continue
        rows.setdefault((page, float(found[2])), []).append(
            (float(found[1]), float(found[3]), found[4])
        )
    return {place: sorted(words) for place, words in rows.items()}
