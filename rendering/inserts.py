"""Values that change the package (chèn): a picture, a link, another document.

Plain, picklable descriptions to put into a context. They cost a rendering on
the slow path, because each needs a new part or relationship in the .docx.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


class Insert:
    """Base of all values that change the package."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Image(Insert):
    """A picture (ảnh) printed by ``{{ name }}`` in a run.

    ``source`` is a path or the bytes of a PNG or JPEG. Sizes in millimetres;
    with one ``None`` the proportion is kept, with both the picture's own size.
    ``link`` is a web address opened by a click, or ``None``.
    """

    source: str | Path | bytes
    width_mm: float | None = None
    height_mm: float | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Link(Insert):
    """A clickable text (liên kết) printed by ``{{r name }}`` in a paragraph.

    ``style`` is the id of a character style, or ``None`` for the paragraph's own look.
    """

    text: str
    address: str
    style: str | None = None


@dataclass(frozen=True, slots=True)
class SubDocument(Insert):
    """The body of another .docx (văn bản con) printed by ``{{p name }}``.

    Needs the package ``docxcompose``. Headers and page set-up of the other
    document are not taken over.
    """

    source: str | Path | bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """An insert bound to the package of one document; made by the slow path only.

    ``make`` adds what the package needs and gives the XML, when the value is printed.
    ``between_runs`` says that the XML stands beside runs, not inside one.
    """

    make: Callable[[], str]
    between_runs: bool = False
