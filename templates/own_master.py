"""A clerk's own master made ready (mẫu riêng): its heading read, its merge fields as tags."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..rendering.limits import DEFAULT_LIMITS
from ..rendering.package.packing import packed
from ..rendering.package.reading import open_package
from .heading import read_heading
from .mail_merge import with_tags
from .properties import properties_in


class OwnMaster(NamedTuple):
    """What a master says of itself, the master as the engine reads it, what it cannot read.

    ``said`` has ``merged`` where it is a mail-merge document, and ``on_sheet``, how many
    records one sheet of it shows. ``unread`` are codes of merge fields without a tag,
    ``shown`` what Word shows where the others have one; ``properties`` are those of the file.
    """

    said: dict[str, str]
    content: bytes
    unread: tuple[str, ...]
    shown: Mapping[str, str]
    properties: dict[str, str]

    @property
    def is_paper(self) -> bool:
        """Whether it says that it is a paper of its own, or is a letter to merge."""
        return says_paper(self.said)


def says_paper(said: Mapping[str, str]) -> bool:
    """Whether a master that says this of itself is a paper of its own, or a letter to merge."""
    return bool(said.get("per") or said.get("merged"))


def made_ready(content: bytes, name: str, *, emptied: bool = False) -> OwnMaster:
    """The master of a file's bytes; ``name`` is the file's, for messages.

    With ``emptied`` the lines of the heading stay as empty paragraphs, so that places can
    be counted as Word shows them. Raises what
    :func:`..rendering.package.reading.open_package` raises.
    """
    parts = open_package(content, name, DEFAULT_LIMITS).parts
    properties = properties_in(parts)
    heading = read_heading(parts, properties, emptied=emptied)
    merged = with_tags(heading.parts)
    said = dict(heading.said)
    if merged.fields:
        said |= {"merged": "x", "on_sheet": str(merged.on_sheet)}
    ready = content if merged.parts is parts else packed(merged.parts)
    return OwnMaster(said, ready, merged.unread, merged.shown, properties)
