"""Blocks over boundaries (khối vắt qua ranh giới): ``{% if %}`` inside a link, its end outside.

Where the tags of one block stand in different links or controls, a branch
that is not printed would take away half of an element. Such tags are lifted out, and
what was around them is parted in two. Likewise a bookmark of which a block holds one
end only gets both ends outside of it.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from ...errors import TemplateSyntax
from ...i18n import tr
from ..namespaces import SPACE, W
from .tags import scan
from .tagscan import TagScanner, as_typed

# What a block tag with a letter stands for as a whole; without one: its run.
_WHOLE = {"p": f"{W}p", "tr": f"{W}tr", "tc": f"{W}tc"}
_PARTED = frozenset(
    W + name for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo", "sdt", "sdtContent")
)
_STARTS = {f"{W}{kind}Start": f"{W}{kind}End" for kind in ("bookmark", "commentRange", "perm")}


@dataclass(slots=True)
class _Tag:
    """A tag of a block: its number in the part, the text that holds it, where there, its letter."""

    number: int
    node: etree._Element
    start: int
    text: str
    letter: str

    @property
    def whole(self) -> etree._Element:
        """What stands for the tag in the structure: its run, or what its letter names."""
        return next(self.node.iterancestors(_WHOLE.get(self.letter, f"{W}r")))

    @property
    def around(self) -> list[etree._Element]:
        """The links, controls in which the tag stands, the innermost first."""
        found: list[etree._Element] = []
        for above in self.node.iterancestors():
            if above.tag == f"{W}p":
                break
            found.append(above)
        return found[1:]  # without the run


@dataclass(slots=True)
class _Block:
    """A block with its tags: the first opens, the last closes it."""

    tags: list[_Tag] = field(default_factory=list)

    @property
    def is_across(self) -> bool:
        """Whether the tags do not all stand within the same elements."""
        return any(tag.around != self.tags[0].around for tag in self.tags[1:])


@dataclass(slots=True)
class _Reading:
    """What is met on the way through a part."""

    tags: int = 0
    blocks: list[_Block] = field(default_factory=list)
    open: list[_Block] = field(default_factory=list)
    scanner: TagScanner = field(default_factory=TagScanner)
    starts: dict[tuple[str, str | None], tuple[etree._Element, _Path]] = field(default_factory=dict)
    parted: list[tuple[etree._Element, _Path, etree._Element, _Path]] = field(default_factory=list)

    @property
    def path(self) -> _Path:
        """The open blocks, each with the number of its branch."""
        return [(block, len(block.tags)) for block in self.open]


_Path = list[tuple[_Block, int]]


def even_out_blocks(root: etree._Element, title: str) -> list[TemplateSyntax]:
    """Lifts the tags of blocks over boundaries out, and marks of which they hold one end.

    Gives back the errors of blocks that begin or end within a field.
    """
    faults: list[TemplateSyntax] = []
    reading = _Reading()
    for node in root.iter(f"{W}t", *_STARTS, *_STARTS.values()):
        if node.tag == f"{W}t":
            _read_tags(node, reading)
        elif node.tag in _STARTS:
            key = (_STARTS[str(node.tag)], node.get(f"{W}id"))
            reading.starts[key] = (node, reading.path)
        elif (found := reading.starts.pop((str(node.tag), node.get(f"{W}id")), None)) is not None:
            reading.parted.append((*found, node, reading.path))
    for start, first, end, last in reading.parted:
        common = sum(1 for a, b in zip(first, last, strict=False) if a == b)
        if first[common:]:
            first[common][0].tags[0].whole.addprevious(start)
        if last[common:]:
            last[common][0].tags[-1].whole.addnext(end)
    lifted = [tag for block in reading.blocks if block.is_across for tag in block.tags]
    # From the end: what is before a tag in its text then stays where it is.
    for tag in sorted(lifted, key=lambda tag: -tag.number):
        if not tag.letter and tag.around:
            if all(above.tag in _PARTED for above in tag.around):
                _lift(tag)
            else:
                faults.append(_half_in_field(tag, title))
    return faults


def _read_tags(node: etree._Element, reading: _Reading) -> None:
    text = node.text or ""
    if next(node.iterancestors(f"{W}r"), None) is None:
        return
    for found in scan(text, reading.scanner):
        reading.tags += 1
        tag = _Tag(reading.tags, node, found.start, found.text, found.level)
        if found.opens:
            reading.open.append(_Block([tag]))
        elif reading.open and (found.continues or found.closes):
            reading.open[-1].tags.append(tag)
            if found.closes:
                reading.blocks.append(reading.open.pop())


def _half_in_field(tag: _Tag, title: str) -> TemplateSyntax:
    text = "".join(
        str(node.text or "")
        for holder in tag.node.iterancestors(f"{W}p")
        for node in holder.iter(f"{W}t")
    )
    return TemplateSyntax(
        tr("Thẻ {the} và thẻ đi cùng nằm trong, ngoài một trường Word.").format(the=tag.text),
        where=tr("{phan}, đoạn «{doan}»").format(phan=title, doan=as_typed(text)[:120]),
        fix=tr("Đặt cả thẻ mở và thẻ đóng cùng ở trong, hoặc cùng ở ngoài trường đó."),
    )


def _lift(tag: _Tag) -> None:
    """Puts a tag into a run of its own outside of everything that is around it."""
    node, text = tag.node, tag.node.text or ""
    run = tag.whole
    rest = node.makeelement(node.tag, {SPACE: "preserve"})
    rest.text = text[tag.start + len(tag.text) :]
    node.text = text[: tag.start]
    node.set(SPACE, "preserve")
    node.addnext(rest)
    behind = _part(run, rest)
    own = run.makeelement(f"{W}r")
    look = run.find(f"{W}rPr")
    if look is not None:
        own.append(deepcopy(look))
    etree.SubElement(own, node.tag, {SPACE: "preserve"}).text = tag.text
    behind.addprevious(own)


def _part(run: etree._Element, first: etree._Element) -> etree._Element:
    """Parts a run, and all around it, before one of its texts; gives the second half of all."""
    inner, holder = first, run
    while True:
        half = holder.makeelement(holder.tag)
        for name, value in holder.items():
            half.set(name, value)
        for child in holder:
            if str(child.tag).endswith("Pr") and child is not inner:
                half.append(deepcopy(child))
        for identity in half.findall(f"{W}sdtPr/{W}id"):
            half[0].remove(identity)
        half.extend([inner, *inner.itersiblings()])
        holder.addnext(half)
        parent = half.getparent()
        if parent is None or parent.tag == f"{W}p":
            return half
        inner, holder = half, parent
