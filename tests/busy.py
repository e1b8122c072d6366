"""A ward where much happened: two committees, three cells, every kind of row filled in.

Everybody in it is invented. The small ward of ``wards.py`` shows each paper once;
this one holds what makes papers differ.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Literal, cast

from giayto.data.models import Attendance, Award, Ballot, Dataset, Meeting, Organisation, Review
from giayto.data.ward import Ward
from giayto.generators.plan import Job, Plan
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master
from tests.reading import visible_lines
from tests.wards import DONE, EXCELLENT, GOOD, day, member, small_dataset

FAILED = "Không hoàn thành nhiệm vụ"


def lines_of(job: Job, spelling: str = "uỷ") -> list[str]:
    """The lines of the finished document, as a reader sees them."""
    style = cast(Literal["uỷ", "ủy"], spelling)
    master = find_master(job.master, job.rules, spelling=style)
    return visible_lines(CompiledTemplate.load(master.content).render(job.context))


def job_of(plan: Plan, key: str) -> Job:
    """The one job of a plan with this record key."""
    (found,) = (job for job in plan.jobs if job.key == key)
    return found


def ward_of(change: Callable[[Dataset], object] | None = None, **settings: object) -> Ward:
    """:func:`busy_dataset`, changed, with other settings where they are named."""
    data = busy_dataset()
    data.settings = data.settings.model_copy(update=settings)
    if change is not None:
        change(data)
    return Ward(data)


def busy_dataset() -> Dataset:
    """The small ward, with a cell CB02 without committee and a school's committee with a cell."""
    data = small_dataset()
    data.organisations += [
        Organisation(
            code="CB02",
            name="Chi bộ Cơ quan phường",
            kind="Chi bộ cơ sở",
            symbol="CBP",
            place="Mẫu Sơn",
            self_grade=GOOD,
            proposed_grade=GOOD,
            grade=GOOD,
            note="Mới thành lập",
        ),
        Organisation(
            code="TH",
            name="Đảng uỷ Trường Mẫu",
            kind="Đảng uỷ cơ sở",
            parent="DU",
            party_body="Đảng bộ Trường THPT Mẫu",
            self_grade=EXCELLENT,
            grade=EXCELLENT,
            exemplary=True,
        ),
        Organisation(
            code="CB03",
            name="Chi bộ Khối lớp 10",
            kind="Chi bộ trực thuộc",
            parent="TH",
            secretary="Phan Thầy",
        ),
    ]
    data.members += [
        member("E1", "Lê Mẫu", "CB02", party_post="Bí thư", birth=day("1960")),
        member("E2", "Lê Mẫu", "CB02", birth=day("4/5/1970"), union_post="Bí thư Đoàn"),
        member("E3", "Bùi Ảnh", "CB02", party_post="Uỷ viên", birth=None, joined=None),
        member("E4", "Hồ Xa", "CB02", status="Sinh hoạt tạm thời nơi khác"),
        member("E5", "Mai Đình", "CB02", status="Đình chỉ sinh hoạt đảng"),
        member("E6", "Tô Miễn", "CB02", status="Miễn công tác và sinh hoạt đảng"),
        member("E7", "Cao Đi", "CB02", status="Đã chuyển đi"),
        member("F1", "Phan Thầy", "CB03", party_post="Bí thư", given_name="Thầy"),
        member("G1", "Người Lạc", "CB99"),
    ]
    data.reviews += [
        Review(
            subject="E1",
            virtue="Phẩm chất tốt.",
            duty="Việc một.\n\n  Việc hai.",
            leadership="Lãnh đạo sát.",
            responsibility="Trách nhiệm cao.",
            example_setting="Gương mẫu.",
            commitment="Đã giữ cam kết.",
            shortcomings="Còn chậm.",
            causes="Do chủ quan.",
            remedied="Đã khắc phục.",
            explanation="Xin giải trình.",
            collective_duty="Có phần trách nhiệm.",
            plan="Sẽ cố gắng.",
            general_score=Decimal("27.25"),
            task_score=Decimal("60.5"),
            self_grade=GOOD,
            committee_comment="Có tiến bộ.\nCần nêu gương hơn.",
            proposed_grade=GOOD,
            grade=DONE,
            note="Hạ một mức",
        ),
        Review(subject="E2", general_score=Decimal(20), self_grade=DONE, grade=FAILED),
        Review(subject="E3", self_grade="", proposed_grade="", grade=""),
        Review(subject="CB02", self_grade=DONE, task_score=Decimal(50)),
        Review(subject="F1", self_grade=EXCELLENT, grade=EXCELLENT),
    ]
    data.meetings += [
        Meeting(
            code="H11",
            kind="Hội nghị kiểm điểm",
            unit="CB02",
            date=day("9/12/2026"),
            chair="Lê Mẫu",
            guests="Ông Nguyễn Khách, Phó Bí thư;\n\nBà Trần Khách.",
            guest_opinion="Biểu dương chi bộ.\nĐề nghị giữ nền nếp.",
            presenter="Bùi Ảnh",
            collective_conclusion="Tập thể đoàn kết.",
            conclusion="Chủ trì ghi nhận.",
        ),
        Meeting(
            code="H12",
            kind="Sinh hoạt định kỳ",
            unit="CB02",
            date=day("10/11/2026"),
            start=dt.time(14, 5),
            place="Hội trường",
            secretary="Người Ngoài",
            guests="Ông Nguyễn Khách.",
            guest_opinion="Nhất trí cao.",
            briefing=" ",
            past="Việc một.\nViệc hai.",
            votes_for=1,
            votes_against=1,
            other_opinion=2,
        ),
        Meeting(code="H13", kind="Sinh hoạt định kỳ", unit="CB02", date=day("12/2026")),
        Meeting(code="H14", kind="Sinh hoạt định kỳ", unit="CB03"),
    ]
    data.attendance += [
        Attendance(meeting="H11", member="E3", presence="Vắng có lý do", reason="Ốm nặng."),
        Attendance(meeting="H11", member="E2", topic="CHI BỘ", opinion="Chi bộ  cần đổi mới!"),
        Attendance(meeting="H11", member="E2", topic="chi uỷ", opinion="Tán thành?"),
        Attendance(meeting="H11", member="E1", topic="Chi bộ Cơ quan phường", opinion="Đúng…"),
        Attendance(meeting="H11", member="E1", topic="CB02", opinion="Nên sớm hơn"),
        Attendance(meeting="H11", member="Bà Trần Khách", opinion="Chúc mừng."),
        Attendance(meeting="H11", member="E1", topic="Bùi Ảnh", opinion="Cố gắng hơn."),
        Attendance(meeting="H11", member="E1", topic="E2", opinion=""),
        Attendance(meeting="H12", member="E1", presence="Vắng có lý do"),
        Attendance(meeting="H12", member="E2", presence="Vắng không có lý do", reason="ngủ quên"),
        Attendance(meeting="H12", member="E3", presence="Có mặt", opinion="Đồng tình."),
    ]
    data.ballots += [
        Ballot(meeting="H11", subject="E1", issued=9, returned=8, valid=7, good=3, done=4),
        Ballot(meeting="H11", subject="E2", valid=None, excellent=1),
        Ballot(meeting="H11", subject="Ai đó", issued=2, returned=2, valid=2, failed=1),
        Ballot(meeting="H11", subject="TH", issued=2, returned=2, valid=1),
    ]
    data.awards += [
        Award(subject="E1", form="Bằng khen", period="5 năm liền", note="Đợt hai"),
        Award(
            subject="F1",
            amount=500_000,
            history="2024: HTTNV;\n2025: HTNV.",
            note="Đặc cách",
            decider="Đảng uỷ",
        ),
        Award(subject="CB02", form="Cờ", period="Trong năm", decider="Đảng uỷ"),
        Award(subject="E2", form="Cờ", period="Trong năm"),
        Award(subject="TH", form="Cờ", period="5 năm liền"),
        Award(subject="Ai đó"),
    ]
    return data
