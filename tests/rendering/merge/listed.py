"""Lists and fields for papers in tests of merging: ``paper(item(1, "một"), **lists(num(1)))``."""

from __future__ import annotations

from typing import TypedDict
from xml.sax.saxutils import escape

from tests.rendering.word_papers import R, W, p

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


class Extra(TypedDict):
    """What ``paper`` takes beside its body."""

    extra: dict[str, bytes | str]
    relations: str
    types: str


def level(
    number: int, text: str | None = None, *, kind: str = "decimal", begin: int = 1, more: str = ""
) -> str:
    """One level of a list; ``more`` stands behind its kind."""
    shown = f"%{number + 1}." if text is None else text
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{begin}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/><w:pPr><w:ind'
        f' w:left="{(number + 1) * 720}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def A(*levels: str) -> str:  # noqa: N802
    """The abstract list 0."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'


def start(number: int) -> str:
    """An override of where a level begins."""
    return f'<w:startOverride w:val="{number}"/>'


def num(number: int, overrides: str = "", *, abstract: int = 0) -> str:
    """A list."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def lists(nums: str, abstract: str | None = None, styles: str = "") -> Extra:
    """The parts for numbered paragraphs; without ``abstract`` one list of one level."""
    parts: dict[str, bytes | str] = {
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{abstract or A(level(0))}{nums}</w:numbering>'
    }
    if styles:
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    kinds = [name[5:-4] for name in parts]
    return {
        "extra": parts,
        "relations": "".join(
            f'<Relationship Id="r_{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in kinds
        ),
        "types": "".join(
            f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
            for kind in kinds
        ),
    }


def item(number: int, text: str, depth: int = 0) -> str:
    """A paragraph of a list."""
    layout = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, layout=f"<w:pPr>{layout}</w:pPr>")


def styled(style: str, text: str, more: str = "") -> str:
    """A paragraph of a style."""
    return p(text, layout=f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>')


def field(code: str, shown: str, *, split: bool = False) -> str:
    """The runs of a field; ``split`` puts every letter of its code into a run of its own."""
    pieces = list(code) if split else [code]
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(piece)}</w:instrText></w:r>'
        for piece in pieces
    )
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"{begin}{codes}{separate}<w:r><w:t>{escape(shown)}</w:t></w:r>{end}"
