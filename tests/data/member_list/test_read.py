"""Taking in foreign member lists, measured against the truth beside the samples."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from giayto.data.cells.person_names import person_name
from giayto.data.member_list.read import read_member_list
from giayto.data.member_list.result import MemberList
from giayto.data.member_list.unit_names import organisation_name
from giayto.data.models import Member
from giayto.data.models.partial_date import PartialDate
from giayto.data.name_keys import name_key
from giayto.errors import ListNotRecognised
from giayto.workspace.causes import by_cause
from tests.data.books import codes, only, write_book
from tests.data.rich_book import parts_of, write_parts

SAMPLES = Path(__file__).parents[1] / "samples"
FIELDS = {
    "ho_ten": "full_name",
    "gioi_tinh": "sex",
    "ngay_sinh": "birth",
    "ngay_vao_dang": "joined",
    "ngay_chinh_thuc": "official",
    "so_the": "card",
    "chi_bo": "cell",
    "chuc_vu_dang": "party_post",
    "don_vi": "workplace",
}
# This list has no columns for these.
NOT_IN_OLD_FONT_LIST = {"gioi_tinh", "chuc_vu_dang", "don_vi"}


def told(member: Member, key: str) -> str:
    value = getattr(member, FIELDS[key])
    return value.iso() if isinstance(value, PartialDate) else (value or "")


def right(key: str, read: str, true: str | None) -> bool:
    if key == "ho_ten":
        return name_key(read) == name_key(true or "")
    return unicodedata.normalize("NFC", read) == unicodedata.normalize("NFC", true or "")


@pytest.mark.parametrize(
    ("name", "absent"),
    [("danh-sach-dang-vien-phuong.xlsx", set()), ("danh-sach-font-cu.xlsx", NOT_IN_OLD_FONT_LIST)],
)
def test_samples_score_a_hundred_percent(name: str, absent: set[str]) -> None:
    truth = json.loads((SAMPLES / f"{name}.truth.json").read_text(encoding="utf-8"))
    before = (SAMPLES / name).read_bytes()
    members = read_member_list(SAMPLES / name).members
    keys = [k for k in FIELDS if k not in absent]
    wrong = [
        (t["stt"], k, told(m, k), t[k])
        for m, t in zip(members, truth, strict=False)
        for k in keys
        if not right(k, told(m, k), t[k])
    ]
    total = len(truth) * len(keys)
    print(
        f"\n{name}: {len(members)}/{len(truth)} members, {total - len(wrong)}/{total} fields right"
    )
    assert len(members) == len(truth)
    assert wrong == []
    assert (SAMPLES / name).read_bytes() == before


def test_every_row_of_the_source_is_in_the_report() -> None:
    read = read_member_list(SAMPLES / "danh-sach-dang-vien-phuong.xlsx")
    assert [r.row for r in read.report] == list(range(1, 203))
    kinds = [r.kind for r in read.report]
    assert kinds.count("member") == 181
    assert kinds.count("group") == 7
    assert (kinds.count("numbering"), kinds.count("total"), kinds.count("signature")) == (1, 1, 1)
    assert all(r.what for r in read.report)
    repaired = next(r for r in read.report if r.row == 15)
    assert "099167419849" in repaired.what


def test_repairs_are_visible_and_sure_things_are_not_warned_about() -> None:
    read = read_member_list(SAMPLES / "danh-sach-dang-vien-phuong.xlsx")
    assert {f.severity for f in read.findings} == {"note"}
    (zeros,) = (c for c in by_cause(read.findings) if c.code == "KT-210")
    assert zeros.place.startswith("trang DS đảng viên, H") and "(49 ô)" in zeros.place
    hints = [f.why for f in read.findings if f.code == "KT-805"]
    assert any("hưu trí" in why and "Không làm việc" in why for why in hints)
    assert {m.category for m in read.members} == {""}


def test_the_title_block_tells_whose_list_it_is() -> None:
    heading = read_member_list(SAMPLES / "danh-sach-dang-vien-phuong.xlsx").heading
    assert heading.superior == "Đảng bộ thành phố Hà Nội"
    assert heading.committee == "Đảng uỷ phường Hai Bà Trưng"
    assert (heading.place_kind, heading.place) == ("Phường", "Hai Bà Trưng")
    assert heading.as_of == PartialDate(2026, 10, 31)


def read(tmp_path: Path, *rows: list[Any], sheet: str = "DS") -> MemberList:
    return read_member_list(write_book(tmp_path / "ds.xlsx", {sheet: list(rows)}))


def names(result: MemberList) -> list[str]:
    return [m.full_name for m in result.members]


def test_the_clean_up_file_of_the_central_database(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "ID", "Họ và tên *", "Tên gọi khác", "Giới tính *", "Sinh ngày * (dd/mm/yyyy)",
         "Dân tộc *", "Số định danh cá nhân *", "Số thẻ Đảng* (12 số theo HD38-HD/BTCTW)",
         "Tổ chức Đảng đang sinh hoạt * (không sửa)", "Ngày vào Đảng* (dd/mm/yyyy)",
         "Ngày vào Đảng chính thức* (dd/mm/yyyy)", "Số CMND cũ (nếu có)", "Trạng thái hoạt động"],
        [1, "7f", "LÊ THỊ SEN", "", "Nữ", "19/05/1970", "Kinh", 1070000001.0, 1070000001.0,
         "Chi bộ Tổ dân phố 1", "03/02/1995", "03/02/1996", "", "Miễn sinh hoạt"],
    )  # fmt: skip
    (member,) = result.members
    assert (member.full_name, member.sex, member.card) == ("Lê Thị Sen", "Nữ", "001070000001")
    assert member.national_id == "001070000001"
    assert str(member.official) == "03/02/1996"
    assert member.status == "Miễn công tác và sinh hoạt đảng"
    assert "Dân tộc" in only(result.findings, "KT-809").why


def test_three_row_headers_and_sub_columns_of_posts(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["ĐẢNG UỶ PHƯỜNG HOA SEN"])
    sheet.append([])
    sheet.append(
        [
            "STT",
            "Họ và tên",
            "Ngày tháng năm sinh",
            None,
            "Chức vụ hiện nay",
            None,
            None,
            "Ngày vào Đảng",
            None,
        ]
    )
    sheet.append(
        [
            None,
            None,
            "Nam",
            "Nữ",
            "Đảng",
            "Chính quyền",
            "Đoàn thể",
            "Ngày kết nạp",
            "Ngày chính thức",
        ]
    )
    sheet.append([f"({i})" for i in range(1, 10)])
    sheet.append(["A", "Chi bộ Trường Mầm non Sen Hồng (02 đồng chí)"])
    sheet.append(
        [1, "Lê Thị Sen", None, "19/5/1970", "Bí thư", "Hiệu trưởng", None, "02/2001", "2002"]
    )
    sheet.append(
        [2, "Trần Văn Bèo", 1968, None, None, "Giáo viên", "Chủ tịch Công đoàn", "30/8/2002", None]
    )
    for area in ("A3:A4", "B3:B4", "C3:D3", "E3:G3", "H3:I3"):
        sheet.merge_cells(area)
    book.save(tmp_path / "ds.xlsx")
    result = read_member_list(tmp_path / "ds.xlsx")
    sen, beo = result.members
    assert (sen.sex, str(sen.birth), beo.sex, str(beo.birth)) == ("Nữ", "19/05/1970", "Nam", "1968")
    assert (sen.party_post, sen.state_post, beo.union_post) == (
        "Bí thư",
        "Hiệu trưởng",
        "Chủ tịch Công đoàn",
    )
    assert (str(sen.joined), str(sen.official), beo.official) == ("02/2001", "2002", None)
    assert sen.cell == "Chi bộ Trường Mầm non Sen Hồng"
    assert result.findings == [f for f in result.findings if f.code == "KT-805"]


def test_two_row_headers_without_merges_as_in_other_formats(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["TT", "Họ và tên", "Ngày vào Đảng", None, "Chi bộ"],
        [None, None, "Dự bị", "Chính thức", None],
        [1, "Lê Thị Sen", "03/02/1995", "03/02/1996", "Chi bộ 1"],
    )
    (member,) = result.members
    assert (str(member.joined), str(member.official)) == ("03/02/1995", "03/02/1996")


@pytest.mark.parametrize("family", ["Họ và tên đệm", "Họ"])
def test_names_split_over_two_columns(family: str, tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["Số TT", family, "Tên", "Năm sinh", "Đơn vị sinh hoạt"],
        [1, "Lê Thị", "Sen", 1970, "Chi bộ 1"],
    )
    assert names(result) == ["Lê Thị Sen"]
    assert result.members[0].cell == "Chi bộ 1"


def test_a_bullet_before_a_name_loses_nobody(tmp_path: Path) -> None:
    rows = [[1, "- Lê Thị Sen", 1970], [2, "• Vũ Văn Nam", 1971]]
    result = read(tmp_path, ["STT", "Họ và tên", "Năm sinh"], *rows)
    assert names(result) == ["Lê Thị Sen", "Vũ Văn Nam"]


def test_repeated_headers_blank_rows_totals_per_cell_and_signatures(tmp_path: Path) -> None:
    head = ["STT", "Họ và tên", "Năm sinh", "Số thẻ đảng viên"]
    result = read(
        tmp_path,
        ["DANH SÁCH ĐẢNG VIÊN"],
        head,
        ["I. CHI BỘ TỔ DÂN PHỐ SỐ 1: 02 đồng chí"],
        [1, "Lê Thị Sen", 1970, "001070000001"],
        [2, "Trần Văn Bèo", 1968, "001070000002"],
        ["Cộng: 2 đồng chí"],
        [],
        head,
        ["II. CHI BỘ TỔ DÂN PHỐ SỐ 2: 03 đồng chí"],
        ["    1 ", "Phạm Văn Cỏ", 1960, "001070000003"],
        [None, "Tổng số: 4 đảng viên"],
        [None, None, "Hoa Sen, ngày 01 tháng 12 năm 2026"],
        ["NGƯỜI LẬP BIỂU", None, "T/M ĐẢNG UỶ"],
        [None, None, "BÍ THƯ"],
        ["Vũ Thị Lan", None, "Đỗ Văn Trúc"],
    )
    assert names(result) == ["Lê Thị Sen", "Trần Văn Bèo", "Phạm Văn Cỏ"]
    assert [m.cell for m in result.members] == [
        "Chi bộ Tổ dân phố số 1", "Chi bộ Tổ dân phố số 1", "Chi bộ Tổ dân phố số 2",
    ]  # fmt: skip
    assert only(result.findings, "KT-801").cell == "9"
    assert only(result.findings, "KT-802").cell == "11"
    assert [r.kind for r in result.report][-4:] == ["signature"] * 4


def test_one_sheet_per_cell_and_hidden_rows_and_sheets(tmp_path: Path) -> None:
    book = Workbook()
    for i, sheet in enumerate([book.worksheets[0], book.create_sheet()], start=1):
        sheet.append([f"CHI BỘ TỔ DÂN PHỐ {i}"])
        sheet.append(["TT", "Họ tên", "Ngày sinh"])
        sheet.append([1, f"Lê Thị Sen {'AB'[i - 1]}", "19/5/1970"])
    book.worksheets[0].row_dimensions[3].hidden = True
    book.worksheets[1].sheet_state = "hidden"
    book.create_sheet("Ghi chú").append(["không phải danh sách"])
    book.save(tmp_path / "ds.xlsx")
    result = read_member_list(tmp_path / "ds.xlsx")
    assert [(m.full_name, m.cell) for m in result.members] == [
        ("Lê Thị Sen A", "Chi bộ Tổ dân phố 1"),
        ("Lê Thị Sen B", "Chi bộ Tổ dân phố 2"),
    ]
    assert codes(result.findings) == ["KT-804", "KT-804"]
    assert result.report[-1].kind == "unknown"


def test_a_row_nobody_understands_is_reported_not_dropped(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Năm sinh", "Chi bộ"],
        [1, "Lê Thị Sen", 1970, "Chi bộ 1"],
        [None, "xem tiếp 2 trang sau"],
        [2, "Trần Văn Bèo", 1970, "Chi bộ 1"],
    )
    assert len(result.members) == 2
    assert only(result.findings, "KT-803").cell == "3"


def test_two_dates_in_one_cell(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Ngày vào Đảng\n(Chính thức)\n(Dự bị)", "Chi bộ"],
        [1, "Lê Thị Sen", "03/02/1996\n(03/02/1995)", "Chi bộ 1"],
    )
    (member,) = result.members
    assert (str(member.joined), str(member.official)) == ("03/02/1995", "03/02/1996")
    assert codes(result.findings) == ["KT-808"]


def test_bad_cells_are_findings_and_the_person_is_kept(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Ngày sinh", "Số thẻ đảng viên", "Cột lạ"],
        [1, "Lê Thị Sen", "13/25/1970", "9,9E+10", "?"],
    )
    assert names(result) == ["Lê Thị Sen"]
    assert [(f.code, f.cell) for f in result.findings] == [
        ("KT-203", "C2"), ("KT-212", "D2"), ("KT-813", "2"), ("KT-809", ""),
    ]  # fmt: skip


def test_posts_under_a_plain_header_go_where_they_belong(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Chức vụ", "Chi bộ"],
        [1, "Lê Thị Sen", "Bí thư chi bộ", "Chi bộ 1"],
        [2, "Trần Văn Bèo", "Chủ tịch UBND", "Chi bộ 1"],
    )
    assert [(m.party_post, m.state_post) for m in result.members] == [
        ("Bí thư chi bộ", ""), ("", "Chủ tịch UBND"),
    ]  # fmt: skip


def test_decomposed_text_is_composed(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["STT", "Họ và tên", "Năm sinh", "Chi bộ"],
        [1, "Lê Thị Hoà", 1970, "Chi bộ Số 1"],
    ]
    loose = [
        [unicodedata.normalize("NFD", c) if isinstance(c, str) else c for c in r] for r in rows
    ]
    assert names(read(tmp_path, *loose)) == ["Lê Thị Hoà"]


def test_old_fonts_cell_by_cell_with_capital_fonts_and_unicode_between(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["STT", "Họ và tên", "Năm sinh", "Chi bộ"])
    sheet.append([1, "ph¹m v¨n ®øc", 1970, "Chi bộ Số 1"])
    sheet.append([2, "Bùi Anh Tú", 1971, "Chi bộ Số 1"])
    sheet.append([3, "Traàn Thò Höông", 1972, "Chi bộ Số 1"])
    sheet["B2"].font = Font(name=".VnTimeH")
    sheet["B4"].font = Font(name="VNI-Times")
    book.save(tmp_path / "ds.xlsx")
    result = read_member_list(tmp_path / "ds.xlsx")
    assert names(result) == ["Phạm Văn Đức", "Bùi Anh Tú", "Trần Thị Hương"]
    assert codes(result.findings).count("KT-807") == 2


def test_fonts_are_known_where_openpyxl_refuses_the_styles(tmp_path: Path) -> None:
    """An empty fill, as some programs write; Excel and the fast reader do not mind."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["STT", "Họ và tên", "Năm sinh", "Chi bộ"])
    sheet.append([1, "NguyÔn V¨n T¹o", 1970, "Chi bộ Số 1"])
    sheet["B2"].font = Font(name=".VnTime")
    path = tmp_path / "ds.xlsx"
    book.save(path)
    parts = parts_of(path)
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b"</fills>", b"<fill/></fills>")
    write_parts(path, parts)
    result = read_member_list(path)
    assert names(result) == ["Nguyễn Văn Tạo"]
    assert "KT-807" in codes(result.findings)


