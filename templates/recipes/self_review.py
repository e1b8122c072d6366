"""Recipes of the self-review forms (bản kiểm điểm cá nhân) of 2023 and of 2025.

The words stand in ``wording/kiem-diem-2025.txt`` (Hướng dẫn
43-HD/BTCTW, 31/10/2025) and ``kiem-diem-2023.txt`` (Hướng dẫn 25-HD/BTCTW,
10/11/2023). Between the two the letters 02A and 02B changed places.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.shared import Mm, Pt

from ...conventions.ruleset import RuleSet
from .blocks import Master
from .script import play
from .writer import frame_last_run

_SIGN = "(Ký, ghi rõ họ tên)"
_SIGN_DATED = "(Xác lập thời điểm, ký, ghi rõ họ tên)"
_LEVELS = (
    ("Hoàn thành xuất sắc nhiệm vụ", "xuat_sac"),
    ("Hoàn thành tốt nhiệm vụ", "tot"),
    ("Hoàn thành nhiệm vụ", "hoan_thanh"),
    ("Không hoàn thành nhiệm vụ", "khong_hoan_thanh"),
)
_RATINGS = ("Xuất sắc", "Tốt", "Trung bình", "Kém")


@dataclass(frozen=True)
class Form:
    """One form (một mẫu): its script, variant, code, title, whom it is for.

    ``who`` is ``""`` where the form prints none; ``posts`` prints the lines of
    posts held.
    """

    script: str
    variant: str
    code: str
    title: str
    who: str
    posts: bool


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
        "kiem-diem-2023", "02a", "Mẫu 02A-HD KĐ.ĐG 2023", _TITLE_2023, "", posts=True,
    ),
    "kiem-diem-2023-02b": Form(
        "kiem-diem-2023", "02b", "Mẫu 02B-HD KĐ.ĐG 2023", _TITLE_2023,
        "Cá nhân giữ chức vụ lãnh đạo, quản lý", posts=True,
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
            "form_code": lambda m: _form_code(m, form),
            "form_title": lambda m: _form_title(m, form),
            "person": lambda m: _person(m, form),
            "text": lambda m, key: m.lines_or_blank(f"kiem_diem.{key}"),
            "blank_lines": lambda m: m.write.writing_lines("so_dong_ke", m.text_width_mm),
            "ratings": _ratings,
            "levels": lambda m: _levels(m, ticked=True),
            "open_levels": lambda m: _levels(m, ticked=False),
            "comment": lambda m: m.lines_or_blank("nhan_xet.chi_uy"),
            "member_signature": lambda m, caption: m.caption_right(
                caption, _SIGN, "{{ dang_vien.ho_ten }}"
            ),
            "signature": lambda m, caption: m.caption_right(caption, _SIGN_DATED),
            "end": lambda m: m.close(),
        },
        variant=form.variant,
    )


def _form_code(master: Master, form: Form) -> None:
    master.write.p(form.code, "GT Mã mẫu").paragraph_format.space_after = Pt(6)


def _form_title(master: Master, form: Form) -> None:
    write = master.write
    write.p(form.title, "type_name").paragraph_format.space_before = Pt(18)
    last = write.p("Năm {{ nam }}", "abstract")
    if form.who:
        last = write.p(f"({form.who})", "abstract")
    last.paragraph_format.space_after = Pt(12)


def _person(master: Master, form: Form) -> None:
    master.label_line(
        "Họ và tên: {{ dang_vien.ho_ten }}",
        "Ngày sinh: {{ dang_vien.ngay_sinh }}",
        stops_mm=[master.text_width_mm * 0.62],
    )
    if form.posts:
        master.label_line("Chức vụ Đảng: {{ dang_vien.chuc_vu_dang }}")
        master.label_line("Chức vụ chính quyền: {{ dang_vien.chuc_vu_chinh_quyen }}")
        master.label_line("Chức vụ đoàn thể: {{ dang_vien.chuc_vu_doan_the }}")
    master.label_line("Đơn vị công tác: {{ dang_vien.don_vi }}")
    master.label_line("Chi bộ: {{ dang_vien.chi_bo }}")


def _levels(master: Master, *, ticked: bool) -> None:
    """The four levels, each with a box; ``ticked`` fills the box from the data."""
    for text, key in _LEVELS:
        line = master.write.p(f"{text}\t", keep=True)
        line.add_run(f"{{{{ muc.{key} }}}}" if ticked else "\u00a0" * 5)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(85))
        frame_last_run(line)


def _ratings(master: Master) -> None:
    """The member's own mark for one item, ticked by hand (form of 2023)."""
    line = master.write.p("Tự đánh giá về cấp độ thực hiện:")
    for rating in _RATINGS:
        line.add_run("  ")
        line.add_run("\u00a0" * 3)
        frame_last_run(line)
        line.add_run(f" {rating}")
