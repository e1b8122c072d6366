"""What is asked of a run, and how it is handed out (phiếu việc)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..data.models import Organisation
from ..data.ward import Ward
from ..errors import GiaytoError
from ..generators.plan import InRegister, Job, Key, Paper, Skipped
from ..rendering.reading.spoken import Labels
from ..templates.store import NONE_OWN, OwnMasters
from .changed import Changed
from .choice import Choice
from .manifest import Entry
from .report import Failed, Gone, Kept, Made, Sent

Progress = Callable[[int, int], None]
"""Called with how many documents are done and how many there are (an estimate on the way)."""
Numbers = Mapping[Key, int]
"""The number of each numbered document, by paper and record key."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """How numbered documents stand to the register (số của một lần lập).

    ``rows`` are the register's rows by paper and record key, ``refused`` the
    documents that cannot be made because of their number, ``waiting`` those that
    get none yet and why (`numbers.waits_for`).
    """

    numbers: Numbers = field(default_factory=dict)
    rows: Mapping[Key, InRegister] = field(default_factory=dict)
    refused: Mapping[Key, GiaytoError] = field(default_factory=dict)
    waiting: Mapping[Key, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is to be made (việc được giao): which papers of whom, with which words and numbers.

    ``units`` empty means the whole ward; what is issued about them is made too.
    ``own_masters`` are the clerk's templates. ``numbers`` is asked once, for all
    numbered documents in the order they are planned, and says how they stand to the
    register; ``None`` leaves their numbers to be written by hand. ``only`` are the keys of the
    records wanted: the other papers of their units keep their files and their
    places in the list; ``None`` means all. ``refused`` are masters with faults, by
    name: their documents keep their files and get no numbers. ``labels`` are what own
    masters may call the fields of their papers, by the masters' names. ``pictures`` is
    the folder of the pictures that data name; ``None`` for none.
    """

    ward: Ward
    papers: Sequence[Paper]
    units: tuple[Organisation, ...] = ()
    own_masters: OwnMasters = NONE_OWN
    numbers: Callable[[Sequence[Job]], Numbering] | None = None
    only: frozenset[str] | None = None
    refused: Mapping[str, GiaytoError] = field(default_factory=dict)
    labels: Mapping[str, Labels] = field(default_factory=dict)
    pictures: Path | None = None

    @property
    def choice(self) -> Choice:
        """Which documents are wanted."""
        return Choice(self.units, self.only)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where the documents go, and how they are made (cách giao).

    ``out`` is a folder, or an address of fsspec (``s3://…``); the documents
    stand under ``out/<năm>/<đơn vị>/<loại>/``. ``archive`` puts all into this
    zip instead; with ``replace=False`` only if no file has that name.
    ``manifest`` is the file of the manifest (``None``: ``nhat-ky.jsonl`` in the
    output folder). ``redo`` makes unchanged documents again. ``print_files``
    adds a file to print for each unit and template, with ``two_sided`` one for
    printing on both sides.
    ``processes`` is how many may work at once (``None``: as many as the
    computer has cores; small plans are done by this one). ``cluster`` is the
    address of a Dask scheduler whose workers do the work. ``on_made`` gets
    every document that is there, fresh or not, one by one; ``None`` collects
    the fresh ones in the report.
    """

    out: Path | str
    archive: Path | None = None
    replace: bool = True
    manifest: Path | None = None
    redo: bool = False
    print_files: bool = False
    two_sided: bool = False
    processes: int | None = None
    cluster: str | None = None
    progress: Progress | None = None
    on_made: Callable[[Made], None] | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """The work on one unit, or on a part of it (phiếu việc của một đơn vị).

    ``unit`` is the organisation's place in its sheet, ``folder`` where its
    documents go. ``ready`` are its numbered documents, already numbered; the
    other papers are planned by whoever carries the order out. ``on_file`` is
    what the manifest knows of the unit, as its lines. Of a large unit, ``share`` is the part
    meant: ``(0, 3)`` the first third, by the order of the list. ``unplanned``
    are numbered papers whose planning failed: nothing is known of their
    records. ``parted``: what concerns the unit as a whole is told already.
    ``sent`` are the documents that were sent out, with or without a record.
    ``numbers`` are those of documents that a list goes with (kèm theo).
    """

    unit: int
    folder: str
    ready: tuple[Job, ...]
    on_file: bytes
    share: tuple[int, int] = (0, 1)
    unplanned: frozenset[str] = frozenset()
    parted: bool = False
    sent: frozenset[Key] = frozenset()
    numbers: Numbers = field(default_factory=dict)

    @property
    def tells_of_unit(self) -> bool:
        """Whether what concerns the unit as a whole is to be told with this part."""
        return self.share[0] == 0 and not self.parted

    def same_unit(self, other: Order) -> bool:
        """Whether two orders are parts of one unit's work."""
        return (self.unit, self.on_file) == (other.unit, other.on_file)

    def halves(self) -> tuple[Order, Order]:
        """The same work as two orders."""
        part, parts = self.share
        first, second = (2 * part, 2 * parts), (2 * part + 1, 2 * parts)
        return replace(self, share=first, parted=True), replace(self, share=second, parted=True)


@dataclass(slots=True)
class Outcome:
    """What became of an order (kết quả một phiếu việc).

    ``moved`` counts files that followed their document to another name or
    folder. ``refused`` counts the documents of refused masters, by paper and
    master. ``entries`` are lines for the manifest. ``data`` are the documents
    themselves, in the order of the fresh ones in ``made``, when they go into
    an archive.
    """

    made: list[Made] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    skipped: list[Skipped] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    moved: int = 0
    gone: list[Gone] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)
    print_files_behind: list[str] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    data: list[bytes] = field(default_factory=list)
