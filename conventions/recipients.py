"""Recipients (nơi nhận) and addressees (kính gửi, kính trình)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .ruleset import RuleSet
from .spelling import capitalised, fold, nfc

_ENDS = " \t\u00a0;,."
# An archive line copied from an old paper brings its own "Lưu" or "Lưu:".
_ARCHIVE_WORD = re.compile(r"^lưu(?:\s*:\s*|\s+)", re.IGNORECASE)
_STARTS = " \t\u00a0-–—+•"


def bare_recipient(item: str) -> str:
    """The recipient without the bullet and the mark that a clerk may have typed."""
    item = nfc(" ".join(item.split())).lstrip(_STARTS)
    return item.rstrip(_ENDS)


def archive_line(archive: str, rules: RuleSet) -> str:
    """Where the file copy stays (dòng lưu), bare: ``Lưu Văn phòng Đảng uỷ``; "" for nowhere."""
    kept = _ARCHIVE_WORD.sub("", bare_recipient(archive))
    return rules.phrases["archive_word"] + kept if kept else ""


def refers_back(item: str, rules: RuleSet) -> bool:
    """Whether a recipient only points at names in the text: ``Như trên``, ``Như Điều 2``.

    What is said behind it, as in "Như Điều 3 (để thực hiện)", does not matter.
    """
    words = fold(bare_recipient(item))
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
    names = [bare_recipient(item) for item in ([first] if first else []) + list(items)]
    lines = [words["item_prefix"] + name + words["recipient_end"] for name in names if name]
    kept = archive_line(archive, rules)
    if kept:
        lines.append(words["item_prefix"] + kept + words["archive_end"])
    elif lines:
        lines[-1] = lines[-1][: -len(words["recipient_end"])] + words["archive_end"]
    return lines


def addressee_lines(word_key: str, items: Sequence[str], rules: RuleSet) -> list[str]:
    """The addressee block (kính gửi, kính trình): the word, then one line a name.

    ``word_key`` is ``"dear"`` or ``"submit"``; which one a type uses stands in
    ``rules.types[type_key].addressed``. A single name stands on the line of the
    word. Rule: HD05 II.I.9.2.3-9.2.5, HD36 3.9.
    """
    words = rules.phrases
    word = rules.phrase(word_key) + words["word_end"]
    names = [capitalised(bare_recipient(item)) for item in items if bare_recipient(item)]
    if not names:
        return [word]
    if len(names) == 1:
        return [f"{word} {names[0]}{words['addressee_last_end']}"]
    lines = [words["item_prefix"] + name + words["addressee_end"] for name in names]
    last = lines[-1][: len(lines[-1]) - len(words["addressee_end"])] + words["addressee_last_end"]
    return [word, *lines[:-1], last]
