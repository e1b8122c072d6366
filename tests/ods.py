"""A small .ods for tests (sổ LibreOffice), with merged cells as LibreOffice writes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def ods_bytes(
    rows: Sequence[Sequence[Any]], spans: Sequence[tuple[int, int, int, int]] = ()
) -> bytes:
    """One sheet ``DS`` with these rows; spans are (row, column, rows, columns) from 0."""
    sizes = {(r, c): (down, across) for r, c, down, across in spans}
    covered = {
        (r + i, c + j)
        for r, c, down, across in spans
        for i in range(down)
        for j in range(across)
        if i or j
    }
    lines = "".join(
        "<table:table-row>"
        + "".join(_cell(v, sizes.get((r, c)), (r, c) in covered) for c, v in enumerate(row))
        + "</table:table-row>"
        for r, row in enumerate(rows)
    )
    content = (
        f'<office:document-content {_NAMES} office:version="1.3"><office:body><office:spreadsheet>'
        f'<table:table table:name="DS">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", content)
    return out.getvalue()


def _cell(value: Any, size: tuple[int, int] | None, covered: bool) -> str:
    if covered:
        return "<table:covered-table-cell/>"
    span = ""
    if size:
        span = f' table:number-columns-spanned="{size[1]}" table:number-rows-spanned="{size[0]}"'
    if value is None:
        return f"<table:table-cell{span}/>"
    text = f"<text:p>{escape(str(value))}</text:p>"
    if isinstance(value, int):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell{span} {kind}>{text}</table:table-cell>"
