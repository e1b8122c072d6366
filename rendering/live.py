"""The package path (đường gói): documents with pictures, links or sub-documents.

Each such value adds parts and relationships, so the package is opened anew by
python-docx for every record. The same programs print the parts, with the same
escaping, bounds and repair; only the price is docxtpl's.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from ..errors import TemplateError
from ..files.faults import os_reason
from ..i18n import tr
from .inserts import Image, Insert, Link, Prepared, SubDocument
from .limits import DEFAULT_LIMITS
from .package.addresses import check_address
from .package.reading import open_package, read_source
from .printing.printer import escape_text
from .reading.source import CORE_PART
from .reference import finish_part

if TYPE_CHECKING:
    from .template import CompiledTemplate


def render_live(compiled: CompiledTemplate, context: Mapping[str, Any]) -> dict[str, bytes]:
    """All parts of one document by name.

    Raises what :meth:`CompiledTemplate.render` raises, and :class:`TemplateError`
    for a picture or sub-document that cannot be used.
    """
    package = DocxTemplate(io.BytesIO(compiled.cleaned))
    package.render_init()
    values = {key: _bind(value, package) for key, value in context.items()}
    by_name = {part.partname.lstrip("/"): part for part in package.docx.part.package.iter_parts()}
    texts: dict[str, str] = {}
    for name, program in compiled.programs.items():
        package.current_rendering_part = by_name[name]
        texts[name] = program.render_text(values)
    main = package.docx.part.partname.lstrip("/")
    for name, text in texts.items():
        part = by_name[name]
        title = compiled.programs[name].title
        data = finish_part(text, package, body=name == main, where=title)
        if isinstance(part, XmlPart):
            part._element = parse_xml(data)
        else:
            part._blob = data
    saved = io.BytesIO()
    package.docx.save(saved)
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # python-docx stamps a core part of its own with the present time; ours is settled.
    if CORE_PART in compiled.static_parts:
        parts[CORE_PART] = compiled.static_parts[CORE_PART]
    parts.update(compiled.fill_scattered(parts, values))
    return parts


def _bind(value: Any, package: Any) -> Any:
    """The value with every insert in it bound to this package."""
    if isinstance(value, dict):
        return {key: _bind(item, package) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_bind(item, package) for item in value]
    if isinstance(value, Image):
        return Prepared(_picture(value, package))
    if isinstance(value, Link):
        return Prepared(_link(value, package), between_runs=True)
    if isinstance(value, SubDocument):
        return Prepared(_sub_document(value, package))
    if isinstance(value, Insert):
        raise TemplateError(tr("Không biết cách chèn {kieu}.").format(kieu=type(value).__name__))
    return value


def _picture(image: Image, package: Any) -> Callable[[], str]:
    source = image.source if isinstance(image.source, bytes) else str(image.source)
    width = None if image.width_mm is None else Mm(image.width_mm)
    height = None if image.height_mm is None else Mm(image.height_mm)
    if image.link is not None:
        check_address(image.link)

    def make() -> str:
        stream = io.BytesIO(source) if isinstance(source, bytes) else source
        try:
            return str(InlineImage(package, stream, width, height, image.link))
        except (UnrecognizedImageError, OSError, ValueError) as error:
            name = tr("ảnh") if isinstance(source, bytes) else source
            raise TemplateError(
                tr("Không chèn được ảnh «{ten}».").format(ten=name),
                why=os_reason(error) if isinstance(error, OSError) else None,
                fix=tr("Kiểm tra tệp ảnh có tồn tại và là PNG hoặc JPEG."),
            ) from error

    return make


def _link(link: Link, package: Any) -> Callable[[], str]:
    check_address(link.address)
    look = f'<w:rPr><w:rStyle w:val="{escape_text(link.style)}"/></w:rPr>' if link.style else ""

    def make() -> str:
        part = package.current_rendering_part
        relation = part.relate_to(link.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return (
            f'<w:hyperlink r:id="{relation}" w:tgtFrame="_blank"'
            ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f'<w:r>{look}<w:t xml:space="preserve">{escape_text(link.text)}</w:t></w:r>'
            "</w:hyperlink>"
        )

    return make


def _sub_document(inner: SubDocument, package: Any) -> Callable[[], str]:
    # Checked like any template before python-docx opens it.
    data, name = read_source(inner.source, DEFAULT_LIMITS)
    settled = open_package(data, name, DEFAULT_LIMITS).data
    try:
        document = package.new_subdoc(io.BytesIO(settled))
    except ImportError as error:
        raise TemplateError(
            tr("Chèn văn bản con cần gói docxcompose."), fix="pip install docxcompose"
        ) from error
    return lambda: str(document._get_xml())
