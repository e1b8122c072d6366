"""Footnotes and endnotes stay where they are, with their text, numbers and links."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from giayto.rendering.merge import merge_files
from tests.rendering.merge.joined import (
    joined,
    listed,
    nodes,
    note,
    of_kind,
    override,
    pages,
    picture,
    png,
    recorded,
    reference,
    relation,
    relations,
    rels_of,
    val,
)
from tests.rendering.word_papers import W, body_text, p, paper, run, unzipped
from tests.rendering.word_validity import problems

SEPARATORS = (
    f'<w:footnote w:type="separator" w:id="-1">{p("")}</w:footnote>'
    f'<w:footnote w:type="continuationSeparator" w:id="0">{p("")}</w:footnote>'
)


def marked(text: str, *numbers: int, kind: str = "footnote") -> str:
    return f"<w:p>{run(text)}{''.join(reference(n, kind) for n in numbers)}</w:p>"


def with_settings(inside: str) -> dict[str, Any]:
    part = f'<w:settings xmlns:w="{W}">{inside}</w:settings>'
    return {
        "extra": {"word/settings.xml": part},
        "relations": relation("rIdT", "settings", "settings.xml"),
        "types": override("word/settings.xml", "settings"),
    }


def endnoted(text: str, *notes: str, extra: str = "", first_section: str = "") -> bytes:
    part = f'<w:endnotes xmlns:w="{W}">{"".join(notes)}</w:endnotes>'
    options = {
        "extra": {"word/endnotes.xml": part},
        "relations": relation("rIdE", "endnotes", "endnotes.xml"),
        "types": override("word/endnotes.xml", "endnotes"),
    }
    body = marked(text, *range(1, len(notes) + 1), kind="endnote")
    return paper(body, extra, first_section=first_section, **options)  # type: ignore[arg-type]


def shown_notes(document: bytes, kind: str = "footnote") -> list[str]:
    """The texts of the notes in the order in which the body refers to them."""
    (part,) = (n for n in unzipped(document) if n == f"word/{kind}s.xml")
    texts = {val(n, "id"): "".join(map(str, n.itertext())) for n in nodes(document, kind, part)}
    return [texts[val(n, "id")] for n in nodes(document, f"{kind}Reference")]


def test_notes_of_a_later_paper_come_with_separators_and_settings(tmp_path: Path) -> None:
    settings = with_settings(
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    second = paper(marked("B", 1), footnotes=SEPARATORS + note(1, "chú B"), **settings)
    for first in (paper(p("A")), paper(p("A"), **with_settings('<w:defaultTabStop w:val="720"/>'))):
        document = joined(tmp_path, first, second, paper(p("C")), second)
        assert shown_notes(document) == ["chú B", "chú B"]
        lines = nodes(document, "footnote", "word/footnotes.xml")
        assert [val(n, "type") for n in lines[:2]] == ["separator", "continuationSeparator"]
        (name,) = (n for n in unzipped(document) if n.startswith("word/") and "settings" in n)
        (said,) = nodes(document, "footnotePr", name)
        assert [val(n, "id") for n in said] == ["-1", "0"]


def test_links_and_pictures_in_notes_lead_where_each_led(tmp_path: Path) -> None:
    def linked(word: str, grey: int) -> bytes:
        link = f'<w:p><w:hyperlink r:id="rId1">{run(word)}</w:hyperlink></w:p>'
        rels = relations(
            relation("rId1", "hyperlink", f"https://{word}.example", external=True),
            relation("rId2", "image", "media/a.png"),
        )
        extra: dict[str, bytes | str] = {"word/_rels/footnotes.xml.rels": rels}
        extra["word/media/a.png"] = png(grey)
        return paper(marked(word, 1), footnotes=note(1, link, picture("rId2")), extra=extra)

    document = joined(tmp_path, paper(p("0")), linked("mot", 1), linked("hai", 2), linked("mot", 1))
    rels = rels_of(document, "word/footnotes.xml")
    found = unzipped(document)["word/footnotes.xml"].decode()
    ids = [piece.split('"')[0] for piece in found.split('r:id="')[1:]]
    parts = unzipped(document)
    shown = [rels[i] if "example" in rels[i] else parts[f"word/{rels[i]}"] for i in ids]
    assert shown == [
        *("https://mot.example", png(1), "https://hai.example", png(2)),
        *("https://mot.example", png(1)),
    ]
    assert len(of_kind(document, "media")) == 2


def test_every_record_counts_its_notes_from_one(tmp_path: Path) -> None:
    source = paper(
        marked("{{ ten }}", 2, 1), footnotes=SEPARATORS + note(1, "a {{ ten }}") + note(2, "b")
    )
    document = recorded(tmp_path, source, [{"ten": "An"}, {"ten": "Bình"}])
    assert shown_notes(document) == ["b", "a An", "b", "a Bình"]
    restarts = [val(n) for n in nodes(document, "numRestart")]
    assert restarts == ["eachSect", "eachSect"]


def test_only_the_first_section_of_a_record_restarts(tmp_path: Path) -> None:
    first = marked("bìa", 1) + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    source = paper(
        marked("{{ ten }}", 2), first_section=first, footnotes=note(1, "a") + note(2, "b")
    )
    document = recorded(tmp_path, source, [{"ten": "An"}, {"ten": "Bình"}])
    sections = nodes(document, "sectPr")
    said = [[val(n) for n in s.iter(f"{{{W}}}numRestart")] for s in sections]
    assert said == [["eachSect"], [], ["eachSect"], []]


@pytest.mark.parametrize("way", ["eachPage", "eachSect"])
def test_a_paper_that_restarts_its_notes_itself_is_left_alone(tmp_path: Path, way: str) -> None:
    settings = with_settings(f'<w:footnotePr><w:numRestart w:val="{way}"/></w:footnotePr>')
    one = paper(marked("x", 1), footnotes=note(1, "a"), **settings)
    document = joined(tmp_path, one, one)
    assert nodes(document, "numRestart") == []
    mixed = joined(tmp_path, one, paper(marked("y", 1), footnotes=note(1, "b")))
    assert [val(n) for n in nodes(mixed, "numRestart")] == ["eachSect"]
    turned = joined(tmp_path, paper(marked("y", 1), footnotes=note(1, "b")), one)
    assert [val(n) for n in nodes(turned, "numRestart")] == ["eachSect", way]


def test_the_form_of_note_numbers_is_the_one_of_each_paper(tmp_path: Path) -> None:
    settings = with_settings('<w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr>')
    letters = paper(marked("x", 1), footnotes=note(1, "a"), **settings)
    figures = paper(marked("y", 1), footnotes=note(1, "b"))
    document = joined(tmp_path, letters, figures)
    said = [[val(n) for n in s.iter(f"{{{W}}}numFmt")] for s in nodes(document, "sectPr")]
    assert said == [[], ["decimal"]]
    document = joined(tmp_path, figures, letters)
    said = [[val(n) for n in s.iter(f"{{{W}}}numFmt")] for s in nodes(document, "sectPr")]
    assert said == [[], ["lowerLetter"]]


def test_endnotes_follow_their_record(tmp_path: Path) -> None:
    first = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    notes = [note(1, "cuối A", kind="endnote"), note(2, "cuối A2", kind="endnote")]
    one = endnoted("A", *notes, first_section=first)
    two = endnoted("B", note(1, "cuối B", kind="endnote"))
    document = joined(tmp_path, paper(p("0")), one, two)
    assert shown_notes(document, "endnote") == ["cuối A", "cuối A2", "cuối B"]
    (name,) = (n for n in unzipped(document) if "settings" in n)
    assert [val(n) for n in nodes(document, "pos", name)] == ["sectEnd"]
    # Those of a record's first section wait for its last one.
    waits = [s.find(f"{{{W}}}noEndnote") is not None for s in nodes(document, "sectPr")]
    assert waits == [False, True, False, False]


def test_marks_of_one_s_own_and_pictures_in_notes_stay(tmp_path: Path) -> None:
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    inside = f"<w:p><w:r><w:t>* </w:t></w:r>{run('riêng {{ ten }}')}</w:p>"
    source = paper(f"<w:p>{run('{{ ten }}')}{star}</w:p>", footnotes=note(1, inside))
    document = recorded(tmp_path, source, [{"ten": "An"}, {"ten": "Bình"}])
    assert shown_notes(document) == ["* riêng An", "* riêng Bình"]
    marks = nodes(document, "footnoteReference")
    assert [val(n, "customMarkFollows") for n in marks] == ["1", "1"]


def test_notes_with_ids_and_remarks_of_an_editor(tmp_path: Path) -> None:
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    inside = (
        f'<w:p xmlns:w14="{w14}" w14:paraId="00000001" w14:textId="00000002">{run("chú")}'
        '<w:commentRangeStart w:id="3"/><w:commentRangeEnd w:id="3"/>'
        '<w:r><w:commentReference w:id="3"/></w:r>'
        '<w:r><w:drawing><wp:inline><wp:docPr id="4" name="x"/></wp:inline></w:drawing></w:r></w:p>'
    )
    one = paper(marked("x", 1), footnotes=note(1, inside))
    for number in range(3):
        (tmp_path / f"{number}.docx").write_bytes(one)
    merge_files([tmp_path / f"{n}.docx" for n in range(3)], tmp_path / "g.docx")
    document = (tmp_path / "g.docx").read_bytes()
    assert problems(document) == []
    assert len(nodes(document, "footnote", "word/footnotes.xml")) == 3


def test_readers_see_each_note_on_its_own_page(tmp_path: Path) -> None:
    mark = '<w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    second = paper(
        marked("Bản B", 1), footnotes=SEPARATORS + note(1, f"{mark}{run('lời chú của B')}</w:p>")
    )
    document = joined(tmp_path, paper(p("Bản A")), second, paper(p("Bản C")))
    found = pages(tmp_path, document)
    assert ["lời chú của B" in page for page in found] == [False, True, False]
    assert ["Bản A" in found[0], "Bản B" in found[1], "Bản C" in found[2]] == [True] * 3


def test_lists_and_notes_of_records_together(tmp_path: Path) -> None:
    numbering = listed(
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt'
        ' w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    source = paper(
        p("{{ ten }}", layout=item), marked("x", 1), footnotes=note(1, "chú {{ ten }}"), **numbering
    )
    document = recorded(tmp_path, source, [{"ten": "An"}, {"ten": "Bình"}])
    assert shown_notes(document) == ["chú An", "chú Bình"]
    assert body_text(document).split("\n") == ["An", "x", "Bình", "x"]
    assert len({val(n) for n in nodes(document, "numId")}) == 2
