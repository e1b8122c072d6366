"""Pictures that own columns name (ảnh ghi ở cột riêng): each is to be there, and a picture."""

from __future__ import annotations

from collections.abc import Iterator

from ..data.models import SHEETS, Dataset
from ..data.workbook.read import records_of
from ..errors import TemplateError
from ..findings import Finding, found
from ..rendering.picture_folder import ENDINGS, PictureFolder


def check_pictures(data: Dataset, pictures: PictureFolder) -> Iterator[Finding]:
    """A finding on each cell of an own column that names a picture nobody could print."""
    for sheet in SHEETS:
        for column in data.source.own.get(sheet.key, ()):
            for record in records_of(data, sheet):
                name = record.own.get(column.key, "")
                if not name.lower().endswith(ENDINGS):
                    continue
                try:
                    pictures.look_at(name)
                except TemplateError as error:
                    cell = f"{column.column}{record.row or ''}"
                    why = " ".join(filter(None, (error.what, error.why)))
                    yield found("KT-154", sheet.name, cell, name, why, error.fix or "")
