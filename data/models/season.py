"""Rows of the papers around a season (đại biểu, chương trình, tổ công tác, khắc phục …)."""

from __future__ import annotations

import datetime as dt

from ..reference import choice, choices
from . import columns
from .fields import Record, field
from .partial_date import PartialDate


class Delegate(Record):
    """Somebody called or invited to a meeting (đại biểu của một cuộc họp)."""

    meeting: str = columns.meeting(example="HNTK")
    name: str = columns.person()
    post: str = field("Chức vụ", "chuc_vu", default="", width=28)
    unit: str = field("Đơn vị", "don_vi", default="", width=28)
    role: str = field(
        "Thành phần",
        "thanh_phan",
        default="Được triệu tập",
        choices=choices("delegate_role"),
        width=16,
    )
    presence: str = field(
        "Có mặt", "co_mat", default="Có mặt", choices=choices("presence"), width=18
    )
    reason: str = field("Lý do vắng", "ly_do", default="", width=24)
    note: str = columns.note()

    @property
    def present(self) -> bool:
        """Whether the delegate was there (có mặt)."""
        return self.presence == choice("presence", "present")

    @property
    def excused(self) -> bool:
        """Whether the delegate was absent with a reason (vắng có lý do)."""
        return self.presence == choice("presence", "excused")

    @property
    def is_guest(self) -> bool:
        """Whether the delegate was invited, not called (khách mời)."""
        return self.role == choice("delegate_role", "guest")


class AgendaItem(Record):
    """One item of a meeting's programme (nội dung chương trình)."""

    meeting: str = columns.meeting(example="HNTK")
    time: dt.time | None = field("Giờ", "gio", default=None, kind="time", width=9, example="08:00")
    until: dt.time | None = field("Đến", "den", default=None, kind="time", width=9)
    content: str = field(
        "Nội dung",
        "noi_dung",
        default="",
        kind="long",
        required=True,
        width=50,
        example="Quán triệt kế hoạch kiểm điểm, đánh giá, xếp loại",
    )
    presenter: str = field(
        "Người thực hiện", "nguoi_thuc_hien", default="", width=30, help="Người hoặc cơ quan."
    )
    outcome: str = field(
        "Diễn biến, kết luận",
        "ket_luan",
        default="",
        kind="long",
        width=50,
        help="In vào biên bản: trình bày, ý kiến, kết luận về nội dung này.",
    )


class GroupMember(Record):
    """A member of a working group (thành viên tổ công tác)."""

    group: str = field("Tổ", "to", default="", required=True, width=14, example="Tổ số 1")
    name: str = columns.person()
    post: str = field("Chức vụ", "chuc_vu", default="", width=30)
    role: str = field(
        "Nhiệm vụ trong tổ",
        "nhiem_vu",
        default="Thành viên",
        choices=choices("group_role"),
        width=16,
    )
    units: str = field(
        "Đơn vị phụ trách",
        "don_vi",
        default="",
        kind="long",
        width=34,
        help="Tổ chức đảng mà tổ dự kiểm điểm, mỗi đơn vị một dòng; ghi ở dòng đầu của tổ.",
    )


class Remedy(Record):
    """A defect and how it is remedied (hạn chế và việc khắc phục)."""

    subject: str = columns.subject(
        example="CB01", help="Mã tổ chức đảng, mã tập thể hoặc mã đảng viên."
    )
    defect: str = field(
        "Hạn chế, khuyết điểm",
        "han_che",
        default="",
        kind="long",
        required=True,
        width=40,
        example="Sinh hoạt chuyên đề chưa đều",
    )
    measure: str = field("Biện pháp khắc phục", "bien_phap", default="", kind="long", width=40)
    responsible: str = field("Người chịu trách nhiệm", "nguoi_phu_trach", default="", width=26)
    due: PartialDate | None = columns.due()
    result: str = field("Kết quả", "ket_qua", default="", kind="long", width=30)


class Regrade(Record):
    """A published result that is adjusted or cancelled (xếp loại lại)."""

    subject: str = columns.subject()
    year: int | None = field("Năm xếp loại", "nam", default=None, kind="int", width=9, least=1990)
    old_number: str = field(
        "Số quyết định cũ", "so_cu", default="", kind="ident", width=16, example="12-QĐ/ĐU"
    )
    old_date: PartialDate | None = field(
        "Ngày quyết định cũ", "ngay_cu", default=None, kind="date", width=12
    )
    old_grade: str = columns.grade("Mức đã công bố", "muc_cu")
    action: str = field(
        "Cách xử lý",
        "cach_xu_ly",
        default="Điều chỉnh",
        choices=choices("regrade_action"),
        width=14,
    )
    grade: str = columns.grade("Mức xếp loại lại", "muc_moi")
    agreed: int | None = columns.count(
        "Số đồng ý",
        "so_dong_y",
        help="Số đồng chí đồng ý tại hội nghị cấp uỷ; biên bản kiểm phiếu in, quyết định lấy làm "
        "căn cứ. Để trống thì in ô trống để ghi tay.",
        width=11,
    )
    reason: str = field("Lý do", "ly_do", default="", kind="long", width=40)


class Totals(Record):
    """The result of a unit whose own workbook is not at hand (kết quả của đơn vị trực thuộc)."""

    unit: str = field(
        "Đơn vị",
        "don_vi",
        default="",
        required=True,
        width=30,
        example="Đảng bộ phường Bạch Mai",
        help="Mã hoặc tên tổ chức đảng đã báo cáo.",
    )
    subject: str = field(
        "Đối tượng",
        "doi_tuong",
        default="",
        required=True,
        choices=choices("graded_subject"),
        width=26,
    )
    total: int | None = columns.count("Tổng số", "tong")
    exempt: int | None = columns.count("Được miễn", "mien")
    pending: int | None = columns.count("Chưa đánh giá", "chua")
    excellent: int | None = columns.count("Xuất sắc", "xuat_sac")
    good: int | None = columns.count("Tốt", "tot")
    done: int | None = columns.count("Hoàn thành", "hoan_thanh")
    failed: int | None = columns.count("Không hoàn thành", "khong_hoan_thanh")
    exemplary: int | None = columns.count("Tiêu biểu", "tieu_bieu")
    reasons: str = field("Lý do chưa đánh giá", "ly_do", default="", kind="long", width=34)
