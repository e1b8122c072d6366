"""The models of the workbook (các đối tượng dữ liệu): one class per sheet.

Each class declares its columns once; see :mod:`giayto.data.fields`. The
words offered as choices stand in ``reference/choices.toml``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from .fields import Record, field
from .partial_date import PartialDate
from .reference import choices
from .source_map import SourceMap


class Settings(Record):
    """Settings of one workspace (thiết lập): sheet ``Thiết lập``, one item a row."""

    year: int = field(
        "Năm kiểm điểm",
        "nam",
        default=2026,
        kind="int",
        required=True,
        example="2026",
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
        help="Họ và tên người ký văn bản của đảng uỷ. Để trống thì lấy bí thư ở trang Tổ chức đảng.",
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
    comment_parts: bool = field(
        "In phần nhận xét của chi uỷ",
        "in_nhan_xet",
        default=True,
        kind="mark",
        help="Có in phần chi uỷ, chi bộ và đảng uỷ nhận xét ở cuối bản kiểm điểm hay không.",
    )
    writing_lines: int = field(
        "Số dòng kẻ để viết tay",
        "so_dong_ke",
        default=3,
        kind="int",
        example="3",
        help="Số dòng chấm in ở mỗi mục chưa có nội dung.",
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


class Organisation(Record):
    """A party organisation (tổ chức đảng): sheet ``Tổ chức đảng``."""

    code: str = field(
        "Mã",
        "ma",
        default="",
        kind="ident",
        required=True,
        example="CB01",
        width=9,
        synonyms=("Mã tổ chức", "Mã tổ chức đảng", "Mã chi bộ"),
        help="Mã ngắn, mỗi tổ chức một mã, ví dụ CB01. Trang khác gọi tổ chức bằng mã này hoặc tên.",
    )
    name: str = field(
        "Tên tổ chức đảng",
        "ten",
        default="",
        required=True,
        example="Chi bộ Tổ dân phố 1",
        width=34,
        synonyms=("Tên chi bộ", "Tổ chức đảng", "Tên"),
        help="Tên đầy đủ, viết như khi nói: Chi bộ Tổ dân phố 1.",
    )
    kind: str = field(
        "Loại",
        "loai",
        default="",
        required=True,
        example="Chi bộ trực thuộc",
        width=22,
        choices=choices("organisation_kind"),
        synonyms=("Loại tổ chức", "Loại hình"),
        help="Quyết định tiêu đề, ký hiệu và cách ký.",
    )
    parent: str = field(
        "Mã cấp trên",
        "ma_cap_tren",
        default="",
        kind="ident",
        example="DU",
        width=12,
        synonyms=("Cấp trên", "Trực thuộc"),
        help="Mã của đảng uỷ cấp trên trực tiếp. Đảng uỷ phường để trống.",
    )
    party_body: str = field(
        "Tên đảng bộ",
        "ten_dang_bo",
        default="",
        example="",
        width=26,
        help="Chỉ ghi cho đảng uỷ: tên đảng bộ in ở góc trái văn bản của chi bộ, ví dụ “Đảng bộ "
        "phường Hai Bà Trưng”. Để trống thì chương trình suy từ tên đảng uỷ.",
    )
    symbol: str = field(
        "Ký hiệu",
        "ky_hieu",
        default="",
        example="CB",
        width=9,
        help="Ký hiệu sau dấu gạch chéo của số văn bản. Để trống: ĐU cho đảng uỷ, CB cho chi bộ.",
    )
    place: str = field(
        "Địa danh",
        "dia_danh",
        default="",
        width=16,
        help="Để trống thì lấy địa danh ở trang Thiết lập.",
    )
    has_seal: bool = field(
        "Có con dấu",
        "con_dau",
        default=False,
        kind="mark",
        width=9,
        help="Chi bộ thường không có con dấu.",
    )
    has_committee: bool = field(
        "Có chi uỷ",
        "co_chi_uy",
        default=False,
        kind="mark",
        width=9,
        help="Chi bộ có chi uỷ hay không.",
    )
    secretary: str = field(
        "Bí thư",
        "bi_thu",
        default="",
        kind="name",
        width=24,
        example="Nguyễn Văn Mẫu",
        help="Để trống thì lấy người có chức vụ Đảng là bí thư ở trang Đảng viên.",
    )
    deputies: str = field(
        "Phó bí thư",
        "pho_bi_thu",
        default="",
        kind="name",
        width=24,
        help="Nhiều người thì cách nhau bằng dấu chấm phẩy.",
    )
    self_grade: str = field(
        "Tự xếp loại",
        "tu_xep_loai",
        default="",
        choices=choices("grade"),
        width=26,
        help="Mức tổ chức tự xếp loại.",
    )
    proposed_grade: str = field(
        "Đề nghị xếp loại",
        "de_nghi_xep_loai",
        default="",
        choices=choices("grade"),
        width=26,
        help="Mức sau khi thẩm định.",
    )
    grade: str = field(
        "Mức xếp loại",
        "muc_xep_loai",
        default="",
        choices=choices("grade"),
        width=26,
        help="Mức được công nhận. Để trống thì tổ chức chưa vào quyết định.",
    )
    exemplary: bool = field(
        "Tiêu biểu",
        "tieu_bieu",
        default=False,
        kind="mark",
        width=9,
        help="Được công nhận “Hoàn thành xuất sắc nhiệm vụ” tiêu biểu.",
    )
    note: str = field("Ghi chú", "ghi_chu", default="", width=24)


class Member(Record):
    """A party member (đảng viên): sheet ``Đảng viên``."""

    code: str = field(
        "Mã đảng viên",
        "ma",
        default="",
        kind="ident",
        example="DV0001",
        width=12,
        help="Mã riêng trong sổ này; để trống thì lấy số thẻ. Trang khác gọi đảng viên bằng mã này.",
    )
    cell: str = field(
        "Chi bộ",
        "chi_bo",
        default="",
        required=True,
        example="CB01",
        width=20,
        synonyms=(
            "Mã chi bộ",
            "Chi bộ đang sinh hoạt",
            "Tổ chức Đảng đang sinh hoạt",
            "Tên chi bộ",
            "Chi bộ nơi sinh hoạt",
        ),
        help="Mã hoặc tên chi bộ, như ở trang Tổ chức đảng.",
    )
    full_name: str = field(
        "Họ và tên",
        "ho_ten",
        default="",
        kind="name",
        required=True,
        example="Nguyễn Văn Mẫu",
        width=26,
        synonyms=(
            "Họ tên",
            "Họ và tên đảng viên",
            "Họ và tên khai sinh",
            "Tên đảng viên",
            "Họ, tên",
        ),
        help="Đủ họ, chữ đệm và tên, như trong lý lịch đảng viên.",
    )
    given_name: str = field(
        "Tên",
        "ten_goi",
        default="",
        kind="name",
        width=10,
        help="Chỉ ghi khi tên có hai tiếng, để xếp thứ tự cho đúng.",
    )
    sex: str = field(
        "Giới tính",
        "gioi_tinh",
        default="",
        choices=choices("sex"),
        width=9,
        example="Nam",
        synonyms=("Phái", "Nam/Nữ", "Đối tượng; Giới tính"),
    )
    birth: PartialDate | None = field(
        "Ngày sinh",
        "ngay_sinh",
        default=None,
        kind="date",
        width=12,
        example="19/05/1970",
        synonyms=(
            "Sinh ngày",
            "Ngày tháng năm sinh",
            "Ngày, tháng, năm sinh",
            "Năm sinh",
            "NS",
            "Ngày/tháng/năm sinh",
        ),
        help="Ngày/tháng/năm. Chỉ biết năm thì ghi năm.",
    )
    card: str = field(
        "Số thẻ đảng viên",
        "so_the",
        default="",
        kind="ident",
        digits=(8, 12),
        width=16,
        example="001075000000",
        synonyms=(
            "Số thẻ đảng",
            "Số thẻ ĐV",
            "Mã thẻ Đảng",
            "Thẻ Đảng viên",
            "Số thẻ đảng viên/Số lý lịch",
            "Số thẻ",
        ),
        help="12 số (thẻ mới) hoặc 8 số (thẻ cũ), giữ nguyên số 0 ở đầu.",
    )
    national_id: str = field(
        "Số căn cước",
        "so_can_cuoc",
        default="",
        kind="ident",
        digits=(9, 12),
        width=16,
        synonyms=("Số CCCD", "CCCD", "Số định danh cá nhân", "Số CMND cũ"),
    )
    joined: PartialDate | None = field(
        "Ngày vào Đảng",
        "ngay_vao_dang",
        default=None,
        kind="date",
        width=12,
        example="03/02/1995",
        synonyms=(
            "Ngày kết nạp",
            "Ngày vào Đảng dự bị",
            "Ngày vào đảng (dự bị)",
            "Dự bị",
            "Ngày vào Đảng Dự bị",
            "Kết nạp",
        ),
        help="Ngày kết nạp (vào Đảng dự bị).",
    )
    official: PartialDate | None = field(
        "Ngày chính thức",
        "ngay_chinh_thuc",
        default=None,
        kind="date",
        width=12,
        example="03/02/1996",
        synonyms=("Chính thức", "Ngày vào Đảng chính thức", "Ngày công nhận chính thức"),
        help="Để trống nếu còn là đảng viên dự bị.",
    )
    party_post: str = field(
        "Chức vụ Đảng",
        "chuc_vu_dang",
        default="",
        width=20,
        example="Chi uỷ viên",
        synonyms=(
            "Chức vụ đảng, chính quyền, đoàn thể",
            "Chức vụ hiện nay - Đảng",
            "Chức vụ trong Đảng",
        ),
        help="Bí thư, Phó Bí thư, Chi uỷ viên … Đảng viên thường để trống.",
    )
    state_post: str = field(
        "Chức vụ chính quyền",
        "chuc_vu_chinh_quyen",
        default="",
        width=22,
        synonyms=("Chức vụ", "Chức vụ chuyên môn"),
    )
    union_post: str = field("Chức vụ đoàn thể", "chuc_vu_doan_the", default="", width=20)
    workplace: str = field(
        "Đơn vị công tác",
        "don_vi",
        default="",
        width=24,
        example="Hưu trí",
        synonyms=(
            "Đơn vị",
            "Đơn vị/Bộ phận",
            "Nghề nghiệp hiện nay",
            "Nơi công tác",
            "Chính quyền, đơn vị công tác",
            "Nghề nghiệp",
        ),
    )
    category: str = field(
        "Đối tượng",
        "doi_tuong",
        default="",
        choices=choices("category"),
        width=36,
        synonyms=("Mẫu kiểm điểm", "Nhóm đối tượng"),
        help="Chọn mẫu bản kiểm điểm: 02A, 02B hay 02C.",
    )
    status: str = field(
        "Tình trạng",
        "tinh_trang",
        default="Đang sinh hoạt",
        choices=choices("status"),
        width=28,
        synonyms=("Trạng thái", "Trạng thái hoạt động", "Loại đảng viên"),
        help="Người được miễn sinh hoạt hoặc bị đình chỉ sinh hoạt không phải kiểm điểm.",
    )
    note: str = field("Ghi chú", "ghi_chu", default="", width=24)


class Review(Record):
    """Review texts, scores and grades of one member or collective (kiểm điểm)."""

    subject: str = field(
        "Mã đối tượng",
        "ma_doi_tuong",
        default="",
        kind="ident",
        required=True,
        width=14,
        example="DV0001",
        synonyms=("Mã đảng viên", "Mã"),
        help="Mã đảng viên hoặc mã tổ chức đảng.",
    )
    name: str = field(
        "Họ tên (để xem)",
        "ho_ten_xem",
        default="",
        kind="name",
        width=24,
        help="Ghi cho dễ nhìn; chương trình chỉ dùng mã.",
    )
    virtue: str = field(
        "Phẩm chất chính trị, đạo đức, lối sống",
        "pham_chat",
        default="",
        kind="long",
        width=36,
        help="Mục A.I.1.",
    )
    duty: str = field(
        "Thực hiện nhiệm vụ được giao",
        "nhiem_vu",
        default="",
        kind="long",
        width=36,
        help="Mục A.I.2. Mẫu 02C: quyền và nghĩa vụ đảng viên.",
    )
    leadership: str = field(
        "Công tác lãnh đạo, chỉ đạo (02A)",
        "lanh_dao",
        default="",
        kind="long",
        width=30,
        help="Mục A.I.3 của mẫu 02A.",
    )
    responsibility: str = field(
        "Trách nhiệm, đổi mới (02A)",
        "trach_nhiem",
        default="",
        kind="long",
        width=30,
        help="Mục A.I.4 của mẫu 02A.",
    )
    example_setting: str = field(
        "Nêu gương (02A)",
        "neu_guong",
        default="",
        kind="long",
        width=30,
        help="Mục A.I.5 của mẫu 02A.",
    )
    commitment: str = field(
        "Thực hiện cam kết tu dưỡng",
        "cam_ket",
        default="",
        kind="long",
        width=30,
        help="Mục cuối của A.I.",
    )
    shortcomings: str = field(
        "Hạn chế, khuyết điểm",
        "han_che",
        default="",
        kind="long",
        width=30,
        help="Mục A.II.1.",
    )
    causes: str = field(
        "Nguyên nhân",
        "nguyen_nhan",
        default="",
        kind="long",
        width=30,
        help="Mục A.II.2.",
    )
    remedied: str = field(
        "Kết quả khắc phục kỳ trước",
        "khac_phuc",
        default="",
        kind="long",
        width=30,
        help="Mục A.III.",
    )
    explanation: str = field(
        "Giải trình vấn đề được gợi ý",
        "giai_trinh",
        default="",
        kind="long",
        width=30,
        help="Mục A.IV.",
    )
    collective_duty: str = field(
        "Trách nhiệm với hạn chế của tập thể",
        "trach_nhiem_tap_the",
        default="",
        kind="long",
        width=30,
        help="Mục A.V.",
    )
    plan: str = field(
        "Phương hướng, biện pháp khắc phục",
        "phuong_huong",
        default="",
        kind="long",
        width=30,
        help="Mục A.VI.",
    )
    general_score: Decimal | None = field(
        "Điểm tiêu chí chung",
        "diem_chung",
        default=None,
        kind="decimal",
        width=10,
        help="Tối đa 30.",
    )
    task_score: Decimal | None = field(
        "Điểm kết quả nhiệm vụ",
        "diem_nhiem_vu",
        default=None,
        kind="decimal",
        width=10,
        help="Tối đa 70.",
    )
    self_grade: str = field(
        "Tự xếp loại",
        "tu_xep_loai",
        default="",
        choices=choices("grade"),
        width=26,
    )
    committee_comment: str = field(
        "Nhận xét của chi uỷ",
        "nhan_xet",
        default="",
        kind="long",
        width=30,
    )
    proposed_grade: str = field(
        "Chi bộ đề nghị xếp loại",
        "de_nghi_xep_loai",
        default="",
        choices=choices("grade"),
        width=26,
    )
    grade: str = field(
        "Mức xếp loại",
        "muc_xep_loai",
        default="",
        choices=choices("grade"),
        width=26,
        help="Mức được cấp có thẩm quyền công nhận; để trống thì chưa vào quyết định.",
    )
    note: str = field("Ghi chú", "ghi_chu", default="", width=24)


class Meeting(Record):
    """A meeting of a party cell (cuộc họp)."""

    code: str = field(
        "Mã cuộc họp",
        "ma",
        default="",
        kind="ident",
        required=True,
        example="H01",
        width=12,
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
    unit: str = field(
        "Chi bộ",
        "chi_bo",
        default="",
        required=True,
        width=18,
        example="CB01",
        synonyms=("Mã chi bộ", "Đơn vị"),
        help="Mã hoặc tên chi bộ họp.",
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
    presenter: str = field(
        "Người trình bày báo cáo",
        "nguoi_trinh_bay",
        default="",
        kind="name",
        width=24,
        help="Người trình bày báo cáo kiểm điểm của tập thể.",
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
    votes_for: int | None = field(
        "Số đồng ý",
        "dong_y",
        default=None,
        kind="int",
        width=9,
        help="Số đảng viên chính thức đồng ý thông qua.",
    )
    votes_against: int | None = field(
        "Số không đồng ý",
        "khong_dong_y",
        default=None,
        kind="int",
        width=9,
    )
    other_opinion: int | None = field(
        "Ý kiến khác",
        "y_kien_khac",
        default=None,
        kind="int",
        width=9,
    )


class Attendance(Record):
    """Who was absent, and who spoke on what (dự họp)."""

    meeting: str = field(
        "Mã cuộc họp",
        "ma_cuoc_hop",
        default="",
        kind="ident",
        required=True,
        width=12,
        example="H01",
    )
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


class Ballot(Record):
    """The count of ballots for one member or organisation (kiểm phiếu)."""

    meeting: str = field(
        "Mã cuộc họp",
        "ma_cuoc_hop",
        default="",
        kind="ident",
        required=True,
        width=12,
        example="H01",
    )
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
    issued: int | None = field("Phát ra", "phat_ra", default=None, kind="int", width=9)
    returned: int | None = field("Thu về", "thu_ve", default=None, kind="int", width=9)
    valid: int | None = field("Hợp lệ", "hop_le", default=None, kind="int", width=9)
    invalid: int | None = field("Không hợp lệ", "khong_hop_le", default=None, kind="int", width=9)
    excellent: int | None = field("Xuất sắc", "xuat_sac", default=None, kind="int", width=9)
    good: int | None = field("Tốt", "tot", default=None, kind="int", width=9)
    done: int | None = field("Hoàn thành", "hoan_thanh", default=None, kind="int", width=9)
    failed: int | None = field(
        "Không hoàn thành", "khong_hoan_thanh", default=None, kind="int", width=9
    )


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
    )
    period: str = field(
        "Thành tích",
        "thanh_tich",
        default="Trong năm",
        choices=choices("award_period"),
        width=14,
        help="Hoàn thành xuất sắc nhiệm vụ trong năm, hay 5 năm liền.",
    )
    history: str = field(
        "Kết quả xếp loại các năm trước",
        "ket_qua_truoc",
        default="",
        kind="long",
        width=34,
        help="Ví dụ: 2022: HTTNV; 2023: HTXSNV; 2024: HTXSNV; 2025: HTTNV.",
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
        help="Để trống thì chương trình lấy theo bảng quy định.",
    )
    amount: int | None = field(
        "Tiền thưởng",
        "tien_thuong",
        default=None,
        kind="money",
        width=14,
        help="Đồng. Để trống thì tính theo số lần mức lương cơ sở.",
    )
    note: str = field("Ghi chú", "ghi_chu", default="", width=24)


class LegalBasis(Record):
    """A legal basis that papers cite (căn cứ)."""

    papers: str = field(
        "Dùng cho",
        "dung_cho",
        default="Tất cả",
        choices=choices("paper_group"),
        width=22,
        help="Loại giấy tờ trích dẫn căn cứ này.",
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
        help="Khi căn cứ không có số, ví dụ “Căn cứ Điều lệ Đảng” hoặc “Xét đề nghị của …”.",
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
        choices=choices("paper_group"),
        width=22,
    )
    text: str = field(
        "Nơi nhận",
        "noi_nhan",
        default="",
        required=True,
        width=50,
        example="Ban Thường vụ Thành uỷ (để báo cáo)",
        help="Không ghi gạch đầu dòng và dấu câu; chương trình tự thêm.",
    )
    archive: bool = field(
        "Là dòng Lưu",
        "la_dong_luu",
        default=False,
        kind="mark",
        width=12,
        help="Đánh dấu x cho dòng “Lưu …”, luôn đứng cuối.",
    )


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
    organisations: list[Organisation] = []
    members: list[Member] = []
    reviews: list[Review] = []
    meetings: list[Meeting] = []
    attendance: list[Attendance] = []
    ballots: list[Ballot] = []
    awards: list[Award] = []
    legal_bases: list[LegalBasis] = []
    recipients: list[Recipient] = []
