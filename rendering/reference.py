"""The slow, sure path (đường chuẩn): the last steps on the tree of a whole part.

Used for the records and templates that the structure walk could not prove.
"""

from __future__ import annotations

from lxml import etree

from ..errors import TemplateSyntax
from ..i18n import tr
from .grids import set_grids
from .line_breaks import set_values
from .repair import number_drawings, repair, settle_copies


def finish_part(text: str, *, body: bool, where: str) -> bytes:
    """The finished XML of a part from its rendered text.

    ``body`` marks the main part, whose drawings are counted. Raises
    :class:`TemplateSyntax` when the tags of the template tore the XML apart
    (docxtpl would drop text silently).
    """
    root = set_values(parse_strictly(text.encode(), where), where)
    set_grids(root)
    if body:
        number_drawings(root)
    settle_copies(root)
    repair(root)
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def parse_strictly(data: bytes, where: str) -> etree._Element:
    """The tree of a rendered part; an error instead of docxtpl's silent recovery."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise TemplateSyntax(
            tr("Thẻ trong mẫu làm vỡ cấu trúc văn bản."),
            where=where,
            why=error.msg,
            fix=tr(
                "Thẻ mở và thẻ đóng của vòng lặp, điều kiện phải cùng nằm trong một ô, một hàng"
                " hoặc cùng ngoài bảng; dùng {%tr %} cho hàng và {%p %} cho đoạn."
            ),
        ) from error
