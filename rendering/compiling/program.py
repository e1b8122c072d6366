"""One compiled part (phần đã biên dịch): body, header, footer, notes or a property.

A program is built once from Jinja's source of the part and run for every record.
It has two ways: straight to bytes, and the slow, sure one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Mapping
from itertools import islice
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext

from ...errors import TemplateSyntax, TemplateUnsafe
from ...i18n import tr
from ..inserts import NeedsPackage
from ..limits import exceeded
from ..printing.printer import Missing, NeedsReference, Printer
from ..printing.rows import Rows
from ..quoting import in_paragraph
from ..reading.picture_frames import as_typed
from ..reference import finish_part
from ..repair import mend_bytes
from ..sandbox.access import LOOP_NAMES
from ..sandbox.environment import Names, RenderContext, Sandbox
from ..sandbox.nesting import brackets, too_deep
from ..sandbox.passages import as_xml
from .faults import Faults
from .fields import fields_in
from .generator import FILENAME, generate
from .jinja_words import in_plain_words
from .lines import Lines, without_marks
from .structure import StructureWalk
from .torn import find_tears
from .torn_faults import TornBlock, torn_faults
from .unique_ids import OF_TURNS, Numbering, note_in_loop
from .words_read import words_read

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_ANY_DRAWING = re.compile(r":docPr\b")
_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_PIECES = 128  # pieces joined between two looks at the size
FORBIDDEN: dict[type[nodes.Node], str] = {
    nodes.Extends: "extends",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from … import",
    nodes.ScopedEvalContextModifier: "autoescape",
    nodes.FilterBlock: "filter",
}
"""What leaves the template or undoes escaping, by the command as it is typed."""
OWN_NAMES = frozenset({"loop", "self", "caller", "varargs", "kwargs"})


class Program:
    """One part, ready to render.

    ``source`` is what reading made of the part; ``title`` names it for people;
    ``body`` marks the main part, whose drawings are counted; ``plain`` marks a text
    outside of any element (a property). Immutable after construction.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        source: str,
        title: str,
        *,
        missing: Missing,
        body: bool = False,
        plain: bool = False,
    ) -> None:
        self.title = title
        self._sandbox = sandbox
        self._is_body = body
        self._plain = plain
        self.fixed = ""
        """All that every record is made of besides values, which bring text and its look only."""
        self._lines = Lines(source)
        self._check_tags(self._lines.jinja)
        tree = self._parse(self._lines.jinja)
        self._refuse(tree)
        self.words = words_read(tree)
        """Every key by which it can reach a value of its data; ``None`` for any."""
        walk = StructureWalk()
        self._written = self._prepare(tree).written
        self.fixed = "".join(data.data for data in tree.find_all(nodes.TemplateData))
        self.findings = walk.walk(tree)
        self.torn: list[TornBlock] = []
        """What tears the structure, whatever the data or for some of them: never to be printed."""
        if not plain and not self.findings.balanced:
            lined = self._parse(self._lines.jinja)  # with its lines still in it
            self.torn = torn_faults(find_tears(lined), self._lines, self.where)
        self._grids_stay = walk.tables.exact
        walk.tables.mark()
        self._sites = walk.sites
        self._tree = tree
        sites = sorted(walk.sites.values(), key=lambda site: site.index)
        self._printer = Printer(sites, missing, sandbox.limits, self.where)
        self._faults = Faults(sites, sandbox.limits, self.where)
        own = OWN_NAMES | sandbox.globals.keys()
        self.fields = fields_in(tree, frozenset(own))
        self._direct = self._compile(direct=True) if self._can_be_direct(tree) else None
        self._slow: Callable[..., Any] | None = None
        self._may_be_empty = self.findings.may_have_empty_cell or walk.tables.may_be_empty

    @property
    def always(self) -> str:
        """What every record has of :attr:`fixed`, whatever its data."""
        outputs = (node for node in self._tree.body if isinstance(node, nodes.Output))
        return "".join(
            piece.data
            for output in outputs
            for piece in output.nodes
            if isinstance(piece, nodes.TemplateData)
        )

    # -- compiling -------------------------------------------------------------

    def _check_tags(self, source: str) -> None:
        limits = self._sandbox.limits
        openings = source.count("{{") + source.count("{%") + source.count("{#")
        if openings > limits.template_tags:
            raise exceeded("template_tags", limits.template_tags, where=self.title)
        for tag in _TAG.finditer(source):
            for name, size in (("tag_chars", len(tag.group())), ("nesting", brackets(tag.group()))):
                if size > (most := getattr(limits, name)):
                    raise exceeded(name, most, where=self.where(self._lines.at(tag.start())))

    def _parse(self, lined: str) -> nodes.Template:
        try:
            return self._sandbox.parse(lined)
        except TemplateSyntaxError as error:
            message, line = error.message or "", error.lineno
            if message.startswith("Unexpected end of template"):
                line = self._lines.never_closed() or line
            raise self._wrong(message, line) from error
        except (RecursionError, ValueError, OverflowError) as error:
            raise exceeded("nesting", self._sandbox.limits.nesting, where=self.title) from error

    def _wrong(self, message: str, line: int) -> TemplateSyntax:
        return TemplateSyntax(
            tr("Thẻ trong mẫu viết sai."),
            where=self.where(line),
            why=in_plain_words(message, self._lines.typed(line)),
            fix=tr("Sửa thẻ trong đoạn đó; xem cách viết ở tài liệu về mẫu Word."),
        )

    def _refuse(self, tree: nodes.Template) -> None:
        """Refuses what is nested too deeply, leaves the template or undoes escaping."""
        nesting = self._sandbox.limits.nesting
        deep = too_deep(tree, nesting)
        if deep is not None:
            raise exceeded("nesting", nesting, where=self.where(deep.lineno))
        forbidden = next(tree.find_all(tuple(FORBIDDEN)), None)
        if forbidden is not None:
            raise TemplateUnsafe(
                tr("Mẫu dùng lệnh không được phép: {lenh}.").format(
                    lenh=FORBIDDEN[type(forbidden)]
                ),
                where=self.where(forbidden.lineno),
                fix=tr("Bỏ lệnh đó; bộ lọc thì viết trong thẻ in: {{ x|upper }}."),
            )
        stray = _loop_outside(tree.body)
        if stray is not None:
            raise TemplateSyntax(
                tr("«loop» và các thẻ {% vm %}, {% hm %} chỉ dùng được trong vòng lặp."),
                where=self.where(stray),
                fix=tr("Đặt chỗ đó vào giữa thẻ mở và thẻ đóng của vòng lặp {% for %}."),
            )
        # Jinja itself would tell an unknown name only when the branch is reached.
        for use in tree.find_all((nodes.Filter, nodes.Test)):
            named = "filter" if isinstance(use, nodes.Filter) else "test"
            known = self._sandbox.filters if named == "filter" else self._sandbox.tests
            if use.name not in known:
                raise self._wrong(f"No {named} named '{use.name}'", use.lineno)

    def _prepare(self, tree: nodes.Template) -> Numbering:
        """Takes the line marks out, numbers what exists once, counts loops."""
        if not self._plain:
            self._refuse_note(tree)
        for data in tree.find_all(nodes.TemplateData):
            for written, meant in _BRACES:
                data.data = data.data.replace(written, meant)
            data.data = without_marks(data.data)
        numbering = Numbering(tree, body=self._is_body)
        for loop in list(tree.find_all(nodes.For)):
            turn = nodes.Const(numbering.turns.get(id(loop)))
            loop.body.insert(0, nodes.ExprStmt(turn, lineno=loop.lineno))
        return numbering

    def _can_be_direct(self, tree: nodes.Template) -> bool:
        found = self.findings
        return (
            not self._plain
            and found.balanced
            and not found.must_repair
            and not found.static_listing
            and self._grids_stay
            and next(tree.find_all(nodes.Block), None) is None
            and not any(loop.recursive for loop in tree.find_all(nodes.For))
            and not (self._is_body and _ANY_DRAWING.search(self.fixed.replace("<wp:docPr ", "")))
        )

    def _compile(self, *, direct: bool) -> Callable[..., Any]:
        sandbox = self._sandbox
        try:
            source, loops = generate(sandbox, self._tree, self._sites, self._written, direct=direct)
            code = compile(source, FILENAME, "exec")
        except TemplateSyntaxError as error:
            raise self._wrong(error.message or "", error.lineno) from error
        except (RecursionError, MemoryError, SyntaxError) as error:
            raise exceeded("nesting", sandbox.limits.nesting, where=self.title) from error
        space: dict[str, Any] = {"environment": sandbox, "__file__": FILENAME}
        exec(code, space)
        space["emit"] = self._printer.emit
        space["text"] = self._printer.text
        space["emit_careful"] = self._printer.emit_careful
        space["text_careful"] = self._printer.text_careful
        space["item"] = item = _item_reader(sandbox)
        space["emit_item"] = self._printer.make_emit_item(item)
        space["as_xml"] = as_xml
        for number, row in enumerate(loops):
            rows = Rows(row.columns, row.pieces, sandbox.limits.value_chars)
            space[f"rows_{number}"] = rows.over
        space["as_bytes"] = str.encode
        space.update(OF_TURNS)
        space["markup_join"] = space["str_join"] = self._printer.join
        root: Callable[..., Any] = space["root"]
        root.__dict__["blocks"] = space["blocks"]
        root.__dict__["debug_info"] = space["debug_info"]
        return root

    # -- rendering -------------------------------------------------------------

    def render(self, values: Mapping[str, Any]) -> bytes:
        """The part for one record, as XML bytes.

        Raises the errors of templates (unknown field, missing value, limits,
        illegal character); each names the paragraph.
        """
        if self._direct is not None:
            try:
                data = self._run_direct(values)
            except NeedsReference:
                pass
            else:
                if self._may_be_empty:
                    mended = mend_bytes(data)
                    if mended is not None:
                        return mended
                else:
                    return data
        return finish_part(self.render_text(values), body=self._is_body, where=self.title)

    def _run_direct(self, values: Mapping[str, Any]) -> bytes:
        root = self._direct
        assert root is not None
        context = self._context(values, root)
        try:
            pieces = root(context)
            most = self._sandbox.limits.output_bytes
            chunks: list[bytes] = []
            total = 0
            # A list, not its text: a hundred empty values in a row are no end.
            while some := list(islice(pieces, _PIECES)):
                chunks.append(b"".join(some))
                total += len(chunks[-1])
                if total > most:
                    raise exceeded("output_bytes", most)
                context.clock()
        except (NeedsReference, NeedsPackage):
            raise
        except Exception as error:
            self._faults.explain(error, root, values)
        return b"".join(chunks)

    def render_text(self, values: Mapping[str, Any]) -> str:
        """The part for one record as text, before the last steps of the slow path."""
        if self._slow is None:
            self._slow = self._compile(direct=False)
        root = self._slow
        context = self._context(values, root)
        most = self._sandbox.limits.output_bytes
        chunks: list[str] = []
        total = 0
        try:
            pieces: Generator[str, None, None] = root(context)
            while some := list(islice(pieces, _PIECES)):
                chunks.append("".join(some))
                total += len(chunks[-1])
                if total > most:
                    raise exceeded("output_bytes", most)
                context.clock()
        except NeedsPackage:
            raise
        except Exception as error:
            self._faults.explain(error, root, values)
        return "".join(chunks)

    def _context(self, values: Mapping[str, Any], root: Callable[..., Any]) -> RenderContext:
        names = Names(self._sandbox.globals)
        names.update(values)
        context = RenderContext(self._sandbox, names, FILENAME, root.__dict__["blocks"])
        context.begin(self._sandbox.limits)
        if not root.__dict__["blocks"]:
            # Without blocks nothing else is ever looked up: straight into the dict.
            context.resolve_or_missing = names.__getitem__  # type: ignore[method-assign,assignment]
        return context

    # -- places and errors -----------------------------------------------------

    def where(self, line: int) -> str:
        """The place of a source line: part and text of the paragraph."""
        return in_paragraph(self.title, as_typed(self._lines.typed(line)))

    def _refuse_note(self, tree: nodes.Template) -> None:
        line = note_in_loop(tree)
        if line is not None:
            raise TemplateSyntax(
                tr("Dấu chú thích nằm trong vòng lặp."),
                where=self.where(line),
                why=tr("Mỗi lượt lặp in lại dấu ấy, mà lời chú thích ở cuối trang chỉ có một."),
                fix=tr("Đặt dấu chú thích ngoài vòng lặp, hoặc gõ lời chú thích ngay tại chỗ."),
            )


def _item_reader(sandbox: Sandbox) -> Callable[[Any, str], Any]:
    def item(owner: Any, name: str) -> Any:
        if type(owner) is dict:
            try:
                return owner[name]
            except KeyError:
                pass
        elif type(owner) is LoopContext and name in LOOP_NAMES:
            return getattr(owner, name)
        return sandbox.getattr(owner, name)

    return item


def _loop_outside(body: Iterable[nodes.Node]) -> int | None:
    """The line where ``loop`` is asked for and no loop is around; ``None`` when nowhere."""
    for node in body:
        if isinstance(node, nodes.Name) and node.name == "loop" and node.ctx == "load":
            return node.lineno
        inner = [node.iter, *node.else_] if isinstance(node, nodes.For) else node.iter_child_nodes()
        line = _loop_outside(inner)
        if line is not None:
            return line
    return None
