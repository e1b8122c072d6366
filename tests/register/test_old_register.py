"""Taking over an old register from Excel, with a finding for every doubtful row."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giayto.errors import ListNotRecognised, SheetMissing, WorkbookUnreadable
from giayto.register import IssueRequest, open_register
from giayto.register.export.columns import load_layout
from giayto.register.export.excel import export_sheet
from giayto.register.old import OldBody, OldRegister, compare, read_old_register
from giayto.register.printed import place_of

BODY = OldBody("DU", "Đảng uỷ phường Hoa Sen", "ĐU", "2025-2030")
HEADS = ["Số, ký hiệu", "Ngày tháng", "Trích yếu", "Người ký", "Ghi chú"]


def _book(path: Path, rows: Sequence[Sequence[Any]], sheet: str = "Sổ đi") -> Path:
    book = openpyxl.Workbook()
    active = book.active
    assert active is not None
    active.title = sheet
    for row in rows:
        active.append(list(row))
    book.save(path)
    return path


def _read(tmp_path: Path, *rows: Sequence[Any], heads: Sequence[str] = HEADS) -> OldRegister:
    return read_old_register(_book(tmp_path / "cu.xlsx", [heads, *rows]), BODY, load_layout())


def _kinds(old: OldRegister) -> list[tuple[str, str]]:
    return [(str(f.severity), f.code) for f in old.findings]


def test_a_ward_goes_on_at_137(tmp_path: Path) -> None:
    day = dt.datetime(2026, 6, 1)
    rows = [[f"{n:02d}-TB/ĐU", day, f"về việc {n}", "Lê Thu Hà", ""] for n in range(1, 137)]
    old = _read(tmp_path, *rows)
    assert old.findings == []
    register = open_register(tmp_path / "so.db")
    register.take_many([taken for _line, taken in old.rows])
    taken_over = register.find()
    assert len(taken_over) == 136
    assert taken_over[0].abstract == "về việc 1" and taken_over[0].signer == "Lê Thu Hà"
    request = IssueRequest(
        body_code="DU",
        body_name=BODY.name,
        body_symbol="ĐU",
        type_key="thong_bao",
        term="2025-2030",
        document_date=dt.date(2026, 6, 2),
    )
    assert register.issue(request).symbol == "137-TB/ĐU"
    assert register.check() == []


def test_a_register_as_clerks_keep_it(tmp_path: Path) -> None:
    """Title above, two-line heading cells, a row of column numbers, groups, a signature below."""
    heads = [
        "Số và\nký hiệu",
        "NGÀY THÁNG ",
        "Tên loại và trích yếu nội dung",
        "Người ký",
        "Ghi chú",
    ]
    rows: list[list[Any]] = [
        ["SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2026"],
        [],
        heads,
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["QUYẾT ĐỊNH"],
        ["Số: 01-QĐ/ĐU", "05-06-2026", "Quyết định về việc tặng giấy khen", "An", ""],
        ["02 - QĐ / ĐU", dt.datetime(2026, 6, 7), "Quy định về chế độ làm việc", "An", ""],
        ["QUY ĐỊNH"],
        ["03-QĐ/ĐU", "ngày 08 tháng 6 năm 2026", "về giờ họp", "An", "Đã huỷ: ghi nhầm"],
        [],
        ["", "", "Người lập sổ", "Chánh Văn phòng", ""],
    ]
    old = read_old_register(_book(tmp_path / "cu.xlsx", rows), BODY, load_layout())
    got = [
        (
            line.line,
            t.number,
            t.symbol,
            t.request.type_key,
            t.request.document_date,
            t.cancelled_reason,
        )
        for line, t in old.rows
    ]
    assert got == [
        (6, 1, "01-QĐ/ĐU", "quyet_dinh", dt.date(2026, 6, 5), ""),
        (7, 2, "02-QĐ/ĐU", "quy_dinh", dt.date(2026, 6, 7), ""),
        (9, 3, "03-QĐ/ĐU", "quy_dinh", dt.date(2026, 6, 8), "ghi nhầm"),
    ]
    assert old.rows[0][1].request.abstract == "về việc tặng giấy khen"
    assert _kinds(old) == [("warning", "SO-403")]
    assert "dòng 11" in old.findings[0].place


def test_numbers_and_types_in_columns_of_their_own(tmp_path: Path) -> None:
    old = _read(
        tmp_path,
        [7, "Báo cáo", dt.datetime(2026, 6, 1), "Báo cáo tháng 5"],
        [8.0, "BÁO CÁO", dt.datetime(2026, 6, 2), "kết quả kiểm tra"],
        heads=["Số VB", "Loại văn bản", "Ngày VB", "Nội dung"],
    )
    assert [(t.number, t.symbol) for _l, t in old.rows] == [(7, "07-BC/ĐU"), (8, "08-BC/ĐU")]


def test_a_note_about_another_paper_is_no_cancellation(tmp_path: Path) -> None:
    old = _read(
        tmp_path,
        ["01-TB/ĐU", "05/06/2026", "x", "", "Huỷ bỏ Thông báo 09-TB/ĐU"],
        ["02-TB/ĐU", "05/06/2026", "x", "", "Huỷ"],
        ["03-TB/ĐU", "05/06/2026", "x", "", "ĐÃ HỦY - trùng nội dung"],
    )
    assert [t.cancelled_reason for _l, t in old.rows] == ["", "Huỷ", "trùng nội dung"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["abc", "05/06/2026", "x"], "SO-404"),
        (["00-TB/ĐU", "05/06/2026", "x"], "SO-404"),
        (["01-TB/ĐU", "31/06/2026", "x"], "KT-203"),
        (["01-TB/UBKTĐU", "05/06/2026", "x"], "SO-420"),
        (["01-TB/ĐU", "hôm qua", "x"], "KT-202"),
        (["01-TB/ĐU", "5/6/96", "x"], "KT-202"),
        (["01-TB/ĐU", "6/2026", "x"], "KT-202"),
        (["01-TB/ĐU", 96, "x"], "KT-202"),
        (["01-XYZ/ĐU", "05/06/2026", "x"], "SO-405"),
        (["15", "05/06/2026", "lịch họp"], "SO-405"),
    ],
)
def test_rows_that_cannot_be_taken(tmp_path: Path, row: list[object], kind: str) -> None:
    old = _read(tmp_path, ["09-BC/ĐU", "05/06/2026", "tốt"], row)
    assert _kinds(old) == [("error", kind)]
    assert old.rejected
    assert re.search(r"^trang Sổ đi, (ô [A-Z]|dòng )3$", old.findings[0].place)
    assert [t.symbol for _l, t in old.rows] == ["09-BC/ĐU"], "the good row is still read"


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["01-TB/ĐU", "", "x"], "SO-409"),
        (["01-TB/ĐU", "05/06/2019", "x"], "SO-410"),
        (["01-TB/ĐU", "05/06/1999", "x"], "SO-410"),
    ],
)
def test_rows_that_are_taken_with_a_warning(tmp_path: Path, row: list[str], kind: str) -> None:
    old = _read(tmp_path, row)
    assert _kinds(old) == [("warning", kind)]
    assert len(old.rows) == 1 and not old.rejected


def test_the_century_of_a_short_year_is_asked_about_and_never_guessed(tmp_path: Path) -> None:
    old = _read(tmp_path, ["01-TB/ĐU", "05/06/96", "x"], ["02-TB/ĐU", "ngày 5.6.26", "y"])
    assert _kinds(old) == [("error", "KT-202")] * 2
    assert [f.why for f in old.findings] == [
        f"Không đọc được ngày {day}: Năm chỉ có 2 chữ số nên không biết là thế kỷ nào."
        for day in ("05/06/96", "ngày 5.6.26")
    ]
    assert "05/12/2026" in old.findings[0].fix
    assert old.rows == []


@pytest.mark.parametrize(
    "written",
    ["Hà Nội, ngày 05 tháng 6 năm 2026", "Ngày 5/6/2026", "5-6-2026", "05.06.2026", "2026-06-05"],
)
def test_a_whole_date_is_read_in_whatever_way_it_is_written(tmp_path: Path, written: str) -> None:
    old = _read(tmp_path, ["01-TB/ĐU", written, "x"])
    assert [t.request.document_date for _line, t in old.rows] == [dt.date(2026, 6, 5)]
    assert old.findings == []


def test_a_date_that_excel_keeps_as_a_number_is_read_with_a_note(tmp_path: Path) -> None:
    old = _read(tmp_path, ["01-TB/ĐU", 46178, "x"])
    assert [t.request.document_date for _line, t in old.rows] == [dt.date(2026, 6, 5)]
    assert _kinds(old) == [("note", "KT-204")]
    assert "05/06/2026" in old.findings[0].why


def test_a_number_twice_in_the_sheet_names_both_rows(tmp_path: Path) -> None:
    old = _read(
        tmp_path,
        ["01-QĐ/ĐU", "05/06/2026", "Quyết định về a"],
        ["01-QĐ/ĐU", "06/06/2026", "Quy định về b"],
    )
    (finding,) = old.findings
    assert (finding.severity, finding.code) == ("error", "SO-408")
    assert finding.cell == "A3" and "dòng 2" in finding.why


def test_congress_papers_keep_their_own_series(tmp_path: Path) -> None:
    old = _read(
        tmp_path, ["01-BC/ĐH", "05/06/2026", "Báo cáo a"], ["02-BB/ĐH", "05/06/2026", "Biên bản b"]
    )
    assert old.findings == []
    register = open_register(tmp_path / "so.db")
    rows = register.take_many([taken for _line, taken in old.rows])
    assert all(row.congress for row in rows) and len({row.series for row in rows}) == 1


def test_reading_twice_adds_nothing_and_differences_are_refused(tmp_path: Path) -> None:
    register = open_register(tmp_path / "so.db")
    first = _read(tmp_path, ["01-TB/ĐU", "05/06/2026", "về lịch họp"])
    register.take_many([taken for _line, taken in compare(register, first).rows])
    again = compare(
        register,
        _read(
            tmp_path,
            ["01-TB/ĐU", "05/06/2026", "về lịch họp"],
            ["02-TB/ĐU", "06/06/2026", "về lịch trực"],
        ),
    )
    assert [t.symbol for _l, t in again.rows] == ["02-TB/ĐU"]
    assert _kinds(again) == [("note", "SO-401")]
    other = compare(register, _read(tmp_path, ["01-TB/ĐU", "05/06/2026", "việc khác"]))
    assert other.rows == [] and _kinds(other) == [("error", "SO-402")]


def test_files_that_are_no_register(tmp_path: Path) -> None:
    wrong = _book(tmp_path / "a.xlsx", [["Họ và tên", "Ngày sinh"], ["An", "01/01/1990"]])
    with pytest.raises(ListNotRecognised):
        read_old_register(wrong, BODY, load_layout())
    with pytest.raises(SheetMissing, match="Trang9"):
        read_old_register(wrong, BODY, load_layout(), sheet="Trang9")
    (tmp_path / "b.xlsx").write_bytes(b"khong phai Excel")
    with pytest.raises(WorkbookUnreadable):
        read_old_register(tmp_path / "b.xlsx", BODY, load_layout())


_words = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ ĐHN0123456789.,-/()", max_size=40)
_paper = st.fixed_dictionaries(
    {
        "type_key": st.sampled_from(
            ["quyet_dinh", "quy_dinh", "thong_bao", "to_trinh", "cong_van"]
        ),
        "document_date": st.dates(dt.date(2026, 6, 1), dt.date(2030, 12, 31)),
        "abstract": _words,
        "signer": _words,
        "recipients": _words,
        "keeper": _words,
        "copies": st.none() | st.integers(0, 500),
    }
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_paper, min_size=1, max_size=40))
def test_what_was_exported_is_read_back_unchanged(papers: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = open_register(Path(folder) / "a.db")
        whole: dict[str, Any] = {
            "body_code": "DU",
            "body_name": BODY.name,
            "body_symbol": "ĐU",
            "term": BODY.term,
        }
        first.issue_many([IssueRequest(**whole, **paper) for paper in papers])
        sheet = Path(folder) / "so.xlsx"
        export_sheet(first.find(), sheet, load_layout(), letterhead=[BODY.name])
        old = read_old_register(sheet, BODY, load_layout())
        assert [finding.one_line() for finding in old.findings] == []
        columns = ("type_key", "document_date", "abstract", "signer", "recipients", "keeper")
        read = {
            str(taken.symbol): [taken.number, place_of(taken.request).series, taken.request.copies]
            + [getattr(taken.request, name) for name in columns]
            for _line, taken in old.rows
        }
        assert read == {
            row.symbol: [row.number, row.series, row.copies]
            + [getattr(row, name) for name in columns]
            for row in first.find()
        }


def test_a_cell_that_excel_has_no_value_for_is_told_and_its_row_left_out(tmp_path: Path) -> None:
    """Taken for empty, a number that is a formula would be passed over unsaid."""
    heads = ["Số và ký hiệu", "Ngày tháng", "Trích yếu"]
    rows = [["01-TB/ĐU", "05/06/2026", "a"], ['="02-"&"TB/ĐU"', "05/06/2026", "b"]]
    old = read_old_register(_book(tmp_path / "cu.xlsx", [heads, *rows]), BODY, load_layout())
    (finding,) = old.findings
    assert (finding.severity, finding.code, finding.cell) == ("error", "KT-214", "A3")
    assert [taken.symbol for _line, taken in old.rows] == ["01-TB/ĐU"]


def test_a_sheet_misspelt_is_answered_with_the_near_one(tmp_path: Path) -> None:
    book = _book(tmp_path / "cu.xlsx", [["Số và ký hiệu", "Ngày tháng"]])
    with pytest.raises(SheetMissing) as caught:
        read_old_register(book, BODY, load_layout(), sheet="so di")
    assert caught.value.fix == "Có phải “Sổ đi”?"
