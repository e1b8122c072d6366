"""The package path (đường gói): documents with pictures, links or sub-documents.

Each such value adds parts and relationships, so the package is opened anew by
python-docx for every record. The same programs print the parts, with the same
escaping, bounds and repair; only the price is docxtpl's.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.shape import CT_Inline
from docx.shared import Mm
from docxtpl import DocxTemplate
from lxml import etree

from ..errors import TemplateError
from ..files.faults import os_reason
from ..i18n import tr
from .framed import fill_frames
from .inserts import PACKAGE, Framed, Image, Insert, Link, SubDocument
from .limits import DEFAULT_LIMITS
from .package.addresses import check_address
from .package.reading import open_package, read_source
from .printing.printer import escape_text
from .reference import finish_part

if TYPE_CHECKING:
    from .template import CompiledTemplate

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATED = re.compile(r"\sr:(?:id|embed|link|dm|lo|qs|cs)=|<w:(?:footnote|endnote)Reference\b")
_FIRST_ID = 100_000


def render_live(compiled: CompiledTemplate, context: Mapping[str, Any]) -> dict[str, bytes]:
    """All parts of one document by name.

    Raises what :meth:`CompiledTemplate.render` raises, and :class:`TemplateError`
    for a picture or sub-document that cannot be used.
    """
    package = DocxTemplate(io.BytesIO(compiled.cleaned))
    package.render_init()
    by_name = {part.partname.lstrip("/"): part for part in package.docx.part.package.iter_parts()}
    texts: dict[str, str] = {}
    adder = _Adder(package)
    token = PACKAGE.set(adder.add)
    try:
        for name, program in compiled.programs.items():
            package.current_rendering_part = by_name[name]
            texts[name] = program.render_text(context)
    finally:
        PACKAGE.reset(token)
    main = package.docx.part.partname.lstrip("/")
    for name, text in texts.items():
        part = by_name[name]
        title = compiled.programs[name].title
        data = finish_part(text, body=name == main, where=title)
        if isinstance(part, XmlPart):
            part._element = parse_xml(data)
            fill_frames(part._element, part, adder.framed)
        else:
            part._blob = data
            if adder.framed:
                root = parse_xml(data)
                fill_frames(root, part, adder.framed)
                part._blob = etree.tostring(root, encoding="UTF-8", standalone=True)
    saved = io.BytesIO()
    package.docx.save(saved)
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts.update(compiled.fill_scattered(parts, context))
    return compiled.settle_notes(parts)


class _Adder:
    """Adds inserts to the package of one document, each to the part that is being rendered."""

    def __init__(self, package: Any) -> None:
        self._package = package
        self._documents: dict[int, Any] = {}
        self._pictures = 0
        self.framed: dict[str, Framed] = {}
        """Pictures for frames, by the marks that stand there."""

    def add(self, value: Insert) -> str:
        """The XML of an insert, whose parts the package then holds."""
        if isinstance(value, Image):
            return self._picture(value)
        if isinstance(value, Link):
            look = (
                f'<w:rPr><w:rStyle w:val="{escape_text(value.style)}"/></w:rPr>'
                if value.style
                else ""
            )
            return (
                f'<w:hyperlink r:id="{self._relation(value.address)}" w:tgtFrame="_blank"'
                f' xmlns:r="{_R}"><w:r>{look}<w:t xml:space="preserve">{escape_text(value.text)}'
                "</w:t></w:r></w:hyperlink>"
            )
        if isinstance(value, SubDocument):
            return self._document(value)
        if isinstance(value, Framed):
            mark = f"giayto-frame-{len(self.framed)}-"
            self.framed[mark] = value
            return mark
        raise TemplateError(tr("Không biết cách chèn {kieu}.").format(kieu=type(value).__name__))

    def _relation(self, address: str) -> str:
        check_address(address)
        part = self._package.current_rendering_part
        return str(part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def _picture(self, image: Image) -> str:
        source = image.source if isinstance(image.source, bytes) else str(image.source)
        part = self._package.current_rendering_part
        try:
            stream = io.BytesIO(source) if isinstance(source, bytes) else source
            media = part.package.get_or_add_image_part(stream)
            width, height = media.image.scaled_dimensions(
                None if image.width_mm is None else Mm(image.width_mm),
                None if image.height_mm is None else Mm(image.height_mm),
            )
        except (UnrecognizedImageError, OSError, ValueError) as error:
            name = tr("ảnh") if isinstance(source, bytes) else source
            raise TemplateError(
                tr("Không chèn được ảnh «{ten}».").format(ten=name),
                why=os_reason(error) if isinstance(error, OSError) else None,
                fix=tr("Kiểm tra tệp ảnh có tồn tại và là PNG hoặc JPEG."),
            ) from error
        self._pictures += 1
        relation = part.relate_to(media, RELATIONSHIP_TYPE.IMAGE)
        drawn = CT_Inline.new_pic_inline(
            self._pictures, relation, media.image.filename, width, height
        )
        # Away from the template's own drawings; those of the body are numbered anew.
        drawn.docPr.set("id", str(_FIRST_ID + self._pictures))
        if image.link is not None:
            click = self._relation(image.link)
            for named in drawn.xpath("./wp:docPr | .//pic:cNvPr"):
                link = OxmlElement("a:hlinkClick")
                link.set(qn("r:id"), click)
                named.append(link)
        return f"<w:r><w:drawing>{drawn.xml}</w:drawing></w:r>"

    def _document(self, inner: SubDocument) -> str:
        if id(inner) not in self._documents:
            # Checked like any template before python-docx opens it.
            data, name = read_source(inner.source, DEFAULT_LIMITS)
            settled = open_package(data, name, DEFAULT_LIMITS).data
            try:
                self._documents[id(inner)] = self._package.new_subdoc(io.BytesIO(settled))
            except ImportError as error:
                raise TemplateError(
                    tr("Chèn văn bản con cần gói docxcompose."), fix="pip install docxcompose"
                ) from error
        xml = str(self._documents[id(inner)]._get_xml())
        main = self._package.docx.part
        if self._package.current_rendering_part is not main and _RELATED.search(xml):
            # Its parts belong to the body; from elsewhere nothing leads to them.
            raise TemplateError(
                tr("Văn bản con có ảnh, liên kết hay ghi chú chỉ đặt được trong thân văn bản."),
                fix=tr(
                    "Chuyển thẻ vào thân văn bản, hoặc bỏ ảnh, liên kết, ghi chú ở văn bản con."
                ),
            )
        return xml
