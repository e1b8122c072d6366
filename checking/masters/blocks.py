"""Loops and conditions of a master (vòng lặp, điều kiện): what is opened is closed, in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...i18n import tr
from .tags import Fault, Tag

_OPENED = frozenset({"for", "if", "macro", "call", "filter", "block", "with", "autoescape"})
_BETWEEN = {"else": ("if", "for"), "elif": ("if",)}
OTHERS = frozenset({"set", "include", "import", "from", "extends", "do", "continue", "break"})
"""Commands of Jinja that open nothing."""


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
    found = Blocks()
    opened: list[int] = []

    def fault(index: int, why: str, fix: str) -> None:
        found.faults.append(Fault(tags[index].passage, tags[index].typed, why, fix))

    def closing(index: int, before: int) -> None:
        found.missing.setdefault(before, []).append(f"end{tags[index].word}")

    for index, tag in enumerate(tags):
        word = tag.word
        if opens(tag):
            opened.append(index)
        elif word in _BETWEEN:
            if not opened or tags[opened[-1]].word not in _BETWEEN[word]:
                fault(index, *_stray(tag, f"{{% {_BETWEEN[word][0]} … %}}"))
                found.stray.add(index)
        elif word.startswith("end") and (word[3:] in _OPENED or word == "endset"):
            match = next((o for o in reversed(opened) if tags[o].word == word[3:]), None)
            if match is None:
                fault(index, *_stray(tag, f"{{%{tag.letter} {word[3:]} … %}}"))
                found.stray.add(index)
                continue
            while opened[-1] != match:
                closing(opened[-1], index)
                fault(opened[-1], *_unclosed(tags[opened.pop()], before=tag.typed))
            opened.pop()
            if tags[match].letter != tag.letter:
                fault(index, *_other_letter(tags[match], tag))
    for index in reversed(opened):
        closing(index, len(tags))
        fault(index, *_unclosed(tags[index]))
    return found


def opens(tag: Tag) -> bool:
    """Whether the tag opens a block that must be closed."""
    return tag.word in _OPENED or (tag.word == "set" and "=" not in tag.rest)


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


def _stray(tag: Tag, opening: str) -> tuple[str, str]:
    why = tr("Thẻ này không có thẻ mở {mo} nào ở trước.").format(mo=opening)
    return why, tr("Gõ thẻ mở ở đầu phần ấy, hoặc xoá thẻ này.")


def _other_letter(opening: Tag, closing: Tag) -> tuple[str, str]:
    why = tr("Thẻ mở {mo} và thẻ này không cùng loại.").format(mo=opening.typed)
    right = f"{{%{opening.letter} {closing.inside} %}}"
    return why, tr("Gõ lại: {the}").format(the=right)
