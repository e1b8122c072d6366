"""What somebody wrote of the year (nội dung kiểm điểm): texts, points, the level proposed."""

from __future__ import annotations

from ...data.grading import scores
from ...data.grading.scores import Scores
from ...data.ward import Subject as Body
from ..declared.needs import about
from ..declared.subjects import Subject
from ..grades import ratings, score_texts, ticks
from ..office import Office
from ..own_fields import own_fields
from ..plan import Context

TEXTS = {
    "pham_chat": "virtue",
    "nhiem_vu": "duty",
    "lanh_dao": "leadership",
    "trach_nhiem": "responsibility",
    "neu_guong": "example_setting",
    "cam_ket": "commitment",
    "han_che": "shortcomings",
    "nguyen_nhan": "causes",
    "khac_phuc": "remedied",
    "giai_trinh": "explanation",
    "trach_nhiem_tap_the": "collective_duty",
    "phuong_huong": "plan",
}
"""Template key → attribute of the review row."""

_RATED = {
    "pham_chat": "virtue_rating",
    "nhiem_vu": "duty_rating",
    "lanh_dao": "leadership_rating",
    "trach_nhiem": "responsibility_rating",
    "neu_guong": "example_rating",
    "khac_phuc": "remedied_rating",
}
"""Template key → attribute of the member's own mark for that text (form of 2023)."""


def of_subject(office: Office, subject: Subject) -> Context:
    """The review of the person or the collective that the paper is about; lines to write on."""
    lines = office.ward.settings.writing_lines
    told = review_texts(office, about(office.ward, subject))
    return {
        **told,
        "bo_trong": not any(told["kiem_diem"][key] for key in TEXTS),
        "so_dong_ke": lines,
        "so_dong_ke_neu_co": min(lines, max(1, lines - 1)),
    }


def review_texts(office: Office, body: Body | None) -> Context:
    """The parts ``kiem_diem``, ``diem``, ``cap_do``, ``muc``, ``muc_cong_chuc`` of whose review.

    ``body`` ``None``: somebody of whom the workbook has no row.
    """
    review = None if body is None else office.ward.review_of(body)
    texts = {
        key: office.told(getattr(review, attribute)) if review else []
        for key, attribute in TEXTS.items()
    }
    own = Scores(None, None, "") if body is None else scores.of(office.ward, body, own=True)
    general_text, task_text, total_text = score_texts((own.general, own.task, own.total))
    return {
        "kiem_diem": {**own_fields(office.ward, ("kiem_diem", [review])), **texts},
        "diem": {"chung": general_text, "nhiem_vu": task_text, "tong": total_text},
        "cap_do": {
            key: ratings(getattr(review, attribute) if review else "")
            for key, attribute in _RATED.items()
        },
        "muc": ticks(review.self_grade if review else ""),
        "muc_cong_chuc": ticks(review.staff_grade if review else ""),
    }
