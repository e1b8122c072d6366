"""What is due in a unit (việc cần làm): compares what was planned with what is on file."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from ..data.models import Organisation
from ..errors import CannotWrite, GiaytoError
from ..generators.plan import Job, Paper, Skipped
from ..i18n import tr
from .library import Template
from .manifest import Entry, latest
from .orders import Order, Outcome
from .placing import PRINTED, Name, Placed, PrintFile, gone_places, place, same_file, unit_code
from .report import Failed, Gone, Kept, Made
from .sinks import Sink, Stamp


class Due(NamedTuple):
    """A document to be made, with what the manifest will say about it (việc kèm hồ sơ).

    ``known`` is what the manifest knows at its path; ``None`` for nothing.
    ``context`` is the hash of the data, ``number`` the printed number or ``None``.
    """

    year: int
    unit: str
    paper: str
    key: str
    title: str
    path: str
    template: str
    context: str
    number: str | None
    known: Entry | None
    copies: int = 1

    def entry(self, output: str, stamp: Stamp, time: str) -> Entry:
        """The manifest's line about the finished document."""
        return Entry(
            self.year,
            self.unit,
            self.paper,
            self.key,
            self.path,
            self.template,
            self.context,
            output,
            *stamp,
            self.number,
            time,
        )


@dataclass(slots=True)
class Unit:
    """A unit with its documents and what is on file of it (một đơn vị đã lập kế hoạch).

    ``planned`` are the papers planned completely: a document on file of these
    that is not among ``placed`` has lost its record, unless it was ``sent`` out. ``accents``
    whether names of files keep theirs.
    """

    organisation: Organisation
    year: int
    accents: bool = False
    failed: list[Failed] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    planned: set[str] = field(default_factory=set)
    folder: str = ""
    placed: list[Placed] = field(default_factory=list)
    on_file: dict[tuple[str, str], Entry] = field(default_factory=dict)
    by_path: dict[str, Entry] = field(default_factory=dict)
    targets: set[str] = field(default_factory=set)
    sent: frozenset[Name] = frozenset()

    @property
    def code(self) -> str:
        """What names the unit in the manifest."""
        return unit_code(self.organisation)

    def file(
        self,
        jobs: Sequence[Job],
        order: Order,
        papers: Mapping[str, Paper],
        longest: int | None,
    ) -> None:
        """Give every document its place, and look up what is on file."""
        self.folder = order.folder
        self.sent = order.sent
        self.on_file = latest(order.on_file)
        self.placed = place(jobs, order.folder, papers, longest, self.on_file)
        held = {(item.job.paper, item.key) for item in self.placed if item.job.held}
        self.by_path = {
            # The file of a document that is held is nobody's to replace.
            same_file(entry.path): entry
            for name, entry in self.on_file.items()
            if name not in held
        }
        self.targets = {item.spot for item in self.placed}

    def keep_only(self, wanted: Callable[[Job], bool]) -> None:
        """Leave out the other documents, which have their places and are not looked at."""
        self.placed = [item for item in self.placed if wanted(item.job)]
        self.planned.clear()

    def share(self, share: tuple[int, int]) -> list[Placed]:
        """A part of the documents: ``(0, 3)`` the first third."""
        part, parts = share
        count = len(self.placed)
        return self.placed[count * part // parts : count * (part + 1) // parts]


class Wishes(Protocol):
    """What the clerk wishes of a run (tuỳ chọn), as far as it decides what is due."""

    @property
    def sink(self) -> Sink | None: ...
    @property
    def redo(self) -> bool: ...
    @property
    def print_files(self) -> bool: ...
    @property
    def two_sided(self) -> bool: ...


class Survey:
    """Decides for each document whether it must be made (so với nhật ký).

    Without a sink everything is due, and nothing is on file. What is as it
    should be goes straight into :attr:`outcome`.
    """

    def __init__(self, unit: Unit, wishes: Wishes, outcome: Outcome) -> None:
        self.unit = unit
        self.outcome = outcome
        self._wishes = wishes
        self._sink = wishes.sink
        self._groups: dict[str, list[tuple[Placed, str, str]]] = {}
        self._renewed: set[str] = set()
        self._of_master: dict[str, list[Placed]] = defaultdict(list)
        for item in unit.placed:
            self._of_master[item.job.master].append(item)

    def document(self, item: Placed, template: Template, digest: str) -> Due | None:
        """A document that is due; ``None`` when it is as it should be.

        ``digest`` is the hash of what it says, see `Library.said`.
        """
        unit, job = self.unit, item.job
        self._groups.setdefault(job.master, []).append((item, template.digest, digest))
        earlier = self._followed((job.paper, item.key), item.path, job.title)
        due = Due(
            unit.year,
            unit.code,
            job.paper,
            item.key,
            job.title,
            item.path,
            template.digest,
            digest,
            job.printed,
            known=earlier or unit.by_path.get(item.spot),
        )
        if self._as_it_should_be(due, earlier):
            return None
        self._renewed.add(job.master)
        return due

    def about(self) -> None:
        """Report what concerns the unit as a whole: plans that failed, records that are gone."""
        self.outcome.failed += self.unit.failed
        self.outcome.skipped += self.unit.skipped
        self._vanished()

    def print_files(self) -> Iterator[tuple[PrintFile, list[Placed]]]:
        """The files to print that are wanted, and the documents looked at that each holds."""
        for file in self._possible():
            group = self._groups.get(file.master, ())
            if len(group) > 1 and self._wants_print(file):
                yield file, [item for item, _, _ in group]

    def no_print_files(self) -> None:
        """Report the files to print that cannot be made, for one document stops them all."""
        for file in self._possible():
            if self._wants_print(file):
                error = GiaytoError(
                    tr("Chưa lập được tệp để in: một văn bản trong đó làm tắt chương trình."),
                    fix=tr("Sửa văn bản bị nêu lỗi rồi chạy lại."),
                )
                self.outcome.failed.append(self.failed_print_file(file, error))

    def print_files_behind(self) -> None:
        """Name the files to print that lag behind documents made anew, of which they hold more."""
        for file in _both(self._renewed):
            entry = self._print_file_there(file)
            if entry is not None and self._sink is not None:
                self.outcome.print_files_behind.append(self._sink.shown(entry.path))

    def failed_print_file(self, file: PrintFile, error: GiaytoError) -> Failed:
        """The report's line about a file to print that cannot be made."""
        title = self._print_title(len(self._of_master[file.master]))
        return Failed(*self._print_name(file), title, error)

    def _possible(self) -> list[PrintFile]:
        """The files to print of templates from which the unit has several documents."""
        return _both(master for master, items in self._of_master.items() if len(items) > 1)

    def _print_name(self, file: PrintFile) -> tuple[str, str]:
        """What names a file to print in the manifest: its name, and the paper it is of."""
        return file.name, self._of_master[file.master][0].job.paper

    def _print_title(self, number: int) -> str:
        return tr("Tệp để in – {ten} – {so} bản").format(ten=self.unit.organisation.name, so=number)

    def _print_file_there(self, file: PrintFile) -> Entry | None:
        """The file to print that was made before, if it still lies in its place."""
        entry = self.unit.on_file.get(self._print_name(file))
        if entry is None or self._sink is None or self._sink.stamp(entry.path) is None:
            return None
        return entry

    def print_file(self, file: PrintFile, items: Sequence[Placed]) -> Due | None:
        """The file to print of the documents from one template; ``None`` when it is right."""
        unit, group = self.unit, self._groups[file.master]
        path = file.path(unit.folder, accents=unit.accents)
        name = self._print_name(file)
        title = self._print_title(len(items))
        earlier = self._followed(name, path, title)
        due = Due(
            unit.year,
            unit.code,
            *name,
            title,
            path,
            group[0][1],
            hashlib.sha256("".join(digest for _, _, digest in group).encode()).hexdigest(),
            None,
            known=earlier or unit.by_path.get(same_file(path)),
            copies=len(items),
        )
        return None if self._as_it_should_be(due, earlier) else due

    def _followed(self, name: Name, path: str, title: str) -> Entry | None:
        """What is on file of a document, whose file has followed it to its place.

        So a renamed person's file, also one that is back from among those whose
        record was gone, is judged where it stands now; whoever edited it finds
        the edit under the new name. Raises :class:`CannotWrite`.
        """
        sink, entry = self._sink, self.unit.on_file.get(name)
        if sink is None or entry is None or entry.path == path:
            return entry
        here = entry._replace(path=path)
        if sink.stamp(entry.path) is None:  # a run that was killed may have moved it already
            return here
        while not sink.move(entry.path, path):
            there = self.unit.by_path.get(same_file(path))
            if there is not None and sink.digest(path) == there.output:
                sink.remove(path)
            else:
                copy = sink.set_aside(path)
                self.outcome.kept.append(Kept(title, sink.shown(path), sink.shown(copy)))
        self.outcome.moved += 1
        self.outcome.entries.append(here)
        return here

    def _vanished(self) -> None:
        """Put the files aside whose record is gone; forget those that are gone as well."""
        unit = self.unit
        here = {(item.job.paper, item.key) for item in unit.placed}
        here |= {self._print_name(file) for file in self._possible()} | unit.sent
        gone = [
            entry
            for name, entry in unit.on_file.items()
            if paper_of(entry) in unit.planned and name not in here
        ]
        leave(gone, unit.targets, self._sink, self.outcome)

    def _wants_print(self, file: PrintFile) -> bool:
        """Asked for; or made before and still there, for an old one must not be printed."""
        if self._wishes.print_files and self._wishes.two_sided == file.two_sided:
            return True
        return self._print_file_there(file) is not None

    def _as_it_should_be(self, due: Due, entry: Entry | None) -> bool:
        sink = self._sink
        if (
            sink is None
            or self._wishes.redo
            or entry is None
            or (entry.path, entry.template, entry.context) != (due.path, due.template, due.context)
        ):
            return False
        stamp = sink.stamp(due.path)
        if stamp is None or stamp[0] == 0:
            return False
        place, digest = sink.shown(due.path), entry.output
        if stamp != (entry.size, entry.mtime) or stamp[1] is None:
            digest = sink.digest(due.path)
            if digest != entry.output:
                self.outcome.kept.append(Kept(due.title, place, None))
            elif stamp != (entry.size, entry.mtime):
                self.outcome.entries.append(entry._replace(size=stamp[0], mtime=stamp[1]))
        self.outcome.made.append(
            Made(due.paper, due.key, due.title, place, digest, False, due.copies)
        )
        return True


def _both(masters: Iterable[str]) -> list[PrintFile]:
    """The files to print on one side and on both, of each template."""
    return [PrintFile(master, two_sided) for master in masters for two_sided in (False, True)]


def leave(
    entries: Sequence[Entry], targets: Container[str], sink: Sink | None, outcome: Outcome
) -> None:
    """Put files aside that no record stands for any more (``khong-con``); forget missing ones.

    Where another document has the file's place (``targets``), it deals with what it finds there.
    """
    if sink is None:
        return
    for entry in entries:
        if same_file(entry.path) in targets or sink.stamp(entry.path) is None:
            outcome.entries.append(entry._replace(path=""))
            continue
        try:
            _put_aside(entry, sink, outcome)
        except CannotWrite:  # open in Word, say
            outcome.left_over.append(sink.shown(entry.path))


def _put_aside(entry: Entry, sink: Sink, outcome: Outcome) -> None:
    digest = sink.digest(entry.path)
    for aside in gone_places(entry):
        if sink.move(entry.path, aside):
            was, now = sink.shown(entry.path), sink.shown(aside)
            edited = digest != entry.output
            outcome.entries.append(entry._replace(path=aside))
            outcome.gone.append(Gone(entry.paper, entry.key, was, now, digest, edited))
            return


def paper_of(entry: Entry) -> str:
    """The paper of a document on file; of a file to print, that of the documents in it."""
    return entry.key if entry.paper.startswith(PRINTED) else entry.paper
