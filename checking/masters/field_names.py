"""Names of fields held against what papers give (đối chiếu tên trường)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...generators.plan import Context
from ...i18n import tr
from ...rendering.reading.spoken import Labels
from ...suggestions import likeness, nearest

_STEP_INTO_LIST = "[]"


def is_missing(path: str, contexts: Iterable[Context]) -> bool:
    """Whether none of the contexts has the name.

    ``ds[].ten`` is ``ten`` of the items of ``ds``. A list that is empty and a value
    that is ``None`` everywhere cannot tell, so what lies below is not called missing.
    """
    here: list[object] = list(contexts)
    for step in path.replace(_STEP_INTO_LIST, f".{_STEP_INTO_LIST}").split("."):
        below = [child for value in here for child in _children(value, step)]
        if not below:
            return not all(_cannot_tell(value, step) for value in here)
        here = below
    return False


def _children(value: object, step: str) -> list[object]:
    if step == _STEP_INTO_LIST:
        if isinstance(value, (list, tuple)):
            return list(value)
        return list(value.values()) if isinstance(value, dict) else [value]
    if isinstance(value, dict) and step in value:
        return [value[step]]
    if value is not None and not step.startswith("_") and hasattr(value, step):
        return [None]  # a method of text, a list or a dict: the rendering knows more
    return []


def _cannot_tell(value: object, step: str) -> bool:
    return value is None or (step == _STEP_INTO_LIST and isinstance(value, (list, tuple, dict)))


def names_in(contexts: Iterable[Context], *, mark: str = "") -> set[str]:
    """All dotted names that the contexts have, items of lists as ``ds[].ten``.

    ``mark`` is put behind the name of a list of plain texts: ``can_cu[]``.
    """
    return {name for context in contexts for name in _names("", context, mark)}


def _names(prefix: str, value: object, mark: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _names(f"{prefix}.{key}" if prefix else str(key), child, mark)
    elif isinstance(value, (list, tuple)) and any(isinstance(v, dict) for v in value):
        for child in value:
            yield from _names(f"{prefix}{_STEP_INTO_LIST}", child, mark)
    else:
        yield f"{prefix}{mark}" if isinstance(value, (list, tuple)) else prefix


class Near(NamedTuple):
    """Existing names that may have been meant (tên gần giống), the likeliest first.

    ``sure``: they are of the group that was named, so that one is probably meant.
    """

    names: list[str]
    sure: bool


def near_names(path: str, names: Iterable[str]) -> Near:
    """The existing names that may have been meant, at most three.

    ``ho_ten`` alone means ``dang_vien.ho_ten``. Of a group that is not there,
    names with the same last part are told, but they may be quite another thing.
    """
    known = sorted(names)
    head, last = _head(path), _last(path)
    if path.removesuffix(_STEP_INTO_LIST) in known:
        return Near([path.removesuffix(_STEP_INTO_LIST)], True)
    if head in known:  # something is asked of a plain text
        return Near([head], True)
    heads = {_head(name) for name in known}
    group = head if head in heads else nearest(head, heads)
    if group is not None:
        of_group = {_last(name): name for name in known if _head(name) == group}
        end = last if last in of_group else nearest(last, of_group)
        if end is not None or head:
            return Near([of_group[end]] if end is not None else [], True)
    end = last if any(_last(name) == last for name in known) else None
    end = end or nearest(last, {_last(name) for name in known})
    alike = [name for name in known if _last(name) == end]
    return Near(sorted(alike, key=lambda n: (-likeness(path, n), n))[:3], not head)


def near_label(path: str, labels: Labels) -> str | None:
    """The label nearest to what a name without group, or behind one, was called.

    ``Họ và tên`` for ``ho_va_tem`` and ``dang_vien.Họ và tem``; ``None`` for none near
    enough. A label that several fields have is none, nor is a key.
    """
    head, said = _head(path), _last(path)
    here = {
        _last(label)
        for label, meant in labels.items()
        if _head(label) == head and isinstance(meant, str) and _last(label) != _last(meant)
    }
    return nearest(said, here)


def group_of(path: str, names: Iterable[str]) -> list[str]:
    """What the named group has (``ho_ten``, ``ngay_sinh``); empty where there is no such group."""
    head = _head(path)
    return sorted({_last(name) for name in names if head and _head(name) == head})


def _head(path: str) -> str:
    return path.rpartition(".")[0]


def _last(path: str) -> str:
    return path.rsplit(".", 1)[-1]


def in_words(path: str) -> str:
    """A name as a keeper of templates knows it: ``ten`` of each item of ``danh_sach``."""
    head, item, tail = path.rpartition(f"{_STEP_INTO_LIST}.")
    if item:
        return tr("{ten} (của từng mục trong {ds})").format(ten=tail, ds=in_words(head))
    return path
