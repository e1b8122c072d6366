"""The proof that nothing vanishes (chứng minh không mất chữ): values followed to the page.

A master is filled in with a text of its own for every value that its tags print. What
comes out on a page is proven; for what does not, its value alone is changed, and only
where no page changes at all is it told. Conditions compare values, so that more could
not be said for certain.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...conventions.ruleset import rules_for
from ...errors import GiaytoError
from ...generators.plan import Context
from ...i18n import tr
from ...rendering import CompiledTemplate
from ...rendering.inserts import NeedsPackage
from ...templates.store import find_master
from .field_names import in_words
from .page_text import Pages, PageText
from .tags import Fault, Tag

_ITEM = "[]"
_CONTEXTS = 40
_SINGLY = 6
"""Contexts in which a value is changed by itself."""
_ITEMS = 4
"""Items of a list that are changed by themselves: the first two and the last two."""
_SECONDS = 15.0
_PLACED = re.compile(r"\[-?\d+\]")
_SENTINELS = ("zqa{:04}qz", "zqb{:04}qzz")

Address = tuple[str | int, ...]
"""The way to one value in a context: keys and places."""


def unprinted(
    own: CompiledTemplate, master: str, tags: Mapping[str, Tag], contexts: Sequence[Context]
) -> Iterator[Fault]:
    """One fault for each field that a tag prints and whose value reaches no page.

    ``tags`` are the names that tags print, each with the first tag that does. ``master``
    is the built-in master of the paper: what is not printed there either, with the same
    data, proves nothing about this one.
    """
    if not tags or not contexts:
        return
    proof = _Proof(own, contexts[:_CONTEXTS])
    left = proof.unproven(list(tags))
    usual = _usual(master, contexts, left) if left else set()
    for path in left:
        verdict = proof.judged(path, 1 if path in usual else _SINGLY)
        if verdict is None:
            continue
        tag = tags[path]
        shown = in_words(path)
        if verdict.hidden:
            why = tr("Giá trị của {ten} được điền ở đây nhưng không ai thấy: {vi_sao}.")
            yield Fault(
                "KT-940", tag.passage, tag.typed, why.format(ten=shown, vi_sao=verdict.hidden),
                tr("Đưa thẻ ra chỗ nhìn thấy, hoặc bỏ thẻ."),
            )  # fmt: skip
        elif path in usual or (verdict.places and _PLACED.search(tag.inside)):
            continue
        elif verdict.places:
            yield Fault(
                "KT-942", tag.passage, tag.typed, _which(verdict.places).format(ten=shown),
                tr("Bảng có hai hàng cùng tả một mục, hàng của mục cuối để riêng, thì gõ thẻ vào cả"
                   " hai hàng; có điều kiện thừa quanh thẻ thì bỏ. Chỉ cần vài mục thì bỏ qua lời"
                   " nhắc này."),
            )  # fmt: skip
        else:
            why = tr("Với dữ liệu đem thử, {ten} không lần nào ra trang giấy: điều kiện quanh thẻ"
                     " không đúng lần nào, hoặc vòng lặp không có mục nào.")  # fmt: skip
            yield Fault(
                "KT-941", tag.passage, tag.typed, why.format(ten=shown),
                tr("Xem lại điều kiện; nếu đúng ý thì bỏ qua lời nhắc này."),
            )  # fmt: skip


@dataclass(slots=True)
class Verdict:
    """What is certain of a field that no page shows (kết luận).

    ``hidden`` is why nobody sees it where it was filled in; ``places`` which items of its
    list a page shows it for, of the first and the last ones, where their place alone decides.
    """

    hidden: str = ""
    places: tuple[bool, ...] = ()


def _which(places: tuple[bool, ...]) -> str:
    """For which items of a list a field is printed, in words."""
    if places == tuple(sorted(places, reverse=True)):
        if len(places) > 2 and places.index(False) == len(places) - 1:
            return tr("Mục cuối của danh sách không in {ten}, các mục trước có in.")
        return tr("Chỉ những mục đầu của danh sách in {ten}, các mục sau không in.")
    if not any(places[:-1]):
        return tr("Chỉ mục cuối của danh sách in {ten}, các mục trước không in.")
    return tr("Có mục của danh sách in {ten}, có mục không in, dù mục nào cũng có giá trị.")


class _Proof:
    """One master rendered with sentinels (điền thử)."""

    def __init__(self, own: CompiledTemplate, contexts: Sequence[Context]) -> None:
        self._pages = Pages(own)
        self._contexts = contexts
        self._until = time.monotonic() + _SECONDS

    def unproven(self, paths: Iterable[str]) -> list[str]:
        """The fields whose texts a page does not show when every text is a sentinel."""
        left = dict.fromkeys(paths)
        for context in self._contexts:
            for path in self._proven(context, left):
                del left[path]
            if not left:
                break
        return list(left)

    def _proven(self, context: Context, paths: Mapping[str, Any]) -> list[str]:
        """The fields whose sentinels a page shows when every text is one, all items of lists."""
        marked: dict[str, list[str]] = {}
        changed = copy.deepcopy(context)
        number = 0
        for path in paths:
            for address in addresses(context, path):
                if isinstance(_at(context, address), str):
                    number += 1
                    sentinel = _SENTINELS[0].format(number)
                    _put(changed, address, sentinel)
                    marked.setdefault(path, []).append(sentinel)
        page = self._page(changed)
        if page is None:
            return []
        return [p for p, marks in marked.items() if all(mark in page.seen for mark in marks)]

    def judged(self, path: str, most: int) -> Verdict | None:
        """What is certain of one field, changed by itself in so many contexts.

        ``None`` when a page shows it, or nothing is certain.
        """
        verdict = Verdict()
        for context in sorted(self._contexts, key=lambda c: -len(addresses(c, path)))[:most]:
            usual = self._page(context)
            if usual is None:
                return None
            every = addresses(context, path)
            if verdict.places and len(every) < 2:
                break  # one item is the first and the last
            if self._measured(context, path, usual):
                return None
            shown: list[bool] = []
            for address in _some(every):
                seen = self._changes(context, address, usual)
                if seen is None:
                    return None
                verdict.hidden = verdict.hidden or (seen if isinstance(seen, str) else "")
                shown.append(seen is True)
            if any(shown):
                if verdict.hidden or all(shown) or not self._placed(context, every, shown):
                    return None
                verdict.places = verdict.places or tuple(shown)
        return verdict

    def _placed(self, context: Context, every: Sequence[Address], shown: Sequence[bool]) -> bool:
        """Whether the place in the list decides what is shown, not what else an item holds.

        With one item in every place the same ones are shown.
        """
        lists = {_list_of(address) for address in every}
        if len(lists) != 1 or None in lists:
            return False
        (holder,) = lists
        items = _at(context, holder or ())
        for item in (items[0], items[-1]):
            alike = _with(context, holder or (), [item] * len(items))
            usual = self._page(alike)
            if usual is not None and list(shown) == [
                self._changes(alike, address, usual) is True for address in _some(every)
            ]:
                return True
        return False

    def _measured(self, context: Context, path: str, usual: PageText) -> bool:
        """Whether a page changes with the length of a list that is not printed (``ds|length``)."""
        for address in _places(context, path):
            value = _at(context, address)
            if isinstance(value, (list, tuple)) and value:
                page = self._page(_with(context, address, [*value, *value]))
                if page is not None and page.seen != usual.seen:
                    return True
        return False

    def _changes(self, context: Context, address: Address, usual: PageText) -> bool | str | None:
        """Whether a page changes with one value; why not, where the value was filled in.

        ``None`` when that cannot be found out.
        """
        hidden = ""
        for value in _others(_at(context, address)):
            page = self._page(_with(context, address, value))
            if page is None:
                return None
            if page.seen != usual.seen:
                return True
            if isinstance(value, str) and value:
                hidden = hidden or page.why_unseen(value)
        return hidden or False

    def _page(self, context: Context) -> PageText | None:
        if time.monotonic() > self._until:
            return None
        try:
            return self._pages.of(context)
        except (GiaytoError, NeedsPackage):
            return None  # a sentinel is no date, no number: nothing is certain then


def _usual(master: str, contexts: Sequence[Context], paths: Iterable[str]) -> set[str]:
    """Those of the fields that the built-in master does not print with these data either."""
    try:
        built_in = find_master(master, rules_for(dt.date.today()).id)
        own = CompiledTemplate.load(built_in.content, name=built_in.path.name)
    except GiaytoError:
        return set()
    fields = {"." + field for field in own.fields}
    printed = [
        path
        for path in paths
        if any(f == f".{path}" or f.startswith((f".{path}.", f".{path}[")) for f in fields)
    ]
    return set(_Proof(own, contexts[:_CONTEXTS]).unproven(printed))


def addresses(context: Context, path: str) -> list[Address]:
    """Where the values of a field stand: ``ds[].ten`` in every item, a list of texts in each."""
    leaves: list[Address] = []
    for address in _places(context, path):
        value = _at(context, address)
        if isinstance(value, (list, tuple)):
            leaves += [(*address, n) for n, v in enumerate(value) if isinstance(v, (str, int))]
        elif isinstance(value, (str, int, float)):
            leaves.append(address)
    return leaves


def _places(context: Context, path: str) -> list[Address]:
    """Where a name leads, whatever stands there."""
    found: list[Address] = [()]
    for step in path.replace(_ITEM, f".{_ITEM}").split("."):
        below: list[Address] = []
        for address in found:
            value = _at(context, address)
            if step == _ITEM and isinstance(value, (list, tuple)):
                below += [(*address, place) for place in range(len(value))]
            elif isinstance(value, dict) and step in value:
                below.append((*address, step))
        found = below
    return found


def _some(every: Sequence[Address]) -> Sequence[Address]:
    """The values of a list that are changed: the first and the last ones."""
    half = _ITEMS // 2
    return every if len(every) <= _ITEMS else [*every[:half], *every[-half:]]


def _list_of(address: Address) -> Address | None:
    """The innermost list that a value stands in; ``None`` for a value in no list."""
    places = [n for n, step in enumerate(address) if isinstance(step, int)]
    return address[: places[-1]] if places else None


def _others(value: object) -> list[object]:
    """Other values of the same kind: two texts, more, none."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, 0]
    if isinstance(value, float):
        return [value + 1.0]
    return [_SENTINELS[0].format(9999), _SENTINELS[1].format(9999), ""]


def _at(context: Any, address: Address) -> Any:
    for step in address:
        context = context[step]
    return context


def _with(context: Any, address: Address, value: object) -> Any:
    """The context with another value in one place; all else is shared with it."""
    if not address:
        return value
    step, *below = address
    changed = dict(context) if isinstance(context, dict) else list(context)
    changed[step] = _with(context[step], tuple(below), value)  # type: ignore[index]
    return changed


def _put(context: Any, address: Address, value: object) -> None:
    *above, last = address
    for step in above:
        if isinstance(context[step], tuple):  # a list is read alike
            context[step] = list(context[step])
        context = context[step]
    context[last] = value
