"""Meetings, attendance and ballots (cuộc họp, dự họp, kiểm phiếu)."""

from __future__ import annotations

import datetime as dt

from ..reference import choice, choices
from . import columns
from .fields import Record, field
from .partial_date import PartialDate


class Meeting(Record):
    """A meeting of a party cell (cuộc họp)."""

    code: str = field(
        "Mã cuộc họp", "ma", default="", kind="ident", required=True, width=12, example="H01"
    )
    kind: str = field(
        "Loại cuộc họp",
        "loai",
        default="",
        required=True,
        width=26,
        choices=choices("meeting_kind"),
        example="Sinh hoạt định kỳ",
    )
    title: str = field(
        "Tên cuộc họp",
        "ten",
        default="",
        width=34,
        help="In trên giấy mời, chương trình, biên bản, viết như sau chữ “Hội nghị”: triển khai "
        " kiểm điểm, đánh giá, xếp loại chất lượng năm 2026. Chi bộ sinh hoạt, kiểm điểm "
        "thì để trống.",
    )
    unit: str = field(
        "Chi bộ",
        "chi_bo",
        default="",
        required=True,
        width=18,
        example="CB01",
        synonyms=("Mã chi bộ", "Đơn vị"),
        help="Mã hoặc tên chi bộ (đảng uỷ) họp.",
    )
    date: PartialDate | None = field(
        "Ngày họp",
        "ngay",
        default=None,
        kind="date",
        required=True,
        width=12,
        example="05/12/2026",
    )
    start: dt.time | None = field(
        "Giờ bắt đầu",
        "gio_bat_dau",
        default=None,
        kind="time",
        width=10,
        example="19:30",
        synonyms=("Bắt đầu",),
    )
    end: dt.time | None = field(
        "Giờ kết thúc",
        "gio_ket_thuc",
        default=None,
        kind="time",
        width=10,
        example="21:15",
        synonyms=("Kết thúc",),
    )
    place: str = field(
        "Địa điểm",
        "dia_diem",
        default="",
        width=30,
        example="Nhà văn hoá Tổ dân phố 1",
    )
    number: int | None = field(
        "Số biên bản",
        "so",
        default=None,
        kind="int",
        width=9,
        help="Để trống nếu biên bản chưa lấy số.",
    )
    chair: str = field(
        "Chủ trì",
        "chu_tri",
        default="",
        kind="name",
        width=24,
        help="Để trống thì là bí thư chi bộ.",
    )
    secretary: str = field(
        "Người ghi biên bản",
        "thu_ky",
        default="",
        kind="name",
        width=24,
        synonyms=("Thư ký",),
        required=False,
    )
    guests: str = field(
        "Đại biểu cấp trên",
        "dai_bieu",
        default="",
        kind="long",
        width=30,
        help="Mỗi người một dòng: họ tên, chức vụ.",
    )
    tellers: str = field(
        "Tổ kiểm phiếu",
        "to_kiem_phieu",
        default="",
        kind="long",
        width=30,
        help="Mỗi người một dòng; người đầu là tổ trưởng.",
    )
    vote_form: str = field(
        "Hình thức biểu quyết",
        "hinh_thuc",
        default="",
        choices=choices("vote_form"),
        width=16,
        example="Bỏ phiếu kín",
        synonyms=("Hình thức bỏ phiếu", "Cách biểu quyết"),
        help="Cách biểu quyết mức xếp loại. Để trống thì biên bản chừa chỗ để điền tay.",
    )
    presenter: str = field(
        "Người trình bày báo cáo",
        "nguoi_trinh_bay",
        default="",
        kind="name",
        width=24,
        help="Người trình bày báo cáo kiểm điểm của tập thể. Để trống là người chủ trì.",
    )
    briefing: str = field(
        "Thông tin, quán triệt",
        "quan_triet",
        default="",
        kind="long",
        width=36,
        help="Sinh hoạt định kỳ: thời sự, văn bản mới. Mỗi ý một dòng.",
    )
    past: str = field(
        "Đánh giá tháng qua",
        "danh_gia",
        default="",
        kind="long",
        width=36,
        help="Sinh hoạt định kỳ: kết quả thực hiện nhiệm vụ tháng qua.",
    )
    next: str = field(
        "Nhiệm vụ tháng tới",
        "nhiem_vu_toi",
        default="",
        kind="long",
        width=36,
    )
    collective_conclusion: str = field(
        "Kết luận về tập thể",
        "ket_luan_tap_the",
        default="",
        kind="long",
        width=30,
        help="Hội nghị kiểm điểm: kết luận về kiểm điểm tập thể.",
    )
    remedies: str = field(
        "Khắc phục hạn chế",
        "khac_phuc",
        default="",
        kind="long",
        width=30,
        help="Hội nghị kiểm điểm: các việc khắc phục hạn chế sau kiểm điểm.",
    )
    conclusion: str = field(
        "Kết luận của chủ trì",
        "ket_luan",
        default="",
        kind="long",
        width=36,
    )
    guest_opinion: str = field(
        "Ý kiến đại biểu cấp trên",
        "y_kien_cap_tren",
        default="",
        kind="long",
        width=30,
    )
    resolved: str = field(
        "Nội dung biểu quyết",
        "noi_dung_bieu_quyet",
        default="",
        kind="long",
        width=30,
        help="Sinh hoạt định kỳ: các nội dung chi bộ thống nhất.",
    )
    votes_for: int | None = columns.count(
        "Số đồng ý", "dong_y", help="Số đảng viên chính thức đồng ý thông qua."
    )
    votes_against: int | None = columns.count("Số không đồng ý", "khong_dong_y")
    other_opinion: int | None = columns.count("Ý kiến khác", "y_kien_khac")


