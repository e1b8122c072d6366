"""Notes on paper: LibreOffice prints at every reference the note that Word prints there."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from giayto.rendering import CompiledTemplate
from giayto.rendering.merge.documents import merge_records
from giayto.rendering.pdf import find_libreoffice, to_pdf
from giayto.rendering.pdf.sealed import sealed
from tests.rendering.merge.joined import override, relation
from tests.rendering.word_papers import W, p, paper, run, tbl, tc, tr, unzipped

pytestmark = pytest.mark.skipif(find_libreoffice() is None, reason="no LibreOffice")

_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote>"
)

# A list whose number has no room of its own.
_NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def note(number: int, content: str = "") -> str:
    return f'<w:footnote w:id="{number}"><w:p>{content or run(f"Lời{number}")}</w:p></w:footnote>'


def called(number: int) -> str:
    reference = f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
    return f"<w:p>{run(f'Chỗ{number} ')}{reference}</w:p>"


def control(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


NOTES = note(1) + note(2) + note(3)
PAPERS = {
    "a condition left the first note over": (called(2) + called(3), NOTES, "23"),
    "out of order": (called(3) + called(1) + called(2), NOTES, "312"),
    "out of order in a table": (tbl(tr(tc(called(3)), tc(called(1)))) + called(2), NOTES, "312"),
    "one note called twice": (called(1) + called(1) + called(2), NOTES, "112"),
    "the part in another order": (called(1) + called(3), note(3) + note(2) + note(1), "13"),
    "a control is in a note of a cell": (
        tbl(tr(tc(called(1)), tc(called(2)))),
        note(1) + note(2, control(run("Lời2"))),
        "12",
    ),
    "the reference is in a control": (p("Đầu") + control(called(1)) + p("Cuối"), NOTES, "1"),
    "in a control around rows": (tbl(control(tr(tc(called(2)), "x"))), NOTES, "2"),
}


def test_every_reference_shows_its_own_note_and_no_text_is_lost(tmp_path: Path) -> None:
    sources = [tmp_path / f"{number}.docx" for number in range(len(PAPERS))]
    for path, (body, notes, _) in zip(sources, PAPERS.values(), strict=True):
        path.write_bytes(paper(body, footnotes=_SEPARATORS + notes))
    shown = {name: words(path) for name, path in zip(PAPERS, printed(sources), strict=True)}
    assert shown == {
        name: (sorted(f"Chỗ{n}" for n in numbers), [f"Lời{n}" for n in numbers])
        for name, (_, _, numbers) in PAPERS.items()
    }


def test_a_control_at_the_head_of_a_numbered_cell_or_around_a_remark_is_printed(
    tmp_path: Path,
) -> None:
    # LibreOffice would never end at the first, and lose the paragraph of the second.
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    # As wide as the line, whose number then finds no room beside it.
    whole_line = control(run("(>)&#34;593007(< ", ""))
    first = tc(f"<w:p>{numbered}{whole_line}</w:p>" + called(1), 3000)
    table = tbl(tr(first, tc("<w:p/>", 3000), tc("<w:p/>", 3000)), columns=3)
    remark = '<w:r><w:commentReference w:id="1"/></w:r>'
    one, two = tmp_path / "mot.docx", tmp_path / "hai.docx"
    one.write_bytes(
        paper(
            table.replace('w:w="2000"', 'w:w="3000"'),
            footnotes=_SEPARATORS + note(1),
            extra={"word/numbering.xml": _NUMBERING},
            relations=relation("rIdN", "numbering", "numbering.xml"),
            types=override("word/numbering.xml", "numbering"),
        )
    )
    inside = f'<w:comment w:id="1" w:author="x">{p("lời")}</w:comment>'
    two.write_bytes(
        paper(
            control(f"<w:p>{run('Chỗ2 ')}{remark}</w:p>"),
            extra={"word/comments.xml": f'<w:comments xmlns:w="{W}">{inside}</w:comments>'},
            relations=relation("rIdC", "comments", "comments.xml"),
            types=override("word/comments.xml", "comments"),
        )
    )
    assert [words(pdf)[0] for pdf in printed([one, two])] == [["Chỗ1"], ["Chỗ2"]]


def test_a_condition_takes_its_note_off_the_paper_also_in_a_merged_file(tmp_path: Path) -> None:
    body = p("{%p if phat %}") + called(1) + p("{%p endif %}") + called(2)
    notes = note(1, run("Kỷluật{{ ten }}")) + note(2, run("Khen{{ ten }}"))
    template = CompiledTemplate.load(paper(body, footnotes=_SEPARATORS + notes))
    contexts = [{"ten": "An", "phat": False}, {"ten": "Ba", "phat": True}]
    merge_records(template, contexts, tmp_path / "a.docx")
    assert words(*printed([tmp_path / "a.docx"]))[1] == ["KhenAn", "KỷluậtBa", "KhenBa"]


def test_notes_in_order_stay_as_they_are() -> None:
    data = paper(called(1) + called(2), footnotes=_SEPARATORS + note(1) + note(2))
    assert unzipped(sealed(data, "a.docx")[0]) == unzipped(data)


def printed(sources: list[Path]) -> list[Path]:
    made = [result.pdf for result in to_pdf(sources, sources[0].parent / "pdf")]
    found = [path for path in made if path is not None]
    assert len(found) == len(sources)
    return found


def words(pdf: Path) -> tuple[list[str], list[str]]:
    """The places with notes, sorted, and the notes, in their order."""
    done = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, stdout=subprocess.PIPE)
    found = [word.lstrip("0123456789") for word in done.stdout.decode().split()]
    places = sorted(word.rstrip() for word in found if word.startswith("Chỗ"))
    return places, [word for word in found if word.startswith(("Lời", "Kỷ", "Khen"))]
