"""The summary (tong-ket.xlsx): people = papers there + not yet + failed + left out, always."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from giayto import Workspace, cli
from giayto.data.models import Dataset, Organisation
from giayto.data.workbook.write import create_workbook
from giayto.workspace import summary as leaving
from tests.wards import day, member, small_dataset

FORM = "Bản kiểm điểm cá nhân"


@dataclass
class Told:
    """What a summary says, read as a person reads it."""

    rows: list[dict[str, object]]
    documents: list[dict[str, object]]
    links: list[Path]
    left_out: list[dict[str, object]]
    numbers: list[dict[str, object]]
    text: str

    def of(self, paper: str, column: str) -> dict[str, object]:
        """A column of the overview for a paper, by unit."""
        return {str(r["Đơn vị"]): r[column] for r in self.rows if r["Loại giấy tờ"] == paper}


def read(out: Path) -> Told:
    book = load_workbook(out / "tong-ket.xlsx")
    tables: list[list[dict[str, object]]] = []
    for sheet, header in zip(book, (5, 1, 1, 1), strict=True):
        names = [str(cell.value) for cell in sheet[header]]
        values = sheet.iter_rows(min_row=header + 1, values_only=True)
        tables.append([dict(zip(names, row, strict=True)) for row in values])
    links = [
        out / unquote(cell.hyperlink.target)
        for row in book["Văn bản"].iter_rows(min_row=2)
        for cell in row
        if cell.hyperlink and cell.hyperlink.target
    ]
    text = " ".join(str(v) for s in book for r in s.iter_rows(values_only=True) for v in r if v)
    rows, documents, left_out, numbers = tables
    return Told(rows, documents, links, left_out, numbers, text)


def balanced(out: Path, members: int) -> Told:
    """The summary, after making sure that nobody is missing in it and that its links hold."""
    told = read(out)
    forms = [r for r in told.rows if r["Loại giấy tờ"] == FORM and r["Đơn vị"] != "Cộng"]
    assert forms
    parts = ("Đã có", "Chưa lập", "Lỗi", "Không lập")
    for row in forms:
        assert row["Số người"] == sum(int(str(row[part])) for part in parts), row
    assert sum(int(str(row["Số người"])) for row in forms) == members
    assert f"Sổ có {members} đảng viên" in told.text
    listed = [d for d in told.documents if d["Loại giấy tờ"] == FORM]
    left = [r for r in told.left_out if r["Loại giấy tờ"] == FORM]
    assert len(listed) + len(left) == members
    assert all(link.is_file() for link in told.links)
    assert len(told.links) == sum(d["Tệp"] is not None for d in told.documents)
    there = sum(str(d["Tình trạng"]).startswith(("Đã", "Mới")) for d in listed)
    assert there == sum(int(str(row["Đã có"])) for row in forms)
    return told


def place(folder: Path, data: Dataset) -> Workspace:
    (folder / "du-lieu.xlsx").unlink(missing_ok=True)
    create_workbook(folder / "du-lieu.xlsx", data, example=False)
    return Workspace.open(folder)


def make(workspace: Workspace, *papers: str, **wishes: object):  # type: ignore[no-untyped-def]
    return workspace.make(*papers, despite_errors=True, **wishes)  # type: ignore[arg-type]


def hard() -> Dataset:
    """Namesakes without codes, the exempt, the new, a member of no cell, one of the committee."""
    data = small_dataset()
    data.organisations.append(
        Organisation(code="CB02", name="Chi bộ Trống", kind="Chi bộ trực thuộc", parent="DU")
    )
    data.organisations.append(
        Organisation(code="CB03", name="Chi bộ Ba", kind="Chi bộ trực thuộc", parent="DU")
    )
    exempt = {"status": "Miễn công tác và sinh hoạt đảng"}
    data.members += [
        member("", "Vũ Thị Nhàn", **exempt),
        member("", "Vũ Thị Nhàn", **exempt),
        member("", "Lê Thị Lan", "CB03"),
        member("", "Lê Thị Lan", "CB03", birth=day("1/1/1981")),
        member("DV20", "Trần Văn Lạc", "CB99"),
        member("DV21", "Trần Văn Lạc", "CB99"),
        member("DV22", "Bùi Cấp Uỷ", "DU"),
        member("DV23", "=1+1", "CB03"),
        member("DV24", "Đã Mất", "CB03", status="Từ trần"),
    ]
    return data


def test_the_sample_ward_adds_up_and_its_numbers_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = Workspace.sample(tmp_path / "mau")
    assert cli.main(["tao", "-C", str(workspace.folder), "--cap-so"]) == 0
    assert "tong-ket.xlsx" in capsys.readouterr().out
    told = balanced(workspace.output, len(workspace.read().dataset.members))
    given = [row for row in told.numbers if row["Lần này mới cấp"]]
    assert given and "Số" not in {str(row["Số và ký hiệu"]).split()[0] for row in given}
    assert "Cộng" in told.of(FORM, "Số người")


@pytest.mark.parametrize(
    "wishes",
    [
        {},
        {"records": ["DV2"]},
        {"units": ["CB03"]},
        {"units": ["CB02"]},
        {"papers": ["bien-ban"]},
        {"processes": 2},
    ],
)
def test_a_hard_ward_adds_up_whatever_part_of_it_is_made(
    tmp_path: Path, wishes: dict[str, object]
) -> None:
    data = hard()
    workspace = place(tmp_path, data)
    papers = wishes.pop("papers", [])
    make(workspace, *papers, **wishes)  # type: ignore[misc]
    told = balanced(workspace.output, len(data.members))
    assert told.of(FORM, "Số người") == {
        "Đảng uỷ phường Mường Mẫu": 3,
        "Chi bộ Tổ dân phố 1": 8,
        "Chi bộ Ba": 4,
        "Cộng": 15,
    }
    assert told.of(FORM, "Không lập")["Cộng"] == 8
    make(workspace)
    told = balanced(workspace.output, len(data.members))
    assert told.of(FORM, "Đã có")["Cộng"] == 7


def test_after_one_changed_row_all_are_still_told(tmp_path: Path) -> None:
    data = hard()
    make(place(tmp_path, data))
    data.members[1].workplace = "Trường THCS Mới"
    data.members.pop(2)
    workspace = place(tmp_path, data)
    report = make(workspace).report
    told = balanced(workspace.output, len(data.members))
    assert told.of(FORM, "Trong đó mới lập")["Cộng"] == report.fresh["kiem-diem"] == 1
    aside = [d for d in told.documents if d["Tình trạng"] == "Không còn phải lập"]
    forms = [str(d["Tệp"])[:9] for d in aside if d["Tệp"] and str(d["Tệp"])[0].isdigit()]
    assert forms == ["003-Le-A-"]


def test_what_fails_is_told_with_its_reason(tmp_path: Path) -> None:
    data = hard()
    workspace = place(tmp_path, data)
    workspace.own_masters.mkdir()
    (workspace.own_masters / "kiem-diem-02b.docx").write_bytes(b"no Word file")
    make(workspace)
    told = balanced(workspace.output, len(data.members))
    failed = [d for d in told.documents if d["Tình trạng"] == "Lỗi, chưa lập được"]
    assert failed and all(d["Ghi chú"] and not d["Tệp"] for d in failed)
    assert told.of(FORM, "Lỗi")["Cộng"] == len(failed)


def test_an_edited_file_is_told_as_edited(tmp_path: Path) -> None:
    workspace = place(tmp_path, small_dataset())
    make(workspace, "kiem-diem")
    next(workspace.output.rglob("*Anh.docx")).write_bytes(b"mine")
    make(workspace)
    (row,) = [
        d for d in read(workspace.output).documents if str(d["Tệp"]).endswith("002-Do-Van-Anh.docx")
    ]
    assert row["Tình trạng"] == "Đã có, có sửa tay"


def test_it_is_left_alone_while_nothing_changes(tmp_path: Path) -> None:
    workspace = place(tmp_path, small_dataset())
    assert make(workspace).summary == str(workspace.output / "tong-ket.xlsx")
    written = (workspace.output / "tong-ket.xlsx").stat().st_mtime_ns
    assert make(workspace).summary == ""
    assert (workspace.output / "tong-ket.xlsx").stat().st_mtime_ns == written


def test_it_follows_a_workbook_that_changed_without_a_paper(tmp_path: Path) -> None:
    data = small_dataset()
    make(place(tmp_path, data), "kiem-diem")
    data.members.append(member("DV9", "Mới Về", status="Miễn công tác và sinh hoạt đảng"))
    workspace = place(tmp_path, data)
    assert make(workspace, "kiem-diem").report.done == 0
    balanced(workspace.output, len(data.members))


def test_open_in_excel_it_is_not_replaced_and_the_run_goes_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = place(tmp_path, small_dataset())
    workspace.output.mkdir()
    lock = workspace.output / "~$tong-ket.xlsx"
    lock.write_bytes(b"\x05Chi")
    command = ["tao", "-C", str(tmp_path), "--van-tao"]
    assert cli.main(command) == 0
    shown = " ".join(capsys.readouterr().err.split())
    assert "bản tổng kết chưa ghi được" in shown and "đang mở trong Excel" in shown
    assert not (workspace.output / "tong-ket.xlsx").exists()
    lock.unlink()
    assert cli.main(command) == 0
    assert read(workspace.output).rows


def test_a_ward_too_large_is_told_by_its_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "MOST", 5)
    data = hard()
    workspace = place(tmp_path, data)
    made = make(workspace)
    assert made.summary == "" and "--don-vi" in made.summary_remark
    make(workspace, units=["CB03"], redo=True)
    told = read(workspace.output)
    assert told.of(FORM, "Số người") == {"Chi bộ Ba": 4}


def test_an_archive_leaves_the_summary_of_the_folder_alone(tmp_path: Path) -> None:
    workspace = place(tmp_path, small_dataset())
    assert make(workspace, archive=tmp_path / "a.zip").summary == ""
    assert not workspace.output.exists()


def test_another_folder_and_a_storage_get_their_own(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    data = hard()
    workspace = place(tmp_path, data)
    make(workspace, out=tmp_path / "noi-khac")
    balanced(tmp_path / "noi-khac", len(data.members))
    make(workspace, out=f"file://{tmp_path}/kho")
    balanced(tmp_path / "kho", len(data.members))


def test_it_is_no_paper_and_no_result_may_replace_it(tmp_path: Path) -> None:
    from giayto.workspace.word_files import word_files

    workspace = place(tmp_path, small_dataset())
    make(workspace)
    summary = workspace.output / "tong-ket.xlsx"
    before = summary.read_bytes()
    assert summary not in word_files([workspace.output])
    target = ["so", "xuat", "--ra", str(summary), "--ghi-de", "-C", str(tmp_path)]
    assert cli.main(target) != 0
    assert summary.read_bytes() == before
