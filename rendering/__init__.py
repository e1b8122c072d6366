"""Word machinery (máy soạn Word): compile a template once, render it many times.

Knows Word, zip and Jinja; knows no word of the trade. Heavy libraries are only
imported when the first template is loaded.
"""

from __future__ import annotations

from .inserts import Image, Link, SubDocument
from .limits import DEFAULT_LIMITS, Limits
from .template import CompiledTemplate

__all__ = ["DEFAULT_LIMITS", "CompiledTemplate", "Image", "Limits", "Link", "SubDocument"]
