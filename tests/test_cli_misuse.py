"""What bad input gets: a Vietnamese sentence, the next step, the right exit code, no half file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from giayto import cli, i18n
from giayto.data.workbook.write import create_workbook
from tests.wards import small_dataset

WORKBOOK = "du-lieu.xlsx"


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err


@pytest.fixture
def giayto(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., Said]]:
    """The command line as the clerk uses it; whatever happens, nobody sees a stack trace."""

    def run(*arguments: object) -> Said:
        code = cli.main([str(a) for a in arguments])
        said = Said(code, *capsys.readouterr())
        assert "Traceback" not in said.all
        english = re.search(r"\b(Usage|Error|Exception|No such|Invalid)\b", said.all)
        assert i18n.language() != "vi" or english is None
        return said

    yield run
    i18n.use("vi")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace whose workbook has no errors."""
    create_workbook(tmp_path / WORKBOOK, small_dataset(), example=False)
    return tmp_path


def _change(workspace: Path, change: Callable[[Any], None]) -> None:
    book = openpyxl.load_workbook(workspace / WORKBOOK)
    change(book)
    book.save(workspace / WORKBOOK)


def _cell(sheet: Any, header: str, row: int = 2) -> Any:
    """The cell under a header, by the row's number among the data (2 is the first)."""
    for cell in (c for line in sheet.iter_rows(max_row=5) for c in line):
        if str(cell.value).rstrip(" *") == header:
            return sheet.cell(cell.row + row - 1, cell.column)
    raise AssertionError(header)


def _header(sheet: Any, header: str) -> Any:
    return _cell(sheet, header, row=1)


def _papers(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.suffix == ".docx" or p.name.endswith(".tmp")]


def test_the_right_way_works(giayto: Callable[..., Said], workspace: Path) -> None:
    assert giayto("kiem-tra", "-C", workspace).code == 0
    said = giayto("tao", "-C", workspace)
    assert said.code == 0, said.all
    assert "Kết quả ở:" in said.out
    assert len(_papers(workspace / "van-ban")) > 8


def test_unknown_paper(giayto: Callable[..., Said], workspace: Path) -> None:
    said = giayto("tao", "kiem-diemm", "-C", workspace)
    assert said.code == 2
    assert "Không có loại giấy tờ “kiem-diemm”." in said.err
    assert "Cần làm: Có phải “kiem-diem”?" in said.err
    assert _papers(workspace) == []


def test_unknown_unit(giayto: Callable[..., Said], workspace: Path) -> None:
    said = giayto("tao", "--don-vi", "CB02", "-C", workspace)
    assert said.code == 2
    assert "Không có tổ chức đảng “CB02” trong sổ." in said.err
    assert "Có phải" not in said.err, "another cell is no remedy"
    assert "CB01" in said.err
    # Another way to write the code is understood.
    assert giayto("tao", "--don-vi", "CB-1", "-C", workspace).code == 0


def test_folder_that_is_no_workspace(giayto: Callable[..., Said], tmp_path: Path) -> None:
    for command in ("tao", "kiem-tra"):
        said = giayto(command, "-C", tmp_path)
        assert said.code == 2
        assert "Thư mục này chưa có sổ dữ liệu du-lieu.xlsx." in said.err
        assert "giayto khoi-tao" in said.err


def test_existing_workbook_is_not_overwritten(giayto: Callable[..., Said], workspace: Path) -> None:
    before = (workspace / WORKBOOK).read_bytes()
    for command in ("khoi-tao", "dung-thu"):
        said = giayto(command, workspace)
        assert said.code == 2
        assert "chương trình không ghi đè" in said.err
        assert "Cần làm:" in said.err
    assert (workspace / WORKBOOK).read_bytes() == before


def test_output_folder_that_cannot_be_written(giayto: Callable[..., Said], workspace: Path) -> None:
    (workspace / "tep").write_text("không phải thư mục", encoding="utf-8")
    said = giayto("tao", "-C", workspace, "--ra", workspace / "tep" / "ket-qua")
    assert said.code == 1
    assert "Lỗi GT501: " in said.err
    assert "Cần làm:" in said.err


@pytest.mark.parametrize("command", ["khoi-tao", "dung-thu"])
def test_workspace_that_cannot_be_made(
    command: str, giayto: Callable[..., Said], tmp_path: Path
) -> None:
    (tmp_path / "tep").write_text("", encoding="utf-8")
    said = giayto(command, tmp_path / "tep" / "phuong")
    assert said.code == 1
    assert "Lỗi GT501: Không" in said.err
    assert "Vì sao: Một phần của đường dẫn là tệp, không phải thư mục." in said.err
    assert "Cần làm:" in said.err


def test_new_workbook_says_what_is_still_to_fill_in(
    giayto: Callable[..., Said], tmp_path: Path
) -> None:
    assert giayto("khoi-tao", tmp_path / "moi").code == 0
    said = giayto("tao", "-C", tmp_path / "moi")
    assert said.code == 3
    assert "Lỗi GT205: " in said.err
    assert "trang Thiết lập" in said.err
    assert _papers(tmp_path) == []


def test_empty_workbook(giayto: Callable[..., Said], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / WORKBOOK)
    said = giayto("kiem-tra", "-C", tmp_path)
    assert said.code == 3
    assert "Sổ không có trang “Đảng viên”." in said.out
    assert "giayto khoi-tao" in said.out


def test_missing_sheet(giayto: Callable[..., Said], workspace: Path) -> None:
    _change(workspace, lambda book: book.remove(book["Tổ chức đảng"]))
    said = giayto("tao", "-C", workspace)
    assert said.code == 3
    assert "Sổ không có trang “Tổ chức đảng”." in said.err
    assert _papers(workspace) == []


