"""What ``giayto xep-loai`` shows (bảng trên màn hình): a table a group, reasons, the cap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..i18n import later, tr
from .console import say, say_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..workspace.grading import Grading, Line

_KINDS = later(
    {
        "members": "Đảng viên",
        "organisations": "Tổ chức đảng",
        "collectives": "Tập thể lãnh đạo, quản lý",
        "leaders": "Cá nhân lãnh đạo, quản lý",
    }
)
_BLANK = later(
    {
        "members": "… và {n} người chưa có điểm, chưa có mức.",
        "organisations": "… và {n} tổ chức chưa có điểm, chưa có mức.",
        "collectives": "… và {n} tập thể chưa có điểm, chưa có mức.",
        "leaders": "… và {n} người chưa có điểm, chưa có mức.",
    }
)
_ALL_BLANK = later(
    {
        "members": "{n} người chưa có điểm, chưa có mức.",
        "organisations": "{n} tổ chức chưa có điểm, chưa có mức.",
        "collectives": "{n} tập thể chưa có điểm, chưa có mức.",
        "leaders": "{n} người chưa có điểm, chưa có mức.",
    }
)
_MOST = 40
"""So many of a group are shown; of a longer one those with something to look at come first."""
_NAMED = 3


def tell(result: Grading) -> None:
    """Print the groups of each kind of subject, then the cap of those groups."""
    from ..workspace.grading_words import cap_lines

    if result.rules is None:
        why = tr("Chương trình không có quy định xếp loại của năm {nam}.")
        say(why.format(nam=result.ward.settings.year))
        return
    if not any(result.lines.values()):
        say(tr("Không có ai thuộc diện xếp loại."))
    for kind, lines in result.lines.items():
        groups: dict[str, list[Line]] = {}
        for line in lines:
            groups.setdefault(line.group, []).append(line)
        for group, alike in groups.items():
            title = tr(_KINDS[kind])
            _tell_group(kind, title if group == title else f"{title} – {group}", alike)
    if result.caps:
        say(tr("TỶ LỆ HOÀN THÀNH XUẤT SẮC NHIỆM VỤ (chỉ nhắc, không chặn)"), bold=True)
        if result.units:
            say(tr("Tính trên cả đảng bộ, không chỉ đơn vị đang xem."))
    for cap in result.caps:
        first, *rest = cap_lines(result.ward, cap)
        say(
            f"- {first}"
            if cap.name == tr(_KINDS[cap.kind])
            else f"- {tr(_KINDS[cap.kind])}: {first}"
        )
        for text in rest:
            say(f"  {text}")
    say(
        tr("Mức theo quy định do chương trình tính từ sổ; cấp có thẩm quyền quyết định.")
        + " "
        + tr(
            "HTXSNV, HTTNV, HTNV, KHTNV: xuất sắc, tốt, hoàn thành, không hoàn thành nhiệm vụ; "
            "≤ là cao nhất có thể khi chưa đủ số liệu."
        )
    )


def _tell_group(kind: str, title: str, lines: Sequence[Line]) -> None:
    from ..workspace.grading_words import is_blank, row

    shown = [line for line in lines if not is_blank(line)]
    blank = len(lines) - len(shown)
    if len(shown) > _MOST:
        shown.sort(key=lambda line: not line.remarks)
    headers = (
        tr("Tên"),
        tr("Điểm"),
        tr("Nhiệm vụ"),
        tr("Tự xếp"),
        tr("Đề nghị"),
        tr("Phiếu"),
        tr("Quy định"),
    )
    if shown:
        say_table(title, headers, [row(line) for line in shown[:_MOST]])
    else:
        say(title, bold=True)
    if len(shown) > _MOST:
        left = tr("… và {n} nữa; xem hết: thêm --excel xep-loai.xlsx, hoặc --don-vi.")
        say(left.format(n=len(shown) - _MOST))
    if blank:
        said = tr(_BLANK[kind]) if shown else tr(_ALL_BLANK[kind])
        say(said.format(n=blank))
    told = [f"! {line.name}: {remark}" for line in lines for remark in line.remarks]
    reasons: dict[str, list[str]] = {}
    for line in lines:
        if not line.allowed.plain:
            reasons.setdefault(line.allowed.reason, []).append(line.name)
    told += [f"- {_names(names)}: {reason}" for reason, names in reasons.items()]
    for text in told[:_MOST]:
        say(text)
    if len(told) > _MOST:
        say(tr("… và {n} điều nữa; xem hết trong bảng Excel.").format(n=len(told) - _MOST))
    say()


def _names(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    told = ", ".join(names[:_NAMED])
    return told if more <= 0 else tr("{ten} và {n} nữa").format(ten=told, n=more)
