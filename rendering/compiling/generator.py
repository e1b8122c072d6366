"""From Jinja's tree to Python code (sinh mã): pieces of a part as ready bytes.

Jinja's own compiler writes ``yield escape(value)`` and text constants. Ours
writes constants as UTF-8 bytes and hands every value, with the number of its
place, to the functions of :mod:`..printing.printer`, so that a document is one
``b"".join`` and nothing is looked at twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, operators

from ..printing.places import CAREFUL, Site
from ..sandbox.access import CALLED_NAMES
from .plain_rows import PlainRow, is_key, plain_row
from .structure import expression_text

if TYPE_CHECKING:
    from jinja2 import Environment

FILENAME = "<giayto>"


class PartGenerator(CodeGenerator):
    """Writes the code of one part; ``direct`` asks for bytes, else for text.

    ``written`` holds the code of what is no value of the data, by the node.
    """

    def __init__(
        self,
        environment: Environment,
        sites: Mapping[int, Site],
        written: Mapping[int, str],
        *,
        direct: bool,
    ) -> None:
        # Without Jinja's optimizer: it would compute constant expressions past the bounds.
        super().__init__(environment, FILENAME, FILENAME, optimized=False)
        self._sites = sites
        self._written = written
        self._direct = direct
        self._bytes = False
        self._kept = False
        self._rewritten = False
        # A key read only to be printed: reading and printing are one call.
        self._printed_key: nodes.Expr | None = None
        self.rows: list[PlainRow] = []
        self._called: nodes.Expr | None = None

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Writes text and values; only what leaves the part at once can be bytes."""
        self._bytes = self._direct and frame.buffer is None
        self._kept = frame.buffer is not None
        super().visit_Output(node, frame)

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        text = "".join(group)
        if self._bytes:
            return repr(text.encode())
        return f"context.keep({text!r})" if self._kept else repr(text)

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return node.data
        raise nodes.Impossible  # values are looked at when they are printed, constants too

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if id(node) in self._written:
            self.write("as_bytes(" if self._bytes else "(")
            self.write(f"{self._written[id(node)]} + ")
            return
        careful = self._sites[id(node)].place in CAREFUL
        if self._bytes and not careful and is_key(node):
            self._printed_key = node
            self.write("emit_item(")
        elif self._bytes:
            self.write("emit_careful(" if careful else "emit(")
        else:
            self.write("context.keep(" if self._kept else "")
            self.write("text_careful(" if careful else "text(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if id(node) in self._written:
            self.write(")")
        else:
            self.write(f", {self._sites[id(node)].index})")
            if self._kept and not self._bytes:
                self.write(")")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802
        """Writes a loop; one that prints plain values only hands many turns over at once."""
        row = plain_row(node, self._sites) if self._direct and frame.buffer is None else None
        if row is None:
            super().visit_For(node, frame)
            return
        item, number = self.temporary_identifier(), self.temporary_identifier()
        self.writeline(f"for {item}, {number} in rows_{len(self.rows)}(context, ", node)
        self.rows.append(row)
        self.visit(node.iter, frame)
        self.write("):")
        self.indent()
        self.writeline(f"if not {number}:")
        self.indent()
        self.writeline(f"yield {item}")
        self.writeline("continue")
        self.outdent()
        self.writeline("context.tick()")
        for piece, value, column in zip(row.pieces, row.values, row.columns, strict=False):
            self.writeline(f"yield {piece!r}", value)
            if isinstance(column, int):
                self.writeline(f"yield b'%d' % ({number} + {column - 1})")
            else:
                index = self._sites[id(value)].index
                self.writeline(f"yield emit_item({item}, {column!r}, {index})", value)
        self.writeline(f"yield {row.pieces[-1]!r}")
        self.outdent()

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:  # noqa: N802
        """Writes ``{% call %}``; what comes back is printed like any value."""
        call_frame, macro = self.macro_body(node, frame)
        self.writeline("caller = ")
        self.macro_def(macro, call_frame)
        self._bytes = self._direct and frame.buffer is None
        self._kept = frame.buffer is not None
        self.start_write(frame, node)
        self._output_child_pre(node.call, frame, None)
        self.visit_Call(node.call, frame, forward_caller=True)
        self._output_child_post(node.call, frame, None)
        self.end_write(frame)

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Begins to write; what a recursive loop hands over is made XML again."""
        super().start_write(frame, node)
        self._rewritten = isinstance(node, nodes.For)
        self.write("as_xml(" if self._rewritten else "")

    def end_write(self, frame: Frame) -> None:
        """Ends what :meth:`start_write` began."""
        self.write(")" if self._rewritten else "")
        self._rewritten = False
        super().end_write(frame)

    def visit_ExprStmt(self, node: nodes.ExprStmt, frame: Frame) -> None:  # noqa: N802
        """Writes the counters at the head of a loop; the dialect has no other such statement."""
        self.newline(node)
        self.write("context.tick()")
        if isinstance(node.node, nodes.Const) and node.node.value is not None:
            self.write(f"; turn_{node.node.value} = context.turn({node.node.value})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Writes ``a.b``; a method that is not called is refused, whatever is done with it."""
        uncalled = node.attr in CALLED_NAMES and not any(
            node is other for other in (self._called, self._printed_key)
        )
        self.write("context.data(" if uncalled else "")
        self._read(node, frame)
        self.write(f", {expression_text(node)!r})" if uncalled else "")

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Writes a call; only here may a method be read."""
        self._called = node.node
        super().visit_Call(node, frame, forward_caller=forward_caller)

    def _read(self, node: nodes.Getattr, frame: Frame) -> None:
        """Reads ``a.b``; a plain key takes a short way."""
        if not is_key(node):
            super().visit_Getattr(node, frame)
            return
        if node is self._printed_key:
            self.visit(node.node, frame)
            self.write(f", {node.attr!r}")
            return
        self.write("item(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802
        """Writes a comparison; what stands left is weighed, for it decides how long it takes."""
        operands = [node.expr, *(operand.expr for operand in node.ops)]
        self.write("(")
        for position, operand in enumerate(operands):
            if position:
                self.write(f" {operators[node.ops[position - 1].op]} ")
            pair = operands[position : position + 2]
            deep = len(pair) == 2 and not any(isinstance(side, nodes.Const) for side in pair)
            self._weighed(operand, frame, deep=deep)
        self.write(")")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        """Writes a dictionary; its keys are weighed before Python hashes them."""
        self.write("{")
        for pair in node.items:
            self._weighed(pair.key, frame, deep=not isinstance(pair.key, nodes.Const))
            self.write(": ")
            self.visit(pair.value, frame)
            self.write(", ")
        self.write("}")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Writes ``a ~ b``, counted as a copy."""
        self._copied(super().visit_Concat, node, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Writes ``a[b]``; a slice is counted as a copy."""
        if isinstance(node.arg, nodes.Slice):
            self._copied(super().visit_Getitem, node, frame)
        else:
            super().visit_Getitem(node, frame)

    def _copied(self, visit: Callable[..., None], node: nodes.Expr, frame: Frame) -> None:
        self.write("context.copied(")
        visit(node, frame)
        self.write(")")

    def _weighed(self, node: nodes.Expr, frame: Frame, *, deep: bool) -> None:
        self.write("context.weighed(" if deep else "")
        self.visit(node, frame)
        self.write(")" if deep else "")


def generate(
    environment: Environment,
    template: nodes.Template,
    sites: Mapping[int, Site],
    written: Mapping[int, str],
    *,
    direct: bool,
) -> tuple[str, list[PlainRow]]:
    """The Python source of a part, and the loops it calls ``rows_0``, ``rows_1`` and so on."""
    generator = PartGenerator(environment, sites, written, direct=direct)
    generator.visit(template)
    return generator.stream.getvalue(), generator.rows  # type: ignore[attr-defined]
