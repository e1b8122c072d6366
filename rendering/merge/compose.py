"""Merging of unlike files (gộp tệp khác mẫu) through docxcompose.

Slow (every file is searched through the whole result) and with limits: all
pages take the header, footer and page set-up of the first file, page numbers
run on. Used only where a direct merge is impossible.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Sequence
from pathlib import Path

from docx import Document

from ...errors import MergeFailed
from ...files.faults import library_details, library_reason
from ...files.whole import writing
from ...i18n import tr
from ..limits import DEFAULT_LIMITS
from ..package.reading import open_package, read_source


def compose_files(paths: Sequence[Path], out: Path, *, replace: bool = True) -> int:
    """Writes unlike files into one document; returns how many.

    Raises :class:`MergeFailed` when docxcompose is missing or gives up.
    """
    try:
        composer_type = importlib.import_module("docxcompose.composer").Composer
    except ImportError as error:
        raise MergeFailed(
            tr("Các tệp có kiểu chữ (styles) khác nhau nên không gộp trực tiếp được."),
            fix=tr("Gộp riêng từng loại giấy tờ, hoặc cài thêm: pip install docxcompose"),
        ) from error
    name = ""
    try:
        composer = None
        for path in paths:
            name = path.name
            data, _ = read_source(path, DEFAULT_LIMITS)
            settled = open_package(data, name, DEFAULT_LIMITS).data
            document = Document(io.BytesIO(settled))
            if composer is None:
                composer = composer_type(document)
            else:
                composer.doc.add_page_break()
                composer.append(document)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise MergeFailed(
            tr("Không gộp được tệp «{ten}».").format(ten=name),
            why=library_reason(error),
            details=library_details(error),
            fix=tr("Mở tệp đó bằng Word, lưu lại rồi gộp; hoặc gộp riêng từng loại giấy tờ."),
        ) from error
    assert composer is not None
    with writing(out, replace=replace) as file:
        composer.save(file)
    return len(paths)
