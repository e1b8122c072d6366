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
      | Họ và tên | 41 | {{ d.ho_ten }}      header, share of the width, value; 41c is centred
      A head  Tốt > SL  stands below the head  Tốt  that its neighbours have as well.
      A row  || Tổng | {{ x }}  is written as it stands; @table without a loop has no others.
      The line  @under …  stands below the list and never leaves its last row, and so
      does the signature of the line  @signed_under, small words of  @under_note …  and a
      place to sign by hand,  @under_signature PERSON | note.
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

_STROKE = re.compile(r"\|(?=\s|$)")
"""Between two cells; within a template tag nothing stands apart from its stroke."""
_TABLE = ("@table", "|", "@under", "@signed_under")
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
    for table, group in groupby(lines, lambda line: line.startswith(_TABLE)):
        if table:
            _play_table(master, [*group])
        else:
            for line in group:
                _play_line(master, line, known)
    return master


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
    """A list: its loop, its columns, what stands below it."""
    loop, columns, under, fixed, signed = "", [], [], [], False
    for line in lines:
        if line.startswith("||"):
            fixed.append([part.strip() for part in _STROKE.split(line[2:])])
        elif line.startswith("|"):
            head, width, value = (part.strip() for part in f"{line[1:]} ".split(" | ", 2))
            share = float(width.removesuffix("c"))
            columns.append(Column(head, value, share, centred=width.endswith("c")))
        elif line.startswith("@under"):
            under.append(line.split(" ", 1))
        elif line == "@signed_under":
            signed = True
        else:
            loop = line.partition(" ")[2]
    grid = master.list_head(columns)
    if loop:
        master.list_rows(grid, loop, columns)
    for texts in fixed:
        master.fixed_row(grid, columns, texts)
    if under or signed:
        closing = grid.closing()
        for mark, words in under:
            if mark == "@under_signature":
                master.signed_by_hand_in(closing, *parts(words))
            elif mark == "@under_note":
                closing.p(words, "GT Ô bảng")
            else:
                closing.p(words).paragraph_format.space_before = Pt(6)
        if signed:
            master.signed_in(closing, "ky")
    master.close()


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
