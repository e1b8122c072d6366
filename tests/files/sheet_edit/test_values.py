"""What is put into cells comes back by other readers; everything around it stays."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from giayto.files.sheet_edit import EditableWorkbook
from tests.data.rich_book import parts_of, write_parts

SHEET = "xl/worksheets/sheet1.xml"


def book_of(path: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "A"
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def by_calamine(content: bytes) -> dict[str, object]:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        rows = book.get_sheet_by_name("A").to_python(skip_empty_area=False)
    return {
        f"{get_column_letter(c)}{r}": value
        for r, row in enumerate(rows, 1)
        for c, value in enumerate(row, 1)
        if value != ""
    }


def by_openpyxl(content: bytes) -> dict[str, object]:
    sheet = load_workbook(io.BytesIO(content))["A"]
    return {c.coordinate: c.value for row in sheet.iter_rows() for c in row if c.value is not None}


# Readers disagree on carriage returns and on Excel's own escapes; those have a test below.
TEXT = st.text(
    st.characters(exclude_categories=["C"], include_characters="\n\t"), min_size=1
).filter(lambda text: "_x" not in text)
VALUE = st.one_of(
    TEXT,
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
)
ADDRESS = st.builds(
    lambda column, row: f"{get_column_letter(column)}{row}", st.integers(1, 60), st.integers(1, 40)
)


@given(st.lists(st.tuples(ADDRESS, VALUE), max_size=30))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_edits_come_back_and_nothing_else_changes(
    tmp_path: Path, edits: list[tuple[str, object]]
) -> None:
    rows: list[list[object]] = [["Họ và tên", "Năm", None, True], ["Lê Thị Sen", 1965, "x", 0.5]]
    path = book_of(tmp_path / "a.xlsx", rows)
    wanted = by_openpyxl(path.read_bytes())
    book = EditableWorkbook(path)
    for address, value in edits:
        book.sheet("A").set(address, value)  # type: ignore[arg-type]
        wanted[address] = value
    wanted = {address: value for address, value in wanted.items() if value is not None}
    content = book.to_bytes()
    assert by_openpyxl(content) == pytest.approx(wanted)
    assert by_calamine(content) == pytest.approx(wanted)


def test_text_stays_text_and_odd_characters_come_back(tmp_path: Path) -> None:
    texts = ["=1+1", "#N/A", "007", "_x0041_", "a\x0bb", "  hai đầu  ", "dòng\nmới", "𠀀", "TRUE"]
    path = book_of(tmp_path / "a.xlsx", [["đầu"]])
    book = EditableWorkbook(path)
    for number, text in enumerate(texts, 2):
        book.sheet("A").set(f"A{number}", text)
    content = book.to_bytes()
    assert list(by_calamine(content).values()) == ["đầu", *texts]
    path.write_bytes(content)
    again = EditableWorkbook(path).sheet("A")
    assert [again.row_texts(n)["A"] for n in range(1, 11)] == ["đầu", *texts]


@pytest.mark.parametrize("value", ["x" * 32_768, float("nan"), float("inf")])
def test_what_a_cell_cannot_hold_is_refused(tmp_path: Path, value: str | float) -> None:
    book = EditableWorkbook(book_of(tmp_path / "a.xlsx", [["giữ"]]))
    with pytest.raises(ValueError):
        book.sheet("A").set("A1", value)
    assert by_calamine(book.to_bytes()) == {"A1": "giữ"}


def test_a_header_row_is_read_with_shared_texts_and_runs(tmp_path: Path) -> None:
    path = book_of(tmp_path / "a.xlsx", [["chỗ"]])
    parts = parts_of(path)
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace(
        b"</Relationships>",
        b'<Relationship Id="rId90" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/sharedStrings"/></Relationships>',
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{main}"><si><t>Chi bộ</t></si><si>'
        '<r><t xml:space="preserve">Họ </t></r><r><t>tên</t></r>'
        "<rPh sb='0' eb='1'><t>đọc</t></rPh></si></sst>"
    ).encode()
    parts[SHEET] = (
        f'<worksheet xmlns="{main}"><sheetData><row><c t="s"><v>1</v></c><c/><c t="s"><v>0</v></c>'
        '<c t="n"><v>7</v></c></row></sheetData></worksheet>'
    ).encode()
    write_parts(path, parts)
    book = EditableWorkbook(path)
    sheet = book.sheet("A")
    assert sheet.row_texts(1) == {"A": "Họ tên", "C": "Chi bộ", "D": "7"}
    # Rows and cells without addresses are counted; what is written names them.
    sheet.set("B1", "giữa")
    sheet.set("A2", "dưới")
    assert list(by_calamine(book.to_bytes()).values()) == ["Họ tên", "giữa", "Chi bộ", 7.0, "dưới"]


def test_only_the_sheet_edited_changes_and_says_how_far_it_reaches(tmp_path: Path) -> None:
    path = book_of(tmp_path / "a.xlsx", [["a", "b"]])
    before = parts_of(path)
    book = EditableWorkbook(path)
    book.sheet("A").set("F9", 1)
    path.write_bytes(book.to_bytes())
    after = parts_of(path)
    assert [name for name in before if before[name] != after[name]] == [SHEET]
    assert list(before) == list(after)
    assert b'<dimension ref="A1:F9"/>' in after[SHEET]


def test_prefixes_of_another_program_are_kept(tmp_path: Path) -> None:
    """Some programs write ``x:row`` and indent; a new row goes between two there are."""
    path = book_of(tmp_path / "a.xlsx", [["a"]])
    parts = parts_of(path)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    row = '<x:row r="{0}" spans="1:1">\n<x:c r="A{0}" t="str"><x:v>{0}</x:v></x:c>\n</x:row>\n'
    parts[SHEET] = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData>\n{row.format(2)}{row.format(9)}'
        "</x:sheetData></x:worksheet>"
    ).encode()
    write_parts(path, parts)
    book = EditableWorkbook(path)
    sheet = book.sheet("A")
    typed: dict[str, str | bool | float | None] = {
        "C2": "c", "B2": "b", "A5": True, "A1": 0.5, "A9": None,
    }  # fmt: skip
    for address, value in typed.items():
        sheet.set(address, value)
    path.write_bytes(book.to_bytes())
    done = {"A1": 0.5, "A2": "2", "B2": "b", "C2": "c", "A5": True}
    assert by_calamine(path.read_bytes()) == by_openpyxl(path.read_bytes()) == done
    xml = parts_of(path)[SHEET].decode()
    assert xml.count("xmlns") == 1
    assert "spans" not in xml[xml.index('r="2"') : xml.index('r="5"')]


def test_a_book_opened_and_not_edited_keeps_every_byte_of_its_parts(tmp_path: Path) -> None:
    path = book_of(tmp_path / "a.xlsx", [["a", "=1+1"]])
    book = EditableWorkbook(path)
    assert book.sheet("A").row_texts(1)["A"] == "a"
    other = tmp_path / "b.xlsx"
    other.write_bytes(book.to_bytes())
    assert parts_of(other) == parts_of(path)


def test_a_cell_keeps_its_own_style_then_the_rows_then_takes_the_one_given(tmp_path: Path) -> None:
    path = book_of(tmp_path / "a.xlsx", [["a"], ["b"], ["c"]])
    made = load_workbook(path)
    made["A"]["A1"].fill = PatternFill("solid", start_color="FFFF00")
    made["A"].row_dimensions[2].font = Font(bold=True)
    made.save(path)
    book = EditableWorkbook(path)
    sheet = book.sheet("A")
    given = book.styles.with_fill(0, PatternFill("solid", start_color="00FF00"))
    for address in ("A1", "B2", "A3", "A9"):
        sheet.set(address, "mới", given)
    path.write_bytes(book.to_bytes())
    done = load_workbook(path)["A"]
    assert done["A1"].fill.start_color.rgb == "00FFFF00"
    assert done["B2"].font.b
    assert {done[a].fill.start_color.rgb for a in ("A3", "A9")} == {"0000FF00"}


def test_a_value_over_a_shared_formula_leaves_the_others_computing(tmp_path: Path) -> None:
    path = book_of(tmp_path / "a.xlsx", [[1, 0], [2, 0], [3, 0]])
    parts = parts_of(path)
    for number, formula in enumerate(('ref="B1:B3" si="0">A1*2', 'si="0">', 'si="0">'), 1):
        old = f'<c r="B{number}" t="n"><v>0</v></c>'
        assert old in parts[SHEET].decode()
        new = f'<c r="B{number}"><f t="shared" {formula}</f><v>{number * 2}</v></c>'
        parts[SHEET] = parts[SHEET].replace(old.encode(), new.encode())
    chain = b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    parts["xl/calcChain.xml"] = chain
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.calcChain+xml"/></Types>',
    )
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace(
        b"</Relationships>",
        b'<Relationship Id="rId90" Target="calcChain.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/calcChain"/></Relationships>',
    )
    write_parts(path, parts)
    book = EditableWorkbook(path)
    book.sheet("A").set("A2", 5)
    path.write_bytes(book.to_bytes())
    assert parts_of(path)["xl/calcChain.xml"] == chain
    book = EditableWorkbook(path)
    book.sheet("A").set("B1", 7)
    path.write_bytes(book.to_bytes())
    assert by_openpyxl(path.read_bytes()) == {
        "A1": 1, "A2": 5, "A3": 3, "B1": 7, "B2": "=A2*2", "B3": "=A3*2",
    }  # fmt: skip
    after = parts_of(path)
    assert "xl/calcChain.xml" not in after
    assert not any(b"calcChain" in content for content in after.values())
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]
