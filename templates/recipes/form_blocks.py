"""Blocks of forms that people fill in and sign by hand (khối của các mẫu điền tay)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from .blocks import Master
from .writer import frame_last_run

Block = Callable[..., object]

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


def parts(words: str) -> list[str]:
    """The words behind a block, between upright strokes: ``T/M CHI UỶ | (Ký, …)``."""
    return [part.strip() for part in words.split("|")]


def _signature(master: Master, words: str) -> None:
    """A place to sign: in which capacity, and what to write in one line or more."""
    caption, *note = parts(words)
    master.caption_right(caption, "\n".join(note))


def form_code(master: Master, code: str) -> None:
    """The form's code in the corner of the page (mã mẫu)."""
    master.write.p(code, "GT Mã mẫu").paragraph_format.space_after = Pt(6)


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
    _by_hand(master, text, keep=True)


def _by_hand(
    master: Master, text: str, *, keep: bool = False, indent_mm: float | None = None
) -> None:
    """A paragraph in which each tab is dots to write on; ``indent_mm`` ``None`` is the usual."""
    line = master.write.writing_line(text, master.text_width_mm, keep=keep)
    indent = master.rules.body.first_line_indent_mm if indent_mm is None else indent_mm
    line.paragraph_format.first_line_indent = Mm(indent)


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


def _lines(master: Master) -> None:
    """Dotted lines to write on, as many as the settings say.

    LibreOffice keeps no heading with a paragraph that holds nothing but a tab.
    """
    with master.write.repeat("ke in range(so_dong_ke)"):
        _by_hand(master, " \t", indent_mm=0)


def _cut(master: Master) -> None:
    """A dashed line to cut along (đường cắt) between papers that stand on one sheet."""
    line = master.write.p("\t", "GT Ô bảng")
    shape = line.paragraph_format
    shape.space_before = shape.space_after = Pt(6)
    shape.tab_stops.add_tab_stop(
        Mm(master.text_width_mm), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DASHES
    )


BLOCKS: Mapping[str, Block] = {
    "form_code": form_code,
    "text": lambda m, key: m.lines_or_blank(f"kiem_diem.{key}"),
    "told": lambda m, key: m.lines_or_blank(key),
    "optional": _optional,
    "ratings": _ratings,
    "levels": _levels,
    "levels_beside": _levels_beside,
    "comment": lambda m, key: m.lines_or_blank(f"nhan_xet.{key}"),
    "blank_lines": lambda m: m.write.writing_lines("so_dong_ke", m.text_width_mm, keep=True),
    "lines": _lines,
    "leader": lambda m, words: _by_hand(m, f"{words} \t"),
    "note": lambda m, words: m.write.p(words, "GT Ô bảng"),
    "cut": _cut,
    "gap": lambda m: setattr(m.write.p("", "GT Nét mảnh").paragraph_format, "space_before", Pt(6)),
    "verdict": _verdict,
    "open_verdict": lambda m, label: _by_hand(m, f"{label} \t", keep=True),
    "attached": lambda m, words: m.write.p("\n".join(parts(words)), "GT Kèm theo"),
    "signature": _signature,
    "signatures": lambda m, words: m.captions_beside(*parts(words)),
}
"""By the names that scripts call them."""
