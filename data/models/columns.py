"""Columns that several sheets have alike (cột dùng chung): each is declared once, here."""

from __future__ import annotations

from typing import Any

from ..reference import choices
from .fields import field


def subject(*, example: str = "DV0001", help: str = "") -> Any:
    """The code of whom a row is about (mã đối tượng); ``help`` "" says the usual."""
    return field(
        "Mã đối tượng",
        "ma_doi_tuong",
        default="",
        kind="ident",
        required=True,
        width=14,
        example=example,
        synonyms=("Mã đảng viên", "Mã"),
        help=help or "Mã đảng viên, mã tổ chức đảng hoặc mã tập thể.",
    )


def shown_name(*, help: str = "") -> Any:
    """The name beside a code, for people only (họ tên để xem); ``help`` "" says the usual."""
    return field(
        "Họ tên (để xem)",
        "ho_ten_xem",
        default="",
        width=24,
        shown=True,
        help=help or "Cho dễ nhìn; chương trình chỉ dùng cột mã.",
    )


def person() -> Any:
    """Somebody called by name, or by a member's code (họ và tên)."""
    return field(
        "Họ và tên",
        "ho_ten",
        default="",
        kind="name",
        required=True,
        width=26,
        example="Nguyễn Văn Mẫu",
        help="Mã đảng viên cũng được.",
    )


def meeting(*, example: str) -> Any:
    """The code of the meeting a row belongs to (mã cuộc họp)."""
    return field(
        "Mã cuộc họp",
        "ma_cuoc_hop",
        default="",
        kind="ident",
        required=True,
        width=12,
        example=example,
    )


def grade(label: str, key: str, *, help: str = "", width: int = 26) -> Any:
    """A level of grading (mức xếp loại); an empty cell is no grade."""
    return field(label, key, default="", choices=choices("grade"), width=width, help=help)


def computed_grade() -> Any:
    """The level that the rule gives, for people only (mức theo quy định)."""
    return field(
        "Mức theo quy định",
        "muc_theo_quy_dinh",
        default="",
        width=26,
        shown=True,
        help="Lệnh giayto xep-loai --ghi điền, để xem; chương trình không dùng khi lập giấy tờ.",
    )


def computed_reason() -> Any:
    """Why the rule gives that level, for people only (lý do theo quy định)."""
    return field(
        "Lý do theo quy định",
        "ly_do_theo_quy_dinh",
        default="",
        width=40,
        shown=True,
        help="Lệnh giayto xep-loai --ghi điền, để xem.",
    )


def count(label: str, key: str, *, help: str = "", width: int = 9) -> Any:
    """A number of persons, votes or tasks (số lượng); an empty cell is ``None``, not known."""
    return field(label, key, default=None, kind="int", width=width, help=help)


def due() -> Any:
    """By when something is to be done (thời hạn); ``None`` is no day set."""
    return field("Thời hạn", "thoi_han", default=None, kind="date", width=12)


def note() -> Any:
    """A clerk's note (ghi chú); lists print it as it is written."""
    return field("Ghi chú", "ghi_chu", default="", width=24)
