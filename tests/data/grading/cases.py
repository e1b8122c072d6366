"""Small wards for tests of grading: one cell, members with the reviews that a test tells of."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from giayto.data.grading.levels import Allowed, allowed
from giayto.data.models import Dataset, Member, Organisation, Review, Settings
from giayto.data.ward import Ward
from tests.wards import DONE, EXCELLENT, GOOD, member

FAILED = "Không hoàn thành nhiệm vụ"
GRADES = (EXCELLENT, GOOD, DONE, FAILED)
STAFF = "Không giữ chức vụ lãnh đạo, quản lý"
LEADER = "Giữ chức vụ lãnh đạo, quản lý"
RETIRED = "Không làm việc trong hệ thống chính trị"
FULL: dict[str, Any] = {
    "tasks": 10,
    "tasks_done": 10,
    "tasks_late": 0,
    "tasks_exceeded": 3,
    "defects_fixed": "Đã khắc phục",
}
"""Everything that the top level asks for, in a row of the sheet ``Kiểm điểm``."""


def points(total: float | str) -> dict[str, Any]:
    """A total score as its two groups."""
    task = min(Decimal(str(total)), Decimal(70))
    return {"general_score": Decimal(str(total)) - task, "task_score": task}


def ward_of(*members: Member, year: int = 2026, **more: Any) -> Ward:
    """A ward with one committee and one cell; ``settings`` go over those it has."""
    settings = Settings(year=year, issuer="DU", **more.pop("settings", {}))
    cell = more.pop("cell", {})
    organisations = [
        Organisation(code="DU", name="Đảng uỷ phường Mẫu", kind="Đảng uỷ xã, phường, đặc khu"),
        Organisation(code="CB01", name="Chi bộ 1", kind="Chi bộ trực thuộc", parent="DU", **cell),
        *more.pop("organisations", []),
    ]
    return Ward(
        Dataset(settings=settings, organisations=organisations, members=list(members), **more)
    )


def reviewed(*, year: int = 2026, category: str = STAFF, **review: Any) -> Allowed:
    """What the rules allow a member whose review row says this."""
    person = member("DV1", "Lê Thị Mơ", category=category)
    ward = ward_of(person, year=year, reviews=[Review(subject="DV1", **review)])
    return allowed(ward, person)
