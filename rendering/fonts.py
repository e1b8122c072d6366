"""Fonts (phông chữ): what LibreOffice will really print, and whether it has our letters."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

OFFICIAL_FONT = "Times New Roman"

# Every letter of Vietnamese, both cases, that plain Latin-1 fonts lack.
_MARKED = "ăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵàáảãạ"
VIETNAMESE_LETTERS = _MARKED + _MARKED.upper()

# Metric-compatible with Times New Roman: lines and pages break in the same places.
_COMPATIBLE = ("liberation serif", "tinos", "tex gyre termes", "thorndale")


@dataclass(frozen=True, slots=True)
class FontUse:
    """What a font of a document becomes in a PDF (phông thay thế).

    ``used`` is ``None`` when it cannot be found out (no fontconfig, as on
    Windows). ``missing`` are the Vietnamese letters the used font lacks.
    """

    wanted: str
    used: str | None
    same_metrics: bool
    missing: str

    @property
    def good(self) -> bool:
        """Whether pages and letters come out as with the wanted font."""
        return self.used is None or (self.same_metrics and not self.missing)


def fonts_report(wanted: Sequence[str] = (OFFICIAL_FONT,)) -> list[FontUse]:
    """What each wanted font becomes on this machine."""
    return [_use(name) for name in wanted]


def _use(wanted: str) -> FontUse:
    finder = shutil.which("fc-match")
    if finder is None:
        return FontUse(wanted, None, True, "")
    done = subprocess.run(
        [finder, "-f", "%{family[0]}\n%{charset}", wanted],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    family, _, charset = done.stdout.partition("\n")
    if not family:
        return FontUse(wanted, None, True, "")
    held = _characters(charset)
    missing = "".join(letter for letter in VIETNAMESE_LETTERS if ord(letter) not in held)
    same = family.lower() == wanted.lower() or (
        wanted == OFFICIAL_FONT and family.lower() in _COMPATIBLE
    )
    return FontUse(wanted, family, same, missing)


def _characters(charset: str) -> set[int]:
    """The code points of fontconfig's list (``20-7e a0-17f 1ea0``)."""
    found: set[int] = set()
    for piece in charset.split():
        first, _, last = piece.partition("-")
        try:
            found.update(range(int(first, 16), int(last or first, 16) + 1))
        except ValueError:
            continue
    return found
