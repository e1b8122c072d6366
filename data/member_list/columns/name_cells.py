"""The cells a person's name stands in (ô họ tên): put together, and freed of what is no name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ....conventions.spelling import fold
from ....files.spreadsheet import Row
from ....i18n import tr
from ...cells.reading import as_paragraphs, as_text
from ...name_keys import name_key
from ...reference import table

if TYPE_CHECKING:
    from .mapping import ListColumns

_BULLET = re.compile(r"^(?:[-–—+*•·●▪►✓√]\s*)+")
_ADDRESSED = re.compile(
    r"^(?:\d{1,4}\s*[.)\-]\s*)?"
    r"(?:(?:đ/c|đ\.\s?c\.?|đc[.:\s]|đồng chí|ông\s*/\s*bà|ông\s*\(bà\))[\s.:]*"
    r"|(?:ông|bà)\s*:\s*)*",
    re.IGNORECASE,
)
_SIR_OR_MADAM = re.compile(r"^(?:ông|bà)\s+(?=([^\W\d_]+)\S*\s+\S)", re.IGNORECASE)
_QUOTED = '“”„‟"«»'
_BESIDE = re.compile(
    rf"""\s*(?:\(([^()]*)(?:\)|$)|\[([^\[\]]*)(?:\]|$)|\{{([^{{}}]*)(?:\}}|$)
    |[{_QUOTED}]([^{_QUOTED}]*)[{_QUOTED}]|(?<!\S)['‘’`´]([^'‘’`´]+)['‘’`´](?!\S)
    |\s*[,;/|]\s*(.+)$|(?<!^[HYKRA])\s[-–—]\s(.+)$|:\s*(.+)$
    |\s((?:tức|bí\ danh|tên\ khác|tên\ thường\ gọi)\s.+)$)""",
    re.VERBOSE,
)
_MARKS_BEHIND = re.compile(r"[\s*#+†‡!?;:,¹²³⁴⁵⁶⁷⁸⁹]+$")
_PLAIN = re.compile(r"[^\W\d_]+(?:['’\-. ]+[^\W\d_]+)*\.?")
_MOST_SYLLABLES = 9
_WHOLE_NAME = 3
_BETWEEN_PEOPLE = re.compile(r"[\n;,/&+]|\s(?:và|[-–—])\s")


class NameParts(NamedTuple):
    """A name without what stands beside it (họ tên): ``đ/c``, a number, ``(BT)``."""

    name: str
    rest: str


def name_parts(written: str) -> NameParts:
    """A person's name as written, and what stands beside it in brackets or behind a comma."""
    text = _ADDRESSED.sub("", written)
    # "Ông" and "Bà" are family names too.
    if (match := _SIR_OR_MADAM.match(text)) and fold(match[1]) in _words("family_names"):
        text = text[match.end() :]
    beside = [next(filter(None, found), "").strip() for found in _BESIDE.findall(text)]
    name = _MARKS_BEHIND.sub("", " ".join(_BESIDE.sub(" ", text).split()))
    if not any(map(str.isalpha, name)):
        return NameParts(" ".join(written.split()), "")
    return NameParts(name, ", ".join(filter(None, beside)))


def oddity(written: str, parts: NameParts, name: str) -> str:
    """What is to be said of a name that is not written as names are, with what became of it."""
    if parts.rest:
        why = tr("Ô họ tên có chữ khác: nhập là “{ten}”, giữ “{chu}” ở Ghi chú hoặc Chức vụ Đảng.")
        return why.format(ten=name, chu=parts.rest)
    if not is_plain(name):
        why = tr("Họ tên có chữ số, dấu lạ hoặc nhiều tiếng khác thường; nhập là “{ten}”.")
        return why.format(ten=name)
    if parts.name != written:
        return tr("Bỏ chữ, dấu đứng ngoài họ tên; nhập là “{ten}”.").format(ten=name)
    if parts.name.casefold() != name.casefold():
        return tr("Dấu, chữ lạ trong họ tên được sửa; nhập là “{ten}”.").format(ten=name)
    return ""


def is_plain(name: str) -> bool:
    """Whether a name has nothing in it but syllables, and not more than names have."""
    return _PLAIN.fullmatch(name) is not None and len(name.split()) < _MOST_SYLLABLES


def may_be_name(text: str) -> bool:
    """Whether a text could be somebody's name: syllables with capitals that head nothing."""
    name = name_parts(_BULLET.sub("", text)).name
    words = name.split()
    return (
        is_plain(name)
        and all(word[0].isupper() for word in words)
        and not any(begins(name, kind) for kind in ("group", "subgroup", "title", "not_names"))
    )


def begins(text: str, kind: str) -> bool:
    """Whether a text begins with one of the words of ``reference/list-words.toml``."""
    folded = fold(text)
    return any(folded.startswith(w) and _ends(folded, w) for w in _words(kind))


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(fold(w) for w in table("list-words")[kind])


def _ends(text: str, word: str) -> bool:
    """Whether a word that a text begins with is whole there: ``cb`` not in ``cbnv``."""
    return not (word[-1].isalnum() and text[len(word) : len(word) + 1].isalpha())


def name_in(row: Row, columns: ListColumns) -> str:
    """The full name in a row, put together from its parts when the list splits it."""
    name = joined(row, columns.names) or joined(row, columns.name_helpers)
    return _BULLET.sub("", name)


def people_in_a_cell(row: Row, columns: ListColumns) -> list[str]:
    """The names in a name cell that has those of several people; none where it has one's."""
    if len(columns.names) != 1 or columns.names[0] >= len(row):
        return []
    pieces = _BETWEEN_PEOPLE.split(as_paragraphs(row[columns.names[0]]))
    if len(pieces) == 1:
        return []
    names = [name_parts(_BULLET.sub("", text)).name for text in pieces if text.strip()]
    return names if len(names) > 1 and all(map(is_whole_name, names)) else []


def is_whole_name(name: str) -> bool:
    """Whether a text can only be a name: a family name that many have, and two words more."""
    words = name.split()
    return (
        may_be_name(name) and len(words) >= _WHOLE_NAME and fold(words[0]) in _words("family_names")
    )


def joined(row: Row, columns: list[int]) -> str:
    """The texts in some columns of a row, in their order."""
    return " ".join(t for i in columns if i < len(row) and (t := as_text(row[i])))


def only_repeats(full: str, parts: str) -> bool:
    """Whether parts of a name say nothing that the full name does not: ``Tạo`` beside the whole."""
    whole, said = name_key(full).split(), name_key(parts).split()
    size = len(said)
    return whole[:size] == said or whole[-size:] == said


def agrees(row: Row, columns: ListColumns) -> bool:
    """Whether the helper columns beside the full name say the same as it."""
    full, parts = joined(row, columns.names), joined(row, columns.name_helpers)
    return not (full and parts) or only_repeats(full, parts)
