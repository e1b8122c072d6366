"""Loops and conditions of a master (vòng lặp, điều kiện): what is opened is closed, in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...i18n import tr
from .passages import Level, Passage
from .tags import Fault, Tag

_OPENED = frozenset({"for", "if", "macro", "call", "filter", "block", "with", "autoescape"})
_BETWEEN = {"else": ("if", "for"), "elif": ("if",)}
OTHERS = frozenset({"set", "include", "import", "from", "extends", "do", "continue", "break"})
"""Commands of Jinja that open nothing."""
# What docxtpl's letter takes away, and so what both ends may differ in.
_OWN_LEVEL = {"tr": "tr", "tc": "tc"}


@dataclass(slots=True)
class Blocks:
    """What is wrong with a story's blocks, and what would make them whole (khối).

    By places in the list of tags: ``stray`` are closing tags of nothing, ``missing``
    the words that close what stays open, to stand before a tag or, at the length of
    the list, at the end.
    """

    faults: list[Fault] = field(default_factory=list)
    stray: set[int] = field(default_factory=set)
    missing: dict[int, list[str]] = field(default_factory=dict)


def check_blocks(tags: list[Tag]) -> Blocks:
    """The blocks of a story; of one that is never closed the opening tag is named."""
    return _Reading(tags).read()


def opens(tag: Tag) -> bool:
    """Whether the tag opens a block that must be closed."""
    return tag.word in _OPENED or (tag.word == "set" and "=" not in tag.rest)


class _Reading:
    """One story's tags, read in order (đọc một lượt)."""

    def __init__(self, tags: list[Tag]) -> None:
        self._tags = tags
        self._found = Blocks()
        self._open: list[int] = []

    def read(self) -> Blocks:
        """All blocks, the faults in the order in which they are met."""
        for index, tag in enumerate(self._tags):
            if opens(tag):
                self._open.append(index)
            elif index in self._found.stray:
                continue  # told with what it crosses
            elif tag.word in _BETWEEN:
                self._between(index, tag)
            elif _closes(tag):
                self._close(index, tag)
        for index in reversed(self._open):
            self._never_closed(index, len(self._tags))
        return self._found

    def _fault(self, code: str, index: int, why: str, fix: str, right: str = "") -> None:
        tag = self._tags[index]
        self._found.faults.append(Fault(code, tag.passage, tag.typed, why, fix, right))

    def _between(self, index: int, tag: Tag) -> None:
        if self._open and self._tags[self._open[-1]].word in _BETWEEN[tag.word]:
            self._ends(self._open[-1], index)
        else:
            self._stray(index, f"{{% {_BETWEEN[tag.word][0]} … %}}")

    def _close(self, index: int, tag: Tag) -> None:
        match = next((o for o in reversed(self._open) if self._tags[o].word == tag.word[3:]), None)
        if match is None:
            self._stray(index, f"{{%{tag.letter} {tag.word[3:]} … %}}")
            return
        while self._open[-1] != match:
            inner = self._open.pop()
            late = self._closed_later(inner, index)
            if late is None:
                self._never_closed(inner, index)
            else:
                self._crossed(inner, index, late)
        self._open.pop()
        self._ends(match, index)

    def _closed_later(self, inner: int, index: int) -> int | None:
        """Where a block that another closes around is closed after all."""
        depth, word = 0, self._tags[inner].word
        for place in range(index + 1, len(self._tags)):
            tag = self._tags[place]
            if tag.word == word and opens(tag):
                depth += 1
            elif tag.word == f"end{word}" and place not in self._found.stray:
                if depth == 0:
                    around = sum(self._tags[o].word == word for o in self._open)
                    return None if around and self._is_needed(place, word, around) else place
                depth -= 1
        return None

    def _is_needed(self, place: int, word: str, around: int) -> bool:
        """Whether the closing tag belongs to a block of its kind that is open around."""
        closing = depth = 0
        for tag in self._tags[place:]:
            if tag.word == word and opens(tag):
                depth += 1
            elif tag.word == f"end{word}":
                depth, closing = (depth - 1, closing) if depth else (0, closing + 1)
        return closing <= around

    def _crossed(self, inner: int, index: int, late: int) -> None:
        opening, closing, last = (self._tags[place] for place in (inner, index, late))
        self._found.missing.setdefault(index, []).append(f"end{opening.word}")
        self._found.stray.add(late)
        why = tr("{mo} ({cho}) mở bên trong, mà thẻ này đóng nó ở ngoài, sau {sau}.").format(
            mo=opening.typed, cho=opening.passage.place, sau=closing.typed
        )
        fix = tr("Chuyển thẻ này lên trước {sau} ({cho}), hoặc chuyển {sau} xuống sau thẻ này.")
        fix = fix.format(sau=closing.typed, cho=closing.passage.place)
        self._found.faults.append(Fault("KT-913", last.passage, last.typed, why, fix))

    def _never_closed(self, index: int, before: int) -> None:
        opening = self._tags[index]
        self._found.missing.setdefault(before, []).append(f"end{opening.word}")
        after = self._tags[before].typed if before < len(self._tags) else ""
        self._fault("KT-911", index, *_unclosed(opening, before=after))

    def _stray(self, index: int, opening: str) -> None:
        self._found.stray.add(index)
        why = tr("Thẻ này không có thẻ mở {mo} nào ở trước.").format(mo=opening)
        self._fault("KT-912", index, why, tr("Gõ thẻ mở ở đầu phần ấy, hoặc xoá thẻ này."))

    def _ends(self, opening: int, index: int) -> None:
        """Compares a tag with the one that opened its block: letter, level, cell."""
        first, tag = self._tags[opening], self._tags[index]
        if first.whole and tag.whole:
            return
        if first.letter != tag.letter:
            right = f"{{%{first.letter} {tag.inside} %}}"
            why = tr("Thẻ mở {mo} và thẻ này không cùng loại.").format(mo=first.typed)
            fix = tr("Gõ lại: {the}").format(the=right)
            self._fault("KT-914", index, why, fix, right)
            return
        mine, other = (_levels(tag.passage, first.letter) for tag in (tag, first))
        if mine == other:
            return
        why = tr("Thẻ mở {mo} đứng ở {cho}, còn thẻ này ở {day}.").format(
            mo=first.typed, cho=first.passage.place, day=tag.passage.place
        )
        if [kind for kind, _ in mine] != [kind for kind, _ in other]:
            why += " " + tr("Hai chỗ không cùng cấp, nên văn bản sẽ vỡ.")
            self._fault("KT-915", index, why, _same_level())
        else:
            why += " " + tr("Ô, hàng ở giữa có thể bị nhập làm một hoặc lặp lệch cột.")
            self._fault("KT-916", index, why, _same_cell())


