"""Conditions in words (lời nêu điều kiện): what is not met, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from ...conventions.words import decimal_vi
from ...i18n import later, tr
from .conditions import Checked, Facts

_FAILED = later(
    {
        "on_time": "chỉ {co}% số nhiệm vụ hoàn thành đúng hạn, cần {can}%",
        "done": "chỉ hoàn thành {co}% số nhiệm vụ, cần {can}%",
        "exceeded": "chỉ {co}% số nhiệm vụ vượt mức, cần ít nhất {can}%",
        "late": "{co}% số nhiệm vụ chậm tiến độ, quá {can}%",
        "defects": "chưa khắc phục hết hạn chế kỳ trước",
        "disciplined": "bị kỷ luật trong năm ({gi})",
        "below_disciplined": "có thành viên, đơn vị trực thuộc bị kỷ luật ({ai})",
        "failed_quarters": "có {co} quý không hoàn thành nhiệm vụ",
    }
)
_CASES = later(
    {
        "done": "hoàn thành {co}% số nhiệm vụ, dưới {can}%",
        "undone": "{co}% số nhiệm vụ không hoàn thành, trên {can}%",
        "disciplined_by_duty": "bị kỷ luật liên quan nhiệm vụ ({gi})",
        "below_disciplined_by_duty": "có thành viên bị kỷ luật liên quan nhiệm vụ ({ai})",
        "stated": "thuộc trường hợp đã ghi: {truong_hop}",
    }
)
_LACKING = later(
    {
        "done": "số nhiệm vụ hoàn thành",
        "late": "số nhiệm vụ chậm",
        "exceeded": "số nhiệm vụ vượt mức",
    }
)
_PARTS = {
    "done": ("done",),
    "on_time": ("done", "late"),
    "late": ("late",),
    "exceeded": ("exceeded",),
}
"""Which numbers each share is made of, beside the total."""


def percent(value: Fraction) -> str:
    """A share in figures, one decimal at most (phần trăm), never rounded across a whole number.

    99,96 is not 100: it is cut, not rounded.
    """
    tenths = value.numerator * 10 // value.denominator
    return decimal_vi(Decimal(tenths).scaleb(-1).normalize() if tenths % 10 else tenths // 10)


def failed(conditions: Iterable[Checked], facts: Facts) -> str:
    """Why conditions are not met, each source once: ``chỉ 10% số nhiệm vụ vượt mức … (…)``."""
    return _told(conditions, facts)


def cases(found: Iterable[Checked], facts: Facts) -> str:
    """The cases of the lowest level that a subject is (trường hợp không hoàn thành)."""
    return _told(found, facts, as_cases=True)


def _told(checks: Iterable[Checked], facts: Facts, *, as_cases: bool = False) -> str:
    review = facts.review
    by_source: dict[str, list[str]] = {}
    for checked in checks:
        source = checked.test.source
        if checked.test.weak:
            source = tr("{nguon}; cần đối chiếu nguyên văn").format(nguon=source)
        measure = checked.test.measure
        words = tr(_CASES[measure]) if as_cases else tr(_FAILED[measure])
        said = words.format(
            co=percent(checked.value or Fraction(0)),
            can=checked.test.bound,
            gi=review.discipline if review else "",
            ai=", ".join(facts.below),
            truong_hop=" ".join(review.failing.split()) if review else "",
        )
        by_source.setdefault(source, []).append(said)
    return "; ".join(f"{'; '.join(said)} ({source})" for source, said in by_source.items())


def lacking(unknown: Iterable[Checked], facts: Facts) -> list[str]:
    """What must be written down before these conditions can be told, each once."""
    lacks: dict[str, None] = {}
    for checked in unknown:
        parts = _PARTS.get(checked.test.measure)
        if facts.review is None and not facts.tasks.total:
            lacks[tr("dòng ở trang Kiểm điểm")] = None
        elif parts is None:
            lacks[tr("mức khắc phục hạn chế kỳ trước")] = None
        elif not facts.tasks.total:
            lacks[tr("số nhiệm vụ")] = None
        elif not facts.tasks.consistent:
            lacks[tr("số nhiệm vụ đúng (các số đang mâu thuẫn)")] = None
        else:
            lacks |= dict.fromkeys(
                tr(_LACKING[part]) for part in parts if getattr(facts.tasks, part) is None
            )
    return list(lacks)
