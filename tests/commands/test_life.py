"""A season at one desk: papers made, one edited, a row deleted, a person renamed, made again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from giayto import cli
from giayto.data.models import Review
from giayto.data.workbook.write import create_workbook
from tests.reading import visible_text
from tests.wards import DONE, day, member, small_dataset

NAMES = (
    *("Ngô Đức An", "Phạm Quang Bình", "Bùi Văn Cường", "Đặng Văn Dũng", "Bùi Thị Hà"),
    *("Đỗ Quang Hạnh", "Đỗ Hồng Hoà", "Ngô Quang Hương", "Đỗ Hồng Khánh", "Lê Thị Lan"),
    *("Ngô Thị Linh", "Đỗ Minh Mai", "Hoàng Ngọc Nam", "Đặng Minh Oanh", "Vũ Ngọc Phúc"),
    *("Ngô Ngọc Quân", "Nguyễn Thu Sơn", "Hoàng Minh Thuỷ", "Đỗ Thu Tuấn", "Bùi Thị Uyên"),
    *("Đỗ Thị Vân", "Lê Thị Yến", "Phạm Ngọc Đạt", "Nguyễn Thị Ánh", "Hoàng Thị Huệ"),
)
FOLDER = "van-ban/2026/Chi-bo-To-dan-pho-1/kiem-diem"
ASIDE = "van-ban/2026/khong-con/Chi-bo-To-dan-pho-1/kiem-diem"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A workspace with one cell of 25 members, each with a review."""
    data = small_dataset()
    codes = [f"DV{number:04d}" for number in range(1, len(NAMES) + 1)]
    data.members = [member(code, name) for code, name in zip(codes, NAMES, strict=True)]
    data.reviews = [Review(subject=c, self_grade=DONE, grade=DONE) for c in codes]
    data.attendance, data.ballots, data.awards = [], [], []
    data.meetings = data.meetings[:1]
    data.meetings[0].secretary, data.meetings[0].tellers = "Lê Thị Lan", ""
    create_workbook(tmp_path / "du-lieu.xlsx", data, example=False)
    return tmp_path


def giayto(desk: Path, *words: str) -> int:
    return cli.main([words[0], *words[1:], "-C", str(desk)])


def delete(desk: Path, code: str) -> None:
    """Delete a person's rows on both sheets, as one does in Excel."""
    book = load_workbook(desk / "du-lieu.xlsx")
    for sheet in ("Đảng viên", "Kiểm điểm"):
        (row,) = [r[0].row for r in book[sheet].iter_rows(max_col=1) if r[0].value == code]
        book[sheet].delete_rows(row)
    book.save(desk / "du-lieu.xlsx")


def rename(desk: Path, old: str, new: str) -> None:
    book = load_workbook(desk / "du-lieu.xlsx")
    (cell,) = [c for row in book["Đảng viên"].iter_rows() for c in row if c.value == old]
    cell.value = new
    book.save(desk / "du-lieu.xlsx")


