"""Recipes of commendation papers (khen thưởng): proposal, list, decision."""

from __future__ import annotations

from collections.abc import Sequence

from docx.shared import Mm, Pt

from ...conventions.ruleset import RuleSet
from .blocks import Column, Master
from .script import play

_PROPOSED_MEMBERS = (
    Column("TT", "{{ d.tt }}", 10, centred=True),
    Column("Họ và tên", "{{ d.ho_ten }}", 38),
    Column("Ngày sinh", "{{ d.ngay_sinh }}", 22, centred=True),
    Column("Chức vụ", "{{ d.chuc_vu }}", 28),
    Column("Chi bộ", "{{ d.chi_bo }}", 34),
    Column("Ngày vào Đảng", "{{ d.ngay_vao_dang }}", 22, centred=True),
    Column("Kết quả xếp loại", "{{ d.ket_qua }}", 36),
    Column("Hình thức đề nghị", "{{ d.hinh_thuc }}", 22, centred=True),
    Column("Tóm tắt thành tích", "{{ d.thanh_tich }}", 48),
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

_AWARDED = (
    Column("TT", "{{ d.tt }}", 10, centred=True),
    Column("Họ và tên, tên tổ chức", "{{ d.ten }}", 46),
    Column("Chức vụ, chi bộ", "{{ d.don_vi }}", 48),
    Column("Hình thức", "{{ d.hinh_thuc }}", 22, centred=True),
    Column("Tiền thưởng (đồng)", "{{ d.tien }}", 26, centred=True),
    Column("Ghi chú", "{{ d.ghi_chu }}", 18),
)


def build_proposal(rules: RuleSet) -> Master:
    """The proposal to the level above (tờ trình đề nghị khen thưởng)."""
    return play(Master.start(rules), "to-trinh-khen-thuong", {"addressees": _addressees})


def build_list(rules: RuleSet) -> Master:
    """The list of the proposed (danh sách đề nghị khen thưởng), on a turned page."""
    return play(
        Master.start(rules, landscape=True),
        "danh-sach-khen-thuong",
        {
            "members": lambda m: _proposed(m, "d in ca_nhan", _PROPOSED_MEMBERS),
            "organisations": lambda m: _proposed(m, "d in tap_the", _PROPOSED_ORGANISATIONS),
            "signature": _signature,
        },
    )


def build_decision(rules: RuleSet) -> Master:
    """The commendation decision with its list and amounts (quyết định khen thưởng)."""
    return play(Master.start(rules), "quyet-dinh-khen-thuong", {"list": _awarded})


def _proposed(master: Master, loop: str, columns: Sequence[Column]) -> None:
    master.list_table(loop, columns)
    master.write.p("", "GT Ô bảng")


def _signature(master: Master) -> None:
    master.signature_right("ky")
    master.close()


def _addressees(master: Master) -> None:
    """The word and its list, the list hanging under the word (Kính trình)."""
    with master.write.when("kinh_trinh|length == 1"):
        one = master.write.p("//{{ kinh_trinh_tu }}// {{ kinh_trinh[0] }}", "GT Giữa")
        one.paragraph_format.space_after = Pt(12)
        master.write.otherwise()
        master.write.p("//{{ kinh_trinh_tu }}//", "GT Giữa")
        with master.write.repeat("dong in kinh_trinh"):
            item = master.write.p("{{ dong }}", "dear_list")
            item.paragraph_format.left_indent = Mm(55)
        master.write.p("", "GT Nét mảnh").paragraph_format.space_after = Pt(10)


def _awarded(master: Master) -> None:
    grid = master.list_table("d in danh_sach", _AWARDED)
    grid.cells(
        ["", "**Cộng**", "", "", "**{{ tong.so }}**", ""],
        ["GT Ô bảng", "GT Ô bảng", "GT Ô bảng", "GT Ô bảng", "GT Ô đầu bảng", "GT Ô bảng"],
    )
    master.write.p("", "GT Ô bảng")
    master.write.p("Số tiền bằng chữ: //{{ tong.chu }}//.")
