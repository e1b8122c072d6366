"""Cancelled in all its spellings, and what only sounds like it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl.styles import Font

from tests.register.taking_over import DAY, HEADS, codes, read, reasons


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("Số huỷ", "Huỷ"),
        ("HỦY do trùng", "do trùng"),
        ("hủy (cấp nhầm)", "cấp nhầm"),
        ("Đã huỷ: cấp nhầm", "cấp nhầm"),
        ("(huỷ)", "Huỷ"),
        ("Đã hủy bỏ", "Huỷ"),
        ("Huỷ ngày 06/6/2026", "ngày 06/6/2026"),
        ("Huỷ vì trùng Quyết định 05", "vì trùng Quyết định 05"),
        ("Huỷ quyết định này", "Huỷ"),
        ("bỏ", "bỏ"),
        ("không ban hành", "không ban hành"),
        ("Không phát hành nữa", "Không phát hành nữa"),
        ("thu hồi", "thu hồi"),
        ("gửi 2 bản; đã huỷ do sai ngày", "do sai ngày"),
        ("da huy", "Huỷ"),
    ],
)
def test_a_note_that_cancels(tmp_path: Path, note: str, reason: str) -> None:
    old = read(tmp_path, ["01-QĐ/ĐU", DAY, "Quyết định về A", "", "", note])
    assert reasons(old) == {"01-QĐ/ĐU": reason}
    assert codes(old) == []


@pytest.mark.parametrize(
    "note",
    [
        "Huỷ bỏ Thông báo 09-TB/ĐU",
        "Bãi bỏ Quyết định số 5",
        "Thu hồi sau hội nghị",
        "TÀI LIỆU THU HỒI",
        "bỏ phiếu kín",
        "thay thế QĐ 05",
    ],
)
def test_a_note_about_something_else(tmp_path: Path, note: str) -> None:
    old = read(tmp_path, ["01-QĐ/ĐU", DAY, "Quyết định về A", "", "", note])
    assert reasons(old) == {"01-QĐ/ĐU": ""}
    assert old.rows[0][1].request.note == note
    assert codes(old) == []


@pytest.mark.parametrize(
    "note", ["cấp nhầm", "HUY", "Huỷ 2 bản in sai", "văn bản bị huỷ bỏ", "Số 05 đã huỷ"]
)
def test_a_note_that_may_cancel_is_asked_about(tmp_path: Path, note: str) -> None:
    old = read(tmp_path, ["01-QĐ/ĐU", DAY, "Quyết định về A", "", "", note])
    assert reasons(old) == {"01-QĐ/ĐU": ""}
    assert codes(old) == ["SO-436"] and note in old.findings[0].why


@pytest.mark.parametrize(
    "abstract",
    [
        "Quyết định huỷ bỏ Quyết định số 3",
        "huỷ bỏ Quyết định số 3",
        "bãi bỏ Quyết định số 5",
        "Quyết định huỷ kết quả bầu cử",
        "Quyết định thu hồi thẻ đảng viên",
    ],
)
def test_a_paper_that_cancels_another_is_in_force(tmp_path: Path, abstract: str) -> None:
    old = read(tmp_path, ["04-QĐ/ĐU", DAY, abstract])
    assert reasons(old) == {"04-QĐ/ĐU": ""}


@pytest.mark.parametrize("abstract", ["Số huỷ", "HUỶ", "Huỷ (trùng số)", "(Huỷ)", "Không ban hành"])
def test_an_abstract_that_is_only_the_word_cancels(tmp_path: Path, abstract: str) -> None:
    assert reasons(read(tmp_path, ["04-QĐ/ĐU", DAY, abstract]))["04-QĐ/ĐU"]


@pytest.mark.parametrize(
    "typed", ["05-TB/ĐU (HUỶ)", "HUỶ 05-TB/ĐU", "05-TB/ĐU hủy", "05-TB/ĐU - đã huỷ"]
)
def test_the_word_in_the_numbers_cell_cancels(tmp_path: Path, typed: str) -> None:
    assert reasons(read(tmp_path, [typed, DAY, "a"])) == {"05-TB/ĐU": "Huỷ"}


def test_columns_of_state_and_of_cancelling(tmp_path: Path) -> None:
    old = read(
        tmp_path,
        ["01-TB/ĐU", DAY, "a", "", "", "", "Đã huỷ", ""],
        ["02-TB/ĐU", DAY, "b", "", "", "", "Còn hiệu lực", "x"],
        ["03-TB/ĐU", DAY, "c", "", "", "", "", "không"],
        ["04-TB/ĐU", DAY, "d", "", "", "", "", "-"],
        ["05-TB/ĐU", DAY, "đ", "", "", "", "", "☑"],
        heads=[*HEADS, "Trạng thái", "Huỷ"],
    )
    assert list(reasons(old).values()) == ["Huỷ", "Huỷ", "", "", "Huỷ"]
    assert [t.request.note for _s, t in old.rows] == ["", "Trạng thái: Còn hiệu lực", "", "", ""]


def test_a_row_struck_through_is_cancelled_and_told(tmp_path: Path) -> None:
    def strike(book: Any) -> None:
        for cell in ("A2", "C2", "A3"):
            book.worksheets[0][cell].font = Font(strike=True)

    old = read(tmp_path, ["01-TB/ĐU", DAY, "a"], ["02-TB/ĐU", DAY, "b"], change=strike)
    assert reasons(old) == {"01-TB/ĐU": "gạch ngang trong sổ cũ", "02-TB/ĐU": ""}
    assert codes(old) == ["SO-437", "SO-437"]
