"""``giayto so …`` as a clerk and a machine use it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from docx import Document

from giayto.commands.register.group import register_group
from giayto.commands.register.numbers import issue
from giayto.errors import (
    GiaytoError,
    NumberNotFound,
    NumberTaken,
    RegisterUnavailable,
    UsageError,
    WorkspaceExists,
)
from giayto.register import open_register
from giayto.register.export.columns import BUILT_IN, OWN_FILE
from giayto.register.export.word import MASTER
from giayto.templates.store import find_master

BODY = [
    "--co-quan", "DU", "--ten-co-quan", "Đảng uỷ phường Hoa Sen",
    "--ky-hieu", "ĐU", "--nhiem-ky", "2025-2030",
]  # fmt: skip


class Clerk:
    """Types commands in one workspace."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.code = 0

    def so(self, name: str, *arguments: str) -> str:
        """What a command prints; its exit code is in ``code``. Errors come out raised."""
        result = CliRunner().invoke(
            register_group, [name, "-C", str(self.folder), *arguments], standalone_mode=False
        )
        if result.exception is not None:
            raise result.exception
        self.code = result.return_value or 0
        return result.output

    def json(self, name: str, *arguments: str) -> Any:
        return json.loads(self.so(name, "--json", *arguments))


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    return Clerk(tmp_path)


def _begin(clerk: Clerk) -> None:
    clerk.so("cap", *BODY, "--loai", "TB", "--trich-yeu", "về lịch họp", "--ngay", "05/06/2026")


def test_the_first_number_asks_whose_it_is_and_later_ones_know(clerk: Clerk) -> None:
    with pytest.raises(UsageError, match="--co-quan"):
        clerk.so("cap", "--loai", "TB", "--trich-yeu", "x")
    _begin(clerk)
    out = clerk.so(
        "cap", "--loai", "thong bao", "--trich-yeu", "về lịch trực", "--ngay", "06/06/2026"
    )
    assert "Số 02-TB/ĐU" in out and "2025-2030" in out and "06/06/2026" in out
    assert "Số 01-QĐ/ĐU" in clerk.so("issue", "--loai", "Quyết định", "--ngay", "06/06/2026")


def test_json_gives_the_whole_row(clerk: Clerk, tmp_path: Path) -> None:
    paper = tmp_path / "tb.docx"
    paper.write_bytes(b"van ban")
    row = clerk.json(
        "cap", *BODY, "--loai", "TB", "--trich-yeu", "x", "--ngay", "05/06/2026",
        "--noi-nhan", "Các chi bộ", "--noi-nhan", "Lưu", "--so-ban", "3", "--tep", str(paper),
    )  # fmt: skip
    assert (row["symbol"], row["document_date"], row["copies"]) == ("01-TB/ĐU", "2026-06-05", 3)
    assert row["recipients"] == "Các chi bộ; Lưu"
    assert len(row["file_hash"]) == 64


def test_a_new_term_must_be_named_once(clerk: Clerk) -> None:
    _begin(clerk)
    with pytest.raises(UsageError, match="--nhiem-ky"):
        clerk.so("cap", "--loai", "TB", "--ngay", "01/09/2031")
    out = clerk.so("cap", "--loai", "TB", "--ngay", "01/09/2031", "--nhiem-ky", "2030-2035")
    assert "Số 01-TB/ĐU" in out
    assert "Số 02-TB/ĐU" in clerk.so("cap", "--loai", "TB", "--ngay", "02/09/2031")


def test_congress_papers(clerk: Clerk) -> None:
    _begin(clerk)
    got = [
        clerk.json("cap", "--loai", loai, "--dai-hoi", "--ngay", "07/06/2026")["symbol"]
        for loai in ("BC", "BB")
    ]
    assert got == ["01-BC/ĐH", "02-BB/ĐH"]
    assert "Số 02-TB/ĐU" in clerk.so("cap", "--loai", "TB", "--ngay", "08/06/2026")


@pytest.mark.parametrize(
    "wrong",
    [
        ["--loai", "Công điện"],
        ["--loai", "TB", "--ngay", "05/06/26"],
        ["--loai", "TB", "--huy", "lý do mà không có số"],
        ["--loai", "TB", "--so", "0"],
    ],
)
def test_wrong_use_gives_no_number(clerk: Clerk, wrong: list[str]) -> None:
    _begin(clerk)
    with pytest.raises((UsageError, click.UsageError)):
        clerk.so("cap", *wrong)
    assert len(clerk.json("xem")) == 1


