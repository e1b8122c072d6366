"""Files as other programs write them: other prefixes, quotation marks, blanks, empty elements."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from giayto.errors import MergeFailed
from giayto.rendering import Image
from giayto.rendering.merge import merge_files
from tests.rendering.merge.joined import (
    OFFICE,
    joined,
    note,
    of_kind,
    override,
    picture,
    png,
    recorded,
    reference,
    relation,
    relations,
)
from tests.rendering.word_papers import body_text, p, paper, run, unzipped, zipped

MARK = '<w:p><w:pPr/><w:bookmarkStart w:id="0" w:name="muc1"/>{}<w:bookmarkEnd w:id="0"/></w:p>'
WAYS: dict[str, Callable[[str], str]] = {
    "blanks before the end": lambda xml: re.sub(r"\s*(/?>)", r" \1", xml),
    "empty elements with two tags": lambda xml: re.sub(r"<(w:\w+)([^<>]*)/>", r"<\1\2></\1>", xml),
    "single quotation marks": lambda xml: xml.replace('"', "'"),
    "blanks around equals signs": lambda xml: xml.replace('w:name="', 'w:name = "'),
    "another prefix": lambda xml: re.sub(r"\bw:|(?<=xmlns:)w=", lambda m: "z" + m.group()[1:], xml),
    "the default namespace": lambda xml: re.sub(r"(</?)w:", r"\1", xml).replace(
        "xmlns:w=", f'xmlns="{_W}" xmlns:w='
    ),
}
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def written(document: bytes, way: Callable[[str], str], *names: str) -> bytes:
    """A paper whose parts are written in that way."""
    parts = unzipped(document)
    changed = {}
    for name in names:
        head, _, rest = parts[name].decode().partition("?>")
        changed[name] = f"{head}?>{way(rest)}"
    return zipped({**parts, **changed})


@pytest.mark.parametrize("way", WAYS)
def test_files_written_in_any_way_are_merged(tmp_path: Path, way: str) -> None:
    papers = []
    for name in ("An", "Bình"):
        remark = '<w:commentRangeStart w:id="0"/>'
        body = MARK.format(remark + run(name) + reference(1))
        link = f'<w:p><w:hyperlink w:anchor="muc1">{run("xem")}</w:hyperlink></w:p>'
        source = paper(
            body, link, header=MARK.format(run("Đầu")), footnotes=note(1, f"chú của {name}")
        )
        names = ("word/document.xml", "word/header1.xml", "word/footnotes.xml")
        papers.append(written(source, WAYS[way], *names))
    whole = joined(tmp_path, *papers)
    assert body_text(whole) == "An\nxem\nBình\nxem"
    main = unzipped(whole)["word/document.xml"].decode()
    assert re.findall('w:anchor="([^"]*)"', main) == ["muc1", "muc1_2"]
    assert "commentRange" not in main
    notes = of_kind(whole, "footnotes")[0].decode()
    assert "chú của An" in notes
    assert "chú của Bình" in notes


def other_prefix(content: str) -> str:
    return content.replace("r:id=", f'xmlns:q="{OFFICE}" q:id=')


def test_a_relationship_under_another_prefix_leads_to_its_own(tmp_path: Path) -> None:
    papers = [
        paper(
            p(name),
            other_prefix(picture("rIdP")),
            relations=relation("rIdP", "image", "media/anh.png"),
            extra={"word/media/anh.png": png(grey)},
        )
        for name, grey in (("An", 10), ("Bình", 200))
    ]
    main = unzipped(joined(tmp_path, *papers))["word/document.xml"].decode()
    assert len(set(re.findall(r'<v:imagedata [^<>]*r:id="([^"]*)"', main))) == 2


def test_a_header_without_tags_is_as_any_other(tmp_path: Path) -> None:
    header = f'<w:p><w:pPr></w:pPr><w:bookmarkStart w:id="0" w:name="x" />{run("Đầu")}'
    header += '<w:bookmarkEnd w:id="0"></w:bookmarkEnd></w:p>' + other_prefix(picture("rId1"))
    source = paper(
        p("{{ ten }}"),
        header=header,
        extra={
            "word/media/anh.png": png(3),
            "word/_rels/header1.xml.rels": relations(relation("rId1", "image", "media/anh.png")),
        },
    )
    whole = recorded(tmp_path, source, [{"ten": "An"}, {"ten": Image(png(9))}, {"ten": "Bình"}])
    assert body_text(whole) == "An\n\nBình"
    assert len(of_kind(whole, "header")) == 1


def test_a_file_that_cannot_be_merged_is_named(tmp_path: Path) -> None:
    paths = []
    for number, content in enumerate((p("A"), f"<w:p>{run('B')}{reference(1)}</w:p>", p("C"))):
        paths.append(tmp_path / f"tep-{number}.docx")
        paths[-1].write_bytes(paper(content))
    with pytest.raises(MergeFailed, match=r"(?s)chú thích số 1.*tep-1\.docx"):
        merge_files(paths, tmp_path / "gop.docx")
    assert not (tmp_path / "gop.docx").exists()


def test_comments_leave_no_marks_in_notes(tmp_path: Path) -> None:
    remark = '<w:commentRangeStart w:id="4"/><w:commentRangeEnd w:id="4"/>'
    remark += '<w:r><w:commentReference w:id="4"/></w:r>'
    papers = [
        paper(
            f"<w:p>{run(name)}{reference(1)}</w:p>",
            footnotes=note(1, f"<w:p>{run(name)}{remark}</w:p>"),
            header=f"<w:p>{remark}</w:p>",
            extra={
                "word/comments.xml": f'<w:comments xmlns:w="{_W}"><w:comment w:id="4"'
                f' w:author="x">{p("soát")}</w:comment></w:comments>'
            },
            relations=relation("rIdC", "comments", "comments.xml"),
            types=override("word/comments.xml", "comments"),
        )
        for name in ("An", "Bình")
    ]
    parts = unzipped(joined(tmp_path, *papers))
    assert not [name for name, data in parts.items() if b"comment" in data or "comment" in name]


def test_what_may_be_edited_has_numbers_of_its_own(tmp_path: Path) -> None:
    body = f'<w:p><w:permStart w:id="5" w:edGrp="everyone"/>{run("{{ ten }}")}'
    body += '<w:permEnd w:id="5"/></w:p>'
    whole = recorded(tmp_path, paper(body), [{"ten": "An"}, {"ten": "Bình"}])
    main = unzipped(whole)["word/document.xml"].decode()
    assert re.findall(r'<w:perm\w+ w:id="(\d+)"', main) == ["1", "1", "2", "2"]
