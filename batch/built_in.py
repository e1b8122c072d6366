"""A built-in master, compiled when the first document is made of it (mẫu có sẵn)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from ..errors import TemplateError
from ..generators.plan import DAY
from ..rendering import CompiledTemplate, Limits
from ..rendering.template import digest_of
from ..templates.store import MasterFile


class BuiltIn:
    """A master that came with the program: whether a document is due is known uncompiled.

    So a run in which little changed costs little, however many kinds of papers there are.
    """

    def __init__(self, file: MasterFile, limits: Limits) -> None:
        self._file = file
        self._limits = limits

    @cached_property
    def digest(self) -> str:
        """As :attr:`CompiledTemplate.digest`."""
        return digest_of(self._file.content)

    @cached_property
    def words(self) -> frozenset[str] | None:
        """As :attr:`CompiledTemplate.words`: kept beside the masters, else read from this one."""
        kept = self._file.words
        return self.compiled.words if kept is None else kept.union(DAY.split("."))

    @property
    def compiled(self) -> CompiledTemplate:
        """The compiled form. Raises the template errors."""
        if isinstance(self._compiled, TemplateError):
            raise self._compiled
        return self._compiled

    @cached_property
    def _compiled(self) -> CompiledTemplate | TemplateError:
        """What compiling came to: a damaged file is not compiled again for each document."""
        name, limits = self._file.path.name, self._limits
        try:
            return CompiledTemplate.load(self._file.content, name=name, limits=limits, day=DAY)
        except TemplateError as error:
            return error

    def render(self, context: Mapping[str, Any]) -> bytes:
        """As :meth:`CompiledTemplate.render`."""
        return self.compiled.render(context)
