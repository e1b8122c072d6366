"""What people are: words that carry a state, official or not, officers who have gone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from giayto.data.cells.person_names import bare_name, beside_name
from giayto.data.cells.state_words import state_in
from giayto.data.membership import Standing, standing
from giayto.data.models import Member
from giayto.data.models.partial_date import PartialDate
from giayto.data.party_posts import held_posts, post_rank
from giayto.data.signing import secretary_on
from giayto.data.ward import Ward
from giayto.findings import has_errors
from giayto.workspace.causes import by_cause
from tests.data.books import only
from tests.data.clerk_book import FIRST_ROW, PEOPLE, clerk_book, columns, put, read_and_check, told

DAY = dt.date(2026, 12, 5)


def person(joined: str = "", official: str = "", standing: str = "") -> Member:
    def date(text: str) -> PartialDate | None:
        return PartialDate(*reversed([int(n) for n in text.split("/")])) if text else None

    return Member(joined=date(joined), official=date(official), standing=standing)


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        (person("14/7/1988", "14/7/1989"), "official"),
        (person("1/2/2026", "1/2/2027"), "probationary"),
        (person("1/2/2026"), "probationary"),
        (person("6/12/2025"), "probationary"),
        (person("5/12/2025"), "unknown"),
        (person("14/7/1988"), "unknown"),
        # Known to the year: it may have been ten months ago, or twenty-three.
        (person("2025"), "unknown"),
        (person("2026"), "probationary"),
        (person(), "unknown"),
        (person("14/7/1988", standing="Chính thức"), "official"),
        (person("1/11/2025", standing="Dự bị"), "probationary"),
    ],
)
def test_what_is_not_known_is_neither(member: Member, expected: Standing) -> None:
    assert standing(member, DAY) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("từ trần 3/2026", "Từ trần"),
        ("TỪ TRẦN", "Từ trần"),
        ("Đã mất ngày 3/6", "Từ trần"),
        ("tu tran 3/2026", "Từ trần"),
        ("đã chuyển đi tháng 6", "Đã chuyển đi"),
        ("Chuyển SH về Nam Định", "Đã chuyển đi"),
        ("được miễn SH từ 1/2026", "Miễn công tác và sinh hoạt đảng"),
        ("nghỉ sinh hoạt do ốm", "Miễn công tác và sinh hoạt đảng"),
        ("đã nghỉ từ 6/2026", "Miễn công tác và sinh hoạt đảng"),
        ("xóa tên 2025", "Ra khỏi Đảng"),
        ("bị đình chỉ sinh hoạt 3 tháng", "Đình chỉ sinh hoạt đảng"),
        ("sinh hoạt tạm thời tại CB2", "Sinh hoạt tạm thời nơi khác"),
    ],
)
def test_words_that_carry_a_state_are_read(text: str, status: str) -> None:
    meant = state_in(text)
    assert meant is not None
    assert meant.status == status


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Huy hiệu 30 năm",
        "nghỉ hưu",
        "Đã nghỉ hưu năm 2020",
        "nghỉ công tác 1/2024",
        "mất thẻ đảng 2020",
        "vợ đã mất",
        "chưa chuyển sinh hoạt",
        "không chuyển đi",
        "mới chuyển về từ chi bộ 5",
        "chuyển đảng chính thức 5/2020",
        "miễn nhiệm Phó Bí thư 2024",
        "miễn đảng phí",
        "con liệt sĩ",
    ],
)
def test_words_about_other_things_are_no_state(text: str) -> None:
    assert state_in(text) is None


@pytest.mark.parametrize(
    ("post", "rank"),
    [
        ("Bí thư chi bộ", "secretary"),
        ("Nguyên Bí thư chi bộ", ""),
        ("Bí thư chi bộ (đã nghỉ)", ""),
        ("Bí thư chi bộ, nguyên Chủ tịch phường", "secretary"),
        ("Nguyên Bí thư, Chi uỷ viên", "committee"),
        ("Phó Bí thư (thôi từ 5/2026)", ""),
        ("Bí thư (nghỉ)", ""),
        ("Bí thư Chi bộ Tài nguyên và Môi trường", "secretary"),
        ("Bí thư Chi bộ Thái Nguyên 2", "secretary"),
        ("Bí thư Chi bộ cán bộ nghỉ hưu", "secretary"),
    ],
)
def test_a_post_no_longer_held_gives_no_rank(post: str, rank: str) -> None:
    assert post_rank(post) == rank


def test_notes_and_posts_of_active_members_are_told(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        put(book["Đảng viên"], 4, {"Ghi chú": "từ trần 3/2026"})
        put(book["Đảng viên"], 5, {"Ghi chú": "đã chuyển đi", "Tình trạng": "Đã chuyển đi"})
        put(book["Đảng viên"], 6, {"Chức vụ Đảng": "Chi uỷ viên, miễn nhiệm 6/2026"})
        put(book["Đảng viên"], 7, {"Chức vụ Đảng": "Phó Bí thư (đã nghỉ)"})
        put(book["Kiểm điểm"], 5, {"Mức xếp loại": None})

    path = clerk_book(tmp_path / "so.xlsx", slip)
    _, findings = read_and_check(path)
    letters = columns(load_workbook(path)["Đảng viên"])
    note, post = letters["Ghi chú"], letters["Chức vụ Đảng"]
    assert told(findings) == [("KT-341", f"{note}4"), ("KT-342", f"{post}7")]
    assert "“Từ trần”" in findings[0].fix


def test_notes_on_other_sheets_are_read_too(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        put(book["Kiểm điểm"], 4, {"Ghi chú": "đã chuyển đi tháng 6"})
        absent = {"Mã cuộc họp": "H01", "Có mặt": "Vắng có lý do"}
        put(book["Dự họp"], 3, {**absent, "Mã đảng viên": "DV0003", "Lý do vắng": "từ trần"})
        put(book["Dự họp"], 4, {**absent, "Mã đảng viên": "DV0004", "Lý do vắng": "nghỉ ốm"})
        put(book["Đảng viên"], 5, {"Chức vụ chính quyền": "Phó Chủ tịch (đã nghỉ)"})

    path = clerk_book(tmp_path / "so.xlsx", slip)
    _, findings = read_and_check(path)
    note = columns(load_workbook(path)["Kiểm điểm"])["Ghi chú"]
    reason = columns(load_workbook(path)["Dự họp"])["Lý do vắng"]
    told_of_state = [f.cell for f in findings if f.code == "KT-341"]
    assert told_of_state == [f"{note}4", f"{reason}3"]


def test_a_remark_behind_a_secretarys_name_is_told(tmp_path: Path) -> None:
    path = clerk_book(
        tmp_path / "so.xlsx",
        lambda book: put(book["Tổ chức đảng"], 3, {"Bí thư": "Lê Thị Sáu (đã nghỉ)"}),
    )
    _, findings = read_and_check(path)
    assert told(findings) == [("KT-346", "J3")]
    assert "“Lê Thị Sáu”" in findings[0].fix


def test_a_state_typed_in_words_is_proposed(tmp_path: Path) -> None:
    path = clerk_book(
        tmp_path / "so.xlsx",
        lambda book: put(book["Đảng viên"], 4, {"Tình trạng": "Đã mất ngày 3/6"}),
    )
    _, findings = read_and_check(path)
    assert told(findings) == [("KT-208", "P4")]
    assert "“Từ trần”" in findings[0].fix


def test_a_standing_written_as_state_is_kept(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        for row, word in ((4, "Chính thức"), (5, "Dự bị")):
            put(book["Đảng viên"], row, {"Tình trạng": word, "Ngày chính thức": None})

    result, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    assert findings == []
    members = result.dataset.members
    assert [standing(m, DAY) for m in members[1:3]] == ["official", "probationary"]
    assert members[1].status == "Đang sinh hoạt"


def test_missing_official_dates_are_one_warning_with_their_cells(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        for row in range(FIRST_ROW, FIRST_ROW + len(PEOPLE)):
            put(book["Đảng viên"], row, {"Ngày chính thức": None})

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    (cause,) = by_cause(findings)
    assert (cause.code, cause.place) == ("KT-345", "trang Đảng viên, J3:J7 (5 ô)")
    assert "5 đảng viên" in findings[0].why
    assert "Tư cách" in findings[0].fix


def test_a_secretary_who_has_gone_signs_nothing(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        put(book["Đảng viên"], FIRST_ROW, {"Tình trạng": "Đã chuyển đi"})
        put(book["Kiểm điểm"], FIRST_ROW, {"Mức xếp loại": None})

    result, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    gone = only(findings, "KT-343")
    assert (gone.sheet, gone.cell, gone.read) == ("Tổ chức đảng", "J4", PEOPLE[0])
    assert "Đã chuyển đi" in gone.why
    ward = Ward(result.dataset)
    assert secretary_on(ward, ward.cells[0], DAY) == ""


def test_a_post_typed_where_a_name_belongs_is_an_error(tmp_path: Path) -> None:
    path = clerk_book(
        tmp_path / "so.xlsx", lambda book: put(book["Tổ chức đảng"], 3, {"Bí thư": "Bí thư"})
    )
    _, findings = read_and_check(path)
    assert only(findings, "KT-348").cell == "J3"
    assert has_errors(findings)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("đ/c Lê Văn Tám", "Lê Văn Tám"),
        ("1. Lê Văn Tám", "Lê Văn Tám"),
        ("Lê Văn Tám (BT)", "Lê Văn Tám"),
        ("Lê Văn Tám - Bí thư", "Lê Văn Tám"),
        ("- Lê Văn Tám", "Lê Văn Tám"),
        ("• Lê Văn Tám", "Lê Văn Tám"),
        ("7) Lê Văn Tám*", "Lê Văn Tám"),
        ("Lê Văn Tám [PBT]", "Lê Văn Tám"),
        ("Lê Văn Tám 1962", "Lê Văn Tám"),
        ("Bà Lê Thị Tám", "Lê Thị Tám"),
        ("Ông Ích Khiêm", "Ông Ích Khiêm"),
        ("Lê Thị Ánh-Hồng", "Lê Thị Ánh-Hồng"),
    ],
)
def test_what_is_no_part_of_a_name_is_proposed_away(
    written: str, name: str, tmp_path: Path
) -> None:
    assert bare_name(written) == name
    path = clerk_book(
        tmp_path / "so.xlsx", lambda book: put(book["Đảng viên"], 4, {"Họ và tên": written})
    )
    _, findings = read_and_check(path)
    proposals = [f.fix for f in findings if f.code == "KT-346"]
    assert proposals == ([] if written == name else [proposals[0]])
    assert all(f"“{name}”" in proposal for proposal in proposals)


def test_namesakes_are_told_apart_not_offered_their_own_name(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        for row in (4, 6):
            put(book["Đảng viên"], row, {"Họ và tên": "Lê Thị Lan", "Mã đảng viên": None})
            put(book["Kiểm điểm"], row, {"Mã đối tượng": "Lê Thị Lan"})

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    lost = [f for f in findings if f.code == "KT-501"]
    assert [f.cell for f in lost] == ["A4", "A6"]
    assert all("dòng 4, dòng 6" in f.fix and "Có phải" not in f.fix for f in lost)


def test_a_code_that_is_gone_is_nobody_elses(tmp_path: Path) -> None:
    path = clerk_book(tmp_path / "so.xlsx", lambda book: book["Đảng viên"].delete_rows(5))
    _, findings = read_and_check(path)
    lost = only(findings, "KT-501")
    assert lost.read == "DV0003"
    assert "Có phải" not in lost.fix


@pytest.mark.parametrize("written", ["CB 01", "cb-01", "CB01 ", "CB1"])
def test_a_code_spelt_with_other_signs_is_understood(written: str, tmp_path: Path) -> None:
    path = clerk_book(
        tmp_path / "so.xlsx", lambda book: put(book["Đảng viên"], 4, {"Chi bộ": written})
    )
    _, findings = read_and_check(path)
    assert findings == []


def test_what_could_be_a_name_and_a_code_is_nobodys(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        cell = {"Tên tổ chức đảng": "Chi bộ 1", "Mã": "CB07", "Mã cấp trên": "DU"}
        put(book["Tổ chức đảng"], 5, {**cell, "Loại": "Chi bộ trực thuộc"})
        put(book["Đảng viên"], 4, {"Chi bộ": "CB1"})
        put(book["Đảng viên"], 5, {"Chi bộ": "01"})

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    assert [f.read for f in findings if f.code == "KT-311"] == ["CB1", "01"]


@pytest.mark.parametrize(
    "written", ["Tổ dân phố 1", "Chi bộ TDP 1", "TDP 01", "TDP số 1, Đảng bộ phường Hoa Sen"]
)
def test_a_shortened_name_is_understood_and_told(written: str, tmp_path: Path) -> None:
    path = clerk_book(
        tmp_path / "so.xlsx", lambda book: put(book["Đảng viên"], 4, {"Chi bộ": written})
    )
    result, findings = read_and_check(path)
    assert told(findings) == [("KT-347", "B4")]
    assert "CB01" in findings[0].why
    ward = Ward(result.dataset)
    assert len(ward.members_of(ward.cells[0])) == len(PEOPLE)


@pytest.mark.parametrize("written", ["CB02", "CB11", "1", "01", "Tổ dân phố 11", "Tổ dân phố"])
def test_another_cell_is_never_guessed(written: str, tmp_path: Path) -> None:
    path = clerk_book(
        tmp_path / "so.xlsx", lambda book: put(book["Đảng viên"], 4, {"Chi bộ": written})
    )
    _, findings = read_and_check(path)
    lost = only(findings, "KT-311")
    assert "CB01" not in lost.fix


def test_an_issue_date_of_another_year_is_told_with_its_cell(tmp_path: Path) -> None:
    def dated(day: str) -> list[tuple[str, str]]:
        path = clerk_book(
            tmp_path / "so.xlsx", lambda book: book["Thiết lập"].__setitem__("B9", day)
        )
        return [pair for pair in told(read_and_check(path)[1]) if pair[1] == "B9"]

    assert dated("20/12/2016") == [("KT-351", "B9")]
    assert dated("20/12/2025") == [("KT-349", "B9")]
    assert dated("15/01/2027") == []


def test_what_follows_from_a_wrong_issue_date_is_not_told_beside_it(tmp_path: Path) -> None:
    path = clerk_book(
        tmp_path / "so.xlsx", lambda book: book["Thiết lập"].__setitem__("B9", "20/12/2016")
    )
    assert told(read_and_check(path)[1]) == [("KT-351", "B9")]


def test_a_secretary_who_has_left_is_one_thing_to_mend(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        put(book["Đảng viên"], FIRST_ROW, {"Tình trạng": "Đã chuyển đi"})

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    told_of_cell = [f.code for f in findings if f.sheet == "Tổ chức đảng"]
    assert told_of_cell == ["KT-343"]


def test_a_cell_is_not_called_empty_while_members_have_an_unknown_one(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        for row in range(FIRST_ROW, FIRST_ROW + len(PEOPLE)):
            put(book["Đảng viên"], row, {"Chi bộ": "Chi bộ Tổ dân phô 1"})

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    assert "KT-309" not in {f.code for f in findings}
    (unknown,) = (c for c in by_cause(findings) if c.code == "KT-311")
    assert unknown.place == "trang Đảng viên, B3:B7 (5 ô)"


@pytest.mark.parametrize(("name", "odd"), [("Brơi", False), ("Hoa", True), ("Lê Văn 2", True)])
def test_a_name_of_one_word_may_be_a_whole_one(name: str, odd: bool, tmp_path: Path) -> None:
    path = clerk_book(
        tmp_path / "so.xlsx", lambda book: put(book["Đảng viên"], 5, {"Họ và tên": name})
    )
    assert ("KT-324" in {f.code for f in read_and_check(path)[1]}) is odd


def test_a_dissolved_cell_with_members_is_told(tmp_path: Path) -> None:
    path = clerk_book(
        tmp_path / "so.xlsx",
        lambda book: put(book["Tổ chức đảng"], 4, {"Ghi chú": "sáp nhập vào CB02 từ 7/2026"}),
    )
    _, findings = read_and_check(path)
    note = columns(load_workbook(path)["Tổ chức đảng"])["Ghi chú"]
    assert told(findings) == [("KT-350", f"{note}4")]


@pytest.mark.parametrize(
    ("posts", "held"),
    [
        ("Bí thư Chi bộ, Đảng uỷ viên", "Bí thư Chi bộ, Đảng uỷ viên"),
        ("Nguyên Bí thư (đã mất)", ""),
        ("Phó Bí thư cũ; Chi uỷ viên", "Chi uỷ viên"),
        ("Chi uỷ viên - thôi từ T6/2026", ""),
    ],
)
def test_a_post_that_has_ended_is_not_printed(posts: str, held: str) -> None:
    assert held_posts(posts) == held


@pytest.mark.parametrize("name", ["Tạ Thế Tuấn", "Lê Văn Nghỉ", "Trần Đã Mất", "lê văn nghỉ"])
def test_a_name_that_sounds_like_a_state_says_nothing(name: str) -> None:
    assert state_in(beside_name(name)) is None


@pytest.mark.parametrize(
    "written", ["Lê Văn An (từ trần)", "LÊ VĂN AN (ĐÃ CHUYỂN ĐI)", "Lê Văn An đã chuyển đi", "Lê Văn An - miễn SH"]
)  # fmt: skip
def test_a_state_beside_a_name_is_seen(written: str) -> None:
    assert state_in(beside_name(written)) is not None
