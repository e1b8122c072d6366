"""Who stands in a row: people first, whatever their names and cells are called; then headings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from giayto import i18n
from giayto.data.member_list.read import read_member_list
from giayto.data.member_list.result import MemberList
from giayto.data.member_list.rows import counts_a_part, is_total_text
from tests.data.books import codes, only, write_book

HEAD = ["STT", "Họ và tên", "Ngày sinh", "Số thẻ đảng viên", "Chức vụ Đảng", "Chi bộ"]
SHORT = ["STT", "Họ và tên", "Ngày sinh", "Chi bộ"]


def read(tmp_path: Path, *rows: list[Any]) -> MemberList:
    return read_member_list(write_book(tmp_path / "ds.xlsx", {"DS": list(rows)}))


def names(result: MemberList) -> list[str]:
    return [m.full_name for m in result.members]


def kinds(result: MemberList) -> list[str]:
    return [row.kind for row in result.report]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Tổng cộng", True), ("Tổng cộng: 31 đồng chí", True), ("TỔNG SỐ", True), ("Cộng", True),
        ("Cộng chi bộ 1: 12 đ/c", True), ("Tổng: 31", True), ("I. Tổng cộng", True),
        ("Cộng tổ đảng 2", True), ("Trong đó nữ: 3", True),
        ("Tổng hợp", False), ("Cộng Hoà", False), ("Tổng công ty Điện lực", False),
        ("Tổng Thị Hợp", False), ("Cộng Văn Tám", False),
    ],
)  # fmt: skip
def test_what_heads_a_total(text: str, total: bool) -> None:
    assert is_total_text(text) is total


def test_a_cell_called_like_a_total_or_an_office_makes_no_total(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Chi bộ", "Họ và tên", "Đơn vị công tác"],
        [1, "Tổng hợp", "Nguyễn Văn Tạo", "Văn phòng Đảng uỷ"],
        [2, "Cộng Hoà", "Lê Thị Hoè", "Tổng công ty Hoa Sen"],
        [None, "Văn phòng", "Trần Văn Mẫn", "Chủ tịch UBND"],
        [None, "Tổng cộng: 3 đồng chí"],
    )
    assert names(result) == ["Nguyễn Văn Tạo", "Lê Thị Hoè", "Trần Văn Mẫn"]
    assert kinds(result)[-1] == "total"
    assert "KT-802" not in codes(result.findings)


@pytest.mark.parametrize(
    "row",
    [
        [1, "Tổng Thị Hợp", None, None, None, None],
        [1, "Cộng Hoà", "12/03/1970", None, None, None],
        [1, "Lưu Văn An", None, None, "Bí thư", None],
        [None, "Lê Thị Hoè", None, None, "Phó Bí thư", None],
        [None, "Lê Thị Hoè", "1970", None, None, None],
        [None, "Lê Thị Hoè", None, "001070000001", None, None],
        [1, "Ngày Văn Tốt", None, None, None, None],
        ["3a", "Trường Văn Sinh", None, None, None, "Văn phòng"],
    ],
)
def test_a_number_a_date_a_card_or_a_post_beside_a_name_is_a_person(
    tmp_path: Path, row: list[Any]
) -> None:
    assert names(read(tmp_path, HEAD, row)) == [row[1]]


@pytest.mark.parametrize(
    ("written", "name", "note"),
    [
        ("Nguyễn Văn An (Tư)", "Nguyễn Văn An", "Tư"),
        ("Nguyễn Văn An (Tư", "Nguyễn Văn An", "Tư"),
        ("Ama Kông [Y Thơ]", "Ama Kông", "Y Thơ"),
        ("Lê ‘Tư’ Sen", "Lê Sen", "Tư"),
        ("Nguyễn Văn An; bí danh Bảy", "Nguyễn Văn An", "bí danh Bảy"),
        ("Nguyễn Văn An tức Tám", "Nguyễn Văn An", "tức Tám"),
        ("Nguyễn Văn Bảo*", "Nguyễn Văn Bảo", ""),
        ("Lê Văn Ba¹", "Lê Văn Ba", ""),
        ("Đ/c: Nguyễn Văn Cảnh", "Nguyễn Văn Cảnh", ""),
        ("Ông Lê Văn Hoè", "Lê Văn Hoè", ""),
        ("Bà: Lê Thị Hoa", "Lê Thị Hoa", ""),
        ("Nguyễn Văn An 2", "Nguyễn Văn An 2", ""),
        ("Tôn Nữ Thị Công Huyền Ái Mỹ Linh Trang", "Tôn Nữ Thị Công Huyền Ái Mỹ Linh Trang", ""),
        ("H`Ring Niê", "H'Ring Niê", ""),
        ("(Tư)", "(Tư)", ""),
    ],
)
def test_an_odd_name_is_taken_and_told(tmp_path: Path, written: str, name: str, note: str) -> None:
    result = read(tmp_path, SHORT, [1, written, "12/03/1970", "Chi bộ 1"])
    assert [(m.full_name, m.note) for m in result.members] == [(name, note)]
    told = only(result.findings, "KT-820")
    assert (told.cell, told.read) == ("B2", written)
    assert name in told.why
    assert note in told.why


@pytest.mark.parametrize(
    "name", ["Ông Văn Tám", "Ông Thị Thu Hà", "Cộng Nữ", "Y", "Sen", "H'Hen Niê", "Y-Bhăm Mlô"]
)
def test_a_short_or_highland_name_is_no_oddity(tmp_path: Path, name: str) -> None:
    result = read(tmp_path, SHORT, [1, name, "12/03/1970", "Chi bộ 1"])
    assert (names(result), result.findings) == ([name], [])


def test_a_row_left_out_that_may_be_somebody_is_named(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        SHORT,
        [1, "Lê Thị Sen", "1/1/1970", "Chi bộ 1"],
        [2, None, "12/03/1970", "Chi bộ 1"],
        [None, "Phạm Văn Lạc"],
        [None, "Tổng cộng: 1 đồng chí"],
        [None, "Cộng Thị Hoà"],
        [None, "BÍ THƯ"],
    )
    assert names(result) == ["Lê Thị Sen"]
    told = [(f.code, f.cell) for f in result.findings]
    assert told == [("KT-803", "3"), ("KT-803", "4"), ("KT-822", "6")]
    assert "Phạm Văn Lạc" in [f.read for f in result.findings]


def test_signers_are_no_members(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        HEAD,
        [1, "Lê Thị Sen", "1/1/1970", None, None, "Chi bộ 1"],
        [None, None, None, "Hoa Sen, ngày 01 tháng 12 năm 2026"],
        [None, "NGƯỜI LẬP BIỂU", None, None, "T/M CHI BỘ"],
        [None, None, None, None, "BÍ THƯ"],
        ["Vũ Thị Lan", None, None, None, "Đỗ Văn Trúc"],
    )
    assert names(result) == ["Lê Thị Sen"]
    assert kinds(result)[2:] == ["signature"] * 4
    assert result.findings == []


GROUPED = ["STT", "Họ và tên", "Ngày sinh", "Số thẻ đảng viên", "Nam", "Nữ"]


@pytest.mark.parametrize(
    ("group", "cell"),
    [
        (["II", "Chi bộ Tổ dân phố 2", None, 12, 8, 4], "Chi bộ Tổ dân phố 2"),
        (["II.", "Chi bộ 2 (12 đảng viên)", "", "1", "1", "0"], "Chi bộ 2"),
        (["Chi bộ 2", None, 12, 8, 4, 1], "Chi bộ 2"),
        (["B", "Chi bộ 2", "(01 đảng viên)"], "Chi bộ 2"),
        ([2, "Chi bộ 2", None, 1], "Chi bộ 2"),
        ([None, "Trường Mầm non Sen Hồng", None, 5, 1, 4], "Chi bộ Trường Mầm non Sen Hồng"),
        (["III", "Hợp tác xã Bình Minh", None, 3], "Chi bộ Hợp tác xã Bình Minh"),
    ],
)
def test_a_group_row_may_have_counts_in_the_columns(
    tmp_path: Path, group: list[Any], cell: str
) -> None:
    result = read(
        tmp_path, GROUPED, ["I", "Chi bộ 1"], [1, "Lê An", "1/1/1970"], group, [1, "Lê Bé", "1/1/1971"]
    )  # fmt: skip
    assert [m.cell for m in result.members] == ["Chi bộ 1", cell]
    assert "KT-803" not in codes(result.findings)


def test_a_part_of_a_cell_is_no_cell_and_is_kept(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Ngày sinh"],
        ["I", "Chi bộ 1 (3 đảng viên)"],
        [None, "Tổ đảng số 1 (02 đảng viên)"],
        [1, "Lê An", "1/1/1970"],
        [2, "Lê Bé", "1/1/1971"],
        [None, "Cộng tổ đảng số 1: 2 đồng chí"],
        [None, "Tổ đảng số 2: 01 đảng viên"],
        [3, "Lê Chi", "1/1/1972"],
        ["II", "Chi bộ 2"],
        [1, "Lê Dần", "1/1/1973"],
    )
    assert [(p.member.cell, p.own.get("Tổ đảng", "")) for p in result.people] == [
        ("Chi bộ 1", "Tổ đảng số 1"), ("Chi bộ 1", "Tổ đảng số 1"), ("Chi bộ 1", "Tổ đảng số 2"),
        ("Chi bộ 2", ""),
    ]  # fmt: skip
    assert result.findings == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_written_into_the_workbook_is_the_same_in_every_language(
    language: str, tmp_path: Path
) -> None:
    i18n.use(language)
    try:
        path = write_book(tmp_path / "ds.xlsx", {"DS": [
            ["STT", "Họ và tên", "Ngày sinh", "Nam", "Nữ"],
            ["I", "Chi bộ 1"],
            [None, "Tổ đảng số 1"],
            [1, "Lê An", "1/1/1970", "chưa rõ", ""],
        ]})  # fmt: skip
        book = load_workbook(path)
        book["DS"]["B4"].font = Font(strike=True)
        book.save(path)
        (person,) = read_member_list(path).people
    finally:
        i18n.use("vi")
    assert person.own == {"Tổ đảng": "Tổ đảng số 1", "Theo danh sách: Nam": "chưa rõ"}
    assert person.raw["status"] == "Bị gạch ngang trong danh sách"


def test_totals_of_parts_of_several_and_of_all(tmp_path: Path) -> None:
    def person(n: int, cell: int) -> list[Any]:
        return [n, f"Lê {'ABCD'[n - 1]}", "1/1/1970", f"Chi bộ {cell}"]

    result = read(
        tmp_path,
        SHORT, person(1, 1), person(2, 1), [None, "Cộng chi bộ 1: 2 đồng chí (nữ: 1)"],
        person(3, 2), [None, "Cộng chi bộ 2: 1 đồng chí"], person(4, 3),
        [None, "Cộng chi bộ 2, 3: 2 đồng chí"], [None, "Tổng cộng: 4 đồng chí"],
        [None, "Trong đó: nữ 1 đồng chí"], [None, "Tổng số đảng viên dự bị: 1 đồng chí"],
    )  # fmt: skip
    assert result.findings == []
    assert counts_a_part("Trong đó nữ: 3 đồng chí")
    wrong = read(tmp_path, SHORT, person(1, 1), [None, "Tổng cộng: 3 đồng chí"])
    assert only(wrong.findings, "KT-802").cell == "3"


CELL = ["CHI BỘ KHU PHỐ 7"]
PLAIN = ["STT", "Họ và tên", "Ngày sinh", "Chức vụ"]


@pytest.mark.parametrize(
    "heading",
    [
        ["I", "Chi uỷ"], ["I. BAN CHI ỦY"], [None, "Chi ủy: 03 đồng chí"], ["A", "Cấp uỷ", None, 3],
        ["II", "Đảng viên"], ["2.", "Các đồng chí đảng viên (12 đ/c)"], [None, "Đảng viên còn lại"],
    ],
)  # fmt: skip
def test_a_heading_over_some_people_of_a_cell_is_no_cell_and_nothing_to_ask(
    tmp_path: Path, heading: list[Any]
) -> None:
    people = [[1, "Lê Thị Hoè", "12/03/1970", "Bí thư"], [2, "Trần Văn Mẫn", "13/04/1971"]]
    result = read(tmp_path, CELL, PLAIN, people[0], heading, people[1])
    assert [m.cell for m in result.members] == ["Chi bộ Khu phố 7"] * 2
    assert [o.name for o in result.organisations] == ["Chi bộ Khu phố 7"]
    assert result.findings == []


def test_a_committee_with_a_name_still_names_its_cell(tmp_path: Path) -> None:
    result = read(tmp_path, PLAIN, ["I", "Chi uỷ Khu phố 3"], [1, "Lê Thị Hoè", "12/03/1970"])
    assert [m.cell for m in result.members] != [""]


@pytest.mark.parametrize(
    ("signed", "asked"),
    [
        (["Lê Thị Hoè", "Trần Văn Mẫn"], False), (["Đ/c Trần Văn Mẫn", None], False),
        (["Lê Thị Hoè", "Ngô Văn Khác"], True),
    ],
)  # fmt: skip
def test_who_signs_a_list_and_stands_in_it_is_not_asked_about(
    tmp_path: Path, signed: list[Any], asked: bool
) -> None:
    result = read(
        tmp_path, CELL, PLAIN,
        [1, "Lê Thị Hoè", "12/03/1970"], [2, "Trần Văn Mẫn", "13/04/1971"],
        [None, "Người lập", None, "Bí thư"], [None, signed[0], None, signed[1]],
    )  # fmt: skip
    assert ("KT-822" in codes(result.findings)) is asked


@pytest.mark.parametrize(
    "cell",
    [
        "Võ Văn Ngân\nPhan Thị Út", "Võ Văn Ngân; Phan Thị Út", "Võ Văn Ngân - Phan Thị Út",
        "- Võ Văn Ngân\n- Phan Thị Út", "Võ Văn Ngân và Phan Thị Út", "1. Võ Văn Ngân\n2. Phan Thị Út",
    ],
)  # fmt: skip
def test_two_people_in_one_cell_are_told(tmp_path: Path, cell: str) -> None:
    result = read(tmp_path, CELL, PLAIN, [1, cell, "1950"])
    (member,) = result.members
    assert (member.full_name, member.note) == ("Võ Văn Ngân", "Phan Thị Út")
    assert "“Phan Thị Út” giữ ở Ghi chú" in only(result.findings, "KT-822").why


@pytest.mark.parametrize("cell", ["Nguyễn Văn\nHoàng Anh", "Lê Thị\nHoè", "Trần Văn Mẫn\nPBT"])
def test_one_name_on_two_lines_is_one_person(tmp_path: Path, cell: str) -> None:
    result = read(tmp_path, CELL, PLAIN, [1, cell, "1950"])
    assert "KT-822" not in codes(result.findings)


def test_people_of_a_sheet_that_is_no_list_are_told(tmp_path: Path) -> None:
    people = [[1, "Lê Thị Hoè", "12/03/1970"], [2, "Trần Văn Mẫn", "13/04/1971"]]
    path = write_book(
        tmp_path / "ds.xlsx",
        {
            "DS": [CELL, PLAIN, *people],
            "Điểm danh": [["Tên", "T1"], ["Lê Thị Hoè", "x"], ["Trần Văn Mẫn", "x"]],
            "Mới về": [["Phạm Thị Sót", "tháng 10"], ["Lê Thị Hoè"]],
        },
    )
    told = only(read_member_list(path).findings, "KT-822")
    assert (told.sheet, told.read) == ("Mới về", "Phạm Thị Sót")
