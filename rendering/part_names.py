"""What people call the parts of a Word file (tên gọi các phần): as they meet them in Word.

A part is known by its root element; one that is no XML, or damaged, by its name, which
other programs choose as they like. The name inside the file stands in brackets at the end,
for whoever is asked for help.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from ..i18n import later, tr
from .namespaces import A, W

if TYPE_CHECKING:
    from lxml import etree

BODY = f"{W}document"
STORIES = later(
    {
        BODY: "thân văn bản",
        f"{W}hdr": "đầu trang",
        f"{W}ftr": "chân trang",
        f"{W}footnotes": "chú thích cuối trang",
        f"{W}endnotes": "chú thích cuối văn bản",
        f"{W}comments": "ghi chú bên lề",
    }
)
"""Root element → what people call the part, in the order in which a person leafs through."""

_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006"
_MICROSOFT = "{http://schemas.microsoft.com/office/drawing"
FILLED = later(
    {
        f"{_DRAWING}/chart}}chartSpace": "biểu đồ",
        f"{_DRAWING}/chart}}userShapes": "biểu đồ",
        f"{_MICROSOFT}/2014/chartex}}chartSpace": "biểu đồ",
        f"{_DRAWING}/diagram}}dataModel": "sơ đồ SmartArt",
        f"{_MICROSOFT}/2008/diagram}}drawing": "sơ đồ SmartArt",
        f"{_OFFICE}/extended-properties}}Properties": "thuộc tính tệp",
        f"{_OFFICE}/custom-properties}}Properties": "thuộc tính tệp",
    }
)
"""The same for parts without paragraphs whose tags are filled."""
_OTHERS = later(
    {
        f"{W}settings": "thiết đặt của tệp",
        f"{W}webSettings": "thiết đặt của tệp",
        f"{W}styles": "kiểu chữ (Styles)",
        f"{W}numbering": "kiểu đánh số (Numbering)",
        f"{W}fonts": "bảng phông chữ",
        f"{W}glossaryDocument": "khối dựng sẵn (Quick Parts)",
        f"{A}theme": "chủ đề (Theme)",
    }
)
# By the names that Word gives them, the first that fits.
_BY_NAME = later(
    {
        r"glossary/": "khối dựng sẵn (Quick Parts)",
        r"\[content_types\]\.xml\Z": "danh mục các phần của tệp",
        r"media/|image|hdphoto": "ảnh",
        r"embeddings/": "bảng số của biểu đồ hoặc đối tượng nhúng",
        r"charts/|chart": "biểu đồ",
        r"diagrams/|diagram": "sơ đồ SmartArt",
        r"docprops/|\w+-properties\Z": "thuộc tính tệp",
        r"customxml": "dữ liệu XML kèm tệp",
        r"theme": "chủ đề (Theme)",
        r"fonts?/|fonttable": "phông chữ",
        r"document": "thân văn bản",
        r"header": "đầu trang",
        r"footer": "chân trang",
        r"footnotes": "chú thích cuối trang",
        r"endnotes": "chú thích cuối văn bản",
        r"comments|people": "ghi chú bên lề",
        r"settings|websettings": "thiết đặt của tệp",
        r"styles": "kiểu chữ (Styles)",
        r"numbering": "kiểu đánh số (Numbering)",
    }
)


# As Word lists them under File → Info.
_PROPERTIES = later(
    {
        "title": "Title (tiêu đề)",
        "subject": "Subject (chủ đề)",
        "creator": "Author (tác giả)",
        "keywords": "Tags (từ khoá)",
        "description": "Comments (ghi chú)",
        "category": "Categories (phân loại)",
        "contentStatus": "Status (trạng thái)",
        "lastModifiedBy": "Last Modified By (người sửa cuối)",
    }
)


def property_title(name: str) -> str:
    """What people call a property of the file, by its name inside of it."""
    shown = tr(_PROPERTIES[name]) if name in _PROPERTIES else name
    return tr("thuộc tính tệp «{ten}»").format(ten=shown)


def title_of(root: str) -> str:
    """What people call the story with that root element."""
    return tr(STORIES[root])


def part_title(part: str, root: etree._Element | None = None) -> str:
    """What people call a part; ``part`` is its name inside the file, ``""`` the file itself."""
    kind = "" if root is None else str(root.tag)
    for names in (STORIES, FILLED, _OTHERS):
        if kind in names:
            return tr(names[kind])
    folder, base = posixpath.split(part)
    if base.lower().endswith(".rels"):
        return part_title(posixpath.join(posixpath.dirname(folder), base[: -len(".rels")]))
    for name, said in _BY_NAME.items():
        if re.match(rf"(?:word/)?(?:.*/)?(?:{name})", part.lower()):
            return tr(said)
    return tr("một phần của tệp") if part else tr("tệp")


def part_said(part: str, root: etree._Element | None = None) -> str:
    """What people call a part, with its name inside the file in brackets."""
    return f"{part_title(part, root)} ({part})" if part else part_title(part)
