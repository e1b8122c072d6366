"""One record of a merged file (một bản trong tệp gộp): its body made fit to stand among others.

Works on the bytes of ``w:body``: nothing is parsed that need not be, because
thousands of records pass here. Rare, small pieces (section properties, notes)
are parsed once and remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from lxml import etree

from ...errors import MergeFailed
from ...i18n import tr
from ..schema_order import put
from .markup import ANY_TAGS, Tags, W, tags

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = f"{{{W}}}"

_BODY = re.compile(tags("body").encode())
SECTION = re.compile(
    rb"<w:sectPr(?=[\s/>])[^<>]*(?:/>|>(?:(?!</?w:sectPr[\s>]).)*+</w:sectPr\s*>)", re.DOTALL
)
_SECTION_CHANGE = re.compile(
    rb"<w:sectPrChange(?=[\s/>])[^<>]*(?:/>|>(?:(?!</?w:sectPrChange).)*+</w:sectPrChange\s*>)",
    re.DOTALL,
)
_RELATION = re.compile(rb'(\sr:[a-zA-Z]+=")([^"<]*)(")')
_DRAWING = re.compile(rb'(<wp:docPr\s(?:[^<>]*?\s)?id=")\d+(")')
# Ids that Word only needs for comparing versions; they must not be there twice.
_PASSING_IDS = re.compile(rb'\sw14:(?:paraId|textId)="[^"<]*"')
_REMARK = re.compile(rb"<w:comment(?:RangeStart|RangeEnd|Reference)(?=[\s/>])[^<>]*/>")
_PERMISSION = re.compile(rb'(<w:perm(?:Start|End)\s(?:[^<>]*?\s)?w:id=")([^"<]*)(")')
_CONTROL_ID = re.compile(rb'<w:id w:val="-?\d+"\s*/>')
_NOTE = re.compile(rb'(<w:(foot|end)noteReference\s(?:[^<>]*?\s)?w:id=")(-?\d+)(")')
_FOREIGN = re.compile(rb'\s(?!w:|r:|xmlns)\w+:\w+="[^"]*"')
_LAST_PROPERTIES = re.compile(rb"<w:pPrChange\b")


@dataclass(frozen=True, slots=True)
class Split:
    """A document cut into what stands before its body, the content, the last section."""

    prefix: bytes
    content: bytes
    section: bytes
    suffix: bytes


def split(document: bytes, known: Tags = ANY_TAGS) -> Split:
    """Cuts ``word/document.xml``. Raises :class:`MergeFailed` when it has no body."""
    start = _BODY.search(document)
    end = document.rfind(b"</w:body>")
    if start is None or end < 0:
        raise MergeFailed(tr("Tệp không có thân văn bản (w:body)."))
    inside = document[start.end() : end]
    if known.are_in(inside, b"<w:sectPrChange"):
        inside = _SECTION_CHANGE.sub(b"", inside)
    inside = inside.rstrip()
    position = inside.rfind(b"<w:sectPr")
    if position >= 0 and SECTION.fullmatch(inside, position):
        content, section = inside[:position].rstrip(), inside[position:]
    else:
        content, section = inside, b"<w:sectPr/>"
    return Split(document[: start.end()], content, section, document[end:])


class Numbers:
    """The counters of one merged file: what must not occur twice in it."""

    def __init__(self) -> None:
        self._drawings = count(1001)
        self._permissions = count(1)

    def make_unique(self, content: bytes, known: Tags = ANY_TAGS) -> bytes:
        """The content with drawing ids of its own, and none that only compare versions."""
        if known.are_in(content, b'w14:paraId="'):  # what has a textId has this
            content = _PASSING_IDS.sub(b"", content)
        if known.are_in(content, b"</w:sdtContent>"):
            content = _CONTROL_ID.sub(b"", content)
        if known.are_in(content, b"<w:comment"):
            content = without_remarks(content)
        if known.are_in(content, b"<w:permStart "):
            content = self._permitted(content)
        if known.are_in(content, b"<wp:docPr "):
            content = _DRAWING.sub(
                lambda m: m.group(1) + str(next(self._drawings)).encode() + m.group(2), content
            )
        return content

    def _permitted(self, content: bytes) -> bytes:
        """The content with numbers of its own for what may be edited (``w:permStart``)."""
        ids: dict[bytes, bytes] = {}

        def number(found: re.Match[bytes]) -> bytes:
            old = found.group(2)
            if old not in ids:
                ids[old] = str(next(self._permissions)).encode()
            return found.group(1) + ids[old] + found.group(3)

        return _PERMISSION.sub(number, content)


def without_remarks(part: bytes) -> bytes:
    """A part without the marks of comments, which a merged file has none of."""
    return _REMARK.sub(b"", part) if b"<w:commentR" in part else part


def with_relations(content: bytes, mapping: Mapping[bytes, bytes]) -> bytes:
    """The content with its relationship ids replaced."""
    return _RELATION.sub(
        lambda m: m.group(1) + mapping.get(m.group(2), m.group(2)) + m.group(3), content
    )


def with_notes(content: bytes, mapping: Mapping[tuple[bytes, bytes], bytes]) -> bytes:
    """The content with note references renumbered; keys are (``foot``/``end``, old id).

    Raises :class:`MergeFailed` for a reference to no note, which would lead to another
    record's.
    """

    def renumbered(found: re.Match[bytes]) -> bytes:
        new = mapping.get((found.group(2), found.group(3)))
        if new is None:
            raise MergeFailed(
                tr("Văn bản có dấu chú thích số {so} mà không có lời chú thích.").format(
                    so=found.group(3).decode()
                ),
                fix=tr("Mở tệp đó bằng Word, xoá dấu chú thích ấy, lưu lại rồi gộp."),
            )
        return found.group(1) + new + found.group(4)

    return _NOTE.sub(renumbered, content)


def first_section(content: bytes, section: bytes, patch: Callable[[bytes], bytes]) -> Split:
    """Content and last section, with ``patch`` applied to the first section of the record."""
    found = SECTION.search(content) if b"<w:sectPr" in content else None
    if found is None:
        return Split(b"", content, patch(section), b"")
    changed = content[: found.start()] + patch(found.group()) + content[found.end() :]
    return Split(b"", changed, section, b"")


def close_section(content: bytes, section: bytes) -> bytes:
    """The content with its section ended, without an empty page or line where possible.

    The section goes into the last paragraph. After a table Word shows an empty
    paragraph anyway; there it is one point high.
    """
    if content.endswith(b"<w:p/>"):
        return content[: -len(b"<w:p/>")] + b"<w:p><w:pPr>" + section + b"</w:pPr></w:p>"
    start = content.rfind(b"<w:p>")
    start = max(start, content.rfind(b"<w:p ", max(start, 0)))
    last = content[start:] if start >= 0 else b""
    if not last.endswith(b"</w:p>") or last.count(b"</w:p>") != 1 or b"<w:sectPr" in last:
        return content + _TINY.replace(b"@", section)
    head_end = last.index(b">") + 1
    head, rest = last[:head_end], last[head_end:]
    if rest.startswith(b"<w:pPr/>"):
        rest = rest[len(b"<w:pPr/>") :]
    if not rest.startswith(b"<w:pPr>"):
        return content[:start] + head + b"<w:pPr>" + section + b"</w:pPr>" + rest
    change = _LAST_PROPERTIES.search(rest)
    end = change.start() if change else rest.index(b"</w:pPr>")
    return content[:start] + head + rest[:end] + section + rest[end:]


def ended(content: bytes) -> bytes:
    """The content of the last record: behind a table a paragraph must stand here as well."""
    return content + _LAST_LINE if _TABLE_END.search(content[-_MARKS_BEHIND:]) else content


# Marks may stand behind the last block.
_MARKS_BEHIND = 2000
_TABLE_END = re.compile(rb"</w:tbl>(?:\s*<w:bookmark(?:Start|End)\s[^<>]*/>)*\s*\Z")
_LINE = b'<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
_LAST_LINE = b"<w:p><w:pPr>" + _LINE + b"</w:pPr></w:p>"
_TINY = (
    b"<w:p><w:pPr>" + _LINE + b'<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>@</w:pPr></w:p>'
)


@lru_cache(maxsize=64)
def starting_section(
    section: bytes, start: str, restart_pages: bool, empty: tuple[tuple[str, str, str], ...]
) -> bytes:
    """Section properties for the first section of a record.

    ``start`` is the type of break before it; ``empty`` lists references
    (element, type, relationship id) for headers it must not inherit.
    """
    # Attributes of other vocabularies (revision ids) mean nothing in a merged file.
    section = _FOREIGN.sub(b"", section)
    whole = f'<x xmlns:w="{W}" xmlns:r="{R}">'.encode() + section + b"</x>"
    tree = etree.fromstring(whole)[0]
    have = {(etree.QName(node).localname, node.get(f"{_W}type")) for node in tree}
    for element, kind, relation in empty:
        if (element, kind) not in have:
            reference = etree.Element(f"{_W}{element}")
            reference.set(f"{_W}type", kind)
            reference.set(f"{{{R}}}id", relation)
            put(tree, reference)
    for node in tree.findall(f"{_W}type"):
        tree.remove(node)
    put(tree, etree.Element(f"{_W}type", {f"{_W}val": start}))
    if restart_pages:
        numbers = tree.find(f"{_W}pgNumType")
        if numbers is None:
            put(tree, etree.Element(f"{_W}pgNumType", {f"{_W}start": "1"}))
        elif numbers.get(f"{_W}start") is None:
            numbers.set(f"{_W}start", "1")
    for change in tree.findall(f"{_W}sectPrChange"):
        tree.remove(change)
    return written_section(tree)


def written_section(tree: etree._Element) -> bytes:
    """Section properties as part of a body, whose root has the namespaces already."""
    text = etree.tostring(tree, encoding="unicode", with_tail=False)
    for prefix, uri in (("w", W), ("r", R)):
        text = text.replace(f' xmlns:{prefix}="{uri}"', "")
    return text.encode()


def section_references(document: bytes) -> tuple[set[tuple[str, str]], list[bytes]]:
    """All (element, type) of header and footer references, and the section texts in order."""
    last = document.rfind(b"<w:sectPr")
    several = document.find(b"<w:sectPr", 0, last) >= 0
    sections = SECTION.findall(document, 0 if several else max(last, 0))
    found: set[tuple[str, str]] = set()
    for section in sections:
        for element, kind in re.findall(
            rb'<w:(headerReference|footerReference)\s(?:[^<>]*?\s)?w:type="(\w+)"', section
        ):
            found.add((element.decode(), kind.decode()))
    return found, sections
