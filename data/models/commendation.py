"""Commendations, legal bases, recipients (khen thưởng, căn cứ, nơi nhận)."""

from __future__ import annotations

from ..reference import choice, choices, table
from . import columns
from .fields import Record, field
from .partial_date import PartialDate


class Award(Record):
    """A proposed commendation (khen thưởng)."""

    subject: str = field(
        "Mã đối tượng",
        "ma_doi_tuong",
        default="",
        required=True,
        width=20,
        example="DV0001",
        synonyms=("Mã đảng viên", "Mã"),
        help="Mã đảng viên hoặc mã tổ chức đảng.",
    )
    form: str = field(
        "Hình thức",
        "hinh_thuc",
        default="Giấy khen",
        choices=choices("award_form"),
        width=14,
        synonyms=("Hình thức đề nghị", "Hình thức khen thưởng"),
        help="Để trống là Giấy khen.",
    )
    period: str = field(
        "Thành tích",
        "thanh_tich",
        default="Trong năm",
        choices=choices("award_period"),
        width=14,
        help="Hoàn thành xuất sắc nhiệm vụ trong năm, hay 5 năm liền. Để trống là Trong năm.",
    )
    history: str = field(
        "Kết quả xếp loại các năm trước",
        "ket_qua_truoc",
        default="",
        kind="long",
        width=34,
        help="Ví dụ: 2022: HTTNV; 2023: HTXSNV; 2024: HTXSNV; 2025: HTTNV. Không ghi năm đang kiểm "
        "điểm: chương trình lấy từ mức xếp loại.",
    )
    summary: str = field(
        "Tóm tắt thành tích",
        "tom_tat",
        default="",
        kind="long",
        width=44,
    )
    decider: str = field(
        "Cấp quyết định",
        "cap_quyet_dinh",
        default="",
        choices=choices("award_decider"),
        width=18,
        help="Để trống thì chương trình lấy theo bảng quy định: giấy khen do đảng uỷ (đảng viên "
        "của chi bộ cơ sở: do chi bộ), bằng khen và cờ do cấp trên.",
    )
    amount: int | None = field(
        "Tiền thưởng",
        "tien_thuong",
        default=None,
        kind="money",
        width=14,
        help="Đồng. Để trống thì tính theo số lần mức lương cơ sở.",
    )
    agreed: int | None = columns.count(
        "Số đồng ý",
        "so_dong_y",
        help="Số đảng viên chính thức đồng ý đề nghị này tại hội nghị kiểm điểm của chi bộ; tờ "
        "trình của chi bộ in cùng số chính thức có mặt. Để trống thì không in.",
        width=11,
    )
    committee_agreed: int | None = columns.count(
        "Cấp uỷ đồng ý",
        "so_cap_uy_dong_y",
        help="Số đồng chí đồng ý tại hội nghị cấp uỷ xét khen thưởng; biên bản hội nghị và biên "
        "bản kiểm phiếu in. Để trống thì in ô trống để ghi tay.",
        width=11,
    )
    note: str = columns.note()


def serves(papers: str, group: str) -> bool:
    """Whether a row for ``papers`` is for this paper group (dùng cho), a key of ``paper_group``."""
    return papers in (choice("paper_group", "all"), choice("paper_group", group)) or lent(
        papers, group
    )


def lent(papers: str, group: str) -> bool:
    """Whether a paper group has a row of another one beside its own (dùng chung)."""
    whose = table("choices")["shared_paper_group"].get(group)
    return whose is not None and papers == choice("paper_group", whose)


class LegalBasis(Record):
    """A legal basis that papers cite (căn cứ)."""

    papers: str = field(
        "Dùng cho",
        "dung_cho",
        default="Tất cả",
        choices=choices("paper_group"),
        width=22,
        help="Loại giấy tờ trích dẫn căn cứ này; “Biên bản”: văn bản được quán triệt khi khai mạc "
        "hội nghị kiểm điểm.",
    )
    kind: str = field(
        "Loại văn bản",
        "loai",
        default="",
        width=14,
        example="Quy định",
        help="Quy định, Hướng dẫn, Quy chế, Kế hoạch …",
    )
    number: str = field(
        "Số và ký hiệu",
        "so_ky_hieu",
        default="",
        kind="ident",
        width=18,
        example="366-QĐ/TW",
    )
    date: PartialDate | None = field(
        "Ngày ban hành",
        "ngay",
        default=None,
        kind="date",
        width=12,
        example="30/08/2025",
    )
    body: str = field("Cơ quan ban hành", "co_quan", default="", width=24, example="Bộ Chính trị")
    title: str = field("Trích yếu", "trich_yeu", default="", kind="long", width=50)
    wording: str = field(
        "Nguyên văn",
        "nguyen_van",
        default="",
        kind="long",
        width=44,
        help="Khi căn cứ không có số, ví dụ “Căn cứ Điều lệ Đảng” hoặc “Xét đề nghị của …”. Ghi "
        "{Năm kiểm điểm}, {Nhiệm kỳ} … thì chương trình thay bằng mục ấy ở trang Thiết lập; "
        "{Cơ quan ban hành} là tên cơ quan ra văn bản.",
    )
    valid_from: PartialDate | None = field(
        "Hiệu lực từ",
        "hieu_luc_tu",
        default=None,
        kind="date",
        width=12,
    )
    valid_until: PartialDate | None = field(
        "Hết hiệu lực",
        "het_hieu_luc",
        default=None,
        kind="date",
        width=12,
        help="Ngày cuối cùng còn hiệu lực. Văn bản lập sau ngày này không trích dẫn nữa.",
    )


class Recipient(Record):
    """A recipient of papers (nơi nhận)."""

    papers: str = field(
        "Dùng cho",
        "dung_cho",
        default="Tất cả",
        choices=choices("recipient_group"),
        retired=choices("retired_recipient_group"),
        width=22,
    )
    text: str = field(
        "Nơi nhận",
        "noi_nhan",
        default="",
        required=True,
        width=50,
        example="Ban Thường vụ Thành uỷ (để báo cáo)",
        help="Không ghi gạch đầu dòng và dấu câu; chương trình tự thêm. {Cấp uỷ nhận tờ trình} là "
        "mục ấy ở trang Thiết lập; mục còn trống thì không in dòng này.",
    )
    archive: bool = field(
        "Là dòng Lưu",
        "la_dong_luu",
        default=False,
        kind="mark",
        width=12,
        help="Đánh dấu x cho nơi lưu; chương trình thêm chữ “Lưu” và để ở cuối.",
    )
