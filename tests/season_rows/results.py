"""Rows of the small ward for the papers on results, and what follows the grading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from giayto.data.models import Regrade, Remedy, Totals
from giayto.data.models.fields import Record
from tests.wards import DONE, GOOD, day


def rows(year: int) -> Mapping[str, Sequence[Record]]:
    """By list of the dataset; ``year`` is the year under review."""
    return {
        "remedies": [
            Remedy(
                subject="CB01",
                defect="Sinh hoạt chuyên đề chưa đều",
                measure="Mỗi quý một buổi, phân công người chuẩn bị",
                responsible="DV2",
                due=day(f"31/3/{year + 1}"),
            ),
            Remedy(
                subject="TT02",
                defect="Trả lời chậm 03 kiến nghị",
                measure="Công khai danh mục kiến nghị",
                responsible="Nguyễn Văn Ngoài Đảng",
            ),
        ],
        "regrades": [
            Regrade(
                subject="DV3",
                year=year - 1,
                old_number="31-QĐ/ĐU",
                old_date=day(f"22/12/{year - 1}"),
                old_grade=GOOD,
                grade=DONE,
                agreed=3,
                reason="Vắng 04 kỳ sinh hoạt không có lý do, bản kiểm điểm không nêu.",
            ),
        ],
        "totals": [
            Totals(
                unit="Đảng bộ Trường Mẫu",
                subject="Đảng viên",
                total=40,
                exempt=2,
                pending=1,
                excellent=5,
                good=30,
                done=2,
                failed=0,
                reasons="nằm viện",
            ),
        ],
    }
