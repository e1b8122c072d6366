"""Where an own master comes from (bản gốc): which built-in master, as it was when copied.

The copy's property “Bản gốc” names it; the built-in as it was lies beside the copies, so
that a later giayto can tell what either side changed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..conventions.spelling import fold_plain
from ..errors import GiaytoError
from ..rendering.limits import DEFAULT_LIMITS
from ..rendering.package.reading import read_package
from .properties import read_properties
from .store import find_master

ORIGIN = "Bản gốc"
KEPT = "ban-goc"
"""The folder inside ``mau`` with the built-in masters as they were copied."""
_SHOWN = 12
_WRITTEN = re.compile(rf"([a-z0-9-]+) ([a-z0-9-]+) ([0-9a-f]{{{_SHOWN}}})")


@dataclass(frozen=True, slots=True)
class Origin:
    """A built-in master at a time (bản gốc): its name, the rule set, the digest of its content."""

    name: str
    rules: str
    digest: str

    @classmethod
    def now(cls, name: str, rules: str) -> Origin:
        """The built-in as it is now. Raises :class:`TemplateUnreadable` for none."""
        return cls(name, rules, digest_of(find_master(name, rules).content, name))

    @classmethod
    def in_master(cls, content: bytes, name: str) -> Origin | None:
        """What a master says of its origin; ``None`` when it says nothing that can be read."""
        try:
            return _read(read_properties(content, name))
        except GiaytoError:
            return None

    @property
    def changed(self) -> bool:
        """Whether the built-in master is another one by now, or there is none any more."""
        try:
            return Origin.now(self.name, self.rules) != self
        except GiaytoError:
            return True

    def __str__(self) -> str:
        return f"{self.name} {self.rules} {self.digest}"

    def kept_in(self, folder: Path) -> Path:
        """Where the built-in as it was lies in the folder ``mau``."""
        return folder / KEPT / f"{self.name}-{self.digest}.docx"


def _read(properties: Mapping[str, str]) -> Origin | None:
    for name, value in properties.items():
        if fold_plain(name) == fold_plain(ORIGIN):
            match = _WRITTEN.fullmatch(value.strip())
            return Origin(*match.groups()) if match else None
    return None


def digest_of(content: bytes, name: str) -> str:
    """What tells two versions of a master apart: all of it but when and by whom it was saved."""
    digest = hashlib.sha256()
    for part, data in sorted(read_package(content, name, DEFAULT_LIMITS).items()):
        if not part.startswith("docProps/"):
            digest.update(f"{part} {len(data)} ".encode())
            digest.update(data)
    return digest.hexdigest()[:_SHOWN]
