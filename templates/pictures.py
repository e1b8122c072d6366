"""Pictures in the clerk's masters (ảnh trong mẫu): ``{{ Ảnh|anh(rộng=30) }}``."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any

from ..conventions.formats import FORMATS
from ..errors import TemplateError
from ..i18n import tr
from ..rendering.picture_folder import PictureFolder

_SIZES = {"rộng": 0, "rong": 0, "cao": 1}


def picture_options(pictures: PictureFolder | None) -> dict[str, Any]:
    """What :meth:`CompiledTemplate.load` is to know for masters; ``None`` without pictures."""
    filters = {"filters": master_filters(pictures)}
    return filters if pictures is None else {**filters, "pictures": pictures}


def master_filters(pictures: PictureFolder | None) -> dict[str, Callable[..., Any]]:
    """The filters of masters: formats, and those that print the picture which a value names.

    Sizes of pictures in millimetres (bộ lọc ảnh).
    """
    if pictures is None:
        return dict(FORMATS)
    return {**FORMATS, **dict.fromkeys(("anh", "ảnh"), partial(_sized, pictures))}


def _sized(pictures: PictureFolder, value: object, *sizes: float, **named: float) -> object:
    """``anh(30)`` and ``anh(rộng=30)`` are 30 mm wide, ``anh(cao=40)`` 40 mm high."""
    wanted: list[float | None] = [*sizes, None, None][:2]
    for name, size in named.items():
        place = _SIZES.get(unicodedata.normalize("NFC", name))
        if place is None:
            raise TemplateError(
                tr("Bộ lọc anh không hiểu “{ten}”.").format(ten=name),
                fix=tr("Gõ cỡ ảnh bằng mi-li-mét, như anh(rộng=30) hoặc anh(cao=40)."),
            )
        wanted[place] = size
    if any(size is not None and not _is_size(size) for size in wanted):
        raise TemplateError(
            tr("Cỡ ảnh trong bộ lọc anh phải là số mi-li-mét lớn hơn 0."),
            fix=tr("Gõ cỡ ảnh bằng mi-li-mét, như anh(rộng=30) hoặc anh(cao=40)."),
        )
    return pictures.sized(value, *wanted)


def _is_size(size: object) -> bool:
    return isinstance(size, int | float) and not isinstance(size, bool) and 0 < size < 2_000
