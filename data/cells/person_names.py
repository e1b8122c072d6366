"""A person's name as running text has it (họ tên trong câu), and what is no part of a name."""

from __future__ import annotations

import re

from ...conventions.spelling import nfc
from .syllables import is_syllable

# Before a name: a bullet or a number in a list, a form of address. "Ông" and "Bà" are family
# names too: they count as one only before a whole name.
_BEFORE = re.compile(
    r"^(?:[-–—+*•·●▪►✓√o]\s+|[-–—+*•·●▪►✓√]|\d{1,4}\s*[.)\-/]\s*"
    r"|(?:đồng chí|đ/c|đ\.c\.?|đc\.)\s*:?\s*|(?:ông|bà)\s+(?=\S+\s+\S+\s+\S))+",
    re.I,
)
# After it: a post or a remark in brackets or behind a sign, a year of birth, a mark.
_AFTER = re.compile(r"\s*(?:[(\[{].*|\s[-–:,;].*|[,;:].*|\s(?:sn\s*)?(?:19|20)\d\d|[*#+]+)$", re.I)

# Signs that people and programs put for an apostrophe; ' and ’ themselves stay as typed.
_ODD_APOSTROPHE = re.compile("(?<=[^\\W\\d_])[‘‛`´ʼʻʹˈ′‵＇ꞌ](?=\\s?[^\\W\\d_])")
_APOSTROPHE = re.compile("['’]")
_PREFIX = re.compile(r"[^\W\d_]['’](?=.)")
_APART = re.compile(r"(?<!\S)([HYKRA])(?:['’]\s+|\s+['’])(?=[^\W\d_])")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# A name with so few words has none behind it.
_SHORT = 3


def person_name(text: str) -> str:
    """A personal name: capitals throughout, and small letters, become ``Nguyễn Văn Hùng``.

    So do words of it that are: ``NGUYỄN Văn An``, ``NGuyễn văn An``. Every sign
    that is meant for an apostrophe becomes one; otherwise the name stays as it
    is, its spelling is never touched. A member's code in its place stays too.
    """
    name = _APART.sub(r"\1'", _ODD_APOSTROPHE.sub("'", " ".join(nfc(text).split())))
    words = name.split()
    if name.istitle() and "".join(words).isalpha():  # as nearly all are
        return name
    if len(words) == 1 and any(map(str.isdecimal, name)):
        return name  # a member's code, which columns of names take as well
    if (name.isupper() or name.islower()) and len(name) > 1:
        return nfc(" ".join(map(capital_first, words)))
    if not all(map(_LETTERS.fullmatch, words)) or bare_name(name) != name:
        return name
    small = [word for word in words if word[0].islower()]
    # "Lê Văn Tám bí thư": small words behind a name are something else.
    if words and (words[0] in small or words[-1] not in small or len(words) <= _SHORT):
        words = [capital_first(word) if word in small else word for word in words]
    return nfc(" ".join(capital_first(word) if _is_mixed(word) else word for word in words))


def _is_mixed(word: str) -> bool:
    """Whether capitals stand in a word where none belong: ``NGuyễn``, ``VĂN``, ``H'HEN``."""
    last = _APOSTROPHE.split(word)[-1].split("-")[-1]
    if not last[1:] or last[1:].islower():
        return False
    # An abbreviation behind a name has no marks and is no syllable: BT, UVCV.
    return not word.isascii() or is_syllable(word) or last != word or not last.isupper()


def bare_name(text: str) -> str:
    """The name alone: ``Lê Văn Tám`` of ``đ/c Lê Văn Tám (BT)``; all of the text if it is one."""
    return _AFTER.sub("", _BEFORE.sub("", text)).strip() or text


def beside_name(text: str) -> str:
    """What a cell with a name says beside it: a remark behind a sign, small words behind capitals.

    ``Tạ Thế Tuấn`` and ``Lê Văn Nghỉ`` are names and say nothing.
    """
    name = bare_name(text)
    small = [] if name.islower() else [word for word in name.split() if word.islower()]
    return " ".join([*small, *text.split(name, 1)[1:]])


def capital_first(word: str) -> str:
    """A word in capitals with only the first left, and those after hyphens (viết hoa chữ đầu)."""
    return "-".join(map(_after_a_prefix, word.split("-")))


def _after_a_prefix(word: str) -> str:
    """``H'Hen`` and ``K’Đăm``: in names of the highlands a letter stands before the name."""
    prefix = _PREFIX.match(word)
    if prefix:
        return prefix.group().upper() + _after_a_prefix(word[prefix.end() :])
    return word[:1].upper() + word[1:].lower()
