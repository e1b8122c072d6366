"""Taking a new built-in's words into the office's master (lấy sang), where that is safe.

Safe is a stretch that the office left as it was, words and look, and whose new
paragraphs stand by themselves: nothing in them refers to another part of the file,
their styles are there, and their tags are closed among themselves.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence

from lxml import etree

from ....errors import GiaytoError
from ....i18n import tr
from ....rendering import CompiledTemplate
from ....rendering.namespaces import SPACE, W14, W
from ....rendering.package.packing import packed
from ....rendering.reading.spoken import Labels
from ....templates.pictures import master_filters
from .lines import Line, Side, plain_words, spans_of
from .three_way import Stretch

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BOUND = frozenset(
    f"{W}{name}"
    for name in (
        "drawing", "pict", "object", "numPr", "sectPr", "footnoteReference", "endnoteReference",
        "commentReference", "commentRangeStart", "bookmarkStart", "fldChar", "sdt",
    )
)  # fmt: skip
"""What refers to another part, or is one end of something."""
_PLAIN = frozenset([f"{W}t", f"{W}rPr"])
"""What a run that only says something holds."""
_WORD = re.compile(r"\{%-?\s*(?:(?:tr|tc|p|r)\s+)?(\w+)")
_OPENS = frozenset(["for", "if", "macro", "call", "filter", "block"])
_GOES_ON = frozenset(["else", "elif"])


def obstacle(stretch: Stretch, own: Side, base: Side, new: Side) -> str:
    """Why a stretch of the new built-in is not taken over; "" when it can be.

    Whether its tags are closed is for `left_open` to say, of all together.
    """
    here, was, now = (
        own.lines[slice(*stretch.own)],
        base.lines[slice(*stretch.base)],
        new.lines[slice(*stretch.new)],
    )
    if own.tracked:
        return tr("mẫu của cơ quan còn sửa đổi đang theo dõi: trong Word chấp nhận hết đã")
    if stretch.who == "both":
        return tr("cơ quan cũng đã sửa chỗ này")
    if _reworded(stretch, own, base, new) is not None:
        return ""
    if [line.look for line in here] != [line.look for line in was]:
        return tr("cơ quan đã đổi định dạng chỗ này")
    if any(_is_bound(line.element) for line in (*here, *now)):
        return tr("có hình, danh sách tự đánh số hay tham chiếu sang phần khác")
    if not {new.styles.get(s) for line in now for s in _style_ids(line)} <= {*own.styles.values()}:
        return tr("mẫu của cơ quan không có kiểu chữ ấy")
    if _place_for(stretch, own, new) is None:
        return tr("đứng ở hàng, ô khác của bảng, hay không rõ đặt vào đâu")
    return ""


def left_open(safe: Sequence[Stretch], base: Side, new: Side) -> set[Stretch]:
    """Those whose tags are closed neither in themselves nor in one another (thẻ còn mở).

    A condition that the new built-in lays around a paragraph is opened and closed in two.
    """
    changed = [
        stretch
        for stretch in safe
        if not _closed(now := new.lines[slice(*stretch.new)])
        and _commands(now) != _commands(base.lines[slice(*stretch.base)])
    ]
    together = all(
        _closed([line for stretch in changed for line in lines[slice(*getattr(stretch, side))]])
        for lines, side in ((new.lines, "new"), (base.lines, "base"))
    )
    return set() if together else set(changed)


def take_over(own: Side, base: Side, new: Side, safe: Sequence[Stretch], labels: Labels) -> bytes:
    """The office's master with these stretches of the new built-in in it.

    Each must have no `obstacle`. Empty where the whole would be no master that works.
    The trees of ``own`` are changed.
    """
    for stretch in reversed(safe):  # what stands before is still where it was
        words = _reworded(stretch, own, base, new)
        if words is None:
            _put_in(stretch, own, new)
        for runs, text in words or ():
            _retype(runs, text)
    parts = dict(own.parts)
    for line in own.lines:
        tree = line.element.getroottree()
        parts[line.part] = etree.tostring(tree, encoding="UTF-8", standalone=True)
    content = packed(parts, compressed=True)
    try:
        CompiledTemplate.load(
            content, labels=labels, plain_blocks=True, filters=master_filters(None)
        )
    except GiaytoError:
        return b""
    return content


def _commands(lines: Sequence[Line]) -> list[str]:
    return [word for line in lines for word in _WORD.findall(line.text)]


def _closed(lines: Sequence[Line]) -> bool:
    """Whether what is opened in these lines is closed in them, and nothing else is."""
    depth = 0
    for word in _commands(lines):
        depth += (word in _OPENS) - word.startswith("end")
        if depth < 0 or (word in _GOES_ON and not depth):
            return False
    return depth == 0


def _is_bound(element: etree._Element) -> bool:
    return any(
        node.tag in _BOUND or any(str(key).startswith(_R) for key in node.attrib)
        for node in element.iter()
    )


def _style_ids(line: Line) -> list[str]:
    styles = line.element.iter(f"{W}pStyle", f"{W}rStyle")
    return [style.get(f"{W}val", "") for style in styles]


def _path(element: etree._Element) -> list[object]:
    """What an element stands in: a paragraph of a cell is put into cells alone."""
    return [node.tag for node in element.iterancestors()]


def _one_by_one(stretch: Stretch) -> bool:
    return stretch.own[1] - stretch.own[0] == stretch.new[1] - stretch.new[0]


def _reworded(
    stretch: Stretch, own: Side, base: Side, new: Side
) -> list[tuple[list[etree._Element], str]] | None:
    """Runs of the office's and what they are to say, where words alone are another.

    So the office's look stays. ``None`` where looks begin or end at other words, too.
    """
    if not _one_by_one(stretch):
        return None
    typed = []
    for mine, was, now in zip(
        own.lines[slice(*stretch.own)],
        base.lines[slice(*stretch.base)],
        new.lines[slice(*stretch.new)],
        strict=True,
    ):
        here, old, fresh = (
            spans_of(line.element, side.styles)
            for line, side in ((mine, own), (was, base), (now, new))
        )
        if not len(here) == len(old) == len(fresh):
            return None
        if [plain_words(s.text) for s in here] != [plain_words(s.text) for s in old]:
            return None
        if [span.look for span in old] != [span.look for span in fresh]:
            return None
        typed += [
            (mine_span.runs, new_span.text)
            for mine_span, old_span, new_span in zip(here, old, fresh, strict=True)
            if old_span.text != new_span.text
        ]
    plain = all(node.tag in _PLAIN for runs, _ in typed for run in runs for node in run)
    return typed if plain else None


def _retype(runs: Sequence[etree._Element], text: str) -> None:
    """Let runs say something else."""
    nodes = [node for run in runs for node in run.iter(f"{W}t")]
    for node in nodes:
        node.text = ""
    nodes[0].text = text
    nodes[0].set(SPACE, "preserve")


def _place_for(stretch: Stretch, own: Side, new: Side) -> tuple[etree._Element, int] | None:
    """Beside which paragraph of the office's the new ones go, and on which side of it.

    ``None`` for nowhere. Of those that take the places of as many it is the first.
    """
    here, now = own.lines[slice(*stretch.own)], new.lines[slice(*stretch.new)]
    if _one_by_one(stretch):
        fits = all(
            _path(old.element) == _path(fresh.element) for old, fresh in zip(here, now, strict=True)
        )
        return (here[0].element, 1) if fits else None
    for beside, other, side in (
        (stretch.own[0] - 1, stretch.new[0] - 1, 1),
        (stretch.own[1], stretch.new[1], 0),
    ):
        if not (0 <= beside < len(own.lines) and 0 <= other < len(new.lines)):
            continue
        old, fresh = own.lines[beside], new.lines[other]
        siblings = all(line.element.getparent() is old.element.getparent() for line in here)
        siblings &= all(line.element.getparent() is fresh.element.getparent() for line in now)
        if old.words == fresh.words and siblings and _path(old.element) == _path(fresh.element):
            return old.element, side
    return None


def _put_in(stretch: Stretch, own: Side, new: Side) -> None:
    here, now = own.lines[slice(*stretch.own)], new.lines[slice(*stretch.new)]
    ids = {name: key for key, name in own.styles.items()}
    fresh = [_by_itself(line.element, {k: ids.get(n, k) for k, n in new.styles.items()})
             for line in now]  # fmt: skip
    if _one_by_one(stretch):
        for line, element in zip(here, fresh, strict=True):
            _parent(line.element).replace(line.element, element)
        return
    place = _place_for(stretch, own, new)
    assert place is not None
    beside, side = place
    holder = _parent(beside)
    at = holder.index(beside) + side
    holder[at:at] = fresh
    for line in here:
        holder.remove(line.element)


def _by_itself(element: etree._Element, styles: Mapping[str, str]) -> etree._Element:
    """A copy in the other file's styles, without the marks by which Word knows a paragraph."""
    found = copy.deepcopy(element)
    for style in found.iter(f"{W}pStyle", f"{W}rStyle"):
        style.set(f"{W}val", styles.get(style.get(f"{W}val", ""), ""))
    for node in found.iter():
        for key in [key for key in node.attrib if str(key).startswith(W14)]:
            del node.attrib[key]
    return found


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent
