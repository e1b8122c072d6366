"""Party organisations and their members (tổ chức đảng, đảng viên)."""

from __future__ import annotations

from ..reference import choices
from . import columns
from .fields import Record, field
from .partial_date import PartialDate


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
        help="Mã ngắn, mỗi tổ chức một mã, ví dụ CB01. Trang khác gọi bằng mã hoặc tên.",
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
        help="Chi bộ thường không có con dấu. Có thì chỗ ký được chừa rộng hơn để đóng dấu.",
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
    signer: str = field(
        "Người ký",
        "nguoi_ky",
        default="",
        kind="name",
        width=24,
        help="Người ký văn bản của tổ chức này khi không phải bí thư. Để trống thì bí thư ký; "
        "không có bí thư thì phó bí thư ký. Mục Người ký ở trang Thiết lập đứng trước.",
    )
    signer_position: str = field(
        "Chức vụ người ký",
        "chuc_vu_nguoi_ky",
        default="",
        choices=choices("signer_position"),
        width=16,
        help="Ký với chức vụ gì: Bí thư hay Phó Bí thư. Để trống thì chương trình tự xét; ghi Phó "
        "Bí thư mà không ghi tên thì phó bí thư thứ nhất ký.",
    )
    self_grade: str = columns.grade("Tự xếp loại", "tu_xep_loai", help="Mức tổ chức tự xếp loại.")
    proposed_grade: str = columns.grade(
        "Đề nghị xếp loại", "de_nghi_xep_loai", help="Mức sau khi thẩm định."
    )
    grade: str = columns.grade(
        "Mức xếp loại",
        "muc_xep_loai",
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
    history: str = field(
        "Kết quả các năm trước",
        "ket_qua_nam_truoc",
        default="",
        example="",
        width=30,
        help="Ví dụ: 2024: HTTNV; 2025: HTXSNV. Lệnh chuyển sang năm sau tự ghi thêm.",
    )
    computed_grade: str = columns.computed_grade()
    computed_reason: str = columns.computed_reason()
    note: str = columns.note()


class Member(Record):
    """A party member (đảng viên): sheet ``Đảng viên``."""

    code: str = field(
        "Mã đảng viên",
        "ma",
        default="",
        kind="ident",
        example="DV0001",
        width=12,
        help="Mã riêng trong sổ này; để trống thì lấy số thẻ. Trang khác gọi bằng mã này.",
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
        help="Để trống nếu còn là đảng viên dự bị; chỉ biết năm thì ghi năm.",
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
    standing: str = field(
        "Tư cách",
        "tu_cach",
        default="",
        choices=choices("standing"),
        width=12,
        synonyms=("Tư cách đảng viên", "Chính thức/Dự bị"),
        help="Chính thức hoặc Dự bị; chỉ ghi khi chưa rõ ngày chính thức.",
    )
    history: str = field(
        "Kết quả các năm trước",
        "ket_qua_nam_truoc",
        default="",
        width=30,
        help="Ví dụ: 2024: HTTNV; 2025: HTXSNV. Lệnh chuyển sang năm sau tự ghi thêm.",
    )
    note: str = columns.note()
