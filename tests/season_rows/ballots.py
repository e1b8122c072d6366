"""Rows of the small ward for ballots, their count, the committee's meeting, its proposal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from giayto.data.models import AgendaItem, Ballot, Delegate, Meeting
from giayto.data.models.fields import Record
from tests.wards import day


def rows(year: int) -> Mapping[str, Sequence[Record]]:
    """By list of the dataset; ``year`` is the year under review."""
    tally = {"issued": 3, "returned": 3, "valid": 3, "invalid": 0}
    return {
        "meetings": [
            Meeting(
                code="H09",
                kind="Hội nghị cấp uỷ xét xếp loại, khen thưởng",
                title=f"Ban Thường vụ Đảng uỷ xét kết quả xếp loại, khen thưởng năm {year}",
                unit="DU",
                date=day(f"18/12/{year}"),
                start=dt.time(14),
                end=dt.time(16, 30),
                place="Phòng họp Đảng uỷ",
                chair="Trần Thị Ban",
                secretary="Nguyễn Ghi Chép",
                tellers="Lê Đếm Phiếu\nNguyễn Thuỷ Ủy",
                vote_form="Bỏ phiếu kín",
                votes_for=3,
                resolved="Công nhận kết quả xếp loại của chi bộ.",
                conclusion="Giao Văn phòng hoàn chỉnh quyết định.",
            )
        ],
        "delegates": [
            Delegate(meeting="H09", name="Trần Thị Ban", post="Bí thư Đảng uỷ"),
            Delegate(meeting="H09", name="Lê Đếm Phiếu", post="Uỷ viên Ban Thường vụ"),
            Delegate(meeting="H09", name="DV1", post="Uỷ viên Ban Thường vụ"),
            Delegate(
                meeting="H09",
                name="Hồ Vắng",
                post="Uỷ viên Ban Thường vụ",
                presence="Vắng có lý do",
                reason="đi công tác",
            ),
            Delegate(
                meeting="H09", name="Nguyễn Ghi Chép", post="Chánh Văn phòng", role="Khách mời"
            ),
        ],
        "agenda": [
            AgendaItem(
                meeting="H09",
                content="Báo cáo kết quả thẩm định",
                presenter="Lê Đếm Phiếu",
                outcome="Chi bộ gửi đủ hồ sơ.\nCác đồng chí thống nhất.",
            ),
            AgendaItem(meeting="H09", content="Bỏ phiếu"),
        ],
        "ballots": [
            Ballot(meeting="H09", subject="CB01", excellent=3, **tally),
            Ballot(meeting="H09", subject="TT02", excellent=1, good=2, **tally),
            Ballot(meeting="H09", subject="DV1", excellent=2, good=1, **tally),
        ],
    }
