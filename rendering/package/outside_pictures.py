"""Pictures named by an address in the page itself (ảnh ngoài tệp), without a relation."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...errors import TemplateUnsafe
from ...i18n import tr
from ..part_names import part_title
from ..quoting import quoted
from .refusals import unsafe
from .relations import OUTSIDE, in_words, way_out

_PICTURES = ("{*}imagedata", "{*}fill", "{*}stroke", "{*}image")


def outside_pictures(root: etree._Element, part: str, name: str) -> Iterator[TemplateUnsafe]:
    """The refusals of pictures that are fetched from outside the file."""
    for element in root.iter(*_PICTURES):
        for key, value in element.items():
            address = str(value)
            space, _, local = str(key).rpartition("}")
            if local not in ("src", "href") or space.endswith("/relationships"):
                continue
            if OUTSIDE.match(address) and not address.lower().startswith("cid:"):
                why = tr("{phan} có {loai}: {dich}").format(
                    phan=part_title(part, root), loai=in_words("image"), dich=quoted(address)
                )
                yield unsafe(name, f"{why} ({part})", way_out("image"))
