"""A picture in the place of a drawn one (ảnh thay ảnh vẽ sẵn): as large as the frame, whole."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml import etree

from ..errors import TemplateError
from ..i18n import tr
from .inserts import Framed
from .reading.picture_frames import blip_of

_WHOLE = 100_000


def fill_frames(root: Any, part: Any, framed: Mapping[str, Framed]) -> None:
    """Puts the pictures where their marks stand in the words of drawn ones, in place."""
    for words in list(root.iter(qn("wp:docPr"))):
        picture = framed.get(words.get("descr", ""))
        blip = blip_of(words) if picture is not None else None
        if picture is None or blip is None:
            continue
        try:
            media = part.package.get_or_add_image_part(io.BytesIO(picture.content))
        except (UnrecognizedImageError, OSError, ValueError) as error:
            raise TemplateError(
                tr("Không chèn được ảnh «{ten}».").format(ten=picture.name),
                fix=tr("Dùng tệp ảnh PNG hoặc JPEG."),
            ) from error
        blip.set(qn("r:embed"), part.relate_to(media, RELATIONSHIP_TYPE.IMAGE))
        for more in blip.findall(qn("a:extLst")):
            blip.remove(more)  # the drawn picture in another form
        words.set("descr", picture.name)
        _fit(blip, words.getparent(), media.image)


def _fit(blip: etree._Element, drawing: Any, image: Any) -> None:
    """The whole picture in the middle of the frame, neither cut nor stretched."""
    extent = drawing.find(qn("wp:extent"))
    frame_width, frame_height = int(extent.get("cx")), int(extent.get("cy"))
    holder: Any = blip.getparent()
    for old in holder.findall(qn("a:srcRect")):
        holder.remove(old)
    if not (frame_width and frame_height and image.px_width and image.px_height):
        return
    # How much wider the frame is than the picture would be in it.
    wider = (frame_width * image.px_height) / (frame_height * image.px_width)
    sides = ("l", "r") if wider > 1 else ("t", "b")
    room = round((max(wider, 1 / wider) - 1) / 2 * _WHOLE)
    if room:
        # Less than nothing is cut off: so Word itself writes a picture that was fitted.
        cut = OxmlElement("a:srcRect")
        for side in sides:
            cut.set(side, str(-room))
        blip.addnext(cut)
