"""Every Word and Excel file we write is valid Office Open XML, to Microsoft's own rules."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from giayto import cli
from giayto.rendering import CompiledTemplate, Image, Link
from giayto.rendering.merge.documents import merge_files, merge_records
from giayto.templates.store import find_master
from tests.office_validity import complaints
from tests.some_of import some_of_each

LISTS = Path(__file__).parent / "data" / "samples"


def giayto(*arguments: object) -> None:
    """Run a command that must succeed."""
    assert cli.main([str(argument) for argument in arguments]) == 0


def invalid(*paths: Path) -> dict[str, list[str]]:
    """The files that are not valid, with what is wrong; at least one file must be given."""
    assert paths
    return {path.name: found for path in paths if (found := complaints(path))}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with numbers, merged print files and the register in Word and Excel."""
    place = tmp_path_factory.mktemp("thu") / "phuong"
    giayto("dung-thu", place)
    giayto("tao", "-C", place, "--gop", "--cap-so")
    giayto("so", "xuat", "-C", place, place / "so.docx", place / "so.xlsx")
    return place


def test_the_papers_and_print_files_of_the_demo_are_valid(demo: Path) -> None:
    made = sorted((demo / "van-ban").rglob("*.docx"))
    merged = {path.name for path in made if path.name.startswith("in-")}
    assert merged >= {f"in-kiem-diem-02{form}.docx" for form in "abc"}
    assert len(made) - len(merged) > 150
    some = some_of_each(made, lambda path: (path.name in merged) or path.parent)
    assert invalid(*some) == {}


def test_the_printed_register_is_valid(demo: Path) -> None:
    assert invalid(demo / "so.docx", demo / "so.xlsx") == {}


def test_the_workbook_of_the_demo_is_valid(demo: Path) -> None:
    assert invalid(demo / "du-lieu.xlsx") == {}


def test_an_empty_workbook_and_one_with_a_list_taken_over_are_valid(tmp_path: Path) -> None:
    empty, filled, made = (tmp_path / name for name in ("trong", "co-san", "moi"))
    giayto("khoi-tao", empty)
    giayto("khoi-tao", filled)
    giayto("nhap", LISTS / "danh-sach-dang-vien-phuong.xlsx", "-C", filled)
    made.mkdir()
    giayto("nhap", LISTS / "danh-sach-font-cu.xlsx", "-C", made)
    assert invalid(*(place / "du-lieu.xlsx" for place in (empty, filled, made))) == {}


def test_the_guide_leads_to_every_sheet_of_the_same_workbook(tmp_path: Path) -> None:
    giayto("khoi-tao", tmp_path / "phuong")
    book = openpyxl.load_workbook(tmp_path / "phuong" / "du-lieu.xlsx")
    links = [
        cell.hyperlink for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink
    ]
    visible = [sheet.title for sheet in book.worksheets[1:] if sheet.sheet_state == "visible"]
    assert [link.location for link in links] == [f"'{name}'!A1" for name in visible]
    assert all(link.target is None for link in links)


# --- a clerk's own master ----------------------------------------------------------------

RECORD: dict[str, Any] = {
    "ten": "Lê A & <B>\nhai dòng\tcột",
    "viec": ["một", "hai\nba"],
    "khen": False,
    "anh": "",
    "trang": "",
    "van_ban": {"ten": "Biên bản", "ngay": "2026-12-05"},
}


def own_master() -> bytes:
    """A built-in master as a clerk changes it: own lines, conditions, loops, tables."""
    document = Document(io.BytesIO(find_master("bien-ban-sinh-hoat", "party-2026").content))
    body = document.element.body
    for block in list(body)[:-1]:
        body.remove(block)
    for line in ("{{ ten }}", "{%p if khen %}", "Được khen.", "{%p endif %}", "{{ anh }}"):
        document.add_paragraph(line)
    document.add_paragraph("{{r trang }}")
    rows = document.add_table(rows=3, cols=2)
    rows.cell(0, 0).text = "{%tr for v in viec %}"
    rows.cell(1, 0).text = "{{ loop.index }}"
    rows.cell(1, 1).text = "{%p if khen %}"
    rows.cell(1, 1).add_paragraph("{{ v }}")
    rows.cell(1, 1).add_paragraph("{%p endif %}")
    rows.cell(2, 0).text = "{%tr endfor %}"
    columns = document.add_table(rows=1, cols=3)
    for cell, text in zip(
        columns.rows[0].cells, ("{%tc for v in viec %}", "{{ v }}", "{%tc endfor %}"), strict=True
    ):
        cell.text = text
    document.sections[0].header.paragraphs[0].add_run("{{ ten }}")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def picture() -> bytes:
    """A PNG of one black dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    dots = chunk(b"IDAT", zlib.compress(bytes(4)))
    return b"\x89PNG\r\n\x1a\n" + head + dots + chunk(b"IEND", b"")


def test_what_an_own_master_gives_is_valid(tmp_path: Path) -> None:
    template = CompiledTemplate.load(own_master())
    link = Link("trang của phường", "https://example.org")
    records = {
        "thuong": RECORD,
        "khen": {**RECORD, "khen": True},
        "anh": {**RECORD, "anh": Image(picture())},
        "lien-ket": {**RECORD, "trang": link},
    }
    made = []
    for name, record in records.items():
        made.append(tmp_path / f"{name}.docx")
        template.render_to(made[-1], record)
    dotted = tmp_path / "cham.docx"
    CompiledTemplate.load(own_master(), missing="dots").render_to(dotted, {**RECORD, "ten": None})
    assert invalid(*made, dotted) == {}


def test_merged_files_of_an_own_master_are_valid(tmp_path: Path) -> None:
    template = CompiledTemplate.load(own_master())
    together, files = tmp_path / "gop.docx", tmp_path / "gop-tep.docx"
    merge_records(template, [RECORD, {**RECORD, "khen": True}], together)
    for name, anh in (("mot", ""), ("hai", Image(picture()))):
        template.render_to(tmp_path / f"{name}.docx", {**RECORD, "anh": anh})
    merge_files([tmp_path / "mot.docx", tmp_path / "hai.docx"], files)
    assert invalid(together, files) == {}


# --- the check itself --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "good", "bad"),
    [
        ("word/document.xml", b"<w:tblW ", b"<w:tblLook/><w:tblW "),
        ("word/header1.xml", b'<w:pStyle w:val="', b'<w:pStyle w:val="Khong'),
        ("word/_rels/document.xml.rels", b"relationships/theme", b"relationships/them"),
    ],
)
def test_a_fault_is_seen(tmp_path: Path, part: str, good: bytes, bad: bytes) -> None:
    """Children out of order, a style that is not there, no theme: each is told."""
    sound = find_master("bien-ban-kiem-diem", "party-2026").content
    broken = tmp_path / "hong.docx"
    with zipfile.ZipFile(io.BytesIO(sound)) as source, zipfile.ZipFile(broken, "w") as target:
        assert good in source.read(part)
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(good, bad) if name == part else data)
    assert complaints(broken) != []
