"""Parts that a paper must have (phần bắt buộc), from data, looked for in a master."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from unicodedata import normalize

from ...conventions.spelling import fold_plain
from ...data.reference import table
from ...findings import Finding
from ...i18n import tr
from ...rendering.reading.tagscan import cut_at_tags
from .error_places import Read


def missing_parts(
    master: str, read: Read, told: Iterable[Finding]
) -> Iterator[tuple[str, str, str]]:
    """Code, reason and remedy for each part that the master no longer has.

    ``master`` is the built-in master it stands for. A part whose field is there but
    wrong is ``told`` already, with the field in the remedy, and is not missing.
    """
    lines = [_words(passage.text) for story, _ in read for passage in story.passages]
    tags = (tag.inside for _, tags in read for tag in tags)
    said = "\n".join([*tags, *(f"{finding.read} {finding.fix}" for finding in told)])
    for part in table("required-parts")["part"]:
        words = part.get("words", ())
        if not _is_of(part, master) or any(_is_typed(w, line) for w in words for line in lines):
            continue
        fields: list[str] = part["fields"]
        if any(re.search(rf"(?<![\w.]){re.escape(field)}(?!\w)", said) for field in fields):
            continue
        # Names of parts are words of papers, quoted in any language.
        name = part["name"].replace("“", "").replace("”", "")
        why = tr("Mẫu không còn “{phan}”: “{can_cu}”.").format(phan=name, can_cu=part["source"])
        fix = tr("Gõ lại vào mẫu: {the}.").format(the=f"{{{{ {fields[0]} }}}}") if fields else ""
        fix = fix or tr("Gõ lại vào mẫu: “{chu}”.").format(chu=part["words"][0])
        yield "KT-932", why, fix


def _is_of(part: dict[str, Any], master: str) -> bool:
    return any(master == name or master.startswith(f"{name}-") for name in part["masters"])


def _words(text: str) -> str:
    return " ".join("".join(cut_at_tags(text)[::2]).split())


def _is_typed(words: str, line: str) -> bool:
    """Whether a line is these words, or begins with them as they are; not a sentence with them."""
    return fold_plain(line) == fold_plain(words) or normalize("NFC", line).startswith(words)
