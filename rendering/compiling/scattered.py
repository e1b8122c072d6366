"""A compiled part with tags in some of its texts only (phần có thẻ rải rác)."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from ...errors import GiaytoError
from ..package.addresses import written_address
from ..printing.printer import escape_text
from ..reading.parts import Holds
from .program import Program

_PROPERTY_CHARS = 255  # what Office accepts in a property
_CONTROLS = {7: " ", 12: " "}


class Scattered:
    """A chart, a property, a link's address, ready to render.

    ``content`` is the part with marks; ``programs`` make the texts that take their places.
    """

    def __init__(self, content: bytes, programs: Mapping[str, Program], holds: Holds) -> None:
        self.programs = programs
        self._holds = holds
        self._mark = re.compile("|".join(map(re.escape, programs)))
        self._cut = self._pieces(content)

    def render(self, values: Mapping[str, Any]) -> str:
        """The part for one record.

        Raises the errors of templates, and :class:`TemplateUnsafe` for an address that
        a paper must not lead to; each names the place.
        """
        return self._filled(self._cut, values)

    def fill(self, content: bytes, values: Mapping[str, Any]) -> bytes:
        """The same for a part that has changed since it was compiled, but for its marks."""
        return self._filled(self._pieces(content), values).encode()

    def _pieces(self, content: bytes) -> tuple[list[str], list[Program]]:
        text = content.decode()
        marks = self._mark.findall(text)
        return self._mark.split(text), [self.programs[mark] for mark in marks]

    def _filled(self, cut: tuple[list[str], list[Program]], values: Mapping[str, Any]) -> str:
        pieces, programs = cut
        written = [pieces[0]]
        for piece, program in zip(pieces[1:], programs, strict=True):
            text = html.unescape(program.render_text(values)).translate(_CONTROLS)
            if self._holds is Holds.PROPERTY:
                text = text[:_PROPERTY_CHARS]
            elif self._holds is Holds.ADDRESS:
                text = _address(text, program)
            # A line break as it is told apart from a blank in an attribute too.
            written += (escape_text(text).replace("\n", "&#10;"), piece)
        return "".join(written)


def _address(text: str, program: Program) -> str:
    try:
        return written_address(text)
    except GiaytoError as error:
        error.where = program.where(1)
        raise