def test_a_row_deleted_and_a_person_renamed_change_their_own_files_alone(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert giayto(desk, "tao", "kiem-diem") == 0
    before = {p.name: p.stat().st_mtime_ns for p in (desk / FOLDER).glob("*.docx")}
    assert len(before) == 25
    edited = desk / FOLDER / "012-Do-Minh-Mai.docx"
    edited.write_bytes(edited.read_bytes() + b"words of my own")
    delete(desk, "DV0007")
    rename(desk, "Ngô Quang Hương", "Ngô Quỳnh Hương")
    capsys.readouterr()

    assert giayto(desk, "tao", "kiem-diem") == 0

    shown = " ".join(capsys.readouterr().out.split())
    after = {p.name: p.stat().st_mtime_ns for p in (desk / FOLDER).glob("*.docx")}
    assert set(after) - set(before) == {"008-Ngo-Quynh-Huong.docx"}
    assert set(before) - set(after) == {"007-Do-Hong-Hoa.docx", "008-Ngo-Quang-Huong.docx"}
    same = set(before) & set(after) - {edited.name}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert [p.name for p in (desk / ASIDE).iterdir()] == ["007-Do-Hong-Hoa.docx"]
    assert "Đã lập 1 giấy tờ" in shown
    assert "không còn phải lập" in shown and "khong-con/Chi-bo-To-dan-pho-1" in shown
    assert f"đã được sửa tay, dữ liệu không đổi nên giữ nguyên: - {edited}" in shown
    assert edited.read_bytes().endswith(b"words of my own")

    target = desk / "in.docx"
    assert cli.main(["gop", str(desk / "van-ban"), "-o", str(target), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"] == 24
    text = visible_text(target.read_bytes())
    assert text.count("NGƯỜI TỰ KIỂM ĐIỂM") == 24 and "Đỗ Hồng Hoà" not in text

    assert giayto(desk, "tao", "kiem-diem", "--zip", str(desk / "tat-ca.zip"), "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["made"]) == 24


def test_the_edit_of_a_person_who_is_gone_is_kept_and_called_an_edit(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    giayto(desk, "tao", "kiem-diem")
    (desk / FOLDER / "012-Do-Minh-Mai.docx").write_bytes(b"words of my own")
    delete(desk, "DV0012")
    capsys.readouterr()
    giayto(desk, "tao", "kiem-diem")
    shown = " ".join(capsys.readouterr().out.split())
    assert "đã được sửa tay; bản sửa còn nguyên trong thư mục khong-con" in shown
    assert (desk / ASIDE / "012-Do-Minh-Mai.docx").read_bytes() == b"words of my own"


def test_gop_and_pdf_take_what_was_put_aside_only_when_it_is_named(desk: Path) -> None:
    from giayto.workspace.word_files import word_files

    giayto(desk, "tao", "kiem-diem")
    delete(desk, "DV0007")
    giayto(desk, "tao", "kiem-diem")
    for print_files in (False, True):
        assert len(word_files([desk / "van-ban"], print_files=print_files)) == 24
        assert len(word_files([desk / ASIDE], print_files=print_files)) == 1


def test_a_folder_is_merged_in_the_order_that_a_person_sees(tmp_path: Path) -> None:
    from giayto.workspace.word_files import word_files

    for name in ("1000-A", "999-B", "002-C", "in-x"):
        (tmp_path / f"{name}.docx").write_bytes(b"")
    found = word_files([tmp_path], print_files=False)
    assert [path.stem for path in found] == ["002-C", "999-B", "1000-A"]


def test_a_person_without_a_code_who_is_renamed_is_said_to_count_as_another(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(desk / "du-lieu.xlsx")
    (cell,) = [r[0] for r in book["Đảng viên"].iter_rows(max_col=1) if r[0].value == "DV0008"]
    cell.value = None
    book.save(desk / "du-lieu.xlsx")
    giayto(desk, "tao", "kiem-diem", "--van-tao")
    rename(desk, "Ngô Quang Hương", "Ngô Quỳnh Hương")
    capsys.readouterr()
    giayto(desk, "tao", "kiem-diem", "--van-tao")
    assert "được tính là người khác" in " ".join(capsys.readouterr().out.split())


def test_papers_and_people_are_not_counted_in_one_column(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(desk / "du-lieu.xlsx")
    grades = [c for c in next(book["Kiểm điểm"].iter_rows()) if c.value == "Mức xếp loại"]
    for row in range(2, 22):
        book["Kiểm điểm"].cell(row, grades[0].column).value = None
    book.save(desk / "du-lieu.xlsx")
    giayto(desk, "tao", "xep-loai")
    lines = capsys.readouterr().out.splitlines()
    rows = [[part.strip() for part in line.split("│")[1:6]] for line in lines]
    assert ["Quyết định xếp loại đảng viên", "1", "0", "0", "0"] in rows
    shown = " ".join(" ".join(lines).split())
    assert "Không có tên trong văn bản, và lý do: - Quyết định xếp loại đảng viên" in shown


def test_a_unit_left_out_is_named_once(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = load_workbook(desk / "du-lieu.xlsx")
    sheet = book["Tổ chức đảng"]
    (column,) = [c.column for c in next(sheet.iter_rows()) if c.value == "Mức xếp loại"]
    sheet.cell(3, column).value = None
    book.save(desk / "du-lieu.xlsx")
    giayto(desk, "tao", "quyet-dinh-xep-loai-to-chuc", "--van-tao")
    shown = capsys.readouterr().out
    assert "Chi bộ Tổ dân phố 1." in shown and "(Chi bộ Tổ dân phố 1)" not in shown


def test_a_date_changed_without_giving_numbers_is_said(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    giayto(desk, "tao", "xep-loai", "--cap-so")
    book = load_workbook(desk / "du-lieu.xlsx")
    (cell,) = [r[1] for r in book["Thiết lập"].iter_rows() if r[0].value == "Ngày ban hành"]
    cell.value = "25/12/2026"
    book.save(desk / "du-lieu.xlsx")
    capsys.readouterr()
    giayto(desk, "tao", "xep-loai")
    shown = " ".join(capsys.readouterr().out.split())
    assert "ngày: sổ văn bản “20/12/2026”, giấy tờ “25/12/2026”" in shown
    assert "giayto tao --cap-so" in shown


def test_a_paper_that_was_sent_out_stays_though_its_row_is_deleted(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    giayto(desk, "tao", "--cap-so")
    (minutes,) = (
        p for p in desk.rglob("bien-ban/*.docx") if "H01" in p.name and "phieu" not in p.name
    )
    capsys.readouterr()
    assert giayto(desk, "so", "phat-hanh", "08-BB/CB", "--ngay", "6/12/2026") == 0
    book = load_workbook(desk / "du-lieu.xlsx")
    book["Cuộc họp"].delete_rows(2)
    book.save(desk / "du-lieu.xlsx")
    for papers in ((), ("bien-ban",)):
        assert giayto(desk, "tao", *papers) == 0
    assert minutes.is_file() and not list(desk.rglob(f"khong-con/**/{minutes.name}"))


def born(desk: Path, code: str, year: int) -> None:
    book = load_workbook(desk / "du-lieu.xlsx")
    sheet = book["Đảng viên"]
    (column,) = [c.column for c in next(sheet.iter_rows()) if c.value == "Ngày sinh"]
    (row,) = [r[0].row for r in sheet.iter_rows(max_col=1) if r[0].value == code]
    sheet.cell(row, column).value = str(day(f"1/2/{year}"))
    book.save(desk / "du-lieu.xlsx")


def test_several_people_are_reprinted_by_code_and_by_name(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    giayto(desk, "tao", "kiem-diem")
    capsys.readouterr()
    people = ("--nguoi", "DV0007", "--nguoi", "đỗ minh mai", "--nguoi", "Lê Thị Lan")
    assert giayto(desk, "tao", "kiem-diem", *people, "--tat-ca", "--json") == 0
    made = json.loads(capsys.readouterr().out)["made"]
    assert [Path(m["path"]).name for m in made] == [
        "007-Do-Hong-Hoa.docx",
        "010-Le-Thi-Lan.docx",
        "012-Do-Minh-Mai.docx",
    ]


def test_of_namesakes_the_year_of_birth_is_asked_and_taken(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rename(desk, "Lê Thị Yến", "Lê Thị Lan")
    born(desk, "DV0022", 1981)
    assert giayto(desk, "tao", "kiem-diem", "--nguoi", "Lê Thị Lan") == 2
    shown = capsys.readouterr().err
    assert "Có 2 người tên “Lê Thị Lan”" in shown
    assert "DV0010, sinh năm 1970" in shown and "DV0022, sinh năm 1981" in shown
    assert giayto(desk, "tao", "kiem-diem", "--nguoi", "Lê Thị Lan 1981", "--json") == 0
    (made,) = json.loads(capsys.readouterr().out)["made"]
    assert made["key"] == "DV0022-2026"


def test_namesakes_without_codes_in_one_cell_are_asked_to_be_given_codes(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rename(desk, "Lê Thị Yến", "Lê Thị Lan")
    born(desk, "DV0022", 1981)
    book = load_workbook(desk / "du-lieu.xlsx")
    for (cell,) in book["Đảng viên"].iter_rows(max_col=1):
        if cell.value in ("DV0010", "DV0022"):
            cell.value = None
    book.save(desk / "du-lieu.xlsx")
    for typed in ("Lê Thị Lan", "Lê Thị Lan 1981"):
        assert giayto(desk, "tao", "kiem-diem", "--nguoi", typed, "--van-tao") == 2
        shown = " ".join(capsys.readouterr().err.split())
        assert "sinh năm 1970" in shown and "sinh năm 1981" in shown
        assert "ghi cột Mã đảng viên" in shown