def test_old_text_without_font_names_is_known_by_its_words(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("DS")
    rows: list[list[Any]] = [
        ["STT", "Hä vµ tªn", "N¨m sinh", "Chi bé"],
        [1, "D\xad¬ng V¨n §øc", 1970, "Chi bé 1"],
    ]
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    book.save(str(tmp_path / "ds.xls"))
    (member,) = read_member_list(tmp_path / "ds.xls").members
    assert (member.full_name, member.cell) == ("Dương Văn Đức", "Chi bộ 1")


def test_a_file_without_a_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListNotRecognised) as caught:
        read(tmp_path, ["Báo cáo tháng 12"], ["Số đảng viên", 31])
    assert caught.value.exit_code == 3
    assert "STT" in (caught.value.fix or "")


def test_month_first_columns_are_suspected(tmp_path: Path) -> None:
    real = [[i, "Lê Thị Sen", dt.date(1970, 9, i), "Chi bộ 1"] for i in range(1, 7)]
    typed = [[i, "Lê Thị Sen", f"{i + 12}/9/1970", "Chi bộ 1"] for i in range(1, 7)]
    result = read(tmp_path, ["STT", "Họ và tên", "Ngày sinh", "Chi bộ"], *real, *typed)
    assert only(result.findings, "KT-205").cell == "C"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("NGUYỄN VĂN HÙNG", "Nguyễn Văn Hùng"), ("Phan Công Tòan", "Phan Công Tòan"), ("Y'BAN", "Y'Ban"),
     ("  Lê  Kim ", "Lê Kim")],
)  # fmt: skip
def test_person_names(written: str, kept: str) -> None:
    assert person_name(written) == kept


