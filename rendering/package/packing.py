"""Putting parts into a .docx (đóng gói): the same bytes for the same parts, at any time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def packed(parts: Mapping[str, bytes], *, compressed: bool = False) -> bytes:
    """The parts as a package, in their order; ``compressed`` for a file that is kept."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
            archive.writestr(entry, content)
    return stream.getvalue()
