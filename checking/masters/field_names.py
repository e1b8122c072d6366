"""Names of fields held against what papers give (đối chiếu tên trường)."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from ...generators.plan import Context
from ...i18n import tr

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


def names_in(contexts: Iterable[Context]) -> set[str]:
    """All dotted names that the contexts have, items of lists as ``ds[].ten``."""
    return {name for context in contexts for name in _names("", context)}


def _names(prefix: str, value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _names(f"{prefix}.{key}" if prefix else str(key), child)
    elif isinstance(value, (list, tuple)) and any(isinstance(v, dict) for v in value):
        for child in value:
            yield from _names(f"{prefix}{_STEP_INTO_LIST}", child)
    else:
        yield prefix


def nearest_name(path: str, names: Iterable[str]) -> str | None:
    """The existing name that was most likely meant; ``None`` when none is near.

    The last part counts most: ``ho_ten`` alone means ``dang_vien.ho_ten``.
    """
    known = sorted(names)
    same_end = [name for name in known if _last(name) == _last(path)]
    if same_end:
        return max(same_end, key=lambda name: _likeness(path, name))
    close = difflib.get_close_matches(path, known, n=1, cutoff=0.7)
    if close:
        return close[0]
    ends = difflib.get_close_matches(_last(path), {_last(name) for name in known}, n=1)
    return next((name for name in known if ends and _last(name) == ends[0]), None)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _last(path: str) -> str:
    return path.rsplit(".", 1)[-1]


def in_words(path: str) -> str:
    """A name as a keeper of templates knows it: ``ten`` of each item of ``danh_sach``."""
    head, item, tail = path.rpartition(f"{_STEP_INTO_LIST}.")
    if item:
        return tr("{ten} (của từng mục trong {ds})").format(ten=tail, ds=in_words(head))
    return path
