"""Recipes of the self-review forms 02A, 02B, 02C of 2025 (bản kiểm điểm cá nhân).

Source of the headings: Hướng dẫn 43-HD/BTCTW (31/10/2025), Mẫu 02A, 02B, 02C;
Quy định 366-QĐ/TW, Điều 6 for the items of 02A. The signature part follows
the form of 2019-2023, because that of 2025 was not published with the text.
The literal words stand in ``wording/self-review-2025.toml``.
"""

from __future__ import annotations

from docx.shared import Mm, Pt

from ..conventions.ruleset import RuleSet
from .blocks import Master
from .wording import wording
from .writer import frame_last_run

VARIANTS = ("02a", "02b", "02c")


def build(rules: RuleSet, variant: str) -> Master:
    """The master of one variant: ``"02a"``, ``"02b"`` or ``"02c"``."""
    words = wording("self-review-2025")
    form = words["forms"][variant]
    master = Master.start(rules)
    write = master.write
    write.p(form["code"], "GT Mã mẫu").paragraph_format.space_after = Pt(6)
    master.letterhead(numbered=False)
    write.p(words["title"], "type_name").paragraph_format.space_before = Pt(18)
    write.p(words["year_line"], "abstract")
    write.p(f"({form['who']})", "abstract").paragraph_format.space_after = Pt(12)

    stop = master.text_width_mm * 0.62
    master.label_line(
        "Họ và tên: {{ dang_vien.ho_ten }}", "Ngày sinh: {{ dang_vien.ngay_sinh }}", stops_mm=[stop]
    )
    if form["posts"]:
        for label, key in words["posts"]:
            master.label_line(f"{label}: {{{{ dang_vien.{key} }}}}")
    master.label_line("Đơn vị công tác: {{ dang_vien.don_vi }}")
    master.label_line("Chi bộ: {{ dang_vien.chi_bo }}")

    write.p(words["part_a"], "GT Đề mục")
    write.p(words["strengths"], "GT Đề mục")
    for number, item in enumerate(form["items"], start=1):
        write.p(f"{number}. {words['items'][item['text']]}", keep=True)
        master.lines_or_blank(f"kiem_diem.{item['key']}")
    for section in words["sections"]:
        write.p(section["head"], "GT Đề mục")
        for part in section["parts"]:
            if part.get("text"):
                write.p(part["text"], keep=True)
            master.lines_or_blank(f"kiem_diem.{part['key']}")

    write.p(words["part_b"], "GT Đề mục")
    write.p(words["scoring"], "GT Đề mục")
    write.p(words["frame"].format(who=form["frame_who"], annex=form["annex"]))
    for line in words["scores"]:
        write.p(line)
    write.p(words["proposal"], "GT Đề mục")
    for line in words["levels"]:
        level = write.p(f"{line['text']}\t", keep=True)
        level.add_run(f"{{{{ muc.{line['key']} }}}}")
        level.paragraph_format.tab_stops.add_tab_stop(Mm(85))
        frame_last_run(level)
    if form["annex_line"]:
        write.p(f"//{words['annex_line']}//", keep=True)
    master.signature_right("nguoi_viet", note=words["sign_note"])
    _comments(master, words)
    master.close()
    return master


def _comments(master: Master, words: dict[str, object]) -> None:
    write = master.write
    with write.when("in_nhan_xet"):
        head = write.p(str(words["comments_head"]), "GT Đề mục")
        head.paragraph_format.space_before = Pt(14)
        write.p(str(words["committee_comment"]), keep=True)
        master.lines_or_blank("nhan_xet.chi_uy")
        write.p(f"{words['cell_proposal']} {{{{ nhan_xet.chi_bo_de_xuat }}}}", keep=True)
        master.signature_right("ky_chi_bo", note=str(words["dated_sign_note"]))
        write.p(f"{words['committee_grade']} {{{{ nhan_xet.muc_xep_loai }}}}", keep=True)
        master.signature_right("ky_dang_uy", note=str(words["dated_sign_note"]))
