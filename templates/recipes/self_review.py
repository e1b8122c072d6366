"""Recipes of the self-review forms (bản kiểm điểm cá nhân) of 2023 and of 2025.

The words stand in ``wording/kiem-diem-2025.txt`` (Hướng dẫn
43-HD/BTCTW, 31/10/2025) and ``kiem-diem-2023.txt`` (Hướng dẫn 25-HD/BTCTW,
10/11/2023). Between the two the letters 02A and 02B changed places.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from ...conventions.ruleset import RuleSet
from .blocks import Master
from .form_blocks import form_code, parts
from .script import play


@dataclass(frozen=True)
class Form:
    """One form (một mẫu): its script, variant, code, title, whom it is for.

    ``who`` is ``""`` where the form prints none; ``posts`` prints the lines of
    posts held; ``cell`` is the label before the cell's name.
    """

    script: str
    variant: str
    code: str
    title: str
    who: str
    posts: bool
    cell: str = "Chi bộ"


_TITLE_2025 = "BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI CÁ NHÂN"
_TITLE_2023 = "BẢN KIỂM ĐIỂM CÁ NHÂN"

FORMS = {
    "kiem-diem-02a": Form(
        "kiem-diem-2025", "02a", "Mẫu 02A-HD KĐ.ĐG 2025", _TITLE_2025,
        "Cá nhân giữ chức vụ lãnh đạo, quản lý", posts=True,
    ),
    "kiem-diem-02b": Form(
        "kiem-diem-2025", "02b", "Mẫu 02B-HD KĐ.ĐG 2025", _TITLE_2025,
        "Cá nhân không giữ chức vụ lãnh đạo, quản lý", posts=False,
    ),
    "kiem-diem-02c": Form(
        "kiem-diem-2025", "02c", "Mẫu 02C-HD KĐ.ĐG 2025", _TITLE_2025,
        "Đảng viên không làm việc trong hệ thống chính trị", posts=False,
    ),
    "kiem-diem-2023-02a": Form(
        "kiem-diem-2023", "02a", "Mẫu 02A-HD KĐ.ĐG 2023", _TITLE_2023, "",
        posts=True, cell="Chi bộ:",
    ),
    "kiem-diem-2023-02b": Form(
        "kiem-diem-2023", "02b", "Mẫu 02B-HD KĐ.ĐG 2023", _TITLE_2023,
        "Cá nhân giữ chức vụ lãnh đạo, quản lý", posts=True, cell="Chi bộ:",
    ),
}  # fmt: skip
"""Master name → its form."""


def build(rules: RuleSet, name: str) -> Master:
    """The master of one form, by its name in :data:`FORMS`."""
    form = FORMS[name]
    return play(
        Master.start(rules),
        form.script,
        {
            "form_code": lambda m: form_code(m, form.code),
            "form_title": lambda m: _form_title(m, form),
            "person": lambda m: _person(m, form),
            "member_signature": lambda m, words: m.caption_right(
                *parts(words), "{{ dang_vien.ho_ten }}"
            ),
        },
        variant=form.variant,
    )


def _form_title(master: Master, form: Form) -> None:
    write = master.write
    write.p(form.title, "type_name").paragraph_format.space_before = Pt(18)
    last = write.p("Năm {{ nam }}", "abstract")
    if form.who:
        last = write.p(f"({form.who})", "abstract")
    last.paragraph_format.space_after = Pt(12)


def _person(master: Master, form: Form) -> None:
    name, birth = "Họ và tên: {{ dang_vien.ho_ten }}", "Ngày sinh: {{ dang_vien.ngay_sinh }}"
    with master.write.when("not dang_vien.ngay_sinh"):
        line = _write_in(master, f"{name}\tNgày sinh: \t")
        line.paragraph_format.tab_stops.add_tab_stop(Mm(master.text_width_mm * 0.62))
        master.write.otherwise()
        _side_by_side(master, name, birth, "cung_dong.ngay_sinh")
    if form.posts:
        _label(master, "Chức vụ Đảng:", "chuc_vu_dang")
        _label(master, "Chức vụ chính quyền:", "chuc_vu_chinh_quyen")
        _label(master, "Chức vụ đoàn thể:", "chuc_vu_doan_the")
    unit, cell = "Đơn vị công tác:", f"{form.cell} {{{{ dang_vien.chi_bo }}}}"
    with master.write.when("not dang_vien.don_vi"):
        _write_in(master, f"{unit} \t {cell}")
        master.write.otherwise()
        _side_by_side(master, f"{unit} {{{{ dang_vien.don_vi }}}}", cell, "cung_dong.chi_bo")


def _write_in(master: Master, text: str) -> Paragraph:
    return master.write.writing_line(text, master.text_width_mm)


def _label(master: Master, label: str, key: str) -> None:
    """A label with the member's value, or with dots to write on."""
    value = f"dang_vien.{key}"
    _write_in(master, f"{label} {{% if {value} %}}{{{{ {value} }}}}{{% else %}}\t{{% endif %}}")


def _side_by_side(master: Master, left: str, right: str, fits: str) -> None:
    """Two labels with their values at both ends of one line; on two lines unless ``fits``."""
    with master.write.when(fits):
        line = master.write.p(f"{left}\t{right}", "GT Dòng viết tay")
        end = Mm(master.text_width_mm)
        line.paragraph_format.tab_stops.add_tab_stop(end, WD_TAB_ALIGNMENT.RIGHT)
        master.write.otherwise()
        master.write.p(left, "GT Dòng viết tay")
        master.write.p(right, "GT Dòng viết tay")
