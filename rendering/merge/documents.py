"""Merging (gộp): many documents in one file to print, in one pass.

Every record is a section of its own that starts on a new page with page
number 1, with its own header and footer where they differ, its own list
numbers and its own notes. Nothing but the body of one record is in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...errors import GiaytoError, MergeFailed
from ...files.whole import writing
from ...i18n import tr
from ..inserts import NeedsPackage
from ..limits import DEFAULT_LIMITS, Limits
from ..live import render_live
from ..package.frozen import Codec, codec
from ..package.reading import CORE_PART, read_package, read_source
from ..template import CompiledTemplate
from .records import Common, Records, rewritten
from .records import Start as Start
from .unlike import unlike
from .whole_file import with_title
from .zipstream import ZipStream


def merge_records(
    template: CompiledTemplate,
    contexts: Iterable[Mapping[str, Any]],
    out: str | Path,
    *,
    start: Start = "page",
    restart_pages: bool = True,
    title: str | None = None,
    on_error: Callable[[int, GiaytoError], None] | None = None,
) -> int:
    """Writes all records of one template into one document; returns how many.

    ``start`` begins each record on a new page, or on an odd page for printing
    on both sides, with mirrored margins. ``title`` is the file's in its properties
    (``None``: the first record's). ``on_error`` gets the index and error of a record that cannot
    be rendered, which is then left out; with ``None`` the first error stops.

    Pictures, links and sub-documents in the data cost the slower path of rendering.

    Raises :class:`MergeFailed` (no record), :class:`CannotWrite` and the errors of rendering.
    """

    def documents() -> Iterator[Mapping[str, bytes]]:
        static: Mapping[str, bytes] = {}
        for index, context in enumerate(contexts):
            try:
                try:
                    rendered = template.render_parts(context)
                    static = static or rewritten({**template.static_parts, **rendered})
                    parts: Mapping[str, bytes] = {**static, **rendered}
                except NeedsPackage:
                    parts = rewritten(render_live(template, context))
            except GiaytoError as error:
                if on_error is None:
                    raise
                on_error(index, error)
            else:
                yield parts

    return _merge(documents(), Path(out), template.codec, start, restart_pages, title)


def merge_files(
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    start: Start = "page",
    restart_pages: bool = True,
    title: str | None = None,
    replace: bool = True,
    limits: Limits = DEFAULT_LIMITS,
) -> int:
    """Writes finished .docx files into one document, in their order; returns how many.

    Each keeps its headers, page set-up, styles, lists, notes, pictures and charts. Files
    whose text looks otherwise where no style is named cannot be merged: `MergeFailed` says why.

    ``replace=False`` takes the name of ``out`` only while no file has it.
    Raises :class:`MergeFailed`, :class:`CannotWrite`, :class:`WorkspaceExists`, and
    :class:`TemplateUnreadable` or :class:`TemplateUnsafe` for a file that is damaged or unsafe.
    """
    if not paths:
        raise MergeFailed(tr("Không có tệp nào để gộp."))

    at = paths[0]

    def documents() -> Iterator[Mapping[str, bytes]]:
        nonlocal at
        for at in paths:
            data, name = read_source(at, limits)
            yield rewritten(read_package(data, name, limits))

    common: Common | None = None
    try:
        for parts in documents():
            if common is None:
                common = Common(parts, mirrored=start == "odd-page")
            else:
                common.admit(parts)
    except MergeFailed as error:
        names = {"first": Path(paths[0]).name, "other": Path(at).name}
        raise unlike(error.why or error.what, **names) from error
    try:
        return _merge(
            documents(), Path(out), codec("auto"), start, restart_pages, title, replace, common
        )
    except MergeFailed as error:
        if error.where is None:
            error.where = Path(at).name
        raise


def _merge(
    documents: Iterator[Mapping[str, bytes]],
    out: Path,
    packer: Codec,
    start: Start,
    restart_pages: bool,
    title: str | None,
    replace: bool = True,
    common: Common | None = None,
) -> int:
    """``common`` is known of all documents; ``None``: begun with the first, growing on the way."""
    first = next(documents, None)
    if first is None:
        raise MergeFailed(tr("Không có bản nào để gộp."))
    records = Records(first, common or Common(first), start, restart_pages=restart_pages)
    piece = records.first
    done = 1
    with writing(out, replace=replace) as raw:
        file = ZipStream(raw, packer, records.main)
        file.grow(records.opening)
        for parts in documents:
            # A record is closed by a section of its own when it is known that another follows.
            file.grow(piece.closed)
            piece = records.next(parts)
            done += 1
        file.grow(piece.last + records.closing)
        file.end_long_entry()
        for name, data in records.finished():
            if name == CORE_PART and title is not None:
                data = with_title(data, title)
            file.add(name, data)
        file.finish()
    return done