def test_show_searches_and_filters(clerk: Clerk) -> None:
    _begin(clerk)
    clerk.so("cap", "--loai", "BC", "--trich-yeu", "kết quả công tác", "--ngay", "09/06/2026")
    assert [row["symbol"] for row in clerk.json("xem", "lich", "hop")] == ["01-TB/ĐU"]
    assert [row["symbol"] for row in clerk.json("list", "--loai", "BC")] == ["01-BC/ĐU"]
    assert [row["symbol"] for row in clerk.json("xem", "--tu", "06/06/2026")] == ["01-BC/ĐU"]
    assert clerk.json("xem", "--da-huy") == []
    clerk.so("cap", "--loai", "Quy định", "--ngay", "09/06/2026")
    clerk.so("cap", "--loai", "Quyết định", "--ngay", "09/06/2026")
    both = [row["symbol"] for row in clerk.json("xem", "--loai", "QĐ")]
    assert both == ["02-QĐ/ĐU", "01-QĐ/ĐU"]
    shown = clerk.so("xem")
    assert "Thông báo về lịch họp" in shown
    assert "Không có văn bản nào khớp" in clerk.so("xem", "không có")
    assert "nhieu-nhat" in clerk.so("xem", "--nhieu-nhat", "1")


def test_looking_into_no_register_says_how_to_begin(clerk: Clerk) -> None:
    for name in ("xem", "kiem-tra", "sao-luu"):
        with pytest.raises(RegisterUnavailable, match="chưa có sổ"):
            clerk.so(name)
    assert list(clerk.folder.iterdir()) == []


def test_cancel_and_history(clerk: Clerk) -> None:
    _begin(clerk)
    out = clerk.so("huy", "Số 01-TB/ĐU", "--ly-do", "cấp nhầm")
    assert "Đã huỷ số 01-TB/ĐU: cấp nhầm" in out
    told = clerk.so("xem", "01-TB/ĐU", "--lich-su")
    assert "cấp số" in told and "huỷ số" in told and "Lý do huỷ: cấp nhầm" in told
    assert [c["action"] for c in clerk.json("xem", "01-TB/ĐU", "--lich-su")["history"]] == [
        "issue",
        "cancel",
    ]
    with pytest.raises(NumberNotFound):
        clerk.so("cancel", "77-TB/ĐU", "--ly-do", "x")
    with pytest.raises(NumberTaken):
        clerk.so("cap", "--loai", "TB", "--so", "1", "--ngay", "05/06/2026")


def test_check_finds_the_gap_and_the_remedy_closes_it(clerk: Clerk) -> None:
    _begin(clerk)
    clerk.so("cap", "--loai", "TB", "--so", "3", "--ngay", "06/06/2026")
    out = clerk.so("kiem-tra")
    assert clerk.code == 3
    assert "Thiếu số 02" in out and "--huy" in out
    clerk.so("cap", "--loai", "TB", "--so", "2", "--huy", "số bỏ", "--ngay", "06/06/2026")
    assert "Sổ tốt" in clerk.so("check")
    assert clerk.code == 0
    assert clerk.json("kiem-tra") == {"findings": []}


def test_who_wrote_columns_for_excel_hears_that_word_has_them_in_its_master(clerk: Clerk) -> None:
    _begin(clerk)
    said = "cot-so-van-ban.toml"
    assert said not in clerk.so("xuat", str(clerk.folder / "mot.docx"))
    (clerk.folder / "mau").mkdir()
    shutil.copy(BUILT_IN, clerk.folder / OWN_FILE)
    assert said in clerk.so("xuat", str(clerk.folder / "hai.docx"), str(clerk.folder / "a.xlsx"))
    assert said not in clerk.so("xuat", str(clerk.folder / "b.xlsx"))
    own = Document(str(find_master(MASTER, "party-2026").path))
    own.paragraphs[-1].text = "Người lập sổ: …"
    own.save(str(clerk.folder / "mau" / f"{MASTER}.docx"))
    assert said not in clerk.so("xuat", str(clerk.folder / "ba.docx"))
    assert Document(str(clerk.folder / "ba.docx")).paragraphs[-1].text == "Người lập sổ: …"


def test_export_writes_both_kinds_and_overwrites_only_when_told(clerk: Clerk) -> None:
    _begin(clerk)
    word, excel = clerk.folder / "so.docx", clerk.folder / "so.xlsx"
    clerk.so("xuat", str(word), str(excel))
    assert "01-TB/ĐU" in Document(str(word)).tables[-1].rows[-1].cells[0].text
    assert excel.stat().st_size > 4_000
    with pytest.raises(WorkspaceExists):
        clerk.so("export", str(word))
    assert clerk.json("xuat", str(word), "--ghi-de", "--loai", "BC")["rows"] == 0
    with pytest.raises(UsageError, match=r"\.docx"):
        clerk.so("xuat", str(clerk.folder / "so.pdf"))


