"""Criteria, points, tasks and past results (tiêu chí, chấm điểm, nhiệm vụ, kết quả các năm)."""

from __future__ import annotations

from decimal import Decimal

from ..reference import choices
from . import columns
from .fields import Record, field
from .partial_date import PartialDate


class Criterion(Record):
    """A row of the local score sheet (tiêu chí chấm điểm do cấp uỷ địa phương cụ thể hoá)."""

    annex: str = field(
        "Khung",
        "khung",
        default="",
        required=True,
        choices=choices("annex"),
        width=36,
        help="Không ghi dòng nào của khung thì dùng tiêu chí của phụ lục kèm quy định."
        " Phụ lục không chia điểm từng dòng.",
    )
    group: str = field(
        "Nhóm",
        "nhom",
        default="",
        required=True,
        choices=choices("criterion_group"),
        width=26,
        help="Nhóm tiêu chí chung cộng lại 30 điểm, nhóm kết quả nhiệm vụ cộng lại 70 điểm.",
    )
    number: str = field(
        "Số mục",
        "so",
        default="",
        kind="ident",
        required=True,
        width=9,
        example="I.1",
        help="Số của tiêu chí, duy nhất trong khung; trang Chấm điểm gọi bằng số này.",
    )
    text: str = field("Nội dung tiêu chí", "noi_dung", default="", kind="long", width=60)
    most: Decimal | None = field(
        "Điểm tối đa", "diem_toi_da", default=None, kind="decimal", width=10, most=100
    )


class Score(Record):
    """The points of one subject for one criterion (điểm từng tiêu chí)."""

    subject: str = columns.subject()
    name: str = columns.shown_name()
    criterion: str = field(
        "Số mục",
        "so",
        default="",
        kind="ident",
        required=True,
        width=9,
        example="I.1",
        help="Số của tiêu chí trong khung của đối tượng ấy.",
    )
    self_points: Decimal | None = field(
        "Điểm tự chấm", "tu_cham", default=None, kind="decimal", width=10, most=100
    )
    points: Decimal | None = field(
        "Điểm thẩm định",
        "tham_dinh",
        default=None,
        kind="decimal",
        width=10,
        most=100,
        help="Điểm của chi bộ hoặc cơ quan thẩm định.",
    )
    note: str = columns.note()


class Task(Record):
    """A task of the year and its result (nhiệm vụ trong năm và kết quả)."""

    subject: str = columns.subject(example="CB01")
    name: str = columns.shown_name()
    task: str = field(
        "Nhiệm vụ, chỉ tiêu",
        "nhiem_vu",
        default="",
        kind="long",
        required=True,
        width=40,
        example="Vận động nhân dân phân loại rác tại nguồn",
    )
    product: str = field("Sản phẩm", "san_pham", default="", kind="long", width=30)
    due: PartialDate | None = columns.due()
    progress: str = field(
        "Tiến độ", "tien_do", default="", choices=choices("progress"), width=16, example="Đúng hạn"
    )
    quality: str = field("Chất lượng", "chat_luong", default="", width=20)
    done: Decimal | None = field(
        "Mức hoàn thành (%)",
        "muc_hoan_thanh",
        default=None,
        kind="decimal",
        width=12,
        percent=True,
        help="100 là hoàn thành; trên 100 là vượt mức.",
    )
    evidence: str = field("Minh chứng", "minh_chung", default="", kind="long", width=30)
    note: str = columns.note()


class YearResult(Record):
    """The grade of an earlier year (kết quả xếp loại một năm trước)."""

    subject: str = columns.subject()
    name: str = columns.shown_name()
    year: int | None = field(
        "Năm", "nam", default=None, kind="int", required=True, width=8, example="2025", least=1990
    )
    grade: str = columns.grade("Mức xếp loại", "muc_xep_loai")
    exemplary: bool = field("Tiêu biểu", "tieu_bieu", default=False, kind="mark", width=9)
    decision: str = field(
        "Số quyết định",
        "so_quyet_dinh",
        default="",
        kind="ident",
        width=16,
        help="Minh chứng cho đề nghị khen thưởng 5 năm liền.",
    )
    decided: PartialDate | None = field(
        "Ngày quyết định", "ngay_quyet_dinh", default=None, kind="date", width=12
    )
    award: str = field(
        "Hình thức khen",
        "hinh_thuc",
        default="",
        choices=choices("award_form"),
        width=14,
        help="Đã được khen trong năm ấy bằng hình thức nào.",
    )
    note: str = columns.note()
