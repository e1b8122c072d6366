"""The first sheet of the workbook (trang ``Hướng dẫn``): how to fill it in, in plain words."""

from __future__ import annotations

from openpyxl.styles import Alignment
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ..models import SHEETS
from .sheet_names import GUIDE_SHEET
from .style import Style, row_height, set_up_page, text_lines

_TITLE = "Sổ dữ liệu giấy tờ Đảng"
_WIDTH = 88
_SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Làm theo thứ tự",
        (
            "1. Trang Thiết lập: điền cột Giá trị, trước hết là các mục có dấu *.",
            "2. Trang Tổ chức đảng: một dòng cho đảng uỷ, mỗi chi bộ một dòng.",
            "3. Trang Đảng viên: mỗi người một dòng. Đã có danh sách thì dùng lệnh "
            "giayto nhap <tệp danh sách>, không phải gõ lại.",
            "4. Các trang còn lại điền khi cần loại giấy tờ tương ứng; chưa dùng thì để trống. "
            "Lệnh giayto dien ghi sẵn mã và họ tên vào Kiểm điểm, Dự họp, Kiểm phiếu; ghi mã ở "
            "các trang thẻ xám thì lệnh ấy điền họ tên bên cạnh.",
            "5. Lưu sổ, đóng Excel, rồi chạy lệnh giayto kiem-tra để soát lỗi, "
            "giayto tao để làm giấy tờ.",
        ),
    ),
    (
        "Cách ghi",
        (
            "Cột có dấu * và nền đỏ là cột bắt buộc. Đưa chuột lên tiêu đề để xem giải thích.",
            "Ngày ghi ngày/tháng/năm: 19/05/1970. Chỉ biết tháng và năm thì ghi 05/1970; "
            "chỉ biết năm thì ghi 1970. Không tự thêm 01/01.",
            "Số thẻ đảng viên, số căn cước: giữ nguyên số 0 ở đầu (ô đã đặt sẵn kiểu chữ).",
            "Ô có mũi tên thì chọn trong danh sách; viết tắt quen dùng như HTXSNV, HTTNV "
            "cũng được hiểu.",
            "Ô có/không: ghi x là có, để trống là không.",
            "Xuống dòng trong một ô: Alt + Enter. Mỗi dòng thành một đoạn văn.",
            "Được thêm cột riêng, đổi thứ tự cột, lọc và sắp xếp. Đừng đổi tên trang và tiêu đề.",
            "Người đã chuyển đi, từ trần, được miễn … thì chọn ở cột Tình trạng; gạch ngang, "
            "tô màu, ẩn dòng, ghi chú vào ô thì chương trình chỉ nhắc, không hiểu.",
            "Cột Họ tên (để xem) ở các trang sau là công thức; chương trình chỉ đọc cột mã.",
        ),
    ),
    (
        "Dòng ví dụ",
        (
            "Dòng chữ xám nghiêng, ô đầu có chữ “(ví dụ)”, chỉ để làm mẫu. Chương trình luôn "
            "bỏ qua dòng này. Có thể xoá, hoặc giữ lại và ghi dữ liệu từ dòng dưới; đừng gõ "
            "đè lên. Lệnh giayto nhap, giayto dien tự bỏ dòng này khi có dữ liệu thật.",
        ),
    ),
)


def write_guide(worksheet: Worksheet, style: Style) -> None:
    """Write the guide onto an empty sheet."""
    worksheet.title = GUIDE_SHEET
    worksheet.column_dimensions["A"].width = 24
    worksheet.column_dimensions["B"].width = _WIDTH
    worksheet.sheet_view.showGridLines = False
    worksheet.cell(1, 1, _TITLE).font = style.title
    row = 2
    for heading, lines in _SECTIONS:
        row += 1
        worksheet.cell(row, 1, heading).font = style.heading
        for line in lines:
            row += 1
            _line(worksheet, row, line, style)
        row += 1
    row += 1
    worksheet.cell(row, 1, "Các trang").font = style.heading
    reached = False
    for sheet in SHEETS:
        if sheet.at_need and not reached:
            reached = True
            row += 2
            worksheet.cell(row, 1, "Các trang dùng khi cần (thẻ xám)").font = style.heading
        row += 1
        name = worksheet.cell(row, 1, sheet.name)
        # A location in this workbook; a target would be a link to another file.
        name.hyperlink = Hyperlink(ref=name.coordinate, location=f"'{sheet.name}'!A1")
        name.font = style.bold
        about = worksheet.cell(row, 2, sheet.about)
        about.font = style.font
        name.border = about.border = style.border
    set_up_page(worksheet, total_width=_WIDTH + 24)
    worksheet.print_title_rows = None
    worksheet.print_options.gridLines = False
    worksheet.page_setup.orientation = "portrait"
    worksheet.page_setup.fitToHeight = 1


def _line(worksheet: Worksheet, row: int, text: str, style: Style) -> None:
    worksheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    cell = worksheet.cell(row, 1, text)
    cell.font = style.font
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    worksheet.row_dimensions[row].height = row_height(text_lines(text, _WIDTH + 24))
