"""Lists (danh sách tự đánh số) made plainer for LibreOffice, where it never ends otherwise.

LibreOffice (seen in 7.4) lays out a narrow cell for ever when neither the number's tab nor
the words behind it find room. With a blank behind the number it ends.
"""

from __future__ import annotations

from lxml import etree

from ..namespaces import W
from ..package.packing import packed
from ..package.reading import unzip
from .sealed import LIMITS


def with_plain_lists(data: bytes, name: str) -> bytes | None:
    """The sealed document with a blank behind every number; ``None`` where nothing changes."""
    parts = unzip(data, name, LIMITS)
    changed = False
    for part, content in parts.items():
        if b"lvlText" not in content:
            continue
        root = etree.fromstring(content)
        for level in root.iter(f"{W}lvl"):
            if level.find(f"{W}suff") is None and (text := level.find(f"{W}lvlText")) is not None:
                text.addprevious(etree.Element(f"{W}suff", {f"{W}val": "space"}))
                changed = True
        parts[part] = etree.tostring(root, encoding="UTF-8", standalone=True)
    return packed(parts) if changed else None
