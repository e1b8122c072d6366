"""A master that may hang (mẫu lạ), filled in by a process that can be killed.

The sandbox keeps every step short; a single step in a library cannot be stopped from
within. So a record that outlives its time ends a process, and costs that record alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from ..errors import GiaytoError, TemplateError, TemplateLimit
from ..files.killable import SHARED, Apart, Broken, still_at_work
from ..files.whole import write_bytes
from ..i18n import tr
from .limits import DEFAULT_LIMITS, Limits
from .merge.documents import Start, merge_records
from .template import CompiledTemplate

_GRACE = 5.0
"""Seconds beyond the limit, in which a render that can stop by itself says where it was."""
_LOADING = 60.0
"""Seconds for reading a template, the libraries included that a new process needs for it."""
_MOST_LATE = 3
"""Records that may outlive their time; a master that hangs for all would take days."""


class TemplateApart:
    """A template in a process of its own (mẫu ở tiến trình riêng), with what a batch asks of it.

    ``options`` are those of :meth:`CompiledTemplate.load`. Raises its errors when made.
    """

    def __init__(
        self,
        source: bytes,
        name: str,
        *,
        limits: Limits = DEFAULT_LIMITS,
        apart: Apart = SHARED,
        **options: Any,
    ) -> None:
        self._source = source
        self._name = name
        self._options = {**options, "limits": limits}
        self._seconds = limits.render_seconds
        self._apart = apart
        self._life = 0
        self._late = 0
        self._breaking: list[Mapping[str, Any]] = []
        self.digest, self.words = self._load()
        """What :class:`CompiledTemplate` says of itself by these names."""

    def render(self, context: Mapping[str, Any]) -> bytes:
        """One document; see :meth:`CompiledTemplate.render`."""
        life = self._apart.life
        try:
            made: bytes = self._ask(_render, dict(context))
        except TemplateError:
            if self._apart.life != life:
                self._breaking.append(context)
            raise
        return made

    def render_to(self, path: str | Path, context: Mapping[str, Any]) -> None:
        """Writes one document; see :meth:`CompiledTemplate.render_to`."""
        write_bytes(path, self.render(context))

    def merge(
        self, contexts: Sequence[Mapping[str, Any]], out: Path, *, start: Start, title: str
    ) -> None:
        """All documents in one file, those left out that cannot be rendered."""
        harmless = [context for context in contexts if context not in self._breaking]
        self._ask(_merge, harmless, out, start, title)

    def _load(self) -> tuple[str, frozenset[str] | None]:
        loaded: tuple[str, frozenset[str] | None] = self._within_time(
            _LOADING, _load, self._source, self._name, self._options
        )
        self._life = self._apart.life
        return loaded

    def _ask(self, function: Callable[..., Any], *args: Any) -> Any:
        if self._late >= _MOST_LATE:
            raise TemplateLimit(
                tr("Mẫu này đã quá giờ ở {so} văn bản, nên không lập tiếp văn bản nào.").format(
                    so=self._late
                ),
                where=self._name,
                fix=tr("Sửa mẫu: tìm vòng lặp hay phép tính quá nặng, rồi gõ lại lệnh."),
            )
        if self._life != self._apart.life:
            self._load()
        return self._within_time(self._seconds + _GRACE, function, self.digest, *args)

    def _within_time(self, seconds: float, function: Callable[..., Any], *args: Any) -> Any:
        begun = time.monotonic()
        try:
            return self._apart.ask(function, *args, seconds=seconds)
        except Broken as broken:
            self._late += broken.late
            self._broke(seconds if broken.late else None)
        except GiaytoError:
            self._late += time.monotonic() - begun >= self._seconds
            raise

    def _broke(self, seconds: float | None) -> NoReturn:
        if seconds is not None:
            raise TemplateLimit(
                tr("Điền mẫu quá {so} giây nên đã bị ngắt.").format(so=f"{seconds:g}"),
                where=self._name,
                fix=tr(
                    "Xem lại vòng lặp và phép tính trong mẫu, hoặc giá trị quá dài của bản này."
                ),
            )
        raise TemplateError(
            tr("Chạy mẫu làm tiến trình bị tắt đột ngột."),
            where=self._name,
            why=tr("Thường là hết bộ nhớ, hoặc phần mềm diệt vi-rút chặn."),
            fix=tr("Xem lại mẫu; nếu mẫu có sẵn cũng lỗi như thế thì báo cho người lập trình."),
        )


# -- in the other process ------------------------------------------------------------

_loaded: dict[str, CompiledTemplate] = {}


def _load(source: bytes, name: str, options: dict[str, Any]) -> tuple[str, frozenset[str] | None]:
    template = CompiledTemplate.load(source, name=name, **options)
    _loaded[template.digest] = template
    return template.digest, template.words


def _render(digest: str, context: dict[str, Any]) -> bytes:
    return _loaded[digest].render(context)


def _merge(
    digest: str, contexts: list[dict[str, Any]], out: Path, start: Start, title: str
) -> None:
    def one_by_one() -> Iterator[dict[str, Any]]:
        for context in contexts:
            still_at_work()
            yield context

    merge_records(
        _loaded[digest], one_by_one(), out, start=start, title=title, on_error=lambda *_: None
    )
