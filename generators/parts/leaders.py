"""Leading individuals in lists (cán bộ lãnh đạo, quản lý): proposals step by step, results counted.

Their groups are the similar groups of the sheet (nhóm tương đồng), in its order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...conventions.spelling import fold, upper
from ...conventions.words import percent_vi
from ...data.grading import scores
from ...data.grading.authority import decided_above
from ...data.models import Leader
from ...data.past_grades import short_grade
from ...data.reference import choice, paper_words
from ...data.ward import Ward
from ..declared.subjects import Subject
from ..grades import abbreviations, counts, score_texts
from ..minutes.shared import some
from ..office import Office
from ..plan import Context
from ..record_columns import listed_leader

_STEPS = ("tu_xep_loai", "tap_the_de_xuat", "de_nghi_xep_loai", "muc_xep_loai")


def proposed(office: Office, subject: Subject) -> Context:
    """Those on whom the body decides, with what each step proposes (danh sách đề xuất)."""
    listed = [row for row in office.ward.data.leaders if not decided_above(office.ward, row)]
    points = [scores.of(office.ward, row, own=True) for row in listed]
    general = score_texts([each.general for each in points], blank="")
    task = score_texts([each.task for each in points], blank="")
    rows = [
        {
            **(shown := listed_leader(office, row)),
            **{step: short_grade(shown[step]) for step in _STEPS},
            "tt": str(number),
            "diem_chung": general[number - 1],
            "diem_nhiem_vu": task[number - 1],
            "ly_do": office.typed(row.reason),
        }
        for number, row in enumerate(listed, start=1)
    ]
    return {
        "danh_sach": rows,
        "viet_tat": abbreviations(row[step] for row in rows for step in _STEPS),
        "dien": upper(office.decider),
        "co_quan_quyet_dinh": office.ward.settings.decision_authority,
    }


def counted(office: Office, subject: Subject) -> Context:
    """How many of each group have which level, and of all (tổng hợp kết quả)."""
    groups: dict[str, list[Leader]] = {}
    for row in office.ward.data.leaders:
        groups.setdefault(fold(row.group), []).append(row)
    rows = [
        {
            **_counts(office.ward, members),
            "tt": str(number),
            "doi_tuong": members[0].group or choice("graded_subject", "leaders"),
            "ma_chuc_danh": ", ".join(_once(row.post_code for row in members)),
        }
        for number, members in enumerate(groups.values(), start=1)
    ]
    total = {"tt": "", "doi_tuong": paper_words("sum", "all"), "ma_chuc_danh": ""}
    return {"danh_sach": rows, "cong": {**_counts(office.ward, office.ward.data.leaders), **total}}


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))


def _counts(ward: Ward, leaders: Sequence[Leader]) -> dict[str, str]:
    """A line of the table; ``ty_le`` is the share of the best in percent of those good or better.

    "" where nobody is. ``cap_tren`` are those on whom a level above decides.
    """
    above = sum(decided_above(ward, row) for row in leaders)
    levels = counts(row.grade for row in leaders)
    good = levels["xuat_sac"] + levels["tot"]
    return {
        "tong": str(len(leaders)),
        **{key: str(number) for key, number in levels.items()},
        "chua": str(len(leaders) - sum(levels.values())),
        "ty_le": percent_vi(levels["xuat_sac"], good),
        "cap_tren": some(above),
    }
