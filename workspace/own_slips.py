"""First lines of an own paper that were mistyped (dòng khai báo gõ nhầm), and what was meant.

A line that is no item of the heading is text of the paper: without a word said, the paper
would be none, or would print the line and go without what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..conventions.spelling import fold_plain
from ..errors import PaperDeclaration
from ..generators.declared.spoken import meant_per
from ..i18n import tr
from ..suggestions import asked, likeness
from ..templates.heading import item_names

_ALIKE = 0.8
"""Less would take “Trích lục” for “Trích yếu”."""
_PER = "per"
_OF_MERGING = ("merged", "on_sheet")
_BETWEEN = " :;.,=-–—\t"


def certain(said: Mapping[str, str]) -> dict[str, str]:
    """What is sure of a declaration that has a fault: for whom; empty where not even that is.

    Enough to hold the tags of the file against what such a paper gives.
    """
    kept = {item: said[item] for item in _OF_MERGING if item in said}
    late = (_late(said) or "").partition(":")[2].strip()
    typed = said.get(_PER) or _per_of_slip(said) or late
    if not typed:
        return kept
    meant = meant_per(typed)
    return {} if meant is None else {**kept, _PER: meant}


def means_paper(said: Mapping[str, str]) -> bool:
    """Whether a file without such a line was to say what it is for; ``said`` by a master."""
    return not said.get(_PER) and (_slip_of_per(said) or _late(said)) is not None


def refuse_slips(said: Mapping[str, str]) -> None:
    """Raise :class:`PaperDeclaration` for a line that was meant for the heading."""
    if not said.get(_PER):
        if (meant := _slip_of_per(said)) is not None:
            raise _slip(said["next"], meant)
        if (late := _late(said)) is not None:
            raise PaperDeclaration(
                tr("Dòng “{dong}” không đứng trên cùng nên không được đọc.").format(dong=late),
                fix=tr("Chuyển dòng ấy lên trên cùng của tệp, trước mọi chữ khác."),
            )
    line = said.get("next", "")
    for item, (name, *_) in item_names().items():
        for head, value, colon in _parted(line, name):
            same = _alike(head, name) if colon else fold_plain(head) == fold_plain(name)
            if item != _PER and same and value:
                raise _slip(line, f"{name}: {value}")


def _slip(line: str, meant: str) -> PaperDeclaration:
    return PaperDeclaration(
        tr("Không hiểu dòng “{dong}” ở đầu tệp.").format(dong=line), fix=asked(meant)
    )


def _slip_of_per(said: Mapping[str, str]) -> str | None:
    """What the first line was to say, where it was to say what the paper is for."""
    meant = _per_of_slip(said)
    return None if meant is None else f"{item_names()[_PER][0]}: {meant}"


def _per_of_slip(said: Mapping[str, str]) -> str | None:
    line = said.get("next", "")
    for name in item_names()[_PER]:
        for head, value, _ in _parted(line, name):
            if _alike(head, name) and (meant := meant_per(value)) is not None:
                return meant
    return None


def _late(said: Mapping[str, str]) -> str | None:
    """A line further down that says what the paper is for."""
    line = said.get("late", "")
    return line if meant_per(line.partition(":")[2].strip()) is not None else None


def _parted(line: str, name: str) -> Iterator[tuple[str, str, bool]]:
    """A line as name and value: at its colon, and behind as many words as the name has."""
    head, colon, value = line.partition(":")
    if colon:
        yield head, value.strip(), True
    words, count = line.split(), len(name.split())
    yield " ".join(words[:count]).rstrip(_BETWEEN), " ".join(words[count:]).strip(_BETWEEN), False


def _alike(typed: str, name: str) -> bool:
    return likeness(*("".join(fold_plain(each).split()) for each in (typed, name))) >= _ALIKE
