"""Lists of many shapes: titles, sheet names, several facts in a column, posts, dates month first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Font

from giayto.data.member_list.posts import sorted_posts
from giayto.data.member_list.read import read_member_list
from giayto.data.member_list.result import MemberList
from giayto.data.member_list.takeover.whole import import_into_workspace
from giayto.data.member_list.unit_names import (
    cell_in_file_name,
    cell_in_label,
    cell_in_title,
)
from giayto.data.name_keys import split_superior, unit_key
from giayto.data.workbook.read import read_workbook
from giayto.workspace.causes import by_cause
from tests.data.books import codes, only, write_book


def read(tmp_path: Path, *rows: list[Any], sheet: str = "DS") -> MemberList:
    return read_member_list(write_book(tmp_path / "ds.xlsx", {sheet: list(rows)}))


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ TỔ DÂN PHỐ 1", "Chi bộ Tổ dân phố 1"),
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ TRƯỜNG TIỂU HỌC", "Chi bộ Trường Tiểu học"),
        ("Danh sách đảng viên chi bộ TDP 3 năm 2026", "Chi bộ TDP 3"),
        ("DANH SÁCH TRÍCH NGANG ĐẢNG VIÊN CHI BỘ TDP 5 (Tính đến ngày 30/9/2026)", "Chi bộ TDP 5"),
        ("DANH SÁCH ĐẢNG VIÊN TỔ DÂN PHỐ 7 QUÝ IV/2026", "Chi bộ Tổ dân phố 7"),
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ KHU PHỐ 3, ĐẢNG BỘ PHƯỜNG HOA SEN", "Chi bộ Khu phố 3"),
        ("CHI BỘ CƠ QUAN ĐẢNG UỶ PHƯỜNG", "Chi bộ Cơ quan Đảng uỷ phường"),
        ("Chi bộ: Tổ dân phố 5", "Chi bộ Tổ dân phố 5"),
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ 8 THÁNG 10/2026", "Chi bộ 8"),
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ NĂM 2026", ""),
        ("DANH SÁCH ĐẢNG VIÊN CÁC CHI BỘ", ""),
        ("DANH SÁCH CHI BỘ TRỰC THUỘC", ""),
        ("DANH SÁCH ĐẢNG VIÊN", ""),
    ],
)
def test_the_cell_in_a_title(title: str, cell: str) -> None:
    assert cell_in_title(title) == cell


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("CB TDP 5", "Chi bộ Tổ dân phố 5"), ("TDP1", "Chi bộ Tổ dân phố 1"),
        ("Chi bộ 1", "Chi bộ 1"), ("CB Trường học", "Chi bộ Trường học"),
        ("KP 2", "Chi bộ Khu phố 2"), ("Thôn Đông", "Chi bộ Thôn Đông"),
        ("Sheet1", ""), ("DS ĐV", ""), ("Đảng viên", ""), ("2025", ""), ("Biểu tổng hợp", ""),
    ],
)  # fmt: skip
def test_the_cell_on_a_sheet_tab(name: str, cell: str) -> None:
    assert cell_in_label(name) == cell


@pytest.mark.parametrize(
    ("stem", "cell"),
    [
        ("ds-dang-vien-chi-bo-tdp-5", "Chi bộ Tổ dân phố 5"),
        ("Chi bo To dan pho 12", "Chi bộ Tổ dân phố 12"), ("tdp7", "Chi bộ Tổ dân phố 7"),
        ("Chi bộ Trường học", "Chi bộ Trường học"),
        ("chi-bo-hoa-sen", ""), ("danh-sach-dang-vien-phuong", ""), ("du-lieu", ""), ("L4", ""),
    ],
)  # fmt: skip
def test_the_cell_in_a_file_name(stem: str, cell: str) -> None:
    assert cell_in_file_name(stem) == cell


def test_spellings_of_one_cell() -> None:
    spellings = ["CB TDP1", "Chi bộ TDP số 01", "Chi bộ Tổ dân phố 1", "TỔ DÂN PHỐ 1"]
    assert len({unit_key(s) for s in spellings}) == 1
    assert unit_key("Chi bộ 1") != unit_key("Chi bộ Tổ dân phố 1")
    assert split_superior("Chi bộ TDP 2, Đảng bộ phường Hoa Sen") == (
        "Chi bộ TDP 2", "Đảng bộ phường Hoa Sen",
    )  # fmt: skip


HEAD = ["STT", "Họ và tên", "Năm sinh"]


def test_sheet_names_name_cells_and_the_guess_is_told(tmp_path: Path) -> None:
    sheets = {
        "CB TDP 5": [
            ["ĐẢNG BỘ PHƯỜNG HOA SEN"],
            ["DANH SÁCH ĐẢNG VIÊN"],
            HEAD,
            [1, "Lê Sen", 1970],
        ],
        "TDP1": [HEAD, [1, "Lê Bèo", 1970]],
        "Sheet3": [HEAD, [1, "Lê Cỏ", 1970], [2, "Lê Lá", 1970]],
    }
    result = read_member_list(write_book(tmp_path / "ds.xlsx", sheets))
    assert [m.cell for m in result.members] == [
        "Chi bộ Tổ dân phố 5", "Chi bộ Tổ dân phố 1", "", "",
    ]  # fmt: skip
    assert codes(result.findings).count("KT-817") == 2
    (lost,) = (c for c in by_cause(result.findings) if c.code == "KT-813")
    assert lost.place == "trang Sheet3, dòng 2:3"
    assert result.heading.committee == "Đảng uỷ phường Hoa Sen"


@pytest.mark.parametrize(
    "head",
    [
        [["ĐẢNG BỘ PHƯỜNG HOA SEN"], ["CHI BỘ TỔ DÂN PHỐ 5"]],
        [["ĐẢNG BỘ PHƯỜNG HOA SEN\nCHI BỘ TỔ DÂN PHỐ 5", "ĐẢNG CỘNG SẢN VIỆT NAM"]],
        [["Đảng bộ:", "phường Hoa Sen"], ["Chi bộ:", "Tổ dân phố 5"]],
        [["Đảng uỷ: phường Hoa Sen"], ["Danh sách đảng viên - Chi bộ Tổ dân phố 5"]],
    ],
)
def test_a_cells_own_letterhead(tmp_path: Path, head: list[list[Any]]) -> None:
    result = read(tmp_path, *head, HEAD, [1, "Lê Sen", 1970])
    assert [m.cell for m in result.members] == ["Chi bộ Tổ dân phố 5"]
    assert (result.heading.committee, result.heading.superior) == ("Đảng uỷ phường Hoa Sen", "")


def test_a_committee_between_ward_and_cells(tmp_path: Path) -> None:
    source = write_book(
        tmp_path / "ds.xlsx",
        {
            "DS": [
                ["ĐẢNG UỶ PHƯỜNG HOA SEN"],
                ["DANH SÁCH ĐẢNG VIÊN ĐẢNG BỘ BỘ PHẬN CHỢ HÔM NĂM 2026"],
                HEAD,
                ["I", "CHI BỘ 2"],
                [1, "Lê Sen", 1970],
                ["II", "CHI BỘ 1: 01 đồng chí"],
                [1, "Lê Bèo", 1970],
            ]
        },
    )
    import_into_workspace(source, tmp_path / "du-lieu.xlsx")
    data = read_workbook(tmp_path / "du-lieu.xlsx").dataset
    assert [(o.code, o.name, o.kind, o.parent) for o in data.organisations] == [
        ("DU", "Đảng uỷ phường Hoa Sen", "Đảng uỷ xã, phường, đặc khu", ""),
        ("DB", "Đảng uỷ bộ phận Chợ Hôm", "Đảng uỷ bộ phận", "DU"),
        ("CB01", "Chi bộ 1", "Chi bộ trực thuộc", "DB"),
        ("CB02", "Chi bộ 2", "Chi bộ trực thuộc", "DB"),
    ]
    assert [m.cell for m in data.members] == ["CB02", "CB01"]


def test_lists_one_below_the_other_each_with_its_title_and_total(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["DANH SÁCH ĐẢNG VIÊN CHI BỘ TỔ DÂN PHỐ 1"], HEAD, [1, "Lê Sen", 1970],
        ["Tổng cộng: 1 đồng chí"], [],
        ["DANH SÁCH ĐẢNG VIÊN CHI BỘ TỔ DÂN PHỐ 2"], HEAD, [1, "Lê Bèo", 1970],
        ["Tổng cộng: 1 đồng chí"],
    )  # fmt: skip
    assert [m.cell for m in result.members] == ["Chi bộ Tổ dân phố 1", "Chi bộ Tổ dân phố 2"]
    assert result.findings == []


@pytest.mark.parametrize(
    ("header", "cells", "told"),
    [
        (
            "Họ và tên, ngày sinh, quê quán",
            ["Lê An, 03/02/1970, Thường Tín, Hà Nội", "Trần Bé\n1965\nHà Nam", "NGÔ CHÍ - 5/1980 - Huế"],
            [("Lê An", "03/02/1970", "Thường Tín, Hà Nội"), ("Trần Bé", "1965", "Hà Nam"), ("Ngô Chí", "05/1980", "Huế")],
        ),
        (
            "Họ và tên (Quê quán)",
            ["Lê An (Thường Tín)", "Trần Bé", "Ngô Chí (xã A, Huế)"],
            [("Lê An", "None", "Thường Tín"), ("Trần Bé", "None", None), ("Ngô Chí", "None", "xã A, Huế")],
        ),
        (
            "Họ tên / Năm sinh / Quê quán",
            ["Lê An / 1970 / Huế", "Trần Bé\nQuê quán: Hà Nam", "Ngô Chí 1980"],
            [("Lê An", "1970", "Huế"), ("Trần Bé", "None", "Hà Nam"), ("Ngô Chí", "1980", None)],
        ),
    ],
)  # fmt: skip
def test_several_facts_in_one_column(
    tmp_path: Path, header: str, cells: list[str], told: list[tuple[str, str, str | None]]
) -> None:
    rows = [[n, cell, "Chi bộ 1", "Hưu trí"] for n, cell in enumerate(cells, start=1)]
    result = read(tmp_path, ["STT", header, "Chi bộ", "Đơn vị"], *rows)
    assert [
        (p.member.full_name, str(p.member.birth), p.own.get("Quê quán")) for p in result.people
    ] == told


def test_numbers_sex_and_posts_among_several_facts(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên\nGiới tính\nSố CCCD", "Chi bộ", "Chức vụ Đảng/Chính quyền"],
        [1, "Lê Văn Nam\nNam\n001070000001", "Chi bộ 1", "BT, Tổ trưởng TDP"],
        [2, "Trần Bé 001165000002 (Nữ)", "Chi bộ 1", "Đảng viên"],
    )
    assert [
        (m.full_name, m.sex, m.national_id, m.party_post, m.state_post) for m in result.members
    ] == [
        ("Lê Văn Nam", "Nam", "001070000001", "Bí thư", "Tổ trưởng TDP"),
        ("Trần Bé", "Nữ", "001165000002", "", ""),
    ]


def test_two_columns_of_ones_own_in_one(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Năm sinh", "Chi bộ", "Điện thoại\nĐịa chỉ"],
        [1, "Lê Sen", 1970, "Chi bộ 1", "0901234567\nSố 5, phố Huế"],
    )
    assert result.people[0].own == {"Điện thoại": "0901234567", "Địa chỉ": "Số 5, phố Huế"}


def test_a_heading_with_both_dates_and_only_one_in_the_cell(tmp_path: Path) -> None:
    """A lone date is that of admission: nobody becomes official by a guess."""
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Ngày vào Đảng\nNgày chính thức", "Chi bộ"],
        [1, "Lê Sen", "3/2/1990", "Chi bộ 1"],
        [2, "Lê Bèo", "3/2/1990\n3/2/1991", "Chi bộ 1"],
    )
    assert [(str(m.joined), str(m.official)) for m in result.members] == [
        ("03/02/1990", "None"), ("03/02/1990", "03/02/1991"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "party", "state", "union"),
    [
        ("BT", "Bí thư", "", ""), ("PBT", "Phó Bí thư", "", ""), ("P.BT", "Phó Bí thư", "", ""),
        ("Phó BT, Tổ trưởng TDP", "Phó Bí thư", "Tổ trưởng TDP", ""),
        ("BT CB kiêm Tổ trưởng", "Bí thư Chi bộ", "Tổ trưởng", ""), ("CUV", "Chi uỷ viên", "", ""),
        ("Chi ủy viên, Chi hội trưởng CCB", "Chi ủy viên", "", "Chi hội trưởng CCB"),
        ("Bí thư Đoàn thanh niên", "", "", "Bí thư Đoàn thanh niên"),
        ("Hiệu trưởng", "", "Hiệu trưởng", ""), ("Đảng viên", "", "", ""), ("ĐV", "", "", ""),
        ("Phó Bí thư Đảng uỷ, Chủ tịch UBND", "Phó Bí thư Đảng uỷ", "Chủ tịch UBND", ""),
    ],
)  # fmt: skip
def test_posts_in_one_column(written: str, party: str, state: str, union: str) -> None:
    told = {"party_post": party, "state_post": state, "union_post": union}
    assert sorted_posts(written) == {field: post for field, post in told.items() if post}


def test_what_stands_beside_a_name_is_no_part_of_it(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Năm sinh", "Chi bộ"],
        [1, "Đ/c Lê Văn An (BT)", 1970, "CB1"],
        [2, "2. Trần Bé, PBT", 1971, "CB1"],
        [3, 'Ngô "Ba" Chí', 1972, "CB1"],
    )
    assert [(m.full_name, m.party_post, m.note) for m in result.members] == [
        ("Lê Văn An", "Bí thư", ""), ("Trần Bé", "Phó Bí thư", ""), ("Ngô Chí", "", "Ba"),
    ]  # fmt: skip


def test_a_column_written_month_first_is_known_by_the_whole_column(tmp_path: Path) -> None:
    dates = ["1/13/1970", "2/25/1970", "3/5/1970", "4/30/1970", "2/30/1970"]
    rows = [
        [n, f"Lê {c}", d, "Chi bộ 1"] for n, (c, d) in enumerate(zip("AEIOU", dates, strict=True))
    ]
    result = read(tmp_path, ["STT", "Họ và tên", "Ngày sinh", "Chi bộ"], *rows)
    assert [str(m.birth) for m in result.members] == [
        "13/01/1970", "25/02/1970", "05/03/1970", "30/04/1970", "None",
    ]  # fmt: skip
    assert "3 ô" in only(result.findings, "KT-816").why
    assert result.people[-1].raw == {"birth": "2/30/1970"}


def test_one_date_day_first_keeps_a_column_day_first(tmp_path: Path) -> None:
    dates = ["1/13/1970", "2/25/1970", "25/3/1970", "4/30/1970"]
    rows = [
        [n, f"Lê {c}", d, "Chi bộ 1"] for n, (c, d) in enumerate(zip("AEIO", dates, strict=True))
    ]
    result = read(tmp_path, ["STT", "Họ và tên", "Ngày sinh", "Chi bộ"], *rows)
    assert [str(m.birth) for m in result.members] == ["None", "None", "25/03/1970", "None"]
    assert [p.raw.get("birth") for p in result.people] == [
        "1/13/1970",
        "2/25/1970",
        None,
        "4/30/1970",
    ]
    assert "KT-816" not in codes(result.findings)


def test_columns_nobody_understands_are_kept_and_never_lost_to_one_another(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Ngày sinh", None, "Ngày vào đản", "Dân tộc *", "Dân tộc"],
        [1, "Lê Sen", 1970, "Chi bộ 1", "1/1/1970", "x?", "3/2/1990", "Kinh", "Tày"],
    )  # fmt: skip
    assert result.people[0].own == {
        "Theo danh sách: Ngày sinh": "1/1/1970",
        "Cột F": "x?",
        "Ngày vào đản": "3/2/1990",
        "Dân tộc": "Kinh",
        "Dân tộc (2)": "Tày",
    }
    assert "Ngày vào Đảng" in only(result.findings, "KT-104").fix
    assert [c.column for c in result.columns] == list("ABCDEFGHI")


def test_the_central_database_file(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "ID", "Họ và tên *", "Sinh ngày * (dd/mm/yyyy)", "Số thẻ Đảng* (12 số theo HD38-HD/BTCTW)",
         "Số thẻ theo Đảng quyết định 85", "Tổ chức Đảng đang sinh hoạt * (không sửa)",
         "Trạng thái hoạt động", "Đề nghị xóa (…)"],
        [1, "7f", "LÊ THỊ SEN", "19/05/1970", "001070000001", "12345678",
         "Chi bộ TDP 2, Đảng bộ phường Hoa Sen", "Gián đoạn", ""],
        [2, "8f", "LÊ THỊ CỎ", "19/05/1970", "", "87654321",
         "Chi bộ Tổ dân phố số 2, Đảng bộ phường Hoa Sen", "Từ trần", ""],
    )  # fmt: skip
    sen, co = result.people
    assert [o.name for o in result.organisations] == ["Chi bộ TDP 2"]
    assert result.heading.committee == "Đảng uỷ phường Hoa Sen"
    assert sen.raw == {"status": "Gián đoạn"}
    assert sen.own == {"ID": "7f", "Số thẻ theo Đảng quyết định 85": "12345678"}
    assert (co.member.card, co.member.status) == ("87654321", "Từ trần")
    assert not [f for f in result.findings if "đổi tiêu đề" in f.fix]
    done = {c.header: c.what for c in result.columns}
    assert done["Đề nghị xóa (…)"] == "Cột trống, không có gì để nhập."
    assert done["STT"].startswith("Số thứ tự")


def test_a_title_in_an_old_font_of_capitals(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["danh s¸ch ®¶ng viªn chi bé tæ d©n phè 6"])
    sheet.append(["STT", "Hä vµ tªn", "N¨m sinh", "Chøc vô"])
    sheet.append([1, "NguyÔn V¨n T¹o", 1970, "§¶ng viªn"])
    sheet.append([2, "NguyÔn ThÞ Hoa", 1971, "BÝ th\xad"])
    sheet["A1"].font = Font(name=".VnTimeH")
    book.save(tmp_path / "ds.xlsx")
    result = read_member_list(tmp_path / "ds.xlsx")
    assert [(m.cell, m.party_post, m.state_post) for m in result.members] == [
        ("Chi bộ Tổ dân phố 6", "", ""), ("Chi bộ Tổ dân phố 6", "Bí thư", ""),
    ]  # fmt: skip


def test_a_table_in_a_word_file(tmp_path: Path) -> None:
    document = Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "ĐẢNG BỘ PHƯỜNG HOA SEN\nCHI BỘ TỔ DÂN PHỐ 8"
    head.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM"
    document.add_paragraph("DANH SÁCH ĐẢNG VIÊN")
    rows = [
        ["TT", "Họ và tên\nQuê quán", "Năm sinh", "", "Ngày vào Đảng"],
        ["", "", "Nam", "Nữ", ""],
        ["1", "Lê Văn An\nThường Tín", "1970", "", "03/02/1990"],
        ["2", "Trần Thị Bé\nHà Nam", "", "1971", "3/2/1990"],
    ]
    table = document.add_table(4, 5)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column))
    document.add_paragraph("T/M CHI BỘ")
    document.save(str(tmp_path / "ds.docx"))
    result = read_member_list(tmp_path / "ds.docx")
    assert [
        (p.member.full_name, p.member.sex, str(p.member.birth), p.member.cell, p.own["Quê quán"])
        for p in result.people
    ] == [
        ("Lê Văn An", "Nam", "1970", "Chi bộ Tổ dân phố 8", "Thường Tín"),
        ("Trần Thị Bé", "Nữ", "1971", "Chi bộ Tổ dân phố 8", "Hà Nam"),
    ]
    assert result.heading.committee == "Đảng uỷ phường Hoa Sen"
    assert [r.kind for r in result.report if r.text][-1] == "signature"


@pytest.mark.parametrize("mark", ["nt", "-nt-", '"', "''", "NT", '- " -', "như trên", "//", "”"])
def test_the_same_as_above_is_what_stands_above(tmp_path: Path, mark: str) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Ngày sinh", "Nơi sinh hoạt", "Quê quán"],
        [1, "Lê Thị Hoè", "12/03/1970", "Chi bộ ấp 1", "Mỏ Cày"],
        [2, "Trần Văn Mẫn", "13/04/1971", mark, mark],
        [3, "Phạm Văn Sáu", "13/04/1972", mark, "Giồng Trôm"],
    )
    assert {m.cell for m in result.members} == {"Chi bộ ấp 1"}
    assert [p.own["Quê quán"] for p in result.people] == ["Mỏ Cày", "Mỏ Cày", "Giồng Trôm"]
    told = [f.why for f in result.findings if f.code == "KT-826"]
    assert [why[:7] for why in told] == ["2 ô ghi", "1 ô ghi"]


def test_ticks_for_full_and_probationary_members_tell_the_standing(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Dự bị", "Chính thức", "Chi bộ"],
        [1, "Lê Thị Hoè", "12/03/1970", "01/02/1999", None, "x", "Chi bộ 1"],
        [2, "Trần Văn Mẫn", "13/04/1999", "01/02/2026", "X", None, "Chi bộ 1"],
        [3, "Phạm Văn Sáu", "13/04/1972", "01/02/2001", None, "05/02/2002", "Chi bộ 1"],
    )
    assert [m.standing for m in result.members] == ["Chính thức", "Dự bị", ""]
    assert [str(m.official or "") for m in result.members] == ["", "", "05/02/2002"]
    assert "KT-835" not in codes(result.findings)


@pytest.mark.parametrize(
    ("header", "value", "attribute"),
    [
        ("Sinh năm", "1970", "birth"), ("Vào Đảng năm", "1999", "joined"), ("Ngày CT", "2000", "official"),
        ("Sinh hoạt tại", "Chi bộ 1", "cell"), ("Đồng chí sinh hoạt tại chi bộ nào?", "Chi bộ 1", "cell"),
        ("GT", "Nam", "sex"), ("CV", "BT", "party_post"), ("Chức vụ CQ", "Trưởng thôn", "state_post"),
    ],
)  # fmt: skip
def test_headers_as_offices_shorten_them(
    tmp_path: Path, header: str, value: str, attribute: str
) -> None:
    result = read(
        tmp_path, ["STT", "Họ và tên", "Quê quán", header], [1, "Lê Thị Hoè", "Hà Nội", value]
    )
    wanted = "Bí thư" if value == "BT" else value
    assert str(getattr(result.members[0], attribute)) == wanted


def test_a_name_mended_and_told_of_is_not_told_of_twice(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Ngày sinh", "Chi bộ"],
        [1, "K’ Brôi", "12/03/1970", "Chi bộ 1"],
    )
    assert codes(result.findings) == ["KT-820"]
