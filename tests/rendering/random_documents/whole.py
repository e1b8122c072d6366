"""A whole random template (cả tệp): its bytes, its data, and what every part must say."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from tests.rendering.merge.joined import override, png, relation, relations
from tests.rendering.word_papers import R, W, paper

from .block import Block, said, xml
from .blocks import TALL, story
from .draft import Draft
from .islands import PICTURE
from .paragraphs import paragraph
from .pieces import Inline, source
from .values import MARKED, VIEW, Context, Shape, View, context

NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType'
    ' w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_PARTS = ("numbering", "styles", "settings", "endnotes", "comments")
_SEPARATORS = (
    '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
    '<w:{0} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:{0}>"
)
_REMARK = ' w:author="Người đọc" w:date="2026-11-01T08:00:00Z"'


@dataclass(frozen=True)
class RandomDocument:
    """A random template with the data of some records; ``stories`` are its parts by name."""

    seed: int
    template: bytes
    missing: Any
    records: tuple[dict[str, Any], ...]
    stories: Mapping[str, Sequence[Block]]

    def said(self, part: str, record: int = 0, view: View = View.FILE) -> str:
        """What that part says of a record, paragraph ends left out."""
        given: Context = {**self.records[record], VIEW: view, MARKED: self.missing == "mark"}
        return said(self.stories[part], given)


def random_document(seed: int, size: int = 6) -> RandomDocument:
    """The random template of that number, always the same; ``size`` blocks in its body."""
    chance = random.Random(seed)
    shape = chance.choice([Shape.TEXT, Shape.TEXT, Shape.TEXT, Shape.MISSING, Shape.INSERTS])
    missing = "stop"
    if shape is Shape.MISSING:
        missing = chance.choice(["dots", "mark"])
    draft = Draft(chance, shape)
    stories = {"word/document.xml": story(draft, size)}
    links = {"document": draft.links}
    for name in ("header1", "footer1"):
        plain = Draft(chance, shape, draft.marks, body=False)
        stories[f"word/{name}.xml"] = story(plain, 1)
        links[name] = plain.links
    template = paper(
        xml(stories["word/document.xml"]),
        header=xml(stories["word/header1.xml"]),
        footer=xml(stories["word/footer1.xml"]),
        footnotes=_notes(draft, "footnote"),
        extra=_extra(draft, links),
        relations="".join(relation(f"rId_{part}", part, f"{part}.xml") for part in _PARTS)
        + relation(PICTURE, "image", "media/a.png")
        + _addresses(draft.links),
        height=TALL,
        types="".join(override(f"word/{part}.xml", part) for part in _PARTS),
    )
    records = tuple(context(chance, shape) for _ in range(3))
    return RandomDocument(seed, template, missing, records, stories)


def _notes(draft: Draft, kind: str) -> str:
    separators = "" if kind == "comment" else _SEPARATORS.format(kind)
    more = _REMARK if kind == "comment" else ""
    return separators + "".join(
        f'<w:{kind} w:id="{number}"{more}>'
        + paragraph(draft.chance, draft.marks, source(pieces), once=False)
        + f"</w:{kind}>"
        for number, pieces in enumerate(draft.notes[kind], 1)
    )


def _extra(draft: Draft, links: dict[str, list[tuple[Inline, ...]]]) -> dict[str, bytes | str]:
    parts: dict[str, bytes | str] = {
        "word/numbering.xml": NUMBERING,
        "word/styles.xml": f'<w:styles xmlns:w="{W}"/>',
        "word/settings.xml": f'<w:settings xmlns:w="{W}"/>',
        "word/media/a.png": png(128),
    }
    for kind in ("endnote", "comment"):
        inside = _notes(draft, kind)
        parts[f"word/{kind}s.xml"] = f'<w:{kind}s xmlns:w="{W}" xmlns:r="{R}">{inside}</w:{kind}s>'
    for name in ("header1", "footer1"):
        if links[name]:
            parts[f"word/_rels/{name}.xml.rels"] = relations(_addresses(links[name]))
    return parts


def _addresses(links: list[tuple[Inline, ...]]) -> str:
    return "".join(
        relation(f"rIdL{number}", "hyperlink", escape(source(address)), external=True)
        for number, address in enumerate(links, 1)
    )
