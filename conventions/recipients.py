"""Recipients (nơi nhận) and addressees (kính gửi, kính trình)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .ruleset import RuleSet
from .spelling import bare_item, capitalised, fold

# "(để báo cáo)" goes to the next line as a whole in the narrow column.
_NOTE = re.compile(r"\([^()]{1,20}\)$")
# An archive line copied from an old paper brings its own "Lưu" or "Lưu:".
_ARCHIVE_WORD = re.compile(r"^lưu(?:\s*:\s*|\s+)", re.IGNORECASE)


def archive_place(text: str) -> str:
    """Where the file copy stays (nơi lưu), without the word ``Lưu`` that a clerk may have typed."""
    return _ARCHIVE_WORD.sub("", bare_item(text))


def archive_line(archive: str, rules: RuleSet) -> str:
    """Where the file copy stays (dòng lưu), bare: ``Lưu Văn phòng Đảng uỷ``; "" for nowhere."""
    kept = archive_place(archive)
    return rules.phrases["archive_word"] + kept if kept else ""


def refers_back(item: str, rules: RuleSet) -> bool:
    """Whether a recipient only points at names in the text: ``Như trên``, ``Như Điều 2``.

    What is said behind it, as in "Như Điều 3 (để thực hiện)", does not matter.
    """
    words = fold(bare_item(item))
    above, article = (fold(rules.phrases[key]) for key in ("as_above", "as_article"))
    return re.match(rf"(?:{re.escape(above)}|{re.escape(article)} \d+)(?!\w)", words) is not None


def recipient_lines(
    items: Sequence[str], archive: str, rules: RuleSet, first: str | None = None
) -> list[str]:
    """The list under ``Nơi nhận`` (danh sách nơi nhận), one string a line.

    ``items`` may carry their own bullet and mark; empty ones are left out.
    ``archive`` is where the file copy stays (``Văn phòng Đảng uỷ``), empty for
    none. ``first`` is put in front, e.g. ``rules.phrases["as_above"]`` for a
    letter. Rule: HD05 II.I.9.2.5: ``- Như Điều 2;`` … ``- Lưu Văn phòng Đảng uỷ.``
    """
    words = rules.phrases
    names = [bare_item(item) for item in ([first] if first else []) + list(items)]
    lines = [line for line in (*names, archive_line(archive, rules)) if line]
    ends = [words["recipient_end"]] * (len(lines) - 1) + [words["archive_end"]]
    return [
        words["item_prefix"] + _NOTE.sub(_together, line) + end
        for line, end in zip(lines, ends, strict=False)
    ]


def _together(note: re.Match[str]) -> str:
    return note[0].replace(" ", "\u00a0")


class Addressees(NamedTuple):
    """The addressee block (kính gửi, kính trình): its word, then one line a name.

    ``names`` carry their marks: a single one stands on the line of the word,
    several stand below it as a list.
    """

    word: str
    names: tuple[str, ...]


def addressees(word_key: str, items: Sequence[str], rules: RuleSet) -> Addressees:
    """The addressee block for these names, as typed (nơi kính gửi, kính trình).

    ``word_key`` is ``"dear"`` or ``"submit"``; which one a type uses stands in
    ``rules.types[type_key].addressed``. Rule: HD05 II.I.9.2.3-9.2.5, HD36 3.9.
    """
    words = rules.phrases
    names = [capitalised(item) for item in map(bare_item, items) if item]
    prefix = words["item_prefix"] if len(names) > 1 else ""
    ends = [words["addressee_end"]] * (len(names) - 1) + [words["addressee_last_end"]]
    return Addressees(
        rules.phrase(word_key) + words["word_end"],
        tuple(prefix + name + end for name, end in zip(names, ends, strict=False)),
    )
