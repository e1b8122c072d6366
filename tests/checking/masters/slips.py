"""A slip of every kind a keeper can make in a master (lỗi mẫu), and the same place written rightly.

They stand in ``slips.toml``, one entry a finding code. The keeper's pages on the codes are made
from them (``tools/slip_pages.py``, ``tools/slip_pictures.py``), so that no page shows what the
check does not say.
"""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw

from giayto.checking.masters.own import check_file, check_own_masters
from giayto.checking.masters.paper_contexts import PaperContexts
from giayto.checking.masters.repair import repaired
from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward
from giayto.errors import GiaytoError
from giayto.findings import Finding
from giayto.generators.declared.planning import declared_paper
from giayto.generators.declared.spoken import understand
from giayto.templates.properties import with_properties
from giayto.templates.store import OwnMasters
from giayto.workspace.own_papers import papers_of
from tests.checking.masters.keeper import copied, master, retype
from tests.linked import PNG
from tests.templates.test_mail_merge import field as word_field
from tests.wards import day

FILE = Path(__file__).with_suffix(".toml")
SIDES = {"sai": "sai", "dung": "đúng"}
"""The two sides of a slip, as files and as words name them."""
LETTER = "Thư mời.docx"
_RULES, _YEAR = "party-2026", 2026
_ROW = re.compile(r"\|(.+)\|")


@dataclass(frozen=True, slots=True)
class Side:
    """A master as it is typed, wrongly or rightly (một bên của ví dụ).

    ``page`` is what one sees on it, a line a paragraph or a row of a table; or else it is a
    ``copy_of`` a built-in master with some words typed over, or some ``raw`` words that are no
    Word file. ``look`` is how words of the page look, that of ``|`` how many mm wide its tables
    were drawn; ``shown`` what is to be seen where no page shows it: a folder, a dialog.
    """

    page: str = ""
    file: str = LETTER
    copy_of: str = ""
    retype: dict[str, str] = field(default_factory=dict)
    once: dict[str, str] = field(default_factory=dict)
    raw: str = ""
    look: dict[str, str] = field(default_factory=dict)
    style: str = ""
    macro: bool = False
    properties: dict[str, str] = field(default_factory=dict)
    also: str = ""
    kind: str | None = None
    whole: bool = False
    shown: str = ""

    def write(self, folder: Path) -> Path:
        """Put the master, and what lies beside it, into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / self.file
        if self.raw:
            path.write_text(self.raw, encoding="utf-8")
        elif self.once:
            older = master(self.copy_of)
            for now, once in self.once.items():
                retype(older, now, once)
            path = copied(older, folder, self.copy_of)
        else:
            path.write_bytes(with_properties(self._typed(), self.properties, self.file))
        if self.macro:
            with zipfile.ZipFile(path, "a") as archive:
                archive.writestr("word/vbaProject.bin", b"macro")
        if self.also:
            path.with_name(self.also).write_bytes(path.read_bytes())
        return path

    def _typed(self) -> bytes:
        document = master(self.copy_of) if self.copy_of else typed(self.page, self.look)
        for old, new in self.retype.items():
            retype(document, old, new)
        if self.style:
            document.styles["Normal"].element.find(qn("w:name")).set(qn("w:val"), self.style)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    def found(self, folder: Path) -> list[Finding]:
        """What ``giayto mau kiem-tra`` finds in it, by the sample ward; ``folder`` is scratch."""
        path = self.write(folder)
        if not self.whole:
            return check_file(path, self._master, _contexts(self._per, self.file))
        own = OwnMasters.of(folder)
        papers = papers_of(own, {})
        return check_own_masters(own, _RULES, _YEAR, _ward(), papers.own, papers.faults, proof=True)

    def mended(self, folder: Path) -> list[str]:
        """What ``--sua`` changes in it, in sentences; ``folder`` is scratch."""
        path = self.write(folder)
        contexts, name = _contexts(self._per, self.file), self._master
        try:
            content = path.read_bytes()
            return repaired(content, path.name, contexts.of(name), contexts.labels(name)).changes
        except GiaytoError:
            return []

    @property
    def _master(self) -> str:
        return Path(self.file).stem.lower() if self.kind is None else self.kind

    @property
    def _per(self) -> str:
        """Whom each copy of an own paper is for; where it says nothing, a letter, each member."""
        declared = re.match(r"\s*Lập cho: (.*)", self.page)
        if self.whole or not self.page:
            return ""
        return declared[1] if declared is not None else "mỗi đảng viên"


@dataclass(frozen=True, slots=True)
class Slip:
    """One kind of finding on masters, explained (một mã lỗi mẫu).

    ``when`` it is met, ``why`` it is told, what to ``do`` in Word, step by step.
    """

    code: str
    when: str
    why: str
    do: list[str]
    wrong: Side
    right: Side

    def side(self, name: str) -> Side:
        """The side that `SIDES` names."""
        return self.wrong if name == "sai" else self.right


@cache
def slips() -> dict[str, Slip]:
    """Every slip, by its code."""
    return {code: _slip(code, entry) for code, entry in sorted(_read()["slip"].items())}


def symptoms() -> list[tuple[str, list[str]]]:
    """What a keeper sees, and the codes of what may be the matter (dấu hiệu)."""
    return [(each["seen"], each["codes"]) for each in _read()["symptom"]]


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _slip(code: str, entry: dict[str, Any]) -> Slip:
    sides = (Side(**entry[side]) for side in ("wrong", "right"))
    return Slip(code, entry["when"], entry["why"], entry["do"], *sides)


@cache
def _ward() -> Ward:
    """The sample ward, with a meeting of its year before the rules of 2026."""
    data = sample_dataset()
    meeting = next(m for m in data.meetings if m.code.startswith("SH"))
    early = meeting.model_copy(update={"code": "SH99", "date": day("3/2/2026")})
    return Ward(data.model_copy(update={"meetings": [*data.meetings, early]}))


@cache
def _contexts(per: str, file: str) -> PaperContexts:
    """What papers give, a file's own among them where it says whom each copy is for."""
    own = [declared_paper(understand({"per": per}, Path(file).stem))] if per else []
    return PaperContexts(_ward(), _YEAR, own)


