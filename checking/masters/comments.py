"""Findings written into a copy of a master as comments of Word (chú thích của Word)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ...findings import Finding
from ...i18n import tr
from ...rendering import DEFAULT_LIMITS
from ...rendering.namespaces import W
from ...rendering.package.reading import open_package
from ...rendering.package.remarks import AUTHOR
from ...rendering.part_names import BODY, title_of
from .locating import Located

_INITIALS = "GT"


def commented(data: bytes, name: str, findings: Iterable[Finding], head: str) -> bytes:
    """The master with a comment in every paragraph that has findings, those joined.

    ``head`` is what the places of the findings begin with: the file. Word has no comments
    in headers, notes and text boxes, and what is wrong with the whole file has no place:
    that is said in one comment at the top. Comments of ours that were there are replaced.
    Raises what opening a template raises.
    """
    package = open_package(data, name, DEFAULT_LIMITS)
    document = docx.Document(io.BytesIO(package.data))
    root = document.element
    located = Located(root, title_of(BODY))
    first = next(root.body.iter(f"{W}p"), None)
    if first is None:
        first = document.add_paragraph()._p
    said: dict[Any, list[str]] = {}
    for finding in findings:
        place = finding.where.removeprefix(head).removeprefix(", ")
        paragraph = located.paragraph(place, finding.read)
        text = _text(finding, "" if paragraph is not None else place)
        said.setdefault(first if paragraph is None else _outer(paragraph), []).append(text)
    for paragraph, texts in said.items():
        _comment(document, paragraph, "\n\n".join(texts))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _text(finding: Finding, place: str) -> str:
    lines = [f"{finding.severity_word} {finding.code}", place, finding.read, finding.why]
    fix = tr("Cần làm: {can_lam}").format(can_lam=finding.fix) if finding.fix else ""
    return "\n".join(line for line in (*lines, fix) if line)


def _outer(paragraph: Any) -> Any:
    """The paragraph itself, or the one that holds the text box it stands in."""
    boxes = list(paragraph.iterancestors(f"{W}txbxContent"))
    return next(boxes[-1].iterancestors(f"{W}p"), paragraph) if boxes else paragraph


def _comment(document: Any, paragraph: Any, text: str) -> None:
    """Anchors a comment to a whole paragraph: an anchor around nothing is not shown."""
    comments = document.part._comments_part.comments
    comment = comments.add_comment(text=text, author=AUTHOR, initials=_INITIALS)
    number = str(comment.comment_id)
    start, end = OxmlElement("w:commentRangeStart"), OxmlElement("w:commentRangeEnd")
    run, reference = OxmlElement("w:r"), OxmlElement("w:commentReference")
    for mark in (start, end, reference):
        mark.set(qn("w:id"), number)
    run.append(reference)
    look = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if look is None else paragraph.index(look) + 1, start)
    paragraph.append(end)
    paragraph.append(run)
