"""The .docx package (gói Word): read with distrust, as a plain dict of parts.

A template comes from anywhere. Before any other library sees it, its zip
directory, sizes, names, relationships and XML prologues are checked here.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from pathlib import Path

from ...errors import TemplateUnreadable, TemplateUnsafe
from ...files.faults import os_reason
from ...files.small import TooLarge, read_small
from ...i18n import tr
from ..limits import Limits, exceeded

_WORD_MAIN = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_MACRO_NAMES = ("vbaproject.bin", "vbadata.xml")
_HYPERLINK = "/relationships/hyperlink"
# Fields that fetch foreign content or start programs when Word updates them.
_FETCHING_FIELD = re.compile(
    r"(?:^|[\s{])(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK)\b", re.IGNORECASE
)
_RELATION_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_WORD_NS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_source(source: str | Path | bytes, limits: Limits) -> tuple[bytes, str]:
    """The bytes of a template and the name to call it in messages.

    Raises :class:`TemplateUnreadable` when the file cannot be read.
    """
    if isinstance(source, bytes):
        data, name = source, tr("mẫu")
    else:
        path = Path(source)
        name = path.name
        try:
            data = read_small(path, limits.package_bytes)
        except TooLarge:
            raise exceeded("package_bytes", limits.package_bytes, where=name) from None
        except OSError as error:
            raise TemplateUnreadable(
                tr("Không đọc được tệp mẫu «{ten}».").format(ten=name),
                where=str(path),
                why=os_reason(error),
                fix=tr("Kiểm tra tên tệp, quyền đọc, và tệp có đang bị chương trình khác giữ."),
            ) from error
    if len(data) > limits.package_bytes:
        raise exceeded("package_bytes", limits.package_bytes, where=name)
    return data, name


def read_package(data: bytes, name: str, limits: Limits) -> dict[str, bytes]:
    """The parts of a .docx by their names inside the zip, in zip order.

    Raises :class:`TemplateUnreadable` (damaged, no Word document),
    :class:`TemplateUnsafe` (macros, external content, path tricks, entities)
    and :class:`TemplateLimit` (sizes).
    """
    parts = unzip(data, name, limits)
    types = parts.get("[Content_Types].xml")
    if types is None:
        raise _unreadable(name, tr("trong tệp không có [Content_Types].xml"))
    lowered = types.lower()
    if b"macroenabled" in lowered or b"vbaproject" in lowered:
        raise _unsafe(name, tr("tệp chứa macro"), _no_macro())
    if not any(kind in types for kind in _WORD_MAIN):
        raise _unreadable(name, tr("tệp không phải văn bản Word .docx"))
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")):
            _check_xml(part, content, name)
    return parts


def unzip(data: bytes, name: str, limits: Limits) -> dict[str, bytes]:
    """The parts of a zip with harmless names and sizes; what they hold is not looked at.

    Raises as :func:`read_package`.
    """
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise _unreadable(name, tr("tệp có mật khẩu hoặc là tệp .doc đời cũ"))
    parts: dict[str, bytes] = {}
    seen: set[str] = set()
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > limits.package_entries:
                raise exceeded("package_entries", limits.package_entries, where=name)
            for entry in entries:
                if entry.is_dir():
                    continue
                _check_name(entry.filename, seen, name)
                if entry.flag_bits & 0x1:
                    raise _unreadable(name, tr("tệp có mật khẩu"))
                where = f"{name}: {entry.filename}"
                # The directory may lie about sizes, so reading itself is bounded too.
                if entry.file_size > limits.part_bytes:
                    raise exceeded("part_bytes", limits.part_bytes, where=where)
                with archive.open(entry) as stream:
                    content = stream.read(limits.part_bytes + 1)
                if len(content) > limits.part_bytes:
                    raise exceeded("part_bytes", limits.part_bytes, where=where)
                total += len(content)
                if total > limits.total_bytes:
                    raise exceeded("total_bytes", limits.total_bytes, where=name)
                parts[entry.filename] = content
    # zipfile says what it finds damaged in many ways: a false offset is a ValueError.
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError,
            RuntimeError) as error:  # fmt: skip
        raise _unreadable(name, tr("tệp hỏng hoặc không phải .docx")) from error
    return parts


def _check_name(part: str, seen: set[str], name: str) -> None:
    normal = posixpath.normpath(part)
    if (
        part.startswith(("/", "\\"))
        or "\\" in part
        or ":" in part
        or "\x00" in part
        or normal != part
        or normal.startswith("..")
    ):
        raise _unsafe(name, tr("tên tệp lạ bên trong gói: {ten}").format(ten=repr(part)))
    lowered = part.lower()
    if lowered in seen:
        raise _unsafe(name, tr("hai phần trùng tên trong gói: {ten}").format(ten=repr(part)))
    seen.add(lowered)
    if posixpath.basename(lowered) in _MACRO_NAMES:
        raise _unsafe(name, tr("tệp chứa macro"), _no_macro())
    if "/activex/" in f"/{lowered}":
        raise _unsafe(name, tr("tệp chứa điều khiển ActiveX"))


def _check_xml(part: str, content: bytes, name: str) -> None:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
            raise _unsafe(name, tr("phần {phan} có khai báo DTD").format(phan=part)) from error
        raise _unreadable(
            name, tr("phần {phan} không phải XML đúng: {loi}").format(phan=part, loi=error.msg)
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unsafe(name, tr("phần {phan} có khai báo DTD").format(phan=part))
    if part.endswith(".rels"):
        for relation in root.iter(f"{_RELATION_NS}Relationship"):
            _check_relation(
                part, {str(key): str(value) for key, value in relation.attrib.items()}, name
            )
    elif part.startswith("word/"):
        instructions = "".join(text for text in _field_texts(root))
        match = _FETCHING_FIELD.search(instructions)
        if match:
            raise _unsafe(
                name,
                tr("phần {phan} có trường Word lấy nội dung từ ngoài: {truong}").format(
                    phan=part, truong=match.group(1).upper()
                ),
            )


def _field_texts(root: object) -> list[str]:
    from lxml import etree

    assert isinstance(root, etree._Element)
    texts: list[str] = []
    for node in root.iter(f"{_WORD_NS}instrText", f"{_WORD_NS}fldSimple", f"{_WORD_NS}fldChar"):
        if node.tag.endswith("instrText"):
            texts.append(node.text or "")
        elif node.tag.endswith("fldSimple"):
            texts.append(" " + (node.get(f"{_WORD_NS}instr") or "") + " ")
        else:
            texts.append(" ")
    return texts


def _check_relation(part: str, attributes: dict[str, str], name: str) -> None:
    if not {"Id", "Type", "Target"} <= attributes.keys():
        raise _unreadable(name, tr("phần {phan} thiếu một thuộc tính").format(phan=part))
    kind, target = attributes["Type"], attributes["Target"]
    if kind.endswith("/vbaProject"):
        raise _unsafe(name, tr("tệp chứa macro"), _no_macro())
    if attributes.get("TargetMode", "Internal").lower() == "external":
        if kind.endswith(_HYPERLINK):
            return
        raise _unsafe(
            name,
            tr("{phan} trỏ ra ngoài tệp: {dich}").format(phan=part, dich=target[:120]),
            tr(
                "Trong Word: gỡ ảnh, mẫu đính kèm hoặc đối tượng liên kết tới tệp khác rồi lưu lại."
            ),
        )
    if "\\" in target or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", target):
        raise _unsafe(name, tr("{phan} trỏ ra ngoài tệp: {dich}").format(phan=part, dich=target))
    # word/_rels/document.xml.rels describes word/document.xml, so targets start at word/.
    base = posixpath.dirname(posixpath.dirname(part))
    full = posixpath.normpath(
        target.lstrip("/") if target.startswith("/") else posixpath.join(base, target)
    )
    if full.startswith(".."):
        raise _unsafe(name, tr("{phan} trỏ ra ngoài tệp: {dich}").format(phan=part, dich=target))


def _unreadable(name: str, why: str) -> TemplateUnreadable:
    return TemplateUnreadable(
        tr("Không dùng được tệp mẫu «{ten}».").format(ten=name),
        why=why,
        fix=tr("Mở tệp bằng Word, lưu lại thành .docx không mật khẩu, rồi thử lại."),
    )


def _unsafe(name: str, why: str, fix: str | None = None) -> TemplateUnsafe:
    return TemplateUnsafe(
        tr("Mẫu «{ten}» bị từ chối vì không an toàn.").format(ten=name),
        why=why,
        fix=fix or tr("Gỡ nội dung đó khỏi mẫu, hoặc dùng mẫu từ nguồn tin cậy."),
    )


def _no_macro() -> str:
    return tr("Mở mẫu bằng Word, chọn Lưu thành (Save As) kiểu .docx, rồi dùng tệp mới.")
