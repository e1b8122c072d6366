"""Addresses of links (địa chỉ liên kết): which a paper may lead its reader to."""

from __future__ import annotations

import re
from urllib.parse import quote

from ...errors import TemplateUnsafe
from ...i18n import tr

_ALLOWED = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT = "!#$%&'()*+,/:;=?@[]~"


def check_address(address: str) -> None:
    """Raises :class:`TemplateUnsafe` for anything but the web, mail and telephone."""
    if not _ALLOWED.match(address) or not address.isprintable():
        raise TemplateUnsafe(
            tr("Địa chỉ liên kết không được phép: {dia_chi}.").format(dia_chi=repr(address[:100])),
            fix=tr("Chỉ dùng http, https, mailto, tel."),
        )


def check_typed_head(head: str, where: str) -> None:
    """Looks at what a template has typed of an address before its first tag.

    Raises :class:`TemplateUnsafe`, with the place, for another kind than those.
    """
    if _SCHEME.match(head):
        try:
            check_address(head.strip())
        except TemplateUnsafe as error:
            error.where = where
            raise


def written_address(address: str) -> str:
    """The checked address as a relationship holds it: blanks and accents as ``%20``."""
    address = address.strip()
    check_address(address)
    return quote(_BARE_PERCENT.sub("%25", address), safe=_KEPT)
