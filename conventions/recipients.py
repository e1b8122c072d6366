"""Recipients (nơi nhận) and addressees (kính gửi, kính trình)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .ruleset import RuleSet
from .spelling import capitalised, nfc

_ENDS = " \t\u00a0;,."
# An archive line copied from an old paper brings its own "Lưu" or "Lưu:".
_ARCHIVE_WORD = re.compile(r"^lưu(?:\s*:\s*|\s+)", re.IGNORECASE)
_STARTS = " \t\u00a0-–—+•"


def _bare(item: str) -> str:
    """The item without the bullet and the mark that a clerk may have typed."""
    item = nfc(" ".join(item.split())).lstrip(_STARTS)
    return item.rstrip(_ENDS)


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
    names = [_bare(item) for item in ([first] if first else []) + list(items)]
    lines = [words["item_prefix"] + name + words["recipient_end"] for name in names if name]
    kept = _ARCHIVE_WORD.sub("", _bare(archive))
    if kept:
        lines.append(words["item_prefix"] + words["archive_word"] + kept + words["archive_end"])
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
    names = [capitalised(_bare(item)) for item in items if _bare(item)]
    if not names:
        return [word]
    if len(names) == 1:
        return [f"{word} {names[0]}{words['addressee_last_end']}"]
    lines = [words["item_prefix"] + name + words["addressee_end"] for name in names]
    last = lines[-1][: len(lines[-1]) - len(words["addressee_end"])] + words["addressee_last_end"]
    return [word, *lines[:-1], last]
