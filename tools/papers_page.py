"""The page of all papers (các loại giấy tờ) for clerks: whose, from which sheets, whose words."""

from __future__ import annotations

from pathlib import Path

from giayto.generators.declared.built_in import declarations
from giayto.generators.declared.declaration import Declaration
from giayto.generators.declared.needs import NEEDS
from giayto.generators.declared.subjects import Per
from giayto.generators.papers import FAMILIES, PAPERS
from giayto.generators.plan import Paper

FILE = Path(__file__).resolve().parent.parent / "docs" / "nguoi-dung" / "cac-giay-to.md"
_HEAD = """# Các loại giấy tờ

`giayto tao` không kèm tên lập mọi giấy tờ mà sổ có đủ dữ liệu, và nói giấy tờ nào chưa lập
được, thiếu gì. `giayto tao TÊN` (cột Tên lệnh, hoặc tên cả nhóm) chỉ lập loại ấy. Lời văn mọi
loại đều sửa được trong Word: xem [mau-word.md](mau-word.md).
"""
_PER: dict[Per, str] = {
    "member": "mỗi đảng viên",
    "cell": "mỗi chi bộ",
    "organisation": "mỗi tổ chức đảng",
    "meeting": "mỗi cuộc họp",
    "whole": "cả đảng bộ",
    "collective": "mỗi tập thể",
    "leader": "mỗi cán bộ lãnh đạo, quản lý",
    "award": "mỗi đề nghị khen thưởng",
    "regrade": "mỗi trường hợp xếp loại lại",
    "reviewed": "mỗi đảng viên, mỗi tập thể",
}


def page(notice: str) -> str:
    """The page, family by family."""
    declared = {each.key: each for each in declarations()}
    lines = [notice, _HEAD]
    for family, label in FAMILIES.items():
        papers = [paper for paper in PAPERS if paper.family == family]
        if not papers:
            continue
        lines += [f"## {label} (`{family}`)", ""]
        lines += [
            "| Giấy tờ | Tên lệnh | Lập cho | Chỉ lập khi | Lời văn |",
            "|---|---|---|---|---|",
        ]
        lines += [_row(paper, declared.get(paper.key)) for paper in papers]
        lines.append("")
    return "\n".join(lines)


def _row(paper: Paper, declared: Declaration | None) -> str:
    whom = "" if declared is None else _PER[declared.per]
    names = () if declared is None else (*declared.asks, *declared.needs)
    lacks = "; ".join(dict.fromkeys(NEEDS[name].missing() for name in names))
    number = ", có số" if paper.numbered else ""
    without = f"không lập nếu {lacks}" if lacks else ""
    return f"| {paper.label}{number} | `{paper.key}` | {whom} | {without} | {paper.origin} |"
