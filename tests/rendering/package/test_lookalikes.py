"""A file that is no .docx is told as what it is, with the way to one."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from giayto.checking.masters.one_file import check_master
from giayto.errors import TemplateUnreadable
from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import p, paper, unzipped, zipped

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GOOD = paper(p("{{ ten }}"))


def _damaged_part() -> bytes:
    """A zip of which one entry's bytes are changed."""
    packed = bytearray(paper(p("x"), extra={"word/media/a.png": os.urandom(3000)}))
    packed[packed.index(b"word/media/a.png") + 1500] ^= 255
    return bytes(packed)


def _of_another_method() -> bytes:
    """A zip packed in a way that nobody knows."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        entry = archive.getinfo("word/document.xml")
    packed = bytearray(GOOD)
    packed[entry.header_offset + 8] = 97
    central = packed.rindex(b"word/document.xml") - 46
    packed[central + 10] = 97
    return bytes(packed)


def _with_password() -> bytes:
    packed = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        for entry in archive.infolist():
            packed[entry.header_offset + 6] |= 1
    start = packed.index(b"PK\1\2")
    while packed[start : start + 4] == b"PK\1\2":
        packed[start + 8] |= 1
        start += 46 + packed[start + 28] + packed[start + 30]
    return bytes(packed)


def _office(kind: str) -> bytes:
    types = unzipped(GOOD)["[Content_Types].xml"].replace(b"wordprocessingml", kind.encode())
    return zipped({"[Content_Types].xml": types.replace(b"document.main", b"sheet.main")})


CASES = {
    "empty": (b"", "tệp rỗng"),
    "zeros": (bytes(5000), "tệp rỗng"),
    "cut short": (GOOD[:-300], "cắt cụt"),
    "half": (GOOD[: len(GOOD) // 2], "cắt cụt"),
    "only the mark": (b"PK\3\4", "cắt cụt"),
    "an empty zip": (b"PK\5\6" + bytes(18), "không có phần nào"),
    "a damaged part": (_damaged_part(), r"word/media/a\.png"),
    "another method": (_of_another_method(), r"word/document\.xml"),
    "text": ("xin chào\n".encode(), "chữ thường"),
    "text of Windows": ("xin chào".encode("utf-16"), "chữ thường"),
    "long text": ("ạ".encode() * 3000, "chữ thường"),
    "rtf": (b"{\\rtf1 x}", "RTF"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "ảnh"),
    "web page": (b"\xef\xbb\xbf\n<html><body>x</body></html>", "trang web"),
    "Word XML": (b'<?xml version="1.0"?><pkg:package/>', "Word XML"),
    "rar": (b"Rar!\x1a\x07\x00" + bytes(50), "tệp nén"),
    "old Word": (_OLE + "WordDocument".encode("utf-16-le"), r"\.doc\)"),
    "encrypted": (_OLE + "EncryptedPackage".encode("utf-16-le"), "có mật khẩu"),
    "another old Office": (_OLE, "mật khẩu hoặc"),
    "zip with a password": (_with_password(), "có mật khẩu"),
    "OpenDocument": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        "OpenDocument",
    ),
    "Excel": (_office("spreadsheetml"), "Excel"),
    "PowerPoint": (_office("presentationml"), "PowerPoint"),
    "Pages": (zipped({"Index/Document.iwa": b"x"}), "Pages"),
    "a zip of papers": (zipped({"mau.docx": GOOD}), "tệp nén"),
    "a zip of other things": (zipped({"a.txt": "x"}), "không có phần nào"),
    "noise": (bytes(range(128, 256)) * 20, "hỏng"),
    "no document in it": (
        zipped({**unzipped(GOOD), "_rels/.rels": "<Relationships/>"}),
        "không có thân văn bản",
    ),
}


@pytest.mark.parametrize(("data", "said"), CASES.values(), ids=CASES)
def test_each_has_its_own_cause_and_way_out(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateUnreadable, match=said) as caught:
        CompiledTemplate.load(data)
    assert caught.value.fix
    assert "Traceback" not in str(caught.value) and "0x" not in str(caught.value)
    file = tmp_path / "mau.docx"
    file.write_bytes(data)
    assert [finding.code for finding in check_master(file, [])] == ["KT-901"]


def test_causes_of_different_files_differ() -> None:
    said = set()
    for data, _ in CASES.values():
        with pytest.raises(TemplateUnreadable) as caught:
            CompiledTemplate.load(data)
        said.add((caught.value.why, caught.value.fix))
    assert len(said) > 18


def test_a_folder_and_a_pipe_are_told_and_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "mau.docx"
    folder.mkdir()
    with pytest.raises(TemplateUnreadable, match="thư mục"):
        CompiledTemplate.load(folder)
    assert [finding.code for finding in check_master(folder, [])] == ["KT-901"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "ong.docx")
        found = check_master(tmp_path / "ong.docx", [])
    else:
        found = check_master(tmp_path / "khong-co.docx", [])
    assert [finding.code for finding in found] == ["KT-901"]


def test_a_long_chain_of_parts_ends_in_words() -> None:
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    extra: dict[str, bytes | str] = {}
    for number in range(990):
        target = f'<Relationship Id="r1" Type="{kind}" Target="{number + 1}.xml"/>'
        extra[f"word/{number}.xml"] = "<a/>"
        extra[f"word/_rels/{number}.xml.rels"] = f"{head}{target}</Relationships>"
    first = f'<Relationship Id="rIdX" Type="{kind}" Target="0.xml"/>'
    with pytest.raises(TemplateUnreadable):
        CompiledTemplate.load(paper(p("x"), relations=first, extra=extra))
