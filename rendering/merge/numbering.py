"""The lists of unlike files (danh sách của nhiều tệp) in one numbering part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import deepcopy

from lxml import etree

from ...i18n import tr
from .unlike import unlike

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{W}}}"
# What tells copies of a list apart for an editor, and nothing on paper.
_MARKS = ("nsid", "tmpl", "name")
_STYLES = ("pStyle", "styleLink", "numStyleLink")
LATE = 100_000
"""The numbers from here on are of lists taken in while records are written."""


class Numbering:
    """The numbering part of a merged file, begun with the first document's (``None``: none)."""

    def __init__(self, first: bytes | None) -> None:
        self._root = (
            etree.Element(f"{_W}numbering", nsmap={"w": W})
            if first is None
            else (etree.fromstring(first))
        )
        self._abstracts: dict[object, list[str]] = defaultdict(list)
        self._nums: dict[object, list[str]] = defaultdict(list)
        self._added: list[etree._Element] = []
        self._late: list[etree._Element] | None = None
        self._next = {"abstractNum": 0, "num": 1}  # the number 0 is of no list
        for name, least in self._next.items():
            ids = [int(node.get(f"{_W}{name}Id") or 0) for node in self._root.iter(_W + name)]
            self._next[name] = max(least, *(number + 1 for number in ids), 0)
        for node in self._root.iter(f"{_W}abstractNum"):
            self._abstracts[_meaning(node)].append(node.get(f"{_W}abstractNumId", ""))
        for node in self._root.iter(f"{_W}num"):
            self._nums[_abstract(node), _overrides(node)].append(node.get(f"{_W}numId", ""))

    def take(self, other: bytes) -> dict[str, str]:
        """Takes in the lists of another document; gives their numbers, old to new.

        Raises :class:`MergeFailed` for bullets that are pictures and are not there yet.
        """
        root = etree.fromstring(other)
        self._added = []
        of_abstract = _Matching(self._abstracts)
        of_num = _Matching(self._nums)
        abstracts: dict[str, str] = {}
        for node in root.iter(f"{_W}abstractNum"):
            key = _meaning(node)
            old = node.get(f"{_W}abstractNumId", "")
            abstracts[old] = of_abstract.next(key) or self._add(node, "abstractNum")
            if abstracts[old] not in self._abstracts[key] and self._late is None:
                self._abstracts[key].append(abstracts[old])
            of_abstract.used(key)
        nums: dict[str, str] = {}
        for node in root.iter(f"{_W}num"):
            abstract = abstracts.get(_abstract(node), "")
            key_of_num = (abstract, _overrides(node))
            old = node.get(f"{_W}numId", "")
            found = of_num.next(key_of_num)
            if found is None:
                copy = deepcopy(node)
                for place in copy.iter(f"{_W}abstractNumId"):
                    place.set(f"{_W}val", abstract)
                found = self._add(copy, "num")
                if self._late is None:
                    self._nums[key_of_num].append(found)
            of_num.used(key_of_num)
            nums[old] = found
        return {old: new for old, new in nums.items() if old != new}

    def rename_styles(self, names: Mapping[str, str]) -> None:
        """Leads the lists taken in last to the styles that stand for their document's."""
        for node in self._added:
            for place in node.iter(*(_W + name for name in _STYLES)):
                old = place.get(f"{_W}val", "")
                place.set(f"{_W}val", names.get(old, old))

    def begin(self) -> None:
        """Tells that the first record is being written: lists taken in later are one record's."""
        self._late = []
        self._next = {name: max(number, LATE) for name, number in self._next.items()}

    def written(self) -> bytes:
        """The part with the lists taken in before :meth:`begin`."""
        return etree.tostring(self._root, encoding="UTF-8", standalone=True)

    def completed(self, part: bytes | None) -> bytes | None:
        """A later state of the part (``None``: there is none) with the lists taken in since."""
        if not self._late:
            return part
        root = self._root if part is None else etree.fromstring(part)
        for node in self._late:
            _put(root, node)
        return etree.tostring(root, encoding="UTF-8", standalone=True)

    def _add(self, node: etree._Element, name: str) -> str:
        if next(node.iter(f"{_W}lvlPicBulletId"), None) is not None:
            raise unlike(tr("danh sách có dấu đầu dòng là ảnh khác nhau"))
        number = str(self._next[name])
        self._next[name] += 1
        copy = deepcopy(node)
        copy.set(f"{_W}{name}Id", number)
        for mark in _MARKS:
            for child in copy.findall(_W + mark):
                copy.remove(child)
        self._added.append(copy)
        if self._late is None:
            _put(self._root, copy)
        else:
            self._late.append(copy)
        return number


def numbers_in(numbering: bytes | None) -> frozenset[str]:
    """The numbers of the lists of a numbering part."""
    if numbering is None:
        return frozenset()
    return frozenset(n.get(f"{_W}numId", "") for n in etree.fromstring(numbering).iter(f"{_W}num"))


class _Matching:
    """The n-th of equal lists in one document is the n-th in the other: each counts by itself."""

    def __init__(self, known: Mapping[object, list[str]]) -> None:
        self._known = known
        self._counts: dict[object, int] = defaultdict(int)

    def next(self, key: object) -> str | None:
        ids = self._known.get(key, [])
        return ids[self._counts[key]] if self._counts[key] < len(ids) else None

    def used(self, key: object) -> None:
        self._counts[key] += 1


def _put(root: etree._Element, node: etree._Element) -> None:
    """Adds an ``abstractNum`` or ``num`` behind the last of its kind."""
    same = root.findall(node.tag)
    before = same or root.findall(f"{_W}abstractNum") or root.findall(f"{_W}numPicBullet")
    if before:
        before[-1].addnext(node)
    else:
        root.insert(0, node)


def _abstract(num: etree._Element) -> str:
    found = num.find(f"{_W}abstractNumId")
    return "" if found is None else found.get(f"{_W}val", "")


def _overrides(num: etree._Element) -> bytes:
    return _plain(num.iter(f"{_W}lvlOverride"))


def _meaning(abstract: etree._Element) -> bytes:
    return _plain(child for child in abstract if etree.QName(child).localname not in _MARKS)


def _plain(nodes: Iterable[etree._Element]) -> bytes:
    return b"".join(etree.tostring(plain(node), method="c14n", exclusive=True) for node in nodes)


def plain(node: etree._Element) -> etree._Element:
    """A copy without the marks by which Word compares versions, and without comments."""
    copy = deepcopy(node)
    copy.tail = None
    for inner in copy.iter():
        for key in inner.attrib:
            if etree.QName(key).localname in ("rsid", "rsidR", "tplc", "paraId", "textId"):
                del inner.attrib[key]
    etree.strip_elements(copy, etree.Comment, f"{_W}rsid", with_tail=False)
    return copy
