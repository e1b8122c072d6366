"""Numbers from workbook to register and back, as a clerk meets them on the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from giayto.cli import main
from giayto.data.models import Dataset, Meeting, YearResult
from giayto.data.workbook.write import create_workbook
from giayto.register import ADDRESS_VARIABLE
from giayto.workspace.word_files import word_files
from tests.reading import visible_text
from tests.wards import day, small_dataset

DEAD = "postgresql+psycopg://ai@127.0.0.1:1/so"
"""Nobody listens on this port."""
CONFERENCE = "bien-ban-kiem-diem"
MEMBERS = "quyet-dinh-xep-loai-dang-vien"


@pytest.fixture(autouse=True)
def _own_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESS_VARIABLE, raising=False)


MINUTES = ("bien-ban-kiem-diem", "bien-ban-sinh-hoat")


class Clerk:
    """Types commands in one workspace, and reads what they print."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.data = small_dataset()
        self.code = 0
        self._capsys = capsys
        self.save()

    def save(self) -> None:
        """Write the workbook as the data are now."""
        path = self.folder / "du-lieu.xlsx"
        path.unlink(missing_ok=True)
        create_workbook(path, self.data, example=False)

    def types(self, *arguments: object) -> str:
        """What a command prints, both streams; its exit code is in ``code``."""
        self._capsys.readouterr()
        words = [str(a) for a in arguments]
        names = 2 if words[0] == "so" else 1
        self.code = main([*words[:names], "-C", str(self.folder), *words[names:]])
        out = self._capsys.readouterr()
        return out.out + out.err

    def asks(self, *arguments: object) -> Any:
        """What a command gives a machine."""
        return json.loads(self.types(*arguments, "--json"))

    def numbers(self, *arguments: object) -> dict[tuple[str, str], str]:
        """Makes papers with numbers; the symbols given, by paper and key."""
        told = self.asks("tao", *arguments, "--cap-so", "--van-tao")
        return {(n["paper"], n["key"]): n["symbol"] for n in told["numbers"]}

    def symbols(self) -> list[str]:
        """The register, oldest first."""
        return [row["symbol"] for row in reversed(self.asks("so", "xem"))]

    def row(self, symbol: str) -> Any:
        (row,) = [r for r in self.asks("so", "xem") if r["symbol"] == symbol]
        return row

    def paper(self, stem: str) -> Path:
        (path,) = self.folder.joinpath("van-ban").rglob(f"{stem}.docx")
        return path


@pytest.fixture
def clerk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(tmp_path, capsys)


def ordinary(code: str, date: str, **more: object) -> Meeting:
    """An ordinary meeting of the cell."""
    return Meeting(code=code, kind="Sinh hoạt định kỳ", unit="CB01", date=day(date), **more)


def committee(data: Dataset, **changed: object) -> None:
    data.organisations[0] = data.organisations[0].model_copy(update=changed)


# Which body, which symbol, which register


def test_one_series_has_one_symbol_whoever_gives_the_number(clerk: Clerk) -> None:
    committee(clerk.data, symbol="ĐUP")
    clerk.save()
    assert set(clerk.numbers("xep-loai").values()) == {"01-QĐ/ĐUP", "02-QĐ/ĐUP"}
    assert clerk.asks("so", "cap", "--loai", "Quyết định", "--ngay", "21/12/2026")["symbol"] == (
        "03-QĐ/ĐUP"
    )
    named = clerk.asks(
        "so", "cap", "--loai", "QĐ", "--ngay", "21/12/2026",
        "--co-quan", "đảng ủy phường Mường Mẫu",
    )  # fmt: skip
    assert (named["symbol"], named["body_code"]) == ("04-QĐ/ĐUP", "DU")
    cell = clerk.asks("so", "cap", "--loai", "TB", "--ngay", "21/12/2026", "--co-quan", "cb01")
    assert (cell["symbol"], cell["body_code"]) == ("01-TB/CB", "CB01")