def test_renamed_column(giayto: Callable[..., Said], workspace: Path) -> None:
    def rename(book: Any) -> None:
        _header(book["Đảng viên"], "Họ và tên").value = "Cột lạ"

    _change(workspace, rename)
    said = giayto("kiem-tra", "-C", workspace)
    assert said.code == 3
    assert "KT-103, trang Đảng viên" in said.out
    assert "Trang không có cột bắt buộc “Họ và tên”." in said.out
    assert "Đọc được: Cột lạ" in said.out


def test_text_in_a_date_cell(giayto: Callable[..., Said], workspace: Path) -> None:
    def spoil(book: Any) -> None:
        _cell(book["Đảng viên"], "Ngày sinh").value = "khoảng năm sáu mươi"

    _change(workspace, spoil)
    said = giayto("kiem-tra", "-C", workspace)
    assert said.code == 3
    place = re.search(r"Lỗi KT-202, trang Đảng viên, ô ([A-Z]+\d+)", said.out)
    assert place
    assert "Đọc được: khoảng năm sáu mươi" in said.out
    assert "Ghi ngày/tháng/năm" in said.out
    refused = giayto("tao", "-C", workspace)
    assert refused.code == 3
    assert f"ô {place[1]}" in refused.err
    assert _papers(workspace) == []
    assert giayto("tao", "kiem-diem", "-C", workspace, "--van-tao").code == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp trống"),
        (b"PK\x03\x04 cut off in the middle", "Tệp đã hỏng"),
        (
            b"<html><body><table><tr><td>1</td></tr></table></body></html>",
            "thật ra là một trang web",
        ),
        (b"%PDF-1.7\n", "Đây là tệp PDF."),
        (b"\x00\x01\x02 anything at all", "không phải sổ Excel"),
    ],
    ids=["empty", "corrupt", "web page", "pdf", "noise"],
)
def test_file_that_is_no_workbook(
    content: bytes, sentence: str, giayto: Callable[..., Said], tmp_path: Path
) -> None:
    (tmp_path / WORKBOOK).write_bytes(content)
    said = giayto("tao", "-C", tmp_path)
    assert said.code == 3
    assert "Lỗi GT201: Không đọc được sổ Excel" in said.err
    assert sentence in said.err
    assert "Cần làm:" in said.err
    assert (tmp_path / WORKBOOK).read_bytes() == content


def test_list_that_is_no_list(giayto: Callable[..., Said], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Bảng chấm công", 1, 2])
    book.save(tmp_path / "khac.xlsx")
    said = giayto("nhap", tmp_path / "khac.xlsx", "-C", tmp_path / "noi")
    assert said.code == 3
    assert "Lỗi GT204: Không thấy danh sách đảng viên nào" in said.err
    missing = giayto("nhap", tmp_path / "khong-co.xlsx", "-C", tmp_path / "noi")
    assert missing.code == 3
    assert "Không có tệp này." in missing.err
    assert not (tmp_path / "noi" / WORKBOOK).exists()


def test_errors_as_json(giayto: Callable[..., Said], tmp_path: Path, workspace: Path) -> None:
    said = giayto("tao", "xyz", "-C", workspace, "--json")
    assert said.code == 2
    assert said.err == ""
    error = json.loads(said.out)["error"]
    assert error["code"] == "GT101"
    assert error["what"] == "Không có loại giấy tờ “xyz”."
    assert set(error) == {"code", "what", "where", "why", "fix", "details"}


def test_findings_as_json(giayto: Callable[..., Said], workspace: Path) -> None:
    def spoil(book: Any) -> None:
        _cell(book["Đảng viên"], "Ngày sinh").value = "ba mươi tết"

    _change(workspace, spoil)
    said = giayto("kiem-tra", "-C", workspace, "--json")
    assert said.code == 3
    first = json.loads(said.out)["findings"][0]
    assert (first["severity"], first["code"], first["read"]) == ("error", "KT-202", "ba mươi tết")
    assert first["why"]
    assert first["fix"]


def test_papers_as_json(giayto: Callable[..., Said], workspace: Path) -> None:
    said = giayto("tao", "kiem-diem", "-C", workspace, "--json")
    assert said.code == 0
    made = json.loads(said.out)["made"]
    assert {m["paper"] for m in made} == {"kiem-diem"}
    assert all(Path(m["path"]).is_file() for m in made)


def test_findings_in_english(giayto: Callable[..., Said], workspace: Path) -> None:
    def spoil(book: Any) -> None:
        _cell(book["Đảng viên"], "Ngày sinh").value = "ba mươi tết"

    _change(workspace, spoil)
    said = giayto("--lang", "en", "kiem-tra", "-C", workspace)
    assert said.code == 3
    assert "KT-202, sheet Đảng viên, cell" in said.out
    assert "Why: This is no date that can be understood." in said.out


def test_our_own_mistake_is_told_in_one_breath(
    giayto: Callable[..., Said], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("giayto.workspace.loading.read_workbook", broken)
    said = giayto("kiem-tra", "-C", workspace)
    assert said.code == 1
    assert "Lỗi GT000: Lỗi ngoài dự kiến trong chương trình." in said.err
    assert "test_cli_misuse.py:" in said.err
    assert "ZeroDivisionError" in said.err
    monkeypatch.setenv("GIAYTO_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main(["kiem-tra", "-C", str(workspace)])


def test_the_installed_program_ends_with_the_same_code(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "giayto.cli", "tao", "-C", str(tmp_path)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert "chưa có sổ dữ liệu" in done.stderr.decode("utf-8")
