"""Recipes of commendation papers (khen thưởng): the list of the proposed."""

from __future__ import annotations

from docx.shared import Pt

from ...conventions.ruleset import RuleSet
from .blocks import Column, Master
from .script import play
from .writer import Grid

_PROPOSED_MEMBERS = (
    Column("TT", "{{ d.tt }}", 10, centred=True),
    Column("Họ và tên", "{{ d.ho_ten }}", 38),
    Column("Ngày sinh", "{{ d.ngay_sinh }}", 26, centred=True),
    Column("Chức vụ", "{{ d.chuc_vu }}", 28),
    Column("Chi bộ", "{{ d.chi_bo }}", 32),
    Column("Ngày vào Đảng", "{{ d.ngay_vao_dang }}", 26, centred=True),
    Column("Kết quả xếp loại", "{{ d.ket_qua }}", 36),
    Column("Hình thức đề nghị", "{{ d.hinh_thuc }}", 28, centred=True),
    Column("Tóm tắt thành tích", "{{ d.thanh_tich }}", 56),
)

_PROPOSED_ORGANISATIONS = (
    Column("TT", "{{ d.tt }}", 10, centred=True),
    Column("Tên tổ chức đảng", "{{ d.ten }}", 52),
    Column("Số đảng viên", "{{ d.so_dang_vien }}", 18, centred=True),
    Column("Kết quả xếp loại", "{{ d.ket_qua }}", 42),
    Column("Tiêu biểu", "{{ d.tieu_bieu }}", 16, centred=True),
    Column("Hình thức đề nghị", "{{ d.hinh_thuc }}", 26, centred=True),
    Column("Tóm tắt thành tích", "{{ d.thanh_tich }}", 60),
)


def build_list(rules: RuleSet) -> Master:
    """The list of the proposed (danh sách đề nghị khen thưởng), on a turned page."""
    words: dict[str, str] = {}

    def end(master: Master, grid: Grid) -> None:
        closing = grid.closing()
        closing.p(words["count"]).paragraph_format.space_before = Pt(6)
        with closing.when("viet_tat"):
            closing.p(words["abbreviations"])
        master.signed_in(closing, "ky")

    def organisations(master: Master) -> None:
        grid = master.list_table("d in tap_the", _PROPOSED_ORGANISATIONS)
        grid.tag("if not ca_nhan")
        end(master, grid)
        grid.tag("endif")

    def members(master: Master) -> None:
        end(master, master.list_table("d in ca_nhan", _PROPOSED_MEMBERS))

    return play(
        Master.start(rules, landscape=True),
        "danh-sach-khen-thuong",
        {
            "count": lambda m, text: words.update(count=text),
            "abbreviations": lambda m, text: words.update(abbreviations=text),
            "organisations": organisations,
            "members": members,
            "end": lambda m: m.close(),
        },
    )
