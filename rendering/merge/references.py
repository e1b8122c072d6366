"""Marks and references (dấu trang, tham chiếu): those of each record lead to that record.

Word knows a bookmark by its name, in whatever case, throughout the file, and takes
names of up to 40 characters. The first record keeps its names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from itertools import count

from .fields import Field
from .markup import attribute, quoted, tags, with_attribute

_MARK = re.compile(tags("bookmarkStart", "bookmarkEnd").encode())
_LINK = re.compile(tags("hyperlink").encode())
# A shape's own link; and one by a relationship, as drawings have it.
_ADDRESS = re.compile(rb'(\s(?:href|Target)\s*=\s*"#)([^"]*)(")')
_LONGEST = 40
_DIGITS = 7  # of a record's number, with room to spare
_LEADS = frozenset(["REF", "PAGEREF", "NOTEREF", "FTNREF", "GOTOBUTTON", "ASK", "SET"])
_DEFINES = frozenset(["ASK", "SET"])
_BY_SWITCH = {"HYPERLINK": "\\L", "TOC": "\\B", "INDEX": "\\B", "TOA": "\\B"}
_LISTING = frozenset(["TOC", "INDEX", "TOA"])
# A mark's name is a field as well (its text), unless Word knows a field of that name.
_OTHER_FIELDS = frozenset(
    [
        *("ADDIN", "ADDRESSBLOCK", "ADVANCE", "AUTHOR", "AUTONUM", "AUTONUMLGL"),
        *("AUTONUMOUT", "AUTOTEXT", "AUTOTEXTLIST", "BARCODE", "BIBLIOGRAPHY", "CITATION"),
        *("COMMENTS", "CONTROL", "CREATEDATE", "DATABASE", "DATE", "DISPLAYBARCODE"),
        *("DOCPROPERTY", "DOCVARIABLE", "EDITTIME", "EMBED", "EQ", "FILENAME", "FILESIZE"),
        *("FILLIN", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "GREETINGLINE", "INFO"),
        *("KEYWORDS", "LASTSAVEDBY", "LISTNUM", "MACROBUTTON", "MERGEBARCODE"),
        *("MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "NUMCHARS", "NUMPAGES"),
        *("NUMWORDS", "PAGE", "PRINT", "PRINTDATE", "PRIVATE", "QUOTE", "RD", "REVNUM"),
        *("SAVEDATE", "SECTION", "SECTIONPAGES", "SHAPE", "SKIPIF", "STYLEREF", "SUBJECT"),
        *("SYMBOL", "TA", "TC", "TEMPLATE", "TIME", "TITLE", "USERADDRESS", "USERINITIALS"),
        *("USERNAME", "XE"),
    ]
)
_CALCULATES = frozenset(["IF", "COMPARE"])
_IN_FORMULA = re.compile(r'"[^"]*"?|[^\W\d]\w*')


class Marks:
    """The names and ids of all bookmarks of one merged file."""

    def __init__(self) -> None:
        self._ids = count(1)
        self._record = 0
        self._first: set[str] = set()
        self._stems: dict[str, str] = {}
        self._taken: set[str] = set()

    def new_names(self, own: set[str]) -> dict[str, str]:
        """The names of the next record's marks that change, from small letters to the new.

        Those of the first record are among them, so that what leads nowhere in this one
        does not lead there.
        """
        self._record += 1
        if self._record == 1:
            self._first = {name.casefold() for name in own}
            return {}
        names = {name.casefold(): name for name in (*sorted(self._first), *sorted(own))}
        return {key: f"{self._stem(name)}_{self._record}" for key, name in names.items()}

    def _stem(self, name: str) -> str:
        """What stands before the number: of no other mark, and no number makes it the first's."""
        key = name.casefold()
        if key not in self._stems:
            longest = _LONGEST - _DIGITS - 1
            stem = name[:longest]
            for number in count(2):
                folded = stem.casefold()
                like = re.compile(re.escape(folded) + r"_\d+")
                if folded not in self._taken and not any(map(like.fullmatch, self._first)):
                    break
                tail = f"x{number}"
                stem = name[: longest - len(tail)] + tail
            self._taken.add(stem.casefold())
            self._stems[key] = stem
        return self._stems[key]

    def own_name(self, name: str) -> str:
        """A name for another mark of this record."""
        return f"{self._stem(name)}_{self._record}"

    def renamed(self, part: bytes, names: Mapping[str, str], led_to: set[str] | None) -> bytes:
        """The part with the marks and links of its record.

        Marks that nothing leads to are taken away, so that a header stays the same for all
        records; ``led_to`` names the others in small letters, ``None`` keeps all.
        """
        ids: dict[str | None, str] = {}
        gone: set[str | None] = set()

        def mark(found: re.Match[bytes]) -> bytes:
            tag = found.group()
            old = attribute(tag, "w:id")
            if tag.startswith(b"<w:bookmarkStart"):
                name = attribute(tag, "w:name") or ""
                if led_to is not None and name.casefold() not in led_to:
                    gone.add(old)
                    return b""
                gone.discard(old)
                ids[old] = str(next(self._ids))
                tag = with_attribute(tag, "w:name", names.get(name.casefold(), name))
            elif old in gone:
                return b""
            return with_attribute(tag, "w:id", ids.get(old, old or ""))

        if b"<w:bookmark" in part:
            part = _MARK.sub(mark, part)
        if names and b"w:anchor" in part:
            part = _LINK.sub(lambda m: _linked(m.group(), names), part)
        return with_addresses(part, names)


