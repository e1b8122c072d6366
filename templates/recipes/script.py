"""Scripts of papers (kịch bản văn bản): the words of a paper as a plain text file.

One line is one paragraph. The first character says what it is::

    # a heading (bold, kept with what follows)
    = a centred bold line
    + a body paragraph kept on one page with the next
    * a line of the abstract, under the type name (trích yếu)
    % a loop or condition:  % for d in nguoi   % if x   % else   % endif   % endfor
    @ a block by name:      @letterhead  @title  @dashes  @legal_bases
                            @signature_and_recipients
                            @appendix DANH SÁCH   (a block gets the words behind it)
    [x] a line only of the variant x of a form:   [02b]# VIII. …
    ; a remark for whoever edits the file

Any other line is a body paragraph. An empty line is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from .blocks import Master

_VARIANT = re.compile(r"\[(\w+)\](.*)")
SCRIPT_DIR = Path(__file__).resolve().parent / "wording"
Block = Callable[..., object]

_COMMON: dict[str, Block] = {
    "letterhead": lambda m: m.letterhead(),
    "plain_letterhead": lambda m: m.letterhead(numbered=False),
    "title": lambda m, name="": m.title(name),
    "dashes": lambda m: m.dashes(),
    "appendix": lambda m, name: m.appendix(name),
    "attached_to": lambda m: m.attached_to(),
    "legal_bases": lambda m: m.legal_bases(),
    "signature_and_recipients": lambda m: m.signature_and_recipients(),
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
    for line in text.splitlines():
        marked = _VARIANT.match(line)
        if marked is None:
            _play_line(master, line.rstrip(), known)
        elif marked[1] == variant:
            _play_line(master, marked[2].rstrip(), known)
    return master


def _play_line(master: Master, line: str, blocks: Mapping[str, Block]) -> None:
    write = master.write
    mark, rest = line[:1], line[1:].strip()
    if not line or mark == ";":
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
    elif mark == "@":
        block, _, words = rest.partition(" ")
        blocks[block](master, *([words] if words else []))
    else:
        write.p(line)