def _closes(tag: Tag) -> bool:
    return tag.word.startswith("end") and (tag.word[3:] in _OPENED or tag.word == "endset")


def _levels(passage: Passage, letter: str) -> tuple[Level, ...]:
    """What stands around the block that a tag takes: of a row its table, not its own cell."""
    levels = passage.levels
    own = _OWN_LEVEL.get(letter)
    places = [number for number, (kind, _) in enumerate(levels) if kind == own]
    return levels[: places[-1]] if places else levels


def _same_level() -> str:
    return tr(
        "Đặt {%tr %} mở và đóng ở hai hàng riêng của cùng một bảng, {%p %} ở hai đoạn riêng,"
        " cùng trong hoặc cùng ngoài một ô bảng, khung chữ."
    )


def _same_cell() -> str:
    return tr(
        "Đặt thẻ mở và thẻ đóng trong cùng một ô; muốn lặp hoặc bỏ cả hàng thì dùng {%tr … %}, cả ô"
        " thì dùng {%tc … %}."
    )


def _unclosed(tag: Tag, before: str = "") -> tuple[str, str]:
    closing = f"{{%{tag.letter} end{tag.word} %}}"
    if before:
        why = tr("Thẻ này mở mà không có thẻ đóng {dong} trước {sau}.")
        fix = tr("Gõ {dong} vào chỗ phải dừng, trước {sau}.")
        return why.format(dong=closing, sau=before), fix.format(dong=closing, sau=before)
    why = tr("Thẻ này mở mà không có thẻ đóng {dong}.").format(dong=closing)
    fix = {
        "p": tr("Gõ {dong} vào một đoạn riêng, ngay sau phần phải lặp hoặc phần có điều kiện."),
        "tr": tr("Gõ {dong} vào một hàng riêng của bảng, ngay sau hàng phải lặp."),
    }.get(tag.letter, tr("Gõ {dong} ngay sau phần phải lặp hoặc phần có điều kiện."))
    return why, fix.format(dong=closing)
