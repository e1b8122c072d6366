"""Many PDFs in one: every page, in order, sides of sheets, names; nobody's file is lost."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import Destination

import giayto
from giayto.errors import MergeFailed, NotOurPdf, UsageError, WorkspaceExists
from giayto.rendering import CompiledTemplate
from giayto.rendering.pdf import find_libreoffice
from giayto.rendering.pdf.joined import join_pdfs
from giayto.rendering.pdf.mark import is_whole, made_from
from tests.rendering.word_papers import p, paper

needs_libreoffice = pytest.mark.skipif(
    find_libreoffice() is None or shutil.which("pdftotext") is None, reason="no LibreOffice"
)


def pdf(path: Path, pages: int, width: int = 100, password: str | None = None) -> Path:
    """A PDF of blank pages, known again by their width."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width, 200)
    if password is not None:
        writer.encrypt(password, owner_password="chu", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    path.write_bytes(data.getvalue())
    return path


def widths(path: Path) -> list[int]:
    return [int(page.mediabox.width) for page in PdfReader(path).pages]


def outline(path: Path) -> list[tuple[str, int]]:
    reader = PdfReader(path)
    items = [item for item in reader.outline if isinstance(item, Destination)]
    return [(str(item.title), reader.get_destination_page_number(item) or 0) for item in items]


@pytest.fixture
def three(tmp_path: Path) -> list[tuple[str, Path]]:
    sizes = {"Đơn": 1, "Biên bản": 2, "Quyết định": 3}
    return [
        (name, pdf(tmp_path / f"{pages}.pdf", pages, 100 + pages)) for name, pages in sizes.items()
    ]


def test_all_pages_come_in_order_under_their_names(
    tmp_path: Path, three: list[tuple[str, Path]]
) -> None:
    out = tmp_path / "in.pdf"
    assert join_pdfs(three, out) == 6
    assert widths(out) == [101, 102, 102, 103, 103, 103]
    assert outline(out) == [("Đơn", 0), ("Biên bản", 1), ("Quyết định", 3)]
    assert is_whole(out.read_bytes())


def test_every_paper_begins_on_the_front_of_a_sheet(
    tmp_path: Path, three: list[tuple[str, Path]]
) -> None:
    out = tmp_path / "in.pdf"
    assert join_pdfs(three, out, two_sided=True) == 7
    # The blank back of the first sheet is as large as its front.
    assert widths(out) == [101, 101, 102, 102, 103, 103, 103]
    assert [page for _, page in outline(out)] == [0, 2, 4]


def test_the_same_papers_give_the_same_bytes_and_our_mark(
    tmp_path: Path, three: list[tuple[str, Path]]
) -> None:
    out = tmp_path / "in.pdf"
    join_pdfs(three, out)
    first = out.read_bytes()
    assert made_from(out)
    join_pdfs(three, out)  # our own may be replaced
    assert out.read_bytes() == first


def test_somebody_elses_pdf_stays(tmp_path: Path, three: list[tuple[str, Path]]) -> None:
    out = pdf(tmp_path / "in.pdf", 9)
    before = out.read_bytes()
    with pytest.raises(NotOurPdf):
        join_pdfs(three, out)
    with pytest.raises(NotOurPdf):
        giayto.merge_word_files([three[0][1]], out, overwrite=True)
    with pytest.raises(WorkspaceExists):
        giayto.merge_word_files([three[0][1]], out)
    assert out.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [
        b"", b"%PDF-1.7\n", b"khong phai pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF",
        b"%PDF-1.4\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\nxref\n0 2\n0000000000 65535 f \n"
        b"0000000009 00000 n \ntrailer<</Root 1 0 R/Size 2>>\nstartxref\n55\n%%EOF",
    ],
)  # fmt: skip
def test_a_damaged_file_is_named_and_nothing_written(
    tmp_path: Path, three: list[tuple[str, Path]], content: bytes
) -> None:
    bad = tmp_path / "quét hỏng.pdf"
    bad.write_bytes(content)
    with pytest.raises(MergeFailed, match=r"quét hỏng\.pdf"):
        join_pdfs([*three, ("x", bad)], tmp_path / "in.pdf")
    assert not (tmp_path / "in.pdf").exists()


def test_half_a_file_is_damaged(tmp_path: Path, three: list[tuple[str, Path]]) -> None:
    whole = three[2][1].read_bytes()
    for cut in range(0, len(whole) - 6, 97):
        three[2][1].write_bytes(whole[:cut])
        with pytest.raises(MergeFailed):
            join_pdfs(three, tmp_path / "in.pdf")


def test_a_locked_file_is_named_one_that_opens_is_taken(
    tmp_path: Path, three: list[tuple[str, Path]]
) -> None:
    locked = pdf(tmp_path / "khoá.pdf", 1, password="bi-mat")
    with pytest.raises(MergeFailed, match=r"khoá\.pdf.*mật khẩu"):
        join_pdfs([*three, ("x", locked)], tmp_path / "in.pdf")
    opens = pdf(tmp_path / "chi-doc.pdf", 1, password="")
    assert join_pdfs([("x", opens)], tmp_path / "in.pdf") == 1
    assert not PdfReader(tmp_path / "in.pdf").is_encrypted


def test_a_missing_file_and_no_file(tmp_path: Path) -> None:
    with pytest.raises(MergeFailed, match=r"khong-co\.pdf"):
        join_pdfs([("x", tmp_path / "khong-co.pdf")], tmp_path / "in.pdf")
    with pytest.raises(MergeFailed):
        join_pdfs([], tmp_path / "in.pdf")


def test_pdfs_do_not_go_into_a_word_file(tmp_path: Path, three: list[tuple[str, Path]]) -> None:
    with pytest.raises(UsageError) as told:
        giayto.merge_word_files([three[0][1]], tmp_path / "in.docx")
    assert "in.pdf" in str(told.value.fix)
    with pytest.raises(UsageError):
        giayto.merge_word_files([three[0][1]], tmp_path / "in.txt")


@needs_libreoffice
def test_word_files_and_scans_of_a_folder_are_joined(tmp_path: Path) -> None:
    folder = tmp_path / "van-ban"
    folder.mkdir()
    for name in ("1-đơn", "2-giấy", "10-cuối"):
        document = CompiledTemplate.load(paper(p("{{ ten }}"))).render({"ten": name})
        (folder / f"{name}.docx").write_bytes(document)
    pdf(folder / "3-bản quét.pdf", 2)
    giayto.convert_to_pdf([folder / "2-giấy.docx"])
    pdf(folder / "10-cuối.pdf", 5)  # somebody's, of the Word file's name: the Word file counts
    before = sorted(folder.iterdir())
    assert giayto.merge_word_files([folder], tmp_path / "in.pdf") == 4
    assert sorted(folder.iterdir()) == before
    shown = subprocess.run(
        ["pdftotext", str(tmp_path / "in.pdf"), "-"], capture_output=True, check=True
    ).stdout.decode()
    pages = [page.strip() for page in shown.split("\f")[:-1]]
    assert pages == ["1-đơn", "2-giấy", "", "", "10-cuối"]
    names = [name for name, _ in outline(tmp_path / "in.pdf")]
    assert names == ["1-đơn", "2-giấy", "3-bản quét", "10-cuối"]
    # What was joined before is no paper of the folder.
    shutil.copy(tmp_path / "in.pdf", folder / "4-chung.pdf")
    assert giayto.merge_word_files([folder], tmp_path / "in.pdf", overwrite=True) == 4
