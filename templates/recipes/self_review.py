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
from .script import play
from .writer import frame_last_run

_LEVELS = (
    ("Hoàn thành xuất sắc nhiệm vụ", "xuat_sac"),
    ("Hoàn thành tốt nhiệm vụ", "tot"),
    ("Hoàn thành nhiệm vụ", "hoan_thanh"),
    ("Không hoàn thành nhiệm vụ", "khong_hoan_thanh"),
)
_RATINGS = (
    ("Xuất sắc", "xuat_sac"),
    ("Tốt", "tot"),
    ("Trung bình", "trung_binh"),
    ("Kém", "kem"),
)
_BETWEEN_BOXES = Pt(2)


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
            "form_code": lambda m: _form_code(m, form),
            "form_title": lambda m: _form_title(m, form),
            "person": lambda m: _person(m, form),
            "text": lambda m, key: m.lines_or_blank(f"kiem_diem.{key}"),
            "optional": _optional,
            "ratings": _ratings,
            "levels": _levels,
            "levels_beside": _levels_beside,
            "comment": lambda m, key: m.lines_or_blank(f"nhan_xet.{key}"),
            "blank_lines": lambda m: m.write.writing_lines(
                "so_dong_ke", m.text_width_mm, keep=True
            ),
            "verdict": _verdict,
            "open_verdict": lambda m, label: _after_label(m, f"{label} \t"),
            "member_signature": lambda m, words: m.caption_right(
                *_parts(words), "{{ dang_vien.ho_ten }}"
            ),
            "signature": _signature,
            "signatures": lambda m, words: m.captions_beside(*_parts(words)),
            "end": lambda m: m.close(),
        },
        variant=form.variant,
    )


def _parts(words: str) -> list[str]:
    """The words behind a block, between upright strokes: ``T/M CHI UỶ | (Ký, …)``."""
    return [part.strip() for part in words.split("|")]


def _signature(master: Master, words: str) -> None:
    """A place to sign: in which capacity, and what to write in one line or more."""
    caption, *note = _parts(words)
    master.caption_right(caption, "\n".join(note))


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


def _optional(master: Master, words: str) -> None:
    """A section that may be empty (nếu có): its text, else ``words``, on a blank form lines."""
    key, nothing = words.split(maxsplit=1)
    with master.write.when(f"kiem_diem.{key} or bo_trong"):
        master.lines_or_blank(f"kiem_diem.{key}", "so_dong_ke_neu_co")
        master.write.otherwise()
        master.write.p(nothing)


def _verdict(master: Master, words: str) -> None:
    """What a level above decided, behind its label; dots to write on when it is not printed."""
    key, label = words.split(maxsplit=1)
    value = f"nhan_xet.{key}"
    text = f"{label} {{% if {value} %}}{{{{ {value} }}}}.{{% else %}}\t{{% endif %}}"
    _after_label(master, text)


def _after_label(master: Master, text: str) -> None:
    line = master.write.writing_line(text, master.text_width_mm, keep=True)
    line.paragraph_format.first_line_indent = Mm(master.rules.body.first_line_indent_mm)


def _levels(master: Master, keep: str = "") -> None:
    """The four levels in a column, each with its box; ``keep`` holds them with what follows."""
    for text, key in _LEVELS:
        last = key == _LEVELS[-1][1]
        line = master.write.p(f"{text}\t", keep=bool(keep) or not last)
        line.paragraph_format.space_after = _BETWEEN_BOXES
        line.paragraph_format.tab_stops.add_tab_stop(Mm(85))
        _box(line, f"muc.{key}")


def _levels_beside(master: Master, words: str) -> None:
    """The four levels, two in a row, the box first (form of 2023): ``muc keep``."""
    name, _, keep = words.partition(" ")
    for row in (_LEVELS[:2], _LEVELS[2:]):
        last = row[-1] == _LEVELS[-1]
        line = master.write.p("", "GT Dòng viết tay", keep=bool(keep) or not last)
        line.paragraph_format.space_after = _BETWEEN_BOXES
        line.paragraph_format.tab_stops.add_tab_stop(Mm(master.text_width_mm / 2))
        for text, key in row:
            _box(line, f"{name}.{key}")
            line.add_run(f"\u00a0{text}" if key == row[-1][1] else f"\u00a0{text}\t")


def _ratings(master: Master, item: str) -> None:
    """The member's own mark for one item, on one line (form of 2023)."""
    line = master.write.p("Tự đánh giá về cấp độ thực hiện:", "GT Dòng viết tay")
    for rating, key in _RATINGS:
        line.add_run("  ")
        _box(line, f"cap_do.{item}.{key}")
        line.add_run(f"\u00a0{rating}")


def _box(line: Paragraph, name: str) -> None:
    """A box to tick, filled by the template value ``name`` (ô vuông)."""
    line.add_run(f"{{{{ {name} }}}}")
    frame_last_run(line)
