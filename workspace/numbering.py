"""Numbers of a workspace's papers (số của giấy tờ): given while making, compared when checking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..batch.booking import Booking, book, typed_clashes
from ..batch.changed import in_register
from ..batch.earlier_numbers import unknown_before
from ..batch.library import Library
from ..batch.manifest import NAME
from ..batch.numbers import given_entries, note_files
from ..batch.orders import Numbering
from ..batch.report import Made
from ..batch.standing import Standing, not_compared, standing_of
from ..checking.masters.own import labels_of_own
from ..data.ward import Ward
from ..errors import GiaytoError, RegisterError
from ..findings import Finding
from ..generators.papers import plan_papers
from ..generators.plan import Job, Scope
from ..register import find_register, register_address
from ..register.store.address import shown
from ..templates.store import OwnMasters
from .identity import Numberer, numberer_of, own_register_there, reader_of
from .loading import Loaded, read_ward, rules_id_of
from .own_papers import papers_of
from .places import Places
from .register.lost import register_for_numbers, remember

if TYPE_CHECKING:
    from ..register.book import Register


def register_of(places: Places, *, create: bool) -> Register | None:
    """The register of a workspace, or the shared one; ``None`` when there is none yet.

    ``create`` makes the workspace's own at the first numbered paper. Raises
    :class:`RegisterUnavailable` when it cannot be reached, `RegisterLost` when
    it is gone though the workspace has given numbers.
    """
    if create:
        return register_for_numbers(places)
    address = register_address(places.folder)
    found = find_register(address)
    if found is None:
        own_register_there(places, shown(address))
    return found


class NumberDesk:
    """Who is asked how papers stand to the register (quầy cấp số); ``issue`` gives new numbers.

    ``booking`` is what giving numbers came to; ``None`` where none were asked for.
    ``remark`` is what the clerk should be told, "" for nothing.
    """

    def __init__(
        self, register: Register | None, ward: Ward, places: Places, *, issue: bool
    ) -> None:
        self._register = register
        self._ward = ward
        self._places = places
        self._issue = issue
        self._who: Numberer | None = None
        self.booking: Booking | None = None
        self.remark = ""

    def __call__(self, jobs: Sequence[Job]) -> Numbering:
        """The numbers of numbered papers, the register's rows, and those it refuses.

        Without papers to number: what the register has given already.
        """
        register, ward = self._register, self._ward
        if register is None:
            return Numbering()
        if self._issue and jobs:
            self._who = numberer_of(self._places, ward, register)
            self.remark = self._who.remark
            self.booking = book(register, jobs, ward, self._who.body)
            earlier = unknown_before(ward, self.booking.given)
            self.remark = " ".join(filter(None, (self.remark, earlier)))
            refused = self.booking.refused
        else:
            self._who = reader_of(self._places, ward, register)
            refused = typed_clashes(register, jobs, ward, self._who.body)
        entries = given_entries(register, ward, self._who.body)
        if self.booking is not None and entries:
            self._who.keep()
            remember(self._places, register)
        numbers = {key: entry.number for key, entry in entries.items()}
        waiting = self.booking.waiting if self.booking is not None else {}
        return Numbering(numbers, in_register(entries), refused, waiting)

    def note_made(self, made: Iterable[Made]) -> None:
        """Tell the register which file carries each number; a mere copy tells it nothing."""
        who = self._who
        if self._register is None or who is None or who.identity is None:
            return
        files = ((m.paper, m.key, str(m.path), m.digest) for m in made)
        note_files(self._register, self._ward, who.body, files)


def against_register(places: Places, loaded: Loaded) -> list[Finding]:
    """How the papers stand to the register, for a check of the workbook; [] while there is none.

    Raises `RegisterError` when it cannot be reached.
    """
    register = register_of(places, create=False)
    if register is None:
        return []
    try:
        # What an error makes of the papers is no news of its own.
        standing = _standing(register, loaded.ward, places)
        return standing.findings(reworded=not loaded.errors)
    except RegisterError:
        raise
    except GiaytoError:
        if loaded.errors:
            return []  # the data cannot be planned, and the findings say why
        raise


def register_findings(places: Places, register: Register) -> list[Finding]:
    """The same for a check of the register; nothing where there is no workbook."""
    if not places.workbook.is_file():
        return []
    try:
        return _standing(register, read_ward(places), places).findings()
    except GiaytoError as error:
        return [not_compared(places.workbook.name, error)]


def _standing(register: Register, ward: Ward, places: Places) -> Standing:
    body = reader_of(places, ward, register).body
    own = OwnMasters.of(places.own_masters)
    papers = papers_of(own, ward.data.source.own)
    numbered = [paper for paper in papers.all if paper.numbered]
    labels = labels_of_own(own, rules_id_of(ward), ward, papers.own)
    library = Library(ward, own, labels, places.pictures)
    jobs = plan_papers(ward, numbered, Scope()).jobs
    return standing_of(register, numbered, jobs, library, ward, body, places.output / NAME)
