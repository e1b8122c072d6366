"""Any papers in any order: what each said and showed alone, it says and shows in the merged file."""

from __future__ import annotations

import posixpath
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.rendering.merge.joined import (
    OFFICE,
    both,
    joined,
    listed,
    note,
    override,
    picture,
    png,
    reference,
    relation,
    relations,
    style,
    styles,
)
from tests.rendering.word_papers import W, p, paper, run, unzipped

_W, _R = f"{{{W}}}", f"{{{OFFICE}}}"


@dataclass(frozen=True)
class Made:
    """What a paper is made of; ``None``: it has none of it."""

    header: int | None
    logo: int | None
    notes: int
    picture: int | None
    size: int | None
    list_start: int | None
    sections: int
    even: bool

    def paper(self, name: str) -> bytes:
        extra: dict[str, Any] = {}
        links = types = ""
        header = None
        if self.header is not None:
            header = p(f"đầu {self.header}") + (picture("rId9") if self.logo is not None else "")
            if self.logo is not None:
                extra["word/media/logo.png"] = png(self.logo)
                extra["word/_rels/header1.xml.rels"] = relations(
                    relation("rId9", "image", "media/logo.png")
                )
        body = [p(name)]
        if self.picture is not None:
            extra["word/media/anh.png"] = png(self.picture)
            links += relation("rId7", "image", "media/anh.png")
            body.append(picture("rId7"))
        notes = None
        if self.notes:
            notes = "".join(note(n, f"chú {name} {n}") for n in range(1, self.notes + 1))
            body += [f"<w:p>{run('x')}{reference(n)}</w:p>" for n in range(self.notes, 0, -1)]
        options: list[dict[str, Any]] = [{"extra": extra, "relations": links, "types": types}]
        if self.size is not None:
            options.append(styles(style("Normal", f'<w:sz w:val="{self.size}"/>')))
        if self.list_start is not None:
            level = f'<w:start w:val="{self.list_start}"/><w:numFmt w:val="decimal"/>'
            options.append(
                listed(
                    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
                    f'{level}<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>',
                    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
                )
            )
            number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
            body.append(p("mục", layout=f"<w:pPr>{number}</w:pPr>"))
        if self.even:
            options.append(
                {
                    "extra": {
                        "word/settings.xml": f'<w:settings xmlns:w="{W}"><w:evenAndOddHeaders/></w:settings>'
                    },
                    "relations": relation("rId8", "settings", "settings.xml"),
                    "types": override("word/settings.xml", "settings"),
                }
            )
        first = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * (self.sections - 1)
        return paper(*body, header=header, footnotes=notes, first_section=first, **both(*options))


def one(node: Any, name: str) -> Any:
    """The first element ``w:name`` inside another."""
    return next(node.iter(f"{_W}{name}"))


