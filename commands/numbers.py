"""Numbers while making papers (cấp số khi lập giấy tờ): ``tao`` and ``tao --cap-so``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..data.index import Ward
from ..data.models import Organisation
from ..generators.changed import in_register
from ..generators.papers import Paper, plan_papers
from ..generators.plan import Scope
from ..register import find_register, open_register, register_address

if TYPE_CHECKING:
    from ..generators.batch import Made
    from ..generators.booking import Booking
    from ..register.book import Register


def register_of(folder: Path, *, create: bool) -> Register | None:
    """The register of a workspace, or the shared one; ``None`` when there is none yet.

    ``create`` makes the workspace's own at the first numbered paper. Raises
    :class:`RegisterUnavailable` when it cannot be reached.
    """
    address = register_address(folder)
    return open_register(address) if create else find_register(address)


def numbered_scope(
    register: Register | None,
    ward: Ward,
    papers: Sequence[Paper],
    units: tuple[Organisation, ...],
    *,
    issue: bool,
) -> tuple[Scope, Booking | None]:
    """The scope with every number already given; ``issue`` first gives the missing ones.

    The second is what giving them came to; ``None`` when none were asked for.
    """
    if register is None:
        return Scope(units), None
    from ..generators.booking import book, typed_clashes
    from ..generators.numbering import given_entries

    numbered = [paper for paper in papers if paper.numbered]
    booking, refused = None, {}
    if issue:
        booking = book(register, plan_papers(ward, numbered, Scope(units)).jobs, ward)
        refused = booking.refused
    elif any(meeting.number for meeting in ward.data.meetings):
        refused = typed_clashes(register, plan_papers(ward, numbered, Scope(units)).jobs, ward)
    entries = given_entries(register, ward)
    numbers = {key: entry.number for key, entry in entries.items()}
    return Scope(units, numbers, in_register(entries), refused), booking


def note_made(register: Register | None, ward: Ward, made: Iterable[Made]) -> None:
    """Tell the register which file carries each number."""
    if register is None:
        return
    import hashlib

    from ..generators.numbering import note_files

    note_files(
        register,
        ward,
        (
            (m.paper, m.key, str(m.path), hashlib.sha256(m.path.read_bytes()).hexdigest())
            for m in made
        ),
    )
