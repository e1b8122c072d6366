"""A person's name as running text has it (họ tên trong câu), and what is no part of a name."""

from __future__ import annotations

import re

from ...conventions.spelling import nfc

# Before a name: a bullet or a number in a list, a form of address. "Ông" and "Bà" are family
# names too: they count as one only before a whole name.
_BEFORE = re.compile(
    r"^(?:[-–—+*•·●▪►✓√o]\s+|[-–—+*•·●▪►✓√]|\d{1,4}\s*[.)\-/]\s*"
    r"|(?:đồng chí|đ/c|đ\.c\.?|đc\.)\s*:?\s*|(?:ông|bà)\s+(?=\S+\s+\S+\s+\S))+",
    re.I,
)
# After it: a post or a remark in brackets or behind a sign, a year of birth, a mark.
_AFTER = re.compile(r"\s*(?:[(\[{].*|\s[-–:,;].*|[,;:].*|\s(?:sn\s*)?(?:19|20)\d\d|[*#+]+)$", re.I)


def person_name(text: str) -> str:
    """A personal name: capitals throughout, and small letters, become ``Nguyễn Văn Hùng``.

    Otherwise the name stays as it is; its spelling is never touched.
    """
    name = " ".join(nfc(text).split())
    if (name.isupper() or name.islower()) and len(name) > 1:
        return nfc(" ".join(capital_first(word) for word in name.split()))
    return name


def bare_name(text: str) -> str:
    """The name alone: ``Lê Văn Tám`` of ``đ/c Lê Văn Tám (BT)``; all of the text if it is one."""
    return _AFTER.sub("", _BEFORE.sub("", text)).strip() or text


def capital_first(word: str) -> str:
    """A word in capitals with only the first left, and those after hyphens (viết hoa chữ đầu)."""
    return "-".join(map(_after_a_prefix, word.split("-")))


def _after_a_prefix(word: str) -> str:
    """``H'Hen`` and ``Y'Bla``: in names of the highlands a letter stands before the name."""
    prefix, sign, name = word.partition("'")
    if sign and len(prefix) == 1:
        return prefix + sign + _after_a_prefix(name)
    return word[:1].upper() + word[1:].lower()