@pytest.mark.parametrize(
    ("written", "name"),
    [("CHI BỘ Tổ dân phố 2", "Chi bộ Tổ dân phố 2"), ("CHI BỘ TỔ DÂN PHỐ SỐ 2", "Chi bộ Tổ dân phố số 2"),
     ("Tổ dân phố 2", "Chi bộ Tổ dân phố 2"), ("", "")],
)  # fmt: skip
def test_organisation_names(written: str, name: str) -> None:
    assert organisation_name(written) == name


_CELL = st.one_of(
    st.none(),
    st.integers(-5, 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(),
    st.booleans(),
    st.sampled_from(
        ["STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Chi bộ 1: 3 đồng chí", "Tổng cộng: 5", "T/M", "x",
         "Nam", "Nữ", "Lê Thị Sen", "NguyÔn V¨n §øc", "(1)", "I", "II.", "19/5/1970", "Số thẻ", "#N/A"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(_CELL, max_size=7), max_size=9))
def test_any_sheet_is_read_or_refused_and_reported_row_by_row(
    tmp_path: Path, rows: list[Any]
) -> None:
    path = write_book(
        tmp_path / "ds.xlsx", {"DS": [["STT", "Họ và tên", "Ngày sinh", "Chi bộ"], *rows]}
    )
    result = read_member_list(path)
    assert [r.row for r in result.report] == list(range(1, len(result.report) + 1))
    assert sum(r.kind == "member" for r in result.report) == len(result.members)
    for member in result.members:
        assert member.full_name
