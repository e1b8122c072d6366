"""`giayto kiem-tra` as a clerk reads it: a page, copies to work with, the folder meant."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from giayto import cli, i18n
from giayto.data.models import Dataset
from giayto.data.models.partial_date import PartialDate
from giayto.data.workbook.write import create_workbook
from tests.wards import member, small_dataset

DATES = ("Ngày sinh", "Ngày vào Đảng", "Ngày chính thức")


class Clerk:
    """Somebody who types commands (người gõ lệnh); ``out`` is what the last one said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = self.err = ""

    def types(self, *words: object) -> int:
        code = cli.main([str(word) for word in words])
        self.out, self.err = self._capsys.readouterr()
        return code


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Iterator[Clerk]:
    yield Clerk(capsys)
    i18n.use("vi")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace called ``cb25`` in the folder one stands in."""
    monkeypatch.chdir(tmp_path)
    create_workbook(Path("cb25") / "du-lieu.xlsx", small_dataset(), example=False)
    return Path("cb25")


def change(place: Path, edit: Callable[[Workbook], Any]) -> None:
    book = load_workbook(place / "du-lieu.xlsx")
    edit(book)
    book.save(place / "du-lieu.xlsx")


def column(sheet: Any, header: str) -> str:
    return str(next(c for c in sheet[1] if str(c.value).rstrip(" *") == header).column_letter)


def month_first(book: Workbook) -> None:
    """Every full date of the members with the month in front."""
    sheet: Any = book["Đảng viên"]
    for letter in (column(sheet, header) for header in DATES):
        for cell in sheet[letter][1:]:
            if str(cell.value).count("/") == 2:
                day, month, year = cell.value.split("/")
                cell.value = f"{month}/{day}/{year}"


def crowd() -> Dataset:
    """A cell of 3,000 members with dates all through the year."""
    dataset = small_dataset()

    def day(number: int, year: int) -> PartialDate:
        return PartialDate.of(dt.date(year, 1, 1) + dt.timedelta(days=number * 37 % 365))

    dataset.members += [
        member(
            f"DV{n:04d}",
            f"Nguyễn Văn {['An', 'Bình', 'Cường'][n % 3]} Thứ",
            birth=day(n, 1950 + n % 30),
            joined=day(n, 1985 + n % 30),
            official=day(n, 1986 + n % 30),
        )
        for n in range(100, 3100)
    ]
    return dataset


def test_three_thousand_people_with_month_first_dates_are_one_page(
    place: Path, clerk: Clerk
) -> None:
    create_workbook(place / "du-lieu.xlsx", crowd(), example=False)
    change(place, month_first)
    assert clerk.types("kiem-tra", place) == 3
    assert len(clerk.out.splitlines()) <= 60
    assert clerk.out.count("KT-231") == 3 and "KT-203" not in clerk.out
    assert "cột Ngày sinh, F2:F3, F5:F3007 (3005 ô)" in clerk.out
    assert "Còn 3 điều phải sửa, ở 9015 ô." in clerk.out
    assert clerk.types("kiem-tra", place, "--json") == 3
    cells = [f for f in json.loads(clerk.out)["findings"] if f["code"] == "KT-231"]
    assert len(cells) == 9015, "a machine gets every cell"
    clerk.types("kiem-tra", place, "--ra", "loi.xlsx")
    listed = [row[3] for row in load_workbook("loi.xlsx")["Lỗi"].iter_rows(6, values_only=True)]
    assert "F2:F3, F5:F3007 (3005 ô)" in listed and len(listed) < 40


def test_month_first_dates_are_told_once_repaired_in_a_copy_and_then_right(
    place: Path, clerk: Clerk
) -> None:
    change(place, month_first)
    assert clerk.types("kiem-tra", place) == 3
    assert "Chương trình sửa giúp được 5 ô, vào một bản sao: giayto kiem-tra --sua" in clerk.out
    before = (place / "du-lieu.xlsx").read_bytes()
    assert clerk.types("kiem-tra", "--sua", "-C", place) == 0
    assert "Đổi chỗ ngày và tháng của cả cột" in clerk.out
    assert ": 05/19/1970 → 19/05/1970" in clerk.out
    assert "Bản ấy không còn lỗi." in clerk.out
    assert "cần người quyết định:" in clerk.out, "two readings, and nothing to choose between them"
    assert "Trang này có cột ngày ghi tháng trước; ở cột “Ngày vào Đảng”" in clerk.out
    assert (place / "du-lieu.xlsx").read_bytes() == before
    repaired = place / "du-lieu-da-sua.xlsx"
    assert str(repaired) in clerk.out
    (place / "du-lieu.xlsx").write_bytes(repaired.read_bytes())
    assert clerk.types("kiem-tra", place) == 0
    assert "Không có lỗi." in clerk.out


def test_every_repair_can_be_listed(place: Path, clerk: Clerk) -> None:
    change(place, month_first)
    clerk.types("kiem-tra", place, "--sua", "--json", "--ra", "sua.xlsx")
    told = json.loads(clerk.out)
    assert told["repaired"] == "sua.xlsx" and Path("sua.xlsx").is_file()
    assert len(told["repairs"]) == 5
    assert {"sheet", "cell", "before", "after", "kind"} <= set(told["repairs"][0])
    clerk.types("kiem-tra", place, "--sua", "--chi-tiet")
    assert clerk.out.count(" → ") == 5


def test_nothing_to_repair_writes_nothing(place: Path, clerk: Clerk) -> None:
    assert clerk.types("kiem-tra", place, "--sua") == 0
    assert "Không có chỗ nào sửa giúp được" in clerk.out
    assert sorted(p.name for p in place.iterdir()) == ["du-lieu.xlsx"]


def test_the_marked_copy_is_written_where_asked(place: Path, clerk: Clerk) -> None:
    change(place, month_first)
    assert clerk.types("kiem-tra", place, "--ra", "loi.xlsx") == 3
    assert "Bản sao có đánh dấu, trang đầu liệt kê tất cả: loi.xlsx" in clerk.out
    assert load_workbook("loi.xlsx").sheetnames[0] == "Lỗi"
    assert clerk.types("kiem-tra", place, "--ra", "loi.xlsx") == 2
    assert "Chọn tên khác, hoặc thêm --ghi-de." in clerk.err
    assert clerk.types("kiem-tra", place, "--ra", "loi.xlsx", "--ghi-de") == 3
    assert clerk.types("kiem-tra", place, "--ra", "loi.docx") == 2
    assert ".xlsx" in clerk.err


def test_wrong_units_are_grouped_by_what_can_be_done(place: Path, clerk: Clerk) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Đảng viên"]
        letter = column(sheet, "Chi bộ")
        for row, typed in enumerate(("CB1", "CB 01", "Chi bộ TDP 9", "Chi bộ TDP 8"), start=2):
            sheet[f"{letter}{row}"] = typed

    change(place, edit)
    clerk.types("kiem-tra", place)
    assert clerk.out.count("KT-311") == 1, "what differs in signs and zeros is understood"
    assert "Chi bộ TDP 9 (B4); Chi bộ TDP 8 (B5)" in clerk.out
    clerk.types("kiem-tra", place, "--sua")
    assert "CB1 → CB01" in clerk.out and "CB 01 → CB01" in clerk.out
    assert "TDP" not in clerk.out


def test_formulas_never_computed_are_told_once_without_entities(place: Path, clerk: Clerk) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Đảng viên"]
        letter = column(sheet, "Họ và tên")
        for row in range(2, 8):
            sheet[f"{letter}{row}"] = f'="Nguyễn "&A{row}&" <a>"'

    change(place, edit)
    clerk.types("kiem-tra", place)
    assert clerk.out.count("KT-214") == 1
    assert '="Nguyễn "&A2&" <a>"' in clerk.out
    assert "&amp;" not in clerk.out and "&lt;" not in clerk.out


def test_more_than_a_page_is_counted_and_can_be_seen(place: Path, clerk: Clerk) -> None:
    def edit(book: Workbook) -> None:
        for name in ("Đảng viên", "Kiểm điểm", "Cuộc họp"):
            sheet: Any = book[name]
            for cell in sheet[2]:
                cell.value = "#"

    change(place, edit)
    clerk.types("kiem-tra", place)
    assert len(clerk.out.splitlines()) <= 80
    assert "điều nữa (KT-" in clerk.out and "thêm --chi-tiet để xem hết." in clerk.out
    shown = clerk.out.count("Lỗi KT-")
    clerk.types("kiem-tra", place, "--chi-tiet")
    assert clerk.out.count("Lỗi KT-") > shown == 10


def test_making_papers_tells_causes_not_cells(place: Path, clerk: Clerk) -> None:
    change(place, month_first)
    assert clerk.types("tao", place) == 3
    assert clerk.err.count("KT-231") == 1
    assert "Sổ dữ liệu còn 5 lỗi" in clerk.err


def test_papers_made_despite_errors_end_with_the_errors(place: Path, clerk: Clerk) -> None:
    change(place, lambda book: _set(book["Thiết lập"], "Năm kiểm điểm", "hai nghìn"))
    assert clerk.types("tao", place, "--van-tao") == 0
    told = " ".join(clerk.out.split())
    assert "Sổ dữ liệu còn 1 lỗi, giấy tờ vẫn lập:" in told
    assert "hai nghìn" in told[told.index("giấy tờ vẫn lập") :]


def test_what_is_to_be_looked_at_is_counted_as_the_check_counts_it(
    place: Path, clerk: Clerk
) -> None:
    assert clerk.types("tao", place, "--cap-so") == 0
    change(place, lambda book: _set(book["Thiết lập"], "Ngày ban hành", "21/12/2026"))
    clerk.types("kiem-tra", place)
    assert "KT-421" in clerk.out
    told = re.search(r"^CẢNH BÁO.* \((\d+)\)$", clerk.out, re.MULTILINE)
    clerk.types("tao", place)
    assert told and f"Có {told[1]} điều cần xem lại" in clerk.out


def test_while_an_error_stands_papers_are_not_said_to_have_changed(
    place: Path, clerk: Clerk
) -> None:
    assert clerk.types("tao", place, "--cap-so") == 0
    change(place, lambda book: _set(book["Thiết lập"], "Ngày ban hành", "21/12/2026"))
    change(place, lambda book: _set(book["Thiết lập"], "Năm kiểm điểm", "hai nghìn"))
    assert clerk.types("kiem-tra", place) == 3
    assert "KT-421" not in clerk.out


def test_a_column_of_ones_own_is_nothing_to_look_at_again(place: Path, clerk: Clerk) -> None:
    change(place, lambda book: _add_column(book["Đảng viên"], "Số điện thoại"))
    clerk.types("kiem-tra", place, "--chi-tiet")
    assert "Ghi chú KT-105" in clerk.out
    own = re.search(r"^CẢNH BÁO.* \((\d+)\)$", clerk.out, re.MULTILINE)
    clerk.types("tao", place)
    told = re.search(r"^Có (\d+) điều cần xem lại", clerk.out, re.MULTILINE)
    assert (told and told[1]) == (own and own[1])


def _add_column(sheet: Any, header: str) -> None:
    sheet.cell(1, sheet.max_column + 1, header)


def _set(sheet: Any, item: str, value: str) -> None:
    row = next(c.row for c in sheet["A"] if str(c.value).rstrip(" *") == item)
    sheet[f"B{row}"] = value


def test_the_settings_have_items_not_columns(place: Path, clerk: Clerk) -> None:
    change(place, lambda book: _set(book["Thiết lập"], "Địa danh", ""))
    clerk.types("kiem-tra", place)
    assert "Mục “Địa danh” bắt buộc phải có." in clerk.out


def test_an_open_workbook_is_not_imported_into(place: Path, clerk: Clerk) -> None:
    (place / ".~lock.du-lieu.xlsx#").write_text(",Nguyễn Thị Hoa,may-1,,;", encoding="utf-8")
    before = (place / "du-lieu.xlsx").read_bytes()
    assert clerk.types("nhap", "danh-sach.xlsx", "-C", place) == 1
    assert "du-lieu.xlsx đang mở trong LibreOffice (Nguyễn Thị Hoa)" in clerk.err
    assert (place / "du-lieu.xlsx").read_bytes() == before


def test_open_papers_are_told_before_any_is_made(place: Path, clerk: Clerk) -> None:
    assert clerk.types("tao", place, "kiem-diem") == 0
    document = sorted((place / "van-ban").rglob("*.docx"))[0]
    document.with_name("~$" + document.name[2:]).write_bytes(b"")
    assert clerk.types("tao", place, "kiem-diem") == 0
    assert f"{document.name} đang mở trong Word" in clerk.err
    assert clerk.types("gop", place / "van-ban", "-o", "in.docx") == 0
    Path("~$in.docx").write_bytes(b"")
    assert clerk.types("gop", place / "van-ban", "-o", "in.docx", "--ghi-de") == 1
    assert "in.docx đang mở trong Word" in clerk.err


def test_a_workbook_of_another_kind_is_checked_and_not_copied(place: Path, clerk: Clerk) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    table = Table(name="Thiết lập")
    row = TableRow()
    cell = TableCell()
    cell.addElement(P(text="Mục"))
    row.addElement(cell)
    table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(place / "du-lieu.xlsx"))
    assert clerk.types("kiem-tra", place) == 3
    assert "KT-101" in clerk.out
    assert clerk.types("kiem-tra", place, "--sua") == 3
    assert "Chỉ ghi được vào sổ kiểu .xlsx." in clerk.err


def test_what_the_program_itself_is_unsure_of_is_told_in_detail_alone(
    place: Path, clerk: Clerk
) -> None:
    assert clerk.types("kiem-tra", place) == 0
    assert "KT-707" not in clerk.out
    assert clerk.types("kiem-tra", place, "--chi-tiet") == 0
    assert "Ghi chú KT-707, trang Căn cứ" in clerk.out
