"""The models of the workbook (các đối tượng dữ liệu), and its sheets in order.

Each class declares its columns once; see :mod:`giayto.data.models.fields`. The
words offered as choices stand in ``reference/choices.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from .commendation import Award, LegalBasis, Recipient
from .fields import Record
from .meetings import Attendance, Ballot, Meeting
from .people import Member, Organisation
from .reviews import Review
from .settings import Settings
from .source_map import SourceMap

__all__ = [
    "SHEETS",
    "Attendance",
    "Award",
    "Ballot",
    "Dataset",
    "LegalBasis",
    "Meeting",
    "Member",
    "Organisation",
    "Recipient",
    "Review",
    "Settings",
    "Sheet",
]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook (trang tính): its name, its model and what it is for."""

    name: str
    key: str
    model: type[Record]
    about: str


SHEETS: tuple[Sheet, ...] = (
    Sheet("Thiết lập", "thiet_lap", Settings, "Năm, cơ quan ban hành, địa danh và các lựa chọn."),
    Sheet("Tổ chức đảng", "to_chuc", Organisation, "Đảng uỷ và các chi bộ."),
    Sheet("Đảng viên", "dang_vien", Member, "Mỗi đảng viên một dòng."),
    Sheet("Kiểm điểm", "kiem_diem", Review, "Nội dung kiểm điểm, điểm và mức xếp loại."),
    Sheet("Cuộc họp", "cuoc_hop", Meeting, "Mỗi cuộc họp một dòng."),
    Sheet("Dự họp", "du_hop", Attendance, "Ai vắng, ai phát biểu."),
    Sheet("Kiểm phiếu", "kiem_phieu", Ballot, "Kết quả bỏ phiếu xếp loại."),
    Sheet("Khen thưởng", "khen_thuong", Award, "Đề nghị khen thưởng."),
    Sheet("Căn cứ", "can_cu", LegalBasis, "Văn bản được trích dẫn, có thời hạn hiệu lực."),
    Sheet("Nơi nhận", "noi_nhan", Recipient, "Nơi nhận của từng loại giấy tờ."),
)


class Dataset(Record):
    """All data of one workspace (toàn bộ dữ liệu của một sổ), as read.

    ``source`` says where each column stands in the workbook the data came
    from; it is empty for data made in memory.
    """

    source: SourceMap = SourceMap()
    settings: Settings = Settings()
    organisations: list[Organisation] = Field(default_factory=list)
    members: list[Member] = Field(default_factory=list)
    reviews: list[Review] = Field(default_factory=list)
    meetings: list[Meeting] = Field(default_factory=list)
    attendance: list[Attendance] = Field(default_factory=list)
    ballots: list[Ballot] = Field(default_factory=list)
    awards: list[Award] = Field(default_factory=list)
    legal_bases: list[LegalBasis] = Field(default_factory=list)
    recipients: list[Recipient] = Field(default_factory=list)