class Look:
    """A merged file as one reads it."""

    def __init__(self, document: bytes) -> None:
        self.parts = unzipped(document)
        self.trees = {
            n: etree.fromstring(d) for n, d in self.parts.items() if n.endswith((".xml", ".rels"))
        }

    def target(self, part: str, name: str | None) -> str:
        folder, base = posixpath.split(part)
        rels = self.trees[f"{folder}/_rels/{base}.rels"]
        (found,) = (n.get("Target", "") for n in rels if n.get("Id") == name)
        return posixpath.normpath(posixpath.join(folder, found))

    def pictures(self, part: str, node: Any) -> list[bytes]:
        shown = node.iter("{urn:schemas-microsoft-com:vml}imagedata")
        return [self.parts[self.target(part, n.get(f"{_R}id"))] for n in shown]

    def notes(self, block: Any) -> list[str]:
        texts = {
            n.get(f"{_W}id"): "".join(map(str, n.itertext()))
            for n in self.trees.get("word/footnotes.xml", ())
        }
        return [texts[n.get(f"{_W}id")] for n in block.iter(f"{_W}footnoteReference")]

    def size(self, block: Any) -> str | None:
        sheet = {n.get(f"{_W}styleId"): n for n in self.trees.get("word/styles.xml", ())}
        named = block.find(f".//{_W}pStyle")
        usual = next((n for n in sheet.values() if n.get(f"{_W}default")), None)
        chosen = usual if named is None else sheet[named.get(f"{_W}val")]
        found = None if chosen is None else chosen.find(f".//{_W}sz")
        return None if found is None else found.get(f"{_W}val")

    def start(self, block: Any) -> str:
        """Where the list of a block starts: what its ``w:num`` or its abstract list says."""
        number = one(block, "numId").get(f"{_W}val")
        lists: Any = self.trees["word/numbering.xml"]
        (num,) = (n for n in lists.iter(f"{_W}num") if n.get(f"{_W}numId") == number)
        abstract = one(num, "abstractNumId").get(f"{_W}val")
        (level,) = (
            n for n in lists.iter(f"{_W}abstractNum") if n.get(f"{_W}abstractNumId") == abstract
        )
        own = num.find(f".//{_W}startOverride")
        return str((one(level, "start") if own is None else own).get(f"{_W}val"))

    def records(self, count: list[int]) -> list[dict[str, Any]]:
        """What each record shows; ``count`` says how many sections each has."""
        body = self.trees["word/document.xml"].find(f"{_W}body")
        assert body is not None
        found: list[dict[str, Any]] = []
        headers: dict[str | None, str | None] = {}
        blocks: list[Any] = []
        sections = 0
        for block in body:
            blocks.append(block)
            section = block if block.tag == f"{_W}sectPr" else block.find(f".//{_W}sectPr")
            if section is None:
                continue
            for one in section.iter(f"{_W}headerReference"):
                headers[one.get(f"{_W}type")] = one.get(f"{_R}id")
            sections += 1
            if sections < count[len(found)]:
                continue
            found.append(self._record(blocks, headers))
            blocks, sections = [], 0
        return found

    def _record(self, blocks: list[Any], headers: dict[str | None, str | None]) -> dict[str, Any]:
        main = "word/document.xml"
        name = headers.get("default")
        story = None if name is None else self.target(main, name)
        text = [b for b in blocks if "".join(b.itertext())]
        lists = [self.start(b) for b in text if "".join(b.itertext()) == "mục"]
        return {
            "name": "".join(text[0].itertext()),
            "header": "" if story is None else "".join(map(str, self.trees[story].itertext())),
            "logo": [] if story is None else self.pictures(story, self.trees[story]),
            "notes": [one for b in blocks for one in self.notes(b)],
            "pictures": [one for b in blocks for one in self.pictures(main, b)],
            "size": self.size(text[0]),
            "lists": lists,
        }


few = st.one_of(st.none(), st.integers(1, 3))
papers = st.builds(
    Made,
    header=few,
    logo=few,
    notes=st.integers(0, 2),
    picture=few,
    size=st.one_of(st.none(), st.sampled_from([20, 28])),
    list_start=st.one_of(st.none(), st.sampled_from([1, 5])),
    sections=st.integers(1, 2),
    even=st.booleans(),
)


@given(st.lists(papers, min_size=2, max_size=5))
@settings(max_examples=25, deadline=None)
def test_any_papers_keep_what_they_showed_alone(made: list[Made]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        document = joined(Path(folder), *(m.paper(f"bản {n}") for n, m in enumerate(made)))
    shown = Look(document).records([m.sections for m in made])
    assert shown == [
        {
            "name": f"bản {n}",
            "header": "" if m.header is None else f"đầu {m.header}",
            "logo": [] if m.header is None or m.logo is None else [png(m.logo)],
            "notes": [f"chú bản {n} {k}" for k in range(m.notes, 0, -1)],
            "pictures": [] if m.picture is None else [png(m.picture)],
            "size": None if m.size is None else str(m.size),
            "lists": [] if m.list_start is None else [str(m.list_start)],
        }
        for n, m in enumerate(made)
    ]
