"""Tables that are wider than the text of their page (bảng rộng quá khổ chữ)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import dropwhile

from lxml import etree

from ...i18n import tr
from ...rendering.namespaces import W
from ...rendering.part_names import BODY
from .passages import read_paragraphs
from .tags import Fault

_PER_MM = 1440 / 25.4
"""Word counts in twentieths of a point."""
_LEEWAY = 3.0
"""Millimetres beyond the margin that nobody minds: cells' own margins, a thick border."""
_ELSEWHERE = (f"{W}tblPr/{W}tblpPr", f"{W}tblPr/{W}bidiVisual")
"""Tables that do not begin at the left margin."""
_SECTION = f"{W}sectPr"


def wide_tables(parts: Mapping[str, bytes]) -> Iterator[Fault]:
    """One fault for each table of the body that goes beyond the right margin, at its first cell.

    Only those whose width is said: Word makes others as narrow as the page.
    """
    seen: set[etree._Element] = set()
    for story, paragraph, passage in read_paragraphs(parts):
        above = list(paragraph.iterancestors(f"{W}tbl", f"{W}txbxContent"))
        if story.root.tag != BODY or not above or above[-1].tag != f"{W}tbl" or above[-1] in seen:
            continue
        table = above[-1]
        seen.add(table)
        width, page = _width(table), _page(story.root, table)
        if width is None or page is None:
            continue
        text, margin = page
        beyond = _start(table, text - width) + width - text
        if beyond <= _LEEWAY:
            continue
        why = tr("Bảng rộng {bang} mm, khổ chữ của trang chỉ {chu} mm: bên phải quá lề {qua} mm.")
        why = why.format(bang=round(width), chu=round(text), qua=round(beyond))
        if beyond > margin:
            why += " " + tr("Phần quá mép giấy không in ra.")
        yield Fault(
            "KT-943", passage, "", why,
            tr("Trong Word: bấm vào bảng, Layout → AutoFit → AutoFit Window; hay kéo mép phải từng"
               " cột vào trong lề."),
        )  # fmt: skip


def _width(table: etree._Element) -> float | None:
    """How wide a table is drawn, in millimetres; ``None`` where the page decides."""
    if any(table.find(path) is not None for path in _ELSEWHERE):
        return None
    said = table.find(f"{W}tblPr/{W}tblW")
    kind = "auto" if said is None else said.get(f"{W}type", "dxa")
    if kind == "pct":
        return None
    layout = table.find(f"{W}tblPr/{W}tblLayout")
    if layout is not None and layout.get(f"{W}type") == "fixed":
        columns = [_mm(column, "w") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        return sum(column or 0.0 for column in columns) or None
    return _mm(said, "w") if kind == "dxa" else None


def _start(table: etree._Element, room: float) -> float:
    """Where a table begins, in millimetres from the left margin; ``room`` is left beside it."""
    said = table.find(f"{W}tblPr/{W}jc")
    side = "left" if said is None else said.get(f"{W}val", "left")
    if side in ("right", "end"):
        return room
    return room / 2 if side == "center" else _mm(table.find(f"{W}tblPr/{W}tblInd"), "w") or 0.0


def _page(root: etree._Element, table: etree._Element) -> tuple[float, float] | None:
    """Text width and right margin of the page that a table stands on, in millimetres."""
    nodes = dropwhile(lambda node: node is not table, root.iter(f"{W}tbl", _SECTION))
    section = next((node for node in nodes if node.tag == _SECTION), None)
    if section is None:
        return None
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    width, left, right = _mm(size, "w"), _mm(margins, "left"), _mm(margins, "right")
    if width is None or left is None or right is None:
        return None
    return width - left - right - (_mm(margins, "gutter") or 0.0), right


def _mm(node: etree._Element | None, name: str) -> float | None:
    try:
        return None if node is None else float(node.get(f"{W}{name}", "")) / _PER_MM
    except ValueError:
        return None
