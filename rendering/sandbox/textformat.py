"""``str.format`` in a template (định dạng chữ): inside the sandbox, within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.sandbox import SandboxedFormatter

from .passages import as_text
from .plain import check_text

if TYPE_CHECKING:
    from .environment import Sandbox
    from .guards import Guard


class _Bounded(SandboxedFormatter):
    """Looks at every field of a format before Python does."""

    guard: Guard
    _made = 0

    def convert_field(self, value: Any, conversion: Any) -> Any:
        value = as_text(value)
        check_text(value)
        return super().convert_field(value, conversion)

    def format_field(self, value: Any, format_spec: str) -> str:
        self.guard.spec(format_spec)
        self.guard.number(value)
        text: str = super().format_field(value, format_spec)
        self._made += len(text)
        self.guard.size(self._made)
        return text


class TextFormat:
    """The method ``format`` of one text (định dạng), as a template gets it."""

    __slots__ = ("_sandbox", "_text")

    def __init__(self, sandbox: Sandbox, text: str) -> None:
        self._sandbox = sandbox
        self._text = text

    def __call__(self, *values: Any, **named: Any) -> str:
        """The text with its fields filled in; an unknown or unsafe field raises."""
        formatter = _Bounded(self._sandbox)
        formatter.guard = self._sandbox.guard
        return formatter.vformat(as_text(self._text), values, named)