def test_an_offices_own_symbol_of_its_kind_reaches_papers_and_register(clerk: Clerk) -> None:
    (clerk.folder / "the-thuc.toml").write_text('[bodies]\ndang_uy = "ĐUX"\n', encoding="utf-8")
    assert "01-QĐ/ĐUX" in clerk.numbers("xep-loai").values()
    row = clerk.asks("so", "cap", "--loai", "QĐ", "--ngay", "21/12/2026")
    assert row["symbol"] == "03-QĐ/ĐUX"
    assert "-QĐ/ĐUX" in visible_text(clerk.paper(MEMBERS).read_bytes())


@pytest.mark.parametrize(
    "command",
    [
        ("so", "cap", "--loai", "TB"),
        ("so", "xem"),
        ("so", "kiem-tra"),
        ("so", "phat-hanh", "01-TB/ĐU"),
        ("tao", "--van-tao"),
        ("tao", "--van-tao", "--cap-so"),
        ("kiem-tra",),
    ],
)
def test_a_register_out_of_reach_is_an_error(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv(ADDRESS_VARIABLE, DEAD)
    assert "GT602" in clerk.types(*command)
    assert clerk.code == 3
    assert not (clerk.folder / "van-ban").exists()


def test_taking_over_compares_with_the_register_or_says_that_it_cannot(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.types("so", "cap", "--loai", "TB", "--trich-yeu", "x", "--ngay", "05/06/2026")
    sheet = clerk.folder / "cu.xlsx"
    clerk.types("so", "xuat", sheet)
    assert "đã có trong sổ" in clerk.types("so", "nhap", sheet, "--thu")
    monkeypatch.setenv(ADDRESS_VARIABLE, DEAD)
    said = clerk.types("so", "nhap", sheet, "--thu")
    assert "GT602" in said and "Nhập được" not in said
    assert clerk.code == 3
    # A shared drive that is not connected is no empty register either.
    monkeypatch.setenv(ADDRESS_VARIABLE, str(clerk.folder / "o-mang" / "so.db"))
    assert "GT602" in clerk.types("so", "nhap", sheet, "--thu")
    monkeypatch.setenv(ADDRESS_VARIABLE, str(clerk.folder / "chua-co.db"))
    assert "Nhập được 1 số" in clerk.types("so", "nhap", sheet, "--thu")


def test_checking_names_the_faults_in_the_data_although_the_register_is_out_of_reach(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS_VARIABLE, DEAD)
    told = clerk.asks("kiem-tra")
    assert told["findings"] and told["error"]["code"] == "GT602"


def test_a_number_with_every_fact_given_needs_no_workbook(clerk: Clerk) -> None:
    (clerk.folder / "du-lieu.xlsx").write_bytes(b"khong phai Excel")
    whole = [
        "--co-quan", "DU", "--ten-co-quan", "Đảng uỷ phường Hoa Sen",
        "--ky-hieu", "ĐU", "--nhiem-ky", "2025-2030",
    ]  # fmt: skip
    ask = ["so", "cap", "--loai", "TB", "--ngay", "05/06/2026"]
    assert clerk.asks(*ask, *whole)["symbol"] == "01-TB/ĐU"
    assert "GT201" in clerk.types(*ask)


# Numbers typed in the sheet


def test_a_typed_number_is_booked_and_numbering_goes_on_after_it(clerk: Clerk) -> None:
    numbers = clerk.numbers(*MINUTES)
    assert numbers == {
        (CONFERENCE, "CB01-H01-2026"): "08-BB/CB",
        ("bien-ban-sinh-hoat", "CB01-H02-2026"): "09-BB/CB",
    }
    assert clerk.numbers(*MINUTES) == {}
    assert "GT603" in clerk.types(
        "so", "cap", "--co-quan", "CB01", "--loai", "BB", "--so", 8, "--ngay", "06/12/2026"
    )
    row = clerk.row("08-BB/CB")
    assert (row["paper"], row["document_date"]) == (CONFERENCE, "2026-12-05")
    assert row["signer"] == "Nguyễn Thuỷ Ủy"


@pytest.mark.parametrize("asked", [(), ("--cap-so",)])
def test_a_typed_number_of_another_paper_costs_that_paper_only(
    clerk: Clerk, asked: tuple[str, ...]
) -> None:
    clerk.types(
        "so", "cap", "--co-quan", "CB01", "--loai", "BB", "--so", 8, "--ngay", "01/11/2026",
        "--trich-yeu", "họp chi uỷ",
    )  # fmt: skip
    told = clerk.asks("tao", *MINUTES, "--van-tao", *asked)
    assert clerk.code == 1
    (failed,) = told["failed"]
    assert (failed["paper"], failed["code"]) == (CONFERENCE, "GT603")
    assert failed["where"].startswith("trang Cuộc họp, ô ")
    assert "họp chi uỷ" in failed["why"] and "08-BB/CB" in failed["why"]
    assert [m["paper"] for m in told["made"]] == ["bien-ban-sinh-hoat"]
    checked = clerk.asks("kiem-tra")["findings"]
    (clash,) = [f for f in checked if f["code"] == "KT-422"]
    assert clash["sheet"] == "Cuộc họp" and clash["read"] == "8"
    assert clerk.code == 3
    assert "KT-422" in clerk.types("so", "kiem-tra", "--json")


def test_a_row_entered_by_hand_before_is_taken_for_the_same_minutes(clerk: Clerk) -> None:
    clerk.types(
        "so", "cap", "--co-quan", "CB01", "--loai", "BB", "--so", 8, "--ngay", "05/12/2026",
        "--trich-yeu", "hội nghị cuối năm",
    )  # fmt: skip
    (failed,) = clerk.asks("tao", *MINUTES, "--van-tao", "--cap-so")["failed"]
    assert "hội nghị cuối năm" in failed["why"] and "so sua 08-BB/CB" in failed["fix"]
    right = failed["fix"].split('"')[1]
    clerk.types("so", "sua", "08-BB/CB", "--trich-yeu", right, "--ly-do", "ghi đủ tên")
    told = clerk.asks("tao", *MINUTES, "--van-tao", "--cap-so")
    print(told)
    assert told["failed"] == [] and clerk.symbols() == ["08-BB/CB", "09-BB/CB"]
    assert clerk.row("08-BB/CB")["record"] == "CB01-H01-2026"


def test_a_number_typed_over_the_registers_own_is_refused(clerk: Clerk) -> None:
    clerk.data.meetings[0].number = None
    clerk.save()
    given = clerk.numbers(*MINUTES)[CONFERENCE, "CB01-H01-2026"]
    clerk.data.meetings[0].number = 8
    clerk.save()
    (failed,) = clerk.asks("tao", *MINUTES, "--van-tao")["failed"]
    assert given in failed["why"] and f"so huy {given}" in failed["fix"]
    clerk.types("so", "huy", given, "--ly-do", "đã ghi số 8 trên giấy")
    assert clerk.numbers(*MINUTES) == {(CONFERENCE, "CB01-H01-2026"): "08-BB/CB"}


def test_one_number_typed_twice_is_found_before_papers_are_made(clerk: Clerk) -> None:
    clerk.data.meetings += [ordinary("H03", "3/3/2026", number=8), ordinary("H04", "3/4/2026")]
    clerk.data.meetings[-1].number = 0
    clerk.save()
    found = [f for f in clerk.asks("kiem-tra")["findings"] if f["code"] == "KT-420"]
    assert [f["read"] for f in found] == ["8", "0"]
    (failed,) = clerk.asks("tao", *MINUTES, "--van-tao", "--cap-so")["failed"]
    assert failed["key"] == "CB01-H03-2026"


# Whose number it is


def test_a_listing_of_several_bodies_names_them(clerk: Clerk, tmp_path: Path) -> None:
    clerk.types("so", "cap", "--loai", "TB", "--ngay", "21/12/2026")
    word, excel = tmp_path / "so.docx", tmp_path / "so.xlsx"

    def heads() -> tuple[list[str], list[Any], str]:
        clerk.types("so", "xuat", word, excel, "--ghi-de")
        table = Document(str(word)).tables[-1]
        sheet = openpyxl.load_workbook(excel).active
        assert sheet is not None
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        head = next(row for row in rows if "Số và ký hiệu" in row)
        return [c.text for c in table.rows[0].cells], head, clerk.types("so", "xem")

    assert ["Cơ quan" in shown for shown in heads()] == [False, False, False]
    clerk.types("so", "cap", "--loai", "TB", "--ngay", "21/12/2026", "--co-quan", "CB01")
    assert ["Cơ quan" in shown for shown in heads()] == [True, True, True]
    cells = [c.text for row in Document(str(word)).tables[-1].rows for c in row.cells]
    assert "Chi bộ Tổ dân phố 1" in cells and "Đảng uỷ phường Mường Mẫu" in cells
    assert "Chi bộ Tổ dân phố 1" in clerk.types("so", "xem")


def test_an_abstract_is_text_whatever_it_looks_like(clerk: Clerk) -> None:
    abstract = "về [red]việc[/b] và [/] :smile: [link=x]"
    clerk.types("so", "cap", "--loai", "TB", "--trich-yeu", abstract, "--ngay", "21/12/2026")
    shown = clerk.types("so", "xem")
    assert clerk.code == 0
    for part in ("[red]việc[/b]", "[/]", ":smile:", "[link=x]"):
        assert part in shown


def test_where_a_copy_lies_stays_as_the_clerk_corrected_it(clerk: Clerk) -> None:
    number = clerk.numbers("xep-loai")[MEMBERS, "DU-2026"]
    clerk.types("so", "sua", number, "--luu", "Tủ số 3", "--ly-do", "chuyển kho")
    clerk.data.settings = clerk.data.settings.model_copy(update={"signer": "Trần Văn Ký"})
    clerk.save()
    clerk.numbers("xep-loai")
    row = clerk.row(number)
    assert (row["keeper"], row["signer"]) == ("Tủ số 3", "Trần Văn Ký")


def test_a_new_number_is_no_other_wording(clerk: Clerk) -> None:
    first = clerk.numbers("xep-loai")[MEMBERS, "DU-2026"]
    clerk.types("so", "huy", first, "--ly-do", "cấp nhầm")
    told = clerk.asks("tao", "xep-loai", "--cap-so", "--van-tao")
    assert [n["symbol"] for n in told["numbers"]] == ["03-QĐ/ĐU"]
    assert told["register_differs"] == []


def test_recipients_stand_in_the_register_by_name(clerk: Clerk) -> None:
    given = clerk.numbers("xep-loai", "khen-thuong")
    rows = {key: clerk.row(symbol) for key, symbol in given.items() if "/ĐU" in symbol}
    assert [row for row in rows.values() if "Như" in row["recipients"]] == []
    members = rows[MEMBERS, "DU-2026"]["recipients"].split("; ")
    assert members[:2] == ["Ban Xây dựng Đảng, Văn phòng Đảng uỷ", "Chi bộ Tổ dân phố 1"]
    assert "Nguyễn Thuỷ Ủy" in members
    assert members[-1] == "Ban Thường vụ Thành uỷ Hà Nội (để báo cáo)"
    assert rows[MEMBERS, "DU-2026"]["keeper"] == "Văn phòng Đảng uỷ"
    awarded = rows["quyet-dinh-khen-thuong", "DU-2026-to-chuc"]["recipients"]
    assert "Chi bộ Tổ dân phố 1" in awarded
    proposal = clerk.row(given["to-trinh-khen-thuong", "CB01-2026"])
    assert proposal["recipients"].split("; ")[0] == "Ban Thường vụ Đảng uỷ phường Mường Mẫu"


def test_the_numbers_given_are_told(clerk: Clerk) -> None:
    shown = clerk.types("tao", "xep-loai", "--van-tao", "--cap-so")
    assert "Đã cấp 2 số" in shown
    for part in ("01-QĐ/ĐU", "02-QĐ/ĐU", "20/12/2026"):
        assert part in shown
    assert "Đã cấp" not in clerk.types("tao", "xep-loai", "--van-tao", "--cap-so")


# After the number was given


def test_a_paper_that_changed_after_its_number_is_reported(clerk: Clerk) -> None:
    symbol = clerk.numbers("xep-loai")[MEMBERS, "DU-2026"]
    clerk.data.settings = clerk.data.settings.model_copy(
        update={"date": day("25/12/2026"), "signer": "Lê Văn Khác"}
    )
    clerk.save()

    checked = [f for f in clerk.asks("kiem-tra")["findings"] if f["code"] == "KT-421"]
    assert {f["sheet"] for f in checked} == {"Thiết lập"} and symbol in {f["read"] for f in checked}
    assert "20/12/2026" in checked[0]["why"] and "25/12/2026" in checked[0]["why"]
    looked = clerk.asks("so", "kiem-tra")["findings"]
    assert [f["code"] for f in looked].count("KT-421") == 2

    told = clerk.asks("tao", "xep-loai", "--van-tao")["register_differs"]
    (mine,) = [t for t in told if t["symbol"] == symbol]
    assert {d["field"] for d in mine["differences"]} == {"day", "signer"}
    assert "25/12/2026" in visible_text(clerk.paper(MEMBERS).read_bytes())
    assert "khác sổ văn bản" in clerk.types("tao", "xep-loai", "--van-tao")
    assert clerk.row(symbol)["document_date"] == "2026-12-20"

    shown = clerk.types("tao", "xep-loai", "--van-tao", "--cap-so")
    assert "ngày: 20/12/2026 → 25/12/2026" in shown and "khác sổ" not in shown
    assert clerk.row(symbol)["document_date"] == "2026-12-25"
    assert "2026-12-20 → 2026-12-25" in clerk.types("so", "xem", symbol, "--lich-su")
    assert "khác sổ" not in clerk.types("tao", "xep-loai", "--van-tao")
    assert "KT-421" not in clerk.types("kiem-tra")


def test_a_list_that_changed_after_its_number_is_reported(clerk: Clerk) -> None:
    symbol = clerk.numbers("xep-loai")[MEMBERS, "DU-2026"]
    assert "KT-421" not in clerk.types("kiem-tra")
    clerk.data.reviews[1] = clerk.data.reviews[1].model_copy(update={"note": "đã sửa"})
    clerk.save()
    (checked,) = [f for f in clerk.asks("kiem-tra")["findings"] if f["code"] == "KT-421"]
    assert checked["read"] == symbol
    (told,) = clerk.asks("tao", "xep-loai", "--van-tao")["register_differs"]
    assert [d["field"] for d in told["differences"]] == ["words"]
    assert clerk.asks("tao", "xep-loai", "--van-tao")["register_differs"] == []


def test_data_in_a_branch_that_is_not_printed_change_no_paper(clerk: Clerk) -> None:
    """The proposal of the committee names itself alone, whatever its members' grades are."""
    committee(clerk.data, self_grade="Hoàn thành tốt nhiệm vụ")
    clerk.save()
    clerk.numbers("to-trinh-cong-nhan-xep-loai")
    review = next(r for r in clerk.data.reviews if r.subject == "DV3")
    review.grade = "Hoàn thành tốt nhiệm vụ"
    clerk.save()
    assert "KT-421" not in clerk.types("kiem-tra")
    assert clerk.asks("tao", "to-trinh-cong-nhan-xep-loai", "--van-tao")["register_differs"] == []


def test_a_number_of_this_term_that_the_register_lacks_is_asked_about(clerk: Clerk) -> None:
    told = {"subject": "DV1", "year": 2025, "decision": "25-QĐ/ĐU", "decided": day("20/12/2025")}
    clerk.data.year_results = [YearResult.model_validate(told)]
    clerk.save()
    said = " ".join(clerk.types("tao", "xep-loai", "--cap-so", "--van-tao").split())
    assert "nhắc số 25-QĐ/ĐU" in said and "mới cấp 01-QĐ/ĐU" in said and "giayto so nhap" in said
    clerk.types("so", "cap", "--loai", "QĐ", "--so", "40", "--trich-yeu", "cũ", "--cach-xa")
    assert "nhắc số" not in clerk.types("tao", "khen-thuong", "--cap-so", "--van-tao")
    told |= {"decided": day("20/12/2024")}  # of the term before
    clerk.data.year_results = [YearResult.model_validate(told)]
    clerk.save()
    assert "nhắc số" not in clerk.types("tao", "--cap-so", "--van-tao")


def test_a_body_under_another_code_gets_no_second_numbers(clerk: Clerk) -> None:
    clerk.numbers("bien-ban")
    before = [row["symbol"] for row in clerk.asks("so", "xem")]
    cell = clerk.data.organisations[1]
    clerk.data.organisations[1] = cell.model_copy(update={"code": "CB1"})
    clerk.save()
    (finding,) = [f for f in clerk.asks("kiem-tra")["findings"] if f["code"] == "KT-423"]
    assert finding["severity"] == "error" and "mã “CB01”" in finding["why"]
    told = re.search(r"Có (\d+) điều cần xem lại", clerk.types("tao", "bien-ban", "--van-tao"))
    asked = re.findall(r"^(?:LỖI|CẢNH BÁO).* \((\d+)\)$", clerk.types("kiem-tra"), re.MULTILINE)
    assert told and int(told[1]) == sum(map(int, asked)), "an error of the register is no silence"
    assert "Ghi lại mã “CB01”" in clerk.types("tao", "bien-ban", "--cap-so", "--van-tao")
    assert clerk.code == 3
    assert [row["symbol"] for row in clerk.asks("so", "xem")] == before


def test_a_column_that_no_paper_prints_changes_none(clerk: Clerk) -> None:
    clerk.numbers("xep-loai")
    clerk.types("tao", "--van-tao")
    before = {path: path.read_bytes() for path in clerk.folder.rglob("van-ban/**/*.docx")}
    member = clerk.data.members[1]
    clerk.data.members[1] = member.model_copy(update={"note": "chuyển nhà"})
    clerk.save()
    assert "KT-421" not in clerk.types("kiem-tra")
    told = clerk.asks("tao", "--van-tao")
    assert told["register_differs"] == []
    assert {made["paper"] for made in told["made"]} <= {"tong-hop-de-xuat"}  # prints the remark
    before = {path: content for path, content in before.items() if "tong-hop" not in path.name}
    assert {path: path.read_bytes() for path in before} == before


def test_a_symbol_changed_after_the_number_stays_reported(clerk: Clerk) -> None:
    symbol = clerk.numbers("xep-loai")[MEMBERS, "DU-2026"]
    committee(clerk.data, symbol="ĐUP")
    clerk.save()
    told = clerk.asks("tao", "xep-loai", "--van-tao", "--cap-so")
    assert told["register_updated"] == []
    differs = {t["symbol"]: t["differences"] for t in told["register_differs"]}
    assert differs[symbol][0]["field"] == "symbol"


def test_a_row_is_corrected_with_its_reason(clerk: Clerk) -> None:
    clerk.types("so", "cap", "--loai", "QĐ", "--ngay", "05/06/2026", "--trich-yeu", "về lịch")
    clerk.types(
        "so", "sua", "1-qđ/đu", "--ngay", "06/06/2026", "--trich-yeu", "Quyết định về lịch họp",
        "--nguoi-ky", "Lê Thu Hà", "--noi-nhan", "Các chi bộ", "--noi-nhan", "Lưu", "--luu",
        "Văn phòng", "--so-ban", 7, "--ghi-chu", "gửi thư", "--ly-do", "ghi nhầm",
    )  # fmt: skip
    row = clerk.row("01-QĐ/ĐU")
    assert (row["document_date"], row["abstract"]) == ("2026-06-06", "về lịch họp")
    assert (row["signer"], row["recipients"], row["copies"]) == ("Lê Thu Hà", "Các chi bộ; Lưu", 7)
    assert clerk.asks("so", "xem", "lich hop")[0]["id"] == row["id"]
    history = clerk.types("so", "xem", "01-QĐ/ĐU", "--lich-su")
    assert "sửa sổ" in history and "Lý do: ghi nhầm" in history
    clerk.types("so", "sua", "01-QĐ/ĐU", "--ghi-chu", "", "--ly-do", "thừa")
    assert clerk.row("01-QĐ/ĐU")["note"] == ""
    for wrong, code in (
        (["--ly-do", "x"], 2),
        (["--ngay", "06/06/2031", "--ly-do", "x"], 2),
        (["--so-ban", 7, "--ly-do", "x"], 3),
        (["--so-ban", 8, "--ly-do", " "], 3),
    ):
        clerk.types("so", "sua", "01-QĐ/ĐU", *wrong)
        assert clerk.code == code, wrong


def test_what_was_added_by_hand_survives_making_again(clerk: Clerk) -> None:
    symbol = clerk.numbers("xep-loai")[MEMBERS, "DU-2026"]
    said = clerk.types(
        "so", "sua", symbol, "--so-ban", 5, "--ghi-chu", "gửi thư", "--ly-do", "bổ sung"
    )
    assert "sửa cả ở đó" not in said  # the workbook says nothing of these
    said = clerk.types("so", "sua", symbol, "--nguoi-ky", "Lê Ký Thay", "--ly-do", "nhầm")
    assert "sửa cả ở đó" in said
    clerk.types("tao", "xep-loai", "--van-tao", "--cap-so")
    assert (clerk.row(symbol)["copies"], clerk.row(symbol)["note"]) == (5, "gửi thư")


@pytest.mark.parametrize("typed", ["1-QĐ/ĐU", "01-qd/du", "Số 001-QĐ/ĐU"])
def test_a_number_is_found_as_people_write_it(clerk: Clerk, typed: str) -> None:
    clerk.types("so", "cap", "--loai", "Quyết định", "--ngay", "05/06/2026")
    clerk.types("so", "cap", "--loai", "Quyết định", "--ngay", "05/06/2026")
    assert "01-QĐ/ĐU" in clerk.types("so", "huy", typed, "--ly-do", "nhầm")
    assert clerk.code == 0
    assert [row["symbol"] for row in clerk.asks("so", "xem", "--da-huy")] == ["01-QĐ/ĐU"]


# Signed and sent out


def test_a_paper_sent_out_is_never_made_again(clerk: Clerk) -> None:
    symbol = clerk.numbers("xep-loai")[MEMBERS, "DU-2026"]
    said = clerk.types("so", "phat-hanh", symbol.lstrip("0"), "--ngay", "22/12/2026")
    assert f"Đã ghi phát hành {symbol} ngày 22/12/2026" in said
    sent = clerk.paper(MEMBERS)
    before, row = sent.read_bytes(), clerk.row(symbol)
    assert row["sent_on"] == "2026-12-22"

    clerk.data.settings = clerk.data.settings.model_copy(update={"date": day("25/12/2026")})
    clerk.data.reviews[1] = clerk.data.reviews[1].model_copy(update={"note": "đã sửa"})
    clerk.save()
    for asked in (("--van-tao",), ("--van-tao", "--tat-ca"), ("--van-tao", "--cap-so")):
        told = clerk.asks("tao", "xep-loai", *asked)
        assert [s["symbol"] for s in told["sent"]] == [symbol]
        assert symbol in {t["symbol"] for t in told["register_differs"]}
        assert MEMBERS not in {m["paper"] for m in told["made"]}
        assert told["left_over"] == [] and sent.read_bytes() == before
    assert clerk.row(symbol) == row
    shown = clerk.types("tao", "xep-loai", "--van-tao")
    assert "Đã phát hành, giữ nguyên:" in shown and f"so thay {symbol}" in shown
    clerk.types("so", "huy", symbol, "--ly-do", "x")
    assert clerk.code == 3
    clerk.types("so", "phat-hanh", symbol)
    assert clerk.code == 3
    assert "22/12/2026" in clerk.types("so", "xem")


def test_a_sent_paper_deleted_by_mistake_is_not_made_from_other_data(clerk: Clerk) -> None:
    symbol = clerk.numbers("xep-loai")[MEMBERS, "DU-2026"]
    clerk.types("so", "phat-hanh", symbol, "--ngay", "22/12/2026")
    clerk.paper(MEMBERS).unlink()
    told = clerk.asks("tao", "xep-loai", "--van-tao")
    assert told["made"] == [] and len(told["sent"]) == 1


def test_what_must_change_becomes_a_new_paper(clerk: Clerk) -> None:
    symbol = clerk.numbers("xep-loai")[MEMBERS, "DU-2026"]
    scan = clerk.folder / "ban-ky.pdf"
    scan.write_bytes(b"%PDF-")
    clerk.types("so", "phat-hanh", symbol, "--ngay", "22/12/2026", "--tep", scan)
    old = clerk.paper(MEMBERS)
    before = old.read_bytes()
    clerk.data.reviews[1] = clerk.data.reviews[1].model_copy(update={"note": "đã sửa"})
    clerk.save()

    said = clerk.types("so", "thay", symbol, "--ly-do", "sót tên")
    assert clerk.code == 0 and "tao --cap-so" in said
    assert clerk.numbers("xep-loai") == {(MEMBERS, "DU-2026"): "03-QĐ/ĐU"}
    kept = [p for p in old.parent.glob(f"{MEMBERS}*.docx") if p.read_bytes() == before]
    assert len(kept) == 1 and kept[0] != old
    assert "03-QĐ/ĐU" in visible_text(old.read_bytes())
    assert word_files([str(old.parent)], print_files=False).count(old) == 1
    assert kept[0] not in word_files([str(old.parent)], print_files=False)
    row = clerk.row(symbol)
    assert (row["state"], row["sent_on"], row["file"]) == ("issued", "2026-12-22", str(scan))
    assert "sót tên" in clerk.types("so", "xem", symbol, "--lich-su")
    assert clerk.asks("so", "kiem-tra")["findings"] == [
        f for f in clerk.asks("so", "kiem-tra")["findings"] if f["code"] == "SO-105"
    ]


def test_a_paper_not_sent_is_not_replaced_and_its_file_stays(clerk: Clerk) -> None:
    symbol = clerk.numbers("xep-loai")[MEMBERS, "DU-2026"]
    assert "chưa phát hành" in clerk.types("so", "thay", symbol, "--ly-do", "x")
    assert clerk.code == 3 and clerk.paper(MEMBERS).is_file()


def test_a_mark_made_by_mistake_is_taken_back(clerk: Clerk) -> None:
    symbol = clerk.numbers("xep-loai")[MEMBERS, "DU-2026"]
    clerk.types("so", "phat-hanh", symbol, "--ngay", "22/12/2026")
    clerk.types("so", "phat-hanh", symbol, "--bo", "nhầm số")
    assert clerk.row(symbol)["sent_on"] is None
    history = clerk.types("so", "xem", symbol, "--lich-su")
    assert "bỏ dấu phát hành" in history and "nhầm số" in history
    assert clerk.asks("tao", "xep-loai", "--van-tao", "--tat-ca")["sent"] == []


def test_sending_is_all_or_nothing_and_not_before_the_papers_day(clerk: Clerk) -> None:
    first, second = sorted(clerk.numbers("xep-loai").values())
    for numbers in ((first, "77-QĐ/ĐU"), (first, second)):
        clerk.types("so", "phat-hanh", *numbers, "--ngay", "19/12/2026")
        assert clerk.code == 3
    assert [clerk.row(s)["sent_on"] for s in (first, second)] == [None, None]
    assert len(clerk.asks("so", "send", first, second, first, "--ngay", "20/12/2026")) == 2


# --- a list that goes with a numbered paper ----------------------------------------------


def _list(clerk: Clerk) -> str:
    (path,) = clerk.folder.rglob("danh-sach-de-nghi-khen-thuong.docx")
    return visible_text(path.read_bytes())


def test_a_list_bears_the_number_of_the_proposal_it_goes_with(clerk: Clerk) -> None:
    clerk.types("tao", "khen-thuong")
    assert "\u00a0-TTr/CB, ngày 05/12/2026 của Chi bộ Tổ dân phố 1)" in _list(clerk)
    clerk.types("tao", "khen-thuong", "--cap-so")
    numbered = "(Kèm theo Tờ trình số 01-TTr/CB, ngày 05/12/2026 của Chi bộ Tổ dân phố 1)"
    assert numbered in _list(clerk)
    clerk.types("tao", "danh-sach-khen-thuong")
    assert clerk.code == 0
    assert numbered in _list(clerk)
    clerk.types("tao", "danh-sach-khen-thuong", "--cap-so")
    assert numbered in _list(clerk)


def test_an_undated_paper_of_a_cell_does_not_keep_the_others_from_their_numbers(
    clerk: Clerk,
) -> None:
    clerk.data.meetings = [m for m in clerk.data.meetings if m.code != "H01"]
    clerk.data.attendance, clerk.data.ballots = [], []
    clerk.save()
    told = clerk.asks("tao", "bao-cao-ket-qua", "--cap-so", "--van-tao")
    assert [n["key"] for n in told["numbers"]] == ["DU-2026"]
    (waiting,) = told["skipped"]
    assert waiting["unit"] == "Chi bộ Tổ dân phố 1"
    assert "hội nghị kiểm điểm" in waiting["reason"]
