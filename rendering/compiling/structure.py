"""The structure of one template part (cấu trúc): what is proved once, at compile time.

Jinja's tree holds pieces of XML text, values to print, loops and conditions.
This module walks it with a stack of open XML elements, as a reader of every
possible document would, and finds out

* for each printed value, *where* it stands and how a line break, a tab or a page
  break is written there;
* whether every loop and condition leaves the elements as it found them;
* whether tags can make the grid of a table wrong (:mod:`.tables`);
* whether a cell or a table can come out empty.

What is proved here need not be looked at again in any of the thousands of
documents; what cannot be proved sends the part down the slow, sure path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import is_
from typing import TYPE_CHECKING

from ..printing.places import Place, Site, place_in, place_in_tag
from ..schema_order import put_text
from .tables import Table, Tables, level

if TYPE_CHECKING:
    from jinja2 import nodes

_TOKEN = re.compile(r"<!--.*?-->|<\?.*?\?>|<[^>]*>|[^<]+|<[^>]*\Z", re.DOTALL)
_NAME = re.compile(r"</?([\w:.-]+)")
_HOLE = "\x00"  # stands for a printed value inside an attribute
_LISTING = re.compile(r"[\n\t\a\f]")
_NEEDS_PARAGRAPH = frozenset(
    {
        *("w:tc", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:comment"),
        *("w:txbxContent", "w:sdtContent"),
    }
)
# Block elements that may lie beside paragraphs without being content themselves.
_MARKS = frozenset({"w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:tcPr", "w:sectPr"})


@dataclass(slots=True)
class _Open:
    """One open element; ``depth`` counts the loops and conditions around it."""

    name: str
    depth: int
    unknown: bool = False
    properties: str = ""
    capture: list[str] | None = None
    ends_well: bool = False
    span: int = 1
    table: Table | None = None
    filled: bool = False


@dataclass(slots=True)
class Findings:
    """What the walk found out about one part (kết quả)."""

    balanced: bool = True
    may_have_empty_cell: bool = False
    must_repair: bool = False
    static_listing: bool = False


@dataclass(slots=True)
class _State:
    stack: list[_Open]
    pending: str = ""
    look: str | None = ""
    """Properties of the run before, in the same paragraph; ``None`` when not known."""

    def copy(self) -> _State:
        return _State(list(self.stack), self.pending, self.look)

    @property
    def names(self) -> list[str]:
        return [item.name for item in self.stack]


class StructureWalk:
    """Walks a parsed template once; results in ``findings`` and ``sites``."""

    def __init__(self) -> None:
        self.findings = Findings()
        self.sites: dict[int, Site] = {}
        self.tables = Tables()
        self._depth = 0
        self._home: list[_Open] | None = None
        """What stands around a captured piece; ``None`` outside of all."""

    def walk(self, template: nodes.Template) -> Findings:
        """The findings for a whole part."""
        state = _State([])
        self._body(template.body, state)
        if state.stack or state.pending:
            self.findings.balanced = False
        self.findings.must_repair = self.findings.must_repair or self.tables.must_repair
        return self.findings

    # -- control structure -------------------------------------------------

    def _body(self, body: Iterable[nodes.Node], state: _State) -> None:
        from jinja2 import nodes

        for node in body:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    if isinstance(child, nodes.TemplateData):
                        self._data(child, state)
                    else:
                        self._value(child, state)
            elif isinstance(node, nodes.If):
                branches = [node.body, *(branch.body for branch in node.elif_), node.else_]
                self._branches(branches, state)
            elif isinstance(node, nodes.For):
                self._loop(node, state)
            elif isinstance(node, (nodes.Macro, nodes.CallBlock, nodes.AssignBlock)):
                self._capture(node.body, state)
                if isinstance(node, nodes.CallBlock):
                    self._value(node.call, state)
            elif isinstance(node, (nodes.With, nodes.Scope, nodes.Block)):
                self._body(node.body, state)

    def _capture(self, body: list[nodes.Node], around: _State) -> None:
        """Walks what is printed elsewhere, as one piece; here it may close what stands around."""
        inner = StructureWalk()
        inner.tables = self.tables
        inner.sites, inner._depth = self.sites, self._depth + 1
        inner._home = [_Open(item.name, self._depth, unknown=True) for item in around.stack]
        state = _State(list(inner._home))
        inner._body(body, state)
        if not inner._is_home(state) or state.pending or not inner.findings.balanced:
            self.findings.balanced = False

    def _is_home(self, state: _State) -> bool:
        """Whether what is open is just what stands around the captured piece."""
        home = self._home
        return (
            home is not None and len(home) == len(state.stack) and all(map(is_, home, state.stack))
        )

    def _branches(self, branches: list[list[nodes.Node]], state: _State) -> None:
        self._join(state, [self._branch(branch, state) for branch in branches])

    def _loop(self, node: nodes.For, state: _State) -> None:
        from jinja2 import nodes

        head = state.copy()
        pieces = (data for child in node.body for data in child.find_all(nodes.TemplateData))
        body = "".join(piece.data for piece in pieces)
        # From the second turn on, other elements are open where the body closes some.
        same = max(0, len(head.stack) - _closes(body))
        closed = range(same, len(head.stack))
        head.stack[same:] = [self._unsure(state.stack, position) for position in closed]
        if "</w:r>" in body or "</w:p>" in body:
            head.look = None
        turn = self._branch(node.body, head)
        self._join(state, [turn, self._branch(node.else_, state)])

    def _unsure(self, stack: list[_Open], position: int) -> _Open:
        """An element of the name of that one, but not always the same one."""
        name = stack[position].name
        if name in ("w:tbl", "w:tr", "w:tc"):
            self.tables.cut(stack[: position + 1])
        return _Open(name, self._depth, unknown=True)

    def _branch(self, body: list[nodes.Node], state: _State) -> _State:
        for item in state.stack:
            if item.capture is not None:
                item.unknown = True  # a condition inside the properties of a run
        result = state.copy()
        self._depth += 1
        self._body(body, result)
        self._depth -= 1
        return result

    def _join(self, state: _State, results: list[_State]) -> None:
        """What is open after one of several ways, whichever was taken."""
        first = results[0]
        for other in results[1:]:
            if other.names != first.names or bool(first.pending) != bool(other.pending):
                self.findings.balanced = False
        merged: list[_Open] = []
        for position, item in enumerate(first.stack):
            ways = [r.stack for r in results if len(r.stack) > position]
            if len(ways) == len(results) and all(stack[position] is item for stack in ways):
                merged.append(item)
            else:
                # Word's inline conditions close one run and open another.
                merged += [self._unsure(stack, position) for stack in ways][:1]
        state.stack = merged
        state.pending = first.pending + _HOLE if first.pending else ""
        state.look = first.look if all(r.look == first.look for r in results) else None

    # -- values ------------------------------------------------------------

    def _value(self, node: nodes.Node, state: _State) -> None:
        site = Site(len(self.sites), expression_text(node), node.lineno)
        self.sites[id(node)] = site
        if state.pending:
            site.place = place_in_tag(state.pending)
            state.pending += _HOLE
            return
        for item in state.stack:
            if item.capture is not None:
                item.unknown = True
        # Outside of all elements there are only the properties of the document.
        site.place = place_in(state.names) if state.stack else Place.OTHER_TEXT
        if self._is_home(state):
            site.place = Place.CAPTURED
        if not state.stack:
            return
        top = state.stack[-1]
        if site.place is Place.TEXT:
            self._text_site(site, state)
        elif site.place is Place.RUNS:
            self._know(site, state.look, top, state)
            site.look(state.look or "")
        elif site.place is Place.BLOCKS:
            top.ends_well = False

    def _text_site(self, site: Site, state: _State) -> None:
        run = state.stack[-2]
        if not run.unknown:
            holder = state.stack[-3] if len(state.stack) > 2 else None
            self._know(site, run.properties, holder, state)

    def _know(self, site: Site, look: str | None, holder: _Open | None, state: _State) -> None:
        paragraph = next((item for item in reversed(state.stack) if item.name == "w:p"), None)
        if look is None or paragraph is None or paragraph.unknown:
            return
        layout = paragraph.properties
        if "<w:sectPr" in layout:
            return  # a section ends with the last of the paragraphs made here
        plain = re.sub(r"<w:highlight\b[^>]*/>", "", look) or "<w:rPr></w:rPr>"
        marked = put_text(plain, '<w:highlight w:val="yellow"/>')
        # Within a link or a control the paragraph cannot be cut in two.
        site.know(look, marked, layout if holder is paragraph else None)

    # -- pieces of XML -----------------------------------------------------

    def _data(self, piece: nodes.TemplateData, state: _State) -> None:
        text = state.pending + piece.data
        before = len(state.pending)
        state.pending = ""
        for match in _TOKEN.finditer(text):
            self.tables.at = (piece, match.end() - before)
            token = match.group()
            if token[0] != "<":
                self._text(token, state)
            elif token[-1] != ">":
                state.pending = token
            elif token.startswith(("<!", "<?")):
                continue
            elif token[1] == "/":
                self._end(token, state)
            else:
                self._start(token, state)

    def _text(self, text: str, state: _State) -> None:
        for item in state.stack:
            if item.capture is not None:
                item.capture.append(text)
        if state.stack and state.stack[-1].name == "w:t" and _LISTING.search(text):
            self.findings.static_listing = True

    def _start(self, token: str, state: _State) -> None:
        found = _NAME.match(token)
        if found is None:
            self.findings.balanced = False
            return
        name = found.group(1)
        stack = state.stack
        for item in stack:
            if item.capture is not None:
                item.capture.append(token)
                if _HOLE in token:
                    item.unknown = True
        opened = _Open(name, self._depth)
        self.tables.opened(opened, token, stack)
        if name in ("w:rPr", "w:pPr") and stack:
            owner = stack[-1]
            if owner.name == ("w:r" if name == "w:rPr" else "w:p"):
                if owner.properties or token != f"<{name}>" or owner.depth != self._depth:
                    owner.unknown = True
                owner.capture = [token]
        if token.endswith("/>"):
            self._closed(opened, state)
            if name in ("w:rPr", "w:pPr") and stack:
                stack[-1].capture = None
        else:
            stack.append(opened)

    def _end(self, token: str, state: _State) -> None:
        found = _NAME.match(token)
        if found is None or not state.stack or state.stack[-1].name != found.group(1):
            self.findings.balanced = False
            return
        for item in state.stack:
            if item.capture is not None:
                item.capture.append(token)
        closed = state.stack.pop()
        if closed.name in ("w:rPr", "w:pPr") and state.stack:
            owner = state.stack[-1]
            if owner.capture is not None and owner.name in ("w:r", "w:p"):
                owner.properties = "".join(owner.capture)
                owner.capture = None
                if "\n" in owner.properties:
                    owner.unknown = True
        if closed.name == "w:r":
            state.look = None if closed.unknown else closed.properties
        elif closed.name == "w:p":
            state.look = ""
        self._closed(closed, state)

    def _closed(self, item: _Open, state: _State) -> None:
        self.tables.closed(item, state.stack)
        if item.name in _NEEDS_PARAGRAPH and not item.ends_well:
            # A content control in a line, a row or a table holds no paragraphs.
            if item.name == "w:tc":
                self.findings.may_have_empty_cell = True
            elif item.name != "w:sdtContent" or level(state.stack) not in ("w:p", "w:tr", "w:tbl"):
                self.findings.must_repair = True
        if state.stack:
            parent = state.stack[-1]
            if parent.name in _NEEDS_PARAGRAPH and item.name not in _MARKS:
                sure = parent.ends_well or parent.depth == self._depth
                if item.name in ("w:p", "w:sdt"):
                    parent.ends_well = sure
                elif parent.name == "w:tc":
                    parent.ends_well = False  # a cell must end with a paragraph
                elif item.table is not None:
                    parent.ends_well = sure and item.table.sure_row


def _closes(xml: str) -> int:
    """How many of the elements around it a piece of XML closes."""
    depth = lowest = 0
    for token in _TOKEN.findall(xml):
        if token.startswith("</"):
            depth -= 1
            lowest = min(lowest, depth)
        elif token[0] == "<" and token[1:2] not in ("!", "?") and not token.endswith("/>"):
            depth += 1
    return -lowest


def expression_text(node: nodes.Node) -> str:
    """An expression as staff would read it: ``dang_vien.ho_ten``, or a short description."""
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{expression_text(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{expression_text(node.node)}[{expression_text(node.arg)}]"
    if isinstance(node, nodes.Const):
        return repr(node.value)
    if isinstance(node, nodes.Filter) and node.node is not None:
        return expression_text(node.node)
    if isinstance(node, nodes.Call):
        return f"{expression_text(node.node)}()"
    if isinstance(node, nodes.CondExpr):
        return expression_text(node.expr1)
    names = [found.name for found in node.find_all(nodes.Name)]
    return ", ".join(dict.fromkeys(names)) or "…"
