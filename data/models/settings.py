"""The settings of one workspace (thiết lập)."""

from __future__ import annotations

from ..reference import choice, choices, chosen
from .fields import Record, field
from .partial_date import PartialDate


class Settings(Record):
    """Settings of one workspace (thiết lập): sheet ``Thiết lập``, one item a row."""

    year: int = field(
        "Năm kiểm điểm",
        "nam",
        default=2026,
        kind="int",
        required=True,
        example="2026",
        least=2000,
        most=2100,
        help="Năm được kiểm điểm, đánh giá, xếp loại.",
    )
    term: str = field(
        "Nhiệm kỳ",
        "nhiem_ky",
        default="2025 - 2030",
        example="2025 - 2030",
        help="Nhiệm kỳ của cấp uỷ. Số văn bản chạy liên tục trong cả nhiệm kỳ.",
    )
    issuer: str = field(
        "Mã tổ chức ban hành",
        "co_quan",
        default="",
        kind="ident",
        required=True,
        example="DU",
        help="Mã của đảng uỷ ra quyết định, như ghi ở trang Tổ chức đảng.",
    )
    superior: str = field(
        "Đảng bộ cấp trên trực tiếp",
        "cap_tren",
        default="",
        required=True,
        example="Đảng bộ thành phố Hà Nội",
        help="Dòng thứ nhất ở góc trái văn bản của đảng uỷ.",
    )
    superior_committee: str = field(
        "Cấp uỷ nhận tờ trình",
        "cap_uy_cap_tren",
        default="",
        example="Ban Thường vụ Thành uỷ Hà Nội",
        help="Nơi đảng uỷ gửi tờ trình khen thưởng lên.",
    )
    place: str = field(
        "Địa danh",
        "dia_danh",
        default="",
        required=True,
        example="Hai Bà Trưng",
        help="Tên phường, xã nơi đóng trụ sở, đứng trước ngày tháng. Chương trình tự thêm chữ "
        "“Phường” khi thể thức yêu cầu.",
    )
    place_kind: str = field(
        "Loại đơn vị hành chính",
        "loai_dia_danh",
        default="Phường",
        choices=choices("place_kind"),
        help="Phường, xã hay đặc khu.",
    )
    date: PartialDate | None = field(
        "Ngày ban hành",
        "ngay_ban_hanh",
        default=None,
        kind="date",
        example="20/12/2026",
        help="Ngày ghi trên quyết định, tờ trình. Để trống thì chừa chỗ để điền tay.",
    )
    files_due: PartialDate | None = field(
        "Hạn gửi hồ sơ kiểm điểm",
        "han_gui_ho_so",
        default=None,
        kind="date",
        example="17/12/2026",
        help="Các nơi gửi hồ sơ trước ngày này, ghi trong kế hoạch kiểm điểm. Để trống thì chừa "
        "chỗ để điền tay.",
    )
    decision_authority: str = field(
        "Thẩm quyền ra quyết định",
        "tham_quyen",
        default="Ban Thường vụ",
        choices=choices("decision_authority"),
        help="Quyết định do Ban Thường vụ hay Ban Chấp hành đảng bộ ra.",
    )
    signer: str = field(
        "Người ký",
        "nguoi_ky",
        default="",
        kind="name",
        example="",
        help="Họ và tên người ký văn bản của đảng uỷ. Để trống thì lấy bí thư đảng uỷ.",
        width=28,
    )
    signer_position: str = field(
        "Chức vụ người ký",
        "chuc_vu_nguoi_ky",
        default="Bí thư",
        choices=choices("signer_position"),
        help="Bí thư hoặc Phó Bí thư.",
    )
    base_salary: int | None = field(
        "Mức lương cơ sở",
        "luong_co_so",
        default=None,
        kind="money",
        example="2530000",
        help="Đồng một tháng. Để trống thì lấy theo ngày ban hành trong bảng của chương trình.",
    )
    award_rounding: str = field(
        "Làm tròn tiền thưởng",
        "lam_tron",
        default="Không làm tròn",
        choices=choices("award_rounding"),
        help="Cách làm tròn tiền thưởng mỗi suất.",
    )
    executors: str = field(
        "Nơi thi hành quyết định",
        "noi_thi_hanh",
        default="Ban Xây dựng Đảng, Văn phòng Đảng uỷ",
        help="Đứng đầu điều thi hành của quyết định xếp loại, khen thưởng.",
        width=34,
    )
    award_fund: str = field(
        "Nguồn tiền thưởng",
        "nguon_thuong",
        default="quỹ đảng phí của Đảng bộ",
        help="Điền vào câu “trích từ …” của quyết định khen thưởng.",
        width=30,
    )
    default_category: str = field(
        "Đối tượng khi chưa ghi",
        "doi_tuong_mac_dinh",
        default="Không làm việc trong hệ thống chính trị",
        choices=choices("category"),
        help="Mẫu bản kiểm điểm dùng cho đảng viên chưa ghi cột Đối tượng.",
        width=36,
    )
    list_order: str = field(
        "Thứ tự danh sách",
        "thu_tu",
        default="Theo tên",
        choices=choices("list_order"),
        help="Danh sách kèm quyết định xếp theo tên, hoặc theo chi bộ rồi theo tên.",
    )
    tone_order: str = field(
        "Thứ tự dấu khi xếp tên",
        "thu_tu_dau",
        default="Huyền, hỏi, ngã, sắc, nặng",
        choices=choices("tone_order"),
        help="Tên không dấu luôn đứng trước; sau đó theo thứ tự này.",
        width=30,
    )
    comment_parts: bool = field(
        "In phần nhận xét của chi uỷ",
        "in_nhan_xet",
        default=True,
        kind="mark",
        help="Có in phần chi uỷ, chi bộ và đảng uỷ nhận xét ở cuối bản kiểm điểm hay không.",
    )
    verdict_parts: bool = field(
        "In sẵn nhận xét, mức xếp loại của cấp trên",
        "in_san_xep_loai",
        default=False,
        kind="mark",
        help="Để trống thì bản kiểm điểm chừa dòng để chi uỷ, chi bộ, đảng uỷ viết tay sau khi "
        "đảng viên đã ký. Đánh dấu x thì in sẵn cột Nhận xét của chi uỷ, Chi bộ đề nghị xếp loại, "
        "Mức xếp loại của trang Kiểm điểm.",
    )
    writing_lines: int = field(
        "Số dòng kẻ để viết tay",
        "so_dong_ke",
        default=3,
        kind="int",
        example="3",
        help="Số dòng chấm in ở mỗi mục chưa có nội dung; mục “(nếu có)” ít hơn một dòng.",
    )
    vote_shares: bool = field(
        "In tỷ lệ phiếu",
        "in_ty_le_phieu",
        default=False,
        kind="mark",
        help="Bảng kết quả kiểm phiếu có in tỷ lệ phần trăm trên số phiếu hợp lệ dưới số phiếu "
        "từng mức hay không. Biên bản kiểm phiếu không có cột tỷ lệ.",
    )
    cap_base: str = field(
        "Tỷ lệ xuất sắc tính trên",
        "co_so_ty_le",
        default="Mức Hoàn thành tốt nhiệm vụ",
        choices=choices("cap_base"),
        help="Quy định ghi “tổng số được xếp loại Hoàn thành tốt nhiệm vụ”; nhiều nơi tính trên số "
        "từ tốt trở lên. Lệnh giayto xep-loai luôn cho xem cả hai.",
        width=30,
    )
    cap_rate: int | None = field(
        "Tỷ lệ xuất sắc tối đa (%)",
        "ty_le_xuat_sac",
        default=None,
        kind="int",
        example="20",
        most=100,
        help="Để trống thì lấy theo quy định của năm: 20; được cấp có thẩm quyền cho thì ghi 25.",
    )
    cap_rounding: str = field(
        "Làm tròn tỷ lệ xuất sắc",
        "lam_tron_ty_le",
        default="Bỏ phần lẻ",
        choices=choices("cap_rounding"),
        help="Trung ương chưa quy định cách làm tròn.",
    )
    cap_heads: bool = field(
        "Tính cả người đứng đầu vào tỷ lệ",
        "tinh_nguoi_dung_dau",
        default=True,
        kind="mark",
        help="Có tính người đứng đầu vào nhóm khi xét tỷ lệ xuất sắc hay không. Ghi “không” để bỏ.",
    )
    ballot_layout: str = field(
        "Mẫu phiếu xếp loại đảng viên",
        "mau_phieu",
        default="Bốn mức trên một phiếu",
        choices=choices("ballot_layout"),
        help="Trung ương không có mẫu phiếu. Hai vòng: vòng một ba mức, vòng hai bình chọn "
        "xuất sắc.",
        width=30,
    )
    certificate_text: str = field(
        "Lời ghi trên giấy khen",
        "loi_giay_khen",
        default="",
        kind="long",
        help="Để trống thì ghi thành tích theo đề nghị khen thưởng. Trung ương không có mẫu lời.",
        width=34,
    )
    spelling: str = field(
        "Cách viết uỷ",
        "cach_viet",
        default="uỷ",
        choices=choices("spelling"),
        help="Viết “uỷ” như văn bản của Trung ương, hoặc “ủy”. Tên người không bao giờ bị sửa.",
    )
    accented_files: bool = field(
        "Tên tệp có dấu",
        "ten_tep_co_dau",
        default=False,
        kind="mark",
        help="Tệp Word tạo ra có tên tiếng Việt có dấu hay không.",
    )

    @property
    def place_unit(self) -> str:
        """The unit's type as the rule sets call it: ``phuong``, ``xa``, ``dac_khu``."""
        return chosen("place_kind", self.place_kind) or "phuong"

    @property
    def by_standing_committee(self) -> bool:
        """Whether the standing committee decides, not the whole committee (Ban Thường vụ)."""
        return self.decision_authority == choice("decision_authority", "standing")

    @property
    def rounding_step(self) -> int:
        """The step that awards are rounded up to (làm tròn), in đồng; 1 for none."""
        return int(chosen("award_rounding", self.award_rounding) or 1)

    @property
    def lists_by_cell(self) -> bool:
        """Whether lists go by cell first, then by name (theo chi bộ)."""
        return self.list_order == choice("list_order", "cell")

    @property
    def tones_by_habit(self) -> bool:
        """Whether names are sorted by the order of tones that Excel and Access made a habit."""
        return self.tone_order == choice("tone_order", "habit")
