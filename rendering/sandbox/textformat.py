"""``str.format`` in a template (định dạng chữ): inside the sandbox, within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.sandbox import SandboxedEscapeFormatter, SandboxedFormatter
from markupsafe import Markup

from .plain import check_text

if TYPE_CHECKING:
    from .environment import Sandbox
    from .guards import Guard


class _Bounds:
    """Looks at every field of a format before Python does."""

    guard: Guard
    _made = 0

    def convert_field(self, value: Any, conversion: Any) -> Any:
        check_text(value)
        return super().convert_field(value, conversion)  # type: ignore[misc]

    def format_field(self, value: Any, format_spec: str) -> str:
        self.guard.spec(format_spec)
        self.guard.number(value)
        text: str = super().format_field(value, format_spec)  # type: ignore[misc]
        self._made += len(text)
        self.guard.size(self._made)
        return text


class _Plain(_Bounds, SandboxedFormatter):
    pass


class _Escaping(_Bounds, SandboxedEscapeFormatter):
    pass


class TextFormat:
    """The method ``format`` of one text (định dạng), as a template gets it."""

    __slots__ = ("_sandbox", "_text")

    def __init__(self, sandbox: Sandbox, text: str) -> None:
        self._sandbox = sandbox
        self._text = text

    def __call__(self, *values: Any, **named: Any) -> str:
        """The text with its fields filled in; an unknown or unsafe field raises."""
        text = self._text
        formatter: _Plain | _Escaping = (
            _Escaping(self._sandbox, escape=text.escape)
            if isinstance(text, Markup)
            else _Plain(self._sandbox)
        )
        formatter.guard = self._sandbox.guard
        return type(text)(formatter.vformat(text, values, named))
