"""Rows of the small ward for the papers on leadership collectives and leading individuals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from giayto.data.models import Collective, Leader
from giayto.data.models.fields import Record
from tests.wards import DONE, EXCELLENT, GOOD


def rows(year: int) -> Mapping[str, Sequence[Record]]:
    """By list of the dataset; ``year`` is the year under review."""
    return {
        "collectives": [
            Collective(
                code="TT01",
                name="Ban Thường vụ Đảng uỷ phường",
                head_post="Bí thư Đảng uỷ phường",
                grade=GOOD,
            ),
            Collective(
                code="TT02",
                name="Uỷ ban nhân dân phường",
                group="Tập thể lãnh đạo, quản lý của phường",
                head="DV1",
                head_post="Chủ tịch Uỷ ban nhân dân phường",
                self_grade=EXCELLENT,
                proposed_grade=EXCELLENT,
                grade=EXCELLENT,
            ),
        ],
        "leaders": [
            Leader(
                person="CB-01",
                name="Trần Thị Ban",
                post="Bí thư Đảng uỷ phường",
                collective="TT01",
                is_head=True,
                group="Cán bộ chủ chốt",
                grade=GOOD,
            ),
            Leader(
                person="DV1",
                post="Phó Chủ tịch Uỷ ban nhân dân phường",
                post_code="M26",
                collective="TT02",
                is_head=True,
                group="Cán bộ chủ chốt",
                collective_grade=EXCELLENT,
                proposed_grade=EXCELLENT,
                grade=EXCELLENT,
                reason="Hoàn thành 12/12 nhiệm vụ, 05 nhiệm vụ vượt mức.",
            ),
            Leader(
                person="DV2",
                collective="Uỷ ban nhân dân phường",
                group="Trưởng phòng, Phó Trưởng phòng",
                self_grade=GOOD,
                proposed_grade=DONE,
                grade=DONE,
            ),
            Leader(
                person="CB-02",
                name="Nguyễn Văn Ngoài Đảng",
                post="Phó Trưởng phòng Văn hoá - Xã hội",
                group="Trưởng phòng, Phó Trưởng phòng",
            ),
        ],
    }
