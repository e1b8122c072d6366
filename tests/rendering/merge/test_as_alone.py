"""Every page of a merged file shows what the record's own file shows: read from real PDFs."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from giayto.rendering import CompiledTemplate
from giayto.rendering.merge import merge_records
from giayto.rendering.pdf import find_libreoffice, to_pdf
from tests.rendering.merge.listed import BREAK, A, field, item, level, lists, num, start, styled
from tests.rendering.word_papers import p, paper, tbl, tc, tr
from tests.rendering.word_validity import problems

pytestmark = pytest.mark.skipif(
    find_libreoffice() is None or shutil.which("pdftotext") is None, reason="no LibreOffice"
)
PEOPLE: list[dict[str, Any]] = [
    {"ten": "An", "n": 2},
    {"ten": "Bình & Cường", "n": 1},
    {"ten": "Đức", "n": 3},
]
NEXT = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>'
NAME = p("{{ ten }}")
ITEMS = item(1, "{{ ten }}") + item(1, "hai")


def own(*levels: str) -> str:
    return "".join(
        f'<w:lvlOverride w:ilvl="{n}">{text}</w:lvlOverride>' for n, text in enumerate(levels)
    )


def box(inner: str) -> str:
    return (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" type="#_x0000_t202"'
        ' style="width:200pt;height:60pt"><v:textbox><w:txbxContent>'
        f"{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def numbered_style(name: str, number: int, more: str = "", based: str = "") -> str:
    based = f'<w:basedOn w:val="{based}"/>' if based else ""
    inner = f'<w:numPr><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{inner}{more}</w:pPr></w:style>"
    )


MANY = A(level(0), level(1, "%1.%2."), level(2, "%3)", kind="lowerLetter"))
LINKED = (
    '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="DS"/></w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="DS"/>{level(0)}</w:abstractNum>'
)
LIST_STYLE = (
    '<w:style w:type="numbering" w:styleId="DS"><w:name w:val="DS"/>'
    '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
)
LOOP = p("{%p for i in range(n) %}") + item(1, "dòng {{ i }}") + p("{%p endfor %}")
DEEP = item(1, "{{ ten }}") + item(1, "b", 1) + item(1, "c", 2) + item(1, "d") + item(1, "e", 1)

PAPERS: dict[str, Callable[[], bytes]] = {
    "one list": lambda: paper(ITEMS, **lists(num(1))),
    "a list that begins at five": lambda: paper(ITEMS, **lists(num(1, own(start(5))))),
    "a look of its own": lambda: paper(
        ITEMS, **lists(num(1, own(level(0, kind="upperRoman", begin=3))))
    ),
    "two lists that go on": lambda: paper(
        ITEMS, item(2, "ba"), item(1, "bốn"), **lists(num(1) + num(2))
    ),
    "a second list that begins anew": lambda: paper(
        ITEMS, item(2, "lại"), item(2, "nữa"), **lists(num(1) + num(2, own(start(1))))
    ),
    "a list between two halves of another": lambda: paper(
        item(1, "{{ ten }}"), item(2, "x"), item(1, "y"), **lists(num(1) + num(2, own(start(7))))
    ),
    "the first list only for some": lambda: paper(
        NAME, p("{%p if n > 1 %}"), item(1, "một"), p("{%p endif %}"), item(2, "hai"),
        **lists(num(1) + num(2)),
    ),
    "a loop": lambda: paper(NAME, LOOP, **lists(num(1))),
    "many levels": lambda: paper(DEEP, **lists(num(1), MANY)),
    "a level that never restarts": lambda: paper(
        DEEP, **lists(num(1), A(level(0), level(1, "%1.%2.", more='<w:lvlRestart w:val="0"/>'), level(2)))
    ),
    "legal numbering": lambda: paper(
        DEEP, **lists(num(1), A(level(0, kind="upperRoman"), level(1, "%1.%2.", more="<w:isLgl/>"), level(2)))
    ),
    "it begins on the second level": lambda: paper(
        item(1, "{{ ten }}", 1), item(1, "b", 1), item(1, "c"), **lists(num(1), MANY)
    ),
    "bullets": lambda: paper(ITEMS, **lists(num(1), A(level(0, "-", kind="bullet")))),
    "a list style": lambda: paper(ITEMS, **lists(num(1) + num(2, abstract=1), LINKED, LIST_STYLE)),
    "a list style by both ways": lambda: paper(
        ITEMS, item(2, "ba"), **lists(num(1) + num(2, abstract=1), LINKED, LIST_STYLE)
    ),
    "a numbered style": lambda: paper(
        styled("S", "{{ ten }}"), styled("S", "hai"), **lists(num(1), styles=numbered_style("S", 1))
    ),
    "a style based on a numbered one": lambda: paper(
        styled("T", "{{ ten }}"), styled("S", "hai"), styled("T", "ba"),
        **lists(num(1), styles=numbered_style("S", 1) + numbered_style("T", 0, based="S")),
    ),
    "headings numbered by their list": lambda: paper(
        styled("H1", "{{ ten }}"), styled("H2", "a"), styled("H2", "b"), styled("H1", "c"), styled("H2", "d"),
        **lists(
            num(1),
            A(level(0, more='<w:pStyle w:val="H1"/>'), level(1, "%1.%2.", more='<w:pStyle w:val="H2"/>')),
            numbered_style("H1", 1) + numbered_style("H2", 1),
        ),
    ),
    "a numbered style with indents": lambda: paper(
        styled("S", "{{ ten }}"), styled("S", "hai", '<w:jc w:val="both"/>'),
        **lists(num(1), styles=numbered_style("S", 1, '<w:ind w:left="2880" w:firstLine="300"/>')),
    ),
    "a style and a list of its own together": lambda: paper(
        styled("S", "{{ ten }}"), item(1, "hai"), styled("S", "ba"),
        **lists(num(1), styles=numbered_style("S", 1)),
    ),
    "a style without its number": lambda: paper(
        styled("S", "{{ ten }}", '<w:numPr><w:numId w:val="0"/></w:numPr>'), styled("S", "một"),
        **lists(num(1), styles=numbered_style("S", 1)),
    ),
    "a style whose list begins at four": lambda: paper(
        styled("S", "{{ ten }}"), styled("S", "năm"), **lists(num(1, own(start(4))), styles=numbered_style("S", 1))
    ),
    "lists in tables": lambda: paper(
        tbl(tr(tc(ITEMS), tc(item(2, "x"))), tr(tc(item(1, "ba")), "y")), **lists(num(1) + num(2, own(start(1))))
    ),
    "lists in a text box": lambda: paper(NAME, box(item(1, "hộp")), item(1, "sau"), **lists(num(1))),
    "a list in a header": lambda: paper(
        NAME, BREAK, p("hai"), header=item(1, "đầu") + item(1, "trang"), **lists(num(1))
    ),
    "sequences": lambda: paper(
        p("{{ ten }}"), "<w:p>" + field(" SEQ Hinh \\* ARABIC ", "1") + "</w:p>",
        "<w:p>" + field(" SEQ Bang ", "1") + field(" seq hinh ", "2") + "</w:p>",
    ),
    "properties in the header": lambda: paper(
        NAME, header="<w:p>" + field(" title \\* MERGEFORMAT ", "cũ") + "</w:p>", title="Giấy {{ ten }}"
    ),
    "properties in the body": lambda: paper(
        "<w:p>" + field("TITLE", "cũ", split=True) + '<w:fldSimple w:instr=" TITLE ">'
        "<w:r><w:t>cũ</w:t></w:r></w:fldSimple></w:p>",
        title="Giấy {{ ten }}",
    ),
    "a reference": lambda: paper(
        '<w:p><w:bookmarkStart w:id="1" w:name="tên_Đ"/><w:r><w:t>{{ ten }}</w:t></w:r>'
        '<w:bookmarkEnd w:id="1"/></w:p><w:p>' + field(' REF "tên_Đ" \\h ', "x") + "</w:p>"
    ),
    "a reference in the header": lambda: paper(
        '<w:p><w:bookmarkStart w:id="1" w:name="ai"/><w:r><w:t>{{ ten }}</w:t></w:r>'
        '<w:bookmarkEnd w:id="1"/></w:p>',
        p("hết"),
        header="<w:p>" + field(" REF ai ", "x", split=True) + "</w:p>",
    ),
    "pages of two sections": lambda: paper(
        p("{{ ten }}") + NEXT, p("giữa"), BREAK, p("cuối"),
        footer="<w:p>" + field(" PAGE ", "1") + field(" NUMPAGES ", "9") + "</w:p>",
    ),
    "the word NUMPAGES": lambda: paper(p("NUMPAGES {{ ten }} và SECTIONPAGES, TITLE, REF ai")),
}  # fmt: skip


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """Of every paper: the pages of the merged file, and those of the single ones."""
    folder = tmp_path_factory.mktemp("pdf")
    files = []
    for number, make in enumerate(PAPERS.values()):
        template = CompiledTemplate.load(make())
        merge_records(template, PEOPLE, folder / f"{number}.docx")
        assert problems((folder / f"{number}.docx").read_bytes()) == []
        for one, person in enumerate(PEOPLE):
            template.render_to(folder / f"{number}-{one}.docx", person)
            files.append(folder / f"{number}-{one}.docx")
        files.append(folder / f"{number}.docx")
    to_pdf(files, folder)
    return {
        name: [
            pages(folder / f"{number}.pdf"),
            [page for one in range(len(PEOPLE)) for page in pages(folder / f"{number}-{one}.pdf")],
        ]
        for number, name in enumerate(PAPERS)
    }


def pages(pdf: Path) -> list[str]:
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    # What a line is indented by is part of what it shows.
    return [re.sub(r"\n+", "\n", page).rstrip() for page in text.split("\f")[:-1]]


@pytest.mark.parametrize("name", PAPERS)
def test_a_merged_page_shows_what_the_record_alone_shows(
    shown: dict[str, list[list[str]]], name: str
) -> None:
    merged, alone = shown[name]
    assert merged == alone
    assert len(alone) >= len(PEOPLE)
