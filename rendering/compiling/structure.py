"""The structure of one template part (cấu trúc): what is proved once, at compile time.

Jinja's tree holds pieces of XML text, values to print, loops and conditions.
This module walks it with a stack of open XML elements, as a reader of every
possible document would, and finds out

* for each printed value, *where* it stands (in text, in an attribute, between
  runs) and how a line break, a tab or a page break is written there;
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
from typing import TYPE_CHECKING

from ..printing.places import Place, Site
from .tables import Table, Tables, level

if TYPE_CHECKING:
    from jinja2 import nodes

_TOKEN = re.compile(r"<!--.*?-->|<\?.*?\?>|<[^>]*>|[^<]+|<[^>]*\Z", re.DOTALL)
_NAME = re.compile(r"</?([\w:.-]+)")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_HOLE = "\x00"  # stands for a printed value inside an attribute
# The former look of a tracked change: not for copies of the look.
_TRACKED = re.compile(r"<w:(rPr|pPr)Change\b.*?</w:\1Change>", re.DOTALL)
_LISTING = re.compile(r"[\n\t\a\f]")
_NEEDS_PARAGRAPH = frozenset(
    {
        "w:tc",
        "w:hdr",
        "w:ftr",
        "w:footnote",
        "w:endnote",
        "w:comment",
        "w:txbxContent",
        "w:sdtContent",
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
    broken_loop: int | None = None
    """Line of a loop that leaves elements open; ``None`` when there is none."""
    may_have_empty_cell: bool = False
    must_repair: bool = False
    static_listing: bool = False


@dataclass(slots=True)
class _State:
    stack: list[_Open]
    pending: str = ""

    def copy(self) -> _State:
        return _State(list(self.stack), self.pending)


class StructureWalk:
    """Walks a parsed template once; results in ``findings`` and ``sites``."""

    def __init__(self) -> None:
        self.findings = Findings()
        self.sites: dict[int, Site] = {}
        self.tables = Tables()
        self._depth = 0
        self._captured = 0

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
                before = [item.name for item in state.stack]
                self._branches([node.body, node.else_], state)
                if [item.name for item in state.stack] != before and (
                    self.findings.broken_loop is None
                ):
                    self.findings.broken_loop = node.lineno
            elif isinstance(node, (nodes.Macro, nodes.CallBlock, nodes.AssignBlock)):
                self._capture(node.body)
                if isinstance(node, nodes.CallBlock):
                    self._value(node.call, state)
            elif isinstance(node, (nodes.With, nodes.Scope, nodes.Block)):
                self._body(node.body, state)

    def _capture(self, body: list[nodes.Node]) -> None:
        self._captured += 1
        self._depth += 1
        inner = StructureWalk()
        inner.tables = self.tables
        inner.sites, inner._captured, inner._depth = self.sites, self._captured, self._depth
        state = _State([])
        inner._body(body, state)
        if state.stack or state.pending or not inner.findings.balanced:
            self.findings.balanced = False
        self._captured -= 1
        self._depth -= 1

    def _branches(self, branches: list[list[nodes.Node]], state: _State) -> None:
        for item in state.stack:
            if item.capture is not None:
                item.unknown = True  # a condition inside the properties of a run
        self._depth += 1
        results = []
        for branch in branches:
            result = state.copy()
            self._body(branch, result)
            results.append(result)
        self._depth -= 1
        first = results[0]
        names = [item.name for item in first.stack]
        for other in results[1:]:
            if [item.name for item in other.stack] != names or bool(first.pending) != bool(
                other.pending
            ):
                self.findings.balanced = False
        merged: list[_Open] = []
        for position, item in enumerate(first.stack):
            if all(len(r.stack) > position and r.stack[position] is item for r in results):
                merged.append(item)
            else:
                # Word's inline conditions close one run and open another.
                merged.append(_Open(item.name, self._depth, unknown=True))
                if item.name in ("w:tbl", "w:tr", "w:tc"):
                    self.tables.cut(r.stack[: position + 1] for r in results)
        state.stack = merged
        state.pending = first.pending + _HOLE if first.pending else ""

    # -- values ------------------------------------------------------------

    def _value(self, node: nodes.Node, state: _State) -> None:
        site = Site(len(self.sites), expression_text(node), node.lineno)
        self.sites[id(node)] = site
        if self._captured:
            return
        if state.pending:
            site.place = Place.ATTRIBUTE
            state.pending += _HOLE
            return
        for item in state.stack:
            if item.capture is not None:
                item.unknown = True
        top = state.stack[-1] if state.stack else None
        if top is None:
            return
        if top.name == "w:t":
            self._text_site(site, state)
        elif top.name in ("w:body", *_NEEDS_PARAGRAPH):
            site.place = Place.BLOCKS
            top.ends_well = False
        elif any(item.name == "w:p" for item in state.stack):
            site.place = Place.RUNS if top.name != "w:r" else Place.ODD_TEXT

    def _text_site(self, site: Site, state: _State) -> None:
        site.place = Place.ODD_TEXT
        run = state.stack[-2] if len(state.stack) > 1 else None
        holder = state.stack[-3] if len(state.stack) > 2 else None
        paragraph = next((item for item in reversed(state.stack) if item.name == "w:p"), None)
        # Within a link or a tracked insertion the paragraph cannot be cut in two.
        site.splits = holder is not None and holder is paragraph
        if run is None or run.name != "w:r" or paragraph is None:
            return
        if run.unknown or paragraph.unknown:
            return
        look = _TRACKED.sub("", run.properties)
        layout = _TRACKED.sub("", paragraph.properties)
        site.place = Place.TEXT
        site.run_close = "</w:t></w:r>"
        site.run_open = f'<w:r>{look}<w:t xml:space="preserve">'
        site.newline = site.paragraph = site.page = _BREAK
        site.tab = f"{site.run_close}<w:r>{look}<w:tab/></w:r>{site.run_open}"
        if site.splits:
            site.paragraph = f"{site.run_close}</w:p><w:p>{layout}{site.run_open}"
            site.page = (
                f'{site.run_close}</w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p>'
                f"<w:p>{layout}{site.run_open}"
            )
        plain = re.sub(r"<w:highlight\b[^>]*/>", "", look) or "<w:rPr></w:rPr>"
        marked = plain.replace("<w:rPr>", '<w:rPr><w:highlight w:val="yellow"/>', 1)
        site.mark_open = f'{site.run_close}<w:r>{marked}<w:t xml:space="preserve">'

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
