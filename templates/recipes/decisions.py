"""Recipes of grading decisions with their lists (quyết định công nhận xếp loại)."""

from __future__ import annotations

from docx.shared import Pt

from ...conventions.ruleset import RuleSet
from .blocks import Column, Master
from .form_blocks import Block
from .script import play

_ORGANISATIONS = (
    Column("TT", "{{ d.tt }}", 10, centred=True),
    Column("Tên tổ chức đảng", "{{ d.ten }}", 52),
    Column("Tự xếp loại", "{{ d.tu_xep_loai }}", 30),
    Column("Đề nghị xếp loại", "{{ d.de_nghi }}", 30),
    Column("Mức xếp loại được công nhận", "{{ d.muc }}", 32),
    Column("Tiêu biểu", "{{ d.tieu_bieu }}", 14, centred=True),
    Column("Ghi chú", "{{ d.ghi_chu }}", 22),
)

_MEMBERS = (
    Column("TT", "{{ d.tt }}", 10, centred=True),
    Column("Họ và tên", "{{ d.ho_ten }}", 41),
    Column("Năm sinh", "{{ d.nam_sinh }}", 13, centred=True),
    Column("Chức vụ", "{{ d.chuc_vu }}", 35),
    Column("Chi bộ", "{{ d.chi_bo }}", 36),
    Column("Mức xếp loại", "{{ d.muc }}", 35),
    Column("Ghi chú", "{{ d.ghi_chu }}", 15),
)


def build_organisations(rules: RuleSet) -> Master:
    """Decision on the grades of party organisations (xếp loại tổ chức đảng)."""
    return play(Master.start(rules), "quyet-dinh-xep-loai-to-chuc", _blocks(_ORGANISATIONS))


def build_members(rules: RuleSet) -> Master:
    """Decision on the grades of members (xếp loại đảng viên)."""
    return play(Master.start(rules), "quyet-dinh-xep-loai-dang-vien", _blocks(_MEMBERS))


def _blocks(columns: tuple[Column, ...]) -> dict[str, Block]:
    def write(master: Master, closing: str) -> None:
        grid = master.list_table("d in danh_sach", columns)
        grid.closing().p(closing).paragraph_format.space_before = Pt(6)
        master.close()

    return {"list": write}
