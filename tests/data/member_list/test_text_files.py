"""Lists in text files: any encoding, any separator, as Excel, LibreOffice and old programs save them."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giayto.data.member_list.read import read_member_list
from giayto.data.member_list.result import MemberList
from giayto.data.reference import table
from giayto.errors import ListNotRecognised, WorkbookUnreadable

TONES = "\u0300\u0301\u0303\u0309\u0323"
ROWS = [
    ["STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Số thẻ Đảng viên", "Nơi ở"],
    ["1", "Lê Hồng An", "03/01/1973", "Chi bộ Tổ dân phố 1", "047725763863", "Ngõ 1 phố Huế"],
    ["2", "Đỗ Văn Bình", "14/02/1961", "Chi bộ Tổ dân phố 1", "031197402358", "Ngõ 2 phố Huế"],
    ["3", "Nguyễn Quang Cường", "21/04/1984", "Chi bộ Tổ dân phố 2", "008719659571", "Số 3"],
    ["4", "Trương Thị Thuỷ Hương", "28/09/1962", "Chi bộ Tổ dân phố 2", "054254892713", "Số 4"],
]


def windows_1258(text: str) -> bytes:
    """As Windows writes it: letters with hats whole, tones behind them."""
    written = b""
    for letter in text:
        loose = unicodedata.normalize("NFD", letter)
        tones = "".join(c for c in loose if c in TONES)
        base = unicodedata.normalize("NFC", "".join(c for c in loose if c not in TONES))
        written += (base + tones).encode("cp1258")
    return written


def tcvn3(text: str) -> bytes:
    byte_of = {letter: int(code, 16) for code, letter in table("legacy-encodings")["tcvn3"].items()}
    return bytes(ord(c) if c.isascii() else byte_of.get(c) or byte_of[c.lower()] for c in text)


def vni(text: str) -> bytes:
    letters = {letter: pair for pair, letter in table("legacy-encodings")["vni"].items()}
    return "".join(letters.get(c, c) for c in text).encode("cp1252")


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-8 có BOM": lambda t: t.encode("utf-8-sig"),
    "utf-8 NFD": lambda t: unicodedata.normalize("NFD", t).encode(),
    "utf-16": lambda t: t.encode("utf-16"),
    "utf-16 BE": lambda t: codecs.BOM_UTF16_BE + t.encode("utf-16-be"),
    "utf-16 không BOM": lambda t: t.encode("utf-16-le"),
    "windows-1258": windows_1258,
    "tcvn3": tcvn3,
    "vni": vni,
}


def read(path: Path, content: bytes, name: str = "ds.csv") -> MemberList:
    (path / name).write_bytes(content)
    return read_member_list(path / name)


@pytest.mark.parametrize(
    "separator", [";", ",", "\t", "|"], ids=["chấm phẩy", "phẩy", "tab", "sọc"]
)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_with_every_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    text = "\r\n".join(separator.join(row) for row in ROWS)
    result = read(tmp_path, ENCODINGS[encoding](text))
    assert [
        [m.full_name, str(m.birth), m.cell, m.card, p.own["Nơi ở"]]
        for m, p in zip(result.members, result.people, strict=True)
    ] == [
        [unicodedata.normalize("NFC", cell) for cell in (r[1], r[2], r[3], r[4], r[5])]
        for r in ROWS[1:]
    ]
    assert [r.row for r in result.report] == [1, 2, 3, 4, 5]
    assert len(result.columns) == 6


def test_quotes_lines_in_cells_zeros_and_the_separator_told(tmp_path: Path) -> None:
    text = (
        'sep=;\r\n"STT";"Họ và tên\nQuê quán";"Số thẻ";"Ghi chú";"Chi bộ"\r\n'
        '1;"Lê Văn An\nHà Nội";="001070000001";"a; b";CB1\r\n'
        "\r\n"
        '2;"Trần ""Ba"" Bé\nHuế";\'001070000002;;CB1\r\n'
    )
    result = read(tmp_path, text.encode("utf-8-sig"))
    an, be = result.people
    assert (an.member.full_name, an.own, an.member.note) == (
        "Lê Văn An",
        {"Quê quán": "Hà Nội"},
        "a; b",
    )
    assert (be.member.full_name, be.member.note, be.member.card) == (
        "Trần Bé",
        "Ba",
        "001070000002",
    )
    assert (an.member.card, an.member.cell) == ("001070000001", "Chi bộ 1")
    assert [r.kind for r in result.report] == ["title", "header", "member", "blank", "member"]


def test_a_quote_never_closed_does_not_swallow_the_list(tmp_path: Path) -> None:
    rows = [
        f'{n};"Lê Văn Sen;1970;Chi bộ 1' if n == 1 else f"{n};Lê Văn Bèo;1971;Chi bộ 1"
        for n in range(1, 31)
    ]
    result = read(tmp_path, "\n".join(["STT;Họ và tên;Năm sinh;Chi bộ", *rows]).encode())
    assert len(result.members) + sum(r.kind == "unknown" for r in result.report) == 30
    assert len(result.members) >= 29


def test_numbers_shortened_by_an_excel_with_commas_stay_as_typed(tmp_path: Path) -> None:
    text = "STT;Họ và tên;Số thẻ;Chi bộ\n1;Lê Thị Sen;1,07547E+11;Chi bộ 1\n"
    (listed,) = read(tmp_path, windows_1258(text)).people
    assert (listed.member.card, listed.raw) == ("", {})
    assert listed.own == {"Theo danh sách: Số thẻ đảng viên": "1,07547E+11"}


def test_a_table_of_text_named_as_an_old_workbook(tmp_path: Path) -> None:
    text = "\n".join("\t".join(row) for row in ROWS)
    assert len(read(tmp_path, text.encode("utf-16"), "xuat.xls").members) == 4


@pytest.mark.parametrize("name", ["ds.csv", "ds.txt"])
def test_text_that_is_no_list_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ListNotRecognised):
        read(tmp_path, "chỉ có chữ,\nkhông có danh sách,\n".encode(), name)
    with pytest.raises(WorkbookUnreadable):
        read(tmp_path, b"  \r\n ", name)


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"<html><table>", b"\x89PNG\r\n\0\0\0\1\0\2\0\3"])
def test_what_only_calls_itself_text_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(WorkbookUnreadable):
        read(tmp_path, content)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.binary(min_size=1, max_size=300),
    st.sampled_from([b"", "STT;Họ và tên;Ngày sinh\n".encode()]),
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, head: bytes) -> None:
    try:
        result = read(tmp_path, head + content)
    except (ListNotRecognised, WorkbookUnreadable):
        return
    assert [r.row for r in result.report] == list(range(1, len(result.report) + 1))
    assert sum(r.kind == "member" for r in result.report) == len(result.members)
