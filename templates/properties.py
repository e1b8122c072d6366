"""What a master says of itself (thuộc tính của tệp mẫu): Word's own document properties.

A keeper reads and changes them in Word: File, Info, Properties, Advanced Properties,
Custom. Names and values are text; a date or a number that Word typed is taken as
written in the file.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from ..rendering.limits import DEFAULT_LIMITS
from ..rendering.package.reading import open_package
from ..rendering.package.relations import kind_of, relations_part, resolved

_KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_NS = f"{{{_OFFICE}/custom-properties}}"
_VT = f"{{{_OFFICE}/docPropsVTypes}}"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # what Word asks of every such property
_FIRST_ID = 2
_EMPTY = f'<Properties xmlns="{_NS[1:-1]}" xmlns:vt="{_VT[1:-1]}"/>'


def read_properties(content: bytes, name: str) -> dict[str, str]:
    """The custom properties of a master, by name; ``name`` is its file's, for messages.

    Raises what :func:`..rendering.package.reading.open_package` raises.
    """
    return properties_in(open_package(content, name, DEFAULT_LIMITS).parts)


def properties_in(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The custom properties in the parts of a settled package."""
    known = {part.lower(): part for part in parts}
    found: dict[str, str] = {}
    for relation in etree.fromstring(parts[relations_part("")]):
        if kind_of(relation) == "custom-properties":
            part = resolved("", relation.get("Target", ""), known)
            root = etree.fromstring(parts[part] if part else _EMPTY)
            for node in root.iter(f"{_NS}property"):
                found[node.get("name", "")] = "".join(map(str, node.itertext())).strip()
    return found


def with_properties(content: bytes, changes: Mapping[str, str | None], name: str) -> bytes:
    """The master with these custom properties set as text; ``None`` takes one away."""
    package = _opened(content, name)
    part = _part(package)
    root = etree.fromstring(_EMPTY if part is None else part.blob)
    for node in [node for node in root if node.get("name") in changes]:
        root.remove(node)
    last = max((int(node.get("pid", "0")) for node in root), default=_FIRST_ID - 1)
    kept = {key: value for key, value in changes.items() if value is not None}
    for number, (key, value) in enumerate(kept.items(), last + 1):
        node = etree.SubElement(root, f"{_NS}property", fmtid=_FORMAT, pid=str(number), name=key)
        etree.SubElement(node, f"{_VT}lpwstr").text = value
    blob = etree.tostring(root, encoding="UTF-8", standalone=True)
    if part is None:
        part = Part(PackURI("/docProps/custom.xml"), _KIND, blob, package)
        package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    else:
        part._blob = blob
    saved = io.BytesIO()
    package.save(saved)
    return saved.getvalue()


def _opened(content: bytes, name: str) -> Package:
    return Package.open(io.BytesIO(open_package(content, name, DEFAULT_LIMITS).data))


def _part(package: Package) -> Part | None:
    try:
        return package.part_related_by(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    except KeyError:
        return None
