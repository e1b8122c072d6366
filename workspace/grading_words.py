"""Grading in words (lời của bảng xếp loại): what the screen and the Excel report both say."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ..conventions.words import decimal_vi
from ..data.grading import scores
from ..data.grading.cap import CapGroup, Reading
from ..data.grading.levels import Allowed
from ..data.grading.lines import Line
from ..data.grading.subjects import Graded, name_of
from ..data.past_grades import short_grade
from ..data.ward import Ward
from ..i18n import tr

if TYPE_CHECKING:
    from .grading import Grading

_NAMED = 10


def people(ward: Ward, subjects: Sequence[Graded], most: int | None = None) -> str:
    """Names with their total scores: ``Nguyễn Văn A (91), Trần Thị B (92,5)``.

    At most so many of them, and how many more there are; ``None`` for all.
    """
    told = []
    for subject in subjects[:most]:
        total = scores.of(ward, subject).total
        name = name_of(ward, subject)
        told.append(f"{name} ({decimal_vi(total)})" if total is not None else name)
    left = len(subjects) - len(told)
    return ", ".join(told) + (tr(" và {n} nữa").format(n=left) if left else "")


def cap_lines(ward: Ward, group: CapGroup) -> list[str]:
    """The cap of one group: both readings with their figures, and who is over it."""
    n = len(group.top)
    said = [
        tr("{nhom}: {x} xuất sắc, {t} tốt; tối đa {rate}% ({nguon}).").format(
            nhom=group.name, x=n, t=group.good, rate=group.rate, nguon=group.source
        ),
        tr("Trên số xếp loại tốt: {x} : {mau} = {tile}, được {toi_da}.").format(
            **_figures(n, group.strict)
        ),
        tr("Trên số từ tốt trở lên: {x} : {mau} = {tile}, được {toi_da}.").format(
            **_figures(n, group.broad)
        ),
    ]
    if group.heads:
        said.append(tr("Không tính {n} người đứng đầu.").format(n=group.heads))
    if group.over:
        said.append(
            tr("Vượt {n} theo cách đang chọn ở trang Thiết lập ({co_so}): {ai}.").format(
                n=group.over, co_so=ward.settings.cap_base, ai=people(ward, group.top, _NAMED)
            )
        )
    return said


def _figures(n: int, reading: Reading) -> dict[str, object]:
    return {
        "x": n,
        "mau": reading.base,
        "tile": tr("không tính được") if reading.percent is None else _share(reading.percent),
        "toi_da": reading.allowed,
    }


def _share(value: Fraction) -> str:
    return f"{float(value):.1f}%".replace(".", ",")


def row(line: Line) -> list[str]:
    """A line for the screen, in short words: ``HTTNV``, ``11/12``."""
    total, counts = line.allowed.scores.total, line.tasks
    tasks = f"{'?' if counts.done is None else counts.done}/{counts.total}" if counts.total else ""
    return [
        line.name,
        "" if total is None else decimal_vi(total),
        tasks,
        short_grade(line.given.self_grade),
        short_grade(line.given.current),
        short_grade(line.vote.level or "") if line.vote else "",
        short_level(line.allowed),
    ]


def is_blank(line: Line) -> bool:
    """Whether nothing of this one is written down yet (chưa có số liệu): no score, no grade."""
    decided = line.allowed.level is not None or bool(line.remarks)
    return not decided and not any(row(line)[1:-1])


def short_level(allowed: Allowed) -> str:
    """The level by the rules in short (mức theo quy định): ``HTTNV``, ``≤ HTTNV``, ``?``."""
    if allowed.level is not None:
        return short_grade(allowed.level)
    return f"≤ {short_grade(allowed.ceiling)}" if allowed.ceiling else "?"


def as_data(result: Grading) -> dict[str, object]:
    """The result as plain data for ``--json``."""
    return {
        "year": result.ward.settings.year,
        "rules": result.rules.document if result.rules else None,
        "subjects": [_line_data(line) for lines in result.lines.values() for line in lines],
        "caps": [_cap_data(result.ward, group) for group in result.caps],
        "excel": str(result.excel) if result.excel else None,
        "backup": str(result.backup) if result.backup else None,
        "written": result.written,
    }


def _line_data(line: Line) -> dict[str, object]:
    points, counts, vote = line.allowed.scores, line.tasks, line.vote
    return {
        "kind": line.kind,
        "code": line.code,
        "name": line.name,
        "unit": line.unit,
        "group": line.group,
        "scores": {
            "general": _number(points.general),
            "task": _number(points.task),
            "total": _number(points.total),
        },
        "tasks": {
            "total": counts.total,
            "done": counts.done,
            "late": counts.late,
            "exceeded": counts.exceeded,
        },
        "self_grade": line.given.self_grade,
        "proposed": line.given.proposed,
        "grade": line.given.grade,
        "voted": vote.level if vote else None,
        "allowed": line.allowed.level,
        "ceiling": line.allowed.ceiling,
        "reason": line.allowed.reason,
        "lacks": list(line.allowed.lacks),
        "remarks": list(line.remarks),
        "decides": line.decides,
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _cap_data(ward: Ward, group: CapGroup) -> dict[str, object]:
    return {
        "kind": group.kind,
        "group": group.group,
        "decides": group.decider.name,
        "excellent": len(group.top),
        "good": group.good,
        "rate": group.rate,
        "allowed_of_good": group.strict.allowed,
        "allowed_of_both": group.broad.allowed,
        "over": group.over,
        "names": [name_of(ward, subject) for subject in group.top],
        "source": group.source,
    }
