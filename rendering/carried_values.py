"""Values that are more than text (giá trị có định dạng): written down, and where they may stand.

A picture, a link, rich text or a document is written into the text of a part as
one element, :func:`put`, wherever its tag stands. When the part is a tree, the
place is known for certain, and :mod:`.placing` sets the value in.
"""

from __future__ import annotations

from enum import Enum

from markupsafe import escape

from ..errors import TemplateError
from ..i18n import later, tr

BLOCK_HOLDERS = (
    *("body", "tc", "hdr", "ftr", "footnote", "endnote", "comment"),
    *("txbxContent", "docPartBody"),
)
"""The elements in which paragraphs and tables stand."""
RUN_HOLDERS = (
    *("p", "hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "dir", "bdo"),
    *("rt", "rubyBase"),
)
"""The elements in which runs stand."""
PUT_SPACE = "urn:giayto"
# XML has no such characters; they travel as processing instructions.
MARKS = {"\a": "giayto-paragraph", "\f": "giayto-page"}


class Kind(Enum):
    """What a value is made of (loại)."""

    RUNS = "runs"
    """Runs, which stand in a paragraph."""
    BLOCKS = "blocks"
    """Paragraphs and tables, which stand by themselves."""
    MARK = "mark"
    """A name in yellow, where a value is missing."""


def put(xml: str, kind: Kind, what: str, field: str, where: str) -> str:
    """The XML as one element for :mod:`.placing`.

    ``what`` is the type of the value by its Python name, ``field`` the expression
    of the tag, ``where`` its place for people.
    """
    return (
        f'<giayto:put xmlns:giayto="{PUT_SPACE}" kind="{kind.value}" what="{escape(what)}"'
        f' field="{escape(field)}" where="{escape(where)}">{xml}</giayto:put>'
    )


def carried(xml: str) -> str:
    """The XML text with new paragraphs and page breaks in a form that can be parsed."""
    for char, target in MARKS.items():
        xml = xml.replace(char, f"<?{target}?>")
    return xml


_WHAT = later(
    {
        "Image": "Ảnh",
        "Link": "Liên kết",
        "SubDocument": "Văn bản con",
        "RichText": "Chữ định dạng",
        "RichTextParagraph": "Đoạn định dạng",
        "Passage": "Khối chữ",
        "str": "Chữ",
    }
)


def misfit(what: str, field: str, place: str, where: str) -> TemplateError:
    """The error for a value in a wrong place, with the place where it may stand."""
    return TemplateError(
        tr("{loai} «{truong}» không đặt được {cho}.").format(
            loai=tr(_WHAT[what]) if what in _WHAT else what, truong=field, cho=place
        ),
        where=where,
        fix=_where_it_stands(what).format(truong=field),
    )


def _where_it_stands(what: str) -> str:
    if what in ("SubDocument", "RichTextParagraph"):
        return tr("Viết {{{{p {truong} }}}} một mình trong một đoạn của thân văn bản hay ô bảng.")
    if what == "Link":
        return tr(
            "Viết {{{{r {truong} }}}} trong chữ của một đoạn, ngoài liên kết đã có;"
            " chỗ khác thì in chữ và địa chỉ riêng."
        )
    if what == "Passage":
        return tr(
            "In «{truong}» trong chữ của một đoạn; nếu nó gồm cả đoạn thì viết"
            " {{{{p {truong} }}}}, cả hàng thì {{{{tr {truong} }}}}."
        )
    return tr("Viết {{{{ {truong} }}}} trong chữ của một đoạn; chỗ khác chỉ in được chữ thường.")
