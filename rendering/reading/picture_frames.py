"""Pictures drawn to be replaced (khung ảnh): their words are one tag, which names the picture."""

from __future__ import annotations

import re

from lxml import etree

from ..namespaces import A
from ..picture_folder import FRAME
from .tagscan import cut_at_tags

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MARKED = re.compile(rf"\{{\{{ \((.*?)\)\|{FRAME} \}}\}}", re.DOTALL)
_PRINTS = re.compile(r"\{\{(.*)\}\}", re.DOTALL)


def mark_frames(root: etree._Element) -> None:
    """Sends the one tag in the words of each picture through the filter for frames, in place."""
    for words in root.iter(f"{_WP}docPr"):
        before, *rest = cut_at_tags(words.get("descr", ""))
        if len(rest) != 2 or before.strip() or rest[1].strip() or blip_of(words) is None:
            continue
        printed = _PRINTS.fullmatch(rest[0])
        if printed is not None:
            words.set("descr", f"{{{{ ({printed[1].strip()})|{FRAME} }}}}")


def as_typed(text: str) -> str:
    """A text of the source as its author typed it, for messages."""
    return _MARKED.sub(r"{{ \1 }}", text)


def blip_of(words: etree._Element) -> etree._Element | None:
    """The reference to the picture that these are the words of; ``None`` for a shape or group."""
    drawing = words.getparent()
    found = [] if drawing is None else [b for b in drawing.iter(f"{A}blip") if b.get(f"{_R}embed")]
    return found[0] if len(found) == 1 else None
