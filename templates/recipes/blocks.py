"""The blocks every paper is made of (các khối thể thức): letterhead, title, signature, list.

Each block reads fixed names from the context: ``dau`` (letterhead), ``ten``
(type), ``can_cu``, ``ky`` (signature), ``noi_nhan``, and ``the_thuc``, the
wordings that the rule set owns; see ``giayto.generators.office``, which fills
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docx.document import Document as DocumentObject
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from ...conventions.ruleset import RuleSet
from .last_lines import hold_last_lines
from .skeleton import letter_abstract_style, new_document, number_pages, set_page
from .writer import Grid, Writer, rule_line

SIGNATURE_SPACE_PT = 52
"""Height left for a signature by hand where no stamp is put, as in a cell: not ruled."""
STAMP_SPACE_PT = 72
"""The same with a stamp of 36 mm over a third of the signature (HD05 II.I.8.2.2): 25 mm."""

_TWIP_MM = 25.4 / 1440
_LAST = "loop.last"
_BELOW = " > "
"""Between the head of a group of columns and that of one of them."""


@dataclass
class Master:
    """A master under construction (một mẫu đang dựng)."""

    rules: RuleSet
    document: DocumentObject
    write: Writer
    landscape: bool = False

    @classmethod
    def start(cls, rules: RuleSet, *, landscape: bool = False, bound: bool = False) -> Master:
        """An empty master with the rule set's page; ``bound`` is a book of turned pages."""
        document = new_document(rules, landscape=landscape, bound=bound)
        return cls(rules, document, Writer(document), landscape)

    @property
    def text_width_mm(self) -> float:
        """Width of the text area, in mm."""
        page = self.rules.page
        across = page.height_mm if self.landscape else page.width_mm
        return across - page.left_mm - page.right_mm

    def letterhead(self, *, numbered: bool = True, dated: bool = True, about: str = "") -> None:
        """Letterhead (tiêu đề, cơ quan ban hành, số, địa danh và ngày).

        ``numbered`` adds the star and the number line; statutory forms have none.
        What is not ``dated`` is kept through the years, as a register: it has
        the star, but neither number nor place and date. ``about`` is the abstract
        of a letter, which stands under its number.
        """
        head = self.rules.letterhead
        # A turned page has room for any name: each block takes its half. On an
        # upright one the columns are fitted to what stands in them, see dau.khuon.
        fitted = not self.landscape
        spare = self.text_width_mm - head.left_column_mm - head.right_column_mm
        left, right = head.left_column_mm + spare / 2, head.right_column_mm + spare / 2
        widths = [left, head.gap_mm, right - head.gap_mm] if fitted else [left, right]
        body, *between, title = self.write.grid(widths, ruled=False).row()
        for gap in between:
            gap.p("", "GT Nét mảnh")

        def measured(tag: str) -> str:
            return f"{{% {tag} %}}" if fitted else ""

        with body.repeat("dong in dau.cap_tren"):
            body.p(measured("spacing dau.khuon.cap_tren") + "{{ dong }}", "superior_body")
        with body.repeat("dong in dau.co_quan"):
            body.p(measured("spacing dau.khuon.co_quan") + "{{ dong }}", "issuing_body")
        if numbered:
            body.p("{{ the_thuc.dau_sao }}", "star")
            if dated:
                body.p("{{ dau.so_ky_hieu }}", "number")
        if about:
            body.p(about, letter_abstract_style(self.document, self.rules))
        title.p(measured("colwidths dau.khuon.cot") + "{{ the_thuc.tieu_de }}", "title")
        line = title.p(measured("indents dau.khuon.gach"), "GT Nét mảnh")
        side = (widths[-1] - head.rule_length_mm) / 2
        rule_line(line, side, side)
        line.paragraph_format.space_after = Pt(4)
        if dated:
            place_date = measured("spacing dau.khuon.dia_danh_ngay") + "{{ dau.dia_danh_ngay }}"
            title.p(place_date, "place_date")

    def title(self, name: str = "") -> None:
        """The type name (tên loại): the rule set's, or a name that no rule set knows."""
        shown = self.write.p(name or "{{ ten.loai }}", "type_name")
        shown.paragraph_format.space_before = Pt(14)

    def dashes(self) -> None:
        """The five hyphens under an abstract (-----)."""
        self.write.p("{{ the_thuc.gach_ngang }}", "dashes").paragraph_format.space_after = Pt(8)

    def legal_bases(self) -> None:
        """One paragraph for each legal basis (căn cứ)."""
        with self.write.repeat("dong in can_cu"):
            self.write.p("{{ dong }}")

    def lines_or_blank(self, texts: str, blank: str = "so_dong_ke") -> None:
        """The paragraphs of a list, or dotted lines to write on when it is empty."""
        with self.write.when(texts):
            with self.write.repeat(f"doan in {texts}"):
                self.write.p("{{ doan }}")
            self.write.otherwise()
            self.write.writing_lines(blank, self.text_width_mm)

    def signature_and_recipients(self) -> None:
        """Recipients on the left, signature on the right (nơi nhận, chữ ký).

        The row never breaks across pages and holds the last lines above it, so
        that the block never stands alone on a page.
        """
        hold_last_lines(self.document)
        width = self.text_width_mm
        left = width * 0.5
        grid = self.write.grid([left, width - left], ruled=False)
        recipients, signer = grid.row()
        word = recipients.p("__{{ the_thuc.noi_nhan }}__{{ the_thuc.hai_cham }}", "recipients_word")
        word.paragraph_format.left_indent = Mm(3)
        word.paragraph_format.space_before = Pt(8)
        word.paragraph_format.space_after = Pt(3)
        with recipients.repeat("dong in noi_nhan"):
            item = recipients.p("{{ dong }}", "recipients_list")
            item.paragraph_format.left_indent = Mm(3)
            item.paragraph_format.first_line_indent = Mm(-3)
        self.signed(signer, "ky")
        self.close()

    def two_signatures(self, left: str, right: str) -> None:
        """Two signers side by side, the responsible one on the right (biên bản)."""
        width = self.text_width_mm
        grid = self.write.grid([width / 2, width / 2], ruled=False)
        for writer, name in zip(grid.row(), (left, right), strict=True):
            self.signed(writer, name)
        self.close()

    def signed_right(self, name: str, note: str = "") -> None:
        """The signature ``name`` alone, in the right half, as forms without recipients have it.

        ``note`` says what to write by hand while the signer is not known.
        """
        self.signed(self._right_half(), name, note)
        self.close()

    def caption_right(self, caption: str, note: str, signer: str = "") -> None:
        """A place to sign in the right half, for forms that people sign by hand.

        ``caption`` says in which capacity, ``note`` what to write; ``signer``
        is the name below, "" when it is written by hand as well.
        """
        _by_hand(self._right_half(), caption, note, signer)

    def captions_beside(self, left: str, right: str, *notes: str) -> None:
        """Two places to sign by hand beside each other, with the same note or one for each.

        They end a form, so the name may go into the page's margin.
        """
        width = self.text_width_mm / 2
        grid = self.write.grid([width, width], ruled=False)
        both = (notes[0], notes[-1])
        for writer, caption, note in zip(grid.row(), (left, right), both, strict=True):
            _by_hand(writer, caption, note)
            writer.place.paragraphs[-1].style = "GT Nét mảnh"

    def captions_in(self, writer: Writer, left: str, right: str, note: str) -> None:
        """Two places to sign by hand in a closing row, see :meth:`Grid.closing`."""
        captions = writer.p(f"\t{left}\t{right}", "authority")
        notes = writer.p(f"\t//{note}//\t//{note}//", "GT Giữa")
        for line in (captions, notes):
            line.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
            for quarters in (1, 3):
                stop = Mm(self.text_width_mm * quarters / 4)
                line.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.CENTER)
        captions.paragraph_format.space_before = Pt(8)
        notes.paragraph_format.space_after = Pt(SIGNATURE_SPACE_PT)

    def _right_half(self) -> Writer:
        width = self.text_width_mm
        return self.write.grid([width * 0.46, width * 0.54], ruled=False).row()[1]

    def signed(self, writer: Writer, name: str, note: str = "") -> None:
        """The signature ``name`` in a place of its own; ``note`` as in :meth:`signed_right`."""
        first = writer.p(f"{{{{ {name}.quyen_han }}}}", "authority")
        first.paragraph_format.space_before = Pt(8)
        with writer.when(f"{name}.chuc_vu"):
            writer.p(f"{{{{ {name}.chuc_vu }}}}", "position")
        if note:
            with writer.when(f"not {name}.ho_ten"):
                writer.p(f"//{note}//", "GT Giữa")
        with writer.when(f"{name}.con_dau"):
            self._name(writer, name, STAMP_SPACE_PT)
            writer.otherwise()
            self._name(writer, name, SIGNATURE_SPACE_PT)

    @staticmethod
    def _name(writer: Writer, name: str, space_pt: float) -> None:
        # A paper may tell no more of a signature than its three lines.
        closer = f"{{% spacing {name}.co|default(0) %}}"
        signer = writer.p(f"{closer}{{{{ {name}.ho_ten }}}}", "signer")
        signer.paragraph_format.space_before = Pt(space_pt)

    def appendix(self, name: str, *, landscape: bool = False) -> None:
        """Begin an attached list on its own page, counted from page 1 (danh sách kèm theo).

        ``name`` is the line in the type name's place: ``DANH SÁCH``.
        """
        hair = self.document.paragraphs[-1]
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        # The break comes in a paragraph of its own; it takes the place of the
        # closing hair, lest an empty line push the signature to the next page.
        self.document.paragraphs[-1].style = "GT Nét mảnh"
        hair._p.getparent().remove(hair._p)  # type: ignore[union-attr]
        set_page(section, self.rules, landscape=landscape)
        self.landscape = landscape
        number_pages(section, restart=True)
        self.write.p(name, "type_name")

    def attached_to(self) -> None:
        """The lines "(Kèm theo …)" of an attached list, and the hyphens (dòng kèm theo)."""
        with self.write.repeat("dong in phu_luc.kem_theo"):
            self.write.p("{{ dong }}", "GT Kèm theo")
        self.dashes()

    def list_table(
        self,
        loop: str,
        columns: Sequence[Column],
    ) -> Grid:
        """A ruled table with a repeating header, one row an item (danh sách).

        Widths are shares: they are stretched to the text width.
        """
        grid = self.list_head(columns)
        self.list_rows(grid, loop, columns)
        return grid

    def list_head(self, columns: Sequence[Column]) -> Grid:
        """A ruled table with nothing but its repeating header.

        Heads ``SL`` and ``%`` of one group, ``Tốt > SL`` and ``Tốt > %``, stand below it.
        """
        total = sum(c.width for c in columns)
        # Whole twentieths of a point, cut off: rounded up, the table stands out of the text.
        widths = [int(c.width * self.text_width_mm / total / _TWIP_MM) * _TWIP_MM for c in columns]
        grid = self.write.grid(widths, ruled=True)
        groups = [column.head.partition(_BELOW) for column in columns]
        if not any(below for _, below, _ in groups):
            grid.cells([c.head for c in columns], "GT Ô đầu bảng", header=True)
            return grid
        grid.head_in_groups([(head, part) for head, _, part in groups], "GT Ô đầu bảng")
        return grid

    def list_rows(
        self,
        grid: Grid,
        loop: str,
        columns: Sequence[Column],
        *,
        bold: str = "",
        whole: bool = False,
    ) -> None:
        """One row an item of the loop, written into the table.

        The last row is kept on the page of what follows it, so that a closing line never
        begins a page of its own. Rows for which ``bold`` holds are headings
        within the list: bold, and kept with the next. Of a ``whole`` list every row is kept.
        """
        grid.tag(f"for {loop}")
        if bold:
            grid.tag(f"if {bold}")
            marked = [replace(c, value=f"**{c.value}**" if c.value else "") for c in columns]
            self._list_row(grid, marked, keep=True)
            grid.tag(f"elif {_LAST}")
        else:
            grid.tag(f"if {_LAST}")
        self._list_row(grid, columns, keep=True)
        grid.tag("else")
        self._list_row(grid, columns, keep=whole)
        grid.tag("endif")
        grid.tag("endfor")

    def _list_row(self, grid: Grid, columns: Sequence[Column], *, keep: bool) -> None:
        self.fixed_row(grid, columns, [column.value for column in columns], keep=keep)

    @staticmethod
    def fixed_row(
        grid: Grid, columns: Sequence[Column], texts: Sequence[str], *, keep: bool = True
    ) -> None:
        """A row of the table with these texts; ``keep`` holds it with what follows."""
        for writer, column, text in zip(grid.row(), columns, texts, strict=True):
            paragraph = writer.p(text, "GT Ô bảng", keep=keep)
            if column.centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def signed_in(self, writer: Writer, name: str) -> None:
        """The signature ``name`` in the right half of a closing row, see :meth:`Grid.closing`."""
        self.signed(_Shifted(writer, Mm(self.text_width_mm * 0.46)), name)

    def signed_by_hand_in(self, writer: Writer, caption: str, note: str) -> None:
        """A place to sign by hand in the right half of a closing row, see :meth:`caption_right`."""
        _by_hand(_Shifted(writer, Mm(self.text_width_mm * 0.46)), caption, note)

    def signed_beside(self, grid: Grid, caption: str, note: str, *, below_closing: bool) -> None:
        """Who drew a list up, by hand, and beside it the signature ``ky`` (người lập, người ký)."""
        left, right = grid.closing_halves(below_closing=below_closing)
        _by_hand(left, caption, note)
        self.signed(right, "ky")

    def close(self) -> None:
        """End with a hair-high paragraph: Word wants one after a table, a page must not."""
        self.write.p("", "GT Nét mảnh")


class _Shifted(Writer):
    """Writes paragraphs moved to the right (lùi sang phải), behind those of another writer."""

    def __init__(self, writer: Writer, left: int) -> None:
        super().__init__(writer.place)
        self._unused = None
        self._left = left

    def p(self, text: str = "", style: str = "body", *, keep: bool = False) -> Paragraph:
        """Add a paragraph in the right part of the place."""
        paragraph = super().p(text, style, keep=keep)
        paragraph.paragraph_format.left_indent = self._left
        return paragraph


def _by_hand(writer: Writer, caption: str, note: str, signer: str = "") -> None:
    writer.p(caption, "authority").paragraph_format.space_before = Pt(8)
    writer.p(f"//{note}//", "GT Giữa")
    writer.p(signer, "signer").paragraph_format.space_before = Pt(SIGNATURE_SPACE_PT)


@dataclass(frozen=True)
class Column:
    """One column of a list (cột): header, template value, width share, centred or not."""

    head: str
    value: str
    width: float
    centred: bool = False
