"""Pictures that a column names, printed by the clerk's own master."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm
from openpyxl import load_workbook
from PIL import Image

from giayto.data.workbook.write import create_workbook
from giayto.workspace import Workspace
from tests.data.books import only
from tests.reading import visible_lines
from tests.wards import small_dataset

FORM = "kiem-diem-02b"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def _picture(width: int, height: int, colour: str, kind: str = "JPEG") -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(drawn, kind)
    return drawn.getvalue()


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A workspace where each member has a picture named, and the master a frame for it."""
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset(), example=False)
    place = Workspace(tmp_path)
    place.pictures.mkdir()
    (place.pictures / "Ánh.JPG").write_bytes(_picture(400, 200, "red"))
    _name(place, "ánh.jpg")
    _master(place)
    return place


def _name(place: Workspace, name: str | None) -> None:
    book = load_workbook(place.workbook)
    page = book["Đảng viên"]
    headers = [cell.value for cell in page[1]]
    column = headers.index("Ảnh") + 1 if "Ảnh" in headers else page.max_column + 1
    page.cell(1, column, "Ảnh")
    for row in range(2, 8):
        page.cell(row, column).value = name
    book.save(place.workbook)


def _master(place: Workspace, words: str = "{{ Ảnh }}", line: str = "{{ Họ và tên }}") -> None:
    place.own_masters.mkdir(exist_ok=True)
    document = Document()
    run = document.add_paragraph().add_run()
    frame = io.BytesIO(_picture(30, 40, "grey", "PNG"))
    run.add_picture(frame, width=Mm(30), height=Mm(40))
    next(run._r.iter(f"{_WP}docPr")).set("descr", words)
    document.add_paragraph(line)
    document.save(str(place.own_masters / f"{FORM}.docx"))


def _made(place: Workspace) -> bytes:
    produced = place.make("kiem-diem")
    assert [str(failed.error) for failed in produced.report.failed] == []
    (form,) = place.output.rglob("*Do-Van-Anh.docx")
    return form.read_bytes()


def _frame(content: bytes) -> tuple[bytes, tuple[int, int], dict[str, str], str]:
    """The picture in the frame, its size on paper, how it is cut, its words."""
    document = Document(io.BytesIO(content))
    words = next(document.element.iter(f"{_WP}docPr"))
    drawing = words.getparent()
    blip = next(drawing.iter(f"{_A}blip"))
    extent = drawing.find(f"{_WP}extent")
    cut = next(drawing.iter(f"{_A}srcRect"), None)
    return (
        document.part.related_parts[blip.get(f"{_R}embed")].blob,
        (int(extent.get("cx")), int(extent.get("cy"))),
        dict(cut.attrib) if cut is not None else {},
        words.get("descr"),
    )


def test_a_drawn_picture_gives_way_to_the_persons_in_the_size_of_its_frame(
    place: Workspace,
) -> None:
    picture, size, cut, words = _frame(_made(place))
    assert picture == (place.pictures / "Ánh.JPG").read_bytes()
    assert size == (Mm(30), Mm(40))
    # Twice as wide as high in a frame of 30 × 40 mm: 15 mm high, 12.5 mm free above and below.
    assert cut == {"t": "-83333", "b": "-83333"}
    assert words == "ánh"
    assert not [f for f in place.check().findings if f.code in ("KT-154", "KT-901", "KT-903")]


def test_another_picture_of_the_same_name_makes_the_paper_anew(place: Workspace) -> None:
    _made(place)
    assert place.make("kiem-diem").report.made == []
    (place.pictures / "Ánh.JPG").write_bytes(_picture(300, 400, "blue"))
    assert len(place.make("kiem-diem").report.made) == 1
    (form,) = place.output.rglob("*Do-Van-Anh.docx")
    picture, _, cut, _ = _frame(form.read_bytes())
    assert picture == (place.pictures / "Ánh.JPG").read_bytes() and cut == {}


def test_a_picture_in_the_text_has_the_size_that_the_tag_says(place: Workspace) -> None:
    _master(place, "khung", "{{ Ảnh|ảnh(rộng=20) }} và {{ dang_vien.anh|anh(cao=10) }}")
    document = Document(io.BytesIO(_made(place)))
    sizes = [
        (int(extent.get("cx")), int(extent.get("cy")))
        for extent in document.element.iter(f"{_WP}extent")
    ]
    assert sizes == [(Mm(30), Mm(40)), (Mm(20), Mm(10)), (Mm(20), Mm(10))]


def test_without_a_picture_the_drawn_frame_stays(place: Workspace) -> None:
    _name(place, None)
    content = _made(place)
    picture, size, _, _ = _frame(content)
    assert (picture, size) == (_picture(30, 40, "grey", "PNG"), (Mm(30), Mm(40)))
    assert visible_lines(content) == ["Đỗ Văn Ánh"]


def test_words_that_name_no_picture_are_words(place: Workspace) -> None:
    _master(place, "{{ Họ và tên }}")
    content = _made(place)
    assert _frame(content)[3] == "Đỗ Văn Ánh"
    assert [n for n in zipfile.ZipFile(io.BytesIO(content)).namelist() if n.endswith(".jpg")] == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("khong-co.jpg", "Không có ảnh “khong-co.jpg” trong thư mục anh."),
        ("../ngoai.jpg", "Không có ảnh “../ngoai.jpg” trong thư mục anh."),
        ("loi.png", "Tệp “loi.png” không phải là ảnh."),
        ("to.png", "Ảnh “to.png” quá lớn (hơn 10 MB)."),
        ("/etc/x.png", "Không có ảnh “/etc/x.png” trong thư mục anh."),
    ],
)
def test_a_picture_that_cannot_be_printed_is_told_with_its_cell_and_costs_its_paper_alone(
    place: Workspace, name: str, told: str
) -> None:
    (place.folder / "ngoai.jpg").write_bytes(_picture(3, 4, "red"))
    (place.pictures / "loi.png").write_bytes(b"<svg/>")
    (place.pictures / "to.png").write_bytes(_picture(3, 4, "red", "PNG") + bytes(10_000_000))
    _name(place, name)
    findings = [f for f in place.check().findings if f.code == "KT-154"]
    assert [f.cell for f in findings] == [f"T{row}" for row in range(2, 8)]
    assert findings[0].why == told
    report = place.make("kiem-diem").report
    (failed,) = report.failed
    assert failed.error.what == told
    assert "{{ dang_vien.anh }}" in (failed.error.where or "")
    assert len(report.made) == 3


def test_a_size_that_is_none_is_told_before_anything_is_made(place: Workspace) -> None:
    _master(place, "khung", "{{ Ảnh|anh(to=20) }}")
    assert "không hiểu “to”" in only(place.check().findings, "KT-927").why
