"""``giayto pdf`` as a clerk meets it: whose PDFs are whose, odd names, two at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from giayto.cli import main
from giayto.rendering.pdf.mark import is_whole
from tests.killing import start
from tests.rendering.fake_office import fake_office
from tests.rendering.word_papers import p, paper

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script stands in")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one document, and a stand-in for LibreOffice."""
    fake_office(tmp_path / "lo", monkeypatch)
    folder = tmp_path / "giấy tờ"
    folder.mkdir()
    (folder / "bao-cao.docx").write_bytes(paper(p("một")))
    return folder


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    """What ``giayto pdf … --json`` says."""
    capsys.readouterr()
    main(["pdf", *map(str, arguments), "--json"])
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def test_our_own_pdf_follows_the_content_of_its_document(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document, sheet = place / "bao-cao.docx", place / "bao-cao.pdf"
    assert told(capsys, place)["made"] == [str(sheet)]
    first = sheet.read_bytes()
    assert is_whole(first)
    os.utime(document)  # newer, but the same
    assert told(capsys, place)["unchanged"] == 1
    document.write_bytes(paper(p("hai")))
    os.utime(document, (1e9, 1e9))  # put back from a copy: older than its PDF
    assert told(capsys, place)["made"] == [str(sheet)]
    assert sheet.read_bytes() != first


@pytest.mark.parametrize(
    "change",
    [
        lambda made: b"%PDF-1.4\nscan\n",
        lambda made: made + b"%%signed\n",
        lambda made: made.replace(b"/MediaBox[0 0 9 9]", b"/MediaBox[0 0 9 8]"),
        lambda made: made + made,
        lambda made: made[: len(made) // 2],
        lambda made: b"",
    ],
    ids=["scan", "signed", "annotated", "appended", "cut", "empty"],
)
def test_a_pdf_that_is_somebody_elses_work_is_left_and_named(
    place: Path, capsys: pytest.CaptureFixture[str], change: object
) -> None:
    assert callable(change)
    document, sheet = place / "bao-cao.docx", place / "bao-cao.pdf"
    main(["pdf", str(place)])
    theirs = change(sheet.read_bytes())
    sheet.write_bytes(theirs)
    document.write_bytes(paper(p("hai")))
    for redo in ([], ["--tat-ca"]):
        capsys.readouterr()
        assert main(["pdf", str(place), *redo]) == 1
        said = capsys.readouterr().err
        assert "GT720" in said and str(sheet) in said and "giữ nguyên" in said
        assert sheet.read_bytes() == theirs
    assert main(["pdf", str(place), "--ra", str(place.parent / "ra")]) == 0


def test_a_link_or_a_folder_of_that_name_is_left(place: Path) -> None:
    elsewhere = place.parent / "ban-goc.pdf"
    elsewhere.write_bytes(b"%PDF-1.4 quan trong")
    (place / "bao-cao.pdf").symlink_to(elsewhere)
    (place / "b.docx").write_bytes(paper(p("hai")))
    (place / "b.pdf").mkdir()
    assert main(["pdf", str(place)]) == 1
    assert (place / "bao-cao.pdf").is_symlink() and (place / "b.pdf").is_dir()
    assert elsewhere.read_bytes() == b"%PDF-1.4 quan trong"


def test_many_scans_are_told_once(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(12):
        (place / f"{number}.docx").write_bytes(paper(p("x")))
        (place / f"{number}.pdf").write_bytes(b"%PDF scan")
    assert main(["pdf", str(place)]) == 1
    said = capsys.readouterr()
    assert said.err.count("GT720") == 1 and "… và 4 tệp nữa" in said.err
    assert "Đã chuyển 1 tệp" in said.out


def test_odd_names_become_pdfs_of_the_same_name(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [
        "100% #1 xong",
        "-dau-tru",
        "Đặng  Ðức 'a' \"b\"",
        "a\nb",
        "a\x1b[2Jb",
        "$(x);&",
        "đ" * 125,
    ]
    for name in names:
        (place / f"{name}.docx").write_bytes(paper(p("x")))
    monkeypatch.chdir(place)
    assert main(["pdf", "--", *(f"{name}.docx" for name in names)]) == 0
    assert {f"{name}.pdf" for name in names} <= {path.name for path in place.iterdir()}
    assert "\x1b" not in capsys.readouterr().out


def test_two_documents_never_share_a_pdf(place: Path) -> None:
    (place / "bao-cao.DOCX").write_bytes(paper(p("hai")))
    assert main(["pdf", str(place / "bao-cao.docx"), str(place / "bao-cao.DOCX")]) == 2
    assert not (place / "bao-cao.pdf").exists()


def test_two_runs_at_once_leave_whole_pdfs(place: Path) -> None:
    for number in range(20):
        (place / f"{number}.docx").write_bytes(paper(p(f"bản {number}")))
    runs = [start("pdf", place) for _ in range(3)]
    said = [run.communicate(timeout=120) for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], said
    sheets = list(place.glob("*.pdf"))
    assert len(sheets) == 21 and all(is_whole(sheet.read_bytes()) for sheet in sheets)
    assert sorted({path.suffix for path in place.iterdir()}) == [".docx", ".pdf"]


def test_a_broken_libreoffice_is_told_once(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = place.parent / "hong"
    program.write_bytes(b"\x7fELF no program")
    program.chmod(0o700)
    monkeypatch.setenv("GIAYTO_SOFFICE", str(program))
    for number in range(9):
        (place / f"{number}.docx").write_bytes(paper(p("x")))
    assert main(["pdf", str(place), "--tien-trinh", "1"]) == 1
    said = capsys.readouterr().err
    assert said.count("GT721") == 1 and "khôi phục tệp" in said


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place.chmod(0o500)
    try:
        assert main(["pdf", str(place)]) == 1
    finally:
        place.chmod(0o700)
    assert "GT501" in capsys.readouterr().err


def test_gop_never_takes_a_name_that_appeared_meanwhile(tmp_path: Path) -> None:
    from giayto.errors import WorkspaceExists
    from giayto.rendering.merge.documents import merge_files

    (tmp_path / "a.docx").write_bytes(paper(p("x")))
    (tmp_path / "in.docx").write_bytes(b"cua nguoi khac")
    with pytest.raises(WorkspaceExists):
        merge_files([tmp_path / "a.docx"], tmp_path / "in.docx", replace=False)
    assert (tmp_path / "in.docx").read_bytes() == b"cua nguoi khac"
    assert subprocess.run(
        ["ls", "-A", tmp_path], capture_output=True, text=True
    ).stdout.split() == [
        "a.docx",
        "in.docx",
    ]
