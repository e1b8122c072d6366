"""A template keeper at work: built-in masters copied, and spoilt in one place."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from giayto.checking.masters.own import check_own_masters
from giayto.findings import Finding
from giayto.templates.origin import ORIGIN, Origin, digest_of
from giayto.templates.properties import with_properties
from giayto.templates.store import OwnMasters, find_master
from tests.wards import small_ward


def master(name: str) -> WordDocument:
    """A built-in master, open."""
    return Document(str(find_master(name, "party-2026").path))


def paragraphs(document: WordDocument) -> list[Paragraph]:
    """All paragraphs of the body, those in tables too."""
    return [Paragraph(p, document) for p in document.element.body.iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")]  # fmt: skip


def retype(document: WordDocument, old: str, new: str) -> Paragraph:
    """Type other words over a part of the first paragraph that has it; gives the paragraph."""
    paragraph = next(p for p in paragraphs(document) if old in p.text)
    text = paragraph.text.replace(old, new)
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = text
    return paragraph


def save(document: WordDocument, folder: Path, name: str) -> None:
    """Put a master into the folder ``mau``."""
    folder.mkdir(exist_ok=True)
    document.save(str(folder / name))


def copy_of_an_older_one(folder: Path, name: str, now: str, once: str) -> Path:
    """A copy of a built-in master that said ``once`` where it says ``now`` today."""
    document = master(name)
    retype(document, now, once)
    return copied(document, folder, name)


def copied(older: WordDocument, folder: Path, name: str) -> Path:
    """A copy of what is taken to have been the built-in master."""
    save(older, folder, f"{name}.docx")
    path = folder / f"{name}.docx"
    content = path.read_bytes()
    origin = Origin(name, "party-2026", digest_of(content, path.name))
    origin.kept_in(folder).parent.mkdir(exist_ok=True)
    origin.kept_in(folder).write_bytes(content)
    path.write_bytes(with_properties(content, {ORIGIN: str(origin)}, path.name))
    return path


def remove(document: WordDocument, *texts: str, after: str | None = None) -> None:
    """Take the first paragraphs with these texts away, one behind the other.

    ``after`` is the text of the paragraph to begin behind, ``None`` for the first.
    """
    found = iter(paragraphs(document))
    if after is not None:
        next(p for p in found if p.text == after)
    for text in texts:
        element = next(p for p in found if p.text == text)._p
        element.getparent().remove(element)  # type: ignore[union-attr]


def check(folder: Path) -> list[Finding]:
    """What the check of the masters finds for the small ward, but of the paper as a whole."""
    return of_tags(check_own_masters(OwnMasters.of(folder), "party-2026", 2026, small_ward()))


def of_tags(findings: list[Finding]) -> list[Finding]:
    """The findings but those on missing parts and fonts: a few lines typed are no whole paper."""
    return [finding for finding in findings if finding.code not in ("KT-930", "KT-932")]


def places(findings: list[Finding]) -> list[str]:
    """The places inside the file."""
    return [finding.place.partition(".docx, ")[2] for finding in findings]
