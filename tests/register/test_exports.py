"""The register on paper: Word and Excel, ready to print and bind."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT

from giayto.conventions.ruleset import load_rules
from giayto.errors import CannotWrite, RegisterError, UnknownField
from giayto.register import Entry, IssueRequest, open_register
from giayto.register.amend import send_out
from giayto.register.export.columns import BUILT_IN, OWN_FILE, load_layout, workspace_layout
from giayto.register.export.excel import export_sheet
from giayto.register.export.word import MASTER, ROW_KEYS, export_table
from giayto.templates.store import OwnMasters, find_master
from tests.office_validity import complaints

Paper = Callable[..., IssueRequest]
RULES = load_rules("party-2026")


@pytest.fixture
def rows(tmp_path: Path, paper: Paper) -> list[Entry]:
    register = open_register(tmp_path / "so.db")
    register.issue(paper(copies=3, keeper="Văn phòng", note="Gửi điện tử"))
    register.issue(paper(type_key="quyet_dinh", abstract="về việc tặng giấy khen"))
    register.issue(paper(type_key="bao_cao", abstract="Hà Nội và công tác <Đảng> & đoàn thể"))
    register.cancel(2, "cấp nhầm")
    return register.find()


def _word_cells(path: Path) -> list[list[str]]:
    table = Document(str(path)).tables[-1]
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_word_table_holds_every_row_under_its_type(rows: list[Entry], tmp_path: Path) -> None:
    target = tmp_path / "so.docx"
    head = ["Đảng bộ thành phố Hà Nội", "Đảng uỷ phường Hoa Sen"]
    export_table(rows, target, RULES, letterhead=head)
    cells = _word_cells(target)
    assert cells[0][:3] == ["Số và ký hiệu", "Ngày, tháng, năm", "Tên loại và trích yếu nội dung"]
    assert cells[1] == [f"({i})" for i in range(1, 9)]
    assert cells[2][0] == "Báo cáo"
    assert cells[3][:3] == [
        "01-BC/ĐU",
        "05/06/2026",
        "Báo cáo: Hà Nội và công tác <Đảng> & đoàn thể",
    ]
    assert cells[5][0] == "01-QĐ/ĐU"
    assert cells[5][2] == "Quyết định về việc tặng giấy khen"
    assert cells[5][7] == "Huỷ: cấp nhầm"
    assert cells[7][3:] == ["Lê Thu Hà", "Các chi bộ", "Văn phòng", "3", "Gửi điện tử"]
    document = Document(str(target))
    assert [p.text for p in document.paragraphs if p.text] == [
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        "Nhiệm kỳ 2025-2030",
        "Sổ có 3 số, trong đó 1 số đã huỷ.",
    ]
    left, right = document.tables[0].rows[0].cells
    assert left.text.split("\n") == ["ĐẢNG BỘ THÀNH PHỐ HÀ NỘI", "ĐẢNG UỶ PHƯỜNG HOA SEN", "*"]
    assert right.text.strip() == "ĐẢNG CỘNG SẢN VIỆT NAM", "a register has no place and date"


def test_a_register_without_a_letterhead_begins_with_its_title(
    rows: list[Entry], tmp_path: Path
) -> None:
    export_table(rows, tmp_path / "so.docx", RULES)
    document = Document(str(tmp_path / "so.docx"))
    assert len(document.tables) == 1
    assert document.paragraphs[0].text == "SỔ ĐĂNG KÝ VĂN BẢN ĐI"


def test_word_page_is_the_rules_page_turned(rows: list[Entry], tmp_path: Path) -> None:
    target = tmp_path / "so.docx"
    export_table(rows, target, RULES)
    document = Document(str(target))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width is not None and section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert section.left_margin is not None and round(section.left_margin.mm) == 30
    assert document.styles["Normal"].font.name == "Times New Roman"
    xml = document.element.xml
    assert xml.count("<w:tblHeader/>") == 2, "headings and their numbers on every page"
    assert "mirrorMargins" in document.settings.element.xml


def test_cancelled_rows_are_struck_through(rows: list[Entry], tmp_path: Path) -> None:
    target = tmp_path / "so.docx"
    export_table(rows, target, RULES)
    table = Document(str(target)).tables[-1]
    struck = {
        run.text
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run.font.strike
    }
    assert struck == {"01-QĐ/ĐU", "Quyết định về việc tặng giấy khen"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_headings_stand_on_every_printed_page(tmp_path: Path, paper: Paper) -> None:
    register = open_register(tmp_path / "so.db")
    papers = [paper(abstract=f"kết luận phiên họp số {i}") for i in range(60)]
    papers += [paper(body_code="CB1", body_name="Chi bộ 1", body_symbol="CB") for _ in range(4)]
    register.issue_many(papers)
    target = tmp_path / "so.docx"
    export_table(register.find(), target, RULES, letterhead=["Đảng uỷ phường"])
    profile = f"-env:UserInstallation=file://{tmp_path}/lo"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(target)], check=True, capture_output=True, timeout=180)
    printed = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "so.pdf"), "-"],
        check=True,
        capture_output=True,
        timeout=60,
    ).stdout.decode()
    pages = [page for page in printed.split("\f") if page.strip()]
    assert len(pages) >= 3
    assert all("Tên loại và trích yếu nội dung" in page for page in pages)
    assert [page.split()[0] for page in pages[1:]] == [str(i) for i in range(2, len(pages) + 1)]
    assert sum(page.count("-TB/ĐU") for page in pages) == 60
    assert printed.count("05/06/2026") == 64, "no date breaks over two lines"


def test_excel_keeps_dates_numbers_and_plain_text(tmp_path: Path, paper: Paper) -> None:
    register = open_register(tmp_path / "so.db")
    register.issue(paper(signer="=1+1", copies=4))
    target = tmp_path / "so.xlsx"
    export_sheet(register.find(), target, load_layout(), letterhead=["Đảng uỷ phường Hoa Sen"])
    sheet = openpyxl.load_workbook(target).worksheets[0]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[0][0] == "ĐẢNG UỶ PHƯỜNG HOA SEN"
    row = values[-1]
    assert row[0] == "01-TB/ĐU"
    assert isinstance(row[1], dt.datetime)
    assert row[1].date() == register.find()[0].document_date
    assert row[3] == "=1+1" and sheet.cell(len(values), 4).data_type == "s"
    assert row[6] == 4
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$3:$3"


def test_one_list_by_date(tmp_path: Path, rows: list[Entry]) -> None:
    target = tmp_path / "so.docx"
    export_table(rows, target, RULES, by_date=True)
    assert [row[0] for row in _word_cells(target)[2:]] == ["01-TB/ĐU", "01-QĐ/ĐU", "01-BC/ĐU"]


def test_two_bodies_are_told_apart(tmp_path: Path, paper: Paper) -> None:
    register = open_register(tmp_path / "so.db")
    register.issue(paper())
    register.issue(paper(body_code="CB1", body_name="Chi bộ 1", body_symbol="CB"))
    target = tmp_path / "so.docx"
    export_table(register.find(), target, RULES)
    heads = [row[0] for row in _word_cells(target)[2:] if row[0] == row[1]]
    assert heads == [
        "Chi bộ 1, 2025-2030: Thông báo",
        "Đảng uỷ phường Hoa Sen, 2025-2030: Thông báo",
    ]
    export_table(register.find(), target, RULES, by_date=True)
    cells = _word_cells(target)
    assert cells[0][2] == "Cơ quan"
    assert sorted(row[2] for row in cells[2:]) == ["Chi bộ 1", "Đảng uỷ phường Hoa Sen"]


def test_the_day_of_sending_stands_before_the_note(tmp_path: Path, paper: Paper) -> None:
    register = open_register(tmp_path / "so.db")
    given = register.issue_many([paper(), paper(note="Gửi điện tử"), paper(note="Khẩn")])
    send_out(register, [entry.id for entry in given[:2]], dt.date(2026, 6, 8))
    export_table(register.find(), tmp_path / "so.docx", RULES, by_date=True)
    notes = [row[-1] for row in _word_cells(tmp_path / "so.docx")[2:]]
    assert notes == ["Phát hành 08/06/2026", "Phát hành 08/06/2026; Gửi điện tử", "Khẩn"]


def test_an_empty_register_prints_too(tmp_path: Path) -> None:
    export_table([], tmp_path / "so.docx", RULES)
    export_sheet([], tmp_path / "so.xlsx", load_layout())
    assert len(_word_cells(tmp_path / "so.docx")) == 2


def _own(folder: Path, document: WordDocument) -> OwnMasters:
    document.save(str(folder / f"{MASTER}.docx"))
    return OwnMasters.of(folder)


def test_an_office_edits_the_words_and_the_columns_in_word(
    rows: list[Entry], tmp_path: Path
) -> None:
    """As in Word: another title, the last column taken out, a heading renamed."""
    document = Document(str(find_master(MASTER, RULES.id).path))
    title = next(p for p in document.paragraphs if "SỔ ĐĂNG KÝ" in p.text)
    title.runs[0].text = "SỔ CÔNG VĂN ĐI CỦA PHƯỜNG"
    table = document.tables[1]  # after the letterhead's: the one for one body
    grid = table._tbl.tblGrid
    grid.remove(grid.gridCol_lst[-1])
    for row in table.rows:
        if len(row._tr.tc_lst) == 1:
            row._tr.tc_lst[0].grid_span = len(grid.gridCol_lst)
        else:
            row._tr.remove(row._tr.tc_lst[-1])
    table.rows[0].cells[5].paragraphs[0].runs[0].text = "Bản lưu"
    target = tmp_path / "so.docx"
    export_table(rows, target, RULES, own=_own(tmp_path, document))
    printed = Document(str(target))
    assert "SỔ CÔNG VĂN ĐI CỦA PHƯỜNG" in [p.text for p in printed.paragraphs]
    cells = _word_cells(target)
    assert cells[0][5:] == ["Bản lưu", "Số bản"]
    assert cells[7] == [
        "01-TB/ĐU", "05/06/2026", "Thông báo kết luận phiên họp tháng 6",
        "Lê Thu Hà", "Các chi bộ", "Văn phòng", "3",
    ]  # fmt: skip
    assert complaints(target) == []


def test_a_master_may_print_all_that_the_register_knows_of_a_row(
    tmp_path: Path, paper: Paper
) -> None:
    register = open_register(tmp_path / "so.db")
    given = register.issue(paper(copies=3, keeper="Văn phòng", note="Gửi điện tử"))
    send_out(register, [given.id], dt.date(2026, 6, 8))
    document = Document()
    document.add_paragraph("{% for d in cac_nhom[0].van_ban %}")  # alone, so gone
    for key in ROW_KEYS:
        document.add_paragraph(f"{key}={{{{ d.{key} }}}}")
    document.add_paragraph("{% endfor %}")
    export_table(register.find(), tmp_path / "ra.docx", RULES, own=_own(tmp_path, document))
    said = dict(p.text.split("=") for p in Document(str(tmp_path / "ra.docx")).paragraphs)
    assert said == {
        "so": "1", "so_ky_hieu": "01-TB/ĐU", "ngay": "05/06/2026", "ten_loai": "Thông báo",
        "trich_yeu": "kết luận phiên họp tháng 6",
        "ten_loai_trich_yeu": "Thông báo kết luận phiên họp tháng 6",
        "noi_nhan": "Các chi bộ", "nguoi_ky": "Lê Thu Hà", "noi_luu": "Văn phòng", "so_ban": "3",
        "ghi_chu": "Gửi điện tử", "huy": "", "ngay_phat_hanh": "08/06/2026",
        "co_quan": "Đảng uỷ phường Hoa Sen", "nhiem_ky": "2025-2030",
    }  # fmt: skip


def test_an_own_master_that_asks_for_an_unknown_name_writes_nothing(
    rows: list[Entry], tmp_path: Path
) -> None:
    document = Document()
    document.add_paragraph("{{ tong.so_trang }}")
    with pytest.raises(UnknownField, match="so_trang") as caught:
        export_table(rows, tmp_path / "ra.docx", RULES, own=_own(tmp_path, document))
    assert f"{MASTER}.docx" in (caught.value.where or "")
    assert not (tmp_path / "ra.docx").exists()


def test_a_whole_terms_register_is_no_more_than_the_engine_allows(
    rows: list[Entry], tmp_path: Path
) -> None:
    export_table(rows * 10_000, tmp_path / "so.docx", RULES)
    with zipfile.ZipFile(tmp_path / "so.docx") as package:
        body = package.read("word/document.xml").decode()
    assert body.count(">01-TB/ĐU<") == 10_000
    assert "Sổ có 30000 số, trong đó 10000 số đã huỷ." in body


def test_a_ward_may_choose_its_own_columns_in_excel(tmp_path: Path, rows: list[Entry]) -> None:
    own = tmp_path / OWN_FILE
    own.parent.mkdir()
    own.write_text(
        'title = "Sổ công văn đi"\n'
        '[[column]]\nfield = "symbol"\nlabel = "Số"\nwidth_mm = 30\n'
        '[[column]]\nfield = "term"\nlabel = "Khoá"\nwidth_mm = 20\nalign = "center"\n',
        encoding="utf-8",
    )
    target = tmp_path / "so.xlsx"
    export_sheet(rows, target, workspace_layout(tmp_path))
    sheet = openpyxl.load_workbook(target).worksheets[0]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[0][0] == "SỔ CÔNG VĂN ĐI"
    assert values[1] == ["Số", "Khoá"]
    assert values[3] == ["01-BC/ĐU", "2025-2030"]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("title = ", "columns.toml"),
        ('title = "x"\ncolumn = []', "không có cột nào"),
        ('title = "x"\n[[column]]\nfield = "la"', "không có field la"),
        ('title = "x"\n[[column]]\nfield = "symbol"', "width_mm"),
        ('title = "x"\n[[column]]\nfield = "symbol"\nlabel = "a"\nwidth_mm = -1', "lớn hơn 0"),
        ('title = "x"\n[[column]]\nfield="symbol"\nlabel="a"\nwidth_mm=1\nalign="phải"', "align"),
    ],
)
def test_a_wrong_columns_file_is_refused_by_name(tmp_path: Path, wrong: str, named: str) -> None:
    own = tmp_path / "columns.toml"
    own.write_text(wrong, encoding="utf-8")
    with pytest.raises(RegisterError) as caught:
        load_layout(own)
    assert named in str(caught.value)


def test_a_target_that_cannot_be_written_is_named(tmp_path: Path, rows: list[Entry]) -> None:
    (tmp_path / "la-tep").write_bytes(b"")
    target = tmp_path / "la-tep" / "so.docx"
    with pytest.raises(CannotWrite) as caught:
        export_table(rows, target, RULES)
    assert caught.value.where == str(target)


def test_the_built_in_columns_are_a_plain_file_to_copy() -> None:
    assert load_layout(BUILT_IN) == load_layout()
