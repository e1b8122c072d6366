"""Leadership collectives and leading individuals (tập thể, cá nhân lãnh đạo, quản lý)."""

from __future__ import annotations

from ..reference import choices
from . import columns
from .fields import Record, field
from .partial_date import PartialDate


class Collective(Record):
    """A leadership collective that is graded (tập thể lãnh đạo, quản lý)."""

    code: str = field(
        "Mã tập thể",
        "ma",
        default="",
        kind="ident",
        required=True,
        width=10,
        example="TT01",
    )
    name: str = field(
        "Tên tập thể",
        "ten",
        default="",
        required=True,
        width=36,
        example="Uỷ ban nhân dân phường",
        help="Viết như khi nói: Ban Thường vụ Đảng uỷ phường; Uỷ ban nhân dân phường.",
    )
    group: str = field(
        "Nhóm tương đồng",
        "nhom",
        default="",
        width=22,
        help="Những tập thể cùng nhóm được xét chung tỷ lệ Hoàn thành xuất sắc nhiệm vụ. Để trống "
        "thì chung một nhóm.",
    )
    unit: str = field(
        "Tổ chức đảng",
        "to_chuc",
        default="",
        width=18,
        help="Mã hoặc tên tổ chức đảng của tập thể. Để trống thì là cơ quan ban hành.",
    )
    head: str = field(
        "Người đứng đầu",
        "nguoi_dung_dau",
        default="",
        kind="name",
        width=24,
        help="Mã hoặc họ tên; người ký báo cáo kiểm điểm của tập thể.",
    )
    head_post: str = field("Chức vụ người đứng đầu", "chuc_vu_dung_dau", default="", width=24)
    reviewed_on: PartialDate | None = field(
        "Ngày kiểm điểm",
        "ngay_kiem_diem",
        default=None,
        kind="date",
        width=12,
        help="Ngày tập thể họp kiểm điểm; in ở lịch kèm theo kế hoạch.",
    )
    self_grade: str = columns.grade("Tự xếp loại", "tu_xep_loai")
    proposed_grade: str = columns.grade("Đề nghị xếp loại", "de_nghi_xep_loai")
    grade: str = columns.grade("Mức xếp loại", "muc_xep_loai")
    history: str = field(
        "Kết quả các năm trước",
        "ket_qua_nam_truoc",
        default="",
        width=30,
        help="Ví dụ: 2024: HTTNV; 2025: HTXSNV.",
    )
    decider: str = field(
        "Cấp quyết định",
        "cap_quyet_dinh",
        default="",
        choices=choices("award_decider"),
        width=16,
        help="Ghi “Cấp trên” thì không vào quyết định của đảng uỷ. Để trống thì do đảng uỷ, trừ "
        "ban thường vụ, ban chấp hành của chính đảng uỷ.",
    )
    computed_grade: str = columns.computed_grade()
    computed_reason: str = columns.computed_reason()
    note: str = columns.note()


class Leader(Record):
    """A leading individual who is graded as such (cá nhân lãnh đạo, quản lý)."""

    person: str = field(
        "Mã cán bộ",
        "ma",
        default="",
        kind="ident",
        required=True,
        width=14,
        example="DV0001",
        synonyms=("Mã đảng viên",),
        help="Mã đảng viên; người không ở trang Đảng viên thì đặt một mã riêng và ghi họ tên.",
    )
    name: str = field(
        "Họ và tên",
        "ho_ten",
        default="",
        kind="name",
        width=26,
        example="Nguyễn Văn Mẫu",
        help="Người có ở trang Đảng viên thì in tên ở trang ấy; lệnh giayto dien đặt công thức "
        "vào đây.",
    )
    post: str = field(
        "Chức vụ",
        "chuc_vu",
        default="",
        width=30,
        example="Phó Chủ tịch Uỷ ban nhân dân phường",
        help="Chức vụ lãnh đạo, quản lý được xếp loại. Để trống thì lấy ở trang Đảng viên.",
    )
    post_code: str = field(
        "Mã chức danh",
        "ma_chuc_danh",
        default="",
        kind="ident",
        width=10,
        help="Theo danh mục chức danh của cấp trên, nếu có.",
    )
    collective: str = field(
        "Tập thể",
        "tap_the",
        default="",
        width=22,
        example="TT01",
        help="Mã hoặc tên tập thể mà người ấy là thành viên.",
    )
    is_head: bool = field(
        "Là người đứng đầu",
        "dung_dau",
        default=False,
        kind="mark",
        width=10,
        help="Người đứng đầu không xếp loại cao hơn tập thể.",
    )
    group: str = field(
        "Nhóm tương đồng",
        "nhom",
        default="",
        width=22,
        help="Những người cùng nhóm chức vụ được xét chung tỷ lệ Hoàn thành xuất sắc nhiệm vụ.",
    )
    self_grade: str = columns.grade(
        "Tự xếp loại", "tu_xep_loai", help="Để trống thì lấy ở trang Kiểm điểm."
    )
    collective_grade: str = columns.grade(
        "Tập thể đề xuất", "tap_the_de_xuat", help="Mức do tập thể lãnh đạo, quản lý đề xuất."
    )
    proposed_grade: str = columns.grade(
        "Cơ quan tham mưu đề xuất", "de_nghi_xep_loai", help="Mức sau khi thẩm định."
    )
    grade: str = columns.grade("Mức xếp loại", "muc_xep_loai")
    reason: str = field(
        "Căn cứ, lý do",
        "ly_do",
        default="",
        kind="long",
        width=30,
        help="Tóm tắt căn cứ, lý do khi xuất sắc hoặc không hoàn thành.",
    )
    decider: str = field(
        "Cấp quyết định",
        "cap_quyet_dinh",
        default="",
        choices=choices("award_decider"),
        width=16,
        help="Ghi “Cấp trên” thì không vào quyết định của đảng uỷ. Để trống thì do đảng uỷ, trừ "
        "người đứng đầu ban thường vụ, ban chấp hành của chính đảng uỷ.",
    )
    computed_grade: str = columns.computed_grade()
    computed_reason: str = columns.computed_reason()
    note: str = columns.note()
