"""The last lines of a text, held with the signature below them.

A page with nothing but a signature is sent back: at least two lines of text
go with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.document import Document
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph

_TAG = re.compile(r"\{%p\s*(\w+)")
_HELD = 2
"""Paragraphs that stay with the signature; of a choice each way counts once."""


def hold_last_lines(document: Document) -> None:
    """Keep the last two paragraphs so far with what will follow them.

    A repeated paragraph (``{%p for %}``) ends the search: a long list held
    together would leave half a page empty.
    """
    held = depth = 0
    for paragraph in _backwards(document):
        tag = _TAG.match(paragraph.text)
        if tag is None:
            paragraph.paragraph_format.keep_with_next = True
        elif tag[1] == "endfor":
            return
        else:
            depth += tag[1].startswith("end") - (tag[1] == "if")
            if depth < 0:
                return
        held += depth == 0
        if held == _HELD:
            return


def _backwards(document: Document) -> Iterator[Paragraph]:
    """The paragraphs at the end of the body, the last first, up to a table."""
    body = document.element.body
    for element in reversed(body):
        if isinstance(element, CT_P):
            yield Paragraph(element, document._body)
        elif element is not body.sectPr:
            return
