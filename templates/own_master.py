"""A clerk's own master made ready (mẫu riêng): its heading read, its merge fields as tags."""

from __future__ import annotations

from typing import NamedTuple

from .heading import read_heading
from .mail_merge import with_tags


class OwnMaster(NamedTuple):
    """What a master says of itself, the master as the engine reads it, what it cannot read.

    ``said`` has ``merged`` where it is a mail-merge document, and ``on_sheet``, how many
    records one sheet of it shows. ``unread`` are codes of merge fields without a tag.
    """

    said: dict[str, str]
    content: bytes
    unread: tuple[str, ...]


def made_ready(content: bytes, name: str, *, emptied: bool = False) -> OwnMaster:
    """The master of a file's bytes; ``name`` is the file's, for messages.

    With ``emptied`` the lines of the heading stay as empty paragraphs, so that places can
    be counted as Word shows them. Raises what
    :func:`..rendering.package.reading.open_package` raises.
    """
    heading = read_heading(content, name, emptied=emptied)
    merged = with_tags(heading.content, name)
    said = dict(heading.said)
    if merged.fields:
        said |= {"merged": "x", "on_sheet": str(merged.on_sheet)}
    return OwnMaster(said, merged.content, merged.unread)
