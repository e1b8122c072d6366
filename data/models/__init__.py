"""The models of the workbook (các đối tượng dữ liệu), and its sheets in order.

Each class declares its columns once; see :mod:`giayto.data.models.fields`. The
words offered as choices stand in ``reference/choices.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field

from .commendation import Award, LegalBasis, Recipient
from .evidence import Criterion, Score, Task, YearResult
from .fields import Record
from .leadership import Collective, Leader
from .meetings import Attendance, Ballot, Meeting
from .people import Member, Organisation
from .reviews import Review
from .season import AgendaItem, Delegate, GroupMember, Regrade, Remedy, Totals
from .settings import Settings
from .source_map import SourceMap

__all__ = [
    "SHEETS",
    "SHEET_BY_KEY",
    "SHEET_OF",
    "AgendaItem",
    "Attendance",
    "Award",
    "Ballot",
    "Collective",
    "Criterion",
    "Dataset",
    "Delegate",
    "GroupMember",
    "Leader",
    "LegalBasis",
    "Meeting",
    "Member",
    "Organisation",
    "Recipient",
    "Regrade",
    "Remedy",
    "Review",
    "Score",
    "Settings",
    "Sheet",
    "Task",
    "Totals",
    "YearResult",
]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook (trang tính): its name, its model and what it is for.

    ``list`` is the list of a dataset that holds its rows, "" for the settings. ``at_need`` sheets
    stand behind the others, for papers that not every office makes (trang dùng khi cần).
    """

    name: str
    key: str
    model: type[Record]
    about: str
    list: str = ""
    at_need: bool = False


SHEETS: tuple[Sheet, ...] = (
    Sheet("Thiết lập", "thiet_lap", Settings, "Năm, cơ quan ban hành, địa danh và các lựa chọn."),
    Sheet("Tổ chức đảng", "to_chuc", Organisation, "Đảng uỷ và các chi bộ.", "organisations"),
    Sheet("Đảng viên", "dang_vien", Member, "Mỗi đảng viên một dòng.", "members"),
    Sheet("Kiểm điểm", "kiem_diem", Review, "Nội dung kiểm điểm, điểm và mức xếp loại.", "reviews"),
    Sheet("Cuộc họp", "cuoc_hop", Meeting, "Mỗi cuộc họp một dòng.", "meetings"),
    Sheet("Dự họp", "du_hop", Attendance, "Ai vắng, ai phát biểu.", "attendance"),
    Sheet("Kiểm phiếu", "kiem_phieu", Ballot, "Kết quả bỏ phiếu xếp loại.", "ballots"),
    Sheet("Khen thưởng", "khen_thuong", Award, "Đề nghị khen thưởng.", "awards"),
    Sheet(
        "Căn cứ",
        "can_cu",
        LegalBasis,
        "Văn bản được trích dẫn, có thời hạn hiệu lực.",
        "legal_bases",
    ),
    Sheet("Nơi nhận", "noi_nhan", Recipient, "Nơi nhận của từng loại giấy tờ.", "recipients"),
    Sheet(
        "Tập thể",
        "tap_the",
        Collective,
        "Tập thể lãnh đạo, quản lý được xếp loại.",
        "collectives",
        at_need=True,
    ),
    Sheet(
        "Cán bộ",
        "can_bo",
        Leader,
        "Cá nhân lãnh đạo, quản lý được xếp loại.",
        "leaders",
        at_need=True,
    ),
    Sheet(
        "Nhiệm vụ",
        "nhiem_vu",
        Task,
        "Phụ lục kết quả thực hiện nhiệm vụ trong năm.",
        "tasks",
        at_need=True,
    ),
    Sheet(
        "Tiêu chí",
        "tieu_chi",
        Criterion,
        "Tiêu chí chấm điểm do địa phương cụ thể hoá.",
        "criteria",
        at_need=True,
    ),
    Sheet(
        "Chấm điểm",
        "cham_diem",
        Score,
        "Điểm từng tiêu chí, khi in phụ lục chấm điểm.",
        "scores",
        at_need=True,
    ),
    Sheet(
        "Các năm",
        "cac_nam",
        YearResult,
        "Kết quả xếp loại các năm trước.",
        "year_results",
        at_need=True,
    ),
    Sheet(
        "Khắc phục",
        "khac_phuc",
        Remedy,
        "Kế hoạch khắc phục hạn chế sau kiểm điểm.",
        "remedies",
        at_need=True,
    ),
    Sheet(
        "Đại biểu",
        "dai_bieu",
        Delegate,
        "Người được triệu tập, được mời dự họp.",
        "delegates",
        at_need=True,
    ),
    Sheet(
        "Chương trình",
        "chuong_trinh",
        AgendaItem,
        "Nội dung từng cuộc họp, theo giờ.",
        "agenda",
        at_need=True,
    ),
    Sheet(
        "Tổ công tác",
        "to_cong_tac",
        GroupMember,
        "Tổ công tác dự kiểm điểm.",
        "group_members",
        at_need=True,
    ),
    Sheet(
        "Xếp loại lại",
        "xep_loai_lai",
        Regrade,
        "Kết quả đã công bố nay điều chỉnh, huỷ bỏ.",
        "regrades",
        at_need=True,
    ),
    Sheet(
        "Tổng hợp",
        "tong_hop",
        Totals,
        "Số liệu đơn vị trực thuộc báo cáo lên.",
        "totals",
        at_need=True,
    ),
)

SHEET_OF: Mapping[type[Record], Sheet] = {sheet.model: sheet for sheet in SHEETS}
"""The sheet whose rows a model describes (trang của một loại dòng)."""

SHEET_BY_KEY: Mapping[str, Sheet] = {sheet.key: sheet for sheet in SHEETS}


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
    collectives: list[Collective] = Field(default_factory=list)
    leaders: list[Leader] = Field(default_factory=list)
    tasks: list[Task] = Field(default_factory=list)
    criteria: list[Criterion] = Field(default_factory=list)
    scores: list[Score] = Field(default_factory=list)
    year_results: list[YearResult] = Field(default_factory=list)
    remedies: list[Remedy] = Field(default_factory=list)
    delegates: list[Delegate] = Field(default_factory=list)
    agenda: list[AgendaItem] = Field(default_factory=list)
    group_members: list[GroupMember] = Field(default_factory=list)
    regrades: list[Regrade] = Field(default_factory=list)
    totals: list[Totals] = Field(default_factory=list)
