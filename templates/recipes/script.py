"""Scripts of papers (kịch bản văn bản): the words of a paper as a plain text file.

One line is one paragraph. The first character says what it is::

    # a heading (bold, kept with what follows)
    = a centred bold line
    + a body paragraph kept on one page with the next
    * a line of the abstract, under the type name (trích yếu)
    % a loop or condition:  % for d in nguoi   % if x   % else   % endif   % endfor
    @ a block by name:      @letterhead  @title  @dashes  @legal_bases
                            @title FIRST LINE | SECOND LINE   (a long name, where it breaks)
                            @signed (Ký, …)   (the note only while nobody's name is known)
                            @signature_and_recipients
                            @appendix DANH SÁCH   (a block gets the words behind it)
    @turned_appendix DANH SÁCH   the same on a turned page
    | a column of a list that follows the line  @table d in danh_sach:
      | Họ và tên | 41 | {{ d.ho_ten }}      header, share of the width, value; 41c is centred,
      A head  Tốt > SL  stands below the head  Tốt  that its neighbours have as well.
      A row  || Tổng | {{ x }}  is written as it stands; @table without a loop has no others
      but those of lines  @rows d in khac.
      @bold d.dam       rows for which this holds are headings within the list: bold
      @whole            a short list, whose rows stay on one page, with what follows them
      The lines  @under …  (words, or % if x) stand below the list and never leave its last
      row, and so do the signature of the line  @signed_under  and the places to sign by hand
      of the lines  @captions_under LEFT | RIGHT | (note)  and  @under_signature PERSON | (note);
        @under_note  is in small words;  @signed_beside PERSON | (note)  is a place to sign by
        hand beside the signature.
    [x] a line only of the variant x of a form:   [02b]# VIII. …
    &name  the lines of another script in this place
    ; a remark for whoever edits the file

Any other line is a body paragraph. An empty line is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from docx.shared import Pt

from ...conventions.ruleset import RuleSet
from . import form_blocks, sheet_blocks
from .blocks import Column, Master
from .form_blocks import Block, parts
from .writer import Writer

_STROKE = re.compile(r"\|(?=\s|$)")
"""Between two cells; within a template tag nothing stands apart from its stroke."""
_UNDER = ("@under", "@under_note", "@under_signature", "@signed_under", "@captions_under")
_BESIDE = "@signed_beside "
_TABLE = ("@table", "|", "@rows", "@bold ", "@whole", _BESIDE, *_UNDER)
_VARIANT = re.compile(r"\[(\w+)\](.*)")
SCRIPT_DIR = Path(__file__).resolve().parent / "wording"
_COMMON: dict[str, Block] = {
    **form_blocks.BLOCKS,
    **sheet_blocks.BLOCKS,
    "letterhead": lambda m: m.letterhead(),
    "plain_letterhead": lambda m: m.letterhead(numbered=False),
    "title": lambda m, name="": m.title("\n".join(parts(name))),
    "dashes": lambda m: m.dashes(),
    "appendix": lambda m, name: m.appendix(name),
    "turned_appendix": lambda m, name: m.appendix(name, landscape=True),
    "attached_to": lambda m: m.attached_to(),
    "legal_bases": lambda m: m.legal_bases(),
    "signature_and_recipients": lambda m: m.signature_and_recipients(),
    "signed": lambda m, note="": m.signed_right("ky", note),
    "two_signatures": lambda m: m.two_signatures("ky_trai", "ky_phai"),
    "roll": lambda m: play(m, "bien-ban-thanh-phan"),
    "end": lambda m: m.close(),
}


def play(
    master: Master,
    name: str,
    blocks: Mapping[str, Block] | None = None,
    *,
    variant: str | None = None,
) -> Master:
    """Write the script ``name`` into the master; ``blocks`` adds the paper's own blocks.

    ``variant`` keeps the lines of one variant of a form; ``None`` is for
    scripts without variants.

    Raises ``KeyError`` for a block that neither the script language nor the
    paper knows.
    """
    known = {**_COMMON, **(blocks or {})}
    text = (SCRIPT_DIR / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for raw in text.splitlines() if (line := _of_variant(raw.rstrip(), variant))]
    for table, group in groupby(lines, _of_table):
        if table:
            _play_table(master, [*group])
        else:
            for line in group:
                _play_line(master, line, known)
    return master


def _of_table(line: str) -> bool:
    return line.startswith(("|", *_TABLE))


def scripted() -> dict[str, bool]:
    """The masters that are nothing but a script, whether their pages are turned (nằm ngang).

    Such a script begins with the line ``@master``, or ``@master landscape``.
    """
    found = {}
    for path in sorted(SCRIPT_DIR.glob("*.txt")):
        first = next(
            (line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != ";"), ""
        )
        if first.startswith("@master"):
            found[path.stem] = "landscape" in first
    return found


def build_scripted(rules: RuleSet, name: str, *, landscape: bool) -> Master:
    """The master that is nothing but the script ``name``."""
    return play(Master.start(rules, landscape=landscape), name)


def _of_variant(line: str, variant: str | None) -> str:
    marked = _VARIANT.match(line)
    if marked is None:
        return line
    return marked[2] if marked[1] == variant else ""


def _play_table(master: Master, lines: Sequence[str]) -> None:
    """A list: its columns, its loops and rows, what stands below it."""
    columns = [_column(line[1:]) for line in lines if _is_column(line)]
    bold = next((line[6:] for line in lines if line.startswith("@bold ")), "")
    grid = master.list_head(columns)
    for line in lines:
        tag, _, loop = line.partition(" ")
        if tag in ("@table", "@rows") and loop:
            master.list_rows(grid, loop, columns, bold=bold, whole="@whole" in lines)
        elif tag == "||":
            master.fixed_row(grid, columns, _cells(line))
    under = [line for line in lines if line.partition(" ")[0] in _UNDER]
    if under:
        _play_under(master, grid.closing(), under)
    for words in (line.removeprefix(_BESIDE) for line in lines if line.startswith(_BESIDE)):
        master.signed_beside(grid, *parts(words), below_closing=bool(under))
    master.close()


def _is_column(line: str) -> bool:
    return re.match(r"\|[^|]", line) is not None


def _cells(row: str) -> list[str]:
    return [part.strip() for part in _STROKE.split(row[2:])]


def _column(line: str) -> Column:
    head, width, value = (part.strip() for part in f"{line} ".split(" | ", 2))
    return Column(head, value, float(width.removesuffix("c")), centred=width.endswith("c"))


def _play_under(master: Master, closing: Writer, lines: Sequence[str]) -> None:
    """What stands in the closing row of a list."""
    for line in lines:
        block, _, words = line.partition(" ")
        if block == "@signed_under":
            master.signed_in(closing, "ky")
        elif block == "@captions_under":
            master.captions_in(closing, *parts(words))
        elif block == "@under_signature":
            master.signed_by_hand_in(closing, *parts(words))
        elif block == "@under_note":
            closing.p(words, "GT Ô bảng")
        elif words.startswith("% "):
            closing.p(f"{{%p {words[2:]} %}}")
        else:
            closing.p(words).paragraph_format.space_before = Pt(6)


def _play_line(master: Master, line: str, blocks: Mapping[str, Block]) -> None:
    write = master.write
    mark, rest = line[:1], line[1:].strip()
    if mark == ";" or line.startswith("@master"):
        return
    if mark == "#":
        write.p(rest, "GT Đề mục")
    elif mark == "=":
        write.p(f"**{rest}**", "part").paragraph_format.keep_with_next = True
    elif mark == "+":
        write.p(rest, keep=True)
    elif mark == "*" and not line.startswith("**"):
        write.p(rest, "abstract")
    elif mark == "%":
        write.p(f"{{%p {rest} %}}")
    elif mark == "&":
        play(master, rest, blocks)
    elif mark == "@":
        block, _, words = rest.partition(" ")
        blocks[block](master, *([words] if words else []))
    else:
        write.p(line)
