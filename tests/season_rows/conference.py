"""Rows of the small ward for conferences, the season's plan, commendations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from giayto.data.models import AgendaItem, Attendance, Delegate, GroupMember, Meeting, Review
from giayto.data.models.fields import Record
from tests.wards import day


def rows(year: int) -> Mapping[str, Sequence[Record]]:
    """By list of the dataset; ``year`` is the year under review."""
    return {
        "meetings": [
            Meeting(
                code="H11",
                kind="Hội nghị triển khai",
                title=f"triển khai kiểm điểm, đánh giá, xếp loại chất lượng năm {year}",
                unit="DU",
                date=day(f"14/11/{year}"),
                start=dt.time(8),
                end=dt.time(10, 15),
                place="Hội trường Đảng uỷ",
                chair="Trần Thị Ban",
                secretary="Nguyễn Ghi Chép",
                votes_for=2,
                resolved="Thống nhất lịch kiểm điểm.",
                conclusion="Kiểm điểm xong trước ngày 10/12.\nHồ sơ gửi về Văn phòng Đảng uỷ.",
            ),
            # All that a clerk must know of a meeting, and nothing else.
            Meeting(code="H12", kind="Cuộc họp khác", unit="CB01", date=day(f"20/11/{year}")),
        ],
        "delegates": [
            Delegate(meeting="H11", name="Trần Thị Ban", post="Bí thư Đảng uỷ"),
            Delegate(meeting="H11", name="DV1"),
            Delegate(meeting="H11", name="Đỗ Văn Ánh", post="Phó Bí thư", unit="Chi bộ số 1"),
            Delegate(
                meeting="H11",
                name="Hồ Vắng",
                post="Trưởng Công an phường",
                unit="Công an phường",
                presence="Vắng có lý do",
                reason="đi công tác",
            ),
            Delegate(meeting="H11", name="Lý Trễ", presence="Vắng không có lý do"),
            Delegate(meeting="H11", name="Bà Trần Khách", unit="Báo Mường Mẫu", role="Khách mời"),
        ],
        "agenda": [
            AgendaItem(
                meeting="H11",
                time=dt.time(8),
                until=dt.time(8, 30),
                content="Quán triệt kế hoạch kiểm điểm.",
                presenter="Ban Xây dựng Đảng",
                outcome="Trình bày đối tượng, nội dung.\nPhân công tổ công tác.",
            ),
            AgendaItem(meeting="H11", content="Thảo luận"),
        ],
        "attendance": [
            Attendance(meeting="H11", member="Đỗ Văn Ánh", opinion="đề nghị gửi mẫu sớm"),
        ],
        "group_members": [
            GroupMember(group="Tổ số 1", name="Lê Ghi", role="Thư ký"),
            GroupMember(group="Tổ số 1", name="DV1", role="Tổ trưởng", units="Chi bộ Tổ dân phố 1"),
            GroupMember(group="Tổ số 2", name="Hồ Vắng", post="Trưởng Công an phường"),
        ],
        "reviews": [
            Review(
                subject="CB01",
                suggested="Việc chậm thu đảng phí quý II.\nChất lượng sinh hoạt chuyên đề.",
            ),
            Review(subject="DV2", suggested="Trách nhiệm trong việc chậm nộp báo cáo."),
        ],
    }
