"""Tags in attributes (thẻ trong thuộc tính): the words of a picture, the hint of a link."""

from __future__ import annotations

from lxml import etree

from ...errors import TemplateSyntax
from ...i18n import later, tr
from ..quoting import quoted
from .tags import NotFilledThere, unclosed
from .tagscan import cut_at_tags
from .tagtext import clean_text

_CALLED = later(
    {
        "descr": "chữ thay ảnh (Alt Text)",
        "title": "tiêu đề của chữ thay ảnh (Alt Text)",
        "alt": "chữ thay ảnh (Alt Text)",
        "tooltip": "lời nhắc của liên kết (ScreenTip)",
        "instr": "mã trường (Alt+F9)",
        "string": "chữ nghệ thuật (WordArt)",
        "href": "địa chỉ gắn vào hình vẽ",
        "src": "địa chỉ gắn vào hình vẽ",
    }
)
# Where a drawing of the old kind leads to, or comes from.
_ADDRESSES = frozenset({"href", "src"})


def clean_attributes(root: etree._Element, title: str) -> list[TemplateSyntax]:
    """Cleans the tags in the attributes of one part, in place.

    Gives back what is wrong: a tag that is not closed, or in an address that nobody
    would look at when it is filled.
    """
    faults: list[TemplateSyntax] = []
    for node in root.iter(etree.Element):
        for name, found in node.items():
            value = str(found)
            if "{" not in value:
                continue
            fault = _fault(etree.QName(name).localname, value, title)
            if fault is not None:
                faults.append(fault)
                continue
            cleaned = clean_text(value)
            if cleaned != value:
                node.set(name, cleaned)
    return faults


def _fault(name: str, value: str, title: str) -> TemplateSyntax | None:
    called = tr(_CALLED[name]) if name in _CALLED else tr("chỗ không hiện trên trang ({ten})")
    where = tr("{phan}, {cho}: {gia_tri}").format(
        phan=title, cho=called.format(ten=name), gia_tri=quoted(value)
    )
    fault = unclosed(value, where)
    if fault is None and name in _ADDRESSES and len(cut := cut_at_tags(value)) > 1:
        return NotFilledThere(
            tr("Thẻ nằm ở chỗ không điền được: {the}").format(the=quoted(cut[1])),
            where=title,
            why=tr("đó là địa chỉ gắn vào hình vẽ, không phải chữ của văn bản"),
            fix=tr("Bỏ địa chỉ khỏi hình vẽ, gắn liên kết vào chữ."),
        )
    return fault
