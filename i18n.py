"""The message catalogue (bản dịch): Vietnamese is the source, English a gettext file.

``tr("Không tìm thấy {ten}")`` gives the text in the language chosen once at
start by :func:`use`. Vietnamese needs no file, so nothing is read for the
clerk; English is read from ``locale/en/LC_MESSAGES/giayto.mo``.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LOCALE_DIR = Path(__file__).resolve().parent / "locale"
LANGUAGES = ("vi", "en")

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "vi"


def use(language: str) -> None:
    """Choose the language of all later messages: ``"vi"`` or ``"en"``.

    Click's own words ("Usage", "Options") follow too: they come through the
    standard library's default domain, for which we keep a Vietnamese file.
    An unknown language means Vietnamese.
    """
    global _catalogue, _language
    _language = language if language in LANGUAGES else "vi"
    _catalogue = gettext.translation(
        "giayto", localedir=str(LOCALE_DIR), languages=[_language], fallback=True
    )
    gettext.bindtextdomain("messages", str(LOCALE_DIR))
    os.environ["LANGUAGE"] = _language


def language() -> str:
    """The language in use, ``"vi"`` or ``"en"``."""
    return _language


def tr(message: str) -> str:
    """The message in the language in use; unknown messages come back unchanged."""
    return _catalogue.gettext(message)
