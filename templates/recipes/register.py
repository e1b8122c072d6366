"""Recipe of the printed register (sổ đăng ký văn bản đi): turned pages to print and bind."""

from __future__ import annotations

from collections.abc import Sequence

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from ...conventions.ruleset import RuleSet
from .blocks import Column, Master
from .script import play


def _struck(name: str) -> str:
    """A value that is struck through in a cancelled row."""
    value = f"{{{{ d.{name} }}}}"
    return f"{{% if d.huy %}}~~{value}~~{{% else %}}{value}{{% endif %}}"


_NUMBER = _struck("so_ky_hieu")
_ABSTRACT = _struck("ten_loai_trich_yeu")
_NOTE = (
    "{% if d.ngay_phat_hanh %}Phát hành {{ d.ngay_phat_hanh }}"
    "{% if d.ghi_chu %}; {% endif %}{% endif %}{{ d.ghi_chu }}"
)

_ONE_BODY = (
    Column("Số và ký hiệu", _NUMBER, 27, centred=True),
    Column("Ngày, tháng, năm", "{{ d.ngay }}", 24, centred=True),
    Column("Tên loại và trích yếu nội dung", _ABSTRACT, 72),
    Column("Người ký", "{{ d.nguoi_ky }}", 27),
    Column("Nơi nhận", "{{ d.noi_nhan }}", 40),
    Column("Nơi giữ bản lưu", "{{ d.noi_luu }}", 22),
    Column("Số bản", "{{ d.so_ban }}", 12, centred=True),
    Column("Ghi chú", _NOTE, 28),
)

# The day keeps the width of its ten characters: "05/06/2026" must not break.
_SEVERAL_BODIES = (
    Column("Số và ký hiệu", _NUMBER, 26, centred=True),
    Column("Ngày, tháng, năm", "{{ d.ngay }}", 23, centred=True),
    Column("Cơ quan", "{{ d.co_quan }}", 33),
    Column("Tên loại và trích yếu nội dung", _ABSTRACT, 57),
    Column("Người ký", "{{ d.nguoi_ky }}", 26),
    Column("Nơi nhận", "{{ d.noi_nhan }}", 31),
    Column("Nơi giữ bản lưu", "{{ d.noi_luu }}", 20),
    Column("Số bản", "{{ d.so_ban }}", 11, centred=True),
    Column("Ghi chú", _NOTE, 25),
)


def build(rules: RuleSet) -> Master:
    """The register: one table under its letterhead, with a column Cơ quan for several bodies."""
    blocks = {
        "letterhead": lambda m: m.letterhead(dated=False),
        "title": _title,
        "subtitle": _subtitle,
        "register": lambda m: _table(m, _ONE_BODY),
        "register_of_several_bodies": lambda m: _table(m, _SEVERAL_BODIES),
        "count": _count,
    }
    return play(Master.start(rules, landscape=True, bound=True), "so-van-ban-di", blocks)


def _title(master: Master, *words: str) -> None:
    master.write.p(" ".join(words), "type_name").paragraph_format.space_before = Pt(12)


def _subtitle(master: Master, *words: str) -> None:
    master.write.p(" ".join(words), "abstract")


def _table(master: Master, columns: Sequence[Column]) -> None:
    """The columns' names and numbers on every page, the rows under their headings."""
    master.write.p("", "GT Nét mảnh").paragraph_format.space_after = Pt(8)
    grid = master.list_head(columns)
    for cell in grid.table.rows[0].cells:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for index, writer in enumerate(grid.row(header=True), start=1):
        writer.p(f"({index})", "GT Ô bảng").alignment = WD_ALIGN_PARAGRAPH.CENTER
    grid.tag("for nhom in cac_nhom")
    grid.tag("if nhom.ten")
    grid.heading("{{ nhom.ten }}")
    grid.tag("endif")
    master.list_rows(grid, "d in nhom.van_ban", columns)
    grid.tag("endfor")


def _count(master: Master, *words: str) -> None:
    master.write.p(" ".join(words), "GT Ô bảng").paragraph_format.space_before = Pt(6)
