"""Templates and records for measuring (mẫu và dữ liệu đo): representative, invented."""

from __future__ import annotations

import io
import random
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

_HO = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô"]
_DEM = ["Văn", "Thị", "Minh", "Ngọc", "Quang", "Thu", "Đức", "Hải"]
_TEN = ["An", "Bình", "Cường", "Dũng", "Hạnh", "Hương", "Lan", "Nam", "Phúc", "Yến"]
_SENTENCE = (
    "Chấp hành nghiêm chủ trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước;"
    " tham gia sinh hoạt đầy đủ, giữ mối liên hệ với nhân dân nơi cư trú."
)
_PARTS = [
    "Về tư tưởng chính trị",
    "Về phẩm chất đạo đức, lối sống",
    "Về tổ chức kỷ luật",
    "Về thực hiện chức trách, nhiệm vụ được giao",
    "Về khắc phục hạn chế của năm trước",
]


def _new_document(slim: bool) -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    if slim:
        keep = {
            "Normal",
            "Header",
            "Footer",
            "Table Grid",
            "Normal Table",
            "Default Paragraph Font",
        }
        styles = document.styles.element
        for style in list(styles.findall(qn("w:style"))):
            name = style.find(qn("w:name"))
            if name is not None and name.get(qn("w:val")) not in keep:
                styles.remove(style)
        for rel_id, rel in list(document.part.rels.items()):
            if rel.reltype.endswith("stylesWithEffects"):
                del document.part.rels[rel_id]
        package = document.part.package
        for rel_id, rel in list(package.rels.items()):
            if rel.reltype.endswith("thumbnail"):
                del package.rels[rel_id]
    return document


def _paragraph(holder: Any, text: str, *, bold: bool = False, middle: bool = False) -> Any:
    paragraph = holder.add_paragraph()
    if middle:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(6)
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.name, run.font.size = "Times New Roman", Pt(14)
    return paragraph


def _page_number_header(document: Any) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind in ("begin", "PAGE", "separate", "2", "end"):
        run = paragraph.add_run()
        if kind == "PAGE":
            node = OxmlElement("w:instrText")
            node.text = kind
        elif kind == "2":
            node = OxmlElement("w:t")
            node.text = kind
        else:
            node = OxmlElement("w:fldChar")
            node.set(qn("w:fldCharType"), kind)
        run._r.append(node)


