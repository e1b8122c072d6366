"""The message catalogue (bản dịch): Vietnamese is the source, English a gettext file.

``tr("Không tìm thấy {ten}")`` gives the text in the language chosen once at
start by :func:`use`. Vietnamese needs no file of its own, English is read from
``locale/en/LC_MESSAGES/giayto.mo``. The words of the command line library
("Usage", "Options") are English by birth; their Vietnamese stands in
``locale/vi/LC_MESSAGES/messages.mo``. ``tools/catalogue.py`` collects the
messages and compiles both files.

Documents are always Vietnamese: nothing that goes onto paper passes here.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path
from typing import TypeVar

LOCALE_DIR = Path(__file__).resolve().parent / "locale"
LANGUAGES = ("vi", "en")

_T = TypeVar("_T")

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "vi"


def use(language: str) -> None:
    """Choose the language of all later messages: ``"vi"`` or ``"en"``.

    An unknown language means Vietnamese. Click's own words follow: click asks
    the standard library's default domain, ``messages``, which reads the
    language from the environment and nowhere else.
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


def later(table: _T) -> _T:
    """A constant whose texts are translated when they are shown (dịch khi hiện ra).

    Gives it back unchanged; it marks the texts for the catalogue::

        _HEADS = later({"error": "LỖI", "note": "GHI CHÚ"})
        say(tr(_HEADS[severity]))

    Of a table only the values count, not its keys.
    """
    return table
