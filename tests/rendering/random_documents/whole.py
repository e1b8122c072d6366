"""A whole random template (cả tệp): its bytes, its data, and what every part must say."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from tests.rendering.word_papers import paper

from . import inline
from .blocks import ON_PAPER, Draft, said, story, xml
from .inline import Data
from .paragraphs import paragraph

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NUMBERING = (
    f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType'
    ' w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_PARTS = ("numbering", "styles", "settings")
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote>"
)


@dataclass(frozen=True)
class RandomDocument:
    """A random template; ``said`` is the text of each part after rendering, without its ends.

    ``on_paper`` is what the pages show of the body for certain.
    """

    seed: int
    template: bytes
    context: dict[str, Any]
    said: dict[str, str]
    on_paper: str


def random_document(seed: int, size: int = 6) -> RandomDocument:
    """The random template of that number, always the same; ``size`` blocks in its body."""
    chance = random.Random(seed)
    data = Data(chance)
    draft = Draft(chance, data)
    body = story(draft, size)
    plain = Draft(chance, data, draft.marks, [], with_notes=False, with_lists=False)
    header, footer = story(plain, 1), story(plain, 1)
    notes = "".join(
        f'<w:footnote w:id="{number}">'
        + paragraph(chance, draft.marks, inline.source(pieces), once=False)
        + "</w:footnote>"
        for number, pieces in enumerate(draft.notes, 1)
    )
    template = paper(
        xml(body),
        header=xml(header),
        footer=xml(footer),
        footnotes=_SEPARATORS + notes,
        extra={
            "word/numbering.xml": _NUMBERING,
            "word/styles.xml": f'<w:styles xmlns:w="{_W}"/>',
            "word/settings.xml": f'<w:settings xmlns:w="{_W}"/>',
        },
        relations="".join(
            f'<Relationship Id="rId_{part}" Type="{_REL}/{part}" Target="{part}.xml"/>'
            for part in _PARTS
        ),
        types="".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{part}+xml"/>'
            for part in _PARTS
        ),
    )
    expected = {
        "word/document.xml": said(body, data.context),
        "word/header1.xml": said(header, data.context),
        "word/footer1.xml": said(footer, data.context),
        "word/footnotes.xml": "".join(inline.said(pieces, data.context) for pieces in draft.notes),
    }
    on_paper = said(body, {**data.context, ON_PAPER: True})
    return RandomDocument(seed, template, data.context, expected, on_paper)
