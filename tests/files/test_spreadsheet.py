"""Files that are no readable workbook: a Vietnamese sentence with the next step, never a crash."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giayto.data.workbook.read import read_workbook
from giayto.errors import WorkbookUnreadable
from giayto.files import unpacked
from tests.data.books import ward_sheets, write_book

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


CASES = {
    "trống": (b"", "trống"),
    "trang web": (b"\xef\xbb\xbf<html><table><tr><td>STT</td></tr></table></html>", "trang web"),
    "doctype": (b"<!DOCTYPE html><p>", "trang web"),
    "xml 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "XML 2003",
    ),
    "csv": ("STT;Họ và tên;Ngày sinh\n1;Lê Thị Sen;1970\n".encode(), "CSV"),
    "csv utf-16": ("STT\tHọ và tên\tNgày sinh\n".encode("utf-16"), "không phải sổ Excel"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "rác": (bytes(range(256)) * 8, "không phải sổ Excel"),
    "zip hỏng": (b"PK\x03\x04" + b"\1" * 500, "hỏng"),
    "word": (zipped(word__document=b"x", **{"word__document.xml": b"<x/>"}), "Word"),
    "zip thường": (zipped(a=b"1"), "tệp nén"),
    "xlsx rỗng ruột": (zipped(**{"xl__workbook.xml": b"<x"}), "hỏng"),
    "mật khẩu": (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "doc": (OLE + "WordDocument".encode("utf-16-le"), "Word"),
    "xls hỏng": (OLE + "Workbook".encode("utf-16-le"), "hỏng"),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_kind_of_stranger_is_named(tmp_path: Path, case: str) -> None:
    content, word = CASES[case]
    path = tmp_path / "du-lieu.xlsx"
    path.write_bytes(content)
    with pytest.raises(WorkbookUnreadable) as caught:
        read_workbook(path)
    assert word in (caught.value.why or "")
    assert caught.value.fix
    assert caught.value.exit_code == 3
    assert caught.value.__cause__ is None


def test_a_missing_file_names_the_near_one(tmp_path: Path) -> None:
    write_book(tmp_path / "du-lieu.xlsx", ward_sheets())
    with pytest.raises(WorkbookUnreadable, match=r"du-lieu\.xlsx"):
        read_workbook(tmp_path / "dulieu.xlsx")
    with pytest.raises(WorkbookUnreadable):
        read_workbook(tmp_path / "khong" / "co.xlsx")


def test_a_folder_and_a_lock_file_are_no_workbooks(tmp_path: Path) -> None:
    with pytest.raises(WorkbookUnreadable, match="thư mục"):
        read_workbook(tmp_path)
    lock = tmp_path / "~$du-lieu.xlsx"
    lock.write_bytes(b"x")
    with pytest.raises(WorkbookUnreadable, match=r"“du-lieu\.xlsx”"):
        read_workbook(lock)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the rights of files do not bind here"
)
def test_a_file_one_may_not_read(tmp_path: Path) -> None:
    path = write_book(tmp_path / "du-lieu.xlsx", ward_sheets())
    path.chmod(0)
    with pytest.raises(WorkbookUnreadable, match="quyền"):
        read_workbook(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacked, "MOST_UNPACKED", 10_000_000)
    path = tmp_path / "du-lieu.xlsx"
    path.write_bytes(zipped(**{"xl__workbook.xml": b"0" * 30_000_000}))
    with pytest.raises(WorkbookUnreadable, match="quá lớn"):
        read_workbook(path)


# Places are fractions of the file: its size differs by the time stamps inside.
_PLACE = st.floats(0, 1, exclude_max=True)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(_PLACE, st.integers(0, 255)), min_size=1, max_size=5),
    st.one_of(st.none(), _PLACE),
)
def test_a_damaged_workbook_is_read_or_refused_but_never_crashes(
    tmp_path: Path, changes: list[tuple[float, int]], cut: float | None
) -> None:
    content = bytearray(write_book(tmp_path / "goc.xlsx", ward_sheets()).read_bytes())
    for place, byte in changes:
        content[int(place * len(content))] = byte
    target = tmp_path / "du-lieu.xlsx"
    target.write_bytes(bytes(content[: None if cut is None else int(cut * len(content))]))
    refused = None
    try:
        read_workbook(target)
    except WorkbookUnreadable as error:
        refused = error
    assert refused is None or refused.fix


@pytest.mark.parametrize(("rows", "columns"), [(1_000_000, 1), (1, 16_000), (20_001, 1_000)])
def test_an_open_document_that_repeats_a_value_without_end(
    tmp_path: Path, rows: int, columns: int
) -> None:
    names = "".join(
        f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
        for n in ("office", "table", "text")
    )
    content = (
        f'<office:document-content{names}><office:body><office:spreadsheet><table:table table:name="A">'
        f'<table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}"><text:p>x</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    path = tmp_path / "du-lieu.ods"
    path.write_bytes(zipped(**{"mimetype": kind, "content.xml": content.encode()}))
    with pytest.raises(WorkbookUnreadable, match="lặp lại"):
        read_workbook(path)