def _linked(tag: bytes, names: Mapping[str, str]) -> bytes:
    anchor = attribute(tag, "w:anchor")
    if anchor is None or attribute(tag, "r:id") is not None:  # a mark of another file
        return tag
    return with_attribute(tag, "w:anchor", names.get(anchor.casefold(), anchor))


def with_addresses(part: bytes, names: Mapping[str, str]) -> bytes:
    """The part, or its relationships, with addresses ``#mark`` of its record."""
    if not names or b'="#' not in part:
        return part

    def address(found: re.Match[bytes]) -> bytes:
        name = found.group(2).decode()
        return found.group(1) + quoted(names.get(name.casefold(), name)) + found.group(3)

    return _ADDRESS.sub(address, part)


def marks_in(part: bytes) -> set[str]:
    """The names of the bookmarks of a part."""
    if b"<w:bookmarkStart " not in part:
        return set()
    names = (attribute(tag, "w:name") for tag in _MARK.findall(part) if b"Start" in tag[:17])
    return {name for name in names if name}


def made_by(one: Field) -> set[str]:
    """The names of the bookmarks that a field makes."""
    words = one.words
    return {_bare(words[1])} if one.name in _DEFINES and len(words) > 1 else set()


def links_in(part: bytes) -> set[str]:
    """The names that links of a part lead to, other than by fields, in small letters."""
    anchors = [attribute(tag, "w:anchor") for tag in _LINK.findall(part)]
    addresses = [unescape(name.decode()) for _, name, _ in _ADDRESS.findall(part)]
    return {name.casefold() for name in (*anchors, *addresses) if name}


def leads_to(one: Field, names: Mapping[str, str]) -> str:
    """The code of a field with the marks of its record."""
    words = one.words
    if not words:
        return one.code
    name = words[0].upper()
    if name.startswith("=") or name in _CALCULATES:
        return _IN_FORMULA.sub(lambda m: names.get(m.group().casefold(), m.group()), one.code)
    if name in _OTHER_FIELDS:
        return one.code
    place = 0
    switch = _BY_SWITCH.get(name)
    if switch is not None:
        place = next((n for n, word in enumerate(words, 1) if word.upper() == switch), len(words))
        address = _bare(words[1]) if name == "HYPERLINK" and len(words) > 1 else ""
        if address.startswith("#"):
            place = 1
        elif address and not address.startswith("\\"):  # a mark of another file
            return one.code
    elif name in _LEADS:
        place = 1
    elif name == "SEQ":
        place = 2
    return _with_word(one.code, words, place, names)


def sees_all(one: Field) -> bool:
    """Whether a field lists what stands in the whole file (TOC, INDEX), in no part of it only."""
    words = [word.upper() for word in one.words]
    return one.name in _LISTING and _BY_SWITCH[one.name] not in words


def _with_word(code: str, words: list[str], place: int, names: Mapping[str, str]) -> str:
    if place >= len(words):
        return code
    old = words[place]
    bare = _bare(old)
    prefix = "#" if bare.startswith("#") else ""
    new = names.get(bare.removeprefix("#").casefold())
    if new is None:
        return code
    at = 0
    for word in words[:place]:
        at = code.index(word, at) + len(word)
    at = code.index(old, at)
    marks = '"' if old.startswith('"') else ""
    return f"{code[:at]}{marks}{prefix}{new}{marks}{code[at + len(old) :]}"


def _bare(word: str) -> str:
    return word.strip('"')
