"""Reviews: texts, scores and grades (kiểm điểm)."""

from __future__ import annotations

from decimal import Decimal

from ..reference import choices, table
from . import columns
from .fields import Record, field

_FRAME = table("grading-2025", "grading")["scores"]
"""The frame of the one regime that has scores."""


class Review(Record):
    """Review texts, scores and grades of one member or collective (kiểm điểm)."""

    subject: str = columns.subject()
    name: str = columns.shown_name(
        help="Cho dễ nhìn; chương trình chỉ dùng mã. Lệnh giayto dien đặt công thức vào đây."
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
        most=_FRAME["general_most"],
        help="Tối đa 30.",
    )
    task_score: Decimal | None = field(
        "Điểm kết quả nhiệm vụ",
        "diem_nhiem_vu",
        default=None,
        kind="decimal",
        width=10,
        most=_FRAME["task_most"],
        help="Tối đa 70.",
    )
    self_grade: str = columns.grade("Tự xếp loại", "tu_xep_loai")
    committee_comment: str = field(
        "Nhận xét của chi uỷ",
        "nhan_xet",
        default="",
        kind="long",
        width=30,
    )
    proposed_grade: str = columns.grade("Chi bộ đề nghị xếp loại", "de_nghi_xep_loai")
    grade: str = columns.grade(
        "Mức xếp loại",
        "muc_xep_loai",
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
    suggested: str = field(
        "Nội dung gợi ý kiểm điểm",
        "goi_y",
        default="",
        kind="long",
        width=30,
        help="Vấn đề cấp trên gợi ý kiểm điểm (nếu có); in ở văn bản gợi ý.",
    )
    tasks: int | None = columns.count(
        "Số nhiệm vụ được giao", "so_nhiem_vu", help="Để trống thì đếm ở trang Nhiệm vụ.", width=10
    )
    tasks_done: int | None = columns.count("Số nhiệm vụ hoàn thành", "so_hoan_thanh", width=10)
    tasks_late: int | None = columns.count(
        "Số nhiệm vụ chậm", "so_cham", help="Hoàn thành nhưng chậm tiến độ.", width=10
    )
    tasks_exceeded: int | None = columns.count("Số nhiệm vụ vượt mức", "so_vuot", width=10)
    defects_fixed: str = field(
        "Khắc phục hạn chế kỳ trước",
        "muc_khac_phuc",
        default="",
        choices=choices("defects_fixed"),
        width=20,
        help="Điều kiện của mức Hoàn thành xuất sắc nhiệm vụ.",
    )
    discipline: str = field(
        "Kỷ luật trong năm",
        "ky_luat",
        default="",
        choices=choices("discipline"),
        width=14,
        help="Hình thức kỷ luật cao nhất trong năm; không có thì để trống.",
    )
    discipline_by_duty: bool = field(
        "Kỷ luật liên quan nhiệm vụ",
        "ky_luat_nhiem_vu",
        default=False,
        kind="mark",
        width=12,
        help="Đánh dấu x khi bị kỷ luật vì việc liên quan chức trách, nhiệm vụ được giao.",
    )
    failing: str = field(
        "Trường hợp không hoàn thành",
        "truong_hop_khong_hoan_thanh",
        default="",
        kind="long",
        width=28,
        help="Ghi khi thuộc một trường hợp mà quy định xếp Không hoàn thành nhiệm vụ: mất đoàn "
        "kết, suy thoái …",
    )
    failing_excused: str = field(
        "Lý do được xem xét khác",
        "ly_do_xem_xet",
        default="",
        kind="long",
        width=28,
        help="Bất khả kháng, hoặc tự phát hiện và khắc phục xong hậu quả: ghi lý do thì chương "
        "trình không nhắc nữa.",
    )
    quarter_1: str = columns.grade(
        "Xếp loại quý I",
        "quy_1",
        help="Kết quả hằng quý của cán bộ; quý IV tính vào cả năm.",
        width=20,
    )
    quarter_2: str = columns.grade("Xếp loại quý II", "quy_2", width=20)
    quarter_3: str = columns.grade("Xếp loại quý III", "quy_3", width=20)
    residence: str = field(
        "Nhận xét của cấp uỷ nơi cư trú",
        "nhan_xet_cu_tru",
        default="",
        kind="long",
        width=30,
        help="Người đang công tác: ý kiến của chi uỷ nơi cư trú, đã nhận thì ghi.",
    )
    temporary: str = field(
        "Nhận xét của chi bộ sinh hoạt tạm thời",
        "nhan_xet_tam_thoi",
        default="",
        kind="long",
        width=30,
    )
    computed_grade: str = columns.computed_grade()
    computed_reason: str = columns.computed_reason()
    note: str = columns.note()
