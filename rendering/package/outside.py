"""Pictures named by an address in the page itself (ảnh ngoài tệp), without a relation."""

from __future__ import annotations

from typing import cast

from lxml import etree

from ...i18n import tr
from .refusals import unsafe
from .relations import OUTSIDE, in_words, way_out

_ADDRESSES = etree.XPath(
    "//*[local-name()='imagedata' or local-name()='fill' or local-name()='stroke'"
    " or local-name()='image']/@*[local-name()='src' or (local-name()='href' and"
    " not(contains(namespace-uri(), '/relationships')))]"
)


def refuse_outside_pictures(root: etree._Element, part: str, name: str) -> None:
    """Raises :class:`TemplateUnsafe` for a picture that is fetched from outside the file."""
    for address in cast(list[str], _ADDRESSES(root)):
        if OUTSIDE.match(address) and not address.lower().startswith("cid:"):
            why = tr("{phan} trỏ ra ngoài tệp: {dich}").format(
                phan=part, dich=f"{in_words('image')}, {address[:120]}"
            )
            raise unsafe(name, why, way_out("image"))
