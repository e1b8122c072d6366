"""Letters that only look Vietnamese, invisible ones, and how names are written."""

from __future__ import annotations

import unicodedata

import pytest

from giayto.data.cells.odd_letters import odd_letters
from giayto.data.cells.person_names import person_name
from giayto.data.cells.reading import as_text
from giayto.files.spreadsheet import SourceSheet


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Ðặng Văn Ðức", "Đặng Văn Đức"),
        ("ðảng viên", "đảng viên"),
        ("Ɖặng", "Đặng"),
        ("Trƣơng Vƣ\u0300ng", "Trương Vừng"),
        ("Lê Vǎn Cả", "Lê Văn Cả"),
        ("Nguуễn Vаn", "Nguyễn Van"),
        ("Υ Moan", "Y Moan"),
        ("báo Правда", "báo Правда"),
        ("ＣＢ０１", "CB01"),
        ("𝐍𝐠𝐮𝐲ễ𝐧", "Nguyễn"),
        ("х", "x"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Hoè"), "Nguyễn Thị Hoè"),
        ("Ng\u00aduyễn\u200b An\ufeff", "Nguyễn An"),
        ("Lê\u00a0Văn_x000D_\nTám", "Lê Văn Tám"),
        ("a_x0009_b", "a b"),
    ],
)
def test_text_is_read_in_vietnamese_letters(typed: str, read: str) -> None:
    assert as_text(typed) == read


def test_the_soft_hyphen_of_old_fonts_is_a_letter() -> None:
    assert as_text("D\u00ad¬ng V¨n M\u00adêi") == "D\u00ad¬ng V¨n M\u00adêi"


def test_a_sheet_tells_of_odd_letters_once() -> None:
    sheet = SourceSheet(
        "DS", True, [["Họ và tên"], ["Ðặng Văn Ðức"], ["Trƣơng An"], ["báo Правда"]]
    )
    (told,) = odd_letters(sheet, "So lại.")
    assert (told.code, told.cell, told.read) == ("KT-220", "A2", "Ðặng Văn Ðức")
    assert told.why.startswith("2 ô có chữ trông như chữ Việt mà là chữ khác (Ð ƣ)")
    assert "“Đặng Văn Đức”" in told.why


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("K’ĐĂM", "K’Đăm"),
        ("Y-BHĂM MLÔ", "Y-Bhăm Mlô"),
        ("KSOR H'BIA", "Ksor H'Bia"),
        ("ĐIỂU K'RÉ", "Điểu K'Ré"),
        ("h'hen niê", "H'Hen Niê"),
        ("H`Ring Niê", "H'Ring Niê"),
        ("H´Thu Kbuôr", "H'Thu Kbuôr"),
        ("H‘Nga Byă", "H'Nga Byă"),
        ("HʼLinh", "H'Linh"),
        ("H' Hen Niê", "H'Hen Niê"),
        ("NGUYỄN Văn An", "Nguyễn Văn An"),
        ("nGUYỄN vĂN aN", "Nguyễn Văn An"),
        ("Nguyễn văn An", "Nguyễn Văn An"),
        ("DV0104", "DV0104"),
    ],
)
def test_names_are_stored_as_running_text_has_them(typed: str, stored: str) -> None:
    assert person_name(typed) == stored
    assert person_name(stored) == stored


@pytest.mark.parametrize(
    "name",
    ["Y Moan Ênuôl", "Rơ Châm", "Phan Công Tòan", "Lê Văn Tám bí thư", "Lê Văn Tám BT",
     "đồng chí Nguyễn Văn A", "Nguyễn Văn An (BT)", "A'"],
)  # fmt: skip
def test_other_names_stay_as_they_are(name: str) -> None:
    assert person_name(name) == name
