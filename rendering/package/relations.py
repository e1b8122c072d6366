"""Relations of parts (quan hệ): which kinds a document may have, and what each leads to.

Kinds are known by the last word of their names. What is not in :data:`KEPT` shows
nothing on the page, as far as we know, and is dropped as Word drops it on saving.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import cast
from urllib.parse import unquote

from lxml import etree

from ...i18n import tr
from ..part_names import part_title

RELATIONS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATION = f"{{{RELATIONS_NS}}}Relationship"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/"
KEPT = frozenset([
    "officeDocument", "core-properties", "extended-properties", "custom-properties",
    "thumbnail", "styles", "stylesWithEffects", "numbering", "settings", "webSettings",
    "fontTable", "font", "theme", "themeOverride", "header", "footer", "footnotes",
    "endnotes", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people",
    "image", "hdphoto", "hyperlink", "customXml", "customXmlProps", "glossaryDocument",
    "chart", "chartEx", "chartStyle", "chartColorStyle", "chartUserShapes", "diagramData",
    "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "documenttasks",
    "keyMapCustomizations", "printerSettings", "classificationlabels",
])  # fmt: skip
SIGNED = frozenset(["origin", "signature", "certificate"])
"""The digital signatures of a file: none of them holds for a document made from it."""
MAIL_MERGE = frozenset(["mailMergeSource", "mailMergeHeaderSource", "recipientData",
                        "mailMergeRecipientData"])  # fmt: skip
ATTACHED = "attachedTemplate"
"""Where Word looks for the styles and macros of another file; nothing on the page needs it."""
_FORBIDDEN = frozenset([
    "vbaProject", "wordVbaData", "vbaProjectSignature", "control", "activeXControlBinary",
    "aFChunk", "subDocument", "frame", "oleObject", "package", "transform",
])  # fmt: skip
_NOT_CLICKED = etree.XPath(
    "//*[not(local-name()='hyperlink' or local-name()='hlinkClick'"
    " or local-name()='hlinkHover' or local-name()='hlinkMouseOver')]"
    "/@*[local-name()='relid' or contains(namespace-uri(), '/relationships')]"
)
_SPELLED = {word.lower(): word for word in KEPT | SIGNED | MAIL_MERGE | {ATTACHED} | _FORBIDDEN}
_ADDRESS = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2})")
OUTSIDE = re.compile(rf"{_ADDRESS.pattern}|.*\\")
"""An address that leads out of the file."""
# What Word itself writes for a picture that is lost; mail programs leave "cid:".
_LOST = re.compile(r"\s*(?:|(?:[\w./]*/|file:.*[/\\])?NULL|cid:.*|about:blank)\s*", re.IGNORECASE)


@lru_cache(maxsize=1024)
def relations_part(owner: str) -> str:
    """The name of the part that holds the relations of ``owner`` (``""``: the package)."""
    folder, base = posixpath.split(owner)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def kind_of(relation: etree._Element) -> str:
    """The kind of a relation, in the usual spelling of its last word."""
    word = relation.get("Type", "").strip().rstrip("/").rpartition("/")[2]
    return _SPELLED.get(word.lower(), word)


def is_outside(relation: etree._Element) -> bool:
    """Whether a relation leads out of the file, whatever it says of itself."""
    outside = relation.get("TargetMode", "").strip().lower() == "external"
    return outside or OUTSIDE.match(relation.get("Target", "")) is not None


def slashed(relation: etree._Element) -> str:
    """The target with its slashes as the standard has them, where it is one inside the file."""
    target = relation.get("Target", "")
    outside = relation.get("TargetMode", "").strip().lower() == "external"
    return target if outside or _ADDRESS.match(target) else target.replace("\\", "/")


def leads_nowhere(relation: etree._Element) -> bool:
    """Whether a relation says itself that what it led to is lost."""
    return _LOST.fullmatch(relation.get("Target", "")) is not None


def is_forbidden(kind: str, owner: etree._Element | None) -> bool:
    """Whether a kind is refused, wherever it leads to; ``owner`` is the part it belongs to.

    A chart keeps its numbers in a workbook of its own, which it needs only for editing.
    """
    of_chart = owner is not None and etree.QName(owner).localname == "chartSpace"
    return kind in _FORBIDDEN and not (kind == "package" and of_chart)


def is_macro(kind: str) -> bool:
    """Whether a kind leads to macros."""
    return kind.lower().startswith(("vba", "wordvba"))


def resolved(owner: str, target: str, known: Mapping[str, str]) -> str | None:
    """The name of the part that a target leads to; ``None`` when there is none.

    ``owner`` is the part the relation belongs to, ``""`` the package; ``known`` gives
    the names of parts by their spellings. Raises :class:`ValueError` for a
    target that climbs out of the file.
    """
    path = target.partition("#")[0]
    full = posixpath.join("/", posixpath.dirname(owner), path)[1:]
    for spelled in (full, unquote(full).replace("\\", "/")):
        normal = posixpath.normpath(spelled)
        if normal.startswith("..") or "\\" in normal:
            raise ValueError(target)
        if normal.lower() in known:
            return known[normal.lower()]
    return None


def fetched_by(owner: etree._Element) -> set[str]:
    """The ids of relations that something else than a link to click on asks for.

    A picture may name a relation that calls itself a hyperlink, and is fetched.
    """
    return {str(mark) for mark in cast(list[str], _NOT_CLICKED(owner))}


def in_words(kind: str) -> str:
    """What a kind leads to, for people."""
    if kind in KEPT:
        return tr("{phan} ở ngoài tệp").format(phan=part_title(kind))
    words = {
        ATTACHED: tr("mẫu đính kèm"),
        "aFChunk": tr("đoạn chèn từ tệp khác"),
        "subDocument": tr("văn bản con"),
        "mailMergeSource": tr("nguồn trộn thư"),
        "oleObject": tr("đối tượng nhúng hoặc liên kết"),
        "package": tr("đối tượng nhúng hoặc liên kết"),
        "control": tr("điều khiển ActiveX"),
        "activeXControlBinary": tr("điều khiển ActiveX"),
        "frame": tr("trang khung (frames)"),
        "transform": tr("bộ chuyển đổi XSLT"),
    }
    return words.get(kind) or tr("phần ngoài trang giấy ({loai})").format(loai=kind[:40])


def way_out(kind: str) -> str | None:
    """How a kind is taken out in Word; ``None`` when nothing special is known."""
    unlinked = tr("Trong Word: chọn đối tượng, bấm Ctrl+Shift+F9 để thành ảnh, rồi lưu lại.")
    resaved = tr("Mở bằng Word rồi lưu lại: Word đưa phần đó vào thân văn bản.")
    control = tr("Trong Word: Developer → Design Mode, xoá điều khiển đó, rồi lưu lại.")
    words = {
        "image": tr(
            "Trong Word: File → Info → Edit Links to Files → chọn ảnh → Break Link (giữ ảnh trong"
            " tệp), rồi lưu lại."
        ),
        "aFChunk": resaved,
        "subDocument": tr(
            "Trong Word: View → Outline → Show Document → Unlink từng văn bản con, rồi lưu lại."
        ),
        "oleObject": unlinked,
        "package": unlinked,
        "control": control,
        "activeXControlBinary": control,
        "frame": tr("Trong Word: chép nội dung sang một văn bản mới, rồi lưu thành .docx."),
        "transform": tr("Trong Word: bỏ lựa chọn Apply custom transform khi lưu, rồi lưu lại."),
    }
    return words.get(kind)
