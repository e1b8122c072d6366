"""Values that change the package (chèn): a picture, a link, another document.

Plain, picklable descriptions to put into a context. They cost a rendering on
the slow path, because each needs a new part or relationship in the .docx.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path


class Insert:
    """Base of all values that change the package."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Image(Insert):
    """A picture (ảnh) printed by ``{{ name }}`` in the text of a paragraph.

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
    """A clickable text (liên kết) printed by ``{{r name }}`` or ``{{ name }}`` in a paragraph.

    ``style`` is the id of a character style, or ``None`` for the paragraph's own look.
    """

    text: str
    address: str
    style: str | None = None


@dataclass(frozen=True, slots=True)
class SubDocument(Insert):
    """The body of another .docx (văn bản con) printed by ``{{p name }}``, alone in its paragraph.

    Needs the package ``docxcompose``. Headers and page set-up of the other
    document are not taken over.
    """

    source: str | Path | bytes


@dataclass(frozen=True, slots=True)
class Framed(Insert):
    """A picture that takes the place of one drawn in the template (ảnh trong khung).

    Made where the words of the drawn picture are printed; what is printed is its
    mark. ``name`` is what its words are then.
    """

    content: bytes
    name: str


class NeedsPackage(Exception):
    """This record changes the package: a picture, a link, a sub-document."""


PACKAGE: ContextVar[Callable[[Insert], str] | None] = ContextVar("package", default=None)
"""Adds to the open package what an insert needs, and gives its XML; ``None`` without one."""


def made(insert: Insert) -> str:
    """The XML of an insert, whose parts the open package then holds.

    Raises :class:`NeedsPackage` when no package is open for the record.
    """
    add = PACKAGE.get()
    if add is None:
        raise NeedsPackage
    return add(insert)