def form(slim: bool = True) -> bytes:
    """A self-review of two to three pages: head table, conditions, a table loop, signatures."""
    document = _new_document(slim)
    _page_number_header(document)
    head = document.add_table(rows=1, cols=2)
    left, right = head.rows[0].cells
    left.paragraphs[0].add_run("{{ don_vi.cap_tren }}")
    _paragraph(left, "{{ don_vi.ten }}", bold=True, middle=True)
    right.paragraphs[0].add_run("ĐẢNG CỘNG SẢN VIỆT NAM").bold = True
    _paragraph(right, "{{ noi_lap }}, {{ ngay_lap }}", middle=True)
    _paragraph(document, "BẢN KIỂM ĐIỂM", bold=True, middle=True)
    _paragraph(document, "Năm {{ nam }}", middle=True)
    for label, key in (
        ("Họ và tên", "ho_ten"),
        ("Sinh ngày", "ngay_sinh"),
        ("Số thẻ đảng", "so_the"),
        ("Ngày vào Đảng", "ngay_vao"),
        ("Ngày chính thức", "ngay_ct"),
        ("Quê quán", "que"),
        ("Nơi cư trú", "noi_o"),
        ("Chức vụ Đảng", "cv_dang"),
        ("Chức vụ chính quyền", "cv_cq"),
        ("Đơn vị công tác", "don_vi"),
        ("Điện thoại", "dien_thoai"),
        ("Trình độ", "trinh_do"),
    ):
        paragraph = _paragraph(document, f"{label}: ", bold=True)
        paragraph.add_run("{{ dv." + key + " }}")
    document.add_paragraph("{%p if dv.mien_sinh_hoat %}")
    _paragraph(document, "Được miễn công tác và sinh hoạt đảng từ {{ dv.mien_tu }}.")
    document.add_paragraph("{%p endif %}")
    for number, title in enumerate(_PARTS, 1):
        part = f"muc{number}"
        _paragraph(document, f"{number}. {title}", bold=True)
        for index in range(3):
            _paragraph(document, f"- {{{{ {part}.y{index} }}}}")
        _paragraph(
            document,
            f"Tự đánh giá: {{{{ {part}.muc }}}}"
            f"{{% if {part}.ghi_chu %}} ({{{{ {part}.ghi_chu }}}}){{% endif %}}.",
        )
    table = document.add_table(rows=4, cols=4)
    table.style = document.styles["Table Grid"]
    for cell, text in zip(table.rows[0].cells, ["TT", "Việc", "Thời hạn", "Kết quả"], strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    table.rows[1].cells[0].paragraphs[0].add_run("{%tr for v in viec %}")
    for cell, text in zip(
        table.rows[2].cells,
        ["{{ loop.index }}", "{{ v.ten }}", "{{ v.han }}", "{{ v.kq }}"],
        strict=True,
    ):
        cell.paragraphs[0].add_run(text)
    table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")
    _paragraph(document, "Tự xếp loại: {{ xep_loai }}", bold=True)
    for table_text in (
        ("CHI BỘ NHẬN XÉT", "{{ bi_thu }}"),
        ("ĐẢNG UỶ XÁC NHẬN", "{{ dv.ho_ten }}"),
    ):
        signatures = document.add_table(rows=1, cols=2)
        for cell, text in zip(signatures.rows[0].cells, table_text, strict=True):
            cell.paragraphs[0].add_run(text).bold = True
            _paragraph(cell, "", middle=True)
            _paragraph(cell, "{{ dia_danh }}", middle=True)
    return _bytes(document)


def long_list(slim: bool = True) -> bytes:
    """A list with a head row and one row per member."""
    document = _new_document(slim)
    _paragraph(document, "DANH SÁCH {{ ten }}", bold=True, middle=True)
    table = document.add_table(rows=4, cols=6)
    table.style = document.styles["Table Grid"]
    heads = ["TT", "Họ và tên", "Ngày sinh", "Số thẻ", "Chi bộ", "Xếp loại"]
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    table.rows[1].cells[0].paragraphs[0].add_run("{%tr for r in ds %}")
    keys = ["r.tt", "r.ho_ten", "r.ngay_sinh", "r.so_the", "r.chi_bo", "r.xep_loai"]
    for cell, key in zip(table.rows[2].cells, keys, strict=True):
        run = cell.paragraphs[0].add_run("{{ " + key + " }}")
        run.font.size = Pt(12)
    table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")
    return _bytes(document)


def word_made() -> bytes:
    """A form with the full styles of an office template (about 37 kB)."""
    return form(slim=False)


def _bytes(document: Any) -> bytes:
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def name(index: int) -> str:
    """One of 6,400 full names."""
    middles = f"{_DEM[index // 10 % 8]} {_DEM[(index // 10 + index // 800 + 1) % 8]}"
    return f"{_HO[index % 10]} {middles} {_TEN[index // 80 % 10]}"


def form_record(seed: int) -> dict[str, Any]:
    """One invented member's self-review."""
    chance = random.Random(seed)
    name = f"{chance.choice(_HO)} {chance.choice(_DEM)} {chance.choice(_TEN)}"
    date = f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/{chance.randint(1950, 2000)}"
    record: dict[str, Any] = {
        "don_vi": {"cap_tren": "ĐẢNG BỘ PHƯỜNG THỬ NGHIỆM", "ten": f"CHI BỘ SỐ {seed % 100 + 1}"},
        "noi_lap": "Phường Thử Nghiệm",
        "ngay_lap": "ngày 05 tháng 12 năm 2026",
        "dia_danh": "(ký, ghi rõ họ tên)",
        "nam": 2026,
        "bi_thu": "Đ/c Bí thư",
        "xep_loai": chance.choice(["Hoàn thành tốt nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ"]),
        "dv": {
            "ho_ten": name,
            "ngay_sinh": date,
            "so_the": f"{chance.randint(10**9, 10**10)}",
            "ngay_vao": date,
            "ngay_ct": date,
            "que": "Xã Mẫu, tỉnh Thử & Nghiệm",
            "noi_o": f"Số {seed % 300} phố <Mẫu>",
            "cv_dang": "Đảng viên",
            "cv_cq": "Chuyên viên",
            "don_vi": "Trường THCS Mẫu",
            "dien_thoai": "0900000000",
            "trinh_do": "Đại học",
            "mien_sinh_hoat": seed % 5 == 0,
            "mien_tu": date,
        },
        "viec": [
            {"ten": _SENTENCE[: chance.randint(30, 90)], "han": date, "kq": "Đạt"}
            for _ in range(5 + seed % 6)
        ],
    }
    for number in range(1, 6):
        record[f"muc{number}"] = {
            **{f"y{index}": f"{_SENTENCE} ({seed}.{number}.{index})" for index in range(3)},
            "muc": chance.choice(["Tốt", "Trung bình", "Xuất sắc"]),
            "ghi_chu": "đã góp ý" if chance.random() < 0.5 else "",
        }
    return record


def list_record(rows: int = 300) -> dict[str, Any]:
    """A list of invented members."""
    return {
        "ten": "ĐẢNG VIÊN & QUẦN CHÚNG",
        "ds": [
            {
                "tt": index + 1,
                "ho_ten": f"{_HO[index % 10]} {_DEM[index % 8]} {_TEN[index % 7]}",
                "ngay_sinh": f"{index % 28 + 1:02d}/0{index % 9 + 1}/19{50 + index % 49}",
                "so_the": f"{10**9 + index * 7919}",
                "chi_bo": f"Chi bộ số {index % 40}",
                "xep_loai": "Hoàn thành tốt nhiệm vụ",
            }
            for index in range(rows)
        ],
    }
