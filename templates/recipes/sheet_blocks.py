"""Blocks of single sheets (tờ rời): one for each person, letters, certificates."""

from __future__ import annotations

from collections.abc import Mapping

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Mm, Pt

from .blocks import Master
from .form_blocks import Block


def _page_for_each(master: Master, loop: str) -> None:
    """Begin a page for each item of a loop (mỗi người một trang), up to ``@end_pages``.

    They are papers of one page each, so that no page bears a number.
    """
    for section in master.document.sections:
        section.header.paragraphs[0].clear()
    master.write.p(f"{{%p for {loop} %}}")
    with master.write.when("not loop.first"):
        master.write.p("", "GT Nét mảnh").paragraph_format.page_break_before = True


def _addressees(master: Master) -> None:
    """The word and the addressee, a long name in lines of like length (Kính gửi, Kính trình)."""
    lines = master.write
    lines.p("//{{ kinh_trinh_tu }}// {{ kinh_trinh[0] }}", "GT Giữa", keep=True)
    with lines.repeat("dong in kinh_trinh[1:]"):
        lines.p("{{ dong }}", "GT Giữa")
    lines.p("", "GT Nét mảnh").paragraph_format.space_after = Pt(10)


def _letter_letterhead(master: Master) -> None:
    """The letterhead of a letter (công văn): what it is about stands under its number."""
    master.letterhead(about="{{ dong_trich_yeu|join('\\n') }}")
    master.write.p("", "GT Nét mảnh").paragraph_format.space_after = Pt(14)


def _centre(master: Master, words: str) -> None:
    line = master.write.p(words, "GT Giữa", keep=True)
    line.paragraph_format.space_after = Pt(4)


def _large(master: Master, words: str) -> None:
    """A line in the middle of the sheet: size and room above it in points, then the words.

    The middle of the sheet, not of its text: the binding edge is wider than the other.
    """
    size, above, text = words.split(maxsplit=2)
    line = master.write.p(text, "GT Giữa")
    page = master.rules.page
    line.paragraph_format.right_indent = Mm(page.left_mm - page.right_mm)
    line.paragraph_format.space_before = Pt(float(above))
    for run in line.runs:
        run.font.size = Pt(float(size))


def _beside_signature(master: Master, words: str) -> None:
    """Lines at the foot of the left half, place, date and signature in the right one."""
    page = master.rules.page
    half = (master.text_width_mm - page.left_mm + page.right_mm) / 2
    master.write.p("", "GT Nét mảnh").paragraph_format.space_after = Pt(20)
    grid = master.write.grid([half, half], ruled=False)
    left, right = grid.row()
    for line in words.split(" | "):
        left.p(line, "GT Giữa")
    grid.table.rows[-1].cells[0].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    right.p("{{ dau.dia_danh_ngay }}", "place_date")
    master.signed(right, "ky")
    master.close()


BLOCKS: Mapping[str, Block] = {
    "page_for_each": _page_for_each,
    "end_pages": lambda m: m.write.p("{%p endfor %}"),
    "letter_letterhead": _letter_letterhead,
    "addressees": _addressees,
    "centre": _centre,
    "large": _large,
    "beside_signature": _beside_signature,
}
"""By the names that scripts call them."""
