"""Tags for cells (thẻ của ô): ``colspan``, ``cellbg``, ``vm`` and ``hm``.

They become attributes of the innermost cell around them, at the place the
schema wants, in the stead of what the template has.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from ...errors import TemplateSyntax
from ..namespaces import W
from ..schema_order import put
from .content import TEXT, drop_empty, outside_table, replace
from .tags import Tag, take_out
from .whole_looks import refused_condition, second_of_its_kind

if TYPE_CHECKING:
    from lxml.etree import _Element

_CELL_TAG = re.compile(r"(?:(colspan|cellbg)\s+(.+)|(vm|hm))", re.DOTALL)
# The sign tells that nobody typed them; Jinja takes no notice of it here.
_FIRST, _ELSE, _END = "{%+ if loop.first %}", "{%+ else %}", "{%+ endif %}"
_TC, _P = f"{W}tc", f"{W}p"


def set_cell_tags(root: _Element, title: str) -> list[TemplateSyntax]:
    """Turns the tags for cells of one part into properties of their cells, in place.

    ``title`` names the part for people. Gives back the errors of tags outside a
    table, in a condition of their own cell, or beside another of their kind.
    """
    faults: list[TemplateSyntax] = []
    seen: dict[tuple[_Element, str], Tag] = {}
    for node in list(root.iter(TEXT)):
        text, found = take_out(node.text or "", _CELL_TAG)
        if not found:
            continue
        cell = next(node.iterancestors(_TC), None)
        if cell is None:
            faults.append(outside_table(found[0][0], node, title))
            continue
        for tag, said in found:
            faults += refused_condition(tag, node, cell, title)
            first = seen.setdefault((cell, said[1] or said[3]), tag)
            if first is not tag:
                faults.append(second_of_its_kind(tag, first, node, title))
        node.text = text
        # The merging tags wrap what the others change.
        for _, said in sorted(found, key=lambda one: one[1][3] or ""):
            if said[1] == "colspan":
                _set(cell, "gridSpan", {"val": f"{{{{ {said[2]} }}}}"})
            elif said[1] == "cellbg":
                _set(
                    cell,
                    "shd",
                    {"val": "clear", "color": "auto", "fill": f"{{{{ {said[2]} }}}}"},
                )
            elif said[3] == "vm":
                _merge_down(cell, node)
            else:
                _merge_across(cell)
        if not node.text:
            drop_empty(node)
    return faults


def _properties(cell: _Element) -> _Element:
    found = cell.find(f"{W}tcPr")
    if found is None:
        found = cell.makeelement(f"{W}tcPr")
        cell.insert(0, found)
    return found


def _set(cell: _Element, name: str, values: dict[str, str]) -> None:
    properties = _properties(cell)
    for old in properties.findall(W + name):
        properties.remove(old)
    put(properties, properties.makeelement(W + name, {W + key: v for key, v in values.items()}))


def _merge_down(cell: _Element, tagged: _Element) -> None:
    """Merges the cell with its copies below: the first has the words, the others none."""
    _set(cell, "vMerge", {"val": f"{_FIRST}restart{_ELSE}continue{_END}"})
    for above in tagged.iterancestors():
        if len(_content(above)) > 1:
            break
        if above is cell:  # nothing but this text: like docxtpl's
            tagged.text = f"{_FIRST}{tagged.text or ''}{_END}"
            return
    # Anything else stands whole in the first cell; Word wants a paragraph in every one.
    blocks = _content(cell)
    replace(blocks[0], [_FIRST, blocks[0]])
    replace(blocks[-1], [blocks[-1], _ELSE, _emptied(cell), _END])


def _content(node: _Element) -> list[_Element]:
    return [child for child in node if not str(child.tag).endswith("Pr")]


def _emptied(cell: _Element) -> _Element:
    """A paragraph as high as the last of the cell, which is never a section's or a list's."""
    paragraph = cell.makeelement(_P)
    for look in cell.findall(f"{W}p/{W}pPr")[-1:]:
        paragraph.append(deepcopy(look))
        for name in ("numPr", "sectPr"):
            for node in paragraph[0].findall(W + name):
                paragraph[0].remove(node)
    return paragraph


def _merge_across(cell: _Element) -> None:
    """One cell in the stead of all that the loop makes, as wide as they are."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    drawn = span.get(f"{W}val", "1") if span is not None else ""
    wide = re.sub(r"^\{\{(.*)\}\}$", r"(\1)", drawn, flags=re.DOTALL)
    _set(
        cell,
        "gridSpan",
        {"val": f"{{{{ {wide} * loop.length }}}}" if wide else "{{ loop.length }}"},
    )
    replace(cell, [_FIRST.replace("+ ", "+tc "), cell, _END])