class Attendance(Record):
    """Who was absent, and who spoke on what (dự họp)."""

    meeting: str = columns.meeting(example="H01")
    member: str = field(
        "Mã đảng viên",
        "ma_dang_vien",
        default="",
        required=True,
        width=20,
        example="DV0001",
        synonyms=("Đảng viên", "Họ và tên", "Họ tên"),
        help="Mã hoặc họ và tên đảng viên của chi bộ.",
    )
    name: str = columns.shown_name()
    presence: str = field(
        "Có mặt",
        "co_mat",
        default="Có mặt",
        choices=choices("presence"),
        width=20,
        synonyms=("Dự họp", "Tình trạng"),
        help="Chỉ cần ghi người vắng và người phát biểu; những người khác coi như có mặt.",
    )
    reason: str = field("Lý do vắng", "ly_do", default="", width=24, synonyms=("Lý do",))
    sent: bool = field(
        "Gửi bản kiểm điểm",
        "gui_ban_kiem_diem",
        default=False,
        kind="mark",
        width=12,
        synonyms=("Có gửi bản kiểm điểm",),
        help="Hội nghị kiểm điểm: người vắng mặt có gửi bản kiểm điểm để hội nghị góp ý, xếp loại. "
        "Không gửi thì biên bản ghi chưa kiểm điểm, chưa xếp loại.",
    )
    reader: str = field(
        "Người đọc thay",
        "nguoi_doc_thay",
        default="",
        kind="name",
        width=24,
        synonyms=("Người đọc thay bản kiểm điểm",),
        help="Mã hoặc họ tên người đọc bản kiểm điểm của người vắng mặt trước hội nghị.",
    )
    topic: str = field(
        "Phát biểu về",
        "noi_dung",
        default="",
        width=26,
        example="",
        help="Nội dung phát biểu về việc gì: tên mục, hoặc tên người được góp ý.",
    )
    opinion: str = field(
        "Ý kiến phát biểu",
        "y_kien",
        default="",
        kind="long",
        width=44,
        help="Mỗi ý kiến một dòng; một người nói nhiều lần thì ghi nhiều dòng.",
    )

    @property
    def present(self) -> bool:
        """Whether the person was there (có mặt)."""
        return self.presence == choice("presence", "present")

    @property
    def excused(self) -> bool:
        """Whether the person was absent with a reason (vắng có lý do)."""
        return self.presence == choice("presence", "excused")

    @property
    def reviewed_away(self) -> bool:
        """Whether the conference had the absent person's self-review (có gửi bản kiểm điểm)."""
        return self.sent or bool(self.reader)


class Ballot(Record):
    """The count of ballots for one member or organisation (kiểm phiếu)."""

    meeting: str = columns.meeting(example="H01")
    subject: str = field(
        "Mã đối tượng",
        "ma_doi_tuong",
        default="",
        required=True,
        width=20,
        example="DV0001",
        synonyms=("Mã đảng viên", "Họ và tên"),
        help="Mã đảng viên hoặc mã tổ chức đảng.",
    )
    name: str = columns.shown_name()
    issued: int | None = columns.count("Phát ra", "phat_ra")
    returned: int | None = columns.count("Thu về", "thu_ve")
    valid: int | None = columns.count("Hợp lệ", "hop_le")
    invalid: int | None = columns.count("Không hợp lệ", "khong_hop_le")
    excellent: int | None = columns.count("Xuất sắc", "xuat_sac")
    good: int | None = columns.count("Tốt", "tot")
    done: int | None = columns.count("Hoàn thành", "hoan_thanh")
    failed: int | None = columns.count("Không hoàn thành", "khong_hoan_thanh")
    ungraded: int | None = field(
        "Chưa xếp loại",
        "chua_xep_loai",
        default=None,
        kind="int",
        width=9,
        synonyms=("Chưa đánh giá, xếp loại",),
        help="Số phiếu đề nghị chưa đánh giá, xếp loại.",
    )

    @property
    def counted(self) -> bool:
        """Whether any number is written down: rows may stand there before the vote."""
        tally = (self.issued, self.returned, self.valid, self.invalid)
        return any(n is not None for n in (*tally, *self.votes))

    @property
    def votes(self) -> tuple[int | None, ...]:
        """Votes for the four levels, and for no grade yet; ``None`` is not written down.

        Where the written votes are all the valid ones, the others are none.
        """
        written = (self.excellent, self.good, self.done, self.failed, self.ungraded)
        if all(n is None for n in written):
            return written
        if self.valid is not None and sum(n or 0 for n in written) == self.valid:
            return tuple(n or 0 for n in written)
        # "No grade yet" is rare: who counted the levels leaves it empty for none.
        return (*written[:-1], written[-1] or 0)

    @property
    def void(self) -> int | None:
        """Invalid ballots (không hợp lệ): as written, else what is over of those returned."""
        if self.invalid is not None or self.returned is None or self.valid is None:
            return self.invalid
        return self.returned - self.valid
