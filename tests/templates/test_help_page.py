"""The help page of a master: to be read in Word, and in no paper whatever is done with it."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from giayto.checking.masters.one_file import check_master
from giayto.checking.masters.paper_contexts import PaperContexts
from giayto.rendering import CompiledTemplate
from giayto.rendering.pdf import find_libreoffice
from giayto.templates.recipes.build import RECIPES
from giayto.templates.store import find_master
from giayto.workspace.masters.fields import fields_of_paper
from giayto.workspace.masters.help import with_help
from giayto.workspace.masters.meant import masters_meant
from giayto.workspace.own_papers import Papers
from tests.reading import visible_lines
from tests.rendering.word_papers import unzipped
from tests.rendering.word_validity import problems

NAME = "kiem-diem-02c"
NOTE = "Ghi nhớ của tôi"
CONTEXTS = PaperContexts(None, 2026)


@cache
def with_page(name: str = NAME) -> bytes:
    meant = masters_meant(name, dt.date(2026, 12, 31), Papers())
    content = find_master(name, "party-2026").content
    return with_help(content, fields_of_paper(meant, None, 2026), f"{name}.docx")


def made(content: bytes, name: str = NAME) -> bytes:
    return CompiledTemplate.load(content, name="mẫu").render(CONTEXTS.of(name)[0])


def shape(content: bytes) -> tuple[list[str], int, int]:
    """What a paper shows, in how many sections, with how many page breaks."""
    body = Document(io.BytesIO(content)).element.body
    breaks = [br for br in body.iter(qn("w:br")) if br.get(qn("w:type")) == "page"]
    return visible_lines(content), len(list(body.iter(qn("w:sectPr")))), len(breaks)


def help_blocks(document: WordDocument) -> list[Any]:
    """The blocks behind the section break that ends the text."""
    blocks = list(document.element.body)[:-1]
    end = max(i for i, block in enumerate(blocks) if block.find(f".//{qn('w:sectPr')}") is not None)
    return blocks[end + 1 :]


def _moved_to_the_front(document: WordDocument) -> None:
    for block in reversed(help_blocks(document)):
        document.element.body.insert(0, block)


def _half_moved_to_the_front(document: WordDocument) -> None:
    for block in reversed(help_blocks(document)[:5]):
        document.element.body.insert(0, block)


def _moved_between(document: WordDocument) -> None:
    for block in reversed(help_blocks(document)):
        document.paragraphs[3]._p.addnext(block)


def _break_deleted(document: WordDocument) -> None:
    for setup in list(document.element.body.iter(qn("w:sectPr")))[:-1]:
        setup.getparent().remove(setup)


def _break_deleted_and_half_moved(document: WordDocument) -> None:
    _half_moved_to_the_front(document)
    _break_deleted(document)


def _page_break_for_the_section(document: WordDocument) -> None:
    first = help_blocks(document)[0]
    _break_deleted(document)
    paragraph = deepcopy(document.paragraphs[0]._p)
    for child in list(paragraph):
        paragraph.remove(child)
    first.addprevious(paragraph)
    Paragraph(paragraph, document).add_run().add_break(WD_BREAK.PAGE)


def _page_break_in_the_last_line(document: WordDocument) -> None:
    Paragraph(help_blocks(document)[0].getprevious(), document).add_run().add_break(WD_BREAK.PAGE)


def _written_in(document: WordDocument) -> None:
    blocks = help_blocks(document)
    Paragraph(blocks[2], document).add_run(" {{ chua_dong %} {% for")
    pasted = deepcopy(document.paragraphs[3]._p)
    blocks[3].addnext(pasted)
    Paragraph(pasted, document).text = NOTE
    table = next(block for block in blocks if block.tag == qn("w:tbl"))
    table.append(deepcopy(table[-1]))


def _remarked_on(document: WordDocument) -> None:
    runs = Paragraph(help_blocks(document)[2], document).runs
    document.add_comment(runs, text=f"{NOTE} {{{{ khong_co }}}}", author="Lan")


def _first_line_deleted(document: WordDocument) -> None:
    document.element.body.remove(help_blocks(document)[0])


def _put_into_a_cell(document: WordDocument) -> None:
    cell = document.tables[0].cell(0, 0)._tc
    for block in help_blocks(document)[:3]:
        cell.append(block)


def _styled_anew(document: WordDocument) -> None:
    style = document.styles.add_style("Của tôi", 1)
    style.base_style = document.styles["GT Trợ giúp"]
    for block in help_blocks(document):
        if block.tag == qn("w:p"):
            Paragraph(block, document).style = style


DONE = (
    _moved_to_the_front,
    _half_moved_to_the_front,
    _moved_between,
    _break_deleted,
    _break_deleted_and_half_moved,
    _page_break_for_the_section,
    _page_break_in_the_last_line,
    _written_in,
    _remarked_on,
    _first_line_deleted,
    _put_into_a_cell,
    _styled_anew,
)


@pytest.mark.parametrize("name", RECIPES)
def test_a_paper_of_a_copy_is_that_of_the_master_byte_by_byte(name: str) -> None:
    plain, copy = find_master(name, "party-2026").content, with_page(name)
    assert problems(copy) == []
    first, *_, last = visible_lines(copy)[len(visible_lines(plain)) :]
    assert first.startswith("TRANG TRỢ GIÚP, KHÔNG IN") and last
    assert unzipped(made(copy, name)) == unzipped(made(plain, name))


@pytest.mark.parametrize("do", DONE, ids=lambda do: do.__name__.strip("_"))
def test_nothing_of_it_is_in_a_paper_whatever_its_keeper_does(
    do: Callable[[WordDocument], None], tmp_path: Path
) -> None:
    document = Document(io.BytesIO(with_page()))
    do(document)
    copy = tmp_path / f"{NAME}.docx"
    document.save(str(copy))

    paper = made(copy.read_bytes())
    assert shape(paper) == shape(made(find_master(NAME, "party-2026").content))
    assert problems(paper) == []
    assert "GT Trợ giúp" not in unzipped(paper)["word/styles.xml"].decode()
    assert NOTE not in b"".join(unzipped(paper).values()).decode(errors="replace")
    findings = check_master(copy, CONTEXTS.of(NAME))
    assert [f.why for f in findings if f.severity != "note"] == []
    told = [f.why for f in findings if NOTE in f.why]
    assert bool(told) == (do is _written_in)


def test_what_is_typed_behind_it_is_printed() -> None:
    document = Document(io.BytesIO(with_page()))
    document.add_paragraph("Phụ lục của {{ dang_vien.ho_ten }}", style="Normal")
    saved = io.BytesIO()
    document.save(saved)

    lines, sections, _ = shape(made(saved.getvalue()))
    expected, before, _ = shape(made(find_master(NAME, "party-2026").content))
    name = CONTEXTS.of(NAME)[0]["dang_vien"]["ho_ten"]
    assert lines == [*expected, f"Phụ lục của {name}"]
    assert sections == before + 1


def test_a_copy_gets_one_page_however_often_it_is_written() -> None:
    meant = masters_meant(NAME, dt.date(2026, 12, 31), Papers())
    again = with_help(with_page(), fields_of_paper(meant, None, 2026), f"{NAME}.docx")
    assert shape(again) == shape(with_page())


@pytest.mark.skipif(find_libreoffice() is None, reason="no LibreOffice")
def test_libreoffice_saves_it_so_that_it_is_still_known(tmp_path: Path) -> None:
    copy = tmp_path / "ban-chep.docx"
    copy.write_bytes(with_page())
    out = tmp_path / "luu"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(find_libreoffice()), profile, "--headless", "--convert-to", "docx"]
    subprocess.run(
        [*command, "--outdir", str(out), str(copy)], check=True, capture_output=True, timeout=120
    )

    paper = made((out / copy.name).read_bytes())
    lines, _, breaks = shape(made(find_master(NAME, "party-2026").content))
    assert (visible_lines(paper), shape(paper)[2]) == (lines, breaks)
    assert "TRANG TRỢ GIÚP" in "".join(visible_lines((out / copy.name).read_bytes()))
