"""Takes the pictures of the keeper's pages on findings: ``python tools/slip_pictures.py``.

Codes behind the command take theirs alone. Needs LibreOffice, pdftoppm, pdftotext and Pillow.
Each master of ``slips.toml`` is printed as it is typed, tags and all. Framed are, of the wrong
one, the tag that the check tells, of the right one the words that the wrong one has not got.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from difflib import SequenceMatcher
from html import unescape
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.checking.masters.slips import SIDES, Slip, slips
from tools.printing import drawn, printed, save
from tools.slip_pages import PICTURES, fingerprint, picture

DPI = 96
_LEFT, _RIGHT = 70, 575
"""Points from the left edge of the paper that a picture begins and ends at."""
_HIGHEST = 250
"""Points: of a whole paper the head is enough."""
_MARGIN, _FRAME = 12, 3
_COLOURS = {"sai": (196, 0, 0), "dung": (0, 120, 0)}
_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)


class Unit(NamedTuple):
    """A word of a printed page, or a tag with all its words, and where it stands, in points."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def with_next(self, other: Unit) -> Unit:
        """Both as one."""
        top, bottom = min(self.top, other.top), max(self.bottom, other.bottom)
        return Unit(self.left, top, other.right, bottom, self.text + other.text)

    def stands_beside(self, other: Unit) -> bool:
        """Whether both are on one line."""
        return abs(self.bottom - other.bottom) < _FRAME


def take(chosen: Sequence[Slip], folder: Path) -> None:
    """Take the pictures of both sides of each slip; ``folder`` is scratch."""
    chosen = [slip for slip in chosen if not slip.wrong.shown]
    wanted = [(slip, name) for slip in chosen for name in SIDES]
    files = [slip.side(name).write(folder / f"{slip.code}-{name}" / "mau") for slip, name in wanted]
    pdfs = iter(printed(files, folder))
    for slip in chosen:
        (told,) = slip.wrong.found(folder / f"{slip.code}-hoi" / "mau")
        of_side = {name: next(pdfs) for name in SIDES}
        units = {name: units_of(pdf) for name, pdf in of_side.items()}
        said = [unit for unit in units["sai"] if told.read and _bare(told.read) in unit.text]
        marked = {
            "sai": said or different(units["sai"], units["dung"]),
            "dung": different(units["dung"], units["sai"])
            or [unit for unit in units["dung"] if unit.text in {one.text for one in said}],
        }
        for name, pdf in of_side.items():
            page = framed(drawn(pdf, DPI)[0].convert("RGB"), marked[name], _COLOURS[name])
            shows = fingerprint(slip)
            save(cut(page), Path(picture(slip, name)).stem, PICTURES, shows)


def units_of(pdf: Path) -> list[Unit]:
    """The words and tags of the first page, in reading order; a tag ends with its line."""
    told = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", str(pdf), "-"], check=True, capture_output=True
    ).stdout.decode()
    units: list[Unit] = []
    for *box, text in _WORD.findall(told):
        word = Unit(*map(float, box), unescape(text))
        if units and _is_open(units[-1]) and units[-1].stands_beside(word):
            units[-1] = units[-1].with_next(word)
        else:
            units.append(word)
    return units


def different(page: list[Unit], other: list[Unit]) -> list[Unit]:
    """What the other page has not got at that place, run together as far as a line goes."""
    alike = SequenceMatcher(None, [u.text for u in page], [u.text for u in other], autojunk=False)
    found: list[Unit] = []
    for kind, start, end, _, _ in alike.get_opcodes():
        for place, unit in enumerate(page[start:end] if kind != "equal" else ()):
            if place and found[-1].stands_beside(unit):
                found[-1] = found[-1].with_next(unit)
            else:
                found.append(unit)
    return found


def framed(page: Image.Image, marked: list[Unit], colour: tuple[int, int, int]) -> Image.Image:
    """The page with a frame round each of these."""
    pen = ImageDraw.Draw(page)
    for unit in marked:
        left, top, right, bottom = unit[:4]
        corners = (left - _FRAME, top - 1, right + _FRAME, bottom + 1)
        pen.rectangle([round(at * DPI / 72) for at in corners], outline=colour, width=2)
    return page


def _is_open(unit: Unit) -> bool:
    return unit.text.count("{") > unit.text.count("}")


def _bare(text: str) -> str:
    return "".join(text.split())


def cut(page: Image.Image, begin: float = 0, highest: float = _HIGHEST) -> Image.Image:
    """The part of a page that has something on it, on a sheet with an edge.

    ``begin`` is where it begins at the earliest, ``highest`` its height, in points.
    """
    left, right, start, most = (round(at * DPI / 72) for at in (_LEFT, _RIGHT, begin, highest))
    white = Image.new("RGB", page.size, "white")
    _, top, _, bottom = ImageChops.difference(page, white).getbbox() or (0, 0, 0, most)
    top = max(top, start)
    part = page.crop((left, max(top - _MARGIN, 0), right, min(bottom, top + most) + _MARGIN))
    ImageDraw.Draw(part).rectangle((0, 0, part.width - 1, part.height - 1), outline=(150, 150, 150))
    return part


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        take([slips()[code] for code in sys.argv[1:] or slips()], Path(scratch))
