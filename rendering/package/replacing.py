"""Files that take the place of others in a document (tệp thay): looked at like the template."""

from __future__ import annotations

from ...errors import TemplateError
from ...i18n import tr
from ..limits import Limits
from .pictures import is_picture
from .reading import unzip


def need_harmless(part: str, content: bytes, limits: Limits) -> None:
    """Raises a template error for a replacement that is no picture, or no workbook without macros.

    ``part`` is the name of what it replaces: in ``word/media/`` a picture, elsewhere
    the workbook of a chart.
    """
    if not part.startswith("word/media/"):
        unzip(content, part, limits)
    elif not is_picture(content):
        raise TemplateError(
            tr("Tệp thay cho «{ten}» không phải là ảnh.").format(ten=part),
            fix=tr("Dùng tệp ảnh PNG, JPEG, GIF, BMP, TIFF, EMF hoặc WMF."),
        )
