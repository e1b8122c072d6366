"""What a run did (báo cáo lần chạy)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..errors import CannotWrite, GiaytoError
from ..generators.plan import Skipped
from .changed import Changed


class Made(NamedTuple):
    """One document that is there now (văn bản đã có).

    ``place`` is where a person finds it: a path, or an address of fsspec.
    ``digest`` is its SHA-256 in hexadecimal. ``fresh`` is false when it was
    there already and nothing had changed. ``copies`` is how many documents
    stand in it: 1, or more for a file to print. A tuple, because one travels
    between processes for every document.
    """

    paper: str
    key: str
    title: str
    place: str
    digest: str
    fresh: bool = True
    copies: int = 1

    @property
    def path(self) -> Path:
        """The file, for documents in a folder."""
        return Path(self.place)


@dataclass(frozen=True, slots=True)
class Failed:
    """One document that could not be made, and why (văn bản lỗi)."""

    paper: str
    key: str
    title: str
    error: GiaytoError


@dataclass(slots=True)
class Refused:
    """A master with faults (mẫu bị từ chối): why, and how many documents were not begun for it."""

    paper: str
    master: str
    error: GiaytoError
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that somebody edited by hand (bản sửa tay), kept.

    ``copy`` is its new name beside the new document; ``None`` when its data
    have not changed, so that the file stays as it is, in its place.
    """

    title: str
    path: str
    copy: str | None


@dataclass(frozen=True, slots=True)
class Gone:
    """A file whose record is gone (không còn dòng), put aside in ``khong-con``.

    ``path`` is where it was, ``place`` where it is; ``digest`` its SHA-256.
    ``edited`` when somebody had edited it by hand.
    """

    paper: str
    key: str
    path: str
    place: str
    digest: str
    edited: bool

    @property
    def made(self) -> Made:
        """The document where it is now, for the register to note."""
        return Made(self.paper, self.key, "", self.place, self.digest, False)


@dataclass(frozen=True, slots=True)
class Sent:
    """A paper that was signed and sent out (đã phát hành), left as it is."""

    paper: str
    key: str
    title: str
    symbol: str
    sent_on: dt.date


@dataclass(slots=True)
class Report:
    """What a run did (báo cáo lần chạy).

    ``made`` lists fresh documents, unless the caller of the run takes them one
    by one. ``refused`` are masters with faults, each once, with which no document
    was begun. ``sent`` are papers not made because they are out, ``changed``
    numbered ones that no longer say what the register holds. ``moved`` counts
    files that followed their document to another name or folder; ``left_over`` are
    files that should have gone among the ``gone`` but could not be moved.
    ``trouble`` is what went wrong with the manifest itself; ``None`` for nothing.
    """

    made: list[Made] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    moved: int = 0
    gone: list[Gone] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)
    print_files_behind: list[str] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    fresh: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    print_files: int = 0
    trouble: CannotWrite | None = None

    @property
    def changed_files(self) -> bool:
        """Whether any file was written, moved or put aside."""
        copies = any(kept.copy is not None for kept in self.kept)
        return bool(self.done or self.print_files or self.moved or self.gone or copies)

    @property
    def not_made(self) -> Counter[str]:
        """How many documents could not be made, by paper: failed, or their master refused."""
        counts = Counter(failure.paper for failure in self.failed)
        for refused in self.refused:
            counts[refused.paper] += refused.documents
        return counts

    @property
    def done(self) -> int:
        """How many documents were made now."""
        return self.fresh.total()
