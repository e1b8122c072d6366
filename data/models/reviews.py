"""Reviews: texts, scores and grades (kiểm điểm)."""

from __future__ import annotations

from decimal import Decimal

from ..reference import choices, table
from .fields import Record, field


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
        width=24,
        shown=True,
        help="Cho dễ nhìn; chương trình chỉ dùng mã. Lệnh giayto dien đặt công thức vào đây.",
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
        most=table("grading")["scores"]["general_most"],
        help="Tối đa 30.",
    )
    task_score: Decimal | None = field(
        "Điểm kết quả nhiệm vụ",
        "diem_nhiem_vu",
        default=None,
        kind="decimal",
        width=10,
        most=table("grading")["scores"]["task_most"],
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
    staff_grade: str = field(
        "Tự xếp loại công chức, viên chức (2023)",
        "tu_xep_loai_cong_chuc",
        default="",
        choices=choices("grade"),
        width=26,
        example="Hoàn thành tốt nhiệm vụ",
        help="Mẫu năm 2023, mục VII.1. Để trống thì in bốn ô vuông trống.",
    )
    virtue_rating: str = field(
        "Cấp độ thực hiện: phẩm chất (2023)",
        "cap_do_pham_chat",
        default="",
        choices=choices("rating"),
        width=14,
        example="Tốt",
        help="Mẫu năm 2023: ô vuông “Tự đánh giá về cấp độ thực hiện” ở mục I.1.",
    )
    duty_rating: str = field(
        "Cấp độ thực hiện: nhiệm vụ (2023)",
        "cap_do_nhiem_vu",
        default="",
        choices=choices("rating"),
        width=14,
        example="Tốt",
        help="Mẫu năm 2023: ô vuông “Tự đánh giá về cấp độ thực hiện” ở mục I.2.",
    )
    leadership_rating: str = field(
        "Cấp độ thực hiện: lãnh đạo, chỉ đạo (2023)",
        "cap_do_lanh_dao",
        default="",
        choices=choices("rating"),
        width=14,
        example="Tốt",
        help="Mẫu năm 2023: ô vuông “Tự đánh giá về cấp độ thực hiện” ở mục I.3 của mẫu 02B.",
    )
    responsibility_rating: str = field(
        "Cấp độ thực hiện: trách nhiệm (2023)",
        "cap_do_trach_nhiem",
        default="",
        choices=choices("rating"),
        width=14,
        example="Tốt",
        help="Mẫu năm 2023: ô vuông “Tự đánh giá về cấp độ thực hiện” ở mục I.4 của mẫu 02B.",
    )
    example_rating: str = field(
        "Cấp độ thực hiện: nêu gương (2023)",
        "cap_do_neu_guong",
        default="",
        choices=choices("rating"),
        width=14,
        example="Tốt",
        help="Mẫu năm 2023: ô vuông “Tự đánh giá về cấp độ thực hiện” ở mục I.5 của mẫu 02B.",
    )
    remedied_rating: str = field(
        "Cấp độ thực hiện: khắc phục (2023)",
        "cap_do_khac_phuc",
        default="",
        choices=choices("rating"),
        width=14,
        example="Tốt",
        help="Mẫu năm 2023: ô vuông “Tự đánh giá về cấp độ thực hiện” ở mục III.",
    )
    note: str = field("Ghi chú", "ghi_chu", default="", width=24)
