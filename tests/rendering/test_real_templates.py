"""Templates as people make them: python-docx's and LibreOffice's files, opened by both again."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Pt

from giayto.rendering import CompiledTemplate
from giayto.rendering.pdf import find_libreoffice
from tests.rendering.word_papers import body_text, by_docxtpl, canonical, differences, unzipped
from tests.rendering.word_validity import problems

RECORD: dict[str, Any] = {
    "dv": {"ten": "Nguyễn Thị Ả & <B>", "que": "Số 1\nphố Mẫu"},
    "viec": [{"ten": f"việc {n}", "kq": "đạt"} for n in range(3)],
    "khen": True,
    "so": 12,
}


def form() -> bytes:
    """A form by python-docx with a head table, a loop, conditions, header and footer."""
    document = Document()
    document.core_properties.title = "Phiếu {{ dv.ten }}"
    head = document.add_table(rows=1, cols=2)
    head.rows[0].cells[0].text = "ĐẢNG BỘ"
    head.rows[0].cells[1].text = "{{ dv.que }}"
    paragraph = document.add_paragraph("Họ tên: ")
    run = paragraph.add_run("{{ dv.ten }}")
    run.bold, run.font.size, run.font.name = True, Pt(14), "Times New Roman"
    document.add_paragraph("{%p if khen %}")
    document.add_paragraph("Được khen.", style="List Number")
    document.add_paragraph("{%p endif %}")
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    table.rows[0].cells[1].text = "Việc"
    table.rows[1].cells[0].text = "{%tr for v in viec %}"
    for cell, text in zip(
        table.rows[2].cells, ["{{ loop.index }}", "{{ v.ten }}", "{{ v.kq }}"], strict=True
    ):
        cell.text = text
    table.rows[3].cells[0].text = "{%tr endfor %}"
    section = document.sections[0]
    section.header.paragraphs[0].text = "Số {{ so }}"
    section.footer.paragraphs[0].text = "không có thẻ"
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_a_form_by_python_docx() -> None:
    document = CompiledTemplate.load(form()).render(RECORD)
    theirs = by_docxtpl(form(), RECORD)
    # docxtpl escapes properties twice; everything else is equal.
    assert differences(document, theirs) == ["docProps/core.xml"]
    assert problems(document) == []
    opened = Document(io.BytesIO(document))
    assert [row.cells[1].text for row in opened.tables[1].rows] == [
        "Việc",
        "việc 0",
        "việc 1",
        "việc 2",
    ]
    assert opened.sections[0].header.paragraphs[0].text == "Số 12"
    assert opened.core_properties.title == "Phiếu Nguyễn Thị Ả & <B>"


@pytest.mark.skipif(find_libreoffice() is None, reason="no LibreOffice")
def test_libreoffice_makes_and_reads_our_files(tmp_path: Path) -> None:
    program = find_libreoffice()
    assert program is not None

    def convert(source: Path, kind: str, out: Path) -> Path:
        profile = f"-env:UserInstallation={(tmp_path / 'ho-so').as_uri()}"
        command = [
            program,
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return out / f"{source.stem}.{kind.split(':')[0]}"

    source = tmp_path / "mau.docx"
    source.write_bytes(form())
    remade = convert(source, "docx", tmp_path / "lai").read_bytes()
    assert canonical(unzipped(remade)["word/document.xml"]) != canonical(
        unzipped(form())["word/document.xml"]
    )
    document = CompiledTemplate.load(remade).render(RECORD)
    assert set(differences(document, by_docxtpl(remade, RECORD))) <= {"docProps/core.xml"}
    assert problems(document) == []
    made = tmp_path / "van-ban.docx"
    made.write_bytes(document)
    text = convert(made, "txt:Text (encoded):UTF8", tmp_path).read_text(encoding="utf-8-sig")
    assert "Họ tên: Nguyễn Thị Ả & <B>" in text
    assert "việc 2" in text
    assert "Số 1\nphố Mẫu" in text
    assert "Được khen." in body_text(document)