# ------------------------------------------------------------------ a page as it is typed


def typed(page: str, look: dict[str, str]) -> WordDocument:
    """A Word document with these lines; what is between bars is a row of a table."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    usual = document.styles["Normal"]
    usual.font.name, usual.font.size = "Times New Roman", Pt(14)
    fonts = usual.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    usual.paragraph_format.space_after = Pt(4)
    look = dict(look)
    wide = float(look.pop("|", 0))
    table = None
    for line in page.strip("\n").split("\n"):
        row = _ROW.fullmatch(line)
        if row is None:
            table = None
            _type(document.add_paragraph(), line, look)
            continue
        cells = [cell.strip() for cell in row[1].split(" | ")]
        if table is None:
            table = document.add_table(rows=0, cols=len(cells), style="Table Grid")
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            _type(cell.paragraphs[0], text, look)
    for each in document.tables if wide else ():
        each.autofit = False
        for column in each.columns:
            column.width = Mm(wide / len(each.columns))
            for cell in column.cells:
                cell.width = column.width
    return document


def _type(paragraph: Paragraph, line: str, look: dict[str, str]) -> None:
    title = line.isupper() and len(line) > 3 and "{" not in line
    if title:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    told = "|".join(map(re.escape, look))
    for words in re.split(f"({told})", line) if told else [line]:
        if words in look:
            kind, _, more = look[words].partition(": ")
            _LOOKS.get(kind, _font)(paragraph, words, more or kind)
        elif words:
            paragraph.add_run(words).bold = title or None


def _font(paragraph: Paragraph, words: str, name: str) -> None:
    run = paragraph.add_run(words)
    run.font.name = name


def _hidden(paragraph: Paragraph, words: str, _: str) -> None:
    paragraph.add_run(words).font.hidden = True


def _white(paragraph: Paragraph, words: str, _: str) -> None:
    paragraph.add_run(words).font.color.rgb = RGBColor(255, 255, 255)


def _picture_inside(paragraph: Paragraph, words: str, _: str) -> None:
    middle = len(words) // 2
    paragraph.add_run(words[:middle])
    paragraph.add_run().add_picture(io.BytesIO(PNG), height=Mm(5))
    paragraph.add_run(words[middle:])


def _picture_frame(paragraph: Paragraph, _: str, name: str) -> None:
    picture = Image.new("L", (120, 160), 0xEE)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 119, 159), outline=0x77, width=2)
    pen.line((0, 0, 119, 159), fill=0xAA)
    pen.line((0, 159, 119, 0), fill=0xAA)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    run = paragraph.add_run()
    run.add_picture(stream, width=Mm(24))
    next(run._r.iter(qn("wp:docPr"))).set("descr", name)


def _tracked(paragraph: Paragraph, words: str, kind: str) -> None:
    change = OxmlElement(f"w:{kind}")
    for name, value in (("id", "1"), ("author", "Văn phòng"), ("date", "2026-11-20T08:00:00Z")):
        change.set(qn(f"w:{name}"), value)
    run = paragraph.add_run(words)
    for text in run._r.findall(qn("w:t")) if kind == "del" else ():
        text.tag = qn("w:delText")
    change.append(run._r)
    paragraph._p.append(change)


def _merge_field(paragraph: Paragraph, words: str, code: str) -> None:
    word_field(paragraph, f" {code} ", words)


_LOOKS = {
    "hidden": _hidden,
    "white": _white,
    "picture inside": _picture_inside,
    "picture frame": _picture_frame,
    "del": _tracked,
    "ins": _tracked,
    "merge field": _merge_field,
}
"""How words may look; any other name is that of a font."""
