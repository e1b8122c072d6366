"""Merging (gộp): many documents in one file to print, in one pass.

Every record is a section of its own that starts on a new page with page
number 1, with its own header and footer where they differ, its own list
numbers and its own notes. Nothing but the body of one record is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from ...errors import GiaytoError, MergeFailed
from ...files.whole import writing
from ...i18n import tr
from ..inserts import NeedsPackage
from ..limits import DEFAULT_LIMITS, Limits
from ..package.frozen import Codec, codec
from ..package.reading import read_package, read_source
from ..template import CompiledTemplate
from .parts import SharedParts
from .record import (
    Numbers,
    close_section,
    first_section,
    section_references,
    split,
    starting_section,
    with_lists,
    with_notes,
    with_relations,
)
from .whole_file import with_title
from .zipstream import ZipStream

Start = Literal["page", "odd-page"]
_DOCUMENT = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_BREAKS = {"page": "nextPage", "odd-page": "oddPage"}


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

    Raises :class:`MergeFailed` (no record, pictures or links in the data),
    :class:`CannotWrite` and the errors of rendering.
    """

    def documents() -> Iterable[Mapping[str, bytes]]:
        static = template.static_parts
        for index, context in enumerate(contexts):
            try:
                yield {**static, **template.render_parts(context)}
            except NeedsPackage:
                raise MergeFailed(
                    tr("Không gộp trực tiếp được bản có ảnh, liên kết hoặc văn bản con."),
                    where=tr("bản thứ {so}").format(so=index + 1),
                    fix=tr("Xuất từng tệp rồi gộp các tệp (giayto gop)."),
                ) from None
            except GiaytoError as error:
                if on_error is None:
                    raise
                on_error(index, error)

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

    Files with equal styles and lists (made from one template, or from templates
    of one house) are merged directly. Others go through ``docxcompose``, if it
    is installed: much slower, with the header and page set-up of the first file.

    ``replace=False`` takes the name of ``out`` only while no file has it.
    Raises :class:`MergeFailed`, :class:`CannotWrite`, :class:`WorkspaceExists`, and
    :class:`TemplateUnreadable` or :class:`TemplateUnsafe` for a file that is damaged or unsafe.
    """
    if not paths:
        raise MergeFailed(tr("Không có tệp nào để gộp."))

    def documents() -> Iterable[Mapping[str, bytes]]:
        for path in paths:
            data, name = read_source(path, limits)
            parts = read_package(data, name, limits)
            if _DOCUMENT not in parts:  # Word finds it in any folder; merging does not
                raise MergeFailed(
                    tr("Không đọc được tệp mẫu «{ten}».").format(ten=name),
                    fix=tr("Mở bằng Word, lưu lại thành .docx."),
                )
            yield parts

    first = next(iter(documents()))
    if all(SharedParts.fits(first, other) for other in documents()):
        return _merge(documents(), Path(out), codec("auto"), start, restart_pages, title, replace)
    if start == "odd-page":
        raise MergeFailed(
            tr("Các tệp có kiểu chữ (styles) khác nhau nên không gộp để in hai mặt được."),
            fix=tr("Gộp riêng từng loại giấy tờ."),
        )
    from .compose import compose_files

    return compose_files([Path(path) for path in paths], Path(out), replace=replace)


def _merge(
    documents: Iterable[Mapping[str, bytes]],
    out: Path,
    packer: Codec,
    start: Start,
    restart_pages: bool,
    title: str | None,
    replace: bool = True,
) -> int:
    stream = iter(documents)
    first = next(stream, None)
    if first is None:
        raise MergeFailed(tr("Không có bản nào để gộp."))
    shared = SharedParts(first)
    if start == "odd-page":
        shared.mirror_margins()
    numbers = Numbers()
    done = 0
    section = suffix = b""
    with writing(out, replace=replace) as raw:
        file = ZipStream(raw, packer, _DOCUMENT)
        parts: Mapping[str, bytes] | None = first
        while parts is not None:
            document = _sections_count_pages(parts[_DOCUMENT])
            pieces = split(document)
            if done == 0:
                file.grow(pieces.prefix)
                suffix = pieces.suffix
            content, own = _fit(pieces.content, pieces.section, parts, shared, numbers)
            references, sections = section_references(document)
            empty = shared.empty_stories(references) if len(sections) > 1 else ()
            begun = first_section(
                content,
                own,
                lambda text, empty=empty: starting_section(  # type: ignore[misc]
                    text, _BREAKS[start], restart_pages, empty
                ),
            )
            # The section of a record is written when it is known whether another follows.
            parts = next(stream, None)
            section = begun.section
            file.grow(begun.content if parts is None else close_section(begun.content, section))
            done += 1
        file.grow(section + suffix)
        file.end_long_entry()
        for name, data in shared.finished():
            if name == _PROPERTIES and title is not None:
                data = with_title(data, title)
            file.add(name, data)
        file.finish()
    return done


def _fit(
    content: bytes,
    section: bytes,
    parts: Mapping[str, bytes],
    shared: SharedParts,
    numbers: Numbers,
) -> tuple[bytes, bytes]:
    """The content and last section with ids and references of the merged file."""
    relations = shared.relations_of(parts)
    if relations:
        content = with_relations(content, relations)
        section = with_relations(section, relations)
    notes = shared.notes_of(parts)
    if notes:
        content = with_notes(content, notes)
    if b"<w:numId " in content:
        content = with_lists(content, shared.new_list)
    shared.next_record()
    return numbers.make_unique(content), section


_PAGES = re.compile(rb"\bNUMPAGES\b")


def _sections_count_pages(part: bytes) -> bytes:
    """ "Page x of y": ``y`` must count the record, not the whole file."""
    return _PAGES.sub(b"SECTIONPAGES", part) if b"NUMPAGES" in part else part
