"""The print places of a part (chỗ in): where each printed value stands, and what fits there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from ..carried_values import BLOCK_HOLDERS, RUN_HOLDERS


class Place(Enum):
    """Where a printed value stands (chỗ đứng của giá trị)."""

    TEXT = "text"
    """Inside ``w:t`` of a run."""
    OTHER_TEXT = "other text"
    """Inside a field code, a formula, a property: characters only, no markup."""
    ATTRIBUTE = "attribute"
    """Inside an attribute: characters only."""
    COLOUR = "colour"
    """The colour of a cell: six digits of 0-9, A-F, or nothing for none."""
    COUNT = "count"
    """How many columns a cell spans: a whole number from one."""
    IN_RUN = "in run"
    """Inside a run, outside its text."""
    RUNS = "runs"
    """Between the runs of a paragraph (``{{r }}``)."""
    BLOCKS = "blocks"
    """Between paragraphs (``{{p }}``)."""
    NOWHERE = "nowhere"
    """Between rows or cells, or among properties: no value may stand there."""
    CAPTURED = "captured"
    """At the open end of a macro or a ``{% set %}`` block; known when that is printed."""


MEASURED = frozenset({Place.COLOUR, Place.COUNT})
"""Attributes in which Word takes no text but of one form."""
CHARACTERS = frozenset({Place.OTHER_TEXT, Place.ATTRIBUTE}) | MEASURED
"""Places that take characters only; a line break is a space there."""
BETWEEN = frozenset({Place.IN_RUN, Place.RUNS, Place.BLOCKS, Place.NOWHERE})
"""Places that take no bare text."""
CAREFUL = BETWEEN | MEASURED
"""Places where no value is printed straight away."""

_BLOCK_HOLDERS = frozenset(f"w:{name}" for name in BLOCK_HOLDERS)
_RUN_HOLDERS = frozenset(f"w:{name}" for name in RUN_HOLDERS)
_WRAPPERS = frozenset({"w:sdtContent", "w:customXml"})  # they hold what may stand around them
_WORDLESS = ("w:", "m:")  # the vocabularies whose elements hold no text, except these:
_CHARACTERS = frozenset({"w:t", "w:delText", "w:instrText", "w:delInstrText", "m:t"})

_COLOUR = re.compile(r'<w:shd\b.* w:fill="\Z', re.DOTALL)
_COUNT = re.compile(r'<w:gridSpan\b.* w:val="\Z|<w:gridSpan w:val="\Z', re.DOTALL)
_TEXT = '<w:t xml:space="preserve">'
RUN_CLOSE = "</w:t></w:r>"
_BREAK = f"</w:t><w:br/>{_TEXT}"


@dataclass(slots=True)
class Site:
    """One printed value of a part (một chỗ in).

    ``name`` is the expression as text, ``line`` the line of the source (one
    line per paragraph). The four texts replace a line break, a tab, a new
    paragraph and a page break in the value; they are empty where the look of the
    run or the layout of the paragraph is only known when rendered.
    """

    index: int
    name: str
    line: int
    place: Place = Place.CAPTURED
    newline: str = ""
    tab: str = ""
    paragraph: str = ""
    page: str = ""
    run_open: str = f"<w:r>{_TEXT}"
    mark_open: str = ""
    """Opens a run that is highlighted in yellow."""

    @property
    def is_known(self) -> bool:
        """Whether everything about the run and the paragraph is known."""
        return bool(self.newline)

    def look(self, look: str) -> None:
        """Takes the run properties of the run around."""
        self.run_open = f"<w:r>{look}{_TEXT}"

    def know(self, look: str, marked: str, layout: str | None) -> None:
        """Takes the look of the run around, the same in yellow, and the paragraph's layout.

        ``layout`` is ``None`` where the paragraph cannot be cut in two.
        """
        self.look(look)
        self.newline = self.paragraph = self.page = _BREAK
        self.tab = f"{RUN_CLOSE}<w:r>{look}<w:tab/></w:r>{self.run_open}"
        self.mark_open = f"<w:r>{marked}{_TEXT}"
        if layout is not None:
            cut, begin = f"{RUN_CLOSE}</w:p>", f"<w:p>{layout}{self.run_open}"
            self.paragraph = cut + begin
            self.page = f'{cut}<w:p><w:r><w:br w:type="page"/></w:r></w:p>{begin}'

    def wrapped(self, text: str) -> str:
        """Bare text, already escaped, as what may stand between runs or paragraphs."""
        if self.place is Place.IN_RUN:
            return f"{_TEXT}{text}</w:t>"
        run = f"{self.run_open}{text}{RUN_CLOSE}"
        return f"<w:p>{run}</w:p>" if self.place is Place.BLOCKS else run


def place_in_tag(tag: str) -> Place:
    """The kind of place at the end of an unfinished tag, or a remark, of XML."""
    if tag.startswith(("<!", "<?")):
        return Place.NOWHERE  # nobody reads it
    if _COLOUR.match(tag):
        return Place.COLOUR
    return Place.COUNT if _COUNT.match(tag) else Place.ATTRIBUTE


def place_in(names: list[str]) -> Place:
    """The kind of place at the inside of the open elements."""
    top = names[-1]
    if top == "w:t" and names[-2:-1] == ["w:r"]:
        return Place.TEXT
    if top == "w:r":
        return Place.IN_RUN
    if top in _WRAPPERS:
        top = next((n for n in names[::-1] if n != "w:sdt" and n not in _WRAPPERS), "")
    if top in _RUN_HOLDERS:
        return Place.RUNS
    if top in _BLOCK_HOLDERS:
        return Place.BLOCKS
    if top not in _CHARACTERS and top.startswith(_WORDLESS):
        return Place.NOWHERE
    return Place.OTHER_TEXT