def test_take_over_tries_then_writes(clerk: Clerk, tmp_path: Path) -> None:
    other = Clerk(tmp_path / "cu")
    other.folder.mkdir()
    _begin(other)
    sheet = str(tmp_path / "cu.xlsx")
    other.so("xuat", sheet)
    assert clerk.json("nhap", sheet, *BODY, "--thu") == {
        "written": False,
        "rows": 1,
        "findings": [],
    }
    with pytest.raises(RegisterUnavailable):
        clerk.so("xem")
    assert "Đã nhập 1 số" in clerk.so("import", sheet, *BODY)
    assert "đã có trong sổ" in clerk.so("nhap", sheet)
    assert clerk.code == 0


def test_a_sheet_with_a_bad_row_is_not_taken_unless_told(clerk: Clerk, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (
        ["Số, ký hiệu", "Ngày", "Trích yếu"],
        ["01-TB/ĐU", "05/06/2026", "a"],
        ["02-TB/ĐU", "31/06/2026", "b"],
    ):
        book.active.append(row)
    sheet = str(tmp_path / "cu.xlsx")
    book.save(sheet)
    out = clerk.so("nhap", sheet, *BODY)
    assert clerk.code == 3
    assert "ô B3" in out and "ngày 31/06/2026" in out and "chưa ghi gì" in out
    clerk.so("nhap", sheet, *BODY, "--bo-dong-loi")
    assert clerk.code == 0
    assert [row["symbol"] for row in clerk.json("xem")] == ["01-TB/ĐU"]


def test_backup_and_restore(clerk: Clerk) -> None:
    _begin(clerk)
    saved = clerk.json("sao-luu")["file"]
    assert Path(saved).parent == clerk.folder / "sao-luu"
    (clerk.folder / "so-van-ban.db").write_bytes(b"hong")
    with pytest.raises(GiaytoError, match="hỏng"):
        clerk.so("xem")
    out = clerk.so("khoi-phuc", saved)
    assert "Thông báo · 2025-2030: 01" in out and ".cu-" in out
    assert clerk.json("restore", saved)["series"][0]["last"] == 1


def test_the_shared_register_wins_over_the_folder(
    clerk: Clerk, new_postgres: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = new_postgres()
    monkeypatch.setenv("GIAYTO_SO_VAN_BAN", url)
    _begin(clerk)
    assert [path.name for path in clerk.folder.iterdir()] == [".so-van-ban.o-dau"]
    assert open_register(url).find()[0].symbol == "01-TB/ĐU"


def test_a_server_without_a_register_yet_is_an_empty_one(
    clerk: Clerk, new_postgres: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _begin(clerk)
    sheet = str(clerk.folder / "cu.xlsx")
    clerk.so("xuat", sheet)
    monkeypatch.setenv("GIAYTO_SO_VAN_BAN", new_postgres())
    told = clerk.json("nhap", sheet, *BODY, "--thu")
    assert told == {"written": False, "rows": 1, "findings": []}


def test_body_and_term_come_from_the_workbook(tmp_path: Path) -> None:
    from giayto.data.sample.ward import sample_dataset
    from giayto.data.workbook.write import create_workbook

    clerk = Clerk(tmp_path)
    create_workbook(tmp_path / "du-lieu.xlsx", sample_dataset(), example=False)
    row = clerk.json("cap", "--loai", "TB", "--trich-yeu", "x", "--ngay", "05/06/2026")
    assert row["symbol"] == "01-TB/ĐU"
    assert row["body_name"].startswith("Đảng uỷ")


def test_asking_for_help_loads_no_database_library() -> None:
    code = (
        "import sys; from giayto.commands.register.group import register_group\n"
        "register_group.main(['--help'], standalone_mode=False)\n"
        "assert not {'sqlalchemy', 'docx', 'openpyxl', 'pydantic'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "cap (issue)" in done.stdout


@pytest.mark.parametrize("term", ["abc", "2030-2025", "2025-2099", "2030-2035"])
def test_a_term_that_cannot_be_is_refused(tmp_path: Path, term: str) -> None:
    folder = ["-C", str(tmp_path), "--co-quan", "DU", "--ky-hieu", "ĐU"]
    with pytest.raises(UsageError, match="nhiệm kỳ"):
        issue.main(
            [*folder, "--loai", "TB", "--ngay", "22/11/2026", "--nhiem-ky", term],
            standalone_mode=False,
        )
    assert not (tmp_path / "so-van-ban.db").exists()
