"""Numbers while making papers (cấp số khi lập giấy tờ): ``tao`` and ``tao --cap-so``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..batch.changed import in_register
from ..batch.orders import Numbering
from ..data.ward import Ward
from ..register import find_register, open_register, register_address
from ..workspace import Workspace
from .console import say_aside

if TYPE_CHECKING:
    from ..batch.booking import Booking
    from ..batch.report import Made
    from ..generators.plan import Job
    from ..register.book import Register
    from .identity import Numberer


def register_of(folder: Path, *, create: bool) -> Register | None:
    """The register of a workspace, or the shared one; ``None`` when there is none yet.

    ``create`` makes the workspace's own at the first numbered paper. Raises
    :class:`RegisterUnavailable` when it cannot be reached.
    """
    address = register_address(folder)
    return open_register(address) if create else find_register(address)


class NumberDesk:
    """Who is asked how papers stand to the register (quầy cấp số); ``issue`` gives new numbers.

    ``booking`` is what giving numbers came to; ``None`` where none were asked for.
    """

    def __init__(
        self, register: Register | None, ward: Ward, workspace: Workspace, *, issue: bool
    ) -> None:
        self._register = register
        self._ward = ward
        self._workspace = workspace
        self._issue = issue
        self._who: Numberer | None = None
        self.booking: Booking | None = None

    def __call__(self, jobs: Sequence[Job]) -> Numbering:
        """The numbers of numbered papers, the register's rows, and those it refuses."""
        register, ward = self._register, self._ward
        if register is None or not jobs:
            return Numbering()
        from ..batch.booking import book, typed_clashes
        from ..batch.numbers import given_entries
        from .identity import numberer_of, reader_of

        if self._issue:
            self._who = numberer_of(self._workspace, ward, register)
            if self._who.remark:
                say_aside(self._who.remark)
            self.booking = book(register, jobs, ward, self._who.body)
            refused = self.booking.refused
        else:
            self._who = reader_of(self._workspace, ward, register)
            refused = typed_clashes(register, jobs, ward, self._who.body)
        entries = given_entries(register, ward, self._who.body)
        if self._issue and entries:
            self._who.keep()
        numbers = {key: entry.number for key, entry in entries.items()}
        return Numbering(numbers, in_register(entries), refused)

    def note_made(self, made: Iterable[Made]) -> None:
        """Tell the register which file carries each number; a mere copy tells it nothing."""
        who = self._who
        if self._register is None or who is None or who.identity is None:
            return
        from ..batch.numbers import note_files

        files = ((m.paper, m.key, str(m.path), m.digest) for m in made)
        note_files(self._register, self._ward, who.body, files)
