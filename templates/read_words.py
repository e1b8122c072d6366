"""What the built-in masters read, kept beside them (các khoá mà mẫu đọc).

Whether a document is due hangs on the data that its master reads. To know which
these are a master must be compiled; for the built-in ones that is done once, when
they are built.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..rendering import CompiledTemplate

WORDS_FILE = "words.json"
"""Its place under ``templates``: hash of a master → keys."""


def read_words(masters: Mapping[str, bytes]) -> bytes:
    """The file of the keys that these masters read, by their places.

    A master that may read any key is not in it.
    """
    found = {}
    for content in masters.values():
        words = CompiledTemplate.load(content).words
        if words is not None:
            found[_hash(content)] = sorted(words)
    lines = [
        f"{json.dumps(digest)}: {json.dumps(words)}" for digest, words in sorted(found.items())
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def kept_words(content: bytes) -> frozenset[str] | None:
    """The keys that a built-in master reads; ``None`` for one that is not on file."""
    return _kept().get(_hash(content))


@cache
def _kept() -> dict[str, frozenset[str]]:
    path = Path(__file__).with_name(WORDS_FILE)
    try:
        read = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {digest: frozenset(words) for digest, words in read.items()}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
