"""Makes conventions/times_widths.toml from Debian's Liberation Serif.

Needs ``pip install fonttools`` and the Debian package ``fonts-liberation2``::

    python tools/glyph_widths.py > conventions/times_widths.toml
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path("/usr/share/fonts/truetype/liberation2")
FACES = {
    "regular": "LiberationSerif-Regular.ttf",
    "bold": "LiberationSerif-Bold.ttf",
    "italic": "LiberationSerif-Italic.ttf",
    "bold_italic": "LiberationSerif-BoldItalic.ttf",
}
PUNCTUATION = "\u00a0–—‘’“”…•§°×÷€₫−"


def characters() -> list[str]:
    """ASCII, Latin-1, every Vietnamese letter, and the punctuation of papers."""
    found = {chr(code) for code in [*range(0x20, 0x7F), *range(0xA1, 0x100)]} | set(PUNCTUATION)
    for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY":
        for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"):
            found.add(unicodedata.normalize("NFC", letter + tone))
    found |= set("đĐ")
    found.discard("\u00ad")
    return sorted(found)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\u00a0", "\\u00a0") + '"'


def main() -> None:
    out = ["# Advance widths of Times New Roman in units of the em; made by", ""]
    out[0] = (
        "# Advance widths of the Times faces, in units of one em: width = the characters that\n"
        "# have it. Made by tools/glyph_widths.py; not for editing by hand."
    )
    units = 0
    tables: list[str] = []
    for face, file_name in FACES.items():
        font = TTFont(FONTS / file_name)
        units = font["head"].unitsPerEm
        cmap, metrics = font.getBestCmap(), font["hmtx"]
        groups: dict[int, str] = defaultdict(str)
        for character in characters():
            glyph = cmap.get(ord(character))
            if glyph is not None:
                groups[metrics[glyph][0]] += character
        tables.append(f"[{face}]")
        tables += [f"{width} = {quoted(groups[width])}" for width in sorted(groups)]
        tables.append("")
    out.append(f"units_per_em = {units}\n")
    sys.stdout.write("\n".join(out + tables).rstrip("\n") + "\n")


if __name__ == "__main__":
    main()
