"""What can be a Vietnamese syllable (âm tiết tiếng Việt): used to judge decoded old text."""

from __future__ import annotations

import re
import unicodedata

_ONSET = "(?:ngh|ng|gh|gi|kh|ch|nh|ph|th|tr|qu|[bcdđghklmnprstvx])"
_RIME = (
    "(?:uyê|uya|iêu|yêu|oai|oay|oao|oeo|uôi|ươi|ươu|uây|uyu|uêu|"
    "iê|yê|ia|uô|ua|ươ|ưa|oa|oă|oe|oo|uâ|uê|uơ|uy|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|"
    "[aăâeêioôơuưy])(?:ch|nh|ng|[cmnpt])?"
)
_SYLLABLE = re.compile(f"{_ONSET}?{_RIME}|gi(?:n|ng)?|qu[yí]")
_TONES = dict.fromkeys(map(ord, "\u0300\u0309\u0303\u0301\u0323"))


def is_syllable(word: str) -> bool:
    """Whether a word could be one Vietnamese syllable, with at most one tone."""
    loose = unicodedata.normalize("NFD", word.casefold())
    if sum(ord(c) in _TONES for c in loose) > 1:
        return False
    return bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", loose.translate(_TONES))))
