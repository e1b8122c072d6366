"""Rows of the small ward for annexes, reports of achievements and opinions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from giayto.data.models import Collective, Review, Score, Task, YearResult
from giayto.data.models.fields import Record
from tests.wards import EXCELLENT, GOOD, day


def rows(year: int) -> Mapping[str, Sequence[Record]]:
    """By list of the dataset; ``year`` is the year under review."""
    found: dict[str, Sequence[Record]] = {
        "tasks": _tasks(year),
        "year_results": _year_results(year),
        "reviews": [
            Review(subject="DV6", temporary="Dự đủ sinh hoạt; quan hệ tốt với quần chúng."),
            Review(subject="UBND", virtue="Giữ đúng quy chế làm việc.", self_grade=GOOD),
        ],
        "collectives": [
            Collective(
                code="UBND",
                name="Uỷ ban nhân dân phường",
                head="Lê Thị Chủ",
                head_post="Chủ tịch",
                reviewed_on=day(f"4/12/{year}"),
                self_grade=GOOD,
            )
        ],
    }
    return {**found, "scores": _scores()} if year == 2026 else found


def _tasks(year: int) -> list[Task]:
    def task(subject: str, text: str, **more: object) -> Task:
        return Task.model_validate({"subject": subject, "task": text, **more})

    return [
        task(
            "CB01",
            "Vận động phân loại rác tại nguồn",
            product="140/142 bản cam kết",
            due=day(f"30/6/{year}"),
            progress="Vượt tiến độ",
            quality="Tốt",
            done=Decimal(117),
            evidence="Sổ theo dõi",
        ),
        task("CB01", "Bồi dưỡng quần chúng ưu tú", progress="Chậm", done=Decimal(100)),
        task("CB01", "Sửa nhà văn hoá", progress="Chưa hoàn thành", done=Decimal(40)),
        task("DV1", "Chủ trì giao ban tuần", progress="Đúng hạn", quality="Tốt"),
    ]


def _scores() -> list[Score]:
    return [
        Score(subject="UBND", criterion="I.1", self_points=Decimal("27.5"), points=Decimal(27)),
        Score(subject="UBND", criterion="II.1.2", self_points=Decimal(60), points=Decimal(58)),
    ]


def _year_results(year: int) -> list[YearResult]:
    return [
        YearResult(
            subject="DV1",
            year=year - 1,
            grade=EXCELLENT,
            decision="31-QĐ/ĐU",
            decided=day(f"22/12/{year - 1}"),
            award="Giấy khen",
        )
    ]
