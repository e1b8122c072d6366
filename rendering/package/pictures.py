"""Pictures and drawings (ảnh) as files: known by what is in them, not by their names."""

from __future__ import annotations

import re

# Programs of other kinds are started for these (PostScript), or they hide what they hold.
_NO_PICTURES = (b"%!PS", b"\xc5\xd0\xd3\xc6", b"\x1f\x8b")
_PICTURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\x01\0\0\0",
    b"\xd7\xcd\xc6\x9a",
)  # fmt: skip
_MARKUP = re.compile(
    rb"[\xef\xbb\xbf\xfe\xff\0\s]*<|.{0,9999}<(?:svg|html|\?xml|!doc)", re.I | re.S
)


def is_picture(content: bytes) -> bool:
    """Whether a file is a picture of points or a drawing of Windows."""
    return content.startswith(_PICTURES)


def is_hidden_markup(content: bytes) -> bool:
    """Whether a part that is no XML may still be read as a drawing or a page by somebody."""
    if content.startswith(_NO_PICTURES):
        return True
    return not is_picture(content) and _MARKUP.match(content) is not None
